"""The tables in one DuckDB file: the source of truth that every other output is written from (DESIGN section 7)."""

from pathlib import Path

from newsgraph.codec import TABLES, from_tables, to_tables
from newsgraph.errors import NewsgraphError
from newsgraph.model import KnowledgeGraph

FORMAT = 3
"""Raised when a change to the tables makes older files unreadable."""


def save_graph(graph: KnowledgeGraph, path: Path) -> None:
    """Write the graph's tables into a new DuckDB file."""
    import duckdb  # noqa: PLC0415

    with duckdb.connect(str(path)) as connection:
        connection.execute("BEGIN")
        connection.execute("CREATE TABLE newsgraph_format AS SELECT ? AS version", [FORMAT])
        for name, table in to_tables(graph).items():
            connection.register("incoming", table)
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")  # noqa: S608
            connection.unregister("incoming")
        connection.execute("COMMIT")


def load_graph(path: Path) -> KnowledgeGraph:
    """Return the graph whose tables the file holds.

    Raises:
        NewsgraphError: where the file is damaged, or of a format that this version does not read.
    """
    import duckdb  # noqa: PLC0415

    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            ((version,),) = connection.execute("SELECT version FROM newsgraph_format").fetchall() or ((None,),)
            if version != FORMAT:
                raise NewsgraphError(
                    f"{path} was written in table format {version}, and this version reads {FORMAT}; build it again."
                )
            return from_tables({name: connection.table(name).to_arrow_table() for name in TABLES})
    except duckdb.Error as error:
        first = str(error).splitlines()[0]
        raise NewsgraphError(f"{path} cannot be read as a graph's tables ({first}); build it again.") from error
