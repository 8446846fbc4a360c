"""The gate of identity: our own twelve articles, made of traps, must not get worse.

Floors are what was measured, less 0.02: `python tests/identity_gold.py --floors` raises them. They are on the gold's
own names, with the trees of the reader that ships.
"""

import json

import pytest

from identity_gold import FLOORS_FILE, GOLD, compiled, figures
from newsgraph.evaluate import ResolutionScores, read_identities, resolution_scores, resolve_documents
from newsgraph.extract import find_extractor

FLOORS = json.loads(FLOORS_FILE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def scores() -> ResolutionScores:
    return resolution_scores(resolve_documents(read_identities(GOLD), find_extractor("embedded")))


def test_the_gold_is_made_of_the_articles() -> None:
    assert GOLD.read_text(encoding="utf-8") == compiled(), "call: python tests/identity_gold.py"


@pytest.mark.parametrize(("part", "measure", "side"), [tuple(name.split(" / ")) for name in sorted(FLOORS)])
def test_identity_holds(scores: ResolutionScores, part: str, measure: str, side: str) -> None:
    value = figures(scores)[f"{part} / {measure} / {side}"]
    assert value >= FLOORS[f"{part} / {measure} / {side}"]


def test_better_than_the_exact_string(scores: ResolutionScores) -> None:
    for row in scores.rows:
        assert (row.ours.tally.f1 or 0) > (row.baseline.tally.f1 or 0)
    every = next(row for row in scores.links if row.kind == "all")
    assert (every.ours.accuracy or 0) > (every.baseline.accuracy or 0)


def test_no_step_breaks_off(scores: ResolutionScores) -> None:
    assert scores.failures == ()
    assert scores.ignored == ()
