"""Whose a law is, where the words beside it tell: `California's`, `the UK's`, `Texas House Bill 20`, `(NSW)`."""

import re
from functools import cache
from typing import NamedTuple

from newsgraph.gazetteers import names, rows

_WORD = r"(?:[A-Z][\w.-]*\w\.?|[A-Z]\.?)"
_ADJECTIVE = (
    r"(?:new|own|now|landmark|controversial|sweeping|strict|tough|harsh|recent|old|proposed|revised|amended|state|federal|so-called|famous|"
    r"voter-approved|divisive|national|flagship|draft|current|existing|pending|original|restrictive|historic|contentious|disputed|main|first|"
    r"second|notorious|much-criticised|much-criticized|long-standing|embattled|1[6-9]\d\d|20\d\d)"
)
_MADE = (
    r"(?:(?:voters|lawmakers|legislators|[Ll]egislature|[Pp]arliament) )?(?:has |have |had |narrowly |also )?"
    r"(?:passed|passes|approved|approves|rejected|adopted|adopts|enacted|enacts|repealed|backed|debated|overturned) (?:its |a new )?"
)
_BEFORE = re.compile(
    rf"(?P<who>{_WORD}(?: (?:(?:of|and|the) ){{0,2}}{_WORD})*)(?P<state> state)?(?P<possessive>['’]s?)?,? "
    rf"(?:{_ADJECTIVE} )*(?:(?:[a-z][\w-]* ){{0,3}}(?:law|bill|measure|statute|legislation|rule),? (?:known as |called |dubbed )?|{_MADE})?[(“\"]?(?:the )?$"
)
_BEHIND = re.compile(
    rf"(?: in|, an?|, the|,? passed in|,? of) (?P<who>{_WORD}(?: (?:(?:of|and) )?{_WORD}){{0,3}})(?P<noun>['’]s?)?(?P<rest>(?: [a-z][\w-]*){{0,4}})"
)
_LAW_NOUN = re.compile(r"\b(?:law|bill|measure|statute|act|legislation|proposal|proposition|ordinance|initiative)\b")
_MARK = re.compile(
    r",? ?\((?P<who>NSW|Vic|Qld|WA|SA|Tas|ACT|NT|Cth|UK|U\.K\.|Ireland|India|Canada|NI|Ont\.?|Alta\.?|BC)\)"
)
_MARKS = {
    "NSW": "AU-NSW", "Vic": "AU-VIC", "Qld": "AU-QLD", "WA": "AU-WA", "SA": "AU-SA", "Tas": "AU-TAS", "ACT": "AU-ACT", "NT": "AU-NT",
    "Cth": "AU", "UK": "GB", "U.K.": "GB", "Ireland": "IE", "India": "IN", "Canada": "CA", "NI": "GB-NIR", "Ont": "CA-ON", "Ont.": "CA-ON",
    "Alta": "CA-AB", "Alta.": "CA-AB", "BC": "CA-BC",
}  # fmt: skip
_OTHERS = {
    "EU": "EU", "E.U.": "EU", "European Union": "EU", "UN": "UN", "U.N.": "UN", "United Nations": "UN", "Scottish": "GB-SCT",
    "Welsh": "GB-WLS", "English": "GB-ENG", "Northern Irish": "GB-NIR", "Philippine": "PH", "Hong Kong": "HK",
}  # fmt: skip
_SHORTENED = {
    "Cal": "US-CA", "Calif": "US-CA", "Tex": "US-TX", "Fla": "US-FL", "Va": "US-VA", "Pa": "US-PA", "Mass": "US-MA", "Ill": "US-IL", "Mo": "US-MO",
    "Md": "US-MD", "Ga": "US-GA", "Ky": "US-KY", "La": "US-LA", "Ala": "US-AL", "Wash": "US-WA", "Ore": "US-OR", "Or": "US-OR", "Del": "US-DE",
    "Me": "US-ME", "Vt": "US-VT", "Ind": "US-IN", "Miss": "US-MS", "Haw": "US-HI", "Iowa": "US-IA", "Tenn": "US-TN", "Conn": "US-CT",
}  # fmt: skip
_CAPITALS = frozenset({"Washington", "Berlin", "Mexico"})
"""Divisions that also name a seat of government, whose law may be another's."""
_WINDOW = 90


