"""A build: what is new or changed in the sources is read, and taken into the folder some hundred articles at a time."""

import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsgraph.errors import NewsgraphError
from newsgraph.model import Judgement, Run
from newsgraph.pipeline import DEFAULT_EXTRACTOR, Progress, component_chain, nothing_read, run_of
from newsgraph.publish import Notice, base_of_run, timed
from newsgraph.read import DEFAULT_LIMIT, RawPage, Skipped, raw_sources
from newsgraph.reading import Reader
from newsgraph.resolve.ties import consistent
from newsgraph.store import (
    FILES,
    NEXT,
    JudgementFile,
    PageRecord,
    held,
    location_of,
    page_digests,
    page_records,
    put_in_place,
    reading_tables,
)
from newsgraph.updating.commit import begin, commit, finish, kept_run, mend
from newsgraph.updating.pages import Pages

BATCH = 500
"""After how many articles an update takes them in: what a build that is stopped loses."""
_SHARE = 8
"""Of what is held, so small a part is a batch at least: names that many share make updates dearer as a graph grows."""
_SECONDS = 120.0
"""After how long a build that reads slowly commits what it has."""


@dataclass
class _Tally:
    """What a build did, for the report."""

    pages_read: int = 0
    pages_known: int = 0
    articles_added: int = 0
    articles_removed: int = 0
    unread: list[Skipped] = field(default_factory=list)
    locations: set[str] = field(default_factory=set)
    files_of_records: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Settings:
    """How articles are read."""

    extractor: str = DEFAULT_EXTRACTOR
    base: str | None = None
    """Where identifiers start."""
    limit_bytes: int = DEFAULT_LIMIT
    threads: int | None = None


def build_folder(
    sources: Iterable[str | Path],
    folder: Path,
    *,
    settings: Settings = Settings(),
    judged: JudgementFile | None = None,
    progress: Progress | None = None,
    notice: Notice = lambda _: None,
) -> dict[str, Any]:
    """Take what is new or changed in the sources into the graph folder, and return the report.

    A page whose bytes are known is not read again; what a changed page held before goes. Articles of files that are no
    longer there stay. With other settings than those the graph was built with, all is read anew, and the graph is
    replaced when that is done. A build that is stopped keeps what it has taken in, and the next one goes on.

    Raises:
        NewsgraphError: where nothing could be read, the folder holds something else or is being written by another
            process, or articles would be lost to new settings.
    """
    named = [Path(source) for source in sources]
    judgements = consistent(judged.parsed.judgements) if judged else ()
    reader = Reader(component_chain(settings.extractor, threads=settings.threads))
    run = run_of(settings.extractor, settings.base)
    tally = _Tally()
    with held(folder):
        home = _home(folder, run)
        pages = _pages(home, folder)
        built = _Build(home, run, judgements, pages, tally, reader.timings, notice)
        for raw in _raw(named, settings.limit_bytes, tally, folder):
            if pages.is_known(raw):
                tally.pages_known += 1
                continue
            read = reader.read(raw, lambda article, raw=raw: pages.is_wanted(article, raw))  # type: ignore[misc]
            pages.take_in(raw, read)
            tally.pages_read += 1
            if progress:
                progress(tally.articles_added + pages.waiting, raw.origin)
            built.commit_if_due()
        pages.forget_pages(_cut_off(pages, tally))
        if pages.is_to_be_read_again:
            for raw in _raw(named, settings.limit_bytes, _Tally(), folder):
                if not pages.is_known(raw):
                    read = reader.read(raw, lambda article, raw=raw: pages.is_wanted(article, raw))  # type: ignore[misc]
                    pages.take_in(raw, read)
        if home != folder:
            # An earlier build that was stopped may have read other sources.
            pages.forget_pages(pages.all_but(tally.locations))
        built.end()
        if home != folder:
            _refuse_loss(folder, tally)
            put_in_place(folder, home)
        return finish(folder, judged=judged, timings=reader.timings, notice=notice, tally=_told(tally, pages))


