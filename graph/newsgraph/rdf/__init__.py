"""The graph as RDF 1.1: quads, and the formats they are written in."""

from newsgraph.rdf.formats import convert, prefixes, to_dataset, write_flat_turtle, write_nquads
from newsgraph.rdf.quads import DEFAULT_BASE, flat_triples, quads
from newsgraph.rdf.terms import Quad, checked_base

__all__ = [
    "DEFAULT_BASE",
    "Quad",
    "checked_base",
    "convert",
    "flat_triples",
    "prefixes",
    "quads",
    "to_dataset",
    "write_flat_turtle",
    "write_nquads",
]
