"""One document: what an extractor found in it against what people marked, name by name."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import heappop, heappush
from typing import NamedTuple

from newsgraph.evaluate.gold import GoldDocument
from newsgraph.model import Article, Kind, Mention, Span
from newsgraph.text import source_span

_AROUND = 40


class ErrorKind(StrEnum):
    """What is wrong with a name found, or not found."""

    MISSED = "missed"
    INVENTED = "invented"
    WRONG_KIND = "wrong kind"
    """Another kind of name stands there; its bounds may differ too."""
    WRONG_BOUNDS = "wrong bounds"


class Named(NamedTuple):
    """A name, marked or found; the span lies in the document's text."""

    span: Span
    kind: Kind


class Counts(NamedTuple):
    """How many names were marked, found, found exactly, and found at least in part."""

    gold: int
    found: int
    exact: int
    overlap: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """A name that was not read as marked."""

    document: str
    source: str
    error: ErrorKind
    gold: Named | None
    found: Named | None
    gold_words: str
    found_words: str
    before: str
    words: str
    """The words of both, from where the first begins to where the last ends."""
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of one document."""

    document: GoldDocument
    counts: tuple[tuple[Kind, Counts], ...]
    """For each kind that is scored, in the order of `Kind`."""
    spans: Counts
    """The same with all scored kinds taken for one."""
    judged: tuple[tuple[float, bool], ...]
    """For each name found its score, and whether it is exactly right."""
    mistakes: tuple[Mistake, ...]
    undecided: int = 0
    """How many names found stand where the gold is open on their kind; they count in nothing above."""
    failure: str | None = None
    """Why the extractor gave nothing, where it broke off."""


def compare(document: GoldDocument, article: Article, mentions: Iterable[Mention]) -> Comparison:
    """Return how the mentions of an article, made by `article_of`, fit the names of its document.

    Only the document's kinds count, and of what was found but is not marked only what touches no stretch that is open
    on its kind. Of several mentions of one span and kind the best scored counts.

    Raises:
        ValueError: where a mention does not lie in the article's text.
    """
    gold = [Named(name.span, name.kind) for name in document.names if name.kind in document.kinds]
    marked = frozenset(gold)
    found = _found(document, article, mentions)
    scores = {name: score for name, score in found.items() if name in marked or not _is_open(document, name)}
    counts = tuple((kind, _counts(_of(gold, kind), _of(scores, kind))) for kind in Kind if kind in document.kinds)
    return Comparison(
        document=document,
        counts=counts,
        spans=_counts({name.span for name in gold}, {name.span for name in scores}),
        judged=tuple((score, name in marked) for name, score in sorted(scores.items())),
        mistakes=tuple(_mistakes(document, sorted(marked - scores.keys()), sorted(scores.keys() - marked))),
        undecided=len(found) - len(scores),
    )


def failed(document: GoldDocument, failure: str) -> Comparison:
    """Return the comparison of a document on which the extractor broke off: nothing was found."""
    gold = [Named(name.span, name.kind) for name in document.names if name.kind in document.kinds]
    counts = tuple((kind, _counts(_of(gold, kind), ())) for kind in Kind if kind in document.kinds)
    mistakes = tuple(_mistakes(document, sorted(set(gold)), ()))
    return Comparison(document, counts, _counts({name.span for name in gold}, ()), (), mistakes, failure=failure)


def overlapping(gold: Iterable[Span], found: Iterable[Span]) -> list[tuple[Span, Span]]:
    """Return as many pairs of a gold and a found span that share a character as there can be, none used twice.

    Taken in order of their ends, each span goes with the first to end of those on the other side that it meets: what
    meets a later one instead could be exchanged, so no other choice gives more pairs.
    """
    ends = sorted(
        [*((span.end, span.start, 0) for span in set(gold)), *((span.end, span.start, 1) for span in set(found))]
    )
    starts = sorted((start, end, side) for end, start, side in ends)
    waiting: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    used: tuple[set[tuple[int, int]], set[tuple[int, int]]] = (set(), set())
    pairs: list[tuple[Span, Span]] = []
    at = 0
    for end, start, side in ends:
        while at < len(starts) and starts[at][0] < end:
            heappush(waiting[starts[at][2]], (starts[at][1], starts[at][0]))
            at += 1
        if (end, start) in used[side]:
            continue
        used[side].add((end, start))
        others = waiting[1 - side]
        while others and others[0] in used[1 - side]:
            heappop(others)
        if others:
            other = heappop(others)
            used[1 - side].add(other)
            mine, theirs = Span(start, end), Span(other[1], other[0])
            pairs.append((mine, theirs) if side == 0 else (theirs, mine))
    return pairs


def _found(document: GoldDocument, article: Article, mentions: Iterable[Mention]) -> dict[Named, float]:
    scores: dict[Named, float] = {}
    for mention in mentions:
        if mention.kind not in document.kinds:
            continue
        span = source_span(article.alignment, mention.span)
        if not mention.span.start < mention.span.end <= len(article.text) or span is None:
            raise ValueError(f"the mention {mention.span.start}-{mention.span.end} does not lie in the text")
        name = Named(span, mention.kind)
        scores[name] = max(mention.score, scores.get(name, mention.score))
    return scores


def _is_open(document: GoldDocument, name: Named) -> bool:
    """Return whether a name of this kind may stand there, for all that the gold says."""
    following = bisect_right(document.open_spans, name.span.start, key=lambda one: one.span.end)
    for one in document.open_spans[following:]:
        if not one.span.overlaps(name.span):
            break
        if name.kind in one.kinds:
            return True
    return False


def _of(names: Iterable[Named], kind: Kind) -> set[Span]:
    return {name.span for name in names if name.kind is kind}


def _counts(gold: Iterable[Span], found: Iterable[Span]) -> Counts:
    marked, seen = set(gold), set(found)
    return Counts(len(marked), len(seen), len(marked & seen), len(overlapping(marked, seen)))


def _mistakes(document: GoldDocument, missed: Sequence[Named], invented: Sequence[Named]) -> Iterable[Mistake]:
    """Yield what was missed and what was invented, in pairs where both are about the same words."""
    left, right = list(missed), list(invented)
    for error, same in (
        (ErrorKind.WRONG_KIND, "span"),
        (ErrorKind.WRONG_BOUNDS, "kind"),
        (ErrorKind.WRONG_KIND, "place"),
    ):
        pairs = dict(_pairs(left, right, same))
        paired = frozenset(pairs.values())
        left = [name for name in left if name not in pairs]
        right = [name for name in right if name not in paired]
        for gold, found in pairs.items():
            yield _mistake(document, error, gold, found)
    for gold in left:
        yield _mistake(document, ErrorKind.MISSED, gold, None)
    for found in right:
        yield _mistake(document, ErrorKind.INVENTED, None, found)


def _pairs(gold: Sequence[Named], found: Sequence[Named], same: str) -> list[tuple[Named, Named]]:
    if same == "kind":
        return [
            (Named(mine, kind), Named(theirs, kind))
            for kind in Kind
            for mine, theirs in overlapping(_of(gold, kind), _of(found, kind))
        ]
    by_span = {name.span: name for name in reversed(gold)}, {name.span: name for name in reversed(found)}
    if same == "span":
        return [(by_span[0][span], by_span[1][span]) for span in sorted(by_span[0].keys() & by_span[1].keys())]
    return [(by_span[0][mine], by_span[1][theirs]) for mine, theirs in overlapping(*by_span)]


def _mistake(document: GoldDocument, error: ErrorKind, gold: Named | None, found: Named | None) -> Mistake:
    spans = [named.span for named in (gold, found) if named]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    text = document.text
    return Mistake(
        document=document.name,
        source=document.source,
        error=error,
        gold=gold,
        found=found,
        gold_words=gold.span.of(text) if gold else "",
        found_words=found.span.of(text) if found else "",
        before=text[max(0, start - _AROUND) : start],
        words=text[start:end],
        after=text[end : end + _AROUND],
    )
