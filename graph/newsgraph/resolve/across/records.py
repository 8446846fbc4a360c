"""Clusters written down: an entity for each, and a judgement for every join, question and outside identifier."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TypeVar

from newsgraph.ids import entity_id, short_hash, slug
from newsgraph.model import Entity, Judgement, Kind, Position, Publicity, Verdict
from newsgraph.resolve.across.clustering import BY, QUESTIONS_A_CLUSTER, Cluster
from newsgraph.resolve.across.profiles import Member, Offer, Told
from newsgraph.resolve.names import fold
from newsgraph.resolve.within import best_name, is_shortened_place

_Thing = TypeVar("_Thing", Kind, str)
_ISO = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Settled:
    """What is written of one cluster; wholes and countries of the entity are still named by their local entities."""

    entity: Entity
    members: tuple[str, ...]
    wholes: tuple[tuple[str, int], ...]
    """Local entities that contain members, with how many."""
    countries: tuple[tuple[str, int], ...]
    """For peoples: the local entities of their countries, with how many."""
    judgements: tuple[Judgement, ...]


class Anchors:
    """How often each key and each outside identifier occurs in a component: what an entity's id may be made from."""

    def __init__(self, members: Mapping[str, Member]) -> None:
        self.keys = Counter((member.told.kind, member.told.key) for member in members.values())
        self.links = Counter(link for member in members.values() for link in member.profile.links)


class _Group:
    """A cluster's members, gathered by what is told of them, so that thousands told alike are looked at once."""

    def __init__(self, cluster: Cluster, members: Mapping[str, Member]) -> None:
        self.members = [members[identifier] for identifier in cluster.members]
        alike: dict[int, tuple[Told, list[str]]] = {}
        for member in self.members:
            alike.setdefault(id(member.told), (member.told, []))[1].append(member.id)
        self.told = tuple((told, tuple(identifiers)) for told, identifiers in alike.values())
        self.kind = _most(self.counted(attrgetter("kind")))
        self.accepted = Counter(link for member in self.members for link in member.profile.links)

    def counted(self, value: Callable[[Told], _Thing | None]) -> Counter[_Thing]:
        """Return how many members have each value."""
        counts: Counter[_Thing] = Counter()
        for told, identifiers in self.told:
            if (found := value(told)) is not None:
                counts[found] += len(identifiers)
        return counts

    @property
    def keys(self) -> Counter[str]:
        """The keys of the members of its kind."""
        return self.counted(lambda told: told.key if told.kind is self.kind else None)

    def offers(self) -> Iterator[tuple[Offer, tuple[str, ...]]]:
        """Yield what lists offer, with the members it is offered for."""
        for told, identifiers in self.told:
            for offer in told.offers:
                yield offer, identifiers

    def labels(self, target: str | None) -> set[str]:
        """Return what lists call an outside identifier."""
        return {offer.label for offer, _ in self.offers() if offer.target == target and offer.label}


def settle(cluster: Cluster, members: Mapping[str, Member], decided: Sequence[Judgement], anchors: Anchors) -> Settled:
    """Return what is written of a cluster.

    `decided` are people's decisions on outside identifiers of members.
    """
    group = _Group(cluster, members)
    identity = _identity(group, anchors)
    return Settled(
        _entity(identity, group),
        cluster.members,
        _counted(member.part_of for member in group.members),
        _counted(member.demonym_of for member in group.members),
        (*_joins(cluster, identity), *_outside(identity, group, decided)),
    )


def _identity(group: _Group, anchors: Anchors) -> str:
    """Return the id: from the outside identifier, or the key, where this cluster alone has it."""
    kind = group.kind
    target = _most(group.accepted) if group.accepted else None
    if target and anchors.links[target] == group.accepted[target]:
        label = min(group.labels(target), default=target)
        return f"{kind.lower()}/{slug(label)}-{short_hash('entity', kind, target)[:8]}"
    keys = group.keys
    key = min(keys, key=lambda known: (-keys[known], -len(known), known))
    if anchors.keys[(kind, key)] == keys[key]:
        return entity_id(kind, key)
    first = min(member.article for member in group.members if member.told.key == key and member.told.kind is kind)
    return entity_id(kind, f"{key} in {first}")


