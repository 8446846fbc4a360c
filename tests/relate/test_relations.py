"""Ties between named things: which two, since and until when, in whose words. Frames hold tests of their own."""

from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from newsgraph.extract import find_extractor
from newsgraph.ids import digest
from newsgraph.model import AnnotatedArticle, Claim, Kind, Modality, Page, Span, TimeBounds
from newsgraph.relate.frames import find_relations
from newsgraph.relate.frames.mending import mended
from newsgraph.relate.inventory import PREDICATES
from newsgraph.relate.quotes import find_quotes
from newsgraph.resolve import find_entities
from newsgraph.split import split_page
from newsgraph.syntax import ParsedSentence, Word

DATELINE = "DENVER, March 11, 2025 — "


@cache
def read(text: str, dateline: str = DATELINE) -> AnnotatedArticle:
    """Return the article of a text as the steps before the relations leave it."""
    content = f"A day in town\n\n{dateline}The town was calm that day.\n\n{text}\n"
    article = split_page(Page("case.txt", "text/plain", digest(content), content)).articles[0]
    return find_quotes(find_entities(_extractor()(AnnotatedArticle(article))))


@cache
def _extractor():
    return find_extractor("embedded", threads=1)


def told(annotated: AnnotatedArticle) -> set[tuple[str, str, str]]:
    """Return the claims by the names of what they relate."""
    names = {entity.id: entity.name for entity in annotated.entities}
    return {(claim.predicate, names[claim.subject], names[str(claim.object)]) for claim in annotated.claims}


def claims(text: str, dateline: str = DATELINE) -> tuple[Claim, ...]:
    """Return the claims of a text."""
    return find_relations(read(text, dateline)).claims


TIES = [
    ("Harlow Bank chief executive Ana Ruiz was late for it.", {("ng:leads", "Ana Ruiz", "Harlow Bank")}),
    ("Harlow Bank, which Ana Ruiz founded, was closed.", {("schema:founder", "Harlow Bank", "Ana Ruiz")}),
    ("Sweden's King Omar Quell met them in the morning.", {("ng:governs", "Omar Quell", "Sweden")}),
    ("United States President Ana Ruiz met them in the morning.", {("ng:governs", "Ana Ruiz", "United States")}),
    (
        "Spain's President Ana Ruiz and Cuban President Omar Quell met in the morning.",
        {("ng:governs", "Ana Ruiz", "Spain"), ("ng:governs", "Omar Quell", "Cuba")},
    ),
    (
        "Harlow Bank chairman Omar Perez and finance director Ana Ruiz were late.",
        {("ng:leads", "Omar Perez", "Harlow Bank")},
    ),
    ("Ana Quell and her son, Omar, were late.", {("schema:parent", "Omar", "Ana Quell")}),
    ("Ana Quell lost her son-in-law Omar Perez in the fire.", set()),
    ("Omar Perez, vice-president of Harlow Bank, was late.", {("ng:holdsPost", "Omar Perez", "Harlow Bank")}),
    (
        "It rained all day. Harlow Bank is a lender based in Boston.",
        {("schema:location", "Harlow Bank", "Boston")},
    ),
    ("Omar Quell appointed Ana Ruiz director of Harlow Bank.", {("ng:leads", "Ana Ruiz", "Harlow Bank")}),
    ("Omar Quell, 61, of Boston, was charged on Monday.", {("schema:homeLocation", "Omar Quell", "Boston")}),
    ("King Omar of Jordan was late for the talks on Monday.", set()),
    ("Spanish novelist Ana Ruiz was late for the talks.", {("ng:comesFrom", "Ana Ruiz", "Spain")}),
    ("Spanish Prime Minister Ana Ruiz was late for the talks.", {("ng:governs", "Ana Ruiz", "Spain")}),
    ("The lawyer of the Spanish, Ana Ruiz, was late for the talks.", set()),
    (
        "Ana Ruiz of Harlow Bank, the chief executive of Harlow Bank, was late.",
        {("ng:leads", "Ana Ruiz", "Harlow Bank")},
    ),
    (
        "Ana Ruiz was married to Omar Quell, and Omar Quell married Ana Ruiz.",
        {("schema:spouse", "Ana Ruiz", "Omar Quell")},
    ),
    ("Two men died in Boston's Larkmere suburb on Monday.", {("schema:location", "Larkmere", "Boston")}),
    ("Two men died in the Boston suburb of Larkmere on Monday.", {("schema:location", "Larkmere", "Boston")}),
    ("Two men died in the Galicia region of Spain on Monday.", {("schema:location", "Galicia", "Spain")}),
    ("Two men died in the Spanish town of Larkmere on Monday.", {("schema:location", "Larkmere", "Spain")}),
    ("Forces lost bases near Larkmere in northern Spain on Monday.", {("schema:location", "Larkmere", "Spain")}),
    (
        "Two men died in the Boston suburbs of Larkmere and Brookton.",
        {
            ("schema:location", "Larkmere", "Boston"),
            ("schema:location", "Brookton", "Boston"),
        },
    ),
    ("She won the race, and American Omar Quell was late.", {("ng:comesFrom", "Omar Quell", "United States")}),
    ("The forces of the United States in Spain were late for it.", set()),
    (
        "Harlow Institute spokesman and Larkmere Bank director Ana Ruiz was late for the talks.",
        {("schema:worksFor", "Ana Ruiz", "Harlow Institute"), ("ng:leads", "Ana Ruiz", "Larkmere Bank")},
    ),
    (
        "It was named after a Spanish runner, Omar Quell instead of a Cuban runner.",
        {("ng:comesFrom", "Omar Quell", "Spain")},
    ),
    ("The bank, Omar Quell and an American member of Congress met on Monday.", set()),
    ("Ana Ruiz of the Labor Party was late for the talks.", {("schema:memberOf", "Ana Ruiz", "Labor Party")}),
]


