"""Snapshots of a graph folder: each holds the SPARQL store and the index of one state, and is never changed again.

    DIR/store/<name>/quads/         the Oxigraph store
    DIR/store/<name>/index.sqlite   what pages and search read
    DIR/store/<name>/snapshot.json  the format, and the base IRI of the graph
    DIR/store/<name>/.lease         locked by who reads the snapshot
    DIR/store/current               the name of the snapshot that readers take

A snapshot is made in `.making-<name>`, synced, and renamed: one that has its name is whole. The one writer of a folder
makes them, switches and sweeps; any number of readers hold leases.
"""

import errno
import json
import os
import re
import shutil
import sqlite3
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from newsgraph.errors import NewsgraphError
from newsgraph.model import KnowledgeGraph
from newsgraph.store.index import change_index, write_index
from newsgraph.store.leases import GOING, LEASE, delete_unheld, take_lease
from newsgraph.store.triples import open_store
from newsgraph.version import __version__

FORMAT = 3
"""Raised when older versions cannot read what this one writes, or the other way round."""

QUADS, INDEX = "quads", "index.sqlite"
_STORE, _CURRENT, _ABOUT = "store", "current", "snapshot.json"
_MAKING = ".making-"
_TRIES = 50
_BULK = 4_000_000
_NOTHING = KnowledgeGraph()
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,100}")


@dataclass(frozen=True, slots=True)
class About:
    """What a snapshot says of itself."""

    base: str
    """The base IRI of the graph."""
    version: str
    """The version of newsgraph that made it."""


def write_snapshot(folder: Path, name: str, *, nquads: Path, graph: KnowledgeGraph, base: str) -> Path:
    """Make a graph folder's snapshot from all of its quads, and from the graph that they tell of; return its folder.

    Raises:
        NewsgraphError: where there is one of that name, or Python's SQLite cannot search texts.
    """
    import pyoxigraph  # noqa: PLC0415

    with _making(folder, name, base=base) as made:
        store = pyoxigraph.Store(str(made / QUADS))
        store.bulk_load(path=str(nquads), format=pyoxigraph.RdfFormat.N_QUADS)
        store.optimize()
        store.flush()
        del store
        write_index(made / INDEX, graph)
    return folder / _STORE / name


def next_snapshot(
    folder: Path,
    name: str,
    *,
    removed_graphs: Collection[str] = (),
    removed_quads: Collection[str] = (),
    nquads: bytes = b"",
    removed_articles: Collection[str] = (),
    removed_entities: Collection[str] = (),
    added: KnowledgeGraph = _NOTHING,
) -> Path:
    """Make a snapshot that differs from the current one, which stays as it is; return its folder.

    Args:
        folder: The graph folder.
        name: The new snapshot's name.
        removed_graphs: IRIs of named graphs that go; those of articles that are written anew, too.
        removed_quads: N-Quads lines of single statements that go.
        nquads: The N-Quads that come, after all that goes.
        removed_articles: Ids of articles that go from the index.
        removed_entities: Ids of entities that go from it.
        added: Articles that are new or written anew, with all that is read out of them; entities new or changed.

    Raises:
        NewsgraphError: where there is no current snapshot, one of that name is there, or the current one is damaged.
    """
    current = current_snapshot(folder)
    with _making(folder, name, base=require_snapshot(current).base) as made:
        # A copy of the files that change, and links to those that never do.
        open_store(current / QUADS).backup(str(made / QUADS))
        _change_store(made / QUADS, removed_graphs=removed_graphs, removed_quads=removed_quads, nquads=nquads)
        _copy(current / INDEX, made / INDEX)
        change_index(made / INDEX, removed_articles=removed_articles, removed_entities=removed_entities, added=added)
    return folder / _STORE / name


def current_name(folder: Path) -> str:
    """Return the name of the snapshot that readers of the graph folder take.

    Raises:
        NewsgraphError: where the folder holds none.
    """
    path = folder / _STORE / _CURRENT
    try:
        name = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise NewsgraphError(_nothing(folder)) from error
    if not _NAME.fullmatch(name):
        raise NewsgraphError(f"{path} names no snapshot; build the graph in {folder} again.")
    return name


def current_snapshot(folder: Path) -> Path:
    """Return the folder of the snapshot that readers take.

    Raises:
        NewsgraphError: where the graph folder holds none.
    """
    return folder / _STORE / current_name(folder)


