"""How two things are connected: the shortest chains of claims, events and shared articles between them.

A step that somebody tells of (a claim, an event, what one says of the other) is worth more than two things that an
article merely names together, so chains are ordered by the sum of their steps' costs. The search runs from both ends at
once and reads a bounded number of statements, so that a thing which half of all articles name cannot make it slow; what
is named that widely tells nothing when it stands in the middle of a chain, and is passed over there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from newsgraph.errors import NewsgraphError
from newsgraph.library.asking import find_entity
from newsgraph.library.evidence import Evidence, between, shared
from newsgraph.library.facts import Facts, Thing, value_of
from newsgraph.store import rows
from newsgraph.vocab import PREFIXES, expand

if TYPE_CHECKING:
    from newsgraph.library.opening import Library

TOLD, SAID, SHARED = 2, 3, 5
"""What a step costs: over a claim or an event; over what one says of the other; over a shared article."""
_HOW = {TOLD: "told", SAID: "said", SHARED: "shared"}
_HUB = 100
"""Through what more articles name no chain leads by way of shared articles."""
_TOGETHER = 32
"""So many things are asked of the store at once."""
_ROWS = 5000
"""So many rows the store may answer with in all, after which the search ends with what it has."""
_QUERY = 150
"""As many rows as a query costs the time of."""
_CANDIDATES = 24
_ENTITY = re.compile(r"(?:person|place|organization|legislation|group)/|event/(?![0-9a-f]{16}_)")
"""How the identifiers of entities start, in contrast to those of figures, articles and events that were read."""


@dataclass(frozen=True, slots=True)
class Step:
    """Two things that stand next to each other in a chain, and why."""

    one: Thing
    other: Thing
    how: str
    """`told` (a claim or an event joins them), `said` (one speaks of the other) or `shared` (an article names both)."""
    evidence: tuple[Evidence, ...]
    """What joins them, the best first; there may be more."""


@dataclass(frozen=True, slots=True)
class Path:
    """A chain from one thing to another."""

    steps: tuple[Step, ...]
    cost: int

    @property
    def things(self) -> tuple[Thing, ...]:
        """The things on the way, both ends with them."""
        return (self.steps[0].one, *(step.other for step in self.steps))


@dataclass(slots=True)
class _Side:
    """What is reached from one end: the cost of each thing, and what is still to be followed."""

    reached: dict[str, int]
    waiting: list[tuple[int, str, str]] = field(default_factory=list)
    """Cost of what would be found, which kind of steps, from which thing."""
    done: set[tuple[str, str]] = field(default_factory=set)

    def cheapest(self) -> int:
        """Return the least cost at which anything new could be found; a very great number where nothing can."""
        return self.waiting[0][0] if self.waiting else 1_000_000


class _Reader:
    """Reads the neighbours of things, keeps what it has read, and counts the rows."""

    def __init__(self, library: "Library") -> None:
        self._library = library
        self._articles: dict[str, tuple[str, ...]] = {}
        self._named: dict[str, tuple[str, ...]] = {}
        self._counts: dict[str, int] = {}
        self.left = _ROWS

    def articles(self, thing: str) -> tuple[str, ...]:
        """Return articles that name a thing, as many as make a hub at most."""
        if thing not in self._articles:
            from pyoxigraph import NamedNode  # noqa: PLC0415

            pattern = (None, NamedNode(expand("schema:mentions")), NamedNode(thing), None)
            found = (value_of(quad.subject) for quad in self._library.store.quads_for_pattern(*pattern))
            self._articles[thing] = tuple(dict.fromkeys(islice(found, _HUB)))
            self.left -= len(self._articles[thing])
        return self._articles[thing]

    def count(self, thing: str) -> int:
        """Return how many articles name a thing."""
        if thing not in self._counts:
            known = self._library.index.entity(thing.removeprefix(self._library.base))
            self._counts[thing] = known.articles if known else 0
        return self._counts[thing]

    def named_with(self, things: list[str]) -> Iterator[tuple[str, str, int]]:
        """Yield what is named in the same articles: from which thing, what, at what cost."""
        wanted = {article for thing in things for article in self.articles(thing)} - self._named.keys()
        self._named |= dict.fromkeys(wanted, ())
        found: dict[str, list[str]] = {}
        for article, thing in self._rows(_NAMED_IN, sorted(wanted)):
            found.setdefault(article, []).append(thing)
        self._named |= {article: tuple(named) for article, named in found.items()}
        for thing in things:
            near = {one for article in self.articles(thing) for one in self._named[article]}
            yield from ((thing, one, SHARED) for one in sorted(near - {thing}))

    def named_together(self, one: str, other: str) -> bool:
        """Return whether an article names both."""
        query = f"SELECT ?article {{ ?article schema:mentions <{one}> . ?article schema:mentions <{other}> }} LIMIT 1"
        return bool(rows(self._library.store, query, prefixes=_PREFIXES).rows)

    def told_with(self, things: list[str]) -> Iterator[tuple[str, str, int]]:
        """Yield what claims, events and sources join the things with: from which, what, at what cost."""
        base = len(self._library.base)
        for thing, near, price in self._rows(_TOLD_WITH, things):
            if near != thing and _ENTITY.match(near, base):
                yield thing, near, int(price)

    def _rows(self, query: str, listed: list[str]) -> tuple[tuple[str, ...], ...]:
        if not listed or self.left <= 0:
            return ()
        asked = query.format(listed=" ".join(f"<{one}>" for one in listed), told=TOLD, said=SAID, most=self.left)
        found = rows(self._library.store, asked, prefixes=_PREFIXES).rows
        self.left -= len(found) + _QUERY
        return found


_PREFIXES = {name: PREFIXES[name] for name in ("ng", "rdf", "schema", "sem")}
Links = dict[str, dict[str, int]]
"""The cost of the step between two things, both ways."""


def paths(
    library: "Library", one: str, other: str, *, most: int = 3, longest: int = 4, pieces: int = 3
) -> tuple[Path, ...]:
    """Return how two entities are connected, at most `most` chains of at most `longest` steps, the best first.

    The two are named by IRI, id or name. Among chains of one cost come first those over things that few articles name,
    then those whose IRIs come first. Each step carries at most `pieces` of its evidence. There is none where nothing
    connects the two within the bounds.

    Raises:
        NewsgraphError: where one is not in the graph, a name is borne by several, or both are one thing.
    """
    facts = Facts(library)
    start, end = find_entity(facts, one), find_entity(facts, other)
    if start.iri == end.iri:
        raise NewsgraphError(f"Both are the same thing, {start.iri}; name two.")
    reader = _Reader(library)
    links = _search(reader, start.iri, end.iri, most=most, longest=longest)
    chains = _chains(links, start.iri, end.iri, most=most, longest=longest)
    chains.sort(key=lambda chain: (chain[0], sum(map(reader.count, chain[1][1:-1])), chain[1]))
    return tuple(_told(facts, cost, chain, links, pieces) for cost, chain in chains[:most])


def _told(facts: Facts, cost: int, chain: tuple[str, ...], links: Links, pieces: int) -> Path:
    steps = []
    for left, right in pairwise(facts.thing(iri) for iri in chain):
        price = links[left.iri][right.iri]
        joining = shared if price == SHARED else between
        steps.append(Step(left, right, _HOW[price], joining(facts, left, right, most=pieces)))
    return Path(tuple(steps), cost)


def _search(reader: _Reader, start: str, end: str, *, most: int, longest: int) -> Links:
    """Return the steps that were found around both ends, until enough cheap chains meet or the bounds are reached."""
    links: Links = {start: {}, end: {}}
    if reader.named_together(start, end):
        _join(links, start, end, SHARED)
    sides = (_Side({start: 0}), _Side({end: 0}))
    for side, iri in zip(sides, (start, end), strict=True):
        side.waiting = [(TOLD, "told", iri), (SHARED, "shared", iri)]
    while reader.left > 0:
        side, opposite = sorted(sides, key=_Side.cheapest)
        meeting = sorted(cost + opposite.reached[iri] for iri, cost in side.reached.items() if iri in opposite.reached)
        bound = side.cheapest() + opposite.cheapest()
        if side.cheapest() > longest * SHARED or (len(meeting) >= most and meeting[most - 1] <= bound):
            break
        for iri, near, price in _followed(reader, side, ends=(start, end)):
            _join(links, iri, near, price)
            total = side.reached[iri] + price
            if total < side.reached.get(near, total + 1):
                side.reached[near] = total
                for kind, step in (("told", TOLD), ("shared", SHARED)):
                    if (kind, near) not in side.done:
                        heappush(side.waiting, (total + step, kind, near))
    return links


def _followed(reader: _Reader, side: _Side, *, ends: tuple[str, str]) -> list[tuple[str, str, int]]:
    """Return the steps that lead on at the least cost, from as many things as may be asked about together."""
    cost, kind, iri = heappop(side.waiting)
    group = [iri]
    while side.waiting and side.waiting[0][:2] == (cost, kind) and len(group) < _TOGETHER:
        group.append(heappop(side.waiting)[2])
    group = [iri for iri in dict.fromkeys(group) if (kind, iri) not in side.done]
    side.done.update((kind, iri) for iri in group)
    if kind == "told":
        return list(reader.told_with(group))
    return list(reader.named_with([iri for iri in group if iri in ends or reader.count(iri) <= _HUB]))


def _chains(links: Links, start: str, end: str, *, most: int, longest: int) -> list[tuple[int, tuple[str, ...]]]:
    """Return the cheapest chains of the steps that are known, and all that cost the same as the last of them."""
    ahead = _distances(links, end)
    if start not in ahead:
        return []
    waiting: list[tuple[int, int, tuple[str, ...]]] = [(ahead[start], 0, (start,))]
    found: list[tuple[int, tuple[str, ...]]] = []
    for _ in range(_CANDIDATES * 100):
        if not waiting or len(found) >= _CANDIDATES:
            break
        total, spent, chain = heappop(waiting)
        if len(found) >= most and total > found[most - 1][0]:
            break
        if chain[-1] == end:
            found.append((spent, chain))
        elif len(chain) <= longest:
            for near, price in sorted(links[chain[-1]].items()):
                if near in ahead and near not in chain:
                    heappush(waiting, (spent + price + ahead[near], spent + price, (*chain, near)))
    return found


def _distances(links: Links, end: str) -> dict[str, int]:
    found: dict[str, int] = {}
    waiting = [(0, end)]
    while waiting:
        cost, iri = heappop(waiting)
        if iri not in found:
            found[iri] = cost
            for near, price in links[iri].items():
                if near not in found:
                    heappush(waiting, (cost + price, near))
    return found


def _join(links: Links, one: str, other: str, price: int) -> None:
    for left, right in ((one, other), (other, one)):
        known = links.setdefault(left, {})
        known[right] = min(price, known.get(right, price))


_NAMED_IN = """SELECT DISTINCT ?article ?thing {{
  VALUES ?article {{ {listed} }} ?article schema:mentions ?thing
}} LIMIT {most}"""
_TOLD_WITH = """SELECT DISTINCT ?thing ?near ?price {{
  {{ VALUES ?thing {{ {listed} }} ?told rdf:subject ?thing ; rdf:object ?near . BIND({told} AS ?price) }}
  UNION {{ VALUES ?thing {{ {listed} }} ?told rdf:object ?thing ; rdf:subject ?near . BIND({told} AS ?price) }}
  UNION {{
    VALUES ?thing {{ {listed} }} ?role rdf:value ?thing . ?told sem:hasActor ?role . ?told sem:hasActor ?with .
    ?with rdf:value ?near . BIND({told} AS ?price)
  }}
  UNION {{
    VALUES ?thing {{ {listed} }} ?role rdf:value ?thing . ?told sem:hasActor ?role ; sem:hasPlace ?near .
    BIND({told} AS ?price)
  }}
  UNION {{
    VALUES ?thing {{ {listed} }} ?told sem:hasPlace ?thing ; sem:hasActor ?with . ?with rdf:value ?near .
    BIND({told} AS ?price)
  }}
  UNION {{
    VALUES ?thing {{ {listed} }} ?told ng:attributedTo ?thing ; rdf:subject|rdf:object|sem:hasPlace ?near .
    BIND({said} AS ?price)
  }}
  UNION {{
    VALUES ?thing {{ {listed} }} ?told ng:attributedTo ?thing ; sem:hasActor ?with . ?with rdf:value ?near .
    BIND({said} AS ?price)
  }}
  UNION {{
    VALUES ?thing {{ {listed} }} ?told rdf:subject|rdf:object|sem:hasPlace ?thing . ?told ng:attributedTo ?near .
    BIND({said} AS ?price)
  }}
  UNION {{
    VALUES ?thing {{ {listed} }} ?role rdf:value ?thing . ?told sem:hasActor ?role . ?told ng:attributedTo ?near .
    BIND({said} AS ?price)
  }}
}} LIMIT {most}"""
