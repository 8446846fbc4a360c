"""The tables in one DuckDB file: the source of truth that every other output is written from (DESIGN section 7).

Beside the tables of `codec` the file holds books of its own: which pages were read, what was skipped, and what the next
update needs to know of this one. DuckDB lets nobody read a file while somebody writes it, so that both stay short.
"""

import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from newsgraph.assemble import in_order
from newsgraph.codec import TABLES, from_tables, revive, schema, to_tables
from newsgraph.errors import NewsgraphError
from newsgraph.model import AnnotatedArticle, KnowledgeGraph, Run
from newsgraph.store.books import book_schemas
from newsgraph.store.changes import Change

if TYPE_CHECKING:
    import duckdb
    import pyarrow

FORMAT = 4
"""Raised when a change to the tables makes older files unreadable."""
CHUNK = 200
_PATIENCE = 10.0
"""Seconds to wait for another process to let go of the file: updates hold it for moments."""
_FORMAT_TABLE = "newsgraph_format"
_OF_ARTICLE = ("mentions", "local_entities", "quotes", "claims", "events")
"""The tables whose rows name their article."""


def save_graph(graph: KnowledgeGraph, path: Path, *, snapshot: str = "") -> None:
    """Write the graph's tables into a new DuckDB file, without the books that updates need."""
    create_tables(path)
    with writing_tables(path) as connection:
        for name, table in to_tables(graph).items():
            insert(connection, name, table)
        name_snapshot(connection, snapshot)


def load_graph(path: Path) -> KnowledgeGraph:
    """Return the graph whose tables the file holds.

    Raises:
        NewsgraphError: where the file is damaged, or of a format that this version does not read.
    """
    with reading_tables(path) as connection:
        return in_order(from_tables({name: connection.table(name).to_arrow_table() for name in TABLES}))


def create_tables(path: Path, state: "Mapping[str, pyarrow.Schema] | None" = None) -> None:
    """Make a file of empty tables; `state` are those that updates keep, by name: without them there are no updates."""
    import duckdb  # noqa: PLC0415

    with duckdb.connect(str(path)) as connection:
        connection.execute("BEGIN")
        connection.execute(
            f"CREATE TABLE {_FORMAT_TABLE} AS SELECT {FORMAT} AS version, '' AS snapshot, ? AS kept", [bool(state)]
        )
        schemas = {name: schema(value_type) for name, value_type in TABLES.items()} | book_schemas() | dict(state or {})
        for name, columns in schemas.items():
            connection.register("incoming", columns.empty_table())
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
            connection.unregister("incoming")
        connection.execute("COMMIT")


def snapshot_of(connection: "duckdb.DuckDBPyConnection") -> tuple[str, bool]:
    """Return the name of the snapshot that belongs to the tables, and whether they keep the books for updates."""
    ((name, kept),) = connection.execute(f"SELECT snapshot, kept FROM {_FORMAT_TABLE}").fetchall()
    return name, kept


def name_snapshot(connection: "duckdb.DuckDBPyConnection", name: str) -> None:
    """Let the tables name the snapshot that belongs to them."""
    connection.execute(f"UPDATE {_FORMAT_TABLE} SET snapshot = ?", [name])


def recorded_run(connection: "duckdb.DuckDBPyConnection") -> Run | None:
    """Return the run that made the tables, where they tell of one."""
    found = [revive(Run, row) for row in connection.table("runs").to_arrow_table().to_pylist()]
    return found[0] if found else None


def article_changes(
    connection: "duckdb.DuckDBPyConnection", *, added: Sequence[AnnotatedArticle], removed: Iterable[str]
) -> tuple[Change, ...]:
    """Return how the tables of what single articles say change; local entities are left to who finds out who is who."""
    tables = to_tables(
        KnowledgeGraph(
            articles=tuple(one.article for one in added),
            mentions=tuple(row for one in added for row in one.mentions),
            quotes=tuple(row for one in added for row in one.quotes),
            claims=tuple(row for one in added for row in one.claims),
            events=tuple(row for one in added for row in one.events),
            links=tuple(row for one in added for row in one.links),
        )
    )
    gone = sorted({*removed, *(one.article.id for one in added)})
    found = connection.execute("SELECT id FROM local_entities WHERE article IN (SELECT unnest(?))", [gone]).fetchall()
    keys = {"articles": "id", "links": "local"}
    return tuple(
        Change(name, (keys.get(name, "article"),), found if name == "links" else [(one,) for one in gone], tables[name])
        for name in ("articles", "mentions", "quotes", "claims", "events", "links")
    )


def insert(connection: "duckdb.DuckDBPyConnection", name: str, table: "pyarrow.Table") -> None:
    """Add rows to a table."""
    connection.register("incoming", table)
    connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM incoming")
    connection.unregister("incoming")


@contextmanager
def reading_tables(path: Path) -> "Iterator[duckdb.DuckDBPyConnection]":
    """Give a read-only connection to the tables.

    Raises:
        NewsgraphError: where the file is damaged, of another format, or held by a writer for long.
    """
    with _explained(path), _connected(path, read_only=True) as connection:
        _check_format(connection, path)
        yield connection


