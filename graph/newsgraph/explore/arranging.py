"""Where the islands stand: what is linked together, the rest and single nodes in rows below it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newsgraph.explore.discs import rows
from newsgraph.explore.forces import Springs
from newsgraph.explore.islands import Outlines, outlined, packed, spread, turned

Points = npt.NDArray[np.float64]
Reals = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

CRUMB = 3
"""Islands of at most so many nodes and without links to others are crumbs."""
_FREE = 24
"""Where there are more islands without links to others, only so many stand among the linked ones, the largest …"""
_NOTABLE = 0.1
"""… and only those with that share of the nodes of the largest of all; the rest stand in rows."""
_ASPECT = 1.3
"""Width by height of all where rows take most of the room."""
_WIDER = 0.09
"""Beside the radius of an island, how far others stay away; and `_GAP` more."""
_GAP = 2.5
_NARROW_GAP = 0.4
"""Around a single node in its row."""


@dataclass(frozen=True)
class Drawn:
    """The nodes in their islands: where each stands, how large it is, and the island's number, or -1 for none."""

    points: Points
    radii: Reals
    islands: Numbers


@dataclass(frozen=True)
class _Map:
    """By island: the radius of its disc, how many nodes it has, and whether it has no links to others."""

    reach: Reals
    sizes: Numbers
    alone: Flags


def arranged(drawn: Drawn, pairs: Numbers, weights: Reals) -> tuple[Points, Flags]:
    """Return all points with the islands in their places, and by island whether it is a crumb."""
    across = np.flatnonzero(drawn.islands[pairs[:, 0]] != drawn.islands[pairs[:, 1]])
    links = Springs(pairs[across, 0], pairs[across, 1], weights[across])
    found = _map(drawn, links)
    main = _among(found)
    middles = np.zeros((len(found.reach), 2))
    springs = _between(drawn.islands, found.sizes, main, links)
    middles[main] = spread(found.reach[main], springs)
    points = turned(drawn.points, drawn.islands, middles, links)
    on = drawn.islands >= 0
    outlines = outlined(points[on], drawn.radii[on], drawn.islands[on], len(found.reach))
    gaps = found.reach[main] * _WIDER + _GAP
    middles[main] = packed(
        middles[main], Outlines(found.reach[main] + gaps, outlines.extents[main] + gaps[:, None]), springs
    )
    in_rows = np.ones(len(found.reach), dtype=np.bool_)
    in_rows[main] = False
    others = np.flatnonzero(in_rows)
    others = others[np.argsort(-found.reach[others], kind="stable")]
    single = np.flatnonzero(drawn.islands < 0)
    room = np.concatenate((found.reach[others] + _GAP / 2, np.full(len(single), 1 + _NARROW_GAP)))
    spots = _below(room, middles[main], found.reach[main])
    middles[others] = spots[: len(others)]
    points[on] += middles[drawn.islands[on]]
    points[single] = spots[len(others) :]
    return points, found.alone & (found.sizes <= CRUMB)


def _map(drawn: Drawn, links: Springs) -> _Map:
    count = int(drawn.islands.max(initial=-1)) + 1
    on = drawn.islands >= 0
    reach = np.zeros(count)
    far = np.sqrt(drawn.points[:, 0] ** 2 + drawn.points[:, 1] ** 2) + drawn.radii
    np.maximum.at(reach, drawn.islands[on], far[on])
    alone = np.ones(count, dtype=np.bool_)
    alone[drawn.islands[links.left]] = False
    alone[drawn.islands[links.right]] = False
    return _Map(reach, np.bincount(drawn.islands[on], minlength=count), alone)


def _among(found: _Map) -> Numbers:
    """Return the islands that do not stand in rows."""
    free = np.flatnonzero(found.alone & (found.sizes > CRUMB))
    if len(free) > _FREE:
        free = free[found.sizes[free] >= found.sizes.max() * _NOTABLE]
        free = free[np.argsort(-found.reach[free], kind="stable")][:_FREE]
    return np.sort(np.concatenate((np.flatnonzero(~found.alone), free)))


def _between(islands: Numbers, sizes: Numbers, main: Numbers, links: Springs) -> Springs:
    """Return the springs between the islands of `main`, by their places there; size alone makes none stronger."""
    place = np.zeros(len(sizes), dtype=np.int64)
    place[main] = np.arange(len(main))
    left, right = islands[links.left], islands[links.right]
    return Springs(place[left], place[right], links.pulls / np.sqrt(sizes[left] * sizes[right]))


def _below(room: Reals, middles: Points, reach: Reals) -> Points:
    """Return places for discs that need that much room, in rows below the islands."""
    if not len(room):
        return np.zeros((0, 2))
    low = (middles - reach[:, None]).min(axis=0) if len(middles) else np.zeros(2)
    high = (middles + reach[:, None]).max(axis=0) if len(middles) else np.zeros(2)
    area = float(np.cumsum(4 * room * room)[-1]) + float((high - low).prod())
    width = max(float(high[0] - low[0]), float(np.sqrt(_ASPECT * area)))
    spots, _ = rows(room, width, 0.0)
    corner = np.array([(low[0] + high[0] - width) / 2, high[1] + 4 * _GAP])
    placed: Points = spots + corner
    return placed
