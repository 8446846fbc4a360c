"""From gold documents of identity to figures: who is who in an article and over articles, and what is linked outside.

Each figure stands beside that of a baseline that calls two names one thing where their words are the same.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsgraph.evaluate.across import CrossPairs, one_each
from newsgraph.evaluate.agreeing import agrees
from newsgraph.evaluate.clusters import METRICS, Clusters, Place, Tally, b_cubed_by_document, by_document, total
from newsgraph.evaluate.identities import GoldNaming
from newsgraph.evaluate.intervals import Interval, interval, quotient, resampled
from newsgraph.evaluate.linking import LinkCounts, LinkOutcome, count_links, link_outcome
from newsgraph.evaluate.resolving import ReadDocument, Resolution
from newsgraph.model import Kind, Link, LocalEntity, MentionForm, Verdict

OURS, BASELINE = "newsgraph", "exact string"
WITHIN, ACROSS, LINKS = "within an article", "across articles", "links"
PAIRS, THINGS = "pairs of names", "pairs of things"
_FEWEST_DOCUMENTS = 2
_NO_TARGET = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure over all documents, with the middle 95 % of a bootstrap over them."""

    tally: Tally
    precision_interval: Interval | None = None
    recall_interval: Interval | None = None
    f1_interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One measure, ours and the baseline's."""

    part: str
    measure: str
    ours: Figure
    baseline: Figure


@dataclass(frozen=True, slots=True)
class LinkRow:
    """The links of one kind of thing, or of all."""

    kind: str
    offered: int
    """How many names have their target among the candidates, accepted or not."""
    ours: LinkCounts
    baseline: LinkCounts


@dataclass(frozen=True, slots=True)
class DescribedCounts:
    """Descriptions and pronouns: how many were resolved, rightly so, and how many there are of things with a name."""

    found: int
    right: int
    gold: int
    unmarked: int
    """Resolved ones that the gold does not mark; they are not judged."""


@dataclass(frozen=True, slots=True)
class ResolutionScores:
    """How well our steps tell who is who."""

    documents: int
    words: int
    names: int
    """Gold names."""
    found: int
    """Names that were given an entity: the gold's own, or those that our extractor read."""
    entities: int
    """Gold things, each counted in each document."""
    things: int | None
    """Gold things over all documents that tell; None where none does."""
    untold: int
    """Gold names of those documents of which the gold does not say who else speaks of the thing."""
    rows: tuple[Row, ...]
    links: tuple[LinkRow, ...]
    described: DescribedCounts
    ignored: tuple[tuple[str, str, int], ...]
    """File, label and number of the marked stretches that are of no known kind."""
    failures: tuple[tuple[str, str, str], ...]
    """File, document and reason, where a step broke off."""


@dataclass(frozen=True, slots=True)
class LinkedName:
    """A gold name, its target outside (None for none), and what came of it."""

    place: Place
    kind: Kind
    target: str | None
    candidates: tuple[Link, ...]
    """Likeliest first."""
    offered: bool
    """Whether one of them is the target."""
    accepted: tuple[Link, ...]
    ours: LinkOutcome
    baseline: LinkOutcome


@dataclass(frozen=True)
class Sides:
    """The names of a set of documents: what gold, our steps and the baseline say of each."""

    gold: dict[Place, str]
    things: dict[Place, str]
    """As `gold`, over documents; only of names of which the gold tells."""
    found: dict[Place, str]
    strings: dict[Place, str]
    across: frozenset[str]
    """The documents of which the gold tells what they share."""

    def told(self, found: Clusters) -> dict[Place, str]:
        """Return what was found, without names of which the gold does not say who else speaks of the thing."""
        return {
            place: cluster
            for place, cluster in found.items()
            if place.document in self.across and (place in self.things or place not in self.gold)
        }


