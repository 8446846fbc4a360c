"""Dates that name a day, a month, a year, a decade or a century by the calendar."""

import re
from datetime import date

from newsgraph.extract.dates.grammar import (
    COUNTED,
    DAY,
    FULL_MONTH,
    MONTH,
    PART,
    WEEKDAY_OR_SHORT,
    YEAR,
    Context,
    Reading,
    Rule,
    day_number,
    month_number,
    weekday_number,
)
from newsgraph.extract.dates.interval import (
    Granularity,
    Interval,
    century_of,
    days,
    decade_of,
    month_of,
    months,
    one_day,
    part,
    year_of,
    years,
)

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
).split()
_SEASONS = {"spring": (21, 3), "summer": (22, 6), "autumn": (23, 9), "fall": (23, 9), "winter": (24, 12)}
SEASON = "[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter"
_NAMED_AFTER = frozenset("March April May June August".split())
"""Months whose names are also words or names of people: alone they need a preposition before them."""
_IN = re.compile(r"\b(?:in|since|until|till|during|through|throughout)\s\Z", re.IGNORECASE)
_TO_MONTH = re.compile(rf"\s(?:to|and|through)\s(?:{FULL_MONTH})(?!\w)")
_FROM = re.compile(r"\b(?:from|between)\s\Z", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"\b(?:in|since|until|till|during|year|circa)\s\Z", re.IGNORECASE)
_WEAK_BEFORE = re.compile(r"\b(?:of|from|by|before|after|through)\s\Z", re.IGNORECASE)
_RANGE_NEXT = re.compile(r"\s(?:to|and|or)\s\d")
_PLURAL_NEXT = re.compile(r"\s[a-z]+s(?<!as)(?<!is)(?<!was)(?<!has)\b")
_OWNER_BEFORE = re.compile(r"\b(?:[Tt]he|[Aa]|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|this|that|[a-z]+['’]s)\s\Z")
_SMALL_NEXT = re.compile(r"\s(?:[a-z]{3,})\b")
_PHONE_BEFORE = re.compile(r"\b(?:call|phone|tel|fax|dial|pages?|pp|no|nos)\.?:?\s\Z", re.IGNORECASE)


def _day(found: re.Match[str], context: Context) -> Reading | None:
    month, first = month_number(found["month"]), day_number(found["day"])
    last = day_number(found["last"]) if found["last"] else first
    if last < first:
        return None
    grain = Granularity.DAY if last == first else Granularity.INTERVAL
    if found["year"]:
        interval = _span_of_days(int(found["year"]), month, first, last)
        return Reading(grain, interval) if interval else None
    if not _span_of_days(2000, month, first, last):
        return None
    anchor = context.anchor
    around = range(max(anchor.year - 1, 1), min(anchor.year + 2, 9999)) if anchor else range(0)
    possible = [interval for year in around if (interval := _span_of_days(year, month, first, last))]
    if found["weekday"]:
        number = weekday_number(found["weekday"])
        possible = [interval for interval in possible if interval.earliest.weekday() == number]
    return Reading(grain, context.near(possible))


def _span_of_days(year: int, month: int, first: int, last: int) -> Interval | None:
    try:
        begin, end = date(year, month, first), date(year, month, last)
    except ValueError:
        return None
    return one_day(begin) if begin == end else days(begin, end)


def _numeric(found: re.Match[str], context: Context) -> Reading | None:
    del context
    if found["iso_year"]:
        interval = _span_of_days(int(found["iso_year"]), int(found["iso_month"]), *[int(found["iso_day"])] * 2)
        return Reading(Granularity.DAY, interval) if interval else None
    month, day, year = int(found["first"]), int(found["second"]), int(found["year"])
    if month > 12:
        month, day = day, month
    elif day <= 12 and month != day:
        # Day and month cannot be told apart.
        return Reading(Granularity.DAY, None)
    interval = _span_of_days(year, month, day, day)
    return Reading(Granularity.DAY, interval) if interval else None


def _month(found: re.Match[str], context: Context) -> Reading:
    del context
    whole = month_of(int(found["year"]), month_number(found["month"]))
    interval = part(whole, found["part"].lower()) if found["part"] else whole
    return Reading(interval.granularity, interval)


