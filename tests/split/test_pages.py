"""Whole pages in the styles of different outlets, with the articles that must come of them."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from newsgraph.model import Article, Page, PartRole
from newsgraph.read import Skipped, read_sources
from newsgraph.split import split_page

FOLDER = Path(__file__).resolve().parents[1] / "cases" / "pages"
EXPECTED: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text("utf-8"))


def page_named(name: str) -> Page:
    (page,) = read_sources([FOLDER / name])
    assert not isinstance(page, Skipped)
    return page


def shown(article: Article) -> dict[str, Any]:
    body = [part.span.of(article.text) for part in article.parts if part.role is PartRole.PARAGRAPH]
    dateline = article.dateline
    return {
        "headline": article.headline,
        "dateline": dateline.span.of(article.text) if dateline else None,
        "place": dateline.place if dateline else None,
        "published": str(article.published) if article.published else None,
        "byline": article.byline,
        "first": body[0],
        "last": body[-1],
        "subheads": [part.span.of(article.text) for part in article.parts if part.role is PartRole.SUBHEAD],
    }


@pytest.mark.parametrize("name", EXPECTED)
def test_page(name: str) -> None:
    split = split_page(page_named(name))
    found = [shown(article) for article in split.articles]
    wanted = EXPECTED[name]["articles"]
    assert [(one["headline"], one["dateline"]) for one in found] == [
        (one["headline"], one["dateline"]) for one in wanted
    ]
    for one, expected in zip(found, wanted, strict=True):
        assert one["first"].startswith(expected.pop("first")), one["first"][:80]
        assert one["last"].endswith(expected.pop("last")), one["last"][-80:]
        assert {key: one[key] for key in expected} == expected
    assert Counter(part.role for part in split.furniture) == EXPECTED[name]["furniture"]


def test_every_page_is_expected() -> None:
    assert {path.name for path in FOLDER.iterdir()} - {"expected.json"} == set(EXPECTED)
    assert len(EXPECTED) >= 18
