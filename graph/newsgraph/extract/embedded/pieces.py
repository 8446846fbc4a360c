"""Words as the encoder reads them: word pieces of its vocabulary, and what its lower case loses, as features."""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

CLS, SEP, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
FEATURES = 32
"""Bits a piece; see `Bit`."""
_LONGEST = 40
"""Letters of a word that are looked up; a longer one is unknown, as in BERT's own tokenizer."""


class Bit:
    """Where each feature stands in a piece's bits."""

    TITLE, UPPER, LOWER, MIXED, INITIAL, NO_LETTER = range(6)
    DIGIT, ALL_DIGITS, HYPHEN, APOSTROPHE, STOP = range(6, 11)
    FIRST_PIECE, LAST_PIECE = 11, 12
    SPACE_BEFORE, SENTENCE_START, SHOUTED, TITLED, LOWERED = range(13, 18)
    GIVEN_NAME, SURNAME, TITLE_WORD, COMMON, ORGANIZATION_WORD, PLACE_WORD, EVENT_WORD = range(18, 25)
    PLACE, ORGANIZATION, GROUP, EVENT, LAW = range(25, 30)


class Pieces(NamedTuple):
    """A word's pieces, and its own features for each."""

    ids: tuple[int, ...]
    bits: tuple[int, ...]


class Vocabulary:
    """The encoder's pieces, looked up once for each form of a word."""

    def __init__(self, pieces: Sequence[str]) -> None:
        """Take the pieces in the order of their numbers; `##` marks one that goes on a word."""
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        self._known: dict[str, Pieces] = {}
        self.cls, self.sep = self._numbers[CLS], self._numbers[SEP]

    def __call__(self, form: str) -> Pieces:
        """Return the pieces of a word in its written case; at least one."""
        found = self._known.get(form)
        if found is None:
            if len(self._known) > 500_000:
                self._known.clear()
            found = self._known[form] = self._cut(form)
        return found

    def _cut(self, form: str) -> Pieces:
        ids = [number for part in _parts(form) for number in self._part(part)] or [self._numbers[UNKNOWN]]
        shape = shape_bits(form)
        bits = [shape] * len(ids)
        bits[0] |= 1 << Bit.FIRST_PIECE
        bits[-1] |= 1 << Bit.LAST_PIECE
        return Pieces(tuple(ids), tuple(bits))

    def _part(self, part: str) -> list[int]:
        """Return the longest pieces from the left (WordPiece), or the unknown piece where one is missing."""
        found: list[int] = []
        at = 0
        while at < len(part) <= _LONGEST:
            for end in range(len(part), at, -1):
                number = self._numbers.get(("##" if at else "") + part[at:end])
                if number is not None:
                    found.append(number)
                    at = end
                    break
            else:
                break
        return found if at == len(part) else [self._numbers[UNKNOWN]]


def shape_bits(form: str) -> int:
    """Return what a word's letters look like, as bits."""
    letters = [character for character in form if character.isalpha()]
    bits = 1 << _case(letters)
    if any(character.isdigit() for character in form):
        bits |= 1 << Bit.DIGIT
        bits |= (1 << Bit.ALL_DIGITS) if form.isdigit() else 0
    if len(form) > 1:
        bits |= (1 << Bit.HYPHEN) if any(mark in form for mark in "-–") else 0
        bits |= (1 << Bit.APOSTROPHE) if any(mark in form for mark in "'’") else 0
        bits |= (1 << Bit.STOP) if "." in form else 0
    return bits


def case_bits(forms: Sequence[str]) -> int:
    """Return how a sentence uses capitals: shouted, word by word, none at all, or as usual (0)."""
    cased = [form for form in forms if form[:1].isalpha()]
    if len(cased) < 2:
        return 0
    upper = sum(form.isupper() and len(form) > 1 for form in cased)
    capital = sum(form[0].isupper() for form in cased)
    long = [form for form in cased if len(form) > 3]
    if upper > 0.7 * len(cased):
        return 1 << Bit.SHOUTED
    if not capital:
        return 1 << Bit.LOWERED
    if len(long) > 3 and sum(form[0].isupper() for form in long) > 0.8 * len(long):
        return 1 << Bit.TITLED
    return 0


def _case(letters: Sequence[str]) -> int:
    if not letters:
        return Bit.NO_LETTER
    upper = [letter.isupper() for letter in letters]
    if not any(upper):
        return Bit.LOWER
    if all(upper):
        return Bit.INITIAL if len(letters) == 1 else Bit.UPPER
    return Bit.TITLE if upper[0] and not any(upper[1:]) else Bit.MIXED


def _parts(form: str) -> list[str]:
    """Return a word in lower case without accents, cut at punctuation and at ideographs, as BERT cuts it."""
    plain = form.lower()
    if not plain.isascii():
        plain = "".join(
            character for character in unicodedata.normalize("NFD", plain) if unicodedata.category(character) != "Mn"
        ).translate(_STRAIGHT)
    if plain.isalnum() and plain.isascii():
        return [plain]
    parts: list[str] = []
    glued = False
    for character in plain:
        alone = not character.isalnum() or "\u3040" <= character <= "\u9fff"
        if alone or not glued:
            parts.append(character)
        else:
            parts[-1] += character
        glued = not alone
    return parts


_STRAIGHT = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
