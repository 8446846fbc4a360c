"""Articles and entities become one graph, sorted, so that the order of reading leaves no trace; and the way back."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from newsgraph.model import (
    AnnotatedArticle,
    Claim,
    Entity,
    Event,
    Judgement,
    KnowledgeGraph,
    LocalEntity,
    Quote,
    Role,
    Run,
    Span,
    Verdict,
)
from newsgraph.resolve.judgements import is_outside

_Renamed = Callable[[str, tuple[Span, ...]], str]
"""What an identifier becomes, told the spans of the article that speak of it."""


def assemble(
    articles: Iterable[AnnotatedArticle],
    *,
    local_entities: tuple[LocalEntity, ...],
    entities: tuple[Entity, ...],
    judgements: tuple[Judgement, ...],
    run: Run,
) -> KnowledgeGraph:
    """Return the graph of the articles, whose claims, events and quotes speak of entities over the corpus."""
    articles = sorted(articles, key=lambda annotated: annotated.article.id)
    entity_of = {local.id: local.entity or local.id for local in local_entities}

    def renamed(identifier: str, _at: tuple[Span, ...]) -> str:
        return entity_of.get(identifier, identifier)

    quotes = (_quote(quote, renamed) for annotated in articles for quote in annotated.quotes)
    claims = (_claim(claim, renamed) for annotated in articles for claim in annotated.claims)
    events = (_event(event, renamed) for annotated in articles for event in annotated.events)
    links = (link for annotated in articles for link in annotated.links)
    return KnowledgeGraph(
        articles=tuple(annotated.article for annotated in articles),
        mentions=tuple(sorted((m for a in articles for m in a.mentions), key=lambda m: (m.article, m.span, m.kind))),
        local_entities=local_entities,
        entities=entities,
        judgements=judged_entities(judgements, local_entities),
        quotes=tuple(sorted(quotes, key=lambda quote: (quote.article, quote.span))),
        claims=tuple(sorted(claims, key=lambda claim: claim.id)),
        events=tuple(sorted(events, key=lambda event: event.id)),
        links=tuple(sorted(links, key=lambda link: (link.local, link.target or "", link.by))),
        runs=(run,),
    )


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


def disassemble(graph: KnowledgeGraph) -> tuple[AnnotatedArticle, ...]:
    """Return the articles with what was read out of each, as they were before entities were found over the corpus.

    Two things of one article that stand for one entity are told apart by the words that a claim, an event or a quote
    rests on; where these name neither, the first by identifier is taken. Parsed sentences are not kept in a graph.
    """
    parts: dict[str, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    local_of = {local.id: local.article for local in graph.local_entities}
    locals_by_entity: dict[tuple[str, str], list[LocalEntity]] = defaultdict(list)
    for local in graph.local_entities:
        parts[local.article]["entities"].append(replace(local, entity=None))
        locals_by_entity[(local.article, local.entity or local.id)].append(local)
    for mention in graph.mentions:
        parts[mention.article]["mentions"].append(mention)
    for link in graph.links:
        parts[local_of[link.local]]["links"].append(link)

    def renamed_in(article: str) -> _Renamed:
        return lambda identifier, at: _local_id(identifier, locals_by_entity.get((article, identifier), []), at)

    for quote in graph.quotes:
        parts[quote.article]["quotes"].append(_quote(quote, renamed_in(quote.article)))
    for claim in graph.claims:
        parts[claim.article]["claims"].append(_claim(claim, renamed_in(claim.article)))
    for event in graph.events:
        parts[event.article]["events"].append(_event(event, renamed_in(event.article)))
    return tuple(
        AnnotatedArticle(article, **{name: tuple(values) for name, values in parts[article.id].items()})  # type: ignore[arg-type]
        for article in graph.articles
    )


def _local_id(identifier: str, candidates: list[LocalEntity], at: tuple[Span, ...]) -> str:
    named = [local for local in candidates if any(span.covers(naming.span) for span in at for naming in local.namings)]
    return min((local.id for local in named or candidates), default=identifier)


def _maybe(identifier: str | None, renamed: _Renamed, at: tuple[Span, ...]) -> str | None:
    return renamed(identifier, at) if identifier else None


def _quote(quote: Quote, renamed: _Renamed) -> Quote:
    return replace(quote, speaker=_maybe(quote.speaker, renamed, (quote.span, *((quote.cue,) if quote.cue else ()))))


def _claim(claim: Claim, renamed: _Renamed) -> Claim:
    at = claim.evidence
    return replace(
        claim,
        subject=renamed(claim.subject, at),
        object=renamed(claim.object, at) if isinstance(claim.object, str) else claim.object,
        attributed_to=_maybe(claim.attributed_to, renamed, at),
    )


def _event(event: Event, renamed: _Renamed) -> Event:
    roles = tuple(_role(role, renamed) for role in event.roles)
    return replace(event, roles=roles, place=_maybe(event.place, renamed, event.evidence))


def _role(role: Role, renamed: _Renamed) -> Role:
    return replace(
        role,
        filler=renamed(role.filler, role.evidence),
        according_to=_maybe(role.according_to, renamed, role.evidence),
    )
