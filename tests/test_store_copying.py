"""Copies kept up to date from the tables are those that are found in all articles at once."""

from collections.abc import Iterable
from datetime import date, timedelta

import duckdb
import pytest
from hypothesis import given, settings, strategies as st

from factory import article
from newsgraph.codec import TABLES, revive, schema
from newsgraph.model import Article, Copy
from newsgraph.resolve.copies import find_copies, grouping
from newsgraph.store import copying
from newsgraph.store.changes import apply
from newsgraph.store.copying import CopyChanges, copy_changes

DAY = date(2026, 3, 10)
_SYLLABLES = [
    first + second for first in ("ba", "ko", "mi", "tu", "re", "sa") for second in ("lan", "dor", "vek", "im")
]


def paragraph(number: int, words: int = 32) -> str:
    """Return a paragraph that shares no run of words with another."""
    said = (f"{_SYLLABLES[(number * 7 + at * at) % 24]}{number}x{at}" for at in range(words))
    return " ".join(said).capitalize() + f", said {_SYLLABLES[number % 24].title()} of {100 + number}."


def made(paragraphs: Iterable[int], name: str, day: int | None = 0) -> Article:
    body = "\n\n".join(map(paragraph, paragraphs))
    return article(body, origin=name, published=None if day is None else DAY + timedelta(days=day))


class Folder:
    """The tables of a graph, and the articles that they should hold."""

    def __init__(self) -> None:
        self.connection = duckdb.connect(config={"threads": 1})
        tables = {**{name: schema(kind) for name, kind in TABLES.items()}, **copying.copy_tables()}
        for name, form in tables.items():
            self.connection.register("incoming", form.empty_table())
            self.connection.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
            self.connection.unregister("incoming")
        self.articles: dict[str, Article] = {}

    def update(self, added: Iterable[Article] = (), removed: Iterable[str] = ()) -> CopyChanges:
        added, removed = list(added), list(removed)
        before = self.copies()
        made = copy_changes(self.connection, added=added, removed=removed)
        assert self.copies() == before, "nothing is written"
        apply(self.connection, made.changes)
        for name in removed:
            self.articles.pop(name, None)
        self.articles |= {each.id: each for each in added}
        after = self.copies()
        assert set(made.before) == set(before) - set(after)
        assert set(made.after) == set(after) - set(before)
        return made

    def copies(self) -> tuple[Copy, ...]:
        rows = self.connection.table("copies").to_arrow_table().to_pylist()
        return tuple(sorted((revive(Copy, row) for row in rows), key=lambda copy: copy.article))

    def check(self) -> None:
        """Make sure that all tables hold what they would if the articles had come at once."""
        fresh = Folder()
        fresh.update(self.articles.values())
        for query in (
            "SELECT article FROM copy_crowded JOIN copy_articles USING (number) ORDER BY ALL",
            "SELECT article, key FROM copy_keys JOIN copy_articles USING (number) ORDER BY ALL",
            "SELECT * EXCLUDE number FROM copy_articles ORDER BY ALL",
            "SELECT * FROM copies ORDER BY ALL",
        ):
            assert self.connection.execute(query).fetchall() == fresh.connection.execute(query).fetchall()


TEXTS = st.lists(st.integers(0, 9), min_size=1, max_size=5, unique=True)
DRAWN = st.tuples(TEXTS, st.one_of(st.none(), st.integers(0, 12)))
STEPS = st.lists(
    st.tuples(st.lists(DRAWN, max_size=5), st.lists(st.integers(0, 40), max_size=3), st.booleans()),
    min_size=1,
    max_size=7,
)
Steps = list[tuple[list[tuple[list[int], int | None]], list[int], bool]]


def carried_out(steps: Steps) -> None:
    folder, written = Folder(), 0
    for added, removed, replaces in steps:
        known = sorted(folder.articles)
        leaving = [known[place % len(known)] for place in removed] if known else []
        coming = [made(parts, f"{written + number}", day) for number, (parts, day) in enumerate(added)]
        written += len(coming)
        if replaces and leaving:
            coming.append(folder.articles[leaving[0]])
        folder.update(coming, leaving)
        assert folder.copies() == find_copies(folder.articles.values())
    folder.check()


@settings(max_examples=120)
@given(steps=STEPS)
def test_any_sequence_of_updates_equals_the_whole(steps: Steps) -> None:
    carried_out(steps)


@settings(max_examples=200)
@given(steps=STEPS, carriers=st.integers(1, 3), compared=st.integers(1, 3))
def test_the_bounds_of_lists_and_comparisons_are_kept(steps: Steps, carriers: int, compared: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(grouping, "CARRIERS", carriers)
        patched.setattr(grouping, "COMPARED", compared)
        carried_out(steps)
