"""Whether a score of 0.8 is right eight times in ten."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Names found with scores next to each other."""

    lowest: float
    highest: float
    names: int
    score: float
    """Their mean score."""
    right: float
    """The share of them that is exactly right."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """How scores fit with what is right."""

    error: float
    """The expected calibration error: the mean gap between score and share right, weighted by names."""
    bins: tuple[Bin, ...]


def calibration(judged: Iterable[tuple[float, bool]]) -> Calibration | None:
    """Return how the scores of names fit with whether each is right; None where there are no names.

    Ten bins hold about equally many names; equal scores are never parted, so there may be fewer.
    """
    ordered = sorted(judged)
    if not ordered:
        return None
    bins: dict[int, list[tuple[float, bool]]] = {}
    before = 0
    for _, group in groupby(ordered, key=lambda item: item[0]):
        members = list(group)
        middle = before + len(members) / 2
        bins.setdefault(min(_BINS - 1, int(_BINS * middle / len(ordered))), []).extend(members)
        before += len(members)
    made = tuple(_bin(members) for _, members in sorted(bins.items()))
    error = sum(one.names * abs(one.score - one.right) for one in made) / len(ordered)
    return Calibration(error, made)


def _bin(members: list[tuple[float, bool]]) -> Bin:
    scores = [score for score, _ in members]
    return Bin(
        lowest=scores[0],
        highest=scores[-1],
        names=len(members),
        score=sum(scores) / len(scores),
        right=sum(right for _, right in members) / len(members),
    )
