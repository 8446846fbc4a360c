"""Identity kept in tables equals one found anew, whatever came and went in which order; and what changes is told."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings, strategies as st

sys.path.append(str(Path(__file__).parent / "resolve"))

from stories import story
from worlds import generated_world

from newsgraph import rdf
from newsgraph.assemble import assemble
from newsgraph.codec import TABLES, from_tables, plain, schema
from newsgraph.model import AnnotatedArticle, Judgement, Kind, KnowledgeGraph, Run, Verdict
from newsgraph.resolve import resolve
from newsgraph.resolve.ties import Ties
from newsgraph.store.changes import Change, apply
from newsgraph.store.identity import IdentityChanges, identity_changes, identity_tables

RUN = Run("run/test", "newsgraph", "0.0.0")
IRI, OTHER_IRI = "https://register.example/7", "https://register.example/8"
_IDENTITY = ("local_entities", "entities", "judgements")
_OF_ARTICLE = ("articles", "mentions", "links")


def _stories() -> list[AnnotatedArticle]:
    made = [
        story("Mayor [p:Dana Orlov|Mayor] of [l:Ashford|ashford, US-OH|US-OH] spoke.", origin="a"),
        story("Mayor [p:Dana Orlov|Mayor] spoke in [l:Ashford].", origin="b", links={"Dana Orlov": IRI}),
        story("Mayor [p:Orlov|Mayor] met the [o:Zubran Grain Board] ([o:ZGB]).", origin="c"),
        story("[p:D. Orlov] met the [o:ZGB] in [l:Ashford].", origin="d", links={"Ashford": IRI}),
        story("Striker [p:Dana Orlov|Striker] scored. The [o:City Council] met.", origin="e"),
        story("[p:Dana Orlov] left [l:Ashford|ashford, GB-KEN]. The [o:City Council] met.", origin="f"),
        story("[p:Dana Orlov], 34, a teacher, and [p:Pia Orlov] left.", origin="g", links={"Dana Orlov": OTHER_IRI}),
        story("President [p:Dana Orlov|President] signed the [a:Entry Act] and section 12 of the [a:Entry Act].",
              origin="h", on=date(2019, 5, 1)),
        story("The [o:City Council] of [l:Ashford|ashford, US-OH|US-OH] met [p:Orlov].", origin="i",
              links={"City Council": OTHER_IRI + "?", "Ashford": IRI + "?"}),
        story("The [g:American] mayor of [l:Ohio|US-OH|US] met [l:United States|US] officials.", origin="j"),
        story("[l:Ohio|US-OH|US] and the [l:U.S.|US] agreed; a [g:American] left [l:Ashford].", origin="k"),
    ]  # fmt: skip
    world = generated_world(16, seed=5).articles
    made += world[:10]
    # Articles that a source has replaced bear the same id and say something else.
    made += [replace(made[0], entities=made[0].entities[:1]), replace(made[4], links=(), mentions=())]
    return made


STORIES = _stories()
PEOPLE = sorted({one.id for made in STORIES for one in made.entities if one.kind is Kind.PERSON and "orlov" in one.id})
THINGS = sorted({one.id for made in STORIES for one in made.entities})


def empty_tables() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for name, columns in ({name: schema(value) for name, value in TABLES.items()} | identity_tables()).items():
        connection.register("incoming", columns.empty_table())
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
        connection.unregister("incoming")
    return connection


def update(
    connection: duckdb.DuckDBPyConnection,
    *,
    added: Iterable[AnnotatedArticle] = (),
    removed: Iterable[str] = (),
    judgements: Iterable[Judgement] = (),
) -> IdentityChanges:
    """Carry an update out as a build does, articles and identity in one transaction."""
    added, removed = list(added), set(removed)
    found = identity_changes(connection, added=added, removed=removed, judgements=list(judgements))
    rows = {
        "articles": [plain(made.article) for made in added],
        "mentions": [plain(mention) for made in added for mention in made.mentions],
        "links": [plain(link) for made in added for link in made.links],
    }
    gone = sorted({*removed, *(made.article.id for made in added)})
    kept = connection.execute("SELECT id FROM local_entities WHERE article IN (SELECT unnest(?))", [gone]).fetchall()
    connection.execute("BEGIN")
    apply(
        connection,
        [
            Change("links", ("local",), kept),
            Change("mentions", ("article",), [(one,) for one in gone]),
            Change("articles", ("id",), [(one,) for one in gone]),
            *(Change(name, (), (), _table(name, rows[name])) for name in _OF_ARTICLE),
            *found.changes,
        ],
    )
    connection.execute("COMMIT")
    return found


def _table(name, rows):
    import pyarrow

    return pyarrow.Table.from_pylist(rows, schema=schema(TABLES[name]))


def held(connection: duckdb.DuckDBPyConnection) -> KnowledgeGraph:
    tables = {name: connection.table(name).to_arrow_table() for name in _IDENTITY}
    graph = from_tables({name: schema(value).empty_table() for name, value in TABLES.items()} | tables)
    return assemble(
        (), local_entities=graph.local_entities, entities=graph.entities, judgements=graph.judgements, run=RUN
    )


def rebuilt(articles: Iterable[AnnotatedArticle], judgements: Iterable[Judgement] = ()) -> KnowledgeGraph:
    local_entities, entities, judged = resolve(articles, judgements=judgements)
    return assemble((), local_entities=local_entities, entities=entities, judgements=judged, run=RUN)


def quads(graph: KnowledgeGraph) -> set[tuple[str, str, str, str]]:
    return set(rdf.quads(replace(graph, runs=(RUN,))))


def check(found: IdentityChanges, old: KnowledgeGraph, new: KnowledgeGraph, touched: set[str]) -> None:
    """Make sure that what is told of an update is what differs."""
    before, after = quads(found.before), quads(found.after)
    assert before - after == quads(old) - quads(new)
    assert after - before == quads(new) - quads(old)
    was, now = dict(old.entity_of), dict(new.entity_of)
    articles = {local.id: local.article for local in (*old.local_entities, *new.local_entities)}
    different = {one for one in now if was.get(one) != now[one]}
    assert found.moved == {articles[one] for one in different if one in was} - touched
    assert set(found.entity_of) >= different
    assert all(now[one] == entity for one, entity in found.entity_of.items())
    for name in _IDENTITY:
        (change,) = [one for one in found.changes if one.table == name]
        gone, come = {*getattr(old, name)} - {*getattr(new, name)}, {*getattr(new, name)} - {*getattr(old, name)}
        assert len(change.removed) == len(gone)
        assert (change.added.num_rows if change.added is not None else 0) == len(come)


def decision(left: str, right: str, verdict: Verdict, by: str = "ana") -> Judgement:
    left, right = sorted((left, right), key=lambda one: ("://" in one, one))
    return Judgement(left, right, verdict, 1.0, "read both", by, date(2026, 3, 5))


def without_contradiction(drawn: Mapping[tuple[str, str], Verdict]) -> list[Judgement]:
    ties = Ties(decision(*pair, Verdict.SAME) for pair, verdict in drawn.items() if verdict is Verdict.SAME)
    return [
        decision(*pair, verdict)
        for pair, verdict in drawn.items()
        if verdict is Verdict.SAME or ties.root(pair[0]) != ties.root(pair[1])
    ]


PAIRS = st.one_of(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)).filter(lambda pair: pair[0] < pair[1]),
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from([IRI, OTHER_IRI])),
    st.tuples(st.sampled_from(THINGS), st.sampled_from(THINGS)).filter(lambda pair: pair[0] < pair[1]),
)
DECISIONS = st.dictionaries(PAIRS, st.sampled_from(Verdict), max_size=6).map(without_contradiction)
STEPS = st.lists(
    st.tuples(
        st.lists(st.integers(0, len(STORIES) - 1), max_size=8),
        st.lists(st.integers(0, len(STORIES) - 1), max_size=5),
        st.one_of(st.none(), DECISIONS),
    ),
    min_size=1,
    max_size=5,
)


@given(STEPS)
@settings(max_examples=30)
def test_any_sequence_of_updates_equals_a_rebuild(steps) -> None:
    connection, there, judged = empty_tables(), {}, []
    for adding, removing, decided in steps:
        judged = judged if decided is None else decided
        added = {STORIES[index].article.id: STORIES[index] for index in adding}
        removed = {STORIES[index].article.id for index in removing}
        old = held(connection)
        found = update(connection, added=added.values(), removed=removed, judgements=judged)
        there = {name: made for name, made in there.items() if name not in removed} | added
        new = rebuilt(there.values(), judged)
        assert held(connection) == new
        check(found, old, new, removed | set(added))
    connection.close()


def test_nothing_new_changes_nothing() -> None:
    connection = empty_tables()
    said = [decision(PEOPLE[0], PEOPLE[1], Verdict.SAME)]
    update(connection, added=STORIES[:11], judgements=said)
    found = update(connection, judgements=said)
    assert not any(change.removed or change.added.num_rows for change in found.changes)
    assert found.before == found.after == KnowledgeGraph()
    assert not found.moved
    connection.close()


@pytest.mark.parametrize("verdict", Verdict)
def test_a_decision_waits_for_its_articles_and_stays_when_they_go(verdict: Verdict) -> None:
    connection = empty_tables()
    first, second = STORIES[0], STORIES[4]
    left, right = (next(one.id for one in made.entities if one.kind is Kind.PERSON) for made in (first, second))
    said = [decision(left, right, verdict), decision(left, OTHER_IRI, verdict)]
    for there in ([first], [first, second], [second], [second, first], []):
        gone = {row[0] for row in connection.execute("SELECT id FROM articles").fetchall()}
        update(connection, added=there, removed=gone, judgements=said)
        assert held(connection) == rebuilt(there, said)
    connection.close()
