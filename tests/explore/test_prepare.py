"""The explorer's parts of a folder: made once a snapshot, whole or not at all, and always of the state they name."""

import errno
import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from factory import sample_graph
from newsgraph.errors import NewsgraphError
from newsgraph.explore import prepare
from newsgraph.explore.gather import gather
from newsgraph.explore.layout import lay_out
from newsgraph.explore.pack import pack
from newsgraph.explore.picture import Picture
from newsgraph.explore.prepare import prepared
from newsgraph.publish import write_folder
from newsgraph.store import FILES, current_snapshot, name_snapshot, sweep, switch, writing_tables
from newsgraph.store.leases import delete_unheld
from newsgraph.store.snapshots import next_snapshot


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "graph"
    write_folder(sample_graph(), folder)
    return folder


@pytest.fixture
def folder(tmp_path: Path, built: Path) -> Path:
    """Return a graph folder whose snapshot is `1`."""
    return Path(shutil.copytree(built, tmp_path / "graph"))


@pytest.fixture
def makings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return a list that grows with every making."""
    made: list[Path] = []

    def counted(folder: Path, **options: Any) -> Picture:
        made.append(folder)
        return gather(folder, **options)

    monkeypatch.setattr(prepare, "gather", counted)
    return made


def kept(folder: Path) -> Path:
    return current_snapshot(folder) / "explorer"


def update(folder: Path, name: str) -> None:
    """Do as an update that finds nothing new: the next snapshot, named in the tables, shown to readers."""
    next_snapshot(folder, name)
    with writing_tables(folder / FILES["tables"]) as connection:
        name_snapshot(connection, name)
    switch(folder, name)


def test_parts_are_made_once_and_then_read(folder: Path, makings: list[Path]) -> None:
    first, second = prepared(folder), prepared(folder)
    picture = gather(folder)
    assert first == second == pack(picture, lay_out(picture), snapshot="1")
    assert first.snapshot == "1"
    assert len(makings) == 1
    assert sorted(entry.name for entry in kept(folder).iterdir()) == [".lock", "300000"]


def test_parts_of_fewer_nodes_are_others(folder: Path, makings: list[Path]) -> None:
    few = prepared(folder, limit=3)
    assert prepared(folder) != few == prepared(folder, limit=3)
    assert len(makings) == 2


def test_two_folders_of_the_same_graph_have_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_folder(sample_graph(), tmp_path / "other")
    assert prepared(folder) == prepared(tmp_path / "other")


def test_the_next_snapshot_has_parts_of_its_own_and_the_old_ones_go(folder: Path, makings: list[Path]) -> None:
    prepared(folder)
    old = kept(folder)
    update(folder, "2")
    assert not kept(folder).exists()
    assert prepared(folder).snapshot == "2"
    assert len(makings) == 2
    sweep(folder)
    assert not old.exists()
    assert prepared(folder).snapshot == "2"
    assert len(makings) == 2


def _with_other(name: str, value: object) -> Any:
    def change(place: Path) -> None:
        about = json.loads((place / "about.json").read_text("utf-8"))
        (place / "about.json").write_text(json.dumps(about | {name: value}), "utf-8")

    return change


def _with(name: str, content: bytes) -> Any:
    return lambda place: (place / name).write_bytes(content)


def _without(name: str) -> Any:
    return lambda place: (place / name).unlink()


@pytest.mark.parametrize(
    "spoil",
    [
        _with_other("format", 0), _with_other("newsgraph", "0.0"), _with_other("digests", []),
        _with_other("digests", {"graph": "", "details": ""}), _with("about.json", b""), _with("about.json", b"[1]"),
        _with("about.json", b"\xff"), _with("graph", b""), _with("words-0", b"torn"), _without("details"),
        _without("about.json"),
    ],
)  # fmt: skip
def test_what_is_kept_is_made_anew_where_it_is_not_whole(folder: Path, makings: list[Path], spoil: Any) -> None:
    made = prepared(folder)
    spoil(kept(folder) / "300000")
    assert prepared(folder) == prepared(folder) == made
    assert len(makings) == 2
    assert sorted(entry.name for entry in kept(folder).iterdir()) == [".lock", "300000"]


def test_what_others_left_half_made_goes(folder: Path) -> None:
    (kept(folder) / ".making-xyz").mkdir(parents=True)
    (kept(folder) / ".making-xyz" / "graph").write_bytes(b"half")
    (kept(folder) / ".going-xyz").mkdir()
    prepared(folder)
    assert sorted(entry.name for entry in kept(folder).iterdir()) == [".lock", "300000"]


def test_a_folder_that_cannot_be_written_is_shown_all_the_same(folder: Path, makings: list[Path]) -> None:
    kept(folder).write_text("a file where the parts would be")
    assert prepared(folder) == prepared(folder)
    assert len(makings) == 2


@pytest.mark.parametrize("refused", ["write_bytes", "rename", "chmod"])
def test_a_full_disk_leaves_nothing_half(folder: Path, monkeypatch: pytest.MonkeyPatch, refused: str) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(Path, refused, full)
        made = prepared(folder)
    assert sorted(entry.name for entry in kept(folder).iterdir()) == [".lock"]
    assert prepared(folder) == made


def test_many_at_once_make_them_once(folder: Path, makings: list[Path]) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(prepared, [folder] * 4))
    assert found == [found[0]] * 4
    assert len(makings) == 1


def test_the_snapshot_is_not_deleted_meanwhile(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = []

    def delete_first(folder: Path, **options: Any) -> Picture:
        gone.append(delete_unheld(current_snapshot(folder)))
        return gather(folder, **options)

    monkeypatch.setattr(prepare, "gather", delete_first)
    prepared(folder)
    assert gone == [False]


def test_parts_of_a_graph_that_changes_meanwhile_are_made_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def update_first(folder: Path, **options: Any) -> Picture:
        seen.append(current_snapshot(folder).name)
        if len(seen) == 1:
            update(folder, "2")
        return gather(folder, **options)

    monkeypatch.setattr(prepare, "gather", update_first)
    monkeypatch.setattr(prepare, "_PAUSE", 0)
    assert prepared(folder).snapshot == "2"
    assert seen == ["1", "2"]
    assert not (folder / "store" / "1" / "explorer" / "300000").exists()


def test_an_update_that_was_cut_short_is_completed_first(folder: Path) -> None:
    next_snapshot(folder, "2")
    with writing_tables(folder / FILES["tables"]) as connection:
        name_snapshot(connection, "2")
    assert prepared(folder).snapshot == "2"


def test_a_graph_that_never_rests_is_told_in_one_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "_PAUSE", 0)
    monkeypatch.setattr(prepare, "_named", lambda _: "other")
    with pytest.raises(NewsgraphError, match=r"changes faster than it can be drawn; try again"):
        prepared(folder)


def test_where_there_is_no_graph_that_is_told(tmp_path: Path) -> None:
    with pytest.raises(NewsgraphError, match="There is no graph"):
        prepared(tmp_path / "none")
