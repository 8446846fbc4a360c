"""One request being answered by a job or by code that waits, until it is done or broken off."""

import asyncio
from collections.abc import Awaitable, Callable

from newsgraph.serve.pipe import Task
from newsgraph.serve.request import Refused
from newsgraph.serve.result import Result


class Exchange:
    """What can be broken off: the client went away."""

    __slots__ = ("task",)

    def __init__(self, task: "Task | asyncio.Task[None]") -> None:
        self.task = task

    def break_off(self) -> None:
        """Stop the work; nothing will be sent."""
        if isinstance(self.task, Task):
            self.task.forget()
        else:
            self.task.cancel()


def run_handler(
    work: Awaitable[Result], send: Callable[[Result], None], fault: Callable[[Exception], Result]
) -> Exchange:
    """Start waiting for a handler's answer, and send it."""

    async def answer() -> None:
        try:
            result = await work
        except Refused as refused:
            result = refused.result
        except Exception as error:
            result = fault(error)
        send(result)

    return Exchange(asyncio.get_running_loop().create_task(answer()))
