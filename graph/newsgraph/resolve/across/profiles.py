"""What an article says of each of its entities, and what several articles say together: all that pairs are judged by.

A profile is made from text, mentions, entities and links alone, never from trees, so that a rebuild from the tables of
a graph folder makes the same.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import NamedTuple

from newsgraph.model import AnnotatedArticle, Kind, LocalEntity, Position, Publicity, Verdict
from newsgraph.resolve.across.surroundings import Surroundings
from newsgraph.resolve.across.text_evidence import PersonFacts, owners_of, person_facts
from newsgraph.resolve.names import fold, generation, organization_key, person_parts
from newsgraph.resolve.vocabulary import holders_of, well_known_bodies
from newsgraph.resolve.within import names_of

_NUMBER = re.compile(r" \((?:\d+|[fm])\)$")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&-]{1,6}")
_PUBLIC = ("one", "few", "many")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_ISO = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
Role = tuple[str, str]
"""A role and whose it is ("mayor", "place:ashford"); the second is empty where the words do not tell."""


@dataclass(slots=True)
class Profile:
    """What is known of one thing, in one article or in several; sets only, so that merging has no order."""

    ids: set[str]
    kind: Kind
    articles: set[str]
    keys: set[str]
    public: bool = False
    names: set[str] = field(default_factory=set)
    """Folded names of two words or more, or the only names there are."""
    acronyms: set[str] = field(default_factory=set)
    parts: set[tuple[str, ...]] = field(default_factory=set)
    """For people: the words of their fullest names."""
    suffixes: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    roles: set[Role] = field(default_factory=set)
    cues: set[str] = field(default_factory=set)
    """Words at the name that only go with high office."""
    born: tuple[int, int] | None = None
    """The years in which a person may have been born, both included."""
    places: set[str] = field(default_factory=set)
    """Where the articles were written and where a person is said to be from."""
    days: tuple[int, int] | None = None
    """The first and last day of its articles, as ordinals."""
    outlets: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)
    """People and bodies named beside it."""
    links: set[str] = field(default_factory=set)
    """Outside identifiers accepted for it."""
    owners: set[str] = field(default_factory=set)
    """For bodies: whose it is, where words at its name say so."""
    countries: set[str] = field(default_factory=set)
    """The countries its articles are about or from, by ISO code."""
    containers: set[str] = field(default_factory=set)
    """For places: what it lies in, as its key says."""
    context: set[str] = field(default_factory=set)
    """For places: countries, divisions and cities that the same article names."""
    jurisdictions: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)

    def copy(self) -> "Profile":
        """Return a profile that can take others in without a change of this one."""
        made = self.lasting()
        made.ids, made.articles = set(self.ids), set(self.articles)
        return made

    def lasting(self) -> "Profile":
        """Return what it says as it stands now, without whose it is."""
        return Profile(set(), self.kind, set(), *_SAID(self))

    def absorb(self, other: "Profile") -> None:
        """Take in what another profile knows; sets of evidence are replaced and never changed, so that copies last."""
        self.ids.update(other.ids)
        self.articles.update(other.articles)
        for name in ("keys", *EVIDENCE):
            mine, theirs = getattr(self, name), getattr(other, name)
            if not theirs <= mine:
                setattr(self, name, mine | theirs)
        self.absorb_bounds(other)

    def absorb_bounds(self, other: "Profile") -> None:
        """Take in what another profile knows beside its sets."""
        self.public = self.public or other.public
        if self.born and other.born:
            self.born = (max(self.born[0], other.born[0]), min(self.born[1], other.born[1]))
        self.born = self.born or other.born
        if self.days and other.days:
            self.days = (min(self.days[0], other.days[0]), max(self.days[1], other.days[1]))
        self.days = self.days or other.days

    @property
    def full(self) -> bool:
        """Whether a person is known by more than one word."""
        return any(len(parts) > 1 for parts in self.parts)

    @property
    def marked(self) -> bool:
        """Whether a person's article says who it is, though not in public life: a trade, an age."""
        return self.full and bool(self.roles or self.born)

    @property
    def thin(self) -> bool:
        """Whether too little is known to stand for itself: it may join the one thing that it can be."""
        if self.links:
            return False
        if self.kind is Kind.PERSON:
            return not (self.public and self.full)
        if self.kind is Kind.PLACE:
            return not self.containers
        if self.kind is Kind.ORGANIZATION:
            return not self.names and bool(self.acronyms)
        return False


def gathered_profile(profiles: Sequence[Profile]) -> Profile:
    """Return what several profiles know together; of one alone, that one itself."""
    if len(profiles) == 1:
        return profiles[0]
    gathered = profiles[0].copy()
    gathered.ids = set().union(*(one.ids for one in profiles))
    gathered.articles = set().union(*(one.articles for one in profiles))
    for name in ("keys", *EVIDENCE):
        # Profiles read from tables share their sets, so that of thousands few are looked at.
        different = {id(found): found for found in map(attrgetter(name), profiles)}
        if len(different) > 1:
            setattr(gathered, name, frozenset().union(*different.values()))
    for other in profiles[1:]:
        gathered.absorb_bounds(other)
    return gathered


_SAID = attrgetter(*[part.name for part in fields(Profile)][3:])
EVIDENCE = (
    *("names", "acronyms", "parts", "suffixes", "genders", "roles", "cues", "places", "outlets", "company", "links"),
    *("owners", "countries", "containers", "context", "jurisdictions", "years"),
)
"""The sets that hold evidence, names included."""


class Offer(NamedTuple):
    """An outside identifier that a list offers for a local entity: a link without whose it is."""

    target: str | None
    label: str
    score: float
    verdict: Verdict
    reason: str
    by: str
    position: Position | None


