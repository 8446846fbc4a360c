"""Open questions of identity, most valuable first, with the words that a person needs to decide them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from newsgraph.model import Article, Judgement, Kind, KnowledgeGraph, Link, LocalEntity, PartRole, Span, Verdict
from newsgraph.resolve.across.scoring import SAME_AT
from newsgraph.resolve.judgements import is_outside
from newsgraph.resolve.ties import Record, Ties
from newsgraph.text import sentence_of, sentences

_SERVICE = "service "
"""What stands first in the `by` of judgements that an outside service offers: nobody has decided these."""
_ASIDE = (PartRole.HEADLINE, PartRole.SUBHEAD, PartRole.BYLINE, PartRole.DATELINE)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, and the words in it that name something."""

    before: str
    named: str
    after: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two things of a pair: as one article knows it, or as a list elsewhere does."""

    identifier: str
    name: str
    kind: Kind | None = None
    article: Article | None = None
    namings: tuple[Span, ...] = ()
    """Where the article names it, the most telling place first."""
    articles: int = 1
    """In how many articles the entity it belongs to is named."""
    mentions: int = 0

    def passages(self) -> Iterator[Passage]:
        """Yield the sentences that name it, the most telling first."""
        if self.article is None:
            return
        known = sentences(self.article.text)
        seen = set()
        for span in self.namings:
            sentence = sentence_of(known, span)
            if sentence not in seen:
                seen.add(sentence)
                end = max(sentence.end, span.end)
                text = self.article.text
                yield Passage(text[sentence.start : span.start], span.of(text), text[span.end : end])


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things that may be one, and what the program has to say to that."""

    left: Side
    right: Side
    judgement: Judgement
    joined: bool = False
    """Whether the program made them one, and the question is whether that was right."""

    @property
    def identifiers(self) -> tuple[str, str]:
        """The identifiers of the two sides, in the order of a judgement."""
        return (self.left.identifier, self.right.identifier)

    @property
    def nearness(self) -> float:
        """How near the score is to where the program joins by itself, 0 to 1; for what it joined, how unsure it was."""
        if self.joined:
            return 1 - self.judgement.score
        return 1 - abs(self.judgement.score - SAME_AT) / max(SAME_AT, 1 - SAME_AT)

    @property
    def value(self) -> float:
        """What an answer is worth: how many pairs of articles it may bring together or part, times the nearness."""
        return self.left.articles * self.right.articles * self.nearness

    def record(self, judgement: Judgement) -> Record:
        """Return the judgement with the names of the two sides."""
        return Record(0, judgement, (self.left.name, self.right.name))


def open_pairs(
    graph: KnowledgeGraph,
    records: Iterable[Record] = (),
    *,
    kinds: Iterable[Kind] = (),
    again: bool = False,
) -> tuple[Pair, ...]:
    """Return the pairs that nobody has decided, most valuable first.

    Left out is what follows from the records of the judgement file, what is one already, and, unless `again`, what a
    person left open. Of several judgements on a pair the one with the highest score is shown.
    """
    records = tuple(records)
    wanted = set(kinds)
    sides = _Sides(graph)
    ties = Ties(record.judgement for record in records)
    left_open = {record.pair for record in records if record.judgement.verdict is Verdict.OPEN and not _offered(record)}
    found: dict[tuple[str, str], Pair] = {}
    for judgement, names in _open_judgements(graph, records):
        left, right = sides.of(judgement.left, names[0]), sides.of(judgement.right, names[1])
        if not left or not right or sides.are_one(left, right) or ties.verdict(left.identifier, right.identifier):
            continue
        if (wanted and not wanted & {left.kind, right.kind}) or (
            not again and (judgement.left, judgement.right) in left_open
        ):
            continue
        pair = Pair(left, right, judgement)
        earlier = found.get(pair.identifiers)
        if earlier is None or _rank(judgement) < _rank(earlier.judgement):
            found[pair.identifiers] = pair
    return tuple(sorted(found.values(), key=lambda pair: (-pair.value, -_mentions(pair), pair.identifiers)))


