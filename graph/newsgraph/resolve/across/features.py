"""What agrees and what conflicts in a pair of profiles, in words; `weights` says what each finding weighs."""

from collections.abc import Callable, Iterator

from newsgraph.citations import names_one_law
from newsgraph.model import Kind
from newsgraph.resolve.across.person_features import gap, nested, person_findings
from newsgraph.resolve.across.profiles import Profile
from newsgraph.resolve.across.surroundings import is_generic, is_local
from newsgraph.resolve.across.weights import Finding
from newsgraph.resolve.across.wording import listed, pair, shown

_YEAR = 365


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
            yield Finding("same owner", f"both of {shown(min(common))}")
        elif not any(nested(one, other) for one in left.owners for other in right.owners):
            yield Finding("different owners", f"of {listed(map(shown, left.owners))} / of "
                          f"{listed(map(shown, right.owners))}")  # fmt: skip
    elif local:
        if common := left.places & right.places:
            yield Finding("same country", f"both articles from {shown(min(common))}")
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
    both = f"{listed(left.containers)} / {listed(right.containers)}"
    if common := left.containers & right.containers:
        return Finding("same container", f"both in {min(common)}")
    if any(nested(one, other) for one in left.containers for other in right.containers):
        return Finding("one container within the other", f"one in the other: {both}")
    return Finding("different containers", f"in different places: {both}")


def _contexts(left: Profile, right: Profile, name: str) -> Iterator[Finding]:
    common = left.context & right.context
    if common:
        yield Finding("their articles name the same places", f"both articles also name {listed(common)}")
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
    form = min(names)
    if names_one_law(form):
        yield Finding("same law", f"same normal form “{form}”")
    else:
        yield Finding("same form of many laws", f"same form “{form}”, which many laws bear")
    if common := left.jurisdictions & right.jurisdictions:
        yield Finding("same jurisdiction", f"both of {min(common)}")
    elif left.jurisdictions and right.jurisdictions:
        words = f"different jurisdictions: {pair(left.jurisdictions, right.jurisdictions)}"
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
    elif gap(left, right) > _YEAR:
        yield Finding("articles of different years", "articles more than a year apart, no year given")


def _group(left: Profile, right: Profile) -> Iterator[Finding]:
    if names := left.names & right.names:
        yield Finding("same name of a group", f"same name “{min(names)}”")


_COMPARE: dict[Kind, Callable[[Profile, Profile], Iterator[Finding]]] = {
    Kind.PERSON: person_findings,
    Kind.ORGANIZATION: _organization,
    Kind.PLACE: _place,
    Kind.LEGISLATION: _law,
    Kind.EVENT: _event,
    Kind.GROUP: _group,
}
