"""Nodes with a single link stand around the node they are linked with, as petals: the two move as one."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newsgraph.explore.communities import Weighted
from newsgraph.explore.discs import GOLDEN, directions

Points = npt.NDArray[np.float64]
Reals = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

_GAP = 0.3
_WIDE = 1.2
"""Between two petals seen from their centre, in radians: they are no nearer to each other than to it."""
_RING = 5
"""So many petals may stand around a disc that each is nearer to its middle than to the next petal."""
_BETWEEN = 1.66
"""How much farther out than the first ring's are those that stand in its gaps; the golden ratio is the least."""
_BEYOND = 2.03
"""How much farther out than the first ring more than those stand, so that they are not nearer to it than the middle."""
_MANY = 40
_APART = 1.35
"""Of a sunflower of discs of radius 1 with this factor none overlap."""


@dataclass(frozen=True)
class Flowers:
    """Which nodes stand around which."""

    centres: Numbers
    """The nodes that stand for themselves, ascending."""
    owners: Numbers
    """By node the place in `centres` of the node it stands around; of a centre, its own."""
    around: Points
    """By node where it stands from its owner; (0, 0) for centres."""
    sizes: Reals
    """By centre, the radius of the disc that holds it and all that stand around it."""


def flowers(graph: Weighted, radii: Reals) -> Flowers:
    """Return the flowers of a graph in which every node has a link; of two with only each other the first holds."""
    degrees = np.bincount(graph.starts, minlength=graph.count)
    single = degrees[graph.starts] == 1
    leaf, holder = graph.starts[single], graph.ends[single]
    petal = (degrees[holder] > 1) | (leaf > holder)
    leaf, holder = leaf[petal], holder[petal]
    stands = np.ones(graph.count, dtype=np.bool_)
    stands[leaf] = False
    centres = np.flatnonzero(stands)
    place = np.cumsum(stands) - 1
    owners = place.copy()
    owners[leaf] = place[holder]
    order = np.argsort(owners[leaf], kind="stable")
    leaf = leaf[order]
    around = np.zeros((graph.count, 2))
    sizes = radii[centres].copy()
    held = np.bincount(owners[leaf], minlength=len(centres))
    turn = np.arange(len(leaf)) - np.repeat(np.cumsum(held) - held, held)
    if len(leaf):
        around[leaf] = _petals(turn, held[owners[leaf]], radii[centres[owners[leaf]]])
        np.maximum.at(sizes, owners[leaf], np.sqrt((around[leaf] ** 2)[:, 0] + (around[leaf] ** 2)[:, 1]) + 1)
    return Flowers(centres, owners, around, sizes)


def _petals(turn: Numbers, fellows: Numbers, inner: Reals) -> Points:
    """Return where the petals stand: up to five about the way to the right; more around those; many in a sunflower."""
    first = inner + 1 + _GAP
    outer = np.maximum(1, fellows - _RING)
    spiral = fellows > _MANY
    ring = ~spiral & (turn < _RING)
    gaps = ~spiral & ~ring & (outer <= _RING)
    wide = ~spiral & ~ring & ~gaps & (outer <= (2 * np.pi / (2 + _GAP) * _BEYOND * first).astype(np.int64))
    arc = (turn - (np.minimum(fellows, _RING) - 1) / 2) * np.minimum(2 * np.pi / np.minimum(fellows, _RING), _WIDE)
    angles = np.select(
        [ring & (fellows < _RING), ring | gaps, wide],
        [arc, (turn + np.where(ring, 0, 0.5)) * (2 * np.pi / _RING), (turn - _RING) * (2 * np.pi / outer)],
        turn * GOLDEN,
    )
    more = np.where(spiral, turn, turn - _RING) * (_APART * _APART)
    reach = np.where(spiral, first, _BEYOND * first)
    far = np.select([ring, gaps, wide], [first, _BETWEEN * first, _BEYOND * first], np.sqrt(reach * reach + more))
    return directions(angles) * far[:, None]


def opened(held: Flowers, points: Points, left: Numbers, right: Numbers) -> Points:
    """Return where all nodes stand, by where the centres stand: petals on the side away from their centre's links."""
    towards = np.zeros_like(points)
    for near, far in ((left, right), (right, left)):
        along = points[far] - points[near]
        along /= np.maximum(1e-9, np.sqrt(along[:, 0] ** 2 + along[:, 1] ** 2))[:, None]
        for axis in (0, 1):
            towards[:, axis] += np.bincount(near, along[:, axis], len(points))
    length = np.sqrt(towards[:, 0] ** 2 + towards[:, 1] ** 2)
    undecided = length < 1e-6
    cosine = np.where(undecided, 1.0, -towards[:, 0] / np.maximum(length, 1e-6))[held.owners]
    sine = np.where(undecided, 0.0, -towards[:, 1] / np.maximum(length, 1e-6))[held.owners]
    across, down = held.around[:, 0], held.around[:, 1]
    return points[held.owners] + np.column_stack((across * cosine - down * sine, across * sine + down * cosine))
