from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, strategies as st

from newsgraph.explore.communities import levels, merged, weighted


def modularity(labels, pairs, weights):
    total = weights.sum()
    strengths = np.bincount(pairs.ravel(), weights=np.repeat(weights, 2), minlength=len(labels))
    inside = weights[labels[pairs[:, 0]] == labels[pairs[:, 1]]].sum() / total
    return inside - ((np.bincount(labels, weights=strengths) / (2 * total)) ** 2).sum()


def cliques(number, size):
    """Return so many cliques in a ring, each joined to the next by one pair."""
    inside = [(c * size + a, c * size + b) for c in range(number) for a in range(size) for b in range(a)]
    between = [(c * size, (c + 1) % number * size + 1) for c in range(number)]
    return number * size, np.array(inside + between)


def found(count, pairs, **options):
    return levels(weighted(count, pairs, np.ones(len(pairs))), **options)[-1]


def test_cliques_are_the_communities():
    count, pairs = cliques(12, 7)
    labels = found(count, pairs)
    assert [len(set(labels[start : start + 7])) for start in range(0, count, 7)] == [1] * 12
    assert len(set(labels.tolist())) == 12


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_as_good_as_one_by_one(seed):
    graph = nx.relaxed_caveman_graph(40, 12, 0.25, seed=seed)
    pairs = np.array(sorted(graph.edges()))
    weights = np.ones(len(pairs))
    theirs = np.zeros(len(graph), dtype=np.int64)
    for number, members in enumerate(nx.community.louvain_communities(graph, seed=seed)):
        theirs[list(members)] = number
    ours = found(len(graph), pairs)
    assert modularity(ours, pairs, weights) > modularity(theirs, pairs, weights) - 0.02


def test_levels_nest():
    count, pairs = cliques(60, 5)
    chain = levels(weighted(count, pairs, np.ones(len(pairs))), most=8)
    assert len(chain) > 1
    for finer, coarser in pairwise(chain):
        together = {}
        assert all(together.setdefault(a, b) == b for a, b in zip(finer.tolist(), coarser.tolist(), strict=True))


def test_none_swallows_the_rest_where_many_are_joined():
    count, pairs = cliques(300, 6)
    sizes = np.bincount(found(count, pairs, most=20))
    assert len(sizes) == 20
    assert sizes.max() <= 3 * count / 20


def test_parts_that_hang_together_with_nothing_stay_apart():
    pairs = np.column_stack((np.arange(0, 200, 2), np.arange(1, 200, 2)))
    assert len(set(found(200, pairs, most=20).tolist())) == 100


@pytest.mark.parametrize("shape", ["star", "path", "ring of cliques"])
def test_at_most_as_many_as_wanted(shape):
    if shape == "star":
        count, pairs = 3000, np.column_stack((np.zeros(2999, dtype=np.int64), np.arange(1, 3000)))
    elif shape == "path":
        count, pairs = 3000, np.column_stack((np.arange(2999), np.arange(1, 3000)))
    else:
        count, pairs = cliques(200, 4)
    labels = found(count, pairs, most=20)
    assert 1 <= len(set(labels.tolist())) <= 20


def test_no_links():
    (labels,) = levels(weighted(4, np.empty((0, 2), dtype=np.int64), np.empty(0)), most=2)
    assert labels.tolist() == [0, 1, 2, 3]


def test_twice_and_loops():
    once = weighted(3, np.array([[0, 1], [1, 2]]), np.array([2.0, 1.0]))
    twice = weighted(3, np.array([[0, 1], [1, 0], [2, 2], [1, 2]]), np.array([1.0, 1.0, 9.0, 1.0]))
    assert once.weights.tolist() == twice.weights.tolist()
    assert once.strengths.tolist() == twice.strengths.tolist() == [512, 768, 256]


def test_any_weight():
    graph = weighted(3, np.array([[0, 1], [1, 2]]), np.array([0.0, 1e300]))
    assert graph.weights.tolist() == [1, 1, 2**30, 2**30]
    assert len(levels(graph, most=1)[-1]) == 3


def test_strength_stays_when_nodes_merge():
    graph = weighted(4, np.array([[0, 1], [1, 2], [2, 3]]), np.ones(3))
    small = merged(graph, np.array([0, 0, 1, 1]))
    assert (small.count, small.total, small.weights.tolist()) == (2, graph.total, [256, 256])


@st.composite
def graphs(draw):
    count = draw(st.integers(1, 30))
    node = st.integers(0, count - 1)
    pairs = draw(st.lists(st.tuples(node, node), max_size=60))
    weights = draw(st.lists(st.floats(0.01, 50), min_size=len(pairs), max_size=len(pairs)))
    return count, np.array(pairs, dtype=np.int64).reshape(-1, 2), np.array(weights)


@given(graphs())
def test_whole_and_the_same_again(graph):
    count, pairs, weights = graph
    one, other = (levels(weighted(count, pairs, weights), most=3) for _ in range(2))
    assert [labels.tolist() for labels in one] == [labels.tolist() for labels in other]
    for labels in one:
        assert len(labels) == count
        assert set(labels.tolist()) == set(range(int(labels.max()) + 1))
    joined = nx.Graph()
    joined.add_nodes_from(range(count))
    joined.add_edges_from((a, b) for a, b in pairs.tolist())
    part = {node: number for number, members in enumerate(nx.connected_components(joined)) for node in members}
    for label in set(one[-1].tolist()):
        assert len({part[node] for node in np.flatnonzero(one[-1] == label).tolist()}) == 1
