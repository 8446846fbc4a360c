"""Articles and entities become one graph, sorted, so that the order of reading leaves no trace."""

from collections.abc import Iterable
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
)


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
    return KnowledgeGraph(
        articles=tuple(annotated.article for annotated in articles),
        mentions=tuple(sorted((m for a in articles for m in a.mentions), key=lambda m: (m.article, m.span, m.kind))),
        local_entities=local_entities,
        entities=entities,
        judgements=judgements,
        quotes=tuple(
            sorted(
                (_quote(quote, entity_of) for a in articles for quote in a.quotes),
                key=lambda q: (q.article, q.span),
            )
        ),
        claims=tuple(sorted((_claim(c, entity_of) for a in articles for c in a.claims), key=lambda c: c.id)),
        events=tuple(sorted((_event(e, entity_of) for a in articles for e in a.events), key=lambda e: e.id)),
        runs=(run,),
    )


def _global(identifier: str | None, entity_of: dict[str, str]) -> str | None:
    return entity_of.get(identifier, identifier) if identifier else None


def _quote(quote: Quote, entity_of: dict[str, str]) -> Quote:
    return replace(quote, speaker=_global(quote.speaker, entity_of))


def _claim(claim: Claim, entity_of: dict[str, str]) -> Claim:
    filler = claim.object if not isinstance(claim.object, str) else entity_of.get(claim.object, claim.object)
    return replace(
        claim,
        subject=entity_of.get(claim.subject, claim.subject),
        object=filler,
        attributed_to=_global(claim.attributed_to, entity_of),
    )


def _event(event: Event, entity_of: dict[str, str]) -> Event:
    roles = tuple(_role(role, entity_of) for role in event.roles)
    return replace(event, roles=roles, place=_global(event.place, entity_of))


def _role(role: Role, entity_of: dict[str, str]) -> Role:
    return replace(
        role,
        filler=entity_of.get(role.filler, role.filler),
        according_to=_global(role.according_to, entity_of),
    )
