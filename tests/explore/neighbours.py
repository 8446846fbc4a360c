"""How well a layout keeps neighbours: for tests and for `bench/layout.py`."""

import numpy as np

from newsgraph.explore.picture import Numbers, Points


def preservation(points: Points, pairs: Numbers, *, most: int = 5_000) -> float:
    """Return the share of graph neighbours that are near on the plane, 0 to 1, averaged over nodes.

    For each node with k >= 1 neighbours (loops left out, pairs that stand there twice once): how many of the k nodes
    whose middles are nearest to its own are among its neighbours, divided by k. Of nodes equally far the lower numbered
    is nearer. Of more than `most` nodes with neighbours every n-th is looked at, n the least number that suffices.
    """
    count = len(points)
    pairs = np.unique(np.sort(pairs[pairs[:, 0] != pairs[:, 1]], axis=1), axis=0)
    starts, ends = np.concatenate((pairs, pairs[:, ::-1])).T
    ends = ends[np.argsort(starts, kind="stable")]
    degrees = np.bincount(starts, minlength=count)
    first = np.concatenate(([0], np.cumsum(degrees)))
    nodes = np.flatnonzero(degrees)
    if not len(nodes):
        return 1.0
    nodes = nodes[:: -(-len(nodes) // most)]
    shares = []
    for node in nodes.tolist():
        away = ((points - points[node]).astype(np.float64) ** 2).sum(axis=1)
        away[node] = np.inf
        many = int(degrees[node])
        reach = np.partition(away, many - 1)[many - 1]
        near = np.flatnonzero(away <= reach)
        near = near[np.argsort(away[near], kind="stable")][:many]
        shares.append(np.isin(near, ends[first[node] : first[node + 1]]).sum() / many)
    return float(np.mean(shares))
