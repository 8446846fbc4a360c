"""Datelines as hundreds of outlets write them, and what only looks like one."""

import csv
import time
from datetime import date
from pathlib import Path

import pytest

from newsgraph.model import Metadata, Page, PartRole
from newsgraph.split import split_page
from newsgraph.split.dateline import Grade, read_dateline, read_dateline_alone

CASES = Path(__file__).resolve().parents[1] / "cases" / "datelines.tsv"
ROWS = list(csv.DictReader(CASES.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
FILLER = (
    "The hall had been full since the morning. Those who came late stood in the yard and listened through the open "
    "windows, and when the count was read out nobody left for a long while. The clerk wrote it down twice."
)
EARLIER = (
    f"A first story without a dateline stands here. {FILLER}\n\n{FILLER} And so it went on.\n\n{FILLER} It ended late."
)


def shown(page_text: str) -> tuple[int, str, str, str]:
    page = Page("page.txt", "text/plain", "0", page_text, metadata=Metadata(published=date(2024, 6, 15)))
    articles = split_page(page).articles
    article = articles[-1]
    dateline = article.dateline
    if dateline is None:
        return len(articles), "-", "-", "-"
    if dateline.place_span:
        assert dateline.place_span.of(article.text) == dateline.place
    return len(articles), dateline.span.of(article.text), dateline.place or "-", str(dateline.dated or "-")


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['position']}: {row['paragraph'][:50]}" for row in ROWS])
def test_dateline(row: dict[str, str]) -> None:
    opening = "" if row["position"] == "first" else f"{EARLIER}\n\n"
    count, *found = shown(f"{opening}{row['paragraph']} {FILLER}\n\n{FILLER} The end.")
    assert found == [row["words"], row["place"], row["date"]]
    assert count == (2 if opening and row["words"] != "-" else 1)


def test_enough_cases_of_both_kinds() -> None:
    traps = sum(row["words"] == "-" for row in ROWS)
    assert len(ROWS) >= 120
    assert traps >= 35


@pytest.mark.parametrize(
    ("line", "place", "byline"),
    [
        ("Nairobi, Kenya, 5 May 2024", "Nairobi, Kenya", None),
        ("SPRINGFIELD, Ill., March 3, 2024", "SPRINGFIELD, Ill.", None),
        ("NEW DELHI, JUNE 12, 2023 00:15 IST", "NEW DELHI", None),
        ("Ciudad de México / 12.05.2023 10:15:00", "Ciudad de México", None),
        ("By Orla Quist in Berlin, 4 May", "Berlin", "Orla Quist"),
        ("Por Inés Rey en La Habana, 4 de mayo", "La Habana", "Inés Rey"),
    ],
)
def test_dateline_on_a_line_of_its_own(line: str, place: str, byline: str | None) -> None:
    found = read_dateline_alone(line)
    assert found is not None
    assert found.place is not None
    assert line[slice(*found.place)] == place
    assert found.byline == byline


@pytest.mark.parametrize(
    "line",
    ["Orla Quist, March 3, 2024", "March 3, 2024", "By Orla Quist", "A rally in Paris, March 3, 2024", "Paris", ""],
)
def test_line_that_is_no_dateline(line: str) -> None:
    assert read_dateline_alone(line) is None


def test_paragraph_begins_behind_the_dash() -> None:
    page = Page("page.txt", "text/plain", "0", f"LONDON (AP) — {FILLER}")
    (article,) = split_page(page).articles
    first, second = article.parts
    assert (first.role, first.span.of(article.text)) == (PartRole.DATELINE, "LONDON (AP) —")
    assert (second.role, second.span.of(article.text)) == (PartRole.PARAGRAPH, FILLER)


def test_a_year_is_never_made_up() -> None:
    page = Page("page.txt", "text/plain", "0", f"LONDON, March 3 — {FILLER}")
    (article,) = split_page(page).articles
    assert article.dateline is not None
    assert (article.dateline.dated, article.published, article.page_published) == (None, None, None)


def test_agency_alone_is_graded_lowest() -> None:
    found = read_dateline("(Reuters) - The board met on Friday.")
    assert found is not None
    assert found.grade is Grade.WIRE


@pytest.mark.parametrize("unit", ["A — ", "A, ", "(AP) ", "- ", "MARCH 3, ", "/", "Aa ", "3 mars "])
def test_reading_looks_at_the_first_words_only(unit: str) -> None:
    begun = time.process_time()
    read_dateline(unit * 200_000)
    assert time.process_time() - begun < 1
