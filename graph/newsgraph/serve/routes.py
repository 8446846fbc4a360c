"""Which handler answers which path: the table that pages add their lines to."""

from collections.abc import Awaitable
from dataclasses import dataclass

from newsgraph.serve.protocol import sparql, wants_page
from newsgraph.serve.request import Asked, Handler, Request
from newsgraph.serve.result import Result

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


def _endpoint(request: Request) -> "Result | Asked | Awaitable[Result]":
    return QUERY_PAGE(request) if QUERY_PAGE and wants_page(request) else sparql(request)


ROUTES: tuple[Route, ...] = (Route("/sparql", _endpoint, (*READ, "POST")),)
