"""Which words in quotation marks are speech: not a title, a nickname, a term or a distance kept."""

import re

from newsgraph.relate.quotes.marks import Quoted
from newsgraph.relate.quotes.passage import Passages

_WORD = re.compile(r"[^\W_][\w’'-]*")
_ENDED = (".", "!", "?", "…", ",", "—", "–", "-", ";", ":")
_SMALL = frozenset("a an the of and or in on at to for with by from as but nor is".split())
_SO_CALLED = re.compile(r"\b(?:so-called|known as|dubbed|nicknamed|titled|entitled|term|phrase|word)\s+\Z")
BESIDE = 40
"""So many characters beside a stretch show what stands there; more than so many spaces are nobody's."""
_FULL = re.compile(r"[.!?…]['’”\")]*\Z")


def words_in(passages: Passages, quoted: Quoted) -> list[str]:
    """Return the words between the marks."""
    return _WORD.findall(quoted.inner.of(passages.text))


def is_title(passages: Passages, quoted: Quoted) -> bool:
    """Return whether the words look like a title or a name: every weighty word has a capital, and no sentence ends."""
    words = words_in(passages, quoted)
    inner = quoted.inner.of(passages.text).rstrip(",.")
    heavy = [word for word in words if word.lower() not in _SMALL]
    capital = sum(word[:1].isupper() or word[:1].isdigit() for word in heavy)
    return len(heavy) >= 2 and capital == len(heavy) and not re.search(r"[.!?,;]", inner)


def is_term(passages: Passages, quoted: Quoted) -> bool:
    """Return whether the marks hold a title or a name that something goes by: the so-called “ghost ships”."""
    before = passages.text[max(0, quoted.span.start - 20) : quoted.span.start]
    return is_title(passages, quoted) or _SO_CALLED.search(before) is not None


def is_ended(passages: Passages, quoted: Quoted) -> bool:
    """Return whether the words end in punctuation, inside the marks or right behind them, or run on."""
    inner = quoted.inner.of(passages.text)
    behind = passages.text[quoted.span.end : quoted.span.end + 1]
    return inner.endswith(_ENDED) or behind in (",", ".", "?", "!") or quoted.span.end == quoted.inner.end


def is_sentence(passages: Passages, quoted: Quoted) -> bool:
    """Return whether the marks hold whole sentences that stand by themselves in their paragraph."""
    text = passages.text
    line = passages.lines[quoted.line]
    before = text[max(line.start, quoted.span.start - BESIDE) : quoted.span.start].rstrip()
    after = text[quoted.span.end : min(line.end, quoted.span.end + BESIDE)].lstrip()
    inner = quoted.inner.of(text)
    starts = not before or bool(re.search(r"[.!?…]['’”\")]*\Z", before)) or before.endswith(("—", "–", "-"))
    closed = bool(_FULL.search(inner)) or quoted.span.end == quoted.inner.end
    follows = not after or after[:1].isupper() or after[:1] in "\"“‘'«—–"
    return starts and closed and follows and inner[:1].isupper() and len(words_in(passages, quoted)) >= 4
