"""Which handler answers which path: the table that pages add their lines to."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from newsgraph.serve.protocol import sparql, wants_page
from newsgraph.serve.request import Request
from newsgraph.serve.result import Result

Handler = Callable[[Request], Awaitable[Result]]
READ = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Route:
    """A path and what answers it; a path ended by `*` stands for all that begins so, the longest first."""

    path: str
    handler: Handler
    methods: tuple[str, ...] = READ
    """HEAD is answered by the front: the handler is called as for GET and the body is left out."""


QUERY_PAGE: Handler | None = None
"""Answers /sparql without a query for clients that would rather have HTML."""


async def _endpoint(request: Request) -> Result:
    return await QUERY_PAGE(request) if QUERY_PAGE and wants_page(request) else await sparql(request)


ROUTES: tuple[Route, ...] = (Route("/sparql", _endpoint, (*READ, "POST")),)
