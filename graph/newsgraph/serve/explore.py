"""The explorer's data: made by a process of its own for every snapshot, held by the front, which hands it out.

To make it reads all tables and may take minutes, so it is nothing for workers, and nothing that a request waits for.
After an update the picture before it goes on being answered until the new one is there, and stays for pages that are
open: what they ask for names the state that they show.
"""

import asyncio
import json
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from newsgraph.serve.frames import LENGTH
from newsgraph.serve.request import Refused, Request
from newsgraph.serve.result import Result, refusal
from newsgraph.store.folder import FILES

_PROGRAM = (sys.executable, "-m", "newsgraph.serve.explore_maker")
_WATCH_SECONDS = 0.5
_LONGEST_SECONDS = 3600.0
_HELD = 2
"""Pictures: the newest, and the one before it for pages that show that."""
_MEDIA = "application/octet-stream"
_HEADERS = {"cache-control": "no-cache", "vary": "authorization"}
# No 503: that nothing is ready yet is no fault, and browsers write faults into their logs.
_NOT_READY = refusal(202, "The picture of the graph is being made; it takes a moment.", retry_after="2")
_CHANGED = refusal(410, "The graph has changed; load the page again.")
_NO_BLOCK = refusal(404, "The picture of the graph has no such part.")
_ENDED = "The picture of the graph could not be made: the process that makes it was ended, perhaps for want of memory."
_NO_TABLES = "There is no picture of this graph: its folder holds no tables; build the graph again."


class Snapshots(Protocol):
    """Who knows which snapshot is the current one."""

    snapshot: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What the explorer shows of one snapshot: compressed parts, and a digest of them all."""

    snapshot: str
    state: str
    """What its parts bear, and a page names when it asks for more of them."""
    digest: str
    parts: tuple[bytes, ...]
    """The graph, the details, then the blocks of words."""


class Explorer:
    """The pictures of a folder's newest snapshots, and the handlers that answer from them."""

    def __init__(self, folder: Path, snapshots: Snapshots, *, program: Sequence[str] = _PROGRAM) -> None:
        self._folder = folder
        self._snapshots = snapshots
        self._program = program
        self._pictures: list[Picture] = []
        self._refusal = _NOT_READY
        self._tried = ""
        """The snapshot that was last begun: what failed once is not begun again."""
        self._process: asyncio.subprocess.Process | None = None
        self._task: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Begin to look for snapshots without a picture."""
        wanted = self._snapshots.snapshot
        known = self._pictures[-1].snapshot if self._pictures else ""
        if self._task is None and wanted and wanted not in (self._tried, known):
            self._tried = wanted
            self._begin()
        self._timer = asyncio.get_running_loop().call_later(_WATCH_SECONDS, self.start)

    async def close(self) -> None:
        """End what is being made, at once."""
        if self._timer is not None:
            self._timer.cancel()
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
        # The task itself may have been broken off while it did this.
        await self._end()

    def graph(self, request: Request) -> Result:
        """Answer what is drawn: names, places, links."""
        return self._answer(request, lambda _picture: 0)

    def details(self, request: Request) -> Result:
        """Answer what is told of nodes when somebody looks: identifiers and facts."""
        return self._answer(request, lambda _picture: 1)

    def words(self, request: Request) -> Result:
        """Answer a block of sentences; the last part of the path is its number."""
        number = (
            int(request.rest) if request.rest.isascii() and request.rest.isdigit() and len(request.rest) < 7 else -1
        )
        return self._answer(request, lambda picture: number + 2 if 0 <= number < len(picture.parts) - 2 else -1)

    def _answer(self, request: Request, place: Callable[[Picture], int]) -> Result:
        picture = self._asked(request.parameter("snapshot"))
        at = place(picture)
        if at < 0:
            return _NO_BLOCK
        headers = {"etag": f'"{picture.digest}-{at}"', **_HEADERS}
        if headers["etag"] in request.known:
            return Result(304, "", b"", headers)
        return Result(200, _MEDIA, picture.parts[at], headers)

    def _asked(self, state: str) -> Picture:
        if not self._pictures:
            raise Refused(self._refusal)
        if not state:
            return self._pictures[-1]
        found = [picture for picture in self._pictures if picture.state == state]
        if not found:
            raise Refused(_CHANGED)
        return found[-1]

    def _begin(self) -> None:
        if not (self._folder / FILES["tables"]).is_file():
            self._refusal = refusal(500, _NO_TABLES)
            return
        self._refusal = _NOT_READY
        self._task = asyncio.get_running_loop().create_task(self._make())

    async def _make(self) -> None:
        try:
            async with asyncio.timeout(_LONGEST_SECONDS):
                picture = await self._made()
        except Unmade as error:
            self._complain(str(error))
        except (asyncio.IncompleteReadError, TimeoutError, OSError, ValueError):
            self._complain(_ENDED)
        else:
            others = [held for held in self._pictures if held.snapshot != picture.snapshot]
            self._pictures = [*others, picture][-_HELD:]
        finally:
            await self._end()
            self._task = None

    async def _made(self) -> Picture:
        self._process = await asyncio.create_subprocess_exec(
            *self._program, str(self._folder), stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE
        )
        stream = self._process.stdout
        assert stream is not None  # noqa: S101
        told = json.loads(await _framed(stream))
        if "error" in told:
            raise Unmade(told["error"])
        parts = [await _framed(stream) for _ in range(told["parts"])]
        return Picture(told["snapshot"], told["state"], told["digest"], tuple(parts))

    def _complain(self, sentence: str) -> None:
        self._refusal = refusal(500, sentence)
        sys.stderr.write(f"newsgraph: {sentence}\n")

    async def _end(self) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()


class Unmade(Exception):  # noqa: N818
    """Raised where there is no picture, with the sentence that says why."""


async def _framed(stream: asyncio.StreamReader) -> bytes:
    return await stream.readexactly(LENGTH.unpack(await stream.readexactly(LENGTH.size))[0])
