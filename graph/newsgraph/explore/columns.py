"""Columns of numbers and texts as bytes: what the explorer's parts are made of (docs/reference/explorer-format.md)."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

FORMAT = 3
"""Raised when pages that read the older parts cannot read these."""
MAGIC = b"ngx"
_LARGEST = 2**32


class Columns:
    """Collects the columns of one part in the order in which the page reads them."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def numbers(self, values: npt.ArrayLike) -> None:
        """Add whole numbers from 0 to 4,294,967,295, as planes: all lowest bytes, then all second bytes, and so on.

        Raises:
            ValueError: where one of them is out of that range.
        """
        column = np.asarray(values, dtype=np.int64).ravel()
        largest = int(column.max(initial=0))
        if column.min(initial=0) < 0 or largest >= _LARGEST:
            raise ValueError(f"a column holds {column.min()} to {largest}")
        width = (largest.bit_length() + 7) // 8
        planes = column.astype("<u4").view(np.uint8).reshape(-1, 4)[:, :width].T
        self._pieces += [bytes([width]), np.ascontiguousarray(planes).tobytes()]

    def signed(self, values: npt.ArrayLike) -> None:
        """Add whole numbers of either sign: 0, -1, 1, -2, … as 0, 1, 2, 3, …."""
        column = np.asarray(values, dtype=np.int64)
        self.numbers((column << 1) ^ (column >> 63))

    def texts(self, texts: Sequence[str]) -> None:
        """Add texts as one text, with a character before each that is in none of them."""
        whole = [whole_characters(text) for text in texts]
        separator = _free_character(whole)
        self.blob("".join(separator + text for text in whole).encode())

    def blob(self, content: bytes) -> None:
        """Add bytes, after their number."""
        self._pieces += [len(content).to_bytes(4, "little"), content]

    def part(self, letter: str, header: Mapping[str, Any]) -> bytes:
        """Return the part, compressed: its letter, its header, its columns."""
        return zlib.compress(self.content(letter, header), 9)

    def content(self, letter: str, header: Mapping[str, Any]) -> bytes:
        """Return the part as it is before it is compressed."""
        told = json.dumps({"format": FORMAT, **header}, ensure_ascii=True, separators=(",", ":")).encode()
        start = MAGIC + letter.encode() + len(told).to_bytes(4, "little") + told
        return b"".join((start, *self._pieces))


@dataclass(frozen=True)
class Draft:
    """A part before it is known which state of the graph it is of: that follows from all parts together."""

    letter: str
    header: Mapping[str, Any]
    columns: Columns

    def part(self, state: str) -> bytes:
        """Return the part of that state, compressed."""
        return self.columns.part(self.letter, {"snapshot": state, **self.header})


def state_of(drafts: Iterable[Draft]) -> str:
    """Return the name of the state that the parts show: the same for the same content, wherever it was made."""
    told = hashlib.sha256()
    for draft in drafts:
        content = draft.columns.content(draft.letter, draft.header)
        told.update(len(content).to_bytes(8, "little") + content)
    return told.hexdigest()[:16]


def steps(values: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Return by how much each number is more than the one before it; the first is itself."""
    found = np.array(values, dtype=np.int64)
    found[1:] -= found[:-1].copy()
    return found


def whole_characters(text: str) -> str:
    """Return the text as UTF-8 can hold it: half a surrogate pair, which is no character, becomes U+FFFD."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _free_character(texts: Iterable[str]) -> str:
    used = set().union(*texts)
    return next(character for character in map(chr, (10, *range(0xD800))) if character not in used)