def _bare_month(found: re.Match[str], context: Context) -> Reading | None:
    if not (found["part"] or found["which"] or found["of_year"] or _stands_alone(found)):
        return None
    grain = Granularity.INTERVAL if found["part"] else Granularity.MONTH
    anchor = context.anchor
    if anchor is None:
        return Reading(grain, None)
    number = month_number(found["month"])
    if found["of_year"]:
        year = anchor.year + {"last": -1, "this": 0, "next": 1}[found["of_year"]]
    elif found["which"] in (None, "this"):
        nearest = context.near([month_of(year, number) for year in range(anchor.year - 1, anchor.year + 2)])
        year = nearest.earliest.year if nearest and not found["which"] else anchor.year
    elif found["which"] == "next":
        year = anchor.year + (number <= anchor.month)
    else:
        year = anchor.year - (number >= anchor.month)
    whole = month_of(year, number)
    return Reading(grain, part(whole, found["part"].lower()) if found["part"] else whole)


def _stands_alone(found: re.Match[str]) -> bool:
    """Return whether a bare month is surely one: `in May`, not Mrs May, the verb, or a march."""
    text, name = found.string, found["month"]
    if name.isupper():
        return name.capitalize() not in _NAMED_AFTER
    if name not in _NAMED_AFTER:
        return True
    before = text[max(0, found.start() - 12) : found.start()]
    after = text[found.end() : found.end() + 14]
    if _FROM.search(before):
        return bool(_TO_MONTH.match(after))
    possessive = name != "March" and after[:1] in "'’" and after[:1]
    return bool(_IN.search(before)) and not possessive and not re.match(r"\s(?:[A-Z]|on\s[A-Z])", after)


def _year(found: re.Match[str], context: Context) -> Reading | None:
    del context
    number, text = int(found["year"]), found.string
    whole = year_of(number)
    if found["part"]:
        interval = part(whole, found["part"].lower())
        return Reading(interval.granularity, interval)
    before, after = text[max(0, found.start() - 14) : found.start()], text[found.end() : found.end() + 24]
    plural = bool(_PLURAL_NEXT.match(after))
    sure = bool(_YEAR_BEFORE.search(before)) and not (plural and number % 100 == 0)
    weak = number >= 1800 and bool(_WEAK_BEFORE.search(before)) and not plural and not _RANGE_NEXT.match(after)
    owned = number >= 1900 and bool(_OWNER_BEFORE.search(before)) and bool(_SMALL_NEXT.match(after))
    owned = owned and not (number % 100 == 0 and plural)
    bracketed = number >= 1900 and before[-1:] == "(" and after[:1] == ")"
    return Reading(Granularity.YEAR, whole) if sure or weak or owned or bracketed else None


def _years(found: re.Match[str], context: Context) -> Reading | None:
    del context
    first, last = int(found["first"]), int(found["last"])
    if last < 100:
        last += first - first % 100
    before = found.string[max(0, found.start() - 10) : found.start()]
    if not first < last <= first + 150 or _PHONE_BEFORE.search(before):
        return None
    if found["word"] and not (_FROM.search(before) and (found["word"] == "and") == ("etween" in before)):
        return None
    return Reading(Granularity.INTERVAL, years(first, last))