def joined_pairs(
    graph: KnowledgeGraph, records: Iterable[Record] = (), *, kinds: Iterable[Kind] = ()
) -> tuple[Pair, ...]:
    """Return what the program made one, as pairs of its surest member and each other one, most doubtful first.

    What follows from the records of the judgement file is left out.
    """
    wanted, sides = set(kinds), _Sides(graph)
    ties = Ties(record.judgement for record in records)
    joins: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in graph.judgements:
        if judgement.verdict is Verdict.SAME and judgement.when is None and sides.is_member(judgement):
            joins[judgement.right].append(judgement)
    pairs = []
    for members in joins.values():
        surest, *others = sorted(members, key=lambda one: (-one.score, one.left))
        for other in others:
            (left_id, right_id) = sorted((surest.left, other.left))
            left, right = sides.of(left_id, ""), sides.of(right_id, "")
            if left and right and not ties.verdict(left_id, right_id) and (not wanted or left.kind in wanted):
                left, right = replace(left, articles=max(1, left.articles - 1)), replace(right, articles=1)
                pairs.append(Pair(left, right, replace(other, left=left_id, right=right_id), joined=True))
    return tuple(sorted(pairs, key=lambda pair: (-pair.value, -_mentions(pair), pair.identifiers)))


def _open_judgements(graph: KnowledgeGraph, records: Iterable[Record]) -> Iterator[tuple[Judgement, tuple[str, str]]]:
    for record in records:
        if record.judgement.verdict is Verdict.OPEN:
            yield record.judgement, record.names
    bearers = _bearers(graph)
    for judgement in graph.judgements:
        if judgement.verdict is Verdict.OPEN and judgement.when is None:
            if is_outside(judgement.right):
                left = bearers.get((judgement.left, judgement.right), judgement.left)
                yield replace(judgement, left=left), ("", "")
            else:
                left, right = sorted((judgement.left, judgement.right))
                yield replace(judgement, left=left, right=right), ("", "")


def _bearers(graph: KnowledgeGraph) -> dict[tuple[str, str], str]:
    """Return, for an entity and an outside identifier, the local entity that the identifier fits best."""
    entity_of = {local.id: local.entity or local.id for local in graph.local_entities}
    best: dict[tuple[str, str], Link] = {}
    for link in graph.links:
        if link.target:
            place = (entity_of.get(link.local, link.local), link.target)
            known = best.get(place)
            if known is None or (-link.score, link.local) < (-known.score, known.local):
                best[place] = link
    return {place: link.local for place, link in best.items()}


def _offered(record: Record) -> bool:
    return record.judgement.by.startswith(_SERVICE)


def _rank(judgement: Judgement) -> tuple[bool, float, str, str]:
    """Put what the program says before what stands in the file, whose lines carry no score."""
    return (judgement.when is not None, -judgement.score, judgement.by, judgement.reason)


def _mentions(pair: Pair) -> int:
    return pair.left.mentions + pair.right.mentions


class _Sides:
    """What is known of each thing of a graph, for showing."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._articles = {article.id: article for article in graph.articles}
        self._locals = {local.id: local for local in graph.local_entities}
        self._labels = {link.target: link.label for link in graph.links if link.target}
        self._spread: dict[str, set[str]] = defaultdict(set)
        self._mentions: Counter[str] = Counter()
        for local in graph.local_entities:
            entity = local.entity or local.id
            self._spread[entity].add(local.article)
            self._mentions[entity] += len(local.namings)

    def of(self, identifier: str, name: str) -> Side | None:
        """Return the side, or None where no article of the graph holds it."""
        if is_outside(identifier):
            return Side(identifier, name or self._labels.get(identifier, identifier))
        local = self._locals.get(identifier)
        if local is None:
            return None
        entity = local.entity or local.id
        article = self._articles[local.article]
        return Side(
            identifier,
            local.name,
            local.kind,
            article,
            _telling_first(local, article),
            len(self._spread[entity]),
            self._mentions[entity],
        )

    def is_member(self, judgement: Judgement) -> bool:
        """Return whether the judgement makes a thing of an article part of an entity."""
        local = self._locals.get(judgement.left)
        return local is not None and local.entity == judgement.right

    def are_one(self, left: Side, right: Side) -> bool:
        """Return whether both are known and belong to one entity."""
        one, other = self._locals.get(left.identifier), self._locals.get(right.identifier)
        return bool(one and other and one.entity and one.entity == other.entity)


def _telling_first(local: LocalEntity, article: Article) -> tuple[Span, ...]:
    """Return where the article names a thing: running text before headlines, the full name before shorter forms."""
    aside = [part.span for part in article.parts if part.role in _ASIDE]

    def rank(span: Span) -> tuple[bool, bool, Span]:
        is_aside = any(part.covers(span) for part in aside)
        return (is_aside, span.of(article.text).casefold() != local.name.casefold(), span)

    return tuple(sorted((naming.span for naming in local.namings), key=rank))
