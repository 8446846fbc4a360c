"""One file as pages: as a whole, or line by line where its lines are records."""

import json
from collections.abc import Iterator
from dataclasses import replace
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
_NO_WORDS = "holds no readable text; leave it out or save it with its text"
_NO_FIELD = (
    f"has no words in any field for the article's text ({', '.join(TEXT_FIELDS)}; as HTML: {', '.join(HTML_FIELDS)}); "
    'put them into "text"'
)


def read_file(found: Found, *, limit_bytes: int) -> Iterator[Page | Skipped]:
    """Yield the pages of a file; a file that cannot be read, or a line of one, is a `Skipped`."""
    try:
        with found.path.open("rb") as opened:
            if found.media_type == "application/x-ndjson":
                yield from _records(opened, found.origin, limit_bytes)
            else:
                yield _page(opened.read(limit_bytes + 1), found, limit_bytes)
    except OSError as error:
        yield Skipped(found.origin, reason_of(error))


def _page(data: bytes, found: Found, limit_bytes: int) -> Page | Skipped:
    if len(data) > limit_bytes:
        return Skipped(found.origin, _too_long(limit_bytes))
    try:
        source = decode(data, html=found.media_type == "text/html")
        text, headings, captions, metadata = _converted(source, found.media_type)
    except UnreadableError as error:
        return Skipped(found.origin, str(error))
    except (ValueError, RecursionError) as error:
        return Skipped(
            found.origin, f"could not be read as {found.media_type} ({type(error).__name__}); save it as .txt"
        )
    if not text.strip():
        return Skipped(found.origin, _NO_WORDS)
    return Page(found.origin, found.media_type, digest(data), text, headings, captions, metadata)


def _converted(source: str, media_type: str) -> _Read:
    if media_type == "text/html":
        return read_html(source)
    if media_type == "text/markdown":
        return read_markdown(source)
    return source, (), (), Metadata()


def _too_long(limit_bytes: int) -> str:
    return f"is longer than {limit_bytes:,} bytes; cut it into smaller files or raise the limit"


def _records(opened: BinaryIO, origin: str, limit_bytes: int) -> Iterator[Page | Skipped]:
    number = records = 0
    while line := opened.readline(limit_bytes + 1):
        number += 1
        where = f"{origin}:{number}"
        if len(line) > limit_bytes and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = opened.readline(limit_bytes)
            records += 1
            yield Skipped(where, _too_long(limit_bytes))
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            records += 1
            yield _record(line.rstrip(b"\r\n"), where)
    if not records:
        yield Skipped(origin, "is empty; fill it or leave it out")


def _record(line: bytes, where: str) -> Page | Skipped:
    try:
        values = json.loads(decode(line))
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
    return Page(where, "application/x-ndjson", digest(line), text, headings, captions, found)


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
