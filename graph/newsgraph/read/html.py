"""HTML as readable text, one block a line, with its headings, its captions and what it states about itself."""

import re

from newsgraph.model import Metadata, Span
from newsgraph.read.html_blocks import read_blocks
from newsgraph.read.html_extract import extracted_keys
from newsgraph.read.html_facts import metadata_of
from newsgraph.read.html_story import stories_of

_PROLOGUE = re.compile(r"\A\s*<\?xml[^>]*\?>")
_WHOLE = re.compile(r"<(?:html|body|head)\b", re.IGNORECASE)
_GAP = 2


def read_html(source: str) -> tuple[str, tuple[Span, ...], tuple[Span, ...], Metadata]:
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
    told = 0
    for block, story in zip(chosen.blocks, chosen.stories, strict=True):
        if told and story != told:
            content += [""] * _GAP
            written += _GAP
        # What goes before the first story, such as its title, belongs to it.
        told = story or (told and -1)
        span = Span(written, written + len(block.words))
        if block.heading:
            headings.append(span)
        elif block.caption:
            captions.append(span)
        content.append(block.words)
        written = span.end + 1
    return "\n".join(content), tuple(headings), tuple(captions), metadata_of(facts, chosen)
