"""From the blocks of a page to its articles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from newsgraph.ids import article_id, digest
from newsgraph.language import recognised
from newsgraph.model import Article, Dateline, Page, Part, PartRole, Span, SplitPage, Stretch
from newsgraph.split.blocks import Block, Flow, flow_of
from newsgraph.split.dateline import Reading
from newsgraph.split.days import day_in_address, last_weekday, resolve
from newsgraph.split.headlines import Story, below_page_title, headline_of, with_title
from newsgraph.split.starts import Layout, below_preface, story_begin, story_starts
from newsgraph.split.surroundings import in_place
from newsgraph.split.tails import tail_begin
from newsgraph.split.undated import undated_starts
from newsgraph.text import compose

_SEPARATOR = "\n\n"
_LONGEST_PREFACE = 600
_EDGE = 3


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
    layout = Layout(in_place(flow.blocks))
    days = _days(page, layout)
    stories = below_page_title(layout, _stories(layout))
    articles: dict[str, Article] = {}
    furniture = [Part(block.furniture.role, block.source) for block in layout.blocks if block.furniture]
    furniture += _left_out(layout, 0, stories[0].begin if stories else 0)
    for number, story in enumerate(stories):
        wanted = page.metadata.headline if number == 0 else None
        titled, title = with_title(layout, story, wanted, outlet=page.metadata.outlet, only=len(stories) == 1)
        furniture += [*_left_out(layout, story.begin, titled.top), *_left_out(layout, story.end, story.until)]
        article = _article(page, flow, layout, titled, title, days)
        if article.text in articles:
            furniture += _left_out(layout, titled.top, titled.end)
        else:
            articles[article.text] = article
    return SplitPage(tuple(articles.values()), tuple(sorted(furniture, key=lambda part: part.span)))


def _left_out(layout: Layout, first: int, end: int) -> list[Part]:
    return [Part(PartRole.NAVIGATION, layout.block(number).source) for number in range(first, end)]


def _stories(layout: Layout) -> list[Story]:
    """Return the stories in order; a start of -1 stands for a story above the first opening."""
    dated = story_starts(layout)
    undated = frozenset(undated_starts(layout, dated))
    starts = sorted({*dated, *undated})
    begins = [
        story_begin(layout, start, starts[index - 1] + 1 if index else 0, dated=start not in undated)
        for index, start in enumerate(starts)
    ]
    if begins and not begins[0]:
        begins[0] = below_preface(layout, starts)
    if layout.content and (not begins or begins[0] > 0):
        begins, starts = [0, *begins], [-1, *starts]
    stories = []
    for index, (begin, start) in enumerate(zip(begins, starts, strict=True)):
        until = begins[index + 1] if index + 1 < len(begins) else len(layout.content)
        dateline = None if start < 0 or start in undated else start
        headline = headline_of(layout, begin, until if dateline is None else start, dateline, only=len(starts) == 1)
        end = tail_begin(layout, begin, dateline, until)
        stories.append(Story(begin, end, dateline, headline, until))
    return stories[1:] if starts[:1] == [-1] and _is_top_of_page(layout, stories) else stories


def _is_top_of_page(layout: Layout, stories: Sequence[Story]) -> bool:
    """Return whether what stands above the first opening is the page's own title or greeting, and no story."""
    first = stories[0]
    if len(stories) < 2:
        return False
    if all(layout.block(number).heading for number in range(first.until)):
        return True
    return len(stories) > 2 and layout.length(0, first.until) <= _LONGEST_PREFACE and stories[1].headline is not None


def _article(page: Page, flow: Flow, layout: Layout, story: Story, title: str | None, days: _Days) -> Article:
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
        language=recognised(text) or page.metadata.language,
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


def _role(layout: Layout, story: Story, number: int) -> PartRole:
    block = layout.block(number)
    if number == story.headline:
        return PartRole.HEADLINE
    followed = number + 1 < story.end
    return PartRole.SUBHEAD if block.heading and (block.marked or followed) else PartRole.PARAGRAPH


def _head(layout: Layout, story: Story) -> Sequence[Block]:
    """Return what stands between the end of the story before and the first paragraph of this one."""
    first = layout.content[story.begin - 1] + 1 if story.begin else 0
    body = story.start if story.start is not None else _first_paragraph(layout, story)
    return layout.blocks[first : layout.content[body] + 1]


def _first_paragraph(layout: Layout, story: Story) -> int:
    return next((number for number in range(story.begin, story.end) if not layout.block(number).heading), story.begin)


def _region(layout: Layout, story: Story) -> Sequence[Block]:
    first = layout.content[story.begin - 1] + 1 if story.begin else 0
    last = layout.content[story.until] if story.until < len(layout.content) else len(layout.blocks)
    return layout.blocks[first:last]


def _byline(layout: Layout, story: Story) -> str | None:
    reading = layout.block(story.start).reading if story.start is not None else None
    if reading and reading.byline:
        return reading.byline
    last = story.until == len(layout.content)
    for block in _head(layout, story):
        if block.furniture and block.furniture.byline and not block.furniture.closes:
            return block.furniture.byline
    below = _region(layout, story)[len(layout.between(story.begin)) :]
    if not last:
        # What stands between two stories signs the one below, unless it closes the one above.
        below = [
            block
            for block in below
            if not block.furniture or block.furniture.closes or block.end < _words_end(layout, story)
        ]
    return next((block.furniture.byline for block in below if block.furniture and block.furniture.byline), None)


def _words_end(layout: Layout, story: Story) -> int:
    return layout.block(story.until - 1).end


def _published(blocks: Sequence[Block]) -> date | None:
    return next((block.furniture.published for block in blocks if block.furniture and block.furniture.published), None)


def _page_published(layout: Layout) -> date | None:
    """Return the day of the first publication line; a folio counts above the page's first words or below its last."""
    bodies = [index for index in layout.content if not layout.blocks[index].heading]
    first = bodies[0] if bodies else len(layout.blocks)
    last = layout.content[-1] if layout.content else 0
    edges = {*range(first), *range(max(last, len(layout.blocks) - _EDGE), len(layout.blocks))}
    return _published([block for index, block in enumerate(layout.blocks) if index in edges or not _is_folio(block)])


def _is_folio(block: Block) -> bool:
    return block.furniture is not None and block.furniture.folio


def _days(page: Page, layout: Layout) -> _Days:
    address = day_in_address(page.metadata.url or "") or day_in_address(page.origin)
    published = page.metadata.published or _page_published(layout) or address
    written = (
        resolve(reading.day, ())
        for number in range(len(layout.content))
        if (reading := layout.block(number).reading) and reading.day
    )
    found = (*_evidence(layout.blocks), *(day for day in written if day))
    return _Days(published, tuple(dict.fromkeys(found)))


def _evidence(blocks: Sequence[Block]) -> Iterator[date]:
    return (block.furniture.evidence for block in blocks if block.furniture and block.furniture.evidence)


def _own_days(layout: Layout, story: Story, days: _Days) -> tuple[date | None, list[date]]:
    """Return the day of the page for a story, and the days that show the year of its dateline, the best first.

    On a page of several stories, a publication line above the second one or a later one is that story's own.
    """
    own = _published(_head(layout, story)) if story.begin else None
    published = own or days.published
    first = [published] if published else []
    return published, [*first, *_evidence(_region(layout, story)), *days.evidence[:8]]
