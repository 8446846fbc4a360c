"""Where the explorer draws the nodes: communities as islands, each laid out by force, then all islands together.

Numpy alone does it, in sums, products and roots of a fixed order: the same graph gives the same bytes.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from newsgraph.explore.arranging import Drawn, arranged
from newsgraph.explore.communities import Weighted, weighted
from newsgraph.explore.interiors import interiors
from newsgraph.explore.naming import community_names
from newsgraph.explore.picture import KINDS, VOICES, Layout, Picture

Reals = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_LARGEST = 7.0
_LATER = {"Event": 1, "Group": 1, "ReportedEvent": 2, "Article": 3}
"""Which kinds name a community only if there are none of lower tiers."""
_OPEN = VOICES.index("open")
_TIERS = np.array([_LATER.get(kind, 0) for kind in KINDS], dtype=np.int64)


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
        points[linked], islands[linked] = interiors(_only(graph, linked), radii[linked])
    points, crumbs = arranged(Drawn(points, radii, islands), pairs, weights)
    if count:
        points -= ((points - radii[:, None]).min(axis=0) + (points + radii[:, None]).max(axis=0)) / 2
    communities, loose = _numbered(islands, crumbs)
    named = community_names(communities, names, tiers, loose=loose)
    return Layout(points.astype(np.float32), radii.astype(np.float32), communities, named)


def lay_out(picture: Picture) -> Layout:
    """Return the layout of a picture: nodes are drawn together the more, the more links say of them.

    A naming of what many articles name weighs less than one of what few do.
    """
    pairs, weights = _ties(picture)
    return layout(len(picture.nodes.ids), pairs, weights, names=picture.nodes.names, tiers=_TIERS[picture.nodes.kinds])


def radii_of(degrees: Numbers) -> Reals:
    """Return the radius of each node's disc: 1 for a node with one link or none, at most 7."""
    return np.clip(0.55 + 0.45 * np.sqrt(degrees), 1.0, _LARGEST)


def _ties(picture: Picture) -> tuple[Numbers, Reals]:
    """Return the pairs of nodes that links join, each once, and how strongly.

    Whether two namesakes are one is no tie between them, unless one of them has no other.
    """
    links, count = picture.links, max(1, len(picture.nodes.ids))
    apart = links.sources != links.targets
    open_ = links.voices == _OPEN
    sure = apart & ~open_
    held = np.zeros(count, dtype=np.bool_)
    held[links.sources[sure]] = True
    held[links.targets[sure]] = True
    kept = sure | (apart & ~(held[links.sources] & held[links.targets]))
    left = np.minimum(links.sources, links.targets)[kept]
    right = np.maximum(links.sources, links.targets)[kept]
    found, times = np.unique(left * count + right, return_counts=True)
    pairs = np.column_stack((found // count, found % count))
    degrees = np.bincount(pairs.ravel(), minlength=count)
    common = np.minimum(degrees[pairs[:, 0]], degrees[pairs[:, 1]])
    return pairs, np.sqrt(times) / np.sqrt(np.sqrt(common))


def _only(graph: Weighted, nodes: Numbers) -> Weighted:
    """Return the graph of these nodes, which have all its links."""
    place = np.zeros(graph.count, dtype=np.int64)
    place[nodes] = np.arange(len(nodes))
    return Weighted(len(nodes), place[graph.starts], place[graph.ends], graph.weights, graph.strengths[nodes])


def _numbered(islands: Numbers, crumbs: Flags) -> tuple[Numbers, int | None]:
    """Return the communities, the largest first, equals by their first node, and that of single nodes and crumbs.

    None does if it would be all there is.
    """
    rest = len(crumbs)
    inside = np.where(islands < 0, True, np.append(crumbs, False)[islands])
    labels = np.where(inside, rest, islands)
    found, first, places, sizes = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    number = np.empty(len(found), dtype=np.int64)
    number[order] = np.arange(len(found))
    loose = int(number[-1]) if len(found) > 1 and found[-1] == rest else None
    return number[places], loose
