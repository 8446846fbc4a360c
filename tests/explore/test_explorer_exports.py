"""The files that the explorer hands over: networkx and Python's own reader find in them what the graph holds."""

import csv
import io
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hostile_corpus import hostile_graph

from factory import sample_graph
from newsgraph.cells import active, inert
from newsgraph.explore.gather import gather_graph
from newsgraph.explore.picture import KINDS, NOTHING, VOICES, Picture
from newsgraph.publish import write_folder
from running import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

BUILT = os.environ.get("NEWSGRAPH_EXPLORER_BUILT")
"""A folder with explorer.js and explorer.css to be tried in place of the server's own, while they are being written."""
Save = Callable[..., bytes]


@pytest.fixture(scope="module", params=["sample", "hostile"])
def explored(
    request: pytest.FixtureRequest, chromium: "Browser", tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Picture, Save]]:
    """Return a picture, and a function that saves a file of it as the page does at an address."""
    folder = tmp_path_factory.mktemp("saved") / "graph"
    graph = sample_graph() if request.param == "sample" else hostile_graph()
    write_folder(graph, folder)
    with serving(folder) as served:
        page = chromium.new_context(accept_downloads=True, reduced_motion="reduce").new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        if BUILT:
            page.route("**/assets/explorer.*", lambda route: route.fulfill(path=Path(BUILT) / _file(route.request.url)))

        def save(label: str, address: str = "") -> bytes:
            page.goto("about:blank")
            page.goto(f"{served.url}explore{address}")
            limit = time.monotonic() + 30
            while not page.evaluate("document.documentElement.dataset.ready ?? null"):
                assert time.monotonic() < limit, f"the page did not draw: {said}"
                time.sleep(0.02)
            page.get_by_role("button", name="Save").click()
            with page.expect_download() as download:
                page.get_by_role("menuitem", name=label).click()
            return Path(download.value.path()).read_bytes()

        yield gather_graph(graph), save
        page.context.close()


def _file(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


def _in_xml(text: str) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign if sign in "\t\n" or _is_xml(ord(sign)) else "\ufffd" for sign in plain)


def _is_xml(code: int) -> bool:
    return 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000


def _sentences(picture: Picture) -> dict[int, set[str]]:
    """Return by link the sentences that bear evidence of it."""
    found: dict[int, set[str]] = {}
    for one in picture.passages:
        for link, marks in one.evidence.items():
            found.setdefault(link, set()).update(one.sentences[sentence] for sentence, _, _ in marks)
    return found


def test_networkx_reads_what_the_graph_holds(explored: tuple[Picture, Save]) -> None:
    picture, save = explored
    read = nx.parse_graphml(save("GraphML").decode(), force_multigraph=True)
    nodes, links = picture.nodes, picture.links
    assert read.is_directed()
    assert set(read.nodes) == set(nodes.ids)
    for number, name in enumerate(nodes.ids):
        known = read.nodes[name]
        assert known["label"] == _in_xml(nodes.names[number])
        assert known["kind"] == KINDS[nodes.kinds[number]]
        assert (known["mentions"], known["articles"]) == (nodes.mentions[number], nodes.articles[number])
        assert ("latitude" in known) == bool(np.isfinite(nodes.latitudes[number]))
        assert {"x", "y", "size"} <= set(known)
    expected = Counter(
        (
            nodes.ids[links.sources[link]],
            nodes.ids[links.targets[link]],
            _in_xml(picture.relations[links.relations[link]]),
            VOICES[links.voices[link]],
            nodes.ids[links.articles[link]],
            nodes.ids[links.speakers[link]] if links.speakers[link] != NOTHING else None,
            bool(links.negated[link]),
            round(links.confidences[link] / 100, 2),
        )
        for link in range(len(links.sources))
    )
    told = Counter(
        (
            source,
            target,
            known["relation"],
            known["voice"],
            known["article"],
            known.get("attributed_to"),
            known["negated"],
            round(known["confidence"], 2),
        )
        for source, target, known in read.edges(data=True)
    )
    assert told == expected
    words = {_in_xml(sentence) for found in _sentences(picture).values() for sentence in found}
    assert {known["evidence"] for _, _, known in read.edges(data=True) if "evidence" in known} <= words


def test_every_statement_has_its_row(explored: tuple[Picture, Save]) -> None:
    picture, save = explored
    rows = list(csv.DictReader(io.StringIO(save("Table").decode(), newline="")))
    nodes, links = picture.nodes, picture.links
    cells = [cell for row in rows for cell in row.values()]
    # A second apostrophe would be one too many; what is safe already stays as it is.
    assert all(inert(cell) == cell for cell in cells)
    statements = [{name: active(cell) for name, cell in row.items()} for row in rows if row["relation"]]
    ids = Counter((row["from_id"], row["to_id"] or row["from_id"], row["article_id"]) for row in statements)
    ends = range(len(links.sources))
    assert ids == Counter(
        (nodes.ids[links.sources[link]], nodes.ids[links.targets[link]], nodes.ids[links.articles[link]])
        for link in ends
    )
    names = dict(zip(nodes.ids, nodes.names, strict=True))
    sentences = {sentence for found in _sentences(picture).values() for sentence in found}
    for row in statements:
        assert row["from"] == names[row["from_id"]]
        assert row["article"] == names[row["article_id"]]
        assert row["sentence"] in sentences or row["sentence"] == ""
        assert all(part in row["sentence"] for part in row["marked"].split(" … "))
    assert {row["from_id"] for row in rows} | {row["to_id"] for row in rows} >= set(nodes.ids)


def test_only_what_is_seen_is_saved(explored: tuple[Picture, Save]) -> None:
    picture, save = explored
    read = nx.parse_graphml(save("GraphML", "#without=Article,ReportedEvent").decode(), force_multigraph=True)
    kinds = {kind for _, kind in read.nodes(data="kind")}
    assert kinds
    assert not kinds & {"Article", "ReportedEvent"}
    assert 0 < read.number_of_edges() < len(picture.links.sources)
