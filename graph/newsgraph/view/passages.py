"""The sentences that the page shows as evidence, each stored once, with the words to mark."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import chain

from newsgraph.model import Article, Span
from newsgraph.text import sentence_of, sentences

SHOWN = 6
"""So many sentences are carried for each statement; the page says how many more there are."""
_LONGEST = 420
_BEFORE = 160
_LONGEST_CUE = 60


class Passages:
    """Collects evidence; `articles` and `sentences` are the tables that the collected numbers point into."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._texts = {article.id: article for article in articles}
        self._bounds: dict[str, tuple[Span, ...]] = {}
        self._numbers: dict[str, int] = {}
        self._article_numbers: dict[str, int] = {}

    @property
    def sentences(self) -> list[str]:
        """Return the sentences by number."""
        return list(self._numbers)

    @property
    def articles(self) -> list[Article]:
        """Return the articles by number."""
        return [self._texts[name] for name in self._article_numbers]

    def article(self, name: str) -> int:
        """Return an article's number; -1 for one that is not in the graph."""
        if name not in self._texts:
            return -1
        return self._article_numbers.setdefault(name, len(self._article_numbers))

    def collect(self, article: str, evidence: Iterable[Span]) -> tuple[list[list[int]], int]:
        """Return passages as [sentence number, mark start, mark end, …] and how many more there are.

        Marks count in code points of the sentence as stored, which is cut where it is very long.
        """
        if article not in self._texts or not (text := self._texts[article].text).strip():
            return [], 0
        if article not in self._bounds:
            self._bounds[article] = sentences(text)
        found = by_sentence(self._bounds[article], evidence)
        passages = [self._passage(text, sentence, marks) for sentence, marks in found[:SHOWN]]
        return passages, max(0, len(found) - SHOWN)

    def words(self, article: str, span: Span) -> str:
        """Return a few words of an article on one line, such as a cue; nothing where the article is not there."""
        return few_words(self._texts[article].text, span) if article in self._texts else ""

    def _passage(self, text: str, sentence: Span, marks: list[Span]) -> list[int]:
        shown, marked = excerpt(text, sentence, marks)
        return [self._numbers.setdefault(shown, len(self._numbers)), *chain.from_iterable(marked)]


def by_sentence(bounds: Sequence[Span], evidence: Iterable[Span]) -> list[tuple[Span, list[Span]]]:
    """Return the sentences in which stretches begin, in order, each with its stretches."""
    marks: dict[Span, list[Span]] = defaultdict(list)
    for span in evidence:
        marks[sentence_of(bounds, span)].append(span)
    return sorted(marks.items())


def excerpt(text: str, sentence: Span, marks: Collection[Span]) -> tuple[str, list[tuple[int, int]]]:
    """Return a sentence as it is shown, cut around its marks where it is very long, and where to mark it.

    Marks count in code points of the sentence as shown; of one that begins behind the cut nothing is left.
    """
    start, end = sentence.start, max(sentence.end, min(mark.end for mark in marks))
    if end - start > _LONGEST:
        start = max(start, min(mark.start for mark in marks) - _BEFORE)
        end = min(end, start + _LONGEST)
    before = "… " if start > sentence.start else ""
    shown = f"{before}{text[start:end]}{' …' if end < sentence.end else ''}"
    inside = ((max(mark.start, start), min(mark.end, end)) for mark in sorted(marks))
    moved = len(before) - start
    return shown, [(left + moved, right + moved) for left, right in inside if left < right]


def few_words(text: str, span: Span) -> str:
    """Return a few words of a text on one line, such as a cue."""
    found = " ".join(span.of(text).split())
    return found if len(found) <= _LONGEST_CUE else found[: _LONGEST_CUE - 1].rstrip() + "…"
