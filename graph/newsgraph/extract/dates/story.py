"""Dates that count from the date told before them: `the following day`, `two years later`."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from newsgraph.extract.dates.found import FoundDate
from newsgraph.extract.dates.grammar import FULL_MONTH, SMALL_NUMBERS, THAT_YEAR, count, month_number
from newsgraph.extract.dates.interval import Granularity, Interval, month_of, months_before, one_day, week_of, year_of
from newsgraph.model import Span

_COUNT = rf"\d{{1,3}}|(?i:{'|'.join(sorted(SMALL_NUMBERS, key=len, reverse=True))}|an?)"
_DAYTIME = r"day|morning|afternoon|evening|night"
_STANDS_ALONE = r"(?=[.,;:!?)”\"]|\Z|\s(?:and|but|he|she|they|it|in|at|with)\b)"
_PATTERN = re.compile(
    rf"\b(?:[Tt]he\s(?P<which>following|next|previous|same|very\ssame)\s(?P<unit>{_DAYTIME}|week|month|year)"
    rf"|[Tt]hat\s(?P<that>(?:same\s)?(?:{_DAYTIME}|month|year))"
    rf"|[Tt]he\sday\s(?P<beside>before|after){_STANDS_ALONE}"
    rf"|(?P<month>{FULL_MONTH}){THAT_YEAR}"
    rf"|(?P<count>{_COUNT})\s(?P<counted>day|week|month|year)s?\s(?P<way>later|earlier))(?![\w-])"
)
_PERIOD_BEFORE = re.compile(r"\b(?:over|in|within|for|during|of|about|than|until|from)\s\Z", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:said|told\s\w+|tells\s\w+|announced|reported|wrote|added|confirmed)\s(?:late\s|early\s)?(?:on\s|in\s)?\Z",
    re.IGNORECASE,
)
_STEP = {"following": 1, "next": 1, "later": 1, "after": 1, "previous": -1, "earlier": -1, "before": -1}
_FINE_ENOUGH = {
    "day": (Granularity.DAY,),
    "week": (Granularity.DAY,),
    "month": (Granularity.DAY, Granularity.MONTH),
    "year": (Granularity.DAY, Granularity.MONTH, Granularity.YEAR),
}
_FARTHEST = 300


def told_after(text: str, found: Sequence[FoundDate], free: bytearray) -> Iterator[FoundDate]:
    """Yield the dates that count from the nearest date before them that tells a day, a month or a year of the story.

    One that has none near before it is not read: nobody knows which day it means.

    Args:
        text: any text.
        found: its other dates, in order.
        free: 0 for each character of the text that is free.
    """
    left = deque(found)
    told: list[FoundDate] = []
    for match in _PATTERN.finditer(text):
        while left and left[0].span.end <= match.start():
            told.append(left.popleft())
        lasting = not match["month"] and _PERIOD_BEFORE.search(text[max(0, match.start() - 8) : match.start()])
        if lasting or free.find(1, *match.span()) >= 0:
            continue
        read = _read(match, told)
        if read:
            told.append(read)
            yield read


def _read(match: re.Match[str], told: Sequence[FoundDate]) -> FoundDate | None:
    unit, number = _step(match)
    start = _reference(match, told, _FINE_ENOUGH[unit])
    if start is None:
        return None
    try:
        whole = _moved(start, unit, number)
        if match["month"]:
            whole = month_of(whole.earliest.year, month_number(match["month"]))
    except (ValueError, OverflowError):
        return None
    return FoundDate(Span(*match.span()), whole.granularity, whole.earliest, whole.latest, whole.value)


def _step(match: re.Match[str]) -> tuple[str, int]:
    if match["month"]:
        return "year", _STEP.get(match[0].split()[-2], 0)
    if match["counted"]:
        return match["counted"], _STEP[match["way"]] * count(match["count"])
    if match["beside"]:
        return "day", _STEP[match["beside"]]
    unit = match["unit"] or match["that"].split()[-1]
    return (unit if unit in _FINE_ENOUGH else "day"), _STEP.get(match["which"] or "", 0)


def _reference(match: re.Match[str], told: Sequence[FoundDate], grains: Sequence[Granularity]) -> date | None:
    text = match.string
    for one in reversed(told):
        if match.start() - one.span.end > _FARTHEST:
            return None
        if not _TOLD.search(text[max(0, one.span.start - 30) : one.span.start]):
            return one.earliest if one.granularity in grains else None
    return None


def _moved(day: date, unit: str, number: int) -> Interval:
    if unit == "day":
        return one_day(day + timedelta(days=number))
    if unit == "week":
        return week_of(day + timedelta(days=7 * number))
    if unit == "month":
        moved = months_before(day.replace(day=1), -number)
        return month_of(moved.year, moved.month)
    return year_of(day.year + number)
