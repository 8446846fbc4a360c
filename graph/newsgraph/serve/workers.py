"""The workers as the front sees them: each does one job at a time, gives way when it takes long, and is killed in time.

A job starts on a quick worker. One that outlasts its first moments becomes a long job: its worker gets the lowest
priority and leaves the quick ones, a fresh worker takes its place, and it ends with its job. So long jobs never keep
short ones waiting, however many there are.
"""

import asyncio
import sys
from collections import deque
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newsgraph.errors import NewsgraphError
from newsgraph.serve.frames import packed_job, unpacked_result
from newsgraph.serve.limits import Limits
from newsgraph.serve.nursery import Nursery
from newsgraph.serve.pipe import Deliver, Task, Worker
from newsgraph.serve.result import Result, refusal
from newsgraph.store.snapshots import current_name

_TICK_SECONDS = 0.02
"""How often to look which jobs take long; only while there are jobs."""
_WATCH_SECONDS = 0.5
"""How often to look whether there is a newer snapshot."""
_START_SECONDS = 60.0
_RETRY_SECONDS = 1.0
_DEPTH = 8
"""Jobs that one worker may hold, the running one among them."""
_YOUNG_SECONDS = 0.01
"""A job gets in line behind one that has run for less than this."""
_PACE_SECONDS = 0.001
"""Where jobs take less processor time, a worker is sent the next before it is done: waking another costs more."""

STOPPING = refusal(503, "The server is being stopped.")
BUSY = refusal(503, "The server is busy; try again in a moment.", retry_after="1")
DIED = refusal(
    500, "This was ended by the system: it needed more memory than one query may take, or met a fault; ask for less."
)


