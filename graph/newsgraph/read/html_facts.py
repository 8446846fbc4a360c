"""What a page states about itself: its meta elements, its JSON-LD, its title; a page of several stories says less."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from newsgraph.model import Metadata
from newsgraph.read.fields import day_from, metadata_from
from newsgraph.read.html_blocks import HtmlFacts
from newsgraph.read.html_story import Chosen

_PUBLISHED = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "time:published",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created",
    "citation_publication_date", "publish_date", "publish-date", "published_time", "publication_date", "pubdate",
    "dc.date", "dcterms.date", "date",
)  # fmt: skip
_STORIES = (
    "newsarticle",
    "article",
    "reportagenewsarticle",
    "blogposting",
    "report",
    "opinionnewsarticle",
    "analysisnewsarticle",
)


def metadata_of(facts: HtmlFacts, chosen: Chosen) -> Metadata:
    """Return what a page says of its story; of several stories only what holds for all of them."""
    stated = facts.stated
    stories = list(_stories(facts.data))
    story = stories[0] if stories else {}
    linked = metadata_from(
        {**story, "date": None, "url": story.get("url") if isinstance(story.get("url"), str) else None}
    )
    several = len({number for number in chosen.stories if number}) > 1
    return Metadata(
        headline=_headline(facts, chosen, linked.headline, several=several),
        published=_published(facts, chosen, [] if several and not _is_of(chosen, linked) else stories, several=several),
        byline=None if several else _author(stated) or linked.byline or _marked_author(chosen),
        outlet=stated.get("og:site_name") or linked.outlet or stated.get("application-name"),
        url=_address(stated) or linked.url,
        language=_language(stated, linked.language),
    )


def _is_of(chosen: Chosen, linked: Metadata) -> bool:
    return any(block.heading and block.words == linked.headline for block in chosen.blocks)


def _headline(facts: HtmlFacts, chosen: Chosen, linked: str | None, *, several: bool) -> str | None:
    stated = facts.stated
    first = [block.words for block in chosen.blocks if block.heading == 1]
    title = stated.get("og:title") or linked or (first[0] if len(first) == 1 else None)
    title = title or _page_title(stated.get("title"), stated.get("og:site_name"))
    headings = [block.words for block in chosen.blocks if block.heading]
    return None if several and headings and title not in headings else title


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


def _published(facts: HtmlFacts, chosen: Chosen, stories: list[Mapping[str, Any]], *, several: bool) -> date | None:
    stated = facts.stated
    candidates = [stated.get(name) for name in _PUBLISHED[:5]]
    candidates += [
        _one_day([given if isinstance(given := story.get("datePublished"), str) else "" for story in stories])
    ]
    candidates += [stated.get(name) for name in _PUBLISHED[5:]]
    open_times = [time for time in facts.times if time.region in chosen.regions]
    inside = [time.value for time in open_times if time.story]
    times = inside or [time.value for time in open_times]
    candidates.append(_one_day(times) if several else next(iter(times), None))
    return next((day for words in candidates if (day := day_from(words))), None)


def _one_day(values: list[str]) -> str | None:
    """Return the first value, if all are of the same day."""
    return values[0] if values and len({day_from(value) for value in values}) == 1 else None


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


def _marked_author(chosen: Chosen) -> str | None:
    """Return the one name that the page marks as its author's, if nothing else stands there."""
    names = {re.sub(r"\A(?:by|von|par|por)\s+", "", block.author, flags=re.IGNORECASE) for block in chosen.blocks}
    names = {name for name in names if name and len(name) <= 80 and not re.search(r"[\d@|·•]", name)}
    return names.pop() if len(names) == 1 else None


def _address(stated: Mapping[str, str]) -> str | None:
    for name in ("canonical", "og:url"):
        address = stated.get(name, "")
        try:
            if urlsplit(address).scheme in ("http", "https"):
                return address
        except ValueError:
            continue
    return None


def _language(stated: Mapping[str, str], linked: str | None) -> str | None:
    tags = (stated.get("lang"), stated.get("og:locale"), stated.get("content-language"), linked)
    shaped = (tag for tag in tags if tag and re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,3}", tag))
    tag = next(shaped, None)
    return tag.replace("_", "-") if tag else None


def _page_title(title: str | None, outlet: str | None) -> str | None:
    if not title:
        return None
    parts = re.split(r"\s+[|–—-]\s+", title)
    if len(parts) > 1 and (outlet is None or parts[-1].casefold() == outlet.casefold()):
        return re.sub(r"\s+[|–—-]\s+\S[^|–—]*\Z", "", title) or None
    return title
