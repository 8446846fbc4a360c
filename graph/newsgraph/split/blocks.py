"""The blocks of a page: its paragraphs, headings and odd lines, in order, each with what it seems to be."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from newsgraph.model import Page, PartRole, Span, Stretch
from newsgraph.split.dateline import Reading, read_dateline, read_dateline_alone
from newsgraph.split.furniture import furniture_of
from newsgraph.split.publication import is_outlet
from newsgraph.split.role import Furniture
from newsgraph.text import compose, edited, line_spans, normalise, text_position

LIST_ITEM = re.compile(r"[•●▪■◦‣*·–—-]\s|\d{1,3}[.)]\s|[a-z][.)]\s")
_QUESTION = re.compile(r"[A-Z][:.]\s|(?:Question|Answer|Frage|Antwort|Pregunta|Respuesta)\s?:")
ENDS_SENTENCE = re.compile(r"(?:[.;:,…]|[.!?][\"”’')]+)\Z")
_SENTENCE_WITH_NOTE = re.compile(r"[^\W\d_]{3,}[.!?][\"”’']?\s+(?:\([^()]*\)|\[[^\[\]]*\]|[—–-]\s?[A-Z/]{2,12})\Z")
_ABBREVIATED_END = re.compile(r"\b(?:[A-Z]\.|U\.S|Inc|Jr|Sr|Co|Corp|etc|St)\.\Z")
_HYPHEN = re.compile(r"[^\W\d_]-\Z")
MOST_HEADING = 150
_WIDEST_COLUMN = 110
_RAGGED = 8


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a line that stands by itself; offsets count in the flowed text."""

    start: int
    end: int
    text: str
    source: Span
    """Where it stands in the page's content."""
    gap: int
    """How many empty lines stand before it."""
    marked: bool = False
    """The source marks it as a heading."""
    heading: bool = False
    """It is marked as a heading or looks like one."""
    furniture: Furniture | None = None
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """A page as blocks, with the way from their offsets to the page's content."""

    blocks: tuple[Block, ...]
    alignment: tuple[Stretch, ...]


def flow_of(page: Page) -> Flow:
    """Return the blocks of a page; lines that were broken to fit a column are joined again."""
    tidy = normalise(page.content)
    lines = tidy.text.split("\n")
    joined = _joined_breaks(lines)
    flowed = edited(tidy.text, [((at, at + 1), filler) for at, filler in joined])
    alignment = compose(flowed.alignment, tidy.alignment)
    blocks = list(_raw_blocks(page.content, lines, {at for at, _ in joined}, flowed.text))
    headings = _at(blocks, page.headings, alignment)
    captions = _at(blocks, page.captions, alignment)
    read = [_read(block, index in headings, index in captions) for index, block in enumerate(blocks)]
    return Flow(tuple(read), alignment)


def _joined_breaks(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Return the places of the line feeds that only fit a text to a column, with what replaces them."""
    lengths = [len(line) for line in lines if line]
    if sum(length > _WIDEST_COLUMN for length in lengths) > 0.02 * len(lengths):
        return []
    width = max((length for length in lengths if length <= _WIDEST_COLUMN), default=0)
    breaks: list[tuple[int, str]] = []
    inner = certain = place = 0
    for line, following in pairwise(lines):
        place += len(line)
        if line and following:
            inner += 1
            full = len(line) + 1 + len(following.split(" ", 1)[0]) > width - _RAGGED
            hyphen = _HYPHEN.search(line) and following[0].islower()
            short = hyphen or (following[0].islower() and not ENDS_SENTENCE.search(line))
            if (full or short) and not LIST_ITEM.match(following):
                certain += bool(full)
                breaks.append((place, "" if hyphen else " "))
        place += 1
    return breaks if width >= 40 and certain >= 3 and certain >= 0.6 * inner else []


def _raw_blocks(content: str, lines: Sequence[str], joined: set[int], flowed: str) -> Iterator[Block]:
    place = start = written = gap = 0
    first: Span | None = None
    for line, raw in zip(lines, line_spans(content), strict=True):
        if line and first is None:
            first, start = raw, written
        place += len(line)
        written += len(line)
        if place in joined:
            dropped = line.endswith("-") and flowed[written : written + 1] != " "
            written += 0 if dropped else 1
        else:
            if first is not None:
                source = _trimmed(content, Span(first.start, raw.end))
                yield Block(start, written, flowed[start:written], source, gap)
                first, gap = None, 0
            else:
                gap += 1
            written += 1
        place += 1


def _trimmed(content: str, span: Span) -> Span:
    piece = span.of(content)
    return Span(span.end - len(piece.lstrip()), span.start + len(piece.rstrip()))


def _at(blocks: Sequence[Block], spans: Sequence[Span], alignment: Sequence[Stretch]) -> frozenset[int]:
    """Return the numbers of the blocks in which spans of the page's content begin."""
    found = set()
    for span in spans:
        start, end = (text_position(alignment, offset) for offset in (span.start, span.end))
        index = bisect_right(blocks, start, key=lambda block: block.start) - 1
        if index >= 0 and blocks[index].start <= start < blocks[index].end and start < end:
            found.add(index)
    return frozenset(found)


def _read(block: Block, marked: bool, caption: bool) -> Block:
    text = block.text
    alone = _dateline_alone(text)
    furniture = Furniture(PartRole.CAPTION) if caption else None
    if alone is None or caption:
        furniture = furniture_of(text) or furniture
    if furniture and not (marked and furniture.folio):
        return replace(block, marked=marked, furniture=furniture)
    reading = alone or (None if LIST_ITEM.match(text) else read_dateline(text))
    heading = reading is None and (marked or _looks_like_heading(text))
    return replace(block, marked=marked, heading=heading, reading=reading)


def _dateline_alone(text: str) -> Reading | None:
    """Return the dateline that a line is, unless its place is a newspaper: `HALDEN DAILY June 5, 2025`."""
    alone = read_dateline_alone(text)
    if alone is None or alone.place is None or alone.shape is None or alone.byline:
        return alone
    shape, named = alone.shape, text[slice(*alone.place)]
    if shape.known or shape.region:
        return alone
    # An unknown name parts from its day by a comma; a newspaper stands before it by itself.
    return alone if (shape.shaped or text[alone.place[1]] == ",") and not is_outlet(named) else None


def _looks_like_heading(text: str) -> bool:
    if len(text) > MOST_HEADING or text.count(" ") > 24 or LIST_ITEM.match(text):
        return False
    first = text.lstrip("\"'“‘«¿¡([")[:1]
    if _QUESTION.match(text) or _SENTENCE_WITH_NOTE.search(text):
        return False
    if not first or first.islower() or not (first.isalnum()) or not any(letter.isalpha() for letter in text):
        return False
    return not ENDS_SENTENCE.search(text) or bool(_ABBREVIATED_END.search(text))
