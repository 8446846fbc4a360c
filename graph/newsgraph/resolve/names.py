"""Names as keys: what two spellings must share to be compared at all, and what two given names have in common."""

import re
import unicodedata
from functools import cache, lru_cache

from newsgraph import gazetteers

PARTICLES = frozenset("al bin da das de del della den der di do dos du el ibn la las le los ten ter van von y".split())
LEGAL_FORMS = frozenset(
    "inc corp co ltd llc llp lp plc gmbh ag sa spa nv bv ab oy asa kg se pty pte limited incorporated".split()
)
"""What may stand behind a company's name and is no part of it."""
SUFFIXES = frozenset("jr sr ii iii iv esq phd md junior senior obe mbe cbe dbe kbe frs mp mep".split())
_GENERATIONS = {"junior": "jr", "senior": "sr", "jr": "jr", "sr": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_POSSESSIVE = re.compile(r"['’]s?$")
_DROPPED = re.compile(r"[.'’‘`\"“”]")
_GAPS = re.compile(r"[\s\-‐-―_/]+")
_RUN_OF_INITIALS = re.compile(r"\b([^\W\d_])\.(?=[^\W\d_]\b)")
_PAIR_OF_INITIALS = re.compile(r"^([A-Z])([A-Z])\b(?=[ .])")
_QUOTED = re.compile(r"\s*[“\"‘(]([^“”\"‘’()]+)[”\"’)](?=\s)")


@lru_cache(maxsize=1 << 14)
def fold(name: str) -> str:
    """Return the name without accents, case, stops, hyphens, possessive and leading article.

    `"the U.S."` and `"US"` fold alike, and so do `"García-López's"` and `"Garcia Lopez"`.
    """
    bare = _POSSESSIVE.sub("", name.strip())
    if not bare.isascii():
        decomposed = unicodedata.normalize("NFKD", bare)
        bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    words = _GAPS.sub(" ", _DROPPED.sub("", bare.casefold())).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def organization_key(name: str) -> str:
    """Return the folded name without a company's legal form: `Brask Pigments Inc.` and `Brask Pigments` agree."""
    words = fold(name.replace(",", " ").replace("&", " and ")).split()
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join(words)


def person_parts(name: str) -> tuple[str, ...]:
    """Return the folded words of a person's name, without suffixes such as `Jr.` and nicknames in quotes.

    Initials are parts of their own, however they are written: `J.D. Vance`, `J. D. Vance` and `JD Vance` agree.
    """
    bare = _QUOTED.sub("", name) if name.strip()[:1].isalpha() else name
    bare = _RUN_OF_INITIALS.sub(r"\1. ", bare)
    if not bare.isupper():
        bare = _PAIR_OF_INITIALS.sub(r"\1 \2", bare.strip())
    parts = [stripped for part in fold(bare).split() if (stripped := part.strip(",()"))]
    while len(parts) > 1 and parts[-1] in SUFFIXES:
        parts.pop()
    return tuple(part for part in parts if part not in SUFFIXES or len(parts) == 1)


def nickname(name: str) -> str:
    """Return the folded nickname that a name carries in quotes, or nothing: `tillie` in `Ottilie “Tillie” Brandt`."""
    found = _QUOTED.search(name) if name.strip()[:1].isalpha() else None
    return fold(found[1]) if found else ""


def generation(name: str) -> str:
    """Return what tells namesakes of one family apart: `jr`, `sr`, `ii`, `iii`, `iv`, or nothing."""
    words = [word.strip(",") for word in fold(name).split()]
    return _GENERATIONS.get(words[-1], "") if len(words) > 1 else ""


def surname_parts(parts: tuple[str, ...]) -> frozenset[str]:
    """Return the words of a full name that may stand for it alone: all but the first, initials and particles.

    Spanish double surnames give two.
    """
    return frozenset(part for part in parts[1:] if len(part) > 1 and part not in PARTICLES)


def is_shortened(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Return whether the short name is the full one, in order, with words left out or cut to initials.

    A middle initial must agree with the very next word: `George W. Bush` is no short form of `George H. W. Bush`.
    """
    if len(short) > len(full) or not short or not _agrees(short[0], full[0]):
        return False
    at = 1
    for part in short[1:]:
        while len(part) > 1 and at < len(full) and not _agrees(part, full[at]):
            at += 1
        if at >= len(full) or not _agrees(part, full[at]):
            return False
        at += 1
    return True


def same_given(left: str, right: str) -> bool:
    """Return whether two folded given names may be one: equal, an initial of the other, or forms on the list."""
    return _agrees(left, right) or not _forms().get(left, frozenset()).isdisjoint(_forms().get(right, frozenset()))


def usual_gender(given: str) -> str | None:
    """Return `f` or `m` where the list gives a folded given name to one alone: a veto, never a proof."""
    return _genders().get(given)


def _agrees(left: str, right: str) -> bool:
    return left == right or (min(len(left), len(right)) == 1 and left[0] == right[0])


@cache
def _forms() -> dict[str, frozenset[int]]:
    """Return the lines of the list on which each name stands."""
    lines: dict[str, frozenset[int]] = {}
    for number, (_, listed) in enumerate(gazetteers.rows("given-names")):
        for name in listed.split():
            lines[fold(name)] = lines.get(fold(name), frozenset()) | {number}
    return lines


@cache
def _genders() -> dict[str, str]:
    given: dict[str, set[str]] = {}
    for gender, listed in gazetteers.rows("given-names"):
        for name in listed.split():
            given.setdefault(fold(name), set()).add(gender)
    return {name: min(genders) for name, genders in given.items() if len(genders) == 1 and "-" not in genders}


def readable(name: str) -> str:
    """Return the name in mixed case where it was set all in capitals, as in datelines and headlines."""
    if not name.isupper() or len(name) < 4 or "." in name:
        return name
    return " ".join(
        word.lower() if position and word.casefold() in PARTICLES else word.capitalize()
        for position, word in enumerate(name.split())
    )
