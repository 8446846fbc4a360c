"""The folder a graph lives in: who may write it, and how it is replaced as a whole.

What replaces a graph is made in `.staging` (from values in memory) or in `.next` (a graph folder of its own, which a
build that was stopped goes on with). When all is written, one rename turns that into `.ready`, and its files are moved
into place. Whoever opens the folder next ends a move that was cut short and clears away a staging that never got ready.
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import IO

from newsgraph.errors import NewsgraphError
from newsgraph.store.snapshots import current_name, sweep, switch
from newsgraph.store.tables import reading_tables, snapshot_of

FILES = MappingProxyType(
    {
        "tables": "graph.duckdb",
        "store": "store",
        "trig": "graph.trig",
        "turtle": "graph.ttl",
        "jsonld": "graph.jsonld",
        "graphml": "graph.graphml",
        "html": "graph.html",
        "report": "report.json",
    }
)
"""What a graph folder holds; anything else in it belongs to the user and is left alone."""

EXPORTS = ("trig", "turtle", "jsonld", "graphml", "html")
"""Which of the files are made ready for other programs, while the graph is small."""

EXPORTED = ".exported"
"""The file that names the snapshot which the exports were made of."""

JUDGEMENTS = "judgements.tsv"
"""What people decided about who is who: the user's own file, read by a build and never replaced by one."""

NEXT = ".next"
"""Where a build makes the graph that is to replace the folder's."""
BEGINNING = ".beginning"
"""Where a graph without articles is made, which updates then fill."""
CURRENT = "current"
"""The file in the store that names the snapshot to read."""

_STAGING, _READY, _LOCK = ".staging", ".ready", ".lock"
_OWN = {_STAGING, _READY, _LOCK, NEXT, BEGINNING, EXPORTED, *FILES.values()}


def check_target(folder: Path) -> None:
    """Make sure that a graph may be written into the folder, without changing anything.

    Raises:
        NewsgraphError: where it is a file, or holds things but no graph; judgements alone may wait for one.
    """
    if folder.is_dir():
        held = {entry.name for entry in folder.iterdir()}
        if held and not held & {FILES["tables"], _STAGING, _READY, NEXT} and not held <= {*_OWN, JUDGEMENTS}:
            raise NewsgraphError(
                f"The folder {folder} holds other things and no graph; name an empty or a new folder with --out."
            )
    elif folder.exists() or folder.is_symlink():
        raise NewsgraphError(f"{folder} is not a folder; name an empty or a new folder with --out.")


def require_graph(folder: Path) -> None:
    """Make sure that the folder holds a whole graph, ending what was cut short, unless somebody is at work on it.

    Raises:
        NewsgraphError: where there is no graph.
    """
    if (folder / _READY).is_dir() or _is_behind(folder):
        # What cannot be caught up with is told by whoever opens it.
        with suppress(NewsgraphError, OSError), _locked(folder):
            _settle(folder)
            catch_up(folder)
    if not (folder / FILES["tables"]).is_file():
        raise NewsgraphError(f"There is no graph in {folder}; make one with: newsgraph build SOURCE --out {folder}")


class HeldError(NewsgraphError):
    """Somebody else is writing the folder."""


def catch_up(folder: Path) -> None:
    """Let readers take the snapshot that the tables name, and delete those that nobody needs; the caller holds it.

    An update commits the tables before it switches the snapshot, so one that was stopped between is completed here.

    Raises:
        NewsgraphError: where the tables or the snapshot are missing, damaged, or of another format.
    """
    with reading_tables(folder / FILES["tables"]) as connection:
        name, _ = snapshot_of(connection)
    path = folder / FILES["store"] / CURRENT
    if not path.is_file() or current_name(folder) != name:
        switch(folder, name)
    sweep(folder)


def _is_behind(folder: Path) -> bool:
    """Return whether the store holds more than the snapshot that readers take."""
    try:
        names = {entry.name for entry in (folder / FILES["store"]).iterdir()}
        return (folder / FILES["tables"]).is_file() and len(names - {CURRENT, current_name(folder)}) > 0
    except (OSError, NewsgraphError):
        return (folder / FILES["tables"]).is_file() and (folder / FILES["store"]).is_dir()


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the folder for writing, made where it is not there, with a move that was cut short ended.

    Raises:
        NewsgraphError: where the folder holds something else, is held by another build, or cannot be written.
    """
    check_target(folder)
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            _settle(folder)
            yield
    except OSError as error:
        raise NewsgraphError(
            f"Cannot write the graph into {folder} ({_why(error)}); what was there is kept."
        ) from error
    finally:
        if made and folder.is_dir() and {entry.name for entry in folder.iterdir()} <= {_LOCK}:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give a fresh folder to write the next state into; put it in place when the block ends well.

    Raises:
        NewsgraphError: as `held`.
    """
    with held(folder):
        staging = folder / _STAGING
        staging.mkdir()
        try:
            yield staging
            put_in_place(folder, staging)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def put_in_place(folder: Path, made: Path) -> None:
    """Let what was made in a folder beside the graph take the graph's place; the caller holds the folder."""
    made.rename(folder / _READY)
    _settle(folder)


def next_name(*folders: Path) -> str:
    """Return a name for a snapshot that none in these graph folders has."""
    stores = [folder / FILES["store"] for folder in folders]
    names = [entry.name for store in stores if store.is_dir() for entry in store.iterdir()]
    return str(1 + max((int(name) for name in names if name.isdigit()), default=0))


def _settle(folder: Path) -> None:
    ready = folder / _READY
    if ready.is_dir():
        fresh = ready / FILES["store"]
        current = fresh / CURRENT
        if fresh.is_dir():
            (folder / FILES["store"]).mkdir(exist_ok=True)
            for snapshot in sorted(entry for entry in fresh.iterdir() if entry != current):
                snapshot.replace(folder / FILES["store"] / snapshot.name)
        for entry in sorted(ready.iterdir()):
            if entry != fresh:
                entry.replace(folder / entry.name)
        # The old snapshot stays for those who read it; which one counts is told last.
        if current.exists():
            current.replace(folder / FILES["store"] / CURRENT)
        shutil.rmtree(ready)
    for name in (_STAGING, BEGINNING):
        shutil.rmtree(folder / name, ignore_errors=True)
    for name in FILES.values():
        (folder / f".{name}.new").unlink(missing_ok=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with (folder / _LOCK).open("a+") as lock:
        if not _try_lock(lock):
            lock.seek(0)
            holder = lock.read().strip() or "another process"
            raise HeldError(f"{folder} is being written by {holder}; wait for it to end, then try again.")
        lock.truncate(0)
        lock.write(f"process {os.getpid()}")
        lock.flush()
        yield
        lock.truncate(0)


def _try_lock(lock: IO[str]) -> bool:
    try:
        import fcntl  # noqa: PLC0415
    except ImportError:
        return True
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _why(error: OSError) -> str:
    reasons = {errno.ENOSPC: "the disk is full", errno.EACCES: "no permission", errno.EROFS: "it is read-only"}
    # The store's own errors carry no number, only words.
    is_full = "No space left on device" in str(error)
    return reasons[errno.ENOSPC] if is_full else reasons.get(error.errno or 0, error.strerror or str(error))
