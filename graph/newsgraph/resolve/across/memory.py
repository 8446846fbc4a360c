"""Scores of pairs that are kept from one computation to the next, by what the two profiles say.

A pair is known by a hash of the evidence on both sides, so that a score is found again as long as neither side has
learnt anything, whoever its members are. Of what is not joined the reason is not kept: it is made again where it is
asked for.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from hashlib import blake2b
from typing import Any

from newsgraph.model import Verdict
from newsgraph.resolve.across.profiles import EVIDENCE, Profile
from newsgraph.resolve.across.scoring import Score, score
from newsgraph.version import __version__

Kept = tuple[float, int, str | None]
"""A score's value, its verdict with two marks as one number, and, where it is enough to join, the reason."""
_VERDICTS = tuple(Verdict)
_BARRED, _AGAINST = 4, 8
_SIXTY_FOUR = (1 << 64) - 1
_LEFT, _RIGHT, _ONLY_ONE = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9
"""Odd numbers that keep the two sides of a pair apart."""


class Hashes:
    """Hashes of what profiles say, the same in every run of one version of the program, whose weights go with it."""

    def __init__(self) -> None:
        self._of_value: dict[Any, int] = {}
        self._of_set: dict[frozenset[Any], int] = {}

    def of(self, profile: Profile) -> int:
        """Return the hash of all that a score is made from, but for who the members and their articles are."""
        sums = [self._sum(getattr(profile, name)) for name in ("keys", *EVIDENCE)]
        told = (__version__, profile.kind.value, profile.public, profile.born, profile.days, sums)
        return int.from_bytes(blake2b(repr(told).encode(), digest_size=8).digest(), "big")

    def _sum(self, values: Iterable[Any]) -> int:
        if not values:
            return 0
        if not isinstance(values, frozenset):
            return self._summed(values)
        found = self._of_set.get(values)
        if found is None:
            found = self._of_set[values] = self._summed(values)
        return found

    def _summed(self, values: Iterable[Any]) -> int:
        try:
            return sum(map(self._of_value.__getitem__, values)) & _SIXTY_FOUR
        except KeyError:
            return sum(map(self._value, values)) & _SIXTY_FOUR

    def _value(self, value: Any) -> int:
        found = self._of_value.get(value)
        if found is None:
            text = repr(value).encode("utf-8", "surrogatepass")
            found = self._of_value[value] = int.from_bytes(blake2b(text, digest_size=8).digest(), "big")
        return found


class Scores:
    """The scores of one component: those kept from before, and those that were used."""

    def __init__(self, kept: Mapping[int, Kept], hashes: Hashes) -> None:
        self.used: dict[int, Kept] = {}
        self.hash = hashes.of
        self._kept = kept

    def of(self, left: "Profile", right: Profile, hashes: tuple[int, int], *, only_one: bool) -> Score | None:
        """Return the score of two profiles of the hashes; both must stay as they are, and share no article."""
        pair = (hashes[0] * _LEFT + hashes[1] * _RIGHT + only_one * _ONLY_ONE) & _SIXTY_FOUR
        pair -= 1 << 63
        kept = self._kept.get(pair) or self.used.get(pair)
        if kept is None:
            found = score(left, right, only_one=only_one)
            if found:
                marks = _BARRED * found.barred + _AGAINST * found.against
                reason = found.reason if found.verdict is Verdict.SAME else None
                self.used[pair] = (found.value, _VERDICTS.index(found.verdict) + marks, reason)
            return found
        self.used[pair] = kept
        value, marks, told = kept
        made = told if told is not None else partial(_reason, left, right, only_one)
        return Score(value, _VERDICTS[marks & 3], made, bool(marks & _BARRED), bool(marks & _AGAINST))


def _reason(left: Profile, right: Profile, only_one: bool) -> str:
    found = score(left, right, only_one=only_one)
    return found.reason if found else ""