def switch(folder: Path, name: str) -> None:
    """Make readers take the snapshot from now on; at once or, where the machine stops meanwhile, not at all.

    Raises:
        NewsgraphError: where there is no whole snapshot of that name, or the name cannot be written.
    """
    store = folder / _STORE
    require_snapshot(store / name)
    beside = store / f"{_MAKING}{_CURRENT}"
    try:
        with beside.open("w", encoding="utf-8") as file:
            file.write(f"{name}\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(store / _CURRENT)
        _sync_folder(store)
    except OSError as error:
        raise NewsgraphError(
            f"The new state of the graph in {folder} cannot be shown ({_why(error)}); the next command completes it."
        ) from error


def sweep(folder: Path, *, keep: Collection[str] = ()) -> tuple[str, ...]:
    """Delete what was left half made, and snapshots but the current one, those to keep, and those that are being read.

    Only the one writer of a folder may do this. Return the names of the snapshots that are left, sorted.
    """
    store = folder / _STORE
    kept = {*keep, current_name(folder)}
    left = []
    for entry in sorted(store.iterdir()):
        if entry.name.startswith((_MAKING, GOING)):
            _delete(entry)
        elif entry.is_dir() and _NAME.fullmatch(entry.name) and (entry.name in kept or not delete_unheld(entry)):
            left.append(entry.name)
    return tuple(left)


def lease_current(folder: Path) -> tuple[Path, About, IO[bytes]]:
    """Return the snapshot that readers take, what it says of itself, and a lease, which keeps it from being deleted.

    A reader that meets the deletion of an old snapshot takes the one that has come in its place.

    Raises:
        NewsgraphError: where there is none, it is damaged, or of a format that this version does not read.
    """
    for _ in range(_TRIES):
        snapshot = current_snapshot(folder)
        lease = take_lease(snapshot)
        if lease is not None:
            try:
                return snapshot, require_snapshot(snapshot), lease
            except BaseException:
                lease.close()
                raise
        if current_snapshot(folder) == snapshot and not snapshot.is_dir():
            break
        time.sleep(0.01)
    raise NewsgraphError(f"The snapshot {snapshot} is missing or damaged; build the graph again.")


def require_snapshot(snapshot: Path) -> About:
    """Return what the snapshot says of itself.

    Raises:
        NewsgraphError: where it is missing or damaged, or of a format that this version does not read.
    """
    path = snapshot / _ABOUT
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["format"] == FORMAT:
            return About(str(told["base"]), str(told["newsgraph"]))
        made_by = str(told["newsgraph"])
    except FileNotFoundError as error:
        raise NewsgraphError(f"The snapshot {snapshot} is missing or damaged; build the graph again.") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NewsgraphError(f"{path} cannot be read; build the graph again.") from error
    raise NewsgraphError(
        f"The snapshot {snapshot} was written by newsgraph {made_by} in format {told['format']!r}, and this version "
        f"({__version__}) reads format {FORMAT}; use that version, or build the graph again."
    )


@contextmanager
def _making(folder: Path, name: str, *, base: str) -> Iterator[Path]:
    """Give a fresh folder to make a snapshot in, which gets its name once it is whole and on the disk."""
    store = folder / _STORE
    if not _NAME.fullmatch(name):
        raise NewsgraphError(f"{name!r} cannot name a snapshot; use letters, digits, - and _.")
    if (store / name).exists():
        raise NewsgraphError(f"There is a snapshot {store / name} already.")
    making = store / f"{_MAKING}{name}"
    store.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir()
    try:
        yield making
        (making / LEASE).touch()
        told = {"format": FORMAT, "newsgraph": __version__, "base": base}
        (making / _ABOUT).write_text(json.dumps(told, ensure_ascii=False) + "\n", encoding="utf-8")
        _sync_tree(making)
        making.rename(store / name)
        _sync_folder(store)
    except (OSError, RuntimeError, sqlite3.Error) as error:
        raise NewsgraphError(
            f"Cannot write the next state of the graph into {folder} ({_why(error)}); what was there is kept."
        ) from error
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _delete(entry: Path) -> None:
    if entry.is_dir():
        shutil.rmtree(entry, ignore_errors=True)
    else:
        entry.unlink(missing_ok=True)


def _sync_tree(folder: Path) -> None:
    for place, _, files in os.walk(folder):
        for name in files:
            path = Path(place, name)
            # What the snapshot shares with an earlier one was synced with that.
            if path.stat().st_nlink == 1:
                with path.open("rb") as file:
                    os.fsync(file.fileno())
        _sync_folder(Path(place))


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _change_store(
    path: Path, *, removed_graphs: Collection[str], removed_quads: Collection[str], nquads: bytes
) -> None:
    import pyoxigraph  # noqa: PLC0415

    store = pyoxigraph.Store(str(path))
    for graph in sorted(removed_graphs):
        store.remove_graph(pyoxigraph.NamedNode(graph))
    lines = "".join(line if line.endswith("\n") else f"{line}\n" for line in removed_quads)
    thinned = set()
    for quad in pyoxigraph.parse(lines.encode(), format=pyoxigraph.RdfFormat.N_QUADS):
        store.remove(quad)
        thinned.add(quad.graph_name)
    # In large amounts, writing files of its own is faster and leaves the store smaller.
    load = store.bulk_load if len(nquads) > _BULK else store.load
    load(nquads, format=pyoxigraph.RdfFormat.N_QUADS)
    for graph_name in thinned:
        if next(iter(store.quads_for_pattern(None, None, None, graph_name)), None) is None:
            store.remove_graph(graph_name)
    store.flush()


def _copy(source: Path, target: Path) -> None:
    """Copy a file, sharing its blocks where the file system can."""
    with source.open("rb") as old, target.open("xb") as new:
        left = os.fstat(old.fileno()).st_size
        try:
            while left > 0 and (done := os.copy_file_range(old.fileno(), new.fileno(), left)):
                left -= done
        except (AttributeError, OSError):
            pass
        if left > 0:
            old.seek(0)
            new.seek(0)
            shutil.copyfileobj(old, new, 1 << 20)


def _why(error: Exception) -> str:
    told = " ".join(str(error).split()) or type(error).__name__
    full = isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}
    # The store's and SQLite's own errors carry no number, only words.
    is_full = full or "No space left on device" in told or "disk is full" in told
    return "the disk is full" if is_full else told


def _nothing(folder: Path) -> str:
    if (folder / _STORE / "CURRENT").is_file():
        return f"The graph in {folder} was built by an older version of newsgraph; build it again."
    return f"There is no graph in {folder}; make one with: newsgraph build SOURCE --out {folder}"
