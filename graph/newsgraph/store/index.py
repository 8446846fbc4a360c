"""The index of a snapshot: an SQLite file of what pages and search read, written here and read by `library`.

It holds the articles with their texts and marks, the entities, who is named where and how often, and the words of all
of them for search (FTS5). It is written beside a store and never again once that is current.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from newsgraph.errors import NewsgraphError
from newsgraph.model import Article, Entity, KnowledgeGraph
from newsgraph.store.folding import folded
from newsgraph.store.marks import marks_of, packed
from newsgraph.store.told import told_of

SCHEMA = """
CREATE TABLE articles (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, origin TEXT NOT NULL, headline TEXT, published TEXT,
    page_published TEXT, outlet TEXT, byline TEXT, url TEXT, language TEXT, digest TEXT NOT NULL,
    page_digest TEXT NOT NULL, length INTEGER NOT NULL, parts TEXT NOT NULL, marks BLOB NOT NULL
);
CREATE INDEX articles_by_day ON articles (published, id);
CREATE INDEX articles_by_outlet ON articles (outlet, published);
CREATE TABLE entities (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, name TEXT NOT NULL,
    other_names TEXT NOT NULL, publicity TEXT, publicity_basis TEXT, part_of TEXT, normal_form TEXT, jurisdiction TEXT,
    year INTEGER, latitude REAL, longitude REAL, demonym_of TEXT,
    articles INTEGER NOT NULL DEFAULT 0, mentions INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX entities_by_kind ON entities (kind, articles DESC);
CREATE TABLE named (
    entity INTEGER NOT NULL, article INTEGER NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (entity, article)
) WITHOUT ROWID;
CREATE INDEX named_in ON named (article, entity, times);
CREATE TABLE locals (
    article INTEGER NOT NULL, id TEXT NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY (article, id)
) WITHOUT ROWID;
CREATE TABLE told (
    entity INTEGER NOT NULL, article INTEGER NOT NULL, what TEXT NOT NULL, start INTEGER NOT NULL,
    statement TEXT NOT NULL, PRIMARY KEY (entity, article, what, start, statement)
) WITHOUT ROWID;
CREATE TABLE labels (
    row INTEGER PRIMARY KEY, entity INTEGER NOT NULL, words TEXT NOT NULL, shown TEXT NOT NULL, main INTEGER NOT NULL
);
CREATE INDEX labels_of ON labels (entity);
CREATE VIRTUAL TABLE label_words USING fts5(
    words, content='labels', content_rowid='row', prefix='1 2 3', tokenize='unicode61'
);
CREATE VIRTUAL TABLE headline_words USING fts5(words, prefix='1 2 3', tokenize='unicode61');
CREATE VIRTUAL TABLE texts USING fts5(headline, text, tokenize='unicode61 remove_diacritics 2');
"""
_BATCH = 500
_NOTHING = KnowledgeGraph()


def write_index(path: Path, graph: KnowledgeGraph) -> None:
    """Make the index of a whole graph in a new file.

    Raises:
        NewsgraphError: where Python's SQLite lacks FTS5.
    """
    with _changing(path) as connection:
        connection.executescript(f"BEGIN; {SCHEMA}")
        _put(connection, graph)
        for table in ("label_words", "headline_words", "texts"):
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def change_index(
    path: Path,
    *,
    removed_articles: Collection[str] = (),
    removed_entities: Collection[str] = (),
    added: KnowledgeGraph = _NOTHING,
) -> None:
    """Take articles and entities out of the index, and put in those of `added` with all that is read out of them.

    What is added replaces what stands under the same identifier. Answers are those of `write_index` of the whole.
    """
    with _changing(path) as connection:
        connection.execute("BEGIN")
        gone = {*removed_articles, *(article.id for article in added.articles)}
        touched = _remove_articles(connection, gone)
        _remove_entities(connection, removed_entities)
        _put(connection, added, touched=touched)


def require_full_text() -> None:
    """Make sure that Python's SQLite can search texts.

    Raises:
        NewsgraphError: where it cannot.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
        except sqlite3.OperationalError as error:
            raise NewsgraphError(
                "This Python's SQLite was built without FTS5, which search needs; use a Python whose SQLite has it."
            ) from error


@contextmanager
def _changing(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection, and commit the transaction that the caller begins; nobody else may have the file open."""
    require_full_text()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        # The snapshot is synced as a whole before it counts, and a failed one is thrown away.
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;")
        yield connection
        connection.execute("COMMIT")


def _put(connection: sqlite3.Connection, graph: KnowledgeGraph, *, touched: Iterable[int] = ()) -> None:
    _put_entities(connection, graph.entities)
    rows = _put_articles(connection, graph)
    named = _put_named(connection, graph, rows)
    _put_told(connection, graph, rows)
    _count(connection, sorted({*touched, *named}))


def _put_entities(connection: sqlite3.Connection, entities: Iterable[Entity]) -> None:
    entities = sorted(entities, key=lambda entity: entity.id)
    columns = (
        "id, kind, name, other_names, publicity, publicity_basis, part_of, normal_form, jurisdiction, year, latitude, "
        "longitude, demonym_of"
    )
    renewed = ", ".join(f"{name} = excluded.{name}" for name in columns.split(", ")[1:])
    connection.executemany(
        f"INSERT INTO entities ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        f"ON CONFLICT (id) DO UPDATE SET {renewed}",
        [_entity_row(entity) for entity in entities],
    )
    rows = _rows_of(connection, "entities", [entity.id for entity in entities])
    _remove_labels(connection, rows.values())
    last = _last_row(connection, "labels")
    labels = [
        (rows[entity.id], folded(name), name, int(name == entity.name))
        for entity in entities
        for name in dict.fromkeys((entity.name, *entity.other_names))
    ]
    connection.executemany("INSERT INTO labels (entity, words, shown, main) VALUES (?, ?, ?, ?)", labels)
    connection.execute(
        "INSERT INTO label_words (rowid, words) SELECT row, words FROM labels WHERE row > ? ORDER BY row", (last,)
    )


def _entity_row(entity: Entity) -> tuple[Any, ...]:
    position = entity.position
    return (
        *(entity.id, str(entity.kind), entity.name, _json(entity.other_names)),
        *(entity.publicity and str(entity.publicity), entity.publicity_basis, entity.part_of, entity.normal_form),
        *(entity.jurisdiction, entity.year, position and position.latitude, position and position.longitude),
        entity.demonym_of,
    )


def _put_articles(connection: sqlite3.Connection, graph: KnowledgeGraph) -> dict[str, int]:
    marks = marks_of(graph)
    last = _last_row(connection, "articles")
    rows: dict[str, int] = {}
    for article in sorted(graph.articles, key=lambda article: article.id):
        last += 1
        rows[article.id] = last
        connection.execute(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (last, *_article_row(article), packed(marks.get(article.id, []))),
        )
        connection.execute(
            "INSERT INTO texts (rowid, headline, text) VALUES (?, ?, ?)", (last, article.headline or "", article.text)
        )
        connection.execute(
            "INSERT INTO headline_words (rowid, words) VALUES (?, ?)", (last, folded(article.headline or ""))
        )
    return rows


def _article_row(article: Article) -> tuple[Any, ...]:
    return (
        *(article.id, article.origin, article.headline, _day(article.published), _day(article.page_published)),
        *(article.outlet, article.byline, article.url, article.language, article.digest, article.page_digest),
        len(article.text),
        _json([[str(part.role), part.span.start, part.span.end] for part in article.parts]),
    )


def _put_named(connection: sqlite3.Connection, graph: KnowledgeGraph, rows: dict[str, int]) -> set[int]:
    """Write how often each article names each entity, and under which local ids; return those entities' rows."""
    times: Counter[tuple[str, str]] = Counter()
    present = [local for local in graph.local_entities if local.article in rows]
    for local in present:
        times[(local.entity or local.id, local.article)] += len(local.namings)
    known = _rows_of(connection, "entities", sorted({entity for entity, _ in times}))
    found = [
        (known[entity], rows[article], count) for (entity, article), count in sorted(times.items()) if entity in known
    ]
    connection.executemany("INSERT INTO named VALUES (?, ?, ?)", found)
    # All of an article's local ids begin alike, which need not be kept.
    places = sorted(
        (rows[local.article], local.id.removeprefix(f"local/{local.article}_"), known[local.entity])
        for local in present
        if local.entity in known
    )
    connection.executemany("INSERT INTO locals VALUES (?, ?, ?)", places)
    return {entity for entity, _, _ in found}


def _put_told(connection: sqlite3.Connection, graph: KnowledgeGraph, rows: dict[str, int]) -> None:
    told = [row for row in told_of(graph) if row[1] in rows]
    known = _rows_of(connection, "entities", sorted({entity for entity, *_ in told}))
    connection.executemany(
        "INSERT INTO told VALUES (?, ?, ?, ?, ?)",
        sorted((known[entity], rows[article], *rest) for entity, article, *rest in told if entity in known),
    )


def _count(connection: sqlite3.Connection, entities: list[int]) -> None:
    connection.executemany(
        "UPDATE entities SET (articles, mentions) = "
        "(SELECT COUNT(*), COALESCE(SUM(times), 0) FROM named WHERE entity = ?1) WHERE row = ?1",
        [(row,) for row in entities],
    )


def _remove_articles(connection: sqlite3.Connection, gone: Collection[str]) -> set[int]:
    """Take articles out; return the rows of the entities that they named."""
    rows = sorted(_rows_of(connection, "articles", sorted(gone)).values())
    touched: set[int] = set()
    for row in rows:
        touched |= {entity for (entity,) in connection.execute("SELECT entity FROM named WHERE article = ?", (row,))}
        # Whatever is told of a thing stands in an article that names it.
        connection.execute(
            "DELETE FROM told WHERE article = ?1 AND entity IN (SELECT entity FROM named WHERE article = ?1)", (row,)
        )
    for statement in (
        "DELETE FROM named WHERE article = ?",
        "DELETE FROM locals WHERE article = ?",
        "DELETE FROM texts WHERE rowid = ?",
        "DELETE FROM headline_words WHERE rowid = ?",
        "DELETE FROM articles WHERE row = ?",
    ):
        connection.executemany(statement, [(row,) for row in rows])
    return touched


def _remove_entities(connection: sqlite3.Connection, gone: Collection[str]) -> None:
    rows = sorted(_rows_of(connection, "entities", sorted(gone)).values())
    _remove_labels(connection, rows)
    for statement in (
        "DELETE FROM named WHERE entity = ?",
        "DELETE FROM told WHERE entity = ?",
        "DELETE FROM entities WHERE row = ?",
    ):
        connection.executemany(statement, [(row,) for row in rows])


def _remove_labels(connection: sqlite3.Connection, entities: Iterable[int]) -> None:
    rows = [(row,) for row in entities]
    connection.executemany(
        "INSERT INTO label_words (label_words, rowid, words) "
        "SELECT 'delete', row, words FROM labels WHERE entity = ? ORDER BY row",
        rows,
    )
    connection.executemany("DELETE FROM labels WHERE entity = ?", rows)


def _rows_of(connection: sqlite3.Connection, table: str, identifiers: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(identifiers), _BATCH):
        batch = identifiers[start : start + _BATCH]
        holes = ", ".join("?" * len(batch))
        found.update(connection.execute(f"SELECT id, row FROM {table} WHERE id IN ({holes})", batch))
    return found


def _last_row(connection: sqlite3.Connection, table: str) -> int:
    ((last,),) = connection.execute(f"SELECT COALESCE(MAX(row), 0) FROM {table}")
    return int(last)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