def _entity(identity: str, group: _Group) -> Entity:
    kind, accepted = group.kind, group.accepted
    used = [name for told, identifiers in group.told for name in told.names * len(identifiers)]
    name = _shown(best_name(used, kind), group)
    public = sorted({told.basis for told, _ in group.told if told.basis is not None})
    if kind is Kind.PERSON and accepted:
        public.append(f"identified outside as {_most(accepted)}")
    form = _normal_form(group, name)
    laws = group.counted(lambda told: told.jurisdiction or None)
    year = _YEAR.search(form) if form and kind is Kind.LEGISLATION else None
    return Entity(
        id=identity,
        kind=kind,
        name=name,
        other_names=tuple(sorted(set(used) - {name})),
        publicity=(Publicity.PUBLIC if public else Publicity.UNKNOWN) if kind is Kind.PERSON else None,
        publicity_basis=public[0] if public else None,
        normal_form=form,
        jurisdiction=_most(laws) if laws else None,
        year=int(year[0]) if year else None,
        position=_position(group),
    )


def _position(group: _Group) -> Position | None:
    """Return where the outside identifier lies that most members have, as the surest list tells it."""

    def rank(offer: Offer) -> tuple[int, str, float, str, float, float]:
        target, at = offer.target or "", offer.position
        return (
            *(-group.accepted[target], target, -offer.score, offer.by),
            *((at.latitude, at.longitude) if at else (0.0, 0.0)),
        )

    placed = (offer for offer, _ in group.offers() if offer.position and offer.target in group.accepted)
    best = min(placed, key=rank, default=None)
    return best.position if best else None


def _shown(name: str, group: _Group) -> str:
    """Return the name to show: for a place that articles only abbreviate, the name of what it is linked to."""
    if group.kind is not Kind.PLACE or not is_shortened_place(name) or not group.accepted:
        return name
    return min(group.labels(_most(group.accepted)), default=name)


def _normal_form(group: _Group, name: str) -> str | None:
    """Return the agreed citation of a law, its name where none was read, and the ISO 3166 code of a place."""
    keys = group.keys
    if group.kind is Kind.LEGISLATION:
        form = _most(keys)
        return name if form == fold(name) else form
    codes = Counter({key: keys[key] for key in keys if group.kind is Kind.PLACE and _ISO.fullmatch(key)})
    return _most(codes) if codes else None


def _joins(cluster: Cluster, identity: str) -> Iterator[Judgement]:
    if len(cluster.members) > 1:
        for member in cluster.members:
            value, reason = cluster.reasons[member]
            yield Judgement(member, identity, Verdict.SAME, value, reason, BY)


def _outside(identity: str, group: _Group, decided: Sequence[Judgement]) -> Iterator[Judgement]:
    """Yield what is held of outside identifiers: accepted ones, and the best open candidates; people's word first."""
    said = {(judgement.left, judgement.right): judgement for judgement in decided}
    told = {judgement.right for judgement in decided}
    best: dict[tuple[str, str], tuple[bool, float, str, str]] = {}
    for offer, identifiers in group.offers():
        if offer.target and offer.verdict is not Verdict.DIFFERENT:
            first = next((one for one in identifiers if (one, offer.target) not in said), None)
            if first is not None:
                rank = (offer.verdict is not Verdict.SAME, -offer.score, first, offer.reason)
                place = (offer.target, offer.by)
                best[place] = min(rank, best.get(place, rank))
    asked = 0
    for (target, by), (_, score, _, reason) in sorted(best.items(), key=lambda item: (item[1][1], item[0])):
        if target in group.accepted:
            yield Judgement(identity, target, Verdict.SAME, -score, reason, by)
        elif target not in told and asked < QUESTIONS_A_CLUSTER:
            asked += 1
            yield Judgement(identity, target, Verdict.OPEN, -score, reason, by)
    for (_, target), judgement in sorted(said.items()):
        if judgement.verdict is Verdict.SAME and target in group.accepted:
            yield replace(judgement, left=identity)


def _counted(identifiers: Iterable[str | None]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(known for known in identifiers if known).items()))


def _most(counts: Counter[_Thing]) -> _Thing:
    return min(counts, key=lambda thing: (-counts[thing], thing))


def named_by(counted: Sequence[tuple[str, int]], entity_of: Mapping[str, str], own: str) -> str | None:
    """Return the entity that most of the local entities named belong to; never the entity itself."""
    votes: Counter[str] = Counter()
    for local, count in counted:
        if (entity := entity_of.get(local)) and entity != own:
            votes[entity] += count
    return _most(votes) if votes else None
