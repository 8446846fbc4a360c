"""The judged sheets that the documents rest on: complete, without an article's words, and scored as the page says."""

import csv
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "docs" / "quality"
PAGE = (FOLDER.parent / "quality.md").read_text("utf-8")
SHEETS = sorted(FOLDER.glob("statements-*.tsv"))
PLACES = re.compile(r"(?:[\w:]+=\d+-\d+|place|time|figure)(?: (?:[\w:]+=\d+-\d+|place|time|figure))*")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_every_statement_has_a_verdict_and_places_instead_of_words(path: Path) -> None:
    for row in rows(path):
        assert row["verdict"] in ("right", "wrong")
        assert PLACES.fullmatch(row["parts"]), row["parts"]
        assert row["remark"] or row["verdict"] == "right"


def test_the_page_gives_the_sheets_figures() -> None:
    judged = rows(FOLDER / "statements-first.tsv")
    right = sum(row["verdict"] == "right" for row in judged)
    assert f"| **{len(judged)}** | **{right}** | **{right / len(judged):.2f}** |" in PAGE
    assert len({(row["text"], row["sentence"]) for row in judged}) == 200
    assert right / len(judged) >= 0.8
    for name, sort, label in (
        ("first", "quote", "quotes"),
        ("second", "event", "events"),
        ("second", "claim", "relations"),
    ):
        some = [row["verdict"] == "right" for row in rows(FOLDER / f"statements-{name}.tsv") if row["sort"] == sort]
        assert re.search(rf"\| {label} \| {len(some)} \| {sum(some)} \|", PAGE)
    for name in ("first", "second"):
        found = rows(FOLDER / f"recall-{name}.tsv")
        for sort, label in (("quote", "quotes"), ("event", "events"), ("claim", "relations")):
            some = [row["match"] == "found" for row in found if row["sort"] == sort]
            assert f"| {label} | {len(some)} | {sum(some)} ({sum(some) / len(some):.2f}) |" in PAGE
