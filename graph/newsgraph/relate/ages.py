"""How old people are said to be: `Ana Ruiz, 34, of Denver`, `the 34-year-old nurse Ana Ruiz`, `deported at age 35`."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from newsgraph.ids import short_hash
from newsgraph.model import AnnotatedArticle, Claim, Event, Kind, LocalEntity, Quantity, Span, TimeBounds
from newsgraph.relate.frames.attribution import attributed, quoted_spans
from newsgraph.relate.frames.relations import is_named

PREDICATE = "ng:age"
UNIT = "years"
AT_EVENT = "years of age"
"""The unit of an event's figure that tells how old its only player was."""
_SURE = 0.85
_OLDEST = 119
_NUMBER = r"(?P<years>1[01]\d|\d{1,2})"
_BEHIND_NAME = re.compile(
    rf",\s(?:aged?\s|who\sis\s)?{_NUMBER}(?:\syears\sold)?(?=,\s(?!\d)|[);]|\.\s|\.?$|\sand\s[A-Z])"
)
_IN_BRACKETS = re.compile(rf"\s\(aged?\s{_NUMBER}\)")
_IS_OLD = re.compile(rf"(?:,?\swho)?\sis\s(?:now\s)?{_NUMBER}\syears\sold\b")
_BEFORE_NAME = re.compile(rf"\b{_NUMBER}-year-old(?:[\s-][A-Za-z]+){{0,4}}?,?\s$")
_AT_AGE = re.compile(rf"\bat\s(?:the\s)?age\s(?:of\s)?{_NUMBER}\b(?!\s*(?:to|or|and|-|–)\s*\d)")
_LOOKING_BACK = re.compile(r"\b(?:when|while|after|before)\s(?:\w+\s){1,3}?(?:had|was|were)\b")
_REACH = 200
_WIDEST = 60
_AROUND = 200
_TABLE = 4
"""So many names with numbers in one line are a team's scores, not people's ages."""


def find_ages(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Return the article with the ages it gives; requires `entities`, `quotes` and `events`, assigns `claims`.

    An age beside a name is a claim of that person on the article's day. An age at which something happened is a figure
    of the event, where only one person has it done to them, or else does it.
    """
    people = [entity for entity in annotated.entities if entity.kind is Kind.PERSON and is_named(entity)]
    quoted = quoted_spans(annotated.article.text)
    found = {claim.id: claim for person in people for claim in _beside_names(annotated, person, quoted)}
    claims = {*annotated.claims, *found.values()}
    return replace(
        annotated,
        claims=tuple(sorted(claims, key=lambda claim: (claim.evidence[0], claim.predicate, claim.id))),
        events=tuple(_with_age(annotated, event, {person.id for person in people}) for event in annotated.events),
    )


def _beside_names(annotated: AnnotatedArticle, person: LocalEntity, quoted: tuple[Span, ...]) -> Iterator[Claim]:
    text = annotated.article.text
    for naming in person.namings:
        told = _told(text, naming.span)
        if told is None or _is_table(text, naming.span):
            continue
        years, span = told
        said = attributed(annotated, span)
        if said is None and (_within(span, quoted) or any(quote.span.covers(span) for quote in annotated.quotes)):
            continue
        yield Claim(
            id=f"claim/{annotated.article.id}_age-{short_hash('age', person.id, str(span.start), str(years))[:8]}",
            article=annotated.article.id,
            subject=person.id,
            predicate=PREDICATE,
            object=Quantity(UNIT, value=float(years)),
            evidence=(span, naming.span),
            attributed_to=said.speaker if said else None,
            cue=said.cue if said else None,
            confidence=_SURE,
            time=_when(annotated, naming.span),
        )


def _when(annotated: AnnotatedArticle, naming: Span) -> TimeBounds:
    """Return that an age was of an earlier time, where the clause looks back: `when she had two children (Ana, 9)`."""
    published, text = annotated.article.published, annotated.article.text
    clause = re.split(r"[.!?]\s|\n", text[max(0, naming.start - _REACH) : naming.start])[-1]
    if published is None or not _LOOKING_BACK.search(clause):
        return TimeBounds()
    return TimeBounds(latest_end=published - timedelta(days=1))


def _told(text: str, naming: Span) -> tuple[int, Span] | None:
    """Return the age beside a naming, and the words that give it."""
    is_name = text[naming.start].isupper() and naming.end - naming.start > 2  # not `He`
    patterns = (_BEHIND_NAME, _IN_BRACKETS, _IS_OLD) if is_name else (_IS_OLD,)
    for pattern in patterns:
        if found := pattern.match(text, naming.end, naming.end + _WIDEST):
            return _years(found, 0)
    start = max(0, naming.start - _WIDEST)
    before = _BEFORE_NAME.search(text[start : naming.start]) if is_name else None
    return _years(before, start) if before else None


def _years(found: re.Match[str], shift: int) -> tuple[int, Span] | None:
    years = int(found["years"])
    return (years, Span(found.start("years") + shift, found.end("years") + shift)) if 0 < years <= _OLDEST else None


def _is_table(text: str, naming: Span) -> bool:
    # Only so far around the name, so that a page in one line takes time that grows with it.
    low, high = max(0, naming.start - _AROUND), naming.end + _AROUND
    line = text[low : naming.start].rpartition("\n")[2] + text[naming.start : high].partition("\n")[0]
    return len(re.findall(r"[A-Z]\w+,? \(?\d{1,3}\b", line)) >= _TABLE


def _within(span: Span, stretches: tuple[Span, ...]) -> bool:
    return any(stretch.covers(span) for stretch in stretches)


def _with_age(annotated: AnnotatedArticle, event: Event, people: set[str]) -> Event:
    """Return the event with the age at which it happened to its player, where words behind its trigger give one."""
    text, trigger = annotated.article.text, event.evidence[0]
    players = [role.filler for role in event.roles if role.role == "ng:Affected"]
    players = players or [role.filler for role in event.roles if role.role == "ng:Agent"]
    if len(players) != 1 or players[0] not in people:
        return event
    found = _AT_AGE.match(text, trigger.end + 1, trigger.end + _WIDEST)
    years = int(found["years"]) if found else 0
    if found is None or not 0 < years <= _OLDEST:
        return event
    figure = Quantity(AT_EVENT, value=float(years))
    if figure in event.figures:
        return event
    evidence = (*event.evidence, Span(found.start(), found.end()))
    return replace(event, figures=(*event.figures, figure), evidence=tuple(dict.fromkeys(evidence)))
