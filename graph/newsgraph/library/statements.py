"""What is told in a graph: claims, events and quotes, each with its source, its manner and its words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsgraph.library.articles import ArticleLine
from newsgraph.library.facts import Facts, Node, Thing, Words, is_indexed
from newsgraph.library.wording import event_words, figure_words, first, relation_words, role_words, spaced, time_words
from newsgraph.model import Span
from newsgraph.text import sentence_of, sentences
from newsgraph.vocab import shorten

PAGE = 25
"""So many rows a list shows at once."""
_LONGEST = 420
_BEFORE = 160
_PASSAGES = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article, cut where it is very long, and the words in it that tell."""

    article: str
    span: Span
    """Where what is shown stands in the article's text."""
    text: str
    marks: tuple[Span, ...]
    """Where the words stand in `text`; sorted, none overlapping another."""
    words: Span
    """The first of the words, in the article's text: what a link leads to."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The other side of an answer: a statement on the same point by another source."""

    statement: Thing
    article: ArticleLine
    source: Thing | None
    agrees: bool
    is_later: bool


@dataclass(frozen=True, slots=True)
class Told:
    """How a statement is told: by whom, in which manner, where."""

    source: Thing | None
    """Who says so; None where the article speaks in its own voice."""
    cue: Words | None
    modality: str
    """`Stated`, `Alleged`, `Expected`, `Proposed` or `Asked`."""
    negated: bool
    confidence: float
    """How sure the reader is of the reading; nothing about whether it holds."""
    time: str
    article: ArticleLine
    evidence: tuple[Words, ...]
    passages: tuple[Passage, ...]
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class ClaimTold:
    """A claim: that somebody says a relation holds between two things, or a figure of one."""

    id: str
    iri: str
    subject: Thing
    predicate: str
    relation: str
    """The predicate in words."""
    filler: Thing | None
    figure: str
    """The number, where the object is one."""
    title: str
    """The words of the post, where the claim is of one."""
    told: Told


@dataclass(frozen=True, slots=True)
class RoleTold:
    """Who or what takes part in an event, as what, and who says so where it is not the event's source."""

    role: str
    thing: Thing
    source: Thing | None


@dataclass(frozen=True, slots=True)
class EventTold:
    """An event that an article tells of."""

    id: str
    iri: str
    label: str
    type: str
    roles: tuple[RoleTold, ...]
    place: Thing | None
    figures: tuple[str, ...]
    told: Told


@dataclass(frozen=True, slots=True)
class QuoteTold:
    """Words that an article gives as a source's."""

    id: str
    speaker: Thing | None
    kind: str
    """`direct`, `indirect` or `mixed`."""
    words: Words
    cue: Words | None
    article: ArticleLine


