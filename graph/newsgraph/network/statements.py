"""The edges that statements make: quotes, claims, the roles of events, and what answers what."""

from collections.abc import Iterator
from dataclasses import replace

from newsgraph.model import Answer, Claim, Event, KnowledgeGraph, Modality, Quantity, Role
from newsgraph.network.link import Link, Resolve, article_node
from newsgraph.network.wording import local_name, relation_words, role_words, spaced

CONFIRMS, DENIES = "confirms", "denies"


def quote_links(kg: KnowledgeGraph, resolve: Resolve) -> Iterator[Link]:
    """Yield one link for each quote whose speaker is known, from the article to the speaker."""
    for quote in kg.quotes:
        if quote.speaker is not None:
            yield Link(
                article_node(quote.article),
                resolve(quote.speaker),
                "quotes",
                quote.article,
                (quote.span,),
                confidence=quote.score,
                cue=quote.cue,
                quote=str(quote.kind),
            )


def claim_links(kg: KnowledgeGraph, resolve: Resolve) -> Iterator[Link]:
    """Yield one link for each claim that leads to a thing; those that lead to a number are figures of their node."""
    for claim in kg.claims:
        if isinstance(claim.object, str):
            yield claim_link(claim, claim.object, resolve)


def event_links(kg: KnowledgeGraph, resolve: Resolve) -> Iterator[Link]:
    """Yield the link from the article to each event that it reports, and one for each role."""
    for event in kg.events:
        node = article_node(event.article)
        yield _event_link(event, node, event.id, "reports", None, resolve)
        for role in event.roles:
            yield _role_link(event, role, resolve)
        if event.place is not None:
            yield _role_link(event, Role("ng:Place", event.place, event.evidence), resolve)


def figure_links(kg: KnowledgeGraph, resolve: Resolve) -> Iterator[tuple[Link, Quantity]]:
    """Yield for each claim that leads to a number a link of its subject to itself, and the number."""
    for claim in kg.claims:
        if isinstance(claim.object, Quantity):
            yield claim_link(claim, claim.subject, resolve), claim.object


def answer_links(kg: KnowledgeGraph, resolve: Resolve) -> Iterator[Link]:
    """Yield one link for each event that takes up another; claims are no nodes, so theirs are told on cards alone."""
    events = {event.id: event for event in kg.events}
    for answer in kg.answers:
        later = events.get(answer.statement)
        if later is not None:
            link = _event_link(later, later.id, answer.earlier, answer_words(answer), None, resolve)
            # That it denies is the relation itself, and no stance towards it.
            yield replace(link, modality=Modality.STATED, negated=False)


def answer_words(answer: Answer) -> str:
    """Return `confirms` or `denies`."""
    return CONFIRMS if answer.agrees else DENIES


def claim_link(claim: Claim, filler: str, resolve: Resolve) -> Link:
    """Return the link of a claim that leads to the thing named; a figure's leads nowhere, but is told as well."""
    return Link(
        resolve(claim.subject),
        resolve(filler),
        local_name(claim.predicate),
        claim.article,
        claim.evidence,
        statement=claim.id,
        attributed_to=resolve(claim.attributed_to) if claim.attributed_to else None,
        modality=claim.modality,
        negated=claim.negated,
        confidence=claim.confidence,
        cue=claim.cue,
        words=relation_words(claim.predicate),
    )


def _role_link(event: Event, role: Role, resolve: Resolve) -> Link:
    return _event_link(event, event.id, resolve(role.filler), spaced(local_name(role.role)), role, resolve)


def _event_link(event: Event, source: str, target: str, relation: str, role: Role | None, resolve: Resolve) -> Link:
    """Return a link that an event makes; it keeps the event's source, or the source of the role."""
    by = (role.according_to if role else None) or event.attributed_to
    return Link(
        source,
        target,
        relation,
        event.article,
        (role.evidence if role else ()) or event.evidence,
        statement=event.id,
        attributed_to=resolve(by) if by else None,
        modality=event.modality,
        negated=event.negated,
        confidence=event.confidence,
        cue=event.cue,
        words=role_words(role.role) if role else None,
    )
