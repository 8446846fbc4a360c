"""Quotes and their speakers, read with the extractor that ships, and what holds for any text."""

from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from factory import article
from newsgraph.assemble import assemble
from newsgraph.check import check_graph, check_offsets
from newsgraph.errors import NewsgraphError
from newsgraph.extract import find_extractor
from newsgraph.kinds import QuoteKind
from newsgraph.model import AnnotatedArticle, Kind, MentionForm, Run, Span
from newsgraph.rdf import to_dataset
from newsgraph.relate.quotes import find_quotes, stance_of
from newsgraph.relate.quotes.cues import CLASSES, cues, read_cues
from newsgraph.resolve import find_entities, resolve
from newsgraph.syntax import ParsedSentence, Word

# rdflib calls inside itself what it deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")

CASES = Path(__file__).parents[1] / "cases/quotes.tsv"


def cases():
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


@cache
def reader():
    return find_extractor("embedded", threads=1)


def with_entities(text, **facts):
    return find_entities(reader()(AnnotatedArticle(article(text, **facts))))


def read(text, **facts):
    return find_quotes(with_entities(text, **facts))


def shown(made):
    names = {entity.id: entity.name for entity in made.entities}
    text = made.article.text
    return (
        " || ".join(
            " | ".join(
                (
                    quote.kind[0],
                    names.get(quote.speaker, "?"),
                    quote.cue.of(text) if quote.cue else "?",
                    quote.span.of(text),
                )
            )
            for quote in made.quotes
        ).replace("\n", "\\n")
        or "-"
    )


@pytest.mark.parametrize(("written", "expected"), cases())
def test_cases(written, expected):
    assert shown(read(written.replace("\\n", "\n"))) == expected


def test_the_table_is_long_and_full_of_traps():
    table = cases()
    assert len({written for written, _ in table}) == len(table) >= 200
    assert sum(expected == "-" for _, expected in table) >= 70


def test_headlines_hold_no_quotes():
    made = read("The vote is over.", headline="“We will fight,” says Ana Pell")
    assert made.quotes == ()


ASKED = (
    "Ana Pell has led the Harbour League since May. We spoke with her on Monday.\n\n"
    "Why did you leave the town in May?\n\nI was tired of the noise. My brother was ill.\n\n"
    "File photo of Ana Pell.\n\n"
    "What will the League do now?\n\nWe will go to court.\n\nIt will take a year, I fear.\n\n"
    "And what of the dam on the river?\n\nI never liked it.\n\nThe dam"
)


def test_an_interview_without_labels_gives_the_answers():
    assert shown(read(ASKED)) == " || ".join(
        f"D | Ana Pell | ? | {words}"
        for words in (
            "I was tired of the noise. My brother was ill.",
            "We will go to court.",
            "It will take a year, I fear.",
            "I never liked it.",
        )
    )


def test_questions_alone_make_no_interview():
    assert read(ASKED.replace("We spoke with her on Monday.", "She was born in Brask.")).quotes == ()
    assert (
        read("Who was it? The town asked. “Why now?”\n\nWhy so late in the year?\n\nNobody knows it yet.").quotes == ()
    )


def test_the_person_of_the_headline_answers():
    text = "Rosa Quill asked Ana Pell.\n\nQ: Why did you leave?\nA: I was tired.\nQ: And now?\nA: Now I fish."
    assert shown(read(text, headline="Ana Pell on the dam")).count("D | Ana Pell | A |") == 2
    assert "Pell | A" not in shown(read(text))


def test_an_unnamed_speaker_is_a_group_of_the_article_with_a_description():
    made = read("“It was awful,” a high school teacher said. Police said the road was shut.")
    unnamed = [entity for entity in made.entities if entity.kind is Kind.GROUP]
    assert sorted(entity.name for entity in unnamed) == ["a high school teacher", "police"]
    teacher = next(entity for entity in unnamed if "teacher" in entity.name)
    (naming,) = teacher.namings
    (mention,) = [found for found in made.mentions if found.span == naming.span]
    assert (mention.form, mention.kind) == (MentionForm.NOMINAL, Kind.GROUP)
    assert made.article.id in teacher.key


