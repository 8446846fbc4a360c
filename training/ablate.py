"""What each part of the training is worth: short runs with one part left out, and one table.

`python training/ablate.py --datasets ../shared/datasets --out build/ablation`; a run that is done is not done again.
The runs are short and alike: read the differences, not the figures.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

RUNS = {
    "all": (),
    "without casing features": ("--without", "case"),
    "without hints of the name lists": ("--without", "hints"),
    "silence read as no name": ("--without", "partial"),
    "one sentence a window": ("--window", "40"),
    "without our own sentences": ("--sources", "gum", "ewt", "crossner", "wikigold", "wnut", "multiner", "redocred"),
    "without variants": ("--without", "augment"),
    "names alone": ("--without", "trees"),
    "trees alone": ("--without", "names"),
}
SETS = ("gum-news", "gum-other", "own-gold", "crossner-politics")


def main() -> None:
    """Run what is not done yet, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--datasets", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--share", default="0.2", help="part of the documents read in an epoch")
    parser.add_argument("--epochs", default="2")
    parser.add_argument("--only", nargs="*", choices=RUNS, default=[*RUNS])
    options = parser.parse_args()
    program = Path(__file__).with_name("train.py")
    for name in options.only:
        folder = options.out / name.replace(" ", "-")
        if not _done(folder, int(options.epochs)):
            size = ("--epochs", options.epochs, "--share", options.share)
            command = [sys.executable, str(program), "--datasets", str(options.datasets), "--out", str(folder), *size]
            subprocess.run([*command, *RUNS[name]], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
    print("\n".join(table(options.out, int(options.epochs))))


def table(out: Path, epochs: int) -> list[str]:
    """Return the finished runs as a Markdown table: exact F1 over all kinds by set, and LAS on gum-news."""
    rows = [f"| run | {' | '.join(SETS)} | LAS (gum-news) |", f"|---|{'---|' * (len(SETS) + 1)}"]
    for name in RUNS:
        folder = out / name.replace(" ", "-")
        if _done(folder, epochs):
            dev = json.loads((folder / "log.jsonl").read_text(encoding="utf-8").splitlines()[-1])["dev"]
            figures = [f"{dev[one]['all']:.3f}" for one in SETS] + [f"{dev['gum-news']['las']:.3f}"]
            rows.append(f"| {name} | {' | '.join(figures)} |")
    return rows


def _done(folder: Path, epochs: int) -> bool:
    log = folder / "log.jsonl"
    return log.exists() and len(log.read_text(encoding="utf-8").splitlines()) >= epochs


if __name__ == "__main__":
    main()
