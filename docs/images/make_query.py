"""Take the pictures of the query page from a server over the sample articles' graph, with Debian's Chromium.

Run it after a build of the sample articles: .venv/bin/python docs/images/make_query.py [build]
"""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from make import HEIGHT, HERE, WIDTH, _take
from playwright.sync_api import Browser, Page, sync_playwright

PLACES = """PREFIX schema: <https://schema.org/>
SELECT ?place ?article {
  ?article schema:mentions ?place .
  ?place a schema:Place
}"""
LINKS = """PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX schema: <https://schema.org/>
CONSTRUCT { ?article schema:mentions ?thing }
WHERE {
  ?article schema:mentions ?thing .
  { ?thing a eli:LegalResource } UNION { ?thing a schema:Organization }
}"""


def main(folder: Path) -> None:
    """Write query-*.png beside this file."""
    program = [Path(sys.executable).with_name("newsgraph"), "serve", folder, "--port", "0"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        try:
            found = re.search(r"http://\S+?/(?=,)", server.stdout.readline() if server.stdout else "")
            if found is None:
                sys.exit("The server did not start.")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
                _pictures(browser, f"{found[0]}query")
                browser.close()
        finally:
            server.terminate()


def _pictures(browser: Browser, address: str) -> None:
    page = _opened(browser, f"{address}#question=who-holds-office")
    page.locator("#view table").wait_for()
    _take(page, "query-table.png")

    page = _opened(browser, address)
    page.locator("#editor .cm-content").click()
    page.keyboard.insert_text("SELECT ?article {\n  ?article schema:mentions clean wa")
    page.wait_for_timeout(1500)
    page.keyboard.press("Control+Space")
    page.locator("#editor .cm-tooltip-autocomplete li").first.wait_for()
    _take(page, "query-completion.png")

    for name, shown, view in (
        ("graph", f"#view=graph&query={quote(LINKS)}", "g.node"),
        ("timeline", "#question=timeline&thing=Brask%20Pigments%20Inc.&view=timeline", ".timeline > li"),
        ("map", f"#view=map&query={quote(PLACES)}", "circle.spot"),
    ):
        page = _opened(browser, address + shown)
        page.locator(view).first.wait_for()
        page.locator("#ask .commands").evaluate("(element) => scrollTo(0, element.offsetTop - 80)")
        page.wait_for_timeout(700)
        _take(page, f"query-{name}.png")


def _opened(browser: Browser, address: str) -> Page:
    page = browser.new_page(
        viewport={"width": WIDTH, "height": HEIGHT},
        device_scale_factor=1,
        color_scheme="light",
        reduced_motion="reduce",
    )
    page.goto(address)
    page.locator("#editor .cm-content").wait_for()
    return page


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[1] / "build")
