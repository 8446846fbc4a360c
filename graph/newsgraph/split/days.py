"""Days as newspapers write them, in six languages, and the year of a day that is given without one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = """
january jan janvier janv enero ene januar jänner janeiro gennaio gen
february feb febr février fevrier févr fév fev febrero februar fevereiro febbraio febb
march mar mars marzo märz maerz mrz março
april apr avril avr abril abr aprile
may mai mayo maio maggio mag
june jun juin junio juni junho giugno giu
july jul juillet juil julio juli julho luglio lug
august aug août aout agosto ago
september sept sep septembre septiembre setiembre set setembro settembre sett
october oct octobre octubre oktober okt outubro out ottobre ott
november nov novembre noviembre novembro
december dec décembre decembre déc diciembre dic dezember dez dezembro dicembre
"""
_WEEKDAYS = """
monday mon lundi lunes montag lunedì segunda-feira segunda
tuesday tues tue mardi martes dienstag martedì terça-feira terça
wednesday weds wed mercredi miércoles miercoles mittwoch mercoledì quarta-feira quarta
thursday thurs thur thu jeudi jueves donnerstag giovedì quinta-feira quinta
friday fri vendredi viernes freitag venerdì sexta-feira sexta
saturday sat samedi sábado sabado samstag sonnabend sabato
sunday sun dimanche domingo sonntag domenica
"""


def _numbered(listed: str, first: int) -> dict[str, int]:
    rows = enumerate(listed.strip().splitlines(), first)
    return {word: number for number, row in rows for word in row.split()}


MONTHS = _numbered(_MONTHS, 1)
WEEKDAYS = _numbered(_WEEKDAYS, 0)


def _any_of(words: Sequence[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_MONTH = f"(?:{_any_of(tuple(MONTHS))})(?![^\\W\\d_])\\.?"
_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_YEAR = r"(?:1[6-9]|20)\d\d(?!\d)"
_WEEKDAY = f"(?:{_any_of(tuple(WEEKDAYS))})(?![^\\W\\d_])\\.?"
_ORDINAL = r"(?:st|nd|rd|th|er|º|°|\.)?"
DAY = rf"""(?<![\w/.-])(?:(?P<weekday>{_WEEKDAY}),?\s+)?(?:(?:le|el|am|den|the|on|il|dia|día)\s+)?(?:
    (?P<month_a>{_MONTH})\s*(?P<number_a>{_NUMBER})(?:st|nd|rd|th)?(?:\s?[-–/&]\s?{_NUMBER}(?:st|nd|rd|th)?)?
        (?:,?\s+(?:de\s+|del\s+|of\s+)?(?P<year_a>{_YEAR}))?
  | (?P<number_b>{_NUMBER})(?:\s?[-–/&]\s?{_NUMBER})?{_ORDINAL}[\s-]+(?:de\s+|di\s+|of\s+)?(?P<month_b>{_MONTH})
        (?:[\s,-]+(?:de\s+|del\s+|of\s+)?(?P<year_b>{_YEAR}))?
  | (?P<year_c>{_YEAR})(?P<sign>[-/.])(?P<month_c>\d\d?)(?P=sign)(?P<number_c>\d\d?)(?!\d)
  | (?P<number_d>\d\d?)\.\s?(?P<month_d>\d\d?)\.\s?(?P<year_d>{_YEAR})
  | (?P<first>\d\d?)(?P<slash>[/-])(?P<second>\d\d?)(?P=slash)(?P<year_e>{_YEAR})
)(?![\w])"""
_DIGIT = re.compile(r"\d")
_DAY = re.compile(DAY, re.IGNORECASE | re.VERBOSE)
_MONTH_OF_YEAR = re.compile(rf"(?<!\w)(?P<month>{_MONTH})[\s,]+(?:de\s+|del\s+|of\s+)?(?P<year>{_YEAR})", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/_.]?(0[1-9]|1[0-2])[-/_.]?(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class Day:
    """A day as written; the year and the weekday may be missing."""

    month: int
    number: int
    year: int | None = None
    weekday: int | None = None

    def on(self, year: int) -> date | None:
        """Return the day in a year, or None where that year has no such day."""
        try:
            return date(year, self.month, self.number)
        except ValueError:
            return None


def days_in(text: str) -> Iterator[tuple[int, int, Day]]:
    """Yield (start, end, day) for each day written in a text, in order; those that no year has are left out."""
    if not _DIGIT.search(text):
        return
    for found in _DAY.finditer(text):
        day = _read(found)
        if day and (day.on(day.year or 2000)):
            yield found.start(), found.end(), day


def month_of_year(text: str) -> tuple[int, int, date] | None:
    """Return (start, end, middle of the month) for the first month with a year in a text, such as `March 2025`."""
    found = _MONTH_OF_YEAR.search(text)
    if not found:
        return None
    return found.start(), found.end(), date(int(found["year"]), _month(found["month"]), 15)


def weekday_of(word: str) -> int | None:
    """Return the number of a weekday's name, Monday being 0."""
    return WEEKDAYS.get(word.lower().strip(" ,."))


def day_in_address(address: str) -> date | None:
    """Return the first day that a URL or a file name carries in the order year, month, day."""
    for found in _IN_ADDRESS.finditer(address):
        day = Day(int(found[2]), int(found[3])).on(int(found[1]))
        if day:
            return day
    return None


def resolve(day: Day, anchors: Sequence[date]) -> date | None:
    """Return the date of a day: in its own year, or else in the one nearest to the first anchor that fits.

    A weekday that is given must fit; with no fitting year within one year of an anchor, or with no anchor, the
    date is unknown. The clock is never asked.
    """
    if day.year is not None:
        return day.on(day.year)
    for anchor in anchors:
        near = [day.on(year) for year in range(anchor.year - 1, anchor.year + 2) if 0 < year < 9999]
        fitting = [found for found in near if found and day.weekday in (None, found.weekday())]
        if fitting:
            return min(fitting, key=lambda found: (abs(found - anchor), found))
    return None


def last_weekday(weekday: int, anchors: Sequence[date]) -> date | None:
    """Return the last such weekday up to the first anchor."""
    if not anchors:
        return None
    back = (anchors[0].weekday() - weekday) % 7
    return anchors[0] - timedelta(days=back)


def _month(word: str) -> int:
    return MONTHS[word.lower().rstrip(".")]


def _read(found: re.Match[str]) -> Day | None:
    weekday = weekday_of(found["weekday"]) if found["weekday"] else None
    for letter in "ab":
        if found[f"month_{letter}"]:
            year = found[f"year_{letter}"]
            number = int(found[f"number_{letter}"])
            return Day(_month(found[f"month_{letter}"]), number, int(year) if year else None, weekday)
    for letter in "cd":
        if found[f"month_{letter}"]:
            month, number = int(found[f"month_{letter}"]), int(found[f"number_{letter}"])
            return Day(month, number, int(found[f"year_{letter}"]), weekday)
    first, second, year = int(found["first"]), int(found["second"]), int(found["year_e"])
    if first == second or first > 12:
        return Day(second, first, year, weekday)
    # Day and month cannot be told apart where both could be a month.
    return Day(first, second, year, weekday) if second > 12 else None
