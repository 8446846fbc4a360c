"""Strangers' bytes: whatever a client sends is answered or dropped, never with a fault, and nothing is left behind.

NEWSGRAPH_FUZZ=5000 tries that many requests of each sort; by default few enough for every run of the tests.
"""

import json
import os
import random
import re
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from factory import sample_graph
from newsgraph.serve.routes import ROUTES
from running import Served, folder_of, serving

EXAMPLES = int(os.environ.get("NEWSGRAPH_FUZZ", "100"))
STATUS = re.compile(rb"HTTP/1\.[01] (\d{3}) ")
PATHS = sorted({route.path.replace("*", "") for route in ROUTES})
BELOW = [
    "",
    "",
    "person/ana-pell-829b1fef",
    "suggest/entity",
    "preview",
    "properties",
    "fill",
    "vocabulary",
    "site.css",
]
METHODS = [
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "DELETE",
    "OPTIONS",
    "PATCH",
    "TRACE",
    "CONNECT",
    "get",
    "G\x00T",
    "",
    "M" * 300,
]
PIECES = [
    "person/ana-pell-829b1fef", "article/", "%2F", "%2f..%2f", "..", "//", "%00", "%", "%zz", "%ff%fe", "\\", "é",
    "a" * 5000, "mention/x_1-2", "mention/x_9-1", "graph/entities", "claim/", "event/0123456789abcdef_x",
    "local/x_y", "\x7f", ";a=b", "#x", "suggest/entity", "preview", "properties", "draft/match", "site.css",
    "query.js", "~", "%c3%28", "{id}", "judgement/1",
]  # fmt: skip
NAMES = [
    "query", "queries", "extend", "q", "prefix", "cursor", "id", "page", "format", "type", "limit", "question",
    "thing", "default-graph-uri", "named-graph-uri", "update", "graph", "since", "kind", "outlet", "\x00", "é",
]  # fmt: skip
VALUES = [
    "SELECT * { ?s ?p ?o } LIMIT 3", "ASK {}", "DESCRIBE <https://newsgraph.example/person/ana-pell-829b1fef>",
    "SELECT", "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 2", '{"q":{"query":"Ana Pell"}}', '{"ids":[],"properties":[]}',
    "{", "[[[[", "1e999", "-1", "999999999999999999999", "%00", "\x00", "\ud7ff", "<script>", '"', "NEAR(", "* OR *",
    "urn:x", "http://[", "a" * 3000, "SELECT ?x { ?x ng:matches '\"' }", "SELECT ?x { ?x ng:matches '*' }", "turtle",
    "html", "json", "DROP ALL", "🦀", "true",
]  # fmt: skip
HEADERS = [
    ("Accept", "text/html"), ("Accept", "application/ld+json;q=x, */*;q=2"), ("Accept", "," * 500),
    ("Accept", "no/thing"), ("Accept-Encoding", "gzip;q=0, *"),
    ("Content-Type", "application/x-www-form-urlencoded"), ("If-None-Match", '"'),
    ("Content-Type", "application/sparql-query"), ("Content-Type", "application/json"),
    ("Content-Type", "multipart/form-data"), ("Content-Length", "-5"), ("Content-Length", "99999999999999999999"),
    ("Content-Length", "3"), ("Content-Length", "x"), ("Transfer-Encoding", "chunked"),
    ("Transfer-Encoding", "gzip, chunked"), ("Expect", "100-continue"), ("Origin", "null"), ("Range", "bytes=0-"),
    ("Host", "elsewhere.example"), ("Authorization", "Bearer \x80"), ("X", "y" * 9000), ("Upgrade", "h2c"),
    ("Connection", "close"), ("Connection", "upgrade"), (" X", "y"), ("X y", "z"), ("Cookie", "a=b;;;"),
    ("If-None-Match", "*"),
]  # fmt: skip
BODIES = [
    b"", b"query=SELECT", b"queries=%7B%7D", b"\xff\xfe\x00", b"5\r\nhello\r\n0\r\n\r\n", b"zz\r\nhello",
    b"fffffffffffffffff\r\n", b"0\r\n\r\nGET / HTTP/1.1\r\n\r\n", b"-1\r\n", b"SELECT * { ?s ?p ?o } LIMIT 1",
    b'{"queries":[]}', b"a" * 70000,
]  # fmt: skip


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Served]:
    with serving(folder_of(sample_graph(), tmp_path_factory.mktemp("graph")), timeout=2.0) as running:
        yield running


def statuses(answer: bytes) -> list[int]:
    return [int(found) for found in STATUS.findall(answer)]


def sent(served: Served, content: bytes, *, hang_up: bool = False, patience: float = 0.3) -> tuple[bytes, float]:
    """Return what comes back, and how long the connection stayed open once nothing more could be sent.

    A server may wait for the rest of a request: after `patience` without a byte it is told that none will come.
    """
    with socket.create_connection(served.address, timeout=patience) as connection:
        try:
            connection.sendall(content)
        except (BrokenPipeError, ConnectionResetError):
            return b"", 0.0
        if hang_up:
            return b"", 0.0
        answer, is_over = _received(connection)
        if is_over:
            return answer, 0.0
        started = time.monotonic()
        connection.shutdown(socket.SHUT_WR)
        connection.settimeout(8.0)
        rest, _ = _received(connection)
        return answer + rest, time.monotonic() - started


def _received(connection: socket.socket) -> tuple[bytes, bool]:
    """Return what comes until the other side closes, or until it has been silent for the connection's timeout."""
    parts = []
    try:
        while part := connection.recv(65536):
            parts.append(part)
    except TimeoutError:
        return b"".join(parts), False
    except ConnectionResetError:
        pass
    return b"".join(parts), True


