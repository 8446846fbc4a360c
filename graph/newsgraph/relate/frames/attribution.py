"""Who says what stands at a place: the speaker of the quote around it, or of the clause of saying above it."""

import re
from dataclasses import dataclass

from newsgraph.model import AnnotatedArticle, Span

_PAIR = re.compile('[“"«„”»]|\n+')


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker, and the words that tell of the saying."""

    speaker: str
    """The id of a local entity."""
    cue: Span | None = None


def attributed(annotated: AnnotatedArticle, span: Span) -> Attribution | None:
    """Return who says the words at a span, by the quotes that the article holds; None where none does or nobody knows.

    Where quotes stand in one another the innermost speaks, even if it is not known who that is.
    """
    around = [quote for quote in annotated.quotes if quote.span.covers(span)]
    if not around:
        return None
    inner = min(around, key=lambda quote: (quote.span.end - quote.span.start, quote.span))
    return Attribution(inner.speaker, inner.cue) if inner.speaker else None


def quoted_spans(text: str) -> tuple[Span, ...]:
    """Return the stretches between quotation marks, in order; an open one runs to its paragraph's end."""
    found, opened = [], None
    for match in _PAIR.finditer(text):
        mark, at = match[0], match.start()
        if mark[0] == "\n":
            if opened is not None:
                found.append(Span(opened, at))
            opened = None
        elif mark in "“«„" and opened is None:
            opened = at
        elif mark in '”»"' and opened is not None:
            found.append(Span(opened, match.end()))
            opened = None
        elif mark == '"':
            opened = at
    if opened is not None:
        found.append(Span(opened, len(text)))
    return tuple(found)
