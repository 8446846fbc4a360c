"""Reading: files and folders as pages, and one clear reason for each thing that could not be read."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from newsgraph.model import Page
from newsgraph.read.files import read_file
from newsgraph.read.folders import SUFFIXES, Found, files_in
from newsgraph.read.skipped import Skipped

__all__ = ["DEFAULT_LIMIT", "SUFFIXES", "Skipped", "read_sources"]

DEFAULT_LIMIT = 20_000_000
"""The most bytes of one page: of a file, or of one line of a file of records."""


def read_sources(sources: Iterable[str | Path], *, limit_bytes: int = DEFAULT_LIMIT) -> Iterator[Page | Skipped]:
    """Yield a page for each article file and each record in the sources, or why there is none.

    A source is a file or a folder; folders are read with all they hold, in the order of their names, without hidden
    files. A page's origin is its path from the folder that was named, or the name of a file that was named itself;
    records add `:` and their line. Nothing raises: what cannot be read is a `Skipped` and the rest goes on.
    """
    for source in sources:
        for found in files_in(Path(source)):
            if isinstance(found, Found):
                yield from read_file(found, limit_bytes=limit_bytes)
            else:
                yield found
