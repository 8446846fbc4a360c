"""Where a statement was read: its article, its very words and the sentences around them, and who says so."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsgraph.errors import NewsgraphError
from newsgraph.library.articles import ArticleLine
from newsgraph.library.asking import find, find_entity
from newsgraph.library.cards import judged
from newsgraph.library.facts import Facts, Node, Thing, Words, mention_place
from newsgraph.library.statements import (
    ClaimTold,
    EventTold,
    Passage,
    Told,
    claim,
    event,
    passages,
    quote,
    statement_thing,
)
from newsgraph.library.wording import first
from newsgraph.store import rows
from newsgraph.vocab import ENTITY_CLASSES, PREFIXES

if TYPE_CHECKING:
    from newsgraph.library.opening import Library

MOST = 20
_LOOKED_AT = 200
"""Of so many statements at most, the newest, the answer is chosen."""
_PAIRS = 50
_PREFIXES = {name: PREFIXES[name] for name in ("ng", "oa", "rdf", "schema", "sem")}
"""Those that the queries below use: each one given costs a look-up time."""
_ORDER = ("claim", "event", "quote", "mention", "judgement", "shared")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement and what it rests on."""

    kind: str
    """`claim`, `event`, `quote`, `mention`, `judgement`, or `shared`: two things that one article names."""
    statement: str
    """The IRI of the statement; for `shared` that of the article."""
    told: str
    """The statement in plain words."""
    article: ArticleLine | None
    words: tuple[Words, ...]
    """The very words it was read from, in the order of the text."""
    passages: tuple[Passage, ...]
    """The sentences around them; none where the text is not kept."""
    voice: str
    """`source`, `article` (its own voice), or `open` where the text does not make sure whose words they are."""
    says: Thing | None = None
    """Who says so, where that is a source."""
    cue: Words | None = None
    """The words that put it to the source: *said*, *according to*."""
    modality: str = "Stated"
    """`Stated`, `Alleged`, `Expected`, `Proposed` or `Asked`."""
    negated: bool = False
    """Whether it is said that this does not hold."""
    confidence: float | None = None
    """How sure the reader was, 0 to 1."""
    reason: str | None = None
    """For judgements: why, and who judged."""


def evidence(library: "Library", one: str, other: str | None = None, *, most: int = MOST) -> tuple[Evidence, ...]:
    """Return what a statement rests on, or what is told of a thing, or of two things together; at most `most`.

    `one` is the IRI or id of a claim, event, quote, mention or judgement; or an entity by IRI, id or name; or an
    article, for what was read from it. With `other`, another entity, it is the claims and events that join the two,
    what one says of the other, and the articles that name both. Claims come first, then events, quotes and mere common
    namings; of each kind the newest first. A judgement gives a piece for each article that it speaks of.

    Raises:
        NewsgraphError: where there is no such thing, or a name is borne by several.
    """
    facts = Facts(library)
    if other is not None:
        return between(facts, find_entity(facts, one), find_entity(facts, other), most=most)
    thing = find(facts, one)
    if thing.kind == "Article":
        return _ordered(facts, _asked(facts, _READ_FROM, one=thing.iri), most)
    if thing.kind in ENTITY_CLASSES:
        return _ordered(facts, _asked(facts, _ABOUT, one=thing.iri), most)
    found = tuple(_read(facts, thing.id))
    if not found:
        raise NewsgraphError(f"{thing.iri} is no statement, article or entity, so there is no evidence for it.")
    return found[:most]


def between(facts: Facts, one: Thing, other: Thing, *, most: int = MOST) -> tuple[Evidence, ...]:
    """Return what joins two entities, as `evidence` orders it; nothing where nothing does.

    Raises:
        NewsgraphError: where both are one.
    """
    if one.iri == other.iri:
        raise NewsgraphError(f"Both are the same thing, {one.iri}; name two.")
    told = _ordered(facts, _asked(facts, _JOINING, one=one.iri, other=other.iri), most)
    return (*told, *shared(facts, one, other, most=most - len(told)))


