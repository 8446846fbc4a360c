"""What the lists know of places: codes of countries and divisions, and whose people a word names."""

import re
from collections import defaultdict
from functools import cache

from newsgraph import gazetteers
from newsgraph.resolve.names import fold

ISO = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")
AMBIGUOUS = frozenset({"new york", "washington", "georgia"})
"""Names of a city and a division, or of a division and a country: only the article can tell which."""
_DIVISION_IS_CITY = "US-DC"


@cache
def codes() -> dict[str, str]:
    """Return the ISO 3166 code of each folded name of a country or division; the country's where both bear it."""
    known: dict[str, str] = {}
    for code, listed, *_ in gazetteers.rows("subdivisions"):
        for name in gazetteers.names(listed):
            known.setdefault(fold(name), code)
    for code, listed, *_ in gazetteers.rows("places"):
        known |= {fold(name): code for name in gazetteers.names(listed) if code == _DIVISION_IS_CITY}
    for code, listed, *_ in gazetteers.rows("countries"):
        known |= {fold(name): code for name in gazetteers.names(listed) if code}
    return known


@cache
def abbreviations() -> dict[str, str]:
    """Return the codes of divisions by abbreviations that stand for them anywhere, as written: `Calif.`."""
    return {
        name: code
        for code, _, short, *_ in gazetteers.rows("subdivisions")
        for name in gazetteers.names(short)
        if not name.startswith("~")
    }


@cache
def behind_comma() -> dict[str, str]:
    """Return the codes of divisions by abbreviations that stand for them only behind a comma, as written."""
    return {
        name.removeprefix("~"): code
        for code, _, short, *_ in gazetteers.rows("subdivisions")
        for name in gazetteers.names(short)
        if name.startswith("~")
    }


@cache
def divisions() -> dict[str, str]:
    """Return the codes of divisions by folded name, those that are also something else among them."""
    return {
        fold(name): code for code, listed, *_ in gazetteers.rows("subdivisions") for name in gazetteers.names(listed)
    }


@cache
def usual_names() -> dict[str, str]:
    """Return the usual name of each country and division by its code."""
    return {
        code: gazetteers.names(listed)[0]
        for sheet in ("subdivisions", "countries")
        for code, listed, *_ in gazetteers.rows(sheet)
        if code
    }


@cache
def regions() -> frozenset[str]:
    """Return the folded names of places that are no cities: countries, divisions, seas, regions, quarters."""
    others = {fold(name) for _, listed, *_ in gazetteers.rows("places") for name in gazetteers.names(listed)}
    return frozenset(others | codes().keys() | divisions().keys() | AMBIGUOUS)


@cache
def peoples() -> dict[str, tuple[str, ...]]:
    """Return, by folded demonym, the keys of the places whose people it names: codes, or folded names of regions."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for sheet in ("countries", "subdivisions"):
        for code, _, *fields in gazetteers.rows(sheet):
            for demonym in gazetteers.names(fields[-1]) if fields else ():
                # The divisions' abbreviations stand in the field before; only words for people stand in the last.
                if code and (sheet == "countries" or len(fields) > 1):
                    found[fold(demonym)].add(code)
    for code, listed, *fields in gazetteers.rows("places"):
        for demonym in gazetteers.names(fields[0]) if fields else ():
            place = _shares_stem(demonym, gazetteers.names(listed))
            if place and not code:
                found[fold(demonym)].add(fold(place))
    return {demonym: tuple(sorted(places)) for demonym, places in found.items()}


@cache
def region_names() -> dict[str, str]:
    """Return the names, as written, of the regions that `peoples` speaks of, by their folded form."""
    return {fold(name): name for _, listed, *_ in gazetteers.rows("places") for name in gazetteers.names(listed)}


def _shares_stem(demonym: str, names: tuple[str, ...]) -> str | None:
    """Return the name that begins as the demonym does: Gaza for Gazan, Southeast Asia for Southeast Asian."""
    stems = {name: _common(fold(demonym), fold(name)) for name in names}
    best = max(names, key=lambda name: stems[name], default=None)
    return best if best and stems[best] >= 4 and stems[best] >= len(best) - 2 else None


def _common(left: str, right: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
