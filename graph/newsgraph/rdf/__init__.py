"""The graph as RDF 1.1: statements in named graphs, made part by part, and the formats they are written in."""

from newsgraph.rdf.formats import (
    convert,
    prefixes,
    to_dataset,
    write_as,
    write_flat_turtle,
    write_nquads,
    write_sorted_turtle,
    write_statements,
)
from newsgraph.rdf.identity import run_statements
from newsgraph.rdf.nodes import Quad, Statements, changed
from newsgraph.rdf.quads import (
    article_graph,
    article_statements,
    article_statements_of,
    base_of,
    corpus_statements,
    flat_triples,
    graph_statements,
    quads,
    row_statements,
    run_of,
)
from newsgraph.rdf.terms import DEFAULT_BASE, checked_base
from newsgraph.rdf.triple_terms import with_triple_terms

__all__ = [
    "DEFAULT_BASE",
    "Quad",
    "Statements",
    "article_graph",
    "article_statements",
    "article_statements_of",
    "base_of",
    "changed",
    "checked_base",
    "convert",
    "corpus_statements",
    "flat_triples",
    "graph_statements",
    "prefixes",
    "quads",
    "row_statements",
    "run_of",
    "run_statements",
    "to_dataset",
    "with_triple_terms",
    "write_as",
    "write_flat_turtle",
    "write_nquads",
    "write_sorted_turtle",
    "write_statements",
]
