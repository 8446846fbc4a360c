"""Where the explorer draws the nodes: communities as islands, each laid out by force, then all islands together.

Nodes with one link stand around the node they are linked with and move with it. The rest of a community finds its
places from the coarsest level of communities down to the nodes (`settle`), then discs are parted. Islands are turned to
face what they are linked with and packed; what hangs together with nothing else stands in rows below.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from newsgraph.explore.communities import Weighted, levels, merged, weighted
from newsgraph.explore.discs import GOLDEN, directions, part, rows
from newsgraph.explore.flowers import flowers
from newsgraph.explore.forces import Bodies, Springs, settle
from newsgraph.explore.islands import packed, turned
from newsgraph.explore.naming import community_names
from newsgraph.explore.picture import KINDS, Layout, Picture

Points = npt.NDArray[np.float64]
Reals = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_LARGEST = 7.0
_MOST = 60
"""Above this many communities that are linked with others, the most alike are joined."""
_STEPS = 120
_SPACING = 1.25
"""The room a node gets while it finds its place, beside that of its disc."""
_SCATTERED = 0.7
"""How wide the members of a community start around its place, beside the room they need."""
_FEWER = 0.7
"""A level of communities is laid out if it has fewer of them than this share of the next finer one."""
_FREE = 24
"""So many of the islands without links to others stand among the linked ones; the rest, smaller ones, in rows."""
_CRUMB = 3
"""Islands of at most so many nodes, without links to others, are one community together."""
_ASPECT = 1.3
_GAP = 2.0
_NARROW_GAP = 0.4


def layout(
    count: int, pairs: Numbers, weights: Reals, *, names: Sequence[str] = (), tiers: Numbers | None = None
) -> Layout:
    """Return places, radii and communities for that many nodes, linked by the pairs as strongly as the weights say.

    Communities take the names of their lowest numbered members of the lowest tier (`community_names`). A pair may stand
    there twice; loops count nothing. The same arguments give the same bytes in every run.
    """
    graph = weighted(count, pairs, weights)
    degrees = np.bincount(graph.starts, minlength=count)
    radii = radii_of(degrees)
    linked = np.flatnonzero(degrees)
    points = np.zeros((count, 2))
    islands = np.full(count, -1, dtype=np.int64)
    if len(linked):
        points[linked], islands[linked] = _islands(_only(graph, linked), radii[linked])
    places, below = _middles(points, islands, radii, pairs, weights)
    points = places
    communities, loose = _numbered(islands, below)
    low, high = (points - radii[:, None]).min(axis=0, initial=0), (points + radii[:, None]).max(axis=0, initial=0)
    points -= (low + high) / 2
    named = community_names(communities, names, tiers, loose=loose)
    return Layout(points.astype(np.float32), radii.astype(np.float32), communities, named)


def lay_out(picture: Picture) -> Layout:
    """Return the layout of a picture: nodes are drawn together the more, the more links say of them.

    A naming of what many articles name weighs less than one of what few do.
    """
    links, nodes = picture.links, picture.nodes
    count = len(nodes.ids)
    keys = np.minimum(links.sources, links.targets) * count + np.maximum(links.sources, links.targets)
    found, times = np.unique(keys[links.sources != links.targets], return_counts=True)
    pairs = np.column_stack((found // max(1, count), found % max(1, count)))
    degrees = np.maximum(1, np.bincount(pairs.ravel(), minlength=count))
    common = np.minimum(degrees[pairs[:, 0]], degrees[pairs[:, 1]])
    weights = np.sqrt(times) / np.sqrt(np.sqrt(common))
    tiers = _TIERS[nodes.kinds]
    return layout(count, pairs, weights, names=nodes.names, tiers=tiers)


_LAST = {"Event": 1, "Group": 1, "ReportedEvent": 2, "Article": 3}
_TIERS = np.array([_LAST.get(kind, 0) for kind in KINDS], dtype=np.int64)


def radii_of(degrees: Numbers) -> Reals:
    """Return the radius of each node's disc: 1 for a node with one link or none, at most 7."""
    return np.clip(0.55 + 0.45 * np.sqrt(degrees), 1.0, _LARGEST)


def _only(graph: Weighted, nodes: Numbers) -> Weighted:
    """Return the graph of these nodes, which have all its links."""
    place = np.zeros(graph.count, dtype=np.int64)
    place[nodes] = np.arange(len(nodes))
    return Weighted(len(nodes), place[graph.starts], place[graph.ends], graph.weights, graph.strengths[nodes])


def _islands(graph: Weighted, radii: Reals) -> tuple[Points, Numbers]:
    """Return the points of nodes that all have links, around the middle of their island, and the islands."""
    held = flowers(graph, radii)
    core = merged(graph, held.owners)
    found = levels(core, most=_MOST)
    tops = found[-1]
    degrees = np.bincount(graph.starts, minlength=graph.count)[held.centres]
    inside = (core.starts < core.ends) & (tops[core.starts] == tops[core.ends])
    left, right = core.starts[inside], core.ends[inside]
    springs = Springs(left, right, 1 / degrees[left] + 1 / degrees[right])
    points = part(_settled(found, springs, held.sizes * _SPACING), held.sizes * 1.03, tops)
    islands = tops[held.owners]
    points = points[held.owners] + held.around
    return points - _between(points, islands)[islands], islands