class Pool:
    """Workers over the newest snapshot of a folder."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.folder = folder
        self.limits = limits
        self.snapshot = ""
        self.base = ""
        self.closed = False
        self._generation = 0
        self._newest = 0
        """The generation that is known to work; older workers stay until there is one."""
        self._complained = ""
        self._workers: set[Worker] = set()
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._long: set[Worker] = set()
        self._waiting: deque[Task] = deque()
        self._nursery = Nursery(folder, limits)
        self._ticking = False
        self._hot: Worker | None = None
        """The worker that got the last job."""
        self._loop: asyncio.AbstractEventLoop
        self._ready: asyncio.Future[None]

    async def start(self) -> None:
        """Start the workers; return when the first is ready.

        Raises:
            NewsgraphError: where the folder holds no graph that can be served.
        """
        self._loop = asyncio.get_running_loop()
        self._ready = self._loop.create_future()
        await self._nursery.start(self._bereft)
        self._refill()
        try:
            await asyncio.wait_for(asyncio.shield(self._ready), _START_SECONDS)
        except TimeoutError:
            raise NewsgraphError(f"{self.folder} could not be opened within {_START_SECONDS:g} seconds.") from None
        self._loop.call_later(_WATCH_SECONDS, self._watch)

    def close(self) -> None:
        """End all workers and answer all that wait; at once."""
        self.closed = True
        self._nursery.close()
        for worker in tuple(self._workers):
            worker.kill()
        while self._waiting:
            self._waiting.popleft().settle(STOPPING.status, *STOPPING.parts())

    async def run(
        self, job: str, arguments: Mapping[str, Any], *, seconds: float, known: str = "", gzip: bool = False
    ) -> Result:
        """Return what the job answers, or a refusal: 503 where all is busy, 504 past its time.

        Cancelled, it ends the job.
        """
        future: asyncio.Future[Result] = self._loop.create_future()

        def deliver(status: int, head: bytes, body: bytes) -> None:
            if not future.done():
                future.set_result(unpacked_result(status, head, body))

        task = self.submit(packed_job(job, arguments, known=known, gzip=gzip), seconds, deliver)
        try:
            return await future
        finally:
            task.forget()

    def submit(self, content: bytes, seconds: float, deliver: Deliver) -> Task:
        """Send a packed job to a worker, or let it wait for one; its answer is delivered once."""
        task = Task(content, seconds, deliver, self._loop.time())
        if self.closed:
            task.settle(STOPPING.status, *STOPPING.parts())
        elif (worker := self._near(task.since)) is not None:
            worker.do(task)
        elif self._idle:
            self._begin(self._idle.pop(), task)
        elif (worker := self._young(task.since)) is not None:
            worker.do(task)
        elif len(self._waiting) >= self.limits.waiting:
            task.settle(BUSY.status, *BUSY.parts())
        else:
            self._waiting.append(task)
            self._tick_soon()
        return task

    def greeted(self, worker: Worker, hello: Mapping[str, Any]) -> None:
        """Take a worker that is ready; or one that says why it cannot be."""
        if "error" in hello:
            if self.snapshot and self._complained != hello["error"]:
                self._complained = hello["error"]
                sys.stderr.write(f"newsgraph: {hello['error']}\n")
            elif not self._ready.done():
                self._ready.set_exception(NewsgraphError(hello["error"]))
            worker.kill()
            return
        self.snapshot, self.base = hello["snapshot"], hello["base"]
        if not self._ready.done():
            self._ready.set_result(None)
        self._newest = max(self._newest, worker.generation)
        self._retire_old()
        self._free(worker)

    def answered(self, worker: Worker) -> None:
        """Give a worker that has nothing left to do its next job, or let it rest, or go."""
        if worker.tasks:
            return
        self._busy.discard(worker)
        if worker in self._long or worker.generation < self._newest:
            worker.kill()
        else:
            self._free(worker)

    def lost(self, worker: Worker) -> None:
        """Forget a worker that is gone; the one who waits for it is told, those in line go to others."""
        self._workers.discard(worker)
        self._busy.discard(worker)
        self._long.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        if worker.tasks:
            worker.tasks.popleft().settle(DIED.status, *DIED.parts())
        self._send_elsewhere(worker)
        if not self._ready.done():
            self._ready.set_exception(NewsgraphError("The server's workers cannot start; see what they say above."))
        if self.closed:
            return
        if worker.pid:
            self._refill()
        else:
            self._loop.call_later(_RETRY_SECONDS, self._refill)

    def _free(self, worker: Worker) -> None:
        while self._waiting:
            task = self._waiting.popleft()
            if not task.settled:
                self._begin(worker, task)
                return
        self._idle.append(worker)

    def _begin(self, worker: Worker, task: Task) -> None:
        self._busy.add(worker)
        self._hot = worker
        worker.do(task)
        self._tick_soon()

    def _near(self, now: float) -> Worker | None:
        worker = self._hot
        if (
            worker is not None
            and 0 < len(worker.tasks) < _DEPTH
            and worker.pace < _PACE_SECONDS
            and now - worker.since < _YOUNG_SECONDS
            and worker in self._busy
            and worker not in self._long
        ):
            return worker
        return None

    def _young(self, now: float) -> Worker | None:
        found, fewest = None, _DEPTH
        for worker in self._busy:
            if len(worker.tasks) < fewest and now - worker.since < _YOUNG_SECONDS and worker not in self._long:
                found, fewest = worker, len(worker.tasks)
        return found

    def _tick_soon(self) -> None:
        if not self._ticking:
            self._ticking = True
            self._loop.call_later(_TICK_SECONDS, self._tick)

    def _tick(self) -> None:
        self._ticking = False
        now = self._loop.time()
        for worker in tuple(self._busy):
            task = worker.tasks[0]
            age = now - worker.since
            if now - task.since > task.seconds:
                self._end(worker, refusal(504, _late(task.seconds)))
            elif worker not in self._long and age > self.limits.quick_seconds:
                self._grown(worker)
            elif worker in self._long and task.settled:
                self._end(worker, STOPPING)
            elif len(worker.tasks) > 1 and age > _YOUNG_SECONDS:
                self._again_first(worker.leave_first())
        while self._waiting and now - self._waiting[0].since > self._waiting[0].seconds:
            self._waiting.popleft().settle(BUSY.status, *BUSY.parts())
        if self._busy or self._waiting:
            self._tick_soon()

    def _grown(self, worker: Worker) -> None:
        if len(self._long) >= self.limits.long_jobs:
            sentence = f"{self.limits.long_jobs} long queries are running already; try again in a moment."
            self._end(worker, refusal(503, sentence, retry_after="5"))
            return
        self._long.add(worker)
        worker.give_way()
        first = worker.tasks.popleft()
        self._send_elsewhere(worker)
        worker.tasks.append(first)
        self._refill()

    def _end(self, worker: Worker, answer: Result) -> None:
        worker.tasks.popleft().settle(answer.status, *answer.parts())
        self._send_elsewhere(worker)
        worker.kill()

    def _send_elsewhere(self, worker: Worker) -> None:
        others = [task for task in worker.tasks if not task.settled]
        worker.tasks.clear()
        self._again_first(others)

    def _again_first(self, tasks: list[Task]) -> None:
        self._waiting.extendleft(reversed(tasks))
        while self._waiting and self._idle and not self.closed:
            self._free(self._idle.pop())

    def _refill(self) -> None:
        if self.closed or not self._nursery.alive:
            return
        quick = sum(worker not in self._long and worker.generation == self._generation for worker in self._workers)
        for _ in range(self.limits.quick_workers + 1 - quick):
            worker = Worker(self, generation=self._generation)
            self._workers.add(worker)
            self._nursery.hire(worker)

    def _retire_old(self) -> None:
        for worker in tuple(self._idle):
            if worker.generation < self._newest:
                self._idle.remove(worker)
                worker.kill()

    def _watch(self) -> None:
        if self.closed:
            return
        try:
            newest = current_name(self.folder)
        except NewsgraphError:
            newest = self.snapshot
        if newest != self.snapshot and not self._starting():
            self._generation += 1
            self._refill()
        self._loop.call_later(_WATCH_SECONDS, self._watch)

    def _starting(self) -> bool:
        return any(not worker.pid for worker in self._workers)

    def _bereft(self) -> None:
        if not self.closed:
            sys.stderr.write("newsgraph: what starts the workers has ended and is started again\n")
            self._loop.call_later(_RETRY_SECONDS, self._start_again)

    def _start_again(self) -> None:
        if not self.closed:
            self._again = self._loop.create_task(self._nursery.start(self._bereft))
            self._again.add_done_callback(lambda _done: self._refill())


def _late(seconds: float) -> str:
    return f"The query was ended after {seconds:g} s; ask for less, or serve with a higher --timeout."
