"""What people type into a search box, as words and phrases; nothing of it is ever read as query syntax."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from newsgraph.store.folding import words

_MOST = 48
_LONGEST = 200
_LONGEST_TEXT = 4000
_SHORTEST_START = 2
"""Nearly every article holds a word that begins with any given letter."""
_RAW_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r'["“”„«»]')


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that are to stand side by side."""

    raw: tuple[str, ...]
    """As typed."""
    folded: tuple[str, ...]
    """Without letter case and accents."""
    is_start: bool = False
    """Whether the last word may be the start of a longer one."""


def phrases(text: str, *, open_end: bool = False) -> tuple[Phrase, ...]:
    """Return what is to be found: words each for itself, words in quotation marks as one phrase.

    A word of two letters or more with a `*` behind it may be the start of a longer one; so may the last with
    `open_end`, unless a space or something else follows it. Very long input is cut.
    """
    clean = unicodedata.normalize("NFC", text[:_LONGEST_TEXT].encode("utf-8", "replace").decode())
    found: list[Phrase] = []
    for number, stretch in enumerate(_QUOTED.split(clean)):
        is_quoted = number % 2 == 1
        parts = [stretch] if is_quoted else _split(stretch)
        found += [phrase for part in parts if (phrase := _phrase(part))]
    found = found[:_MOST]
    if open_end and found and clean[-1:].isalnum():
        last = found[-1]
        found[-1] = Phrase(last.raw, last.folded, is_start=True)
    return tuple(found)


def text_query(wanted: Sequence[Phrase]) -> str:
    """Return the FTS5 query for texts, whose own tokenizer folds them."""
    return " ".join(_quoted(phrase.raw, is_start=phrase.is_start) for phrase in wanted)


def name_query(wanted: Sequence[Phrase]) -> str:
    """Return the FTS5 query for names, which are kept folded."""
    return " ".join(_quoted(phrase.folded, is_start=phrase.is_start) for phrase in wanted if phrase.folded)


def typed(wanted: Sequence[Phrase]) -> str:
    """Return the folded words with single spaces, as names are kept."""
    return " ".join(word for phrase in wanted for word in phrase.folded)


def _split(stretch: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:[’'.&-][^\W_]+)*\*?", stretch)


def _phrase(part: str) -> Phrase | None:
    raw = tuple(word[:_LONGEST] for word in _RAW_WORD.findall(part))[:_MOST]
    if not raw:
        return None
    is_start = part.endswith("*") and len(raw[-1]) >= _SHORTEST_START
    return Phrase(raw, tuple(words(" ".join(raw))), is_start)


def _quoted(parts: tuple[str, ...], *, is_start: bool) -> str:
    # Only letters and digits are left in them, so that no quotation mark can end the phrase.
    return f'"{" ".join(parts)}"{"*" if is_start else ""}'
