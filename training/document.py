"""What training reads: sentences of words, with the labels each word may bear."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from newsgraph.extract.embedded.labels import KINDS, OUTSIDE, TAGS, begin, inside
from newsgraph.extract.embedded.words import words
from newsgraph.model import Kind, Span

ANY = (1 << len(TAGS)) - 1
"""Every tag is allowed: the corpus does not say."""


class Parse(NamedTuple):
    """A sentence's parts of speech, heads (a root is its own head) and relations, as label numbers."""

    upos: tuple[int, ...]
    heads: tuple[int, ...]
    relations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with the space before them, and for each a bit set of the tags it may bear."""

    forms: tuple[str, ...]
    spaced: tuple[bool, ...]
    allowed: tuple[int, ...]
    parse: Parse | None = None

    def __post_init__(self) -> None:
        assert len(self.forms) == len(self.spaced) == len(self.allowed)

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return "".join(
            (" " if space and at else "") + form
            for at, (form, space) in enumerate(zip(self.forms, self.spaced, strict=True))
        )


@dataclass(frozen=True, slots=True)
class Document:
    """Consecutive sentences of one text."""

    source: str
    sentences: tuple[Sentence, ...]


class Name(NamedTuple):
    """A name in a text, in characters."""

    start: int
    end: int
    kind: Kind


def tag_set(*tags: int) -> int:
    """Return the set that holds just these tags."""
    return sum(1 << tag for tag in {*tags})


def kind_set(kinds: Iterable[Kind]) -> int:
    """Return the set of a name's tags of these kinds, first and further words."""
    return tag_set(*(tag for kind in kinds for tag in (begin(kind), inside(kind))))


def sentence_of(text: str, names: Iterable[Name], open_spans: Iterable[tuple[int, int, int]] = ()) -> Sentence:
    """Return a text as a sentence: our words, tags by the names, and sets of tags where stretches are left open.

    Where a name ends inside a word the word is cut there, so that every name is a run of whole words.
    """
    names = sorted(names)
    edges = sorted({edge for name in names for edge in (name.start, name.end)})
    spans = [piece for word in words(text, Span(0, len(text))) for piece in _cut(word, edges)]
    allowed = [1 << OUTSIDE] * len(spans)
    for start, end, tags in open_spans:
        for at, span in enumerate(spans):
            if start <= span.start and span.end <= end:
                allowed[at] = tags
    for name in names:
        inner = [at for at, span in enumerate(spans) if name.start <= span.start and span.end <= name.end]
        for order, at in enumerate(inner):
            allowed[at] = 1 << (inside(name.kind) if order else begin(name.kind))
    spaced = [at == 0 or spans[at - 1].end < span.start for at, span in enumerate(spans)]
    return Sentence(tuple(span.of(text) for span in spans), tuple(spaced), tuple(allowed))


def names_of(allowed: Sequence[int]) -> list[tuple[int, int, Kind]]:
    """Return the names that are sure: first word, end, kind."""
    found: list[tuple[int, int, Kind]] = []
    for at, tags in enumerate(allowed):
        for kind in KINDS:
            if tags == 1 << begin(kind):
                found.append((at, at + 1, kind))
            elif tags == 1 << inside(kind) and found and found[-1][1] == at and found[-1][2] is kind:
                found[-1] = (found[-1][0], at + 1, kind)
    return found


def _cut(span: Span, edges: Sequence[int]) -> list[Span]:
    inner = [edge for edge in edges if span.start < edge < span.end]
    marks = [span.start, *inner, span.end]
    return [Span(low, high) for low, high in pairwise(marks)]