def test_one_description_in_two_articles_is_two_speakers():
    first, second = (read(f"“It was awful,” a teacher said in {town}.") for town in ("Oslo", "Bergen"))
    _, entities, _ = resolve([first, second])
    assert [entity.name for entity in entities if entity.kind is Kind.GROUP] == ["a teacher", "a teacher"]


def test_a_second_indefinite_description_is_another_speaker():
    made = read("“It was awful,” a teacher said. The bus left at nine.\n\n“I ran,” a teacher told the Gazette.")
    speakers = [quote.speaker for quote in made.quotes]
    assert None not in speakers
    assert len(set(speakers)) == 2


def test_reading_again_changes_nothing():
    made = read("“It was awful,” a teacher said. Ana Pell said the road was shut.")
    assert find_quotes(made) == made


def test_names_and_marks_are_enough_without_trees():
    text = (
        "“We lost,” said Ana Pell. “It is over.”\n\nPell told the board: “I am done.”\n\n"
        "The “free” lunch cost ten dollars."
    )
    made = find_quotes(replace(with_entities(text), sentences=()))
    assert (
        shown(made)
        == "D | Ana Pell | said | We lost, || D | Ana Pell | said | It is over. || D | Ana Pell | told | I am done."
    )
    assert all(quote.score <= 0.7 for quote in made.quotes)


def test_a_graph_with_unnamed_speakers_passes_the_checks():
    made = [
        read("“It was awful,” a teacher said. “I ran.” According to police, ten people left.", origin="1.txt"),
        read("Ana Pell said the plan was “a gift to the rich”. Critics say it is late.", origin="2.txt"),
    ]
    local_entities, entities, judgements = resolve(made)
    run = Run("run/quotes", "newsgraph", "0", ())
    graph = assemble(made, local_entities=local_entities, entities=entities, judgements=judgements, run=run)
    assert check_offsets(graph) == ()
    assert check_graph(to_dataset(graph)) == ()
    assert len(graph.quotes) == 5


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("“ " * 400, 0),
        ('"' * 999, 0),
        ("said " * 500 + ".", 0),
        ("“We lost, said Ana Pell. She left. The end", 0),
        (" ".join(["Ana Pell said the dam and the road and the bridge"] * 50) + ".", 0),
        ("• “Milk”\n• “Bread”\n• “Salt”", 0),
        ("Name | Votes\nAna Pell | 12\nDana Orlov | 9", 0),
        ("", 0),
    ],
)  # fmt: skip
def test_broken_text_gives_few_quotes_and_no_error(text, count):
    assert len(read(text).quotes) == count


PIECES = (
    "“", "”", '"', "‘", "’", "«", "»", " ", " ", "\n", "\n\n", "said", "told", "according to", "that", "Ana Pell",
    "Orlov", "a teacher", "one of the tenants", "She", "We lost", "the plan is bad", "The road is shut", ",", ".", "?",
    "—", ":", "Q:", "A:", "PELL:", "\u202e", "é", "12", "saying", "adding", "as saying", "quoted", "he said", "It says",
    "They told", "which", "how", "As", "the Harbour League", "report by", "neither", "``", "''", "We lost.” “",
)  # fmt: skip


def holds(made):
    text = made.article.text
    local = {entity.id for entity in made.entities}
    quoted = [quote.span for quote in made.quotes]
    assert quoted == sorted(quoted)
    for quote in made.quotes:
        assert 0 <= quote.span.start < quote.span.end <= len(text)
        assert quote.span.of(text).strip() == quote.span.of(text)
        assert quote.speaker is None or quote.speaker in local
        assert 0 < quote.score <= 1
        if quote.cue is not None:
            assert quote.cue.of(text).strip()
            assert quote.kind is not QuoteKind.DIRECT or not quote.cue.overlaps(quote.span)
    for one, other in combinations(quoted, 2):
        assert not one.overlaps(other) or one.covers(other) or other.covers(one)
    for entity in made.entities:
        for naming in entity.namings:
            assert naming.span.of(text)