def check(served: Served, content: bytes, *, hang_up: bool = False) -> None:
    answer, seconds = sent(served, content, hang_up=hang_up)
    assert not [status for status in statuses(answer) if status >= 500 and status not in (503, 504)], (
        content,
        answer[:300],
    )
    assert b"Traceback" not in answer
    assert seconds < 7, content
    assert served.process.poll() is None


targets = st.builds(
    lambda start, pieces, given: (
        start
        + "".join(pieces)
        + (
            "?" + "&".join(f"{name}={quote(value, safe='', errors='replace')}" for name, value in given)
            if given
            else ""
        )
    ),
    st.sampled_from([*PATHS, "", "*", "http://elsewhere.example/", "/", "//"]),
    st.lists(st.sampled_from(PIECES), max_size=3),
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES)), max_size=3),
)
parameters = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES)), min_size=1, max_size=3)
forms = parameters.map(lambda given: urlencode(given, errors="replace"))
known = st.builds(
    lambda path, rest, form: f"{path}{rest}?{form}", st.sampled_from(PATHS), st.sampled_from(BELOW), forms
)
requests = st.builds(
    lambda method, target, version, headers, body: (
        f"{method} {target} {version}\r\n".encode("utf-8", "replace")
        + b"".join(f"{name}: {value}\r\n".encode("utf-8", "replace") for name, value in headers)
        + b"\r\n"
        + body
    ),
    st.sampled_from([*METHODS, "GET", "GET", "GET", "POST", "POST"]),
    targets,
    st.sampled_from(["HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/9", ""]),
    st.lists(st.sampled_from([("Host", "localhost"), *HEADERS]), max_size=4).map(
        lambda some: [("Host", "localhost"), *some]
    ),
    st.sampled_from(BODIES),
)


@given(requests, st.booleans())
@settings(max_examples=2 * EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_requests_made_of_odd_pieces_are_answered(served: Served, content: bytes, hang_up: bool) -> None:
    check(served, content, hang_up=hang_up)


@given(st.binary(max_size=400))
@settings(max_examples=EXAMPLES // 2)
def test_bytes_that_are_no_request_are_answered_or_dropped(served: Served, content: bytes) -> None:
    check(served, content)


@given(requests, st.data())
@settings(max_examples=EXAMPLES // 2)
def test_requests_cut_off_anywhere_leave_nothing_behind(served: Served, content: bytes, data: st.DataObject) -> None:
    check(served, content[: data.draw(st.integers(0, min(len(content), 2000)))], hang_up=data.draw(st.booleans()))


@given(st.one_of(known, targets))
@settings(max_examples=EXAMPLES)
def test_every_address_gives_a_whole_answer_to_a_plain_get(served: Served, target: str) -> None:
    line = f"GET {target} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n"
    answer, _ = sent(served, line.encode("utf-8", "replace"), patience=20.0)
    (status,) = statuses(answer)[:1] or [0]
    assert 200 <= status < 500 or status in (503, 504), (target, answer[:200])
    head, _, body = answer.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
    assert length is None or int(length[1]) == len(body)


@given(st.sampled_from(["/sparql", "/query", "/reconcile", "/reconcile/draft/match"]), forms, st.sampled_from(VALUES))
@settings(max_examples=EXAMPLES)
def test_every_form_that_is_posted_gets_a_whole_answer(served: Served, path: str, form: str, value: str) -> None:
    kind, body = ("application/x-www-form-urlencoded", form.encode())
    if value.startswith(("SELECT", "{", "DROP")):
        kind, body = ("application/sparql-query" if path == "/sparql" else "application/json", value.encode())
    answer = served.ask(path, method="POST", body=body, content_type=kind, accept="*/*")
    assert answer.status < 500 or answer.status in (503, 504), answer.text[:300]
    assert "Traceback" not in answer.body.decode("utf-8", "replace")


def test_after_all_that_nothing_has_leaked_and_all_still_works(served: Served) -> None:
    draw = random.Random(7)
    before = _held(served)
    for _ in range(150):
        line = f"{draw.choice(METHODS)} {draw.choice(PATHS)}{draw.choice(PIECES)} HTTP/1.1\r\nHost: localhost\r\n"
        content = line.encode("utf-8", "replace") + b"\r\n" * draw.randint(0, 2)
        sent(served, content[: draw.randint(1, len(content))], hang_up=draw.random() < 0.7)
    runaway = quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    for _ in range(4):
        sent(served, f"GET /sparql?query={runaway} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode(), hang_up=True)
    until = time.monotonic() + 15
    while (left := _held(served)) > before + 4 and time.monotonic() < until:
        time.sleep(0.2)
    assert left <= before + 4, "open files or processes were left behind"
    assert served.sparql("ASK {}", accept="application/json").json()["boolean"] is True
    assert "Traceback" not in _log(served)
    form = f"queries={quote(json.dumps({'q': {'query': 'Ana Pell'}}))}".encode()
    assert (
        served.ask("/reconcile", method="POST", body=form, content_type="application/x-www-form-urlencoded").status
        == 200
    )


def _held(served: Served) -> int:
    """Return how many files the server's front has open, and how many processes there are."""
    return len(os.listdir(f"/proc/{served.process.pid}/fd")) + len(served.family())


def _log(served: Served) -> str:
    """Return what the server has written to its log so far."""
    assert served.process.stderr is not None
    handle = served.process.stderr.fileno()
    os.set_blocking(handle, False)
    parts = []
    with suppress(BlockingIOError):
        while part := os.read(handle, 65536):
            parts.append(part)
    return b"".join(parts).decode("utf-8", "replace")
