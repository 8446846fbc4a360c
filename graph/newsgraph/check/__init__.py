"""Whether a graph keeps its promises: shapes, rules across nodes, and words that stand where they are said to."""

from typing import TYPE_CHECKING

from newsgraph.check.offsets import check_offsets
from newsgraph.check.violation import Violation

if TYPE_CHECKING:
    import rdflib

__all__ = ["Violation", "check_graph", "check_offsets"]


def check_graph(graph: "rdflib.Graph | rdflib.Dataset") -> tuple[Violation, ...]:
    """Return what in the graph breaks the shapes of `ontology/shapes/core.ttl` or a rule of `check.rules`, sorted.

    Given a dataset, its graphs are checked together, and for each statement also that it stands in the right graph.
    The graph is not changed. Takes about 15 s for 250,000 triples, nearly all of it in the shapes.

    Raises:
        NewsgraphError: where the ontology's files are missing.
    """
    # rdflib and pySHACL take half a second to import.
    from newsgraph.check.rules import broken_rules  # noqa: PLC0415
    from newsgraph.check.shapes import broken_shapes, union  # noqa: PLC0415

    merged = union(graph)
    return tuple(sorted({*broken_shapes(merged), *broken_rules(graph, merged)}))
