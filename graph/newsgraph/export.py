"""A graph in the forms that other programs read, written from its tables.

A form is made whole beside its place before it takes it, so what was there stays until then. All but the two network
forms are written as the rows stream by, in memory that does not grow with the graph.
"""

import csv
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any

from newsgraph import rdf
from newsgraph.cells import inert
from newsgraph.codec import TABLES
from newsgraph.errors import NewsgraphError
from newsgraph.model import KnowledgeGraph
from newsgraph.store import FILES, JUDGEMENTS, article_chunks, load_graph, require_graph
from newsgraph.store.exporting import columns_of, judged_local_entities, plain_rows, reading_copy, values, write_parquet

if TYPE_CHECKING:
    import duckdb

FORMATS = MappingProxyType(
    {
        "nquads": "graph.nq",
        "trig": "graph.trig",
        "turtle": "graph.ttl",
        "jsonld": "graph.jsonld",
        "rdf12": "graph-rdf12.trig",
        "parquet": "parquet",
        "csv": "csv",
        "graphml": "graph.graphml",
        "gexf": "graph.gexf",
    }
)
"""The formats, with the name of the file each makes, or of the folder."""
TABULAR = frozenset({"parquet", "csv"})
"""The formats that make a folder with a file for each table."""
EXPORTS = "export"
"""The folder in a graph's folder where an export goes that is given no other place."""

_SOURCES = (FILES["tables"], FILES["store"], FILES["report"], JUDGEMENTS)
"""What of a graph's folder no export replaces; the rest of it is exports, made by a build."""
_Write = Callable[[Path, IO[bytes], Path], None]


def export(folder: Path, form: str, out: Path | None = None, *, with_text: bool = False) -> Path:
    """Write the graph of the folder in one of `FORMATS`, and return the file or folder made.

    A file that is there is replaced once the new one is whole. `with_text` puts the articles' texts into the tables.

    Raises:
        NewsgraphError: where there is no graph, its tables are damaged, or the place cannot be written.
    """
    _check(form, with_text=with_text)
    require_graph(folder)
    target = _target(folder, form, out)
    with _named(target), TemporaryDirectory(dir=target.parent, prefix=".newsgraph-") as scratch:
        if form in TABULAR:
            _write_tables(folder / FILES["tables"], form, target, Path(scratch), with_text=with_text)
        else:
            made = Path(scratch) / target.name
            with made.open("xb") as file:
                _WRITERS[form](folder / FILES["tables"], file, Path(scratch))
                file.flush()
                os.fsync(file.fileno())
            if target.exists():
                shutil.copymode(target, made)
            made.replace(target)
    return target


def export_to(folder: Path, form: str, file: IO[bytes]) -> None:
    """Write the graph of the folder to an open file in one of `FORMATS` that make one file; nothing where that fails.

    Raises:
        NewsgraphError: as `export`, and where the format makes a folder.
    """
    _check(form, with_text=False)
    if form in TABULAR:
        raise NewsgraphError(f"The format {form} makes a folder of files; name one with --out.")
    require_graph(folder)
    # Whole before it goes out: half a graph would look like one.
    with TemporaryDirectory(prefix="newsgraph-") as scratch:
        made = Path(scratch) / FORMATS[form]
        with _named(made), made.open("xb") as held:
            _WRITERS[form](folder / FILES["tables"], held, Path(scratch))
        with made.open("rb") as whole:
            shutil.copyfileobj(whole, file)


def _check(form: str, *, with_text: bool) -> None:
    if form not in FORMATS:
        raise NewsgraphError(f"{form!r} is not a format; the formats are {', '.join(FORMATS)}.")
    if with_text and form not in TABULAR:
        raise NewsgraphError(
            f"--with-text goes with {' and '.join(sorted(TABULAR))}; {form} holds the words that statements rest on, "
            "and no whole texts."
        )


def _target(folder: Path, form: str, out: Path | None) -> Path:
    if out is None:
        out = folder / EXPORTS / FORMATS[form]
        with _named(out):
            out.parent.mkdir(exist_ok=True)
    elif out.is_dir() and form not in TABULAR:
        out = out / FORMATS[form]
    target = out.resolve()
    if not target.parent.is_dir():
        raise NewsgraphError(f"There is no folder {out.parent} to write into; make it, or name another with --out.")
    if _belongs_to_graph(target, folder.resolve()):
        raise NewsgraphError(f"{out} belongs to the graph itself; name another place with --out.")
    if form in TABULAR:
        _check_folder(target, form)
    elif target.exists() and not target.is_file():
        raise NewsgraphError(f"{out} is not a file; name another with --out, or - for the standard output.")
    return target


def _belongs_to_graph(target: Path, folder: Path) -> bool:
    if target.name == FILES["tables"]:
        return True
    inside = target.relative_to(folder).parts if target.is_relative_to(folder) else ()
    return bool(inside) and (inside[0].startswith((*_SOURCES, ".")))


