"""What every kind of chain is made of: mentions with their reasons, under a key."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from newsgraph.model import AnnotatedArticle, Kind, Mention, PartRole, Span
from newsgraph.syntax import ParsedSentence
from newsgraph.text import paragraphs

_HEADINGS = frozenset({PartRole.HEADLINE, PartRole.SUBHEAD})


@dataclass(frozen=True, slots=True)
class Member:
    """A mention of a chain, and why it is one."""

    mention: Mention
    reason: str


@dataclass(slots=True, eq=False)
class Chain:
    """Mentions of one thing; what is known of it grows while the article is read."""

    kind: Kind
    key: str
    members: list[Member] = field(default_factory=list)
    gender: str | None = None
    """`f` or `m`, where a title or a role tells."""
    unlikely_gender: str | None = None
    """What the given name speaks against."""
    roles: set[str] = field(default_factory=set)
    """Nouns that describe it: titles, and what the article calls it."""
    code: str | None = None
    """For places: the ISO 3166 code of the place itself."""
    whole: str | None = None
    """The key of what it is part of."""
    settled: bool = True
    """False where its words may stand for several things."""

    def add(self, mention: Mention, reason: str) -> None:
        """Put a mention in."""
        self.members.append(Member(mention, reason))

    @property
    def start(self) -> int:
        """Where it is first mentioned."""
        return min((member.mention.span.start for member in self.members), default=0)


@dataclass(frozen=True)
class Source:
    """An article as the chains are read out of it."""

    article: str
    text: str
    sentences: tuple[ParsedSentence, ...]
    headings: tuple[Span, ...]

    @cached_property
    def blocks(self) -> tuple[Span, ...]:
        """The paragraphs, headlines among them."""
        return paragraphs(self.text)

    def words(self, mention: Mention) -> str:
        """Return the words of a mention."""
        return mention.span.of(self.text)

    def before(self, at: int, *, reach: int = 40) -> str:
        """Return what stands before an offset on its line."""
        return self.text[max(self.text.rfind("\n", 0, at) + 1, at - reach) : at]

    def after(self, at: int, *, reach: int = 40) -> str:
        """Return what stands behind an offset on its line."""
        return self.text[at : at + reach].partition("\n")[0]

    def in_heading(self, at: int) -> bool:
        """Return whether an offset lies in a headline."""
        return any(span.start <= at < span.end for span in self.headings)

    def block_of(self, at: int) -> int:
        """Return the number of the paragraph in which an offset lies."""
        return bisect_right(self.blocks, at, key=lambda block: block.start)


def source_of(annotated: AnnotatedArticle) -> Source:
    """Return the article in the form that the chains are read from."""
    article = annotated.article
    headings = tuple(part.span for part in article.parts if part.role in _HEADINGS)
    ordered = tuple(
        sorted((found for found in annotated.sentences if found.words), key=lambda found: found.words[0].start)
    )
    return Source(article.id, article.text, ordered, headings)


class Taken:
    """The stretches of a text that mentions cover."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans)
        self._longest = max((span.end - span.start for span in self._spans), default=0)

    def meets(self, span: Span) -> bool:
        """Return whether a span shares a character with one that is taken."""
        at = bisect_left(self._spans, span.end, key=lambda taken: taken.start)
        while at and self._spans[at - 1].start > span.start - self._longest - 1:
            at -= 1
            if self._spans[at].overlaps(span):
                return True
        return False
