"""The folder `training/` is no package and not in the wheel; its modules import each other by name."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))
