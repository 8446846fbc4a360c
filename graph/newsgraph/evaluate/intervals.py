"""How far a figure would move with other documents of the same sort: the bootstrap over documents."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

DRAWS = 1000
_SEED = 20260311
_LOW, _HIGH = 2.5, 97.5

Sums = NDArray[np.float64]
Interval = tuple[float, float]


def resampled(rows: Sequence[Sequence[float]]) -> Sums:
    """Return the sums of the columns over documents drawn anew, a row for each of 1,000 draws.

    Each row counts one document. Their order makes no difference, and the same rows always give the same sums.
    """
    table = np.array(sorted(tuple(row) for row in rows), dtype=np.float64)
    if not len(table):
        return np.zeros((DRAWS, 0))
    sums = np.empty((DRAWS, table.shape[1]))
    for draw, times in enumerate(drawn(len(table))):
        sums[draw] = times @ table
    return sums


def drawn(documents: int) -> Iterator[NDArray[np.float64]]:
    """Yield, for each of 1,000 draws, how often each of so many documents is drawn; always the same."""
    # A bit generator's raw numbers stay the same from one version of numpy to the next; what is built on them need not.
    bits = np.random.PCG64(_SEED)
    for _ in range(DRAWS):
        chosen = (bits.random_raw(documents) % np.uint64(documents)).astype(np.int64)
        yield np.bincount(chosen, minlength=documents).astype(np.float64)


def interval(values: NDArray[np.float64]) -> Interval | None:
    """Return what the middle 95 % of the values lie between; None where fewer than half of the draws have a value."""
    known = values[~np.isnan(values)]
    if 2 * len(known) < len(values) or not len(known):
        return None
    low, high = np.percentile(known, (_LOW, _HIGH))
    return float(low), float(high)


def quotient(above: NDArray[np.float64], below: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the ratio draw by draw, not a number where it has no value."""
    values = np.full(len(below), np.nan)
    np.divide(above, below, out=values, where=below > 0)
    return values
