"""A site's folder: made whole beside its place, checked before anything is replaced."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from newsgraph.errors import NewsgraphError
from newsgraph.explore.prepare import prepared
from newsgraph.export import export_to
from newsgraph.library import open_library
from newsgraph.serve.pages.site import Site as Pages
from newsgraph.serve.query_jobs import asked_questions, vocabulary
from newsgraph.site.pages import INDEX, MARK, QUERY, explorer_page, licences, query_page
from newsgraph.store import FILES, require_graph

if TYPE_CHECKING:
    from newsgraph.library import Library
    from newsgraph.library.values import IndexedEntity

MOST_QUADS = 1_500_000
"""So many statements a browser holds: at that number Chromium takes some 800 MB and ten seconds to load them."""

_LICENCES = "LICENSES.txt"
_FILES = frozenset({INDEX, QUERY, _LICENCES})
_HEAD = 8 * 1024 * 1024
"""Where in a page of ours the mark stands at the latest: behind the policy."""
_MOST_THINGS = 20_000
_THINGS_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Site:
    """What was written."""

    folder: Path
    sizes: tuple[tuple[str, int], ...]
    """The files, with how many bytes each has."""
    quads: int
    """How many statements the graph has."""
    has_query: bool
    """False where the graph has too many for a browser."""


def write_site(
    folder: Path, out: Path, *, title: str | None = None, limit: int | None = None, most_quads: int = MOST_QUADS
) -> Site:
    """Write a graph folder's site, replacing an earlier one whole; the same graph gives the same bytes.

    `title` is what the pages are called, the folder's name where there is none; `limit` the greatest number of things
    that the explorer shows. A graph of more than `most_quads` statements gets no query page.

    Raises:
        NewsgraphError: where there is no graph, it changes meanwhile, or the place cannot be written or holds other
            things; what was there is kept.
    """
    require_graph(folder)
    target = out.resolve()
    _check(target, out, folder.resolve())
    name = _clean(title if title is not None else folder.resolve().name) or "newsgraph"
    with _named(target), TemporaryDirectory(dir=target.parent, prefix=".newsgraph-") as scratch:
        made = Path(scratch) / "site"
        made.mkdir()
        quads, has_query = _write(folder, made, Path(scratch), name, limit, most_quads)
        sizes = tuple((entry.name, entry.stat().st_size) for entry in sorted(made.iterdir()))
        _take_place(made, target, Path(scratch) / "before")
    return Site(target, sizes, quads, has_query)


def _write(folder: Path, made: Path, scratch: Path, title: str, limit: int | None, most_quads: int) -> tuple[int, bool]:
    packed = prepared(folder, limit=limit)
    with open_library(folder) as library:
        quads = len(library.store)
        has_query = quads <= most_quads
        _put(made / INDEX, explorer_page(packed, title=title, has_query=has_query))
        if has_query:
            with (scratch / "graph.trig").open("w+b") as trig:
                export_to(folder, "trig", trig)
                trig.seek(0)
                told, questions, things = vocabulary(library), asked_questions(), _things(library)
                _put(made / QUERY, query_page(trig, title=title, questions=questions, vocabulary=told, things=things))
        with open_library(folder) as after:
            if {packed.snapshot, library.snapshot, after.snapshot} != {packed.snapshot}:
                raise NewsgraphError(f"The graph in {folder} changed while its site was made; make it again.")
    _put(made / _LICENCES, [licences()])
    return quads, has_query


def _things(library: "Library") -> dict[str, Any]:
    """Return what is named most often, for the fields that want a thing."""
    found: list[IndexedEntity] = []
    while len(found) < _MOST_THINGS and (more := library.index.most_named(None, _THINGS_AT_ONCE, len(found))):
        found += more
    pages = Pages(library.base)
    return {
        "ids": [one.id for one in found],
        "names": [pages.shorter(one.name, 140) for one in found],
        "kinds": [pages.look(one.kind).one for one in found],
        "articles": [one.articles for one in found],
    }


def _put(path: Path, pieces: Iterable[str]) -> None:
    with path.open("xb") as file:
        for piece in pieces:
            # A lone surrogate cannot be written as UTF-8.
            file.write(piece.encode("utf-8", "replace"))


def _check(target: Path, out: Path, folder: Path) -> None:
    if not target.parent.is_dir():
        raise NewsgraphError(f"There is no folder {out.parent} to write into; make it, or name another with --out.")
    inside = target.relative_to(folder).parts if target.is_relative_to(folder) else None
    if inside is not None and (not inside or inside[0].startswith((".", *FILES.values()))):
        raise NewsgraphError(f"{out} belongs to the graph itself; name another place with --out.")
    if folder.is_relative_to(target):
        raise NewsgraphError(f"{out} holds the graph itself; name another place with --out.")
    if not target.exists():
        return
    if not target.is_dir():
        raise NewsgraphError(f"{out} is not a folder; name another with --out.")
    if (names := {entry.name for entry in target.iterdir()}) and not _is_site(target, names):
        raise NewsgraphError(f"The folder {out} holds other things; name an empty or a new folder with --out.")


def _is_site(folder: Path, names: set[str]) -> bool:
    """Return whether a folder holds a site and nothing else, so that it may be replaced."""
    return INDEX in names <= _FILES and all(_is_own(folder / name) for name in names - {_LICENCES})


def _is_own(page: Path) -> bool:
    if not page.is_file():
        return False
    with page.open("rb") as file:
        return MARK.encode() in file.read(_HEAD)


def _take_place(made: Path, target: Path, before: Path) -> None:
    if not target.is_dir():
        made.rename(target)
        return
    shutil.copymode(target, made)
    target.rename(before)
    try:
        made.rename(target)
    except OSError:
        before.rename(target)
        raise


@contextmanager
def _named(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        full = "No space left" in str(error)
        reason = "the disk is full" if full else error.strerror or str(error).splitlines()[0]
        raise NewsgraphError(f"Cannot write {target} ({reason}); what was there is kept.") from error


def _clean(text: str) -> str:
    return " ".join(text.encode("utf-8", "replace").decode().split())
