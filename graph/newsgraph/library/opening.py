"""A graph folder opened for reading: one snapshot, held until it is closed, whatever is written meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING

from newsgraph.library.index import Index, open_index
from newsgraph.rdf import prefixes
from newsgraph.store.snapshots import INDEX, QUADS, lease_current
from newsgraph.store.triples import open_store

if TYPE_CHECKING:
    import pyoxigraph


@dataclass(frozen=True)
class Library:
    """One state of a graph: its SPARQL store and its index, both read-only."""

    folder: Path
    """The graph folder."""
    snapshot: str
    """The state's name; another one after every update."""
    base: str
    """What the identifiers of the graph start with."""
    prefixes: Mapping[str, str]
    """Those of the vocabulary and of the graph's own identifiers, for queries."""
    store: "pyoxigraph.Store"
    index: Index
    _lease: IO[bytes]

    def close(self) -> None:
        """Let go of the state, so that it may be deleted once there is a newer one."""
        self.index.close()
        self._lease.close()

    def __enter__(self) -> "Library":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_library(folder: Path) -> Library:
    """Return the current state of the graph in the folder, to be closed by the caller.

    Raises:
        NewsgraphError: where there is no graph, or its current state is damaged or of another format.
    """
    snapshot, about, lease = lease_current(folder)
    try:
        store = open_store(snapshot / QUADS)
        index = open_index(snapshot / INDEX)
    except BaseException:
        lease.close()
        raise
    return Library(folder, snapshot.name, about.base, prefixes(about.base), store, index, lease)
