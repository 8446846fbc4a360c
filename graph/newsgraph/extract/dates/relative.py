"""Dates that count from the article's own day: `yesterday`, `on Saturday`, `this past month`, `two years ago`."""

import re
from datetime import date, timedelta

from newsgraph.extract.dates.absolute import SEASON, season_of
from newsgraph.extract.dates.grammar import (
    SMALL_NUMBERS,
    WEEKDAY,
    Context,
    Reading,
    Rule,
    count,
    sooner,
    weekday_number,
)
from newsgraph.extract.dates.interval import (
    Granularity,
    Interval,
    days,
    decade_of,
    month_of,
    months_before,
    one_day,
    part,
    week_of,
    weekend_of,
    year_of,
)

_STEP = {"last": -1, "this past": -1, "past": -1, "this": 0, "next": 1, "this coming": 1, "coming": 1}
_WHICH = r"[Ll]ast|[Tt]his\spast|[Tt]his\scoming|[Tt]his|[Nn]ext"
_COUNT = rf"\d{{1,3}}|(?i:{'|'.join(sorted(SMALL_NUMBERS, key=len, reverse=True))})"
_SATURDAY = 5
_SENTENCE_START = re.compile(r"(?:\A|[.!?:;\n—–(“\"‘]\s?|[.!?][”\"’]\s)\Z")
_LASTING = re.compile(
    r"(?<!will\s)(?<!would\s)(?<!may\s)(?<!must\s)(?<!could\s)(?<!should\s)\b(?:has|have|['’]ve)\s"
    r"(?:\w+\s)?(?:been|lived|lasted|worked|waited|lain|stood|raged|run|ruled|held|served|kept|stayed|burned)\b[^.;:,()]*\Z"
)
_MEASURED_OUT = re.compile(
    r"\b(?:jailed|sentenced|banned|suspended|barred|imprisoned|remanded|appointed|elected|hired|extended|postponed|delayed"
    r"|adjourned|planned|scheduled|asked|told|ordered|booked|closed\sfor|to)\b"
)
"""Behind these the time is how long something is to last."""
_GRAIN = {
    "day": Granularity.DAY,
    "week": Granularity.WEEK,
    "weekend": Granularity.INTERVAL,
    "month": Granularity.MONTH,
    "year": Granularity.YEAR,
    "decade": Granularity.DECADE,
}


def _near_day(found: re.Match[str], context: Context) -> Reading | None:
    word = found["word"]
    if word[0].isupper() and not word.isupper():
        before = found.string[max(0, found.start() - 3) : found.start()]
        if not _SENTENCE_START.search(before):
            return None  # the newspaper, the programme
    step = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(" ".join(word.lower().split()), 0)
    if found["beyond"]:
        step *= 2
    anchor = context.anchor
    return Reading(Granularity.DAY, one_day(anchor + timedelta(days=step)) if anchor else None)


def _weekday(found: re.Match[str], context: Context) -> Reading:
    anchor = context.anchor
    if anchor is None:
        return Reading(Granularity.DAY, None)
    number = weekday_number(found["weekday"])
    if found["week"]:
        monday = sooner(anchor, anchor.weekday())
        return Reading(Granularity.DAY, one_day(monday + timedelta(days=number + 7 * _STEP[found["week"]])))
    which = _folded(found["which"])
    back, forward = (anchor.weekday() - number) % 7, (number - anchor.weekday()) % 7
    if which in ("last", "this past"):
        day = sooner(anchor, back or 7)
    elif which == "next":
        day = anchor + timedelta(days=forward or 7)
    elif which in ("this", "this coming") or context.ahead:
        day = anchor + timedelta(days=forward)
    else:
        day = sooner(anchor, back)
    return Reading(Granularity.DAY, one_day(day))


