"""What a record, a front matter or a page's head says about an article, under the names that people use."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from newsgraph.model import Metadata

_NAMES = {
    "headline": ("headline", "title"),
    "published": ("published", "date", "published_at", "date_published", "datePublished", "pubdate"),
    "byline": ("byline", "author", "authors"),
    "outlet": ("outlet", "publisher", "source", "site", "sitename"),
    "url": ("url", "link", "permalink"),
    "language": ("language", "lang"),
}
_FORMS = ("%d %B %Y", "%B %d, %Y", "%b %d, %Y", "%d %b %Y", "%B %d %Y", "%Y/%m/%d", "%d.%m.%Y", "%Y%m%d")
_LONGEST = 1000


def metadata_from(fields: Mapping[str, Any]) -> Metadata:
    """Return the metadata in some named fields; unknown names and values of other kinds are left aside."""
    lowered = {str(name).strip().lower(): value for name, value in fields.items()}
    found = {wanted: _first(lowered, names) for wanted, names in _NAMES.items()}
    return Metadata(
        headline=found["headline"],
        published=day_from(found["published"]),
        byline=found["byline"],
        outlet=found["outlet"],
        url=found["url"],
        language=found["language"],
    )


def day_from(words: str | None) -> date | None:
    """Return the day that a date or a time is written for, or None where that is unclear; the clock is not asked."""
    if not words:
        return None
    words = words.strip()
    if re.match(r"\d{4}-\d\d-\d\d(?!\d)", words):
        return _or_none(lambda: date.fromisoformat(words[:10]))
    for form in _FORMS:
        day = _or_none(lambda form=form: datetime.strptime(words, form).date())
        if day:
            return day
    return _or_none(lambda: parsedate_to_datetime(words).date())


def _or_none(made: Any) -> date | None:
    try:
        result: date = made()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return result


def _first(fields: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        words = _words(fields.get(name.lower()))
        if words:
            return words
    return None


def _words(value: Any) -> str | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        value = str(value)
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, list | tuple):
        value = ", ".join(filter(None, (_words(item) for item in value[:20] if not isinstance(item, list))))
    if not isinstance(value, str):
        return None
    clean = " ".join("".join(sign if sign.isprintable() else " " for sign in value[:_LONGEST]).split())
    return clean or None
