"""Which articles become copies, or cease to be, when some come and others go: told from the tables, for a few articles.

The outcome equals `copies_of` over all signatures. That takes articles in the order of publication, and what it says
of one depends on the originals before it that share keys with it. So the articles that come are looked at, and of the
others those after an original that came, went or turned, as far as it could matter to them; until nothing more turns.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from newsgraph.codec import plain, schema
from newsgraph.model import Article, Copy
from newsgraph.resolve.copies import Signature, grouping, signature
from newsgraph.resolve.copies.grouping import Arrangement, Standing, arranged, keys_of
from newsgraph.store.changes import Change

if TYPE_CHECKING:
    import duckdb
    import pyarrow


@dataclass(frozen=True, slots=True)
class CopyChanges:
    """What an update changes about copies."""

    changes: tuple[Change, ...]
    before: tuple[Copy, ...]
    """Rows of `copies` that go, by article."""
    after: tuple[Copy, ...]
    """Rows that come."""


@dataclass(frozen=True, slots=True)
class _Known:
    """An article as the tables know it."""

    number: int
    signature: Signature
    was: Copy | None


@cache
def copy_tables() -> Mapping[str, "pyarrow.Schema"]:
    """Return the schema of each table that is kept to tell copies, by its name."""
    import pyarrow  # noqa: PLC0415

    number = ("number", pyarrow.int64())
    blobs = [(name, pyarrow.binary()) for name in ("shingles", "own", "particulars")]
    return {
        "copy_articles": pyarrow.schema(
            [number, ("article", pyarrow.string()), ("published", pyarrow.date32()), ("size", pyarrow.int64()), *blobs]
        ),
        "copy_keys": pyarrow.schema([("key", pyarrow.uint64()), number]),
        "copy_crowded": pyarrow.schema([number]),
    }


def copy_changes(
    connection: "duckdb.DuckDBPyConnection", *, added: Sequence[Article], removed: Collection[str]
) -> CopyChanges:
    """Return what changes in `copies` and in the tables of `copy_tables` when articles come and go; nothing is written.

    Args:
        connection: Holds the tables of the graph and those of `copy_tables`, as the last update left them.
        added: The articles that come. One that the tables hold is replaced.
        removed: The ids of those that go; ids that the tables do not hold are passed over.
    """
    fresh = {each.id: signature(each) for each in added}
    numbers = dict(zip(sorted(fresh), range(_next_number(connection), 2**63), strict=False))
    gone = _known(connection, "article", sorted({*removed, *fresh}))
    looked_at: dict[str, _Known] = {}
    cache: dict[str, Signature] = {}
    turned: list[tuple[int, Signature, bool]] | None = None
    while True:
        found = _arranged(connection, [*fresh.values()], [*gone.values()], looked_at, cache)
        before, turned = turned, _turned(fresh, numbers, gone, looked_at, found)
        if turned == before:
            break
        affected = _affected(connection, turned, [*gone.values(), *looked_at.values()])
        if not affected:
            break
        looked_at |= _known(connection, "number", affected)
    return _outcome(connection, fresh, numbers, gone, looked_at, found)


def _next_number(connection: "duckdb.DuckDBPyConnection") -> int:
    ((last,),) = connection.execute("SELECT max(number) FROM copy_articles").fetchall()
    return 0 if last is None else int(last) + 1


def _known(
    connection: "duckdb.DuckDBPyConnection", column: str, wanted: Sequence[str] | Sequence[int]
) -> dict[str, _Known]:
    """Return the articles by their ids, of those that are looked for by id or by number."""
    if not wanted:
        return {}
    with given(connection, wanted={column: list(wanted)}):
        rows = connection.execute(
            f"SELECT number, a.article, published, shingles, own, particulars, original, similarity "
            f"FROM copy_articles a LEFT JOIN copies c ON c.article = a.article "
            f"WHERE a.{column} IN (SELECT {column} FROM given_wanted) ORDER BY a.article"
        ).fetchall()
    return {
        article: _Known(
            number, Signature(article, day, *blobs), None if original is None else Copy(article, original, similarity)
        )
        for number, article, day, *blobs, original, similarity in rows
    }


def _arranged(
    connection: "duckdb.DuckDBPyConnection",
    fresh: Sequence[Signature],
    gone: Sequence[_Known],
    looked_at: Mapping[str, _Known],
    cache: dict[str, Signature],
) -> Arrangement:
    """Return which of the fresh articles and those looked at are copies, all others being what they were."""
    signatures = [*fresh, *(each.signature for each in looked_at.values())]
    standing = _standing(connection, signatures, [each.number for each in (*gone, *looked_at.values())])
    wanted = sorted(_comparable(signatures, standing) - cache.keys())
    cache |= {name: each.signature for name, each in _known(connection, "article", wanted).items()}
    return arranged(signatures, standing=standing, signature_of=cache.__getitem__)


def _standing(
    connection: "duckdb.DuckDBPyConnection", signatures: Sequence[Signature], without: Sequence[int]
) -> list[Standing]:
    """Return the originals that the tables know under keys of the signatures: of each key the first that count."""
    keys = np.concatenate([*map(keys_of, signatures), np.empty(0, dtype=np.uint64)])
    with given(connection, keys={"key": keys}, without={"number": np.array(without, dtype=np.int64)}):
        found = connection.sql(
            """
            SELECT article, published, size, list(key ORDER BY key) AS keys
            FROM (
                SELECT key, article, published, size
                FROM copy_keys SEMI JOIN given_keys USING (key)
                JOIN copy_articles USING (number)
                ANTI JOIN given_without USING (number)
                ANTI JOIN copies USING (article)
                QUALIFY row_number() OVER (PARTITION BY key ORDER BY published NULLS LAST, article) <= ?
            )
            GROUP BY ALL
            """,
            params=[grouping.CARRIERS],
        ).to_arrow_table()
    names, days, sizes = (found[name].to_pylist() for name in ("article", "published", "size"))
    lists = found["keys"].combine_chunks()
    parts = np.split(lists.flatten().to_numpy(), lists.offsets.to_numpy()[1:-1]) if names else []
    return [Standing(*each) for each in zip(names, days, sizes, parts, strict=True)]


def _comparable(signatures: Sequence[Signature], standing: Sequence[Standing]) -> set[str]:
    """Return the standing articles that share so many keys with one of the signatures that texts may be compared."""
    if not standing:
        return set()
    sizes = np.array([each.size for each in standing])
    keys = np.concatenate([each.keys for each in standing])
    owner = np.repeat(np.arange(len(standing)), [len(each.keys) for each in standing])
    order = np.argsort(keys, kind="stable")
    keys, owner = keys[order], owner[order]
    found = np.zeros(len(standing), dtype=np.bool_)
    for each in signatures:
        sample = keys_of(each)
        start, end = np.searchsorted(keys, sample), np.searchsorted(keys, sample, side="right")
        held = [owner[first:last] for first, last in zip(start, end, strict=True) if first < last]
        if held:
            shared = np.bincount(np.concatenate(held), minlength=len(standing))
            found |= (shared >= grouping.SHARED) & (shared >= grouping.PART * np.minimum(sizes, len(sample)))
    return {standing[int(place)].article for place in np.flatnonzero(found)}


def _turned(
    fresh: Mapping[str, Signature],
    numbers: Mapping[str, int],
    gone: Mapping[str, _Known],
    looked_at: Mapping[str, _Known],
    found: Arrangement,
) -> list[tuple[int, Signature, bool]]:
    """Return the articles that were originals and are none now, and the reverse (True)."""
    copies = {copy.article for copy in found.copies}
    return [
        *((each.number, each.signature, False) for each in gone.values() if each.was is None),
        *((numbers[name], each, True) for name, each in fresh.items() if name not in copies),
        *(
            (each.number, each.signature, each.was is not None)
            for name, each in looked_at.items()
            if (each.was is None) == (name in copies)
        ),
    ]


_LATER = """
    (coalesce({later}.published, DATE '9999-12-31'), {later}.article)
    > (coalesce({earlier}.published, DATE '9999-12-31'), {earlier}.article)
