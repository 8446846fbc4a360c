"""What words say of people and bodies: roles and their fields of life, forms of given names, listed names."""

import re
from functools import cache
from typing import NamedTuple

from newsgraph.gazetteers import names, rows
from newsgraph.resolve.names import fold

COURTESY = {
    **dict.fromkeys("mr sir lord señor senor don herr monsieur sr king prince".split(), "m"),
    **dict.fromkeys("mrs ms miss madam madame dame lady señora senora doña dona frau mme mlle sra queen".split(), "f"),
}
"""Words before a name that tell a man from a woman."""


class RoleKind(NamedTuple):
    """What a role word says: `role` gathers synonyms; `holders` is one, few, many, private or any."""

    role: str
    fields: frozenset[str]
    holders: str
    gender: str | None


@cache
def _roles() -> dict[str, RoleKind]:
    known = {}
    for fields, holders, gender, role, words in rows("roles"):
        kind = RoleKind(role, _fields(fields), holders, gender if gender != "-" else None)
        known.update({_plain(word): kind for word in names(words)})
    return known


def _fields(listed: str) -> frozenset[str]:
    known = listed.replace("law enforcement", "law_enforcement").split()
    return frozenset(field.replace("_", " ") for field in known if field != "-")


def _plain(words: str) -> str:
    return fold(words.replace("-", " "))


@cache
def fields_of(role: str) -> frozenset[str]:
    """Return the fields of life that a gathered role belongs to; none where the role is not on the list."""
    return next((kind.fields for kind in _roles().values() if kind.role == role), frozenset())


@cache
def holders_of(role: str) -> str:
    """Return how many hold such a role at a time: one, few, many; private or any; many where the list is silent."""
    return next((kind.holders for kind in _roles().values() if kind.role == role), "many")


def role_of(title: str) -> RoleKind | None:
    """Return what a title or role phrase says, by its longest ending on the list: "Ohio state senator" by the last two.

    Words such as "former" and "acting" in front change nothing.
    """
    words = _plain(title).split()
    for start in range(len(words)):
        if found := _roles().get(" ".join(words[start:])):
            return found
    return None


@cache
def role_pattern() -> re.Pattern[str]:
    """Return what matches a role word, the longest first; capitals aside."""
    listed = {word for *_, words in rows("roles") for word in names(words)}
    ordered = sorted(listed, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(word) for word in ordered)})(?![\w-])\.?", re.IGNORECASE)


@cache
def _given_names() -> dict[str, frozenset[str]]:
    known: dict[str, set[str]] = {}
    for number, (_, listed) in enumerate(rows("given-names")):
        for name in listed.split():
            known.setdefault(fold(name), set()).add(f"given {number}")
    return {name: frozenset(lines) for name, lines in known.items()}


def given_tokens(folded: str) -> frozenset[str]:
    """Return tokens that a given name shares with its short forms; itself where the list does not know it."""
    return _given_names().get(folded, frozenset({folded}))


def is_given_name(folded: str) -> bool:
    """Return whether a word is a given name on a list, so that alone it may be anybody's.

    The line of historical names holds surnames of the famous too, and is left out.
    """
    return folded in _given_names() or folded in _first_names()


@cache
def _first_names() -> frozenset[str]:
    listed = (name for home, line in rows("first-names") if home != "historical" for name in line.split())
    return frozenset(fold(name.removeprefix("~")) for name in listed)


@cache
def is_high_office(role: str) -> bool:
    """Return whether a role in politics has one holder at a time: a president, a governor, a mayor."""
    return holders_of(role) == "one" and "politics" in fields_of(role)


@cache
def _frequent() -> frozenset[str]:
    return frozenset(name for (line,) in rows("frequent-surnames") for name in line.split())


def is_frequent(surname: str) -> bool:
    """Return whether a family name is so frequent that a shared full name says little."""
    return surname in _frequent()


@cache
def well_known_bodies() -> dict[str, str]:
    """Return the usual name of each body on the list by each of its names, folded; names with two bearers left out."""
    known: dict[str, str] = {}
    double = set()
    for _, usual, *others in rows("organizations"):
        for name in (usual, *(name for field in others for name in names(field))):
            shown = fold(name.removeprefix("~"))
            if name.startswith("~") or known.get(shown, usual) != usual:
                double.add(shown)
            known[shown] = usual
    return {name: fold(usual) for name, usual in known.items() if name not in double}


@cache
def divisions() -> dict[str, str]:
    """Return the ISO 3166-2 code of each US state by its folded names and abbreviations: what stands behind a party."""
    known: dict[str, str] = {}
    for code, *fields in rows("subdivisions"):
        if code.startswith("US-"):
            for name in (name for field in fields[:2] for name in names(field)):
                known.setdefault(fold(name.removeprefix("~")), code)
    return known
