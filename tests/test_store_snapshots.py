"""Snapshots: every one is whole, none is ever changed, and a chain of changes comes to what one build would."""

import errno
import io
import json
import multiprocessing
import os
import shutil
import signal
import sqlite3
import stat
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from factory import sample_graph
from newsgraph import rdf
from newsgraph.errors import NewsgraphError
from newsgraph.library import open_library
from newsgraph.library.index import open_index
from newsgraph.model import KnowledgeGraph
from newsgraph.store import snapshots
from newsgraph.store.snapshots import (
    INDEX,
    QUADS,
    current_name,
    current_snapshot,
    lease_current,
    next_snapshot,
    require_snapshot,
    sweep,
    switch,
    write_snapshot,
)
from newsgraph.store.triples import open_store
from states import NUMBERS, answers, change_of, part, write_whole


def write_next(folder: Path, name: str, old: KnowledgeGraph, new: KnowledgeGraph) -> None:
    """Write the change from one graph to another: articles that only one has, and what differs besides."""
    before, after = ({article.id for article in graph.articles} for graph in (old, new))
    gone, come = before - after, after - before
    lines = [set(lines_outside_articles(graph)) for graph in (old, new)]
    added = io.BytesIO()
    rdf.write_nquads((quad for quad in rdf.quads(new) if any(name in quad[3] for name in come)), added)
    known = {entity.id: entity for entity in old.entities}
    left = {entity.id for entity in new.entities}
    next_snapshot(
        folder,
        name,
        removed_graphs=[f"{rdf.DEFAULT_BASE}graph/article/{name}" for name in gone],
        removed_quads=sorted(lines[0] - lines[1]),
        nquads=added.getvalue() + "".join(sorted(lines[1] - lines[0])).encode(),
        removed_articles=gone,
        removed_entities=known.keys() - left,
        added=change_of(old, new),
    )


def lines_outside_articles(graph: KnowledgeGraph) -> list[str]:
    return [f"{' '.join(quad)} .\n" for quad in rdf.quads(graph) if "graph/article/" not in quad[3]]


def quads_of(snapshot: Path) -> tuple[set[str], set[str]]:
    store = open_store(snapshot / QUADS)
    quads = {str(quad) for quad in store.quads_for_pattern(None, None, None, None)}
    return quads, {str(graph) for graph in store.named_graphs()}


