"""The floors under the reader's quality: `python tests/floors.py` raises them, and lowers none without a note.

They are pinned to the digests of the model and of the gold set, so that neither changes unmeasured:

    python tests/floors.py                                        # after a better model: raise what rose
    python tests/floors.py --lower docs/decisions/0012-why.md     # after a loss that the note explains
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path

from newsgraph.evaluate import GoldDocument, Scores, evaluate, read_gold
from newsgraph.extract import find_extractor
from newsgraph.extract.embedded.model_file import MODEL, folder
from newsgraph.model import AnnotatedArticle
from trees import measured_trees, read_trees

ROOT = Path(__file__).parents[1]
GOLD = sorted((ROOT / "tests/cases/names").glob("gold-*.txt"))
FLOORS = ROOT / "tests/cases/names/floors.json"
_MARGIN = 0.015
"""Another kind of processor may round a score differently, and one name is a hundredth of the rarest kind."""


def main() -> int:
    """Write the floors anew and return 0, or 2 where one would fall and no note is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lower", type=Path, metavar="NOTE", help="the decision note that says why")
    options = parser.parse_args()
    known = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    found = {"f1": f1(measured_scores("embedded")), "trees": measured_trees(read_trees())._asdict()}
    measured = {what: {one: round(value - _MARGIN, 3) for one, value in of.items()} for what, of in found.items()}
    fallen = sorted(
        one
        for what, of in measured.items()
        for one, floor in known.get(what, {}).items()
        if of.get(one, 0) < floor - 0.0005
    )
    if fallen and not (options.lower and options.lower.is_file()):
        print(f"{', '.join(fallen)} would fall: write a note in docs/decisions and name it with --lower.")
        return 2
    kept = measured
    if not fallen:
        kept = {
            what: {one: max(floor, known.get(what, {}).get(one, 0)) for one, floor in of.items()}
            for what, of in measured.items()
        }
    note = {"note": str(options.lower)} if options.lower else {}
    facts = {"model": model_digest(), "gold": gold_digest(), **kept, **note}
    FLOORS.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    return 0


def measured_scores(extractor: str) -> Scores:
    """Return an extractor's scores on the gold set."""
    component: Callable[[AnnotatedArticle], AnnotatedArticle] = find_extractor(extractor)
    return evaluate(gold(), component)


def gold() -> tuple[GoldDocument, ...]:
    """Return the gold set: 36 articles of our own."""
    return tuple(document for path in GOLD for document in read_gold(path))


def f1(scores: Scores) -> dict[str, float]:
    """Return exact F1 by kind, and over all."""
    rows = [*scores.kinds, ("all", scores.micro)]
    return {str(name): pair.exact.f1 or 0.0 for name, pair in rows}


def model_digest() -> str:
    """Return the SHA-256 of the model."""
    return hashlib.sha256((folder() / MODEL).read_bytes()).hexdigest()


def gold_digest() -> str:
    """Return the SHA-256 of the gold files."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in GOLD)).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
