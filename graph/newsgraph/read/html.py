"""HTML as readable text, one block a line, with its headings, its captions and what it states about itself."""

import re

from newsgraph.model import Metadata, Span
from newsgraph.read.html_blocks import read_blocks
from newsgraph.read.html_extract import extracted_keys
from newsgraph.read.html_facts import metadata_of
from newsgraph.read.html_story import stories_of

HtmlRead = tuple[str, tuple[Span, ...], tuple[Span, ...], Metadata]
"""The text, its headings, its captions, and what the page says of itself."""

_PROLOGUE = re.compile(r"\A\s*<\?xml[^>]*\?>")
_WHOLE = re.compile(r"<(?:html|body|head)\b", re.IGNORECASE)
_TAGS = re.compile(r"<(/?)([a-z][a-z0-9]{0,9})(?:\s[^<>]{0,1000})?/?>", re.IGNORECASE)
_PAIRED = frozenset(
    """
    p div h1 h2 h3 h4 h5 h6 ul ol li blockquote article section table td tr span a em strong b i figure html body
    """.split()
)
_PARTED = re.compile(r"<(?:p|br|div|html|body)\b", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_GAP = 2


def is_html(words: str) -> bool:
    """Return whether words are plainly HTML: they hold a line break, or an element's start and its end."""
    seen: set[str] = set()
    for found in _TAGS.finditer(words):
        tag = found[2].lower()
        if tag == "br" or (found[1] and tag in seen):
            return True
        if tag in _PAIRED and not found[1]:
            seen.add(tag)
    return False


def read_html_field(words: str) -> HtmlRead:
    """Return the same as `read_html` for a record's field, in which line feeds may stand for paragraphs."""
    if not _PARTED.search(words):
        words = words.replace("\r\n", "\n")
        words = _EMPTY_LINE.sub("<br>\n", words) if _EMPTY_LINE.search(words) else words.replace("\n", "<br>\n")
    return read_html(words)


def read_html(source: str) -> HtmlRead:
    """Return the readable text, where its headings and captions stand in it, and what the page says of itself.

    Two empty lines part stories that the page marks as such. The text is empty where the page has no readable words.
    """
    source = _PROLOGUE.sub("", source)
    facts = read_blocks(source)
    chosen = stories_of(facts, extractor=lambda: extracted_keys(source) if _WHOLE.search(source) else None)
    content: list[str] = []
    headings: list[Span] = []
    captions: list[Span] = []
    written = 0
    before = 0
    told = False
    for block, story in zip(chosen.blocks, chosen.stories, strict=True):
        # What goes before the first story, such as its title, belongs to it.
        if told and story != before:
            content += [""] * _GAP
            written += _GAP
        before = story
        told = told or story > 0
        span = Span(written, written + len(block.words))
        if block.heading:
            headings.append(span)
        elif block.caption:
            captions.append(span)
        content.append(block.words)
        written = span.end + 1
    return "\n".join(content), tuple(headings), tuple(captions), metadata_of(facts, chosen)
