"""A server that runs until it is told to stop."""

import asyncio
import resource
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from newsgraph.serve.app import Front
from newsgraph.serve.connection import Connection
from newsgraph.serve.explore import Explorer
from newsgraph.serve.limits import Limits
from newsgraph.serve.routes import ROUTES, explorer_routes
from newsgraph.serve.security import Gate
from newsgraph.serve.workers import Pool

_OTHER_FILES = 200
"""Open files besides the clients' connections."""


def run(
    folder: Path, listening: socket.socket, limits: Limits, gate: Gate, *, public_url: str, ready: Callable[[], None]
) -> None:
    """Answer requests that come to the socket, until the process is interrupted or told to end.

    `ready` is called when the first request can be answered.

    Raises:
        NewsgraphError: where the folder holds no graph that can be served.
    """
    _allow_files(limits.connections + _OTHER_FILES)
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(_serve(folder, listening, limits, gate, public_url, ready))


async def _serve(
    folder: Path, listening: socket.socket, limits: Limits, gate: Gate, public_url: str, ready: Callable[[], None]
) -> None:
    loop = asyncio.get_running_loop()
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    pool = Pool(folder, limits)
    explorer = Explorer(folder, pool)
    starting, stopping = asyncio.create_task(pool.start()), asyncio.create_task(stopped.wait())
    try:
        await asyncio.wait((starting, stopping), return_when=asyncio.FIRST_COMPLETED)
        if stopped.is_set():
            return
        await starting
        front = Front(pool, limits, gate, (*ROUTES, *explorer_routes(explorer)), public_url=public_url)
        server = await loop.create_server(lambda: Connection(front), sock=listening, backlog=1024)
        explorer.start()
        ready()
        await stopping
        server.close()
        front.close()
    finally:
        starting.cancel()
        stopping.cancel()
        pool.close()
        await explorer.close()


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop]:
    if sys.platform == "win32":
        return asyncio.new_event_loop
    import uvloop  # noqa: PLC0415

    return uvloop.new_event_loop


def _allow_files(wanted: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
