"""Candidates for the names of places: countries, divisions, continents, cities, weighed by what stands around them."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from newsgraph.gazetteers import Settlement, countries, names as known_names, rows
from newsgraph.link.candidate import Candidate, settled
from newsgraph.link.cities import (
    CITY_STATES,
    ENGLISH_SPEAKING,
    FAMOUS,
    by_id,
    by_name,
    by_other_name,
    code_of,
    label,
    lies_in,
    spelled,
    towns,
)
from newsgraph.link.context import Context, neighbours
from newsgraph.link.names import fold
from newsgraph.link.regions import GEONAMES, HISTORIC, Region, abbreviations, name_of, regions, regions_by_name
from newsgraph.model import Position

BY_GEONAMES = "GeoNames"
BY_ISO = "ISO 3166"
_NONE = 1_200.0
"""As heavy as a city of 42,000 that nothing speaks for."""
_COUNTRY, _DIVISION = 600_000.0, 20_000.0
_CODED = 20.0
_CAPITAL = 6.0
_FAME = 5.0
_FAMOUS_POPULATION = 500_000
_AHEAD = 2.0
_NEAR_KM = 200.0
_STATE_CUE = re.compile(r"\b(?:state|province|governorate) of (?:the )?$|\bupstate $|\bGov\. $", re.IGNORECASE)
_STATE_BEHIND = re.compile(r"(?:['’]s)? (?:state|State|province|[Gg]overnor|legislature|[Ll]egislators?)\b")
_CITY_BEHIND = re.compile(r"(?:['’]s)? (?:[Cc]ity|mayor|Mayor|suburb)\b")
_PREFIX = re.compile(
    r"^(?:(?:the )?(?:[Cc]ity|[Tt]own|[Ss]tate|[Cc]ommonwealth|[Rr]epublic) of|[Dd]owntown|[Cc]entral|[Gg]reater|"
    r"[Mm]etropolitan|[Uu]pper|[Ii]nner) (?=[A-Z])"
)


def place_candidates(names: Iterable[str], context: Context) -> tuple[Candidate, ...]:
    """Return what the names of one place may stand for, likeliest first, and none."""
    listed = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
    around = context if context.within else replace(context, within=_said_container(listed))
    offers = [*_regions(listed, around), *_cities(listed, around)]
    return settled(offers, none=_NONE * (10 if any(fold(name) in _elsewhere() for name in listed) else 1))


def _said_container(names: tuple[str, ...]) -> str | None:
    """Return the code of what a name says it lies in: `Sun Valley, Idaho`."""
    for name in names:
        for part in name.split(",")[1:]:
            codes = [region.code for region in regions_by_name().get(fold(part), ()) if region.code]
            if found := abbreviations().get(fold(part)) or (codes[0] if codes else None):
                return found
    return None


@cache
def _elsewhere() -> frozenset[str]:
    """Return the names of well-known counties, regions, quarters that no list here has an id for."""
    listed = {fold(name) for code, field, *_ in rows("places") if not code for name in known_names(field)}
    return frozenset(name for name in listed if not _has_identifier(name))


def _has_identifier(name: str) -> bool:
    known = regions_by_name().get(name) or by_other_name().get(name)
    return bool(known) or any(_is_known(place) for place in by_name().get(name, ()))


def _is_known(place: Settlement) -> bool:
    large = place.population > 100_000 or place.country not in ENGLISH_SPEAKING
    return large or (place.name, place.country) in FAMOUS


def _regions(names: tuple[str, ...], context: Context) -> Iterator[Candidate]:
    seen = set()
    for name in names:
        folded = fold(_PREFIX.sub("", name).split(",")[0])
        found = list(regions_by_name().get(folded, ()))
        by_code = regions().get(context.code or "")
        if by_code and abbreviations().get(folded) == by_code.code and by_code not in found:
            found.append(by_code)
        for region in found:
            if region in seen or (region.code in CITY_STATES and folded != "district of columbia"):
                continue
            seen.add(region)
            weight, reason = _region_weight(region, folded, context)
            if weight:
                by = BY_ISO if region.code else BY_GEONAMES
                yield Candidate(region.target, region.name, weight, reason, by, code=region.code)


def _region_weight(region: Region, name: str, context: Context) -> tuple[float, str]:
    weight, reasons = (_COUNTRY if region.is_country or not region.code else _DIVISION), list[str]()
    if context.code == region.code and region.code and name not in HISTORIC:
        weight *= 0.5 if _is_great_city(name, region) else _CODED
        reasons.append(f"the name of {region.code}")
    if context.within and context.within not in (region.code, region.country):
        weight *= 0.01
    if name in HISTORIC:
        weight *= 0.0015
        reasons.append("the name of an earlier state there, or of more than one")
    manner = _manner(context)
    if manner > 1:
        reasons.append("the article treats it as a state or country")
    factor, why = _region_evidence(region, name, context)
    alone = len(regions_by_name().get(name, ())) <= 1
    if alone and not (reasons or why):
        reasons.append(f"the only country, division or continent called “{region.name}”")
    return weight * manner * factor, "; ".join([*reasons, *why]) or "the name alone"


def _manner(context: Context) -> float:
    """Return how much the words around a name speak for a state rather than a city."""
    around = context.surroundings
    if context.contains or any(_STATE_CUE.search(before) or _STATE_BEHIND.match(behind) for before, behind in around):
        return _CODED
    return 0.05 if any(_CITY_BEHIND.match(behind) for _, behind in around) else 1.0


def _region_evidence(region: Region, name: str, context: Context) -> tuple[float, list[str]]:
    """Weigh what the article names for a division, and for a country that shares its name with one."""
    if not region.code:
        return 1.0, []
    if not region.is_country:
        return _evidence(region.country, region.country, context, famous=True)
    if len(regions_by_name().get(name, ())) <= 1:
        return 1.0, []
    factor, reasons = _evidence(region.code, region.country, context, famous=False)
    if neighbours(region.code) & context.codes:
        return factor * 0.4, [*reasons, "the article names its neighbours"]
    return factor * 0.06, reasons


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
    folded = spelled(name)
    if not folded:
        return []
    main, other = by_name().get(folded, ()), by_other_name().get(folded, ())
    if not main and folded.endswith(" city"):
        main = _named_as_division(folded.removesuffix(" city"))
    here = [place for place in main if not _is_country_named(place, folded)]
    within = _container(context, folded)
    if within:
        inside = [place for place in (*here, *other) if lies_in(place, within)] or list(towns(name, within))
        return [_inside(place, within, folded, len(inside)) for place in inside]
    others = [place for place in other if place not in here and not _is_country_named(place, folded)]
    offers = [(place, _outside(place, folded, context, only=len(here) == 1)) for place in here]
    offers += [(place, _otherwise(place, name, context, here)) for place in others]
    if name.startswith("the "):  # the Alamo is a building, and The Hague a city
        offers = [(place, _without_article(place, offer)) for place, offer in offers]
    return _held_back(offers, context)


def _without_article(place: Settlement, offer: Candidate) -> Candidate:
    return offer if place.name.startswith("The ") else replace(offer, score=offer.score * 0.002)


def _held_back(offers: list[tuple[Settlement, Candidate]], context: Context) -> list[Candidate]:
    """Return the offers; none is far ahead by size alone where the article speaks of where a namesake lies."""
    spoken_for = [offer.score for place, offer in offers if _is_spoken_for(place, context)]
    most = _AHEAD * max(spoken_for) if spoken_for else math.inf
    return [
        offer if offer.score <= most or _is_spoken_for(place, context) else replace(offer, score=most)
        for place, offer in offers
    ]


def _is_spoken_for(place: Settlement, context: Context) -> bool:
    """Return whether the article names the place's division, or its country, where that is not all the news's own."""
    division = code_of(place)
    return (len(division) > 2 and division in context.codes) or (
        place.country in context.codes and place.country != "US"
    )


def _named_as_division(folded: str) -> tuple[Settlement, ...]:
    """Return the cities that bear the name of their own division: Quebec City."""
    codes = {region.code for region in regions_by_name().get(folded, ())}
    return tuple(place for place in by_name().get(folded, ()) if code_of(place) in codes)


def _container(context: Context, folded: str) -> str | None:
    """Return the code of what contains the place: that of its own, where the name is not the region's."""
    if context.within:
        return context.within
    code = context.code
    if code and code in regions() and abbreviations().get(folded) != code and code not in CITY_STATES:
        return None if any(region.code == code for region in regions_by_name().get(folded, ())) else code
    return None


