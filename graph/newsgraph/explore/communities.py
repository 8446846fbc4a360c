"""Communities of a graph: sets of nodes that are linked among each other more than with the rest.

The method is Louvain's (Blondel and others, 2008: nodes move to the neighbouring community that raises modularity most,
then communities become the nodes of a smaller graph), done for all nodes of a round at once. Of every round half the
nodes may move, chosen by a fixed hash, so that two neighbours do not change places for ever. All sums are of whole
numbers, so the result is the same in every run and on every processor.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_ROUNDS = 40
_SETTLED = 0.002
"""A level ends when fewer nodes than this share moved in two rounds together."""
_SCALE = 256.0
"""Weights are kept as whole multiples of 1/256."""
_HEAVIEST = 2.0**30
_MULTIPLIER = 0x9E3779B97F4A7C15
_HASH_BITS = 64


@dataclass(frozen=True)
class Weighted:
    """An undirected graph as rows: every link stands in it twice, sorted by its first node."""

    count: int
    starts: Numbers
    """The first node of each entry, ascending."""
    ends: Numbers
    weights: Numbers
    """Whole multiples of 1/256."""
    strengths: Numbers
    """By node, the sum of its links' weights; what became of links inside a merged node counts twice."""

    @property
    def total(self) -> int:
        """Return the sum of the strengths."""
        return int(self.strengths.sum())


def weighted(count: int, pairs: Numbers, weights: Reals) -> Weighted:
    """Return the graph of the pairs; the weights of a pair that stands there twice add up, loops count nothing."""
    proper = pairs[:, 0] != pairs[:, 1]
    left, right = pairs[proper, 0], pairs[proper, 1]
    whole = np.clip(np.round(weights[proper] * _SCALE), 1, _HEAVIEST).astype(np.int64)
    starts, ends, sums = _summed(
        np.concatenate((left, right)), np.concatenate((right, left)), np.concatenate((whole, whole)), count
    )
    return Weighted(count, starts, ends, sums, _totals(starts, sums, count))


def levels(graph: Weighted, *, resolution: float = 1.0, most: int = 0) -> list[Numbers]:
    """Return the communities of each node, the finest level first; numbers are dense, in no order of meaning.

    The last level is that of the wanted resolution (above 1: more and smaller communities). With `most`, a coarser
    one follows where more communities than that hold links to others, or as few as hang together.
    """
    found: list[Numbers] = []
    reached = np.arange(graph.count)
    for labels in _merging(graph, resolution, most):
        reached = labels[reached]
        found.append(reached)
    return found or [reached]


def _merging(graph: Weighted, resolution: float, most: int) -> Iterator[Numbers]:
    while len(graph.starts):
        labels = _moved(graph, resolution)
        merged_graph = merged(graph, labels)
        if merged_graph.count < graph.count:
            yield labels
            graph = merged_graph
            continue
        if most and len(np.unique(graph.starts)) > most:
            yield _joined(graph, most)
        return


def _joined(graph: Weighted, most: int) -> Numbers:
    """Return labels that leave at most so many nodes with links, of about one strength.

    The weakest joins the neighbour that it is linked with most, beside that one's strength, again and again: a lower
    resolution would instead let a few swallow nearly all.
    """
    links = _neighbours(graph)
    strengths = graph.strengths.tolist()
    parents = list(range(graph.count))
    weakest = [(strengths[node], node) for node in sorted(links)]
    heapify(weakest)
    while len(links) > most and weakest:
        strength, node = heappop(weakest)
        if node not in links or strength != strengths[node] or not links[node]:
            continue
        into = max(links[node], key=lambda other: (links[node][other] / strengths[other], -other))
        parents[node] = into
        strengths[into] += strength
        _take_over(links, node, into)
        heappush(weakest, (strengths[into], into))
    return _roots(parents)


def _neighbours(graph: Weighted) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = {}
    for start, end, weight in zip(graph.starts.tolist(), graph.ends.tolist(), graph.weights.tolist(), strict=True):
        found.setdefault(start, {})[end] = weight
    return found


