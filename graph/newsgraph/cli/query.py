"""`newsgraph query`: SPARQL or a saved question, answered from the store, in the form asked for."""

import argparse
import csv
import io
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from newsgraph.cells import inert
from newsgraph.cli.console import harmless, say
from newsgraph.errors import NewsgraphError
from newsgraph.library import Library, open_library
from newsgraph.library.search import textual
from newsgraph.questions import prepared, saved_question
from newsgraph.store import Rows, is_construct, require_graph, rows, serialized

if TYPE_CHECKING:
    import pyoxigraph

_CELL_WIDTH = 100
_SHOWN = 200


def run(options: argparse.Namespace) -> int:
    """Print the answer and return 0."""
    folder = Path(options.folder)
    require_graph(folder)
    with open_library(folder) as library:
        return _answer(options, library)


def _answer(options: argparse.Namespace, library: Library) -> int:
    store, names = library.store, library.prefixes
    sparql = textual(_sparql(options, store, names), library)
    form = options.format or ("turtle" if is_construct(store, sparql, prefixes=names) else "table")
    if form == "table":
        _print_table(rows(store, sparql, prefixes=names), names)
    elif form == "csv":
        sys.stdout.write(to_csv(rows(store, sparql, prefixes=names)))
    else:
        sys.stdout.buffer.write(serialized(store, sparql, form=form, prefixes=names))
        sys.stdout.write("" if form == "turtle" else "\n")
    return 0


def to_csv(found: Rows) -> str:
    """Return the rows as CSV in which no cell starts a spreadsheet formula: such cells get an apostrophe first."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(found.columns)
    writer.writerows([inert(cell) for cell in row] for row in found.rows)
    return file.getvalue()


def _sparql(options: argparse.Namespace, store: "pyoxigraph.Store", names: Mapping[str, str]) -> str:
    if options.name:
        settings = dict(_setting(text, names) for text in options.set)
        return prepared(saved_question(options.name), settings, lambda sparql: rows(store, sparql).rows)
    if options.set:
        raise NewsgraphError("--set goes with --name, a saved question; `newsgraph queries` lists them.")
    if options.sparql is not None:
        return str(options.sparql)
    try:
        return Path(options.file).read_text(encoding="utf-8")
    except OSError as error:
        raise NewsgraphError(f"Cannot read the query {options.file} ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise NewsgraphError(f"The query {options.file} is not UTF-8 text.") from error


def _setting(text: str, names: Mapping[str, str]) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise NewsgraphError(f"--set {text!r} is not KEY=VALUE, such as --set person='Dana Orlov'.")
    prefix, colon, local = value.partition(":")
    is_short = colon and prefix in names and local and " " not in local and not local.startswith("//")
    return name, names[prefix] + local if is_short else value


def _print_table(found: Rows, names: Mapping[str, str]) -> None:
    if not found.rows:
        say("No answers.")
        return
    from rich import box  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in found.columns:
        table.add_column(Text(column), overflow="fold")
    for row in found.rows[:_SHOWN]:
        table.add_row(*(Text(_readable(cell, names)) for cell in row))
    terminal = sys.stdout.isatty()
    console = Console(file=sys.stdout, width=None if terminal else _CELL_WIDTH * len(found.columns), highlight=False)
    console.print(table)
    count = f"{len(found.rows):,} {'answer' if len(found.rows) == 1 else 'answers'}"
    say(count if len(found.rows) <= _SHOWN else f"{count}, the first {_SHOWN} shown; --format csv gives all")


def _readable(cell: str, names: Mapping[str, str]) -> str:
    longest = max((space for space in names.values() if cell.startswith(space)), key=len, default="")
    if longest and cell != longest:
        prefix = next(name for name, space in names.items() if space == longest)
        cell = f"{prefix}:{cell.removeprefix(longest)}"
    return harmless(cell).replace("\n", " ")
