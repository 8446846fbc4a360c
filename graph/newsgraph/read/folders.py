"""Which files the named sources hold, in an order that does not depend on the disk."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsgraph.read.skipped import Skipped, reason_of

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".jsonl": "application/x-ndjson",
    ".ndjson": "application/x-ndjson",
}
SUFFIXES = tuple(MEDIA_TYPES)
_NAMED = ".txt, .md, .html or .jsonl"


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read."""

    path: Path
    origin: str
    media_type: str


def files_in(source: Path) -> Iterator[Found | Skipped]:
    """Yield the article files of a source; folders are followed through links, but none is entered twice."""
    try:
        if source.is_dir():
            yield from _files_in_folder(source)
            return
        source.stat()
    except OSError as error:
        yield Skipped(_name(source), reason_of(error))
        return
    except ValueError:
        yield Skipped(_name(source), "is no path that a disk can hold; check its characters")
        return
    media_type = MEDIA_TYPES.get(source.suffix.lower())
    if media_type is None:
        ending = f"ends with {source.suffix}" if source.suffix else "has no ending"
        yield Skipped(_name(source), f"{ending}, which newsgraph does not read; turn it into {_NAMED}")
    elif not source.is_file():
        yield Skipped(_name(source), "is neither a file nor a folder; name a file or a folder of articles")
    else:
        yield Found(source, _name(source), media_type)


def _name(source: Path) -> str:
    return _printable(source.name or str(source))


def _printable(name: str) -> str:
    # Names that are not UTF-8 come as lone surrogates, which no output can carry.
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _files_in_folder(folder: Path) -> Iterator[Found | Skipped]:
    readable = False
    entered: set[tuple[int, int]] = set()
    waiting: list[tuple[Path, str]] = [(folder, "")]
    while waiting:
        place, inside = waiting.pop()
        try:
            if not place.is_dir():
                media_type = MEDIA_TYPES.get(place.suffix.lower())
                if media_type and place.exists():
                    readable = True
                    yield from _unless_readme(place, inside, media_type)
                continue
            status = place.stat()
            if (status.st_dev, status.st_ino) in entered:
                continue
            entered.add((status.st_dev, status.st_ino))
            names = sorted((name for name in os.listdir(place) if not name.startswith(".")), reverse=True)
        except OSError as error:
            yield Skipped(_printable(inside) or _name(folder), reason_of(error))
            continue
        waiting += [(place / name, f"{inside}/{name}" if inside else name) for name in names]
    if not readable:
        yield Skipped(_name(folder), f"holds no file to read; put {_NAMED} files into it or name another folder")


def _unless_readme(path: Path, inside: str, media_type: str) -> Iterator[Found | Skipped]:
    origin = _printable(inside)
    if path.stem.lower() == "readme":
        yield Skipped(origin, "describes its folder and is left out; name it itself to read it")
    elif not path.is_file():
        yield Skipped(origin, "is no regular file; leave it out or copy what it holds into a file")
    else:
        yield Found(path, origin, media_type)