def _take_over(links: dict[int, dict[int, int]], node: int, into: int) -> None:
    for other, weight in links.pop(node).items():
        del links[other][node]
        if other != into:
            links[into][other] = links[into].get(other, 0) + weight
            links[other][into] = links[other].get(into, 0) + weight


def _roots(parents: list[int]) -> Numbers:
    """Return the dense number of what each was joined to in the end."""
    roots = np.array(parents, dtype=np.int64)
    while not np.array_equal(further := roots[roots], roots):
        roots = further
    return np.unique(roots, return_inverse=True)[1].astype(np.int64)


def _moved(graph: Weighted, resolution: float) -> Numbers:
    """Return the community of each node after local moving."""
    labels = np.arange(graph.count)
    strengths = graph.strengths.astype(np.float64)
    price = resolution / graph.total
    active = np.ones(graph.count, dtype=np.bool_)
    lately = graph.count
    for step in range(_ROUNDS):
        chosen = active & _half(graph.count, step)
        moving, targets = _best(graph, labels, strengths, price, chosen)
        active &= ~chosen
        labels[moving] = targets
        changed = np.zeros(graph.count, dtype=np.bool_)
        changed[moving] = True
        active[graph.ends[changed[graph.starts]]] = True
        if len(moving) + lately <= _SETTLED * graph.count:
            break
        lately = len(moving)
    return np.unique(labels, return_inverse=True)[1].astype(np.int64)


def _best(graph: Weighted, labels: Numbers, strengths: Reals, price: float, chosen: Flags) -> tuple[Numbers, Numbers]:
    """Return the nodes that gain by moving, and where to."""
    entries = np.flatnonzero(chosen[graph.starts])
    if not len(entries):
        return entries, entries
    nodes, targets, sums = _summed(
        graph.starts[entries], labels[graph.ends[entries]], graph.weights[entries], graph.count
    )
    held = np.bincount(labels, weights=strengths, minlength=graph.count)
    own = targets == labels[nodes]
    gains = sums - price * strengths[nodes] * (held[targets] - np.where(own, strengths[nodes], 0.0))
    first = np.flatnonzero(np.concatenate(([True], nodes[1:] != nodes[:-1])))
    movers = nodes[first]
    staying = -price * strengths[movers] * (held[labels[movers]] - strengths[movers])
    staying[np.searchsorted(movers, nodes[own])] = gains[own]
    most = np.maximum.reduceat(gains, first)
    lengths = np.diff(np.concatenate((first, [len(nodes)])))
    # Among equals the smallest number, so that many equal ones end in one place.
    places = np.where(gains == np.repeat(most, lengths), targets, graph.count)
    best = np.minimum.reduceat(places, first)
    better = (most > staying + 1e-9) & (best != labels[movers])
    return movers[better], best[better]


def _half(count: int, step: int) -> Flags:
    """Return about half of the nodes, others each time."""
    mixed = (np.arange(count, dtype=np.uint64) + np.uint64(1 + step * 7919)) * np.uint64(_MULTIPLIER)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    chosen: Flags = (mixed >> np.uint64(_HASH_BITS - 1)).astype(np.bool_)
    return chosen


def merged(graph: Weighted, labels: Numbers) -> Weighted:
    """Return the graph whose nodes are the communities; links inside them are in their strength alone."""
    count = int(labels.max()) + 1
    left, right = labels[graph.starts], labels[graph.ends]
    between = left != right
    starts, ends, sums = _summed(left[between], right[between], graph.weights[between], count)
    return Weighted(count, starts, ends, sums, _totals(labels, graph.strengths, count))


def _summed(left: Numbers, right: Numbers, weights: Numbers, count: int) -> tuple[Numbers, Numbers, Numbers]:
    """Return each pair once, sorted, with the sum of its weights."""
    keys = left * count + right
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else order
    sums = np.add.reduceat(weights[order], first) if len(keys) else weights
    return keys[first] // count, keys[first] % count, sums


def _totals(places: Numbers, amounts: Numbers, count: int) -> Numbers:
    # Floats hold whole numbers exactly up to 2 ** 53.
    return np.bincount(places, weights=amounts.astype(np.float64), minlength=count).astype(np.int64)
