"""Waiting for a page without `eval`, which its policy forbids."""

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page


def wait_until_ready(frame: "Page | Frame") -> None:
    """Wait from outside until the page has drawn; Playwright's own waiting runs `eval` inside it."""
    limit = time.monotonic() + 20
    while not frame.evaluate("document.documentElement.dataset.ready ?? null"):
        assert time.monotonic() < limit, "the page did not draw in 20 s"
        time.sleep(0.02)
