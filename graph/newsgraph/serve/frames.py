"""How front and workers speak over a pipe: a job one way, a result the other, each behind its length."""

import json
import struct
from collections.abc import Mapping
from typing import Any

from newsgraph.serve.result import Result

LENGTH = struct.Struct("!I")
HEAD = struct.Struct("!HII")
"""Status, length of the named lines, length of the body."""


def packed_job(job: str, arguments: Mapping[str, Any], *, known: str, gzip: bool) -> bytes:
    """Return a job as bytes; `known` is the client's If-None-Match."""
    content = json.dumps((job, arguments, known, gzip), separators=(",", ":")).encode()
    return LENGTH.pack(len(content)) + content


def packed_result(result: Result) -> bytes:
    """Return a result as bytes."""
    lines = [result.media_type]
    lines += [f"{name}:{value}" for name, value in result.headers.items()]
    head = "\n".join(lines).encode("latin-1")
    return HEAD.pack(result.status, len(head), len(result.body)) + head + result.body


def unpacked_result(status: int, head: bytes, body: bytes) -> Result:
    """Return the result whose parts these are."""
    media_type, *lines = head.decode("latin-1").split("\n")
    named = (line.partition(":") for line in lines)
    return Result(status, media_type, body, {name: value for name, _, value in named})
