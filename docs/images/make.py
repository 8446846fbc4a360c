"""Take the pictures of the docs from the page of the sample articles' graph, with Debian's Chromium.

Run it after a build of the sample articles: .venv/bin/python docs/images/make.py [build/graph.html]
"""

import base64
import struct
import sys
import zlib
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "build" / "graph.html"
SELECTED = "Wanda Kesterton"
POINTED_AT = "Larkmere Watch"

PIXELS = """async (source) => {
  const image = await createImageBitmap(await (await fetch(source)).blob());
  const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  return btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join(""));
}"""
WIDTH, HEIGHT, COLORS = 1400, 850, 256


def main(page: Path) -> None:
    """Write graph.png, selected.png, card.png and pointed-at.png beside this file."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        opened = _opened(browser, page)
        _take(opened, "graph.png")
        _select(opened, SELECTED)
        _take(opened, "selected.png")
        _open_card(opened)
        _take(opened, "card.png")
        opened = _opened(browser, page)
        _point_at(opened, POINTED_AT)
        _take(opened, "pointed-at.png")
        browser.close()


def _opened(browser: Browser, page: Path) -> Page:
    opened = browser.new_page(
        viewport={"width": 1400, "height": 900}, device_scale_factor=1, color_scheme="light", reduced_motion="reduce"
    )
    opened.goto(page.resolve().as_uri())
    opened.wait_for_function("document.documentElement.dataset.ready")
    return opened


def _take(page: Page, name: str) -> None:
    page.wait_for_timeout(300)
    taken = page.screenshot(clip={"x": 0, "y": 0, "width": WIDTH, "height": HEIGHT})
    plain = page.context.browser.new_page()
    encoded = plain.evaluate(PIXELS, "data:image/png;base64," + base64.b64encode(taken).decode())
    plain.close()
    pixels = np.frombuffer(base64.b64decode(encoded), np.uint8).reshape(-1, 4)[:, :3]
    (HERE / name).write_bytes(_small_png(pixels))


def _small_png(pixels: np.ndarray) -> bytes:
    """Return a PNG of 256 colors, each other one as the nearest of them: a third of the size of Chromium's."""
    colors, where, counts = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    common = np.argsort(-counts, kind="stable")
    # The commonest color of each region first, so that a small sign keeps its color among many shades of gray.
    _, first = np.unique(colors[common] >> 5, axis=0, return_index=True)
    chosen = list(dict.fromkeys([*common[np.sort(first)][: COLORS // 2], *common]))[:COLORS]
    palette = colors[np.sort(chosen)].astype(int)
    nearest = np.array([((palette - color) ** 2).sum(axis=1).argmin() for color in colors.astype(int)], np.uint8)
    rows = nearest[where.reshape(HEIGHT, WIDTH)]
    unfiltered = np.hstack([np.zeros((HEIGHT, 1), np.uint8), rows])
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", palette.astype(np.uint8).tobytes()))
    packed = ((b"IDAT", zlib.compress(unfiltered.tobytes(), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in (*parts, *packed)
    )


def _select(page: Page, name: str) -> None:
    page.get_by_role("combobox").fill(name)
    page.get_by_role("combobox").press("Enter")
    page.get_by_role("combobox").blur()


def _open_card(page: Page) -> None:
    """Open the card of the first line that stands for a reported part of an event that somebody denies."""
    page.evaluate(
        """() => {
          const denied = (told) => told.by && (told.answers ?? []).some((answer) => answer.later && !answer.agrees);
          const lines = DATA.edges.filter((edge) => (edge.told ?? []).some(denied));
          select({ edge: (lines.find((edge) => edge.label === "affected") ?? lines[0]).id }, { move: true });
        }"""
    )


def _point_at(page: Page, name: str) -> None:
    where = page.evaluate(
        """(name) => {
          const node = DATA.nodes.find((node) => node.name === name);
          const { x, y } = network.getPositions([node.id])[node.id];
          const box = document.getElementById("canvas").getBoundingClientRect();
          const spot = network.canvasToDOM({ x, y });
          return [box.left + spot.x, box.top + spot.y];
        }""",
        name,
    )
    page.mouse.move(where[0] - 3, where[1])
    page.mouse.move(where[0], where[1])


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PAGE)