def resolution_scores(resolution: Resolution, *, kinds: Iterable[Kind] | None = None) -> ResolutionScores:
    """Return the figures over resolved documents; of some kinds alone, where asked."""
    chosen = frozenset(kinds) if kinds is not None else None
    compared = sides(resolution, chosen)
    documents = resolution.documents
    gold_names = [
        (one, naming) for one in documents for naming in one.namings if _is_name(naming.form, naming.kind, chosen)
    ]
    return ResolutionScores(
        documents=len(documents),
        words=sum(len(one.article.text.split()) for one in documents),
        names=len(gold_names),
        found=len(compared.found),
        entities=len(set(compared.gold.values())),
        things=len(set(compared.things.values())) if compared.across else None,
        untold=sum(place.document in compared.across for place in compared.gold) - len(compared.things),
        rows=(*_within(compared), *_across(compared)),
        links=tuple(_link_rows(resolution, chosen)),
        described=_described(resolution, compared.found),
        ignored=tuple(_ignored(documents)),
        failures=tuple((one.document.source, one.document.name, one.failure) for one in documents if one.failure),
    )


def sides(resolution: Resolution, kinds: frozenset[Kind] | None = None) -> Sides:
    """Return the clusters of names: gold's, ours, and the baseline's.

    A name that our steps left without an entity stands alone.
    """
    gold: dict[Place, str] = {}
    things: dict[Place, str] = {}
    found: dict[Place, str] = {}
    strings: dict[Place, str] = {}
    identities = {
        place: local.entity or local.id for place, local, _ in resolution.namings()
    }  # fmt: skip
    for one in resolution.documents:
        article = one.article
        for naming in one.namings:
            if _is_name(naming.form, naming.kind, kinds):
                place = Place(article.id, naming.span)
                gold[place] = f"{article.id} {naming.entity}"
                if one.document.across and naming.thing is not None:
                    things[place] = naming.thing
        marked = {naming.kind for naming in one.namings}
        for mention in one.annotated.mentions:
            if _is_name(mention.form, mention.kind, kinds if kinds is not None else frozenset(marked)):
                place = Place(article.id, mention.span)
                found[place] = identities.get(place, f"{article.id} {mention.span.start}")
                strings[place] = mention.span.of(article.text)
        if one.failure:
            found |= {place: f"{place}" for place in gold if place.document == article.id}
            strings |= {place: place.span.of(article.text) for place in gold if place.document == article.id}
    across = frozenset(one.article.id for one in resolution.documents if one.document.across)
    return Sides(gold, things, found, strings, across)


def link_outcomes(resolution: Resolution, kinds: frozenset[Kind] | None = None) -> list[LinkedName]:
    """Return what came of each gold name of which the gold says what it is outside, in order of place.

    The baseline takes, of what our lists offer for the name, the likeliest whose name on its list is the very words.
    """
    at = {place: local for place, local, _ in resolution.namings()}
    offered: defaultdict[str, list[Link]] = defaultdict(list)
    for link in resolution.links():
        if link.target is not None:
            offered[link.local].append(link)
    outcomes = []
    for one in resolution.documents:
        for naming in one.namings:
            if naming.linked and _is_name(naming.form, naming.kind, kinds):
                place = Place(one.article.id, naming.span)
                candidates = tuple(sorted(offered[at[place].id], key=_rank)) if place in at else ()
                outcomes.append(_linked_name(place, naming, naming.span.of(one.article.text), candidates))
    return outcomes


def _linked_name(place: Place, naming: GoldNaming, words: str, candidates: tuple[Link, ...]) -> LinkedName:
    accepted = tuple(link for link in candidates if link.verdict is Verdict.SAME)
    exact = tuple(link for link in candidates if words in (link.label, link.label.split(", ")[0]))[:1]
    return LinkedName(
        place=place,
        kind=naming.kind,
        target=naming.target,
        candidates=candidates,
        offered=naming.target is not None and _any_agrees(naming.target, candidates),
        accepted=accepted,
        ours=link_outcome(naming.target, accepted or None, agree=_any_agrees),
        baseline=link_outcome(naming.target, exact or None, agree=_any_agrees),
    )


def _rank(link: Link) -> tuple[float, str]:
    return -link.score, link.target or ""


def _any_agrees(target: str, links: Sequence[Link]) -> bool:
    return any(agrees(target, link) for link in links)


def _is_name(form: MentionForm, kind: Kind, kinds: frozenset[Kind] | None) -> bool:
    scored = kind not in (Kind.DATE, Kind.QUANTITY) if kinds is None else kind in kinds
    return form is MentionForm.NAME and scored


