"""One file as pages: as a whole, or line by line where its lines are records.

First the bytes of a page, then what they hold: whoever knows the bytes already need not have them read again.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from newsgraph.ids import digest
from newsgraph.model import Metadata, Page, Span
from newsgraph.read.decode import UnreadableError, decode
from newsgraph.read.fields import HTML_FIELDS, TEXT_FIELDS, metadata_from, plain_fields, plain_name
from newsgraph.read.folders import Found
from newsgraph.read.html import is_html, read_html, read_html_field
from newsgraph.read.markdown import read_markdown
from newsgraph.read.skipped import Skipped, reason_of

_Read = tuple[str, tuple[Span, ...], tuple[Span, ...], Metadata]
_RECORDS = "application/x-ndjson"
_NO_WORDS = "holds no readable text; leave it out or save it with its text"
_NO_FIELD = (
    f"has no words in any field for the article's text ({', '.join(TEXT_FIELDS)}; as HTML: {', '.join(HTML_FIELDS)}); "
    'put them into "text"'
)


@dataclass(frozen=True, slots=True)
class RawPage:
    """The bytes of one page: a file's, or those of one line of a file of records."""

    path: Path
    line: int | None
    """The line in a file of records, counted from 1."""
    origin: str
    media_type: str
    data: bytes

    @property
    def digest(self) -> str:
        """SHA-256, in hex, of the bytes."""
        return digest(self.data)


def raw_pages(found: Found, *, limit_bytes: int) -> Iterator[RawPage | Skipped]:
    """Yield the pages of a file as bytes; a file that cannot be read, or a line of one, is a `Skipped`."""
    try:
        with found.path.open("rb") as opened:
            if found.media_type == _RECORDS:
                yield from _records(opened, found, limit_bytes)
            else:
                data = opened.read(limit_bytes + 1)
                if len(data) > limit_bytes:
                    yield Skipped(found.origin, _too_long(limit_bytes))
                else:
                    yield RawPage(found.path, None, found.origin, found.media_type, data)
    except OSError as error:
        yield Skipped(found.origin, reason_of(error))


def page_of(raw: RawPage) -> Page | Skipped:
    """Return what the bytes of a page hold."""
    return _record(raw) if raw.media_type == _RECORDS else _page(raw)


def _page(raw: RawPage) -> Page | Skipped:
    try:
        source = decode(raw.data, html=raw.media_type == "text/html")
        text, headings, captions, metadata = _converted(source, raw.media_type)
    except UnreadableError as error:
        return Skipped(raw.origin, str(error))
    except (ValueError, RecursionError) as error:
        return Skipped(raw.origin, f"could not be read as {raw.media_type} ({type(error).__name__}); save it as .txt")
    if not text.strip():
        return Skipped(raw.origin, _NO_WORDS)
    return Page(raw.origin, raw.media_type, raw.digest, text, headings, captions, metadata)


def _converted(source: str, media_type: str) -> _Read:
    if media_type == "text/html":
        return read_html(source)
    if media_type == "text/markdown":
        return read_markdown(source)
    return source, (), (), Metadata()


def _too_long(limit_bytes: int) -> str:
    return f"is longer than {limit_bytes:,} bytes; cut it into smaller files or raise the limit"


def _records(opened: BinaryIO, found: Found, limit_bytes: int) -> Iterator[RawPage | Skipped]:
    number = records = 0
    while line := opened.readline(limit_bytes + 1):
        number += 1
        where = f"{found.origin}:{number}"
        if len(line) > limit_bytes and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = opened.readline(limit_bytes)
            records += 1
            yield Skipped(where, _too_long(limit_bytes))
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            records += 1
            yield RawPage(found.path, number, where, _RECORDS, line.rstrip(b"\r\n"))
    if not records:
        yield Skipped(found.origin, "is empty; fill it or leave it out")


def _record(raw: RawPage) -> Page | Skipped:
    where = raw.origin
    try:
        values = json.loads(decode(raw.data))
    except UnreadableError as error:
        return Skipped(where, str(error))
    except (ValueError, RecursionError) as error:
        at = f" at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else ""
        return Skipped(where, f"is no JSON{at}; write one whole object on each line")
    if not isinstance(values, dict):
        return Skipped(where, 'is JSON but no object; write one such as {"text": "…", "headline": "…"}')
    read = _from_fields(values)
    if read is None or not read[0].strip():
        return Skipped(where, _NO_FIELD)
    text, headings, captions, found = read
    return Page(where, _RECORDS, raw.digest, text, headings, captions, found)


def _from_fields(values: dict[str, Any]) -> _Read | None:
    plain = plain_fields(values)
    for name in (*TEXT_FIELDS, *HTML_FIELDS):
        words = _written(plain.get(plain_name(name)))
        if not words:
            continue
        # The text that stands in a field of a name such as `story` says nothing about the article.
        given = metadata_from({other: value for other, value in plain.items() if other != plain_name(name)})
        if name in TEXT_FIELDS and not is_html(words):
            return words, (), (), given
        try:
            content, headings, captions, stated = read_html_field(words)
        except (ValueError, RecursionError):
            continue
        if content.strip():
            known = {field: value for field in given.__slots__ if (value := getattr(given, field)) is not None}
            return content, headings, captions, replace(stated, **known)
    return None


def _written(value: Any) -> str | None:
    """Return the words of a field for text; a list of paragraphs is a text too."""
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        value = "\n\n".join(value)
    return value if isinstance(value, str) and value.strip() else None
