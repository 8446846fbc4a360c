"""How front and workers speak over a pipe: a job one way, an answer the other, each behind its length."""

import json
import struct
from collections.abc import Mapping
from typing import Any

from newsgraph.serve.result import Result

LENGTH = struct.Struct("!I")
HEAD = struct.Struct("!HII")
"""Status, length of the header lines, length of the body."""


def packed_job(job: str, arguments: Mapping[str, Any], *, known: str, gzip: bool) -> bytes:
    """Return a job as bytes; `known` is the client's If-None-Match, `gzip` whether it takes compressed answers."""
    content = json.dumps((job, arguments)).encode()
    asked = f"{int(gzip)}{known}\n".encode("latin-1", "replace")
    return LENGTH.pack(len(asked) + len(content)) + asked + content


def packed_result(result: Result) -> bytes:
    """Return a result as bytes, its headers as they go over the wire.

    Raises:
        ValueError: where a header is no one line of Latin-1.
    """
    head = header_lines(result)
    return HEAD.pack(result.status, len(head), len(result.body)) + head + result.body


def header_lines(result: Result) -> bytes:
    """Return the result's own headers, a line each.

    Raises:
        ValueError: where one of them is no one line of Latin-1.
    """
    named = {"content-type": result.media_type, **result.headers} if result.media_type else result.headers
    for name, value in named.items():
        if "\n" in value or "\r" in value or "\0" in value or not name.replace("-", "").isalnum():
            raise ValueError(f"the header {name!r} cannot be sent")
    return "".join(f"{name}: {value}\r\n" for name, value in named.items()).encode("latin-1")


def unpacked_result(status: int, head: bytes, body: bytes) -> Result:
    """Return the result whose parts these are."""
    lines = head.decode("latin-1").split("\r\n")[:-1]
    headers = {name: value for name, _, value in (line.partition(": ") for line in lines)}
    return Result(status, headers.pop("content-type", ""), body, headers)
