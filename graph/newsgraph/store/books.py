"""The books of a graph folder: which pages were read, what they held, what was skipped; and the counts of it all."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from newsgraph.language import is_english
from newsgraph.model import Article, Kind
from newsgraph.store.changes import Change

if TYPE_CHECKING:
    import duckdb
    import pyarrow


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A page that was read."""

    location: str
    """Where it lies: the path from the graph folder, and the line in a file of records."""
    origin: str
    digest: str
    """SHA-256, in hex, of its bytes."""
    articles: tuple[str, ...] = ()
    furniture: int = 0
    skipped: tuple[tuple[str, str], ...] = ()
    """What of it could not be read: origin and reason."""


def book_schemas() -> "dict[str, pyarrow.Schema]":
    """Return the columns of the books, by table."""
    import pyarrow as arrow  # noqa: PLC0415

    text, number = arrow.string(), arrow.int64()
    told = arrow.list_(arrow.struct([("origin", text), ("reason", text)]))
    pages = [("location", text), ("origin", text), ("digest", text), ("articles", arrow.list_(text))]
    return {
        "pages": arrow.schema([*pages, ("furniture", number), ("skipped", told)]),
        "word_counts": arrow.schema([("article", text), ("words", number)]),
    }


def location_of(path: Path, line: int | None, folder: Path) -> str:
    """Return where a page lies, told from the graph folder, so that both may move together."""
    try:
        shown = os.path.relpath(path, folder)
    except ValueError:  # another drive
        shown = str(path.absolute())
    shown = shown.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return shown if line is None else f"{shown}:{line}"


def is_there(location: str, folder: Path) -> bool:
    """Return whether the file of a location still exists."""
    path = Path(os.path.normpath(folder / location))
    return path.exists() or (location.rpartition(":")[2].isdigit() and Path(str(path).rpartition(":")[0]).exists())


def page_records(connection: "duckdb.DuckDBPyConnection") -> list[PageRecord]:
    """Return all pages that were read, by location."""
    found = connection.execute("SELECT * FROM pages ORDER BY location").fetchall()
    return [
        PageRecord(
            location,
            origin,
            digest,
            tuple(articles),
            furniture,
            tuple((told["origin"], told["reason"]) for told in skipped),
        )
        for location, origin, digest, articles, furniture, skipped in found
    ]


def page_digests(connection: "duckdb.DuckDBPyConnection") -> dict[str, str]:
    """Return for each article the digest of the page that it was read from."""
    return dict(connection.execute("SELECT id, page_digest FROM articles").fetchall())


def book_changes(
    *, pages: Iterable[PageRecord], gone: Iterable[str], added: Sequence[Article], removed: Iterable[str]
) -> tuple[Change, ...]:
    """Return how the books change: `pages` come, those at the locations `gone` go; words of articles likewise."""
    import pyarrow as arrow  # noqa: PLC0415

    schemas = book_schemas()
    rows = [
        {
            "location": page.location,
            "origin": page.origin,
            "digest": page.digest,
            "articles": list(page.articles),
            "furniture": page.furniture,
            "skipped": [{"origin": origin, "reason": reason} for origin, reason in page.skipped],
        }
        for page in pages
    ]
    counts = [{"article": article.id, "words": len(article.text.split())} for article in added]
    out = sorted({*gone, *(str(row["location"]) for row in rows)})
    ids = sorted({*removed, *(article.id for article in added)})
    return (
        Change("pages", ("location",), [(one,) for one in out], arrow.Table.from_pylist(rows, schemas["pages"])),
        Change(
            "word_counts",
            ("article",),
            [(one,) for one in ids],
            arrow.Table.from_pylist(counts, schemas["word_counts"]),
        ),
    )


def counts(connection: "duckdb.DuckDBPyConnection") -> dict[str, int]:
    """Return the counts that a report gives, as `pipeline.counts_of` gives those of a graph in memory."""

    def one(sql: str) -> int:
        ((number,),) = connection.execute(sql).fetchall()
        return int(number or 0)

    def each(sql: str) -> dict[str, int]:
        return {name or "None": number for name, number in connection.execute(sql).fetchall()}

    languages = each("SELECT language, count(*) FROM articles GROUP BY ALL ORDER BY ALL")
    named = each("SELECT kind, count(*) FROM mentions GROUP BY ALL")
    kinds = each("SELECT kind, count(*) FROM entities GROUP BY ALL ORDER BY ALL")
    verdicts = each("SELECT verdict, count(*) FROM judgements GROUP BY ALL")
    dates, quantities = named.get(Kind.DATE, 0), named.get(Kind.QUANTITY, 0)
    held = one("SELECT sum(len(articles)) FROM pages")
    return {
        "pages": one("SELECT count(*) FROM pages WHERE len(articles) > 0 OR len(skipped) = 0"),
        "articles": one("SELECT count(*) FROM articles"),
        "duplicate articles": held - one("SELECT count(DISTINCT a) FROM (SELECT unnest(articles) AS a FROM pages)"),
        **{
            f"left unread, in another language: {code}": count
            for code, count in languages.items()
            if not is_english(None if code == "None" else code)
        },
        "stretches outside articles": one("SELECT sum(furniture) FROM pages"),
        "words": one("SELECT sum(words) FROM word_counts"),
        "mentions": sum(named.values()) - dates - quantities,
        "dates": dates,
        "quantities": quantities,
        "entities": sum(kinds.values()),
        **{f"entities: {kind}": count for kind, count in kinds.items()},
        **{name: one(f"SELECT count(*) FROM {name}") for name in ("quotes", "events", "claims")},
        "claims and events put to a source": one(
            "SELECT (SELECT count(attributed_to) FROM claims) + (SELECT count(attributed_to) FROM events)"
        ),
        "denials and confirmations": one("SELECT count(*) FROM answers"),
        "copies of other articles": one("SELECT count(*) FROM copies"),
        "joins": verdicts.get("same", 0),
        "open questions of identity": verdicts.get("open", 0),
        "judgements from outside the program": one('SELECT count("when") FROM judgements'),
    }


def most_named(connection: "duckdb.DuckDBPyConnection") -> str | None:
    """Return the name of the person or body that most articles name; the first by name among equals."""
    found = connection.execute(
        "SELECT e.name FROM local_entities l JOIN entities e ON e.id = l.entity "
        f"WHERE l.kind IN ('{Kind.PERSON}', '{Kind.ORGANIZATION}') "
        "GROUP BY e.id, e.name ORDER BY count(*) DESC, e.name LIMIT 1"
    ).fetchall()
    return str(found[0][0]) if found else None


def outside_reports(connection: "duckdb.DuckDBPyConnection") -> tuple[tuple[str, str], ...]:
    """Return what could not be read, as origin and reason, sorted."""
    return tuple(sorted(told for page in page_records(connection) for told in page.skipped))


def known_locals(connection: "duckdb.DuckDBPyConnection", identifiers: Iterable[str]) -> frozenset[str]:
    """Return those of the identifiers that are local entities of the graph."""
    wanted = sorted(identifiers)
    found = connection.execute("SELECT id FROM local_entities WHERE id IN (SELECT unnest(?))", [wanted]).fetchall()
    return frozenset(row[0] for row in found)
