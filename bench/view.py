"""How soon a graph can be looked at: our page beside the one pyvis makes by default of the same graph.

Run: python bench/view.py [NODES …]. Both are opened from a file in Chromium with no network. Ours is usable at the
first drawing; pyvis' default page when its physics has settled and the loading bar is gone. pyvis' scripts are put into
its page (`in_line`), as its default of fetching them draws nothing offline. Figures vary from machine to machine; the
ratio is what to keep.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import networkx as nx
from playwright.sync_api import sync_playwright
from pyvis.network import Network

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from generate import generated_graph
from newsgraph.model import KnowledgeGraph
from newsgraph.network import to_networkx
from newsgraph.view import page
from newsgraph.view.choose import MOST

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RUNS = 7
PEER_RUNS = 2
PEER_LIMIT = 300.0
OURS = "document.documentElement.dataset.ready"
PEERS = "window.settledAt"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def main() -> None:
    """Print the figures as a Markdown table."""
    sizes = [int(argument) for argument in sys.argv[1:]] or [200, 1000]
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        sys.exit("There is no Chromium; install Debian's `chromium`.")
    print("| nodes | links | page made in, s CPU | page, kB | usable after, s | pyvis' own page, s | ratio |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        for size in sizes:
            print(_row(browser, Path(folder), size), flush=True)
        browser.close()


def _row(browser: "Browser", folder: Path, size: int) -> str:
    kg = generated_graph(size)
    page(kg, limit=MOST)  # pyvis is imported, and numpy warm
    started = time.process_time()
    html = page(kg, limit=MOST)
    made = time.process_time() - started
    ours, theirs = folder / "ours.html", folder / "theirs.html"
    ours.write_text(html, encoding="utf-8")
    links = _write_peer(kg, theirs)
    mine = median(_usable_after(browser, ours, OURS) for _ in range(RUNS))
    other = median(_usable_after(browser, theirs, PEERS) for _ in range(PEER_RUNS))
    return (
        f"| {size:,} | {links:,} | {made:.2f} | {len(html) // 1000:,} | {mine:.2f} | {other:.1f} | "
        f"{other / mine:.0f} times sooner |"
    )


def _write_peer(kg: KnowledgeGraph, path: Path) -> int:
    graph = to_networkx(kg)
    plain = nx.MultiDiGraph()
    plain.add_nodes_from((node, {"label": attributes["label"]}) for node, attributes in graph.nodes(data=True))
    plain.add_edges_from((source, target) for source, target in graph.edges())
    network = Network(directed=True, cdn_resources="in_line")
    network.from_nx(plain)
    html = network.generate_html()
    call = "drawGraph();"
    if call not in html:
        sys.exit("pyvis' template has changed: there is no call of drawGraph.")
    note = 'network.once("stabilizationIterationsDone", () => { window.settledAt = String(performance.now()); });'
    before, after = html.rsplit(call, 1)
    path.write_text(before + call + note + after, encoding="utf-8")
    return plain.number_of_edges()


def _usable_after(browser: "Browser", path: Path, moment: str) -> float:
    """Return the seconds from the start of the page until it can be used."""
    context = browser.new_context(viewport={"width": 1400, "height": 860})
    opened = context.new_page()
    opened.route("**/*", lambda route, request: route.continue_() if request.url == path.as_uri() else route.abort())
    opened.goto(path.as_uri(), wait_until="commit")
    limit = time.monotonic() + PEER_LIMIT
    # Asked from here: our policy forbids the `eval` by which Playwright would wait inside the page.
    while (found := opened.evaluate(f"{moment} ?? null")) is None and time.monotonic() < limit:
        opened.wait_for_timeout(100)
    context.close()
    return float(found) / 1000 if found is not None else float("inf")


if __name__ == "__main__":
    main()
