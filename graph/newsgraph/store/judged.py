"""The judgement file of a graph folder: read whole or not at all, and written so that a crash leaves the old one."""

import os
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from newsgraph.errors import NewsgraphError
from newsgraph.resolve.judgements import Parsed, parse, unknown


@dataclass(frozen=True, slots=True)
class JudgementFile:
    """A judgement file as it was read: where it stands, its text, and what that says."""

    path: Path
    text: str
    parsed: Parsed

    @property
    def identifiers(self) -> frozenset[str]:
        """All that the file speaks of."""
        return frozenset(side for record in self.parsed.records for side in record.pair)

    def warnings(self, known: Collection[str]) -> tuple[str, ...]:
        """Return what is odd about the file for a graph of these local entities, one sentence each, with its line."""
        told = (*self.parsed.warnings, *unknown(self.parsed.records, known))
        return tuple(f"{self.path.name}, {sentence}" for sentence in told)


def read_judgements(path: Path, *, required: bool = False) -> JudgementFile:
    """Return the judgement file; an empty one where there is none, unless it is required.

    Raises:
        NewsgraphError: where it cannot be read, or any line of it cannot be used; it names every such line.
    """
    text = _text(path, required=required)
    parsed = parse(text)
    if parsed.problems:
        first, *more = parsed.problems
        if not more:
            raise NewsgraphError(f"{path} cannot be used, and nothing was changed: {first}")
        listed = "\n".join(f"  {sentence}" for sentence in parsed.problems)
        raise NewsgraphError(f"{path} cannot be used for {1 + len(more)} reasons, and nothing was changed:\n{listed}")
    return JudgementFile(path, text, parsed)


def write_judgements(known: JudgementFile, text: str) -> JudgementFile:
    """Replace the file's text at once, keeping its place and its permissions, and return the file as it is now.

    Raises:
        NewsgraphError: where it cannot be written, or is no longer what was read; what stands there is kept.
    """
    path = known.path.resolve()
    if _text(path, required=False) != known.text:
        raise NewsgraphError(f"{known.path} was changed by someone else meanwhile and was left as it is; start again.")
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise NewsgraphError(f"Cannot write {known.path} ({error.strerror}); what it held is kept.") from error
    return JudgementFile(known.path, text, parse(text))


def _text(path: Path, *, required: bool) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        if required:
            raise NewsgraphError(f"There is no judgement file {path}.") from error
        return ""
    except OSError as error:
        raise NewsgraphError(f"Cannot read the judgement file {path} ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        number = error.object[: error.start].count(b"\n") + 1
        raise NewsgraphError(f"{path}, line {number} is not UTF-8 text; save the file as UTF-8.") from error
