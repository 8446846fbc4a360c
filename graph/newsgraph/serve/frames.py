"""How front and workers speak over a pipe: a job one way, an answer the other, each behind its length."""

import json
import struct
from collections.abc import Mapping
from typing import Any

from newsgraph.serve.result import Result

LENGTH = struct.Struct("!I")
HEAD = struct.Struct("!HIIf")
"""Status, length of the header lines, length of the body, processor time that the job took in seconds."""


def packed_job(job: str, arguments: Mapping[str, Any], *, known: str, gzip: bool) -> bytes:
    """Return a job as bytes; `known` is the client's If-None-Match, `gzip` whether it takes compressed answers."""
    content = json.dumps((job, arguments)).encode()
    asked = f"{int(gzip)}{known}\n".encode("latin-1", "replace")
    return LENGTH.pack(len(asked) + len(content)) + asked + content


def packed_result(result: Result, seconds: float = 0.0) -> bytes:
    """Return a result as bytes, its headers as they go over the wire.

    Raises:
        ValueError: where a header is no one line of Latin-1.
    """
    head = header_lines(result)
    return HEAD.pack(result.status, len(head), len(result.body), seconds) + head + result.body


def header_lines(result: Result) -> bytes:
    """Return the result's own headers, a line each.

    Raises:
        ValueError: where one of them is no one line of Latin-1.
    """
    lines = [f"{name}: {value}\r\n" for name, value in result.headers.items()]
    if result.media_type:
        lines.append(f"content-type: {result.media_type}\r\n")
    head = "".join(lines)
    if head.count("\n") != len(lines) or head.count("\r") != len(lines) or "\0" in head:
        raise ValueError(f"one of the headers {', '.join(result.headers)} cannot be sent")
    return head.encode("latin-1")


def unpacked_result(status: int, head: bytes, body: bytes) -> Result:
    """Return the result whose parts these are."""
    lines = head.decode("latin-1").split("\r\n")[:-1]
    headers = {name: value for name, _, value in (line.partition(": ") for line in lines)}
    return Result(status, headers.pop("content-type", ""), body, headers)
