"""The front's end of the pipe to one worker, and the jobs in it."""

import asyncio
import json
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Protocol, cast

from newsgraph.serve.frames import HEAD, LENGTH

Deliver = Callable[[int, bytes, bytes], None]
"""Takes an answer: status, header lines, body."""

_LOWEST_PRIORITY = 19
_SLOW = 1.0


class Task:
    """A job on its way: what is sent, how long it may run, who takes the answer."""

    __slots__ = ("content", "deliver", "seconds", "settled", "since")

    def __init__(
        self, content: bytes, seconds: float, deliver: Deliver, since: float, *, settled: bool = False
    ) -> None:
        self.content = content
        self.seconds = seconds
        self.deliver = deliver
        self.since = since
        self.settled = settled

    def settle(self, status: int, head: bytes, body: bytes) -> None:
        """Deliver the answer, unless there was one or nobody waits any more."""
        if not self.settled:
            self.settled = True
            self.deliver(status, head, body)

    def forget(self) -> None:
        """Say that nobody waits for the answer any more; a long job is ended then."""
        self.settled = True


class Employer(Protocol):
    """Who is told of what a worker does."""

    def greeted(self, worker: "Worker", hello: Mapping[str, Any]) -> None:
        """Take the worker's first words."""

    def answered(self, worker: "Worker") -> None:
        """Hear that the worker has done a job."""

    def lost(self, worker: "Worker") -> None:
        """Hear that the worker is gone."""


class Worker(asyncio.Protocol):
    """One worker; its first task is the one that runs."""

    def __init__(self, employer: Employer, *, generation: int) -> None:
        self.generation = generation
        self.tasks: deque[Task] = deque()
        self.since = 0.0
        """When its first task became the first."""
        self.pid = 0
        self.pace = _SLOW
        """How much processor time its last jobs took in seconds, the latest counting most."""
        self._employer = employer
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._handle = -1
        self._held = bytearray()
        self._unsent: list[bytes] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way to the worker."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Take what the worker says: first who it is, then an answer for each job."""
        self._held += data
        if not self.pid and not self._hear_hello():
            return
        held, at = self._held, 0
        while self.tasks and len(held) - at >= HEAD.size:
            status, head, body, seconds = HEAD.unpack_from(held, at)
            start = at + HEAD.size + head
            if len(held) < start + body:
                break
            self.pace += (seconds - self.pace) / 8
            self._answer(status, bytes(held[at + HEAD.size : start]), bytes(held[start : start + body]))
            at = start + body
        if at:
            del held[:at]
            self._employer.answered(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell the employer that this worker is gone."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
        self._employer.lost(self)

    def do(self, task: Task) -> None:
        """Send the worker a job."""
        if not self.tasks:
            self.since = self._loop.time()
        self.tasks.append(task)
        if not self._unsent:
            # Jobs that come in at one moment go in one piece: the worker wakes up once.
            self._loop.call_soon(self._send)
        self._unsent.append(task.content)

    def leave_first(self) -> list[Task]:
        """Return the tasks behind the first, for others to do; what this worker answers to them will be dropped."""
        first, *others = self.tasks
        self.tasks = deque((first, *(Task(b"", 0.0, _drop, 0.0, settled=True) for _ in others)))
        return [task for task in others if not task.settled]

    def kill(self) -> None:
        """End the worker at once."""
        if self._handle >= 0:
            with suppress(OSError):
                _end(self._handle, self.pid)
        if self._transport is not None:
            self._transport.abort()

    def give_way(self) -> None:
        """Let all other processes go first, for good."""
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, _LOWEST_PRIORITY)

    def _send(self) -> None:
        if self._transport is not None:
            self._transport.write(b"".join(self._unsent))
        self._unsent.clear()

    def _answer(self, status: int, head: bytes, body: bytes) -> None:
        task = self.tasks.popleft()
        self.since = self._loop.time()
        task.settle(status, head, body)

    def _hear_hello(self) -> bool:
        held = self._held
        if len(held) < LENGTH.size or len(held) < LENGTH.size + LENGTH.unpack_from(held)[0]:
            return False
        hello = json.loads(bytes(held[LENGTH.size :]))
        held.clear()
        try:
            if "pid" in hello:
                self._handle = _handle(hello["pid"])
                self.pid = hello["pid"]
        except OSError:
            self.kill()
            return False
        self._employer.greeted(self, hello)
        return False


def _drop(_status: int, _head: bytes, _body: bytes) -> None:
    """Take an answer that nobody waits for."""


if sys.platform == "linux":
    # A process's number may be given to another one; a handle stays its own.
    def _handle(pid: int) -> int:
        return os.pidfd_open(pid)

    def _end(handle: int, _pid: int) -> None:
        signal.pidfd_send_signal(handle, signal.SIGKILL)

else:

    def _handle(_pid: int) -> int:
        return os.open(os.devnull, os.O_RDONLY)

    def _end(_handle: int, pid: int) -> None:
        os.kill(pid, signal.SIGKILL)
