"""What a list offers for a name, and how offers are weighed against one another and against none of them."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from newsgraph.model import Position

LIMIT = 5
"""Candidates of one name, none included."""
_LEAST = 0.02


@dataclass(frozen=True, slots=True)
class Candidate:
    """One known thing that a name may stand for; without a target, that it stands for none of the list."""

    target: str | None
    """An IRI."""
    label: str
    score: float
    """A weight of any size until it is settled; then how likely, 0 to 1."""
    reason: str
    by: str
    """The list that knows the target."""
    position: Position | None = None
    code: str = ""
    """For places: the ISO 3166 code of what it is or lies in."""


def settled(offers: Iterable[Candidate], *, none: float, limit: int = LIMIT) -> tuple[Candidate, ...]:
    """Return the likeliest offers, best first, and none; the scores sum to at most 1.

    `none` is the weight of "none of the known ones". Without offers there is nothing to decide, and nothing returned.
    """
    best: dict[str, Candidate] = {}
    for offer in offers:
        known = best.get(offer.target or "")
        if offer.target and offer.score > 0 and (known is None or (-offer.score, offer.reason) < _rank(known)):
            best[offer.target] = offer
    if not best:
        return ()
    total = sum(offer.score for offer in best.values()) + none
    shares = [replace(offer, score=_share(offer.score, total)) for offer in best.values()]
    ranked = sorted(shares, key=lambda offer: (-offer.score, offer.target or ""))
    kept = [offer for offer in ranked[: limit - 1] if offer.score >= _LEAST]
    lists = " or ".join(sorted({offer.by for offer in best.values()}))
    rest = Candidate(None, "none of the known ones", _share(none, total), f"what {lists} may not list", lists)
    return (*kept, rest) if kept else ()


def _rank(offer: Candidate) -> tuple[float, str]:
    return -offer.score, offer.reason


def _share(weight: float, total: float) -> float:
    """Return the part of the whole, rounded down, so that parts never sum to more than 1."""
    scale = 1000
    return float(math.floor(weight / total * scale) / scale)
