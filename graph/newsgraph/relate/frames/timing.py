"""When something happened: the bounds that a date of its clause gives."""

import re
from calendar import monthrange
from datetime import date

from newsgraph.model import TimeBounds

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}


def bounds(value: str, preposition: str) -> TimeBounds | None:
    """Return the bounds of what happened at a date in EDTF, under its preposition: `since`, `until`, `before`.

    None where the value is not read.
    """
    days = interval(value)
    if days is None:
        return None
    first, last = days
    if preposition in ("since", "from"):
        return TimeBounds(earliest_begin=first, latest_begin=last)
    if preposition in ("until", "till", "through"):
        return TimeBounds(earliest_end=first, latest_end=last)
    if preposition in ("before", "by"):
        return TimeBounds(latest_begin=last)
    if preposition == "after":
        return TimeBounds(earliest_begin=first)
    return TimeBounds(first, last, first, last)


def interval(value: str) -> tuple[date, date] | None:
    """Return the first and the last day of a date in EDTF; None where it is not read or open at an end."""
    begin, slash, end = value.partition("/")
    if slash:
        first, last = interval(begin), interval(end)
        return (first[0], last[1]) if first and last and first[0] <= last[1] else None
    try:
        return _single(value)
    except ValueError:
        return None


def _single(value: str) -> tuple[date, date] | None:
    if found := _DAY.fullmatch(value):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return day, day
    if found := _MONTH.fullmatch(value):
        year, month = int(found[1]), int(found[2])
        first, last = _SEASONS.get(month, (month, month))
        after = year + (last < first)
        return date(year, first, 1), date(after, last, monthrange(after, last)[1])
    if re.fullmatch(r"\d{4}", value):
        return date(int(value), 1, 1), date(int(value), 12, 31)
    if re.fullmatch(r"\d{3}X", value):
        year = int(value[:3]) * 10
        return date(year, 1, 1), date(year + 9, 12, 31)
    if re.fullmatch(r"\d{2}XX", value):
        year = int(value[:2]) * 100
        return date(year, 1, 1), date(year + 99, 12, 31)
    return None
