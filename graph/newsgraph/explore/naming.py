"""Names of communities: those of their best known members."""

import unicodedata
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]

_MEMBERS = 3
_LONGEST = 40
"""Longer names, as of headlines, are cut."""
_JOINER = "\u200d"
LOOSE = "Few links"
"""The community of what is linked with nothing, or with one or two others alone."""


def community_names(
    communities: Numbers, names: Sequence[str], tiers: Numbers | None = None, *, loose: int | None = None
) -> tuple[str, ...]:
    """Return a name for each community, no two the same: up to three of its members, the lowest numbers first.

    Only members of the lowest tier there is in a community name it: headlines where there is no one and nothing else.
    Where a member has no name, or there are no names, communities are numbered from 1. `loose` is the community of all
    that is hardly linked.
    """
    if not len(communities):
        return ()
    count = int(communities.max()) + 1
    ranks = np.zeros(len(communities), dtype=np.int64) if tiers is None else tiers
    order = np.lexsort((np.arange(len(communities)), ranks, communities))
    starts = np.searchsorted(communities[order], np.arange(count + 1))
    found: list[str] = []
    taken: set[str] = set()
    for number in range(count):
        members = order[starts[number] : min(starts[number + 1], starts[number] + 2 * _MEMBERS)]
        best = [int(node) for node in members if ranks[node] == ranks[members[0]]] if len(members) else []
        name = LOOSE if number == loose else _joined([names[node] for node in best if node < len(names)])
        found.append(_unused(name or f"Community {number + 1}", taken))
    return tuple(found)


def _joined(names: list[str]) -> str:
    """Return the first names that differ, with commas between them."""
    short = (_short(name) for name in names)
    return ", ".join(list(dict.fromkeys(name for name in short if name))[:_MEMBERS])


def _short(name: str) -> str:
    """Return the name, cut between words where that is near, and never between a letter and its marks."""
    plain = " ".join(name.split())
    if len(plain) <= _LONGEST:
        return plain
    end = plain.rfind(" ", _LONGEST * 2 // 3, _LONGEST)
    if end < 0:
        end = _LONGEST - 1
        while end > 1 and (unicodedata.category(plain[end])[0] == "M" or _JOINER in plain[end - 1 : end + 1]):
            end -= 1
    return plain[:end].rstrip() + "…"


def _unused(name: str, taken: set[str]) -> str:
    found, number = name, 2
    while found in taken:
        found = f"{name} ({number})"
        number += 1
    taken.add(found)
    return found
