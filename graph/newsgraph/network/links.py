"""The edges of the projection: what the articles say, each with the words that say it."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from newsgraph.ids import short_hash, slug
from newsgraph.model import Claim, Event, Kind, KnowledgeGraph, LocalEntity, Modality, Role, Span, Verdict

MAYBE_SAME = "may be the same as"
"""The relation of two entities that an open judgement asks about."""
Resolve = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Link:
    """One edge of the projection, with every stretch of text that it was read from."""

    source: str
    target: str
    relation: str
    """`mentions`, `written in`, … or the local name of a predicate or role, as in `worksFor`."""
    article: str
    """The article that says so; every link has one."""
    evidence: tuple[Span, ...]
    statement: str | None = None
    """The id of the claim or event it comes from."""
    attributed_to: str | None = None
    modality: Modality = Modality.STATED
    negated: bool = False
    confidence: float = 1.0

    @property
    def key(self) -> str:
        """Return an edge key that is the same in every build and differs between parallel edges."""
        told = (self.source, self.target, self.relation, self.article, self.statement or "")
        where = ",".join(f"{span.start}-{span.end}" for span in self.evidence)
        return f"{slug(self.relation)}-{short_hash(*told, self.attributed_to or '', where)}"


def article_node(article: str) -> str:
    """Return the node id of an article."""
    return f"article/{article}"


def links(kg: KnowledgeGraph) -> Iterator[Link]:
    """Yield every edge of the projection: mentions, datelines, quotes, wholes, open identities, claims, event roles.

    Claims and roles whose ends are not in the graph (a number, a plain string) yield nothing.
    """
    known = {article_node(article.id) for article in kg.articles}
    known.update(entity.id for entity in kg.entities)
    known.update(event.id for event in kg.events)
    resolve = _resolver(kg, known)
    seen: set[str] = set()
    every = (*_naming_links(kg, resolve), *_quote_links(kg, resolve), *_part_links(kg, resolve))
    every = (*every, *_people_links(kg, resolve), *_doubt_links(kg))
    for link in (*every, *_claim_links(kg, resolve), *_event_links(kg, resolve)):
        if link.source in known and link.target in known and link.key not in seen:
            seen.add(link.key)
            yield link


def _resolver(kg: KnowledgeGraph, known: set[str]) -> Resolve:
    """Return a function from any id a statement may use to the id of a node."""
    of_local = {local.id: local.entity for local in kg.local_entities if local.entity is not None}

    def resolve(name: str) -> str:
        if name in known:
            return name
        return of_local.get(name) or (article_node(name) if article_node(name) in known else name)

    return resolve


def _naming_links(kg: KnowledgeGraph, resolve: Resolve) -> Iterator[Link]:
    texts = {article.id: article for article in kg.articles}
    for (article, entity), locals_ in _by_article_and_entity(kg, resolve).items():
        spans = tuple(sorted({naming.span for local in locals_ for naming in local.namings}))
        relation = "cites" if locals_[0].kind is Kind.LEGISLATION else "mentions"
        yield Link(article_node(article), entity, relation, article, spans)
        dateline = texts[article].dateline if article in texts else None
        place = dateline.place_span if dateline else None
        if place and locals_[0].kind is Kind.PLACE:
            here = tuple(span for span in spans if span.start == place.start or span.covers(place))
            if here:
                yield Link(article_node(article), entity, "written in", article, here[:1])


def _by_article_and_entity(kg: KnowledgeGraph, resolve: Resolve) -> dict[tuple[str, str], list[LocalEntity]]:
    groups: dict[tuple[str, str], list[LocalEntity]] = defaultdict(list)
    for local in kg.local_entities:
        # A law cited only by a part, and the country of a people, are in the graph without being named.
        if local.entity is not None and local.namings:
            groups[local.article, resolve(local.entity)].append(local)
    return groups


def _quote_links(kg: KnowledgeGraph, resolve: Resolve) -> Iterator[Link]:
    spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for quote in kg.quotes:
        if quote.speaker is not None:
            spans[quote.article, resolve(quote.speaker)].append(quote.span)
    for (article, speaker), said in spans.items():
        yield Link(article_node(article), speaker, "quotes", article, tuple(sorted(said)))


def _part_links(kg: KnowledgeGraph, resolve: Resolve) -> Iterator[Link]:
    """Yield one link for each whole that an article puts a part into, with the words that name the part."""
    wholes = {entity.id: entity.part_of for entity in kg.entities if entity.part_of is not None}
    for local in kg.local_entities:
        whole = wholes.get(local.entity) if local.entity is not None else None
        if local.entity is None or whole is None or not local.namings:
            continue
        relation = "contained in" if local.kind is Kind.PLACE else "part of"
        yield Link(local.entity, resolve(whole), relation, local.article, (local.namings[0].span,))


def _people_links(kg: KnowledgeGraph, resolve: Resolve) -> Iterator[Link]:
    """Yield one link for each people that an article names, to its country or division, with the words that name it."""
    countries = {entity.id: entity.demonym_of for entity in kg.entities if entity.demonym_of is not None}
    for local in kg.local_entities:
        country = countries.get(local.entity or "")
        if local.entity is not None and country is not None and local.namings:
            yield Link(local.entity, resolve(country), "people of", local.article, (local.namings[0].span,))


def _doubt_links(kg: KnowledgeGraph) -> Iterator[Link]:
    """Yield one link for each open question of identity, with the words of the one side that bear the name."""
    locals_ = {local.id: local for local in kg.local_entities}
    for judgement in kg.judgements:
        left, right = locals_.get(judgement.left), locals_.get(judgement.right)
        if judgement.verdict is not Verdict.OPEN or left is None or right is None or not left.namings:
            continue
        if left.entity is not None and right.entity is not None and left.entity != right.entity:
            words = (left.namings[0].span,)
            yield Link(
                left.entity,
                right.entity,
                MAYBE_SAME,
                left.article,
                words,
                modality=Modality.ASKED,
                confidence=judgement.score,
            )


def _claim_links(kg: KnowledgeGraph, resolve: Resolve) -> Iterator[Link]:
    for claim in kg.claims:
        if isinstance(claim.object, str):
            yield _claim_link(claim, claim.object, resolve)


def _claim_link(claim: Claim, filler: str, resolve: Resolve) -> Link:
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
    )


def _event_links(kg: KnowledgeGraph, resolve: Resolve) -> Iterator[Link]:
    for event in kg.events:
        yield Link(article_node(event.article), event.id, "reports", event.article, event.evidence, event.id)
        for role in event.roles:
            yield _role_link(event, role, resolve)
        if event.place is not None:
            yield _role_link(event, Role("ng:Place", event.place, event.evidence), resolve)


def _role_link(event: Event, role: Role, resolve: Resolve) -> Link:
    return Link(
        event.id,
        resolve(role.filler),
        spaced(local_name(role.role)),
        event.article,
        role.evidence or event.evidence,
        statement=event.id,
        attributed_to=resolve(role.according_to) if role.according_to else None,
        modality=event.modality,
        negated=event.negated,
        confidence=event.confidence,
    )


def local_name(term: str) -> str:
    """Return a term without its prefix: `worksFor` of `schema:worksFor`."""
    return re.split(r"[:#/]", term)[-1] or term


def spaced(term: str) -> str:
    """Return a local name as words: `works for` of `worksFor`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", term).lower()