class Told(NamedTuple):
    """What is written of a local entity beside its profile; namesakes often share it to the letter."""

    kind: Kind
    key: str
    names: tuple[str, ...]
    """The names its article uses, as often as it does."""
    jurisdiction: str | None
    basis: str | None
    """For those known to be public, why; it may be empty."""
    offers: tuple[Offer, ...]


class Member(NamedTuple):
    """A local entity with what its article tells of it: all that identity over the corpus is found by."""

    id: str
    article: str
    told: Told
    profile: Profile
    part_of: str | None
    demonym_of: str | None


def members_of(annotated: AnnotatedArticle, decided: Mapping[str, Mapping[str, Verdict]]) -> Iterator[Member]:
    """Yield the article's local entities with their profiles.

    `decided` holds what people said of outside identifiers, by local entity: it overrules the lists.
    """
    around = Surroundings(annotated)
    shown = names_of(annotated)
    offers: dict[str, list[Offer]] = {}
    for link in annotated.links:
        made = Offer(link.target, link.label, link.score, link.verdict, link.reason, link.by, link.position)
        offers.setdefault(link.local, []).append(made)
    for local in annotated.entities:
        names = shown[local.id]
        mine = tuple(offers.get(local.id, ()))
        profile = Profile(
            {local.id},
            local.kind,
            {local.article},
            {local.key},
            links=accepted(mine, decided.get(local.id, {})),
            days=(around.day, around.day) if around.day else None,
            outlets={around.outlet} if around.outlet else set(),
        )
        _FILL.get(local.kind, _fill_named)(profile, local, names, around)
        basis = local.publicity_basis or "" if local.publicity is Publicity.PUBLIC else None
        told = Told(local.kind, local.key, names, local.jurisdiction, basis, mine)
        yield Member(local.id, local.article, told, profile, local.part_of, local.demonym_of)


def accepted(offers: Iterable[Offer], decided: Mapping[str, Verdict]) -> set[str]:
    """Return the outside identifiers that count: those that people accepted, or else those of the lists."""
    said = {target for target, verdict in decided.items() if verdict is Verdict.SAME}
    return said or {
        one.target for one in offers if one.verdict is Verdict.SAME and one.target and one.target not in decided
    }


def _base_key(local: LocalEntity) -> str:
    """Return the key without what tells namesakes of one article apart."""
    return _NUMBER.sub("", local.key)


def _fill_person(profile: Profile, local: LocalEntity, names: tuple[str, ...], around: Surroundings) -> None:
    facts = person_facts(local, around)
    called = (_base_key(local), local.name, *names)
    profile.parts = _fullest({person_parts(name) for name in called})
    profile.names = {" ".join(parts) for parts in profile.parts}
    profile.suffixes = {suffix for name in called if (suffix := generation(name))}
    profile.genders, profile.roles = facts.genders, facts.roles
    profile.born, profile.cues = facts.born, facts.cues
    profile.places = facts.homes | around.dateline
    profile.public = local.publicity is Publicity.PUBLIC and _has_public_role(facts)
    profile.company = around.company - {around.person_token(parts) for parts in profile.parts}


def _has_public_role(facts: PersonFacts) -> bool:
    """Return whether a role on the list is one of public life, or there is only a title that the list does not know."""
    return not facts.roles or any(holders_of(role) in _PUBLIC for role, _ in facts.roles)


def _fullest(found: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Return the longest names: the shorter ones of the article are forms of them."""
    most = max(len(parts) for parts in found)
    return {parts for parts in found if parts and len(parts) == max(1, most)}


def _fill_organization(profile: Profile, local: LocalEntity, names: tuple[str, ...], around: Surroundings) -> None:
    listed = well_known_bodies()
    key, _, owner = _base_key(local).partition(", ")
    for name in {key, local.name, *names}:
        shown = organization_key(name)
        acronym = _ACRONYM.fullmatch(name.replace(".", ""))
        if acronym:
            profile.acronyms.add(shown)
        elif len(shown.split()) > 1 or shown == key:
            profile.names.add(shown)
        else:
            # "The Times" is a newspaper's name, and short for others of which the article says more.
            continue
        if fold(name) in listed:
            profile.names.add(listed[fold(name)])
    if profile.acronyms >= profile.names:
        profile.names.clear()
    profile.owners = {f"place:{owner}"} if owner else owners_of(local, key, around)
    profile.countries = around.countries
    profile.places = around.dateline


def _fill_place(profile: Profile, local: LocalEntity, names: tuple[str, ...], around: Surroundings) -> None:
    base, _, container = _base_key(local).partition(", ")
    profile.names = {fold(base)}
    if _ISO.fullmatch(local.key):
        profile.containers = {local.key}
    elif container:
        profile.containers = {container}
    profile.context = around.context - {local.key, fold(base)}


def _fill_law(profile: Profile, local: LocalEntity, names: tuple[str, ...], around: Surroundings) -> None:
    profile.names = {local.key}
    if local.jurisdiction:
        profile.jurisdictions = {local.jurisdiction}


def _fill_event(profile: Profile, local: LocalEntity, names: tuple[str, ...], around: Surroundings) -> None:
    profile.years = {int(year) for name in (local.key, *names) for year in _YEAR.findall(name)}
    profile.names = {" ".join(_YEAR.sub(" ", fold(_base_key(local))).split()) or local.key}


def _fill_named(profile: Profile, local: LocalEntity, names: tuple[str, ...], around: Surroundings) -> None:
    profile.names = {local.key}


_FILL = {
    Kind.PERSON: _fill_person,
    Kind.ORGANIZATION: _fill_organization,
    Kind.PLACE: _fill_place,
    Kind.LEGISLATION: _fill_law,
    Kind.EVENT: _fill_event,
}
