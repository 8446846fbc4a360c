"""All that a graph tells of one thing, page by page: what a page shows, and what tools answer."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from newsgraph.library.articles import ArticleLine
from newsgraph.library.facts import Facts, Thing, Words, kind_of
from newsgraph.library.statements import (
    PAGE,
    Claims,
    Events,
    Passage,
    Quotes,
    claims_about,
    claims_by,
    events_by,
    events_with,
    passages,
    quotes_by,
)
from newsgraph.library.values import CoMention, IndexedEntity, Moment
from newsgraph.library.wording import first, spaced
from newsgraph.vocab import WHOLE_OF, shorten

Pages = Mapping[str, int]
"""Which page of each list is asked for, by the list's name, counted from 1."""
_HELD = 2_000
_JUDGED = 500
"""So many judgements on one identifier, and local identifiers of one entity, are looked at; queries give the rest."""
_LEVELS = 4
"""A city lies in a county, that in a state, that in a country."""
_VERDICTS = {"ng:Accepted": "same", "ng:Refused": "different", "ng:Open": "open"}


@dataclass(frozen=True, slots=True)
class NamedIn:
    """An article that names a thing, how often, and the first sentence that does."""

    article: ArticleLine
    times: int
    passages: tuple[Passage, ...]
    part: Thing | None = None
    """The part that is named, where the thing itself is not: the section of a law."""


