"""Who is who among the people of an article: full names first, then the short forms that only one of them can bear."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from newsgraph.model import Kind, Mention
from newsgraph.resolve.names import is_shortened, same_given, surname_parts, usual_gender
from newsgraph.resolve.within.chain import Chain, Source
from newsgraph.resolve.within.person import Person, read_person, share_family_names

_Identity = tuple[tuple[str, ...], str]


@dataclass(slots=True, eq=False)
class _Bearer:
    """A person named in full, and what the mentions that were given to them tell."""

    parts: tuple[str, ...]
    generation: str
    rivals: bool = False
    """Whether the name may be a short form of two others."""
    people: list[tuple[Person, str]] = field(default_factory=list)
    forms: Counter[tuple[str, ...]] = field(default_factory=Counter)
    """The full forms of the name, counted."""
    genders: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    nicks: set[str] = field(default_factory=set)
    start: int = -1

    def add(self, person: Person, why: str, *, full: bool = False) -> None:
        """Take a mention in."""
        self.people.append((person, why))
        if full:
            self.forms[person.parts] += 1
        self.genders |= {person.gender} if person.gender else set()
        self.roles |= person.roles
        self.nicks |= {person.nick} if person.nick else set()
        start = person.mention.span.start
        self.start = start if self.start < 0 else min(self.start, start)

    @property
    def shown(self) -> str:
        """Return the full form used most, the longest of several: readers may take in a word too many."""
        usual = min(self.forms, key=lambda parts: (-self.forms[parts], -len("".join(parts)), parts))
        return " ".join((*usual, self.generation)).strip()

    @property
    def gender(self) -> str | None:
        return _only(self.genders)


def person_chains(mentions: Sequence[Mention], source: Source) -> list[Chain]:
    """Return the chains of people: each mention, in order of place, lands in exactly one."""
    people = share_family_names([read_person(mention, source) for mention in mentions], source)
    full = {person.parts for person in people if person.is_full}
    whole: list[Person] = []
    short: list[Person] = []
    for person in people:
        # "Van Holmer" begins with a particle and yet is nobody's family name here.
        named = len(person.parts) > 1 and not any(_ends(person.parts, name) for name in full)
        (whole if person.is_full or named else short).append(person)
    bearers = _bearers(whole, source)
    loose = _give_short_forms(short, bearers, source)
    return [*(_chain_of(bearer) for bearer in bearers), *_loose_chains(loose, source)]


def _bearers(full: Sequence[Person], source: Source) -> list[_Bearer]:
    """Return the people named in full, the longest names first; shorter ones join the one that they fit."""
    named: dict[_Identity, list[Person]] = defaultdict(list)
    for person in full:
        named[person.identity].append(person)
    bearers: list[_Bearer] = []
    for identity in sorted(named, key=lambda found: (-len("".join(found[0])), found)):
        people = named[identity]
        fits = [(bearer, why) for bearer in bearers if (why := _same(people, bearer, source))]
        tails = [bearer for bearer in bearers if _ends(identity[0], bearer.parts)] if not fits else []
        if len(fits) == 1:
            home, why = fits[0]
        elif len(tails) == 1 and not identity[1] and not _parted(_only(p.gender for p in people), tails[0]):
            home, why = tails[0], f"family names of “{tails[0].shown}”"
        else:
            home, why = _Bearer(*identity, rivals=len(fits) > 1), "full name"
            bearers.append(home)
        for person in people:
            home.add(person, why, full=home not in tails)
    return bearers


def _same(people: Sequence[Person], bearer: _Bearer, source: Source) -> str:
    """Return why a full name is a form of the bearer's; nothing where it is another's."""
    person = people[0]
    short, full = person.parts, bearer.parts
    if _parted(_only(found.gender for found in people), bearer):
        return ""
    if person.generation != bearer.generation:
        # Headlines drop the "Jr."; elsewhere the name without it may be the father's.
        bare = [found for found in people if not found.generation] or [found for found, _ in bearer.people]
        if person.generation and bearer.generation:
            return ""
        if not all(source.in_heading(found.mention.span.start) for found in bare):
            return ""
    if short == full:
        return "full name, without its suffix in a headline"
    if is_shortened(short, full):
        return "shorter form of the full name"
    if "".join(short) == "".join(full) or short in (full[-1:] + full[:-1], full[1:] + full[:1]):
        return "same name, otherwise spaced or with the family name first"
    if (same_given(short[0], full[0]) or short[0] in bearer.nicks) and is_shortened((full[0], *short[1:]), full):
        return f"“{short[0]}” stands for “{full[0]}”, with one family name"
    return ""


def _ends(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Return whether the words stand in the full name behind its first, side by side."""
    return any(full[at : at + len(short)] == short for at in range(1, len(full) - len(short) + 1))


def _parted(gender: str | None, bearer: _Bearer) -> bool:
    """Return whether a title speaks against the bearer: “Ms.” is not he."""
    known = bearer.gender or usual_gender(bearer.parts[0])
    return bool(gender and known and gender != known)


