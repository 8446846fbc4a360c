"""A SPARQL query answered from a snapshot, in the form that the client asked for; runs in a worker."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import pyoxigraph

from newsgraph.library.search import textual
from newsgraph.rdf import prefixes
from newsgraph.serve.counting import Counted, TooLarge
from newsgraph.serve.guard import calls_out, may_change, names_graphs
from newsgraph.serve.negotiation import choose
from newsgraph.serve.result import Result, refusal

if TYPE_CHECKING:
    from newsgraph.library import Library

_JSON, _XML = pyoxigraph.QueryResultsFormat.JSON, pyoxigraph.QueryResultsFormat.XML
RESULTS: Mapping[str, pyoxigraph.QueryResultsFormat] = {
    "application/sparql-results+json": _JSON,
    "application/json": _JSON,
    "application/sparql-results+xml": _XML,
    "application/xml": _XML,
    "text/csv": pyoxigraph.QueryResultsFormat.CSV,
    "text/tab-separated-values": pyoxigraph.QueryResultsFormat.TSV,
}
TRUTHS = {name: form for name, form in RESULTS.items() if form in (_JSON, _XML)}
"""The standard has no truth value in CSV and TSV."""
GRAPHS: Mapping[str, pyoxigraph.RdfFormat] = {
    "text/turtle": pyoxigraph.RdfFormat.TURTLE,
    "application/n-triples": pyoxigraph.RdfFormat.N_TRIPLES,
    "application/rdf+xml": pyoxigraph.RdfFormat.RDF_XML,
    "application/ld+json": pyoxigraph.RdfFormat.JSON_LD,
    "application/n-quads": pyoxigraph.RdfFormat.N_QUADS,
    "application/trig": pyoxigraph.RdfFormat.TRIG,
    "text/n3": pyoxigraph.RdfFormat.N3,
}
_TEXTS = ("text/turtle", "text/csv", "text/tab-separated-values", "text/n3")
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_LONGEST_TELLING = 200
NO_SERVICE = refusal(403, "The query asks another server with SERVICE; this endpoint answers from its own graph only.")


def answer_query(library: "Library", arguments: Mapping[str, Any]) -> Result:
    """Return the query's answer, or the refusal that says what is wrong with it.

    Arguments: `query`; `default` and `named`, IRIs of the graphs to ask (both empty: those that the query names with
    FROM, or the whole dataset, its default graph the union of all); `base`, what
    relative IRIs start from; `accept`, the client's Accept header; `rows` and `bytes`, the largest answer.
    """
    query = textual(arguments["query"], library)
    names = used(library.base, query)
    if calls_out(query, nothing(), names):
        return NO_SERVICE
    try:
        found = library.store.query(
            query, base_iri=arguments["base"], prefixes=names, **_dataset(query, arguments, names)
        )
        return _written(found, arguments, changing=may_change(query), names=names)
    except SyntaxError as error:
        return malformed(str(error))
    except TooLarge as error:
        return refusal(422, str(error))
    except UnicodeEncodeError:
        return refusal(400, "The query is not Unicode text: it holds half of a surrogate pair.")
    except (ValueError, RuntimeError) as error:
        return refusal(400, f"The query cannot be answered: {_one_line(str(error))}")


def malformed(told: str) -> Result:
    """Return the refusal of a query that is no SPARQL, with the place where the parser stopped."""
    match = _POSITION.fullmatch(told)
    if match is None:
        return refusal(400, f"The query is not SPARQL 1.1: {_one_line(told)}")
    line, column, expected = match.groups()
    # The parser's [_] stands for any sign.
    told = re.sub(r"(?:, )?\[_\]", "", _one_line(expected))
    told = told if told.strip() not in ("expected", "expected one of") else "something else is expected here"
    return refusal(400, f"The query is not SPARQL 1.1: line {line}, column {column}: {told}")


def used(base: str, query: str) -> dict[str, str]:
    """Return those prefixes that the query may use: giving the engine all of them takes a third of a look-up's time."""
    return {name: iri for key, name, iri in _keys(base) if key in query}


@cache
def _keys(base: str) -> tuple[tuple[str, str, str], ...]:
    return tuple((f"{name}:", name, iri) for name, iri in prefixes(base).items())


def serialized(triples: Iterator[pyoxigraph.Triple], media: str, arguments: Mapping[str, Any]) -> Result:
    """Return triples in the form of the media type, unless there are too many.

    Raises:
        TooLarge: where they are more than `rows`, or longer than `bytes`.
    """
    sink = Counted(None, rows=arguments["rows"], size=arguments["bytes"])
    pyoxigraph.serialize(sink.counted(triples), sink, format=GRAPHS[media])  # type: ignore[arg-type]
    return Result(200, _with_charset(media), sink.content())


@cache
def nothing() -> pyoxigraph.Store:
    """Return an empty store, to read queries with."""
    return pyoxigraph.Store()


def _dataset(query: str, arguments: Mapping[str, Any], names: dict[str, str]) -> dict[str, Any]:
    default, named = arguments["default"], arguments["named"]
    if default or named:
        # What the protocol names goes before what the query names.
        return {
            "default_graph": [pyoxigraph.NamedNode(iri) for iri in default],
            "named_graphs": [pyoxigraph.NamedNode(iri) for iri in named],
        }
    # Asked for the union, the engine passes over FROM.
    return {"use_default_graph_as_union": not names_graphs(query, nothing(), names)}


def _written(found: Any, arguments: Mapping[str, Any], *, changing: bool, names: dict[str, str]) -> Result:
    is_graph, is_truth = isinstance(found, pyoxigraph.QueryTriples), isinstance(found, pyoxigraph.QueryBoolean)
    offers: Mapping[str, Any] = GRAPHS if is_graph else TRUTHS if is_truth else RESULTS
    media = choose(arguments["accept"], tuple(offers))
    if media is None:
        return refusal(406, f"This answer can be had as {', '.join(offers)}.", vary="accept")
    if is_graph:
        result = serialized(found, media, arguments)
    else:
        sink = Counted(None if is_truth else media, rows=arguments["rows"], size=arguments["bytes"])
        found.serialize(sink, format=offers[media])
        result = Result(200, _with_charset(media), sink.content())
    if changing:
        return Result(200, result.media_type, result.body, {"etag": "", "cache-control": "no-store"})
    return result


def _with_charset(media: str) -> str:
    return f"{media}; charset=utf-8" if media in _TEXTS else media


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_TELLING else f"{line[:_LONGEST_TELLING]} …"
