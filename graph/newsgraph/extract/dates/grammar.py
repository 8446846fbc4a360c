"""The words of dates, and what every rule of the grammar is made of."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from newsgraph.extract.dates.interval import Granularity, Interval

MONTH_NAMES = "January February March April May June July August September October November December".split()
_SHORT = "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec".split()
WEEKDAY_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
).split()
SMALL_NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS, 1)} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}


def any_of(words: list[str]) -> str:
    """Return a pattern for any of the words, written small with a capital or in capitals."""
    return "|".join(form for word in words for form in (word, word.upper()))


FULL_MONTH = any_of(MONTH_NAMES)
MONTH = rf"(?:(?:{FULL_MONTH})(?!\w)|(?:{any_of(_SHORT)})(?!\w)\.?)"
WEEKDAY = rf"(?:{any_of(WEEKDAY_NAMES)})"
WEEKDAY_OR_SHORT = rf"(?:{WEEKDAY}|(?:Mon|Tues?|Weds?|Thurs?|Fri|Sat|Sun)\.?)"
COUNTED = (
    r"(?:\s(?:\w+\s)?(?:people|persons|men|women|children|residents|homes|houses|jobs|votes|miles|kilomet(?:er|re)s|feet"
    r"|met(?:er|re)s?|yards|pounds|dollars|euros|tons|tonnes|acres|hectares|troops|soldiers|workers|employees|members"
    r"|students|pupils|cases|deaths|degrees|calories|seats|cars|vehicles|copies|units|words|pages|hours|square|cubic"
    r"|officers|families|protesters|patients|horsepower|points|percent|million|billion|thousand)(?!\w)|\sper\scent|\s?%)"
)
"""What follows a number that counts things, and so is no day and no year."""
YEAR = rf"(?:1[0-9]|20)\d\d(?![\w%]|[.,:/]\d|-\w)(?!{COUNTED})"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\w|[.,:/]\d\d?(?!\d)|-(?:year|day|month|week|point|member))"
THAT_YEAR = r"(?:\s(?:of\s)?(?:that(?:\ssame)?|the\s(?:same|following|next|previous))\syear(?!\w))"
"""What makes a month one of the year told before it."""
PART = r"(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[-\s](?:in\s)?)"


@dataclass(frozen=True, slots=True)
class Reading:
    """What some words tell: how finely, and which days, where that is known."""

    granularity: Granularity
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at beside the words it has matched: the article's day, and which way the words look."""

    anchor: date | None
    direction: int = 0
    """1 where the words before tell of what is to come, -1 where they tell of what is past, 0 where they do not say."""

    @property
    def ahead(self) -> bool:
        """Whether the words before tell of what is still to come."""
        return self.direction > 0

    def near(self, candidates: list[Interval]) -> Interval | None:
        """Return the likeliest of several days or months: the nearest, the past before the future unless told ahead."""
        anchor = self.anchor
        if anchor is None or not candidates:
            return None

        def cost(interval: Interval) -> int:
            behind, before = max((anchor - interval.latest).days, 0), max((interval.earliest - anchor).days, 0)
            return behind * (6 if self.ahead else 1) + before * (40, 2, 1)[self.direction + 1]

        return min(candidates, key=cost)


Reader = Callable[[re.Match[str], Context], Reading | None]
Rule = tuple[re.Pattern[str], Reader]


def month_number(word: str) -> int:
    """Return the number of a month's name or its short form."""
    return [name[:3].lower() for name in MONTH_NAMES].index(word[:3].lower()) + 1


def weekday_number(word: str) -> int:
    """Return the number of a weekday's name, Monday being 0."""
    return [name[:3].lower() for name in WEEKDAY_NAMES].index(word[:3].lower())


def day_number(word: str) -> int:
    """Return the number of a day as written: `21st`."""
    return int(word.rstrip("stndrh"))


def count(word: str) -> int:
    """Return a small number written in words or digits; `a` counts one."""
    return int(word) if word.isdigit() else SMALL_NUMBERS.get(word.lower(), 1)


def sooner(day: date, number: int) -> date:
    """Return the day so many days earlier."""
    return day - timedelta(days=number)
