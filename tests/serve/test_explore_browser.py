"""The explorer on a server in a browser: it waits for its picture, is led to by pages, and outlives an update."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factory import sample_graph
from newsgraph.publish import write_folder
from running import Served, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PATIENCE = 300_000
"""Milliseconds: the maker of pictures gives way to whatever else runs."""


@dataclass
class Watched:
    """A page and all that it should not do."""

    page: "Page"
    server: Served
    told: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        self.page.goto(f"{self.server.url}{path}")

    def drawn(self) -> None:
        self.page.locator("#explorer canvas:visible").first.wait_for(timeout=PATIENCE)


@pytest.fixture
def watched(chromium: "Browser", tmp_path: Path) -> Iterator[Watched]:
    write_folder(sample_graph(), tmp_path / "graph")
    with serving(tmp_path / "graph") as server:
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        made = Watched(context.new_page(), server)
        made.page.set_default_timeout(30_000)
        made.page.on("console", lambda message: made.told.append(f"{message.type}: {message.text}"))
        made.page.on("pageerror", lambda error: made.told.append(f"error: {error}"))
        made.page.on("request", lambda asked: None if asked.url.startswith(server.url) else made.told.append(asked.url))
        yield made
        context.close()


def test_the_page_waits_draws_and_is_led_to(watched: Watched):
    # At once after the start the picture is not made yet; the page waits without a word in the browser's log.
    watched.open("explore")
    watched.drawn()
    watched.open("search?q=Ana+Pell")
    watched.page.locator("main a.thing", has_text="Ana Pell").first.click()
    watched.page.get_by_role("link", name="in the explorer").click()
    watched.drawn()
    assert re.search(r"/explore#node=person/ana-pell-[0-9a-f]{8}", watched.page.url)
    watched.page.get_by_role("heading", name="Ana Pell").first.wait_for()
    assert watched.told == []


def test_a_page_that_is_open_reads_words_after_an_update(watched: Watched, tmp_path: Path):
    watched.open("explore")
    watched.drawn()
    before = watched.server.ask("/explore/graph").headers["etag"]
    graph = sample_graph()
    first, *others = graph.articles
    write_folder(replace(graph, articles=(replace(first, outlet="The Harlow Post"), *others)), tmp_path / "graph")
    end = time.monotonic() + PATIENCE / 1000
    while watched.server.ask("/explore/graph").headers["etag"] == before:
        assert time.monotonic() < end
        time.sleep(0.1)
    watched.page.evaluate(
        "name => { location.hash = `node=${name}` }", next(one.id for one in graph.entities if one.name == "Ana Pell")
    )
    watched.page.get_by_role("heading", name="Ana Pell").first.wait_for()
    watched.page.locator("#explorer mark").first.wait_for()
    assert watched.told == []
