"""The front: takes requests from connections, finds their handlers, and writes what comes of it."""

import asyncio
import sys
import traceback
from collections.abc import Awaitable, Sequence
from email.utils import formatdate
from http import HTTPStatus

from newsgraph.serve.connection import MALFORMED, Connection, Message, split_url
from newsgraph.serve.exchange import Exchange, run_handler
from newsgraph.serve.frames import header_lines, packed_job
from newsgraph.serve.limits import Limits
from newsgraph.serve.request import Asked, Refused, Request
from newsgraph.serve.result import Result, refusal
from newsgraph.serve.routes import Route
from newsgraph.serve.security import HEADERS, OWN_POLICY_HEADERS, Gate
from newsgraph.serve.workers import Pool

_SWEEP_SECONDS = 1.0
_LARGE = 1024 * 1024
_FAULT = refusal(500, "The server could not answer this; its log says why.")
_FULL = refusal(503, "Too many large answers are on their way; try again in a moment.", retry_after="5")
_NOTHING = refusal(404, "There is nothing at this address.")
_PREFLIGHT = (
    ("access-control-allow-methods", "GET, HEAD, POST"),
    ("access-control-allow-headers", "accept, authorization, content-type, if-none-match"),
    ("access-control-max-age", "86400"),
)


class Front:
    """All connections of a server, over one pool of workers."""

    def __init__(self, pool: Pool, limits: Limits, gate: Gate, routes: Sequence[Route], *, public_url: str) -> None:
        self.limits = limits
        self.connections: set[Connection] = set()
        self._pool = pool
        self._gate = gate
        self._public_url = public_url
        self._exact = {route.path: route for route in routes if not route.path.endswith("*")}
        below = [(route.path[:-1], route) for route in routes if route.path.endswith("*")]
        self._below = sorted(below, key=lambda pair: len(pair[0]), reverse=True)
        self._starts: dict[int, bytes] = {}
        self._sweep()

    def answer(self, connection: Connection, message: Message) -> Exchange | None:
        """Answer a request, now or later; return what can be broken off until then."""
        try:
            request = self._request(message)
            outcome = self._outcome(request)
            if isinstance(outcome, Asked):
                return self._ask(connection, message, request, outcome)
        except Refused as refused:
            outcome = refused.result
        except Exception as error:
            outcome = _told(error)
        if isinstance(outcome, Result):
            self._send(connection, message, outcome)
            return None
        return run_handler(outcome, lambda result: self._send(connection, message, result), _told)

    def write_refusal(self, connection: Connection, result: Result) -> None:
        """Answer what is no whole request."""
        head = header_lines(result)
        connection.transport.write(self._start(result.status) + head + _length(result.body) + result.body)

    def close(self) -> None:
        """Break all connections off."""
        self._timer.cancel()
        for connection in tuple(self.connections):
            connection.transport.abort()

    def _request(self, message: Message) -> Request:
        parts = split_url(message.url)
        if parts is None or (message.version == "1.1" and "host" not in message.headers):
            raise Refused(MALFORMED)
        refused = self._gate.refused(message.method, message.headers)
        if refused is not None:
            raise Refused(refused)
        path, raw_path, query = parts
        return Request(
            message.method,
            path,
            raw_path,
            query,
            message.headers,
            message.body,
            self._pool,
            self.limits,
            self._public_url,
        )

    def _ask(self, connection: Connection, message: Message, request: Request, asked: Asked) -> Exchange:
        content = packed_job(asked.job, asked.arguments, known=request.known, gzip=request.gzip)

        def deliver(status: int, head: bytes, body: bytes) -> None:
            self._write(connection, message, status, head, body)

        return Exchange(self._pool.submit(content, asked.seconds or self.limits.seconds, deliver))

    def _outcome(self, request: Request) -> Result | Asked | Awaitable[Result]:
        route = self._route(request)
        if route is None:
            return _NOTHING
        if request.method == "OPTIONS":
            allowed = ", ".join((*route.methods, "OPTIONS"))
            return Result(204, "", b"", {"allow": allowed, **dict(_PREFLIGHT)})
        if request.method not in route.methods:
            return refusal(405, f"Use {', '.join(route.methods)} here.", allow=", ".join((*route.methods, "OPTIONS")))
        return route.handler(request)

    def _route(self, request: Request) -> Route | None:
        route = self._exact.get(request.path)
        if route is not None:
            return route
        for start, candidate in self._below:
            if request.path.startswith(start):
                request.rest = request.path[len(start) :]
                return candidate
        return None

    def _send(self, connection: Connection, message: Message, result: Result) -> None:
        try:
            head = header_lines(result)
        except ValueError as error:
            result = _told(error)
            head = header_lines(result)
        self._write(connection, message, result.status, head, result.body)

    def _write(self, connection: Connection, message: Message, status: int, head: bytes, body: bytes) -> None:
        if connection.closing or connection.transport.is_closing():
            # What came behind the request was refused, and nothing can be written after that.
            return
        if len(body) > _LARGE and sum(other.unread for other in self.connections) > self.limits.held_bytes:
            status, head, body = _FULL.status, *_FULL.parts()
        keep = message.keep_alive and not self._pool.closed and b"connection: close" not in head
        start = self._start(status)
        if b"content-security-policy:" in head:
            start = start.replace(HEADERS, OWN_POLICY_HEADERS)
        lines = start + head + self._gate.sharing(message.headers.get("origin", ""))
        if not keep:
            lines += b"connection: close\r\n"
        elif message.version == "1.0":
            lines += b"connection: keep-alive\r\n"
        lines += b"\r\n" if status in (204, 304) else _length(body)
        if message.method == "HEAD" or status in (204, 304):
            body = b""
        if len(body) > _LARGE:
            connection.transport.write(lines)
            connection.transport.write(body)
        else:
            connection.transport.write(lines + body)
        connection.done(keep=keep)

    def _start(self, status: int) -> bytes:
        start = self._starts.get(status)
        if start is None:
            phrase = HTTPStatus(status).phrase
            start = f"HTTP/1.1 {status} {phrase}\r\ndate: {formatdate(usegmt=True)}\r\n".encode() + HEADERS
            self._starts[status] = start
        return start

    def _sweep(self) -> None:
        self._starts.clear()
        loop = asyncio.get_running_loop()
        now = loop.time()
        for connection in tuple(self.connections):
            if now > connection.deadline:
                connection.expired(now)
        self._timer = loop.call_later(_SWEEP_SECONDS, self._sweep)


def _length(body: bytes) -> bytes:
    return b"content-length: %d\r\n\r\n" % len(body)


def _told(error: Exception) -> Result:
    sys.stderr.write(f"newsgraph: a request could not be answered:\n{''.join(traceback.format_exception(error))}")
    return _FAULT
