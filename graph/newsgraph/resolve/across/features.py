"""What agrees and what conflicts in a pair of profiles, in words; and what each finding weighs, all in one table.

Weights are bits of log odds, as in Fellegi and Sunter's model of record linkage: each bit doubles the odds that the
two are one. They are set by judgement and checked on generated worlds with known identities (`tests/resolve`), and
are what the settings of a larger engine (splink) will be written from.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from rapidfuzz.distance import OSA

from newsgraph.model import Kind
from newsgraph.resolve.across.blocking import life_fields
from newsgraph.resolve.across.profiles import Profile, Role
from newsgraph.resolve.across.surroundings import is_generic, is_local
from newsgraph.resolve.across.vocabulary import holders_of, is_frequent, is_high_office
from newsgraph.resolve.names import SUFFIXES, is_shortened, same_given

WEIGHTS = {
    # people: the name
    "same full name": 1.0,
    "same frequent name": -1.0,
    "same name, a middle name more": 0.5,
    "short form of the given name": 0.5,
    "initial of the given name": -1.0,
    "different middle names": -4.0,
    "one surname more": 0.5,
    "spelling differs by a letter": -2.0,
    "surname only": -1.0,
    "words of office": 2.0,
    "a high office in the same year": 1.5,
    "same middle initial": 2.0,
    "same suffix": 1.5,
    "suffix on one side": -0.5,
    # people: what is said of them
    "same role of the same body or place": 5.0,
    "same role, one or few hold it": 2.5,
    "same role, many hold it": 1.0,
    "roles of the same body": 2.0,
    "same field of life": 0.5,
    "same role of different bodies or places": -4.0,
    "roles of different bodies or places": -2.0,
    "different roles": -1.25,
    "a public role and a private one": -3.0,
    "different fields of life": -4.0,
    "ages agree": 2.5,
    "same place": 1.0,
    "one shared companion": 1.0,
    "shared companions": 3.0,
    "same outlet in the same month": 0.5,
    "neither is public": -1.0,
    "decades apart": -1.5,
    "years apart, by surname alone": -2.0,
    "the only one it can be": 2.0,
    # anything
    "same outside identifier": 8.0,
    # bodies
    "same name of a body": 4.0,
    "same shared name of a body": 0.0,
    "same acronym": 2.75,
    "acronym defined": 2.75,
    "same owner": 4.0,
    "same country": 3.0,
    "different owners": -5.0,
    "different countries": -3.0,
    # places
    "same code": 6.0,
    "same place name": 0.0,
    "same container": 5.0,
    "one container within the other": 3.0,
    "its article names the container": 3.0,
    "their articles name the same places": 3.5,
    "nothing speaks against it": 2.75,
    # laws, events, peoples
    "same law": 4.0,
    "same jurisdiction": 1.0,
    "same name of an event": 3.0,
    "same year": 2.0,
    "articles of different years": -3.0,
    "same name of a group": 4.0,
}
CONFLICTS = frozenset(
    {
        *("different suffixes", "different middle initials", "Mr and Ms", "different years of birth"),
        *("named side by side", "a lifetime apart", "different outside identifiers", "different containers"),
        *("different jurisdictions", "different years"),
    }
)
"""Findings that no agreement outweighs."""
PIECES = {
    "same role of the same body or place": 2,
    "roles of the same body": 1,
    "same role, one or few hold it": 1,
    "same role, many hold it": 1,
    "ages agree": 1,
    "same place": 1,
    "same middle initial": 1,
    "words of office": 1,
    "a high office in the same year": 1,
    "one shared companion": 1,
    "shared companions": 2,
    "same outside identifier": 2,
}
"""How many pieces of evidence beyond the name a finding makes: private people need two."""
_LIFETIME = 90 * 365
_DECADES = 25 * 365
_TERM = 8 * 365
_YEAR = 365
_MONTH = 31
_FEW = 12
_SHOWN = 3


class Finding(NamedTuple):
    """One thing that agrees or conflicts: its name in the tables above, and the words that show it."""

    feature: str
    words: str


def findings(left: Profile, right: Profile) -> tuple[Finding, ...]:
    """Return what agrees and conflicts, the names first; nothing where the names do not go together."""
    if left.kind is not right.kind:
        return ()
    compare = _COMPARE.get(left.kind, _group)
    found = tuple(compare(left, right))
    common = left.links & right.links
    if common:
        agreeing = (finding for finding in found if finding.feature != "named side by side")
        return (Finding("same outside identifier", f"both linked to {min(common)}"), *agreeing)
    if found and left.links and right.links:
        words = f"different outside identifiers: {min(left.links)} / {min(right.links)}"
        return (*found, Finding("different outside identifiers", words))
    return found


def conflict(left: Profile, right: Profile) -> Finding | None:
    """Return a finding that keeps two apart whatever agrees; None where there is none."""
    return next((found for found in findings(left, right) if found.feature in CONFLICTS), None)


def _person(left: Profile, right: Profile) -> Iterator[Finding]:
    name = _person_name(left, right)
    if not name:
        return
    yield name
    if name.feature == "surname only":
        yield from _by_surname(left, right)
    yield from _name_details(left, right)
    yield from _roles(left, right)
    yield from _life(left, right)
    yield from _times(left, right, by_surname=name.feature == "surname only")
    if not left.public and not right.public:
        yield Finding("neither is public", "no article shows a public role")


def _person_name(left: Profile, right: Profile) -> Finding | None:
    best: Finding | None = None
    for mine in sorted(left.parts):
        for other in sorted(right.parts):
            found = _names_agree(mine, other)
            if found and (best is None or WEIGHTS[found.feature] > WEIGHTS[best.feature]):
                best = found
    return best


def _names_agree(mine: tuple[str, ...], other: tuple[str, ...]) -> Finding | None:
    shown = f"“{' '.join(mine)}” and “{' '.join(other)}”"
    if mine == other:
        if len(mine) < 2:
            return Finding("surname only", f"same surname “{mine[0]}”, no full name")
        frequent = is_frequent(mine[-1])
        words = f"same full name “{' '.join(mine)}”"
        return (
            Finding("same frequent name", f"{words}, a frequent one") if frequent else Finding("same full name", words)
        )
    short, full = sorted((mine, other), key=lambda parts: (len(parts), parts))
    if len(short) == 1:
        return Finding("surname only", f"surname of {shown}") if short[0] in full[1:] else None
    initial = len(short[0]) == 1 or len(full[0]) == 1
    if initial and is_shortened(short, full):
        return Finding("initial of the given name", f"{shown} agree by an initial")
    if not same_given(short[0], full[0]):
        return None
    return _surnames_agree(short, full, shown)


def _surnames_agree(short: tuple[str, ...], full: tuple[str, ...], shown: str) -> Finding | None:
    if short[1:] == full[1:]:
        return Finding("short form of the given name", f"{shown}: one given name in a short form")
    if short[-1] == full[-1]:
        if is_shortened(short, full):
            return Finding("same name, a middle name more", f"{shown} agree but for a middle name")
        return Finding("different middle names", f"{shown} have different middle names")
    if len(full) > 2 and short[-1] in full[1:-1] and len(short[-1]) > 1:
        return Finding("one surname more", f"{shown} share a surname; one has another behind it")
    if len(short[-1]) > 6 and OSA.distance(short[-1], full[-1]) == 1:
        return Finding("spelling differs by a letter", f"{shown} differ by a letter")
    return None


def _name_details(left: Profile, right: Profile) -> Iterator[Finding]:
    mine, other = _middles(left), _middles(right)
    if mine and other:
        if mine & other:
            yield Finding("same middle initial", f"same middle initial {min(mine & other).upper()}.")
        else:
            words = f"different middle initials: {min(mine).upper()}. / {min(other).upper()}."
            yield Finding("different middle initials", words)
    if left.suffixes & right.suffixes:
        yield Finding("same suffix", f"both “{min(left.suffixes & right.suffixes)}”")
    elif left.suffixes and right.suffixes:
        yield Finding("different suffixes", f"different suffixes: {_pair(left.suffixes, right.suffixes)}")
    elif left.suffixes or right.suffixes:
        yield Finding("suffix on one side", f"only one is “{min(left.suffixes | right.suffixes)}”")
    if left.genders and right.genders and not left.genders & right.genders:
        yield Finding("Mr and Ms", "one is spoken of as a man, the other as a woman")


def _by_surname(left: Profile, right: Profile) -> Iterator[Finding]:
    """Yield what lets a surname without a title stand for a holder of high office, as newspapers use it."""
    bearer, short = (left, right) if left.full else (right, left)
    offices = sorted(role for role, _ in bearer.roles if is_high_office(role))
    if not offices or short.roles or short.full:
        return
    if is_frequent(min(short.parts)[0]):
        return
    if short.cues:
        yield Finding("words of office", f"“{min(short.cues)}” beside the surname of a {offices[0]}")
    if bearer.days and short.days and _gap(left, right) <= _YEAR:
        yield Finding("a high office in the same year", f"surname of a {offices[0]}, used alone in the same year")


def _gap(left: Profile, right: Profile) -> int:
    """Return the days between the articles of two profiles; 0 or less where they overlap."""
    if not left.days or not right.days:
        return 0
    return max(left.days[0], right.days[0]) - min(left.days[1], right.days[1])


def _middles(profile: Profile) -> set[str]:
    """Return middle initials; whole middle words may be surnames and are left to the comparison of names."""
    return {part for parts in profile.parts for part in parts[1:-1] if len(part) == 1 and part not in SUFFIXES}


def _roles(left: Profile, right: Profile) -> Iterator[Finding]:
    exact = {role for role in left.roles & right.roles if role[1]}
    bodies = _bodies(left) & _bodies(right)
    titles = {role for role, _ in left.roles} & {role for role, _ in right.roles}
    if exact:
        role, owner = min(exact)
        yield Finding("same role of the same body or place", f"both {role} of {_shown(owner)}")
    elif titles:
        yield _same_title(left, right, titles)
    elif _public_roles(left) and _public_roles(right):
        yield from _unlike_roles(left, right)
    elif left.roles and right.roles and (_public_roles(left) or _public_roles(right)):
        yield from _private_role(left, right)
    if bodies and not exact:
        yield Finding("roles of the same body", f"both of {_shown(min(bodies))}")


def _bodies(profile: Profile) -> set[str]:
    return {owner for _, owner in profile.roles if owner.startswith("body:")}


def _public_roles(profile: Profile) -> bool:
    return any(holders_of(role) in ("one", "few", "many") for role, _ in profile.roles)


def _private_role(left: Profile, right: Profile) -> Iterator[Finding]:
    private = right if _public_roles(left) else left
    trades = sorted(role for role, _ in private.roles if holders_of(role) == "private")
    if trades:
        yield Finding("a public role and a private one", f"{_titles(left)} / {_titles(right)}")


def _unlike_roles(left: Profile, right: Profile) -> Iterator[Finding]:
    mine, other = life_fields(left), life_fields(right)
    shown = f"different roles: {_titles(left)} / {_titles(right)}"
    if mine & other:
        yield Finding("same field of life", f"both in {min(mine & other)}")
    elif mine and other:
        yield Finding("different fields of life", shown)
        return
    else:
        yield Finding("different roles", shown)
    here, there = ({owner for _, owner in profile.roles if owner} for profile in (left, right))
    if here and there and not any(_nested(one, another) for one in here for another in there):
        words = f"of {_listed(map(_shown, here))} / of {_listed(map(_shown, there))}"
        yield Finding("roles of different bodies or places", words)


def _titles(profile: Profile) -> str:
    return _listed(role for role, _ in profile.roles)


def _same_title(left: Profile, right: Profile, titles: set[str]) -> Finding:
    open_titles = [title for title in sorted(titles) if not _elsewhere(left.roles, right.roles, title)]
    for title in open_titles:
        if holders_of(title) in ("one", "few"):
            return Finding("same role, one or few hold it", f"both {title}")
    if open_titles:
        return Finding("same role, many hold it", f"both {open_titles[0]}")
    title = min(titles)
    mine, other = (
        _listed(_shown(owner) for role, owner in profile.roles if role == title) for profile in (left, right)
    )
    return Finding("same role of different bodies or places", f"{title} of {mine} / of {other}")


def _elsewhere(mine: set[Role], other: set[Role], title: str) -> bool:
    """Return whether a role is held at different places, or at different bodies; a place and a body may go together."""
    for prefix in ("place:", "body:"):
        here = {owner for role, owner in mine if role == title and owner.startswith(prefix)}
        there = {owner for role, owner in other if role == title and owner.startswith(prefix)}
        if here and there and not any(_nested(one, another) for one in here for another in there):
            return True
    return False


def _nested(one: str, other: str) -> bool:
    """Return whether two owners are the same, or one a division of the other: US and US-OH."""
    return one == other or one.startswith(f"{other}-") or other.startswith(f"{one}-")


def _life(left: Profile, right: Profile) -> Iterator[Finding]:
    if left.born and right.born:
        low, high = max(left.born[0], right.born[0]), min(left.born[1], right.born[1])
        if low <= high:
            yield Finding("ages agree", f"both born about {low}")
        elif low > high + 1:
            yield Finding("different years of birth", f"born about {left.born[1]} / {right.born[1]}")
    if common := _telling(left.places, right.places):
        yield Finding("same place", f"both articles from or about {_shown(min(common))}")
    company = _telling(left.company, right.company)
    if len(company) > 1:
        yield Finding("shared companions", f"named beside {_listed(_shown(name) for name in company)}")
    elif company:
        yield Finding("one shared companion", f"named beside {_shown(min(company))}")


def _telling(left: set[str], right: set[str]) -> set[str]:
    """Return what two sets share, where it tells something: many articles together share a few by chance."""
    common = left & right
    small, large = sorted((len(left), len(right)))
    return common if large <= _FEW or 2 * len(common) >= small else set()


def _times(left: Profile, right: Profile, *, by_surname: bool) -> Iterator[Finding]:
    if left.articles & right.articles:
        yield Finding("named side by side", "one article names both as two")
    if not left.days or not right.days:
        return
    gap = _gap(left, right)
    if gap > _LIFETIME:
        yield Finding("a lifetime apart", f"articles {gap // 365} years apart")
    elif gap > _DECADES:
        yield Finding("decades apart", f"articles {gap // 365} years apart")
    elif gap > _TERM and by_surname:
        yield Finding("years apart, by surname alone", f"articles {gap // 365} years apart")
    elif gap <= _MONTH and left.outlets & right.outlets:
        yield Finding("same outlet in the same month", f"same outlet “{min(left.outlets & right.outlets)}”")


def _organization(left: Profile, right: Profile) -> Iterator[Finding]:
    names = left.names & right.names
    acronyms = left.acronyms & right.acronyms
    if names:
        name = max(names, key=lambda known: (len(known), known))
        if is_generic(name):
            yield Finding("same shared name of a body", f"same name “{name}”, which many bodies bear")
            yield from _owners(left, right, local=is_local(name))
        else:
            yield Finding("same name of a body", f"same name “{name}”")
    elif acronyms and left.names and right.names:
        return
    elif acronyms:
        acronym = min(acronyms).upper()
        if left.names or right.names:
            full = min(left.names | right.names, key=lambda known: (-len(known), known))
            yield Finding("acronym defined", f"{acronym} stands for “{full}” where it is written out")
        else:
            yield Finding("same acronym", f"same acronym {acronym}")


def _owners(left: Profile, right: Profile, *, local: bool) -> Iterator[Finding]:
    if left.owners and right.owners:
        if common := {one for one in left.owners for other in right.owners if one == other}:
            yield Finding("same owner", f"both of {_shown(min(common))}")
        elif not any(_nested(one, other) for one in left.owners for other in right.owners):
            yield Finding("different owners", f"of {_listed(map(_shown, left.owners))} / of "
                          f"{_listed(map(_shown, right.owners))}")  # fmt: skip
    elif local:
        if common := left.places & right.places:
            yield Finding("same country", f"both articles from {_shown(min(common))}")
    elif left.countries and right.countries:
        if common := left.countries & right.countries:
            yield Finding("same country", f"both articles from or about {min(common)}")
        else:
            yield Finding("different countries", f"articles about {min(left.countries)} / {min(right.countries)}")


def _place(left: Profile, right: Profile) -> Iterator[Finding]:
    if left.keys & right.keys and left.containers:
        yield Finding("same code", f"same place key “{min(left.keys & right.keys)}”")
        return
    names = left.names & right.names
    if not names:
        return
    name = min(names)
    yield Finding("same place name", f"same name “{name}”")
    if left.containers and right.containers:
        yield _containers(left, right)
    elif left.containers or right.containers:
        contained, bare = (left, right) if left.containers else (right, left)
        if common := contained.containers & bare.context:
            words = f"“{name}” in an article that names its container, {min(common)}"
            yield Finding("its article names the container", words)
    else:
        yield from _contexts(left, right, name)


def _containers(left: Profile, right: Profile) -> Finding:
    shown = f"{_listed(left.containers)} / {_listed(right.containers)}"
    if common := left.containers & right.containers:
        return Finding("same container", f"both in {min(common)}")
    if any(_nested(one, other) for one in left.containers for other in right.containers):
        return Finding("one container within the other", f"one in the other: {shown}")
    return Finding("different containers", f"in different places: {shown}")


def _contexts(left: Profile, right: Profile, name: str) -> Iterator[Finding]:
    common = left.context & right.context
    if common:
        yield Finding("their articles name the same places", f"both articles also name {_listed(common)}")
    elif not (left.context and right.context) and not _is_everywhere(name):
        yield Finding("nothing speaks against it", "no other place of that name in the articles")


def _is_everywhere(name: str) -> bool:
    """Return whether towns without number have a place of that name: "main street", "city hall", "downtown"."""
    last = name.rsplit(" ", maxsplit=1)[-1]
    return last in _EVERYWHERE


_EVERYWHERE = frozenset(
    "street st avenue ave road rd boulevard blvd lane drive square plaza park hill bridge hall downtown uptown station "
    "school hospital church library airport county cemetery north south east west side capital border".split()
)


def _law(left: Profile, right: Profile) -> Iterator[Finding]:
    names = left.names & right.names
    if not names:
        return
    yield Finding("same law", f"same normal form “{min(names)}”")
    if common := left.jurisdictions & right.jurisdictions:
        yield Finding("same jurisdiction", f"both of {min(common)}")
    elif left.jurisdictions and right.jurisdictions:
        words = f"different jurisdictions: {_pair(left.jurisdictions, right.jurisdictions)}"
        yield Finding("different jurisdictions", words)


def _event(left: Profile, right: Profile) -> Iterator[Finding]:
    names = left.names & right.names
    if not names:
        return
    yield Finding("same name of an event", f"same name “{min(names)}”")
    if common := left.years & right.years:
        yield Finding("same year", f"both of {min(common)}")
    elif left.years and right.years:
        yield Finding("different years", f"of different years: {min(left.years)} / {min(right.years)}")
    elif left.years or right.years:
        yield Finding("articles of different years", "only one is given with its year")
    elif _gap(left, right) > _YEAR:
        yield Finding("articles of different years", "articles more than a year apart, no year given")


def _group(left: Profile, right: Profile) -> Iterator[Finding]:
    if names := left.names & right.names:
        yield Finding("same name of a group", f"same name “{min(names)}”")


def _pair(left: set[str], right: set[str]) -> str:
    return f"{min(left)} / {min(right)}"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(set(words))[:_SHOWN])


def _shown(token: str) -> str:
    return token.partition(":")[2] or token


_COMPARE: dict[Kind, Callable[[Profile, Profile], Iterator[Finding]]] = {
    Kind.PERSON: _person,
    Kind.ORGANIZATION: _organization,
    Kind.PLACE: _place,
    Kind.LEGISLATION: _law,
    Kind.EVENT: _event,
    Kind.GROUP: _group,
}
