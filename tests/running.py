"""A real server over a small real folder, for tests: started as a program of its own, spoken to through sockets."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from newsgraph.model import KnowledgeGraph
from newsgraph.rdf import DEFAULT_BASE, quads, write_nquads
from newsgraph.store.snapshots import switch, write_snapshot

_PROGRAM = """
import argparse, functools, json, sys
import newsgraph.serve
from newsgraph.cli.serve import run
from newsgraph.errors import NewsgraphError
options = json.loads(sys.argv[1])
newsgraph.serve.Limits = functools.partial(newsgraph.serve.Limits, **options.pop("limits", {}))
try:
    sys.exit(run(argparse.Namespace(**options)))
except NewsgraphError as error:
    print(f"newsgraph: {error}", file=sys.stderr)
    sys.exit(2)
"""
_OPTIONS = {
    "host": "127.0.0.1", "port": 0, "token": None, "token_file": None, "timeout": None, "max_rows": None,
    "workers": None, "cors": [], "public_url": None,
}  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    def json(self):
        return json.loads(self.body)


@dataclass(frozen=True)
class Served:
    """A running server."""

    url: str
    process: subprocess.Popen

    @property
    def address(self) -> tuple[str, int]:
        parts = urlsplit(self.url)
        return parts.hostname or "", parts.port or 0

    def ask(
        self, path: str, *, method: str = "GET", body: bytes | None = None, timeout: float = 30, **headers
    ) -> Answer:
        """Return the answer to a request; `_` in a header's name stands for `-`."""
        connection = HTTPConnection(*self.address, timeout=timeout)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, named)
            response = connection.getresponse()
            content = response.read()
            return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, content)
        finally:
            connection.close()

    def sparql(self, query: str, *, timeout: float = 30, **headers) -> Answer:
        """Return the answer to a query sent with GET."""
        return self.ask(f"/sparql?{urlencode({'query': query})}", timeout=timeout, **headers)

    def raw(self, content: bytes, *, timeout: float = 10, leave: bool = False) -> bytes:
        """Return all that comes back on a connection that these bytes are sent on; with `leave`, nothing follows."""
        with socket.create_connection(self.address, timeout=timeout) as connection:
            connection.sendall(content)
            if leave:
                connection.shutdown(socket.SHUT_WR)
            parts = []
            try:
                while part := connection.recv(65536):
                    parts.append(part)
            except (TimeoutError, ConnectionResetError):
                pass
            return b"".join(parts)

    def family(self) -> list[int]:
        """Return the processes that the server has started, and those that these have, but not who makes its picture.

        The maker comes and goes by itself, after a while that no test here knows.
        """
        return [pid for pid in family(self.process.pid) if b"explore_maker" not in _command(pid)]


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def family(pid: int) -> list[int]:
    """Return the descendants of a process."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
    found, fresh = [], [pid]
    while fresh:
        fresh = [child for child, parent in parents.items() if parent in fresh]
        found += fresh
    return found


def folder_of(graph: KnowledgeGraph, folder: Path, *, name: str = "s1") -> Path:
    """Make a graph folder that can be served from a graph, or switch it to another state."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(suffix=".nq") as file:
        write_nquads(quads(graph), file)
        file.flush()
        (folder / "store").mkdir(exist_ok=True)
        write_snapshot(folder, name, nquads=Path(file.name), graph=graph, base=DEFAULT_BASE)
    switch(folder, name)
    return folder


@contextmanager
def serving(folder: Path, **options) -> Iterator[Served]:
    """Serve a folder at a free port until the block ends; options are those of `newsgraph serve`, and `limits`."""
    process = start(folder, **options)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"https?://\S+?/(?=,)", line)
        if not found:
            process.kill()
            raise AssertionError(f"the server did not start: {line} {process.stderr.read() if process.stderr else ''}")
        yield Served(found[0], process)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=10)
        finally:
            process.kill()
            process.communicate()


def start(folder: Path, **options) -> subprocess.Popen:
    """Start the program; what it says can be read from its pipes."""
    arguments = json.dumps({**_OPTIONS, "folder": str(folder), **options})
    return subprocess.Popen(
        [sys.executable, "-u", "-c", _PROGRAM, arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
