"""A small reconciliation service on a real socket of this machine: versions 0.1, 0.2 and 1.0-draft, and misbehaviour.

It knows a few invented things, notes what it is asked, and plays a script of faults before it answers as it should.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

THINGS = (
    ("T1", "Dana Orlov", "Person", "minister of an invented country"),
    ("T2", "Border Agency", "Organization", "an invented agency"),
    ("T3", "Harbour League", "Organization", "an invented rights group"),
    ("T4", "Port Arlen", "Place", "an invented town"),
    ("T5", "Port Arlen", "Place", "another invented town"),
    ("T6", "Ana Pell", "Person", "invented director"),
)
Fault = Callable[["_Handler"], None]


@dataclass
class Reconciler:
    """What the service says of itself, what it has been asked, and the faults it still has to play."""

    url: str = ""
    manifest: Any = None
    version: str = "0.2"
    takes_post: bool = True
    largest_batch: int = 1000
    faults: list[Fault | None] = field(default_factory=list)
    """Played one a request for queries, before any answer; None answers as it should."""
    manifest_faults: list[Fault] = field(default_factory=list)
    requests: list[tuple[str, str]] = field(default_factory=list)
    """Method and path of each request."""
    batches: list[list[dict[str, Any]]] = field(default_factory=list)
    """The queries of each batch that was answered."""
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """The names asked for, in order."""
        return [_name(query) for queries in self.batches for query in queries]


@contextmanager
def reconciler(**settings: Any) -> Iterator[Reconciler]:
    """Run the service on a free port until the block ends."""
    service = Reconciler(**settings)
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"service": service}))
    service.url = f"http://127.0.0.1:{server.server_port}/reconcile"
    if service.manifest is None:
        service.manifest = manifest(service.version)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def manifest(version: str = "0.2", **more: Any) -> dict[str, Any]:
    """Return the manifest of a service that speaks the version."""
    made: dict[str, Any] = {"name": "Invented things", "defaultTypes": [{"id": "Person", "name": "Person"}]}
    if version == "1.0-draft":
        made |= {"versions": [version], "view": {"url": "https://things.example/{id}"}, "standardizedScore": True}
    else:
        made |= {"identifierSpace": "https://things.example/", "schemaSpace": "https://things.example/terms"}
        made |= {"view": {"url": "https://things.example/page/{{id}}"}}
        made |= {"versions": ["0.1", "0.2"]} if version == "0.2" else {}
    return made | more


def status(code: int, *, body: bytes = b"<h1>No</h1>", **headers: str) -> Fault:
    """Return the fault of answering with a status; `Retry_After="1"` becomes a header."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.reply(code, body, "text/html", named)


def body(content: bytes, *, media_type: str = "application/json", **headers: str) -> Fault:
    """Return the fault of answering 200 with other content than asked for."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.reply(200, content, media_type, named)


def encoded(value: Any) -> bytes:
    """Return the value as JSON."""
    return json.dumps(value).encode()


def silence(seconds: float) -> Fault:
    """Return the fault of saying nothing for a while."""
    return lambda handler: time.sleep(seconds)


def dripping(seconds: float) -> Fault:
    """Return the fault of sending a byte now and then."""

    def drip(handler: "_Handler") -> None:
        handler.start(200, "application/json", {"Content-Length": "100000"})
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                handler.wfile.write(b" ")
                handler.wfile.flush()
            except OSError:
                return
            time.sleep(0.02)

    return drip


def broken_off(handler: "_Handler") -> None:
    """Promise more than is sent, and hang up."""
    handler.start(200, "application/json", {"Content-Length": "1000"})
    handler.wfile.write(b'{"q0": ')
    handler.close_connection = True


def hung_up(handler: "_Handler") -> None:
    """Close without a word."""
    handler.close_connection = True


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Say nothing of a client that hung up, which is what many tests are about."""


class _Handler(BaseHTTPRequestHandler):
    service: Reconciler
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        queries = parse_qs(urlsplit(self.path).query)
        self._note()
        if "queries" in queries:
            self._answer(json.loads(queries["queries"][0]))
        elif "query" in queries:
            self._answer({"q0": {"query": queries["query"][0]}}, only="q0")
        elif self.service.manifest_faults:
            self.service.manifest_faults.pop(0)(self)
        else:
            self._json(self.service.manifest)

    def do_POST(self) -> None:
        self._note()
        content = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if not self.service.takes_post:
            self.reply(405, b"", "text/plain", {"Allow": "GET"})
        elif self.service.version == "1.0-draft":
            assert urlsplit(self.path).path.endswith("/match")
            assert self.headers["Content-Type"] == "application/json"
            self._answer(json.loads(content))
        else:
            assert self.headers["Content-Type"] == "application/x-www-form-urlencoded"
            self._answer(json.loads(parse_qs(content.decode("ascii"))["queries"][0]))

    def reply(self, code: int, content: bytes, media_type: str, headers: dict[str, str] | None = None) -> None:
        self.start(code, media_type, {"Content-Length": str(len(content)), **(headers or {})})
        try:
            self.wfile.write(content)
        except OSError:
            self.close_connection = True

    def start(self, code: int, media_type: str, headers: dict[str, str]) -> None:
        self.send_response(code)
        for name, value in {"Content-Type": media_type, **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass

    def _note(self) -> None:
        self.service.requests.append((self.command, urlsplit(self.path).path))
        self.service.headers.append(dict(self.headers))

    def _answer(self, asked: dict[str, Any], *, only: str | None = None) -> None:
        fault = self.service.faults.pop(0) if self.service.faults else None
        if fault is not None:
            fault(self)
            return
        is_draft = self.service.version == "1.0-draft"
        queries = asked["queries"] if is_draft else list(asked.values())
        if len(queries) > self.service.largest_batch:
            self.reply(413, b"too many", "text/plain")
            return
        self.service.batches.append(queries)
        found = [_found(query) for query in queries]
        if is_draft:
            self._json({"results": [{"candidates": candidates} for candidates in found]})
        elif only:
            self._json({"result": found[0]})
        else:
            self._json({key: {"result": candidates} for key, candidates in zip(asked, found, strict=True)})

    def _json(self, value: Any) -> None:
        self.reply(200, json.dumps(value).encode(), "application/json")


def _name(query: dict[str, Any]) -> str:
    if "conditions" in query:
        return next(one["propertyValue"] for one in query["conditions"] if one["matchType"] == "name")
    return query["query"]


def _found(query: dict[str, Any]) -> list[dict[str, Any]]:
    name = _name(query)
    named = [thing for thing in THINGS if thing[1] == name]
    alike = [thing for thing in THINGS if thing[1] != name and set(thing[1].split()) & set(name.split())]
    return [
        {
            "id": identifier,
            "name": found,
            "description": description,
            "type": [{"id": kind, "name": kind}],
            "score": 100 if found == name else 40,
            "match": found == name and len(named) == 1,
        }
        for identifier, found, kind, description in [*named, *alike][: query.get("limit", 5)]
    ]
