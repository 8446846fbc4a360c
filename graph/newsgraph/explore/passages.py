"""The sentences of one article that its links rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from newsgraph.explore.facts import plain
from newsgraph.explore.picture import NOTHING, Numbers, Passages
from newsgraph.model import Span
from newsgraph.text import sentences
from newsgraph.view.passages import by_sentence, excerpt, few_words

MOST = 6
"""So many sentences are carried for a link; the page says how many more there are."""

_Mark = tuple[int, int, int]
_Told = TypeVar("_Told", int, str)


@dataclass(frozen=True, slots=True)
class Collected:
    """The passages of an article, with links as they were numbered when they were met."""

    article: int
    sentences: tuple[str, ...]
    places: tuple[int, ...]
    evidence: Mapping[int, tuple[_Mark, ...]]
    cues: Mapping[int, str]
    more: Mapping[int, int]

    def renumbered(self, nodes: Numbers, links: Numbers) -> Passages:
        """Return the passages with the numbers that nodes and links have in the picture, without links left out."""
        kept = {link: int(links[link]) for link in self.evidence if links[link] != NOTHING}
        cited = {mark[0] for link in kept for mark in self.evidence[link]}
        moved = {sentence: number for number, sentence in enumerate(sorted(cited))}
        return Passages(
            article=int(nodes[self.article]),
            sentences=tuple(self.sentences[sentence] for sentence in moved),
            places=tuple(self.places[sentence] for sentence in moved),
            evidence={
                number: tuple((moved[sentence], start, end) for sentence, start, end in self.evidence[link])
                for link, number in sorted(kept.items(), key=lambda pair: pair[1])
            },
            cues=_moved(self.cues, links),
            more=_moved(self.more, links),
        )


class Collector:
    """Collects the passages of one article."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._bounds = sentences(text)
        self._places = {bound: place for place, bound in enumerate(self._bounds)}
        self._numbers: dict[tuple[int, str], int] = {}
        self._evidence: dict[int, list[_Mark]] = {}
        self._cues: dict[int, str] = {}
        self._more: dict[int, int] = {}

    def add(self, link: int, evidence: Sequence[Span], cue: Span | None) -> None:
        """Take the words that a link rests on."""
        if cue is not None and (words := few_words(self._text, cue)):
            self._cues[link] = plain(words)
        if not evidence or not self._bounds:
            return
        found = by_sentence(self._bounds, evidence)
        self._evidence[link] = [mark for sentence, marks in found[:MOST] for mark in self._marks(sentence, marks)]
        if len(found) > MOST:
            self._more[link] = len(found) - MOST

    def collected(self, article: int) -> Collected | None:
        """Return what was taken, sentences in the order of the text; None where nothing was."""
        if not self._evidence and not self._cues:
            return None
        ordered = sorted(self._numbers)
        moved = {self._numbers[known]: number for number, known in enumerate(ordered)}
        return Collected(
            article,
            sentences=tuple(plain(shown) for _, shown in ordered),
            places=tuple(place for place, _ in ordered),
            evidence={
                link: tuple((moved[sentence], start, end) for sentence, start, end in marks)
                for link, marks in self._evidence.items()
            },
            cues=self._cues,
            more=self._more,
        )

    def _marks(self, sentence: Span, marks: list[Span]) -> list[_Mark]:
        shown, marked = excerpt(self._text, sentence, marks)
        number = self._numbers.setdefault((self._places[sentence], shown), len(self._numbers))
        # Each passage is told by its marks; one that has none left is told by an empty one.
        ends = [(min(start, len(shown)), min(end, len(shown))) for start, end in marked] or [(0, 0)]
        return [(number, start, end) for start, end in ends]


def _moved(told: Mapping[int, _Told], links: Numbers) -> dict[int, _Told]:
    kept = {int(links[link]): value for link, value in told.items() if links[link] != NOTHING}
    return dict(sorted(kept.items()))
