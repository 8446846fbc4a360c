"""Sentences by the numbers of their words: a sixth to a third less is left of them after compression."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

_TOKEN = re.compile(r" ?[^\W\d_]+|.", re.DOTALL)
_LEAST = 3
"""A word that comes less often takes more room in the list than it saves."""
_ONE, _TWO, _SECOND = 60, 60, 128
_FIRST_ONE, _FIRST_TWO, _FIRST_THREE = 0x80, 0xBC, 0xF8
"""Where the first bytes of codes of one, two and three bytes begin; below them stands ASCII as it is."""
_MOST = _ONE + _TWO * _SECOND + 6 * _SECOND * _SECOND
_CHARACTER, _END = b"\xfe", b"\xff"


def vocabulary(sentences: Iterable[str]) -> tuple[str, ...]:
    """Return the words that come often enough to be numbered, most frequent first, many with a space before them."""
    counts = Counter(token for sentence in sentences for token in _TOKEN.findall(sentence))
    often = ((word, count) for word, count in counts.items() if count >= _LEAST and (word[1:] or not word.isascii()))
    return tuple(word for word, _ in sorted(often, key=lambda pair: (-pair[1], pair[0]))[:_MOST])


def codes(words: Sequence[str]) -> dict[str, bytes]:
    """Return the bytes that stand for each word of a vocabulary."""
    return {word: _code(number) for number, word in enumerate(words)}


def coded(sentences: Iterable[str], known: Mapping[str, bytes]) -> bytes:
    """Return sentences as codes of known words and other characters, each ended by a byte that is in none of these."""
    found: list[bytes] = []
    for sentence in sentences:
        found += [known.get(token) or _spelt(token) for token in _TOKEN.findall(sentence)]
        found.append(_END)
    return b"".join(found)


def _code(number: int) -> bytes:
    if number < _ONE:
        return bytes([_FIRST_ONE + number])
    high, low = divmod(number - _ONE, _SECOND)
    if high < _TWO:
        return bytes([_FIRST_TWO + high, 0x80 + low])
    high, middle = divmod(high - _TWO, _SECOND)
    return bytes([_FIRST_THREE + high, 0x80 + middle, 0x80 + low])


def _spelt(token: str) -> bytes:
    if token.isascii():
        return token.encode()
    return b"".join(one.encode() if one.isascii() else _CHARACTER + ord(one).to_bytes(3, "little") for one in token)