def _settled(found: list[Numbers], springs: Springs, sizes: Reals) -> Points:
    """Return the points of nodes in their islands, from the coarsest level down."""
    tops = found[-1]
    chain = [np.arange(len(sizes))]
    for labels in found[:-1]:
        if labels.max() + 1 < _FEWER * (chain[-1].max() + 1) and labels.max() + 1 > 1.5 * (tops.max() + 1):
            chain.append(labels)
    parents = tops
    points = np.zeros((int(tops.max()) + 1, 2))
    for labels in reversed(chain):
        count = int(labels.max()) + 1
        first = np.zeros(count, dtype=np.int64)
        first[labels[::-1]] = np.arange(len(labels))[::-1]
        room = np.sqrt(np.bincount(labels, sizes * sizes, count))
        start = points[parents[first]] + _SCATTERED * _scattered(parents[first], room)
        bodies = Bodies(room, tops[first])
        points = settle(start, bodies, _lifted(springs, labels, count), steps=_STEPS)
        parents = labels
    return points


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
    """Return the springs between communities; on average as strong as those between nodes."""
    left, right = labels[springs.left], labels[springs.right]
    between = left != right
    keys = np.minimum(left, right)[between] * count + np.maximum(left, right)[between]
    found, places = np.unique(keys, return_inverse=True)
    pulls: Reals = np.bincount(places, springs.pulls[between], len(found)).astype(np.float64)
    if len(found) and count < len(labels):
        pulls = pulls * (count / (float(np.cumsum(pulls)[-1])))
    return Springs(found // count, found % count, pulls)


def _between(points: Points, islands: Numbers) -> Points:
    """Return the middle of the box around each island's points."""
    count = int(islands.max()) + 1
    low, high = np.full((count, 2), np.inf), np.full((count, 2), -np.inf)
    np.minimum.at(low, islands, points)
    np.maximum.at(high, islands, points)
    middles: Points = (low + high) / 2
    return middles


def _middles(points: Points, islands: Numbers, radii: Reals, pairs: Numbers, weights: Reals) -> tuple[Points, Flags]:
    """Return all points after the islands were put in their places, and which islands hang together with nothing."""
    count = int(islands.max(initial=-1)) + 1
    on = islands >= 0
    reach = np.zeros(count)
    far = np.sqrt(points[:, 0] ** 2 + points[:, 1] ** 2) + radii
    np.maximum.at(reach, islands[on], far[on])
    across = np.flatnonzero(islands[pairs[:, 0]] != islands[pairs[:, 1]])
    left, right = pairs[across, 0], pairs[across, 1]
    alone = np.ones(count, dtype=np.bool_)
    alone[islands[left]] = False
    alone[islands[right]] = False
    sizes = np.bincount(islands[on], minlength=count)
    free = np.flatnonzero(alone & (sizes > _CRUMB))
    free = free[np.argsort(-reach[free], kind="stable")][:_FREE]
    main = np.sort(np.concatenate((np.flatnonzero(~alone), free)))
    place = np.zeros(count, dtype=np.int64)
    place[main] = np.arange(len(main))
    middles = np.zeros((count, 2))
    strength = weights[across] / np.sqrt(sizes[islands[left]] * sizes[islands[right]])
    middles[main] = packed(reach[main] * 1.04 + _GAP, Springs(place[islands[left]], place[islands[right]], strength))
    points = points.copy()
    points[on] = turned(points[on], islands[on], middles, _renumbered(on, left, right, weights[across]))
    in_rows = np.ones(count, dtype=np.bool_)
    in_rows[main] = False
    low, high = _frame(middles[main], reach[main])
    others = np.flatnonzero(in_rows)
    others = others[np.argsort(-reach[others], kind="stable")]
    single = np.flatnonzero(~on)
    room = np.concatenate((reach[others] + _GAP / 2, np.full(len(single), 1.0 + _NARROW_GAP)))
    width = max(float(high[0] - low[0]), float(np.sqrt(_ASPECT * np.cumsum(4 * room * room)[-1])) if len(room) else 0.0)
    spots, _ = rows(room, width, 0.0)
    spots += np.array([(low[0] + high[0] - width) / 2, high[1] + 4 * _GAP if len(main) else 0.0])
    middles[others] = spots[: len(others)]
    points[on] += middles[islands[on]]
    points[single] = spots[len(others) :]
    return points, alone


def _renumbered(on: Flags, left: Numbers, right: Numbers, pulls: Reals) -> Springs:
    place = np.cumsum(on) - 1
    return Springs(place[left], place[right], pulls)


def _frame(middles: Points, reach: Reals) -> tuple[Points, Points]:
    if not len(middles):
        return np.zeros(2), np.zeros(2)
    return (middles - reach[:, None]).min(axis=0), (middles + reach[:, None]).max(axis=0)


def _numbered(islands: Numbers, alone: Flags) -> tuple[Numbers, int | None]:
    """Return the communities, the largest first, equals by their first node; and which is that of the crumbs."""
    count = len(alone)
    sizes = np.bincount(islands[islands >= 0], minlength=count)
    crumbs = alone & (sizes <= _CRUMB)
    merged_labels = np.where(islands < 0, count, np.where(crumbs[islands] if count else False, count, islands))
    found, first, places, sizes = np.unique(merged_labels, return_index=True, return_inverse=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    number = np.empty(len(found), dtype=np.int64)
    number[order] = np.arange(len(found))
    loose = int(number[-1]) if len(found) > 1 and found[-1] == count else None
    return number[places], loose
