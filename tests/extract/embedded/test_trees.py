import sys
import time
from itertools import product

import numpy as np
import pytest
from hypothesis import given, strategies as st
from numpy.typing import NDArray

from newsgraph.extract.embedded.trees import best_heads

Scores = NDArray[np.float32]


def is_tree(heads: NDArray[np.intp]) -> bool:
    above = heads
    for _ in range(len(heads).bit_length()):
        above = above[above]
    numbers = np.arange(len(heads))
    return bool((heads == numbers).sum() == 1 and (heads[above] == above).all())


def _all_trees(size: int) -> NDArray[np.intp]:
    return np.array([heads for heads in product(range(size), repeat=size) if is_tree(np.array(heads))])


TREES = {size: _all_trees(size) for size in range(1, 6)}
KINDS = ("normal", "many roots", "no root", "far", "ties", "flat")


def scores(seed: int, size: int, kind: str) -> Scores:
    draw = np.random.default_rng(seed)
    plain = draw.normal(size=(size, size)) * 3
    made = {
        "normal": plain,
        "many roots": plain + 9 * np.eye(size),
        "no root": plain - 50 * np.eye(size),
        "far": draw.standard_cauchy(size=(size, size)),
        "ties": draw.integers(-2, 3, size=(size, size)),
        "flat": np.zeros((size, size)),
    }
    return made[kind].astype(np.float32)


def nested(size: int) -> Scores:
    """Return scores in which each cycle, made one word, falls into a cycle with the next word."""
    arcs = np.full((size, size), -50.0, np.float32)
    at = np.arange(1, size)
    arcs[at, at - 1] = at
    arcs[at - 1, at] = at + 0.5
    return arcs


def ring(size: int) -> Scores:
    arcs = np.zeros((size, size), np.float32)
    arcs[np.arange(size), (np.arange(size) + 1) % size] = 9
    return arcs


def pairs(size: int) -> Scores:
    arcs = np.zeros((size, size), np.float32)
    at = np.arange(size)
    arcs[at, (at ^ 1) % size] = 9
    return arcs


def test_trees_are_counted_as_cayley_counts_them() -> None:
    assert {size: len(trees) for size, trees in TREES.items()} == {1: 1, 2: 2, 3: 9, 4: 64, 5: 625}


@given(st.integers(0, 2**32 - 1), st.sampled_from(sorted(TREES)), st.sampled_from(KINDS))
def test_no_tree_scores_more(seed: int, size: int, kind: str) -> None:
    arcs = scores(seed, size, kind)
    heads = best_heads(arcs)
    numbers = np.arange(size)
    assert is_tree(heads)
    assert arcs[numbers, heads].sum() == pytest.approx(arcs[numbers, TREES[size]].sum(1).max(), rel=1e-4, abs=1e-3)


@pytest.mark.parametrize("kind", ["normal", "many roots", "no root"])
def test_no_tree_scores_more_however_unlikely_its_root(kind: str) -> None:
    for seed in range(600):
        arcs = scores(seed, 5, kind)
        best = arcs[np.arange(5), TREES[5]].sum(1).max()
        assert arcs[np.arange(5), best_heads(arcs)].sum() == pytest.approx(best, abs=1e-3), seed


@given(st.integers(0, 2**32 - 1), st.integers(1, 60), st.sampled_from(KINDS))
def test_one_root_and_no_cycle(seed: int, size: int, kind: str) -> None:
    assert is_tree(best_heads(scores(seed, size, kind)))


@pytest.mark.parametrize("size", [2, 3, 300])
@pytest.mark.parametrize("make", [nested, ring, pairs])
def test_cycles_are_opened_in_little_time_and_depth(make: type[Scores], size: int) -> None:
    arcs = make(size)
    limit = sys.getrecursionlimit()
    begun = time.process_time()
    try:
        sys.setrecursionlimit(150 + _depth())
        heads = best_heads(arcs)
    finally:
        sys.setrecursionlimit(limit)
    assert is_tree(heads)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("kind", KINDS)
def test_a_sentence_of_three_hundred_words(kind: str) -> None:
    arcs = scores(1, 300, kind)
    heads = best_heads(arcs)
    assert is_tree(heads)
    assert (heads == best_heads(arcs.copy())).all()


@pytest.mark.parametrize("scale", [1e-30, 1e30])
def test_scores_of_any_size(scale: float) -> None:
    for seed in range(50):
        assert is_tree(best_heads(scores(seed, 12, "normal") * np.float32(scale)))


@pytest.mark.parametrize(
    ("arcs", "expected"),
    [
        ([[-3.0]], [0]),
        # Both would be the root: the dearer arc goes first.
        ([[5.0, 1.0], [2.0, 5.0]], [0, 0]),
        # Neither would: the cycle opens where it costs least.
        ([[0.0, 9.0], [9.0, 3.0]], [1, 1]),
        ([[0.0, 9.0, 0.0], [9.0, 0.0, 4.0], [0.0, 0.0, 9.0]], [1, 2, 2]),
    ],
)
def test_small_trees(arcs: list[list[float]], expected: list[int]) -> None:
    assert best_heads(np.array(arcs, np.float32)).tolist() == expected


def _depth() -> int:
    frame, depth = sys._getframe(), 0
    while frame.f_back is not None:
        frame, depth = frame.f_back, depth + 1
    return depth
