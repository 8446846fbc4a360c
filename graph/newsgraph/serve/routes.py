"""Which handler answers which path: the table that pages add their lines to."""

from collections.abc import Awaitable
from dataclasses import dataclass

from newsgraph.serve.explore import Explorer
from newsgraph.serve.linked import asset, explore, home, linked, opensearch, search, suggest
from newsgraph.serve.protocol import graphs, sparql, void, wants_page
from newsgraph.serve.query_page import query_fill, query_page, query_vocabulary
from newsgraph.serve.reconcile import reconcile, reconcile_below
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


QUERY_PAGE: Handler | None = query_page
"""Answers /sparql without a query for clients that would rather have HTML."""


def _endpoint(request: Request) -> "Result | Asked | Awaitable[Result]":
    return QUERY_PAGE(request) if QUERY_PAGE and wants_page(request) else sparql(request)


ROUTES: tuple[Route, ...] = (
    Route("/sparql", _endpoint, (*READ, "POST")),
    Route("/sparql/", _endpoint, (*READ, "POST")),
    Route("/graphs", graphs),
    Route("/.well-known/void", void),
    Route("/", home),
    Route("/explore", explore),
    Route("/query", query_page, (*READ, "POST")),
    Route("/query/vocabulary", query_vocabulary),
    Route("/query/fill", query_fill),
    Route("/search", search),
    Route("/suggest", suggest),
    Route("/opensearch.xml", opensearch),
    Route("/assets/*", asset),
    Route("/reconcile", reconcile, (*READ, "POST")),
    Route("/reconcile/*", reconcile_below, (*READ, "POST")),
    # All else is an IRI of the graph, or nothing.
    Route("/*", linked),
)


def explorer_routes(explorer: Explorer) -> tuple[Route, ...]:
    """Return the routes of what the explorer shows."""
    return (
        Route("/explore/graph", explorer.graph),
        Route("/explore/details", explorer.details),
        Route("/explore/words/*", explorer.words),
    )
