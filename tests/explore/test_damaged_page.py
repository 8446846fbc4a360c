"""A page whose data are cut off, damaged or of another version says so in one sentence, and never hangs."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from explore.fixture import bytes_of, sample
from newsgraph.explore.pack import as_text, pack
from newsgraph.site.pages import explorer_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

DAMAGED = "The data of this graph is damaged or incomplete; make or load the page again."
Damage = Callable[[str], str]


@pytest.fixture(scope="module")
def whole() -> str:
    picture, layout = sample()
    return "".join(explorer_page(pack(picture, layout, snapshot="7"), title="Trial", has_query=False))


def damaged(page: str, block: str, change: Damage) -> str:
    found = re.search(rf'<script[^>]*id="{block}"[^>]*>([^<]*)</script>', page)
    assert found is not None
    return page[: found.start(1)] + change(found[1]) + page[found.end(1) :]


def turned(text: str) -> str:
    """Return the text of a part in which one bit is another."""
    part = bytearray(bytes_of(text))
    part[len(part) // 2] ^= 16
    return as_text(bytes(part))


def shown(chromium: "Browser", page: str, folder: Path, words: str | re.Pattern[str]) -> None:
    """Open the page from disk and wait for the words; nothing may be thrown or written to the console meanwhile."""
    path = folder / "page.html"
    path.write_text(page, encoding="utf-8")
    tab = chromium.new_page()
    messages: list[str] = []
    tab.on("console", lambda message: messages.append(message.text))
    tab.on("pageerror", lambda error: messages.append(str(error)))
    try:
        tab.goto(path.as_uri())
        tab.get_by_text(words).filter(visible=True).first.wait_for(timeout=20_000)
        assert messages == []
    finally:
        tab.close()


HALF: Damage = lambda text: text[: len(text) // 2]  # noqa: E731
NONE: Damage = lambda _: ""  # noqa: E731
STRANGE: Damage = lambda text: f"{text[:20]}!{text[21:]}"  # noqa: E731


@pytest.mark.parametrize("damage", [HALF, NONE, STRANGE, turned, lambda _: as_text(b"")])
@pytest.mark.parametrize("block", ["graph", "details"])
def test_what_is_damaged_is_told(chromium: "Browser", whole: str, tmp_path: Path, block: str, damage: Damage) -> None:
    shown(chromium, damaged(whole, block, damage), tmp_path, DAMAGED)


def test_a_file_that_ends_too_early_shows_the_graph_and_tells_what_is_missing(
    chromium: "Browser", whole: str, tmp_path: Path
) -> None:
    end = whole.index('id="details"') + 60
    shown(chromium, whole[:end], tmp_path, DAMAGED)


def test_a_whole_file_shows_what_it_holds(chromium: "Browser", whole: str, tmp_path: Path) -> None:
    shown(chromium, whole, tmp_path, re.compile(r"\b7 (things|nodes)\b"))
