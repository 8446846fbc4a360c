"""The step that links: each entity of an article with candidates of the lists, at most one of them accepted."""

from dataclasses import replace

from newsgraph.link.candidate import Candidate
from newsgraph.link.context import Surroundings
from newsgraph.link.lists import candidates
from newsgraph.model import AnnotatedArticle, Kind, Link, LocalEntity, Verdict

ACCEPTED = 0.7
"""From here on a candidate is accepted; measured (decision 0014)."""
_NONE_ACCEPTED = 0.8
"""And from here on "none of the known ones"."""
_SURE = 0.75
"""From here on a place speaks for the places around it."""
_MOST_NAMES = 6
_KINDS = frozenset({Kind.PLACE, Kind.PERSON, Kind.ORGANIZATION, Kind.LEGISLATION})


def link_entities(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Return the article with candidates for its entities; requires `entities`, assigns `links`.

    An entity whose name no list knows gets none. Of the candidates of one entity, "none" among them, at most one is
    accepted (`Verdict.SAME`); the others are left open.
    """
    surroundings = Surroundings(annotated)
    places = [entity for entity in annotated.entities if entity.kind is Kind.PLACE]
    for place in places:  # what is beyond doubt first, as evidence for the rest
        best = next(iter(_offers(place, surroundings)), None)
        if best and best.target and best.position and best.score >= _SURE:
            surroundings.settle(place.id, best.code, (best.position.latitude, best.position.longitude))
    links = []
    for entity in annotated.entities:
        if entity.kind in _KINDS and (entity.namings or entity.kind is Kind.LEGISLATION):
            offers = _offers(entity, surroundings)
            links += [_link(entity, offer, first=place == 0) for place, offer in enumerate(_ranked(offers))]
    return replace(annotated, links=tuple(links))


def _offers(entity: LocalEntity, surroundings: Surroundings) -> tuple[Candidate, ...]:
    others = _others(entity, surroundings)
    return candidates(_name(entity), entity.kind, other_names=others, context=surroundings.of(entity))


def _name(entity: LocalEntity) -> str:
    return entity.key if entity.kind is Kind.LEGISLATION else entity.name


def _others(entity: LocalEntity, surroundings: Surroundings) -> tuple[str, ...]:
    """Return the other spellings that the article has for an entity, the most frequent first."""
    if entity.kind is Kind.LEGISLATION:
        return ()
    used = surroundings.names(entity)
    ranked = sorted(set(used) - {entity.name}, key=lambda name: (-used.count(name), name))[:_MOST_NAMES]
    return (*ranked, entity.key) if entity.kind is Kind.ORGANIZATION else tuple(ranked)


def _ranked(offers: tuple[Candidate, ...]) -> list[Candidate]:
    return sorted(offers, key=lambda offer: (-offer.score, offer.target or ""))


def _link(entity: LocalEntity, offer: Candidate, *, first: bool) -> Link:
    least = ACCEPTED if offer.target else _NONE_ACCEPTED
    return Link(
        local=entity.id,
        target=offer.target,
        label=offer.label,
        score=offer.score,
        verdict=Verdict.SAME if first and offer.score >= least else Verdict.OPEN,
        reason=offer.reason,
        by=offer.by,
        position=offer.position,
    )
