"""Names as keys: what two spellings must share to be compared at all."""

import re
import unicodedata

PARTICLES = frozenset("al bin da das de del della den der di do dos du el ibn la las le los ten ter van von y".split())
LEGAL_FORMS = frozenset(
    "inc corp co ltd llc llp lp plc gmbh ag sa spa nv bv ab oy asa kg se pty pte limited incorporated".split()
)
"""What may stand behind a company's name and is no part of it."""
SUFFIXES = frozenset("jr sr ii iii iv esq phd md".split())
_POSSESSIVE = re.compile(r"['’]s?$")
_DROPPED = re.compile(r"[.'’‘`\"“”]")
_GAPS = re.compile(r"[\s\-‐-―_/]+")


def fold(name: str) -> str:
    """Return the name without accents, case, stops, hyphens, possessive and leading article.

    `"the U.S."` and `"US"` fold alike, and so do `"García-López's"` and `"Garcia Lopez"`.
    """
    bare = _POSSESSIVE.sub("", name.strip())
    decomposed = unicodedata.normalize("NFKD", bare)
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()
    words = _GAPS.sub(" ", _DROPPED.sub("", plain)).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def organization_key(name: str) -> str:
    """Return the folded name without a company's legal form: `Brask Pigments Inc.` and `Brask Pigments` agree."""
    words = fold(name.replace(",", " ")).split()
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join(words)


def person_parts(name: str) -> tuple[str, ...]:
    """Return the folded words of a person's name, without suffixes such as `Jr.`."""
    parts = tuple(part.strip(",") for part in fold(name).split())
    return tuple(part for part in parts if part and part not in SUFFIXES)


def surname_parts(parts: tuple[str, ...]) -> frozenset[str]:
    """Return the words of a full name that may stand for it alone: all but the first, initials and particles.

    Spanish double surnames give two.
    """
    return frozenset(part for part in parts[1:] if len(part) > 1 and part not in PARTICLES)


def is_shortened(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Return whether the short name is the full one, in order, with words left out or cut to initials."""
    if len(short) > len(full) or not short or not _agrees(short[0], full[0]):
        return False
    rest = iter(full[1:])
    return all(any(_agrees(part, other) for other in rest) for part in short[1:])


def _agrees(left: str, right: str) -> bool:
    return left == right or (min(len(left), len(right)) == 1 and left[0] == right[0])


def readable(name: str) -> str:
    """Return the name in mixed case where it was set all in capitals, as in datelines and headlines."""
    if not name.isupper() or len(name) < 4 or "." in name:
        return name
    return " ".join(
        word.lower() if position and word.casefold() in PARTICLES else word.capitalize()
        for position, word in enumerate(name.split())
    )
