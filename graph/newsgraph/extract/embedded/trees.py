"""The best tree over a sentence's words: every word on one head, one root, no cycle."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.intp]


class _Contracted(NamedTuple):
    """A cycle that was made one word, and what is needed to undo it; numbers are those of the larger graph."""

    heads: Heads
    outside: Heads
    """The words of the smaller graph; the cycle comes behind them."""
    entry: Heads
    """For each word outside, the one of the cycle that would best hang on it."""
    hanging: Heads
    """For each word outside, the one of the cycle that it would best hang on."""


def best_heads(arcs: Scores) -> Heads:
    """Return each word's head for finite scores [words, heads], where a word that is its own head is the root.

    The result is a tree of the highest sum among those with one root (Chu and Liu 1965; Edmonds 1967). Most sentences
    need no search: their best heads are a tree already.
    """
    heads: Heads = arcs.argmax(-1)
    numbers = np.arange(len(heads))
    if (heads == numbers).sum() == 1 and not _cycle(heads):
        return heads
    heads = _arborescence(_above(arcs))[1:] - 1
    return np.where(heads < 0, numbers, heads)


def _above(arcs: Scores) -> NDArray[np.float64]:
    """Return the scores with a number 0 above all words, on which hanging costs more than any tree can gain."""
    count = len(arcs)
    inner = arcs.astype(np.float64)
    cost = 2 * count * (inner.max() - inner.min()) + 1
    scores = np.full((count + 1, count + 1), -np.inf)
    scores[1:, 0] = np.diagonal(inner) - cost
    np.fill_diagonal(inner, -np.inf)
    scores[1:, 1:] = inner
    return scores


def _arborescence(scores: NDArray[np.float64]) -> Heads:
    """Return the best heads where all hangs on number 0: cycles are contracted until none is left, then undone."""
    contracted: list[_Contracted] = []
    heads: Heads = scores.argmax(-1)
    while cycle := _cycle(heads):
        scores, step = _contract(scores, heads, cycle)
        contracted.append(step)
        heads = scores.argmax(-1)
    for step in reversed(contracted):
        heads = _undone(step, heads)
    return heads


def _contract(scores: NDArray[np.float64], heads: Heads, cycle: set[int]) -> tuple[NDArray[np.float64], _Contracted]:
    """Return the scores with a cycle as one word, the last, and how to undo that."""
    inside = np.array(sorted(cycle))
    outside = np.setdiff1d(np.arange(len(heads)), inside)
    # What a word of the cycle gains by leaving it for a head outside.
    leaving = scores[np.ix_(inside, outside)] - scores[inside, heads[inside]][:, None]
    hanging = scores[np.ix_(outside, inside)]
    small = np.full((len(outside) + 1,) * 2, -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    small[-1, :-1] = leaving.max(0)
    small[:-1, -1] = hanging.max(1)
    return small, _Contracted(heads, outside, inside[leaving.argmax(0)], inside[hanging.argmax(1)])


def _undone(step: _Contracted, inner: Heads) -> Heads:
    """Return the heads of the larger graph: the cycle stays but for the word by which it hangs on the others."""
    heads = step.heads.copy()
    chosen = np.append(step.outside, -1)[inner[:-1]]
    heads[step.outside] = np.where(chosen < 0, step.hanging, chosen)
    above = int(inner[-1])
    heads[step.entry[above]] = step.outside[above]
    return heads


def _cycle(heads: Heads) -> set[int]:
    """Return the words of a cycle of two or more, or none."""
    state = [0] * len(heads)
    above = heads.tolist()
    for start in range(len(above)):
        path = []
        at = start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = above[at]
        if state[at] == 1 and above[at] != at:
            return {*path[path.index(at) :]}
        for passed in path:
            state[passed] = 2
    return set()
