from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, strategies as st
from numpy.typing import NDArray

from newsgraph.extract.embedded.labels import OUTSIDE, TAGS, may_follow
from newsgraph.extract.embedded.tags import best_tags, tagged_names
from newsgraph.model import Kind

_SEEDS = st.integers(0, 2**32 - 1)


def scores(seed: int, size: int, spread: float = 3.0) -> NDArray[np.float32]:
    raw = np.random.default_rng(seed).normal(size=(size, len(TAGS))) * spread
    return (raw - np.log(np.exp(raw).sum(-1, keepdims=True))).astype(np.float32)


def whole(tags: NDArray[np.intp] | tuple[int, ...]) -> bool:
    return all(may_follow(tag, previous) for previous, tag in pairwise((OUTSIDE, *map(int, tags))))


SEQUENCES = {
    size: np.array([tags for tags in product(range(len(TAGS)), repeat=size) if whole(tags)]) for size in (1, 2, 3, 4)
}


def sure(*tags: str) -> NDArray[np.float32]:
    likely = np.full((len(tags), len(TAGS)), -9.0, np.float32)
    for at, tag in enumerate(tags):
        likely[at, TAGS.index(tag)] = -0.25 * (at + 1)
    return likely


@given(_SEEDS, st.sampled_from(sorted(SEQUENCES)))
def test_no_whole_sequence_is_likelier(seed: int, size: int) -> None:
    likely = scores(seed, size)
    tags = best_tags(likely)
    at = np.arange(size)
    assert whole(tags)
    assert likely[at, tags].sum() == pytest.approx(likely[at, SEQUENCES[size]].sum(1).max(), abs=1e-4)


@given(_SEEDS, st.integers(1, 120), st.sampled_from([0.0, 0.01, 1.0, 50.0]))
def test_an_inside_never_stands_without_its_begin(seed: int, size: int, spread: float) -> None:
    likely = scores(seed, size, spread)
    assert whole(best_tags(likely))
    found = tagged_names(likely)
    assert all(0 <= name.start < name.end <= size for name in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(likely.min() - 1e-3 <= name.likely <= 1e-6 for name in found)


@given(st.lists(st.integers(0, len(TAGS) - 1), min_size=1, max_size=12))
def test_impossible_tags_do_no_harm(tags: list[int]) -> None:
    likely = np.full((len(tags), len(TAGS)), -np.inf, np.float32)
    likely[np.arange(len(tags)), tags] = 0
    assert whole(best_tags(likely))


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (["O", "O"], []),
        (["B-Person"], [(0, 1, Kind.PERSON)]),
        (["B-Person", "I-Person", "O", "B-Place"], [(0, 2, Kind.PERSON), (3, 4, Kind.PLACE)]),
        (["B-Place", "B-Place", "I-Place"], [(0, 1, Kind.PLACE), (1, 3, Kind.PLACE)]),
        (["B-Event", "I-Event", "I-Event", "B-Group"], [(0, 3, Kind.EVENT), (3, 4, Kind.GROUP)]),
        (["O", "B-Organization", "I-Organization"], [(1, 3, Kind.ORGANIZATION)]),
        (["B-Legislation", "O"], [(0, 1, Kind.LEGISLATION)]),
    ],
)
def test_names_of_sure_tags(tags: list[str], expected: list[tuple[int, int, Kind]]) -> None:
    assert [name[:3] for name in tagged_names(sure(*tags))] == expected


def test_a_name_is_as_likely_as_the_mean_of_its_words() -> None:
    (name,) = tagged_names(sure("B-Event", "I-Event", "I-Event"))
    assert name.likely == pytest.approx((-0.25 - 0.5 - 0.75) / 3)


def test_an_inside_at_the_head_of_a_sentence_is_mended() -> None:
    likely = sure("I-Person", "I-Person")
    likely[0, TAGS.index("B-Person")] = -1.0
    assert [name[:3] for name in tagged_names(likely)] == [(0, 2, Kind.PERSON)]
