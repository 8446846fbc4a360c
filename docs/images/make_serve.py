"""Take the pictures of the server's pages: the sample articles' graph served, with Debian's Chromium.

Run it while the server runs: newsgraph serve build &  .venv/bin/python docs/images/make_serve.py [http://127.0.0.1:8000/]
"""

import sys

from make import _take
from playwright.sync_api import Page, sync_playwright

ARTICLE = "Harbour unions ask labour body to look at New Jersey arrests"
PERSON = "Imelda Osgrove"


def main(url: str) -> None:
    """Write serve-home.png, serve-article.png and serve-person.png beside this file."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 850}, color_scheme="light", reduced_motion="reduce")
        page.goto(url)
        _take(page, "serve-home.png")
        _open(page, url, ARTICLE)
        page.locator(".text-block .quote").first.hover()
        _take(page, "serve-article.png")
        _open(page, url, PERSON)
        _take(page, "serve-person.png")
        browser.close()


def _open(page: Page, url: str, words: str) -> None:
    """Open the first thing that is found under these words."""
    page.goto(url)
    page.locator("#q").fill(words)
    page.locator("#q").press("Enter")
    page.wait_for_url("**/search?**")
    page.locator("main ul a").first.click()
    page.wait_for_load_state("load")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000/")
