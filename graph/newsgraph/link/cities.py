"""Cities and towns by name."""

from functools import cache

from newsgraph.gazetteers import Settlement, settlements, small_towns
from newsgraph.link.names import fold
from newsgraph.link.regions import division_codes, regions

CITY_STATES = {"US-DC": 4140963, "DE-BE": 2950159, "DE-HH": 2911298}
"""The cities (by their GeoNames ids) that a division's code and its usual name stand for in the news."""
FAMOUS = frozenset(
    {
        ("Geneva", "CH"), ("Bern", "CH"), ("Basel", "CH"), ("Lausanne", "CH"), ("Venice", "IT"), ("Florence", "IT"),
        ("Pisa", "IT"), ("Bologna", "IT"), ("Oxford", "GB"), ("Canterbury", "GB"),
        ("Bethlehem", "PS"), ("Hebron", "PS"), ("Nablus", "PS"),
        ("Strasbourg", "FR"), ("Cannes", "FR"), ("Versailles", "FR"), ("Nice", "FR"), ("Salzburg", "AT"),
        ("Heidelberg", "DE"), ("Bonn", "DE"), ("Weimar", "DE"), ("Dresden", "DE"), ("Bruges", "BE"), ("Ypres", "BE"),
        ("The Hague", "NL"), ("Hollywood", "US"), ("Beverly Hills", "US"), ("Las Vegas", "US"),
        ("Seville", "ES"), ("Guantánamo", "CU"), ("Srebrenica", "BA"),
    }
)  # fmt: skip
"""Cities that are far better known than their size tells, by their names in GeoNames and countries."""
ENGLISH_SPEAKING = frozenset("US GB CA AU NZ IE".split())
_USUAL_OTHER_NAMES = frozenset("NYC|L.A.|Philly|Vegas|New York|NOLA|Washington DC|Washington D.C.".split("|"))
_SHORTEST_OTHER_NAME = 4
_SHORTENED = (("st ", "saint "), ("ste ", "sainte "), ("ft ", "fort "), ("mt ", "mount "))


@cache
def by_name() -> dict[str, tuple[Settlement, ...]]:
    """Return the cities of at least 15,000 people by folded name."""
    found: dict[str, list[Settlement]] = {}
    for place in settlements():
        found.setdefault(spelled(place.name), []).append(place)
    return {name: tuple(places) for name, places in found.items()}


@cache
def by_other_name() -> dict[str, tuple[Settlement, ...]]:
    """Return the larger cities by the other names GeoNames has for them: Bombay, Kiev, NYC.

    Codes of airports are left out; and where English is spoken, nicknames and names of the past are.
    """
    found: dict[str, list[Settlement]] = {}
    for place in settlements():
        own = spelled(place.name)
        if place.country in ENGLISH_SPEAKING:
            others = _USUAL_OTHER_NAMES.intersection(place.other_names)
        else:
            others = frozenset(
                name for name in place.other_names if len(name) >= _SHORTEST_OTHER_NAME and not name.isupper()
            )
        for name in sorted({spelled(other) for other in others} - {own}):
            found.setdefault(name, []).append(place)
    return {name: tuple(places) for name, places in found.items()}


def spelled(name: str) -> str:
    """Return the folded name of a place with its first word in full: `saint louis` for St. Louis."""
    folded = fold(name)
    for short, full in _SHORTENED:
        if folded.startswith(short):
            return full + folded.removeprefix(short)
    return folded


@cache
def by_id() -> dict[int, Settlement]:
    """Return the cities that `CITY_STATES` names, by GeoNames id."""
    wanted = frozenset(CITY_STATES.values())
    return {place.geonames: place for place in settlements() if place.geonames in wanted}


def towns(name: str, code: str) -> tuple[Settlement, ...]:
    """Return the places of at least 500 people of that name in a country or division."""
    spellings = [name, name.replace("St. ", "Saint "), name.replace("Saint ", "St. ")]
    found = {place.geonames: place for one in dict.fromkeys(spellings) for place in small_towns(one, code[:2])}
    return tuple(place for place in found.values() if lies_in(place, code))


def code_of(place: Settlement) -> str:
    """Return the ISO 3166-2 code of a city's division where the lists have it, or else its country's."""
    return division_codes().get((place.country, place.division), place.country)


def lies_in(place: Settlement, code: str) -> bool:
    """Return whether a place lies in a country or division."""
    return code in (place.country, code_of(place))


def label(place: Settlement) -> str:
    """Return the place's name with what tells it from its namesakes."""
    known, code = regions(), code_of(place)
    whole = known.get(code) or known.get(place.country)
    return f"{place.name}, {whole.name}" if whole and whole.name != place.name else place.name
