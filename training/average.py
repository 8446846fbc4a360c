"""Average the weights of runs that differ in their seed alone: `python training/average.py RUN... --out READER`.

The mean of fine-tunings that start alike reads as well as the better of them or better, at the cost of one (Wortsman et
al. 2022, "Model soups").
"""

import argparse
import json
import sys
from pathlib import Path

import torch


def main() -> None:
    """Write `reader.pt` and a `log.jsonl` that tells what all runs took together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", type=Path, nargs="+", help="the folders that train.py left")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    readers = [torch.load(run / "reader.pt", weights_only=True) for run in options.runs]
    mean = {
        name: sum(reader[name] for reader in readers) / len(readers) if value.is_floating_point() else value
        for name, value in readers[0].items()
    }
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(mean, options.out / "reader.pt")
    last = [json.loads((run / "log.jsonl").read_text(encoding="utf-8").splitlines()[-1]) for run in options.runs]
    total = {what: sum(run[what] for run in last) for what in ("epoch", "step", "seconds")}
    (options.out / "log.jsonl").write_text(json.dumps(total) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
