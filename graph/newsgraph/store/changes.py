"""What an update changes in the tables: rows taken out and rows put in, applied in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb
    import pyarrow


@dataclass(frozen=True, slots=True)
class Change:
    """Rows of one table that go and rows that come; those that go are taken out first."""

    table: str
    key: tuple[str, ...] = ()
    """The columns that tell which rows go."""
    removed: Sequence[tuple[Any, ...]] = ()
    """Their values, a tuple for each row or group of rows that goes."""
    added: "pyarrow.Table | None" = None
    """In the columns of the table, by name."""


def apply(connection: "duckdb.DuckDBPyConnection", changes: Iterable[Change]) -> None:
    """Carry the changes out, within the transaction that the caller has begun."""
    import pyarrow  # noqa: PLC0415

    for change in changes:
        if change.removed:
            columns = {name: [row[place] for row in change.removed] for place, name in enumerate(change.key)}
            connection.register("outgoing", pyarrow.table(columns))
            same = " AND ".join(f'{change.table}."{name}" = outgoing."{name}"' for name in change.key)
            connection.execute(f"DELETE FROM {change.table} USING outgoing WHERE {same}")
            connection.unregister("outgoing")
        if change.added is not None and change.added.num_rows:
            connection.register("incoming", change.added)
            connection.execute(f"INSERT INTO {change.table} BY NAME SELECT * FROM incoming")
            connection.unregister("incoming")
