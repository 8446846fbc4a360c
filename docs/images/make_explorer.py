"""Take the pictures of the explorer from a server over the sample articles' graph, with Debian's Chromium.

Run it after a build of the sample articles: .venv/bin/python docs/images/make_explorer.py [build]
"""

import re
import subprocess
import sys
from pathlib import Path

from make import HEIGHT, HERE, WIDTH, _take
from playwright.sync_api import Browser, Page, sync_playwright

LETTERS = "osgr"
LAW = "clean wa"
MONTH = "2026-04"


def main(folder: Path) -> None:
    """Write explorer-*.png beside this file."""
    program = [Path(sys.executable).with_name("newsgraph"), "serve", folder, "--port", "0"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        try:
            found = re.search(r"http://\S+?/(?=,)", server.stdout.readline() if server.stdout else "")
            if found is None:
                sys.exit("The server did not start.")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
                _walk(browser, f"{found[0]}explore")
                browser.close()
        finally:
            server.terminate()


def _walk(browser: Browser, address: str) -> None:
    page = _opened(browser, address)
    _take(page, "explorer.png")
    page.keyboard.press("/")
    page.keyboard.type(LETTERS)
    page.get_by_role("option").first.wait_for()
    _take(page, "explorer-search.png")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="What is told").wait_for()
    page.wait_for_timeout(800)
    _take(page, "explorer-person.png")
    person = page.url
    page.keyboard.press("p")
    page.keyboard.type(LAW)
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="What connects the two").wait_for()
    page.wait_for_timeout(800)
    _take(page, "explorer-path.png")

    page = _opened(browser, person)
    month = page.get_by_label("Month")
    month.select_option(month.locator("option", has_text=MONTH).get_attribute("value"))
    page.wait_for_timeout(800)
    _take(page, "explorer-month.png")
    for view in ("timeline", "map", "table"):
        page = _opened(browser, f"{address}#view={view}")
        page.wait_for_timeout(800)
        _take(page, f"explorer-{view}.png")


def _opened(browser: Browser, address: str) -> Page:
    page = browser.new_page(
        viewport={"width": WIDTH, "height": HEIGHT},
        device_scale_factor=1,
        color_scheme="light",
        reduced_motion="reduce",
    )
    page.goto(address)
    # Asked from here: the policy of the page forbids the `eval` by which Playwright would wait inside it.
    while page.evaluate("document.documentElement.dataset.ready ?? null") is None:
        page.wait_for_timeout(100)
    page.wait_for_timeout(800)
    return page


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[1] / "build")
