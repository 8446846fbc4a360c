"""Where to draw the nodes: communities by force inside, then among each other; the same in every run.

The steps are Louvain communities of each connected part; inside a community a radial tree, then a force layout;
the communities among each other by the same force; boxes pushed apart until none overlap. Small graphs then get
the force once more over the whole. Parts that hang together with nothing else stand in rows below, if they are
many or have at most two nodes, so thousands of them cost little.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import networkx as nx
import numpy as np

from newsgraph.view.force import Pairs, Points, force, part_boxes, radial_tree, sunflower

Groups = list[list[int]]

_SEED = 7
_WHOLE = 500
"""Up to this many nodes the force also runs over the whole graph and draws links between communities short."""
_FORCED = 300
"""Communities above this size are split further; what cannot be split (a star) is drawn as a sunflower."""
_UNSPLIT = 12
_FEWEST = 4
"""A split into communities of fewer members than this on average, as of a star, is none."""
_SPACING = 1.2
"""The length of a link beside the side of a box."""
_ASPECT = 1.15
"""Width by height before boxes are parted, which widens the drawing to about a screen's shape."""
_FREE_PARTS = 24
"""So many parts find their places by force; the rest, smaller ones, go into rows."""
_FILLED = 0.6
"""How much of the disc that holds the communities they fill before they are pushed apart."""


def layout(
    nodes: Sequence[str], edges: Iterable[tuple[str, str]], boxes: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[int, int]]:
    """Return whole-numbered coordinates for every node, in the units of the boxes (width, height).

    The result depends on the arguments and their order alone; no global random state is read or changed.
    """
    index = {name: number for number, name in enumerate(nodes)}
    sizes = np.array([boxes[name] for name in nodes], dtype=np.float64).reshape(-1, 2)
    # Whole numbers for nodes: networkx iterates over sets, and sets of strings change order between runs.
    graph = nx.Graph()
    graph.add_nodes_from(range(len(nodes)))
    graph.add_edges_from(sorted({tuple(sorted((index[a], index[b]))) for a, b in edges if a != b}))
    parts = sorted(map(sorted, nx.connected_components(graph)), key=lambda part: (-len(part), part))
    large = [part for part in parts[:_FREE_PARTS] if len(part) > 2]
    groups = list(chain.from_iterable(_communities(graph, part) for part in large))
    points = np.zeros((len(nodes), 2))
    inside = sorted(chain.from_iterable(groups))
    if inside:
        points[inside] = _whole(graph, groups, sizes, inside)
    for part in parts[len(large) :]:
        points[part] = _small(graph, part, sizes[part])
    _add_rows(points, sizes, inside, parts[len(large) :])
    return {name: (round(float(x)), round(float(y))) for name, (x, y) in zip(nodes, points, strict=True)}


def _communities(graph: nx.Graph, part: list[int], resolution: float = 1.0) -> Groups:
    if len(part) <= _UNSPLIT:
        return [part]
    found = nx.community.louvain_communities(graph.subgraph(part), resolution=resolution, seed=_SEED)
    groups = sorted(map(sorted, found), key=lambda group: (-len(group), group))
    if len(groups) > len(part) / _FEWEST:
        return [part]
    if resolution > 16:
        return groups
    return list(
        chain.from_iterable(
            _communities(graph, group, resolution * 2) if len(group) > _FORCED else [group] for group in groups
        )
    )


def _whole(graph: nx.Graph, groups: Groups, sizes: Points, inside: list[int]) -> Points:
    """Return the points of the nodes inside communities, in the order of `inside`."""
    points = np.zeros_like(sizes)
    extents = []
    for group in groups:
        points[group] = _group(graph, group, sizes[group])
        low, high = _bounds(points[group], sizes[group])
        points[group] -= (low + high) / 2
        extents.append(high - low)
    centres = _centres(graph, groups, np.array(extents))
    for group, centre in zip(groups, centres, strict=True):
        points[group] += centre
    if len(inside) > _WHOLE or len(groups) == 1:
        return points[inside]
    ideal = _ideal(sizes[inside])
    moved = force(points[inside], _pairs(graph, inside), ideal=ideal, steps=150, reach=ideal)
    return part_boxes(_shaped(moved), sizes[inside], steps=240)


