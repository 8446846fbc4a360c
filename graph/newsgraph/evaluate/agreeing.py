"""Whether a link of ours means what a gold target means: an address, or a title of Wikipedia.

Our lists know GeoNames, registers and official sites, not Wikipedia; so a title is compared with the name that the
linked thing has on its list. The rule:

* An address agrees with the same address, or with one that our lists hold for the same person.
* A title is its name and its qualifiers: `Phoenix, Arizona` and `Georgia (country)` have one each.
* A place agrees where one of its names on GeoNames is the title's name, accents and case aside, and each qualifier
  that names a place is its division or country. `(country)`, `(state)`, `(province)` and `(city)` must be what it is;
  of other brackets nothing is asked. A title without a qualifier is the most populous town of its name, or a country
  or division. Of places too small to be on our list of towns only the list's own label is looked at.
* A person agrees where the surnames are the same and one name is the other with words left out or cut to initials.
* Anything else agrees where the names are the same, `the`, `United States` and `U.S.` in front or behind aside; or
  where our list of organizations has the title as another name of the linked one (`NATO`).
"""

import re
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote

from newsgraph import gazetteers
from newsgraph.link import other_identifiers
from newsgraph.model import Link
from newsgraph.resolve.names import fold, is_shortened, person_parts

_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*$")
_GEONAMES = re.compile(r"https?://(?:sws|www)\.geonames\.org/(\d+)/?")
_COUNTRY, _DIVISION, _TOWN = "country", "division", "town"
_RANKS = {
    "country": _COUNTRY, "state": _DIVISION, "u.s. state": _DIVISION, "province": _DIVISION, "city": _TOWN,
    "town": _TOWN, "capital": _TOWN, "nation": _COUNTRY,
}  # fmt: skip
_OWNER = re.compile(r"^(?:united states|us) (?=\w)| of the united states(?: of america)?$")
_LONGEST_PERSON = 5


class _Known(NamedTuple):
    """A place on GeoNames: what it is, its names, and the names of what it lies in."""

    rank: str
    names: frozenset[str]
    wholes: frozenset[str]
    foremost: bool
    """Whether no place of its rank that bears its name is more populous."""


def agrees(target: str, link: Link) -> bool:
    """Return whether a link that was accepted means the gold's target."""
    if link.target is None:
        return False
    if "://" in target:
        return _address(target) in map(_address, (link.target, *other_identifiers(link.target)))
    name, qualifiers, bracket = _title(target)
    place = _GEONAMES.fullmatch(link.target)
    if place:
        known = _places().get(int(place[1])) or _labelled(link.label)
        return _is_place(known, target, name, qualifiers, bracket)
    return _is_named(name if not qualifiers else f"{name}, {', '.join(qualifiers)}", link.label)


def _address(target: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", target).rstrip("/")


def _title(target: str) -> tuple[str, tuple[str, ...], str | None]:
    """Return a title's name, what stands behind its commas, and what stands in its bracket."""
    title = unquote(target).replace("_", " ").strip()
    found = _BRACKET.search(title)
    name, *qualifiers = (part.strip() for part in title[: found.start() if found else None].split(","))
    return name, tuple(qualifiers), found[1] if found else None


def _is_place(known: _Known, target: str, name: str, qualifiers: tuple[str, ...], bracket: str | None) -> bool:
    if fold(name) not in known.names and fold(unquote(target).replace("_", " ")) not in known.names:
        return False
    if bracket is not None:
        rank = _RANKS.get(bracket.casefold())
        if rank is not None and rank != known.rank:
            return False
        qualifiers = (*qualifiers, *(part.strip() for part in bracket.split(",") if fold(part) in _wholes()))
    if not qualifiers:
        return known.foremost
    return all(fold(part) in known.wholes for part in qualifiers)


def _labelled(label: str) -> _Known:
    own, *wholes = (fold(part) for part in label.split(","))
    return _Known(_TOWN, frozenset({own}), frozenset(wholes), True)


def _is_named(title: str, label: str) -> bool:
    ours, theirs = fold(title.replace(",", " ")), fold(label.replace(",", " "))
    if ours == theirs or _OWNER.sub("", ours) == _OWNER.sub("", theirs):
        return True
    if ours in _other_names().get(theirs, ()):
        return True
    long, short = sorted((person_parts(title), person_parts(label)), key=len, reverse=True)
    if not 1 < len(short) <= len(long) <= _LONGEST_PERSON or short[-1] != long[-1]:
        return False
    return is_shortened(short, long)


@cache
def _other_names() -> dict[str, frozenset[str]]:
    """Return the folded other names of organizations by their usual ones, without forms that are common words."""
    found = {}
    for _, usual, *others in gazetteers.rows("organizations"):
        listed = gazetteers.names(others[0]) if others else ()
        found[fold(usual)] = frozenset(fold(name) for name in listed if not name.startswith("~"))
    return found


@cache
def _places() -> dict[int, _Known]:
    divisions = {
        (code[:2], own): (code, int(number)) for code, own, number in gazetteers.rows("division-identifiers")
    }  # fmt: skip
    of_country, of_division = _names("countries"), _names("subdivisions")
    found: dict[int, _Known] = {}
    greatest: dict[str, int] = {}
    for town in gazetteers.settlements():
        greatest[fold(town.name)] = max(town.population, greatest.get(fold(town.name), 0))
    for town in gazetteers.settlements():
        code, _ = divisions.get((town.country, town.division), ("", 0))
        found[town.geonames] = _Known(
            _TOWN,
            frozenset(map(fold, (town.name, *town.other_names))),
            of_country.get(town.country, frozenset()) | of_division.get(code, frozenset()),
            town.population >= greatest[fold(town.name)],
        )
    for code, number in divisions.values():
        found[number] = _Known(
            _DIVISION, of_division.get(code, frozenset()), of_country.get(code[:2], frozenset()), True
        )  # fmt: skip
    for code, facts in gazetteers.countries().items():
        found[facts.geonames] = _Known(_COUNTRY, of_country.get(code, frozenset()), frozenset(), True)
    for name, number in gazetteers.continents().items():
        found[number] = _Known("continent", frozenset({fold(name)}), frozenset(), True)
    return found


@cache
def _wholes() -> frozenset[str]:
    """Return the names of all countries and divisions."""
    return frozenset[str]().union(*_names("countries").values(), *_names("subdivisions").values())


@cache
def _names(listed: str) -> dict[str, frozenset[str]]:
    """Return the folded names of countries or divisions by code, abbreviations among them."""
    known = {}
    for code, own, *more in gazetteers.rows(listed):
        short = gazetteers.names(more[0]) if listed == "subdivisions" and more else ()
        known[code] = frozenset(fold(name.removeprefix("~")) for name in (*gazetteers.names(own), *short))
    return known
