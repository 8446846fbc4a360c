"""Make `tests/cases/identity/gold.jsonl` of `articles.txt` and `targets.tsv`, and the floors under what it measures.

python tests/identity_gold.py             # after a change of the articles
python tests/identity_gold.py --floors    # after identity got better: raise what rose
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsgraph.evaluate import ResolutionScores, read_identities, resolution_scores, resolve_documents
from newsgraph.extract import find_extractor

FOLDER = Path(__file__).parent / "cases" / "identity"
GOLD = FOLDER / "gold.jsonl"
FLOORS_FILE = FOLDER / "floors.json"
_MARGIN = 0.02
_MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)\|([^\[\]|]+)(?:\|([^\[\]|]+))?\]")


def main() -> None:
    """Write the gold anew, or the floors."""
    if "--floors" not in sys.argv:
        GOLD.write_text(compiled(), encoding="utf-8")
        return
    known = json.loads(FLOORS_FILE.read_text(encoding="utf-8")) if FLOORS_FILE.exists() else {}
    scores = resolution_scores(resolve_documents(read_identities(GOLD), find_extractor("embedded")))
    floors = {
        name: max(round(value - _MARGIN, 3), known.get(name, 0.0)) for name, value in figures(scores).items()
    }  # fmt: skip
    FLOORS_FILE.write_text(f"{json.dumps(floors, ensure_ascii=False, indent=1)}\n", encoding="utf-8")


def figures(scores: ResolutionScores) -> dict[str, float]:
    """Return the figures that have a floor: B³, and precision of pairs, in articles and across; accuracy of links."""
    found = {}
    for row in scores.rows:
        if row.measure == "B³":
            found[f"{row.part} / {row.measure} / F1"] = row.ours.tally.f1 or 0.0
        elif row.measure.startswith("pairs"):
            found[f"{row.part} / {row.measure} / precision"] = row.ours.tally.precision or 0.0
    every = next(row for row in scores.links if row.kind == "all")
    return {**found, "links / all / accuracy": every.ours.accuracy or 0.0}


def compiled() -> str:
    """Return the articles as JSON lines."""
    targets = dict(_targets())
    articles = (FOLDER / "articles.txt").read_text(encoding="utf-8").split("\n== ")[1:]
    records = [_record(*article.split("\n", 1), targets) for article in articles]
    return "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records)


def _record(name: str, marked: str, targets: dict[str, str | None]) -> dict[str, Any]:
    text, spans = "", []
    marked, read = marked.strip(), 0
    for found in _MARK.finditer(marked):
        text += marked[read : found.start()]
        read = found.end()
        words, label, entity, form = found.groups()
        span = {"start": len(text), "end": len(text) + len(words), "label": label, "entity": entity}
        if form:
            span["form"] = form
        if entity in targets:
            span["target"] = targets[entity]
        spans.append(span)
        text += words
    text += marked[read:]
    assert not re.search(r"[\[\]|]", text), f"{name} holds a mark that is not [words|Kind|thing]"
    return {"id": name, "text": text, "spans": spans}


def _targets() -> Iterator[tuple[str, str | None]]:
    for line in (FOLDER / "targets.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            entity, target = line.split("\t")
            yield entity, None if target == "none" else target


if __name__ == "__main__":
    main()
