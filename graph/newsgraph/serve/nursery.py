"""The front's end of the nursery: a process that has imported all that workers need, and forks them in milliseconds."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from newsgraph.serve.limits import Limits


class Nursery:
    """Starts workers over the newest snapshot of a folder."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._limits = limits
        self._process: asyncio.subprocess.Process | None = None
        self._control: socket.socket | None = None
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def alive(self) -> bool:
        """Whether workers can be hired."""
        return self._control is not None

    async def start(self, bereft: Callable[[], None]) -> None:
        """Start the process; `bereft` is called should it end."""
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "newsgraph.serve.worker",
                str(theirs.fileno()), str(self._folder), str(self._limits.memory_bytes),
                pass_fds=[theirs.fileno()], stdin=asyncio.subprocess.DEVNULL,
            )  # fmt: skip
        ours.setblocking(False)
        self._control = ours
        self._keep(self._mourn(self._process, ours, bereft))

    def hire(self, worker: asyncio.Protocol) -> None:
        """Have a worker forked, and connect it."""
        assert self._control is not None  # noqa: S101
        ours, theirs = socket.socketpair()
        with theirs, suppress(OSError):
            socket.send_fds(self._control, [b"1"], [theirs.fileno()])
        self._keep(self._connected(worker, ours))

    def close(self) -> None:
        """End the process, and with it all workers; at once."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGKILL)

    async def _mourn(
        self, process: asyncio.subprocess.Process, control: socket.socket, bereft: Callable[[], None]
    ) -> None:
        await process.wait()
        control.close()
        if self._control is control:
            self._control = None
        bereft()

    @staticmethod
    async def _connected(worker: asyncio.Protocol, ours: socket.socket) -> None:
        await asyncio.get_running_loop().create_connection(lambda: worker, sock=ours)

    def _keep(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
