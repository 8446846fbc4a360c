"""Candidates for the names of places: countries, divisions, continents, cities, weighed by what stands around them."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from newsgraph.gazetteers import Settlement, countries
from newsgraph.link.candidate import Candidate, settled
from newsgraph.link.cities import CITY_STATES, by_id, by_name, by_other_name, code_of, label, lies_in, towns
from newsgraph.link.context import Context, neighbours
from newsgraph.link.names import fold
from newsgraph.link.regions import GEONAMES, HISTORIC, Region, abbreviations, regions, regions_by_name
from newsgraph.model import Position

BY_GEONAMES = "GeoNames"
BY_ISO = "ISO 3166"
_NONE = 2_500.0
"""As heavy as a city of 34,000 that nothing speaks for."""
_COUNTRY, _DIVISION = 600_000.0, 30_000.0
_CODED = 20.0
_CAPITAL = 4.0
_NEAR_KM = 200.0
_STATE_CUE = re.compile(
    r"\b(?:state|province|governorate|county) of (?:the )?$|\b[Uu]pstate $|\bGov\. $", re.IGNORECASE
)
_STATE_BEHIND = re.compile(r"(?:['’]s)? (?:state|State|province|[Gg]overnor|legislature|[Ll]egislators?)\b")
_CITY_BEHIND = re.compile(r"(?:['’]s)? (?:[Cc]ity|mayor|Mayor|suburb)\b")
_PREFIX = re.compile(
    r"^(?:(?:the )?(?:[Cc]ity|[Tt]own|[Ss]tate|[Cc]ommonwealth|[Rr]epublic) of|[Dd]owntown|[Cc]entral|[Gg]reater|"
    r"[Mm]etropolitan|[Uu]pper|[Ii]nner) (?=[A-Z])"
)


def place_candidates(names: Iterable[str], context: Context) -> tuple[Candidate, ...]:
    """Return what the names of one place may stand for, likeliest first, and none."""
    listed = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
    offers = [*_regions(listed, context), *_cities(listed, context)]
    return settled(offers, none=_NONE)


def _regions(names: tuple[str, ...], context: Context) -> Iterator[Candidate]:
    seen = set()
    for name in names:
        folded = fold(name)
        found = list(regions_by_name().get(folded, ()))
        by_code = regions().get(context.code or "")
        if by_code and abbreviations().get(folded) == by_code.code and by_code not in found:
            found.append(by_code)
        for region in found:
            if region in seen or (region.code in CITY_STATES and folded != "district of columbia"):
                continue
            seen.add(region)
            weight, reason = _region_weight(region, folded, context, alone=len(found) == 1)
            if weight:
                by = BY_ISO if region.code else BY_GEONAMES
                yield Candidate(region.target, region.name, weight, reason, by, code=region.code)


def _region_weight(region: Region, name: str, context: Context, *, alone: bool) -> tuple[float, str]:
    weight = _COUNTRY if region.is_country or not region.code else _DIVISION
    reasons = []
    if context.code == region.code and region.code:
        weight *= 0.5 if _is_great_city(name, region) else _CODED
        reasons.append(f"the name of {region.code}")
    if context.within and context.within != region.code:
        weight *= 1.0 if region.country == context.within else 0.01
    if name in HISTORIC:
        weight *= 0.004
        reasons.append("the name of an earlier state there, or of more than one")
    if context.contains or any(_STATE_CUE.search(before) or _STATE_BEHIND.match(behind)
                               for before, behind in context.surroundings):  # fmt: skip
        weight *= _CODED
        reasons.append("the article treats it as a state or country")
    elif any(_CITY_BEHIND.match(behind) for _, behind in context.surroundings):
        weight *= 0.05
    rival = [other for other in regions_by_name().get(name, ()) if other != region]
    if rival:
        weight = weight / 10 if region.is_country else weight
        factor, why = _evidence(region.code, region.country, context, famous=True)
        weight *= factor
        reasons += why
        if region.is_country and neighbours(region.code) & context.codes:
            weight *= 4
            reasons.append("the article names its neighbours")
    if alone and not reasons:
        reasons.append(f"the only country, division or continent called “{region.name}”")
    return weight, "; ".join(reasons) or "the name alone"


def _is_great_city(name: str, region: Region) -> bool:
    """Return whether a division's name is better known as its city's: São Paulo, Rio de Janeiro."""
    return any(place.population > 2_000_000 and lies_in(place, region.code) for place in by_name().get(name, ()))


def _cities(names: tuple[str, ...], context: Context) -> Iterator[Candidate]:
    city_state = CITY_STATES.get(context.code or "")
    if city_state and any(_is_name_of(name, context.code or "") for name in names) and city_state in by_id():
        place = by_id()[city_state]
        yield _candidate(place, _COUNTRY, f"the city that {context.code} stands for")
    for name in names:
        bare = _PREFIX.sub("", name)
        first = bare.split(",")[0]
        for spelling in dict.fromkeys((bare, first)):
            if found := _weighed(spelling, context):
                yield from found
                return


def _is_name_of(name: str, code: str) -> bool:
    folded = fold(name)
    return folded.startswith("washington") or abbreviations().get(folded) == code


def _weighed(name: str, context: Context) -> list[Candidate]:
    folded = fold(name)
    if not folded:
        return []
    main, other = by_name().get(folded, ()), by_other_name().get(folded, ())
    here = [place for place in main if not _is_country_named(place, folded)]
    within = _container(context, folded)
    if within:
        inside = [place for place in (*here, *other) if lies_in(place, within)] or list(towns(name, within))
        return [_inside(place, within, folded, len(inside)) for place in inside]
    found = [_outside(place, context, only=len(here) == 1) for place in here]
    others = [place for place in other if place not in here and not _is_country_named(place, folded)]
    return found + [_otherwise(place, name, context, here) for place in others]


def _container(context: Context, folded: str) -> str | None:
    """Return the code of what contains the place: that of its own, where the name is not the region's."""
    if context.within:
        return context.within
    code = context.code
    if code and code in regions() and abbreviations().get(folded) != code and code not in CITY_STATES:
        return None if any(region.code == code for region in regions_by_name().get(folded, ())) else code
    return None


