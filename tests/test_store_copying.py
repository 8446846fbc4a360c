"""Copies kept up to date from the tables are those that are found in all articles at once."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

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


def piece(number: int, words: int) -> str:
    """Return a sentence or more that share no run of words with another piece."""
    said = (f"{_SYLLABLES[(number * 7 + at * at) % 24]}{number}x{at}" for at in range(words))
    return " ".join(said).capitalize() + "."


def made(pieces: Iterable[int], name: str, day: int | None = 0, *, words: int = 32) -> Article:
    body = "\n\n".join(piece(number, words) for number in pieces)
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
        assert after == find_copies(self.articles.values())
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


def texts(most: int) -> st.SearchStrategy[list[int]]:
    """Return texts of so many pieces at most."""
    return st.lists(st.integers(0, 9), min_size=1, max_size=most, unique=True)


def steps(most: int) -> st.SearchStrategy[Any]:
    """Return updates: articles that come, places of those that go, and whether the first of these comes again."""
    coming = st.lists(st.tuples(texts(most), st.one_of(st.none(), st.integers(0, 12))), max_size=5)
    return st.lists(st.tuples(coming, st.lists(st.integers(0, 40), max_size=3), st.booleans()), min_size=1, max_size=6)


def carried_out(updates: Any, *, words: int) -> None:
    folder, written = Folder(), 0
    for added, removed, replaces in updates:
        known = sorted(folder.articles)
        leaving = [known[place % len(known)] for place in removed] if known else []
        coming = [made(parts, f"{written + at}", day, words=words) for at, (parts, day) in enumerate(added)]
        written += len(coming)
        if replaces and leaving:
            coming.append(folder.articles[leaving[0]])
        folder.update(coming, leaving)
    folder.check()


@settings(max_examples=25)
@given(updates=steps(5))
def test_any_sequence_of_updates_equals_the_whole(updates: Any) -> None:
    carried_out(updates, words=32)


@settings(max_examples=60)
@given(updates=steps(7), carriers=st.integers(1, 3), compared=st.integers(1, 3), part=st.sampled_from([0.1, 0.3, 0.5]))
def test_bounds_of_lists_and_comparisons_are_kept(updates: Any, carriers: int, compared: int, part: float) -> None:
    """An article more may push another off the list of a key, or out of those that are compared."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(grouping, "CARRIERS", carriers)
        patched.setattr(grouping, "COMPARED", compared)
        patched.setattr(grouping, "PART", part)
        carried_out(updates, words=11)


def test_one_that_turns_lets_others_turn() -> None:
    pieces = enumerate([(1, 2, 0), (2, 1, 3), (3, 2, 4), (4, 3, 5)])
    first, second, third, fourth = (made(parts, f"{day}", day, words=45) for day, parts in pieces)
    folder = Folder()
    folder.update([third, fourth, second])
    assert {(copy.article, copy.original) for copy in folder.copies()} == {(third.id, second.id)}
    made_more = folder.update([first])
    assert made_more.before == (Copy(third.id, second.id, made_more.before[0].similarity),)
    assert {(copy.article, copy.original) for copy in made_more.after} == {
        (second.id, first.id),
        (fourth.id, third.id),
    }
    folder.update([], [first.id])
    assert {(copy.article, copy.original) for copy in folder.copies()} == {(third.id, second.id)}


def test_who_is_compared_hangs_on_how_many_share_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """One more that holds a piece, too little to be compared, makes that piece weigh less for those that are."""
    monkeypatch.setattr(grouping, "COMPARED", 1)
    monkeypatch.setattr(grouping, "PART", 0.3)
    one, other = made((0, 1, 2, 10, 12), "one", 1), made((0, 3, 1, 11, 13), "other", 2)
    copied = made((0, 1, 2, 3), "copied", 3)
    folder = Folder()
    folder.update([one, other, copied])
    assert [copy.original for copy in folder.copies()] == [one.id]
    folder.update([made((2, 20, 21, 22, 23), "early", 0)])
    assert [copy.original for copy in folder.copies()] == [other.id]
    folder.check()


def test_an_original_is_pushed_off_the_lists_by_others_that_share_too_little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "CARRIERS", 1)
    monkeypatch.setattr(grouping, "PART", 0.3)
    original, copied = made((0, 1, 2, 3, 10, 11), "original", 1), made((0, 1, 2, 3), "copied", 2)
    folder = Folder()
    folder.update([original, copied])
    assert [copy.original for copy in folder.copies()] == [original.id]
    early = [made((at, *range(20 + 4 * at, 24 + 4 * at)), f"early {at}", 0) for at in range(4)]
    told = [folder.update([each]) for each in early]
    assert sum(len(each.before) for each in told) == 1
    assert folder.copies() == ()
    told = [folder.update([], [each.id]) for each in early]
    assert sum(len(each.after) for each in told) == 1
    folder.check()


def test_boilerplate_of_more_than_are_listed() -> None:
    folder = Folder()
    run = [made((50, 2 * at, 2 * at + 1), f"{at}", day=at) for at in range(3, 24)]
    folder.update(run)
    folder.update([made((50, 100 + at), f"early {at}", day=0) for at in range(3)])
    folder.update([made((50,), "brief", day=30)], [run[0].id])
    folder.update([], [each.id for each in run[1:5]])
    folder.check()


def test_nothing_is_written_and_nothing_stays_behind(tmp_path: Path) -> None:
    folder = Folder()
    folder.update([made((0, 1), "one")])
    folder.connection.execute(f"ATTACH '{tmp_path / 'graph.duckdb'}' AS kept")
    folder.connection.execute("COPY FROM DATABASE memory TO kept")
    folder.connection.close()
    with duckdb.connect(str(tmp_path / "graph.duckdb"), read_only=True) as connection:
        one, other = made((0, 1), "one"), made((1, 0), "other", day=1)
        found = copy_changes(connection, added=[other], removed=["nobody"])
        assert found.after == (Copy(other.id, one.id, found.after[0].similarity),)
        assert connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall() == []
        assert copy_changes(connection, added=(), removed=()) == CopyChanges((), (), ())
