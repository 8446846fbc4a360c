"""The workers as the front sees them: each does one job at a time, gives way when it takes long, and is killed in time.

A job starts on a quick worker. One that outlasts its first moments becomes a long job: its worker gets the lowest
priority and leaves the quick ones, a fresh worker takes its place, and it ends with its job. So long jobs never keep
short ones waiting, however many there are.
"""

import asyncio
import json
import os
import signal
import socket
import sys
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from newsgraph.errors import NewsgraphError
from newsgraph.serve.frames import HEAD, LENGTH, packed_job, unpacked_result
from newsgraph.serve.limits import Limits
from newsgraph.serve.result import Result, refusal

_LOWEST_PRIORITY = 19
_WATCH_SECONDS = 0.5
"""How often to look whether there is a newer snapshot."""
_START_SECONDS = 60.0


class Task:
    """A job on its way: what is sent, who waits for it, until when."""

    __slots__ = ("content", "due", "future", "seconds")

    def __init__(self, content: bytes, future: asyncio.Future[Result], seconds: float, due: float) -> None:
        self.content = content
        self.future = future
        self.seconds = seconds
        self.due = due


class Worker(asyncio.Protocol):
    """The front's end of one worker's pipe."""

    def __init__(self, pool: "Pool") -> None:
        self.pool = pool
        self.task: Task | None = None
        self.timer: asyncio.TimerHandle | None = None
        self.transport: asyncio.Transport | None = None
        self.process: int | None = None
        """A handle of the process that stays its own, even when its number is given to another."""
        self.pid = 0
        self.generation = pool.generation
        self._held = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way to the worker."""
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Take what the worker says: first who it is, then a result for each job."""
        held = self._held
        held += data
        if self.process is None:
            if len(held) >= LENGTH.size and len(held) >= (end := LENGTH.size + LENGTH.unpack_from(held)[0]):
                hello = json.loads(held[LENGTH.size : end])
                held.clear()
                self.pool.greeted(self, hello)
        elif len(held) >= HEAD.size:
            status, head, body = HEAD.unpack_from(held)
            start = HEAD.size + head
            if len(held) == start + body:
                result = unpacked_result(status, bytes(held[HEAD.size : start]), bytes(held[start:]))
                self._held = bytearray()
                self.pool.finished(self, result)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell the pool that this worker is gone."""
        self.pool.lost(self)

    def do(self, task: Task) -> None:
        """Send the worker its job."""
        assert self.transport is not None  # noqa: S101
        self.task = task
        self.transport.write(task.content)

    def kill(self) -> None:
        """End the worker at once."""
        if self.process is not None:
            with suppress(OSError):
                _kill(self.process, self.pid)
        if self.transport is not None:
            self.transport.abort()

    def give_way(self) -> None:
        """Let all other processes go first."""
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, _LOWEST_PRIORITY)


class Pool:
    """Workers over the newest snapshot of a folder."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.folder = folder
        self.limits = limits
        self.snapshot = ""
        self.base = ""
        self.generation = 0
        self.closed = False
        self._workers: set[Worker] = set()
        self._idle: list[Worker] = []
        self._long: set[Worker] = set()
        self._waiting: deque[Task] = deque()
        self._ready: asyncio.Future[None] | None = None
        self._nursery: tuple[int, socket.socket] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._background: set[asyncio.Task[Any]] = set()

    async def start(self) -> None:
        """Start the workers; return when the first is ready.

        Raises:
            NewsgraphError: where the folder holds no graph that can be served.
        """
        self._loop = asyncio.get_running_loop()
        self._ready = self._loop.create_future()
        ours, theirs = socket.socketpair()
        with theirs:
            arguments = [sys.executable, "-m", "newsgraph.serve.worker", str(theirs.fileno()), str(self.folder)]
            memory = str(self.limits.memory_bytes)
            process = await asyncio.create_subprocess_exec(
                *arguments, memory, pass_fds=[theirs.fileno()], stdin=asyncio.subprocess.DEVNULL
            )
        self._nursery = (process.pid, ours)
        self._keep(asyncio.create_task(self._mourn(process)))
        self._refill()
        await asyncio.wait_for(asyncio.shield(self._ready), _START_SECONDS)

    def close(self) -> None:
        """End all workers and answer all that wait; at once."""
        self.closed = True
        for worker in tuple(self._workers):
            worker.kill()
        while self._waiting:
            _settle(self._waiting.popleft(), refusal(503, "The server is being stopped."))
        if self._nursery is not None:
            pid, control = self._nursery
            self._nursery = None
            control.close()
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for task in tuple(self._background):
            task.cancel()

    async def run(
        self,
        job: str,
        arguments: Mapping[str, Any],
        *,
        seconds: float,
        receive: Any = None,
        known: str = "",
        gzip: bool = False,
    ) -> Result:
        """Return what the job answers, or a refusal: 503 where all is busy, 504 past its time."""
        future = self.submit(packed_job(job, arguments, known=known, gzip=gzip), seconds)
        return await future

    def submit(self, content: bytes, seconds: float) -> asyncio.Future[Result]:
        """Send a packed job to a worker, or let it wait for one."""
        assert self._loop is not None  # noqa: S101
        future: asyncio.Future[Result] = self._loop.create_future()
        if self.closed:
            future.set_result(refusal(503, "The server is being stopped."))
        elif self._idle:
            self._begin(self._idle.pop(), Task(content, future, seconds, 0.0))
        elif len(self._waiting) >= self.limits.waiting:
            future.set_result(refusal(503, "The server is busy; try again in a moment.", retry_after="1"))
        else:
            self._waiting.append(Task(content, future, seconds, self._loop.time() + seconds))
        return future

    def greeted(self, worker: Worker, hello: Mapping[str, Any]) -> None:
        """Take a worker that is ready; or one that says why it cannot be."""
        if "error" in hello:
            worker.kill()
            if self._ready is not None and not self._ready.done():
                self._ready.set_exception(NewsgraphError(hello["error"]))
            return
        worker.pid = hello["pid"]
        try:
            worker.process = _handle(worker.pid)
        except OSError:
            worker.kill()
            return
        self.snapshot, self.base = hello["snapshot"], hello["base"]
        if self._ready is not None and not self._ready.done():
            self._ready.set_result(None)
        self._free(worker)

    def finished(self, worker: Worker, result: Result) -> None:
        """Hand a result to who waits for it."""
        task, worker.task = worker.task, None
        if worker.timer is not None:
            worker.timer.cancel()
        if task is not None:
            _settle(task, result)
        if worker in self._long or worker.generation != self.generation:
            worker.kill()
        else:
            self._free(worker)

    def lost(self, worker: Worker) -> None:
        """Forget a worker that is gone; whoever waits for it is told."""
        if worker.timer is not None:
            worker.timer.cancel()
        self._workers.discard(worker)
        self._long.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        if worker.process is not None:
            os.close(worker.process)
            worker.process = None
        if worker.task is not None:
            _settle(worker.task, refusal(500, "This needed more memory than one query may take."))
            worker.task = None
        if self._ready is not None and not self._ready.done():
            self._ready.set_exception(NewsgraphError("The server's workers cannot start."))
        if not self.closed:
            self._refill()

    def _free(self, worker: Worker) -> None:
        while self._waiting:
            task = self._waiting.popleft()
            if not task.future.done():
                self._begin(worker, task)
                return
        self._idle.append(worker)

    def _begin(self, worker: Worker, task: Task) -> None:
        assert self._loop is not None  # noqa: S101
        worker.do(task)
        worker.timer = self._loop.call_later(self.limits.quick_seconds, self._grown, worker, task)

    def _grown(self, worker: Worker, task: Task) -> None:
        assert self._loop is not None  # noqa: S101
        if len(self._long) >= self.limits.long_jobs:
            sentence = f"{self.limits.long_jobs} long queries are running already; try again in a moment."
            self._end(worker, task, refusal(503, sentence, retry_after="5"))
            return
        self._long.add(worker)
        worker.give_way()
        self._refill()
        late = refusal(504, f"The query was ended after {task.seconds:g} s; make it smaller, or serve with --timeout.")
        left = task.seconds - self.limits.quick_seconds
        worker.timer = self._loop.call_later(left, self._end, worker, task, late)

    def _end(self, worker: Worker, task: Task, answer: Result) -> None:
        worker.task = None
        worker.kill()
        _settle(task, answer)

    def _refill(self) -> None:
        quick = sum(worker not in self._long and worker.generation == self.generation for worker in self._workers)
        for _ in range(self.limits.quick_workers + 1 - quick):
            self._hire()

    def _hire(self) -> None:
        assert self._nursery is not None  # noqa: S101
        assert self._loop is not None  # noqa: S101
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._nursery[1], [b"1"], [theirs.fileno()])
        worker = Worker(self)
        self._workers.add(worker)
        self._keep(self._loop.create_task(self._connect(worker, ours)))

    async def _connect(self, worker: Worker, ours: socket.socket) -> None:
        assert self._loop is not None  # noqa: S101
        await self._loop.create_connection(lambda: worker, sock=ours)

    async def _mourn(self, process: asyncio.subprocess.Process) -> None:
        await process.wait()

    def _keep(self, task: asyncio.Task[Any]) -> None:
        self._background.add(task)
        task.add_done_callback(self._background.discard)


def _settle(task: Task, result: Result) -> None:
    if not task.future.done():
        task.future.set_result(result)


def _handle(pid: int) -> int:
    return os.pidfd_open(pid)


def _kill(handle: int, _pid: int) -> None:
    signal.pidfd_send_signal(handle, signal.SIGKILL)
