"""Candidates for the names of organizations: agencies, international bodies, outlets, companies, committees."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from newsgraph.gazetteers import names, rows
from newsgraph.link.candidate import Candidate, settled
from newsgraph.link.context import FEDERAL, Context
from newsgraph.link.names import fold
from newsgraph.link.regions import name_of, regions

BY_LIST = "newsgraph organizations"
BY_COMMITTEES = "US Congress"
_NONE = 1.0
_LONGEST_ACRONYM = 6


@dataclass(frozen=True, slots=True)
class _Body:
    name: str
    site: str
    jurisdiction: str
    """An ISO 3166 code, `EU` or `UN`; empty for what belongs to no country."""
    manner: str
    """`own`; `national`, where other countries have bodies of the name; `shared`, where their divisions have too."""
    by: str


@cache
def _bodies() -> dict[str, tuple[tuple[_Body, bool], ...]]:
    """Return the bodies by folded name; with each whether that name needs its long form or a cue beside it."""
    sites = {name: (where, site, manner) for name, where, site, manner in rows("organization-sites")}
    found: dict[str, list[tuple[_Body, bool]]] = {}
    for _, usual, *others in rows("organizations"):
        if usual in sites:
            where, site, manner = sites[usual]
            body = _Body(usual, site, where, manner, BY_LIST)
            for name in (usual, *(one for field in others for one in names(field))):
                found.setdefault(fold(name.removeprefix("~")), []).append((body, name.startswith("~")))
    for usual, others_listed, site in rows("committees"):
        body = _Body(usual, site, "US", "own", BY_COMMITTEES)
        for name in (usual, *names(others_listed)):
            found.setdefault(fold(name), []).append((body, False))
    return {name: tuple(dict.fromkeys(listed)) for name, listed in found.items()}


def organization_candidates(listed: Iterable[str], context: Context) -> tuple[Candidate, ...]:
    """Return which known bodies the names of one organization may stand for, likeliest first, and none."""
    used = tuple(dict.fromkeys(name.strip() for name in listed if name.strip()))
    fitting: dict[_Body, dict[str, bool]] = {}
    for name in used:
        for body, weak in _bodies().get(fold(name), ()):
            fitting.setdefault(body, {})[name] = weak or _is_short(name)
    spelled_out = any(not all(names_of.values()) for names_of in fitting.values())
    offers = [
        _offer(body, names_of, used, context)
        for body, names_of in fitting.items()
        if not (spelled_out and all(names_of.values()))
    ]
    return settled(offers, none=_NONE)


def _is_short(name: str) -> bool:
    """Return whether a name is an acronym, or so short that it may be one written small in a key."""
    return name.isupper() and len(name.replace(".", "")) <= _LONGEST_ACRONYM


def _offer(body: _Body, fitting: dict[str, bool], used: tuple[str, ...], context: Context) -> Candidate:
    longest = max(fitting, key=lambda name: (not fitting[name], len(name), name))
    short, weak = fitting[longest], any(entry == (body, True) for entry in _bodies()[fold(longest)])
    weight = 0.5 if weak else 3.0 if short else 12.0 if body.manner == "own" else 1.2
    reasons = [f"“{longest}” is {'a short form' if short or weak else 'a name'} of {body.name}"]
    factor, why = _whose(body, used, context, careful=short or weak or body.manner != "own")
    namesakes = [word for word in context.words if word.endswith(f" {fold(longest)}") and not _says_whose(word, body)]
    if body.manner == "shared" and namesakes and not any(_says_whose(name, body) for name in used):
        factor *= 0.2
        why.append(f"the article also names “{min(namesakes)}”")
    return Candidate(body.site, body.name, weight * factor, "; ".join([*reasons, *why]), body.by)


def _whose(body: _Body, used: tuple[str, ...], context: Context, *, careful: bool) -> tuple[float, list[str]]:
    """Return how much speaks for the body's country, and what does."""
    country = body.jurisdiction
    place = name_of(country)
    if any(_says_whose(name, body) for name in used):
        return 5.0, [f"the name speaks of {place}"]
    written = [code for code in sorted(context.dateline) if code.startswith(f"{country}-") and code != "US-DC"]
    if body.manner == "shared" and country and written:
        return 1.5, [f"the article was written in {name_of(written[0])}, which may have a body of the name"]
    if country and (country in context.countries or (body.manner != "shared" and country in context.codes)):
        return 5.0, [f"the article speaks of {place}"]
    own = {fold(name) for name in used}
    if country == "US" and not context.countries and FEDERAL & context.words - own:
        return 4.0, ["the article speaks of federal politics"]
    if country in context.codes:
        return 1.5, [f"the article speaks of a part of {place}"]
    if country in regions() and context.codes and careful:
        return 0.15, [f"the article speaks of other countries and not of {place}"]
    return 1.0, []


def _says_whose(name: str, body: _Body) -> bool:
    folded = fold(name)
    says = folded.startswith(("us ", "united states ")) or folded.endswith(" united states")
    return body.jurisdiction == "US" and says
