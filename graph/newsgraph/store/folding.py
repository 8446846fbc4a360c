"""Names as people type them: letter case, accents and punctuation put aside, so that `lukasz` finds `Łukasz`."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_LONGEST_WORD = 200
"""Longer runs of letters are no words; they are cut, so that no index entry grows without bound."""

# Letters that Unicode does not take apart into a base and a mark.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "’": "'"}
)


def words(text: str) -> list[str]:
    """Return the words of the text in order, each folded: lower-case, without accents, never empty."""
    return _WORD.findall(_folded(text))


def folded(text: str) -> str:
    """Return the text's folded words with single spaces between them; empty where it has none."""
    return " ".join(words(text))


def word_places(text: str) -> list[tuple[str, int, int]]:
    """Return each word of the text as `(folded, start, end)`, counted in the text as it is given."""
    places = []
    for found in _WORD_IN_TEXT.finditer(text):
        plain = words(found[0])
        if plain:
            places.append(("".join(plain), found.start(), found.end()))
    return places


_WORD_IN_TEXT = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")


def _folded(text: str) -> str:
    lower = text.casefold()
    if lower.isascii():
        return _cut(lower)
    apart = unicodedata.normalize("NFKD", lower)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _cut(bare.casefold().translate(_PLAIN))


def _cut(text: str) -> str:
    if len(text) <= _LONGEST_WORD:
        return text
    return _WORD.sub(lambda found: found[0][:_LONGEST_WORD], text)
