"""What services answered, kept in the graph folder, so that nothing is asked twice and a cut-short run goes on."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path

from newsgraph.errors import NewsgraphError
from newsgraph.link.reconciliation import Candidate, Query, read_candidates

FILE = Path("cache") / "reconciliation.sqlite"
_TABLES = (
    "CREATE TABLE IF NOT EXISTS answers"
    " (service TEXT, query TEXT, candidates TEXT NOT NULL, PRIMARY KEY (service, query)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS services (service TEXT PRIMARY KEY, manifest TEXT NOT NULL) WITHOUT ROWID",
)


@contextmanager
def answers_of(folder: Path) -> Iterator[sqlite3.Connection]:
    """Give the answers kept in a graph folder; what is kept is on disk at once, whatever comes after.

    Raises:
        NewsgraphError: where the file cannot be written or is damaged.
    """
    path = folder / FILE
    try:
        path.parent.mkdir(exist_ok=True)
        with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as answers:
            for table in _TABLES:
                answers.execute(table)
            yield answers
    except (sqlite3.Error, FileExistsError, PermissionError) as error:
        raise NewsgraphError(
            f"The kept answers in {path} cannot be used ({error}); delete that file and run the command again."
        ) from error


def keep(answers: sqlite3.Connection, service: str, found: Mapping[Query, tuple[Candidate, ...]]) -> None:
    """Keep what a service answered."""
    rows = [
        (service, query.digest(), json.dumps([asdict(one) for one in candidates]))
        for query, candidates in found.items()
    ]
    answers.execute("BEGIN IMMEDIATE")
    answers.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", rows)
    answers.execute("COMMIT")


def kept(answers: sqlite3.Connection, service: str, queries: Iterable[Query]) -> dict[Query, tuple[Candidate, ...]]:
    """Return what the service answered before to some of the queries."""
    found = {}
    for query in queries:
        row = answers.execute(
            "SELECT candidates FROM answers WHERE service = ? AND query = ?", (service, query.digest())
        ).fetchone()
        candidates = _read(row[0], query.limit) if row else None
        if candidates is not None:
            found[query] = candidates
    return found


def keep_manifest(answers: sqlite3.Connection, service: str, manifest: object) -> None:
    """Keep what a service says about itself."""
    answers.execute("INSERT OR REPLACE INTO services VALUES (?, ?)", (service, json.dumps(manifest)))


def kept_manifest(answers: sqlite3.Connection, service: str) -> object | None:
    """Return what a service said about itself, where that was kept."""
    row = answers.execute("SELECT manifest FROM services WHERE service = ?", (service,)).fetchone()
    try:
        return json.loads(row[0]) if row else None
    except ValueError:
        return None


def _read(text: str, limit: int) -> tuple[Candidate, ...] | None:
    try:
        items = json.loads(text)
    except ValueError:
        return None
    if isinstance(items, list):
        items = [{**item, "type": item.get("types")} for item in items if isinstance(item, dict)]
    return read_candidates(items, limit=limit)
