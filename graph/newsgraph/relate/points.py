"""What a statement is about: the points on which statements of several sources meet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import combinations

from newsgraph.model import Claim, Event, Quantity

SYMMETRIC = frozenset({"schema:spouse", "schema:sibling"})
"""Predicates that hold both ways."""
_AGENT, _AFFECTED, _COUNTERPART = "ng:Agent", "ng:Affected", "ng:Counterpart"
_PLAYERS = frozenset({_AGENT, _COUNTERPART})
_PLACE = "place"
_MOST_PLAYERS = 8
_BYTES = 8
_SEPARATOR = "\x1f"

Statement = Claim | Event
Point = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Things:
    """What local entities stand for over the corpus."""

    entity_of: Mapping[str, str]
    groups: frozenset[str] = frozenset()
    """Local entities that mean nothing outside their article."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Kind and name of each entity, in one text."""

    def named(self, local: str) -> str:
        """Return the entity of a local one; a group stays itself, as its namesakes elsewhere are other people."""
        return local if local in self.groups else self.entity_of.get(local, local)

    def known_as(self, local: str) -> str:
        """Return kind and name of the entity, which namesakes share, where known; else the entity."""
        entity = self.named(local)
        return self.names.get(entity, entity)


def points_of(statement: Statement, things: Things) -> Iterator[Point]:
    """Yield the points of a statement: two statements are on one point if they share one.

    Claims: the predicate with both ends, either way round where it is symmetric. Events: the type with someone it is
    done to; where nobody is, the type with two who take part, or with one of them and the place, law or forum. One name
    alone tells nothing, as private people never join by it; two that meet in one predicate or event do.
    """
    yield from _of_claim(statement, things) if isinstance(statement, Claim) else _of_event(statement, things)


def hashed(point: Point) -> int:
    """Return 64 bits that stand for a point in every run; in one of 400,000 graphs of ten million, two are alike."""
    said = _SEPARATOR.join(point)
    if said.count(_SEPARATOR) >= len(point):  # a name that holds it: where each part ends must still be told
        said = _SEPARATOR.join(("", *(f"{len(part)}:{part}" for part in point)))
    return int.from_bytes(blake2b(said.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest(), "little")


def locals_of(statement: Statement) -> Iterator[str]:
    """Yield the local entities that a statement speaks of, its source among them; some twice."""
    if statement.attributed_to:
        yield statement.attributed_to
    if isinstance(statement, Event):
        yield from (filler for _, filler in _fillers(statement))
        return
    yield statement.subject
    if isinstance(statement.object, str):
        yield statement.object


def roles_of(event: Event, things: Things) -> dict[str, frozenset[str]]:
    """Return by role what its named fillers are known as; both sides of a meeting or an agreement are one role."""
    found: dict[str, set[str]] = {}
    for role, filler in _fillers(event):
        if filler not in things.groups:
            found.setdefault(_AGENT if role in _PLAYERS else role, set()).add(things.known_as(filler))
    return {role: frozenset(fillers) for role, fillers in found.items()}


def _of_claim(claim: Claim, things: Things) -> Iterator[Point]:
    subject = things.known_as(claim.subject)
    if isinstance(claim.object, Quantity):
        yield claim.predicate, subject, *_figure(claim.object)
        return
    held = things.known_as(claim.object)
    yield claim.predicate, *(sorted((subject, held)) if claim.predicate in SYMMETRIC else (subject, held))


def _figure(given: Quantity) -> tuple[str, ...]:
    numbers = (given.value, given.minimum, given.maximum)
    # One text for equal numbers: a table gives 300.0 for 300.
    return given.unit, given.qualifier, *("" if number is None else repr(number + 0.0) for number in numbers)


def _of_event(event: Event, things: Things) -> Iterator[Point]:
    fillers = [(role, filler, things.known_as(filler)) for role, filler in _fillers(event)]
    affected = {(filler, name) for role, filler, name in fillers if role == _AFFECTED}
    if affected:
        others = {name for role, filler, name in fillers if role != _AFFECTED and filler not in things.groups}
        for filler, name in affected:
            entity = things.named(filler)
            yield event.type, _AFFECTED, entity
            if name != entity:
                yield from ((event.type, _AFFECTED, name, other) for other in others)
        return
    players = sorted({name for role, _, name in fillers if role in _PLAYERS})[:_MOST_PLAYERS]
    yield from ((event.type, _AGENT, *pair) for pair in combinations(players, 2))
    for role, _, name in fillers:
        if role not in _PLAYERS:
            yield from ((event.type, role, player, name) for player in players)


def _fillers(event: Event) -> Iterator[tuple[str, str]]:
    yield from ((role.role, role.filler) for role in event.roles)
    if event.place:
        yield _PLACE, event.place
