"""Countries, their first-level divisions and continents: their names, words for their people, and GeoNames ids."""

from dataclasses import dataclass
from functools import cache

from newsgraph.gazetteers import continents, countries, names, rows
from newsgraph.link.names import fold

GEONAMES = "https://sws.geonames.org/{}/"
_TERRITORIES = {"Gaza Strip": ("Gaza Strip|Gaza", 281132), "West Bank": ("West Bank", 285153)}
"""Two parts of a country that are named more often than the divisions of most: their names and GeoNames ids."""
HISTORIC = frozenset(
    "persia|ussr|soviet union|union of soviet socialist republics|russian empire|west germany|weimar republic|"
    "empire of japan|siam|ceylon|rhodesia|northern rhodesia|tanganyika|south vietnam|north vietnam|malaya|upper volta|"
    "irish free state|third reich|nazi germany|german empire|kampuchea|serbia and montenegro|somaliland|yugoslavia|"
    "rumania|korea".split("|")
)
"""Names on the list of countries that stand for an earlier state, or for two: no sure link to the present one."""


@dataclass(frozen=True, slots=True)
class Region:
    """A country, a division of one, or a continent."""

    code: str
    """ISO 3166-1 or 3166-2; empty for continents."""
    name: str
    geonames: int

    @property
    def country(self) -> str:
        """Return the code of the country it is, or lies in."""
        return self.code[:2]

    @property
    def is_country(self) -> bool:
        """Return whether it is a whole country."""
        return len(self.code) == 2

    @property
    def target(self) -> str:
        """Return its IRI."""
        return GEONAMES.format(self.geonames)


@cache
def regions() -> dict[str, Region]:
    """Return countries and divisions by their ISO 3166 codes."""
    known: dict[str, Region] = {}
    facts = countries()
    for code, listed, *_ in rows("countries"):
        if code in facts:
            known[code] = Region(code, names(listed)[0], facts[code].geonames)
    ids = {code: int(identifier) for code, _, identifier in rows("division-identifiers")}
    for code, listed, *_ in rows("subdivisions"):
        if code in ids:
            known[code] = Region(code, names(listed)[0].removesuffix(" State"), ids[code])
    return known


def name_of(code: str) -> str:
    """Return the usual name of a country or division, or its code where the lists have none."""
    return regions()[code].name if code in regions() else code


@cache
def division_codes() -> dict[tuple[str, str], str]:
    """Return the ISO 3166-2 codes by country and GeoNames' own code of the division."""
    return {(code[:2], own): code for code, own, _ in rows("division-identifiers")}


@cache
def regions_by_name() -> dict[str, tuple[Region, ...]]:
    """Return the regions that bear a folded name; abbreviations that are words of their own are left out."""
    found: dict[str, list[Region]] = {}
    known = regions()
    for code, listed, *_ in rows("countries"):
        for name in names(listed):
            _add(found, name, known.get(code))
    for code, listed, short, *_ in rows("subdivisions"):
        for name in (*names(listed), *(one for one in names(short) if not one.startswith("~"))):
            _add(found, name, known.get(code))
    _add(found, "Washington", known.get("US-WA"))
    for name, identifier in continents().items():
        if not found.get(fold(name)):
            _add(found, name, Region("", name, identifier))
    for usual, (listed, identifier) in _TERRITORIES.items():
        for name in names(listed):
            _add(found, name, Region("", usual, identifier))
    return {name: tuple(listed) for name, listed in found.items()}


@cache
def abbreviations() -> dict[str, str]:
    """Return the codes of divisions by their folded names and all their abbreviations: `wash`, `nj`, `ont`."""
    known: dict[str, str] = {}
    for code, listed, short, *_ in rows("subdivisions"):
        for name in (*names(short), *names(listed)):
            known.setdefault(fold(name.removeprefix("~")), code)
    return known


@cache
def codes_of_people() -> dict[str, str]:
    """Return the codes of countries and divisions by the folded words for their people: `french`, `texans`."""
    known: dict[str, str] = {}
    for name in ("countries", "subdivisions"):
        for code, *_, people in rows(name):
            for word in names(people):
                known.setdefault(fold(word), code)
    return known


def _add(found: dict[str, list[Region]], name: str, region: Region | None) -> None:
    listed = found.setdefault(fold(name), [])
    if region and region not in listed:
        listed.append(region)
