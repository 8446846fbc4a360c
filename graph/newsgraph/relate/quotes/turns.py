"""Who goes on speaking: “he said”, “it added” and “they say” right behind words that have a speaker."""

import re
from dataclasses import dataclass

from newsgraph.model import Span
from newsgraph.relate.quotes.passage import Passages

_MEN = frozenset("boy brother boyfriend dad father grandfather husband king king’s monk prince son uncle".split())
_WOMEN = frozenset(
    "actress aunt daughter girl girlfriend grandmother mom mother mum nun princess queen sister widow wife".split()
)
_TITLES = re.compile(r"\b(?:(Mr|Sir|Lord|King|Prince)|Mrs|Ms|Miss|Dame|Lady|Queen|Princess)\.? \Z")
_SINGULAR = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_WORD = re.compile(r"\w+")
_BETWEEN = 2
"""At most so many words stand between a turn and the pronoun that takes it up: “But he said”."""
_FAR = 4_000


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's words: who gave them, and where."""

    speaker: str | None
    cue: Span
    sentence: Span
    content: Span | None


def is_right_behind(turn: Turn, at: int, sentence: int, passages: Passages) -> bool:
    """Return whether nothing but quoted words and a word like “but” stands between a turn and a pronoun.

    Args:
        turn: the words before.
        at: where the pronoun stands.
        sentence: where its sentence starts; words in it before the pronoun are what is said.
        passages: the article.
    """
    if not turn.cue.end <= at < turn.sentence.end + _FAR:
        return False
    if at < turn.sentence.end:
        return True
    between = passages.unquoted(Span(turn.sentence.end, max(sentence, turn.sentence.end)))
    return len(_WORD.findall(between)) <= _BETWEEN


def gender_of_noun(noun: str) -> str | None:
    """Return `m` or `f` where a noun for a person tells; else None."""
    if noun in _WOMEN or noun.endswith("woman"):
        return "f"
    return "m" if noun in _MEN or noun.endswith("man") else None


def genders(passages: Passages) -> dict[str, set[str]]:
    """Return what pronouns and titles tell of each entity: `m`, `f`, both or nothing."""
    told: dict[str, set[str]] = {}
    for named in passages.named:
        words = named.span.of(passages.text).lower()
        title = _TITLES.search(passages.text[max(0, named.span.start - 10) : named.span.start])
        found = _SINGULAR.get(words) or (("m" if title[1] else "f") if title else None)
        if found:
            told.setdefault(named.entity.id, set()).add(found)
    return told
