"""A browser for the tests marked `browser`, and pages that watch what they do."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from waiting import wait_until_ready

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
)  # fmt: skip


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


def unavailable(reason: str) -> None:
    """Skip, or fail where a person relies on the browser tests having run."""
    if os.environ.get("CI"):
        pytest.fail(f"CI is set, and {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        unavailable("there is no Chromium: install Debian's `chromium`")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        unavailable("Playwright is not installed: install newsgraph[test]")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture
def show(browser: "Browser", tmp_path: Path) -> Iterator[Callable[..., Watched]]:
    """Return a function that opens HTML from a file, with every request outside refused, counted or left hanging."""
    contexts = []

    def open_page(html: str, *, hanging: bool = False, wait: bool = True, **options: object) -> Watched:
        path = tmp_path / f"page{len(contexts)}.html"
        path.write_text(html, encoding="utf-8")
        settings = {"viewport": {"width": 1200, "height": 800}, "reduced_motion": "reduce", **options}
        context = browser.new_context(**settings)  # type: ignore[arg-type]
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
