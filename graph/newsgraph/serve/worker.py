"""A worker: a process that holds one snapshot and does one job at a time, until it is killed.

`python -m newsgraph.serve.worker SOCKET FOLDER MEMORY` is the nursery: it has imported all that jobs need, opens
nothing, and forks a worker for each socket that the front hands it, so that one is ready within milliseconds.
"""

import gc
import gzip
import hashlib
import json
import os
import signal
import socket
import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from newsgraph.errors import NewsgraphError
from newsgraph.serve.confinement import confine, die_with_parent
from newsgraph.serve.frames import LENGTH, packed_result
from newsgraph.serve.result import Result, refusal
from newsgraph.version import __version__

if TYPE_CHECKING:
    from newsgraph.library import Library

_COMPRESSED_ABOVE = 1400
"""Bytes: below, an answer fits one packet anyway."""
_AS_ASKED = {"cache-control": "no-cache", "vary": "accept, accept-encoding, authorization"}
"""Others may keep an answer, but ask whether it still holds."""
_FAULT = refusal(500, "The server could not answer this; its log says why.")


def nurse(control: socket.socket, folder: Path, memory: int) -> None:
    """Fork a worker for every socket that comes, until the front is gone."""
    import newsgraph.library  # noqa: PLC0415
    import newsgraph.serve.jobs  # noqa: F401, PLC0415 what is imported here, workers have already
    from newsgraph.serve.own_files import own_files  # noqa: PLC0415

    own_files()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    front = os.getppid()
    die_with_parent(front)
    own = os.getpid()
    while True:
        message, sockets, _flags, _address = socket.recv_fds(control, 16, 1)
        if not message:
            return
        if os.fork() == 0:
            control.close()
            die_with_parent(own)
            _be_worker(sockets[0], folder, memory)
        os.close(sockets[0])


def _be_worker(handle: int, folder: Path, memory: int) -> NoReturn:
    try:
        with socket.socket(fileno=handle) as front:
            _work(front, folder, memory)
    except (BrokenPipeError, ConnectionResetError):
        pass
    except BaseException:
        sys.stderr.write(f"newsgraph: a worker failed:\n{traceback.format_exc()}")
    finally:
        # Whatever happens, a worker must not go on as a second nursery.
        os._exit(0)


def _work(front: socket.socket, folder: Path, memory: int) -> None:
    try:
        library = _opened(folder)
    except NewsgraphError as error:
        _send(front, json.dumps({"error": str(error)}).encode())
        return
    confine(memory)
    hello = {"pid": os.getpid(), "snapshot": library.snapshot, "base": library.base}
    _send(front, json.dumps(hello).encode())
    while content := _receive(front):
        front.sendall(_done(library, content))


def _done(library: "Library", content: bytes) -> bytes:
    begun = time.thread_time()
    result = _made(library, content)
    try:
        return packed_result(result, time.thread_time() - begun)
    except ValueError as error:
        sys.stderr.write(f"newsgraph: an answer could not be sent: {error}\n")
        return packed_result(_FAULT)


def _made(library: "Library", content: bytes) -> Result:
    asked, _, job = content.partition(b"\n")
    tag = _tag(library.snapshot, job)
    if tag.encode() in asked:
        return Result(304, "", b"", {"etag": tag, **_AS_ASKED})
    result = _answer(library, job)
    headers = dict(result.headers)
    if result.status == 200:
        headers = {"etag": tag, **_AS_ASKED, **headers}
        if not headers["etag"]:
            del headers["etag"]
    body = result.body
    if asked.startswith(b"1") and len(body) > _COMPRESSED_ABOVE and "content-encoding" not in headers:
        body = gzip.compress(body, compresslevel=4, mtime=0)
        headers["content-encoding"] = "gzip"
    return Result(result.status, result.media_type, body, headers)


def _answer(library: "Library", content: bytes) -> Result:
    from newsgraph.serve.jobs import JOBS  # noqa: PLC0415

    job, arguments = json.loads(content.decode())
    try:
        return JOBS[job](library, arguments)
    except NewsgraphError as error:
        return refusal(400, str(error))
    except MemoryError:
        return refusal(422, "This needs more memory than one query may take; ask for less.")
    except Exception:
        sys.stderr.write(f"newsgraph: the job {job} failed:\n{traceback.format_exc()}")
        return _FAULT


def _tag(snapshot: str, job: bytes) -> str:
    told = hashlib.blake2b(f"{__version__} {snapshot} ".encode() + job, digest_size=12)
    return f'W/"{told.hexdigest()}"'


def _opened(folder: Path) -> "Library":
    from newsgraph.library import open_library  # noqa: PLC0415

    return open_library(folder)


def _send(front: socket.socket, content: bytes) -> None:
    front.sendall(LENGTH.pack(len(content)) + content)


def _receive(front: socket.socket) -> bytes:
    head = _exactly(front, LENGTH.size)
    return _exactly(front, LENGTH.unpack(head)[0]) if head else b""


def _exactly(front: socket.socket, size: int) -> bytes:
    parts = []
    while size and (part := front.recv(size)):
        parts.append(part)
        size -= len(part)
    return b"" if size else b"".join(parts)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nurse(socket.socket(fileno=int(sys.argv[1])), Path(sys.argv[2]), int(sys.argv[3]))
