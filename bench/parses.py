"""Parts of speech and trees on raw text: words are compared where their spans are the same, as CoNLL 2018 did."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newsgraph.model import Span, Stretch
from newsgraph.syntax import ParsedSentence
from newsgraph.text import source_span

MEASURES = ("words", "UPOS", "UAS", "LAS", "LAS with subtypes", "sentences")


class ParseCounts(NamedTuple):
    """How many words, or sentences, the gold has, were found, and are right."""

    gold: int = 0
    found: int = 0
    right: int = 0

    @property
    def f1(self) -> float | None:
        """Return the harmonic mean of precision and recall; None where there is nothing."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else None


class _Read(NamedTuple):
    upos: str
    head: Span | None
    """Where the governing word stands; None for a root."""
    relation: str


def parse_counts(
    gold: Sequence[ParsedSentence], found: Sequence[ParsedSentence], alignment: Sequence[Stretch]
) -> dict[str, ParseCounts]:
    """Return the counts of each measure for one text.

    A word has the right head where the heads' spans are the same too, or both are roots. "LAS" compares relations
    without subtypes, as CoNLL 2018 did; a sentence is right where its first and last words are.

    Args:
        gold: the trees in the corpus' text.
        found: the trees in the article's text.
        alignment: leads from the article's text to the corpus'.
    """
    trees = [list(_in_source(sentence, alignment)) for sentence in found]
    marked = [[Span(word.start, word.end) for word in sentence.words] for sentence in gold]
    mine, theirs = _words(gold, marked), _words(found, trees)
    both = [(mine[span], theirs[span]) for span in mine.keys() & theirs.keys()]
    hung = [(left, right) for left, right in both if left.head == right.head]
    plain = [pair for pair in hung if pair[0].relation.partition(":")[0] == pair[1].relation.partition(":")[0]]
    right = {
        "words": len(both),
        "UPOS": sum(left.upos == right.upos for left, right in both),
        "UAS": len(hung),
        "LAS": len(plain),
        "LAS with subtypes": sum(left.relation == right.relation for left, right in hung),
    }
    ends = {(spans[0].start, spans[-1].end) for spans in marked if spans}
    own = {(spans[0].start, spans[-1].end) for spans in trees if spans}
    return {
        **{measure: ParseCounts(len(mine), len(theirs), number) for measure, number in right.items()},
        "sentences": ParseCounts(len(ends), len(own), len(ends & own)),
    }


def summed(counted: Iterable[dict[str, ParseCounts]]) -> dict[str, ParseCounts]:
    """Return the counts of several texts together."""
    every = list(counted)
    return {
        measure: ParseCounts(*(sum(column) for column in zip(*(one[measure] for one in every), strict=True)))
        for measure in MEASURES
        if every
    }


def _in_source(sentence: ParsedSentence, alignment: Sequence[Stretch]) -> Iterator[Span]:
    for word in sentence.words:
        span = source_span(alignment, Span(word.start, word.end))
        if span is None:
            raise ValueError(f"the word {word.start}-{word.end} does not lie in the text")
        yield span


def _words(trees: Iterable[ParsedSentence], placed: Iterable[Sequence[Span]]) -> dict[Span, _Read]:
    return {
        spans[number]: _Read(word.upos, None if word.head == number else spans[word.head], word.relation)
        for tree, spans in zip(trees, placed, strict=True)
        for number, word in enumerate(tree.words)
    }
