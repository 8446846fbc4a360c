"""Names matched against the lists: the one door to all of them, for articles and for a reconciliation service."""

from newsgraph.link.candidate import LIMIT, Candidate
from newsgraph.link.context import Context
from newsgraph.link.laws import law_candidates
from newsgraph.link.office_holders import identifiers
from newsgraph.link.organizations import organization_candidates
from newsgraph.link.people import person_candidates
from newsgraph.link.places import place_candidates
from newsgraph.model import Kind


def candidates(
    name: str,
    kind: Kind,
    *,
    other_names: tuple[str, ...] = (),
    context: Context | None = None,
    limit: int = LIMIT,
) -> tuple[Candidate, ...]:
    """Return what a name may stand for on the lists, likeliest first, at most `limit` of them with "none" among them.

    The scores sum to at most 1. Nothing is returned where no list knows the name, or holds nothing of the kind.
    For laws the name is a normal form (`8 U.S.C. § 1101`) or a name of the list of laws.
    """
    names, around = (name, *other_names), context or Context()
    match kind:
        case Kind.PLACE:
            found = place_candidates(names, around)
        case Kind.PERSON:
            found = person_candidates(names, around)
        case Kind.ORGANIZATION:
            found = organization_candidates(names, around)
        case Kind.LEGISLATION:
            found = law_candidates(names)
        case _:
            found = ()
    if len(found) <= limit:
        return found
    return (*found[: max(0, limit - 1)], found[-1])[:limit]


def other_identifiers(target: str) -> tuple[str, ...]:
    """Return the other IRIs that the lists have for a person, such as the Wikidata item beside the Bioguide page."""
    return tuple(one for one in identifiers().get(target, ()) if one != target)
