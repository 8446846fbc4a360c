"""What one component of a corpus comes to: its clusters settled, and what people's decisions on it mean.

A component holds all local entities that may be one with any of it, so that each is judged for itself, whether its
members are held in memory or were read from tables.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from newsgraph.model import Entity, Judgement, Verdict
from newsgraph.resolve.across.clustering import clustered
from newsgraph.resolve.across.memory import Scores
from newsgraph.resolve.across.profiles import Member
from newsgraph.resolve.across.records import Anchors, Settled, named_by, settle

Decisions = Mapping[str, Sequence[Judgement]]
"""People's decisions by each local entity and outside identifier that they speak of."""


@dataclass(frozen=True, slots=True)
class SettledComponent:
    """The clusters of a component as they are written, the questions between them, and the pairs that were scored."""

    clusters: tuple[Settled, ...]
    questions: tuple[Judgement, ...]
    pairs: int


def settled_component(
    members: Mapping[str, Member], decisions: Decisions, scores: Scores | None = None
) -> SettledComponent:
    """Return what the members of a component come to, whatever their order; `scores` are those kept from before."""
    given = {id(one): one for identifier in members for one in decisions.get(identifier, ())}
    pairs = [one for one in given.values() if not is_outside(one)]
    found = clustered([member.profile for member in members.values()], pairs, scores)
    anchors = Anchors(members)
    clusters = tuple(
        settle(
            cluster,
            members,
            [one for member in cluster.members for one in decisions.get(member, ()) if is_outside(one)],
            anchors,
        )
        for cluster in found.clusters
    )
    return SettledComponent(clusters, found.questions, found.pairs)


def by_side(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """Return people's decisions by what they speak of, in an order of their own."""
    given: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in sorted(judgements, key=lambda one: (one.left, one.right, one.by, one.verdict, one.reason)):
        for side in dict.fromkeys((judgement.left, judgement.right)):
            given[side].append(judgement)
    return dict(given)


def outside_verdicts(judgements: Iterable[Judgement]) -> dict[str, Verdict]:
    """Return what people said of a local entity's outside identifiers."""
    return {one.right: one.verdict for one in judgements if is_outside(one)}


def is_outside(judgement: Judgement) -> bool:
    """Return whether a decision is on an outside identifier."""
    return "://" in judgement.right


def echoed(decisions: Decisions, there: Collection[str]) -> list[Judgement]:
    """Return people's decisions on what is there, as they were given; others wait for their articles."""
    given = {
        (one.left, one.right, one.by): one
        for found in decisions.values()
        for one in found
        if one.left in there and (is_outside(one) or one.right in there)
    }
    return list(given.values())


def placed(settled: Settled, entity_of: Mapping[str, str]) -> Entity:
    """Return the entity of a cluster with its whole and its country, named by their entities."""
    entity = settled.entity
    whole = named_by(settled.wholes, entity_of, entity.id)
    country = named_by(settled.countries, entity_of, entity.id)
    return replace(entity, part_of=whole, demonym_of=country) if whole or country else entity
