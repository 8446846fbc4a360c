"""Search over names, headlines and texts: ranking, pages of hits, snippets with the words marked."""

import sqlite3
from collections.abc import Iterable, Sequence

from newsgraph.library.cells import ARTICLE_PREFIX, day
from newsgraph.library.snippets import first_words, snippet
from newsgraph.library.values import ARTICLE, Found, Hit, Suggestion
from newsgraph.library.words import Phrase, name_query, phrases, text_query, typed

Filters = tuple[str | None, str | None, str | None]
"""The outlet, the first and the last day."""

_HEADLINE_WEIGHT = 4.0
_RANKED = """
SELECT l.entity, MIN(CASE
    WHEN l.words = :typed THEN 0
    WHEN substr(l.words, 1, :length) = :typed THEN 1
    WHEN instr(' ' || l.words || ' ', ' ' || :last || ' ') THEN 2
    ELSE 3 END * 2 + 1 - l.main) AS rank, l.shown
FROM label_words w JOIN labels l ON l.row = w.rowid
WHERE label_words MATCH :query GROUP BY l.entity
"""


def suggestions(
    connection: sqlite3.Connection, text: str, *, limit: int, kinds: frozenset[str]
) -> tuple[Suggestion, ...]:
    """Return what somebody who has typed the text may mean; see `Index.suggest`."""
    wanted = phrases(text, open_end=True)
    made = [
        Suggestion(row["id"], row["kind"], row["name"], row["shown"], row["articles"])
        for row in _things(connection, wanted, kinds=kinds, limit=limit)
    ]
    if len(made) < limit and (not kinds or ARTICLE in kinds):
        made += _headlines(connection, wanted, limit=limit - len(made))
    return tuple(made)


def found(
    connection: sqlite3.Connection, text: str, *, limit: int, offset: int, kinds: frozenset[str], filters: Filters
) -> Found:
    """Return one page of the things, then articles, that hold the words; see `Index.search`."""
    wanted = phrases(text)
    with_things = not any(filters) and kinds != {ARTICLE}
    with_articles = not kinds or ARTICLE in kinds
    things = _count_things(connection, wanted, kinds=kinds) if with_things else 0
    articles = _count_articles(connection, wanted, filters=filters) if with_articles else 0
    hits: list[Hit] = []
    if offset < things:
        hits += [_thing_hit(row) for row in _things(connection, wanted, kinds=kinds, limit=limit, offset=offset)]
    if with_articles and len(hits) < limit:
        hits += [
            _article_hit(row, wanted)
            for row in _articles(
                connection, wanted, filters=filters, limit=limit - len(hits), offset=max(0, offset - things)
            )
        ]
    return Found(tuple(hits), things + articles)


def best_things(connection: sqlite3.Connection, text: str, *, most: int) -> tuple[str, ...]:
    """Return the ids of the things that a search finds first."""
    return tuple(row["id"] for row in _things(connection, phrases(text), kinds=frozenset(), limit=most))


def best_articles(connection: sqlite3.Connection, text: str, *, most: int) -> tuple[str, ...]:
    """Return the ids of the articles that a search finds first."""
    ranked = _ranked_articles(connection, phrases(text), filters=(None, None, None), limit=most, offset=0)
    return tuple(ARTICLE_PREFIX + row["id"] for row in ranked)


def _things(
    connection: sqlite3.Connection, wanted: Sequence[Phrase], *, kinds: frozenset[str], limit: int, offset: int = 0
) -> list[sqlite3.Row]:
    query = name_query(wanted)
    if not query:
        return []
    among, named = _among(kinds)
    line = typed(wanted)
    return connection.execute(
        f"SELECT e.id, e.kind, e.name, e.articles, r.shown FROM ({_RANKED}) r JOIN entities e ON e.row = r.entity "  # noqa: S608
        f"WHERE TRUE {among} ORDER BY r.rank, e.articles DESC, e.name, e.id LIMIT :limit OFFSET :offset",
        {
            "query": query, "typed": line, "length": len(line), "last": line.rpartition(" ")[2],
            "limit": limit, "offset": offset, **named,
        },
    ).fetchall()  # fmt: skip