"""
_CONTESTED = f"""
    SELECT DISTINCT key
    FROM given_keys JOIN given_turned t USING (number)
    JOIN (
        SELECT key, number, published, article
        FROM copy_keys SEMI JOIN given_keys USING (key)
        ANTI JOIN given_settled USING (number)
        JOIN copy_articles USING (number)
    ) held USING (key)
    WHERE {_LATER.format(later="held", earlier="t")}
"""
"""The keys that an article has which comes after one that turned."""
_MOVED = """
    WITH holders AS (
        SELECT
            key, number, a.article, a.published, a.size, c.article IS NULL AS was,
            coalesce(t.now, c.article IS NULL) AS now, false AS fresh
        FROM copy_keys SEMI JOIN given_contested USING (key)
        JOIN copy_articles a USING (number)
        LEFT JOIN copies c USING (article)
        LEFT JOIN given_turned t USING (number)
        UNION ALL
        SELECT key, number, article, published, size, false, true, true
        FROM given_keys SEMI JOIN given_contested USING (key)
        JOIN given_turned USING (number)
        ANTI JOIN copy_articles USING (number)
    )
    SELECT
        *,
        was AND sum(was::INTEGER) OVER ordered <= $carriers AS listed_before,
        now AND sum(now::INTEGER) OVER ordered <= $carriers AS listed_after
    FROM holders
    WINDOW ordered AS (PARTITION BY key ORDER BY published NULLS LAST, article ROWS UNBOUNDED PRECEDING)
