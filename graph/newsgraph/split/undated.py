"""Stories that open without a dateline: what a heading needs beside it to be a headline and not a subhead.

Headings alone stay subheads. A byline or a full day between heading and text opens a story; so does a name signed
below each of several letters, a heading that the page's own contents list, and the heading of an obituary.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from newsgraph.model import PartRole
from newsgraph.split.bylines import bare_name
from newsgraph.split.starts import Layout
from newsgraph.split.surroundings import contents_of, plain_title
from newsgraph.split.tails import is_end_mark, is_standing

_LIVE = re.compile(
    r".{0,120}\b(?:live|as\s+it\s+happened|live\s+(?:updates|blog|coverage)|minute\s+by\s+minute|liveticker|"
    r"en\s+(?:vivo|direct))\b.{0,120}|"
    r"live\b.{0,150}",
    re.IGNORECASE,
)
_NOT_HEADLINES = re.compile(
    r"(?:about\s+the\s+(?:author|writer)s?|comments?|leave\s+a\s+(?:reply|comment)|\d+\s+(?:comments?|responses?|"
    r"replies|thoughts).{0,60}|"
    r"discussion|responses?|replies|reviews?|author|credits?|acknowledge?ments?|references|sources|notes|"
    r"footnotes|methodology)\s*:?",
    re.IGNORECASE,
)
_DEATH = re.compile(
    r"\b(?:died|dies|passed\s+(?:away|on)|death|departed|entered\s+(?:into\s+)?(?:rest|eternal)|beloved|"
    r"survived\s+by|funeral|born|memorial)\b",
    re.IGNORECASE,
)
_AGE = re.compile(r"[\s,(–-]*(?:\d{1,3}|(?:1[89]|20)\d\d\s?[-–—]\s?(?:20)\d\d)[)\s]*\Z")
_NICKNAME = re.compile(r"\s*(?:\"[^\"]+\"|“[^”]+”|\([^)]+\))")
_DECK = 400
_LEAD = 160
_LEAST_TEXT = 80
_LEAST_HEADLINE = 4
_MOST_DAYS = timedelta(days=45)


def undated_starts(layout: Layout, dated: Sequence[int]) -> list[int]:
    """Return the numbers of the content blocks that open stories without a dateline, in order; `dated` open others."""
    bodies = [number for number in range(1, len(layout.content)) if _is_opening(layout, number)]
    if any(_LIVE.fullmatch(layout.block(number).text) for number in range(min(2, len(layout.content)))):
        return []
    found = {
        *_signed(layout, bodies),
        *_listed(layout, bodies),
        *_obituaries(layout, bodies),
        *_after_ends(layout, bodies),
    }
    found.update(_headed(layout, bodies, dated))
    taken = set(dated)
    return [number for number in sorted(found - taken) if not _leads_to(layout, number, dated)]


def _is_opening(layout: Layout, number: int) -> bool:
    block, above = layout.block(number), layout.block(number - 1)
    if block.heading or not above.heading or (block.reading and block.reading.alone):
        return False
    return not _NOT_HEADLINES.fullmatch(above.text) and not is_standing(above.text)


def _byline(layout: Layout, number: int) -> bool:
    return any(
        block.furniture.role is PartRole.BYLINE and not block.furniture.closes
        for block in layout.between(number)
        if block.furniture
    )


def _headed(layout: Layout, bodies: Sequence[int], dated: Sequence[int]) -> set[int]:
    """Headings with a byline below them; with a day alone, where the page's first story has one too."""
    signed = {number for number in bodies if _byline(layout, number)}
    days = {
        number: block.furniture.published
        for number in bodies
        for block in layout.between(number)
        if block.furniture and block.furniture.published and not block.furniture.folio
    }
    if signed & {*days} or _is_run_of_posts(layout, bodies, days):
        signed |= {*days}
    return signed


def _is_run_of_posts(layout: Layout, bodies: Sequence[int], days: Mapping[int, date]) -> bool:
    """Return whether days below headings are when stories were printed, and not what a chronology tells of."""
    known = [days[number] for number in sorted(days)]
    if len(known) < 2 or not bodies or bodies[0] not in days:
        return False
    rising = all(one < two for one, two in pairwise(known))
    return not rising and max(known) - min(known) <= _MOST_DAYS


def _signed(layout: Layout, bodies: Sequence[int]) -> set[int]:
    """The first letter of several, and each that follows the name signed below another."""
    closing = [
        number
        for number in bodies
        if any(block.furniture and block.furniture.closes for block in layout.between(_top(layout, number)))
    ]
    return {*closing, bodies[0]} if closing else set()


def _top(layout: Layout, number: int) -> int:
    """Return the first of the headings that stand right above a block, with no furniture between them."""
    top = number - 1
    while top > 0 and layout.block(top - 1).heading and not layout.between(top):
        top -= 1
    return top


def _listed(layout: Layout, bodies: Sequence[int]) -> set[int]:
    """The stories that the page's own contents name, where it names two or more."""
    names = contents_of(layout.blocks)
    found = {number for number in bodies if plain_title(layout.block(number - 1).text) in names} if names else set()
    return found if len(found) > 1 else set()


def _obituaries(layout: Layout, bodies: Sequence[int]) -> set[int]:
    """Names as headings, each told of in the first words below it as one who died."""
    found = {number for number in bodies if _is_obituary(layout, number)}
    return found if len(found) > 1 else set()


def _is_obituary(layout: Layout, number: int) -> bool:
    heading, text = layout.block(number - 1).text, layout.block(number).text
    name = bare_name(_NICKNAME.sub("", _AGE.sub("", heading)).strip(" ,"))
    return name is not None and name.split()[-1] in text[:_LEAD] and _DEATH.search(text[: 3 * _LEAD]) is not None


def _after_ends(layout: Layout, bodies: Sequence[int]) -> set[int]:
    """Headlines right below a mark that a story ends, or goes on elsewhere."""
    return {
        number
        for number in bodies
        if len(layout.block(number - 1).text.split()) >= _LEAST_HEADLINE
        and len(layout.block(number).text) >= _LEAST_TEXT
        and any(is_end_mark(block.text) for block in layout.between(_top(layout, number)))
    }


def _leads_to(layout: Layout, number: int, dated: Sequence[int]) -> bool:
    """Return whether a block is but the deck of the dated story that opens below it, without a heading between."""
    following = next((start for start in dated if start > number), None)
    if following is None or layout.length(number, following) > _DECK:
        return False
    return not any(layout.block(between).heading for between in range(number, following))
