"""Bars for articles per month, or per year where there are many months: numbers for an SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsgraph.library.values import Moment

_WIDTH, _HEIGHT, _FOOT = 320, 96, 18
_MOST_BARS = 48
_GAP = 2.0
_LABELLED = 6
"""So many bars have a label each; of more, the first and the last."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One month or year."""

    label: str
    number: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Label:
    """Words below the bars."""

    x: float
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Chart:
    """All bars, in order, with those of no article."""

    unit: str
    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]
    most: int
    width: int = _WIDTH
    height: int = _HEIGHT


def chart(months: Sequence[Moment]) -> Chart | None:
    """Return the bars for numbers of articles by month; None where there are none."""
    if not months:
        return None
    by_month = {(one.day.year, one.day.month): one.articles for one in months}
    first, last = min(by_month), max(by_month)
    span = (last[0] - first[0]) * 12 + last[1] - first[1] + 1
    if span <= _MOST_BARS:
        steps = [divmod(first[0] * 12 + first[1] - 1 + step, 12) for step in range(span)]
        counts = [(f"{year:04d}-{month + 1:02d}", by_month.get((year, month + 1), 0)) for year, month in steps]
        return _drawn("month", counts)
    years: dict[int, int] = {}
    for (year, _), number in by_month.items():
        years[year] = years.get(year, 0) + number
    # Over very long times only the years that have any stand there, or nothing could be seen.
    shown = range(first[0], last[0] + 1) if last[0] - first[0] < 200 else sorted(years)
    return _drawn("year", [(f"{year:04d}", years.get(year, 0)) for year in shown])


def _drawn(unit: str, counts: Sequence[tuple[str, int]]) -> Chart:
    most = max(number for _, number in counts)
    step = _WIDTH / max(len(counts), _LABELLED)
    room = _HEIGHT - _FOOT - 4
    bars = []
    for place, (label, number) in enumerate(counts):
        height = max(2.0, room * number / most) if number else 1.0
        bars.append(
            Bar(
                label, number, round(place * step, 1), round(4 + room - height, 1),
                round(max(0.5, step - _GAP), 1), round(height, 1),
            )
        )  # fmt: skip
    if len(bars) <= _LABELLED:
        labels = [Label(bar.x, bar.label, "start") for bar in bars]
    else:
        end = round(bars[-1].x + bars[-1].width, 1)
        labels = [Label(bars[0].x, bars[0].label, "start"), Label(end, bars[-1].label, "end")]
    return Chart(unit, tuple(bars), tuple(labels), most)