def _period(found: re.Match[str], context: Context) -> Reading | None:
    which, unit, portion = _folded(found["which"]), found["unit"], _folded(found["portion"])
    if which == "this past" and unit != "weekend":
        return None  # counted back from the day
    anchor = context.anchor
    grain = Granularity.INTERVAL if portion else _GRAIN[unit]
    if anchor is None:
        return Reading(grain, None)
    step = _STEP[which]
    if unit == "weekend" and which == "this" and context.direction < 0 and anchor.weekday() < _SATURDAY:
        step = -1
    whole = _calendar(anchor, unit, step)
    if portion in ("early", "mid", "late"):
        cut = part(whole, portion)
        return Reading(cut.granularity, cut)
    if portion == "earlier" and whole.earliest <= anchor <= whole.latest:
        return Reading(grain, days(whole.earliest, anchor))
    if portion == "later" and whole.earliest <= anchor <= whole.latest:
        return Reading(grain, days(anchor, whole.latest))
    return Reading(whole.granularity, whole)


def _calendar(anchor: date, unit: str, step: int) -> Interval:
    if unit == "week":
        return week_of(anchor + timedelta(days=7 * step))
    if unit == "weekend":
        return weekend_of(anchor + timedelta(days=7 * step))
    if unit == "month":
        day = months_before(anchor.replace(day=1), -step)
        return month_of(day.year, day.month)
    return year_of(anchor.year + step)


def _the_weekend(found: re.Match[str], context: Context) -> Reading:
    del found
    anchor = context.anchor
    if anchor is None:
        return Reading(Granularity.INTERVAL, None)
    now = anchor.weekday() >= _SATURDAY or context.ahead
    return Reading(Granularity.INTERVAL, weekend_of(anchor if now else sooner(anchor, 7)))


def _stretch(found: re.Match[str], context: Context) -> Reading | None:
    """Read a stretch that ends or begins on the article's day: `the past two weeks`."""
    if found["which"] == "next" and not found["count"]:
        return None  # the next day of a story
    if not found["count"] and (found["many"] or (found["which"] == "last" and found["unit"] == "day")):
        return None  # nobody knows how many; the last day of something
    anchor = context.anchor
    if anchor is None:
        return Reading(Granularity.INTERVAL, None)
    number = count(found["count"]) if found["count"] else 1
    if found["which"] in ("next", "coming"):
        return Reading(Granularity.INTERVAL, days(anchor, _moved(anchor, found["unit"], -number)))
    return Reading(Granularity.INTERVAL, days(_moved(anchor, found["unit"], number), anchor))


