import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from newsgraph.extract.embedded.reading import ReadName
from newsgraph.extract.embedded.vote import SURE, second_look
from newsgraph.extract.lexicon import lexicon
from newsgraph.model import Kind, Span

MARK = re.compile(r"\[(\w+) (0\.\d+) ([^\]]+)\]")


def marked(source: str) -> tuple[str, list[ReadName]]:
    """Return a text and its names from `[Person 0.9 Ana Pell] spoke.`"""
    text, names, at = "", [], 0
    for found in MARK.finditer(source):
        text += source[at : found.start()]
        span = Span(len(text), len(text) + len(found[3]))
        names.append(ReadName(span, Kind(found[1]), float(found[2])))
        text, at = text + found[3], found.end()
    return text + source[at:], names


def looked(source: str) -> list[tuple[str, str]]:
    text, names = marked(source)
    return [(name.span.of(text), str(name.kind)) for name in second_look(names, text)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", []),
        ("Nobody spoke.", []),
        ("[Person 0.9 Ana Pell] spoke.", [("Ana Pell", "Person")]),
        # Kinds settle by vote among equal words.
        (
            "[Place 0.9 Brask] met. [Place 0.8 Brask] left. [Person 0.5 Brask] stayed.",
            [("Brask", "Place")] * 3,
        ),
        ("[Place 0.9 Brask] met. [Person 0.5 Brask] stayed.", [("Brask", "Place"), ("Brask", "Person")]),
        (
            "[Place 0.9 Brask] met. [Place 0.9 Brask] left. [Person 0.8 Brask] stayed.",
            [("Brask", "Place"), ("Brask", "Place"), ("Brask", "Person")],
        ),
        # What is read surely in one place is added where it stands unread.
        (
            "[Organization 0.9 Orlov Mills] paid. “Orlov Mills’s word counts,” said a clerk of Orlov Mills.",
            [("Orlov Mills", "Organization")] * 3,
        ),
        ("[Organization 0.5 Orlov Mills] paid. Orlov Mills left.", [("Orlov Mills", "Organization")]),
        ("[Place 0.99 Brask] met Braskia, Brask-on-Sea and O’Brask.", [("Brask", "Place")]),
        # Two readings of the same words speak for neither.
        ("[Place 0.9 Brask] met [Person 0.9 Brask]; Brask left.", [("Brask", "Place"), ("Brask", "Person")]),
        ("[Place 0.9 Brask] met [Person 0.9 Ana Brask]; Brask left.", [("Brask", "Place"), ("Ana Brask", "Person")]),
        # Surnames of persons named in full.
        ("[Person 0.9 Ana Pell] spoke. Pell left.", [("Ana Pell", "Person"), ("Pell", "Person")]),
        ("[Person 0.5 Ana Pell] spoke. Pell left.", [("Ana Pell", "Person")]),
        ("[Organization 0.9 Ana Pell] spoke. Pell left.", [("Ana Pell", "Organization")]),
        ("[Person 0.9 Oren Pell Jr.] met Dan Osei Jr. Pell left.", [("Oren Pell Jr.", "Person"), ("Pell", "Person")]),
        ("[Person 0.9 Oren Pell, III] met Rex III. Pell left.", [("Oren Pell, III", "Person"), ("Pell", "Person")]),
        (
            "[Person 0.9 Lucía Ortega de la Vega] sued. Ms. de la Vega won, and Vega left.",
            [("Lucía Ortega de la Vega", "Person"), ("de la Vega", "Person"), ("Vega", "Person")],
        ),
        ("[Person 0.9 Wen Xu] spoke. Xu left.", [("Wen Xu", "Person")]),
        # Common words, small words and short ones are never added.
        ("[Person 0.99 Ana Young] is out. Young people met.", [("Ana Young", "Person")]),
        ("[Event 0.99 March] began. March is cold.", [("March", "Event")]),
        ("[Organization 0.99 eve] met. By eve they met.", [("eve", "Organization")]),
        ("[Place 0.99 QK] fell. QK rose.", [("QK", "Place")]),
        # Never over a name that is there, and the longest first.
        (
            "[Place 0.9 Brask] met. The [Organization 0.5 Brask Council] sat.",
            [("Brask", "Place"), ("Brask Council", "Organization")],
        ),
        (
            "[Place 0.9 Brask] met. The [Organization 0.9 Brask Assembly] sat. The Brask Assembly rose.",
            [("Brask", "Place"), ("Brask Assembly", "Organization"), ("Brask Assembly", "Organization")],
        ),
        # Words that mean something to a pattern mean themselves.
        (
            "[Organization 0.9 Orlov (U.S.)] paid. OrlovXUYS met Orlov (U.S.) men.",
            [("Orlov (U.S.)", "Organization")] * 2,
        ),
    ],
)
def test_a_second_look(source: str, expected: list[tuple[str, str]]) -> None:
    assert looked(source) == expected


def test_scores_say_that_a_name_is_there_by_its_likeness() -> None:
    text, names = marked("[Place 0.9 Brask] met. [Place 0.9 Brask] sat. [Person 0.5 Brask] left. Brask sleeps.")
    scores = [name.score for name in second_look(names, text)]
    assert scores[:2] == [0.9, 0.9]
    assert scores[2] == pytest.approx(0.45)
    assert 0.5 < scores[3] < SURE or scores[3] < 0.9


WORDS = st.sampled_from(["Ana", "Pell", "Brask", "Orlov", "de", "la", "Young", "the", "Jr.", "Osei"])


@st.composite
def read(draw: st.DrawFn) -> tuple[str, list[ReadName]]:
    text, names = "", []
    for _ in range(draw(st.integers(0, 12))):
        words = " ".join(draw(st.lists(WORDS, min_size=1, max_size=3)))
        if draw(st.booleans()):
            kind, score = draw(st.sampled_from([Kind.PERSON, Kind.PLACE])), draw(st.sampled_from([0.5, 0.8, 0.95]))
            names.append(ReadName(Span(len(text), len(text) + len(words)), kind, score))
        text += words + draw(st.sampled_from([" ", ", ", ".\n"]))
    return text, names


@given(read())
def test_every_name_stays_and_none_overlap(case: tuple[str, list[ReadName]]) -> None:
    text, names = case
    looked_at = second_look(names, text)
    spans = [name.span for name in looked_at]
    assert spans == sorted(spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert {name.span for name in names} <= set(spans)
    assert all(0 < name.score <= 1 for name in looked_at)
    added = [span.of(text) for span in spans if span not in {name.span for name in names}]
    assert not [words for words in added if words.lower() in lexicon().common]
    assert second_look(names, text) == looked_at


def test_many_names_in_a_long_text_take_little_time() -> None:
    letters = "abcdefghijklmnopqrst"
    own = [f"Q{a}{b}{c}or" for a in letters for b in letters for c in letters[:8]]
    text, names = marked(" ".join(f"[Person 0.9 Ana {name}] met {name}." for name in own[:3000]))
    started = time.process_time()
    assert len(second_look(names, text)) == 6000
    assert time.process_time() - started < 5
