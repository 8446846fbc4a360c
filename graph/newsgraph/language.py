"""The language of a text, where its words leave no doubt."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_OWN = frozenset(
    "the and that with from said his its this they their which would were been has not but who what there she when"
    " than about after could should because you your our".split()
)
"""Common words of English that hardly another language of newspapers uses in any meaning."""
_SHARED = frozenset("of to in a for was on is as at by he it her be are have had will an or one more we".split())
"""Common words of English that others have too: Hungarian `a`, Dutch `was` and `of`, Danish `for` and `at`."""
_ENGLISH_SHARE = 0.2
"""Running English has 40 to 60 of these in a hundred words without capitals, other languages few."""
_OWN_SHARE = 0.25
_FEWEST = 12
"""Words below which nothing is said of a text in Latin letters that is not plainly English."""
_RUNNING = 0.45
"""A list of names has a smaller share of words without capitals; the names tell nothing of the text's language."""
_SURE, _SURE_OF_SHOUTED, _SURE_OF_SCRIPT = 0.6, 0.9, 0.3
"""Probabilities from which on a language is named; capitals throughout hide whether the words are all names."""
_ENGLISH_AT_MOST = 0.01
_FOREIGN_LETTERS = 1 / 3
"""Less than half: an ideograph says more than a letter, and foreign bodies and brands keep their Latin letters."""
_READ = 4000
"""Characters that decide."""
_WIDER = {"wuu": "zh", "yue": "zh", "ary": "ar", "arz": "ar", "hbo": "he", "grc": "el", "nn": "no"}
"""What news is written in, for the spoken or older forms that the identifier tells apart."""
_NO_LANGUAGE = "zxx"
UNDETERMINED = "und"
"""ISO 639-2 for a language that is not known."""


def recognised(text: str) -> str | None:
    """Return the ISO 639 code of the text's language, or None where it is too short or mixed to tell.

    Text in a script other than Latin is never None: where the language stays unknown it is `und`.
    """
    start = unicodedata.normalize("NFKC", text[:_READ])
    words = _WORD.findall(start)
    running = _running(words)
    if len(words) >= 5 and _is_plain_english(running):
        return "en"
    if _mostly_foreign_letters(words):
        code, sureness, _ = _likeliest(start)
        return code if sureness >= _SURE_OF_SCRIPT else UNDETERMINED
    if len(words) < _FEWEST or len(running) < _RUNNING * len(words):
        return None
    code, sureness, english = _likeliest(start)
    sure = _SURE_OF_SHOUTED if _shouted(words) else _SURE
    return code if sureness >= sure and (code == "en" or english <= _ENGLISH_AT_MOST) else None


def is_english(code: str | None) -> bool:
    """Return whether a language code, with or without a region, may be English: an unknown language may.

    `und` may not: `recognised` gives it to text that is not in Latin letters.
    """
    return not code or code.replace("_", "-").partition("-")[0].strip().lower() in ("", "en", "eng", "english")


def _running(words: Sequence[str]) -> list[str]:
    """Return the words without capitals; all, in lower case, where capitals tell nothing."""
    if _shouted(words):
        return [word.lower() for word in words]
    return [word for word in words if word == word.lower()]


def _shouted(words: Sequence[str]) -> bool:
    return sum(word.isupper() and len(word) > 1 for word in words) > 0.5 * len(words)


def _is_plain_english(running: Sequence[str]) -> bool:
    own = sum(word in _OWN for word in running)
    common = own + sum(word in _SHARED for word in running)
    return own > 0 and common >= _ENGLISH_SHARE * len(running) and own >= _OWN_SHARE * common


def _mostly_foreign_letters(words: Sequence[str]) -> bool:
    letters = [letter for word in words for letter in word if letter.isalpha()]
    foreign = sum(letter > "\u02ff" and not unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return foreign > _FOREIGN_LETTERS * len(letters)


def _likeliest(text: str) -> tuple[str, float, float]:
    """Return the likeliest language, its probability, and that of English."""
    found: defaultdict[str, float] = defaultdict(float)
    for code, share in _identifier().rank(text):
        if code != _NO_LANGUAGE:
            found[_WIDER.get(str(code), str(code))] += float(share)
    likeliest = max(sorted(found), key=lambda code: found[code])
    return likeliest, found[likeliest], found["en"]


@cache
def _identifier() -> Any:
    """Return py3langid's naive Bayes model over byte n-grams (Lui and Baldwin 2012); half a second, only when asked."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