def _inside(place: Settlement, within: str, folded: str, count: int) -> Candidate:
    where = name_of(within)
    weight = 60 * _weight(place.population) + 20 * _NONE
    own = "" if spelled(place.name) == folded else f", which GeoNames calls {place.name}"
    many = f"the only one of its name in {where}" if count == 1 else f"one of {count} of its name in {where}"
    return _candidate(place, weight, f"{many}{own}, where the article puts it; {_people(place)}")


def _outside(place: Settlement, folded: str, context: Context, *, only: bool) -> Candidate:
    weight = _weight(place.population)
    famous = (place.name, place.country) in FAMOUS
    code = code_of(place)
    if any(region.code == code for region in regions_by_name().get(folded, ())):
        code = place.country  # what speaks for the division speaks for both that bear its name
    factor, reasons = _evidence(code, place.country, context, famous=famous or place.population > _FAMOUS_POPULATION)
    weight *= factor * (_FAME if famous else 1)
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
    offer = _outside(place, spelled(name), context, only=False)
    factor = 0.02 if here else 1.0 if fold(place.name) == f"{spelled(name)} city" else 0.6
    return replace(offer, score=offer.score * factor, reason=f"“{name}” is another name of it; {offer.reason}")


def _evidence(code: str, country: str, context: Context, *, famous: bool) -> tuple[float, list[str]]:
    """Return how much what the article names speaks for a place in a division of a country, and why."""
    weight, reasons = 1.0, list[str]()
    whole, land = name_of(code), name_of(country)
    if len(code) > 2 and code in context.beside:
        weight *= 120
        reasons.append(f"{whole} stands in one sentence with it")
    elif len(code) > 2 and code in context.codes:
        weight *= 10
        reasons.append(f"the article speaks of {whole}")
    if country in context.beside:
        weight *= 4 if country == "US" else 8  # where most namesakes of other places lie
        reasons += [f"{land} stands in one sentence with it"] if len(reasons) == 0 else []
    elif country in context.codes:
        weight *= 2.5
        reasons += [f"the article speaks of {land}"] if len(reasons) == 0 else []
    elif context.codes:
        weight *= 0.6 if famous else 0.25
    if len(code) > 2 and code in context.dateline:
        weight *= 4
        reasons.append(f"the article was written in {whole}")
    elif country in context.dateline:
        weight *= 2
        reasons.append(f"the article was written in {land}")
    return weight, reasons


def _weight(population: int) -> float:
    return float((max(population, 500) / 10) ** 0.85)


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
