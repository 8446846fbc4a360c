"""Which profiles are looked at together: keys that may make one thing of two, and tokens that pick pairs within.

Neither is ever quadratic. Profiles of equal evidence are gathered first (`signature`). Of those left, each bucket of a
token compares every member with its few richest members only, so a name borne by thousands costs a few pairs each.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

from newsgraph.model import Kind
from newsgraph.resolve.across.profiles import EVIDENCE, Profile
from newsgraph.resolve.across.surroundings import is_generic
from newsgraph.resolve.names import PARTICLES
from newsgraph.resolve.vocabulary import fields_of, given_tokens, is_given_name

HUBS = 8
"""With how many of a name's richest bearers each other one is compared."""
_EVIDENCE_HUBS = 2
"""The same for those who share a piece of evidence too, where a name has more bearers."""
_LONG_SURNAME = 7
_SAME_YEARS = 5
_DAYS_A_YEAR = 365
WEAK = "shortened "
"""How keys begin that bring things together only where one of them is known by a surname or an initial."""


def keys(profile: Profile) -> frozenset[str]:
    """Return the block keys of one local entity: things without a common key are never compared."""
    found = {f"{profile.kind} key {key}" for key in profile.keys}
    found.update(f"{profile.kind} link {link}" for link in profile.links)
    if profile.kind is Kind.PERSON:
        found.update(f"person {key}" for key in _person_keys(profile))
        found.update(WEAK + key for key in _initial_keys(profile))
        found.update(WEAK + key for key in _surname_keys(profile))
    else:
        found.update(f"{profile.kind} name {name}" for name in (*profile.names, *profile.acronyms))
    return frozenset(found)


def needs_company(profile: Profile) -> bool:
    """Return whether the weak keys of this profile bring the others of that key in."""
    return profile.kind is Kind.PERSON and (not profile.full or _has_initial(profile))


def pair_tokens(profile: Profile) -> frozenset[str]:
    """Return the tokens of what it is called; two alike in standing without a common one cannot be the same."""
    if profile.kind is not Kind.PERSON:
        return frozenset((*profile.names, *profile.acronyms, *profile.links))
    called = (*_person_keys(profile), *_initial_keys(profile)) if profile.full else tuple(_surname_keys(profile))
    return frozenset((*called, *profile.links))


def bearer_tokens(profile: Profile) -> frozenset[str]:
    """Return the tokens by which a shorter name finds its bearer: surname and role beside the others."""
    called = pair_tokens(profile)
    return called.union(_surname_keys(profile)) if profile.kind is Kind.PERSON else called


def evidence_tokens(profile: Profile) -> frozenset[str]:
    """Return tokens of evidence beside the name, so that what agrees meets within a block of many namesakes."""
    found = {*profile.links, *profile.places, *(f"{role} {owner}" for role, owner in profile.roles if owner)}
    found.update(role for role, _ in profile.roles)
    if profile.kind is Kind.PERSON:
        if profile.born:
            found.update(f"born {year}" for year in range(profile.born[0], profile.born[1] + 1))
        if profile.thin:
            found |= profile.company
    found |= profile.owners | profile.countries | profile.containers | profile.context | profile.jurisdictions
    return frozenset(found) | {str(year) for year in profile.years}


def _left_out(profile: Profile) -> frozenset[str]:
    """Return what a signature of such a profile leaves out, so that things named often fall into few cases."""
    if profile.kind is Kind.PERSON:
        return frozenset({"company", "outlets", "cues"} | ({"places"} if profile.roles else set()))
    if profile.kind is Kind.ORGANIZATION and not _shared_name(profile):
        return frozenset({"outlets", "places", "countries"})
    if profile.kind is Kind.PLACE and profile.containers:
        return frozenset({"outlets", "context"})
    return frozenset({"outlets"})


def stripped(profile: Profile) -> Profile:
    """Return the profile with only what its signature holds."""
    made = profile.copy()
    for name in _left_out(profile):
        setattr(made, name, set())
    return made


