"""Cluster measures on worked examples of the literature, and what holds of them whatever the clusters."""

from itertools import combinations, permutations

import pytest
from hypothesis import given, settings, strategies as st

from newsgraph.evaluate.across import CrossPairs, one_each
from newsgraph.evaluate.clusters import METRICS, Place, Tally, b_cubed_by_document, by_document, total
from newsgraph.model import Span

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def clusters(*groups: str, document: str = "one") -> dict[Place, str]:
    """Return clusters of one-letter mentions: "ab" is a cluster of two."""
    return {
        Place(document, Span(LETTERS.index(letter), LETTERS.index(letter) + 1)): str(number)
        for number, group in enumerate(groups)
        for letter in group
    }


TWINLESS = ("abc", "defg"), ("ab", "cd", "fghi")
"""The running example of Pradhan et al. 2014 and of Moosavi and Strube 2016: e is missed, h and i are invented."""
LUO = ("abcde", "fg", "hijkl")
"""Luo 2005, table 1, whose system (a) joins the last two, (b) the first and the last."""


@pytest.mark.parametrize(
    ("metric", "gold", "found", "precision", "recall"),
    [
        ("MUC", *TWINLESS, 2 / 5, 2 / 5),
        ("B³", *TWINLESS, (2 + 1 / 2 + 1 / 2 + 1) / 8, (4 / 3 + 1 / 3 + 1 / 4 + 1) / 7),
        ("CEAFe", *TWINLESS, (0.8 + 0.5) / 3, (0.8 + 0.5) / 2),
        ("LEA", *TWINLESS, (2 + 0 + 4 / 6) / 8, (3 / 3 + 4 / 6) / 7),
        ("pairs", *TWINLESS, 2 / 8, 2 / 9),
        ("MUC", LUO, ("abcde", "fghijkl"), 9 / 10, 1),
        ("MUC", LUO, ("abcdehijkl", "fg"), 9 / 10, 1),
        ("B³", LUO, ("abcde", "fghijkl"), (5 + 2 * 2 / 7 + 5 * 5 / 7) / 12, 1),
        ("B³", LUO, ("abcdehijkl", "fg"), (10 * 5 / 10 + 2) / 12, 1),
        ("CEAFe", LUO, ("abcde", "fghijkl"), (1 + 10 / 12) / 2, (1 + 10 / 12) / 3),
        ("CEAFe", LUO, ("abcdehijkl", "fg"), (1 + 10 / 15) / 2, (1 + 10 / 15) / 3),
        ("CEAFe", LUO, ("abcdefghijkl",), 10 / 17, 10 / 17 / 3),
        ("CEAFe", LUO, tuple("abcdefghijkl"), (2 / 6 + 2 / 6 + 2 / 3) / 12, (2 / 6 + 2 / 6 + 2 / 3) / 3),
        # the greedy choice (ab with abc, 0.8) leaves cd nothing but 0.4; the best gives 2/3 twice
        ("CEAFe", ("abc", "de"), ("abde", "c"), (2 * 2 / 6 + 2 / 4) / 2, (2 * 2 / 6 + 2 / 4) / 2),
        ("MUC", ("a", "b"), ("a", "b"), None, None),
        ("LEA", ("a", "bc"), ("a", "b", "c"), 1 / 3, 1 / 3),
        ("LEA", ("a", "bc"), ("ab", "c"), 0, 0),
        ("B³", (), ("ab",), 0, None),
        ("B³", ("ab",), (), None, 0),
        ("CEAFe", (), (), None, None),
        ("pairs", ("a",), ("b",), None, None),
        ("MUC", ("ab",), ("a", "b"), None, 0),
    ],
)
def test_worked_examples(
    metric: str, gold: tuple[str, ...], found: tuple[str, ...], precision: float | None, recall: float | None
) -> None:
    tally = METRICS[metric](clusters(*gold), clusters(*found))
    assert tally.precision == (None if precision is None else pytest.approx(precision))
    assert tally.recall == (None if recall is None else pytest.approx(recall))


def test_f1_of_a_side_without_anything_is_nought() -> None:
    assert Tally(0, 0, 0, 3).f1 == 0
    assert Tally(0, 2, 0, 3).f1 == 0
    assert Tally().f1 is None
    assert Tally(1, 2, 1, 2).f1 == 0.5


