"""What a record, a front matter or a page's head says about an article, under the names that people use."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from newsgraph.model import Metadata

TEXT_FIELDS = ("text", "body", "content", "maintext", "articleBody", "article", "full_text", "story", "plain_text")
HTML_FIELDS = ("html", "content_html", "body_html")
_NAMES = {
    "headline": ("headline", "title", "name"),
    "byline": ("byline", "author", "authors", "creator"),
    "outlet": (
        "outlet", "publisher", "source", "source_name", "site", "site_name", "source_domain", "domain",
    ),
    "url": ("url", "link", "canonical_url", "permalink"),
    "language": ("language", "lang", "in_language"),
}  # fmt: skip
_DAYS = (
    "published", "date", "date_published", "published_at", "pub_date", "date_publish", "created_at", "publication_date",
    "date_created", "published_date", "publish_date",
)  # fmt: skip
_LONGEST = 1000
_MOST_LISTED = 20
_BY = re.compile(r"\A(?:by|von|par|por)\s+(?=\S)", re.IGNORECASE)
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
# A time of the day may follow, but nothing else.
_REST = r"(?:(?:,|\s+at|\s+[-|–])?\s*T?\d{1,2}[:.]\d\d\b.{0,40})?"
_WEEKDAY = r"(?:[A-Za-z]{3,9}\.?,?\s+)?"
_ISO = re.compile(r"(?P<year>\d{4})([-/.]?)(?P<month>\d\d)\2(?P<day>\d\d)(?!\d)")
_WRITTEN = tuple(
    re.compile(_WEEKDAY + form + r",?\s+" + _YEAR + _REST, re.IGNORECASE)
    for form in (_MONTH + r"\s+" + _DAY, _DAY + r"\.?\s+" + _MONTH)
)
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})" + _REST)
_SECONDS = (100_000_000, 4_102_444_800)
"""Numbers between these are seconds since 1970 (1973 to 2100); a thousand times as many are milliseconds."""


def metadata_from(fields: Mapping[str, Any]) -> Metadata:
    """Return the metadata in some named fields; unknown names and values of other kinds are left aside.

    Capitals, hyphens and underscores in a field's name make no difference.
    """
    plain = plain_fields(fields)
    found = {wanted: _first(plain, names) for wanted, names in _NAMES.items()}
    days = (day_of(plain.get(plain_name(name))) for name in _DAYS)
    return Metadata(
        headline=found["headline"],
        published=next((day for day in days if day), None),
        byline=_BY.sub("", found["byline"]) if found["byline"] else None,
        outlet=found["outlet"],
        url=found["url"],
        language=found["language"],
    )


def plain_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields under plain names; of two that differ only in spelling the first that holds anything counts."""
    plain: dict[str, Any] = {}
    for name, value in fields.items():
        if plain.get(plain_name(str(name))) in (None, "", [], {}):
            plain[plain_name(str(name))] = value
    return plain


def plain_name(name: str) -> str:
    """Return a field's name as it is looked up: `datePublished`, `date_published` and `Date-Published` are one."""
    return re.sub(r"[\s_-]+", "", name).lower()


def day_of(value: Any) -> date | None:
    """Return the day that a field's value states: words, seconds or milliseconds since 1970, or neither (None)."""
    if isinstance(value, str):
        return day_from(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return (day_from(str(value)) if isinstance(value, int) and len(str(value)) == 8 else None) or _since_1970(value)


def day_from(words: str | None) -> date | None:
    """Return the day that a date or a time is written for, or None where that is unclear; the clock is not asked.

    The day is the one that stands there, in the time zone that it stands in.
    """
    words = (words or "").strip()[:100]
    iso = _ISO.match(words)
    if iso:
        return _day(int(iso["year"]), int(iso["month"]), int(iso["day"]))
    for form in _WRITTEN:
        written = form.fullmatch(words)
        if written and (month := _month(written["month"])):
            return _day(int(written["year"]), month, int(written["day"]))
    numbers = _NUMBERS.fullmatch(words)
    if numbers:
        return _from_numbers(int(numbers[1]), int(numbers[3]), int(numbers[4]), dotted=numbers[2] == ".")
    if re.fullmatch(r"\d{9,13}(?:\.\d{1,9})?", words):
        return _since_1970(float(words))
    try:
        return parsedate_to_datetime(words).date() if re.search(r"[A-Za-z]{3}", words) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int | None:
    full = "january february march april may june july august september october november december".split()
    name = name.lower()
    return _MONTHS.get(name[:3]) if name == "sept" or any(name in (month, month[:3]) for month in full) else None


def _from_numbers(first: int, second: int, year: int, *, dotted: bool) -> date | None:
    """Return a day in numbers; dots put the day first, and otherwise only a number above 12 tells which it is."""
    if dotted or first > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


def _since_1970(value: float) -> date | None:
    low, high = _SECONDS
    for number in (value, value / 1000):
        if low <= number < high:
            return datetime.fromtimestamp(number, UTC).date()
    return None


def _first(fields: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    return next((words for name in names if (words := _words(fields.get(plain_name(name))))), None)


def _words(value: Any) -> str | None:
    if isinstance(value, bool) or value is None:
        return None
    said = ", ".join(_said(value))
    clean = " ".join("".join(sign if sign.isprintable() else " " for sign in said[:_LONGEST]).split())
    return clean or None


def _said(value: Any, depth: int = 0) -> Iterator[str]:
    """Yield the words of a value: its own, its name's, or those of the things it lists."""
    if isinstance(value, str) or (isinstance(value, int | float) and not isinstance(value, bool)):
        yield str(value)[:_LONGEST].strip()
    elif isinstance(value, Mapping) and depth < 3:
        yield from _said(value.get("name") or value.get("Name"), depth + 1)
    elif isinstance(value, list | tuple) and depth < 3:
        for item in value[:_MOST_LISTED]:
            yield from filter(None, _said(item, depth + 1))