def _check_folder(target: Path, form: str) -> None:
    if target.exists() and not target.is_dir():
        raise NewsgraphError(f"{target} is not a folder, and {form} makes one; name another with --out.")
    own = {f"{name}.{form}" for name in TABLES}
    if target.is_dir() and not {entry.name for entry in target.iterdir()} <= own:
        raise NewsgraphError(f"The folder {target} holds other things; name an empty or a new folder with --out.")


@contextmanager
def _named(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        full = "No space left" in str(error)
        reason = "the disk is full" if full else error.strerror or str(error).splitlines()[0]
        raise NewsgraphError(f"Cannot write {target} ({reason}); what was there is kept.") from error


def _write_tables(tables: Path, form: str, target: Path, scratch: Path, *, with_text: bool) -> None:
    made = scratch / "made"
    made.mkdir()
    with reading_copy(tables, scratch) as connection:
        for name in TABLES:
            columns = columns_of(name, with_text=with_text)
            if form == "parquet":
                write_parquet(connection, name, columns, made / f"{name}.parquet")
            else:
                _write_csv(plain_rows(connection, name, columns), columns, made / f"{name}.csv")
    _take_place(made, target, scratch / "before")


def _take_place(made: Path, target: Path, before: Path) -> None:
    if not target.is_dir():
        made.rename(target)
        return
    target.rename(before)
    try:
        made.rename(target)
    except OSError:
        before.rename(target)
        raise


def _write_csv(rows: Iterator[dict[str, Any]], columns: list[str], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        # Of the two characters that end a line, either makes the writer quote a cell only where it ends its lines.
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows([_cell(value) for value in row.values()] for row in rows)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return inert(value)
    if isinstance(value, bool | list | dict):
        return json.dumps(value, ensure_ascii=False, default=date.isoformat)
    return value.isoformat() if isinstance(value, date) else str(value)


@contextmanager
def _streaming(tables: Path, scratch: Path) -> Iterator[tuple[str, Iterator[rdf.Statements]]]:
    """Give the base and the statements of the graph, in the order of `rdf.graph_statements`."""
    with reading_copy(tables, scratch) as connection:
        runs = tuple(values(connection, "runs"))
        base = rdf.base_of(KnowledgeGraph(runs=runs))
        yield base, _statements(connection, base, runs)


def _statements(connection: "duckdb.DuckDBPyConnection", base: str, runs: tuple[Any, ...]) -> Iterator[rdf.Statements]:
    for part in article_chunks(connection):
        yield from rdf.article_statements_of(part, base=base)
    run = rdf.run_of(KnowledgeGraph(runs=runs))
    yield from rdf.row_statements(values(connection, "entities"), base=base, run=run)
    yield from rdf.row_statements(judged_local_entities(connection), base=base, run=run)
    for name in ("judgements", "copies", "answers"):
        yield from rdf.row_statements(values(connection, name), base=base, run=run)
    yield from (rdf.run_statements(made, base=base) for made in runs)


def _nquads(tables: Path, file: IO[bytes], scratch: Path) -> None:
    with _streaming(tables, scratch) as (_, statements):
        rdf.write_statements(statements, file)


def _trig(tables: Path, file: IO[bytes], scratch: Path) -> None:
    with _streaming(tables, scratch) as (base, statements):
        rdf.write_as(statements, file, media_type="application/trig", base=base)


def _jsonld(tables: Path, file: IO[bytes], scratch: Path) -> None:
    with _streaming(tables, scratch) as (base, statements):
        rdf.write_as(statements, file, media_type="application/ld+json", base=base)


def _rdf12(tables: Path, file: IO[bytes], scratch: Path) -> None:
    with _streaming(tables, scratch) as (base, statements):
        told = map(rdf.with_triple_terms, statements)
        rdf.write_as(told, file, media_type="application/trig", base=base, version="1.2")


def _turtle(tables: Path, file: IO[bytes], scratch: Path) -> None:
    with _streaming(tables, scratch) as (base, statements):
        rdf.write_sorted_turtle(statements, file, scratch=scratch, base=base)


def _graphml(tables: Path, file: IO[bytes], _scratch: Path) -> None:
    from newsgraph.network import as_graphml, to_networkx  # noqa: PLC0415

    file.write(as_graphml(to_networkx(load_graph(tables))))


def _gexf(tables: Path, file: IO[bytes], _scratch: Path) -> None:
    from newsgraph.network import as_gexf, to_networkx  # noqa: PLC0415

    file.write(as_gexf(to_networkx(load_graph(tables))))


_WRITERS: MappingProxyType[str, _Write] = MappingProxyType(
    {
        "nquads": _nquads,
        "trig": _trig,
        "turtle": _turtle,
        "jsonld": _jsonld,
        "rdf12": _rdf12,
        "graphml": _graphml,
        "gexf": _gexf,
    }
)
