"""From findings to a figure, a verdict and a reason that a person can check."""

from collections.abc import Callable
from typing import NamedTuple

from newsgraph.model import Kind, Verdict
from newsgraph.resolve.across.features import findings
from newsgraph.resolve.across.profiles import Profile
from newsgraph.resolve.across.weights import CONFLICTS, PIECES, WEIGHTS, Finding

SAME_AT = 0.84
"""From which score two things are joined."""
DIFFERENT_AT = 0.15
"""Up to which score two namesakes are held to be two."""
ONLY_ONE = Finding("the only one it can be", "the corpus knows no other whom it can mean")
_CAP = 0.6
_CONFLICTING = 0.02
_NEEDED = 2
_DISTINCTIVE = 3
"""A full name of so many words is hardly ever borne by two people of a corpus."""
_UNHELPED = -1.25
"""Where a finding of this weight or worse speaks against a pair, being the only choice does not help it."""
_AGAINST = -3.0
"""What speaks against a pair to this weight is not outweighed by others joined with the two."""
_SHOWN = 5


class Score(NamedTuple):
    """How likely two profiles stand for one thing, what follows, and why.

    `barred` where no agreement helps; `against` where something weighs so much that others must not bring them
    together.
    """

    value: float
    verdict: Verdict
    told: str | tuple[Finding, ...] | Callable[[], str]
    """The reason, or the findings that it is made of, or what makes it."""
    barred: bool = False
    against: bool = False

    @property
    def reason(self) -> str:
        """Why, in words; of most pairs nobody asks it, so that it is made when it is asked for."""
        if isinstance(self.told, str):
            return self.told
        if not isinstance(self.told, tuple):
            return self.told()
        shown = _conflicts_first(self.told) if self.barred else _name_first(self.told)
        return "; ".join(finding.words for finding in shown)


def score(left: Profile, right: Profile, *, only_one: bool = False) -> Score | None:
    """Return the score of a pair, or None where the names do not go together.

    `only_one` says that the corpus knows nothing else that one of the two can be.
    """
    found = findings(left, right)
    if not found:
        return None
    if any(finding.feature in CONFLICTS for finding in found):
        return Score(_CONFLICTING, Verdict.DIFFERENT, found, barred=True, against=True)
    weights = [WEIGHTS[finding.feature] for finding in found]
    against = sum(weight for weight in weights if weight < 0) <= _AGAINST and not left.links & right.links
    if only_one and min(weights) > _UNHELPED:
        found = (*found, ONLY_ONE)
        weights.append(WEIGHTS[ONLY_ONE.feature])
    value = _likelihood(sum(weights))
    if value > _CAP and _needs_more(left, right, found):
        value = _CAP
    verdict = Verdict.SAME if value >= SAME_AT else Verdict.DIFFERENT if value <= DIFFERENT_AT else Verdict.OPEN
    return Score(value, verdict, found, against=against)


def _likelihood(bits: float) -> float:
    return round(1 / (1 + 2**-bits), 4)


def _needs_more(left: Profile, right: Profile, found: tuple[Finding, ...]) -> bool:
    """Return whether too little agrees beyond the name: two things for two private people.

    One thing where only one of the two is public and the name they share is no long one, or where all there is on one
    side is a surname; nobody known by one word alone joins another such.
    """
    if left.kind is not Kind.PERSON:
        return False
    features = {finding.feature for finding in found}
    pieces = sum(PIECES.get(feature, 0) for feature in features)
    if "same outside identifier" in features:
        return False
    if not left.full or not right.full:
        return not (left.full or right.full) or pieces < 1
    if left.public and right.public:
        return False
    if left.public or right.public:
        return pieces < 1 and not any(len(name) >= _DISTINCTIVE for name in left.parts & right.parts)
    return pieces < _NEEDED


def _conflicts_first(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    barred = [finding for finding in found if finding.feature in CONFLICTS]
    return (*barred, *(finding for finding in found if finding not in barred))[:_SHOWN]


def _name_first(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the name first, then what weighs most."""
    name, *rest = found
    return (name, *sorted(rest, key=lambda finding: (-abs(WEIGHTS[finding.feature]), finding))[: _SHOWN - 1])