def shared(facts: Facts, one: Thing, other: Thing, *, most: int = MOST) -> tuple[Evidence, ...]:
    """Return the articles that name both entities, the newest first."""
    articles = _asked(facts, _SHARED, one=one.iri, other=other.iri, most=most) if most > 0 else ()
    return tuple(_together(facts, article, one, other) for article in articles)


def _read(facts: Facts, name: str) -> Iterator[Evidence]:
    """Yield the evidence of the statement with that id; nothing for what is none."""
    node = facts.node(name)
    if "rdf:predicate" in node:
        told = claim(facts, name, node)
        yield _of_statement("claim", told, statement_thing(facts, name, node).name)
    elif "sem:eventType" in node:
        happening = event(facts, name, node)
        yield _of_statement("event", happening, _event_words(happening))
    elif "ng:linkSubject" in node:
        yield from _of_judgement(facts, name)
    elif mention_place(name):
        yield from _of_mention(facts, name, node)


def _of_statement(kind: str, statement: ClaimTold | EventTold, words: str) -> Evidence:
    told: Told = statement.told
    return Evidence(
        kind=kind,
        statement=statement.iri,
        told=words,
        article=told.article,
        words=told.evidence,
        passages=told.passages,
        voice="source" if told.source else "article",
        says=told.source,
        cue=told.cue,
        modality=told.modality,
        negated=told.negated,
        confidence=told.confidence,
    )


def _event_words(happening: EventTold) -> str:
    parts = [f"{role.role}: {role.thing.name}" for role in happening.roles]
    parts += [f"place: {happening.place.name}"] if happening.place else []
    parts += [*happening.figures, *([happening.told.time] if happening.told.time else [])]
    return f"{happening.type} ({'; '.join(parts)})" if parts else happening.type


def _of_mention(facts: Facts, name: str, node: Node) -> Iterator[Evidence]:
    words, said = facts.words(name), quote(facts, name, node)
    if words is None:
        return
    denoted = first(node, "ng:denotes")
    if said is not None:
        told = f"{said.speaker.name if said.speaker else 'someone'} is quoted ({said.kind})"
    else:
        told = f"names {facts.thing(denoted).name}" if denoted else "words that a statement was read from"
    yield Evidence(
        kind="mention" if said is None else "quote",
        statement=facts.iri(name),
        told=told,
        article=facts.line(words.article),
        words=(words,),
        passages=passages(facts, [(words.article, words.span)]),
        voice="article" if said is None else "source" if said.speaker else "open",
        says=said.speaker if said else None,
        cue=said.cue if said else None,
        confidence=float(first(node, "ng:confidence") or 0),
    )


def _of_judgement(facts: Facts, name: str) -> Iterator[Evidence]:
    held = judged(facts, name)
    verdict = {"same": "are one", "different": "are not one"}.get(held.verdict, "may be one")
    sides: list[tuple[Thing, ArticleLine | None]] = [(held.left, held.left_article), (held.right, held.right_article)]
    for side, article in [found for found in sides if found[1]] or sides[:1]:
        spans = facts.namings(side.id, article.id)[:1] if article else []
        words = tuple(Words(article.id, span, span.of(facts.text(article.id))) for span in spans if article)
        yield Evidence(
            kind="judgement",
            statement=facts.iri(name),
            told=f"{held.left.name} and {held.right.name} {verdict}",
            article=article,
            words=words,
            passages=passages(facts, ((one.article, one.span) for one in words)),
            voice="open",
            confidence=held.score,
            reason=f"{held.reason} (by {held.by})",
        )


