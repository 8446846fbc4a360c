"""GraphML and GEXF files, which Gephi, Cytoscape and yEd open."""

import re
from io import BytesIO
from pathlib import Path

import networkx as nx

from newsgraph.errors import NewsgraphError
from newsgraph.network.nodes import Value

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GEXF_STAMP = re.compile(rb"<meta .*?</meta>", re.DOTALL)


def write_graphml(graph: nx.Graph, path: Path) -> None:
    """Write the graph as GraphML; the same graph gives the same bytes.

    Characters that XML cannot hold become U+FFFD. Raises NewsgraphError where the file cannot be written.
    """
    _write(path, as_graphml(graph))


def write_gexf(graph: nx.Graph, path: Path) -> None:
    """Write the graph as GEXF 1.2; the same graph gives the same bytes, so the file bears no date.

    Characters that XML cannot hold become U+FFFD. Raises NewsgraphError where the file cannot be written.
    """
    _write(path, as_gexf(graph))


def as_graphml(graph: nx.Graph) -> bytes:
    """Return the file that `write_graphml` writes."""
    buffer = BytesIO()
    # The pure XML writer: networkx's other one is used only where lxml is there, and its bytes differ.
    nx.write_graphml_xml(_exportable(graph), buffer)
    return buffer.getvalue()


def as_gexf(graph: nx.Graph) -> bytes:
    """Return the file that `write_gexf` writes."""
    buffer = BytesIO()
    nx.write_gexf(_exportable(graph, identified=True), buffer)
    return _GEXF_STAMP.sub(b"<meta><creator>newsgraph</creator></meta>", buffer.getvalue(), count=1)


def _exportable(graph: nx.Graph, *, identified: bool = False) -> nx.Graph:
    """Return a copy whose strings XML can hold, with edge labels for Gephi, and edge ids where asked."""
    copy = graph.__class__()
    for node, attributes in graph.nodes(data=True):
        copy.add_node(_legal(node), **{name: _legal(value) for name, value in attributes.items()})
    keyed = graph.edges(keys=True, data=True) if graph.is_multigraph() else graph.edges(data=True)
    for source, target, *key, attributes in keyed:
        ready = {name: _legal(value) for name, value in attributes.items()}
        if "relation" in ready:
            ready.setdefault("label", ready["relation"])
        if identified and key:
            ready["id"] = _legal(key[0])
        copy.add_edge(_legal(source), _legal(target), *map(_legal, key), **ready)
    return copy


def _legal(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    return _NOT_XML.sub("\ufffd", value.replace("\r\n", "\n").replace("\r", "\n"))


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise NewsgraphError(f"{path} cannot be written: {reason}; name a file in a folder that you own.") from problem
