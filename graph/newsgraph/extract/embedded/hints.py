"""What the name lists say about the words of a sentence, as features; hints to the model, never decisions."""

from collections.abc import Sequence
from functools import lru_cache

from newsgraph.extract.embedded.pieces import Bit
from newsgraph.extract.lexicon import Lexicon, lexicon, straight
from newsgraph.model import Kind

_KINDS = {Kind.PLACE: Bit.PLACE, Kind.ORGANIZATION: Bit.ORGANIZATION, Kind.GROUP: Bit.GROUP, Kind.EVENT: Bit.EVENT}
_CASELESS = (1 << Bit.SHOUTED) | (1 << Bit.LOWERED)
_NO_SPACE_BEFORE = frozenset("-–'’.,)")
_NO_SPACE_AFTER = frozenset("-–(")


def hint_bits(forms: Sequence[str], case: int) -> list[int]:
    """Return bits for each word: listed given name or title, part of a listed place, and so on.

    `case` is the sentence's own bits: where capitals tell nothing the lists are asked in lower case.
    """
    words = lexicon()
    caseless = bool(case & _CASELESS)
    bits = [_alone(form, caseless) for form in forms]
    for start, size, kind in _phrases(forms, words, caseless=caseless):
        for at in range(start, start + size):
            bits[at] |= 1 << _KINDS[kind]
    return bits


def _alone(form: str, caseless: bool) -> int:
    return _known(form.capitalize() if caseless else form)


@lru_cache(maxsize=500_000)
def _known(form: str) -> int:
    words = lexicon()
    lower = form.lower().rstrip(".")
    checks = (
        (Bit.GIVEN_NAME, form in words.first_names or form in words.weak_first_names),
        (Bit.SURNAME, form in words.surnames),
        (Bit.TITLE_WORD, lower in words.titles or lower in words.roles),
        (Bit.COMMON, lower in words.common),
        (Bit.ORGANIZATION_WORD, form in words.organization_ends or form in words.company_ends),
        (Bit.PLACE_WORD, form in words.place_ends or form in words.place_heads),
        (Bit.EVENT_WORD, form in words.event_ends or form in words.event_heads),
    )
    return sum(1 << bit for bit, holds in checks if holds)


def _phrases(forms: Sequence[str], words: Lexicon, *, caseless: bool) -> list[tuple[int, int, Kind]]:
    """Return the listed names among the words, the longest from each start on: start, words, kind."""
    plain = [straight(form) for form in forms]
    found: list[tuple[int, int, Kind]] = []
    at = 0
    while at < len(plain):
        size, kind = _longest(plain, at, words, caseless=caseless)
        if kind in _KINDS:
            found.append((at, size, kind))
        at += size
    return found


def _longest(plain: Sequence[str], at: int, words: Lexicon, *, caseless: bool) -> tuple[int, Kind | None]:
    if not plain[at][0].isalnum() or not (caseless or plain[at][0].isupper()):
        return 1, None
    name = ""
    best: tuple[int, Kind | None] = (1, None)
    for size in range(1, min(9, len(plain) - at + 1)):
        form = plain[at + size - 1]
        name += form if not name or form[0] in _NO_SPACE_BEFORE or name[-1] in _NO_SPACE_AFTER else f" {form}"
        key = words.folded.get(name.lower(), "") if caseless else name
        listed = words.phrases.get(key)
        if listed:
            best = (size, listed.kind)
    return best
