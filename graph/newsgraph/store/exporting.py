"""The tables' rows for other forms: in one order whatever the history of the file, and never many at a time."""

from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from newsgraph.codec import TABLES, revive, schema
from newsgraph.errors import NewsgraphError

if TYPE_CHECKING:
    import duckdb

_BATCH = 5000
_ORDERS = MappingProxyType(
    {
        **dict.fromkeys(("articles", "local_entities", "entities", "claims", "events", "runs"), "id"),
        "mentions": "article, span.start, span.end, kind, form, extractor, value, whole, jurisdiction, score",
        "judgements": '"left", "right", "by", verdict, reason, "when" NULLS FIRST, score',
        "quotes": "article, span.start, span.end, kind, speaker, cue, score",
        "links": "local, target NULLS FIRST, by, label, score, verdict, reason",
        "copies": "article, original",
        "answers": "statement, earlier, agrees",
    }
)
_SHOWN = MappingProxyType(
    {
        "local_entities": 'id IN (SELECT "left" FROM judgements UNION ALL SELECT "right" FROM judgements)',
        "judgements": (
            """NOT ("right" LIKE '%://%' AND "left" IN (SELECT id FROM entities WHERE kind = 'Person' """
            "AND publicity IS DISTINCT FROM 'PublicFigure'))"
        ),
    }
)
"""Of which rows over the corpus RDF tells; see `newsgraph.rdf.corpus_statements`."""
_MEMORY = "512MB"


def spare(connection: "duckdb.DuckDBPyConnection", scratch: Path) -> None:
    """Bound the memory that questions to the tables take; what does not fit is put down in the folder meanwhile."""
    connection.execute(f"SET memory_limit = '{_MEMORY}'")
    connection.execute("SET temp_directory = ?", [str(scratch)])


def values(connection: "duckdb.DuckDBPyConnection", name: str, *, told: bool = False) -> Iterator[Any]:
    """Yield the values of a table in its one order; those alone that RDF tells of, where asked."""
    for row in _rows(
        connection, f"SELECT * FROM {name} {f'WHERE {_SHOWN[name]}' if told and name in _SHOWN else ''}", name
    ):
        yield revive(TABLES[name], row)


def plain_rows(connection: "duckdb.DuckDBPyConnection", name: str, columns: list[str]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table in its one order, as dicts of texts, numbers, days, lists and dicts."""
    return _rows(connection, f"SELECT {_listed(columns)} FROM {name}", name)


def columns_of(name: str, *, with_text: bool = False) -> list[str]:
    """Return the columns of a table as they are exported: an article's text only where asked."""
    found = list(schema(TABLES[name]).names)
    return found if with_text or name != "articles" else [column for column in found if column != "text"]


def write_parquet(connection: "duckdb.DuckDBPyConnection", name: str, columns: list[str], path: Path) -> None:
    """Write a table as a Parquet file.

    Raises:
        OSError: where it cannot be written.
    """
    import duckdb  # noqa: PLC0415

    selected = f"SELECT {_listed(columns)} FROM {name} ORDER BY {_ORDERS[name]}"
    target = str(path).replace("'", "''")
    try:
        connection.execute(f"COPY ({selected}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise OSError(None, _reason(str(error))) from error
    if not path.is_file():
        raise NewsgraphError(f"{path} was not written; try again.")


def _rows(connection: "duckdb.DuckDBPyConnection", selected: str, name: str) -> Iterator[dict[str, Any]]:
    # Of its own: an answer that is still being read lets its connection do nothing else.
    with connection.cursor() as cursor:
        reader = cursor.sql(f"{selected} ORDER BY {_ORDERS[name]}").to_arrow_reader(_BATCH)
        for batch in reader:
            yield from batch.to_pylist()


def _listed(columns: list[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _reason(message: str) -> str:
    return "the disk is full" if "No space left" in message else message.splitlines()[0]
