"""One edge of the projection."""

from collections.abc import Callable
from dataclasses import dataclass

from newsgraph.ids import short_hash, slug
from newsgraph.model import Modality, Span
from newsgraph.network.wording import spaced, stance_words

MAYBE_SAME = "may be the same as"
"""The relation of two entities that an open judgement asks about."""
Resolve = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Link:
    """One edge of the projection, with every stretch of text that it was read from."""

    source: str
    target: str
    relation: str
    """`mentions`, `written in`, … or the local name of a predicate or role, as in `worksFor`."""
    article: str
    """The article that says so; every link has one."""
    evidence: tuple[Span, ...]
    statement: str | None = None
    """The id of the claim or event it comes from."""
    attributed_to: str | None = None
    modality: Modality = Modality.STATED
    negated: bool = False
    confidence: float = 1.0
    cue: Span | None = None
    """The words that put it to its source: `said`."""
    words: str | None = None
    """The relation in plain words, where they differ: `studied at` of `alumniOf`."""
    quote: str | None = None
    """For quotes how closely they keep to the words said: `Direct`."""
    similarity: float | None = None
    """For copies how much of the shorter text stands in the other, 0 to 1."""

    @property
    def key(self) -> str:
        """Return an edge key that is the same in every build and differs between parallel edges."""
        told = (self.source, self.target, self.relation, self.article, self.statement or "")
        where = ",".join(f"{span.start}-{span.end}" for span in self.evidence)
        return f"{slug(self.relation)}-{short_hash(*told, self.attributed_to or '', where)}"

    @property
    def plain(self) -> str:
        """Return the relation in plain words: `works for`."""
        return self.words or spaced(self.relation)

    @property
    def told(self) -> str:
        """Return the relation with how it is put: `not: works for`, `alleged: works for`."""
        stance = stance_words(self.modality, negated=self.negated) if self.statement is not None else ""
        return stance + self.plain


def article_node(article: str) -> str:
    """Return the node id of an article."""
    return f"article/{article}"
