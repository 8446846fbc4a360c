"""Sorting more lines than memory should hold, by runs on disk that are merged."""

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory

_AT_ONCE = 100_000
"""Lines held in memory: some 30 MB."""
_RUNS = 64
"""Runs merged in one go: each is an open file."""


def sorted_distinct(lines: Iterable[str], scratch: Path, *, at_once: int = _AT_ONCE) -> Iterator[bytes]:
    """Yield the lines, none of which holds a line break, sorted and once each, each in UTF-8 with its line break.

    What does not fit in memory stands meanwhile in files in the folder `scratch`. Raises OSError where that is full.
    """
    rest = iter(lines)
    run = _run(rest, at_once)
    with TemporaryDirectory(dir=scratch, prefix=".sorting-") as folder:
        runs: list[Path] = []
        for number, next_line in enumerate(rest):
            if len(runs) == _RUNS:
                runs = [_put(_merged(runs), Path(folder) / f"{number}-merged")]
            runs.append(_put(run, Path(folder) / str(number)))
            run.clear()
            run = _run(chain([next_line], rest), at_once)
        yield from _merged([*runs, _put(run, Path(folder) / "last")]) if runs else run


def _run(lines: Iterator[str], at_once: int) -> list[bytes]:
    # The order of UTF-8 bytes is that of the characters.
    return sorted({line.encode() + b"\n" for line in islice(lines, at_once)})


def _put(lines: Iterable[bytes], path: Path) -> Path:
    with path.open("wb") as file:
        file.writelines(lines)
    return path


def _merged(runs: list[Path]) -> Iterator[bytes]:
    with ExitStack() as opened:
        files = [opened.enter_context(run.open("rb")) for run in runs]
        last = b""
        for line in heapq.merge(*files):
            if line != last:
                yield line
            last = line
    for run in runs:
        run.unlink()
