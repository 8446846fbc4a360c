"""An article as the reader of quotes looks at it: sentences as trees, names by place, lines and marks."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from newsgraph.model import AnnotatedArticle, Kind, LocalEntity, PartRole, Span
from newsgraph.relate.quotes.marks import Quoted, lines_of, quoted_stretches
from newsgraph.syntax import ParsedSentence, Word

_LONGEST = 300
"""A name has at most so many characters."""
_HEADINGS = frozenset({PartRole.HEADLINE, PartRole.SUBHEAD})


@dataclass(frozen=True, slots=True)
class Named:
    """A naming of a local entity."""

    span: Span
    entity: LocalEntity


@dataclass(frozen=True)
class Passages:
    """What all steps ask of one article."""

    article: str
    text: str
    sentences: tuple[ParsedSentence, ...]
    lines: tuple[Span, ...]
    quoted: tuple[Quoted, ...]
    named: tuple[Named, ...]
    headings: tuple[Span, ...]
    dateline: Span | None = None

    def in_quote(self, at: int) -> Quoted | None:
        """Return the stretch in quotation marks that an offset lies in."""
        before = bisect_right(self.quoted, at, key=lambda quoted: quoted.span.start) - 1
        return self.quoted[before] if before >= 0 and at < self.quoted[before].span.end else None

    def quoted_in(self, span: Span) -> tuple[Quoted, ...]:
        """Return the stretches in quotation marks that share a character with a span, in order."""
        first = bisect_right(self.quoted, span.start, key=lambda quoted: quoted.span.end)
        last = bisect_left(self.quoted, span.end, key=lambda quoted: quoted.span.start)
        return self.quoted[first:last]

    def closed_before(self, at: int) -> int | None:
        """Return where the last stretch in quotation marks ends that ends before an offset; None where none does."""
        before = bisect_right(self.quoted, at, key=lambda quoted: quoted.span.end) - 1
        return self.quoted[before].span.end if before >= 0 else None

    def unquoted(self, span: Span) -> str:
        """Return the words of a stretch that stand outside quotation marks."""
        parts, at = [], span.start
        for quoted in self.quoted_in(span):
            parts.append(self.text[at : max(at, quoted.span.start)])
            at = quoted.span.end
        return " ".join([*parts, self.text[at : max(at, span.end)]])

    def naming_at(self, at: int) -> Named | None:
        """Return the longest naming that covers an offset; names rank before what is read of them."""
        covering = [named for named in self._namings_near(at) if named.span.start <= at < named.span.end]
        return max(covering, key=lambda named: named.span.end - named.span.start, default=None)

    def naming_from(self, at: int) -> Named | None:
        """Return the naming that starts at an offset."""
        return next((named for named in self._namings_near(at) if named.span.start == at), None)

    def named_in(self, span: Span) -> tuple[Named, ...]:
        """Return the namings that start within a span, in order."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return self.named[first:last]

    def line_of(self, at: int) -> int:
        """Return the number of the line that an offset lies in."""
        return max(0, bisect_right(self.lines, at, key=lambda line: line.start) - 1)

    def in_heading(self, at: int) -> bool:
        """Return whether an offset lies in a headline."""
        return any(span.start <= at < span.end for span in self.headings)

    @cached_property
    def _starts(self) -> list[int]:
        return [named.span.start for named in self.named]

    @cached_property
    def _longest(self) -> int:
        return min(_LONGEST, max((named.span.end - named.span.start for named in self.named), default=0))

    def _namings_near(self, at: int) -> Iterator[Named]:
        last = bisect_right(self._starts, at) - 1
        while last >= 0 and self._starts[last] >= at - self._longest:
            yield self.named[last]
            last -= 1


def passages_of(annotated: AnnotatedArticle, entities: Sequence[LocalEntity]) -> Passages:
    """Return the article in the form in which quotes are read from it."""
    text = annotated.article.text
    lines = lines_of(text)
    namings = {
        (naming.span, entity.id): Named(naming.span, entity)
        for entity in entities
        for naming in entity.namings
        if entity.kind in (Kind.PERSON, Kind.ORGANIZATION, Kind.GROUP, Kind.PLACE)
    }
    headings = tuple(part.span for part in annotated.article.parts if part.role in _HEADINGS)
    kept = [sentence for sentence in annotated.sentences if sentence.words]
    return Passages(
        annotated.article.id,
        text,
        tuple(sorted(kept, key=lambda sentence: sentence.words[0].start)),
        lines,
        quoted_stretches(text, lines),
        tuple(namings[key] for key in sorted(namings)),
        headings,
        annotated.article.dateline.span if annotated.article.dateline else None,
    )


def _rooted(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the words, those whose head is none of them as roots."""
    if all(0 <= word.head < len(words) for word in words):
        return words
    return tuple(
        word if 0 <= word.head < len(words) else replace(word, head=number) for number, word in enumerate(words)
    )


class Tree:
    """A sentence with what hangs on each of its words."""

    def __init__(self, sentence: ParsedSentence, text: str) -> None:
        self.words: tuple[Word, ...] = _rooted(sentence.words)
        self.text = text
        self.children: list[list[int]] = [[] for _ in self.words]
        for number, word in enumerate(self.words):
            if word.head != number and 0 <= word.head < len(self.words):
                self.children[word.head].append(number)

    def form(self, word: int) -> str:
        """Return a word in lower case."""
        return self.text[self.words[word].start : self.words[word].end].lower()

    def relation(self, word: int) -> str:
        """Return a word's relation without its subtype."""
        return self.words[word].relation.partition(":")[0]

    def child(self, word: int, *relations: str) -> int | None:
        """Return the first word that hangs on a word by one of the relations, subtypes aside."""
        return next((found for found in self.children[word] if self.relation(found) in relations), None)

    def subtree(self, word: int, *, without: frozenset[int] = frozenset()) -> list[int]:
        """Return a word with all below it, in order; what hangs on the words left out is left out too."""
        found, waiting = set(), [word]
        while waiting:
            at = waiting.pop()
            if at not in found and at not in without:
                found.add(at)
                waiting += self.children[at]
        return sorted(found)

    def span(self, numbers: Sequence[int]) -> Span:
        """Return the stretch from the first to the last of the words."""
        return Span(self.words[min(numbers)].start, self.words[max(numbers)].end)