@pytest.mark.parametrize(("text", "expected"), TIES, ids=[text for text, _ in TIES])
def test_ties_are_read(text, expected):
    assert told(find_relations(read(text))) == expected


THAT_DAY = date(2025, 3, 11)
TIMES = [
    ("Ana Ruiz is the director of Harlow Bank.", TimeBounds()),
    ("Ana Ruiz has been director of Harlow Bank since 2001.", TimeBounds(date(2001, 1, 1), date(2001, 12, 31))),
    ("Ana Ruiz was director of Harlow Bank.", TimeBounds(latest_end=THAT_DAY)),
    ("Former Harlow Bank director Ana Ruiz was late for it.", TimeBounds(latest_end=THAT_DAY)),
    (
        "Ana Ruiz was director of Harlow Bank from 2001 to 2005.",
        TimeBounds(date(2001, 1, 1), date(2001, 12, 31), date(2005, 1, 1), date(2005, 12, 31)),
    ),
    (
        "Ana Ruiz was director of Harlow Bank in 1999.",
        TimeBounds(latest_begin=date(1999, 12, 31), earliest_end=date(1999, 1, 1), latest_end=THAT_DAY),
    ),
    (
        "Ana Ruiz became director of Harlow Bank in 2001.",
        TimeBounds(date(2001, 1, 1), date(2001, 12, 31)),
    ),
    (
        "Ana Ruiz lived in Boston until 1999, and she was late.",
        TimeBounds(earliest_end=date(1999, 1, 1), latest_end=date(1999, 12, 31)),
    ),
    ("Ana Ruiz married Omar Quell in 2004.", TimeBounds(date(2004, 1, 1), date(2004, 12, 31))),
    ("Ana Ruiz founded Harlow Bank in 2004.", TimeBounds()),
    ("Ana Ruiz continued to lead Harlow Bank for them.", TimeBounds(latest_end=THAT_DAY)),
    ("Ana Ruiz went on to lead the Harlow Institute.", TimeBounds(latest_end=THAT_DAY)),
    ("Ana Ruiz, chairman of Harlow Bank under President Omar Quell, was late.", TimeBounds(latest_end=THAT_DAY)),
    ("Ana Ruiz was elected to lead Harlow Bank for them.", TimeBounds()),
    ("Ana Ruiz wanted to lead Harlow Bank for them.", TimeBounds()),
    ("It burned in Larkmere, Ohio, on Monday.", TimeBounds()),
    ("The one who was elected on Monday was Ana Ruiz of Harlow Bank.", TimeBounds()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "time"), TIMES, ids=[text for text, _ in TIMES])
