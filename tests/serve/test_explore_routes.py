"""The explorer’s page and data: being made, failing, an update under way, kept by who has them."""

import asyncio
import json
import shutil
import sys
import time
import zlib
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import html

from factory import sample_graph
from newsgraph.model import KnowledgeGraph
from newsgraph.publish import write_folder
from newsgraph.serve.explore import Explorer
from newsgraph.serve.limits import Limits
from newsgraph.serve.request import Refused, Request
from newsgraph.serve.result import Result
from running import Answer, Served, folder_of, serving

MAKER = """
import json, os, struct, sys, time
from pathlib import Path
folder = Path(sys.argv[1])
with (folder / "begun").open("a") as file:
    file.write("x")
while not (folder / "go").exists():
    time.sleep(0.01)
told = json.loads((folder / "go").read_text())
if told.get("die"):
    os._exit(9)
parts = [part.encode() for part in told.pop("contents", [])]
for content in (json.dumps({**told, "parts": len(parts)}).encode(), *parts):
    sys.stdout.buffer.write(struct.pack("!I", len(content)) + content)
"""


@dataclass
class Snapshots:
    snapshot: str = "one"


@dataclass
class Made:
    """An explorer whose pictures are made when the test says so, and of what it says."""

    explorer: Explorer
    folder: Path
    snapshots: Snapshots

    def go(self, **told: object) -> None:
        beside = self.folder / "beside"
        beside.write_text(json.dumps(told))
        beside.rename(self.folder / "go")

    def stop(self) -> None:
        (self.folder / "go").unlink()

    @property
    def begun(self) -> int:
        path = self.folder / "begun"
        return len(path.read_text()) if path.exists() else 0

    def ask(self, part: str = "graph", query: str = "", **headers: str) -> Result:
        name, _, rest = part.partition("/")
        request = Request(
            "GET", f"/explore/{part}", f"/explore/{part}", query.encode(),
            {key.replace("_", "-"): value for key, value in headers.items()}, b"", None, Limits(), "", rest,  # type: ignore[arg-type]
        )  # fmt: skip
        try:
            return getattr(self.explorer, name)(request)
        except Refused as refused:
            return refused.result


def tried(folder: Path, work: Callable[[Made], Awaitable[None]]) -> None:
    """Run a test's work with an explorer over the folder."""
    (folder / "graph.duckdb").touch()
    snapshots = Snapshots()

    async def run() -> None:
        explorer = Explorer(folder, snapshots, program=(sys.executable, "-c", MAKER))
        explorer.start()
        try:
            await work(Made(explorer, folder, snapshots))
        finally:
            await explorer.close()

    asyncio.run(run())


async def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 15
    while not holds():
        assert time.monotonic() < end
        await asyncio.sleep(0.01)


def first(name: str) -> dict[str, object]:
    return {
        "snapshot": name,
        "state": name,
        "digest": f"digest-{name}",
        "contents": [f"{name} graph", f"{name} details", "w0", "w1"],
    }


def test_it_is_told_that_the_picture_is_being_made(tmp_path: Path):
    async def work(made: Made) -> None:
        answer = made.ask()
        assert (answer.status, answer.headers["retry-after"]) == (202, "2")
        assert answer.body == b"The picture of the graph is being made; it takes a moment.\n"
        made.go(**first("one"))
        await until(lambda: made.ask().status == 200)
        assert made.ask().body == b"one graph"
        assert made.ask("details").body == b"one details"
        assert [made.ask(f"words/{number}").body for number in (0, 1)] == [b"w0", b"w1"]
        await asyncio.sleep(0.7)
        assert made.begun == 1

    tried(tmp_path, work)


@pytest.mark.parametrize("number", ["2", "-1", "", "x", "1/2", "٣", "99999999999999999999", "0 ", "1.0"])
def test_blocks_that_there_are_not_are_not_found(tmp_path: Path, number: str):
    async def work(made: Made) -> None:
        made.go(**first("one"))
        await until(lambda: made.ask().status == 200)
        assert made.ask(f"words/{number}").status == 404

    tried(tmp_path, work)


