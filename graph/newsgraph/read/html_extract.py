"""What trafilatura takes for a page's story.

It is given a text, so it never calls out, and no date is taken from it, since it may guess.
"""

import re
from collections.abc import Iterator

from newsgraph.read.html_story import key_of

_DEEPEST = 150
# Elements that must be closed; others may pile up in a page that is not deep at all.
_TAG = re.compile(r"<(/?)(?:div|span|section|article|table|ul|ol|b|i|em|a|font|center|blockquote|dl)\b", re.IGNORECASE)
_BLOCK_TAGS = frozenset(("p", "head", "item", "quote", "cell", "code", "list", "table", "row", "ab", "fw", "lb"))


def extracted_keys(source: str) -> frozenset[str] | None:
    """Return the keys of the blocks that trafilatura takes for the story, or None where it finds next to nothing."""
    if _too_deep(source):
        return None
    found = list(_extracted(source))
    return frozenset(map(key_of, found)) - {""} if sum(map(len, found)) >= 200 else None


def _too_deep(source: str) -> bool:
    """Return whether elements are nested so deep that a tree of them could exhaust the stack."""
    depth = 0
    for found in _TAG.finditer(source):
        depth = max(0, depth - 1) if found[1] else depth + 1
        if depth > _DEEPEST:
            return True
    return False


def _extracted(source: str) -> Iterator[str]:
    from lxml import etree  # noqa: PLC0415
    from trafilatura import bare_extraction  # noqa: PLC0415

    try:
        document = bare_extraction(
            source, include_comments=False, include_tables=True, with_metadata=False, favor_recall=True, fast=True
        )
    except (RecursionError, ValueError, AttributeError, TypeError, etree.LxmlError):
        return
    body = getattr(document, "body", None)
    if body is None:
        return
    words: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BLOCK_TAGS:
            yield from _block(words)
        words.append((element.text if event == "start" and tag else element.tail if event == "end" else "") or "")
    yield from _block(words)


def _block(words: list[str]) -> Iterator[str]:
    joined = " ".join("".join(words).split())
    words.clear()
    if joined:
        yield joined
