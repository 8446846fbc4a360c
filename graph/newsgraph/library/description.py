"""The statements that describe a node, and a named graph as it stands, page by page, in the forms of RDF."""

import io
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from newsgraph.library.facts import Facts
from newsgraph.rdf import convert, prefixes
from newsgraph.vocab import expand

if TYPE_CHECKING:
    import pyoxigraph

PAGE = 20_000
"""So many statements are sent at once; the rest is on further pages."""
_PARTS = ("sem:hasActor", "ng:figure", "oa:hasSelector")
_WITH_GRAPHS = ("application/ld+json", "application/n-quads", "application/trig")


def description(facts: Facts, name: str, *, page: int = 1) -> "tuple[list[pyoxigraph.Quad], bool]":
    """Return a page of the statements that have the node, or a part of it alone, as subject; and whether more follow.

    Parts are what has no meaning without the node: the roles and figures of an event, the number of a claim, the
    place of a stretch in its text. A named graph is described by all that stands in it. Sorted on each page.
    """
    start = (page - 1) * PAGE
    found = list(islice(_quads(facts, name), start, start + PAGE + 1))
    return sorted(found[:PAGE], key=_order), len(found) > PAGE


def written(facts: Facts, quads: "list[pyoxigraph.Quad]", media_type: str) -> bytes:
    """Return the statements in a form of RDF; forms that hold no named graphs get each triple once."""
    import pyoxigraph  # noqa: PLC0415

    if media_type in _WITH_GRAPHS:
        lines = "".join(f"{quad} .\n" for quad in quads).encode()
        if media_type == "application/n-quads":
            return lines
        file = io.BytesIO()
        convert(lines, file, media_type=media_type, base=facts.base)
        return file.getvalue()
    triples = dict.fromkeys(quad.triple for quad in quads)
    if media_type == "application/n-triples":
        return "".join(f"{triple} .\n" for triple in triples).encode()
    form = pyoxigraph.RdfFormat.from_media_type(media_type)
    used = _used(facts, quads)
    body: bytes = pyoxigraph.serialize(triples, format=form, prefixes=used)  # type: ignore[assignment]
    # The serializer's own order of prefixes changes from run to run.
    lines_of = body.split(b"\n")
    count = next((place for place, line in enumerate(lines_of) if not line.startswith(b"@prefix ")), len(lines_of))
    return b"\n".join([*sorted(lines_of[:count]), *lines_of[count:]])


def _used(facts: Facts, quads: "list[pyoxigraph.Quad]") -> dict[str, str]:
    """Return the prefixes that the statements need."""
    terms = {_text(term) for quad in quads for term in (quad.subject, quad.predicate, quad.object)}
    typed = {_text(quad.object.datatype) for quad in quads if hasattr(quad.object, "datatype")}
    # Plain texts are written without their type.
    terms |= typed - {expand("xsd:string")}
    return {
        prefix: space
        for prefix, space in sorted(prefixes(facts.base).items())
        if any(t.startswith(space) for t in terms)
    }


def _quads(facts: Facts, name: str) -> "Iterator[pyoxigraph.Quad]":
    from pyoxigraph import NamedNode  # noqa: PLC0415

    store = facts.library.store
    node = NamedNode(facts.iri(name))
    if name.startswith("graph/"):
        yield from store.quads_for_pattern(None, None, None, node)
        return
    yield from store.quads_for_pattern(node, None, None, None)
    for part in _parts(facts, name):
        yield from store.quads_for_pattern(NamedNode(part), None, None, None)


def _parts(facts: Facts, name: str) -> Iterator[str]:
    for predicate in _PARTS:
        yield from facts.values(name, predicate)
    yield from (iri for iri in facts.values(name, "rdf:object") if facts.id(iri) == f"{name}/figure")


def _order(quad: "pyoxigraph.Quad") -> tuple[str, ...]:
    return (str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object))


def _text(term: Any) -> str:
    return str(getattr(term, "value", ""))
