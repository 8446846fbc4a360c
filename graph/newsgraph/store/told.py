"""Which statements an article makes about and by each thing: what the index keeps for the pages of things."""

from collections.abc import Iterator, Mapping

from newsgraph.ids import mention_id
from newsgraph.model import Claim, Event, KnowledgeGraph, Quote

Told = tuple[str, str, str, int, str]
"""The entity, the article, what is told, where its words start, and the id of the statement.

What is told is `claim` (the entity is its subject or object), `event` (it takes part, or is the place), `claim by` and
`event by` (it is the source), or `quote` (it speaks; the statement is the mention of the words).
"""


def told_of(graph: KnowledgeGraph) -> list[Told]:
    """Return the statements by entity and article, sorted, each once."""
    entity_of = graph.entity_of
    found: set[Told] = set()
    for claim in graph.claims:
        found.update(_of_claim(claim, entity_of))
    for event in graph.events:
        found.update(_of_event(event, entity_of))
    for quote in graph.quotes:
        found.update(_of_quote(quote, entity_of))
    return sorted(found)


def _of_claim(claim: Claim, entity_of: Mapping[str, str]) -> Iterator[Told]:
    start = min((span.start for span in claim.evidence), default=0)
    for side in (claim.subject, claim.object):
        if isinstance(side, str):
            yield (entity_of.get(side, side), claim.article, "claim", start, claim.id)
    if claim.attributed_to:
        source = entity_of.get(claim.attributed_to, claim.attributed_to)
        yield (source, claim.article, "claim by", start, claim.id)


def _of_event(event: Event, entity_of: Mapping[str, str]) -> Iterator[Told]:
    start = min((span.start for span in event.evidence), default=0)
    for side in (*(role.filler for role in event.roles), event.place):
        if side:
            yield (entity_of.get(side, side), event.article, "event", start, event.id)
    if event.attributed_to:
        source = entity_of.get(event.attributed_to, event.attributed_to)
        yield (source, event.article, "event by", start, event.id)


def _of_quote(quote: Quote, entity_of: Mapping[str, str]) -> Iterator[Told]:
    if quote.speaker:
        words = mention_id(quote.article, quote.span.start, quote.span.end)
        yield (entity_of.get(quote.speaker, quote.speaker), quote.article, "quote", quote.span.start, words)
