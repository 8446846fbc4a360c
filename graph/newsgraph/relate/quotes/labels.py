"""Interviews and transcripts, in which a label before each turn shows who speaks."""

import re
from collections import Counter
from collections.abc import Iterator

from newsgraph.model import Kind, Quote, QuoteKind, Span
from newsgraph.relate.quotes.passage import Passages

_LABEL = re.compile(r"(?P<label>[^\W\d_][^\n:!?\"“”]{0,38}):\s+(?=\S)")
_QUESTION = frozenset("q a question answer".split())
_ANSWER = frozenset("a answer".split())
_SCORE = 0.85
_FEWEST = 2


def labelled(passages: Passages) -> Iterator[Quote]:
    """Yield the turns of an interview; a label counts where it is Q or A, or names a person, and there are several."""
    turns: list[tuple[str, Span, Span, str | None]] = []
    people = _people(passages)
    for line in passages.lines:
        found = _LABEL.match(passages.text, line.start, line.end)
        if found is None or passages.in_heading(line.start):
            continue
        label = found["label"].strip().lower()
        if label in _QUESTION or label in people:
            end = line.start + len(passages.text[line.start : line.end].rstrip())
            turns.append((label, Span(*found.span("label")), Span(found.end(), end), people.get(label)))
    counts = Counter(label for label, *_ in turns)
    if len(counts) < _FEWEST and max(counts.values(), default=0) < _FEWEST + 1:
        return
    answers = answering(passages, turns[0][1].start)
    for label, cue, span, speaker in turns:
        if label in _QUESTION and not counts.keys() >= ({"q", "a"} if len(label) == 1 else {"question", "answer"}):
            continue
        if span.start < span.end:
            who = answers if label in _ANSWER else speaker
            yield Quote(passages.article, span, QuoteKind.DIRECT, who, cue, _SCORE)


def answering(passages: Passages, start: int, *, lead: bool = True) -> str | None:
    """Return the only person whose full name the headline gives, or else the only one named before the first turn."""
    before = [named for named in passages.named_in(Span(0, start)) if named.entity.kind is Kind.PERSON]
    headed = {
        named.entity.id
        for named in before
        if passages.headings and passages.headings[0].covers(named.span) and " " in named.span.of(passages.text)
    }
    known = headed if len(headed) == 1 or not lead else {named.entity.id for named in before}
    return known.pop() if len(known) == 1 else None


def _people(passages: Passages) -> dict[str, str | None]:
    """Return whom each label may mean: full names, and last names that one person bears."""
    known: dict[str, str | None] = {}
    for named in passages.named:
        if named.entity.kind is not Kind.PERSON:
            continue
        words = named.span.of(passages.text).lower()
        for label in (words, words.rpartition(" ")[2]):
            known[label] = named.entity.id if known.get(label, named.entity.id) == named.entity.id else None
    return known
