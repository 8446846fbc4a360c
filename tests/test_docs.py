"""Every code block of the README and the docs runs, and prints what the document says it prints.

`sh` blocks run in a folder that holds a copy of `data/`; a `text` block right after one is its whole output. `python`
blocks of a document share their names; `sparql` blocks are asked of the graph of the sample articles; `turtle` and
`json` blocks parse. A `sh` block that installs or calls make is what `.ci/run` does on a clean checkout, and is not run
again here. `newsgraph serve` goes on in the background, at a port of its own, while the rest of its document runs.
"""

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(
    [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "data").rglob("*.md")]
)
_BLOCK = re.compile(r"^```([\w-]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_INSTALLS = re.compile(r"\b(make|pip|venv|git clone|apt|activate|jupyter|bench/)\b")
_SERVES = re.compile(r"^newsgraph serve (?!--help)", re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)|<img[^>]* src=\"([^\"]+)\"")


@dataclass(frozen=True)
class Block:
    language: str
    code: str


def blocks(document: Path) -> list[Block]:
    return [Block(match[1], match[2]) for match in _BLOCK.finditer(document.read_text("utf-8"))]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "data", home / "data")
    shutil.copytree(ROOT / "ontology", home / "ontology")
    run(f"{sys.executable} -m newsgraph build data/articles --out build", home)
    return home


def run(command: str, home: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "100"}
    done = subprocess.run(command, shell=True, cwd=home, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_block_runs_and_prints_what_it_says(document: Path, folder: Path) -> None:
    names: dict[str, Any] = {}
    printed: str | None = None
    server = Server(folder)
    if document.parent.name == "tutorial":  # starts from nothing, and leaves the graph that the others ask
        shutil.rmtree(folder / "build")
    with server:
        for block in blocks(document):
            if block.language == "text":
                assert printed is None or tidy(block.code) == tidy(printed), printed
            printed = None
            if block.language == "sh" and _SERVES.search(block.code):
                server.start(block.code)
            elif block.language == "sh" and not _INSTALLS.search(block.code):
                printed = server.shown(run(server.placed(block.code), folder))
            elif block.language == "python":
                run_python(server.placed(block.code), names, folder)
            elif block.language in ("sparql", "turtle", "json"):
                read(block, folder)


class Server:
    """The server that a document starts, at a free port instead of the one that the document names."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.process: subprocess.Popen[str] | None = None
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]

    def start(self, command: str) -> None:
        """Start the server in place of one that runs, and wait until it says where it is."""
        self.stop()
        line = " ".join(command.replace("\\\n", " ").split())
        words = [sys.executable, "-m", *shlex.split(line, comments=True), "--port", str(self.port)]
        self.process = subprocess.Popen(words, cwd=self.home, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        assert f":{self.port}/" in self.process.stdout.readline()

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.communicate()
            self.process = None

    def placed(self, code: str) -> str:
        """Return the code with the port that the server really has."""
        return code.replace("127.0.0.1:8000", f"127.0.0.1:{self.port}")

    def shown(self, printed: str) -> str:
        """Return what was printed as the document has it."""
        return printed.replace(f"127.0.0.1:{self.port}", "127.0.0.1:8000")

    def __enter__(self) -> None:
        """Start nothing yet."""

    def __exit__(self, *_: object) -> None:
        """End the server."""
        self.stop()


def run_python(code: str, names: dict[str, Any], home: Path) -> None:
    before = Path.cwd()
    os.chdir(home)
    try:
        exec(compile(code, "<document>", "exec"), names)
    finally:
        os.chdir(before)


def read(block: Block, home: Path) -> None:
    if block.language == "json":
        json.loads(block.code)
    elif block.language == "turtle":
        import rdflib

        from newsgraph.rdf import prefixes

        head = "".join(f"@prefix {name}: <{space}> .\n" for name, space in prefixes().items())
        rdflib.Graph().parse(data=head + block.code, format="turtle")
    else:
        from newsgraph.library import open_library
        from newsgraph.library.search import textual
        from newsgraph.store import rows

        with open_library(home / "build") as library:
            assert rows(library.store, textual(block.code, library), prefixes=library.prefixes).rows


def tidy(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_local_link_leads_somewhere(document: Path) -> None:
    for match in _LINK.finditer(document.read_text("utf-8")):
        target = match[1] or match[2]
        if "://" not in target and not target.startswith("mailto:"):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"
