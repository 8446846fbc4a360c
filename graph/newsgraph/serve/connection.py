"""One client's connection: HTTP/1.1 read with httptools under limits, requests answered one after another.

Written for this server in place of a general one: an ASGI server made each look-up three times dearer, and had no
limits on headers, on the time a client takes to send a request, or on the time it takes to read the answer.
"""

import asyncio
import socket
import struct
from collections import deque
from typing import TYPE_CHECKING, Any, Protocol, cast
from urllib.parse import unquote_to_bytes

import httptools

from newsgraph.serve.limits import Limits
from newsgraph.serve.result import Result, refusal

if TYPE_CHECKING:
    from newsgraph.serve.exchange import Exchange

_AT_ONCE = struct.pack("ii", 1, 0)
_FOREVER = float("inf")
_LINGER_SECONDS = 2.0
"""How long to go on reading from a client that is told to stop sending, so that it gets to read why."""
_PIPELINED = 32
"""Requests that a client may send ahead."""
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"

TOO_LONG = refusal(414, "The address is too long; send the query with POST.", connection="close")
HEAD_TOO_LARGE = refusal(431, "The request's headers are too large.", connection="close")
BODY_TOO_LARGE = refusal(413, "The request's body is too large.", connection="close")
MALFORMED = refusal(400, "This is not an HTTP request.", connection="close")
TOO_SLOW = refusal(408, "The request took too long to arrive.", connection="close")
TOO_MANY = refusal(503, "Too many connections are open; try again in a moment.", connection="close", retry_after="5")


class Message:
    """A request as it comes in."""

    __slots__ = ("body", "expects", "head_bytes", "headers", "keep_alive", "method", "refused", "url", "version")

    def __init__(self) -> None:
        self.method = ""
        self.url = b""
        self.version = "1.1"
        self.headers: dict[str, str] = {}
        self.head_bytes = 0
        self.body = b""
        self.expects = False
        self.keep_alive = False
        self.refused: Result | None = None


class House(Protocol):
    """Who is told of connections and requests."""

    limits: Limits
    connections: "set[Connection]"

    def answer(self, connection: "Connection", message: Message) -> "Exchange | None":
        """Answer a request, now or later; return what can be broken off until then."""

    def write_refusal(self, connection: "Connection", result: Result) -> None:
        """Answer what is no whole request."""


