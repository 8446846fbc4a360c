"""Each stretch of direct speech finds its cue: behind it, before it, or across a break."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from newsgraph.model import Quote, QuoteKind
from newsgraph.relate.quotes.attributions import Attribution
from newsgraph.relate.quotes.marks import Quoted
from newsgraph.relate.quotes.passage import Passages
from newsgraph.relate.quotes.speech import BESIDE, is_ended, is_sentence, is_title, words_in

_WORDS = re.compile(r"\w")
_BREAK = re.compile(r"[.!?…][\"”’')]*\s")
_GAP_WORDS = 14
_NEAR = 6
"""So many cues before a stretch and behind it may be its own."""
_CLEARLY = 5
"""So many words need no comma behind “wrote in a letter” and “said that”."""
_SURELY = 3
"""So many words need no comma before “said Pell”."""
_NO_CUE, _CARRIED, _SPLIT, _LEADING, _TRAILING = 0.6, 0.75, 0.9, 0.9, 0.95


@dataclass(frozen=True, slots=True)
class Linked:
    """A stretch read as speech, and its cue."""

    quoted: Quoted
    by: Attribution | None
    score: float


def link(passages: Passages, found: Sequence[Attribution]) -> list[Linked]:
    """Return the stretches in quotation marks that are direct speech, in order."""
    made: list[Linked] = []
    ordered = sorted(found, key=lambda each: each.cue)
    starts = [each.cue.start for each in ordered]
    for quoted in passages.quoted:
        if passages.in_heading(quoted.span.start) or not words_in(passages, quoted):
            continue
        first, last = bisect_left(starts, quoted.span.start), bisect_left(starts, quoted.span.end)
        near = [each for each in ordered[max(0, first - _NEAR) : last + _NEAR] if 0 <= quoted.line - each.line <= 1]
        linked = _linked(quoted, passages, near, made)
        if linked is None:
            continue
        if quoted.continues and linked.by is not None:
            _tell_openings(made, quoted, linked)
        made.append(linked)
    return made


def _tell_openings(made: list[Linked], quoted: Quoted, linked: Linked) -> None:
    """Give a cue to the stretches before it that were left open and so run on into this one."""
    line = quoted.line
    for number in range(len(made) - 1, -1, -1):
        before = made[number]
        if before.by is not None or before.quoted.line not in (line - 1, line):
            return
        made[number] = Linked(before.quoted, linked.by, _SPLIT)
        if not before.quoted.continues:
            return
        line = before.quoted.line


def quotes_of(passages: Passages, linked: Sequence[Linked]) -> list[Quote]:
    """Return direct speech as quotes: the words between the marks."""
    return [
        Quote(
            passages.article, each.quoted.inner, QuoteKind.DIRECT, each.by.speaker if each.by else None,
            each.by.cue if each.by else None, min(each.score, 0.7) if each.by and each.by.score < 0.8 else each.score,
        )
        for each in linked
    ]  # fmt: skip


def _linked(quoted: Quoted, passages: Passages, near: Sequence[Attribution], made: Sequence[Linked]) -> Linked | None:
    for each in near:
        if each.line == quoted.line and _trails(quoted, each, passages):
            return Linked(quoted, each, _TRAILING)
    for each in reversed(near):
        if _leads(quoted, each, passages):
            return Linked(quoted, each, _LEADING)
    last = made[-1] if made else None
    if last is not None and quoted.continues and last.quoted.line in (quoted.line - 1, quoted.line):
        return Linked(quoted, last.by, min(last.score, _SPLIT))
    if last is not None and last.quoted.line == quoted.line and _goes_on(quoted, last, passages, near):
        return Linked(quoted, last.by, _SPLIT)
    if is_title(passages, quoted) or not is_sentence(passages, quoted):
        return None
    for each in reversed(near):
        if (
            each.line == quoted.line
            and (each.content is not None or _ends(each, passages))
            and _follows(quoted, each, passages, near)
        ):
            return Linked(quoted, each, _CARRIED)
    return Linked(quoted, None, _NO_CUE)


def _trails(quoted: Quoted, each: Attribution, passages: Passages) -> bool:
    """Return whether a cue stands right behind the words: “…,” said Pell."""
    text = passages.text
    if each.frame.start < quoted.span.end or _WORDS.search(text, quoted.span.end, each.frame.start):
        return False
    inner = quoted.inner.of(text)
    if re.search(r"[.!?]", text[quoted.span.end : each.frame.start]):
        return False
    plain = each.inverted and inner[:1].isupper() and len(words_in(passages, quoted)) >= _SURELY
    told = inner.endswith(",") and not is_title(passages, quoted) and len(words_in(passages, quoted)) >= _SURELY
    if not (plain or is_ended(passages, quoted)) or not (told or _may_open(quoted, passages)):
        return False
    if is_title(passages, quoted) and not inner.endswith((",", "!", "?")):
        return False
    gives = each.content is not None and each.content.start >= each.frame.start
    stopped = inner.endswith((".", "!", "?", "…")) or text[quoted.span.end : quoted.span.end + 1] == "."
    if inner.endswith(".") and not each.inverted and text[each.frame.start].isupper():
        return False
    parted = inner.endswith(",") or text[quoted.span.end : quoted.span.end + 1] == ","
    return not ((stopped or not parted) and gives)


def _may_open(quoted: Quoted, passages: Passages) -> bool:
    """Return whether speech may begin here: at a sentence's start, or behind punctuation, not behind a noun."""
    text, line = passages.text, passages.lines[quoted.line]
    before = text[max(line.start, quoted.span.start - BESIDE) : quoted.span.start].rstrip()
    return not before or before[-1] in ',:;.!?…—–-”"’»•*)' or quoted.continues


