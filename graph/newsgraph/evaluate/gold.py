"""What a gold file says: texts, the names that people marked in them, and the kinds that they marked throughout."""

import re
from dataclasses import dataclass

from newsgraph.ids import article_id, digest
from newsgraph.model import Article, Dateline, Kind, Part, PartRole, Span
from newsgraph.split.dateline import Grade, read_dateline
from newsgraph.text import normalise, paragraphs

_SENTENCE_END = re.compile(r"[.!?…:;,。！？][\"'”’»)\]]*\s*\Z")
_LONGEST_HEADING = 30


@dataclass(frozen=True, slots=True, order=True)
class GoldName:
    """A name that a person marked."""

    span: Span
    kind: Kind


@dataclass(frozen=True, slots=True)
class OpenSpan:
    """A stretch of which the gold does not say whether names of some kinds stand there."""

    span: Span
    kinds: frozenset[Kind]
    """The kinds in doubt; of a name of another kind the gold says that it does not stand there."""


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text with all its names of some kinds; spans count in code points of the text as it stands in its file."""

    name: str
    text: str
    names: tuple[GoldName, ...]
    """In order of place; they may nest."""
    kinds: frozenset[Kind]
    """The kinds whose every name is marked; no other kind is scored, neither what is marked nor what is found."""
    source: str = ""
    """The file it comes from, as the user named it."""
    headline: str | None = None
    """Where the file gives one apart; scored only where the text begins with it."""
    ignored: tuple[str, ...] = ()
    """The labels of the marked stretches that are of no known kind, one for each."""
    open_spans: tuple[OpenSpan, ...] = ()
    """In order of place, disjoint. A name found that touches one and is of a kind in doubt is not judged."""


def article_of(document: GoldDocument) -> Article:
    """Return the document as a build would hand it to an extractor: normalised, with its headings and dateline.

    The article's alignment leads back to the document's own text. A paragraph of one line without punctuation at its
    end, before others, is a heading.
    """
    normal = normalise(document.text)
    blocks = paragraphs(normal.text)
    headed = _headline(document, normal.text)
    parts = [Part(_role(normal.text, blocks, at, headed), block) for at, block in enumerate(blocks)]
    dateline, parts = _with_dateline(normal.text, parts)
    first = parts[0] if parts else None
    own = first.span.of(normal.text) if first and first.role is PartRole.HEADLINE else None
    return Article(
        id=article_id(f"{document.source}#{document.name}", normal.text),
        origin=document.source or document.name,
        page_digest=digest(document.text),
        text=normal.text,
        digest=digest(normal.text),
        parts=tuple(parts),
        alignment=normal.alignment,
        headline=headed or own,
        dateline=dateline,
    )


def ends_sentence(line: str) -> bool:
    """Return whether a line ends as a sentence does; a heading does not."""
    return _SENTENCE_END.search(line) is not None


def _headline(document: GoldDocument, text: str) -> str | None:
    return (normalise(document.headline).text.strip() or None) if document.headline and text else None


def _role(text: str, blocks: tuple[Span, ...], at: int, headed: str | None) -> PartRole:
    words = blocks[at].of(text)
    if headed is not None and at == 0 and words == headed:
        return PartRole.HEADLINE
    followed = at + 1 < len(blocks)
    if not followed or "\n" in words or ends_sentence(words) or len(words.split()) > _LONGEST_HEADING:
        return PartRole.PARAGRAPH
    return PartRole.HEADLINE if at == 0 and headed is None else PartRole.SUBHEAD


def _with_dateline(text: str, parts: list[Part]) -> tuple[Dateline | None, list[Part]]:
    """Return the dateline that surely opens the first paragraph, and the parts with it."""
    at = next((at for at, part in enumerate(parts) if part.role is PartRole.PARAGRAPH), None)
    if at is None:
        return None, parts
    start, end = parts[at].span.start, parts[at].span.end
    reading = read_dateline(text[start:end])
    if reading is None or reading.place is None or reading.grade is not Grade.FIRM:
        return None, parts
    low, high = reading.place
    place = Span(start + low, start + high)
    dateline = Dateline(Span(start + reading.words_start, start + reading.words_end), place.of(text), place)
    opening = Part(PartRole.DATELINE, Span(start, start + len(text[start : start + reading.end].rstrip())))
    rest = [Part(PartRole.PARAGRAPH, Span(start + reading.end, end))] if start + reading.end < end else []
    return dateline, [*parts[:at], opening, *rest, *parts[at + 1 :]]