@pytest.mark.parametrize(
    "piece",
    [
        "“",
        "“ ",
        '"',
        "'a ",
        "‘a. ",
        '"a b. ',
        '"a," ',
        "« ",
        "“We lost, ",
        "Q: a\n",
        "said “",
        "he said “no”, ",
        "\n“a. ",
    ],
)
def test_long_stretches_of_marks_are_read_in_time(piece):
    made = find_quotes(AnnotatedArticle(article(piece * (100_000 // len(piece)))))
    assert find_quotes(made) == made
    for quote in made.quotes:
        assert quote.span.end <= len(made.article.text)
        assert quote.cue is None or quote.kind is not QuoteKind.DIRECT or not quote.span.overlaps(quote.cue)


def test_a_sentence_of_hundreds_of_words_gives_no_clauses():
    text = "Ana Pell said the dam was weak and the road was long and " * 40 + "the bridge was shut."
    made = read(text)
    holds(made)
    assert all(len(quote.span.of(text).split()) <= 100 for quote in made.quotes)


@settings(derandomize=True, deadline=None, max_examples=120)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_any_text_keeps_the_rules(text):
    made = read(text)
    holds(made)
    assert find_quotes(made) == made


def forest(draw_heads, text):
    """Return a tree over the words of a text with any heads and relations, broken ones among them."""
    words, at = [], 0
    for number, form in enumerate(text.split()):
        start = text.index(form, at)
        at = start + len(form)
        head, relation, upos = draw_heads[number % len(draw_heads)]
        words.append(Word(start, at, upos, (number + head) if number else 0, relation))
    return (ParsedSentence(tuple(words)),) if words else ()


@settings(derandomize=True, deadline=None, max_examples=200)
@given(
    st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join),
    st.lists(
        st.tuples(
            st.integers(-5, 5),
            st.sampled_from(
                "nsubj nsubj:pass obj ccomp xcomp parataxis conj advcl acl:relcl obl nmod case mark det".split()
            ),
            st.sampled_from("NOUN VERB PROPN PRON DET ADP PUNCT".split()),
        ),
        min_size=1,
        max_size=12,
    ),
)
def test_any_tree_keeps_the_rules(text, heads):
    source = article(text)
    holds(find_quotes(AnnotatedArticle(source, sentences=forest(heads, source.text))))


def test_every_cue_has_a_known_class():
    assert {cue.stance for cue in cues().values()} <= set(CLASSES)
    assert stance_of("denied") == "denied"
    assert stance_of("according to") == "neutral"
    assert stance_of("walked") is None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("neutral\tclause", "three columns"),
        ("loud\tclause\tsaid", "“loud” is no class"),
        ("neutral\tclauses\tsaid", "“clauses” is nothing that a cue takes"),
        ("neutral\tclause\tsaid||says", "a form is empty"),
    ],
)
def test_a_wrong_line_of_cues_is_named(tmp_path, line, told):
    path = tmp_path / "cues.tsv"
    path.write_text(f"# cues\n{line}\n", encoding="utf-8")
    with pytest.raises(NewsgraphError, match="line 2") as error:
        read_cues(path)
    assert told in str(error.value)


def test_spans_of_marks_stay_in_their_line():
    made = read("“We lost,” said Ana Pell. “We are tired.\n\n“We go home.”")
    assert [quote.span for quote in made.quotes] == sorted({quote.span for quote in made.quotes})
    assert not any("\n" in quote.span.of(made.article.text) for quote in made.quotes)
    assert Span(1, 9) == made.quotes[0].span