def _moved(day: date, unit: str, number: int) -> date:
    if unit in ("hour", "day", "week"):
        size = {"hour": 1, "day": 1, "week": 7}[unit]
        return sooner(day, (number // 24 or 1) if unit == "hour" else number * size)
    return months_before(day, number * {"month": 1, "year": 12, "decade": 120}[unit])


def _so_far(found: re.Match[str], context: Context) -> Reading | None:
    """Read how long something has lasted by now: `they have been on strike for two weeks`."""
    anchor = context.anchor
    lasting = _LASTING.search(found.string[max(0, found.start() - 80) : found.start()])
    if anchor is None or lasting is None or _MEASURED_OUT.search(lasting[0]):
        return None
    return Reading(Granularity.INTERVAL, days(_moved(anchor, found["unit"], count(found["count"])), anchor))


def _ago(found: re.Match[str], context: Context) -> Reading:
    unit, anchor = found["unit"], context.anchor
    grain, about = _GRAIN[unit], _folded(found["about"])
    if anchor is None or about in ("more than", "over", "at least", "less than"):
        return Reading(grain, None)
    day = _moved(anchor, unit, count(found["count"]))
    interval = {
        "day": lambda: one_day(day),
        "week": lambda: week_of(day),
        "month": lambda: month_of(day.year, day.month),
        "year": lambda: year_of(day.year),
        "decade": lambda: decade_of(day.year - day.year % 10),
    }[unit]()
    if not about:
        return Reading(grain, interval)
    # A week is written as two days, and about a week ago is neither.
    near = None if unit == "week" else Interval(interval.earliest, interval.latest, grain, f"{interval.value}~")
    return Reading(grain, near)


def _season(found: re.Match[str], context: Context) -> Reading:
    anchor = context.anchor
    if anchor is None:
        return Reading(Granularity.SEASON, None)
    name, which = found["season"].lower(), _folded(found["which"])
    known = [_season_from(year, name) for year in range(anchor.year - 2, anchor.year + 3)]
    if _STEP[which] < 0:
        return Reading(Granularity.SEASON, [season for season in known if season.latest < anchor][-1])
    if _STEP[which] > 0:
        return Reading(Granularity.SEASON, next(season for season in known if season.earliest > anchor))
    return Reading(Granularity.SEASON, context.near(known))


def _season_from(year: int, name: str) -> Interval:
    if name != "winter":
        return season_of(year, name)
    first, last = month_of(year, 12), month_of(year + 1, 2)
    return Interval(first.earliest, last.latest, Granularity.SEASON, f"{first.value}/{last.value}")


def _folded(word: str | None) -> str:
    return " ".join((word or "").lower().split())


RELATIVE: tuple[Rule, ...] = (
    (
        re.compile(
            r"(?:\b(?P<beyond>[Tt]he\sday\s(?:before(?=\s[Yy])|after(?=\s[Tt]))\s))?\b(?P<word>[Yy]esterday|YESTERDAY"
            r"|[Tt]omorrow|[Tt]oday(?!['’]s)(?<!of\stoday)|[Tt]onight|[Ll]ast\snight"
            r"|(?<!\bof\s)[Tt]his\s(?:morning|afternoon|evening))(?:\s(?:morning|afternoon|evening|night))?(?![\w-])"
        ),
        _near_day,
    ),
    (
        re.compile(
            rf"(?<!previous\s)(?<!following\s)(?<!\bthe\snext\s)(?<!\bthat\s)"
            rf"\b(?:(?P<which>{_WHICH})\s)?(?P<weekday>{WEEKDAY})(?:\s(?:morning|afternoon|evening|night))?(?![\w-])"
            r"(?:\s(?:of\s)?(?P<week>last|this|next)\sweek(?!\w))?"
        ),
        _weekday,
    ),
    (
        re.compile(
            rf"(?<!\bthe\s)\b(?:(?P<portion>[Ee]arlier|[Ll]ater|[Ee]arly|[Mm]id|[Ll]ate)[-\s])?(?<!the\s)(?<!The\s)"
            rf"\b(?P<which>{_WHICH})\s(?P<unit>weekend|week|month|year)(?![\w-])"
        ),
        _period,
    ),
    (
        re.compile(r"(?:(?<=[Oo]ver\s)|(?<=[Aa]t\s)|(?<=[Bb]y\s)|(?<=[Dd]uring\s))the\sweekend(?![\w-]|\sof\b)"),
        _the_weekend,
    ),
    (
        re.compile(
            r"\b(?:[Tt]he\s(?P<which>past|last|next|coming)|[Tt]his\spast)"
            rf"\s(?:(?P<count>{_COUNT})\s)?(?P<unit>hour|day|week|month|year|decade)"
            r"(?P<many>s?)(?![\w-]|\s(?:of|in|before|when|to)\b)"
        ),
        _stretch,
    ),
    (
        re.compile(
            rf"\b(?:(?P<about>[Aa]bout|[Nn]early|[Aa]lmost|[Aa]round|[Rr]oughly|[Mm]ore\sthan|[Oo]ver|[Aa]t\sleast"
            rf"|[Ll]ess\sthan)\s)?(?P<count>{_COUNT}|[Aa]n?)\s(?P<unit>day|week|month|year|decade)s?\sago(?!\w)"
        ),
        _ago,
    ),
    (
        re.compile(rf"(?<=\bfor\s)(?P<count>{_COUNT}|an?)\s(?P<unit>day|week|month|year|decade)s?(?![\w-]|\sof\b)"),
        _so_far,
    ),
    (re.compile(rf"(?<!the\s)\b(?P<which>{_WHICH})\s(?P<season>{SEASON})(?![\w-])"), _season),
)
