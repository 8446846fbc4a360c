"""Clusters of mentions against gold clusters: B³, CEAFe, MUC, LEA and pairs, as their papers define them.

A mention that stands on one side only (twinless) is treated as in version 8 of the CoNLL scorer: it counts in the
figures of its own side and is right in none; nothing is added to the other side. Clusters of one mention count as any
other, except in MUC, which counts links.

Sources: Bagga and Baldwin 1998 (B³); Luo 2005 (CEAF, φ4); Vilain et al. 1995 (MUC); Moosavi and Strube 2016 (LEA);
Pradhan et al. 2014 (twinless mentions).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from math import comb, fsum
from typing import NamedTuple

from newsgraph.model import Span


class Place(NamedTuple):
    """Where a mention stands."""

    document: str
    span: Span


Clusters = Mapping[Place, str]
"""For each mention the cluster that it is in."""
_Members = dict[str, frozenset[Place]]
_Agreements = Mapping[tuple[str, str], float]


class Tally(NamedTuple):
    """Two sums and what they are shares of; those of several documents add up, as in the CoNLL scorer."""

    right_found: float = 0.0
    found: float = 0.0
    right_gold: float = 0.0
    gold: float = 0.0

    @property
    def precision(self) -> float | None:
        """Return the share of what was found that is right; None where nothing was found."""
        return self.right_found / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Return the share of the gold that was found; None where there is none."""
        return self.right_gold / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Return the harmonic mean of precision and recall, a side without anything counted as 0; None for two such."""
        precision, recall = self.precision, self.recall
        if precision is None and recall is None:
            return None
        low, high = precision or 0.0, recall or 0.0
        return 2 * low * high / (low + high) if low + high else 0.0


Metric = Callable[[Clusters, Clusters], Tally]
"""Takes the gold clusters, then those found."""


def total(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of tallies."""
    return Tally(*(fsum(column) for column in zip(Tally(), *tallies, strict=True)))


def b_cubed(gold: Clusters, found: Clusters) -> Tally:
    """Return B³: for each mention, the share of its cluster that is in its cluster on the other side."""
    return total(b_cubed_by_document(gold, found).values())


def b_cubed_by_document(gold: Clusters, found: Clusters) -> dict[str, Tally]:
    """Return what the mentions of each document add to B³; clusters may reach over documents."""
    shared = Counter((gold[place], cluster) for place, cluster in found.items() if place in gold)
    sizes = Counter(gold.values()), Counter(found.values())
    parts: defaultdict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for place in {**gold, **found}:
        right_found, right_gold = parts[place.document]
        mine, theirs = gold.get(place), found.get(place)
        both = shared[(mine, theirs)] if mine is not None and theirs is not None else 0
        if theirs is not None:
            right_found.append(both / sizes[1][theirs])
        if mine is not None:
            right_gold.append(both / sizes[0][mine])
    # Sums that rounding leaves alone, so that the order of mentions makes no difference to the last digit.
    return {
        document: Tally(fsum(right_found), len(right_found), fsum(right_gold), len(right_gold))
        for document, (right_found, right_gold) in sorted(parts.items())
    }


def ceaf_e(gold: Clusters, found: Clusters) -> Tally:
    """Return CEAFe: clusters are paired so that they agree best in sum (φ4, that is Dice), each with one at most."""
    mine, theirs = _members(gold), _members(found)
    agreement = _best_pairing(
        {
            (left, right): 2 * both / (len(mine[left]) + len(theirs[right]))
            for (left, right), both in _shared(gold, found).items()
        }
    )
    return Tally(agreement, len(theirs), agreement, len(mine))


def muc(gold: Clusters, found: Clusters) -> Tally:
    """Return MUC: of the links that would hold each cluster together, the share that the other side has."""
    right_found, links_found = _links(_members(found), gold)
    right_gold, links_gold = _links(_members(gold), found)
    return Tally(right_found, links_found, right_gold, links_gold)


