"""The terms that a query may use: those of the ontology, with what they mean and how often a graph uses them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

import pyoxigraph

from newsgraph.vocab import NAMESPACE, PREFIXES, expand, ontology_folder

_COUNTED = 2000
"""Uses of a term are counted so far: enough to put terms in order, and quick on a graph of any size."""

_TYPE = pyoxigraph.NamedNode(f"{PREFIXES['rdf']}type")
_LABEL = f"{PREFIXES['rdfs']}label"
_MEANINGS = (f"{PREFIXES['skos']}definition", f"{PREFIXES['rdfs']}comment", f"{PREFIXES['skos']}scopeNote")
_WRITTEN = (
    "dcat:Dataset", "eli:id_local", "oa:TextQuoteSelector", "schema:Event", "schema:Legislation", "schema:identifier",
    "sem:hasTimeStamp",
)  # fmt: skip
"""Terms that graphs are written with and that no file of the ontology names."""
_FILES = ("newsgraph.ttl", "alignments/borrowed.ttl", "shapes/core.ttl", "shapes/text.ttl")


@dataclass(frozen=True, slots=True)
class Known:
    """A term as the ontology's files tell of it."""

    iri: str
    name: str
    sort: str | None
    """`class`, `property` or `value`; None where only a graph can tell."""
    label: str
    comment: str


@dataclass(frozen=True, slots=True)
class Used:
    """A term, and how often a graph uses it."""

    name: str
    sort: str
    label: str
    comment: str
    uses: int
    is_more: bool
    """There are more uses than were counted."""


def used_terms(store: pyoxigraph.Store) -> tuple[Used, ...]:
    """Return the ontology's own terms and those borrowed ones that the graph uses, the most used first."""
    found = [used for known in known_terms() for used in _used(store, known)]
    return tuple(sorted(found, key=lambda term: (-term.uses, term.name)))


@cache
def known_terms() -> tuple[Known, ...]:
    """Return all terms that the ontology's files name, by their IRIs."""
    facts: dict[str, dict[str, list[str]]] = {}
    for name in _FILES:
        path = ontology_folder() / name
        for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
            for term in (quad.subject, quad.predicate, quad.object):
                if isinstance(term, pyoxigraph.NamedNode):
                    facts.setdefault(term.value, {})
            if isinstance(quad.subject, pyoxigraph.NamedNode):
                facts[quad.subject.value].setdefault(quad.predicate.value, []).append(_text(quad.object))
    for iri in (*map(expand, _WRITTEN), *_context_terms()):
        facts.setdefault(iri, {})
    return tuple(known for iri in sorted(facts) if (known := _known(iri, facts[iri])) is not None)


def _known(iri: str, told: dict[str, list[str]]) -> Known | None:
    spaces = {prefix: space for prefix, space in PREFIXES.items() if iri.startswith(space)}
    if not spaces:
        return None
    prefix, space = max(spaces.items(), key=lambda pair: len(pair[1]))
    local = iri.removeprefix(space)
    if not local.replace("_", "").replace("-", "").isalnum():
        return None
    comment = next((told[meaning][0] for meaning in _MEANINGS if meaning in told), "")
    return Known(iri, f"{prefix}:{local}", _sort(iri, told), told.get(_LABEL, [""])[0], comment)


def _sort(iri: str, told: dict[str, list[str]]) -> str | None:
    kinds = {kind.rpartition("#")[2] for kind in told.get(_TYPE.value, [])}
    if not iri.startswith(NAMESPACE) or not kinds:
        return None
    if any(kind.endswith("Property") for kind in kinds):
        return "property"
    return "class" if "Class" in kinds else "value"


def _used(store: pyoxigraph.Store, known: Known) -> Iterator[Used]:
    term = pyoxigraph.NamedNode(known.iri)
    as_property = _count(store.quads_for_pattern(None, term, None))
    as_class = 0 if as_property else _count(store.quads_for_pattern(None, _TYPE, term))
    if known.sort == "value":
        yield _made(known, "value", _count(store.quads_for_pattern(None, None, term)))
    elif as_property or known.sort == "property":
        yield _made(known, "property", as_property)
    elif as_class or known.sort == "class":
        yield _made(known, "class", as_class)


def _made(known: Known, sort: str, uses: int) -> Used:
    return Used(known.name, sort, known.label, known.comment, min(uses, _COUNTED), uses > _COUNTED)


def _count(quads: Iterator[Any]) -> int:
    return sum(1 for _ in islice(quads, _COUNTED + 1))


def _context_terms() -> Iterator[str]:
    context = json.loads((ontology_folder() / "context.jsonld").read_text("utf-8"))["@context"]
    for told in context.values():
        name = told.get("@id", "") if isinstance(told, dict) else str(told)
        prefix, colon, local = name.partition(":")
        if colon and prefix in PREFIXES and local and not local.startswith("//"):
            yield PREFIXES[prefix] + local


def _text(term: Any) -> str:
    return str(term.value) if isinstance(term, pyoxigraph.NamedNode | pyoxigraph.Literal) else ""
