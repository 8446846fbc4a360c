"""What the graph says, as RDF 1.1 quads: a named graph per article, one for entities and judgements, one for runs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from newsgraph.model import Article, Claim, Event, Judgement, Kind, KnowledgeGraph, Mention, Publicity, Quote, Span
from newsgraph.rdf.articles import ArticleNames, article_quads, mention_quads, quote_quads, stretch_quads
from newsgraph.rdf.identity import (
    answer_quad,
    copy_quad,
    entity_quads,
    judgement_quads,
    local_entity_quads,
    run_quads,
)
from newsgraph.rdf.statements import claim_quads, event_quads, evidence_spans
from newsgraph.rdf.terms import Quad, checked_base, term

DEFAULT_BASE = "https://newsgraph.example/"
"""Where identifiers start unless a user sets a base; `.example` is reserved, so that nobody's names are taken."""

_WITHOUT_ENTITY = frozenset({Kind.DATE, Kind.QUANTITY})
"""Kinds of mentions that name nothing: the tables keep them, the quads tell of them only as evidence."""
_MENTION_LAYER = ("mention/", "local/", "judgement/")
_EVIDENCE = ("ng:evidence", "ng:cue", "ng:denotes")
_Row = TypeVar("_Row", Mention, Quote, Claim, Event)


def quads(graph: KnowledgeGraph, *, base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """Yield the graph's quads: article graphs by id, then entities, then runs; each node's quads sorted.

    Raises:
        NewsgraphError: where the base is no absolute IRI.
    """
    base = checked_base(base)
    run = graph.runs[0].id if graph.runs else "run/unknown"
    naming = tuple(mention for mention in graph.mentions if mention.kind not in _WITHOUT_ENTITY)
    mentions, quotes = _by_article(naming), _by_article(graph.quotes)
    claims, events = _by_article(graph.claims), _by_article(graph.events)
    denoted = _denoted(graph)
    for article in graph.articles:
        names = ArticleNames(base, article, run, graph.entity_of)
        yield from _sorted(
            _one_article(
                names, article, mentions[article.id], denoted[article.id],
                quotes[article.id], claims[article.id], events[article.id],
            )
        )  # fmt: skip
    for entity in graph.entities:
        yield from _sorted(entity_quads(base, entity))
    judged = {side for judgement in graph.judgements for side in (judgement.left, judgement.right)}
    for local in graph.local_entities:
        if local.id in judged:
            yield from _sorted(local_entity_quads(base, local))
    for judgement in _shown(graph):
        yield from _sorted(judgement_quads(base, judgement, run))
    for copy in graph.copies:
        yield copy_quad(base, copy)
    for answer in graph.answers:
        yield answer_quad(base, answer)
    for made in graph.runs:
        yield from _sorted(run_quads(base, made))


def flat_triples(graph: KnowledgeGraph, *, base: str = DEFAULT_BASE) -> Iterator[tuple[str, str, str]]:
    """Yield the graph's triples once each, sorted, without mentions, evidence and judgements: for simple tools."""
    base = checked_base(base)
    hidden = tuple(f"<{base}{prefix}" for prefix in _MENTION_LAYER)
    dropped = {term(name) for name in _EVIDENCE}
    kept = {
        (subject, predicate, value)
        for subject, predicate, value, _ in quads(graph, base=base)
        if not subject.startswith(hidden) and "#char=" not in subject and predicate not in dropped
    }
    yield from sorted(kept)


def _shown(graph: KnowledgeGraph) -> Iterator[Judgement]:
    """Yield the judgements but those that would link people who are not known to be public to the outside."""
    private = {one.id for one in graph.entities if one.kind is Kind.PERSON and one.publicity is not Publicity.PUBLIC}
    return (one for one in graph.judgements if not ("://" in one.right and one.left in private))


def _one_article(
    names: ArticleNames,
    article: Article,
    mentions: list[Mention],
    denoted: dict[Span, str],
    quotes: list[Quote],
    claims: list[Claim],
    events: list[Event],
) -> Iterator[Quad]:
    yield from article_quads(names, article, denoted)
    for span, score in _scored(mentions, quotes, claims, events).items():
        yield from stretch_quads(names, article, span, score)
    for mention in mentions:
        yield from mention_quads(names, article, mention, denoted.get(mention.span))
    for quote in quotes:
        yield from quote_quads(names, quote)
    for claim in claims:
        yield from claim_quads(names, claim)
    for event in events:
        yield from event_quads(names, event)


def _scored(
    mentions: list[Mention], quotes: list[Quote], claims: list[Claim], events: list[Event]
) -> dict[Span, float]:
    """Return every stretch that needs a node, once, with the surest reading that uses it."""
    uses = [(mention.span, mention.score) for mention in mentions]
    uses += [(span, quote.score) for quote in quotes for span in (quote.span, quote.cue) if span]
    found = evidence_spans(claims, events)
    for span, score in uses:
        found[span] = max(score, found.get(span, 0.0))
    return found


def _sorted(statements: Iterable[Quad]) -> list[Quad]:
    return sorted(set(statements))


def _by_article(rows: tuple[_Row, ...]) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        found[row.article].append(row)
    return found


def _denoted(graph: KnowledgeGraph) -> dict[str, dict[Span, str]]:
    found: dict[str, dict[Span, str]] = defaultdict(dict)
    for local in graph.local_entities:
        for naming in local.namings:
            found[local.article][naming.span] = local.entity or local.id
    return found