@st.composite
def sides(draw: st.DrawFn) -> tuple[dict[Place, str], dict[Place, str]]:
    """Return two clusterings of a few mentions in up to three documents, each side without some of them."""
    places = [
        Place(document, Span(at, at + 1))
        for document in ("one", "three", "two")
        for at in range(draw(st.integers(0, 5)))
    ]
    made = []
    for _ in range(2):
        kept = draw(st.lists(st.sampled_from(places), unique=True)) if places else []
        made.append({place: draw(st.sampled_from("uvwxy")) for place in kept})
    return made[0], made[1]


PROPERTIES = settings(derandomize=True, deadline=None, max_examples=150)


@PROPERTIES
@given(sides())
def test_every_measure_lies_between_nought_and_one(pair: tuple[dict[Place, str], dict[Place, str]]) -> None:
    for metric in METRICS.values():
        tally = metric(*pair)
        for value in (tally.precision, tally.recall, tally.f1):
            assert value is None or 0 <= value <= 1 + 1e-9


@PROPERTIES
@given(sides())
def test_names_and_order_of_clusters_make_no_difference(pair: tuple[dict[Place, str], dict[Place, str]]) -> None:
    gold, found = pair
    renamed = {place: f"z{ord('z') - ord(cluster)}" for place, cluster in reversed(found.items())}
    for metric in METRICS.values():
        assert metric(dict(reversed(gold.items())), renamed) == metric(gold, found)


@PROPERTIES
@given(sides())
def test_sides_change_places(pair: tuple[dict[Place, str], dict[Place, str]]) -> None:
    gold, found = pair
    for metric in METRICS.values():
        there, back = metric(gold, found), metric(found, gold)
        assert (there.precision, there.recall) == (pytest.approx(back.recall), pytest.approx(back.precision))


@PROPERTIES
@given(sides())
def test_gold_is_perfect(pair: tuple[dict[Place, str], dict[Place, str]]) -> None:
    gold, _ = pair
    for metric in METRICS.values():
        assert metric(gold, gold).f1 in (1, None)
    assert CrossPairs(gold, gold).tally().f1 in (1, None)


@PROPERTIES
@given(sides())
def test_pairings_are_the_best(pair: tuple[dict[Place, str], dict[Place, str]]) -> None:
    gold, found = pair
    left, right = (
        [{place for place in side if side[place] == cluster} for cluster in sorted(set(side.values()))]
        for side in (gold, found)
    )
    few, many = sorted((left, right), key=len)
    best = max(
        sum(2 * len(one & other) / (len(one) + len(other)) for one, other in zip(few, order, strict=False))
        for order in permutations(many)
    )
    assert METRICS["CEAFe"](gold, found).right_gold == pytest.approx(best)


@PROPERTIES
@given(sides())
def test_pairs_across_are_those_of_different_documents(pair: tuple[dict[Place, str], dict[Place, str]]) -> None:
    def pairs(side: dict[Place, str]) -> set[tuple[Place, Place]]:
        return {
            (one, other)
            for one, other in combinations(sorted(side), 2)
            if side[one] == side[other] and one.document != other.document
        }

    gold, found = map(pairs, pair)
    both = len(gold & found)
    assert CrossPairs(*pair).tally() == Tally(both, len(found), both, len(gold))


@PROPERTIES
@given(sides())
def test_documents_add_up(pair: tuple[dict[Place, str], dict[Place, str]]) -> None:
    gold, found = pair
    assert total(b_cubed_by_document(gold, found).values()) == METRICS["B³"](gold, found)
    split = [
        {place: f"{place.document} {cluster}" for place, cluster in side.items()} for side in (gold, found)
    ]  # fmt: skip
    for metric in METRICS.values():
        parts = total(by_document(metric, gold, found).values())
        assert tuple(parts) == pytest.approx(tuple(metric(*split)))


def test_one_mention_stands_for_each_thing_of_a_document() -> None:
    gold = {Place("one", Span(at, at + 1)): "g" for at in range(9)} | {Place("two", Span(0, 1)): "g"}
    found = dict.fromkeys(gold, "f")
    assert CrossPairs(gold, found).tally().gold == 9
    assert CrossPairs(*one_each(gold, found)).tally() == Tally(1, 1, 1, 1)
    # cut in two in the first document: one of two pairs is found
    found[Place("one", Span(8, 9))] = "other"
    assert CrossPairs(*one_each(gold, found)).tally() == Tally(1, 1, 1, 2)


def test_draws_are_the_same_for_the_same_documents() -> None:
    gold = clusters("ab") | clusters("ab", document="two") | clusters("a", document="three")
    first = CrossPairs(gold, gold).draws()
    assert len(first) == 1000
    assert first == CrossPairs(dict(reversed(gold.items())), gold).draws()
    assert {tally.found for tally in first} > {0}