def _group(graph: nx.Graph, group: list[int], sizes: Points) -> Points:
    pairs = _pairs(graph, group)
    ideal = _ideal(sizes)
    if len(group) > _FORCED:
        degrees = np.bincount(pairs.ravel(), minlength=len(group))
        return (
            part_boxes(sunflower(degrees, ideal), sizes, steps=30)
            if len(group) <= 3 * _FORCED
            else (sunflower(degrees, float(np.hypot(*sizes.max(axis=0)))))
        )
    start = radial_tree(len(group), pairs, ideal)
    return part_boxes(force(start, pairs, ideal=ideal, steps=120, reach=ideal * 2), sizes, steps=80)


def _centres(graph: nx.Graph, groups: Groups, extents: Points) -> Points:
    of = {node: number for number, group in enumerate(groups) for node in group}
    joined = sorted({tuple(sorted((of[a], of[b]))) for a, b in graph.edges() if of.get(a) != of.get(b)})
    pairs = np.array(joined, dtype=np.int64).reshape(-1, 2)
    ideal = float(extents.mean()) * 1.2
    steps = max(40, min(200, 40_000 // len(groups)))
    spread = force(radial_tree(len(groups), pairs, ideal), pairs, ideal=ideal, steps=steps, reach=ideal * 2)
    spread -= spread.mean(axis=0)
    radius = np.sqrt(extents.prod(axis=1).sum() / np.pi / _FILLED)
    farthest = float(np.hypot(spread[:, 0], spread[:, 1]).max())
    return part_boxes(_shaped(spread) * (radius / farthest if farthest else 1.0), extents, steps=200)


def _small(graph: nx.Graph, part: list[int], sizes: Points) -> Points:
    if len(part) > _UNSPLIT:
        return _group(graph, part, sizes)
    tree = radial_tree(len(part), _pairs(graph, part), _ideal(sizes))
    return part_boxes(tree, sizes, steps=40)


def _add_rows(points: Points, sizes: Points, inside: list[int], small: Groups) -> None:
    """Move the small parts into rows below the rest."""
    if not small:
        return
    gap = 24.0
    bounds = [_bounds(points[part], sizes[part]) for part in small]
    area = sum(float((high - low + gap).prod()) for low, high in bounds)
    low, high = _bounds(points[inside], sizes[inside]) if inside else (np.zeros(2), np.zeros(2))
    width = max(float(high[0] - low[0]), (1.6 * area) ** 0.5)
    left, top = float(low[0]), float(high[1]) + 2 * gap
    corner, height = np.array([left, top]), 0.0
    for part, (start, end) in zip(small, bounds, strict=True):
        wide, tall = (float(side) for side in end - start)
        if corner[0] > left and corner[0] + wide > left + width:
            corner, height = np.array([left, corner[1] + height + gap]), 0.0
        points[part] += corner - start
        corner[0] += wide + gap
        height = max(height, tall)


def _shaped(points: Points) -> Points:
    """Return the points stretched one way and pressed the other to the wanted shape; the area stays."""
    width, height = np.maximum(1.0, points.max(axis=0) - points.min(axis=0))
    stretch = float(np.clip(np.sqrt(_ASPECT * height / width), 0.6, 1.7))
    shaped: Points = points * np.array([stretch, 1 / stretch])
    return shaped


def _pairs(graph: nx.Graph, group: list[int]) -> Pairs:
    place = {node: number for number, node in enumerate(group)}
    found = [(place[a], place[b]) for a in group for b in sorted(graph[a]) if a < b and b in place]
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def _ideal(sizes: Points) -> float:
    return float(np.sqrt(sizes.prod(axis=1)).mean()) * _SPACING


def _bounds(points: Points, sizes: Points) -> tuple[Points, Points]:
    return (points - sizes / 2).min(axis=0), (points + sizes / 2).max(axis=0)
