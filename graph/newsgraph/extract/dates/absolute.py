"""Dates that name a day, a month, a year, a decade or a century by the calendar."""

import re
from dataclasses import replace
from datetime import date

from newsgraph.extract.dates.grammar import (
    COUNTED,
    DAY,
    FULL_MONTH,
    MONTH,
    PART,
    THAT_YEAR,
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
    joined,
    month_of,
    one_day,
    part,
    year_of,
    years,
)
from newsgraph.extract.dates.periods import STEP_OF_YEAR, week_from

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
).split()
_SEASONS = {"spring": (21, 3), "summer": (22, 6), "autumn": (23, 9), "fall": (23, 9), "winter": (24, 12)}
SEASON = "[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter"
_NAMED_AFTER = frozenset("March April May June August".split())
"""Months whose names are also words or names of people: alone they need a preposition before them."""
_IN = re.compile(
    r"\b(?:in|since|until|till|by|during|through|throughout|(?:end|beginning|start|middle|month)\sof|months\sto)\s\Z",
    re.IGNORECASE,
)
_TO_MONTH = re.compile(rf"\s(?:to|and|through)\s(?:{FULL_MONTH})(?!\w)")
_FROM = re.compile(r"\b(?:from|between)\s\Z", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|until|till|during|year|circa|dat(?:es|ed|ing)\s(?:back\s)?(?:from|to))\s"
    r"(?:(?:both\s)?(?:\d{4},?\s(?:(?:and|or)\s)?){1,4})?\Z",
    re.IGNORECASE,
)
_CLASS_BEFORE = re.compile(r"\b(?:class|model|vintage)\sof\s\Z", re.IGNORECASE)
_LABEL_NEXT = re.compile(r"\s(?:block|models?|editions?|vintage)(?!\w)")
_OLD_NEXT = re.compile(
    r"[,.;:)]|\Z|\s(?:the|an?|by|when|and|or|it|he|she|they|was|were|to|at|on|after|his|her|its|their|as)\s"
)
"""What follows a year before 1500, which without it is as often a number of things."""
_WEAK_BEFORE = re.compile(r"\b(?:of|from|by|before|after|through|prior\sto)\s\Z", re.IGNORECASE)
_RANGE_NEXT = re.compile(r"\s(?:to|and|or)\s\d")
_PLURAL_NEXT = re.compile(r"\s[a-z]+s(?<!as)(?<!is)(?<!was)(?<!has)\b")
_OWNER_BEFORE = re.compile(r"\b(?:[Tt]he|[Aa]|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|this|that|[A-Za-z]+['’]s)\s\Z")
_SMALL_NEXT = re.compile(r"\s(?!(?:twice|once|again|and|with|from|was|has|had|for|the|but|when|who|will)\b)[a-z]{3,}\b")
_EVENT_NEXT = re.compile(
    r"\s(?:[A-Z][\w'’-]*\s){1,4}(?:tragedy|massacres?|elections?|attacks?|invasion|war|crisis|summit|bombings?|earthquake|fire"
    r"|flood|hurricane|disaster|revolution|coup|strikes?|riots?|protests?|uprising|conference|campaign|season|budget"
    r"|festival|tour|final|accord|agreement|murders?|killings?|shootings?|raids?|trial|referendum|census)(?!\w)"
)
"""What happened in the year before it: `the 1999 Interlaken tragedy`, not `the 1999 Honda`."""
_PHONE_BEFORE = re.compile(r"\b(?:call|phone|tel|fax|dial|pages?|pp|no|nos)\.?:?\s\Z", re.IGNORECASE)


def _day(found: re.Match[str], context: Context) -> Reading | None:
    month, first = month_number(found["month"]), day_number(found["day"])
    last = day_number(found["last"]) if found["last"] else first
    if last < first:
        return None
    grain = Granularity.DAY if last == first else Granularity.INTERVAL
    if found["also"]:
        if found["last"] or day_number(found["also"]) != first + 1:
            return None
        grain, last = Granularity.INTERVAL, first + 1
    if found["year"]:
        interval = _span_of_days(int(found["year"]), month, first, last)
        return Reading(grain, interval) if interval else None
    if not _span_of_days(2000, month, first, last):
        return None
    anchor = context.anchor
    if found["of_year"] and anchor:
        interval = _span_of_days(anchor.year + STEP_OF_YEAR[found["of_year"]], month, first, last)
        return Reading(grain, interval) if interval else None
    around = range(max(anchor.year - 1, 1), min(anchor.year + 2, 9999)) if anchor else range(0)
    possible = [interval for year in around if (interval := _span_of_days(year, month, first, last))]
    if found["weekday"]:
        number = weekday_number(found["weekday"])
        possible = [interval for interval in possible if interval.earliest.weekday() == number]
    return Reading(grain, context.near(possible))


