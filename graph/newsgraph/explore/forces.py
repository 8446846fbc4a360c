"""A force layout that draws linked nodes together and keeps others apart, for many separate islands at once.

Links pull as in t-SNE and LargeVis (Tang and others, 2016): much when short, little when long, so that a node ends
near most of its neighbours rather than amid all. Pushes are not computed for all pairs: the nodes are put in the order
of a curve that fills the plane, and every node pushes those some places before and behind it: the next ones, which
stand near it, and some farther ones, others at each step. Only sums in fixed order, products and square roots are used,
so the result is the same on every processor.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Reals = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

_NEAREST = 20
_FARTHER = 10
_SORT_EVERY = 2
"""After so many steps the order along the curve is found anew, for another curve."""
_SOFT = 0.05
"""Keeps the push of two nodes in one place finite; in squared lengths of a link."""
_FAR = 0.6
"""How fast the push falls with distance."""
_LONG = 0.3
"""How fast the pull of links falls that are longer than wanted."""
_LOOSE = 20
"""Nodes with more links than this leave room around them: its radius grows with the root of what they have more."""
_ROOM = 1.8
_SHORE = 1.8
"""Beside the radius of a full disc of all its nodes: where an island ends, from which on nodes are drawn back."""
_BACK = 0.15
"""How strongly, by how far out they are."""
_GRAVITY = 0.05
"""What draws all to the middle, at the rim of an island."""
_GRID = 65_535
_GOLDEN_RATIO = 0.6180339887498949


@dataclass(frozen=True)
class Springs:
    """What pulls: pairs of nodes of the same island and how strongly."""

    left: Numbers
    right: Numbers
    pulls: Reals


@dataclass(frozen=True)
class Bodies:
    """What is moved: how much room each needs (a radius) and the island it belongs to, numbered from 0."""

    sizes: Reals
    islands: Numbers


@dataclass(frozen=True)
class _Drawn:
    hubs: Numbers
    """Of each spring the node with more links."""
    others: Numbers
    pulls: Reals
    narrow: Reals
    """Times the squared length, how much weaker a long one pulls."""
    room: Reals
    """How near to the hub the other node is not pulled any more."""


def settle(start: Points, bodies: Bodies, springs: Springs, *, steps: int) -> Points:
    """Return the points after that many steps, each shorter than the one before; islands stay around (0, 0)."""
    across, down = start[:, 0].copy(), start[:, 1].copy()
    if len(start) < 2:
        return start.copy()
    drawn = _drawn(bodies, springs)
    largest = int(np.bincount(bodies.islands).max())
    # By the size of the island, so that the rim of a large one is pulled no more than that of a small one.
    shore = _SHORE * np.sqrt(np.bincount(bodies.islands, bodies.sizes * bodies.sizes))[bodies.islands]
    order = np.arange(len(start))
    for step in range(steps):
        if step % _SORT_EVERY == 0:
            order = along_curve(across, down, bodies.islands, shift=step * _GOLDEN_RATIO % 1.0)
        force_x, force_y = _pulled(across, down, drawn)
        push_x, push_y = _pushed(across[order], down[order], bodies, order, offsets(largest, step))
        force_x[order] += push_x
        force_y[order] += push_y
        out = np.sqrt(across * across + down * down)
        inwards = _GRAVITY / shore + _BACK * np.maximum(0.0, out - shore) / np.maximum(out, 1e-9)
        force_x -= inwards * across
        force_y -= inwards * down
        length = np.sqrt(force_x * force_x + force_y * force_y)
        limit = (2 * (1 - step / steps)) * bodies.sizes
        scale = np.minimum(1.0, limit / np.maximum(length, 1e-9))
        across += force_x * scale
        down += force_y * scale
    return np.column_stack((across, down))


def along_curve(across: Reals, down: Reals, islands: Numbers, *, shift: float) -> Numbers:
    """Return the nodes island by island, in each in the order of a curve (Morton's) that fills twice its square.

    The shift (0 to 1) is where in there the square begins: nodes near each other but apart on the curve are together on
    another.
    """
    low_x, low_y, side = _squares(across, down, islands)
    scale = _GRID / 2 / side[islands]
    first = shift * _GRID / 2
    column = ((across - low_x[islands]) * scale + first).astype(np.int64)
    row = ((down - low_y[islands]) * scale + (_GRID / 2 - first)).astype(np.int64)
    return np.argsort((islands << 32) | _spaced(column) | (_spaced(row) << 1), kind="stable")


def offsets(largest: int, step: int) -> list[int]:
    """Return how many places away those stand that a node pushes at a step, in an island of at most that many."""
    near = list(range(1, min(_NEAREST, largest - 1) + 1))
    if largest <= _NEAREST + 1:
        return near
    shares = [((step * _FARTHER + turn) * _GOLDEN_RATIO) % 1.0 for turn in range(_FARTHER)]
    return near + [1 + _NEAREST + int((largest - _NEAREST - 1) * share * share) for share in shares]


def _drawn(bodies: Bodies, springs: Springs) -> _Drawn:
    """Return the springs with the node of more links first and what they need in each step."""
    count = len(bodies.sizes)
    linked = np.bincount(springs.left, minlength=count) + np.bincount(springs.right, minlength=count)
    swap = linked[springs.left] < linked[springs.right]
    hubs = np.where(swap, springs.right, springs.left)
    others = np.where(swap, springs.left, springs.right)
    mean = float(np.sqrt(np.cumsum(bodies.sizes * bodies.sizes)[-1] / count))
    room = mean * _ROOM * np.sqrt(np.maximum(0, linked[hubs] - _LOOSE))
    ideal = bodies.sizes[hubs] + bodies.sizes[others] + room
    return _Drawn(hubs, others, springs.pulls, _LONG / (ideal * ideal), room)


def _pulled(across: Reals, down: Reals, drawn: _Drawn) -> tuple[Reals, Reals]:
    hubs, others, count = drawn.hubs, drawn.others, len(across)
    along_x, along_y = across[others] - across[hubs], down[others] - down[hubs]
    squared = along_x * along_x + along_y * along_y
    pull = drawn.pulls / (1 + squared * drawn.narrow)
    along_x *= pull
    along_y *= pull
    # A hub goes to the middle of its neighbours; those come no nearer than there is room for all.
    free = np.maximum(0.0, 1 - drawn.room / np.maximum(1e-9, np.sqrt(squared)))
    return _differences(drawn, along_x, free, count), _differences(drawn, along_y, free, count)


def _differences(drawn: _Drawn, along: Reals, free: Reals, count: int) -> Reals:
    # As floats also where there are no springs at all, of which numpy makes whole numbers.
    total: Reals = np.bincount(drawn.hubs, along, count).astype(np.float64)
    total -= np.bincount(drawn.others, along * free, count)
    return total


def _pushed(across: Reals, down: Reals, bodies: Bodies, order: Numbers, places: list[int]) -> tuple[Reals, Reals]:
    """Return the pushes for points that stand in the order of the curve."""
    sizes, islands = bodies.sizes[order], bodies.islands[order]
    force_x, force_y = np.zeros(len(across)), np.zeros(len(across))
    for place in places:
        along_x, along_y = across[place:] - across[:-place], down[place:] - down[:-place]
        reach = sizes[place:] + sizes[:-place]
        near = (along_x * along_x + along_y * along_y) / (reach * reach)
        push = (islands[place:] == islands[:-place]) / ((_SOFT + near) * (1 + _FAR * near))
        along_x *= push
        along_y *= push
        force_x[place:] += along_x
        force_x[:-place] -= along_x
        force_y[place:] += along_y
        force_y[:-place] -= along_y
    return force_x, force_y


def _squares(across: Reals, down: Reals, islands: Numbers) -> tuple[Reals, Reals, Reals]:
    """Return by island the least x, the least y and the side of the square that holds its points."""
    count = int(islands.max()) + 1
    ends = []
    for values in (across, down):
        low, high = np.full(count, np.inf), np.full(count, -np.inf)
        np.minimum.at(low, islands, values)
        np.maximum.at(high, islands, values)
        ends.append((low, high))
    (low_x, high_x), (low_y, high_y) = ends
    return low_x, low_y, np.maximum(1e-9, np.maximum(high_x - low_x, high_y - low_y))


def _spaced(numbers: Numbers) -> Numbers:
    """Return the numbers (below 2 ** 16) with a zero bit after each of their bits."""
    numbers = (numbers | (numbers << 8)) & 0x00FF00FF
    numbers = (numbers | (numbers << 4)) & 0x0F0F0F0F
    numbers = (numbers | (numbers << 2)) & 0x33333333
    return (numbers | (numbers << 1)) & 0x55555555
