"""From the blocks of a page to its articles."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from newsgraph.ids import article_id, digest
from newsgraph.model import Article, Dateline, Page, Part, PartRole, Span, SplitPage, Stretch
from newsgraph.split.blocks import Block, Flow, flow_of
from newsgraph.split.dateline import Reading
from newsgraph.split.days import day_in_address, last_weekday, resolve
from newsgraph.split.furniture import is_outlet
from newsgraph.split.places import is_known_place
from newsgraph.split.starts import Layout, story_begin, story_starts
from newsgraph.text import compose, normalise

_SEPARATOR = "\n\n"
_LONGEST_KICKER = 150


@dataclass(frozen=True, slots=True)
class _Story:
    """The content blocks of one article: from `begin` to `end`, with the dateline in `start`."""

    begin: int
    end: int
    start: int | None
    headline: int | None

    @property
    def top(self) -> int:
        """Return the first block of the text; what stands above the headline is left out."""
        return self.begin if self.headline is None else self.headline


@dataclass(frozen=True, slots=True)
class _Days:
    """What the whole page says of its own day."""

    published: date | None
    evidence: tuple[date, ...]


def split_page(page: Page) -> SplitPage:
    """Return the articles of a page and what belongs to none of them.

    A dateline opens an article, and the headings right before it go with it; a page without datelines is one
    article. Every character of the page's content that is not space or dropped by normalisation stands either in
    one article or in the furniture. The same page gives the same articles; the clock is never asked.
    """
    flow = flow_of(page)
    layout = Layout(flow.blocks)
    days = _days(page, layout)
    stories = _below_page_title(layout, list(_stories(layout)))
    articles: dict[str, Article] = {}
    furniture = [Part(block.furniture.role, block.source) for block in flow.blocks if block.furniture]
    for number, story in enumerate(stories):
        wanted = page.metadata.headline if number == 0 else None
        titled, title = _with_title(layout, story, wanted, only=len(stories) == 1)
        furniture += [Part(PartRole.NAVIGATION, layout.block(above).source) for above in range(story.begin, titled.top)]
        article = _article(page, flow, layout, titled, title, days)
        if article.text in articles:
            repeated = (layout.block(again) for again in range(titled.top, titled.end))
            furniture += [Part(PartRole.NAVIGATION, block.source) for block in repeated]
        else:
            articles[article.text] = article
    return SplitPage(tuple(articles.values()), tuple(sorted(furniture, key=lambda part: part.span)))


def _stories(layout: Layout) -> Iterator[_Story]:
    starts = story_starts(layout)
    begins: list[int] = []
    for index, start in enumerate(starts):
        begins.append(story_begin(layout, start, starts[index - 1] + 1 if index else 0))
    if layout.content and (not begins or begins[0] > 0):
        end = begins[0] if begins else len(layout.content)
        yield _Story(0, end, None, _headline(layout, 0, end, None))
    for index, (begin, start) in enumerate(zip(begins, starts, strict=True)):
        end = begins[index + 1] if index + 1 < len(begins) else len(layout.content)
        yield _Story(begin, end, start, _headline(layout, begin, start, start))


def _below_page_title(layout: Layout, stories: list[_Story]) -> list[_Story]:
    """Return the stories, the first without the title of the page above it.

    Where every later story has a headline of its own, a heading above the page's publication line is the page's, and
    the one below it the first story's.
    """
    first = stories[0] if stories else None
    if first is None or first.start is None or first.headline is None or len(stories) < 2:
        return stories
    if any(story.headline is None for story in stories[1:]):
        return stories
    for number in range(first.headline + 1, first.start):
        parted = any(
            block.furniture.role is PartRole.PUBLICATION for block in layout.between(number) if block.furniture
        )
        if parted and layout.block(number).heading and not _is_label(layout.block(number).text):
            return [replace(first, headline=number), *stories[1:]]
    return stories


def _headline(layout: Layout, begin: int, end: int, start: int | None) -> int | None:
    """Return the block that holds the headline: the first heading that is more than the name of a place."""
    headings = []
    for number in range(begin, min(end, begin + 4)):
        if not layout.block(number).heading:
            break
        headings.append(number)
    if start is None and headings and headings[-1] + 1 == len(layout.content):
        # A page of nothing but short lines has no story for them to head.
        headings = [number for number in headings if layout.block(number).marked]
    named = [number for number in headings if not _is_label(layout.block(number).text)]
    if named:
        return named[0]
    if headings and not _repeats_dateline(layout, headings[0], start):
        return headings[0]
    return None


def _is_label(line: str) -> bool:
    """Return whether a line names a place or a newspaper, as the lines above headlines do."""
    return is_known_place(line) or is_outlet(line)


def _repeats_dateline(layout: Layout, heading: int, start: int | None) -> bool:
    reading = layout.block(start).reading if start is not None else None
    if start is None or not reading or not reading.place:
        return False
    return layout.block(heading).text.casefold() in layout.block(start).text[slice(*reading.place)].casefold()


def _with_title(layout: Layout, story: _Story, title: str | None, *, only: bool) -> tuple[_Story, str | None]:
    """Return the story with the page's own title as headline: where it stands in the text, or else before it."""
    wanted = " ".join(normalise(title or "").text.split())
    if not wanted:
        return story, None
    for number in range(story.begin, min(story.end, story.begin + 5)):
        if number > story.begin and len(layout.block(number - 1).text) > _LONGEST_KICKER:
            break
        if number != story.start and _same_title(layout.block(number).text, wanted):
            return _Story(story.begin, story.end, story.start, number), None
    if story.headline is not None and not only:
        return story, None
    return _Story(story.begin, story.end, story.start, None), wanted


