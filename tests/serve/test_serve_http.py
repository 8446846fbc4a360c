"""HTTP as hostile, slow and odd clients speak it, and who is let in."""

import base64
import re
import select
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from factory import sample_graph
from newsgraph.serve.security import CONTENT_POLICY
from running import Served, folder_of, serving

TOKEN = "a-long-enough-token"
ASK = "/sparql?query=ASK%20%7B%7D"
LINE = f"GET {ASK} HTTP/1.1\r\nHost: localhost\r\n"
LIMITS = {"client_seconds": 1.0, "idle_seconds": 2.0, "connections": 400}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return folder_of(sample_graph(), tmp_path_factory.mktemp("graph"))


@pytest.fixture(scope="module")
def served(folder) -> Iterator[Served]:
    with serving(folder, limits=LIMITS) as server:
        yield server


def statuses(content: bytes) -> list[int]:
    return [int(found) for found in re.findall(rb"HTTP/1\.1 (\d{3})", content)]


def sent(request: str, body: bytes = b"") -> bytes:
    return request.encode("latin-1") + body


POST = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
MEGABYTE = 1024 * 1024
ODD = {
    "no HTTP": (b"\x16\x03\x01\x02\x00\x01\x00\x01", [400]),
    "a line of nothing": (b"\r\n\r\n\r\n" + sent(f"{LINE}Connection: close\r\n\r\n"), [200]),
    "no host": (sent(f"GET {ASK} HTTP/1.1\r\n\r\n"), [400]),
    "two hosts": (sent(f"{LINE}Host: other\r\n\r\n"), [400]),
    "another host": (sent(f"GET {ASK} HTTP/1.1\r\nHost: evil.example\r\n\r\n"), [421]),
    "this host with its port": (sent(f"GET {ASK} HTTP/1.1\r\nHost: LOCALHOST:1\r\nConnection: close\r\n\r\n"), [200]),
    "a whole address": (
        sent(f"GET http://localhost{ASK} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
        [200],
    ),
    "a star": (sent("OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), [400]),
    "a tunnel": (sent("CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), [400]),
    "an unknown method": (sent("BREW /sparql HTTP/1.1\r\nHost: localhost\r\n\r\n"), [400]),
    "HTTP/1.0": (sent(f"GET {ASK} HTTP/1.0\r\n\r\n"), [421]),
    "HTTP/1.0 with a host": (sent(f"GET {ASK} HTTP/1.0\r\nHost: localhost\r\n\r\n"), [200]),
    "HTTP/2 offered": (
        sent(f"{LINE}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAA\r\n\r\n"),
        [200],
    ),
    "a long address": (sent("GET /sparql?query=" + "a" * 40_000 + " HTTP/1.1\r\nHost: localhost\r\n\r\n"), [414]),
    "an address without end": (sent("GET /sparql?query=" + "a" * 200_000), [414]),
    "a long header": (sent(f"{LINE}X-Long: {'a' * 70_000}\r\n\r\n"), [431]),
    "many headers": (sent(LINE + "".join(f"X-{n}: {n}\r\n" for n in range(9000)) + "\r\n"), [431]),
    "a folded header": (sent(f"{LINE}X-A: 1\r\n  2\r\nConnection: close\r\n\r\n"), [400]),
    "a large body, told": (sent(f"{POST}Content-Length: {MEGABYTE + 1}\r\n\r\n"), [413]),
    "a large body, untold": (
        sent(f"{POST}Transfer-Encoding: chunked\r\n\r\n", b"80000\r\n" + b" " * 0x80000 + b"\r\n")
        + (b"80001\r\n" + b" " * 0x80001 + b"\r\n"),
        [413],
    ),
    "a length that is none": (sent(f"{POST}Content-Length: 12x\r\n\r\n"), [400]),
    "an endless length": (sent(f"{POST}Content-Length: 99999999999999999999999\r\n\r\n"), [400]),
    "two lengths": (sent(f"{POST}Content-Length: 6\r\nContent-Length: 7\r\n\r\nASK {{}}"), [400]),
    "length and chunks": (sent(f"{POST}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), [400]),
    "chunks": (
        sent(f"{POST}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nASK \r\n2\r\n{{}}\r\n0\r\n\r\n"),
        [200],
    ),
    "a chunk of no size": (sent(f"{POST}Transfer-Encoding: chunked\r\n\r\nzz\r\n"), [400]),
    "continue": (
        sent(f"{POST}Expect: 100-continue\r\nContent-Length: 6\r\nConnection: close\r\n\r\nASK {{}}"),
        [100, 200],
    ),
    "a path that is no UTF-8": (sent("GET /%ff%fe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), [400]),
    "sent ahead": (sent(f"{LINE}\r\n" * 5 + f"{LINE}Connection: close\r\n\r\n"), [200] * 6),
    "far too many sent ahead": (sent(f"{LINE}\r\n" * 200 + f"{LINE}Connection: close\r\n\r\n"), [200] * 201),
    "silence": (b"", []),
    "half a request": (b"GET /sparql HT", [408]),
    "half the headers": (sent(LINE), [408]),
    "half a body": (sent(f"{POST}Content-Length: 6\r\n\r\nASK"), [408]),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_requests_are_answered_and_end(served: Served, name):
    request, expected = ODD[name]
    begun = time.monotonic()
    assert statuses(served.raw(request)) == expected
    assert time.monotonic() - begun < 9
    assert served.sparql("ASK {}").status == 200


def test_a_client_that_sends_byte_by_byte_is_not_waited_for(served: Served):
    with socket.create_connection(served.address, timeout=10) as connection:
        begun = time.monotonic()
        with suppress(OSError):
            for byte in LINE.encode() * 10:
                connection.send(bytes([byte]))
                time.sleep(0.1)
        assert time.monotonic() - begun < 10


def test_a_client_that_does_not_read_is_left(folder):
    with serving(folder, limits={**LIMITS, "rows": 10_000_000}) as server:
        large = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 50000"
        with socket.create_connection(server.address, timeout=10) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            path = large.replace(" ", "%20").replace("{", "%7B").replace("}", "%7D").replace("?", "%3F")
            connection.sendall(f"GET /sparql?query={path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            watch = select.poll()
            watch.register(connection, 0)
            # The server breaks the connection off; nothing was read.
            assert watch.poll(20_000)
        assert server.sparql(large).status == 200


def test_an_idle_connection_is_closed_and_a_busy_one_kept(served: Served):
    with socket.create_connection(served.address, timeout=10) as connection:
        for _ in range(3):
            connection.sendall(f"{LINE}\r\n".encode())
            assert b'"boolean":true' in connection.recv(65536)
            time.sleep(0.5)
        begun = time.monotonic()
        assert connection.recv(65536) == b""
        assert 0.5 < time.monotonic() - begun < 6


def test_hundreds_of_open_connections_keep_nobody_out(served: Served):
    with ExitStack() as stack:
        held = [stack.enter_context(socket.create_connection(served.address, timeout=10)) for _ in range(350)]
        for connection in held[:200]:
            connection.sendall(LINE.encode())
        assert served.sparql("ASK {}").status == 200
        more = [stack.enter_context(socket.create_connection(served.address, timeout=10)) for _ in range(100)]
        assert 503 in statuses(b"".join(connection.recv(65536) for connection in more[60:]))
    time.sleep(0.5)
    assert served.sparql("ASK {}").status == 200


EVERYWHERE = ["/sparql", ASK, "/sparql?query=x", "/nowhere", "/", "/assets/nothing.js", "/.well-known/void", "/graphs"]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_has_the_security_headers(served: Served, path):
    for method in ("GET", "HEAD", "OPTIONS", "DELETE"):
        headers = served.ask(path, method=method).headers
        assert headers["content-security-policy"] == CONTENT_POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "server" not in headers
        assert "access-control-allow-origin" not in headers
    assert CONTENT_POLICY.encode() in served.raw(b"nonsense\r\n\r\n")


def test_the_content_policy_allows_nothing_inline_and_nothing_from_outside():
    assert CONTENT_POLICY.startswith("default-src 'none'")
    assert "unsafe" not in CONTENT_POLICY
    assert "http" not in CONTENT_POLICY
    assert "*" not in CONTENT_POLICY


def basic(password: str) -> str:
    return "Basic " + base64.b64encode(f"anyone:{password}".encode()).decode()


ALLOWED = [f"Bearer {TOKEN}", f"bearer  {TOKEN} ", basic(TOKEN)]
FORBIDDEN = ["", "Bearer", "Bearer x", f"Bearer {TOKEN}x", f"Digest {TOKEN}", TOKEN, basic("x"), "Basic %%%", "Basic"]


@pytest.fixture(scope="module")
def guarded(folder, tmp_path_factory) -> Iterator[Served]:
    file = tmp_path_factory.mktemp("token") / "token"
    file.write_text(f"{TOKEN}\n")
    with serving(folder, token_file=str(file), cors=["https://app.example"]) as server:
        yield server


def test_a_token_is_asked_for_everywhere(guarded: Served):
    for path in EVERYWHERE:
        assert guarded.ask(path).status == 401
    for authorization in FORBIDDEN:
        answer = guarded.sparql("ASK {}", **({"Authorization": authorization} if authorization else {}))
        assert answer.status == 401
        assert "Bearer" in answer.headers["www-authenticate"]
        assert "Basic" in answer.headers["www-authenticate"]
    for authorization in ALLOWED:
        assert guarded.sparql("ASK {}", Authorization=authorization).status == 200


def test_pages_of_named_origins_may_read(guarded: Served):
    asked = guarded.ask("/sparql", method="OPTIONS", Origin="https://app.example", Access_Control_Request_Method="POST")
    assert asked.status == 204
    assert asked.headers["access-control-allow-origin"] == "https://app.example"
    assert "authorization" in asked.headers["access-control-allow-headers"]
    told = guarded.sparql("ASK {}", Authorization=ALLOWED[0], Origin="https://app.example").headers
    assert told["access-control-allow-origin"] == "https://app.example"
    other = guarded.sparql("ASK {}", Authorization=ALLOWED[0], Origin="https://other.example").headers
    assert "access-control-allow-origin" not in other


def test_all_origins_may_be_let_in(folder):
    with serving(folder, cors=["*"]) as server:
        assert server.sparql("ASK {}").headers["access-control-allow-origin"] == "*"


def test_a_public_name_is_answered_to(folder):
    with serving(folder, public_url="https://graph.example/") as server:
        pass
    # The address that is printed is the public one, so the port is not known: what is tested is that it starts.
    assert server.process.returncode == 0


@settings(max_examples=25)
@given(
    head=st.binary(max_size=200),
    path=st.text(st.characters(codec="latin-1", exclude_characters="\r\n\0"), max_size=60),
)
def test_no_bytes_hang_the_server(served: Served, head, path):
    begun = time.monotonic()
    content = served.raw(
        f"GET /{path} HTTP/1.1\r\n".encode("latin-1") + head + b"\r\nConnection: close\r\n\r\n", timeout=6, leave=True
    )
    assert not content or content.startswith(b"HTTP/1.1 ")
    assert b" 500 " not in content.partition(b"\r\n")[0]
    assert time.monotonic() - begun < 6


@settings(max_examples=60)
@given(query=st.text(max_size=80) | st.text("SELECTASKFROM {}?<>'\"\\#ua:.*()0", max_size=60))
def test_no_query_breaks_a_worker(served: Served, query):
    body = query.encode("utf-8", "surrogatepass")
    answer = served.ask("/sparql", method="POST", body=body, Content_Type="application/sparql-query")
    assert answer.status in (200, 400, 403)
