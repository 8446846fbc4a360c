"""The sample articles: readable, varied, linked to one another, and true to the list of what must be found in them."""

import html
import json
import re
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from newsgraph.model import Kind

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "data" / "articles"
FILES = sorted(FOLDER.iterdir())
EXPECTED: dict[str, Any] = json.loads((ROOT / "tests/cases/sample-articles.json").read_text("utf-8"))
PAGES: list[dict[str, Any]] = EXPECTED["pages"]
RECORD_FIELDS = {"text", "headline", "published", "byline", "outlet", "url", "language"}

STYLES = {
    "dateline in capitals with a state": r"(?m)^LOS ANGELES, CA, APRIL 2 —",
    "dateline without a comma": r"(?m)^NEWARK NJ, MARCH 13—",
    "dateline without a place": r"(?m)^March 12—",
    "dateline with its year": r"(?m)^PORT ELLERY, N\.J\., April 14, 2026 —",
    "wire dateline": r"(?m)^GENEVA \(Meridian Wire\) - ",
    "crumbs": r"More on the strike here ♦",
    "counter": r"(?m)^Read 1,204 times$",
    "press release": r"(?m)^FOR IMMEDIATE RELEASE$",
    "front matter": r"\A---\nheadline: ",
    "questions and answers": r"(?m)^\*\*Q: .*\*\*\n\n\*\*A:\*\* ",
    "curly quote split by its cue": r"“[^”]+,” she said, “",
    "straight quote split by its cue": r'"[^"]+," she said, "',
    "metadata in HTML": r'property="article:published_time"',
    "comments in HTML": r'id="comments"',
    "characters in decomposed form": "n\N{COMBINING TILDE}",
}


def raw(origin: str) -> str:
    """Return the readable characters of a page; for a record, of its line of the file."""
    name, _, line = origin.partition(":")
    text = (FOLDER / name).read_text("utf-8")
    if line:
        text = json.dumps(json.loads(text.splitlines()[int(line) - 1]), ensure_ascii=False)
        text = text.replace(r"\"", '"')
    if name.endswith(".html"):
        text = html.unescape(text).replace("\N{SOFT HYPHEN}", "").replace("\N{NO-BREAK SPACE}", " ")
    return unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_file_is_utf8_with_plain_line_ends(path: Path) -> None:
    content = path.read_bytes()
    assert content.decode("utf-8").endswith("\n")
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("pattern", STYLES.values(), ids=STYLES.keys())
def test_style_is_among_the_samples(pattern: str) -> None:
    assert any(re.search(pattern, path.read_text("utf-8")) for path in FILES)


def test_every_record_has_the_agreed_fields() -> None:
    records = [json.loads(line) for line in (FOLDER / "spring-records.jsonl").read_text("utf-8").splitlines()]
    assert len(records) == 4
    for record in records:
        assert set(record) == RECORD_FIELDS
        assert date(2026, 4, 1) <= date.fromisoformat(record["published"]) <= date(2026, 5, 31)


def test_every_file_is_described_and_expected() -> None:
    readme = (FOLDER.parent / "sample-articles.md").read_text("utf-8")
    assert {page["origin"].partition(":")[0] for page in PAGES} == {path.name for path in FILES}
    assert [path.name for path in FILES if f"| `{path.name}` |" not in readme] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["origin"])
def test_expectation_is_borne_out_by_the_page(page: dict[str, Any]) -> None:
    text = raw(page["origin"])
    assert page["article_count"] == len(page["articles"]) > 0
    for article in page["articles"]:
        wanted = [article["headline"], article["dateline_place"], article["byline"], article["outlet"]]
        wanted += [name["name"] for name in article["names"]]
        assert [words for words in wanted if words is not None and words not in text] == []
        assert {name["kind"] for name in article["names"]} <= {kind.value for kind in Kind}
        published = date.fromisoformat(article["published"])
        assert date(2026, 3, 1) <= published <= date(2026, 5, 31)
        assert article["dateline_date"] in (None, published.isoformat())
    assert [words for words in page["absent"] if words not in text] == []


def test_articles_have_the_length_of_news() -> None:
    for page in PAGES:
        words = len(re.sub(r"(?s)<(script|style).*?</\1>|<[^>]+>", " ", raw(page["origin"])).split())
        assert 100 <= words / page["article_count"] <= 550, page["origin"]


def test_the_samples_hang_together() -> None:
    seen = Counter(
        name for page in PAGES for name in {name["name"] for article in page["articles"] for name in article["names"]}
    )
    for page in PAGES:
        names = {name["name"] for article in page["articles"] for name in article["names"]}
        assert sum(seen[name] > 1 for name in names) >= 3, page["origin"]


def test_names_of_one_thing_stand_in_the_samples() -> None:
    corpus = "\n".join(raw(page["origin"]) for page in PAGES)
    named = [name for entry in EXPECTED["one"] for name in (entry["name"], *entry["also"])]
    named += [name for entry in EXPECTED["apart"] for name in entry["names"]] + EXPECTED["private"]
    assert [name for name in named if name not in corpus] == []
    assert len(named) > len(EXPECTED["one"]) * 2
