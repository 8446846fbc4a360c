"""Candidates for the names of organizations: agencies, international bodies, outlets, companies, committees."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from newsgraph.gazetteers import names, rows
from newsgraph.link.candidate import Candidate, settled
from newsgraph.link.context import Context
from newsgraph.link.names import fold
from newsgraph.link.regions import regions

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
    shared: bool
    """Whether other countries have bodies of the name."""
    by: str


@cache
def _bodies() -> dict[str, tuple[tuple[_Body, bool], ...]]:
    """Return the bodies by folded name; with each whether that name needs its long form or a cue beside it."""
    sites = {name: (where, site, manner == "shared") for name, where, site, manner in rows("organization-sites")}
    found: dict[str, list[tuple[_Body, bool]]] = {}
    for _, usual, *others in rows("organizations"):
        if usual in sites:
            where, site, shared = sites[usual]
            body = _Body(usual, site, where, shared, BY_LIST)
            for name in (usual, *(one for field in others for one in names(field))):
                found.setdefault(fold(name.removeprefix("~")), []).append((body, name.startswith("~")))
    for usual, others_listed, site in rows("committees"):
        body = _Body(usual, site, "US", False, BY_COMMITTEES)
        for name in (usual, *names(others_listed)):
            found.setdefault(fold(name), []).append((body, False))
    return {name: tuple(dict.fromkeys(listed)) for name, listed in found.items()}


def organization_candidates(listed: Iterable[str], context: Context) -> tuple[Candidate, ...]:
    """Return which known bodies the names of one organization may stand for, likeliest first, and none."""
    used = tuple(dict.fromkeys(name.strip() for name in listed if name.strip()))
    known = _bodies()
    offers = []
    for body, weak in sorted(
        {entry for name in used for entry in known.get(fold(name), ())}, key=lambda entry: (entry[0].name, entry[1])
    ):
        fitting = [name for name in used if (body, weak) in known.get(fold(name), ())]
        offers.append(_offer(body, fitting, used, context, weak=weak))
    return settled(offers, none=_NONE)


def _offer(body: _Body, fitting: list[str], used: tuple[str, ...], context: Context, *, weak: bool) -> Candidate:
    longest = max(fitting, key=lambda name: (len(name), name))
    short = longest.isupper() and len(longest.replace(".", "")) <= _LONGEST_ACRONYM
    weight = 0.5 if weak else 3.0 if short else 1.2 if body.shared else 12.0
    reasons = [f"“{longest}” is {'a short form' if short or weak else 'a name'} of {body.name}"]
    place = regions()[body.jurisdiction].name if body.jurisdiction in regions() else body.jurisdiction
    says_whose = any(_says_whose(name, body.jurisdiction) for name in used)
    if says_whose or (body.jurisdiction and body.jurisdiction in context.codes):
        weight *= 5
        reasons.append(f"{'the name' if says_whose else 'the article'} speaks of {place}")
    elif body.jurisdiction in regions() and context.codes and (body.shared or short):
        weight *= 0.15
        reasons.append(f"the article speaks of other countries and not of {place}")
    namesakes = [word for word in context.words if word.endswith(f" {fold(longest)}") and not _says(word, body)]
    if body.shared and namesakes:
        weight *= 0.2
        reasons.append(f"the article also names “{min(namesakes)}”")
    return Candidate(body.site, body.name, weight, "; ".join(reasons), body.by)


def _says_whose(name: str, jurisdiction: str) -> bool:
    folded = fold(name)
    return jurisdiction == "US" and (folded.startswith(("us ", "united states ")) or folded.endswith(" united states"))


def _says(folded: str, body: _Body) -> bool:
    return _says_whose(folded, body.jurisdiction)