"""
"""All that hold these keys, with whether they lead to them before and after."""
_SHARED = f"""
    WITH moved AS (SELECT * FROM given_holders WHERE listed_before <> listed_after)
    SELECT
        other.number, moved.number AS changed, moved.number IN (SELECT number FROM given_turned) AS has_turned,
        count(*) AS count, least(any_value(other.size), any_value(moved.size)) AS size
    FROM moved JOIN given_holders other USING (key) ANTI JOIN given_settled settled ON settled.number = other.number
    WHERE NOT other.fresh AND {_LATER.format(later="other", earlier="moved")}
    GROUP BY ALL
"""
"""The pairs of an article and one before it that came onto such a list or left it, and how often."""
_AFFECTED = """
    SELECT DISTINCT number FROM given_shared
    WHERE (count >= $shared AND count >= $part * size) OR number IN (SELECT number FROM copy_crowded)
"""
_PUSHED = """
    WITH pairs AS (
        SELECT number, changed, size FROM given_shared ANTI JOIN given_affected USING (number) WHERE NOT has_turned
    ),
    theirs AS (SELECT key, number AS changed FROM copy_keys WHERE number IN (SELECT changed FROM pairs))
    SELECT DISTINCT number
    FROM theirs JOIN copy_keys USING (key) JOIN pairs USING (number, changed)
    GROUP BY number, changed
    HAVING count(*) >= $shared AND count(*) >= $part * any_value(size)