def _week(found: re.Match[str], context: Context) -> Reading | None:
    return week_from(_day(found, context), found["week"])


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
    if found["dotted"]:
        interval = _span_of_days(int(found["dotted"]), int(found["dotted_month"]), *[int(found["dotted_day"])] * 2)
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
        year = anchor.year + STEP_OF_YEAR[found["of_year"]]
    elif (which := (found["which"] or "this").lower()) == "this":
        nearest = context.near([month_of(year, number) for year in range(anchor.year - 1, anchor.year + 2)])
        year = nearest.earliest.year if nearest and not found["which"] else anchor.year
    elif which == "next":
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
    before = text[max(0, found.start() - 14) : found.start()]
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
    before, after = text[max(0, found.start() - 50) : found.start()], text[found.end() : found.end() + 60]
    if _LABEL_NEXT.match(after) or _CLASS_BEFORE.search(before) or (number < 1500 and not _OLD_NEXT.match(after)):
        return None
    plural = bool(_PLURAL_NEXT.match(after))
    sure = bool(_YEAR_BEFORE.search(before)) and not (plural and number % 100 == 0)
    weak = number >= 1800 and bool(_WEAK_BEFORE.search(before)) and not plural and not _RANGE_NEXT.match(after)
    owned = (
        number >= 1900
        and bool(_OWNER_BEFORE.search(before))
        and bool(_SMALL_NEXT.match(after) or _EVENT_NEXT.match(after))
    )
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
    elif found["decade"].endswith("00") and found["decade"] != "2000":
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


def _season(found: re.Match[str], context: Context) -> Reading | None:
    del context
    if found["second"]:
        year = int(found["years"])
        if found["season"].lower() != "winter" or int(found["second"]) % 100 != (year + 1) % 100:
            return None
        first, last = month_of(year, 12), month_of(year + 1, 2)
        return Reading(Granularity.SEASON, replace(joined(first, last), granularity=Granularity.SEASON))
    return Reading(Granularity.SEASON, season_of(int(found["year"]), found["season"].lower()))


def season_of(year: int, name: str) -> Interval:
    """Return a season of the northern half of the earth; a winter may be that in which the year begins or ends."""
    code, first = _SEASONS[name]
    value = f"{year:04}-{code}"
    if name == "winter":
        return Interval(date(year - 1, 12, 1), month_of(year + 1, 2).latest, Granularity.SEASON, value)
    return Interval(date(year, first, 1), month_of(year, first + 2).latest, Granularity.SEASON, value)


_BOUND = r"(?<![\w.,:$£€#/–-])"
_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY_OR_SHORT}),?\s(?:the\s)?)?"
_NAMED_PLACE = (
    r"\s(?:Bridge|Street|Square|Avenue|Airport|Stadium|University|Movement|Fund|Foundation|Group|Brigade|Park|Hospital|Road)"
    r"(?!\w)"
)
_THAT_YEAR = r"(?:,?\s(?:of\s)?(?P<of_year>this|last|next)\syear)?"
_ALSO = rf"(?:\sand\s(?P<also>{DAY})(?=[,.;]|\s(?:in|at|to|with|for)\b))?"
_DAYS = rf"(?P<day>{DAY})(?:(?:\s?[-–—]\s?|\s(?:to|through)\s)(?P<last>{DAY}))?"
_MONTH_FIRST = (
    rf"{_WEEKDAY}(?P<month>{MONTH})\s(?:the\s)?{_DAYS}{_ALSO}(?!{COUNTED})(?:,?\s?(?P<year>{YEAR})|{_THAT_YEAR})"
)
_DAY_FIRST = (
    rf"{_WEEKDAY}{_DAYS}{_ALSO}\s(?:of\s)?(?P<month>{MONTH})(?!{_NAMED_PLACE})"
    rf"(?:,?\s(?P<year>{YEAR})|{_THAT_YEAR})"
)
_WEEK = r"\bweek\s(?P<week>of|beginning|starting)\s"
ABSOLUTE: tuple[Rule, ...] = (
    (re.compile(rf"\b{_MONTH_FIRST}"), _day),
    (re.compile(rf"{_BOUND}{_DAY_FIRST}"), _day),
    (re.compile(_WEEK + _MONTH_FIRST), _week),
    (re.compile(_WEEK + _DAY_FIRST), _week),
    (
        re.compile(
            r"(?<![\w./-])(?:(?P<iso_year>(?:1[6-9]|20)\d\d)-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)"
            r"|(?P<first>\d\d?)/(?P<second>\d\d?)/(?P<year>(?:19|20)\d\d)"
            r"|(?P<dotted_day>\d\d?)\.(?P<dotted_month>\d\d?)\.(?P<dotted>(?:19|20)\d\d))"
            r"(?!\.?\d|T(?!\d\d:)|[A-SU-Za-z_/-])"
        ),
        _numeric,
    ),
    (re.compile(rf"\b{PART}?(?P<month>{MONTH}),?\s(?:of\s)?(?P<year>{YEAR})"), _month),
    (
        re.compile(
            rf"\b{PART}?(?:(?P<which>[Ll]ast|[Tt]his\spast|[Tt]his|[Nn]ext)\s)?(?<!\d\s)(?P<month>{FULL_MONTH})"
            rf"(?![\w-]|\s\d|\sD(?:ay|AY)(?!\w)|{THAT_YEAR}|{_NAMED_PLACE}){_THAT_YEAR}"
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
    (re.compile(rf"(?:\b{PART}|{_BOUND})(?P<year>(?:1\d|20)\d\d)(?![\w%–-]|[.,:/]\d)(?!{COUNTED})"), _year),
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
    (
        re.compile(
            rf"\b(?P<season>{SEASON})\s(?:of\s)?(?:(?P<year>{YEAR})"
            rf"|(?P<years>(?:1[5-9]|20)\d\d)[-–/](?P<second>(?:\d\d)?\d\d)(?!\w))"
        ),
        _season,
    ),
)
