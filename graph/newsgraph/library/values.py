"""What the index answers: plain frozen values. An `id` with the graph's base before it is the IRI of the thing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from newsgraph.model import Span

ARTICLE = "Article"
"""The kind of hits and suggestions that are articles; all others are of the kinds of `newsgraph.model.Kind`."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A stretch of an article's text that means something."""

    span: Span
    what: str
    """`mention`, `quote`, `cue` (the words that tell whose a statement is), `event` or `claim`."""
    target: str | None
    """The id of what is named (`person/…`), of the source (quotes and cues), of the event or claim, where known."""
    label: str
    """The name, or the statement in words; it may be empty."""
    kind: str | None = None
    """For mentions, the kind of what is named."""


@dataclass(frozen=True, slots=True)
class TextPart:
    """A stretch of an article's text and what it does, such as `headline`, `dateline` or `paragraph`."""

    role: str
    span: Span


@dataclass(frozen=True, slots=True)
class ArticleHead:
    """An article in a list."""

    id: str
    """`article/…`."""
    headline: str | None
    origin: str
    published: date | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article with its text and all that marks it."""

    id: str
    """`article/…`."""
    origin: str
    headline: str | None
    published: date | None
    page_published: date | None
    outlet: str | None
    byline: str | None
    url: str | None
    """As the page gave it: not checked, not to be followed unseen."""
    language: str | None
    digest: str
    page_digest: str
    text: str
    parts: tuple[TextPart, ...]
    highlights: tuple[Highlight, ...]
    """By start, longer ones first; they may overlap."""


@dataclass(frozen=True, slots=True)
class IndexedEntity:
    """A thing over the whole corpus."""

    id: str
    kind: str
    name: str
    other_names: tuple[str, ...]
    publicity: str | None
    publicity_basis: str | None
    part_of: str | None
    normal_form: str | None
    jurisdiction: str | None
    year: int | None
    latitude: float | None
    longitude: float | None
    demonym_of: str | None
    articles: int
    """How many articles name it."""
    mentions: int
    """How often they do, all told."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """An article that names a thing, and how often."""

    article: ArticleHead
    times: int


@dataclass(frozen=True, slots=True)
class CoMention:
    """A thing that is named in the same articles as another."""

    id: str
    kind: str
    name: str
    articles: int
    """How many articles name both."""


@dataclass(frozen=True, slots=True)
class Moment:
    """How many articles appeared on a day, or in a month: `day` is its first."""

    day: date
    articles: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What somebody who types may mean."""

    id: str
    kind: str
    label: str
    """The thing's name, or the article's headline."""
    matched: str
    """The name that fits what was typed, which may be another one than the label."""
    articles: int
    """How many articles name the thing; 0 for articles."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing or an article that was found."""

    id: str
    kind: str
    label: str
    """The thing's name; the article's headline or, without one, how its text begins."""
    snippet: str
    """Words of the article around what was found, or the other name of the thing that fits; it may be empty."""
    marks: tuple[Span, ...]
    """Where the words looked for stand in the snippet."""
    published: date | None = None
    outlet: str | None = None
    articles: int = 0
    """How many articles name the thing; 0 for articles."""


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found."""

    hits: tuple[Hit, ...]
    total: int
    """How many there are on all pages."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a graph holds."""

    articles: int
    entities: Mapping[str, int]
    """By kind, in alphabetical order."""
    mentions: int
    outlets: tuple[tuple[str, int], ...]
    """The outlets with their articles, most first."""
    first: date | None
    """The day of the earliest article that has one."""
    last: date | None