def _within(compared: Sides) -> Iterable[Row]:
    for measure, metric in METRICS.items():
        ours, baseline = (
            _figure(by_document(metric, compared.gold, found).values()) for found in (compared.found, compared.strings)
        )
        yield Row(WITHIN, measure if measure != "pairs" else PAIRS, ours, baseline)


def _across(compared: Sides) -> Iterable[Row]:
    if len(compared.across) < _FEWEST_DOCUMENTS:
        return
    both = [compared.told(found) for found in (compared.found, compared.strings)]
    yield Row(ACROSS, PAIRS, *(_crossing(CrossPairs(compared.things, found)) for found in both))
    yield Row(ACROSS, THINGS, *(_crossing(CrossPairs(*one_each(compared.things, found))) for found in both))
    yield Row(ACROSS, "B³", *(_figure(b_cubed_by_document(compared.things, found).values()) for found in both))


def _figure(tallies: Iterable[Tally]) -> Figure:
    rows = list(tallies)
    if len(rows) < _FEWEST_DOCUMENTS:
        return Figure(total(rows))
    sums = resampled(rows)
    return _with_intervals(total(rows), sums)


def _crossing(pairs: CrossPairs) -> Figure:
    return _with_intervals(pairs.tally(), np.array(pairs.draws()))


def _with_intervals(tally: Tally, sums: NDArray[np.float64]) -> Figure:
    right_found, found, right_gold, gold = (sums[:, at] for at in range(4))
    precision, recall = quotient(right_found, found), quotient(right_gold, gold)
    low, high = np.nan_to_num(precision), np.nan_to_num(recall)
    f1 = np.where((found > 0) | (gold > 0), np.nan_to_num(quotient(2 * low * high, low + high)), np.nan)
    return Figure(tally, interval(precision), interval(recall), interval(f1))


def _link_rows(resolution: Resolution, kinds: frozenset[Kind] | None) -> Iterable[LinkRow]:
    outcomes = link_outcomes(resolution, kinds)
    groups = [(str(kind), [one for one in outcomes if one.kind is kind]) for kind in Kind]
    for name, own in [*groups, ("all", outcomes)]:
        if own:
            offered = sum(one.offered for one in own)
            yield LinkRow(name, offered, count_links(one.ours for one in own), count_links(one.baseline for one in own))


def _described(resolution: Resolution, found: Clusters) -> DescribedCounts:
    """Count the descriptions and pronouns that our steps resolved.

    One is right where most of the names of its entity in the article are names of the thing that gold says it stands
    for. The gold's stretch may reach further: "the agency, which he led".
    """
    names: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    entity_of: dict[Place, str] = {}
    for one in resolution.documents:
        for naming in one.namings:
            entity_of[Place(one.article.id, naming.span)] = naming.entity
    for place, cluster in found.items():
        names[(place.document, cluster)][entity_of.get(place, _NO_TARGET)] += 1
    judged = right = unmarked = gold = 0
    resolved = [
        (place, local) for place, local, _ in resolution.namings() if place not in found
    ]  # fmt: skip
    by_document: defaultdict[str, list[tuple[Place, LocalEntity]]] = defaultdict(list)
    for place, local in resolved:
        by_document[place.document].append((place, local))
    for one in resolution.documents:
        named = {naming.entity for naming in one.namings if naming.form is MentionForm.NAME}
        others = {
            naming.span.start: naming
            for naming in sorted(one.namings, key=lambda naming: naming.span, reverse=True)
            if naming.form is not MentionForm.NAME
        }
        gold += sum(naming.entity in named for naming in one.namings if naming.form is not MentionForm.NAME)
        for place, local in by_document[one.article.id]:
            marked = others.get(place.span.start)
            if marked is None or place.span.end > marked.span.end:
                unmarked += 1
                continue
            judged += 1
            bearers = names[(place.document, local.entity or local.id)]
            right += bool(bearers) and 2 * bearers[marked.entity] > bearers.total()
    return DescribedCounts(judged, right, gold, unmarked)


def _ignored(documents: Sequence[ReadDocument]) -> Iterable[tuple[str, str, int]]:
    counted = Counter((one.document.source, label) for one in documents for label in one.document.ignored)
    for (source, label), number in sorted(counted.items()):
        yield source, label, number
