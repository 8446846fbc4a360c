"""The list of US office holders: presidents, vice presidents and members of Congress."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from newsgraph.gazetteers import names, rows
from newsgraph.link.names import fold

BIOGUIDE = "https://bioguide.congress.gov/search/bio/{}"
WIKIDATA = "http://www.wikidata.org/entity/{}"
GOVTRACK = "https://www.govtrack.us/congress/members/{}"
_SUFFIXES = frozenset("jr sr ii iii iv".split())
EXECUTIVE = frozenset({"president", "vice president"})


@dataclass(frozen=True, slots=True)
class Term:
    """A stretch of days in one office."""

    office: str
    """`senator`, `representative`, `president`, `vice president`."""
    state: str
    """The code of the division stood for, `US-WA`; empty for the executive."""
    start: date
    end: date
    party: str


@dataclass(frozen=True, slots=True)
class Post:
    """A post of leadership in Congress."""

    title: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Holder:
    """A person who holds or held an office."""

    identifiers: tuple[str, ...]
    """IRIs, the one to link to first."""
    surname: str
    names: tuple[str, ...]
    """Full names, the usual one first."""
    born: date
    terms: tuple[Term, ...]
    posts: tuple[Post, ...]

    @property
    def offices(self) -> frozenset[str]:
        """Return all offices ever held."""
        return frozenset(term.office for term in self.terms)

    @property
    def states(self) -> frozenset[str]:
        """Return the codes of the divisions stood for in Congress."""
        return frozenset(term.state for term in self.terms if term.state)


@cache
def holders() -> tuple[Holder, ...]:
    """Return all people on the list."""
    return tuple(_holder(row) for row in rows("office-holders"))


@cache
def by_full_name() -> dict[str, tuple[Holder, ...]]:
    """Return the people by each of their full names, folded, with and without middle initials and suffixes."""
    found: dict[str, list[Holder]] = {}
    for holder in holders():
        for name in dict.fromkeys(form for full in holder.names for form in _forms(fold(full))):
            found.setdefault(name, []).append(holder)
    return {name: tuple(listed) for name, listed in found.items()}


@cache
def by_surname() -> dict[str, tuple[Holder, ...]]:
    """Return the people by folded surname."""
    found: dict[str, list[Holder]] = {}
    for holder in holders():
        found.setdefault(fold(holder.surname), []).append(holder)
    return {name: tuple(listed) for name, listed in found.items()}


@cache
def identifiers() -> dict[str, tuple[str, ...]]:
    """Return all IRIs of a person by each of them."""
    return {one: holder.identifiers for holder in holders() for one in holder.identifiers}


def bare(name: str) -> str:
    """Return a folded full name without suffixes, and without initials between its first and last word."""
    words = [word for word in fold(name).split() if word not in _SUFFIXES]
    return " ".join(word for place, word in enumerate(words) if len(word) > 1 or place in (0, len(words) - 1))


def _forms(folded: str) -> tuple[str, str]:
    return folded, bare(folded)


def _holder(row: tuple[str, ...]) -> Holder:
    bioguide, wikidata, govtrack, surname, listed, born, terms, *posts = row
    linked = ((BIOGUIDE, bioguide), (WIKIDATA, wikidata), (GOVTRACK, govtrack))
    return Holder(
        tuple(form.format(one) for form, one in linked if one),
        surname,
        names(listed),
        _day(born),
        tuple(_term(term) for term in names(terms)),
        tuple(_post(post) for field in posts for post in names(field)),
    )


def _term(written: str) -> Term:
    office, state, start, end, party = written.split(",")
    return Term(office, f"US-{state}" if state else "", _day(start), _day(end), party)


def _post(written: str) -> Post:
    title, start, end = written.split(",")
    return Post(title, _day(start), _day(end or "9999-12-31"))


def _day(written: str) -> date:
    return date.fromisoformat(written or "0001-01-01")
