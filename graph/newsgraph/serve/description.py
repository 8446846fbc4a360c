"""What the endpoint says of itself (SPARQL 1.1 Service Description) and of its data (VoID); runs in a worker."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pyoxigraph

from newsgraph.serve.counting import TooLarge, too_many
from newsgraph.serve.negotiation import choose
from newsgraph.serve.result import Result, refusal
from newsgraph.serve.sparql import GRAPHS, serialized
from newsgraph.vocab import NAMESPACE, PREFIXES

if TYPE_CHECKING:
    from newsgraph.library import Library

_SPACES: Mapping[str, str] = {
    **PREFIXES,
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "formats": "http://www.w3.org/ns/formats/",
}
_FORMATS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "N-Quads", "TriG", "N3"),
)
_CLASSES = "SELECT ?class (COUNT(DISTINCT ?thing) AS ?count) WHERE { ?thing a ?class } GROUP BY ?class ORDER BY ?class"
_NO_LIMITS = {"rows": 1_000_000, "bytes": 64_000_000}


def describe_service(library: "Library", arguments: Mapping[str, Any]) -> Result:
    """Return the service description; arguments: `endpoint`, its address, and `accept`, the client's Accept header."""
    return _graph(_service(library, arguments["endpoint"]), arguments["accept"])


def describe_data(library: "Library", arguments: Mapping[str, Any]) -> Result:
    """Return the VoID description, with counts; arguments: `url`, where the server is reached, and `accept`."""
    return _graph(_dataset(library, arguments["url"]), arguments["accept"])


def give_graph(library: "Library", arguments: Mapping[str, Any]) -> Result:
    """Return one named graph, or the union of all (SPARQL 1.1 Graph Store Protocol, its reading half).

    Arguments: `graph`, its IRI, empty for the union; `accept`; `rows` and `bytes`, the largest answer.
    """
    media = choose(arguments["accept"], tuple(GRAPHS))
    if media is None:
        return refusal(406, f"A graph can be had as {', '.join(GRAPHS)}.", vary="accept")
    try:
        name = pyoxigraph.NamedNode(arguments["graph"]) if arguments["graph"] else None
        if name is not None and not library.store.contains_named_graph(name):
            return refusal(404, "There is no graph of that name.")
        # The union holds a triple once, whatever the number of graphs that hold it.
        triples = dict.fromkeys(_up_to(library, name, arguments["rows"]))
        return serialized(iter(triples), media, arguments)
    except TooLarge as error:
        return refusal(422, str(error))
    except ValueError:
        return refusal(400, "The graph's name is not an absolute IRI.")


def _up_to(library: "Library", name: pyoxigraph.NamedNode | None, most: int) -> Iterator[pyoxigraph.Triple]:
    for count, quad in enumerate(library.store.quads_for_pattern(None, None, None, name)):
        if count > 2 * most:
            raise too_many(most, "triples")
        yield quad.triple


def _graph(triples: Iterator[pyoxigraph.Triple], accept: str) -> Result:
    media = choose(accept, tuple(GRAPHS))
    if media is None:
        return refusal(406, f"The description can be had as {', '.join(GRAPHS)}.", vary="accept")
    return serialized(triples, media, _NO_LIMITS)


def _service(library: "Library", endpoint: str) -> Iterator[pyoxigraph.Triple]:
    service, dataset, graph = _iri(f"{endpoint}#service"), _iri(f"{endpoint}#dataset"), _iri(f"{endpoint}#union")
    yield _said(service, "rdf:type", _term("sd:Service"))
    yield _said(service, "sd:endpoint", _iri(endpoint))
    yield _said(service, "sd:supportedLanguage", _term("sd:SPARQL11Query"))
    yield _said(service, "sd:feature", _term("sd:UnionDefaultGraph"))
    for form in _FORMATS:
        yield _said(service, "sd:resultFormat", _term(f"formats:{form}"))
    yield _said(service, "sd:defaultEntailmentRegime", _iri("http://www.w3.org/ns/entailment/Simple"))
    yield _said(service, "sd:defaultDataset", dataset)
    yield _said(dataset, "rdf:type", _term("sd:Dataset"))
    yield _said(dataset, "sd:defaultGraph", graph)
    yield _said(graph, "rdf:type", _term("sd:Graph"))
    yield _said(graph, "void:triples", _number(len(library.store)))


def _dataset(library: "Library", url: str) -> Iterator[pyoxigraph.Triple]:
    dataset = _iri(f"{url}.well-known/void#dataset")
    yield _said(dataset, "rdf:type", _term("void:Dataset"))
    yield _said(dataset, "void:sparqlEndpoint", _iri(f"{url}sparql"))
    yield _said(dataset, "void:uriSpace", pyoxigraph.Literal(library.base))
    yield _said(dataset, "void:triples", _number(len(library.store)))
    yield _said(dataset, "void:documents", _number(library.index.counts().articles))
    for space in (NAMESPACE, PREFIXES["schema"], PREFIXES["sem"], PREFIXES["oa"], PREFIXES["prov"], PREFIXES["eli"]):
        yield _said(dataset, "void:vocabulary", _iri(space))
    for media in GRAPHS:
        yield _said(dataset, "void:feature", _iri(f"http://www.w3.org/ns/formats/{_FORMAT_NAMES[media]}"))
    found = library.store.query(_CLASSES, use_default_graph_as_union=True)
    for number, solution in enumerate(found):  # type: ignore[arg-type]
        part = _iri(f"{url}.well-known/void#class-{number + 1}")
        yield _said(dataset, "void:classPartition", part)
        yield _said(part, "void:class", solution["class"])
        yield _said(part, "void:entities", solution["count"])


_FORMAT_NAMES = dict(zip(GRAPHS, _FORMATS[4:], strict=True))


def _said(subject: Any, predicate: str, value: Any) -> pyoxigraph.Triple:
    return pyoxigraph.Triple(subject, _term(predicate), value)


def _term(name: str) -> pyoxigraph.NamedNode:
    prefix, _, local = name.partition(":")
    return _iri(_SPACES[prefix] + local)


def _iri(iri: str) -> pyoxigraph.NamedNode:
    return pyoxigraph.NamedNode(iri)


def _number(count: int) -> pyoxigraph.Literal:
    return pyoxigraph.Literal(str(count), datatype=_term("xsd:integer"))
