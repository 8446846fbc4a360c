"""The folder a graph lives in, replaced as a whole: an interrupted build leaves what was there before.

A build writes into `.staging`. When all is written, one rename turns that into `.ready`, and its files are moved into
place. Whoever opens the folder next ends a move that was cut short and clears away a staging that never got ready.
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import IO

from newsgraph.errors import NewsgraphError

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

JUDGEMENTS = "judgements.tsv"
"""What people decided about who is who: the user's own file, read by a build and never replaced by one."""

_STAGING, _READY, _LOCK = ".staging", ".ready", ".lock"
_OWN = {_STAGING, _READY, _LOCK, *FILES.values()}


def check_target(folder: Path) -> None:
    """Make sure that a graph may be written into the folder, without changing anything.

    Raises:
        NewsgraphError: where it is a file, or holds things but no graph; judgements alone may wait for one.
    """
    if folder.is_dir():
        held = {entry.name for entry in folder.iterdir()}
        if held and not held & {FILES["tables"], _STAGING, _READY} and not held <= {*_OWN, JUDGEMENTS}:
            raise NewsgraphError(
                f"The folder {folder} holds other things and no graph; name an empty or a new folder with --out."
            )
    elif folder.exists() or folder.is_symlink():
        raise NewsgraphError(f"{folder} is not a folder; name an empty or a new folder with --out.")


def require_graph(folder: Path) -> None:
    """Make sure that the folder holds a whole graph, ending a replacement that was cut short.

    Raises:
        NewsgraphError: where there is no graph.
    """
    if (folder / _READY).is_dir():
        with _locked(folder):
            _settle(folder)
    if not (folder / FILES["tables"]).is_file():
        raise NewsgraphError(f"There is no graph in {folder}; make one with: newsgraph build SOURCE --out {folder}")


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give a fresh folder to write the next state into; put it in place when the block ends well.

    Raises:
        NewsgraphError: where the folder holds something else, is held by another build, or cannot be written.
    """
    check_target(folder)
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            _settle(folder)
            staging = folder / _STAGING
            staging.mkdir()
            try:
                yield staging
                staging.rename(folder / _READY)
            finally:
                shutil.rmtree(staging, ignore_errors=True)
            _settle(folder)
    except OSError as error:
        raise NewsgraphError(
            f"Cannot write the graph into {folder} ({_why(error)}); what was there is kept."
        ) from error
    finally:
        if made and folder.is_dir() and {entry.name for entry in folder.iterdir()} <= {_LOCK}:
            shutil.rmtree(folder, ignore_errors=True)


def _settle(folder: Path) -> None:
    ready = folder / _READY
    if ready.is_dir():
        for entry in sorted(ready.iterdir()):
            target = folder / entry.name
            if target.is_dir() and not target.is_symlink():
                shutil.rmtree(target)
            entry.replace(target)
        ready.rmdir()
    shutil.rmtree(folder / _STAGING, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with (folder / _LOCK).open("a+") as lock:
        if not _try_lock(lock):
            lock.seek(0)
            holder = lock.read().strip() or "another process"
            raise NewsgraphError(f"{folder} is being written by {holder}; wait for it to end, then try again.")
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