class Owner(NamedTuple):
    """A country, a division or a body whose law is meant."""

    code: str
    possessive: bool
    """Whether it is said to own the law, by a possessive, a mark or a phrase; else the name only stands beside it."""


def owner(text: str, start: int, end: int, *, division: bool = False, behind: bool = False) -> Owner | None:
    """Return whose law stands at start to end of the text, by the words before it, or behind it where `behind` says so.

    `division`: the law is of a kind that states and provinces make, so that Georgia is the state.
    """
    tail = text[max(0, start - _WINDOW) : start]
    before = _BEFORE.search(tail)
    if before:
        code = _code(before["who"], division=division or bool(before["state"]))
        if code:
            return Owner(code, bool(before["possessive"]))
    mark = _MARK.match(text, end)
    if mark:
        return Owner(_MARKS[mark["who"]], possessive=True)
    return _owner_behind(text, end, division=division) if behind else None


def _owner_behind(text: str, end: int, *, division: bool) -> Owner | None:
    match = _BEHIND.match(text, end)
    if not match:
        return None
    apposed = match[0].startswith((", a", ", the"))
    if apposed and not _LAW_NOUN.search(match["rest"]):
        return None
    code = leading_place(match["who"], division=division)
    return Owner(code[0], possessive=True) if code else None


def leading_place(name: str, *, division: bool = False, shortened: bool = False) -> tuple[str, str] | None:
    """Return the code of the place that a name begins with, and the rest of the name; `Cal.` only where `shortened`."""
    words = name.split()
    for size in range(min(5, len(words)), 0, -1):
        first = " ".join(words[:size])
        code = place_code(first, division=division)
        if not code and shortened and size == 1:
            code = _SHORTENED.get(first.rstrip("."))
        if code:
            return code, " ".join(words[size:])
    return None


def _code(who: str, *, division: bool) -> str | None:
    """Return the code of the place that the words end with; a state named as such is one even where it is a capital."""
    words = who.split()
    if len(words) > 1 and words[-1] == "State":
        words, division = words[:-1], True
    for size in range(min(6, len(words)), 0, -1):
        code = place_code(" ".join(words[-size:]), division=division)
        if code:
            return code
    return None


def place_code(name: str, *, division: bool = False) -> str | None:
    """Return the ISO code that a place name or an adjective such as `German` stands for, where it is one only."""
    division_code, country = _codes().get(name.replace("’", "'"), (None, None))
    if name in _CAPITALS and not division:
        return country
    if division_code and country:
        return division_code if division else None
    return country or division_code


@cache
def _codes() -> dict[str, tuple[str | None, str | None]]:
    """Return for each name its code as a division, and as a country or body; divisions of one name in two are left out."""
    divisions: dict[str, str] = {"Washington": "US-WA"}
    for code, full, shortened, *_ in rows("subdivisions"):
        for name in (*names(full), *(short.lstrip("~") for short in names(shortened))):
            if len(name) > 2 or name in ("NY", "NJ"):  # OR, IN and ME are words, LA is a city
                divisions.setdefault(name, code)
    countries = dict(_OTHERS)
    for code, full, *people in rows("countries"):
        # Of the words for a people the first is the adjective.
        adjectives = names(people[0])[:1] if people else ()
        for name in (*names(full), *adjectives):
            countries.setdefault(name.removeprefix("~"), code)
    return {name: (divisions.get(name), countries.get(name)) for name in sorted({*divisions, *countries})}


@cache
def place_names() -> dict[str, tuple[str, ...]]:
    """Return the names and the adjective of each country, and the names of each division, by code."""
    known = {
        code: (*names(full), *(names(people[0])[:1] if people else ())) for code, full, *people in rows("countries")
    }
    known |= {code: names(full) for code, full, *_ in rows("subdivisions")}
    return known


def only_owner(words: str) -> bool:
    """Return whether the words only say whose a law is: `Arizona's controversial `, `the U.K. `."""
    match = _BEFORE.fullmatch(words.removeprefix("the ").removeprefix("The "))
    return bool(match) and _code(match["who"], division=True) is not None  # type: ignore[index]
