"""Clusters written down: an entity for each, and a judgement for every join, question and outside identifier."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from newsgraph.ids import entity_id, short_hash, slug
from newsgraph.model import Entity, Judgement, Kind, Link, LocalEntity, Publicity, Verdict
from newsgraph.resolve.across.clustering import BY, QUESTIONS_A_CLUSTER, Cluster
from newsgraph.resolve.across.profiles import Member
from newsgraph.resolve.names import fold
from newsgraph.resolve.within import best_name, is_shortened_place

_Thing = TypeVar("_Thing", Kind, str)
_ISO = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Settled:
    """What is written of one cluster; wholes and countries of the entity are still named by their local entities."""

    entity: Entity
    members: tuple[LocalEntity, ...]
    """With their entity set."""
    wholes: tuple[tuple[str, int], ...]
    """Local entities that contain members, with how many."""
    countries: tuple[tuple[str, int], ...]
    """For peoples: the local entities of their countries, with how many."""
    judgements: tuple[Judgement, ...]


class Anchors:
    """How often each key and each outside identifier occurs in a component: what an entity's id may be made from."""

    def __init__(self, members: Mapping[str, Member]) -> None:
        self.keys = Counter((member.local.kind, member.local.key) for member in members.values())
        self.links = Counter(link for member in members.values() for link in member.profile.links)


def settle(cluster: Cluster, members: Mapping[str, Member], decided: Sequence[Judgement], anchors: Anchors) -> Settled:
    """Return what is written of a cluster.

    `decided` are people's decisions on outside identifiers of members.
    """
    group = [members[identifier] for identifier in cluster.members]
    kind = _most(Counter(member.local.kind for member in group))
    mine = [link for member in group for link in member.links]
    accepted = Counter(link for member in group for link in member.profile.links)
    identity = _identity(kind, group, accepted, mine, anchors)
    made = tuple(replace(member.local, entity=identity) for member in group)
    return Settled(
        _entity(identity, kind, group, accepted, mine),
        made,
        _counted(member.local.part_of for member in group),
        _counted(member.local.demonym_of for member in group),
        (*_joins(cluster, identity), *_outside(identity, accepted, mine, decided)),
    )


def _identity(
    kind: Kind, group: Sequence[Member], accepted: Counter[str], links: Sequence[Link], anchors: Anchors
) -> str:
    """Return the id: from the outside identifier, or the key, where this cluster alone has it."""
    target = _most(accepted) if accepted else None
    if target and anchors.links[target] == accepted[target]:
        labels = sorted({link.label for link in links if link.target == target and link.label})
        return f"{kind.lower()}/{slug(labels[0] if labels else target)}-{short_hash('entity', kind, target)[:8]}"
    keys = Counter(member.local.key for member in group if member.local.kind is kind)
    key = min(keys, key=lambda known: (-keys[known], -len(known), known))
    if anchors.keys[(kind, key)] == keys[key]:
        return entity_id(kind, key)
    first = min(member.local.article for member in group if member.local.key == key and member.local.kind is kind)
    return entity_id(kind, f"{key} in {first}")


def _entity(
    identity: str, kind: Kind, group: Sequence[Member], accepted: Counter[str], links: Sequence[Link]
) -> Entity:
    used = [name for member in group for name in member.names]
    name = _shown(best_name(used, kind), kind, accepted, links)
    public = sorted(
        member.local.publicity_basis or "" for member in group if member.local.publicity is Publicity.PUBLIC
    )
    if kind is Kind.PERSON and accepted:
        public.append(f"identified outside as {_most(accepted)}")
    form = _normal_form(kind, group, name)
    laws = Counter(member.local.jurisdiction for member in group if member.local.jurisdiction)
    year = _YEAR.search(form) if form and kind is Kind.LEGISLATION else None
    placed = sorted(
        (link for link in links if link.position and link.target in accepted),
        key=lambda link: (-accepted[link.target or ""], link.target or "", -link.score, link.by),
    )
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
        position=placed[0].position if placed else None,
    )


def _shown(name: str, kind: Kind, accepted: Counter[str], links: Sequence[Link]) -> str:
    """Return the name to show: for a place that articles only abbreviate, the name of what it is linked to."""
    if kind is not Kind.PLACE or not is_shortened_place(name) or not accepted:
        return name
    target = _most(accepted)
    return min((link.label for link in links if link.target == target and link.label), default=name)


def _normal_form(kind: Kind, group: Sequence[Member], name: str) -> str | None:
    """Return the agreed citation of a law, its name where none was read, and the ISO 3166 code of a place."""
    keys = Counter(member.local.key for member in group if member.local.kind is kind)
    if kind is Kind.LEGISLATION:
        form = _most(keys)
        return name if form == fold(name) else form
    codes = Counter({key: keys[key] for key in keys if kind is Kind.PLACE and _ISO.fullmatch(key)})
    return _most(codes) if codes else None


def _joins(cluster: Cluster, identity: str) -> Iterator[Judgement]:
    if len(cluster.members) > 1:
        for member in cluster.members:
            value, reason = cluster.reasons[member]
            yield Judgement(member, identity, Verdict.SAME, value, reason, BY)


def _outside(
    identity: str, accepted: Counter[str], links: Sequence[Link], decided: Sequence[Judgement]
) -> Iterator[Judgement]:
    """Yield what is held of outside identifiers: accepted ones, and the best open candidates; people's word first."""
    said = {(judgement.left, judgement.right): judgement for judgement in decided}
    told = {judgement.right for judgement in decided}
    best: dict[tuple[str, str], Link] = {}
    for link in sorted(links, key=lambda link: (link.by, -link.score, link.local, link.reason)):
        if link.target and (link.local, link.target) not in said and link.verdict is not Verdict.DIFFERENT:
            known = best.get((link.target, link.by))
            if known is None or (known.verdict is not Verdict.SAME and link.verdict is Verdict.SAME):
                best[(link.target, link.by)] = link
    asked = 0
    for (target, by), link in sorted(best.items(), key=lambda item: (-item[1].score, item[0])):
        if target in accepted:
            yield Judgement(identity, target, Verdict.SAME, link.score, link.reason, by)
        elif target not in told and asked < QUESTIONS_A_CLUSTER:
            asked += 1
            yield Judgement(identity, target, Verdict.OPEN, link.score, link.reason, by)
    for (_, target), judgement in sorted(said.items()):
        if judgement.verdict is Verdict.SAME and target in accepted:
            yield replace(judgement, left=identity)


def _counted(identifiers: Iterator[str | None]) -> tuple[tuple[str, int], ...]:
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
