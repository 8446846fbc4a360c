"""The values that flow through newsgraph: frozen, with no input or output and no RDF."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from newsgraph.kinds import (
    Kind as Kind,
    MentionForm as MentionForm,
    Modality as Modality,
    PartRole as PartRole,
    Publicity as Publicity,
    Qualifier as Qualifier,
    QuoteKind as QuoteKind,
    Verdict as Verdict,
)
from newsgraph.measures import Position as Position, TimeBounds as TimeBounds
from newsgraph.syntax import ParsedSentence


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a text, counted in Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span {self.start}-{self.end} is not a stretch of a text")

    def of(self, text: str) -> str:
        """Return the words the span covers."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Return whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Return whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about itself, outside its text."""

    headline: str | None = None
    published: date | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What was read from one source: a file, or one record of a file of records."""

    origin: str
    """The source's name: its path relative to what was named on the command line; `file:3` for the third line."""
    media_type: str
    digest: str
    """SHA-256, in hex, of the bytes read."""
    content: str
    """The decoded text; for HTML the readable text, one block a line."""
    headings: tuple[Span, ...] = ()
    """Where `content` holds headings that the source marks as such."""
    captions: tuple[Span, ...] = ()
    metadata: Metadata = Metadata()


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text and what it does."""

    role: PartRole
    span: Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """`length` characters of an article's text that stand unbroken and unchanged in its page's content."""

    text_start: int
    page_start: int
    length: int


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when an article says that it was written; spans lie in the article's text."""

    span: Span
    place: str | None = None
    """The place as written, without the date: `LOS ANGELES, CA`."""
    place_span: Span | None = None
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One dated story. `text` is final: every offset counts in it."""

    id: str
    origin: str
    page_digest: str
    text: str
    """NFC: headline, dateline, subheads and paragraphs, parted by empty lines."""
    digest: str
    """SHA-256, in hex, of `text` in UTF-8."""
    parts: tuple[Part, ...]
    alignment: tuple[Stretch, ...]
    """Where the text stands in the page's content."""
    headline: str | None = None
    dateline: Dateline | None = None
    published: date | None = None
    """The dateline's date, or else the page's."""
    page_published: date | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class SplitPage:
    """The articles of a page, and the stretches of its content that belong to none."""

    articles: tuple[Article, ...]
    furniture: tuple[Part, ...]
    """Crumbs, counters, captions, publication lines; spans lie in the page's content."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of an article that names something."""

    article: str
    span: Span
    kind: Kind
    score: float
    """How sure the reader is of the reading, 0 to 1."""
    extractor: str
    value: str | None = None
    """What the words parse to: a law's normal form, a place's code (`US-NJ`), a person's title or role."""
    whole: str | None = None
    """What the named thing is part of, written as `value` is: the law of a section, the state of a city."""
    jurisdiction: str | None = None
    """For laws: an ISO 3166 code, `EU`, `UN`, or `INT` for other treaties, where the words or the list of laws tell."""
    form: MentionForm = MentionForm.NAME


@dataclass(frozen=True, slots=True)
class Naming:
    """One mention of a local entity, and why it was read as one."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """A thing as one article knows it: a coreference chain with a name."""

    id: str
    article: str
    kind: Kind
    key: str
    """What its namesakes in other articles are looked up by."""
    name: str
    namings: tuple[Naming, ...]
    publicity: Publicity | None = None
    """For persons only."""
    publicity_basis: str | None = None
    part_of: str | None = None
    """The local entity that contains it: the state of a city, the law of a section."""
    entity: str | None = None
    """The entity over the corpus, once resolved."""
    jurisdiction: str | None = None
    demonym_of: str | None = None
    """For groups: the local entity of the country or division whose people or adjective it is."""


@dataclass(frozen=True, slots=True)
class Link:
    """An outside identifier that may stand for a local entity; or, without a target, that none on the list does."""

    local: str
    """The local entity."""
    target: str | None
    """An IRI: `https://sws.geonames.org/5128581/`; None says "none of the known ones"."""
    label: str
    score: float
    """How likely, 0 to 1; over the candidates of one local entity, with none, the sum is at most 1."""
    verdict: Verdict
    reason: str
    by: str
    """The list or service that knows the target."""
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a source gives it."""

    unit: str
    qualifier: Qualifier = Qualifier.EXACT
    value: float | None = None
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words given as a source's."""

    article: str
    span: Span
    kind: QuoteKind
    speaker: str | None = None
    """The local entity that speaks; None where the text does not make it sure."""
    cue: Span | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that a source makes in an article of its local entities; that it was made, not that it holds."""

    id: str
    article: str
    subject: str
    predicate: str
    """A term in prefix form, such as `schema:worksFor`."""
    object: str | Quantity
    evidence: tuple[Span, ...]
    attributed_to: str | None = None
    """The source's local entity; None where the article speaks in its own voice."""
    cue: Span | None = None
    modality: Modality = Modality.STATED
    negated: bool = False
    confidence: float = 1.0
    time: TimeBounds = TimeBounds()
    """When it is said to hold, as far as the words tell."""


