"""What the explorer's layout costs and how well it keeps neighbours, beside networkx' spring layout.

Run: python bench/layout.py [NODES …]. Neighbours kept: for each node with k >= 1 neighbours, how many of the k nodes
whose middles are nearest to its own on the plane are among its neighbours, divided by k; the mean over all nodes, or
over every n-th so that at most 5,000 are looked at (`tests/explore/neighbours.py`). Processor time of this process,
one thread of numpy; memory is what numpy and Python had at most at once (tracemalloc, in a run of its own). The spring
layout is asked only up to 2,000 nodes: it compares every two in each step. Figures vary from machine to machine.
"""

import sys
import time
import tracemalloc
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import networkx as nx
import numpy as np
from networkx.drawing.layout import _fruchterman_reingold

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from explore.neighbours import preservation
from generate import generated_graph
from newsgraph.explore.discs import overlaps
from newsgraph.explore.layout import layout
from newsgraph.network import article_node, links

SIZES = (50, 200, 1_000, 2_000, 10_000, 100_000, 300_000)
PEER = 2_000
"""The most nodes that networkx is asked to lay out."""


@dataclass(frozen=True)
class Case:
    """A graph to lay out."""

    name: str
    count: int
    pairs: np.ndarray
    weights: np.ndarray


def main() -> None:
    """Print the figures as a Markdown table."""
    sizes = [int(argument) for argument in sys.argv[1:]] or list(SIZES)
    layout(3, np.array([[0, 1]]), np.ones(1))  # numpy warm
    print("| graph | nodes | pairs | s CPU | MB | neighbours kept | communities | overlaps | networkx, s CPU | kept |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for size in sizes:
        print(row(generated(size)), flush=True)
    if len(sys.argv) == 1:
        for case in awkward():
            print(row(case), flush=True)


def row(case: Case) -> str:
    """Return a row of the table."""
    started = time.process_time()
    drawn = layout(case.count, case.pairs, case.weights)
    cost = time.process_time() - started
    tracemalloc.start()
    layout(case.count, case.pairs, case.weights)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    kept = preservation(drawn.points, case.pairs)
    over = overlaps(drawn.points.astype(np.float64), drawn.radii.astype(np.float64), tolerance=0.05)
    found = (case.name, f"{case.count:,}", f"{len(case.pairs):,}", f"{cost:.2f}", f"{peak:.0f}", f"{kept:.2f}")
    return f"| {' | '.join((*found, str(len(drawn.names)), str(over), *peer(case)))} |"


def peer(case: Case) -> tuple[str, str]:
    """Return what networkx' spring layout costs and keeps, or dashes where it would take too long."""
    if case.count > PEER:
        return "-", "-"
    graph = nx.Graph()
    graph.add_nodes_from(range(case.count))
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in zip(case.pairs.tolist(), case.weights, strict=True))
    started = time.process_time()
    # What `spring_layout` does by default below 500 nodes; above it asks for scipy, which is not there.
    points = _fruchterman_reingold(nx.to_numpy_array(graph), iterations=50, seed=7)
    cost = time.process_time() - started
    return f"{cost:.2f}", f"{preservation(points, case.pairs):.2f}"


def generated(size: int) -> Case:
    """Return articles and what they name, as the tests generate them."""
    kg = generated_graph(size)
    nodes = [article_node(article.id) for article in kg.articles]
    nodes += [entity.id for entity in kg.entities] + [event.id for event in kg.events]
    number = {node: place for place, node in enumerate(nodes)}
    times: Counter[tuple[int, int]] = Counter()
    for link in links(kg):
        left, right = sorted((number[link.source], number[link.target]))
        if left != right:
            times[left, right] += 1
    pairs = sorted(times)
    weights = np.array([times[pair] for pair in pairs], dtype=np.float64)
    return Case("generated", len(nodes), np.array(pairs, dtype=np.int64).reshape(-1, 2), weights)


def awkward() -> list[Case]:
    """Return graphs that a layout may stumble over."""
    rng = np.random.default_rng(7)
    rows = np.repeat(np.arange(2_000), 6)
    named = 2_000 + (rng.random(len(rows)) ** 2.5 * 8_000).astype(np.int64)
    hub = np.column_stack((np.arange(2_000), np.full(2_000, 10_000)))
    return [
        unweighted("star", 50_000, np.column_stack((np.zeros(49_999, dtype=np.int64), np.arange(1, 50_000)))),
        unweighted("path", 100_000, np.column_stack((np.arange(99_999), np.arange(1, 100_000)))),
        unweighted("clique", 500, np.column_stack(np.triu_indices(500, 1))),
        unweighted("one hub in all", 10_001, np.unique(np.concatenate((np.column_stack((rows, named)), hub)), axis=0)),
        unweighted("no links", 20_000, np.empty((0, 2), dtype=np.int64)),
        unweighted("in threes", 30_000, np.arange(30_000).reshape(-1, 3)[:, :2]),
    ]


def unweighted(name: str, count: int, pairs: np.ndarray) -> Case:
    """Return a case in which all pairs are the same."""
    return Case(name, count, pairs, np.ones(len(pairs)))


if __name__ == "__main__":
    main()