def _same_title(line: str, title: str) -> bool:
    one, two = (re.sub(r"[\W_]+", " ", words.casefold()).strip() for words in (line, title))
    return (
        one == two or (len(one) >= 12 and two.startswith(one + " ")) or (len(two) >= 12 and one.startswith(two + " "))
    )


def _article(page: Page, flow: Flow, layout: Layout, story: _Story, title: str | None, days: _Days) -> Article:
    pieces = [title] if title else []
    parts = [Part(PartRole.HEADLINE, Span(0, len(title)))] if title else []
    runs: list[Stretch] = []
    dateline: Dateline | None = None
    written = len(title or "")
    page_published, anchors = _own_days(layout, story, days)
    for number in range(story.top, story.end):
        block = layout.block(number)
        written += len(_SEPARATOR) if pieces else 0
        pieces.append(block.text)
        runs += compose((Stretch(written, block.start, block.end - block.start),), flow.alignment)
        if number == story.start and block.reading:
            dateline = _dateline(block.reading, written, block.text, anchors)
            parts += _dateline_parts(block.reading, written, block.text)
        else:
            parts.append(Part(_role(layout, story, number), Span(written, written + len(block.text))))
        written += len(block.text)
    text = _SEPARATOR.join(pieces)
    return Article(
        id=article_id(page.origin, text),
        origin=page.origin,
        page_digest=page.digest,
        text=text,
        digest=digest(text),
        parts=tuple(parts),
        alignment=tuple(runs),
        headline=title if story.headline is None else layout.block(story.headline).text,
        dateline=dateline,
        published=(dateline.dated if dateline else None) or page_published,
        page_published=page_published,
        byline=_byline(layout, story) or page.metadata.byline,
        outlet=page.metadata.outlet,
        url=page.metadata.url,
        language=page.metadata.language,
    )


def _dateline(reading: Reading, offset: int, text: str, anchors: Sequence[date]) -> Dateline:
    place = reading.place
    dated = resolve(reading.day, anchors) if reading.day else None
    if reading.weekday is not None and not reading.day:
        dated = last_weekday(reading.weekday, anchors)
    return Dateline(
        span=Span(offset + reading.words_start, offset + reading.words_end),
        place=text[place[0] : place[1]] if place else None,
        place_span=Span(offset + place[0], offset + place[1]) if place else None,
        dated=dated,
    )


def _dateline_parts(reading: Reading, offset: int, text: str) -> list[Part]:
    words = len(text[: reading.end].rstrip())
    parts = [Part(PartRole.DATELINE, Span(offset, offset + words))]
    if reading.end < len(text):
        parts.append(Part(PartRole.PARAGRAPH, Span(offset + reading.end, offset + len(text))))
    return parts


def _role(layout: Layout, story: _Story, number: int) -> PartRole:
    block = layout.block(number)
    if number == story.headline:
        return PartRole.HEADLINE
    followed = number + 1 < story.end
    return PartRole.SUBHEAD if block.heading and (block.marked or followed) else PartRole.PARAGRAPH


def _head(layout: Layout, story: _Story) -> Sequence[Block]:
    """Return what stands between the end of the story before and the first paragraph of this one."""
    first = layout.content[story.begin - 1] + 1 if story.begin else 0
    body = story.start if story.start is not None else _first_paragraph(layout, story)
    return layout.blocks[first : layout.content[body] + 1]


def _first_paragraph(layout: Layout, story: _Story) -> int:
    return next((number for number in range(story.begin, story.end) if not layout.block(number).heading), story.begin)


def _region(layout: Layout, story: _Story) -> Sequence[Block]:
    first = layout.content[story.begin - 1] + 1 if story.begin else 0
    last = layout.content[story.end] if story.end < len(layout.content) else len(layout.blocks)
    return layout.blocks[first:last]


def _byline(layout: Layout, story: _Story) -> str | None:
    reading = layout.block(story.start).reading if story.start is not None else None
    if reading and reading.byline:
        return reading.byline
    for block in (*_head(layout, story), *_region(layout, story)):
        if block.furniture and block.furniture.byline:
            return block.furniture.byline
    return None


def _published(blocks: Sequence[Block]) -> date | None:
    return next((block.furniture.published for block in blocks if block.furniture and block.furniture.published), None)


def _days(page: Page, layout: Layout) -> _Days:
    address = day_in_address(page.metadata.url or "") or day_in_address(page.origin)
    published = page.metadata.published or _published(layout.blocks) or address
    written = (
        resolve(reading.day, ())
        for number in range(len(layout.content))
        if (reading := layout.block(number).reading) and reading.day
    )
    found = (*_evidence(layout.blocks), *(day for day in written if day))
    return _Days(published, tuple(dict.fromkeys(found)))


def _evidence(blocks: Sequence[Block]) -> Iterator[date]:
    return (block.furniture.evidence for block in blocks if block.furniture and block.furniture.evidence)


def _own_days(layout: Layout, story: _Story, days: _Days) -> tuple[date | None, list[date]]:
    """Return the day of the page for a story, and the days that show the year of its dateline, the best first.

    On a page of several stories, a publication line above the second one or a later one is that story's own.
    """
    own = _published(_head(layout, story)) if story.begin else None
    published = own or days.published
    first = [published] if published else []
    return published, [*first, *_evidence(_region(layout, story)), *days.evidence[:8]]