def _give_short_forms(shorts: Sequence[Person], bearers: Sequence[_Bearer], source: Source) -> list[tuple[Person, str]]:
    """Put each short form to the one who bears it, and return those that are nobody's or may be several people's."""
    introduced = [(bearer, bearer.start) for bearer in bearers]
    established: dict[tuple[str, ...], _Bearer] = {}
    left: list[tuple[Person, str]] = []
    again: list[Person] = []
    for person in shorts:
        at = person.mention.span.start
        fitting, manner = _fitting(person, bearers)
        bearer, why = _chosen(person, fitting, manner)
        if bearer is None and fitting and manner == "surname" and not person.generation:
            known = [found for found, start in introduced if start < at and found in fitting]
            if len(known) == 1:
                bearer, why = known[0], f"surname of “{known[0].shown}”, the only bearer named so far"
            else:
                again.append(person)
                continue
        if bearer is None:
            left.append((person, why))
        else:
            bearer.add(person, why)
            if manner == "surname":
                established.setdefault(person.parts, bearer)
    for person in again:
        bearer = established.get(person.parts)
        fitting, _ = _fitting(person, bearers)
        if bearer in fitting and bearer is not None and _still_meant(person, bearer, fitting, source):
            bearer.add(person, f"the surname alone stands for “{bearer.shown}” in this article")
        else:
            left.append((person, "surname of several people in this article"))
    return left


def _fitting(person: Person, bearers: Sequence[_Bearer]) -> tuple[list[_Bearer], str]:
    """Return who may bear a short form, and whether as a surname or a first name."""
    if not person.parts:
        return [], ""
    word = person.parts[-1] if len(person.parts) == 1 else ""
    surname = [b for b in bearers if word in surname_parts(b.parts) or _ends(person.parts, b.parts)]
    surname = [
        b for b in surname if any(f[-len(person.parts) :] == person.parts for f in (b.parts, *b.forms))
    ] or surname
    first = [b for b in bearers if word and b.parts[0] == word] or [
        b for b in bearers if len(word) > 2 and (same_given(word, b.parts[0]) or word in b.nicks)
    ]
    found, manner = (surname, "surname") if surname else (first, "first name")
    able = [b for b in found if not _parted(person.gender, b)]
    if person.generation:
        able = [b for b in able if b.generation == person.generation]
    return able, manner


def _chosen(person: Person, fitting: Sequence[_Bearer], manner: str) -> tuple[_Bearer | None, str]:
    if not fitting:
        return None, "no full name in this article that it fits"
    if len(fitting) == 1:
        if manner == "first name" and person.titled:
            manner = "first word, with a title,"
        return fitting[0], f"{manner} of “{fitting[0].shown}”, the only bearer in this article"
    bare = {role for role in person.roles if not role.startswith("former ")}
    titled = [bearer for bearer in fitting if bare & bearer.roles]
    if len(titled) == 1:
        return titled[0], f"{manner} and title of “{titled[0].shown}”"
    told = [bearer for bearer in fitting if person.gender and bearer.gender == person.gender]
    if len(told) == 1:
        return told[0], f"{manner} of “{told[0].shown}”, whom its title fits"
    return None, f"{manner} of several people in this article"


def _still_meant(person: Person, bearer: _Bearer, fitting: Sequence[_Bearer], source: Source) -> bool:
    """Return whether a surname still stands for its first bearer once others with it have been named.

    Not between father and son, and not in a paragraph where another of the name was the last to be named. Headlines
    speak of the one whom the story calls so first.
    """
    if source.in_heading(person.mention.span.start):
        return True
    if any(
        other.parts == bearer.parts or (bearer.generation and other is not bearer)
        for other in fitting
        if other is not bearer
    ):
        return False
    at = person.mention.span.start
    here = source.block_of(at)

    def last(of: _Bearer) -> int:
        starts = [found.mention.span.start for found, _ in of.people]
        return max((start for start in starts if start < at and source.block_of(start) == here), default=-1)

    return all(last(other) <= last(bearer) for other in fitting if other is not bearer) or all(
        last(other) < 0 for other in fitting if other is not bearer
    )


def _loose_chains(loose: Iterable[tuple[Person, str]], source: Source) -> list[Chain]:
    """Return chains of the short forms that nobody named in full bears: one a word, “Mr. Lee” apart from “Ms. Lee”."""
    gathered: dict[_Identity, list[tuple[Person, str]]] = defaultdict(list)
    for person, why in loose:
        gathered[person.identity if person.parts else ((source.words(person.mention),), "")].append((person, why))
    chains = []
    for (parts, generation), people in sorted(gathered.items()):
        word = " ".join((*parts, generation)).strip()
        unsettled = any("several" in why for _, why in people)
        genders = sorted({person.gender for person, _ in people if person.gender})
        for gender in [*genders, None] if len(genders) > 1 or (genders and unsettled) else [None]:
            alike = people if len(genders) < 2 and not unsettled else [p for p in people if p[0].gender == gender]
            if not alike:
                continue
            key = f"{word} ({gender})" if gender else word
            chain = Chain(
                Kind.PERSON, key, gender=gender or (genders[0] if len(genders) == 1 and not unsettled else None)
            )
            chain.settled = not unsettled and (gender is not None or len(genders) < 2)
            for person, why in alike:
                chain.add(person.mention, why if unsettled else _why_loose(why))
                chain.roles |= person.roles
            chain.unlikely_gender = _unlikely(parts) if not person.titled else None
            chains.append(chain)
    return chains


def _why_loose(why: str) -> str:
    return "one word, no full name in this article" if why.startswith("no full") else why


def _chain_of(bearer: _Bearer) -> Chain:
    chain = Chain(Kind.PERSON, bearer.shown, gender=bearer.gender, roles=bearer.roles, settled=not bearer.rivals)
    chain.unlikely_gender = _unlikely(bearer.parts)
    for person, why in bearer.people:
        chain.add(person.mention, why)
    return chain


def _unlikely(parts: tuple[str, ...]) -> str | None:
    usual = usual_gender(parts[0])
    return {"f": "m", "m": "f"}[usual] if usual else None


def _only(genders: Iterable[str | None]) -> str | None:
    """Return the gender that all who tell one agree on."""
    told = {gender for gender in genders if gender}
    return min(told) if len(told) == 1 else None