def _leads(quoted: Quoted, each: Attribution, passages: Passages) -> bool:
    """Return whether a cue stands before the words: Pell said, “…”; over a line break only behind a colon."""
    text = passages.text
    if each.frame.end > quoted.span.start or each.end > quoted.span.start:
        return False
    gap = text[each.frame.end : quoted.span.start]
    if _BREAK.search(gap) or len(gap.split()) > _GAP_WORDS or any(mark in gap for mark in '“”"«»'):
        return False
    stripped = gap.rstrip()
    if each.line != quoted.line or "\n" in gap:
        return stripped.endswith((":", ",")) and "\n" in gap and _starts_line(quoted, passages)
    words = words_in(passages, quoted)
    inner = quoted.inner.of(text)
    if stripped.endswith((",", ":", "—", "–")):
        own = stripped.endswith(":") or each.content is None or each.content.start >= quoted.span.start
        beside = stripped == stripped[-1:]
        ended = is_ended(passages, quoted) or (beside and inner[:1].isupper())
        return own and ended and (len(words) > 1 or beside)
    rest = text[each.end : quoted.span.start].strip()
    if rest not in ("", "that") or is_title(passages, quoted) or "names" in each.takes:
        return False
    if stripped and len(words) < _CLEARLY:
        return False
    return inner[:1].isupper() and len(words) > 1 and is_ended(passages, quoted)


def _goes_on(quoted: Quoted, last: Linked, passages: Passages, found: Sequence[Attribution]) -> bool:
    """Return whether words take up what a cue broke: “…,” said Pell, “…”, in its sentence or right behind it."""
    if last.by is None or last.by.frame.start < last.quoted.span.start:
        return _touches(quoted, last, passages)
    text = passages.text
    sentence_end = max(last.by.sentence.end, last.by.end)
    between = text[last.by.end : quoted.span.start]
    others = any(
        last.by.frame.end <= each.cue.start < quoted.span.start and each.speaker != last.by.speaker for each in found
    )
    if others or len(_BREAK.findall(between)) > 1 or any(mark in between for mark in '“”"«»'):
        return False
    opened = between.rstrip().endswith((".", ",", ";", ":", "—", "–", "?", "!"))
    stopped = _WORDS.search(text, sentence_end, quoted.span.start) if sentence_end < quoted.span.start else None
    return opened and stopped is None and is_ended(passages, quoted) and len(words_in(passages, quoted)) > 1


def _starts_line(quoted: Quoted, passages: Passages) -> bool:
    return quoted.span.start == passages.lines[quoted.line].start


def _ends(each: Attribution, passages: Passages) -> bool:
    """Return whether a cue ends its sentence: “A neighbor agreed”."""
    return passages.text[each.cue.end : each.cue.end + 1] == "." and not each.inverted and each.speaker is not None


def _touches(quoted: Quoted, last: Linked, passages: Passages) -> bool:
    """Return whether nothing but space parts two stretches, the first with its cue before it."""
    if last.by is None:
        return False
    return not passages.text[last.quoted.span.end : quoted.span.start].strip() and is_ended(passages, quoted)


def _follows(quoted: Quoted, each: Attribution, passages: Passages, found: Sequence[Attribution]) -> bool:
    """Return whether words stand right behind the sentence in which a speaker's words were told."""
    if each.speaker is None or _WORDS.search(passages.text, each.sentence.end, quoted.span.start):
        return False
    inside = [other for other in found if each.sentence.start <= other.cue.start < each.sentence.end]
    return each.sentence.end <= quoted.span.start and {other.speaker for other in inside} == {each.speaker}
