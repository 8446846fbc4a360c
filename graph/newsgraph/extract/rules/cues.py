"""What the words around a name say of it: verbs of saying, ages, roles, "in", a state behind a comma."""

import re

from newsgraph.extract.lexicon import Lexicon, straight
from newsgraph.model import Kind

_SAID = (
    "said|says|say|told|tells|added|adds|asked|asks|explained|explains|noted|notes|stated|argued|argues|replied|"
    "insisted|claimed|claims|wrote|writes|testified|recalled|announced|declared|admitted|warned|thinks|believes|"
    "hopes|died|was born|married|resigned|tweeted"
)
_PERSON_AFTER = re.compile(
    rf"(?:,? (?:also |has |had |who )?(?:{_SAID})\b|, (?:aged )?\d\d?,|, who\b| \((?:born|b\.|aged|\d\d?\))"
    r"|'s (?:wife|husband|son|daughter|mother|father|lawyer|attorney|family)\b)"
)
_APPOSED = re.compile(r", (an? |the |his |her |its |their |then |former )?((?:[\w.'’-]+ ?){1,5})")
_ROLE_BEFORE = re.compile(r"(?:^|[\s\"“(-])([a-z]+(?: [a-z]+)?),? $")
_PLACE_BEFORE = re.compile(
    r"\b(?:[Ii]n|near|outside|across|throughout|northern|southern|eastern|western|central|downtown|visited|visiting) $"
)
_CONTAINER = re.compile(r", ((?:[^\W\d_][\w.'’-]*)(?: [^\W\d_a-z][\w.'’-]*){0,2})")
_CLOSED = re.compile(
    r"[^\w\s'’-]|\s*\Z|\n| (?:and|or|on|in|at|for|to|from|of|with|by|after|before|since|during|until|when|where|who"
    r"|that|which|is|was|are|were|has|had|have|will|would|could|as|but|while|because|today|yesterday|this|last|about|over|under)\b"
)
_THE_BEFORE = re.compile(r"\b[Tt]he $")
_REACH = 48


def behind_the(text: str, start: int) -> bool:
    """Return whether "the" stands before."""
    return _THE_BEFORE.search(text, max(0, start - 5), start) is not None


def speaks_or_ages(text: str, end: int) -> bool:
    """Return whether what follows is said of a person: a verb of saying, an age, "who"."""
    return _PERSON_AFTER.match(straight(text[end : end + _REACH])) is not None


def stands_in_place(text: str, start: int) -> bool:
    """Return whether a preposition of place stands before."""
    return _PLACE_BEFORE.search(text, max(0, start - 16), start) is not None


def closes(text: str, end: int) -> bool:
    """Return whether the phrase ends with the name, so that it does not merely qualify a noun: "in Hajj stampedes"."""
    return _CLOSED.match(text, end) is not None


def container_follows(text: str, end: int, lexicon: Lexicon) -> bool:
    """Return whether a state, a province or a country follows behind a comma: the words before are a place."""
    if text[end : end + 2] != ", ":
        return False
    found = _CONTAINER.match(text, end, end + _REACH)
    if not found:
        return False
    words = straight(found[1]).rstrip(".,'").split(" ")
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length])
        known = lexicon.phrases.get(name) or lexicon.phrases.get(f"{name}.")
        known = known or lexicon.behind_comma.get(name) or lexicon.behind_comma.get(f"{name}.")
        if known:
            return known.kind is Kind.PLACE and known.value is not None
    return False


def role_before(text: str, start: int, lexicon: Lexicon) -> str | None:
    """Return the role that stands right before a name in lower case: "activist", "prime minister"."""
    found = _ROLE_BEFORE.search(text, max(0, start - 32), start)
    return _role(found[1], lexicon) if found else None


def role_after(text: str, end: int, lexicon: Lexicon) -> str | None:
    """Return the role that an apposition gives: "a spokeswoman for the union"."""
    if text[end : end + 2] != ", ":
        return None
    found = _APPOSED.match(text, end, min(len(text), end + 70))
    if not found:
        return None
    words = found[2].split(" ")
    for at in range(4 if found[1] else 1):
        for role in (" ".join(words[at : at + 2]), words[at] if at < len(words) else ""):
            if role in lexicon.roles:
                return role
    return None


def _role(words: str, lexicon: Lexicon) -> str | None:
    if words in lexicon.roles:
        return words
    last = words.rsplit(" ", 1)[-1]
    return last if last in lexicon.roles else None
