"""The shapes of the ontology, run by pySHACL over the union of a graph's named graphs."""

import pyshacl
import rdflib
from rdflib.namespace import SH

from newsgraph.check.violation import Violation
from newsgraph.vocab import ontology_file


def union(graph: rdflib.Graph | rdflib.Dataset) -> rdflib.Graph:
    """Return all triples of a dataset in one graph; a graph as it is."""
    if not isinstance(graph, rdflib.Dataset):
        return graph
    merged = rdflib.Graph()
    for subject, predicate, value, _ in graph.quads():
        merged.add((subject, predicate, value))
    return merged


def broken_shapes(graph: rdflib.Graph, *, shapes: str = "core") -> set[Violation]:
    """Return what in the graph breaks the shapes of `ontology/shapes/<shapes>.ttl`."""
    wanted = rdflib.Graph().parse(ontology_file(f"shapes/{shapes}.ttl"))
    conforms, report, _ = pyshacl.validate(graph, shacl_graph=wanted, inplace=True, do_owl_imports=False)
    if conforms:
        return set()
    return {
        Violation(str(message), str(report.value(result, SH.focusNode)))
        for result, message in report.subject_objects(SH.resultMessage)
    }
