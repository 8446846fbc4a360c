"""Reading: files and folders as pages, and one clear reason for each thing that could not be read."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from newsgraph.model import Page
from newsgraph.read.files import RawPage, page_of, raw_pages
from newsgraph.read.folders import SUFFIXES, Found, files_in
from newsgraph.read.skipped import Skipped

__all__ = ["DEFAULT_LIMIT", "SUFFIXES", "RawPage", "Skipped", "page_of", "raw_sources", "read_sources"]

DEFAULT_LIMIT = 20_000_000
"""The most bytes of one page: of a file, or of one line of a file of records."""


def raw_sources(sources: Iterable[str | Path], *, limit_bytes: int = DEFAULT_LIMIT) -> Iterator[RawPage | Skipped]:
    """Yield the bytes of each article file and each record in the sources, or why there are none.

    A source is a file or a folder; folders are read with all they hold, in the order of their names, without hidden
    files. A page's origin is its path from the folder that was named, or the name of a file that was named itself;
    records add `:` and their line. Nothing raises: what cannot be read is a `Skipped` and the rest goes on.
    """
    for source in sources:
        for found in files_in(Path(source)):
            if isinstance(found, Found):
                yield from raw_pages(found, limit_bytes=limit_bytes)
            else:
                yield found


def read_sources(sources: Iterable[str | Path], *, limit_bytes: int = DEFAULT_LIMIT) -> Iterator[Page | Skipped]:
    """Yield a page for each article file and each record in the sources, or why there is none; see `raw_sources`."""
    for raw in raw_sources(sources, limit_bytes=limit_bytes):
        yield page_of(raw) if isinstance(raw, RawPage) else raw
