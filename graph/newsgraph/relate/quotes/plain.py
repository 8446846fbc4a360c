"""Cues beside quotation marks in text without trees: a listed verb and a name, or a name and a listed verb."""

import re
from collections.abc import Iterator
from functools import cache

from newsgraph.model import Span
from newsgraph.relate.quotes.attributions import Attribution
from newsgraph.relate.quotes.cues import cues
from newsgraph.relate.quotes.passage import Passages

_SCORE = 0.7
_FAR = 1_000
_TITLES = r"(?:(?:[A-Z][\w.’'-]*|the|of|for)\s+){0,4}"
_PRONOUN = re.compile(r"(?:he|she|they|it|who)\b", re.IGNORECASE)


def plain_attributions(passages: Passages) -> Iterator[Attribution]:
    """Yield the cues that stand right beside a stretch in quotation marks, in order."""
    found: dict[Span, Attribution] = {}
    for quoted in passages.quoted:
        line = passages.lines[quoted.line]
        if passages.in_heading(quoted.span.start):
            continue
        for made in (_behind(quoted.span.end, line, passages), _before(quoted.span.start, line, passages)):
            if made is not None and passages.in_quote(made.cue.start) is None:
                found.setdefault(made.cue, made)
    for cue in sorted(found):
        yield found[cue]


def _behind(at: int, line: Span, passages: Passages) -> Attribution | None:
    text = passages.text
    if verb := _verb_first().match(text, at, line.end):
        named = passages.naming_from(verb.end())
        if named is None:
            titled = re.compile(_TITLES).match(text, verb.end(), line.end)
            named = passages.naming_from(titled.end()) if titled else None
        pronoun = _PRONOUN.match(text, verb.end(), line.end)
        end = named.span.end if named else pronoun.end() if pronoun else None
        if end is not None:
            return _made(
                verb.span("cue"), Span(verb.start("cue"), end), named.entity.id if named else None, line, passages, True
            )
    start = re.compile(r"[,\s]*").match(text, at, line.end)
    if start is None:
        return None
    named = passages.naming_from(start.end())
    pronoun = _PRONOUN.match(text, start.end(), line.end)
    end = named.span.end if named else pronoun.end() if pronoun else None
    verb = _verb().match(text, end, line.end) if end is not None else None
    if verb is None:
        return None
    return _made(
        verb.span("cue"), Span(start.end(), verb.end()), named.entity.id if named else None, line, passages, False
    )


def _before(at: int, line: Span, passages: Passages) -> Attribution | None:
    """Return the cue before an opening mark: “Pell said: …”, “Pell told reporters, …”."""
    text = passages.text
    verbs = [
        found
        for found in _verb().finditer(text, max(line.start, at - 80), at)
        if re.fullmatch(r"(?:\s+[\w’'-]+){0,5}\s*[,:]\s*", text[found.end() : at])
    ]
    if not verbs:
        return None
    verb = verbs[-1]
    named = passages.naming_at(verb.start() - 1) if verb.start() else None
    if named is None or named.span.end != verb.start():
        return None
    frame = Span(named.span.start, verb.end())
    return _made(verb.span("cue"), frame, named.entity.id, line, passages, False)


def _made(
    cue: tuple[int, int], frame: Span, speaker: str | None, line: Span, passages: Passages, inverted: bool
) -> Attribution:
    takes = cues()[passages.text[cue[0] : cue[1]].lower()].takes
    text = passages.text
    stop = re.compile(r"[.!?](?=\s|\Z)").search(text, frame.end, min(line.end, frame.end + _FAR))
    sentence = Span(frame.start, stop.end() if stop else line.end)
    number = passages.line_of(frame.start)
    return Attribution(Span(*cue), frame, frame.end, sentence, number, speaker, takes, inverted, None, _SCORE)


def _forms() -> str:
    return "|".join(sorted((form for form in cues()), key=lambda form: (-len(form), form)))


@cache
def _verb_first() -> re.Pattern[str]:
    return re.compile(rf"[,\s]*(?P<cue>{_forms()})\s+")


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"\s+(?P<cue>{_forms()})(?!\w)")
