"""An article with its text, what is marked in it, and what it tells."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from newsgraph.ids import mention_id
from newsgraph.library.articles import ArticleLine
from newsgraph.library.facts import Facts, Thing, kind_of
from newsgraph.library.statements import Claims, Events, Quotes, claim, event, quote
from newsgraph.library.values import ArticleText, Highlight
from newsgraph.model import Span

PAGE = 100
"""So many rows of each table of an article are shown at once."""
_ENTITY_KINDS = ("Person", "Organization", "Place", "Legislation", "Event", "Group")


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that an article names, how often, and where first."""

    thing: Thing
    times: int
    first: Span


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article and all that is told of it."""

    article: ArticleText
    line: ArticleLine
    iri: str
    place: Thing | None
    """Where its dateline says it was written."""
    named: tuple[Named, ...]
    """By kind, those named most often first."""
    quotes: Quotes
    events: Events
    claims: Claims
    numbers: Mapping[str, int]
    """The number, from 1, of each quote, event and claim in its list, in the order of the text, by identifier."""
    stretches: tuple[Span, ...]
    """Every stretch that anything in the graph rests on; sorted."""
    original: ArticleLine | None
    """The earlier article that this one is a copy of."""
    copies: tuple[ArticleLine, ...]


def article_card(facts: Facts, name: str, pages: Mapping[str, int]) -> ArticleCard | None:
    """Return what is told of an article; None where there is none of that identifier."""
    article = facts.library.index.article(name)
    if article is None:
        return None
    listed = {what: _listed(article, what) for what in ("quote", "event", "claim")}
    quotes, events, claims = (_page(listed[what], pages.get(f"{what}s", 1)) for what in ("quote", "event", "claim"))
    places = facts.values(name, "schema:locationCreated")
    originals = facts.values(name, "ng:copyOf")
    copies = [copy for copy, _ in islice(facts.subjects("ng:copyOf", name), PAGE)]
    told = (quote(facts, one) for one in quotes)
    return ArticleCard(
        article=article,
        line=facts.line(name),
        iri=facts.iri(name),
        place=facts.thing(places[0]) if places else None,
        named=_named(facts, article.highlights),
        quotes=Quotes(tuple(one for one in told if one is not None), len(listed["quote"])),
        events=Events(tuple(event(facts, one) for one in events), len(listed["event"])),
        claims=Claims(tuple(claim(facts, one) for one in claims), len(listed["claim"])),
        numbers={one: number for names in listed.values() for number, one in enumerate(names, 1)},
        stretches=facts.stretches(name),
        original=facts.line(facts.id(originals[0])) if originals else None,
        copies=tuple(facts.lines(copies)[copy] for copy in sorted(copies)),
    )


def stretch_id(article: str, span: Span) -> str:
    """Return the identifier of a stretch of an article, given as `article/…`."""
    return mention_id(article.removeprefix("article/"), span.start, span.end)


def _listed(article: ArticleText, what: str) -> list[str]:
    marks = sorted(
        (mark for mark in article.highlights if mark.what == what), key=lambda mark: (mark.span, mark.target or "")
    )
    if what == "quote":
        return list(dict.fromkeys(stretch_id(article.id, mark.span) for mark in marks))
    return list(dict.fromkeys(mark.target for mark in marks if mark.target))


def _page(names: list[str], page: int) -> list[str]:
    return names[(page - 1) * PAGE : page * PAGE]


def _named(facts: Facts, highlights: Iterable[Highlight]) -> tuple[Named, ...]:
    times: Counter[str] = Counter()
    firsts: dict[str, Highlight] = {}
    for mark in highlights:
        if mark.what == "mention" and mark.target and kind_of(mark.target) in _ENTITY_KINDS:
            times[mark.target] += 1
            firsts.setdefault(mark.target, mark)
    made = [
        Named(Thing(name, facts.iri(name), mark.label or name, kind_of(name)), times[name], mark.span)
        for name, mark in firsts.items()
    ]
    return tuple(sorted(made, key=lambda one: (_ENTITY_KINDS.index(one.thing.kind), -one.times, one.first)))
