"""Which nodes of a graph to draw: those around a name, of some kinds, and the most important of them."""

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from newsgraph.errors import NewsgraphError
from newsgraph.model import Kind, KnowledgeGraph
from newsgraph.network import ARTICLE, REPORTED_EVENT, Link
from newsgraph.network.nodes import Value

MOST = 2000
"""More drawn nodes than this are neither legible nor quick."""

_EVENTS = 6
"""Where not all can be drawn, reported events get one place in so many."""

Attributes = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Choice:
    """The part of a graph to draw. Nodes are sorted by importance, the most important first."""

    nodes: tuple[str, ...]
    links: tuple[Link, ...]
    degrees: Mapping[str, int]
    """How many different nodes each drawn node is joined to in the whole graph."""
    total_nodes: int
    """How many nodes there are to draw from: those within reach and of the kinds asked for."""
    total_links: int
    around: tuple[str, ...] = ()
    """The nodes that the choice was made around."""


def choose(
    nodes: Mapping[str, Attributes],
    links: Collection[Link],
    *,
    around: Collection[str] = (),
    hops: int = 1,
    kinds: Collection[Kind] = (),
    limit: int = 400,
) -> Choice:
    """Return at most `limit` nodes and the links between them.

    With `around`, only nodes at most `hops` links away from one of these nodes are taken, the nearest first; to pass
    through an event to those who take part in it counts as one link. With `kinds`, only entities of these kinds, and
    articles, which join them; events read out of articles count as `Event`. Importance is the number of different
    articles and entities that a node is joined to in the whole graph, then the number of times it is named, then its
    id. Reported events come after those of the same distance, and where not all can be drawn they get at most a
    sixth of the places, those first that join most of what is drawn, unless `kinds` asks for events. No more than
    2,000 nodes are ever taken.
    """
    neighbours = _neighbours(links)
    events = {name for name, known in nodes.items() if known["kind"] == REPORTED_EVENT}
    allowed = {name for name, known in nodes.items() if name in around or _is_wanted(known, kinds)}
    reach = _distances(neighbours, around, hops, allowed, events) if around else dict.fromkeys(allowed, 0)

    def rank(name: str) -> tuple[int, bool, int, int, str]:
        named = nodes[name].get("mentions", 0)
        joined = len(neighbours[name]) if name in events else len(neighbours[name] - events)
        return (reach[name], name in events, -joined, -int(named), name)

    ranked = sorted(reach, key=rank)
    limit = min(limit, MOST)
    if len(ranked) > limit and Kind.EVENT not in kinds:
        ranked = _events_last(ranked, events, neighbours, limit)
    taken = sorted(_taken(ranked, neighbours, limit, always=len(around)), key=rank)
    drawn = set(taken)
    within = [link for link in links if link.source in reach and link.target in reach]
    return Choice(
        nodes=tuple(taken),
        links=tuple(link for link in within if link.source in drawn and link.target in drawn),
        degrees={name: len(neighbours[name]) for name in taken},
        total_nodes=len(reach),
        total_links=len(within),
        around=tuple(name for name in taken if name in around),
    )


def resolve_name(kg: KnowledgeGraph, name: str) -> tuple[str, ...]:
    """Return the ids of all entities that bear a name, whatever its letter case and accents.

    Raises:
        NewsgraphError: no entity bears it; the sentence gives the nearest names.
    """
    bearers: dict[str, list[str]] = defaultdict(list)
    shown: dict[str, str] = {}
    for entity in kg.entities:
        for known in dict.fromkeys((entity.name, *entity.other_names)):
            bearers[fold(known)].append(entity.id)
            shown.setdefault(fold(known), known)
    wanted = fold(name)
    if wanted in bearers:
        return tuple(dict.fromkeys(bearers[wanted]))
    near = [folded for folded in sorted(shown) if wanted and wanted in folded][:5]
    near += [folded for folded in get_close_matches(wanted, sorted(shown), n=5) if folded not in near]
    hint = f"the nearest names are {_quoted(shown[folded] for folded in near[:5])}" if near else "no name is near"
    raise NewsgraphError(f"No entity is named “{name}”; {hint}. Write one as it stands in the graph.")


def fold(name: str) -> str:
    """Return a name without letter case, accents and odd spaces, for looking up."""
    plain = unicodedata.normalize("NFKD", name)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"“{name[:60]}”" for name in names)


def _is_wanted(known: Attributes, kinds: Collection[Kind]) -> bool:
    kind = known["kind"]
    if not kinds or kind == ARTICLE:
        return True
    return (Kind.EVENT if kind == REPORTED_EVENT else kind) in kinds


def _neighbours(links: Iterable[Link]) -> dict[str, set[str]]:
    neighbours: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.source != link.target:
            neighbours[link.source].add(link.target)
            neighbours[link.target].add(link.source)
    return neighbours


def _distances(
    neighbours: Mapping[str, set[str]], around: Collection[str], hops: int, allowed: set[str], events: set[str]
) -> dict[str, int]:
    distances = {name: 0 for name in around if name in allowed}
    edge = sorted(distances)
    for distance in range(1, hops + 1):
        found = {near for name in edge for near in neighbours[name] & allowed} - distances.keys()
        # Who takes part in an event is joined to the others in it, not to the event.
        found |= {near for name in found & events for near in neighbours[name] & allowed} - distances.keys()
        edge = sorted(found)
        distances.update(dict.fromkeys(edge, distance))
    return distances


def _events_last(ranked: list[str], events: set[str], neighbours: Mapping[str, set[str]], limit: int) -> list[str]:
    """Return the names so that the first `limit` hold events in a sixth of the places, or in what others leave."""
    others = [name for name in ranked if name not in events]
    reported = [name for name in ranked if name in events]
    places = min(len(reported), max(limit // _EVENTS, limit - len(others)))
    first = others[: limit - places]
    drawn = set(first)
    reported.sort(key=lambda name: -len(neighbours[name] & drawn))
    return [*first, *reported[:places], *others[len(first) :], *reported[places:]]


def _taken(ranked: list[str], neighbours: Mapping[str, set[str]], limit: int, *, always: int) -> list[str]:
    """Return the first `limit` nodes, with those that would stand alone exchanged for the next that would not."""
    if len(ranked) <= limit:
        return ranked
    first = ranked[:limit]
    kept = set(first)
    alone = [name for name in first[always:] if not neighbours[name] & kept]
    kept.difference_update(alone)
    spare = len(alone)
    for name in ranked[limit:]:
        if spare and neighbours[name] & kept:
            kept.add(name)
            spare -= 1
    kept.update(alone[:spare])
    return [name for name in ranked if name in kept]
