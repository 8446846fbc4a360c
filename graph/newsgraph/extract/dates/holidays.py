"""Days that have a name: those that fall on one day wherever they are kept."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from newsgraph.extract.dates.grammar import YEAR, Context, Reading, Rule
from newsgraph.extract.dates.interval import Granularity, one_day

_FIXED = {
    r"New\sYear['’]s\sDay": (1, 1), r"Australia\sDay": (1, 26), r"Valentine['’]s\sDay": (2, 14),
    r"(?:St\.?|Saint)\sPatrick['’]s\sDay": (3, 17), r"Anzac\sDay": (4, 25), r"May\sDay": (5, 1),
    r"Cinco\sde\sMayo": (5, 5), r"Juneteenth": (6, 19), r"Canada\sDay": (7, 1),
    r"(?:Fourth|4th)\sof\sJuly|July\sFourth": (7, 4), r"Bastille\sDay": (7, 14), r"Halloween": (10, 31),
    r"Armistice\sDay": (11, 11), r"Veterans['’]?\sDay": (11, 11), r"Christmas\sEve": (12, 24),
    r"Christmas(?:\sDay)?": (12, 25), r"Boxing\sDay": (12, 26), r"New\sYear['’]s\sEve": (12, 31),
}  # fmt: skip
_AROUND_EASTER = {
    r"Ash\sWednesday": -46, r"Palm\sSunday": -7, r"Maundy\sThursday": -3, r"Good\sFriday": -2,
    r"Easter\sMonday": 1, r"Easter(?:\sSunday)?": 0, r"Whit\sMonday": 50,
}  # fmt: skip
_THINGS = (
    r"(?:carols?|trees?|time|breaks?|cards?|shopp\w+|sales?|holidays?|parade|part(?:y|ies)|weekend|week|eggs?|gifts?"
    r"|island)\b"
)
_BEFORE = re.compile(r"\b(?:on|since|until|till|by|before|after)\s(?:the\s)?\Z", re.IGNORECASE)


def _easter(year: int) -> date:
    """Return Easter Sunday of the western churches, by the rule of 1583 (Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - leap + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _around_easter(after: int) -> Callable[[int], date]:
    return lambda year: _easter(year) + timedelta(days=after)


_DAY_OF = {f"named_{at}": _fixed(*day) for at, day in enumerate(_FIXED.values())} | {
    f"feast_{at}": _around_easter(after) for at, after in enumerate(_AROUND_EASTER.values())
}
_NAMES = "|".join(f"(?P<{group}>{name})" for group, name in zip(_DAY_OF, (*_FIXED, *_AROUND_EASTER), strict=True))


def named_day(found: re.Match[str], context: Context) -> Reading | None:
    """Return the day of a name that stands where a date does: behind a preposition, or before a year."""
    day_of = next(day_of for group, day_of in _DAY_OF.items() if found[group])
    if found["year"]:
        return Reading(Granularity.DAY, one_day(day_of(int(found["year"]))))
    which = (found["which"] or "").lower()
    if not which and not _BEFORE.search(found.string[max(0, found.start() - 12) : found.start()]):
        return None
    anchor = context.anchor
    if anchor is None:
        return Reading(Granularity.DAY, None)
    around = [day_of(year) for year in range(max(anchor.year - 2, 1), min(anchor.year + 3, 9999))]
    if which == "last":
        around = [day for day in around if day < anchor][-1:]
    elif which == "next":
        around = [day for day in around if day > anchor][:1]
    return Reading(Granularity.DAY, context.near([one_day(day) for day in around]))


NAMED_DAYS: tuple[Rule, ...] = (
    (
        re.compile(
            rf"\b(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext)\s)?(?:{_NAMES})(?![\w'’-]|\s(?:[A-Z]|{_THINGS}))(?:,?\s(?P<year>{YEAR}))?"
        ),
        named_day,
    ),
)
