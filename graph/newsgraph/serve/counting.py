"""An answer being written, given up once it has more rows or bytes than the server gives.

The engine writes rows by itself, far faster than rows could be handed to it from here one by one, so they are counted
in what it writes.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

_JSON_STRING = re.compile(rb'"(?:[^"\\]|\\.)*(?:"|\\?\Z)', re.DOTALL)
"""A string, the last one perhaps not yet whole."""
_Item = TypeVar("_Item")


class TooLarge(Exception):  # noqa: N818
    """An answer that is larger than the server gives; the words say what to do."""


class Counted:
    """A file that takes an answer, and counts its rows by its media type (None: there are no rows to count)."""

    def __init__(self, media: str | None, *, rows: int, size: int) -> None:
        self._content = bytearray()
        self._most_rows, self._most_bytes = rows, size
        self._rows = 0
        self._in_quotes = False
        self._form = media or ""

    def write(self, data: bytes) -> int:
        """Take the next piece.

        Raises:
            TooLarge: where the answer is too large now.
        """
        before = len(self._content)
        self._content += data
        if len(self._content) > self._most_bytes:
            megabytes = f"{self._most_bytes / 1_000_000:,.0f} MB"
            raise TooLarge(f"The answer is larger than {megabytes}; ask for less, or for parts with LIMIT and OFFSET.")
        self._rows += self._count(before)
        if self._rows > self._most_rows and self._recount() > self._most_rows:
            raise too_many(self._most_rows, "rows")
        return len(data)

    def flush(self) -> None:
        """Do nothing: the content is in memory."""

    def content(self) -> bytes:
        """Return what was written."""
        return bytes(self._content)

    def counted(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """Give the items on.

        Raises:
            TooLarge: where there are more of them than rows may be.
        """
        for count, item in enumerate(items):
            if count == self._most_rows:
                raise too_many(self._most_rows, "triples")
            yield item

    def _count(self, before: int) -> int:
        """Return how many rows began behind `before`; of JSON, at least as many as did."""
        content = self._content
        if self._form.endswith("json"):
            # The first row follows no other.
            return content.count(b"},{", max(0, before - 2)) + (1 if before == 0 else 0)
        if self._form.endswith("xml"):
            return content.count(b"<result>", max(0, before - 7))
        if self._form == "text/csv":
            return self._count_csv(content[before:]) - (1 if before == 0 else 0)
        if self._form == "text/tab-separated-values":
            return content.count(b"\n", before) - (1 if before == 0 else 0)
        return 0

    def _count_csv(self, piece: bytearray) -> int:
        parts = piece.split(b'"')
        outside = parts[1::2] if self._in_quotes else parts[0::2]
        self._in_quotes ^= len(parts) % 2 == 0
        return sum(part.count(b"\n") for part in outside)

    def _recount(self) -> int:
        if self._form.endswith("json"):
            # What parts two rows may stand in a text, too.
            self._rows = _JSON_STRING.sub(b"", self._content).count(b"},{") + 1
        return self._rows


def too_many(most: int, what: str) -> TooLarge:
    """Return what says that there are more rows, or triples, than may be."""
    return TooLarge(
        f"The answer has more than {most:,} {what}; add LIMIT {most}, ask for less, or serve with a higher --max-rows."
    )
