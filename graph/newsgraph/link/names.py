"""Names as the lists are looked up by."""

import re
import unicodedata

_POSSESSIVE = re.compile(r"['’]s?$")
_DROPPED = re.compile(r"[.'’‘`ʼ\"“”,]")
_GAPS = re.compile(r"[\s\-‐-―_/]+")


def fold(name: str) -> str:
    """Return the name without accents, case, stops, hyphens, possessive and leading article."""
    if name.isascii() and name.replace(" ", "").isalpha() and "  " not in name:
        return _without_article(name.strip().casefold())
    plain = _POSSESSIVE.sub("", name.strip())
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _without_article(_GAPS.sub(" ", _DROPPED.sub("", plain.casefold())).strip())


def _without_article(folded: str) -> str:
    return folded.removeprefix("the ")
