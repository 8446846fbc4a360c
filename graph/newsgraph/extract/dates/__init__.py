"""Dates in running text, as intervals of days; relative ones count from the article's own day, never from the clock.

dateparser and its like were tried and left: they read the verb "may", law years and "March on", and lean on the clock.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from newsgraph.extract.dates.absolute import ABSOLUTE
from newsgraph.extract.dates.found import FoundDate
from newsgraph.extract.dates.grammar import WEEKDAY, Context, Reader, Reading
from newsgraph.extract.dates.holidays import NAMED_DAYS, named_day
from newsgraph.extract.dates.interval import Granularity, joined
from newsgraph.extract.dates.periods import PERIODS
from newsgraph.extract.dates.relative import RELATIVE
from newsgraph.extract.dates.story import told_after
from newsgraph.extract.dates.tense import direction
from newsgraph.model import Span

__all__ = ["FoundDate", "Granularity", "find_dates"]

_RULES = (*ABSOLUTE, *PERIODS, *NAMED_DAYS, *RELATIVE)
_LEFT_ALONE = re.compile(
    r"\b(?:[Ff]ourth|4th)\sof\sJuly\s[A-Z]\w+|"
    rf"\b(?:Black|Good|Bloody|Ash|Super|Cyber|Palm|Easter|Fat|Holy|Giving|Whit|Shrove|Maundy)\s{WEEKDAY}"
    rf"|{WEEKDAY}(?:s|\s(?:Times|Mirror|Telegraph|Herald|Post|Night\sL|Express|Mail|Tribune|World|Independent))\b"
    rf"|\b(?:[Ee]very|[Ee]ach|[Aa]ny|[Aa]|[Ss]ome)\s{WEEKDAY}\b"
    rf"|{WEEKDAY}(?:\s?[-–—]\s?|\s(?:through|to|thru)\s){WEEKDAY}"
    r"|\b(?:Act|Law|Code|Treaty|Order|Bill|Ordinance)(?:,|\sof)\s(?:1[5-9]|20)\d\d"
    r"|\b(?:1[5-9]|20)\d\d\s(?:[A-Z][\w’'.–-]*\s){0,5}(?:Act|Bill|Amendments?|Treaty|Code|Constitution)\b"
)
_JOINT = re.compile(r"\s?[-–—]\s?|\s(?:to|through|until)\s")
_JOINTS = frozenset("to through until - – — and".split())
_LONGEST_JOINT = 9


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    match: re.Match[str]
    reader: Reader
    reading: Reading
    dated: bool
    """Whether the words name the year, or need no other day to count from."""


def find_dates(text: str, *, anchor: date | None, laws: Iterable[Span] = ()) -> tuple[FoundDate, ...]:
    """Return the dates in a text, in order, none overlapping another; of several readings the longest counts.

    Args:
        text: any text.
        anchor: the day of the article, from which relative dates count; without it their days are None.
        laws: stretches to leave alone, such as laws, whose years are no dates, and names.
    """
    candidates = list(_candidates(text, anchor))
    named = {one.start for one in candidates if one.reader is named_day}
    taken = bytearray(len(text))
    alone = (Span(*match.span()) for match in _LEFT_ALONE.finditer(text) if match.start() not in named)
    for span in (*laws, *alone):
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    chosen = []
    for candidate in sorted(candidates, key=lambda one: (one.start - one.end, one.start)):
        if taken.find(1, candidate.start, candidate.end) < 0:
            taken[candidate.start : candidate.end] = b"\1" * (candidate.end - candidate.start)
            chosen.append(candidate)
    chosen.sort(key=lambda one: one.start)
    found = list(_joined(chosen, text))
    return tuple(sorted((*found, *told_after(text, found, taken)), key=lambda one: one.span))


def _candidates(text: str, anchor: date | None) -> Iterable[_Candidate]:
    for pattern, reader in _RULES:
        for match in pattern.finditer(text):
            reading = _read(match, reader, Context(None))
            dated = reading is not None and reading.interval is not None
            if not dated and anchor:
                reading = _read(match, reader, Context(anchor, direction(text, *match.span())))
            if reading:
                yield _Candidate(match.start(), match.end(), match, reader, reading, dated)


def _read(match: re.Match[str], reader: Reader, context: Context) -> Reading | None:
    try:
        return reader(match, context)
    except (ValueError, OverflowError):
        # A day before the year 1 or after 9999.
        return None


def _joined(found: Sequence[_Candidate], text: str) -> Iterable[FoundDate]:
    """Yield the dates, two as one where the words between them say so: `from June 3 to July 4, 2020`."""
    at = 0
    while at < len(found):
        pair = _pair(found[at], found[at + 1], text) if at + 1 < len(found) else None
        yield pair or _found(Span(found[at].start, found[at].end), found[at].reading)
        at += 2 if pair else 1


def _pair(first: _Candidate, last: _Candidate, text: str) -> FoundDate | None:
    if last.start - first.end > _LONGEST_JOINT or text[first.end : last.start].strip() not in _JOINTS:
        return None
    before = text[max(0, first.start - 8) : first.start].lower()
    if (text[first.end : last.start].strip() == "and") != before.endswith("between "):
        return None
    if first.reading.granularity is not last.reading.granularity or not last.reading.interval:
        return None
    reading = first.reading
    if last.dated and not first.dated:
        reading = _read(first.match, first.reader, Context(last.reading.interval.latest)) or reading
    begin, end = reading.interval, last.reading.interval
    if begin and begin.earliest > end.earliest and not first.dated:
        reading = _read(first.match, first.reader, Context(end.latest, -1)) or reading
        begin = reading.interval
    if begin is None or begin.earliest > end.earliest or "/" in begin.value + end.value:
        return None
    return _found(Span(first.start, last.end), Reading(Granularity.INTERVAL, joined(begin, end)))


def _found(span: Span, reading: Reading) -> FoundDate:
    interval = reading.interval
    if interval is None:
        return FoundDate(span, reading.granularity, None, None, None)
    return FoundDate(span, reading.granularity, interval.earliest, interval.latest, interval.value)