@dataclass(frozen=True, slots=True)
class NamedIns:
    """A page of the articles that name a thing, and how many there are."""

    rows: tuple[NamedIn, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement on whether two identifiers stand for one thing, with its reason."""

    id: str
    left: Thing
    right: Thing
    left_article: ArticleLine | None
    right_article: ArticleLine | None
    verdict: str
    """`same`, `different` or `open`."""
    score: float
    reason: str
    by: str
    when: str


@dataclass(frozen=True, slots=True)
class Judgements:
    """A page of judgements, and whether there are more."""

    rows: tuple[Judged, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class Things:
    """A page of things, and how many there are."""

    rows: tuple[Thing, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Beside:
    """A page of what is named in the same articles, and whether there is more."""

    rows: tuple[CoMention, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class EntityCard:
    """A person, body, place, law, group or named event, over the whole corpus."""

    thing: Thing
    about: IndexedEntity
    whole: Thing | None
    """What it is part of."""
    people_of: Thing | None
    """For groups: the place whose people it is."""
    parts: Things
    same_as: tuple[str, ...]
    """Outside identifiers that were accepted."""
    articles: NamedIns
    months: tuple[Moment, ...]
    beside: Beside
    claims: Claims
    claims_by: Claims
    events: Events
    events_by: Events
    quotes: Quotes
    judgements: Judgements


@dataclass(frozen=True, slots=True)
class OutletCard:
    """An outlet and its articles."""

    thing: Thing
    articles: tuple[ArticleLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a node: a thing to link, or a text."""

    thing: Thing | None
    text: str


@dataclass(frozen=True, slots=True)
class Property:
    """A predicate and its values."""

    term: str
    """In prefix form."""
    words: str
    values: tuple[Value, ...]
    total: int


@dataclass(frozen=True, slots=True)
class PlainCard:
    """Anything of the graph: what is said of it, what leads to it, and the words it stands for."""

    thing: Thing
    properties: tuple[Property, ...]
    incoming: tuple[Property, ...]
    passages: tuple[Passage, ...]
    words: Words | None
    articles: tuple[ArticleLine, ...] = ()
    entity: Thing | None = None
    """For what one article knows: the entity over the corpus that it was taken for."""


def entity_card(facts: Facts, name: str, pages: Pages) -> EntityCard | None:
    """Return what is told of an entity over the corpus; None where there is none of that identifier."""
    about = facts.library.index.entity(name)
    if about is None:
        return None
    return EntityCard(
        thing=Thing(name, facts.iri(name), about.name, about.kind),
        about=about,
        whole=facts.thing(facts.iri(about.part_of)) if about.part_of else None,
        people_of=facts.thing(facts.iri(about.demonym_of)) if about.demonym_of else None,
        parts=_parts(facts, name, _page(pages, "parts")),
        same_as=tuple(iri for iri in facts.values(name, "schema:sameAs") if iri.startswith(("http://", "https://"))),
        articles=named_in(facts, name, total=about.articles, page=_page(pages, "articles")),
        months=facts.library.index.timeline(name, by_month=True),
        beside=_beside(facts, name, _page(pages, "beside")),
        claims=claims_about(facts, name, page=_page(pages, "claims")),
        claims_by=claims_by(facts, name, page=_page(pages, "said")),
        events=events_with(facts, name, page=_page(pages, "events")),
        events_by=events_by(facts, name, page=_page(pages, "told")),
        quotes=quotes_by(facts, name, page=_page(pages, "quotes")),
        judgements=judgements_of(facts, name, page=_page(pages, "judgements")),
    )


def named_in(facts: Facts, name: str, *, total: int, page: int = 1, size: int = PAGE) -> NamedIns:
    """Return the articles that name a thing, the latest first, each with the first sentence that does."""
    shown = facts.library.index.appearances(name, size, (page - 1) * size)
    lines = facts.lines([one.article.id for one in shown])
    rows = []
    for one in shown:
        article = one.article.id
        held = _first_naming(facts, name, article)
        part = None if held else _named_part(facts, name, article)
        rows.append(
            NamedIn(lines[article], one.times, held or (_first_naming(facts, part.id, article) if part else ()), part)
        )
    return NamedIns(tuple(rows), total)


def judgements_of(facts: Facts, name: str, *, page: int = 1, size: int = 10) -> Judgements:
    """Return the judgements on an entity and on what single articles know it as, open ones first on a page."""
    known = (name, *facts.library.index.locals_of(name, _JUDGED, 0))
    start = (page - 1) * size
    shown = list(islice(_judgements_on(facts, known), start, start + size + 1))
    rows = sorted(
        (judged(facts, one) for one in shown[:size]), key=lambda row: (row.verdict != "open", -row.score, row.id)
    )
    return Judgements(tuple(rows), len(shown) > size)


def judged(facts: Facts, name: str) -> Judged:
    """Return a judgement by its identifier."""
    node = facts.node(name)
    left, right = (facts.id(first(node, f"ng:link{side}")) for side in ("Subject", "Target"))
    return Judged(
        id=name,
        left=known_as(facts, left),
        right=known_as(facts, right),
        left_article=_article_of(facts, left),
        right_article=_article_of(facts, right),
        verdict=_VERDICTS.get(shorten(first(node, "ng:linkStatus")), "open"),
        score=float(first(node, "ng:confidence") or 0),
        reason=first(node, "ng:reason"),
        by=first(node, "dct:creator"),
        when=first(node, "dct:date"),
    )


def known_as(facts: Facts, name: str) -> Thing:
    """Return a thing; what one article knows is shown as the entity it was taken for, where that is known."""
    entity = facts.library.index.entity_of(name) if name.startswith("local/") else None
    local = facts.thing(facts.iri(name))
    return Thing(entity, facts.iri(entity), local.name, kind_of(entity)) if entity else local


def outlet_card(facts: Facts, name: str, pages: Pages) -> OutletCard | None:
    """Return an outlet and its articles, the latest first; None where there is none of that identifier."""
    label = facts.name(name)
    if label is None:
        return None
    index = facts.library.index
    page = _page(pages, "articles")
    heads = index.articles(PAGE, (page - 1) * PAGE, outlet=label)
    total = next((number for outlet, number in index.counts().outlets if outlet == label), len(heads))
    return OutletCard(
        Thing(name, facts.iri(name), label, "Outlet"), tuple(facts.lines([head.id for head in heads]).values()), total
    )


def plain_card(facts: Facts, name: str) -> PlainCard | None:
    """Return all that is said of a node, as it stands in the graph; None for one of which nothing is said."""
    node = facts.node(name)
    if not node:
        return None
    words = facts.words(name)
    article = _article_of(facts, name)
    return PlainCard(
        thing=_plain_thing(facts, name, words),
        properties=tuple(_property(facts, term, values) for term, values in node.items()),
        incoming=tuple(
            _property(facts, term, values) for term, values in sorted(facts.incoming(name, PAGE + 1).items())
        ),
        passages=passages(facts, [(words.article, words.span)]) if words else (),
        words=words,
        articles=(article,) if article else (),
        entity=_entity_of(facts, name),
    )


def _entity_of(facts: Facts, name: str) -> Thing | None:
    entity = facts.library.index.entity_of(name) if name.startswith("local/") else None
    return facts.thing(facts.iri(entity)) if entity else None


def _plain_thing(facts: Facts, name: str, words: Words | None) -> Thing:
    thing = facts.thing(facts.iri(name))
    if words is not None:
        return Thing(name, thing.iri, words.text or name, thing.kind)
    names = facts.values(name, "schema:name") if thing.name == name else [thing.name]
    return Thing(name, thing.iri, names[0] if names else name, thing.kind)


def _property(facts: Facts, term: str, values: Iterable[str]) -> Property:
    known = list(values)
    return Property(term, spaced(term), tuple(_value(facts, value) for value in known[:PAGE]), len(known))


def _value(facts: Facts, value: str) -> Value:
    if value.startswith(facts.base) and not any(character.isspace() for character in value):
        name = facts.id(value)
        words = facts.words(name)
        if words is not None:
            return Value(Thing(name, value, words.text or name, "Mention"), words.text)
        thing = facts.thing(value.partition("#")[0]) if "#char=" in name else facts.thing(value)
        return Value(Thing(name, value, thing.name, thing.kind), thing.name)
    short = shorten(value)
    return Value(Thing(value, value, short, "Outside") if short != value else None, value)


def _first_naming(facts: Facts, name: str, article: str) -> tuple[Passage, ...]:
    spans = facts.namings(name, article)
    first_span = min(spans, default=None)
    if first_span is None:
        return ()
    held = passages(facts, [(article, first_span)])
    if not held:
        return ()
    # All namings in that sentence are marked, not the first alone.
    inside = [span for span in spans if held[0].span.covers(span)]
    return passages(facts, [(article, span) for span in inside])[:1] or held


def _named_part(facts: Facts, name: str, article: str) -> Thing | None:
    """Return the first part of a thing, or part of a part, that an article names."""
    kind = kind_of(name)
    predicate = WHOLE_OF.get(kind)
    if predicate is None:
        return None
    named = (facts.id(iri) for iri in facts.values(article, "schema:mentions"))
    parts = [part for part in named if kind_of(part) == kind and _is_in(facts, part, name, predicate)]
    found = [(spans[0], part) for part in parts if (spans := facts.namings(part, article))]
    return facts.thing(facts.iri(min(found)[1])) if found else None


def _is_in(facts: Facts, part: str, whole: str, predicate: str) -> bool:
    wholes = [part]
    for _ in range(_LEVELS):
        wholes = [facts.id(iri) for one in wholes for iri in facts.values(one, predicate)]
        if whole in wholes:
            return True
    return False


def _part_names(facts: Facts, name: str) -> list[str]:
    predicates = ("eli:is_part_of", "schema:containedInPlace")
    found = (part for predicate in predicates for part, _ in islice(facts.subjects(predicate, name), _HELD))
    return sorted(set(found))


def _parts(facts: Facts, name: str, page: int) -> Things:
    found = _part_names(facts, name)
    start = (page - 1) * PAGE
    return Things(tuple(facts.thing(facts.iri(part)) for part in found[start : start + PAGE]), len(found))


def _beside(facts: Facts, name: str, page: int, size: int = 20) -> Beside:
    start = (page - 1) * size
    found = facts.library.index.co_mentions(name, size + 1, offset=start)
    return Beside(found[:size], len(found) > size)


def _judgements_on(facts: Facts, names: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        for side in ("ng:linkSubject", "ng:linkTarget"):
            found = {judgement for judgement, _ in islice(facts.subjects(side, name), _JUDGED)} - seen
            seen |= found
            yield from sorted(found)


def _article_of(facts: Facts, name: str) -> ArticleLine | None:
    if "://" in name or kind_of(name) not in ("LocalEntity", "Claim", "ReportedEvent", "Mention"):
        return None
    found = facts.values(name, "prov:wasDerivedFrom")
    return facts.line(facts.id(found[0])) if found else None


def _page(pages: Pages, name: str) -> int:
    return pages.get(name, 1)
