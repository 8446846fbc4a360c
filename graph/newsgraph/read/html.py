"""HTML as readable text, one block a line, with its headings, its captions and what it states about itself.

trafilatura finds the story among the rest; it is given a text, so it never calls out, and no date is taken from it,
since it may guess. The page's own statements are read here.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from newsgraph.model import Metadata, Span
from newsgraph.read.fields import day_from, metadata_from
from newsgraph.read.html_blocks import HtmlBlock, HtmlFacts, read_blocks

_DEEPEST = 150
_SHORTEST = 200
_LONG_ARTICLE = 300
_PROLOGUE = re.compile(r"\A\s*<\?xml[^>]*\?>")
# Elements that must be closed; others may pile up in a page that is not deep at all.
_TAG = re.compile(r"<(/?)(?:div|span|section|article|table|ul|ol|b|i|em|a|font|center|blockquote|dl)\b", re.IGNORECASE)
_PUBLISHED = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "time:published",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created",
    "citation_publication_date", "publish_date", "publish-date", "published_time", "publication_date", "pubdate",
    "dc.date", "dcterms.date", "date",
)  # fmt: skip
_BLOCK_TAGS = frozenset(("p", "head", "item", "quote", "cell", "code", "list", "table", "row", "ab", "fw", "lb"))
_STORIES = (
    "newsarticle",
    "article",
    "reportagenewsarticle",
    "blogposting",
    "report",
    "opinionnewsarticle",
    "analysisnewsarticle",
)


def read_html(source: str) -> tuple[str, tuple[Span, ...], tuple[Span, ...], Metadata]:
    """Return the readable text, where its headings and captions stand in it, and what the page says of itself.

    The text is empty where the page has no readable words.
    """
    facts = read_blocks(_PROLOGUE.sub("", source))
    blocks = _chosen(source, facts)
    lines = [block.words for block in blocks]
    headings: list[Span] = []
    captions: list[Span] = []
    written = 0
    for block in blocks:
        span = Span(written, written + len(block.words))
        if block.heading:
            headings.append(span)
        elif block.caption:
            captions.append(span)
        written = span.end + 1
    return "\n".join(lines), tuple(headings), tuple(captions), _metadata(facts)


def _chosen(source: str, facts: HtmlFacts) -> list[HtmlBlock]:
    lengths: Counter[int] = Counter()
    for block in facts.blocks:
        lengths[block.article] += len(block.words)
    long = [number for number, length in lengths.items() if number and length >= _LONG_ARTICLE]
    if len(long) > 1:
        # Several stories side by side: trafilatura would keep one of them.
        return [block for block in facts.blocks if block.article in long]
    extracted = [] if _too_deep(source) else list(_extracted(source))
    if sum(len(block.words) for block in extracted) < min(_SHORTEST, sum(lengths.values())):
        return _without_repeats(facts.blocks)
    return _marked(extracted, facts)


def _without_repeats(blocks: list[HtmlBlock]) -> list[HtmlBlock]:
    return [block for number, block in enumerate(blocks) if number == 0 or block.words != blocks[number - 1].words]


def _too_deep(source: str) -> bool:
    """Return whether elements are nested so deep that a tree of them could exhaust the stack."""
    depth = 0
    for found in _TAG.finditer(source):
        depth = max(0, depth - 1) if found[1] else depth + 1
        if depth > _DEEPEST:
            return True
    return False


def _extracted(source: str) -> Iterator[HtmlBlock]:
    from lxml import etree  # noqa: PLC0415
    from trafilatura import bare_extraction  # noqa: PLC0415

    try:
        document = bare_extraction(
            _PROLOGUE.sub("", source),
            include_comments=False,
            include_tables=True,
            with_metadata=False,
            favor_recall=True,
        )
    except (RecursionError, ValueError, AttributeError, TypeError, etree.LxmlError):
        return
    body = getattr(document, "body", None)
    if body is None:
        return
    words: list[str] = []
    heading = False
    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BLOCK_TAGS:
            yield from _block(words, heading)
            heading = tag == "head" and event == "start"
        words.append((element.text if event == "start" and tag else element.tail if event == "end" else "") or "")
    yield from _block(words, heading)


def _block(words: list[str], heading: bool) -> Iterator[HtmlBlock]:
    joined = " ".join("".join(words).split())
    words.clear()
    if joined:
        yield HtmlBlock(joined, heading=heading)


def _marked(extracted: list[HtmlBlock], facts: HtmlFacts) -> list[HtmlBlock]:
    """Mark what the page marks; a first heading that was left out comes back before the story."""
    headings = {block.words for block in facts.blocks if block.heading}
    captions = {block.words for block in facts.blocks if block.caption}
    for block in extracted:
        block.heading = block.heading or block.words in headings
        block.caption = not block.heading and block.words in captions
    return extracted


def _metadata(facts: HtmlFacts) -> Metadata:
    stated = facts.stated
    story = next(_stories(facts.data), {})
    linked = metadata_from(
        {**story, "date": None, "url": story.get("url") if isinstance(story.get("url"), str) else None}
    )
    first = [block.words for block in facts.blocks if block.first]
    title = stated.get("og:title") or linked.headline or (first[0] if len(first) == 1 else None)
    return Metadata(
        headline=title or _page_title(stated.get("title"), stated.get("og:site_name")),
        published=_published(stated, story),
        byline=_author(stated) or linked.byline,
        outlet=stated.get("og:site_name") or linked.outlet or stated.get("application-name"),
        url=_address(stated) or linked.url,
        language=_language(stated),
    )


def _stories(data: list[Any]) -> Iterator[Mapping[str, Any]]:
    waiting = list(reversed(data))
    looked_at = 0
    while waiting and looked_at < 1000:
        looked_at += 1
        item = waiting.pop()
        if isinstance(item, list):
            waiting += reversed(item)
        elif isinstance(item, dict):
            kinds = item.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(str(kind).lower() in _STORIES for kind in kinds):
                yield item
            waiting.append(item.get("@graph"))


def _published(stated: Mapping[str, str], story: Mapping[str, Any]) -> date | None:
    given = story.get("datePublished")
    candidates = [stated.get(name) for name in _PUBLISHED[:5]]
    candidates += [given if isinstance(given, str) else None, *(stated.get(name) for name in _PUBLISHED[5:])]
    candidates.append(stated.get("time"))
    return next((day for words in candidates if (day := day_from(words))), None)


def _author(stated: Mapping[str, str]) -> str | None:
    for name in (
        "author",
        "byl",
        "article:author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "citation_author",
    ):
        author = stated.get(name, "")
        if author and not author.startswith(("http:", "https:", "@", "/")):
            return re.sub(r"\A(?:By|BY|by)\s+", "", author)
    return None


def _address(stated: Mapping[str, str]) -> str | None:
    for name in ("canonical", "og:url"):
        address = stated.get(name, "")
        try:
            if urlsplit(address).scheme in ("http", "https"):
                return address
        except ValueError:
            continue
    return None


def _language(stated: Mapping[str, str]) -> str | None:
    tag = stated.get("lang") or stated.get("og:locale") or stated.get("content-language") or ""
    return tag.replace("_", "-") if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,3}", tag) else None


def _page_title(title: str | None, outlet: str | None) -> str | None:
    if not title:
        return None
    parts = re.split(r"\s+[|–—-]\s+", title)
    if len(parts) > 1 and (outlet is None or parts[-1].casefold() == outlet.casefold()):
        return re.sub(r"\s+[|–—-]\s+\S[^|–—]*\Z", "", title) or None
    return title
