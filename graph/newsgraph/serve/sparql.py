"""A SPARQL query answered from a snapshot, in the form that the client asked for; runs in a worker."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from newsgraph.serve.negotiation import choose
from newsgraph.serve.result import Result, refusal

if TYPE_CHECKING:
    import pyoxigraph

    from newsgraph.library import Library

RESULTS: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
GRAPHS = (
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
    "application/n-quads",
    "application/trig",
    "text/n3",
)


class TooLarge(Exception):  # noqa: N818
    """An answer that is larger than the server gives."""


def answer_query(library: "Library", arguments: Mapping[str, Any]) -> Result:
    """Return the query's answer.

    Arguments: `query`; `default` and `named`, IRIs of the graphs to ask (empty: the whole dataset); `accept`, the
    client's Accept header; `rows` and `bytes`, the largest answer.
    """
    import pyoxigraph  # noqa: PLC0415

    try:
        found = library.store.query(arguments["query"], use_default_graph_as_union=True, prefixes=library.prefixes)
        offers = GRAPHS if isinstance(found, pyoxigraph.QueryTriples) else tuple(RESULTS)
        media = choose(arguments["accept"], offers)
        if media is None:
            return refusal(406, f"This answer can be had as {', '.join(offers)}.")
        if isinstance(found, pyoxigraph.QueryTriples):
            return Result(200, media, pyoxigraph.serialize(found, format=pyoxigraph.RdfFormat.from_media_type(media)))
        return Result(200, media, found.serialize(format=pyoxigraph.QueryResultsFormat.from_media_type(media)))
    except SyntaxError as error:
        return refusal(400, f"The query is malformed: {error}")