def test_ties_have_their_time(text, time):
    (claim,) = claims(text)
    assert claim.time == time


TITLES = [
    ("Ana Ruiz, the deputy managing director of Harlow Bank, was late.", "deputy managing director"),
    ("US Secretary of State Ana Ruiz met Omar Quell on Monday.", "Secretary of State"),
    ("Spain's Economy Minister Ana Ruiz was late for the talks.", "Economy Minister"),
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_the_words_of_a_title_come_first(text, title):
    annotated = find_relations(read(text))
    (claim,) = annotated.claims
    assert claim.predicate == "ng:holdsPost"
    assert claim.evidence[0].of(annotated.article.text) == title


def test_what_is_over_is_left_out_where_no_day_can_be_its_end():
    assert claims("Ana Ruiz was director of Harlow Bank.", "DENVER — ") == ()


@pytest.mark.parametrize(
    "text",
    [
        "The late director of Harlow Bank, Ana Ruiz, was mourned.",
        "The incoming director of Harlow Bank, Ana Ruiz, was late.",
        "It was said that Ana Ruiz is the director of Harlow Bank.",
        "It was reported that Ana Ruiz lives in Boston.",
        "It was said that Boston Mayor Ana Ruiz was late.",
        "Ana Ruiz was invited to lead Harlow Bank for them.",
        "A doctor working for the Harlow Institute was late.",
    ],
)
def test_nothing_is_told(text):
    assert claims(text) == ()


def test_a_quoted_tie_is_its_speakers():
    annotated = find_relations(read('"Ana Ruiz works for Harlow Bank," Omar Perez said on Monday.'))
    names = {entity.id: entity.name for entity in annotated.entities}
    assert {names[claim.attributed_to or ""] for claim in annotated.claims} <= {"Omar Perez"}


def test_a_reported_tie_is_its_speakers():
    annotated = find_relations(read("Omar Perez said that Ana Ruiz works for Harlow Bank."))
    (claim,) = annotated.claims
    names = {entity.id: entity.name for entity in annotated.entities}
    assert names[claim.attributed_to or ""] == "Omar Perez"


@pytest.mark.parametrize(
    "text",
    [
        "Omar Perez said that Boston Mayor Ana Ruiz was late.",
        "Omar Perez said that the mayor of Boston, Ana Ruiz, was late.",
    ],
)
def test_descriptions_in_reported_speech_are_its_speakers(text):
    annotated = find_relations(read(text))
    (claim,) = annotated.claims
    names = {entity.id: entity.name for entity in annotated.entities}
    assert names[claim.attributed_to or ""] == "Omar Perez"


def test_the_past_of_a_saying_is_not_that_of_the_tie():
    assert claims("Omar Perez said that Ana Ruiz worked for Harlow Bank.") == ()


def test_a_plan_is_no_fact():
    (claim,) = claims("Ana Ruiz will become director of Harlow Bank in May.")
    assert claim.modality is Modality.EXPECTED


def test_a_suspicion_is_no_fact():
    (claim,) = claims("Police questioned Omar Quell, the suspected leader of the Harlow Front.")
    assert claim.modality is Modality.ALLEGED


def test_claims_hold_what_their_predicates_relate():
    for text, _ in TIES:
        annotated = find_relations(read(text))
        kinds = {entity.id: entity.kind for entity in annotated.entities}
        for claim in annotated.claims:
            predicate = PREDICATES[claim.predicate]
            assert kinds[claim.subject] in predicate.domain
            assert kinds[str(claim.object)] in predicate.range
            assert all(span.end <= len(annotated.article.text) for span in claim.evidence)


def test_a_second_run_changes_nothing():
    once = find_relations(read("Harlow Bank director Ana Ruiz and her husband, Omar, were late."))
    assert find_relations(once) == once


WORDS = st.lists(
    st.tuples(
        st.sampled_from(["director", "Ana", "Ruiz", "was", "of", ",", "named", "Bank", "born"]),
        st.sampled_from(["NOUN", "PROPN", "VERB", "ADP", "PUNCT", "AUX"]),
        st.integers(0, 11),
        st.sampled_from("nsubj flat appos compound xcomp cop case conj parataxis acl obj".split()),
    ),
    min_size=1,
    max_size=12,
)  # fmt: skip


def _tree(drawn) -> tuple[str, ParsedSentence]:
    text, words = "", []
    for number, (form, upos, head, relation) in enumerate(drawn):
        start = len(text) + bool(text)
        text = f"{text} {form}".strip()
        # Every word hangs on an earlier one, so that it is a tree.
        above = min(head, number - 1) if number else 0
        words.append(Word(start, start + len(form), upos, above, relation if number else "root"))
    return text, ParsedSentence(tuple(words))


@settings(derandomize=True, deadline=None)
@given(WORDS)
def test_mended_trees_are_trees_of_the_same_words(drawn):
    text, sentence = _tree(drawn)
    annotated = read("Ana Ruiz was late.")
    first = text.find("Ana")
    namings = [Span(first, first + 3)] if first >= 0 else []
    article = _with(annotated, text, sentence, namings)
    (after,) = mended(article, {"director"}).sentences
    assert [(word.start, word.end, word.upos) for word in after.words] == [
        (word.start, word.end, word.upos) for word in sentence.words
    ]
    for number in range(len(after.words)):
        at = number
        for _ in after.words:
            at = after.words[at].head
        assert after.words[at].head == at
    assert all(left.end <= right.start for left, right in pairwise(after.words))


@settings(derandomize=True, deadline=None, max_examples=300)
@given(
    WORDS, st.lists(st.integers(-2, 14), min_size=12, max_size=12), st.lists(st.sampled_from(list(Kind)), max_size=3)
)
def test_relations_of_broken_trees_raise_nothing(drawn, heads, kinds):
    text, sentence = _tree(drawn)
    broken = ParsedSentence(tuple(replace(word, head=head) for word, head in zip(sentence.words, heads, strict=False)))
    annotated = read("Ana Ruiz was late.")
    person = next(entity for entity in annotated.entities if entity.kind is Kind.PERSON)
    entities = tuple(
        # Names begin and end with words or within them.
        replace(person, id=f"e{at}", kind=kind, namings=(replace(person.namings[0], span=Span(at, at + 5)),))
        for at, kind in enumerate(kinds)
    )
    for tree in (sentence, broken):
        article = replace(_with(annotated, text, tree, []), entities=entities, mentions=(), quotes=())
        assert find_relations(article).sentences == (tree,)


def test_a_name_that_ends_within_a_word_is_left():
    annotated = read("Ana Ruiz was late.")
    entity = replace(annotated.entities[0], namings=(replace(annotated.entities[0].namings[0], span=Span(4, 6)),))
    text, sentence = _tree([("The", "DET", 0, "det"), ("US-led", "PROPN", 0, "flat"), ("talks", "NOUN", 0, "nsubj")])
    article = replace(_with(annotated, text, sentence, []), entities=(entity,), mentions=())
    assert mended(article, {"director"}).sentences == (sentence,)


def _with(annotated: AnnotatedArticle, text: str, sentence: ParsedSentence, spans: list[Span]) -> AnnotatedArticle:
    person = next(entity for entity in annotated.entities if entity.kind is Kind.PERSON)
    namings = tuple(replace(person.namings[0], span=span) for span in spans)
    entities = (replace(person, namings=namings),) if namings else ()
    return replace(
        annotated, article=replace(annotated.article, text=text), entities=entities, sentences=(sentence,)
    )  # fmt: skip
