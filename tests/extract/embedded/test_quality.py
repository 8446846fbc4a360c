"""The gate on quality: the shipped model, on names of our own that it was never trained on."""

import json

import pytest

from floors import FLOORS, f1, gold_digest, measured_scores, model_digest

FACTS = json.loads(FLOORS.read_text(encoding="utf-8"))
MEND = "run tests/floors.py; to lower a floor, write a note in docs/decisions first"


@pytest.fixture(scope="module")
def embedded():
    return measured_scores("embedded")


def test_the_floors_are_pinned_to_this_model_and_this_gold():
    assert (FACTS["model"], FACTS["gold"]) == (model_digest(), gold_digest()), MEND


@pytest.mark.parametrize("kind", [*FACTS["f1"]])
def test_no_kind_falls_below_its_floor(kind, embedded):
    assert f1(embedded)[kind] >= FACTS["f1"][kind], MEND


def test_every_kind_beats_the_rules(embedded):
    rules = f1(measured_scores("rules"))
    behind = {kind: (value, rules[kind]) for kind, value in f1(embedded).items() if value <= rules[kind]}
    assert not behind


def test_the_scores_are_probabilities(embedded):
    assert embedded.calibration.error <= 0.05


def test_nothing_failed(embedded):
    assert not embedded.failures
