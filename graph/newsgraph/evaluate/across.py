"""Joins across documents: pairs of mentions of different documents, and how the figures vary with the documents.

All is counted from how many mentions of a cluster stand in each document, so that cost grows with the mentions, not
with their pairs.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable

import numpy as np
from numpy.typing import NDArray

from newsgraph.evaluate.clusters import Clusters, Place, Tally
from newsgraph.evaluate.intervals import drawn
from newsgraph.model import Span

_Numbers = NDArray[np.float64]


class CrossPairs:
    """The pairs of mentions that stand in different documents and share a cluster: in gold, as found, and in both."""

    def __init__(self, gold: Clusters, found: Clusters) -> None:
        spans: defaultdict[str, list[Span]] = defaultdict(list)
        for place in sorted({**gold, **found}):
            spans[place.document].append(place.span)
        # By what stands in them, so that draws do not depend on what the documents are called.
        ordered = sorted(spans, key=lambda document: (spans[document], document))
        self._documents = {document: at for at, document in enumerate(ordered)}
        both = [((gold[place], cluster), place) for place, cluster in found.items() if place in gold]
        self._both = self._table(both)
        self._found = self._table((cluster, place) for place, cluster in found.items())
        self._gold = self._table((cluster, place) for place, cluster in gold.items())

    def tally(self, weights: _Numbers | None = None) -> Tally:
        """Return the pairs, each document counted as often as its weight says; none of a document with itself."""
        each = np.ones(len(self._documents)) if weights is None else weights
        right, found, gold = (self._pairs(table, each) for table in (self._both, self._found, self._gold))
        return Tally(right, found, right, gold)

    def draws(self) -> list[Tally]:
        """Return the pairs for 1,000 drawings of as many documents; the same ones for the same documents."""
        return [self.tally(weights) for weights in drawn(len(self._documents))]

    def _table(self, items: Iterable[tuple[Hashable, Place]]) -> tuple[NDArray[np.int64], NDArray[np.int64], _Numbers]:
        counts = Counter((cluster, self._documents[place.document]) for cluster, place in items)
        clusters: dict[Hashable, int] = {}
        rows = [(clusters.setdefault(cluster, len(clusters)), at, size) for (cluster, at), size in counts.items()]
        table = np.array(rows, dtype=np.int64).reshape(-1, 3)
        return table[:, 0], table[:, 1], table[:, 2].astype(np.float64)

    @staticmethod
    def _pairs(table: tuple[NDArray[np.int64], NDArray[np.int64], _Numbers], weights: _Numbers) -> float:
        clusters, documents, sizes = table
        if not len(clusters):
            return 0.0
        weighted = sizes * weights[documents]
        sums = np.bincount(clusters, weights=weighted)
        return float((np.dot(sums, sums) - np.dot(weighted, weighted)) / 2)


def one_each(gold: Clusters, found: Clusters) -> tuple[dict[Place, str], dict[Place, str]]:
    """Return both sides with one mention for each thing of a document: the first of equal clusters on both sides.

    Pairs of these are pairs of things: a man named eighty times in his biography weighs no more than one named once.
    """
    first: dict[tuple[str, str | None, str | None], Place] = {}
    for place in sorted({**gold, **found}):
        first.setdefault((place.document, gold.get(place), found.get(place)), place)
    kept = set(first.values())
    mine, theirs = ({place: side[place] for place in sorted(kept) if place in side} for side in (gold, found))
    return mine, theirs
