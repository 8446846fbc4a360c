"""The gate on trees: sixty hand-parsed sentences of our own, on raw text."""

import json

from floors import FLOORS
from trees import measured_trees, read_trees

FACTS = json.loads(FLOORS.read_text(encoding="utf-8"))


def test_trees_stay_above_their_floors():
    scores = measured_trees(read_trees())._asdict()
    assert {name: value for name, value in scores.items() if value < FACTS["trees"][name]} == {}
