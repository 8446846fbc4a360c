"""Communities as islands: the places of the nodes in each, around its middle."""

import numpy as np
import numpy.typing as npt

from newsgraph.explore.communities import Weighted, levels, merged
from newsgraph.explore.discs import GOLDEN, directions, part
from newsgraph.explore.flowers import flowers, opened
from newsgraph.explore.forces import Bodies, Springs, settle

Points = npt.NDArray[np.float64]
Reals = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

_MOST = 60
"""Above this many communities that are linked with others, the most alike are joined."""
_STEPS = 80
_MORE_STEPS = 120
"""So many more from `_MANY` nodes on, in proportion below."""
_MANY = 5_000
_PULL = 0.5
"""How strong the strongest link of a node with one is, beside the push of two nodes that touch."""
_WEAKEST, _STRONGEST = 0.1, 1.5
"""How much less and more the links of least and most weight pull than the common ones."""
_NEAR = 20.0
"""Links to nodes with more than so many times one's own links pull less: there is no room near those for all."""
_SPACING = 1.2
"""The room a node gets while it finds its place, beside that of its disc; then at least `_CLEAR`."""
_CLEAR = 1.03
_SCATTERED = 0.7
"""How wide the members of a community start around its place, beside the room they need."""
_FEWER = 0.7
"""A level of communities is laid out if it has fewer of them than this share of the next finer one …"""
_MORE = 1.5
"""… and so many times more than there are islands."""


def interiors(graph: Weighted, radii: Reals) -> tuple[Points, Numbers]:
    """Return the points of nodes that all have links, around the middle of their island, and the islands from 0.

    Nodes with a single link stand around the one they are linked with and move with it. The others start from the
    coarsest level of communities, are settled by force level by level, and then parted.
    """
    held = flowers(graph, radii)
    core = merged(graph, held.owners)
    found = levels(core, most=_MOST)
    tops = found[-1]
    degrees = np.bincount(graph.starts, minlength=graph.count)[held.centres].astype(np.float64)
    inside = (core.starts < core.ends) & (tops[core.starts] == tops[core.ends])
    left, right = core.starts[inside], core.ends[inside]
    pulls = _pulls(degrees[left], degrees[right]) * _relative(core.weights)[inside]
    springs = Springs(left, right, pulls)
    points = part(_settled(found, springs, held.sizes * _SPACING), held.sizes * _CLEAR, tops)
    islands = tops[held.owners]
    points = opened(held, points, left, right)
    return points - _boxed(points, islands)[islands], islands


def _pulls(left: Reals, right: Reals) -> Reals:
    """Return how strongly links pull between nodes of so many links each."""
    scarce = np.minimum(1.0, _NEAR * np.minimum(left, right) / np.maximum(left, right))
    return scarce * (_worth(left) + _worth(right))


def _relative(weights: Numbers) -> Reals:
    """Return how strong links are beside the common one, within bounds."""
    if not len(weights):
        return np.zeros(0)
    return np.clip(weights / float(np.median(weights)), _WEAKEST, _STRONGEST)


def _worth(degrees: Reals) -> Reals:
    """Return how much a node of that many links wants each of its neighbours near."""
    root = np.sqrt(degrees)
    worth: Reals = _PULL / (root * np.sqrt(root))
    return worth


def _settled(found: list[Numbers], springs: Springs, sizes: Reals) -> Points:
    """Return the points of nodes in their islands, from the coarsest level down."""
    tops = found[-1]
    islands = int(tops.max()) + 1
    chain = [np.arange(len(sizes))]
    for labels in found[:-1]:
        count = int(labels.max()) + 1
        if _MORE * islands < count < _FEWER * (int(chain[-1].max()) + 1):
            chain.append(labels)
    parents, points = tops, np.zeros((islands, 2))
    for labels in reversed(chain):
        count = int(labels.max()) + 1
        first = np.zeros(count, dtype=np.int64)
        first[labels[::-1]] = np.arange(len(labels))[::-1]
        room = np.sqrt(np.bincount(labels, sizes * sizes, count))
        start = points[parents[first]] + _SCATTERED * _scattered(parents[first], room)
        steps = _STEPS + _MORE_STEPS * min(count, _MANY) // _MANY
        points = settle(start, Bodies(room, tops[first]), _lifted(springs, labels, count), steps=steps)
        points -= _centred(points, room, tops[first])
        parents = labels
    return points


def _centred(points: Points, room: Reals, islands: Numbers) -> Points:
    """Return, for each point, the middle of its island, where those that need more room count more."""
    area = room * room
    whole = np.bincount(islands, area)
    middles = np.column_stack([np.bincount(islands, points[:, axis] * area) / whole for axis in (0, 1)])
    return middles[islands]


def _scattered(parents: Numbers, room: Reals) -> Points:
    """Return each member's offset from its parent: sunflowers with the largest in the middle."""
    order = np.lexsort((np.arange(len(room)), -room, parents))
    sorted_parents = parents[order]
    starts = np.flatnonzero(np.concatenate(([True], sorted_parents[1:] != sorted_parents[:-1])))
    lengths = np.diff(np.concatenate((starts, [len(room)])))
    area = np.cumsum(room[order] ** 2)
    before = np.repeat((area - room[order] ** 2)[starts], lengths)
    turn = np.arange(len(room)) - np.repeat(starts, lengths)
    far = np.sqrt(np.maximum(0.0, area - before - room[order] ** 2 / 2))
    offsets = np.zeros((len(room), 2))
    offsets[order] = directions(turn * GOLDEN) * np.where(turn == 0, 0.0, far)[:, None]
    return offsets


def _lifted(springs: Springs, labels: Numbers, count: int) -> Springs:
    """Return the springs between communities; their mean strength is that of a node's."""
    if count == len(labels):
        return springs
    left, right = labels[springs.left], labels[springs.right]
    between = left != right
    keys = np.minimum(left, right)[between] * count + np.maximum(left, right)[between]
    found, places = np.unique(keys, return_inverse=True)
    pulls: Reals = np.bincount(places, springs.pulls[between], len(found)).astype(np.float64)
    if len(found):
        pulls *= count / float(np.cumsum(pulls)[-1])
    return Springs(found // count, found % count, pulls)


def _boxed(points: Points, islands: Numbers) -> Points:
    """Return the middle of the box around each island's points."""
    count = int(islands.max()) + 1
    low, high = np.full((count, 2), np.inf), np.full((count, 2), -np.inf)
    np.minimum.at(low, islands, points)
    np.maximum.at(high, islands, points)
    middles: Points = (low + high) / 2
    return middles