@dataclass(frozen=True, slots=True)
class Role:
    """What an entity does in an event, and who says so."""

    role: str
    """A concept in prefix form, such as `ng:Agent`."""
    filler: str
    evidence: tuple[Span, ...]
    according_to: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that an article says happened, will, or may."""

    id: str
    article: str
    type: str
    """A concept in prefix form, such as `ng:Deportation`."""
    label: str
    roles: tuple[Role, ...]
    evidence: tuple[Span, ...]
    time: TimeBounds = TimeBounds()
    place: str | None = None
    figures: tuple[Quantity, ...] = ()
    modality: Modality = Modality.STATED
    negated: bool = False
    confidence: float = 1.0
    attributed_to: str | None = None
    """The source's local entity; None where the article tells it in its own voice."""
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """The container that flows through the pipeline: an article and all that was read out of it."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    entities: tuple[LocalEntity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    sentences: tuple[ParsedSentence, ...] = ()
    """Its words as trees, where the extractor parses."""
    links: tuple[Link, ...] = ()
    """What lists of known things offer for its entities; several a local entity."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing over the whole corpus."""

    id: str
    kind: Kind
    name: str
    other_names: tuple[str, ...] = ()
    publicity: Publicity | None = None
    publicity_basis: str | None = None
    part_of: str | None = None
    normal_form: str | None = None
    """For laws: the agreed way to cite it; for places: the ISO code, where known."""
    jurisdiction: str | None = None
    year: int | None = None
    """For laws: the year it was made."""
    position: Position | None = None
    demonym_of: str | None = None
    """For groups: the entity of the country or division whose people or adjective it is."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A recorded decision, with its reason, on whether two identifiers stand for one thing.

    `right` is an IRI where an outside identifier is meant.
    """

    left: str
    right: str
    verdict: Verdict
    score: float
    reason: str
    by: str
    when: date | None = None
    """The day a person gave it; the program's own carry none."""


@dataclass(frozen=True, slots=True)
class Copy:
    """That an article is, for the most part, the text of an earlier one: a wire report that several outlets run."""

    article: str
    original: str
    """The earliest of all that are copies of one another; it has no row of its own."""
    similarity: float
    """How much of the shorter text stands in the other, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Answer:
    """That a claim or event takes up an earlier one of another source on the same point."""

    statement: str
    earlier: str
    agrees: bool
    """Whether it confirms; else it denies."""


@dataclass(frozen=True, slots=True)
class Run:
    """What made a graph: the tool, its version and its settings; no clock, so that a rebuild is the same."""

    id: str
    tool: str
    version: str
    settings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class KnowledgeGraph:
    """All that was read out of a corpus. Every tuple is sorted, so equal graphs are equal values."""

    articles: tuple[Article, ...] = ()
    mentions: tuple[Mention, ...] = ()
    local_entities: tuple[LocalEntity, ...] = ()
    entities: tuple[Entity, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    links: tuple[Link, ...] = ()
    copies: tuple[Copy, ...] = ()
    answers: tuple[Answer, ...] = ()
    runs: tuple[Run, ...] = ()

    @cached_property
    def entity_of(self) -> Mapping[str, str]:
        """The entity over the corpus by the id of each local entity; quotes, claims and events hold local ids."""
        return MappingProxyType({local.id: local.entity or local.id for local in self.local_entities})

    def named(self, name: str) -> Iterator[Entity]:
        """Yield the entities that bear a name, letter case aside."""
        wanted = name.casefold()
        for entity in self.entities:
            if wanted in (entity.name.casefold(), *(other.casefold() for other in entity.other_names)):
                yield entity
