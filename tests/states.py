"""States that a graph goes through: parts of a generated one, the changes between them, and what an index tells."""

from dataclasses import replace
from pathlib import Path

from generate import generated_graph
from newsgraph import rdf
from newsgraph.library.index import Index
from newsgraph.model import Entity, KnowledgeGraph
from newsgraph.store.snapshots import write_snapshot

WHOLE = generated_graph(120)
NUMBERS = range(len(WHOLE.articles))


def part(numbers: frozenset[int]) -> KnowledgeGraph:
    """Return the graph of some of the articles; its entities bear a name more for each article that names them."""
    kept = {WHOLE.articles[number].id for number in numbers}
    local_entities = tuple(local for local in WHOLE.local_entities if local.article in kept)
    named: dict[str, int] = {}
    for local in local_entities:
        named[local.entity or ""] = named.get(local.entity or "", 0) + 1
    return KnowledgeGraph(
        articles=tuple(article for article in WHOLE.articles if article.id in kept),
        mentions=tuple(row for row in WHOLE.mentions if row.article in kept),
        local_entities=local_entities,
        entities=tuple(renamed(one, named[one.id]) for one in WHOLE.entities if one.id in named),
        quotes=tuple(row for row in WHOLE.quotes if row.article in kept),
        claims=tuple(row for row in WHOLE.claims if row.article in kept),
        events=tuple(row for row in WHOLE.events if row.article in kept),
    )


def renamed(entity: Entity, count: int) -> Entity:
    return replace(entity, other_names=tuple(f"{entity.name} number {number}" for number in range(2, count + 1)))


def write_whole(folder: Path, name: str, graph: KnowledgeGraph) -> None:
    folder.mkdir(exist_ok=True)
    nquads = folder / "graph.nq"
    with nquads.open("wb") as file:
        rdf.write_nquads(rdf.quads(graph), file)
    write_snapshot(folder, name, nquads=nquads, graph=graph, base=rdf.DEFAULT_BASE)
    nquads.unlink()


def change_of(old: KnowledgeGraph, new: KnowledgeGraph) -> KnowledgeGraph:
    """Return the articles and entities of the new graph that the old one has not, or has otherwise."""
    before = {article.id for article in old.articles}
    come = {article.id for article in new.articles} - before
    known = {entity.id: entity for entity in old.entities}
    return KnowledgeGraph(
        articles=tuple(article for article in new.articles if article.id in come),
        mentions=tuple(row for row in new.mentions if row.article in come),
        local_entities=tuple(row for row in new.local_entities if row.article in come),
        entities=tuple(entity for entity in new.entities if known.get(entity.id) != entity),
        quotes=tuple(row for row in new.quotes if row.article in come),
        claims=tuple(row for row in new.claims if row.article in come),
        events=tuple(row for row in new.events if row.article in come),
    )


def answers(index: Index) -> list[object]:
    """Return what an index answers to every kind of question."""
    heads = index.articles(1000)
    things = index.most_named(limit=1000)
    asked = ("h", "ha", "talks", "river open", "the", "number 2", "ada oko", '"works for" a*', "")
    told: list[object] = [index.counts(), heads, things, [index.article(head.id) for head in heads]]
    told += [[index.suggest(text, 50), index.search(text, limit=50), index.matching(text, 20)] for text in asked]
    for thing in things:
        told += [index.entity(thing.id), index.appearances(thing.id), index.co_mentions(thing.id)]
        told += [index.timeline(thing.id), index.timeline(thing.id, by_month=True), index.locals_of(thing.id)]
        counts = index.told_counts(thing.id)
        told += [counts, [index.told(thing.id, what, 1000) for what in counts]]
    return told
