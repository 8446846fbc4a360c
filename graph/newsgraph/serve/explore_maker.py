"""The process that makes the explorer's data: `python -m newsgraph.serve.explore_maker FOLDER`.

It gives way to all others, and writes to its standard output: what it made as JSON, then the parts, each behind its
length; or a sentence that says why there is nothing.
"""

import hashlib
import json
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import BinaryIO

from newsgraph.errors import NewsgraphError
from newsgraph.serve.confinement import die_with_parent
from newsgraph.serve.frames import LENGTH

_FAULT = "The picture of the graph could not be made; the server's log says why."
_LOWEST_PRIORITY = 19


def write_picture(folder: Path, out: BinaryIO) -> None:
    """Write the picture of the folder's current snapshot, or why there is none."""
    # Imported late, so that a process whose server is gone meanwhile ends before it begins.
    from newsgraph.explore.prepare import prepared  # noqa: PLC0415

    try:
        made = prepared(folder)
    except NewsgraphError as error:
        _write(out, json.dumps({"error": str(error)}).encode())
        return
    except Exception:
        sys.stderr.write(f"newsgraph: the picture of {folder} could not be made:\n{traceback.format_exc()}")
        _write(out, json.dumps({"error": _FAULT}).encode())
        return
    parts = (made.graph, made.details, *made.words)
    digest = hashlib.blake2b(digest_size=12)
    for part in parts:
        digest.update(LENGTH.pack(len(part)) + part)
    told = {"snapshot": made.snapshot, "state": made.state, "digest": digest.hexdigest(), "parts": len(parts)}
    _write(out, json.dumps(told).encode(), *parts)


def _write(out: BinaryIO, *contents: bytes) -> None:
    for content in contents:
        out.write(LENGTH.pack(len(content)))
        out.write(content)
    out.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent(os.getppid())
    os.setpriority(os.PRIO_PROCESS, 0, _LOWEST_PRIORITY)
    write_picture(Path(sys.argv[1]), sys.stdout.buffer)