@dataclass(frozen=True, slots=True)
class Claims:
    """A page of claims, and how many there are."""

    rows: tuple[ClaimTold, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Events:
    """A page of events, and how many there are."""

    rows: tuple[EventTold, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Quotes:
    """A page of quotes, and how many there are."""

    rows: tuple[QuoteTold, ...]
    total: int


def claims_about(facts: Facts, thing: str, *, page: int = 1, size: int = PAGE) -> Claims:
    """Return the claims that have the thing as subject or object, the newest article's first."""
    if is_indexed(thing):
        names, total = _indexed(facts, thing, "claim", page, size)
    else:
        found = {name for side in ("rdf:subject", "rdf:object") for name, _ in facts.subjects(side, thing)}
        names, total = sorted(found)[(page - 1) * size : page * size], len(found)
    return Claims(tuple(claim(facts, name) for name in names), total)


def claims_by(facts: Facts, thing: str, *, page: int = 1, size: int = PAGE) -> Claims:
    """Return the claims that an entity is the source of, the newest article's first."""
    names, total = _indexed(facts, thing, "claim by", page, size)
    return Claims(tuple(claim(facts, name) for name in names), total)


def events_with(facts: Facts, thing: str, *, page: int = 1, size: int = PAGE) -> Events:
    """Return the events that an entity takes part in or that happen there, the newest article's first."""
    names, total = _indexed(facts, thing, "event", page, size)
    return Events(tuple(event(facts, name) for name in names), total)


def events_by(facts: Facts, thing: str, *, page: int = 1, size: int = PAGE) -> Events:
    """Return the events that an entity is the source of, the newest article's first."""
    names, total = _indexed(facts, thing, "event by", page, size)
    return Events(tuple(event(facts, name) for name in names), total)


def quotes_by(facts: Facts, thing: str, *, page: int = 1, size: int = PAGE) -> Quotes:
    """Return the quotes of a speaker, the newest article's first."""
    names, total = _indexed(facts, thing, "quote", page, size)
    rows = (quote(facts, name) for name in names)
    return Quotes(tuple(row for row in rows if row is not None), total)


def claim(facts: Facts, name: str, node: Node | None = None) -> ClaimTold:
    """Return a claim by its identifier; `node` where it was read already."""
    node = facts.node(name) if node is None else node
    filler, figure = first(node, "rdf:object"), ""
    if facts.id(filler) == f"{name}/figure":
        filler, figure = "", figure_words(facts.node(f"{name}/figure"))
    told = _told(facts, name, node)
    predicate = _term(node, "rdf:predicate")
    return ClaimTold(
        id=name,
        iri=facts.iri(name),
        subject=facts.thing(first(node, "rdf:subject")),
        predicate=predicate,
        relation=relation_words(predicate),
        filler=facts.thing(filler) if filler else None,
        figure=figure,
        title=told.evidence[0].text if predicate == "ng:holdsPost" and told.evidence else "",
        told=told,
    )


def event(facts: Facts, name: str, node: Node | None = None) -> EventTold:
    """Return an event by its identifier; `node` where it was read already."""
    node = facts.node(name) if node is None else node
    kind = _term(node, "sem:eventType")
    told = _told(facts, name, node)
    places = node.get("sem:hasPlace", ())
    return EventTold(
        id=name,
        iri=facts.iri(name),
        label=first(node, "rdfs:label") or event_words(kind),
        type=event_words(kind),
        roles=tuple(_role(facts, role, told) for role in _numbered(node.get("sem:hasActor", ()))),
        place=facts.thing(places[0]) if places else None,
        figures=tuple(figure_words(facts.node(facts.id(iri))) for iri in _numbered(node.get("ng:figure", ()))),
        told=told,
    )


def quote(facts: Facts, name: str, node: Node | None = None) -> QuoteTold | None:
    """Return a quote by the identifier of its stretch; None for a stretch that is none."""
    node = facts.node(name) if node is None else node
    words = facts.words(name)
    if words is None or "ng:quoteKind" not in node:
        return None
    speaker, cue = first(node, "ng:attributedTo"), first(node, "ng:cue")
    return QuoteTold(
        id=name,
        speaker=facts.thing(speaker) if speaker else None,
        kind=spaced(first(node, "ng:quoteKind")),
        words=words,
        cue=facts.words(facts.id(cue)) if cue else None,
        article=facts.line(words.article),
    )


def passages(facts: Facts, evidence: Iterable[tuple[str, Span]]) -> tuple[Passage, ...]:
    """Return the sentences that hold the words, in the order of the text, at most three of one article."""
    found: list[Passage] = []
    for article, spans in _grouped(evidence).items():
        text = facts.text(article)
        by_sentence: dict[Span, list[Span]] = {}
        for span in sorted(spans):
            if span.end <= len(text):
                by_sentence.setdefault(_sentence(text, span), []).append(span)
        found += [_passage(article, text, *held) for held in sorted(by_sentence.items())[:_PASSAGES]]
    return tuple(found)


def _grouped(evidence: Iterable[tuple[str, Span]]) -> dict[str, set[Span]]:
    grouped: dict[str, set[Span]] = {}
    for article, span in evidence:
        grouped.setdefault(article, set()).add(span)
    return grouped


def _sentence(text: str, span: Span) -> Span:
    """Return the sentence that a span begins in; a line feed always ends one, so only that line is read."""
    start = text.rfind("\n", 0, span.start) + 1
    stop = text.find("\n", span.start)
    line = text[start : len(text) if stop < 0 else stop]
    known = sentences(line)
    if not known:
        return span
    found = sentence_of(known, Span(span.start - start, span.end - start))
    return Span(start + found.start, start + found.end)


def _passage(article: str, text: str, sentence: Span, marks: Sequence[Span]) -> Passage:
    start, end = sentence.start, max(sentence.end, min(mark.end for mark in marks))
    if end - start > _LONGEST:
        start = max(start, marks[0].start - _BEFORE)
        end = min(end, start + _LONGEST)
    before = "… " if start > sentence.start else ""
    shown = f"{before}{text[start:end]}{' …' if end < sentence.end else ''}"
    shift = len(before) - start
    kept = [Span(max(mark.start, start) + shift, min(mark.end, end) + shift) for mark in marks if mark.start < end]
    return Passage(article, Span(start, end), shown, _united(kept), marks[0])


def _united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the stretches that the spans cover together."""
    united: list[Span] = []
    for span in sorted(spans):
        if united and span.start <= united[-1].end:
            united[-1] = Span(united[-1].start, max(united[-1].end, span.end))
        else:
            united.append(span)
    return tuple(united)


def _told(facts: Facts, name: str, node: Node) -> Told:
    article = facts.id(first(node, "ng:reportedIn"))
    source = facts.id(first(node, "ng:attributedTo"))
    known = (facts.words(facts.id(iri)) for iri in node.get("ng:evidence", ()))
    evidence = tuple(sorted((words for words in known if words), key=lambda words: words.span))
    cue = first(node, "ng:cue")
    return Told(
        source=facts.thing(source) if source and source != article else None,
        cue=facts.words(facts.id(cue)) if cue else None,
        modality=spaced(first(node, "ng:modality") or "stated").capitalize(),
        negated=first(node, "ng:negated") == "true",
        confidence=float(first(node, "ng:confidence") or 0),
        time=time_words(node),
        article=facts.line(article),
        evidence=evidence,
        passages=passages(facts, ((words.article, words.span) for words in evidence)),
        answers=_answers(facts, name, node),
    )


def _answers(facts: Facts, name: str, node: Node) -> tuple[Answered, ...]:
    earlier = [(facts.id(iri), False) for iri in node.get("ng:answers", ())]
    later = [(other, True) for other, _ in facts.subjects("ng:answers", name)]
    mine = first(node, "ng:negated")
    return tuple(_answered(facts, other, is_later, mine) for other, is_later in sorted(earlier + later)[:PAGE])


def _answered(facts: Facts, other: str, is_later: bool, mine: str) -> Answered:
    node = facts.node(other)
    article, source = (facts.id(first(node, predicate)) for predicate in ("ng:reportedIn", "ng:attributedTo"))
    return Answered(
        statement=statement_thing(facts, other, node),
        article=facts.line(article),
        source=facts.thing(source) if source and source != article else None,
        # What is answered is on the same point, so the two agree where both deny it or neither does.
        agrees=first(node, "ng:negated") == mine,
        is_later=is_later,
    )


def statement_thing(facts: Facts, name: str, node: Node | None = None) -> Thing:
    """Return a claim or event under a name made of its parts: `Ana Ruiz works for Harlow Bank`."""
    node = facts.node(name) if node is None else node
    if "rdf:subject" not in node:
        return facts.thing(facts.iri(name))
    filler = first(node, "rdf:object")
    subject, relation = facts.thing(first(node, "rdf:subject")).name, relation_words(_term(node, "rdf:predicate"))
    if facts.id(filler) == f"{name}/figure":
        return Thing(
            name, facts.iri(name), f"{subject}: {relation} {figure_words(facts.node(f'{name}/figure'))}", "Claim"
        )
    return Thing(name, facts.iri(name), f"{subject}: {relation} {facts.thing(filler).name}", "Claim")


def _role(facts: Facts, iri: str, told: Told) -> RoleTold:
    node = facts.node(facts.id(iri))
    source = facts.id(first(node, "sem:accordingTo"))
    own = told.source.id if told.source else told.article.id
    return RoleTold(
        role=role_words(_term(node, "sem:roleType")),
        thing=facts.thing(first(node, "rdf:value")),
        source=facts.thing(source) if source and source not in (own, told.article.id) else None,
    )


def _indexed(facts: Facts, thing: str, what: str, page: int, size: int) -> tuple[list[str], int]:
    """Return a page of the statements of an entity from the index, and how many there are."""
    total = facts.told_counts(thing).get(what, 0)
    start = (page - 1) * size
    return list(facts.library.index.told(thing, what, size, start)) if start < total else [], total


def _numbered(iris: Iterable[str]) -> list[str]:
    """Return parts such as `…/role/10` in the order of their numbers."""
    return sorted(iris, key=lambda iri: (len(iri), iri))


def _term(node: Node, predicate: str) -> str:
    return shorten(first(node, predicate))
