"""Who says what stands at a place: the speaker of the quote around it, or of the clause of saying above it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsgraph.model import AnnotatedArticle, Span
from newsgraph.relate.quotes.marks import lines_of, quoted_stretches

_OPENING = re.compile(r"[“«„]|(?<![^\s(])\"(?=\S)")


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
    lines = lines_of(text)
    closed = [stretch.span for stretch in quoted_stretches(text, lines)]
    return tuple(sorted([*closed, *_left_open(text, lines, closed)]))


def _left_open(text: str, lines: tuple[Span, ...], closed: list[Span]) -> Iterator[Span]:
    """Yield what stands behind a curly mark that nothing closes, to the end of its line."""
    for line in lines:
        opened = [found.start() for found in _OPENING.finditer(text, line.start, line.end)]
        last = opened[-1] if opened else None
        if last is not None and not any(span.start <= last < span.end for span in closed):
            yield Span(last, line.end)
