"""A request as handlers see it, and the ways to answer it: at once, by a job, or by code that waits for several."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import parse_qsl

from newsgraph.serve.limits import Limits
from newsgraph.serve.negotiation import accepts_gzip
from newsgraph.serve.result import Result, refusal

_PARAMETERS = 1000


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

    async def run(
        self, job: str, arguments: Mapping[str, Any], *, seconds: float, known: str = "", gzip: bool = False
    ) -> Result:
        """Return what the job of that name answers."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A handler's way to say: this job's answer is the answer."""

    job: str
    arguments: Mapping[str, Any]
    """Plain JSON values."""
    seconds: float | None = None
    """How long it may run; None for the server's limit."""


@dataclass(slots=True)
class Request:
    """One request, whole: its body has come in before a handler is called."""

    method: str
    path: str
    """Decoded; begins with a slash."""
    raw_path: str
    """As it came, percent-encoded."""
    query: bytes
    """What stands behind the question mark, as it came."""
    headers: Mapping[str, str]
    """By name in small letters; of a repeated one all values, joined by commas."""
    content: bytes
    """The body."""
    workers: Workers
    limits: Limits
    public_url: str
    """Where clients reach the server: scheme, host and port, ended by a slash."""
    rest: str = ""
    """For a route that ends in `*`: the path behind that."""

    def parameters(self) -> list[tuple[str, str]]:
        """Return the parameters of the query string, decoded, in their order.

        Raises:
            Refused: 400 where they are no UTF-8, or too many.
        """
        return decoded(self.query)

    def parameter(self, name: str, default: str = "") -> str:
        """Return the first parameter of that name.

        Raises:
            Refused: as `parameters`.
        """
        return next((value for known, value in self.parameters() if known == name), default)

    async def body(self) -> bytes:
        """Return the whole body."""
        return self.content

    def text(self) -> str:
        """Return the body as text.

        Raises:
            Refused: 400 where it is not UTF-8.
        """
        try:
            return self.content.decode()
        except UnicodeDecodeError as error:
            raise Refused(refusal(400, f"The request's body is not UTF-8 text (byte {error.start + 1}).")) from None

    async def run(self, job: str, arguments: Mapping[str, Any], *, seconds: float | None = None) -> Result:
        """Return what the job answers; a busy server, a job past its time and a worker that died give refusals.

        `arguments` must be plain JSON values. A client that goes away ends its job.
        """
        return await self.workers.run(
            job, arguments, seconds=seconds or self.limits.seconds, known=self.known, gzip=self.gzip
        )

    @property
    def known(self) -> str:
        """The tags of the answers that the client has, as its If-None-Match says."""
        return self.headers.get("if-none-match", "")

    @property
    def gzip(self) -> bool:
        """Whether the client takes compressed answers."""
        return "accept-encoding" in self.headers and accepts_gzip(self.headers["accept-encoding"])


Handler = Callable[[Request], Result | Asked | Awaitable[Result]]
"""Answers a request; it runs in the front, so it must neither block nor compute much."""


def decoded(form: bytes) -> list[tuple[str, str]]:
    """Return the names and values of a URL-encoded form.

    Raises:
        Refused: 400 where they are no UTF-8, or too many.
    """
    try:
        return parse_qsl(form.decode(), keep_blank_values=True, errors="strict", max_num_fields=_PARAMETERS)
    except UnicodeDecodeError:
        raise Refused(refusal(400, "The parameters are not UTF-8 text, percent-encoded.")) from None
    except ValueError:
        raise Refused(refusal(400, f"There are too many parameters; {_PARAMETERS:,} may be sent.")) from None
