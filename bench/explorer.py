"""How soon a large graph can be looked at, and how smoothly: our explorer beside what others draw of the same graph.

Run: python bench/explorer.py [NODES …] (1,000, 100,000 and 300,000 unless told; needs Debian's `chromium`, and Node
with `npm ci` done in web). Every page is one file, opened from disk in a Chromium of its own without a GPU, in a window
of 1,400 by 860. The graph is generated, with sentences as evidence; ours carries them, the others have names and edges.

- picture after: seconds from the start of the page to its first complete drawing, as it tells; pyvis' default page
  has it when its physics has settled. The median of several openings.
- all after: until all around it is there too, as the filters and the panel of ours; the others have nothing else.
- to open: processor seconds of all of Chromium's processes from before the page is asked for until two seconds after
  all is there.
- frames: the whole graph is dragged about by the mouse for some seconds. Frames in which the mouse had moved are
  counted, and the processor time of all processes is divided by them.
- times ours: how much more than ours, of seconds until all is there, processor time to open, and that of a frame.
- the second table: milliseconds inside the page, which draws nothing meanwhile; the median and in brackets the worst of
  200 questions, each the best of three.

Seconds depend on what else the machine does; processor time depends on it less. Ratios are what to keep.
"""

import json
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from explorer_pages import Drawn, drawn, write_inside, write_ours, write_pyvis, write_sigma, write_vis
from playwright.sync_api import Error, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

SIZES = (1_000, 100_000, 300_000)
RUNS = 5
LIMIT = 120.0
"""Seconds that a peer is given."""
QUIET = 2.0
PAN = 6.0
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
]
TICKS = 100
"""A second, in /proc."""
HEAD = """\
| nodes | edges | page | file, MB | picture after, s | all after, s | to open, s CPU | frames a second | \
a frame, ms CPU | times ours |
|---|---|---|---|---|---|---|---|---|---|"""
MOMENTS = """() => {
  const { ready, filled = document.querySelector("#explorer") ? undefined : ready } = document.documentElement.dataset;
  return ready && filled ? [ready, filled] : null;
}"""
COUNT = """() => {
  let moved = false;
  window.panned = 0;
  addEventListener("pointermove", () => { moved = true; }, { capture: true });
  const next = () => { if (moved) window.panned += 1; moved = false; requestAnimationFrame(next); };
  requestAnimationFrame(next);
}"""


@dataclass(frozen=True)
class Figures:
    """What was measured of one page; None where it took too long."""

    picture: float | None
    filled: float | None
    opening: float | None
    frames: float | None
    frame: float | None


