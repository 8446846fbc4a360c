"""Stretches in quotation marks, and whether one runs on into the next paragraph."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newsgraph.model import Span

_DOUBLE = re.compile(r"[\"“”„«»]|``|''")
_SINGLE = re.compile(r"(?<![^\s(\[—–-])['‘](?=[^\W\d_])")
_SINGLE_END = re.compile(r"(?<=[.,!?…])['’](?!\w)")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_STOPPED = re.compile(r"[.!?…]\s\Z")
_TELLS = re.compile(r"\b(?!(?:I|He|She|We|They|You|It) )[A-Z][\w’'-]* (?:said|says|told)\b")
"""Shows that the article goes on, and that a closing mark was lost."""
_LONGEST_PARAGRAPH = 700
_LONGEST_RUN = 12
_OPENS_AFTER = frozenset("([—–-/‘'")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in quotation marks within one line."""

    span: Span
    """With the marks."""
    inner: Span
    """The words alone."""
    line: int
    continues: bool = False
    """Whether it takes up the stretch before it, left open at the end of its paragraph."""


def lines_of(text: str) -> tuple[Span, ...]:
    """Return the spans of the lines that are not blank."""
    return tuple(Span(found.start(), found.end()) for found in _LINE.finditer(text))


def quoted_stretches(text: str, lines: Sequence[Span]) -> tuple[Quoted, ...]:
    """Return the outermost stretches in quotation marks, in order; none overlaps another.

    A stretch left open at the end of a line counts only where the next line opens anew, or closes it. A mark that opens
    while another is open shows that the first was never closed: the first is dropped, unless it ends as a paragraph.
    """
    found: list[Quoted] = []
    pending: Quoted | None = None
    for number, line in enumerate(lines):
        opens_anew = _mark_at(text, line.start) is not None
        closed, left = _in_line(text, line, number)
        if pending is not None and opens_anew:
            if not pending.continues or not found or found[-1] != pending:
                found.append(pending)
            first = closed[0] if closed else left
            if first is not None and first.span.start == line.start:
                taken_up = Quoted(first.span, first.inner, number, continues=True)
                closed = [taken_up, *closed[1:]] if closed else closed
                left = left if closed else taken_up
        elif pending is not None and (rest := _closing(text, pending, line, number)):
            if not pending.continues or not found or found[-1] != pending:
                found.append(pending)
            closed = [rest, *closed]
        found += closed
        pending = left
    return tuple(sorted(found, key=lambda quoted: quoted.span))


def _closing(text: str, left: Quoted, line: Span, number: int) -> Quoted | None:
    """Return what a line holds of a stretch left open in the line before, where its first mark closes it."""
    mark = _DOUBLE.search(text, line.start, line.end)
    if mark is None or mark.start() == line.start or _opens(text, mark, line):
        return None
    if mark.start() - left.span.start > _LONGEST_PARAGRAPH or _TELLS.search(text, left.span.start, mark.start()):
        return None
    whole = _STOPPED.search(f"{left.inner.of(text)} ") and text[mark.start() - 1] in ".,!?…"
    made = _quoted(text, (line.start, line.start), mark.span(), number)
    return replace(made, continues=True) if whole else None


def _mark_at(text: str, at: int) -> str | None:
    mark = _DOUBLE.match(text, at)
    return mark[0] if mark and mark[0] not in ("”", "»", "''") else None


def _in_line(text: str, line: Span, number: int) -> tuple[list[Quoted], Quoted | None]:
    """Return the closed stretches of a line, and what is left open at its end."""
    closed: list[Quoted] = []
    opened: tuple[int, int] | None = None
    run: list[Quoted] = []
    for mark in _DOUBLE.finditer(text, line.start, line.end):
        start, end = mark.span()
        if _opens(text, mark, line):
            run = [*run, replace(_quoted(text, opened, (start, start), number), continues=bool(run))] if (
                opened is not None and len(run) < _LONGEST_RUN and _stops(text, opened[1], start)
            ) else []  # fmt: skip
            opened = (start, end)
        elif opened is not None:
            if text[opened[1] : start].strip():
                closed += [*run, replace(_quoted(text, opened, (start, end), number), continues=bool(run))]
            opened, run = None, []
    left = _quoted(text, opened, (line.end, line.end), number) if opened else None
    limit = left.span.start if left else line.end
    closed += _single(text, Span(line.start, limit), number, closed)
    return sorted(closed, key=lambda quoted: quoted.span), left


def _stops(text: str, start: int, end: int) -> bool:
    """Return whether words left open end a sentence, so that the next mark opens a new paragraph of them."""
    if end - start > _LONGEST_PARAGRAPH or _TELLS.search(text, start, end):
        return False
    return _STOPPED.search(text, max(start, end - 3), end) is not None


def _opens(text: str, mark: re.Match[str], line: Span) -> bool:
    start, end = mark.span()
    before = text[start - 1] if start > line.start else " "
    after = text[end] if end < line.end else " "
    if mark[0] in ("“", "„", "«", "``"):
        # German and Swedish close with marks that open elsewhere.
        return not (mark[0] == "“" and before not in " \t" and not after.isalnum() and before not in _OPENS_AFTER)
    if mark[0] in ("”", "»", "''"):
        return False
    return (before.isspace() or before in _OPENS_AFTER) and not after.isspace()


def _quoted(text: str, opening: tuple[int, int], closing: tuple[int, int], number: int) -> Quoted:
    inner = text[opening[1] : closing[0]]
    left = opening[1] + len(inner) - len(inner.lstrip())
    right = max(left, opening[1] + len(inner.rstrip()))
    return Quoted(Span(opening[0], closing[1]), Span(left, right), number)


def _single(text: str, line: Span, number: int, taken: Sequence[Quoted]) -> Iterator[Quoted]:
    """Yield stretches in single marks outside the double ones; only a mark behind punctuation surely closes one."""
    starts = [quoted.span.start for quoted in taken]
    opening = _SINGLE.search(text, line.start, line.end)
    while opening is not None:
        again = _SINGLE.search(text, opening.end(), line.end)
        closing = _SINGLE_END.search(text, opening.end(), again.start() if again else line.end)
        if closing is not None:
            made = _quoted(text, opening.span(), closing.span(), number)
            beside = bisect_right(starts, made.span.end)
            free = all(not made.span.overlaps(quoted.span) for quoted in taken[max(0, beside - 1) : beside])
            if made.inner.start < made.inner.end and free:
                yield made
        opening = again