"""
"""One that was pushed off a list, or came up on it, has other keys besides."""


def _affected(
    connection: "duckdb.DuckDBPyConnection", turned: Sequence[tuple[int, Signature, bool]], settled: Iterable[_Known]
) -> list[int]:
    """Return the numbers of articles for which it could matter that others turned, without those looked at already.

    What leads from a key to articles is the list of its first originals. An article may be told otherwise only where
    one came onto such a list before it, or left it, and that one shares, or shared, enough keys to be compared; or
    where more are like it than are compared, as then the length of each list counts.
    """
    samples = [keys_of(each) for _, each, _ in turned]
    keys = {
        "key": np.concatenate([*samples, np.empty(0, dtype=np.uint64)]),
        "number": np.repeat(np.array([number for number, *_ in turned], dtype=np.int64), [len(s) for s in samples]),
    }
    rows = {
        "number": [number for number, *_ in turned],
        "article": [each.article for _, each, _ in turned],
        "published": [each.published for _, each, _ in turned],
        "size": [len(sample) for sample in samples],
        "now": [now for *_, now in turned],
    }
    without = {"number": np.array([each.number for each in settled], dtype=np.int64)}
    enough = {"shared": grouping.SHARED, "part": grouping.PART}
    with given(connection, keys=keys, turned=_turned_table(rows), settled=without):
        contested = connection.sql(_CONTESTED).to_arrow_table()
        if not contested.num_rows:
            return []
        with given(connection, contested=contested):
            holders = connection.sql(_MOVED, params={"carriers": grouping.CARRIERS}).to_arrow_table()
        with given(connection, holders=holders):
            shared = connection.sql(_SHARED).to_arrow_table()
    with given(connection, shared=shared):
        affected = connection.sql(_AFFECTED, params=enough).to_arrow_table()
        with given(connection, affected=affected):
            pushed = connection.sql(_PUSHED, params=enough).to_arrow_table()
    return sorted({*affected["number"].to_pylist(), *pushed["number"].to_pylist()})


def _turned_table(rows: Mapping[str, Any]) -> "pyarrow.Table":
    import pyarrow  # noqa: PLC0415

    types = {"number": "int64", "article": "string", "published": "date32", "size": "int64", "now": "bool_"}
    return pyarrow.table(dict(rows), schema=pyarrow.schema([(name, getattr(pyarrow, types[name])()) for name in types]))


def _outcome(
    connection: "duckdb.DuckDBPyConnection",
    fresh: Mapping[str, Signature],
    numbers: Mapping[str, int],
    gone: Mapping[str, _Known],
    looked_at: Mapping[str, _Known],
    found: Arrangement,
) -> CopyChanges:
    known = (*gone.values(), *looked_at.values())
    was, now = {each.was for each in known if each.was}, set(found.copies)
    before, after = (tuple(sorted(rows, key=lambda copy: copy.article)) for rows in (was - now, now - was))
    leaving = [(each.number,) for each in gone.values()]
    changes = (
        Change("copies", ("article",), [(copy.article,) for copy in before], _table(schema(Copy), map(plain, after))),
        Change("copy_articles", ("number",), leaving, _articles(fresh, numbers)),
        Change("copy_keys", ("number",), leaving, _keys(fresh, numbers)),
        _crowded_change(connection, numbers, known, looked_at, found),
    )
    return CopyChanges(
        tuple(each for each in changes if each.removed or (each.added is not None and each.added.num_rows)),
        before,
        after,
    )


def _crowded_change(
    connection: "duckdb.DuckDBPyConnection",
    numbers: Mapping[str, int],
    known: Iterable[_Known],
    looked_at: Mapping[str, _Known],
    found: Arrangement,
) -> Change:
    with given(connection, known={"number": np.array([each.number for each in known], dtype=np.int64)}):
        rows = connection.execute("SELECT number FROM copy_crowded SEMI JOIN given_known USING (number)").fetchall()
    was = {number for (number,) in rows}
    now = {numbers[name] if name in numbers else looked_at[name].number for name in found.crowded}
    added = _table(copy_tables()["copy_crowded"], ({"number": number} for number in sorted(now - was)))
    return Change("copy_crowded", ("number",), [(number,) for number in sorted(was - now)], added)


def _articles(fresh: Mapping[str, Signature], numbers: Mapping[str, int]) -> "pyarrow.Table":
    rows = (
        {
            "number": numbers[name],
            "article": name,
            "published": fresh[name].published,
            "size": len(keys_of(fresh[name])),
            "shingles": fresh[name].shingles,
            "own": fresh[name].own,
            "particulars": fresh[name].particulars,
        }
        for name in sorted(fresh)
    )
    return _table(copy_tables()["copy_articles"], rows)


def _keys(fresh: Mapping[str, Signature], numbers: Mapping[str, int]) -> "pyarrow.Table":
    import pyarrow  # noqa: PLC0415

    samples = [keys_of(fresh[name]) for name in sorted(fresh)]
    columns = {
        "key": np.concatenate([*samples, np.empty(0, dtype=np.uint64)]),
        "number": np.repeat(
            np.array([numbers[name] for name in sorted(fresh)], dtype=np.int64), [len(s) for s in samples]
        ),
    }
    return pyarrow.table(columns, schema=copy_tables()["copy_keys"])


def _table(form: "pyarrow.Schema", rows: Iterable[Mapping[str, Any]]) -> "pyarrow.Table":
    import pyarrow  # noqa: PLC0415

    return pyarrow.Table.from_pylist(list(rows), schema=form)


@contextmanager
def given(connection: "duckdb.DuckDBPyConnection", **tables: Any) -> Iterator[None]:
    """Let queries read each table, an Arrow one or columns by name, as `given_<name>` while the block lasts."""
    import pyarrow  # noqa: PLC0415

    for name, table in tables.items():
        connection.register(f"given_{name}", pyarrow.table(table) if isinstance(table, dict) else table)
    try:
        yield
    finally:
        for name in tables:
            connection.unregister(f"given_{name}")
