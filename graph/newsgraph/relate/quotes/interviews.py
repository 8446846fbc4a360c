"""Interviews without labels: a line that asks, and the lines that answer it until the next one asks."""

import re
from collections.abc import Iterator, Sequence

from newsgraph.model import Kind, Quote, QuoteKind, Span
from newsgraph.relate.quotes.labels import answering
from newsgraph.relate.quotes.passage import Passages

_SCORE = 0.65
_SAYS_SO = re.compile(
    r"\binterview(?:s|ed|ee|ing)?\b|\bspoke (?:to|with)\b|\btalk(?:s|ed) (?:to|with)\b", re.IGNORECASE
)
_TOPIC = re.compile(r"\b(?:on|about|over|in)\b")
_ASKS = re.compile(r"\?[”\"')\]]*\s*\Z")
_ENDS = re.compile(r"[.!?…][”\"')\]]*\s*\Z")
_FIRST_PERSON = re.compile(r"\b(?:I|we|my|our|me|us)\b")
_SECOND_PERSON = re.compile(r"\b[Yy]our?s?\b")
_CAPTION = re.compile(r"\b(?:Image|Photo|Picture|Credit)s?(?: by)?\s*:|\A(?:File photo|Screenshot)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_FEWEST_QUESTIONS = 3
_FEWEST_WORDS = 4
_LEAD = 800
_NEAR = 60


def interviewed(passages: Passages) -> Iterator[Quote]:
    """Yield the answers, where the headline or the lead speaks of an interview and most answers say “I” or “we”.

    The speaker is the only person whose full name the headline gives, or else the only one whom the lead names or means
    right behind “interviewed”, “spoke with” and the like.
    """
    lines = [line for line in passages.lines if not passages.in_heading(line.start)]
    asks = [_is_question(line, passages) for line in lines]
    if sum(asks) < _FEWEST_QUESTIONS:
        return
    first = asks.index(True)
    start = lines[first].start
    if not _SAYS_SO.search(passages.text, 0, min(start, _LEAD)):
        return
    answers = list(_answers(lines, asks, passages))
    told = sum(_FIRST_PERSON.search(passages.text, span.start, span.end) is not None for span in answers)
    if 2 * told <= len(answers):
        return
    speaker = _interviewee(passages, start)
    for span in answers:
        yield Quote(passages.article, span, QuoteKind.DIRECT, speaker, None, _SCORE)


def _interviewee(passages: Passages, start: int) -> str | None:
    if headed := answering(passages, start, lead=False):
        return headed
    near = {
        named.entity.id
        for said in _SAYS_SO.finditer(passages.text, 0, min(start, _LEAD))
        for named in passages.named_in(Span(said.end(), said.end() + _NEAR))
        if named.entity.kind is Kind.PERSON and not _TOPIC.search(passages.text, said.end(), named.span.start)
    }
    return near.pop() if len(near) == 1 else None


def _is_question(line: Span, passages: Passages) -> bool:
    """Return whether a line asks and is nobody's quote."""
    words = _WORD.findall(line.of(passages.text))
    asks = _ASKS.search(passages.text, line.start, line.end) is not None and len(words) >= _FEWEST_WORDS
    return asks and passages.in_quote(line.start) is None


def _answers(lines: Sequence[Span], asks: Sequence[bool], passages: Passages) -> Iterator[Span]:
    """Yield the lines behind each question, up to one that may be a heading, a caption or the next word of who asks."""
    answered = False
    for line, question in zip(lines, asks, strict=True):
        words = line.of(passages.text)
        if question:
            answered = True
        elif answered and _ENDS.search(words) and passages.in_quote(line.start) is None and not _is_other(words):
            start = line.start + len(words) - len(words.lstrip())
            yield Span(start, line.start + len(words.rstrip()))
        else:
            answered = False


def _is_other(words: str) -> bool:
    """Return whether a line is a caption, or speaks to “you” without an “I”, as who asks does."""
    return bool(_CAPTION.search(words) or (_SECOND_PERSON.search(words) and not _FIRST_PERSON.search(words)))
