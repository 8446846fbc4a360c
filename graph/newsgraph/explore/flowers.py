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
    """Return where the petals stand: few evenly in a ring, many as a sunflower."""
    first = inner + 1 + _GAP
    few = fellows <= (3.0 * first / (1 + _GAP / 2)).astype(np.int64)
    angles = np.where(few, 2 * np.pi * turn / fellows, turn * GOLDEN)
    far = np.where(few, first, np.sqrt(first * first + turn * (_APART * _APART)))
    return directions(angles) * far[:, None]