def signature(profile: Profile) -> Hashable:
    """Return what two profiles must share to be judged as one case."""
    left_out = _left_out(profile)
    kept = (frozenset(getattr(profile, name)) for name in EVIDENCE if name not in left_out)
    timed = profile.kind is Kind.PERSON or (profile.kind is Kind.EVENT and not profile.years)
    days = profile.days or ()
    years = frozenset(day // (_DAYS_A_YEAR * _SAME_YEARS) for day in days) if timed else frozenset()
    return (profile.kind, profile.public, profile.born, years, left_out, *kept)


def _shared_name(profile: Profile) -> bool:
    return profile.kind is Kind.ORGANIZATION and any(is_generic(name) for name in (*profile.names, *profile.keys))


def candidate_pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Yield the pairs to score, once each, the earlier first; a bounded number a profile and token."""
    seen = set()
    for bucket, hubs in _buckets(profiles):
        for place, index in enumerate(bucket):
            for hub in bucket[: min(place, hubs)]:
                pair = (min(hub, index), max(hub, index))
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _buckets(profiles: Sequence[Profile]) -> Iterator[tuple[list[int], int]]:
    """Yield who shares a name, then who shares a name and evidence, the richest first; and how many are hubs."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        for token in pair_tokens(profile):
            by_name[token].append(index)
    evidence = [evidence_tokens(profile) for profile in profiles]
    initials = [_has_initial(profile) for profile in profiles]

    def rank(index: int) -> tuple[bool, int, str]:
        return (not initials[index], -len(evidence[index]), min(profiles[index].ids))

    for token, members in sorted(by_name.items()):
        if len(members) < 2 or (token.startswith("initial ") and not any(initials[index] for index in members)):
            continue
        members.sort(key=rank)
        yield members, HUBS
        if len(members) > HUBS:
            yield from ((found, _EVIDENCE_HUBS) for found in _by_evidence(members, evidence))


def _by_evidence(members: Iterable[int], evidence: Sequence[frozenset[str]]) -> Iterator[list[int]]:
    shared: dict[str, list[int]] = defaultdict(list)
    for index in members:
        for token in evidence[index]:
            shared[token].append(index)
    for _, found in sorted(shared.items()):
        if len(found) > 1:
            yield found


def _person_keys(profile: Profile) -> Iterator[str]:
    """Yield given name and surname, either of two surnames, and a long surname without what is easily misspelt."""
    for parts in profile.parts:
        if len(parts) < 2:
            continue
        for first in given_tokens(parts[0]):
            for surname in _surnames(parts):
                yield f"{first} {surname}"
                if len(surname) >= _LONG_SURNAME:
                    yield f"{first} ~{_skeleton(surname)}"


def _initial_keys(profile: Profile) -> Iterator[str]:
    for parts in profile.parts:
        if len(parts) > 1:
            yield from (f"initial {parts[0][0]} {surname}" for surname in _surnames(parts))


def _surname_keys(profile: Profile) -> Iterator[str]:
    """Yield surname and role, and the surname alone, of public people and of those known by one word.

    One word with a role looks for bearers of that role only; a given name without a role looks for nobody.
    """
    if profile.full and not profile.public:
        return
    for parts in profile.parts:
        for surname in _surnames(parts) if len(parts) > 1 else parts:
            yield from (f"{surname}, {role}" for role, _ in profile.roles)
            if profile.full or not (profile.roles or is_given_name(surname)):
                yield surname


def _surnames(parts: tuple[str, ...]) -> tuple[str, ...]:
    last = parts[-1]
    double = len(parts) > 2 and len(parts[-2]) > 1 and parts[-2] not in PARTICLES
    return (last, parts[-2]) if double else (last,)


def _has_initial(profile: Profile) -> bool:
    return any(len(parts) > 1 and len(parts[0]) == 1 for parts in profile.parts)


def _skeleton(surname: str) -> str:
    """Return the consonants, doubled ones once: Mohamed and Mohammed agree."""
    kept = [letter for letter in surname if letter not in "aeiouyh"]
    return "".join(letter for at, letter in enumerate(kept) if at == 0 or kept[at - 1] != letter)


def life_fields(profile: Profile) -> set[str]:
    """Return the fields of life of a person's roles."""
    return {field for role, _ in profile.roles for field in fields_of(role)}