def pairwise(gold: Clusters, found: Clusters) -> Tally:
    """Return the pairs of mentions that share a cluster on both sides, and on each."""
    right = sum(comb(both, 2) for both in _shared(gold, found).values())
    pairs = [sum(comb(size, 2) for size in Counter(side.values()).values()) for side in (found, gold)]
    return Tally(right, pairs[0], right, pairs[1])


def lea(gold: Clusters, found: Clusters) -> Tally:
    """Return LEA: each cluster counts by its size, and by the share of its pairs that the other side has.

    A cluster of one is right where the other side has the same.
    """
    mine, theirs = _members(gold), _members(found)
    return Tally(*_resolved(theirs, gold, mine), *_resolved(mine, found, theirs))


METRICS: Mapping[str, Metric] = {"B³": b_cubed, "CEAFe": ceaf_e, "MUC": muc, "LEA": lea, "pairs": pairwise}


def by_document(metric: Metric, gold: Clusters, found: Clusters) -> dict[str, Tally]:
    """Return a measure of each document alone: clusters of one name in two documents are two."""
    sides: defaultdict[str, tuple[dict[Place, str], dict[Place, str]]] = defaultdict(lambda: ({}, {}))
    for number, side in enumerate((gold, found)):
        for place, cluster in side.items():
            sides[place.document][number][place] = cluster
    return {document: metric(*sides[document]) for document in sorted(sides)}


def _members(clusters: Clusters) -> _Members:
    members: defaultdict[str, set[Place]] = defaultdict(set)
    for place, cluster in clusters.items():
        members[cluster].add(place)
    return {cluster: frozenset(places) for cluster, places in members.items()}


def _shared(gold: Clusters, found: Clusters) -> Counter[tuple[str, str]]:
    return Counter((gold[place], cluster) for place, cluster in found.items() if place in gold)


def _links(members: _Members, other: Clusters) -> tuple[int, int]:
    right = links = 0
    for places in members.values():
        known = [other[place] for place in places if place in other]
        parts = len(set(known)) + len(places) - len(known)
        right += len(places) - parts
        links += len(places) - 1
    return right, links


def _resolved(members: _Members, other: Clusters, others: _Members) -> tuple[float, int]:
    right: list[float] = []
    for places in members.values():
        size = len(places)
        if size == 1:
            (place,) = places
            right.append(place in other and len(others[other[place]]) == 1)
        else:
            parts = Counter(other[place] for place in places if place in other)
            right.append(size * (sum(comb(part, 2) for part in parts.values()) / comb(size, 2)))
    return fsum(right), sum(len(places) for places in members.values())


def _best_pairing(agreements: _Agreements) -> float:
    """Return the greatest sum of agreements over pairings that use no cluster twice."""
    return fsum(agreement for component in _components(agreements) for agreement in _best_of(component))


def _best_of(component: _Agreements) -> list[float]:
    left, right = ({pair[side] for pair in component} for side in (0, 1))
    if len(left) == 1 or len(right) == 1:
        return [max(component.values())]
    import networkx  # noqa: PLC0415 - heavy, and only tangled clusters need it

    graph = networkx.Graph()
    # In whole numbers the matching is exact; what rounding may lose is far below what is printed.
    for (one, other), agreement in sorted(component.items()):
        graph.add_edge((0, one), (1, other), weight=round(agreement * 10**12))
    pairs = networkx.max_weight_matching(graph)
    return [component[(min(pair)[1], max(pair)[1])] for pair in pairs]


def _components(
    agreements: _Agreements,
) -> Iterator[dict[tuple[str, str], float]]:
    """Yield the agreements in groups that have no cluster in common."""
    rights: defaultdict[str, set[str]] = defaultdict(set)
    lefts: defaultdict[str, set[str]] = defaultdict(set)
    for left, right in agreements:
        rights[left].add(right)
        lefts[right].add(left)
    seen: set[str] = set()
    for start in rights:
        if start in seen:
            continue
        seen.add(start)
        waiting, component = [start], dict[tuple[str, str], float]()
        while waiting:
            left = waiting.pop()
            for right in rights[left]:
                component[(left, right)] = agreements[(left, right)]
                new = lefts[right] - seen
                seen |= new
                waiting += sorted(new)
        yield component
