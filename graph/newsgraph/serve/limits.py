"""How much one client may ask of the server."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of a running server; those with an option of `newsgraph serve` name it in their refusals."""

    seconds: float = 30.0
    """How long one query may run before its worker is ended (--timeout)."""
    rows: int = 100_000
    """Rows, or triples, in one answer (--max-rows)."""
    answer_bytes: int = 64 * 1024 * 1024
    """Bytes in one answer, before compression."""
    memory_bytes: int = 2 * 1024 * 1024 * 1024
    """Memory that one worker may take."""
    body_bytes: int = 1024 * 1024
    """Bytes in one request's body."""
    url_bytes: int = 32 * 1024
    """Bytes in one request's address."""
    head_bytes: int = 64 * 1024
    """Bytes in one request's first line and headers."""
    held_bytes: int = 512 * 1024 * 1024
    """Bytes of answers that clients have not read yet, of all clients together."""
    connections: int = 1000
    """Connections open at once."""
    waiting: int = 64
    """Requests that wait for a worker; more are told to come back."""
    long_jobs: int = 8
    """Jobs past their first moments that run at once (--workers)."""
    quick_workers: int = 4
    """Workers kept free of long jobs, besides a spare one: a burst of long jobs must not take them all."""
    quick_seconds: float = 0.06
    """How long a job may run before it counts as a long one and gives way to others."""
    client_seconds: float = 20.0
    """How long a client may take to send its headers, then its body, then to take some more of the answer."""
    idle_seconds: float = 15.0
    """How long an open connection may wait for its next request."""
