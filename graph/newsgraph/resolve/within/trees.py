"""Where names stand in the trees of an article's sentences."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from newsgraph.model import Mention, MentionForm, Span
from newsgraph.resolve.within.chain import Chain, Source
from newsgraph.syntax import ParsedSentence

_OPENING, _CLOSING = '"“«„', '"”»'
_MARKS = re.compile('["“«„”»]')


@dataclass(slots=True, eq=False)
class Named:
    """A mention in a sentence: the word that heads it, the words it covers, and its chain."""

    head: int
    words: range
    chain: Chain
    mention: Mention


@dataclass(slots=True, eq=False)
class Reading:
    """A sentence with what is known to be named in it."""

    tree: ParsedSentence
    named: list[Named] = field(default_factory=list)
    children: list[list[int]] = field(default_factory=list)
    quoted: frozenset[int] = frozenset()
    """The words that stand in quotation marks."""
    unnamed: list[tuple[int, str | None]] = field(default_factory=list)
    """Where persons without a name stand, pronouns left open among them, and their gender where it is told."""

    def named_at(self, word: int) -> Named | None:
        """Return what a word is part of."""
        return next((found for found in self.named if word in found.words), None)

    def text_of(self, word: int, source: Source) -> str:
        """Return a word as written."""
        return source.text[self.tree.words[word].start : self.tree.words[word].end]

    def relation(self, word: int) -> str:
        """Return a word's relation without its subtype."""
        return self.tree.words[word].relation.partition(":")[0]

    def is_subject(self, word: int) -> bool:
        """Return whether a word is the subject of a clause."""
        return self.relation(word) in ("nsubj", "csubj")

    def above(self, word: int) -> Iterator[int]:
        """Yield the words that a word hangs on, the nearest first; a broken tree ends the climb."""
        seen = {word}
        while (head := self.tree.words[word].head) not in seen and 0 <= head < len(self.tree.words):
            yield head
            seen.add(head)
            word = head

    def child(self, word: int, *relations: str) -> int | None:
        """Return the first word that hangs on a word by one of the relations, subtypes aside."""
        return next((found for found in self.children[word] if self.relation(found) in relations), None)


def readings(chains: Sequence[Chain], source: Source) -> list[Reading]:
    """Return the sentences with the names of the chains in them, in order."""
    made = [_reading(tree) for tree in source.sentences]
    quoted = quoted_spans(source)
    starts = [tree.words[0].start for tree in source.sentences]
    for reading in made:
        inside = [
            span
            for span in quoted
            if span.start < reading.tree.words[-1].end and reading.tree.words[0].start < span.end
        ]
        reading.quoted = frozenset(
            number
            for number, word in enumerate(reading.tree.words if inside else ())
            if any(span.start <= word.start < span.end for span in inside)
        )
    for chain in chains:
        for member in chain.members:
            at = bisect_right(starts, member.mention.span.start) - 1
            if at >= 0 and member.mention.form is MentionForm.NAME:
                place(made[at], member.mention, chain)
    for reading in made:
        reading.named.sort(key=lambda found: (found.words.start, found.words.stop, found.chain.key))
    return made


def place(reading: Reading, mention: Mention, chain: Chain) -> None:
    """Put a mention into its sentence, where its words are there."""
    words = reading.tree.words
    first = bisect_right(words, mention.span.start, key=lambda word: word.end)
    last = bisect_left(words, mention.span.end, lo=min(first, len(words)), key=lambda word: word.start)
    inside = range(first, last)
    if not inside:
        return
    head = next((n for n in inside if words[n].head == n or words[n].head not in inside), inside[-1])
    reading.named.append(Named(head, inside, chain, mention))


def quoted_spans(source: Source) -> list[Span]:
    """Return the stretches in quotation marks, paragraph by paragraph; a mark that is never closed holds to its end."""
    spans = []
    for block in source.blocks:
        opened: int | None = None
        for mark in _MARKS.finditer(source.text, block.start, block.end):
            if opened is None and mark[0] in _OPENING:
                opened = mark.start()
            elif opened is not None and mark[0] in _CLOSING:
                spans.append(Span(opened, mark.end()))
                opened = None
        if opened is not None:
            spans.append(Span(opened, block.end))
    return spans


def _reading(tree: ParsedSentence) -> Reading:
    children: list[list[int]] = [[] for _ in tree.words]
    for number, word in enumerate(tree.words):
        if word.head != number and 0 <= word.head < len(children):
            children[word.head].append(number)
    return Reading(tree, children=children)