class Connection(asyncio.Protocol):
    """Reads requests from one client, and hands them to the house one after another."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.loop = asyncio.get_running_loop()
        self.transport: asyncio.Transport
        self.deadline = _FOREVER
        """When to close the connection, unless something happens."""
        self.closing = False
        """Whether what comes in is thrown away."""
        self.unread = 0
        self._parser: Any = None
        self._message: Message | None = None
        self._queue: deque[Message] = deque()
        self._exchange: Exchange | None = None
        self._busy = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take a client, or turn it away where there are too many."""
        self.transport = cast("asyncio.Transport", transport)
        self._parser = httptools.HttpRequestParser(self)
        self.deadline = self.loop.time() + self.house.limits.client_seconds
        self.house.connections.add(self)
        if len(self.house.connections) > self.house.limits.connections:
            self.refuse(TOO_MANY)

    def connection_lost(self, exc: Exception | None) -> None:
        """Break off what the client waited for."""
        self.house.connections.discard(self)
        self.closing = True
        self._queue.clear()
        if self._exchange is not None:
            self._exchange.break_off()
            self._exchange = None
        self._parser = None

    def data_received(self, data: bytes) -> None:
        """Read on."""
        if self.closing:
            return
        message = self._message
        if message is None and not self._busy:
            self.deadline = self.loop.time() + self.house.limits.client_seconds
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            # Another protocol is offered (HTTP/2, a web socket): this server stays with its own.
            pass
        except httptools.HttpParserError:
            self.refuse(MALFORMED)
            return
        if self._message is not None and self._message.refused is not None:
            self.refuse(self._message.refused)

    def pause_writing(self) -> None:
        """Give a client that does not read some time."""
        self.unread = self.transport.get_write_buffer_size()
        self.deadline = self.loop.time() + self.house.limits.client_seconds

    def resume_writing(self) -> None:
        """Take the time back."""
        self.unread = 0
        if not self._busy and not self.closing:
            self._next()

    def expired(self, now: float) -> None:
        """Close the connection: its time is up, unless the client has read some more meanwhile."""
        waiting = self.transport.get_write_buffer_size()
        if self.unread and waiting < self.unread:
            self.unread = waiting
            self.deadline = now + self.house.limits.client_seconds
        elif self._message is not None and not self.closing and not self.unread:
            self.refuse(TOO_SLOW)
        elif self.unread:
            # Without this the system would go on offering the client what it holds.
            self.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
            self.transport.abort()
        else:
            self.transport.close()

    def refuse(self, result: Result) -> None:
        """Answer, and read nothing more of what the client sends."""
        if not self.closing:
            self.house.write_refusal(self, result)
            self.linger()

    def linger(self) -> None:
        """Close the connection once the client has had time to read the answer."""
        self.closing = True
        self._message = None
        self._queue.clear()
        self.deadline = self.loop.time() + _LINGER_SECONDS
        if self.transport.can_write_eof():
            self.transport.write_eof()

    def done(self, *, keep: bool) -> None:
        """Go on with the next request; the last one has been answered."""
        self._exchange, self._busy = None, False
        if self.closing:
            return
        if not keep:
            self.closing = True
            self.transport.close()
        elif not self.unread:
            # A client that does not read what it got gets nothing more.
            self._next()

    def _next(self) -> None:
        if self._queue:
            self._start(self._queue.popleft())
            return
        limits = self.house.limits
        self.deadline = self.loop.time() + (limits.idle_seconds if self._message is None else limits.client_seconds)
        self.transport.resume_reading()

    def _start(self, message: Message) -> None:
        self._busy = True
        self.deadline = _FOREVER
        exchange = self.house.answer(self, message)
        if self._busy:
            self._exchange = exchange

    # What the parser calls.

    def on_message_begin(self) -> None:
        """Begin a request."""
        self._message = Message()

    def on_url(self, url: bytes) -> None:
        """Take a piece of the address."""
        message = self._taken(len(url))
        message.url += url
        if len(message.url) > self.house.limits.url_bytes:
            message.refused = TOO_LONG

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header."""
        message = self._taken(len(name) + len(value) + 4)
        known, text = name.decode("latin-1").lower(), value.decode("latin-1")
        if known in message.headers:
            text = f"{message.headers[known]}, {text}"
            if known == "host":
                message.refused = MALFORMED
        message.headers[known] = text

    def on_headers_complete(self) -> None:
        """Ask for the body, where the client waits for that."""
        assert self._message is not None  # noqa: S101
        message = self._message
        message.method = self._parser.get_method().decode("ascii")
        message.version = self._parser.get_http_version()
        message.keep_alive = self._parser.should_keep_alive() and not self._parser.should_upgrade()
        length = message.headers.get("content-length", "0")
        if len(length) > 15 or (length.isdigit() and int(length) > self.house.limits.body_bytes):
            message.refused = message.refused or BODY_TOO_LARGE
        elif message.headers.get("expect", "").lower() == "100-continue" and message.refused is None:
            self.transport.write(_CONTINUE)
        if not self._busy:
            self.deadline = self.loop.time() + self.house.limits.client_seconds

    def on_body(self, body: bytes) -> None:
        """Take a piece of the body."""
        message = self._message
        if message is None or message.refused is not None:
            return
        message.body += body
        if len(message.body) > self.house.limits.body_bytes:
            message.refused = BODY_TOO_LARGE

    def on_message_complete(self) -> None:
        """Hand the request on, or let it wait for its turn."""
        message = self._message
        if message is None or message.refused is not None:
            return
        self._message = None
        if not self._busy and not self._queue:
            self._start(message)
            return
        self._queue.append(message)
        if len(self._queue) >= _PIPELINED:
            self.transport.pause_reading()

    def _taken(self, size: int) -> Message:
        assert self._message is not None  # noqa: S101
        message = self._message
        message.head_bytes += size
        if message.head_bytes > self.house.limits.head_bytes:
            message.refused = message.refused or HEAD_TOO_LARGE
        return message


def split_url(url: bytes) -> tuple[str, str, bytes] | None:
    """Return the path, decoded and as it came, and the query string of an address; None where it is malformed."""
    path, _, query = url.partition(b"?")
    if path.startswith((b"http://", b"https://")):
        path = b"/" + path.partition(b"://")[2].partition(b"/")[2]
    if not path.startswith(b"/"):
        return None
    try:
        return (unquote_to_bytes(path) if b"%" in path else path).decode(), path.decode("ascii"), query
    except UnicodeDecodeError:
        return None
