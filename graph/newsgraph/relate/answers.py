"""Answers: a source that denies or confirms what another source said before on the same point.

Denials and confirmations are told from what statements hold: their point, their source, whether they are negated, and
the words of their cue. Who is right is not asked.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain, islice, product
from typing import Protocol

from newsgraph.model import Answer, Article, Claim, Copy, Entity, Event, Kind, Modality, Span, TimeBounds
from newsgraph.relate.points import Point, Statement, Things, points_of, roles_of
from newsgraph.relate.quotes.cues import stance_of

_SAID_TO_HOLD = frozenset({Modality.STATED, Modality.ALLEGED})
_CONFIRMING = frozenset("confirmed confirm confirms confirming corroborated corroborates concurred concurs".split())
_LOOKED_AT = 8
"""How many other sources a statement is compared with on a point, the nearest first: a bound for hot topics."""
_REPLIES_WITHIN = timedelta(days=31)
"""Without a word of denying or confirming, a later statement that differs takes up an earlier one so long."""

_Place = tuple[date, str, Span, str]


@dataclass(frozen=True, slots=True)
class _Statement:
    """A claim or an event as far as answering goes."""

    id: str
    article: str
    report: str
    """The article, or its original where it is a copy."""
    day: date | None
    at: Span
    speaker: str | None
    """What its source is known as: namesakes may be one, and do not answer each other. None for the own voice."""
    negated: bool
    is_denial: bool
    is_confirmation: bool
    time: TimeBounds
    lasts: bool
    """Whether the time is one of holding, as of claims, and not the time of a happening."""
    roles: Mapping[str, frozenset[str]]

    def place(self) -> _Place:
        """Return where it stands among all statements: by day, article and position."""
        return self.day or date.max, self.article, self.at, self.id

    def source(self) -> str:
        """Return who says it: an entity, or the report."""
        return self.speaker or self.report


def find_answers(
    *,
    claims: Iterable[Claim],
    events: Iterable[Event],
    articles: Iterable[Article],
    entity_of: Mapping[str, str],
    copies: Iterable[Copy],
    groups: Collection[str] = frozenset(),
    entities: Iterable[Entity] = (),
) -> tuple[Answer, ...]:
    """Return which statement takes up which earlier one of another source, sorted; the order of inputs leaves no trace.

    A statement answers another on the same point (`points_of`) if its times and players do not contradict it and

    - it says the opposite, and both are stated or alleged; or
    - it says the same, and its cue confirms: "confirmed", "admitted", "acknowledged".

    Two articles that agree in their own voices corroborate one another and do not answer; a source that confirms what
    its own article says does not, either. Without a word of denying or confirming, saying the opposite counts within a
    month, and "did" after "did not" only on the same day: later it is news. Statements count as earlier by day, article
    and position; those of an article without a day answer within it only. A copy's statements answer and are answered
    within it; elsewhere only where its original is silent on the point. Each statement answers the nearest earlier one
    of each other source, of all own voices the nearest, and on one point of eight sources at most.

    Args:
        claims: The claims of the corpus.
        events: Its events.
        articles: The articles that hold them; of others nothing is known but their ids.
        entity_of: The entity of each local one.
        copies: Which articles are copies of others.
        groups: Local entities of peoples and of people without a name: they tell a point within their article only.
        entities: The entities, for their names: where it is open whether people are the same, two pairs of namesakes in
            one predicate or event are on one point.
    """
    things = Things(
        entity_of, frozenset(groups), {entity.id: label for entity in entities if (label := label_of(entity))}
    )
    sources = Sources({article.id: article for article in articles}, things, copies)
    by_point: defaultdict[Point, list[Statement]] = defaultdict(list)
    statements: Iterator[Statement] = chain(claims, events)
    for statement in filter(is_said_to_hold, statements):
        for point in points_of(statement, things):
            by_point[point].append(statement)
    return answers_on((listed for listed in by_point.values() if len(listed) > 1), sources)


def is_said_to_hold(statement: Statement) -> bool:
    """Return whether a statement is one that may answer and be answered."""
    return statement.modality in _SAID_TO_HOLD


def label_of(entity: Entity) -> str | None:
    """Return kind and name in one text; None for peoples and people without a name, whose namesakes are others."""
    return None if entity.kind is Kind.GROUP else f"{entity.kind} {entity.name.casefold()}"


def answers_on(points: Iterable[Sequence[Statement]], sources: "Sources") -> tuple[Answer, ...]:
    """Return the answers among statements, sorted, given as lists of those that share a point."""
    nearest: dict[tuple[str, str | None], tuple[_Place, str, bool]] = {}
    for listed in points:
        if sources.may_answer(listed):
            for later, earlier, agrees in _answers(sources.statements(listed)):
                slot = (later.id, earlier.speaker)
                found = (earlier.place(), earlier.id, agrees)
                nearest[slot] = max(nearest.get(slot, found), found)
    answers = {Answer(statement, earlier, agrees) for (statement, _), (_, earlier, agrees) in nearest.items()}
    return tuple(sorted(answers, key=lambda answer: (answer.statement, answer.earlier)))


class Written(Protocol):
    """What is asked of an article."""

    @property
    def published(self) -> date | None:
        """The day of the article."""

    @property
    def text(self) -> str:
        """Its text, in which statements have their cues."""


class Sources:
    """What is known of articles and of the sources that speak in them."""

    def __init__(self, articles: Mapping[str, Written], things: Things, copies: Iterable[Copy]) -> None:
        self.articles = articles
        self.things = things
        self._made: dict[str, _Statement] = {}
        self.originals = {copy.article: copy.original for copy in copies}

    def report(self, article: str) -> str:
        """Return the article, or its original."""
        return self.originals.get(article, article)

    def may_answer(self, listed: Sequence[Statement]) -> bool:
        """Return whether statements on a point differ, or one confirms."""
        return len({statement.negated for statement in listed}) > 1 or any(map(self.confirms, listed))

    def confirms(self, statement: Statement) -> bool:
        """Return whether its cue says that what is stated is true."""
        return _confirms(self._cue(statement))

    def statements(self, listed: Iterable[Statement]) -> list[_Statement]:
        """Return the statements on a point in order of day, article and position."""
        return sorted({each.id: self._known(each) for each in listed}.values(), key=_Statement.place)

    def _known(self, given: Statement) -> _Statement:
        if given.id not in self._made:
            self._made[given.id] = self._statement(given)
        return self._made[given.id]

    def _statement(self, given: Statement) -> _Statement:
        article = self.articles.get(given.article)
        cue = self._cue(given)
        return _Statement(
            id=given.id,
            article=given.article,
            report=self.report(given.article),
            day=article.published if article else None,
            at=min(given.evidence, default=Span(0, 0)),
            speaker=self.things.known_as(given.attributed_to) if given.attributed_to else None,
            negated=given.negated,
            is_denial=stance_of(cue) == "denied",
            is_confirmation=_confirms(cue),
            time=given.time,
            lasts=isinstance(given, Claim),
            roles=roles_of(given, self.things) if isinstance(given, Event) else {},
        )

    def _cue(self, given: Statement) -> str:
        article = self.articles.get(given.article)
        return given.cue.of(article.text) if given.cue and article else ""


@lru_cache(maxsize=4096)
def _confirms(cue: str) -> bool:
    return bool(cue) and (stance_of(cue) == "admitted" or not _CONFIRMING.isdisjoint(cue.lower().split()))


def _answers(ordered: Sequence[_Statement]) -> Iterator[tuple[_Statement, _Statement, bool]]:
    """Yield later and earlier statements on one point, and whether the later agrees."""
    within: defaultdict[str, list[_Statement]] = defaultdict(list)
    for statement in ordered:
        within[statement.article].append(statement)
    for listed in within.values():
        yield from _taken_up(listed)
    # A copy repeats its original; only what was added to it is heard elsewhere.
    heard = [each for each in ordered if each.day and (each.report == each.article or each.report not in within)]
    yield from _taken_up(heard, apart=True)


def _taken_up(ordered: Iterable[_Statement], *, apart: bool = False) -> Iterator[tuple[_Statement, _Statement, bool]]:
    """Yield answers, each source's latest statement being the one that is answered; `apart`: of other reports only."""
    # By polarity and whether it is an own voice; by source, the latest last.
    recent: defaultdict[tuple[bool, bool], dict[str, _Statement]] = defaultdict(dict)
    for later in ordered:
        polarities = (False, True) if later.is_confirmation else (not later.negated,)
        for key in product(polarities, (False, True)):
            for earlier in islice(reversed(recent[key].values()), _LOOKED_AT):
                if _is_answer(earlier, later) and not (apart and earlier.report == later.report):
                    yield later, earlier, earlier.negated == later.negated
        mine = recent[later.negated, later.speaker is None]
        mine.pop(later.source(), None)
        mine[later.source()] = later


def _is_answer(earlier: _Statement, later: _Statement) -> bool:
    if earlier.source() == later.source() or not _may_be_one(earlier, later):
        return False
    if earlier.negated == later.negated:
        return later.is_confirmation and not (earlier.speaker is None and earlier.article == later.article)
    if earlier.is_denial or later.is_denial or later.is_confirmation or not (earlier.day and later.day):
        return True
    return later.day - earlier.day <= (timedelta(0) if earlier.negated else _REPLIES_WITHIN)


def _may_be_one(one: _Statement, other: _Statement) -> bool:
    """Return whether times and named players let two statements be on one happening."""
    if any(one.roles[role].isdisjoint(other.roles[role]) for role in one.roles.keys() & other.roles.keys()):
        return False
    return not (_is_before(one, other) or _is_before(other, one))


def _is_before(one: _Statement, other: _Statement) -> bool:
    """Return whether one was over before the other, or, being a happening, cannot have begun or ended when it did."""
    first, then = one.time, other.time
    pairs = [(first.latest_end, then.earliest_begin)]
    if not one.lasts:
        pairs += [(first.latest_begin, then.earliest_begin), (first.latest_end, then.earliest_end)]
    return any(last is not None and begin is not None and last < begin for last, begin in pairs)
