"""Which pages of the sources are new or changed, and which articles go with what they replace."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from newsgraph.model import AnnotatedArticle, Article
from newsgraph.read import RawPage
from newsgraph.reading import PageRead
from newsgraph.store import PageRecord, is_there, location_of

_NONE = "~"
"""Comes after every digest: an article whose page is not known any more."""


@dataclass(frozen=True, slots=True)
class Update:
    """What goes into a graph folder and out of it at once; an article that is replaced is in both."""

    added: tuple[AnnotatedArticle, ...] = ()
    removed: frozenset[str] = frozenset()
    pages: tuple[PageRecord, ...] = ()
    gone: frozenset[str] = frozenset()
    """The locations of pages that are forgotten."""


class Pages:
    """The pages of a graph folder as they are and as they will be: what is taken in waits for the next update.

    An article that several pages hold is read from the page with the smallest digest, whatever the order of reading.
    """

    def __init__(self, folder: Path, records: Iterable[PageRecord], digests: Mapping[str, str]) -> None:
        self._folder = folder
        self._records: dict[str, PageRecord] = {}
        self._same: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._holders: defaultdict[str, set[str]] = defaultdict(set)
        self._digests = dict(digests)
        """The digest of the page that each article was read from."""
        self.is_to_be_read_again = False
        """Whether a page that was passed over must be read after all, since the one that had its article changed."""
        self._clear()
        for record in records:
            self._enter(record)
        self._kept = frozenset(self._digests)
        """The articles in the tables."""

    @property
    def waiting(self) -> int:
        """How many articles wait to be taken in."""
        return len(self._added)

    @property
    def held(self) -> int:
        """How many articles there are, those that wait among them."""
        return len(self._digests)

    def is_known(self, raw: RawPage) -> bool:
        """Return whether the page need not be read; what is known from another place is noted for this one, too."""
        location = location_of(raw.path, raw.line, self._folder)
        known = self._records.get(location)
        if known and (known.origin, known.digest) == (raw.origin, raw.digest):
            return True
        twins = sorted(self._same[(raw.origin, raw.digest)])
        if not twins:
            return False
        self._put(replace(self._records[twins[0]], location=location))
        for twin in twins:
            if not is_there(twin, self._folder):
                self._forget(twin)
        return True

    def is_wanted(self, article: Article, raw: RawPage) -> bool:
        """Return whether the article is to be read from this page."""
        known = self._digests.get(article.id)
        mine = self._records.get(location_of(raw.path, raw.line, self._folder))
        others = self._holders[article.id] - ({mine.location} if mine else set())
        return known is None or not others or raw.digest < known

    def take_in(self, raw: RawPage, read: PageRead) -> None:
        """Let what a page holds wait for the next update, in place of what it held before."""
        for annotated in read.annotated:
            self._added[annotated.article.id] = annotated
            self._digests[annotated.article.id] = raw.digest
        failed = set(read.articles) - set(self._digests)
        told = tuple((one.origin, one.reason) for one in read.skipped)
        held = tuple(sorted(set(read.articles) - failed))
        location = location_of(raw.path, raw.line, self._folder)
        self._put(PageRecord(location, raw.origin, raw.digest, held, read.furniture, told))

    def forget_articles(self, articles: Iterable[str]) -> None:
        """Let articles go wherever they stand; their pages are forgotten, so that a build would read them again."""
        for article in articles:
            for location in sorted(self._holders[article]):
                record = self._records[location]
                self._drop(record)
                left = tuple(one for one in record.articles if one != article)
                if left:
                    self._enter(replace(record, articles=left, digest=""))
                    self._pages[location] = self._records[location]
                else:
                    self._gone.add(location)
                    self._pages.pop(location, None)
            self._leave(article)

    def gone_pages(self) -> list[PageRecord]:
        """Return the pages whose files are no longer there."""
        return [record for record in self._records.values() if not is_there(record.location, self._folder)]

    def all_but(self, locations: Collection[str]) -> list[PageRecord]:
        """Return the pages that lie elsewhere."""
        return [record for record in self._records.values() if record.location not in locations]

    def forget_pages(self, records: Iterable[PageRecord]) -> None:
        """Let pages go, with the articles that no other page holds."""
        for record in records:
            self._forget(record.location)

    def update(self) -> Update:
        """Return what waits, and wait for no more of it."""
        removed = {one for one in self._removed | set(self._added) if one in self._kept}
        made = Update(
            tuple(self._added[one] for one in sorted(self._added)),
            frozenset(removed),
            tuple(self._pages[one] for one in sorted(self._pages)),
            frozenset(self._gone - set(self._pages)),
        )
        self._kept = (self._kept - self._removed) | set(self._added)
        self._clear()
        return made

    def _clear(self) -> None:
        self._added: dict[str, AnnotatedArticle] = {}
        self._removed: set[str] = set()
        self._pages: dict[str, PageRecord] = {}
        self._gone: set[str] = set()

    def _put(self, record: PageRecord) -> None:
        earlier = self._records.get(record.location)
        if earlier:
            self._drop(earlier)
        self._enter(record)
        self._pages[record.location] = record
        if earlier:
            self._let_go(earlier, set(record.articles))

    def _forget(self, location: str) -> None:
        record = self._records[location]
        self._drop(record)
        self._gone.add(location)
        self._pages.pop(location, None)
        self._let_go(record)

    def _let_go(self, earlier: PageRecord, still: Collection[str] = ()) -> None:
        for article in earlier.articles:
            if not self._holders[article]:
                self._leave(article)
            elif article not in still and self._digests.get(article) == earlier.digest:
                self._digests[article] = _NONE
                self.is_to_be_read_again = True
                for location in sorted(self._holders[article]):
                    record = self._records[location]
                    self._drop(record)
                    self._enter(replace(record, digest=""))
                    self._pages[location] = self._records[location]

    def _enter(self, record: PageRecord) -> None:
        self._records[record.location] = record
        self._same[(record.origin, record.digest)].add(record.location)
        for article in record.articles:
            self._holders[article].add(record.location)

    def _drop(self, record: PageRecord) -> None:
        del self._records[record.location]
        self._same[(record.origin, record.digest)].discard(record.location)
        for article in record.articles:
            self._holders[article].discard(record.location)

    def _leave(self, article: str) -> None:
        self._added.pop(article, None)
        self._digests.pop(article, None)
        self._removed.add(article)
