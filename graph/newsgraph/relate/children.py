"""Children named in a row behind their parent: `she had two children (Ana, 16, and Omar, 14)`."""

import re
from collections.abc import Iterator
from dataclasses import replace

from newsgraph.ids import short_hash
from newsgraph.model import AnnotatedArticle, Claim, Kind, LocalEntity, Naming, Span
from newsgraph.relate.frames.attribution import attributed, quoted_spans
from newsgraph.relate.frames.pronouns import meant_by_pronouns

PREDICATE = "schema:parent"
_SURE = 0.8
_HAS = re.compile(
    r"\s(?:has|had|have|leaves|left)(?:\s[\w.-]+){0,4}?\s(?P<what>child(?:ren)?|sons?|daughters?|twins)(?P<open>\s\(|,\s|:\s)"
)
_REACH = 80
_ENDED = re.compile(r"(?:,\s\d{1,3})?(?:[,.;)]|\sand\s|\Z|\n)")
_ROW = re.compile(r"(?:,?\s(?:and\s)?|\s\()?(?:\d{1,3})?[,)]?\s?(?:and\s)?")
"""What may stand between two names of a row: commas, `and`, an age."""


def find_children(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Return the article with the children it names in a row; requires `entities` and `quotes`, assigns `claims`.

    The row stands in brackets, or behind a comma or colon, right behind the word for children.
    """
    people = [entity for entity in annotated.entities if entity.kind is Kind.PERSON]
    namings = sorted((naming.span, person.id) for person in people for naming in person.namings)
    named = {at: (one, naming.span) for one in annotated.entities for naming in one.namings for at in _letters(naming)}
    meant = [(span, person.id) for person, span in meant_by_pronouns(annotated, named).values()]
    found = [
        claim
        for person in people
        for claim in _of(annotated, person, [span for span, one in (*namings, *meant) if one == person.id], namings)
    ]
    claims = {*annotated.claims, *found}
    return replace(
        annotated, claims=tuple(sorted(claims, key=lambda claim: (claim.evidence[0], claim.predicate, claim.id)))
    )


def _letters(naming: Naming) -> range:
    return range(naming.span.start, naming.span.end)


def _of(
    annotated: AnnotatedArticle, parent: LocalEntity, spans: list[Span], namings: list[tuple[Span, str]]
) -> Iterator[Claim]:
    article = annotated.article
    for naming in spans:
        row = _HAS.match(article.text, naming.end, naming.end + _REACH)
        if row is None:
            continue
        words = Span(*row.span("what"))
        said = attributed(annotated, words)
        someones = [*quoted_spans(article.text), *(quote.span for quote in annotated.quotes)]
        if said is None and any(stretch.covers(words) for stretch in someones):
            continue
        named = list(_row(article.text, row.end(), namings))
        if not named or not _ENDED.match(article.text, named[-1][0].end):
            continue  # `has children, Omar Quell said`
        for span, child in named:
            if child == parent.id:
                continue
            yield Claim(
                id=f"claim/{article.id}_parent-{short_hash('child', child, parent.id, str(words.start))[:8]}",
                article=article.id,
                subject=child,
                predicate=PREDICATE,
                object=parent.id,
                evidence=(words, span, naming),
                attributed_to=said.speaker if said else None,
                cue=said.cue if said else None,
                confidence=_SURE,
            )


def _row(text: str, start: int, namings: list[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """Yield the names that follow one another from an offset, with nothing but commas, ages and `and` between."""
    at = start
    for span, person in namings:
        if span.start < at:
            continue
        if span.start != start and not _ROW.fullmatch(text[at : span.start]):
            return
        if not text[span.start].isupper() or (span.start > at and at == start):
            return
        yield span, person
        at = span.end
