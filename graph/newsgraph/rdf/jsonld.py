"""Quads as compact JSON-LD 1.1, one node a line, written as they stream by.

Oxigraph's own JSON-LD is expanded: every name a whole IRI. People read this format, so ours is compact.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import IO, Any

from newsgraph.vocab import PREFIXES

_TYPE = PREFIXES["rdf"] + "type"
_NATIVE: dict[str, Callable[[str], int | bool]] = {
    PREFIXES["xsd"] + "integer": int,
    PREFIXES["xsd"] + "boolean": lambda text: text == "true",
}

_AT_HAND = 1 << 14


def write_jsonld(quads: Iterable[Any], file: IO[bytes], prefixes: Mapping[str, str]) -> None:
    """Write Oxigraph quads, which stand graph by graph and node by node, as one JSON-LD document."""
    file.write(b'{"@context": ' + _json(dict(sorted(prefixes.items()))) + b',\n"@graph": [')
    names = _Names(prefixes)
    for number, (graph, members) in enumerate(groupby(quads, key=lambda quad: quad.graph_name.value)):
        file.write((b"," if number else b"") + b'\n{"@id": ' + _json(names.short(graph)) + b', "@graph": [')
        for position, node in enumerate(_nodes(members, names)):
            file.write((b"," if position else b"") + b"\n " + _json(node))
        file.write(b"\n]}")
    file.write(b"\n]}\n")


class _Names:
    """The short forms of IRIs, the latest kept at hand."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._spaces = sorted(((space, name) for name, space in prefixes.items()), key=lambda pair: -len(pair[0]))
        self._known: dict[str, str] = {}

    def short(self, iri: str) -> str:
        """Return the IRI behind a prefix where one fits."""
        if iri not in self._known:
            if len(self._known) == _AT_HAND:
                self._known.clear()
            fits = ((name, iri.removeprefix(space)) for space, name in self._spaces if iri.startswith(space))
            name, local = next(fits, ("", ""))
            self._known[iri] = f"{name}:{local}" if local and not local.startswith("//") else iri
        return self._known[iri]


def _nodes(quads: Iterable[Any], names: _Names) -> Iterator[dict[str, Any]]:
    for subject, members in groupby(quads, key=lambda quad: quad.subject.value):
        node: dict[str, Any] = {"@id": names.short(subject)}
        for quad in members:
            is_type = quad.predicate.value == _TYPE
            key = "@type" if is_type else names.short(quad.predicate.value)
            node.setdefault(key, []).append(names.short(quad.object.value) if is_type else _value(quad.object, names))
        yield {key: found[0] if isinstance(found, list) and len(found) == 1 else found for key, found in node.items()}


def _value(term: Any, names: _Names) -> Any:
    datatype = getattr(term, "datatype", None)
    if datatype is None:
        return {"@id": names.short(term.value)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if datatype.value in _NATIVE:
        return _NATIVE[datatype.value](term.value)
    is_text = datatype.value == PREFIXES["xsd"] + "string"
    return term.value if is_text else {"@value": term.value, "@type": names.short(datatype.value)}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
