"""What is kept of an article to compare it with others: the hashes of its runs of words, its names and its numbers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from newsgraph.model import Article, PartRole

WORDS = 4
"""A shingle is a run of so many words."""

Hashes = NDArray[np.uint64]

_WORD = re.compile(r"[^\W_]+")
# A plain single mark must be closed, or every apostrophe would open a quotation; how far away is bounded, so that time
# grows with the text only.
_QUOTED = re.compile(
    "“[^”\n]*”?|„[^“”\n]*[“”]?|«[^»\n]*»?|\"[^\"\n]*\"?|‘(?:[^’\n]|’(?=\\w))*’?|(?<!\\w)'(?:[^'\n]|'(?=\\w)){1,500}+'(?!\\w)"
)
_PARTICULAR = re.compile(r"(?<=[\w,;’')-] )(?![a-z])[^\W\d_]+|\d+(?:[.,]\d+)*")
_BYTES = 8
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_MIXERS = ((np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)), (np.uint64(27), np.uint64(0x94D049BB133111EB)))
_LAST_SHIFT = np.uint64(31)


@dataclass(frozen=True, slots=True)
class Signature:
    """A small value that stands for an article's text; about nine bytes a word."""

    article: str
    published: date | None
    shingles: bytes
    """The 64-bit hash of each different shingle, in the order of the text."""
    own: bytes
    """For each shingle 1 where, somewhere, half of its words or more stand outside quotation marks; else 0."""
    particulars: bytes
    """The 64-bit hashes of names and numbers, sorted: capitals inside sentences, and digits."""

    def hashes(self) -> Hashes:
        """Return the shingles as numbers."""
        return np.frombuffer(self.shingles, dtype=np.uint64)

    def is_own(self) -> NDArray[np.bool_]:
        """Return for each shingle whether it is the article's own wording."""
        return np.frombuffer(self.own, dtype=np.bool_)

    def details(self) -> Hashes:
        """Return the names and numbers as numbers."""
        return np.frombuffer(self.particulars, dtype=np.uint64)


def signature(article: Article) -> Signature:
    """Return the signature of an article's paragraphs, without headline, dateline, byline, subheads and captions."""
    paragraphs = tuple(_paragraphs(article))
    words, quoted = _words(paragraphs)
    shingles, own = _shingles(_hashed(words), np.asarray(quoted, dtype=np.int64))
    details = np.unique(_hashed(_particulars(paragraphs)))
    return Signature(article.id, article.published, shingles.tobytes(), own.tobytes(), details.tobytes())


def _paragraphs(article: Article) -> Iterator[str]:
    line = article.dateline.span if article.dateline else None
    for part in article.parts:
        if part.role is PartRole.PARAGRAPH:
            start, end = part.span.start, part.span.end
            if line is not None and line.start <= start < line.end:
                start = min(line.end, end)
            yield article.text[start:end]


def _words(paragraphs: Iterable[str]) -> tuple[list[str], list[int]]:
    """Return the words without case, and for each 1 where it stands in quotation marks."""
    words: list[str] = []
    quoted: list[int] = []
    for paragraph in paragraphs:
        text, done = paragraph.casefold(), 0
        for found in _QUOTED.finditer(text):
            _take(text[done : found.start()], 0, words, quoted)
            _take(found[0], 1, words, quoted)
            done = found.end()
        _take(text[done:], 0, words, quoted)
    return words, quoted


def _take(text: str, mark: int, words: list[str], quoted: list[int]) -> None:
    found = _WORD.findall(text)
    words += found
    quoted += [mark] * len(found)


def _particulars(paragraphs: Iterable[str]) -> list[str]:
    found = {word for paragraph in paragraphs for word in _PARTICULAR.findall(paragraph)}
    return sorted({word.casefold() for word in found if word[0].isupper() or word[0].isdecimal()})


def _hashed(words: list[str]) -> Hashes:
    known = {word: _hash(word) for word in set(words)}
    return np.array([known[word] for word in words], dtype=np.uint64)


@lru_cache(maxsize=1 << 16)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest(), "little")


def _shingles(words: Hashes, quoted: NDArray[np.int64]) -> tuple[Hashes, NDArray[np.bool_]]:
    """Return the different shingles in the order of the text, and which are the article's own wording."""
    count = max(0, len(words) - WORDS + 1)
    runs = np.zeros(count, dtype=np.uint64)
    foreign = np.zeros(count, dtype=np.int64)
    for at in range(WORDS if count else 0):
        runs = runs * _MULTIPLIER + words[at : at + count]
        foreign += quoted[at : at + count]
    hashes, first, place = np.unique(_mixed(runs), return_index=True, return_inverse=True)
    own = np.zeros(len(hashes), dtype=np.bool_)
    own[place[foreign * 2 <= WORDS]] = True
    order = np.argsort(first)
    return hashes[order], own[order]


def _mixed(values: Hashes) -> Hashes:
    """Return the values with every bit spread over all others (the finaliser of splitmix64)."""
    for shift, factor in _MIXERS:
        values = (values ^ (values >> shift)) * factor
    return values ^ (values >> _LAST_SHIFT)
