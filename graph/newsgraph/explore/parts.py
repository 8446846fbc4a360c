"""A graph part by part: what some hundred articles hold, with what their links need of the rest of the graph."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from newsgraph.assemble import in_order
from newsgraph.model import Answer, Copy, Entity, Judgement, KnowledgeGraph, LocalEntity, Verdict
from newsgraph.network import article_node
from newsgraph.rdf import base_of
from newsgraph.store import FILES, article_chunks, require_graph
from newsgraph.store.exporting import judged_local_entities, reading_copy, values

AT_ONCE = 250
"""So many articles are held in memory with all that was read out of them."""
_Value = TypeVar("_Value")
_UNUSED = ("mentions", "links")
_OF_ARTICLE = ("local_entities", "quotes", "claims", "events")


@dataclass(frozen=True, slots=True)
class Corpus:
    """What of a graph is no single article's: small beside the texts and all that was read out of them."""

    base: str
    size: int
    """How many nodes the graph has."""
    entities: Mapping[str, Entity]
    outside: tuple[Judgement, ...]
    """The accepted outside identifiers."""
    doubts: Mapping[str, tuple[Judgement, ...]]
    """The open questions of identity, by the article of their left side."""
    doubted: Mapping[str, LocalEntity]
    """The sides of open questions, without the places where they are named."""
    copies: Mapping[str, tuple[Copy, ...]]
    """By article."""
    answers: Mapping[str, tuple[Answer, ...]]
    """By statement."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A graph to be read part by part, as often as needed, always in the same order."""

    corpus: Corpus
    rows: Callable[[], Iterator[KnowledgeGraph]]
    """Gives what some articles hold, and nothing of the corpus."""


@dataclass(frozen=True, slots=True)
class Part:
    """What some articles hold, with all of the corpus that they refer to."""

    graph: KnowledgeGraph
    elsewhere: frozenset[str]
    """The nodes of other parts that copies and answers may lead to."""


@contextmanager
def of_folder(folder: Path) -> Iterator[Parted]:
    """Give the graph of a folder; its tables are read from a copy, so that updates need not wait.

    Raises:
        NewsgraphError: where there is no graph, or its tables are damaged.
    """
    require_graph(folder)
    tables = folder / FILES["tables"]
    with TemporaryDirectory(prefix="newsgraph-") as scratch, reading_copy(tables, Path(scratch)) as connection:
        corpus = _corpus(
            base=base_of(KnowledgeGraph(runs=tuple(values(connection, "runs")))),
            size=sum(connection.table(name).shape[0] for name in ("articles", "entities", "events")),
            entities=values(connection, "entities"),
            judgements=values(connection, "judgements"),
            judged=judged_local_entities(connection),
            copies=values(connection, "copies"),
            answers=values(connection, "answers"),
        )
        yield Parted(corpus, lambda: article_chunks(connection, size=AT_ONCE, without=_UNUSED))


def of_graph(kg: KnowledgeGraph) -> Parted:
    """Return a graph in memory, whatever the order of its rows."""
    kg = in_order(kg)
    corpus = _corpus(
        base=base_of(kg),
        size=len(kg.articles) + len(kg.entities) + len(kg.events),
        entities=kg.entities,
        judgements=kg.judgements,
        judged=kg.local_entities,
        copies=kg.copies,
        answers=kg.answers,
    )
    return Parted(corpus, lambda: _chunks(kg))


def completed(rows: KnowledgeGraph, corpus: Corpus) -> Part:
    """Return what the articles hold with the entities, open questions, copies and answers that belong to them."""
    doubts = tuple(doubt for article in rows.articles for doubt in corpus.doubts.get(article.id, ()))
    held = {local.id for local in rows.local_entities}
    others = sorted({side for doubt in doubts for side in (doubt.left, doubt.right)} - held)
    locals_ = (*rows.local_entities, *(corpus.doubted[name] for name in others if name in corpus.doubted))
    copies = tuple(copy for article in rows.articles for copy in corpus.copies.get(article.id, ()))
    answers = tuple(answer for event in rows.events for answer in corpus.answers.get(event.id, ()))
    graph = replace(
        rows,
        entities=_entities(replace(rows, local_entities=locals_), corpus.entities),
        local_entities=locals_,
        judgements=doubts,
        copies=copies,
        answers=answers,
    )
    leads = chain((article_node(copy.original) for copy in copies), (answer.earlier for answer in answers))
    return Part(graph, frozenset(leads))


def _corpus(
    *,
    base: str,
    size: int,
    entities: Iterable[Entity],
    judgements: Iterable[Judgement],
    judged: Iterable[LocalEntity],
    copies: Iterable[Copy],
    answers: Iterable[Answer],
) -> Corpus:
    outside, doubts = [], []
    for judgement in judgements:
        if judgement.verdict is Verdict.SAME and "://" in judgement.right:
            outside.append(judgement)
        elif judgement.verdict is Verdict.OPEN:
            doubts.append(judgement)
    sides = {side for doubt in doubts for side in (doubt.left, doubt.right)}
    doubted = {local.id: replace(local, namings=()) for local in judged if local.id in sides}
    of_article = defaultdict(list)
    for doubt in doubts:
        if doubt.left in doubted and doubt.right in doubted:
            of_article[doubted[doubt.left].article].append(doubt)
    return Corpus(
        base=base,
        size=size,
        entities={entity.id: entity for entity in entities},
        outside=tuple(outside),
        doubts={article: tuple(found) for article, found in of_article.items()},
        doubted=doubted,
        copies=_grouped((copy.article, copy) for copy in copies),
        answers=_grouped((answer.statement, answer) for answer in answers),
    )


def _grouped(pairs: Iterable[tuple[str, _Value]]) -> Mapping[str, tuple[_Value, ...]]:
    groups: dict[str, list[_Value]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(found) for key, found in groups.items()}


def _chunks(kg: KnowledgeGraph) -> Iterator[KnowledgeGraph]:
    of_article = {name: _grouped((row.article, row) for row in getattr(kg, name)) for name in _OF_ARTICLE}
    for start in range(0, len(kg.articles), AT_ONCE):
        articles = kg.articles[start : start + AT_ONCE]
        names = [article.id for article in articles]
        rows = {
            name: tuple(chain.from_iterable(found.get(one, ()) for one in names)) for name, found in of_article.items()
        }
        yield in_order(KnowledgeGraph(articles=articles, **rows))


def _entities(rows: KnowledgeGraph, known: Mapping[str, Entity]) -> tuple[Entity, ...]:
    """Return the entities that the rows speak of, and the wholes and countries of these."""
    named = {local.entity for local in rows.local_entities}
    # Statements speak of local entities, but may speak of entities over the corpus as well.
    named.update(quote.speaker for quote in rows.quotes)
    for claim in rows.claims:
        named.update((claim.subject, claim.attributed_to))
        if isinstance(claim.object, str):
            named.add(claim.object)
    for event in rows.events:
        named.update((event.place, event.attributed_to))
        named.update(chain.from_iterable((role.filler, role.according_to) for role in event.roles))
    found = {name: known[name] for name in named if name is not None and name in known}
    wholes = {whole for entity in found.values() for whole in (entity.part_of, entity.demonym_of)}
    found |= {name: known[name] for name in wholes if name is not None and name in known}
    return tuple(found[name] for name in sorted(found))
