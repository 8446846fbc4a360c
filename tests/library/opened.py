"""The sample graph as a folder that is opened for reading, for tests of what may be asked of one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsgraph.library import Library, open_library
from newsgraph.model import KnowledgeGraph
from newsgraph.rdf import DEFAULT_BASE, quads, write_nquads
from newsgraph.store.snapshots import switch, write_snapshot


@contextmanager
def opened(graph: KnowledgeGraph, folder: Path) -> Iterator[Library]:
    """Give a library over the graph, in a folder of its own."""
    with (folder / "graph.nq").open("wb") as file:
        write_nquads(quads(graph), file)
    write_snapshot(folder, "one", nquads=folder / "graph.nq", graph=graph, base=DEFAULT_BASE)
    switch(folder, "one")
    with open_library(folder) as library:
        yield library
