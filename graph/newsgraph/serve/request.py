"""A request as handlers see it, and the way from a handler to the workers."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import parse_qsl

from newsgraph.serve.limits import Limits
from newsgraph.serve.result import Result, refusal

Receive = Callable[[], Awaitable[Any]]


class Refused(Exception):  # noqa: N818
    """Raised by a handler, or what it calls, to answer at once with a refusal."""

    def __init__(self, result: Result) -> None:
        super().__init__(result.status)
        self.result = result


class Workers(Protocol):
    """Where jobs are run."""

    snapshot: str
    """The name of the snapshot that new jobs see."""
    base: str
    """Where the graph's own IRIs start."""

    async def run(self, job: str, arguments: Mapping[str, Any], *, seconds: float, receive: Receive | None) -> Result:
        """Return what the job of that name answers."""


@dataclass(slots=True)
class Request:
    """One request, its headers by name in small letters (of a repeated one: all values, joined by commas)."""

    method: str
    path: str
    """Decoded; begins with a slash."""
    query: bytes
    """What stands behind the question mark, as it came."""
    headers: Mapping[str, str]
    receive: Receive
    workers: Workers
    limits: Limits
    public_url: str
    """Where clients reach the server: scheme, host and port, ended by a slash."""
    rest: str = field(default="")
    """For a route of a prefix: the path behind it."""

    def parameters(self) -> list[tuple[str, str]]:
        """Return the parameters of the query string, decoded, in their order.

        Raises:
            Refused: 400 where they are no UTF-8, or too many.
        """
        return decoded(self.query)

    def parameter(self, name: str, default: str = "") -> str:
        """Return the first parameter of that name."""
        return next((value for known, value in self.parameters() if known == name), default)

    async def run(self, job: str, arguments: Mapping[str, Any], *, seconds: float | None = None) -> Result:
        """Return what the job answers; a busy server, a job past its time and a worker that died give refusals.

        `arguments` must be plain JSON values. A client that goes away ends its job.
        """
        return await self.workers.run(job, arguments, seconds=seconds or self.limits.seconds, receive=self.receive)

    async def body(self) -> bytes:
        """Return the whole body.

        Raises:
            Refused: 413 where it is larger than the limit; where the client went away.
        """
        parts, size, more = [], 0, True
        while more:
            message = await self.receive()
            if message["type"] == "http.disconnect":
                raise Refused(refusal(400, "The request was not sent to its end."))
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            more = message.get("more_body", False)
            if size > self.limits.body_bytes:
                limit = f"{self.limits.body_bytes:,} bytes"
                raise Refused(refusal(413, f"The request's body is larger than {limit}.", connection="close"))
        return b"".join(parts)


def decoded(form: bytes) -> list[tuple[str, str]]:
    """Return the names and values of a URL-encoded form.

    Raises:
        Refused: 400 where they are no UTF-8, or too many.
    """
    try:
        text = form.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError:
        raise Refused(refusal(400, "The parameters are not UTF-8 text, percent-encoded.")) from None
    except ValueError:
        raise Refused(refusal(400, "There are too many parameters; 1,000 may be sent.")) from None
