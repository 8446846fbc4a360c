"""The SPARQL store: Oxigraph on disk, opened read-only for questions."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from newsgraph.errors import NewsgraphError
from newsgraph.store.lexing import asks_service, tokens

if TYPE_CHECKING:
    import pyoxigraph


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: column names, and rows of RDF terms as plain texts; an unbound cell is empty."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: bool = False
    """Whether there were more rows than asked for."""


def bulk_load(nquads: Path, folder: Path) -> int:
    """Make a store in the folder from a file of N-Quads; return how many quads it holds."""
    import pyoxigraph  # noqa: PLC0415

    store = pyoxigraph.Store(str(folder))
    store.bulk_load(path=str(nquads), format=pyoxigraph.RdfFormat.N_QUADS)
    store.optimize()
    store.flush()
    return len(store)


def open_store(folder: Path) -> "pyoxigraph.Store":
    """Return the store in the folder, read-only.

    Raises:
        NewsgraphError: where there is none, or it is damaged.
    """
    import pyoxigraph  # noqa: PLC0415

    try:
        return pyoxigraph.Store.read_only(str(folder))
    except (OSError, RuntimeError) as error:
        raise NewsgraphError(f"The store {folder} cannot be opened ({_first_line(error)}); build it again.") from error


def rows(
    store: "pyoxigraph.Store", sparql: str, *, prefixes: Mapping[str, str] | None = None, most: int | None = None
) -> Rows:
    """Return a query's answer as a table: solutions, `answer: true`, or the subject, predicate and object of triples.

    The default graph is the union of all named graphs; the given prefixes need no declaring in the query. With `most`,
    no row after the first so many is made.

    Raises:
        NewsgraphError: where the query is malformed, or asks another server with SERVICE.
    """
    import pyoxigraph  # noqa: PLC0415

    with _explained():
        found = _run(store, sparql, prefixes)
        if isinstance(found, pyoxigraph.QueryBoolean):
            return Rows(("answer",), ((str(bool(found)).lower(),),))
        if isinstance(found, pyoxigraph.QueryTriples):
            columns = ("subject", "predicate", "object")
            made: Iterator[tuple[str, ...]] = (
                (_shown(t.subject), _shown(t.predicate), _shown(t.object)) for t in found
            )
        else:
            columns = tuple(variable.value for variable in found.variables)
            made = (tuple(_shown(value) for value in solution) for solution in found)
        kept = tuple(islice(made, most))
        return Rows(columns, kept, more=most is not None and next(made, None) is not None)


def serialized(
    store: "pyoxigraph.Store", sparql: str, *, form: str, prefixes: Mapping[str, str] | None = None
) -> bytes:
    """Return a query's answer in a standard form: `tsv` or `json` (SPARQL 1.1 results), or `turtle` for triples.

    Raises:
        NewsgraphError: as `rows`, and where the query's answer cannot take the form.
    """
    import pyoxigraph  # noqa: PLC0415

    with _explained():
        found = _run(store, sparql, prefixes)
        if isinstance(found, pyoxigraph.QueryTriples):
            if form != "turtle":
                raise NewsgraphError(f"The query makes triples, which {form} cannot hold; ask for turtle.")
            return cast("bytes", pyoxigraph.serialize(sorted(found, key=str), format=pyoxigraph.RdfFormat.TURTLE))
        if form == "turtle":
            raise NewsgraphError("The query makes no triples, so turtle cannot hold its answer; ask for json.")
        if isinstance(found, pyoxigraph.QueryBoolean) and form == "tsv":
            return b"?answer\n" + str(bool(found)).lower().encode() + b"\n"
        formats = {"tsv": pyoxigraph.QueryResultsFormat.TSV, "json": pyoxigraph.QueryResultsFormat.JSON}
        return cast("bytes", found.serialize(format=formats[form]))


def is_construct(store: "pyoxigraph.Store", sparql: str, *, prefixes: Mapping[str, str] | None = None) -> bool:
    """Return whether the query's answer is triples (CONSTRUCT, DESCRIBE)."""
    import pyoxigraph  # noqa: PLC0415

    with _explained():
        return isinstance(_run(store, sparql, prefixes), pyoxigraph.QueryTriples)


def _run(store: "pyoxigraph.Store", sparql: str, prefixes: Mapping[str, str] | None) -> Any:
    if asks_service(sparql):
        raise NewsgraphError("The query asks another server with SERVICE; newsgraph answers from its own store only.")
    # Asked for the union, Oxigraph passes over FROM; a query that names its graphs gets just those.
    union = not _names_graphs(sparql)
    return store.query(sparql, use_default_graph_as_union=union, prefixes=dict(prefixes or {}))


def _names_graphs(sparql: str) -> bool:
    if "from" not in sparql.lower():
        return False
    return any(token.kind == "word" and token.text.lower() == "from" for token in tokens(sparql))


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except SyntaxError as error:
        raise NewsgraphError(f"The query is not SPARQL 1.1: {_first_line(error)}") from error
    except (OSError, ValueError, RuntimeError) as error:
        raise NewsgraphError(f"The query could not be answered: {_first_line(error)}") from error


def _shown(value: Any) -> str:
    return "" if value is None else str(getattr(value, "value", value))


def _first_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
