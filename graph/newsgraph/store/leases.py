"""Leases: a reader holds a shared lock on the snapshot it reads, and only what nobody holds is deleted."""

import errno
import os
import shutil
from pathlib import Path
from typing import IO

try:
    from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, flock

    LOCKS = True
except ImportError:  # as on Windows, where nothing that is open can be deleted either
    LOCKS = False

LEASE, GOING = ".lease", ".going-"
_UNLOCKABLE = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}
"""What file systems answer that know no locks; there a reader goes without."""


def take_lease(snapshot: Path) -> IO[bytes] | None:
    """Return a lease on the snapshot, to be closed by the reader; None where it has gone or is going."""
    try:
        lease = (snapshot / LEASE).open("rb")
    except OSError:
        return None
    if _locked(lease, shared=True) and _is_there(lease, snapshot):
        return lease
    lease.close()
    return None


def delete_unheld(snapshot: Path) -> bool:
    """Delete the snapshot unless a reader holds it; return whether it is gone."""
    try:
        lease = (snapshot / LEASE).open("rb")
    except FileNotFoundError:
        shutil.rmtree(snapshot, ignore_errors=True)
        return not snapshot.exists()
    with lease:
        if not _locked(lease, shared=False):
            return False
        # Renamed first, so that no reader ever sees half of it.
        going = snapshot.with_name(f"{GOING}{snapshot.name}")
        shutil.rmtree(going, ignore_errors=True)
        snapshot.rename(going)
    shutil.rmtree(going, ignore_errors=True)
    return True


def _locked(lease: IO[bytes], *, shared: bool) -> bool:
    if not LOCKS:
        return True
    try:
        flock(lease, (LOCK_SH if shared else LOCK_EX) | LOCK_NB)
    except OSError as error:
        return shared and error.errno in _UNLOCKABLE
    return True


def _is_there(lease: IO[bytes], snapshot: Path) -> bool:
    """Return whether the locked file is still the snapshot's own, not that of one deleted meanwhile."""
    try:
        return os.path.samestat(os.fstat(lease.fileno()), (snapshot / LEASE).stat())
    except OSError:
        return False