def _decade(found: re.Match[str], context: Context) -> Reading | None:
    if found["short"]:
        if context.anchor is None:
            return Reading(Granularity.DECADE, None)
        first = context.anchor.year - context.anchor.year % 100 + int(found["short"])
        whole = decade_of(first if first <= context.anchor.year else first - 100)
    elif found["decade"].endswith("00"):
        return Reading(Granularity.CENTURY, century_of(int(found["decade"]) // 100 + 1))
    else:
        whole = decade_of(int(found["decade"]))
    interval = part(whole, found["part"].lower()) if found["part"] else whole
    return Reading(interval.granularity, interval)


def _century(found: re.Match[str], context: Context) -> Reading | None:
    del context
    word = found["ordinal"].lower()
    number = int(word[:-2]) if word[0].isdigit() else _ORDINALS.index(word) + 1
    return Reading(Granularity.CENTURY, century_of(number)) if 1 <= number <= 30 else None


def _season(found: re.Match[str], context: Context) -> Reading:
    del context
    return Reading(Granularity.SEASON, season_of(int(found["year"]), found["season"].lower()))


def season_of(year: int, name: str) -> Interval:
    """Return a season of the northern half of the earth; a winter may be that in which the year begins or ends."""
    code, first = _SEASONS[name]
    value = f"{year:04}-{code}"
    if name == "winter":
        return Interval(date(year - 1, 12, 1), month_of(year + 1, 2).latest, Granularity.SEASON, value)
    return Interval(date(year, first, 1), month_of(year, first + 2).latest, Granularity.SEASON, value)


def _quarter(found: re.Match[str], context: Context) -> Reading:
    del context
    year = int(found["year"])
    if found["half"]:
        return Reading(Granularity.INTERVAL, months(year, 1, 6) if found["half"] == "first" else months(year, 7, 12))
    number = int(found["q"]) if found["q"] else "first second third fourth".split().index(found["quarter"]) + 1
    return Reading(Granularity.INTERVAL, months(year, 3 * number - 2, 3 * number))


_BOUND = r"(?<![\w.,:$£€#/–-])"
_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY_OR_SHORT}),?\s(?:the\s)?)?"
_DAYS = rf"(?P<day>{DAY})(?:(?:\s?[-–—]\s?|\s(?:to|through)\s)(?P<last>{DAY}))?"
ABSOLUTE: tuple[Rule, ...] = (
    (re.compile(rf"\b{_WEEKDAY}(?P<month>{MONTH})\s{_DAYS}(?!{COUNTED})(?:,?\s?(?P<year>{YEAR}))?"), _day),
    (re.compile(rf"{_BOUND}{_WEEKDAY}{_DAYS}\s(?:of\s)?(?P<month>{MONTH})(?:,?\s(?P<year>{YEAR}))?"), _day),
    (
        re.compile(
            r"(?<![\w./-])(?:(?P<iso_year>(?:1[6-9]|20)\d\d)-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)"
            r"|(?P<first>\d\d?)/(?P<second>\d\d?)/(?P<year>(?:19|20)\d\d))(?![\w/-])"
        ),
        _numeric,
    ),
    (re.compile(rf"\b{PART}?(?P<month>{MONTH}),?\s(?:of\s)?(?P<year>{YEAR})"), _month),
    (
        re.compile(
            rf"\b{PART}?(?:(?P<which>last|this|next|this\spast)\s)?(?P<month>{FULL_MONTH})(?![\w-]|\s\d|\sD(?:ay|AY)(?!\w))"
            r"(?:,?\s(?:of\s)?(?P<of_year>this|last|next)\syear)?"
        ),
        _bare_month,
    ),
    (
        re.compile(
            rf"{_BOUND}(?P<first>(?:1[5-9]|20)\d\d)(?:\s?[-–—]\s?|\s(?P<word>to|through|until|and)\s)"
            rf"(?P<last>(?:1[5-9]|20)\d\d|\d\d)(?![\w%/–-]|[.,:]\d)(?!{COUNTED})"
        ),
        _years,
    ),
    (re.compile(rf"(?:\b{PART}|{_BOUND})(?P<year>(?:1[5-9]|20)\d\d)(?![\w%–-]|[.,:/]\d)(?!{COUNTED})"), _year),
    (
        re.compile(
            rf"(?:\b{PART}|(?<![\w.,$£€’'‘]))(?:(?P<decade>(?:1[5-9]|20)\d0)['’]?|(?<!his\s)(?<!her\s)(?<!their\s)"
            r"['’‘](?P<short>\d0)['’]?)s(?![\w-])"
        ),
        _decade,
    ),
    (
        re.compile(
            rf"\b(?P<ordinal>\d\d?(?:st|nd|rd|th)|(?i:{'|'.join(reversed(_ORDINALS))}))[-\s]century(?!\w|\sB\.?C)"
        ),
        _century,
    ),
    (re.compile(rf"\b(?P<season>{SEASON})\s(?:of\s)?(?P<year>{YEAR})"), _season),
    (
        re.compile(
            r"\b(?:Q(?P<q>[1-4])|(?P<quarter>first|second|third|fourth)[-\s]quarter|(?P<half>first|second)\shalf)"
            rf"\s(?:(?:of|in)\s)?(?P<year>{YEAR})"
        ),
        _quarter,
    ),
)
