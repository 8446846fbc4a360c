"""A browser for the tests marked `browser`, and pages that watch what they do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from waiting import wait_until_ready

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@dataclass
class Watched:
    """A page and all that it should not do."""

    page: "Page"
    messages: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def assert_quiet(self) -> None:
        assert self.messages == []
        assert self.dialogs == []
        assert self.requests == []


@pytest.fixture
def show(chromium: "Browser", tmp_path: Path) -> Iterator[Callable[..., Watched]]:
    """Return a function that opens HTML from a file, with every request outside refused, counted or left hanging."""
    contexts = []

    def open_page(html: str, *, hanging: bool = False, wait: bool = True, **options: object) -> Watched:
        path = tmp_path / f"page{len(contexts)}.html"
        path.write_text(html, encoding="utf-8")
        settings = {"viewport": {"width": 1200, "height": 800}, "reduced_motion": "reduce", **options}
        context = chromium.new_context(**settings)  # type: ignore[arg-type]
        contexts.append(context)
        watched = Watched(context.new_page())
        page = watched.page
        page.on("console", lambda message: watched.messages.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: watched.messages.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (watched.dialogs.append(dialog.message), dialog.dismiss()))

        def outside(route: object, request: object) -> None:
            if request.url == path.as_uri():
                route.continue_()
                return
            watched.requests.append(request.url)
            if not hanging:
                route.abort()

        page.route("**/*", outside)
        page.goto(path.as_uri())
        if wait:
            wait_until_ready(page)
        return watched

    yield open_page
    for context in contexts:
        context.close()
