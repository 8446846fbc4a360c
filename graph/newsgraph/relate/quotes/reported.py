"""Reported speech without quotation marks around all of it: indirect, and mixed where some words are quoted."""

import re
from collections.abc import Iterator, Sequence

from newsgraph.model import Quote, QuoteKind, Span
from newsgraph.relate.quotes.attributions import Attribution
from newsgraph.relate.quotes.linking import Linked
from newsgraph.relate.quotes.marks import Quoted
from newsgraph.relate.quotes.passage import Passages
from newsgraph.relate.quotes.speech import is_term, is_title, words_in

_FEWEST = 2
"""A clause of fewer words says nothing: “he said so”."""
_QUOTED_WORDS = 2
_COMMENT = re.compile(
    r", (?:an?|the) (?:\w+ )?(?:accusation|allegation|assertion|charge|claim|figure|position|sentiment|view)\b[^.]*\Z"
)
_DAY = re.compile(
    r"(?:on |late |early |earlier |late on |earlier on )?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|this (?:week|month|morning|afternoon|evening)|last"
    r" (?:week|month|night|year))(?: (?:morning|afternoon|evening|night))?,? "
    r"(?=(?:it|he|she|they|we|I|you|the|that|a|an|its|his|her|their|there|this|these|those|no|some|many|more|most|all|one"
    r"|two|three|four|five|six|at|up|[0-9]+)\b)"
)
_MARKS = re.compile('["“”„«»]')


def reported(passages: Passages, found: Sequence[Attribution], linked: Sequence[Linked]) -> Iterator[Quote]:
    """Yield the clauses that cues give, where they are not direct speech already."""
    direct = {each.quoted.span for each in linked}
    for each in found:
        if each.content is None or _is_relative(each, passages):
            continue
        if quoted := _all_quoted(each.content, passages):
            free = quoted.span not in direct
            if free and not is_title(passages, quoted) and len(words_in(passages, quoted)) > _QUOTED_WORDS:
                yield Quote(passages.article, quoted.inner, QuoteKind.DIRECT, each.speaker, each.cue, each.score)
            continue
        content = _whole(each.content, passages)
        if (
            content is None
            or any(quoted.span in direct for quoted in passages.quoted_in(content))
            or _is_unbalanced(each, passages)
        ):
            continue
        inside = [quoted for quoted in passages.quoted_in(content) if content.covers(quoted.span)]
        said = [
            quoted
            for quoted in inside
            if len(words_in(passages, quoted)) >= _QUOTED_WORDS and not is_term(passages, quoted)
        ]
        content = _without_day(_without_comment(content, passages.text), each.cue, passages.text)
        if each.verdict and not said:
            continue
        if said or len(content.of(passages.text).split()) >= _FEWEST:
            kind = QuoteKind.MIXED if said else QuoteKind.INDIRECT
            if not inside and each.cue.end < content.start and ":" in passages.text[each.cue.end : content.start]:
                kind = QuoteKind.DIRECT
            yield Quote(passages.article, content, kind, each.speaker, each.cue, each.score)


def _without_comment(content: Span, text: str) -> Span:
    """Return a clause without what the article says of it: “…, a view shared by many”."""
    comment = _COMMENT.search(text, content.start, content.end)
    return Span(content.start, comment.start()) if comment and comment.start() > content.start else content


def _without_day(content: Span, cue: Span, text: str) -> Span:
    """Return a clause without the day of the saying before it: “said on Tuesday it would ask”."""
    day = _DAY.match(text, content.start, content.end) if cue.end <= content.start else None
    return Span(day.end(), content.end) if day else content


def _is_relative(each: Attribution, passages: Passages) -> bool:
    """Return whether a cue stands within a relative clause that it gives: “a tape which officials say shows …”."""
    content, text = each.content, passages.text
    if content is None or not content.covers(each.cue):
        return False
    return each.end < content.end and text[each.end] not in ",.;—–-"


def _all_quoted(content: Span, passages: Passages) -> Quoted | None:
    """Return the stretch in quotation marks that holds all of a clause from its first word: reminds us “we must …”."""
    quoted = passages.in_quote(content.start)
    return quoted if quoted and quoted.inner.start == content.start and quoted.inner.covers(content) else None


def _is_unbalanced(each: Attribution, passages: Passages) -> bool:
    """Return whether the sentence holds a quotation mark without its fellow, so that no tree can be trusted."""
    sentence = passages.text[each.sentence.start : each.sentence.end]
    for mark in _MARKS.finditer(sentence):
        at = each.sentence.start + mark.start()
        before = passages.text[at - 1] if at else " "
        if not before.isdigit() and passages.in_quote(at) is None:
            return True
    return False


def _whole(content: Span, passages: Passages) -> Span | None:
    """Return a clause with the quotation marks at its edges; None where it breaks a stretch or leaves its line."""
    if passages.line_of(content.start) != passages.line_of(max(content.start, content.end - 1)):
        return None
    line = passages.dateline
    if line is not None and line.overlaps(content):
        rest = passages.text[line.end : content.end] if line.end < content.end else ""
        if not rest.strip():
            return None
        content = Span(content.end - len(rest.lstrip()), content.end)
    for quoted in passages.quoted_in(content):
        if content.covers(quoted.span):
            continue
        if quoted.inner.covers(content):
            return None
        start, end = min(content.start, quoted.span.start), max(content.end, quoted.span.end)
        grown = Span(start, end)
        if grown.start < content.start - 1 or grown.end > content.end + 3:
            return None
        content = grown
    return content
