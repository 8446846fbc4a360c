import pytest

from newsgraph.extract.embedded.labels import (
    KINDS,
    OUTSIDE,
    PARTS_OF_SPEECH,
    RELATIONS,
    TAGS,
    begin,
    inside,
    may_follow,
)
from newsgraph.model import Kind


def test_tags_are_two_for_each_kind_and_one_for_none() -> None:
    assert TAGS[OUTSIDE] == "O"
    assert len(TAGS) == len(set(TAGS)) == 1 + 2 * len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_edges_of_a_kind(kind: Kind) -> None:
    assert TAGS[begin(kind)] == f"B-{kind}"
    assert TAGS[inside(kind)] == f"I-{kind}"


@pytest.mark.parametrize(
    ("tag", "previous", "allowed"),
    [
        ("O", "O", True),
        ("O", "I-Person", True),
        ("B-Place", "O", True),
        ("B-Place", "B-Place", True),
        ("B-Place", "I-Person", True),
        ("I-Place", "B-Place", True),
        ("I-Place", "I-Place", True),
        ("I-Place", "O", False),
        ("I-Place", "B-Person", False),
        ("I-Place", "I-Person", False),
        ("I-Person", "O", False),
    ],
)
def test_what_may_follow(tag: str, previous: str, allowed: bool) -> None:
    assert may_follow(TAGS.index(tag), TAGS.index(previous)) is allowed


def test_every_pair_of_tags_keeps_to_bio() -> None:
    for number, tag in enumerate(TAGS):
        for before, previous in enumerate(TAGS):
            whole = not tag.startswith("I-") or previous.partition("-")[2] == tag.partition("-")[2]
            assert may_follow(number, before) is whole, (tag, previous)


@pytest.mark.parametrize("labels", [PARTS_OF_SPEECH, RELATIONS])
def test_labels_of_universal_dependencies(labels: tuple[str, ...]) -> None:
    # The model's numbers stand for places in these: the order is fixed.
    assert list(labels) == sorted(set(labels))
    assert (len(PARTS_OF_SPEECH), len(RELATIONS)) == (17, 50)
    assert {"root", "dep", "punct", "nsubj:pass"} <= set(RELATIONS)
