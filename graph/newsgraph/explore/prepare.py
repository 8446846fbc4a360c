"""The explorer's parts of a graph folder: made once for each snapshot, and kept beside it.

    DIR/store/<snapshot>/explorer/<limit>/graph, details, words-0, words-1, …
    DIR/store/<snapshot>/explorer/<limit>/about.json   what made them, and the digest of each
    DIR/store/<snapshot>/explorer/.lock                locked by who makes them

They are made in a folder beside it and renamed: what has its name is whole. They go with their snapshot.
"""

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from newsgraph.errors import NewsgraphError
from newsgraph.explore.columns import FORMAT
from newsgraph.explore.gather import LIMIT, gather
from newsgraph.explore.layout import lay_out
from newsgraph.explore.pack import Packed, pack
from newsgraph.ids import digest
from newsgraph.store import FILES, reading_tables, require_graph, snapshot_of
from newsgraph.store.snapshots import lease_current
from newsgraph.version import __version__

_FOLDER, _ABOUT, _LOCK = "explorer", "about.json", ".lock"
_MAKING, _GOING = ".making-", ".going-"
_TRIES = 20
_PAUSE = 0.25
"""Seconds between two tries: an update names its snapshot in the tables a moment before readers are given it."""


def prepared(folder: Path, *, limit: int | None = None) -> Packed:
    """Return the explorer's parts of the graph in a folder, kept ones where they are of its present state.

    Where the folder cannot be written, they are made every time. `limit` is the greatest number of nodes; None for the
    usual one.

    Raises:
        NewsgraphError: where there is no graph, it is damaged, or it changes faster than its parts are made.
    """
    nodes = LIMIT if limit is None else limit
    for _ in range(_TRIES):
        require_graph(folder)
        snapshot, _, lease = lease_current(folder)
        with lease:
            made = _kept(snapshot, nodes) or _made(folder, snapshot, nodes)
            if made is not None:
                return made
        time.sleep(_PAUSE)
    raise NewsgraphError(
        f"The graph in {folder} changes faster than it can be drawn; try again when updates have ended."
    )


def _made(folder: Path, snapshot: Path, limit: int) -> Packed | None:
    """Return the parts, made and kept; None where the tables are not, or no longer, those of the snapshot."""
    with _alone(snapshot / _FOLDER) as is_writable:
        # Somebody else may have made them meanwhile.
        if found := _kept(snapshot, limit):
            return found
        if _named(folder) != snapshot.name:
            return None
        picture = gather(folder, limit=limit)
        # What the tables said in between is what they say before and after it.
        if _named(folder) != snapshot.name:
            return None
        made = pack(picture, lay_out(picture), snapshot=snapshot.name)
        if is_writable:
            with suppress(OSError):
                _keep(made, snapshot / _FOLDER, limit)
        return made


def _named(folder: Path) -> str:
    with reading_tables(folder / FILES["tables"]) as connection:
        return snapshot_of(connection)[0]


def _kept(snapshot: Path, limit: int) -> Packed | None:
    """Return what is kept; None where there is nothing, or it is damaged or of another version."""
    kept = snapshot / _FOLDER / str(limit)
    try:
        about = json.loads((kept / _ABOUT).read_text(encoding="utf-8"))
        if about["format"] != FORMAT or about["newsgraph"] != __version__:
            return None
        parts = [(kept / name).read_bytes() for name in about["digests"]]
        if [digest(part) for part in parts] != list(about["digests"].values()):
            return None
        graph, details, *words = parts
        state = str(about["state"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return Packed(snapshot.name, state, graph, details, tuple(words))


def _keep(made: Packed, folder: Path, limit: int) -> None:
    making = Path(mkdtemp(prefix=_MAKING, dir=folder))
    try:
        parts = {"graph": made.graph, "details": made.details}
        parts |= {f"words-{number}": block for number, block in enumerate(made.words)}
        for name, part in parts.items():
            (making / name).write_bytes(part)
        digests = {name: digest(part) for name, part in parts.items()}
        about = {"format": FORMAT, "newsgraph": __version__, "state": made.state, "digests": digests}
        (making / _ABOUT).write_text(json.dumps(about) + "\n", encoding="utf-8")
        making.chmod(0o755)
        target = folder / str(limit)
        if target.exists():
            going = Path(mkdtemp(prefix=_GOING, dir=folder))
            target.rename(going / target.name)
            shutil.rmtree(going, ignore_errors=True)
        making.rename(target)
    finally:
        shutil.rmtree(making, ignore_errors=True)


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Wait until nobody else makes parts in the folder; give whether it can be written."""
    try:
        folder.mkdir(exist_ok=True)
        lock = (folder / _LOCK).open("ab")
    except OSError:
        yield False
        return
    with lock:
        if _locked(lock.fileno()):
            # What was left by those who were killed.
            for entry in sorted(folder.iterdir()):
                if entry.name.startswith((_MAKING, _GOING)):
                    shutil.rmtree(entry, ignore_errors=True)
        yield True


def _locked(file: int) -> bool:
    try:
        from fcntl import LOCK_EX, flock  # noqa: PLC0415
    except ImportError:  # as on Windows: there two may make the same at once
        return False
    try:
        flock(file, LOCK_EX)
    except OSError:  # as on file systems that know no locks
        return False
    return True
