"""What is printed: plain lines anywhere, a moving bar and bold only on a terminal, article text made harmless."""

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_EVERY = 1000


def say(line: str = "") -> None:
    """Print a line, without characters that could steer a terminal."""
    sys.stdout.write(harmless(line) + "\n")


def harmless(text: str) -> str:
    """Return the text with control and bidi characters shown as �."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def program() -> str:
    """Return how the user can call this program again from here."""
    called = Path(sys.argv[0])
    found = shutil.which("newsgraph")
    if called.name != "newsgraph" or (found and Path(found).resolve() == called.resolve()):
        return "newsgraph"
    try:
        return str(called.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(called)


@contextmanager
def progress(*, quiet: bool) -> Iterator[tuple[Callable[[int, str], None], Callable[[str], None]]]:
    """Give two functions: one to tell of each page read, one to tell of the next stage."""
    if quiet:
        yield (lambda _count, _name: None), (lambda _stage: None)
    elif sys.stderr.isatty():
        with _moving() as tellers:
            yield tellers
    else:
        yield _line_every, lambda stage: print(f"newsgraph: {stage}", file=sys.stderr)  # noqa: T201


@contextmanager
def _moving() -> Iterator[tuple[Callable[[int, str], None], Callable[[str], None]]]:
    from rich.console import Console  # noqa: PLC0415
    from rich.markup import escape  # noqa: PLC0415
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(pulse_style="cyan"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield (
            lambda count, name: bar.update(task, description=escape(f"{count} articles, {harmless(name)[-40:]}")),
            lambda stage: bar.update(task, description=escape(stage)),
        )


def _line_every(count: int, _name: str) -> None:
    if count and count % _EVERY == 0:
        print(f"newsgraph: {count} articles read", file=sys.stderr)  # noqa: T201