class _Build:
    """The updates of one build."""

    def __init__(
        self,
        home: Path,
        run: Run,
        judgements: tuple[Judgement, ...],
        pages: Pages,
        tally: _Tally,
        timings: dict[str, float],
        notice: Notice,
    ) -> None:
        self.home, self.run, self.judgements, self.pages, self.tally = home, run, judgements, pages, tally
        self.timings, self.notice = timings, notice
        self._last = time.monotonic()
        self._took = 0.0

    def commit_if_due(self) -> None:
        """Take in what waits where it is much, or has waited for long."""
        waiting = self.pages.waiting
        if waiting >= max(BATCH, self.pages.held // _SHARE) or (waiting and self._is_overdue()):
            self._commit()

    def _is_overdue(self) -> bool:
        """Return whether a build that reads slowly has waited for long, beside what its updates take."""
        return time.monotonic() - self._last > max(_SECONDS, 10 * self._took)

    def end(self) -> None:
        """Take in what still waits; where nothing was ever read, say why."""
        there = (self.home / FILES["tables"]).is_file()
        if not there and not self.pages.waiting:
            told = [Skipped(*one) for record in self.pages.update().pages for one in record.skipped]
            raise NewsgraphError(nothing_read(sorted([*self.tally.unread, *told], key=lambda one: one.origin)))
        self._commit()

    def _commit(self) -> None:
        started = time.monotonic()
        update = self.pages.update()
        self.tally.articles_added += len(update.added)
        self.tally.articles_removed += len(update.removed - {each.article.id for each in update.added})
        with timed(self.timings, "graph", self.notice):
            if not (self.home / FILES["tables"]).is_file():
                begin(self.home, self.run)
            commit(self.home, update, judgements=self.judgements, run=self.run, base=base_of_run(self.run))
        self._last = time.monotonic()
        self._took = self._last - started


def _raw(sources: list[Path], limit_bytes: int, tally: _Tally, folder: Path) -> Iterator[RawPage]:
    for raw in raw_sources(sources, limit_bytes=limit_bytes):
        if isinstance(raw, Skipped):
            tally.unread.append(raw)
        else:
            tally.locations.add(location_of(raw.path, raw.line, folder))
            if raw.line is not None:
                tally.files_of_records.add(location_of(raw.path, None, folder))
            yield raw


def _cut_off(pages: Pages, tally: _Tally) -> list[PageRecord]:
    """Return the records that stood behind the end of files that were read to it."""
    broken = {one.origin for one in tally.unread}
    return [
        record
        for record in pages.all_but(tally.locations)
        if record.location.rpartition(":")[0] in tally.files_of_records
        and record.origin.rpartition(":")[0] not in broken
    ]


def _home(folder: Path, run: Run) -> Path:
    """Return where the graph is made: the folder, or a place in it for a graph that is to replace the one there."""
    following = folder / NEXT
    there = (folder / FILES["tables"]).is_file()
    if not there or kept_run(folder) == run:
        shutil.rmtree(following, ignore_errors=True)
        home = folder
    else:
        if kept_run(following) != run:
            shutil.rmtree(following, ignore_errors=True)
        following.mkdir(exist_ok=True)
        home = following
    if (home / FILES["tables"]).is_file():
        mend(home, run)
    return home


def _pages(home: Path, folder: Path) -> Pages:
    if not (home / FILES["tables"]).is_file():
        return Pages(folder, (), {})
    with reading_tables(home / FILES["tables"]) as connection:
        return Pages(folder, page_records(connection), page_digests(connection))


def _refuse_loss(folder: Path, tally: _Tally) -> None:
    """Make sure that no article goes because its source was not named again.

    Raises:
        NewsgraphError: where one would.
    """
    try:
        with reading_tables(folder / FILES["tables"]) as connection:
            known = page_records(connection)
    except NewsgraphError:  # damaged, or of an older version: nothing of it can be kept
        return
    lost: list[PageRecord] = [record for record in known if record.articles and record.location not in tally.locations]
    if lost:
        raise NewsgraphError(
            f"The graph in {folder} was read with other settings, and {lost[0].origin}"
            + (f" and {len(lost) - 1} more of its pages are" if len(lost) > 1 else " is")
            + " not among the sources named now; name them as well, or name a new folder with --out."
        )


def _told(tally: _Tally, pages: Pages) -> dict[str, Any]:
    return {
        "pages read": tally.pages_read,
        "pages known already": tally.pages_known,
        "articles added or changed": tally.articles_added,
        "articles removed": tally.articles_removed,
        "pages whose file is gone": len(pages.gone_pages()),
        "unread": [(one.origin, one.reason) for one in tally.unread],
    }
