"""A site's files: the same bytes each time, nothing that leads out, no text out of its block, no folder spoilt."""

import argparse
import base64
import hashlib
import json
import lzma
import os
import re
import shutil
import subprocess
import sys
import zlib
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest

from factory import sample_graph
from hostile_world import NAMES, hostile_graph
from newsgraph.cli.site import run
from newsgraph.errors import NewsgraphError
from newsgraph.explore.pack import Packed
from newsgraph.export import export
from newsgraph.publish import write_folder
from newsgraph.questions import saved_questions
from newsgraph.site import Site, write_site, writing
from newsgraph.site.blocks import closed, json_block, text_block

FILES = ["LICENSES.txt", "index.html", "query.html"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("site") / "graph"
    write_folder(sample_graph(), made)
    return made


@pytest.fixture(scope="module")
def site(folder: Path) -> Site:
    return write_site(folder, folder.parent / "site", title="Harbour news")


def test_a_graph_that_grew_gives_the_same_site_as_one_built_at_once(tmp_path: Path):
    articles = sorted((Path(__file__).parents[2] / "data" / "articles").iterdir())[:4]
    steps = {"once": (articles,), "grown": (articles[:2], articles)}
    sites = []
    for name, builds in steps.items():
        for sources in builds:
            command = [sys.executable, "-m", "newsgraph", "build", *map(str, sources), "--out", str(tmp_path / name)]
            subprocess.run([*command, "--quiet"], check=True, timeout=300)
        sites.append(write_site(tmp_path / name, tmp_path / f"{name}-site", title="Harbour news"))
    for name in FILES:
        assert (sites[0].folder / name).read_bytes() == (sites[1].folder / name).read_bytes(), name


class Page(HTMLParser):
    """The elements of a page, with their attributes and, of those that hold no others, their texts."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str], list[str]]] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}, []))

    def handle_endtag(self, tag: str) -> None:
        self.elements.append(("", {}, []))

    def handle_data(self, data: str) -> None:
        if self.elements:
            self.elements[-1][2].append(data)

    def all(self, tag: str) -> list[tuple[dict[str, str], str]]:
        return [(attributes, "".join(texts)) for name, attributes, texts in self.elements if name == tag]

    def block(self, name: str) -> str:
        (found,) = [text for attributes, text in self.all("script") if attributes.get("id") == name]
        return found

    def unpacked(self, name: str) -> bytes:
        return zlib.decompress(base64.b64decode(self.block(name), validate=True))


def test_the_same_graph_gives_the_same_bytes(folder: Path, site: Site, tmp_path: Path):
    again = write_site(folder, tmp_path / "site", title="Harbour news")
    assert [name for name, _ in site.sizes] == FILES
    assert again.sizes == site.sizes
    for name in FILES:
        assert (again.folder / name).read_bytes() == (site.folder / name).read_bytes()
    elsewhere = tmp_path / "graph"
    write_folder(sample_graph(), elsewhere)
    third = write_site(elsewhere, tmp_path / "third", title="Harbour news")
    for name in FILES:
        assert (third.folder / name).read_bytes() == (site.folder / name).read_bytes()


@pytest.mark.parametrize("name", ["index.html", "query.html"])
def test_a_page_runs_its_own_script_and_asks_for_nothing(site: Site, name: str):
    page = Page(site.folder / name)
    (policy,) = [
        attributes["content"]
        for attributes, _ in page.all("meta")
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    scripts = [text for attributes, text in page.all("script") if "type" not in attributes]
    words = directives["script-src"].split()
    assert [word for word in words if word != "'wasm-unsafe-eval'"] == [hashed(text) for text in scripts]
    assert directives["style-src"].split() == [hashed(text) for _, text in page.all("style")]
    assert ("'wasm-unsafe-eval'" in words, directives.get("worker-src")) == (
        (True, "blob:") if name == "query.html" else (False, None)
    )
    assert {attributes.get("type") for attributes, _ in page.all("script")} <= {None, "text/plain", "application/json"}
    for _, attributes, _ in page.elements:
        assert "style" not in attributes
        assert not [key for key in attributes if key.startswith("on")]
        assert "src" not in attributes
        href = attributes.get("href", "#")
        assert href in ("#main", "#", "index.html", "query.html") or href.startswith("data:image/svg+xml,")


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_what_draws_comes_before_what_is_looked_up(site: Site):
    page = Page(site.folder / "index.html")
    order = [attributes.get("id", "script") for attributes, _ in page.all("script")]
    assert order == ["about", "world", "graph", "script", "details", "words-0"]
    about = json.loads(page.block("about"))
    assert about == {"mode": "file", "title": "Harbour news", "home": None, "query": "query.html", "words": 1}
    assert b"Ana Pell" in page.unpacked("graph")


def test_the_query_page_holds_the_graph_and_what_answers(folder: Path, site: Site, tmp_path: Path):
    page = Page(site.folder / "query.html")
    assert page.unpacked("quads-0") == export(folder, "trig", tmp_path / "graph.trig").read_bytes()
    assert page.unpacked("wasm").startswith(b"\0asm")
    told = json.loads(page.block("vocabulary"))
    assert told["pages"] == "index.html#node="
    assert "ng:matches" not in {term["name"] for term in told["terms"]}
    questions = json.loads(page.block("questions-data"))
    assert [one["name"] for one in questions] == [one.name for one in saved_questions()]
    things = json.loads(page.block("things"))
    assert "Ana Pell" in things["names"]
    assert len({len(column) for column in things.values()}) == 1


def test_licences_of_all_that_is_in_it_are_told(site: Site):
    told = (site.folder / "LICENSES.txt").read_text("utf-8")
    for words in (
        "@codemirror/view",
        "Oxigraph 0.5",
        "Natural Earth",
        "Permission is hereby granted",
        "Apache License",
    ):
        assert words in told


def test_hostile_words_stay_in_their_blocks(tmp_path: Path):
    folder = tmp_path / "graph"
    write_folder(hostile_graph(), folder)
    for number, title in enumerate((*NAMES, "", "\ud800 half", "two\nlines")):
        # Of one is enough of what is large.
        site = write_site(folder, tmp_path / f"site-{number}", title=title, most_quads=0 if number else 1_000_000)
        for name in (name for name, _ in site.sizes if name.endswith(".html")):
            page = Page(site.folder / name)
            blocks = [attributes.get("id") for attributes, _ in page.all("script")]
            assert len(blocks) == len(set(blocks)) == (6 if name == "index.html" else 8)
            assert len(page.all("style")) == len(page.all("title")) == 1
            assert not page.all("img")
            assert not page.all("svg")
            assert not page.all("iframe")
        if number:
            continue
        things = json.loads(page.block("things"))
        assert NAMES[0] in things["names"]


def test_a_graph_too_large_for_a_browser_gets_no_query_page(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    out = tmp_path / "site"
    write_site(folder, out)
    made = write_site(folder, out, most_quads=10)
    assert not made.has_query
    assert made.quads > 10
    assert sorted(entry.name for entry in out.iterdir()) == ["LICENSES.txt", "index.html"]
    assert json.loads(Page(out / "index.html").block("about"))["query"] is None
    monkeypatch.setattr("newsgraph.site.write_site", lambda *_, **__: made)
    assert run(argparse.Namespace(folder=str(folder), out=str(out), title=None, limit=None)) == 0
    assert f"There is no query.html: the graph has {made.quads} statements" in capsys.readouterr().out


def test_the_command_says_what_it_wrote(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    out = tmp_path / "site"
    assert run(argparse.Namespace(folder=str(folder), out=str(out), title=None, limit=3)) == 0
    told = capsys.readouterr().out
    assert re.search(r"Wrote .*/site: LICENSES\.txt \(\d+ kB\), index\.html \([\d.]+ [kM]B\), query\.html", told)
    assert json.loads(Page(out / "index.html").block("about"))["title"] == "graph"


def test_a_site_is_replaced_whole_or_not_at_all(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    out = tmp_path / "site"
    write_site(folder, out, title="first")
    out.chmod(0o750)
    write_site(folder, out, title="second")
    assert "<title>second</title>" in (out / "index.html").read_text("utf-8")
    assert out.stat().st_mode & 0o777 == 0o750
    before = {entry.name: entry.read_bytes() for entry in out.iterdir()}
    monkeypatch.setattr(writing, "prepared", lambda *_, **__: Packed("another", "", b"", b"", ()))
    with pytest.raises(NewsgraphError, match="changed while its site was made; make it again"):
        write_site(folder, out, title="third")
    assert {entry.name: entry.read_bytes() for entry in out.iterdir()} == before
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["site"]


def test_other_folders_are_left_alone(folder: Path, tmp_path: Path):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "index.html").write_text("<h1>my own page</h1>")
    (tmp_path / "told").mkdir()
    (tmp_path / "told" / "LICENSES.txt").write_text("mine")
    (tmp_path / "odd" / "index.html").mkdir(parents=True)
    (tmp_path / "empty").mkdir()
    os.symlink(tmp_path / "full", tmp_path / "link")
    refused = {
        tmp_path / "file": "is not a folder; name another with --out",
        tmp_path / "full": "holds other things; name an empty or a new folder with --out",
        tmp_path / "link": "holds other things",
        tmp_path / "own": "holds other things",
        tmp_path / "told": "holds other things",
        tmp_path / "odd": "holds other things",
        tmp_path / "no" / "such" / "place": "There is no folder",
        folder: "belongs to the graph itself",
        folder / "store": "belongs to the graph itself",
        folder / "store" / "site": "belongs to the graph itself",
        folder / ".hidden": "belongs to the graph itself",
        folder.parent: "holds the graph itself",
        Path("/proc/site"): "Cannot write /proc/site",
    }
    for out, words in refused.items():
        with pytest.raises(NewsgraphError, match=words) as told:
            write_site(folder, out)
        assert "\n" not in str(told.value)
    with pytest.raises(NewsgraphError, match="There is no graph in"):
        write_site(tmp_path / "empty", tmp_path / "site")
    assert (tmp_path / "own" / "index.html").read_text() == "<h1>my own page</h1>"
    assert not (tmp_path / "site").exists()
    assert write_site(folder, tmp_path / "empty").folder == tmp_path / "empty"


@pytest.mark.parametrize("text", ["</script>", "a </SCRIPT", "<!-- b", "</style>", "\r", "\0"])
def test_a_script_that_would_leave_its_element_is_refused(text: str):
    with pytest.raises(ValueError, match="holds"):
        closed(text)
    with pytest.raises(ValueError, match="base64"):
        text_block("graph", text)
    block = json_block("about", {text: [text]})
    assert not re.search(r"[<>&\r\0]", block.removeprefix('<script type="application/json" id="about">')[:-10])


def test_the_engine_is_what_its_package_makes(tmp_path: Path):
    web = Path(__file__).parents[2] / "web"
    node = shutil.which("node")
    if node is None or not (web / "node_modules" / "binaryen").is_dir():
        reason = "there is no Node with web/node_modules: run `npm ci` in web/"
        if os.environ.get("CI"):
            pytest.fail(f"CI is set, and {reason}")
        pytest.skip(reason)
    made = tmp_path / "engine.wasm"
    subprocess.run([node, "tools/strip.mjs", str(made)], cwd=web, check=True, timeout=300)
    shipped = (files("newsgraph.site") / "assets" / "oxigraph.wasm.xz").read_bytes()
    assert lzma.decompress(shipped) == made.read_bytes(), "the engine is another: run `python tools/wasm.py` in web/"
    assert len(shipped) < 900_000
