"""The quads in the formats that other tools read; what Oxigraph writes, made the same in every run."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from newsgraph.model import KnowledgeGraph
from newsgraph.rdf.jsonld import write_jsonld
from newsgraph.rdf.nodes import Quad, Statements
from newsgraph.rdf.quads import flat_lines, flat_triples, quads
from newsgraph.rdf.sorting import sorted_distinct
from newsgraph.rdf.terms import DEFAULT_BASE, checked_base
from newsgraph.vocab import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

_DATA_NAMES = (
    *("article", "claim", "event", "group", "judgement", "legislation", "local", "mention"),
    *("organization", "outlet", "page", "person", "place", "run", "tool"),
)
_AT_ONCE = 2000
"""Lines parsed at once."""


def prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """Return the prefixes of the vocabulary and of the graph's own identifiers: `person:` for `<base>person/`."""
    base = checked_base(base)
    return {**PREFIXES, **{name: f"{base}{name}/" for name in _DATA_NAMES}}


def write_nquads(statements: Iterable[Quad], file: IO[bytes]) -> int:
    """Write the quads as N-Quads lines in UTF-8; return how many."""
    count = 0
    for subject, predicate, value, graph in statements:
        file.write(f"{subject} {predicate} {value} {graph} .\n".encode())
        count += 1
    return count


def write_statements(statements: Iterable[Statements], file: IO[bytes]) -> int:
    """Write the statements as N-Quads lines in UTF-8, the bytes that `write_nquads` writes; return how many lines."""
    count = 0
    for one in statements:
        lines = one.nquads()
        file.write(lines.encode())
        count += lines.count("\n")
    return count


def write_flat_turtle(graph: KnowledgeGraph, file: IO[bytes], *, base: str = DEFAULT_BASE) -> None:
    """Write `flat_triples` as Turtle."""
    lines = (" ".join(triple) for triple in flat_triples(graph, base=base))
    _write_turtle((f"{line}\n".encode() for line in lines), file, base=base)


def write_sorted_turtle(
    statements: Iterable[Statements], file: IO[bytes], *, scratch: Path, base: str = DEFAULT_BASE
) -> None:
    """Write what `write_flat_turtle` writes, sorting by means of files in the folder `scratch` where there is much."""
    _write_turtle(sorted_distinct(flat_lines(statements, base=base), scratch), file, base=base)


def write_as(
    statements: Iterable[Statements], file: IO[bytes], *, media_type: str, base: str = DEFAULT_BASE, version: str = ""
) -> None:
    """Write the statements as they come in a format that holds named graphs, such as `application/trig`.

    `version` is the version of RDF that a text of TriG announces.
    """
    if version:
        file.write(f'VERSION "{version}"\n'.encode())
    _write_quads(_parsed(statements), file, media_type=media_type, base=base)


def convert(nquads: Any, file: IO[bytes], *, media_type: str, base: str = DEFAULT_BASE) -> None:
    """Write N-Quads (a path or bytes) in another format that holds named graphs, such as `application/trig`."""
    import pyoxigraph  # noqa: PLC0415

    source = {"input": nquads} if isinstance(nquads, bytes) else {"path": nquads}
    parsed = pyoxigraph.parse(format=pyoxigraph.RdfFormat.N_QUADS, **source)
    _write_quads(parsed, file, media_type=media_type, base=base)


def _parsed(statements: Iterable[Statements]) -> Iterator["pyoxigraph.Quad"]:
    import pyoxigraph  # noqa: PLC0415

    form = pyoxigraph.RdfFormat.N_QUADS
    for one in statements:
        yield from pyoxigraph.parse(one.nquads().encode(), format=form)


def _write_quads(quads: Iterable["pyoxigraph.Quad"], file: IO[bytes], *, media_type: str, base: str) -> None:
    import pyoxigraph  # noqa: PLC0415

    if media_type == "application/ld+json":
        write_jsonld(quads, file, prefixes(base))
        return
    wanted = pyoxigraph.RdfFormat.from_media_type(media_type)
    sink = _SortedPrefixes(file)
    pyoxigraph.serialize(quads, cast("IO[bytes]", sink), format=wanted, prefixes=prefixes(base))
    sink.finish()


def _write_turtle(lines: Iterable[bytes], file: IO[bytes], *, base: str) -> None:
    """Write triples, each `subject predicate object` and a line break, in their order."""
    import pyoxigraph  # noqa: PLC0415

    sink = _SortedPrefixes(file)
    triples = _parsed_triples(lines)
    pyoxigraph.serialize(triples, cast("IO[bytes]", sink), format=pyoxigraph.RdfFormat.TURTLE, prefixes=prefixes(base))
    sink.finish()


def _parsed_triples(lines: Iterable[bytes]) -> Iterator["pyoxigraph.Triple"]:
    import pyoxigraph  # noqa: PLC0415

    rest = iter(lines)
    while some := b"".join(line[:-1] + b" .\n" for line in islice(rest, _AT_ONCE)):
        yield from (quad.triple for quad in pyoxigraph.parse(some, format=pyoxigraph.RdfFormat.N_TRIPLES))


def to_dataset(graph: KnowledgeGraph, *, base: str = DEFAULT_BASE) -> "rdflib.Dataset":
    """Return the graph as an rdflib dataset whose default graph is the union of the named ones."""
    import rdflib  # noqa: PLC0415
    import rdflib.plugins.sparql  # noqa: PLC0415

    rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
    dataset = rdflib.Dataset(default_union=True)
    for prefix, namespace in prefixes(base).items():
        dataset.bind(prefix, namespace, override=True, replace=True)
    lines = "".join(f"{' '.join(quad)} .\n" for quad in quads(graph, base=base))
    dataset.parse(data=lines, format="nquads")
    return dataset


class _SortedPrefixes:
    """A sink that sorts a serialization's `@prefix` lines: the serializer's own order changes from run to run."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._head: bytes | None = b""

    def write(self, data: bytes) -> int:
        """Take the next bytes, holding them back while they may still be prefix lines."""
        if self._head is None:
            return self._file.write(data)
        self._head += data
        lines = self._head.split(b"\n")
        if any(line and not b"@prefix ".startswith(line[:8]) for line in lines):
            self.finish()
        return len(data)

    def flush(self) -> None:
        """Do nothing: what is held back is written by `finish`."""

    def finish(self) -> None:
        """Write what was held back."""
        if self._head is not None:
            lines = self._head.splitlines(keepends=True)
            is_prefix = [line.startswith(b"@prefix ") for line in lines]
            count = is_prefix.index(False) if False in is_prefix else len(lines)
            self._file.write(b"".join([*sorted(lines[:count]), *lines[count:]]))
            self._head = None