def main() -> None:
    """Print the figures as Markdown tables."""
    sizes = [int(argument) for argument in sys.argv[1:]] or list(SIZES)
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        sys.exit("There is no Chromium; install Debian's `chromium`.")
    inside = []
    print(HEAD, flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in sizes:
            graph = drawn(size)
            ours: Figures | None = None
            for label, page, runs in _pages(graph, folder):
                figures = _measured(program, page, runs)
                ours = ours or figures
                told = f"| {size:,} | {len(graph.pairs):,} | {label} | {page.stat().st_size / 1e6:.1f} |"
                print(told, _row(figures, ours), flush=True)
                page.unlink()
            inside.append((size, _inside(program, graph, folder)))
    _print_inside(inside)


def _pages(graph: Drawn, folder: Path) -> "list[tuple[str, Path, int]]":
    writers: list[tuple[str, Callable[[Drawn, Path], None], int]] = [
        ("newsgraph", write_ours, RUNS),
        ("sigma 3, all drawn", write_sigma, 2),
        ("vis-network, all drawn", write_vis, 2),
        ("pyvis, by default", write_pyvis, 1),
    ]
    made = []
    for label, write, runs in writers:
        path = folder / f"{label.split(',')[0].replace(' ', '-')}.html"
        write(graph, path)
        made.append((label, path, runs))
    return made


def _measured(program: str, page: Path, runs: int) -> Figures:
    """Return the figures of a page: each run in a browser of its own, the last one panned."""
    pictures, fills, opening = [], [], []
    panned: tuple[float, float] | None = None
    for run in range(runs):
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
            try:
                opened = browser.new_page(viewport={"width": 1400, "height": 860})
                before = _processor(browser)
                with _ended_after(LIMIT, browser):
                    found = _ready(opened, page)
                if found is None:
                    return Figures(None, None, None, None, None)
                time.sleep(QUIET)
                pictures.append(found[0])
                fills.append(found[1])
                opening.append(_spent(before, _processor(browser)))
                if run == runs - 1:
                    panned = _panned(browser, opened)
            finally:
                with suppress(Error):
                    browser.close()
    return Figures(median(pictures), median(fills), median(opening), *(panned or (None, None)))


@contextmanager
def _ended_after(seconds: float, browser: "Browser") -> "Iterator[None]":
    """End the browser where what is done takes longer: a page whose script never pauses answers nothing."""
    processes = _session(browser, "SystemInfo.getProcessInfo")["processInfo"]
    main = next(process["id"] for process in processes if process["type"] == "browser")
    timer = threading.Timer(seconds, os.kill, (main, signal.SIGKILL))
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _ready(opened: "Page", page: Path) -> tuple[float, float] | None:
    """Open a page; return the seconds until its picture and all else was there, None where the browser was ended."""
    try:
        opened.goto(page.as_uri(), wait_until="commit")
        # Asked from here: our policy forbids the `eval` by which Playwright would wait inside the page.
        while (found := opened.evaluate(MOMENTS)) is None:
            time.sleep(0.05)
    except Error:
        return None
    return float(found[0]) / 1000, float(found[1]) / 1000


def _panned(browser: "Browser", opened: "Page") -> tuple[float, float] | None:
    """Drag the graph about; return the frames a second, and the processor's seconds a frame."""
    box = _largest(opened)
    if box is None:
        return None
    # From a corner, where no node is: a node would be moved alone.
    left, top = box["x"] + 40, box["y"] + 40
    opened.evaluate(COUNT)
    opened.mouse.move(left, top)
    opened.mouse.down()
    before, started, step = _processor(browser), time.monotonic(), 0
    first = int(opened.evaluate("window.panned"))
    while time.monotonic() - started < PAN:
        step += 1
        opened.mouse.move(left + _swing(step * 7, box["width"] * 0.4), top + _swing(step * 5, box["height"] * 0.4))
    shown = int(opened.evaluate("window.panned")) - first
    took = time.monotonic() - started
    spent = _spent(before, _processor(browser))
    opened.mouse.up()
    return (shown / took, spent / shown) if shown else None


def _swing(way: float, width: float) -> float:
    """Return a place between 0 and a width, going to and fro."""
    rest = way % (2 * width)
    return min(rest, 2 * width - rest)


def _largest(opened: "Page") -> Any:
    boxes = [canvas.bounding_box() for canvas in opened.query_selector_all("canvas")]
    return max((box for box in boxes if box), key=lambda box: box["width"] * box["height"], default=None)


def _processor(browser: "Browser") -> dict[int, float]:
    """Return the processor's seconds, by process of the browser."""
    processes = _session(browser, "SystemInfo.getProcessInfo")["processInfo"]
    return {process["id"]: _seconds(process["id"]) for process in processes}


def _session(browser: "Browser", question: str) -> Any:
    session = browser.new_browser_cdp_session()
    answer = session.send(question)
    session.detach()
    return answer


def _seconds(process: int) -> float:
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:  # it has just ended
        return 0.0
    fields = stat.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _spent(before: dict[int, float], after: dict[int, float]) -> float:
    return sum(max(0.0, seconds - before.get(process, 0.0)) for process, seconds in after.items())


def _inside(program: str, graph: Drawn, folder: Path) -> dict[str, Any]:
    path = folder / "inside.html"
    write_inside(graph, path)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        opened = browser.new_page()
        opened.goto(path.as_uri())
        while (found := opened.evaluate("document.documentElement.dataset.measured ?? null")) is None:
            time.sleep(0.2)
        browser.close()
    measured: dict[str, Any] = json.loads(found)
    return measured


def _row(figures: Figures, ours: Figures) -> str:
    picture = f"not within {LIMIT:.0f}" if figures.picture is None else f"{figures.picture:.2f}"
    frame = None if figures.frame is None else figures.frame * 1000
    filled, opening = _told(figures.filled, ".2f"), _told(figures.opening, ".2f")
    cells = [picture, filled, opening, _told(figures.frames, ".1f"), _told(frame, ".0f")]
    ratios = [
        ("over " if figures.filled is None else "") + _ratio(figures.filled or LIMIT, ours.filled),
        _ratio(figures.opening, ours.opening),
        _ratio(figures.frame, ours.frame),
    ]
    return " | ".join([*cells, "" if figures is ours else ", ".join(ratios)]) + " |"


def _print_inside(inside: list[tuple[int, dict[str, Any]]]) -> None:
    print("\n| nodes | adjacency | filter | counts | search made ready | search | neighbours | part around | path |")
    print("|---|---|---|---|---|---|---|---|---|")
    for size, found in inside:
        once = [f"{found[name][0]:.1f}" for name in ("adjacency", "filter", "counts")]
        many = [f"{found[name][0]:.1f} ({found[name][1]:.1f})" for name in ("search", "neighbours", "around", "path")]
        print(f"| {size:,} |", " | ".join([*once, f"{found['prepared']:.0f}", *many]), "|")


def _told(value: float | None, form: str) -> str:
    return "-" if value is None else f"{value:{form}}"


def _ratio(theirs: float | None, mine: float | None) -> str:
    return "-" if theirs is None or not mine else f"{theirs / mine:.1f}x"


if __name__ == "__main__":
    main()
