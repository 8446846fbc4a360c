"""Articles and entities become one graph, sorted, so that the order of reading leaves no trace; and the way back."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from operator import attrgetter
from typing import Any

from newsgraph.model import (
    AnnotatedArticle,
    Answer,
    Copy,
    Entity,
    Judgement,
    KnowledgeGraph,
    LocalEntity,
    Run,
    Verdict,
)
from newsgraph.resolve.judgements import is_outside


def assemble(
    articles: Iterable[AnnotatedArticle],
    *,
    local_entities: tuple[LocalEntity, ...],
    entities: tuple[Entity, ...],
    judgements: tuple[Judgement, ...],
    run: Run,
    copies: tuple[Copy, ...] = (),
    answers: tuple[Answer, ...] = (),
) -> KnowledgeGraph:
    """Return the graph of the articles; quotes, claims and events speak of local entities, as the articles do."""
    articles = tuple(articles)
    return in_order(
        KnowledgeGraph(
            articles=tuple(annotated.article for annotated in articles),
            mentions=tuple(mention for annotated in articles for mention in annotated.mentions),
            local_entities=local_entities,
            entities=entities,
            judgements=judged_entities(judgements, local_entities),
            quotes=tuple(quote for annotated in articles for quote in annotated.quotes),
            claims=tuple(claim for annotated in articles for claim in annotated.claims),
            events=tuple(event for annotated in articles for event in annotated.events),
            links=tuple(link for annotated in articles for link in annotated.links),
            copies=copies,
            answers=answers,
            runs=(run,),
        )
    )


def in_order(graph: KnowledgeGraph) -> KnowledgeGraph:
    """Return the graph with every tuple in its one order, whatever the order of its rows before."""
    return KnowledgeGraph(**{name: tuple(sorted(getattr(graph, name), key=key)) for name, key in _ORDERS.items()})


def judged_entities(judgements: Iterable[Judgement], local_entities: Iterable[LocalEntity]) -> tuple[Judgement, ...]:
    """Return the judgements, sorted, with those on outside identifiers said of entities over the corpus.

    A thing as one article knows it is part of the graph alone; what stands for something outside is the entity. Where
    one was said to be the same and another member different, the first counts.
    """
    entity_of = {local.id: local.entity or local.id for local in local_entities}
    found: dict[tuple[str, str, str], Judgement] = {}
    for judgement in sorted(judgements, key=_order):
        left = entity_of.get(judgement.left, judgement.left) if is_outside(judgement.right) else judgement.left
        known = found.get((left, judgement.right, judgement.by))
        if known is None or (known.verdict is not Verdict.SAME and judgement.verdict is Verdict.SAME):
            found[(left, judgement.right, judgement.by)] = replace(judgement, left=left)
    return tuple(sorted(found.values(), key=_order))


def _order(judgement: Judgement) -> tuple[str, ...]:
    day = judgement.when.isoformat() if judgement.when else ""
    return (judgement.left, judgement.right, judgement.by, judgement.verdict, judgement.reason, day)


_ORDERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("articles", "local_entities", "entities", "claims", "events", "runs"), attrgetter("id")),
    "mentions": lambda mention: (mention.article, mention.span, mention.kind),
    "judgements": _order,
    "quotes": lambda quote: (quote.article, quote.span),
    "links": lambda link: (link.local, link.target or "", link.by),
    "copies": attrgetter("article"),
    "answers": lambda answer: (answer.statement, answer.earlier),
}


def disassemble(graph: KnowledgeGraph) -> tuple[AnnotatedArticle, ...]:
    """Return the articles with what was read out of each, as they were before entities were found over the corpus.

    Parsed sentences are not kept in a graph.
    """
    parts: dict[str, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    local_of = {local.id: local.article for local in graph.local_entities}
    for local in graph.local_entities:
        parts[local.article]["entities"].append(replace(local, entity=None))
    for link in graph.links:
        parts[local_of[link.local]]["links"].append(link)
    for name in ("mentions", "quotes", "claims", "events"):
        for value in getattr(graph, name):
            parts[value.article][name].append(value)
    return tuple(
        AnnotatedArticle(article, **{name: tuple(values) for name, values in parts[article.id].items()})  # type: ignore[arg-type]
        for article in graph.articles
    )