def test_an_answer_that_the_client_has_is_not_sent_again(tmp_path: Path):
    async def work(made: Made) -> None:
        made.go(**first("one"))
        await until(lambda: made.ask().status == 200)
        tags = [made.ask(part).headers["etag"] for part in ("graph", "details", "words/0", "words/1")]
        assert len(set(tags)) == 4
        again = made.ask("words/1", if_none_match=f'"other", {tags[3]}')
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tags[3])
        assert made.ask("words/0", if_none_match=tags[3]).status == 200

    tried(tmp_path, work)


def test_while_an_update_is_drawn_the_picture_before_it_is_answered(tmp_path: Path):
    async def work(made: Made) -> None:
        made.go(**first("one"))
        await until(lambda: made.ask().status == 200)
        made.stop()
        made.snapshots.snapshot = "two"
        await until(lambda: made.begun == 2)
        assert made.ask().body == b"one graph"
        made.go(**first("two"))
        await until(lambda: made.ask().body == b"two graph")
        assert made.ask("details", "snapshot=one").body == b"one details"
        assert made.ask("details", "snapshot=two").body == b"two details"
        made.stop()
        made.snapshots.snapshot = "three"
        made.go(**first("three"))
        await until(lambda: made.ask().body == b"three graph")
        gone = made.ask("words/0", "snapshot=one")
        assert (gone.status, gone.body) == (410, b"The graph has changed; load the page again.\n")

    tried(tmp_path, work)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [({"error": "The tables are damaged."}, "The tables are damaged."), ({"die": True}, "could not be made")],
)
def test_what_fails_is_told_and_not_begun_again(
    tmp_path: Path, told: dict[str, object], sentence: str, capsys: pytest.CaptureFixture[str]
):
    async def work(made: Made) -> None:
        made.go(**told)
        await until(lambda: made.ask().status == 500)
        assert sentence in made.ask().body.decode()
        await asyncio.sleep(1.2)
        assert made.begun == 1
        made.stop()
        made.snapshots.snapshot = "two"
        await until(lambda: made.ask().status == 202)
        made.go(**first("two"))
        await until(lambda: made.ask().status == 200)
        # A failure later on leaves what there is.
        made.stop()
        made.go(**told)
        made.snapshots.snapshot = "three"
        await until(lambda: made.begun == 3)
        await asyncio.sleep(0.3)
        assert made.ask().body == b"two graph"

    tried(tmp_path, work)
    assert capsys.readouterr().err.count(sentence) == 2


def test_a_picture_newer_than_the_workers_is_not_made_twice(tmp_path: Path):
    async def work(made: Made) -> None:
        made.go(**first("two"))
        await until(lambda: made.ask().status == 200)
        await asyncio.sleep(0.7)
        made.snapshots.snapshot = "two"
        await asyncio.sleep(0.7)
        assert made.begun == 1

    tried(tmp_path, work)


def test_a_server_that_ends_leaves_nothing_behind(tmp_path: Path):
    async def work(made: Made) -> None:
        await until(lambda: made.begun == 1)

    tried(tmp_path, work)
    assert not [entry for entry in Path("/proc").glob("[0-9]*/cmdline") if str(tmp_path).encode() in read(entry)]


def read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("explore") / "graph"
    write_folder(sample_graph(), made)
    return made


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    with serving(folder) as server:
        ready(server)
        yield server


def ready(server: Served) -> Answer:
    end = time.monotonic() + 300  # the maker gives way to whatever else runs
    while (answer := server.ask("/explore/graph")).status == 202:
        assert answer.headers["retry-after"] == "2"
        assert time.monotonic() < end
        time.sleep(0.05)
    return answer


