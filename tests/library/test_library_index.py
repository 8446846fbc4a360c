"""What the index answers about a small graph that is known in every detail."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from factory import sample_graph
from newsgraph.errors import NewsgraphError
from newsgraph.library.index import Index, open_index
from newsgraph.library.values import Appearance, Counts, Moment
from newsgraph.model import KnowledgeGraph
from newsgraph.store.index import write_index

GRAPH = sample_graph()
FIRST, SECOND = (
    next(one for one in GRAPH.articles if words in one.text) for words in ("about 18,000 people", "at least 21,500")
)


def entity(name: str) -> str:
    return next(one.id for one in GRAPH.entities if one.name == name)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    path = tmp_path_factory.mktemp("folder with a name: 100% ? #") / "index.sqlite"
    write_index(path, GRAPH)
    opened = open_index(path)
    yield opened
    opened.close()


def test_an_article_with_its_text_and_parts(index: Index) -> None:
    shown = index.article(FIRST.id)
    assert shown is not None
    assert (shown.id, shown.text, shown.headline) == (f"article/{FIRST.id}", FIRST.text, FIRST.headline)
    assert (shown.published, shown.outlet, shown.origin) == (date(2026, 3, 2), "North Herald", "herald-1.txt")
    assert shown.digest == FIRST.digest
    assert [(part.role, part.span) for part in shown.parts] == [(str(part.role), part.span) for part in FIRST.parts]
    assert index.text(f"article/{FIRST.id}") == FIRST.text
    assert index.article(f"article/{FIRST.id}") == shown
    assert index.article("article/none") is None
    assert index.text("none") is None


def test_the_marks_of_an_article_are_told_in_words(index: Index) -> None:
    shown = index.article(FIRST.id)
    assert shown is not None
    told = {(mark.what, mark.span.of(FIRST.text), mark.label) for mark in shown.highlights}
    assert ("mention", "Dana Orlov", "Dana Orlov") in told
    assert ("cue", "said", "Dana Orlov") in told
    assert ("event", "deported", "deportation of about 18,000 people") in told
    assert ("claim", "about 18,000 people", "deportation of about 18,000 people figure about 18,000 people") in told
    negated = next(mark for mark in shown.highlights if "cited section" in mark.span.of(FIRST.text))
    assert negated.label.startswith("not, alleged: Border Agency")
    assert negated.label.endswith("section 12 of the Entry Act")
    person = next(mark for mark in shown.highlights if mark.target == entity("Dana Orlov") and mark.what == "mention")
    assert person.kind == "Person"
    starts = [(mark.span.start, -mark.span.end) for mark in shown.highlights]
    assert starts == sorted(starts)


def test_a_quote_leads_to_its_speaker(index: Index) -> None:
    shown = index.article(SECOND.id)
    assert shown is not None
    quote = next(mark for mark in shown.highlights if mark.what == "quote")
    assert (quote.target, quote.label) == (entity("Ana Pell"), "Ana Pell")


def test_a_thing_and_where_it_is_named(index: Index) -> None:
    orlov = index.entity(entity("Dana Orlov"))
    assert orlov is not None
    assert (orlov.kind, orlov.name, orlov.other_names, orlov.articles) == ("Person", "Dana Orlov", ("Orlov",), 3)
    assert orlov.publicity == "PublicFigure"
    found = index.appearances(orlov.id)
    assert [one.article.published for one in found] == [date(2026, 3, 9), date(2026, 3, 4), date(2026, 3, 2)]
    assert sum(one.times for one in found) == orlov.mentions
    assert index.appearances(orlov.id, 1, 1) == found[1:2]
    assert isinstance(found[0], Appearance)
    assert index.entity("person/none") is None
    assert index.appearances("person/none") == index.co_mentions("person/none") == index.timeline("person/none") == ()


def test_things_named_together(index: Index) -> None:
    found = index.co_mentions(entity("Harbour League"))
    assert [(one.name, one.articles) for one in found][:2] == [("Dana Orlov", 2), ("Ana Pell", 1)]
    assert index.co_mentions(entity("Harbour League"), 1, offset=1) == found[1:2]
    people = index.co_mentions(entity("Harbour League"), kinds=["Person"])
    assert {one.kind for one in people} == {"Person"}


def test_when_a_thing_was_named(index: Index) -> None:
    assert index.timeline(entity("Dana Orlov")) == tuple(Moment(date(2026, 3, day), 1) for day in (2, 4, 9))
    assert index.timeline(entity("Dana Orlov"), by_month=True) == (Moment(date(2026, 3, 1), 3),)


def test_lists_and_counts(index: Index) -> None:
    heads = index.articles()
    assert [head.published for head in heads] == [date(2026, 3, 9), date(2026, 3, 4), date(2026, 3, 2)]
    assert index.articles(outlet="South Courier") == heads[1:2]
    assert index.articles(1, 2) == heads[2:]
    assert index.heads([heads[2].id, "article/none", heads[0].id, heads[2].id]) == {
        heads[2].id: heads[2],
        heads[0].id: heads[0],
    }
    assert index.most_named("Person", limit=1)[0].name == "Dana Orlov"
    assert index.most_named(limit=1)[0].name == "Dana Orlov"
    counts = index.counts()
    assert isinstance(counts, Counts)
    assert counts.articles == 3
    assert sum(counts.entities.values()) == len(GRAPH.entities)
    assert counts.outlets == (("North Herald", 2), ("South Courier", 1))
    assert (counts.first, counts.last) == (date(2026, 3, 2), date(2026, 3, 9))


def test_what_single_articles_know_a_thing_as(index: Index) -> None:
    known = index.locals_of(entity("Dana Orlov"))
    assert known == tuple(sorted(one.id for one in GRAPH.local_entities if one.entity == entity("Dana Orlov")))
    assert {index.entity_of(one) for one in known} == {entity("Dana Orlov")}
    assert index.locals_of(entity("Dana Orlov"), 1, 1) == known[1:2]
    assert index.entity_of("local/none") is None
    assert index.entity_of("") is None


def test_what_is_told_of_a_thing_and_by_it(index: Index) -> None:
    agency, orlov, pell = entity("Border Agency"), entity("Dana Orlov"), entity("Ana Pell")
    named = next(one.id for one in GRAPH.entities if one.name == "Border Agency" and index.told_counts(one.id))
    assert index.told_counts(named) == {"claim": 1, "event": 1}
    assert index.told(named, "claim") == (f"claim/{FIRST.id}_cites",)
    assert index.told_counts(orlov) == {"claim by": 1}
    assert index.told(orlov, "claim by") == (f"claim/{FIRST.id}_figure",)
    assert index.told_counts(pell) == {"claim": 1, "quote": 1}
    (words,) = index.told(pell, "quote")
    assert words.startswith(f"mention/{SECOND.id}_")
    assert index.told(entity("Port Arlen"), "event") == (f"event/{FIRST.id}_deportation",)
    assert index.told(agency, "\ud800") == index.told("none", "claim") == index.told(pell, "quote", 1, 1) == ()


def test_an_empty_graph_answers_nothing(tmp_path: Path) -> None:
    write_index(tmp_path / "index", KnowledgeGraph())
    index = open_index(tmp_path / "index")
    assert index.counts() == Counts(0, {}, 0, (), None, None)
    assert index.articles() == index.most_named() == index.suggest("a") == ()
    assert index.search("a").total == 0
    index.close()


@pytest.mark.parametrize("identifier", ["", "'; DROP TABLE articles; --", "\x00", "\ud800", "x" * 100_000, "article/"])
def test_no_identifier_harms(index: Index, identifier: str) -> None:
    assert index.article(identifier) is index.text(identifier) is index.entity(identifier) is None
    assert index.heads([identifier]) == {}
    assert index.most_named(identifier or "none") == index.articles(outlet=identifier or "none") == ()


@pytest.mark.parametrize(("limit", "offset"), [(0, 0), (-1, -1), (2**70, 0), (5, 2**70)])
def test_no_number_harms(index: Index, limit: int, offset: int) -> None:
    index.articles(limit, offset)
    index.appearances(entity("Dana Orlov"), limit, offset)
    index.search("the", limit=limit, offset=offset)
    index.suggest("a", limit)


def test_an_index_torn_after_opening_is_told_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    write_index(path, GRAPH)
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(NewsgraphError, match="build the graph again"):
        open_index(path).counts()
