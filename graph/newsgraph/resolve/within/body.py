"""A body's name as one mention gives it: whose it is, its words, whether it is an acronym or a bare kind of body."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from newsgraph import gazetteers
from newsgraph.model import Kind, Mention
from newsgraph.resolve.names import fold, organization_key
from newsgraph.resolve.within.chain import Source
from newsgraph.resolve.within.known_places import codes, peoples

_ACRONYM = re.compile(r"(?=(?:.*[A-Z]){2})[A-Z][A-Za-z0-9&/-]{1,9}|(?:[A-Z]\.){2,}[A-Z]?")
_SMALL = frozenset("of the and for in on at to de la du des del et von und der y e for & a".split())
_SWAPPED = frozenset("department ministry bureau office commission committee".split())
"""These stand before "of" or behind: the Department of Justice is the Justice Department."""


_NEVER_GENERIC = frozenset({"air", "local", "health", "order", "bar", "books", "news", "workers", "today"})
"""Words of bodies' names that do not stand for the body alone."""
_STATE = "state"
"""The owner of a state's body where the words do not say of which: “the state Senate”."""
_STATE_BODIES = frozenset("senate parliament government congress supreme court house army navy police cabinet".split())
"""What a country or a state has one of: “the Senate of the United States”."""


@dataclass(frozen=True, slots=True)
class Body:
    """What one mention says of a body."""

    mention: Mention
    shown: str
    owner: str | None
    """The code of the country or division it is of, or the folded name of another place."""
    core: str
    """Its folded name without owner and legal form."""
    acronym: bool
    generic: bool
    """Whether the words only say what kind of body it is: “the Department”."""


@cache
def heads() -> frozenset[str]:
    """Return the folded words that say what kind of body a name is of."""
    return _listed("head") | _listed("end")


@cache
def outlets() -> frozenset[str]:
    """Return the folded last words of newspapers' names."""
    return _listed("outlet")


@cache
def companies() -> frozenset[str]:
    """Return the folded words that show a company."""
    return _listed("company") | frozenset(
        "company corporation group holdings industries enterprises technologies motors airlines airways systems"
        " software pharmaceuticals energy electric stores foods hotels partners".split()
    )


@cache
def listed() -> dict[str, str]:
    """Return the key of the usual name by each listed name's key, short forms that need a cue left out."""
    return {organization_key(name): organization_key(usual) for name, usual in _rows() if not name.startswith("~")}


@cache
def listed_cores() -> dict[str, str]:
    """Return the key of the usual name by each listed name's words without their owner."""
    return {swapped(split_owner(name)[1]): usual for name, usual in listed().items()}


@cache
def families() -> dict[str, str]:
    """Return the family of each listed body by the key of its usual name: body, us, world, outlet, company."""
    return {organization_key(usual): family for family, usual, *_ in gazetteers.rows("organizations")}


def read_body(mention: Mention, source: Source, ahead: Mapping[int, Mention]) -> Body:
    """Return what a mention says of a body; `ahead` holds the mentions of places and peoples by where they end."""
    shown = source.words(mention)
    key = organization_key(shown) or fold(shown) or shown
    generic = " " not in key and (key in heads() or key in outlets()) and key not in _NEVER_GENERIC
    acronym = not generic and _ACRONYM.fullmatch(shown.removesuffix("'s").removesuffix("’s")) is not None
    owner, core = (None, key) if acronym else split_owner(key)
    if owner is None and not acronym:
        owner = _owner_ahead(mention, core, source, ahead)
    return Body(mention, shown, owner, swapped(core), acronym, generic)


def split_owner(key: str) -> tuple[str | None, str]:
    """Return the place that a folded name begins with and the rest; nothing and the name where there is none."""
    words = key.split(" ")
    for size in (3, 2, 1):
        place = " ".join(words[:size])
        rest = words[size:]
        found = codes().get(place) or (peoples()[place][0] if len(peoples().get(place, ())) == 1 else None)
        if rest and found and (rest[0] in heads() or rest[-1] in heads()) and rest[0] not in ("and", "of"):
            return found, " ".join(rest)
    before, of, place = key.rpartition(" of ")
    place = place.removeprefix("the ").removeprefix("republic of ")
    if of and (before in _STATE_BODIES or before.rpartition(" ")[2] in ("court", "army", "navy")):
        found = codes().get(place)
        return (found, before) if found else (None, key)
    return None, key


def swapped(core: str) -> str:
    """Return the name with its kind behind: `department of justice` becomes `justice department`."""
    words = core.split(" ")
    if len(words) > 2 and words[0] in _SWAPPED and words[1] in ("of", "for"):
        return " ".join([*(words[3:] if words[2] == "the" else words[2:]), words[0]])
    return core


def initials(name: str) -> frozenset[str]:
    """Return the acronyms that a name may have, folded: with and without its small words and its owner."""
    words = [word for word in re.split(r"[\s\-–/]+", name.replace("’", "'").strip()) if word[:1].isalnum()]
    made = set()
    for kept in (words, words[1:] if words[:1] in (["The"], ["the"]) else words, _without_owner(words)):
        capital = [word for word in kept if fold(word) not in _SMALL]
        made |= {"".join(word[0] for word in chosen).casefold() for chosen in (kept, capital) if len(chosen) > 1}
    return frozenset(acronym for acronym in made if len(acronym) > 1)


def _without_owner(words: Sequence[str]) -> Sequence[str]:
    place = fold(words[0]) if words else ""
    return words[1:] if place in codes() or place in peoples() else words


def _owner_ahead(mention: Mention, core: str, source: Source, ahead: Mapping[int, Mention]) -> str | None:
    """Return whose it is by the place right before: “California’s Department of Health”."""
    words = core.split(" ")
    if source.before(mention.span.start, reach=7).lower().endswith("state ") and words[-1] in heads():
        return _STATE
    if len(words) < 2 or not (words[0] in heads() or words[-1] in heads()):
        return None
    for gap in (" ", "'s ", "’s ", "' ", "’ "):
        at = mention.span.start - len(gap)
        if source.text[max(0, at) : mention.span.start] != gap:
            continue
        for end in {at, at + len(gap) - 1}:
            found = ahead.get(end)
            if found and found.span.end <= mention.span.start:
                name = fold(source.words(found))
                known = peoples().get(name, ())
                if found.kind is Kind.GROUP and len(known) != 1:
                    return None
                return codes().get(name) or (known[0] if found.kind is Kind.GROUP else found.value or name)
    return None


def _rows() -> list[tuple[str, str]]:
    return [
        (name, usual)
        for _, usual, *others in gazetteers.rows("organizations")
        for name in (usual, *(name for field in others for name in gazetteers.names(field)))
    ]


def _listed(place: str) -> frozenset[str]:
    return frozenset(
        fold(name)
        for manner, names in gazetteers.rows("organization-words")
        if manner == place
        for name in gazetteers.names(names)
    )