def test_the_data_come_compressed_once(served: Served):
    answer = served.ask("/explore/graph", accept_encoding="gzip")
    assert (answer.status, answer.media) == (200, "application/octet-stream")
    assert "content-encoding" not in answer.headers
    assert b"Ana Pell" in zlib.decompress(answer.body)
    details = served.ask("/explore/details")
    assert b"facts" in zlib.decompress(details.body)
    words = served.ask("/explore/words/0")
    assert zlib.decompress(words.body)
    assert served.ask("/explore/words/9999").status == 404
    head = served.ask("/explore/graph", method="HEAD")
    assert (head.status, head.body, head.headers["etag"]) == (200, b"", answer.headers["etag"])
    assert served.ask("/explore/graph", if_none_match=answer.headers["etag"]).status == 304
    assert served.ask("/explore/graph", method="POST", body=b"").status == 405


def test_the_page_names_its_data_and_holds_no_script_of_its_own(served: Served):
    answer = served.ask("/explore", accept="text/html")
    assert (answer.status, answer.media) == (200, "text/html")
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    tree = html.document_fromstring(answer.text)
    about = json.loads(tree.get_element_by_id("about").text)
    assert about["mode"] == "server"
    assert served.ask(about["graph"]).status == 200
    assert served.ask(about["words"] + "0").status == 200
    scripts = [script for script in tree.iter("script") if script.get("type") != "application/json"]
    assert [(script.get("src") or "").partition("?")[0] for script in scripts] == ["/assets/explorer.js"]
    assert not list(tree.iter("style"))
    for link in tree.xpath("//noscript//a/@href"):
        assert served.ask(link, accept="text/html").status == 200


def test_pages_lead_to_the_explorer(served: Served):
    for path in ("/", "/query", "/search"):
        tree = html.document_fromstring(served.ask(path, accept="text/html").text)
        assert "/explore" in tree.xpath("//header//nav/a/@href")
    graph = sample_graph()
    names = [f"{entity.id}" for entity in graph.entities[:2]]
    names += [f"article/{graph.articles[0].id}", graph.events[0].id]
    for name in names:
        found = html.document_fromstring(served.ask(f"/{name}", accept="text/html").text)
        links = [link for link in found.xpath("//main//a/@href") if link.startswith("/explore#node=")]
        assert links == [f"/explore#node={name}"], name


def test_what_cannot_be_drawn_is_told_by_a_running_server(tmp_path: Path, folder: Path):
    damaged = tmp_path / "damaged"
    shutil.copytree(folder, damaged)
    (damaged / "graph.duckdb").write_bytes(b"no tables")
    for kept in damaged.glob("store/*/explorer"):
        shutil.rmtree(kept)
    with serving(damaged) as server:
        answer = ready(server)
        assert answer.status == 500
        assert "graph.duckdb" in answer.text
        assert len(answer.text.strip().splitlines()) == 1
        assert server.sparql("ASK {}").status == 200
    with serving(folder_of(sample_graph(), tmp_path / "bare")) as server:
        answer = ready(server)
        assert (answer.status, answer.text.strip()) == (
            500, "There is no picture of this graph: its folder holds no tables; build the graph again.",
        )  # fmt: skip


def test_an_update_is_drawn_while_the_server_runs(tmp_path: Path):
    graph = sample_graph()
    folder = tmp_path / "graph"
    write_folder(graph, folder)
    with serving(folder) as server:
        before = ready(server)
        write_folder(changed(graph), folder)
        end = time.monotonic() + 300  # the maker gives way to whatever else runs
        while (after := server.ask("/explore/graph")).headers["etag"] == before.headers["etag"]:
            assert after.status == 200
            assert time.monotonic() < end
            time.sleep(0.05)
        assert b"Ana Pell" in zlib.decompress(after.body)


def changed(graph: KnowledgeGraph) -> KnowledgeGraph:
    from dataclasses import replace

    first_one, *others = graph.articles
    return replace(graph, articles=(replace(first_one, outlet="The Harlow Post"), *others))