def _together(facts: Facts, article: str, one: Thing, other: Thing) -> Evidence:
    """Return an article that names both, by the two mentions that stand nearest to one another."""
    lefts, rights = (facts.namings(thing.id, article)[:_PAIRS] for thing in (one, other))
    pairs = ((left, right) for left in lefts for right in rights)
    nearest = min(pairs, key=lambda pair: (abs(pair[0].start - pair[1].start), pair), default=())
    text = facts.text(article)
    words = tuple(Words(article, span, span.of(text)) for span in sorted(nearest))
    return Evidence(
        kind="shared",
        statement=facts.iri(article),
        told=f"{one.name} and {other.name} are named in one article",
        article=facts.line(article),
        words=words,
        passages=passages(facts, ((word.article, word.span) for word in words)),
        voice="article",
    )


def _ordered(facts: Facts, statements: Sequence[str], most: int) -> tuple[Evidence, ...]:
    """Return the evidence of statements that come newest first: by kind, claims first."""
    told = [piece for name in _by_kind(statements)[:most] for piece in _read(facts, name)]
    return tuple(sorted(told, key=lambda piece: _ORDER.index(piece.kind)))[:most]


def _by_kind(names: Iterable[str]) -> list[str]:
    kinds = ("claim/", "event/", "mention/")
    return sorted(names, key=lambda name: next((at for at, kind in enumerate(kinds) if name.startswith(kind)), 9))


def _asked(facts: Facts, query: str, *, one: str, other: str = "", most: int = _LOOKED_AT) -> list[str]:
    """Return the identifiers that a query finds."""
    filled = query.format(one=f"<{one}>", other=f"<{other}>", most=most)
    return [facts.id(row[0]) for row in rows(facts.library.store, filled, prefixes=_PREFIXES).rows]


_JOINING = """SELECT DISTINCT ?told ?day {{
  {{ ?told rdf:subject {one} ; rdf:object {other} }} UNION {{ ?told rdf:subject {other} ; rdf:object {one} }}
  UNION {{ ?left rdf:value {one} . ?told sem:hasActor ?left . ?told sem:hasActor ?right . ?right rdf:value {other} }}
  UNION {{ ?left rdf:value {one} . ?told sem:hasActor ?left ; sem:hasPlace {other} }}
  UNION {{ ?left rdf:value {other} . ?told sem:hasActor ?left ; sem:hasPlace {one} }}
  UNION {{ ?told ng:attributedTo {one} ; rdf:subject|rdf:object|sem:hasPlace {other} }}
  UNION {{ ?told ng:attributedTo {other} ; rdf:subject|rdf:object|sem:hasPlace {one} }}
  UNION {{ ?left rdf:value {other} . ?told sem:hasActor ?left ; ng:attributedTo {one} }}
  UNION {{ ?left rdf:value {one} . ?told sem:hasActor ?left ; ng:attributedTo {other} }}
  OPTIONAL {{ ?told ng:reportedIn ?article . ?article schema:datePublished ?day }}
}} ORDER BY DESC(?day) ?told LIMIT {most}"""
_SHARED = """SELECT DISTINCT ?article ?day {{
  ?article schema:mentions {one} . ?article schema:mentions {other} .
  OPTIONAL {{ ?article schema:datePublished ?day }}
}} ORDER BY DESC(?day) ?article LIMIT {most}"""
_ABOUT = """SELECT DISTINCT ?told ?day {{
  {{ ?told rdf:subject {one} }} UNION {{ ?told rdf:object {one} }} UNION {{ ?told ng:attributedTo {one} }}
  UNION {{ ?role rdf:value {one} . ?told sem:hasActor ?role }} UNION {{ ?told sem:hasPlace {one} }}
  OPTIONAL {{ ?told ng:reportedIn|oa:hasSource ?article . ?article schema:datePublished ?day }}
}} ORDER BY DESC(?day) ?told LIMIT {most}"""
_READ_FROM = """SELECT DISTINCT ?told {{
  {{ ?told ng:reportedIn {one} }} UNION {{ ?told oa:hasSource {one} ; ng:quoteKind ?kind }}
}} ORDER BY ?told LIMIT {most}"""
