"""From documents to figures: by kind, all kinds together, and how sure the figures are."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsgraph.errors import NewsgraphError
from newsgraph.evaluate.calibration import Calibration, calibration
from newsgraph.evaluate.comparing import Comparison, Counts, Mistake, compare, failed
from newsgraph.evaluate.gold import GoldDocument, article_of
from newsgraph.evaluate.intervals import Interval, Sums, interval, quotient, resampled
from newsgraph.extract import Extractor
from newsgraph.model import AnnotatedArticle, Kind

Progress = Callable[[int, str], None]
"""Called after each document with their count so far and the document's name."""
_FEWEST_DOCUMENTS = 2
_NONE = Counts(0, 0, 0, 0)
_WIDTH = len(Counts._fields)


@dataclass(frozen=True, slots=True)
class Measure:
    """How many names were marked and found, and how many found ones are right, by one way of judging.

    Intervals are of 95 %, from a bootstrap over documents; None where there is only one, or too few names.
    """

    gold: int
    found: int
    right: int
    precision_interval: Interval | None = None
    recall_interval: Interval | None = None
    f1_interval: Interval | None = None

    @property
    def precision(self) -> float | None:
        """Return the share of names found that is right; None where none was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Return the share of marked names that was found; None where none is marked."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Return the harmonic mean of precision and recall; None where there is no name at all."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else None


@dataclass(frozen=True, slots=True)
class Pair:
    """The same names judged in two ways."""

    exact: Measure
    """Right is the same span and the same kind."""
    overlap: Measure
    """Right shares a character and has the same kind; each name counts once."""


@dataclass(frozen=True, slots=True)
class Macro:
    """The plain mean over the kinds of which a name was marked or found; a kind without a figure counts 0."""

    precision: float
    recall: float
    f1: float
    f1_interval: Interval | None
    overlap_f1: float
    overlap_interval: Interval | None


@dataclass(frozen=True, slots=True)
class FileScores:
    """What came of one gold file."""

    source: str
    documents: int
    names: Pair


@dataclass(frozen=True, slots=True)
class Scores:
    """How well an extractor reads names."""

    documents: int
    words: int
    kinds: tuple[tuple[Kind, Pair], ...]
    micro: Pair
    """All names of all kinds."""
    macro: Macro | None
    """None where there is no name at all."""
    spans: Measure
    """Right is the same span, whatever the kind."""
    calibration: Calibration | None
    mistakes: tuple[Mistake, ...]
    """In the order of the documents."""
    files: tuple[FileScores, ...]
    ignored: tuple[tuple[str, str, int], ...]
    """File, label and number of the marked stretches that are of no known kind."""
    failures: tuple[tuple[str, str, str], ...]
    """File, document and reason, where the extractor broke off; its names there count as missed."""
    undecided: int = 0
    """How many names found were not judged: the gold is open on their kind where they stand."""


def evaluate(documents: Iterable[GoldDocument], component: Extractor, *, progress: Progress | None = None) -> Scores:
    """Return how well an extractor finds the names of gold documents.

    The order of the documents makes no difference to any figure. One that the extractor breaks off on counts as one in
    which it found nothing.
    """
    return scores_of(_compared(documents, component, progress))


def scores_of(comparisons: Iterable[Comparison]) -> Scores:
    """Return the figures over compared documents."""
    done = tuple(comparisons)
    kinds = [kind for kind in Kind if any(kind == known for one in done for known, _ in one.counts)]
    rows = [_row(one, kinds) for one in done] or [[0] * 2 * _WIDTH]
    sums = resampled(rows) if len(done) >= _FEWEST_DOCUMENTS else None
    columns = _Columns(rows, sums)
    by_kind = tuple((kind, columns.pair(at)) for at, kind in enumerate(kinds))
    return Scores(
        documents=len(done),
        words=sum(len(one.document.text.split()) for one in done),
        kinds=by_kind,
        micro=columns.pair(len(kinds)),
        macro=_macro(by_kind, columns),
        spans=columns.pair(len(kinds) + 1).exact,
        calibration=calibration(item for one in done for item in one.judged),
        mistakes=tuple(mistake for one in done for mistake in one.mistakes),
        files=tuple(_files(done)),
        ignored=tuple(_ignored(done)),
        failures=tuple((one.document.source, one.document.name, one.failure) for one in done if one.failure),
        undecided=sum(one.undecided for one in done),
    )


def _compared(
    documents: Iterable[GoldDocument], component: Extractor, progress: Progress | None
) -> Iterator[Comparison]:
    for number, document in enumerate(documents, 1):
        article = article_of(document)
        try:
            found = component(AnnotatedArticle(article)).mentions
            comparison = compare(document, article, found)
        except NewsgraphError:  # what the user can mend, such as a missing model
            raise
        except Exception as error:  # one bad document must not stop the rest
            reason = f"{type(error).__name__}: {' '.join(str(error).split())[:120]}"
            comparison = failed(document, reason)
        yield comparison
        if progress:
            progress(number, document.name)


class _Columns:
    """The counts of all documents: by kind, over all kinds, and with the kind aside; and their sums draw by draw."""

    def __init__(self, rows: Sequence[Sequence[int]], sums: Sums | None) -> None:
        self._totals = [sum(column) for column in zip(*rows, strict=True)]
        self._sums = sums

    def pair(self, group: int) -> Pair:
        """Return both measures of a group of columns."""
        counts = Counts(*self._totals[group * _WIDTH : (group + 1) * _WIDTH])
        return Pair(self._measure(group, counts, counts.exact, 2), self._measure(group, counts, counts.overlap, 3))

    def f1(self, group: int, right: int) -> NDArray[np.float64] | None:
        """Return F1 draw by draw, or None where nothing was drawn."""
        if self._sums is None:
            return None
        gold, found, hits = (self._sums[:, group * _WIDTH + at] for at in (0, 1, right))
        return quotient(2 * hits, gold + found)

    def _measure(self, group: int, counts: Counts, right: int, at: int) -> Measure:
        f1 = self.f1(group, at)
        if self._sums is None or f1 is None:
            return Measure(counts.gold, counts.found, right)
        gold, found, hits = (self._sums[:, group * _WIDTH + column] for column in (0, 1, at))
        precision, recall = interval(quotient(hits, found)), interval(quotient(hits, gold))
        return Measure(counts.gold, counts.found, right, precision, recall, interval(f1))


def _row(one: Comparison, kinds: Sequence[Kind]) -> list[int]:
    known = dict(one.counts)
    counts = (known.get(kind, _NONE) for kind in kinds)
    return [*(number for count in counts for number in count), *_total(one), *one.spans]


def _total(one: Comparison) -> list[int]:
    return [sum(column) for column in zip(_NONE, *(count for _, count in one.counts), strict=True)]


def _macro(by_kind: Sequence[tuple[Kind, Pair]], columns: _Columns) -> Macro | None:
    seen = [(at, pair) for at, (_, pair) in enumerate(by_kind) if pair.exact.gold + pair.exact.found]
    if not seen:
        return None
    groups = [at for at, _ in seen]

    def mean(values: Iterable[float | None]) -> float:
        return sum(value or 0.0 for value in values) / len(seen)

    return Macro(
        precision=mean(pair.exact.precision for _, pair in seen),
        recall=mean(pair.exact.recall for _, pair in seen),
        f1=mean(pair.exact.f1 for _, pair in seen),
        f1_interval=_macro_interval([columns.f1(at, 2) for at in groups]),
        overlap_f1=mean(pair.overlap.f1 for _, pair in seen),
        overlap_interval=_macro_interval([columns.f1(at, 3) for at in groups]),
    )


def _macro_interval(by_kind: Sequence[NDArray[np.float64] | None]) -> Interval | None:
    drawn = [f1 for f1 in by_kind if f1 is not None]
    if not drawn:
        return None
    table = np.array(drawn)
    # In a draw without a name of a kind that kind has no figure, and the mean is that of the others.
    known = ~np.isnan(table)
    return interval(quotient(np.where(known, table, 0.0).sum(axis=0), known.sum(axis=0).astype(np.float64)))


def _files(done: Sequence[Comparison]) -> Iterator[FileScores]:
    for source in sorted({one.document.source for one in done}):
        own = [one for one in done if one.document.source == source]
        rows = [_total(one) for one in own]
        sums = resampled(rows) if len(own) >= _FEWEST_DOCUMENTS else None
        yield FileScores(source, len(own), _Columns(rows, sums).pair(0))


def _ignored(done: Sequence[Comparison]) -> Iterator[tuple[str, str, int]]:
    counted = Counter((one.document.source, label) for one in done for label in one.document.ignored)
    for (source, label), number in sorted(counted.items()):
        yield source, label, number
