"""The likeliest tags of a sentence that make whole names, and the names they make with their scores."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgraph.extract.embedded.labels import KINDS, OUTSIDE, TAGS, may_follow
from newsgraph.model import Kind

_ALLOWED = np.array(
    [[0.0 if may_follow(tag, previous) else -np.inf for tag in range(len(TAGS))] for previous in range(len(TAGS))],
    dtype=np.float32,
)
_FIRST = _ALLOWED[OUTSIDE]


class Tagged(NamedTuple):
    """A name as words: from `start` up to `end`, and the mean of its words' log probabilities."""

    start: int
    end: int
    kind: Kind
    likely: float


def best_tags(likely: NDArray[np.float32]) -> NDArray[np.intp]:
    """Return the best sequence of tags for log probabilities [words, tags] in which names are whole (Viterbi)."""
    tags: NDArray[np.intp] = likely.argmax(-1)
    if _whole(tags):
        return tags
    score = likely[0] + _FIRST
    came = np.zeros(likely.shape, np.intp)
    for at in range(1, len(likely)):
        paths = score[:, None] + _ALLOWED
        came[at] = paths.argmax(0)
        score = paths.max(0) + likely[at]
    tags[-1] = score.argmax()
    for at in range(len(likely) - 1, 0, -1):
        tags[at - 1] = came[at, tags[at]]
    return tags


def tagged_names(likely: NDArray[np.float32]) -> list[Tagged]:
    """Return the names of a sentence, in order, for log probabilities [words, tags]."""
    tags = best_tags(likely)
    found: list[Tagged] = []
    for at in np.flatnonzero(tags):
        tag = int(tags[at])
        if tag % 2 == 1:
            found.append(Tagged(int(at), int(at) + 1, KINDS[tag // 2], float(likely[at, tag])))
        else:
            last = found[-1]
            total = last.likely * (last.end - last.start) + float(likely[at, tag])
            found[-1] = last._replace(end=int(at) + 1, likely=total / (last.end + 1 - last.start))
    return found


def _whole(tags: NDArray[np.intp]) -> bool:
    before = np.concatenate(([OUTSIDE], tags[:-1]))
    return bool(np.isfinite(_ALLOWED[before, tags]).all())