def _count_things(connection: sqlite3.Connection, wanted: Sequence[Phrase], *, kinds: frozenset[str]) -> int:
    query = name_query(wanted)
    if not query:
        return 0
    among, named = _among(kinds)
    row = connection.execute(
        "SELECT COUNT(DISTINCT l.entity) AS n FROM label_words w JOIN labels l ON l.row = w.rowid "  # noqa: S608
        f"JOIN entities e ON e.row = l.entity WHERE label_words MATCH :query {among}",
        {"query": query, **named},
    ).fetchone()
    return int(row["n"])


def _headlines(connection: sqlite3.Connection, wanted: Sequence[Phrase], *, limit: int) -> list[Suggestion]:
    query = name_query(wanted)
    if not query:
        return []
    line = typed(wanted)
    rows = connection.execute(
        "SELECT a.id, a.headline FROM headline_words h JOIN articles a ON a.row = h.rowid "
        "WHERE headline_words MATCH :query "
        "ORDER BY substr(h.words, 1, :length) <> :typed, a.published DESC, a.headline, a.id LIMIT :limit",
        {"query": query, "typed": line, "length": len(line), "limit": limit},
    )
    return [Suggestion(ARTICLE_PREFIX + row["id"], ARTICLE, row["headline"], row["headline"], 0) for row in rows]


_FILTERED = """
FROM texts JOIN articles a ON a.row = texts.rowid
WHERE texts MATCH :query AND (:outlet IS NULL OR a.outlet = :outlet)
    AND (:since IS NULL OR a.published >= :since) AND (:until IS NULL OR a.published <= :until)
"""


def _count_articles(connection: sqlite3.Connection, wanted: Sequence[Phrase], *, filters: Filters) -> int:
    query = text_query(wanted)
    if not query:
        return 0
    if not any(filters):
        row = connection.execute("SELECT COUNT(*) AS n FROM texts WHERE texts MATCH ?", (query,)).fetchone()
    else:
        row = connection.execute(f"SELECT COUNT(*) AS n {_FILTERED}", _asked(query, filters)).fetchone()
    return int(row["n"])


def _ranked_articles(
    connection: sqlite3.Connection, wanted: Sequence[Phrase], *, filters: Filters, limit: int, offset: int
) -> list[sqlite3.Row]:
    query = text_query(wanted)
    if not query:
        return []
    return connection.execute(
        f"SELECT a.row, a.id, bm25(texts, {_HEADLINE_WEIGHT}, 1.0) AS score {_FILTERED} "
        "ORDER BY score, a.headline, a.id LIMIT :limit OFFSET :offset",
        {**_asked(query, filters), "limit": limit, "offset": offset},
    ).fetchall()


def _articles(
    connection: sqlite3.Connection, wanted: Sequence[Phrase], *, filters: Filters, limit: int, offset: int
) -> Iterable[sqlite3.Row]:
    for ranked in _ranked_articles(connection, wanted, filters=filters, limit=limit, offset=offset):
        yield connection.execute(
            "SELECT a.id, a.headline, a.published, a.outlet, t.text FROM articles a JOIN texts t ON t.rowid = a.row "
            "WHERE a.row = ?",
            (ranked["row"],),
        ).fetchone()


def _article_hit(row: sqlite3.Row, wanted: Sequence[Phrase]) -> Hit:
    shown, marks = snippet(row["text"], wanted)
    label = row["headline"] or first_words(row["text"])
    return Hit(ARTICLE_PREFIX + row["id"], ARTICLE, label, shown, marks, day(row["published"]), row["outlet"])


def _thing_hit(row: sqlite3.Row) -> Hit:
    other = row["shown"] if row["shown"] != row["name"] else ""
    return Hit(row["id"], row["kind"], row["name"], other, (), articles=row["articles"])


def _asked(query: str, filters: Filters) -> dict[str, str | None]:
    outlet, since, until = filters
    return {"query": query, "outlet": outlet, "since": since, "until": until}


def _among(kinds: frozenset[str]) -> tuple[str, dict[str, str]]:
    named = {f"kind{number}": kind for number, kind in enumerate(sorted(kinds))}
    return (f"AND e.kind IN ({', '.join(f':{name}' for name in named)})" if named else "", named)
