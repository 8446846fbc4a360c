"""A short soak: the long one is `python bench/soak.py`."""

import sys
from pathlib import Path

from factory import sample_graph
from running import folder_of

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))

from soak import is_flat, soaked


def test_memory_stays_flat_under_mixed_queries(tmp_path):
    fronts, workers, statuses, _ = soaked(folder_of(sample_graph(), tmp_path / "graph"), 900, 3)
    assert is_flat(fronts), fronts
    assert is_flat(workers), workers
    assert set(statuses) <= {200, 400, 403, 504}
    assert statuses[200] > 600
