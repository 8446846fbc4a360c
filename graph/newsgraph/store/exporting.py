"""The tables' rows for other forms: in one order whatever the history of the file, and never many at a time."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from newsgraph.codec import TABLES, revive, schema
from newsgraph.errors import NewsgraphError
from newsgraph.model import LocalEntity
from newsgraph.store.tables import reading_tables

if TYPE_CHECKING:
    import duckdb

_BATCH = 5000
_ORDERS = MappingProxyType(
    {
        **dict.fromkeys(("articles", "local_entities", "entities", "claims", "events", "runs"), "id"),
        "mentions": "article, span.start, span.end, kind, form, extractor, value, whole, jurisdiction, score",
        "judgements": '"left", "right", "by", verdict, reason, "when" NULLS FIRST, score',
        "quotes": "article, span.start, span.end, kind, speaker, cue, score",
        "links": 'local, target NULLS FIRST, "by", label, score, verdict, reason',
        "copies": "article, original",
        "answers": "statement, earlier, agrees",
    }
)
_PRIVATE = "(SELECT id FROM entities WHERE kind = 'Person' AND publicity IS DISTINCT FROM 'PublicFigure')"
_JUDGED = 'id IN (SELECT "left" FROM judgements UNION ALL SELECT "right" FROM judgements)'
_FIT = MappingProxyType(
    {
        "judgements": f"""NOT ("right" LIKE '%://%' AND "left" IN {_PRIVATE})""",
        "links": f"local NOT IN (SELECT id FROM local_entities WHERE entity IN {_PRIVATE})",
    }
)
"""Which rows leave the graph: none that would link people who are not known to be public to the outside."""
_MEMORY = "256MB"
_ROW_GROUP = 20_480  # of whole articles, a few hundred MB with their texts


@contextmanager
def reading_copy(tables: Path, scratch: Path) -> "Iterator[duckdb.DuckDBPyConnection]":
    """Give a connection to a copy of the tables: read for long, they themselves would keep builds waiting.

    Raises:
        NewsgraphError: as `reading_tables`.
    """
    copy = scratch / tables.name
    with reading_tables(tables):
        for end in ("", ".wal"):  # what DuckDB has not yet worked into the file
            if Path(f"{tables}{end}").is_file():
                shutil.copyfile(f"{tables}{end}", f"{copy}{end}")
    try:
        with reading_tables(copy) as connection:
            spare(connection, scratch)
            yield connection
    except NewsgraphError as error:
        raise NewsgraphError(str(error).replace(str(copy), str(tables))) from error


def spare(connection: "duckdb.DuckDBPyConnection", scratch: Path) -> None:
    """Bound the memory that questions to the tables take; what does not fit is put down in the folder meanwhile."""
    connection.execute(f"SET memory_limit = '{_MEMORY}'")
    connection.execute("SET temp_directory = ?", [str(scratch)])


def values(connection: "duckdb.DuckDBPyConnection", name: str) -> Iterator[Any]:
    """Yield the values of a table in its one order."""
    return (revive(TABLES[name], row) for row in _rows(connection, _selected(name, ["*"])))


def judged_local_entities(connection: "duckdb.DuckDBPyConnection") -> Iterator[LocalEntity]:
    """Yield the local entities that judgements speak of, in the order of their ids."""
    rows = _rows(connection, f"SELECT * FROM local_entities WHERE {_JUDGED} ORDER BY id")
    return (revive(LocalEntity, row) for row in rows)


def plain_rows(connection: "duckdb.DuckDBPyConnection", name: str, columns: list[str]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table in its one order, as dicts of texts, numbers, days, lists and dicts."""
    return _rows(connection, _selected(name, columns))


def columns_of(name: str, *, with_text: bool = False) -> list[str]:
    """Return the columns of a table as they are exported: an article's text only where asked."""
    found = list(schema(TABLES[name]).names)
    return found if with_text or name != "articles" else [column for column in found if column != "text"]


def write_parquet(connection: "duckdb.DuckDBPyConnection", name: str, columns: list[str], path: Path) -> None:
    """Write a table as a Parquet file, in its one order.

    Raises:
        OSError: where it cannot be written.
    """
    import duckdb  # noqa: PLC0415

    target = str(path).replace("'", "''")
    form = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROW_GROUP}"
    try:
        connection.execute(f"COPY ({_selected(name, columns)}) TO '{target}' ({form})")
    except duckdb.IOException as error:
        raise OSError(_first_line(error)) from error


def _rows(connection: "duckdb.DuckDBPyConnection", selected: str) -> Iterator[dict[str, Any]]:
    # Of its own: an answer that is still being read lets its connection do nothing else.
    with connection.cursor() as cursor:
        for batch in cursor.sql(selected).to_arrow_reader(_BATCH):
            yield from batch.to_pylist()


def _selected(name: str, columns: list[str]) -> str:
    listed = ", ".join(column if column == "*" else f'"{column}"' for column in columns)
    where = f" WHERE {_FIT[name]}" if name in _FIT else ""
    return f"SELECT {listed} FROM {name}{where} ORDER BY {_ORDERS[name]}"


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
