"""Stretches of days, and how ISO 8601-2 (EDTF) writes them."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Granularity(StrEnum):
    """How finely words tell the time."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"
    """From one point to another, or a part of a month, a year or a decade."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All days from the earliest to the latest, both included; `value` writes it in EDTF."""

    earliest: date
    latest: date
    granularity: Granularity
    value: str


def one_day(day: date) -> Interval:
    """Return a single day: `2024-01-21`."""
    return Interval(day, day, Granularity.DAY, day.isoformat())


def days(earliest: date, latest: date, granularity: Granularity = Granularity.INTERVAL) -> Interval:
    """Return the days from one to another: `2025-03-03/2025-03-09`."""
    return Interval(earliest, latest, granularity, f"{earliest.isoformat()}/{latest.isoformat()}")


def month_of(year: int, month: int) -> Interval:
    """Return a calendar month: `2024-01`."""
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return Interval(first, last, Granularity.MONTH, f"{year:04}-{month:02}")


def year_of(year: int) -> Interval:
    """Return a calendar year: `2017`."""
    return Interval(date(year, 1, 1), date(year, 12, 31), Granularity.YEAR, f"{year:04}")


def decade_of(year: int) -> Interval:
    """Return the ten years that begin with a year that ends in 0: `196X`."""
    return Interval(date(year, 1, 1), date(year + 9, 12, 31), Granularity.DECADE, f"{year // 10:03}X")


def century_of(number: int) -> Interval:
    """Return a century by its number: the 19th is `18XX`, from 1800 to 1899 as EDTF counts."""
    first = (number - 1) * 100
    return Interval(date(max(first, 1), 1, 1), date(first + 99, 12, 31), Granularity.CENTURY, f"{number - 1:02}XX")


def months(year: int, first: int, last: int) -> Interval:
    """Return several months of a year: `2001-09/2001-12`."""
    return joined(month_of(year, first), month_of(year, last))


def years(first: int, last: int) -> Interval:
    """Return several years: `1919/1920`."""
    return joined(year_of(first), year_of(last))


def joined(first: Interval, last: Interval) -> Interval:
    """Return the interval from the beginning of one to the end of another."""
    return Interval(first.earliest, last.latest, Granularity.INTERVAL, f"{first.value}/{last.value}")


def week_of(day: date) -> Interval:
    """Return the week of a day, from Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return days(monday, monday + timedelta(days=6), Granularity.WEEK)


def weekend_of(day: date) -> Interval:
    """Return the Saturday and Sunday of a day's week."""
    saturday = day + timedelta(days=5 - day.weekday())
    return days(saturday, saturday + timedelta(days=1))


def months_before(day: date, count: int) -> date:
    """Return the same day so many months earlier, or the last day of that month where it has no such day."""
    number = day.year * 12 + day.month - 1 - count
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def part(whole: Interval, which: str) -> Interval:
    """Return the `early`, `mid` or `late` part of a month, a year or a decade; another interval stays whole."""
    at = ("early", "mid", "late").index(which)
    if whole.granularity is Granularity.YEAR:
        return months(whole.earliest.year, 4 * at + 1, 4 * at + 4)
    if whole.granularity is Granularity.DECADE:
        first = whole.earliest.year
        return years(first + (0, 4, 7)[at], first + (3, 6, 9)[at])
    if whole.granularity is Granularity.MONTH:
        begin = whole.earliest.replace(day=10 * at + 1)
        return days(begin, whole.latest if which == "late" else begin + timedelta(days=9))
    return whole