@contextmanager
def writing_tables(path: Path) -> "Iterator[duckdb.DuckDBPyConnection]":
    """Give a connection in a transaction that is committed when the block ends well, and else leaves no trace.

    Raises:
        NewsgraphError: as `reading_tables`, and where the tables cannot be written.
    """
    with _explained(path), _connected(path, read_only=False) as connection:
        _check_format(connection, path)
        connection.execute("BEGIN")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def article_part(
    connection: "duckdb.DuckDBPyConnection", articles: Sequence[str], *, without: Collection[str] = ()
) -> KnowledgeGraph:
    """Return the part of the graph that these articles hold: no entities over the corpus, no judgements.

    The tables in `without` are left out.
    """
    import pyarrow  # noqa: PLC0415

    connection.register("wanted", pyarrow.table({"wanted": pyarrow.array(articles, pyarrow.string())}))
    found = {"articles": _rows(connection, "articles.id IN (SELECT wanted FROM wanted)", "articles")}
    for name in _OF_ARTICLE:
        if name not in without:
            found[name] = _rows(connection, f"{name}.article IN (SELECT wanted FROM wanted)", name)
    if "links" not in without:
        local = "(SELECT id FROM local_entities WHERE article IN (SELECT wanted FROM wanted))"
        found["links"] = _rows(connection, f"links.local IN {local}", "links")
    found["runs"] = connection.table("runs").to_arrow_table()
    connection.unregister("wanted")
    empty = {name: schema(value_type).empty_table() for name, value_type in TABLES.items() if name not in found}
    return in_order(from_tables(found | empty))


def known_entities(connection: "duckdb.DuckDBPyConnection", articles: Sequence[str]) -> dict[str, str]:
    """Return the entity of each local entity of the articles, as the tables know them."""
    sql = "SELECT id, entity FROM local_entities WHERE article IN (SELECT unnest(?))"
    return dict(connection.execute(sql, [list(articles)]).fetchall())


def article_ids(connection: "duckdb.DuckDBPyConnection") -> list[str]:
    """Return the ids of all articles, sorted."""
    return [row[0] for row in connection.execute("SELECT id FROM articles ORDER BY id").fetchall()]


def article_chunks(
    connection: "duckdb.DuckDBPyConnection",
    *,
    size: int = CHUNK,
    articles: Iterable[str] | None = None,
    without: Collection[str] = (),
) -> Iterator[KnowledgeGraph]:
    """Yield the parts of the graph that so many articles hold each, in the order of their ids.

    The tables in `without` are left out.
    """
    wanted = article_ids(connection) if articles is None else sorted(articles)
    for start in range(0, len(wanted), size):
        yield article_part(connection, wanted[start : start + size], without=without)


def corpus_part(connection: "duckdb.DuckDBPyConnection") -> KnowledgeGraph:
    """Return what holds over the corpus: entities, judgements and the local entities they speak of, copies, answers."""
    names = ("entities", "judgements", "copies", "answers", "runs")
    found = {name: connection.table(name).to_arrow_table() for name in names}
    judged = '(SELECT "left" FROM judgements UNION SELECT "right" FROM judgements)'
    found["local_entities"] = _rows(connection, f"local_entities.id IN {judged}", "local_entities")
    empty = {name: schema(value_type).empty_table() for name, value_type in TABLES.items() if name not in found}
    return in_order(from_tables(found | empty))


def _rows(connection: "duckdb.DuckDBPyConnection", where: str, name: str) -> "pyarrow.Table":
    return connection.sql(f"SELECT * FROM {name} WHERE {where}").to_arrow_table()


@contextmanager
def _connected(path: Path, *, read_only: bool) -> "Iterator[duckdb.DuckDBPyConnection]":
    import duckdb  # noqa: PLC0415

    until = time.monotonic() + _PATIENCE
    while True:
        try:
            connection = duckdb.connect(str(path), read_only=read_only)
            break
        except duckdb.IOException as error:
            if not _is_held(error) or time.monotonic() > until:
                raise
            time.sleep(0.05)
    try:
        yield connection
    finally:
        connection.close()


def _check_format(connection: "duckdb.DuckDBPyConnection", path: Path) -> None:
    ((version,),) = connection.execute(f"SELECT version FROM {_FORMAT_TABLE}").fetchall() or ((None,),)
    if version != FORMAT:
        newer = isinstance(version, int) and version > FORMAT
        todo = "read it with a newer newsgraph" if newer else "build it again"
        raise NewsgraphError(f"{path} was written in table format {version}, and this version reads {FORMAT}; {todo}.")


def _is_held(error: Exception) -> bool:
    return "Could not set lock" in str(error) or "Conflicting lock" in str(error)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    import duckdb  # noqa: PLC0415

    try:
        yield
    except duckdb.Error as error:
        first = str(error).splitlines()[0]
        if _is_held(error):
            raise NewsgraphError(f"{path} is being written by another process; wait for it to end.") from error
        if "No space left" in first or "disk" in first.lower():
            raise NewsgraphError(f"Cannot write {path} (the disk is full); what was there is kept.") from error
        raise NewsgraphError(f"{path} cannot be read as a graph's tables ({first}); build it again.") from error