@settings(derandomize=True, deadline=None, max_examples=6)
@given(st.lists(st.frozensets(st.sampled_from(NUMBERS), max_size=6), min_size=2, max_size=4))
def test_a_chain_of_changes_comes_to_what_one_build_would(
    tmp_path_factory: pytest.TempPathFactory, states: list[frozenset[int]]
) -> None:
    chain, whole = (tmp_path_factory.mktemp("graph") for _ in range(2))
    write_whole(chain, "s0", part(states[0]))
    switch(chain, "s0")
    for number, (old, new) in enumerate(pairwise(states), 1):
        write_next(chain, f"s{number}", part(old), part(new))
        switch(chain, f"s{number}")
        assert sweep(chain) == (f"s{number}",)
    write_whole(whole, "once", part(states[-1]))
    assert quads_of(current_snapshot(chain)) == quads_of(whole / "store" / "once")
    indexes = [open_index(current_snapshot(chain) / INDEX), open_index(whole / "store" / "once" / INDEX)]
    assert answers(indexes[0]) == answers(indexes[1])
    for index in indexes:
        index.close()
    for folder in (chain, whole):
        shutil.rmtree(folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a graph folder whose snapshot `one` is current."""
    write_whole(tmp_path / "graph", "one", part(frozenset({0, 1, 2})))
    switch(tmp_path / "graph", "one")
    return tmp_path / "graph"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_next_snapshot_leaves_the_current_one_as_it_was(folder: Path) -> None:
    before = contents(folder / "store" / "one")
    write_next(folder, "two", part(frozenset({0, 1, 2})), part(frozenset({1, 3})))
    assert current_name(folder) == "one"
    assert contents(folder / "store" / "one") == before
    switch(folder, "two")
    with open_library(folder) as library:
        assert library.snapshot == "two"
        assert len(library.index.articles()) == 2
    assert contents(folder / "store" / "one") == before


def test_reading_a_snapshot_writes_nothing(folder: Path) -> None:
    before = contents(folder)
    with open_library(folder) as library:
        list(library.store.query("SELECT * { GRAPH ?g { ?a ?b ?c } }"))
        library.index.search("talks")
    assert contents(folder) == before


def test_a_snapshot_that_is_read_is_kept_until_it_is_let_go(folder: Path) -> None:
    write_next(folder, "two", part(frozenset({0, 1, 2})), part(frozenset({1})))
    with open_library(folder) as library:
        switch(folder, "two")
        assert sweep(folder) == ("one", "two")
        assert len(library.index.articles()) == 3
        assert len(library.store) > 0
    assert sweep(folder) == ("two",)
    assert not (folder / "store" / "one").exists()


def test_snapshots_to_keep_are_kept_and_litter_goes(folder: Path) -> None:
    store = folder / "store"
    write_next(folder, "two", part(frozenset({0, 1, 2})), part(frozenset({1})))
    write_next(folder, "three", part(frozenset({0, 1, 2})), part(frozenset({2})))
    for name in (".making-four", ".going-zero"):
        (store / name / "quads").mkdir(parents=True)
    (store / ".making-current").write_text("two")
    assert sweep(folder, keep=["three"]) == ("one", "three")
    assert sorted(entry.name for entry in store.iterdir()) == ["current", "one", "three"]


def test_a_reader_that_meets_a_deletion_takes_what_came_instead(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_next(folder, "two", part(frozenset({0, 1, 2})), part(frozenset({1})))
    real, seen = snapshots.take_lease, []

    def deleted_first(snapshot: Path) -> object:
        seen.append(snapshot.name)
        if len(seen) == 1:
            switch(folder, "two")
            sweep(folder)
        return real(snapshot)

    monkeypatch.setattr(snapshots, "take_lease", deleted_first)
    with open_library(folder) as library:
        assert library.snapshot == "two"
    assert seen == ["one", "two"]


def test_many_readers_while_states_come_and_go(folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    readers = [context.Process(target=_read_often, args=(folder,)) for _ in range(2)]
    for reader in readers:
        reader.start()
    states = [frozenset({0, 1, 2}), frozenset({1, 3})]
    name = 1
    while any(reader.is_alive() for reader in readers):
        old, new = states[(name + 1) % 2], states[name % 2]
        write_next(folder, f"s{name}", part(old), part(new))
        switch(folder, f"s{name}")
        sweep(folder)
        name += 1
    for reader in readers:
        reader.join()
    assert [reader.exitcode for reader in readers] == [0, 0]
    assert sweep(folder) == (f"s{name - 1}",)


def _read_often(folder: Path) -> None:
    for _ in range(150):
        with open_library(folder) as library:
            articles = library.index.counts().articles
            (row,) = library.store.query(
                "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a a <https://schema.org/NewsArticle> } }"
            )
            assert int(row["n"].value) == articles
            assert articles in (2, 3)


def test_killed_while_it_is_made_the_next_snapshot_is_litter(folder: Path) -> None:
    before = contents(folder)
    context = multiprocessing.get_context("spawn")
    for number in range(4):
        process = context.Process(target=_make_forever, args=(folder,))
        process.start()
        _wait_for(folder / "store" / ".making-next")
        time.sleep(0.03 * number * number)
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        assert current_name(folder) == "one"
        sweep(folder)
        assert contents(folder) == before
    write_next(folder, "next", part(frozenset({0, 1, 2})), part(frozenset({1})))
    switch(folder, "next")
    with open_library(folder) as library:
        assert library.index.counts().articles == 1


def _make_forever(folder: Path) -> None:
    while True:
        write_next(folder, "next", part(frozenset({0, 1, 2})), part(frozenset(NUMBERS)))
        shutil.rmtree(folder / "store" / "next")


def _wait_for(path: Path) -> None:
    until = time.monotonic() + 60
    while not path.exists() and time.monotonic() < until:
        time.sleep(0.001)


def test_a_snapshot_that_fails_leaves_nothing(folder: Path) -> None:
    before = contents(folder)
    with pytest.raises(SyntaxError):
        next_snapshot(folder, "two", nquads=b"this is no N-Quads\n")
    assert contents(folder) == before


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        RuntimeError("IO error: No space left on device: While appending to file"),
        sqlite3.OperationalError("database or disk is full"),
    ],
)
def test_a_full_disk_is_told_in_one_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def full(*_: object, **__: object) -> None:
        raise error

    before = contents(folder)
    monkeypatch.setattr(snapshots, "change_index", full)
    with pytest.raises(NewsgraphError, match="the disk is full"):
        next_snapshot(folder, "two")
    assert contents(folder) == before


def test_names_are_checked(folder: Path) -> None:
    for name in ("", "../one", ".making-x", "a/b", "current\n"):
        with pytest.raises(NewsgraphError, match="cannot name a snapshot"):
            next_snapshot(folder, name)
    with pytest.raises(NewsgraphError, match="already"):
        next_snapshot(folder, "one")
    with pytest.raises(NewsgraphError, match="two is missing or damaged"):
        switch(folder, "two")


def _emptied(folder: Path) -> None:
    shutil.rmtree(folder / "store")


def _without_snapshot(folder: Path) -> None:
    shutil.rmtree(folder / "store" / "one")


def _without_lease(folder: Path) -> None:
    (folder / "store" / "one" / ".lease").unlink()


def _without_index(folder: Path) -> None:
    (folder / "store" / "one" / INDEX).unlink()


def _with_empty_index(folder: Path) -> None:
    (folder / "store" / "one" / INDEX).write_bytes(b"")


def _with_torn_index(folder: Path) -> None:
    (folder / "store" / "one" / INDEX).write_bytes(b"no database" * 500)


def _without_quads(folder: Path) -> None:
    shutil.rmtree(folder / "store" / "one" / QUADS)


def _with_torn_quads(folder: Path) -> None:
    for path in (folder / "store" / "one" / QUADS).glob("MANIFEST*"):
        path.write_bytes(b"torn")


def _with_newer_format(folder: Path) -> None:
    told = {"format": 99, "newsgraph": "9.9", "base": "https://newsgraph.example/"}
    (folder / "store" / "one" / "snapshot.json").write_text(json.dumps(told))


def _with_torn_about(folder: Path) -> None:
    (folder / "store" / "one" / "snapshot.json").write_text("{")


def _with_torn_current(folder: Path) -> None:
    (folder / "store" / "current").write_text("../../elsewhere")


def _of_an_older_version(folder: Path) -> None:
    _emptied(folder)
    (folder / "store").mkdir()
    (folder / "store" / "CURRENT").write_text("MANIFEST-000005\n")


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (_emptied, "There is no graph in"),
        (_without_snapshot, "missing or damaged; build the graph again"),
        (_without_lease, "missing or damaged; build the graph again"),
        (_without_index, "index.sqlite is missing; build the graph again"),
        (_with_empty_index, "build the graph again"),
        (_with_torn_index, "build the graph again"),
        (_without_quads, "build it again"),
        (_with_torn_quads, "build it again"),
        (_with_newer_format, r"newsgraph 9\.9 in format 99, and this version .* reads format"),
        (_with_torn_about, "snapshot.json cannot be read"),
        (_with_torn_current, "names no snapshot"),
        (_of_an_older_version, "older version of newsgraph; build it again"),
    ],
)
def test_what_is_damaged_is_told_in_one_sentence(folder: Path, damage: object, told: str) -> None:
    damage(folder)  # type: ignore[operator]
    with pytest.raises(NewsgraphError, match=told) as raised:
        open_library(folder)
    assert str(folder) in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_folder_that_cannot_be_written_can_be_read(folder: Path) -> None:
    paths = [folder, *folder.rglob("*")]
    for path in paths:
        path.chmod(stat.S_IRUSR | (stat.S_IXUSR if path.is_dir() else 0))
    try:
        with open_library(folder) as library:
            assert library.index.counts().articles == 3
    finally:
        for path in paths:
            path.chmod(stat.S_IRWXU)


def test_a_snapshot_says_what_it_is(tmp_path: Path) -> None:
    graph = sample_graph()
    nquads = tmp_path / "graph.nq"
    base = "https://archive.example/press/"
    with nquads.open("wb") as file:
        rdf.write_nquads(rdf.quads(graph, base=base), file)
    made = write_snapshot(tmp_path, "a-1", nquads=nquads, graph=graph, base=base)
    assert require_snapshot(made).base == base
    switch(tmp_path, "a-1")
    snapshot, about, lease = lease_current(tmp_path)
    assert (snapshot, about.base) == (made, base)
    lease.close()
    with open_library(tmp_path) as library:
        assert (library.base, library.folder, library.prefixes["person"]) == (base, tmp_path, f"{base}person/")


def test_statements_that_go_take_an_emptied_graph_with_them(folder: Path) -> None:
    graph = part(frozenset({0, 1, 2}))
    next_snapshot(folder, "two", removed_quads=lines_outside_articles(graph))
    assert not any("graph/entities" in name for name in quads_of(folder / "store" / "two")[1])


def test_a_large_change_equals_a_small_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graphs = part(frozenset({0, 1, 2})), part(frozenset({1, 3, 4}))
    write_next(folder, "small", *graphs)
    monkeypatch.setattr(snapshots, "_BULK", 10)
    write_next(folder, "large", *graphs)
    assert quads_of(folder / "store" / "small") == quads_of(folder / "store" / "large")
