"""A server that runs until it is told to stop."""

import asyncio
import signal
import socket
from pathlib import Path

import uvicorn

from newsgraph.serve.app import Front
from newsgraph.serve.limits import Limits
from newsgraph.serve.workers import Pool


async def serve(folder: Path, listening: socket.socket, limits: Limits, *, public_url: str) -> None:
    """Answer requests that come to the socket, until the process is interrupted or told to end.

    Raises:
        NewsgraphError: where the folder holds no graph that can be served.
    """
    pool = Pool(folder, limits)
    try:
        await pool.start()
        config = uvicorn.Config(
            Front(pool, limits, public_url=public_url), lifespan="off", log_config=None, access_log=False,
            http="httptools", ws="none", server_header=False, timeout_graceful_shutdown=1,
            timeout_keep_alive=int(limits.idle_seconds), backlog=1024,
        )  # fmt: skip
        server = uvicorn.Server(config)
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, pool.close)
        await server.serve(sockets=[listening])
    finally:
        pool.close()
