"""What people decided within a component: who is joined, for what reason, and who is kept apart."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from newsgraph.model import Judgement, Verdict
from newsgraph.resolve.across.profiles import Profile


@dataclass(frozen=True)
class Together:
    """A group that people joined."""

    first: str
    reason: str


def joined_by_people(profiles: Sequence[Profile], judged: Sequence[Judgement]) -> dict[str, Together]:
    """Return the group of each local entity that people joined with others."""
    parent: dict[str, str] = {min(profile.ids): min(profile.ids) for profile in profiles}
    same = [one for one in judged if one.verdict is Verdict.SAME and one.left in parent and one.right in parent]

    def top(member: str) -> str:
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    for one in same:
        low, high = sorted((top(one.left), top(one.right)))
        parent[high] = low
    reasons: dict[str, str] = {}
    for one in sorted(same, key=lambda one: (one.left, one.right, one.by)):
        reasons.setdefault(top(one.left), f"joined by {one.by}: {one.reason}" if one.reason else f"joined by {one.by}")
    return {member: Together(top(member), reasons[top(member)]) for member in parent if top(member) in reasons}


def kept_from(judged: Sequence[Judgement]) -> dict[str, set[str]]:
    """Return with whom people did not want each local entity joined: an open question of theirs stays open."""
    apart: dict[str, set[str]] = defaultdict(set)
    for one in judged:
        if one.verdict is not Verdict.SAME:
            apart[one.left].add(one.right)
            apart[one.right].add(one.left)
    return apart
