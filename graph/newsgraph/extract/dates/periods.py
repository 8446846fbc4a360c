"""Quarters, halves, years of accounts and weeks, each named by the calendar."""

import re
from datetime import timedelta

from newsgraph.extract.dates.grammar import SMALL_NUMBERS, YEAR, Context, Reading, Rule, count, month_number
from newsgraph.extract.dates.interval import Granularity, days, months, week_of

STEP_OF_YEAR = {"last": -1, "this": 0, "next": 1}
_ORDINALS = "first second third fourth".split()
_MONTHS = 12


def _quarter(found: re.Match[str], context: Context) -> Reading | None:
    if found["year"]:
        year = int(found["year"])
    elif context.anchor is None:
        return Reading(Granularity.INTERVAL, None)
    else:
        year = context.anchor.year + STEP_OF_YEAR[found["of_year"]]
    if found["half"]:
        return Reading(Granularity.INTERVAL, months(year, 1, 6) if found["half"] == "first" else months(year, 7, 12))
    if found["count"]:
        number = count(found["count"])
        if not 1 < number < _MONTHS:
            return None
        first, last = (1, number) if found["end"] == "first" else (_MONTHS + 1 - number, _MONTHS)
        return Reading(Granularity.INTERVAL, months(year, first, last))
    number = int(found["q"]) if found["q"] else _ORDINALS.index(found["quarter"]) + 1
    return Reading(Granularity.INTERVAL, months(year, 3 * number - 2, 3 * number))


def _quarter_by_month(found: re.Match[str], context: Context) -> Reading:
    """Read a quarter named by its last month: `the September quarter`."""
    last = month_number(found["last_month"])
    if found["year"]:
        return Reading(Granularity.INTERVAL, months(int(found["year"]), last - 2, last))
    anchor = context.anchor
    if anchor is None:
        return Reading(Granularity.INTERVAL, None)
    around = [months(year, last - 2, last) for year in range(anchor.year - 1, anchor.year + 2)]
    return Reading(Granularity.INTERVAL, context.near(around))


def _fiscal(found: re.Match[str], context: Context) -> Reading:
    """Read a year of accounts: which days it has differs from country to country and from firm to firm."""
    del found, context
    return Reading(Granularity.YEAR, None)


def week_from(day: Reading | None, word: str) -> Reading | None:
    """Return the week of a day, or that which begins on it."""
    if day is None or day.granularity is not Granularity.DAY:
        return None
    if day.interval is None:
        return Reading(Granularity.WEEK, None)
    first = day.interval.earliest
    whole = week_of(first) if word == "of" else days(first, first + timedelta(days=6), Granularity.WEEK)
    return Reading(Granularity.WEEK, whole)


PERIODS: tuple[Rule, ...] = (
    (
        re.compile(
            rf"\b(?:Q(?P<q>[1-4])|(?P<quarter>{'|'.join(_ORDINALS)})[-\s]quarter|(?P<half>first|second)\shalf"
            rf"|(?P<end>first|last)\s(?P<count>{'|'.join(SMALL_NUMBERS)}|\d\d?)\smonths)"
            rf"\s(?:(?:of|in)\s)?(?:(?P<year>{YEAR})|(?P<of_year>this|last|next)\syear)"
        ),
        _quarter,
    ),
    (
        re.compile(
            rf"\b(?P<last_month>March|June|September|December)[-\s]quarter(?!\w)(?:\s(?:of\s)?(?P<year>{YEAR}))?"
        ),
        _quarter_by_month,
    ),
    (
        re.compile(
            r"\b(?:[Ff]iscal\s(?:[Yy]ear\s)?|[Ff]inancial\s[Yy]ear\s|FY\s?)(?:20)?\d\d(?:[-–/](?:20)?\d\d)?(?!\w)"
            r"|\b20\d\d[-–/](?:20)?\d\d\s(?:fiscal|financial)\syear\b"
        ),
        _fiscal,
    ),
)
