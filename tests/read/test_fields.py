"""The names that exports use, and the days that their values state."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from newsgraph.model import Metadata, Page
from newsgraph.read import Skipped, read_sources
from newsgraph.read.fields import HTML_FIELDS, TEXT_FIELDS, day_of, metadata_from


def read_record(tmp_path: Path, record: Any) -> Page | Skipped:
    (tmp_path / "news.jsonl").write_text(json.dumps(record))
    (found,) = read_sources([tmp_path / "news.jsonl"])
    return found


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-04-09", date(2025, 4, 9)),
        ("2025-04-09T23:20:43-07:00", date(2025, 4, 9)),
        ("2024-12-31 23:10:00", date(2024, 12, 31)),
        ("20250409", date(2025, 4, 9)),
        (20250409, date(2025, 4, 9)),
        (1744197643, date(2025, 4, 9)),
        (1744197643000, date(2025, 4, 9)),
        (1744197643.25, date(2025, 4, 9)),
        ("1744197643", date(2025, 4, 9)),
        ("Wed, 09 Apr 2025 10:00:00 GMT", date(2025, 4, 9)),
        ("9 Apr 2025 10:00:00 +0200", date(2025, 4, 9)),
        ("April 9, 2025", date(2025, 4, 9)),
        ("Wednesday, Apr. 9th, 2025 at 4:05 PM", date(2025, 4, 9)),
        ("Sept. 5, 2025", date(2025, 9, 5)),
        ("27/08/2025", date(2025, 8, 27)),
        ("08/27/2025 16:05", date(2025, 8, 27)),
        ("04/04/2025", date(2025, 4, 4)),
        ("3.4.2025", date(2025, 4, 3)),
        ("03/04/2025", None),
        ("03-04-2025", None),
        ("2025-13-40", None),
        ("31/02/2025", None),
        ("2025", None),
        (2025, None),
        (7, None),
        (-1744197643, None),
        (float("inf"), None),
        (float("nan"), None),
        ("today", None),
        ("", None),
        (True, None),
        (None, None),
        ([], None),
    ],
)
def test_days(value: Any, expected: date | None) -> None:
    assert day_of(value) == expected


@pytest.mark.parametrize("name", [*TEXT_FIELDS, "Text", "FULL-TEXT", "articlebody", "Main_Text"])
def test_text_fields(tmp_path: Path, name: str) -> None:
    page = read_record(tmp_path, {name: "The board met.\n\nIt sat.", "title": "Shut"})
    assert isinstance(page, Page)
    assert (page.content, page.metadata) == ("The board met.\n\nIt sat.", Metadata("Shut"))


@pytest.mark.parametrize("name", [*HTML_FIELDS, "text", "content"])
def test_html_in_fields(tmp_path: Path, name: str) -> None:
    page = read_record(tmp_path, {name: "<h2>Shut</h2><p>The board&nbsp;met.</p>", "lang": "en"})
    assert isinstance(page, Page)
    assert page.content == "Shut\nThe board met."
    assert [span.of(page.content) for span in page.headings] == ["Shut"]
    assert page.metadata.language == "en"


def test_first_field_with_words_counts(tmp_path: Path) -> None:
    page = read_record(tmp_path, {"text": " ", "body": None, "content": "The board met.", "html": "<p>Else.</p>"})
    assert isinstance(page, Page)
    assert page.content == "The board met."
    listed = read_record(tmp_path, {"body": ["The board met.", "It sat."]})
    assert isinstance(listed, Page)
    assert listed.content == "The board met.\n\nIt sat."


@pytest.mark.parametrize("record", [{"title": "Shut"}, {"text": ""}, {"body": 5}, {"html": "<p></p>"}, {"body": [1]}])
def test_record_without_words(tmp_path: Path, record: Any) -> None:
    found = read_record(tmp_path, record)
    assert isinstance(found, Skipped)
    assert found.origin == "news.jsonl:1"
    assert all(name in found.reason for name in (*TEXT_FIELDS, *HTML_FIELDS))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"name": "Shut", "creator": {"name": "Ada Brisk"}, "inLanguage": "en"},
            Metadata("Shut", None, "Ada Brisk", language="en"),
        ),
        (
            {"author": "By Ada Brisk", "source": {"id": None, "name": "Herald"}},
            Metadata(byline="Ada Brisk", outlet="Herald"),
        ),
        ({"authors": ["Ada Brisk", {"name": "Imke Varga"}, None, ""]}, Metadata(byline="Ada Brisk, Imke Varga")),
        ({"authors": [], "author": None, "byline": "Bya Brisk"}, Metadata(byline="Bya Brisk")),
        ({"source_domain": "herald.example", "publisher": {}}, Metadata(outlet="herald.example")),
        ({"publishedAt": "someday", "date_publish": "2025-04-09"}, Metadata(published=date(2025, 4, 9))),
        ({"Pub-Date": "Wed, 09 Apr 2025 10:00:00 GMT"}, Metadata(published=date(2025, 4, 9))),
        (
            {"canonical_url": "https://herald.example/1", "LANG": "de"},
            Metadata(url="https://herald.example/1", language="de"),
        ),
        ({"title": ["Shut"], "headline": True, "name": {"x": 1}}, Metadata("Shut")),
        ({"author": [[[[[["deep"]]]]]]}, Metadata()),
    ],
)
def test_names(fields: dict[str, Any], expected: Metadata) -> None:
    assert metadata_from(fields) == expected
