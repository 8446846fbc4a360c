"""The network on real text: words keep their places, trees are trees, and rough text breaks nothing."""

import time

import pytest
from hypothesis import given, strategies as st

from newsgraph.extract.embedded.model_file import loaded
from newsgraph.extract.embedded.reading import probability, read_text
from newsgraph.model import Kind

MODEL = loaded(threads=2)
STORY = (
    "PORT ELLERY, N.J. — Mayor Dana Orlov said on Monday that the Larkmere Water Authority would sue Brask Pigments "
    "Inc. under the Clean Water Act.\n\n“We have waited long enough,” Orlov told reporters in Newark, New Jersey. "
    "Syrian refugees and Texans alike were hurt by the spill, which came a year after Hurricane Sandy."
)


def named(text: str) -> dict[str, Kind]:
    return {name.span.of(text): name.kind for name in read_text(text, MODEL).names}


def test_names_of_every_kind_are_read_where_they_stand():
    found = named(STORY)
    expected = {
        "Dana Orlov": Kind.PERSON, "Orlov": Kind.PERSON, "Larkmere Water Authority": Kind.ORGANIZATION,
        "Newark": Kind.PLACE, "New Jersey": Kind.PLACE, "Clean Water Act": Kind.LEGISLATION, "Syrian": Kind.GROUP,
        "Texans": Kind.GROUP, "Hurricane Sandy": Kind.EVENT,
    }  # fmt: skip
    assert expected.items() <= found.items()


def test_a_name_ends_before_a_bracket_that_stays_open():
    for text in (
        "The court in Arlen v. Pell, 8 F.4th 176 (3d Cir. 2021), ruled.",
        "Ana Ruiz (right) met Brask Pigments (Arlen",
    ):
        for name in read_text(text, MODEL).names:
            words = name.span.of(text)
            assert words.count("(") == words.count(")"), words


def test_each_sentence_is_a_tree_over_its_own_words():
    sentences = read_text(STORY, MODEL).sentences
    for sentence in sentences:
        roots = [number for number, word in enumerate(sentence.words) if word.head == number]
        assert len(roots) == 1
        assert sentence.root.relation == "root"
        for start in range(len(sentence.words)):
            at, seen = start, set()
            while at not in seen:
                seen.add(at)
                at = sentence.words[at].head
            assert at == roots[0]
    words = [STORY[word.start : word.end] for sentence in sentences for word in sentence.words]
    assert "".join(words) == "".join(STORY.split())


def test_a_subject_hangs_on_its_verb():
    text = "The board fined Brask Pigments on Monday."
    (sentence,) = read_text(text, MODEL).sentences
    by_form = {text[word.start : word.end]: word for word in sentence.words}
    assert text[sentence.root.start : sentence.root.end] == "fined"
    assert (by_form["board"].relation, by_form["Pigments"].upos) == ("nsubj", "PROPN")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n\t ",
        "\x00\x01\x7f\u202e\ufeff",
        "😀" * 50,
        "...",
        "-" * 500,
        "a\u0301" * 40,
        "東京は日本の首都です。",
        "1 2 3 4",
    ],
    ids=["empty", "blank", "control", "emoji", "stops", "dashes", "marks", "japanese", "numbers"],
)
def test_text_that_is_no_news_names_nothing_and_breaks_nothing(text):
    found = read_text(text, MODEL)
    assert all(0 <= name.span.start < name.span.end <= len(text) for name in found.names)
    assert not [name for name in found.names if name.score > 0.9]


@pytest.mark.parametrize("unit", ["Ana Pell met Bo Orr in Oslo and ", "x", "Pell", "(", "Ana Pell. "])
def test_one_line_of_200_000_characters_is_read_in_time(unit):
    text = (unit * (200_000 // len(unit) + 1))[:200_000]
    started = time.process_time()
    found = read_text(text, MODEL)
    assert sum(len(sentence.words) for sentence in found.sentences) > 0
    assert time.process_time() - started < 120  # a fault is minutes or hours; the machine may be slow


def test_a_name_is_read_alike_early_and_late_in_a_long_article():
    filler = "The road was closed for an hour and nobody was hurt. " * 60
    early, late = "Councilwoman Adaeze Okonkwo-Bright spoke in Leeds.", "Adaeze Okonkwo-Bright left for Leeds."
    text = f"{filler}{early} {filler}{late} {filler}"
    people = [name.span.of(text) for name in read_text(text, MODEL).names if name.kind is Kind.PERSON]
    assert people == ["Adaeze Okonkwo-Bright"] * 2


def test_the_number_of_threads_changes_nothing():
    assert read_text(STORY * 5, loaded(threads=1)) == read_text(STORY * 5, MODEL)


@given(st.text(alphabet=st.sampled_from("aB .,'’“-\n1é\u0301😀()[]"), max_size=200))
def test_any_text_is_read_with_names_inside_it(text):
    found = read_text(text, MODEL)
    spans = [name.span for name in found.names]
    assert spans == sorted(spans)
    assert all(name.span.of(text).strip() == name.span.of(text) != "" for name in found.names)
    assert found == read_text(text, MODEL)


@pytest.mark.parametrize(
    ("likely", "curve", "expected"), [(-0.693147, (1, 0), 0.5), (0.0, (1, 0), 1.0), (-50, (1, 0), 0.0)]
)
def test_scores_follow_their_curve(likely, curve, expected):
    assert probability(likely, curve) == pytest.approx(expected, abs=1e-4)