def _inside(place: Settlement, within: str, folded: str, count: int) -> Candidate:
    where = regions()[within].name
    weight = 60 * _weight(place.population) + 20 * _NONE
    own = "" if fold(place.name) == folded else f", which GeoNames calls {place.name}"
    many = f"the only one of its name in {where}" if count == 1 else f"one of {count} of its name in {where}"
    return _candidate(place, weight, f"{many}{own}, where the article puts it; {_people(place)}")


def _outside(place: Settlement, context: Context, *, only: bool) -> Candidate:
    weight = _weight(place.population)
    code = code_of(place)
    factor, reasons = _evidence(code, place.country, context, famous=place.population > 1_000_000)
    weight *= factor
    if place.name == _capital(place):
        weight *= _CAPITAL
        reasons.append("a capital")
    if any(_distance(place, position) < _NEAR_KM for position in context.near):
        weight *= 4
        reasons.append("other places of the article lie near")
    if only:
        reasons.append("the only one of its name among cities of 15,000")
    return _candidate(place, weight, "; ".join([*reasons, _people(place)]))


def _otherwise(place: Settlement, name: str, context: Context, here: list[Settlement]) -> Candidate:
    """Weigh a city that goes by another name; where a place bears the name itself, hardly at all."""
    offer = _outside(place, context, only=False)
    factor = 0.02 if here else 1.0 if fold(place.name) == f"{fold(name)} city" else 0.6
    return replace(offer, score=offer.score * factor, reason=f"“{name}” is another name of it; {offer.reason}")


def _evidence(code: str, country: str, context: Context, *, famous: bool) -> tuple[float, list[str]]:
    """Return how much what the article names speaks for a place in a division of a country, and why."""
    known, weight, reasons = regions(), 1.0, []
    whole = known[code].name if code in known else country
    land = known[country].name if country in known else country
    if len(code) > 2 and code in context.beside:
        weight *= 60
        reasons.append(f"{whole} stands in one sentence with it")
    elif len(code) > 2 and code in context.codes:
        weight *= 6
        reasons.append(f"the article speaks of {whole}")
    if country in context.beside:
        weight *= 8
        reasons += [f"{land} stands in one sentence with it"] if len(reasons) == 0 else []
    elif country in context.codes:
        weight *= 3
        reasons += [f"the article speaks of {land}"] if len(reasons) == 0 else []
    elif context.codes:
        weight *= 0.6 if famous else 0.25
    if code in context.dateline:
        weight *= 4
        reasons.append(f"the article was written in {whole if len(code) > 2 else land}")
    elif country in context.dateline:
        weight *= 2
        reasons.append(f"the article was written in {land}")
    return weight, reasons


def _weight(population: int) -> float:
    return float(max(population, 500) ** 0.75)


def _capital(place: Settlement) -> str | None:
    known = countries().get(place.country)
    capital = known.capital if known else None
    return None if place.country == "US" and place.division != "DC" else capital


def _is_country_named(place: Settlement, folded: str) -> bool:
    """Return whether the name is that of the place's own country: Singapore, Luxembourg, Panama."""
    return any(region.code == place.country for region in regions_by_name().get(folded, ()))


def _people(place: Settlement) -> str:
    return f"population {place.population:,}"


def _candidate(place: Settlement, weight: float, reason: str) -> Candidate:
    position = Position(place.latitude, place.longitude)
    target = GEONAMES.format(place.geonames)
    return Candidate(target, label(place), weight, reason, BY_GEONAMES, position, code_of(place))


def _distance(place: Settlement, position: tuple[float, float]) -> float:
    """Return the distance in kilometres along the earth's surface."""
    first, second = math.radians(place.latitude), math.radians(position[0])
    across = math.radians(position[1] - place.longitude)
    inside = math.sin((second - first) / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(across / 2) ** 2
    return 12_742 * math.asin(min(1.0, math.sqrt(inside)))
