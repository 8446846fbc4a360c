"""The index of a snapshot, read: articles with their marks, entities, who is named with whom, and when."""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from newsgraph.errors import NewsgraphError
from newsgraph.library.cells import ARTICLE_PREFIX, clean, day
from newsgraph.library.finding import best_articles, best_things, found, suggestions
from newsgraph.library.highlights import highlights
from newsgraph.library.values import (
    Appearance,
    ArticleHead,
    ArticleText,
    CoMention,
    Counts,
    Found,
    IndexedEntity,
    Moment,
    Suggestion,
    TextPart,
)
from newsgraph.model import Span
from newsgraph.store.index import require_full_text
from newsgraph.store.marks import unpacked

_HEAD = "a.id, a.headline, a.origin, a.published, a.outlet"
_ENTITY = (
    "id, kind, name, other_names, publicity, publicity_basis, part_of, normal_form, jurisdiction, year, latitude, "
    "longitude, demonym_of, articles, mentions"
)
_MOST = 100_000


class Index:
    """Answers from one snapshot's index; the same question always gets the same answer."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def suggest(self, text: str, limit: int = 10, kinds: Iterable[str] = ()) -> tuple[Suggestion, ...]:
        """Return what somebody who has typed the text may mean: things by name, then articles by headline.

        All words must be there, the last as the start of one. Names that are the text come first, then those that
        start with it, then those that hold it as a word, then the rest; of these, the things that most articles name.
        """
        with self._reading() as connection:
            return suggestions(connection, text, limit=_bounded(limit), kinds=_kinds(kinds))

    def search(
        self,
        text: str,
        *,
        limit: int = 20,
        offset: int = 0,
        kinds: Iterable[str] = (),
        outlet: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> Found:
        """Return the things whose names and the articles whose texts hold all the words, things first.

        Words in quotation marks must stand side by side; a `*` behind a word lets it be the start of one. Articles are
        ranked by BM25, where the headline weighs more. Outlet and days (both included) leave articles only.
        """
        with self._reading() as connection:
            return found(
                connection, text, limit=_bounded(limit), offset=_bounded(offset, 2**40), kinds=_kinds(kinds),
                filters=(clean(outlet) if outlet else None, _iso(since), _iso(until)),
            )  # fmt: skip

    def article(self, identifier: str) -> ArticleText | None:
        """Return an article with its text and marks, by its id with or without `article/`."""
        wanted = clean(identifier).removeprefix(ARTICLE_PREFIX)
        with self._reading() as connection:
            row = connection.execute(
                "SELECT a.*, t.text FROM articles a JOIN texts t ON t.rowid = a.row WHERE a.id = ?", (wanted,)
            ).fetchone()
            if row is None:
                return None
            marks = unpacked(row["marks"])
            return ArticleText(
                id=ARTICLE_PREFIX + row["id"],
                published=day(row["published"]),
                page_published=day(row["page_published"]),
                parts=tuple(TextPart(role, Span(start, end)) for role, start, end in json.loads(row["parts"])),
                highlights=highlights(connection, marks),
                **{
                    name: row[name]
                    for name in "origin headline outlet byline url language digest page_digest text".split()
                },
            )

    def text(self, identifier: str) -> str | None:
        """Return the text of an article alone."""
        rows = self._rows(
            "SELECT t.text FROM articles a JOIN texts t ON t.rowid = a.row WHERE a.id = ?",
            clean(identifier).removeprefix(ARTICLE_PREFIX),
        )
        return rows[0]["text"] if rows else None

    def heads(self, identifiers: Iterable[str]) -> dict[str, ArticleHead]:
        """Return the heads of those of the articles that there are, by id, in the order given."""
        wanted = list(dict.fromkeys(clean(identifier).removeprefix(ARTICLE_PREFIX) for identifier in identifiers))
        rows = self._rows(
            f"SELECT {_HEAD} FROM articles a WHERE a.id IN (SELECT value FROM json_each(?))",  # noqa: S608
            json.dumps(wanted),
        )
        known = {row["id"]: _head(row) for row in rows}
        return {known[one].id: known[one] for one in wanted if one in known}

    def entity(self, identifier: str) -> IndexedEntity | None:
        """Return a thing by its id: `person/…`."""
        rows = self._rows(f"SELECT {_ENTITY} FROM entities WHERE id = ?", clean(identifier))  # noqa: S608
        return _entity(rows[0]) if rows else None

    def most_named(self, kind: str | None = None, limit: int = 20, offset: int = 0) -> tuple[IndexedEntity, ...]:
        """Return the things, or those of one kind, that most articles name; equals by name."""
        where = "WHERE kind = ?1 " if kind else ""
        sql = f"SELECT {_ENTITY} FROM entities {where}ORDER BY articles DESC, name, id LIMIT ?2 OFFSET ?3"  # noqa: S608
        return tuple(_entity(row) for row in self._rows(sql, clean(kind or ""), _bounded(limit), _bounded(offset)))

    def articles(self, limit: int = 20, offset: int = 0, *, outlet: str | None = None) -> tuple[ArticleHead, ...]:
        """Return the articles, or those of one outlet, the latest first, those without a day last."""
        where = "WHERE a.outlet = ?1 " if outlet else ""
        sql = f"SELECT {_HEAD} FROM articles a {where}ORDER BY a.published DESC, a.id LIMIT ?2 OFFSET ?3"  # noqa: S608
        return tuple(
            _head(row) for row in self._rows(sql, clean(outlet or ""), _bounded(limit), _bounded(offset, 2**40))
        )

    def appearances(self, identifier: str, limit: int = 20, offset: int = 0) -> tuple[Appearance, ...]:
        """Return the articles that name a thing, the latest first."""
        rows = self._rows(
            f"SELECT {_HEAD}, n.times FROM named n JOIN articles a ON a.row = n.article "  # noqa: S608
            "WHERE n.entity = (SELECT row FROM entities WHERE id = ?) ORDER BY a.published DESC, a.id LIMIT ? OFFSET ?",
            *(clean(identifier), _bounded(limit), _bounded(offset, 2**40)),
        )
        return tuple(Appearance(_head(row), row["times"]) for row in rows)

    def co_mentions(
        self, identifier: str, limit: int = 20, kinds: Iterable[str] = (), *, offset: int = 0
    ) -> tuple[CoMention, ...]:
        """Return the things that most of the articles that name a thing name as well; equals by name."""
        wanted = sorted(_kinds(kinds))
        among = f"AND e.kind IN ({', '.join('?' * len(wanted))}) " if wanted else ""
        rows = self._rows(
            "SELECT e.id, e.kind, e.name, both.articles FROM (SELECT other.entity, COUNT(*) AS articles "  # noqa: S608
            "FROM named me JOIN named other ON other.article = me.article AND other.entity <> me.entity "
            "WHERE me.entity = (SELECT row FROM entities WHERE id = ?) GROUP BY other.entity) both "
            f"JOIN entities e ON e.row = both.entity {among}ORDER BY both.articles DESC, e.name, e.id LIMIT ? OFFSET ?",
            *(clean(identifier), *wanted, _bounded(limit), _bounded(offset, 2**40)),
        )
        return tuple(CoMention(row["id"], row["kind"], row["name"], row["articles"]) for row in rows)

    def timeline(self, identifier: str, *, by_month: bool = False) -> tuple[Moment, ...]:
        """Return how many articles that name a thing appeared on each day, or in each month, that has any, in order."""
        shown = "substr(a.published, 1, 7) || '-01'" if by_month else "a.published"
        rows = self._rows(
            f"SELECT {shown} AS moment, COUNT(*) AS articles FROM named n JOIN articles a ON a.row = n.article "  # noqa: S608
            "WHERE n.entity = (SELECT row FROM entities WHERE id = ?) AND a.published IS NOT NULL "
            "GROUP BY moment ORDER BY moment",
            clean(identifier),
        )
        return tuple(Moment(date.fromisoformat(row["moment"]), row["articles"]) for row in rows)

    def told(self, identifier: str, what: str, limit: int = 20, offset: int = 0) -> tuple[str, ...]:
        """Return the ids of the statements about or by a thing, those of the latest articles first.

        `what` is `claim` (it is the subject or object), `event` (it takes part, or is the place), `claim by` and
        `event by` (it is the source), or `quote` (it speaks: `mention/…`).
        """
        rows = self._rows(
            "SELECT t.statement FROM told t JOIN articles a ON a.row = t.article "
            "WHERE t.entity = (SELECT row FROM entities WHERE id = ?) AND t.what = ? "
            "ORDER BY a.published DESC, a.id, t.start, t.statement LIMIT ? OFFSET ?",
            *(clean(identifier), clean(what), _bounded(limit), _bounded(offset, 2**40)),
        )
        return tuple(row["statement"] for row in rows)

    def told_counts(self, identifier: str) -> dict[str, int]:
        """Return how many statements of each sort `told` has of a thing."""
        rows = self._rows(
            "SELECT what, COUNT(*) AS n FROM told WHERE entity = (SELECT row FROM entities WHERE id = ?) "
            "GROUP BY what ORDER BY what",
            clean(identifier),
        )
        return {row["what"]: row["n"] for row in rows}

    def locals_of(self, identifier: str, limit: int = 1000, offset: int = 0) -> tuple[str, ...]:
        """Return what single articles know a thing as (`local/…`), sorted by id."""
        rows = self._rows(
            "SELECT 'local/' || a.id || '_' || l.id AS id FROM named n JOIN articles a ON a.row = n.article "
            "JOIN locals l ON l.article = n.article AND l.entity = n.entity "
            "WHERE n.entity = (SELECT row FROM entities WHERE id = ?) ORDER BY a.id, l.id LIMIT ? OFFSET ?",
            *(clean(identifier), _bounded(limit), _bounded(offset, 2**40)),
        )
        return tuple(row["id"] for row in rows)

    def entity_of(self, local: str) -> str | None:
        """Return the thing that a single article's `local/…` was found to be."""
        article, _, own = clean(local).removeprefix("local/").partition("_")
        rows = self._rows(
            "SELECT e.id FROM locals l JOIN entities e ON e.row = l.entity "
            "WHERE l.article = (SELECT row FROM articles WHERE id = ?) AND l.id = ?",
            *(article, own),
        )
        return rows[0]["id"] if rows else None

    def counts(self) -> Counts:
        """Return how much there is."""
        (whole,) = self._rows("SELECT COUNT(*) AS n, MIN(published) AS first, MAX(published) AS last FROM articles")
        kinds = self._rows(
            "SELECT kind, COUNT(*) AS n, SUM(mentions) AS times FROM entities GROUP BY kind ORDER BY kind"
        )
        outlets = self._rows(
            "SELECT outlet, COUNT(*) AS n FROM articles WHERE outlet IS NOT NULL "
            "GROUP BY outlet ORDER BY n DESC, outlet"
        )
        return Counts(
            articles=whole["n"],
            entities={row["kind"]: row["n"] for row in kinds},
            mentions=sum(row["times"] for row in kinds),
            outlets=tuple((row["outlet"], row["n"]) for row in outlets),
            first=day(whole["first"]),
            last=day(whole["last"]),
        )

    def matching(self, text: str, most: int = 1000) -> tuple[str, ...]:
        """Return the ids of the best things and of the best articles that `search` finds, at most so many of each."""
        with self._reading() as connection:
            return (*best_things(connection, text, most=most), *best_articles(connection, text, most=most))

    def _rows(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        with self._reading() as connection:
            return connection.execute(sql, values).fetchall()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        try:
            yield self._connection
        except (sqlite3.DatabaseError, zlib.error) as error:
            raise NewsgraphError(f"The index {self._path} cannot be read ({error}); build the graph again.") from error


def open_index(path: Path) -> Index:
    """Return the index in the file, to be closed by the caller.

    Raises:
        NewsgraphError: where it is missing or damaged, or this Python's SQLite cannot search texts.
    """
    require_full_text()
    # No locks and no journal: nobody writes to an index once it is there.
    address = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)
    except sqlite3.Error as error:
        raise NewsgraphError(f"The index {path} is missing; build the graph again.") from error
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("SELECT 1 FROM articles LIMIT 1").fetchall()
    except sqlite3.DatabaseError as error:
        connection.close()
        raise NewsgraphError(f"The index {path} cannot be read ({error}); build the graph again.") from error
    return Index(connection, path)


def _entity(row: sqlite3.Row) -> IndexedEntity:
    values: Mapping[str, Any] = dict(row)
    return IndexedEntity(**{**values, "other_names": tuple(json.loads(row["other_names"]))})


def _head(row: sqlite3.Row) -> ArticleHead:
    return ArticleHead(
        id=ARTICLE_PREFIX + row["id"],
        headline=row["headline"],
        origin=row["origin"],
        published=day(row["published"]),
        outlet=row["outlet"],
    )


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _bounded(number: int, most: int = _MOST) -> int:
    return max(0, min(number, most))


def _kinds(kinds: Iterable[str]) -> frozenset[str]:
    return frozenset(clean(kind) for kind in kinds)
