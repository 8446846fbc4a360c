"""Which of the lines above a story is its headline, and which are the page's, a section's or a newspaper's."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from newsgraph.model import PartRole
from newsgraph.split.places import is_known_place
from newsgraph.split.publication import is_outlet
from newsgraph.split.starts import Layout
from newsgraph.split.surroundings import is_contents
from newsgraph.text import normalise

_LONGEST_KICKER = 150
_MOST_HEADINGS = 6
_SECTION = re.compile(
    r"""(?:(?:the|this|today['’]s|our)\s+)?(?:[\w'’&-]+\s+){0,4}(?:in\s+brief|briefs?|briefly|briefing|round-?up|
       digest|notebook|newsletter|bulletin|
       gazette|notices|blotter|classifieds|obituaries|headlines|highlights|at\s+a\s+glance|dispatches|wire|
       newswire|updates?)
  | (?:news|press|media)\s+(?:release|statement|service|room|center|centre|
       office|desk|advisory)s?(?:\s+(?:no\.?\s*)?[\d/-]+)?
  | (?:opinions?|editorials?|letters|columns?|commentary|sports?|local|world|national|regional|international|
       metro|state|business|features?|
       community|politics|breaking|exclusive|special|latest|city|county|education|health|religion|
       regions?|weather)(?:\s+(?:news|report|section|page|desk|section))?
  | (?:welcome|good\s+(?:morning|afternoon|evening))\b.{0,60} | (?:page|section|vol(?:ume|\.)?|issue|
       no\.?)\s+\S{1,10}""",
    re.IGNORECASE | re.VERBOSE,
)
_BODIES = (
    r"(?:department|ministry|office|bureau|division|directorate|embassy|secretariat|commission|agency|authority|"
    r"administration|council|"
    r"institute|service|court|university|college|republic|association|federation|union|society|board)"
)
_OFFICE = re.compile(
    rf"""(?:the\s+)?(?:[\w.'’&-]+\s+){{0,3}}?{_BODIES}\s+(?:of|for|on)\s+(?:the\s+)?[\w.'’-]+(?:\s+[\w.'’-]+)?
       (?:,?\s+(?:and|&|of|of\s+the)\s+[\w.'’-]+(?:\s+[\w.'’-]+)?){{0,3}}
  | (?:the\s+)?(?:[\w.'’&-]+\s+){{1,2}}{_BODIES}""",
    re.IGNORECASE | re.VERBOSE,
)
_SUFFIX = re.compile(r"\s*(?:[|•·»:]|\s[-–—])\s*([^|•·»]{2,60})\Z")
_PREFIX = re.compile(r"\s*([\w'’& -]{3,40}?)(?:\s*\||\s+:)\s+(?=\S+\s+\S+\s+\S)")
_LONGEST_TITLE = 5
_LONGEST_NAME = 2
_LEAST_HEADLINE = 4


@dataclass(frozen=True, slots=True)
class Story:
    """The content blocks of one article: from `begin` to `end`, with the dateline in `start`."""

    begin: int
    end: int
    start: int | None
    headline: int | None
    until: int
    """Where the next story begins; from `end` on stand the lines that close this one."""

    @property
    def top(self) -> int:
        """Return the first block of the text; what stands above the headline is left out."""
        return self.begin if self.headline is None else self.headline


def headline_of(layout: Layout, begin: int, end: int, start: int | None, *, only: bool) -> int | None:
    """Return the block that holds the headline: the first heading that is more than a name of a place or a section.

    Where the page holds other stories, its own short title above them is passed over too.
    """
    headings = []
    for number in range(begin, min(end, begin + _MOST_HEADINGS)):
        if not layout.block(number).heading:
            break
        headings.append(number)
    if start is None and headings and headings[-1] + 1 == len(layout.content):
        # A page of nothing but short lines has no story for them to head.
        headings = [number for number in headings if layout.block(number).marked]
    named = [number for number in headings if not is_label(layout.block(number).text)]
    if len(named) > 1 and not only and begin == 0:
        named = named[-1:] if layout.letters else _below_title(layout, named)
    if named:
        return _below_names(layout, named)
    if headings and not _repeats_dateline(layout, headings[0], start):
        return headings[0] if only or len(headings) > 1 else headings[-1]
    return None


def is_label(line: str) -> bool:
    """Return whether a line names a place, a newspaper, a section or an office, as lines above headlines do."""
    if is_known_place(line) or is_outlet(line):
        return True
    words = line.split()
    if len(words) > 9:
        return False
    named = line if not line.isupper() else line.title()
    titled = all(
        not word[0].islower() or word in {"of", "the", "and", "for", "in", "at", "a", "on"} for word in named.split()
    )
    return titled and (_SECTION.fullmatch(line) is not None or _OFFICE.fullmatch(named) is not None)


def _below_title(layout: Layout, named: list[int]) -> list[int]:
    """Return the headings without a short title of the page that furniture parts from the others."""
    for place in range(1, len(named)):
        above, below = layout.block(named[place - 1]), layout.block(named[place])
        between = layout.between(named[place])
        contents = any(is_contents(block.text) for block in between)
        if contents or (between and len(above.text.split()) <= _LONGEST_TITLE < len(below.text.split())):
            return named[place:]
    return named


def _below_names(layout: Layout, named: list[int]) -> int:
    """Return the first heading, or the one below a site's or a column's name that furniture parts from it."""
    for above, below in pairwise(named):
        words = layout.block(above).text.split()
        name = len(words) <= _LONGEST_NAME and all(not word[0].islower() for word in words)
        parted = any(block.furniture and not block.furniture.byline for block in layout.between(below))
        if not (name and parted and len(layout.block(below).text.split()) >= _LEAST_HEADLINE):
            return above
    return named[-1]


def below_page_title(layout: Layout, stories: list[Story]) -> list[Story]:
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
        if parted and layout.block(number).heading and not is_label(layout.block(number).text):
            return [replace(first, headline=number), *stories[1:]]
    return stories


def _repeats_dateline(layout: Layout, heading: int, start: int | None) -> bool:
    reading = layout.block(start).reading if start is not None else None
    if start is None or not reading or not reading.place:
        return False
    return layout.block(heading).text.casefold() in layout.block(start).text[slice(*reading.place)].casefold()


def with_title(
    layout: Layout, story: Story, title: str | None, *, outlet: str | None, only: bool
) -> tuple[Story, str | None]:
    """Return the story with the page's own title as headline: where it stands in the text, or else before it."""
    wanted = _without_section(_without_outlet(" ".join(normalise(title or "").text.split()), outlet))
    if not wanted:
        return story, None
    for number in range(story.begin, min(story.end, story.begin + 5)):
        if number > story.begin and len(layout.block(number - 1).text) > _LONGEST_KICKER:
            break
        # A page of several stories bears its own title above their headlines.
        above = not only and story.headline is not None and number < story.headline
        line = layout.block(number).text
        # The name of the outlet opens many a page's title, and is still not what the story is called.
        outlets = story.headline is not None and number != story.headline and is_outlet(line)
        if number != story.start and not above and not outlets and _same_title(line, wanted):
            return replace(story, headline=number), None
    if story.headline is not None and not only:
        return story, None
    return replace(story, headline=None), wanted


def _without_section(title: str) -> str:
    """Return a page's title without the name of a section or an outlet before it: `Opinion | Open the gate at last`."""
    found = _PREFIX.match(title)
    return title[found.end() :] if found and (_SECTION.fullmatch(found[1]) or is_outlet(found[1])) else title


def _without_outlet(title: str, outlet: str | None) -> str:
    """Return a page's title without the name of its outlet behind a sign: `Harbor stays shut | The Courier`."""
    found = _SUFFIX.search(title)
    same = found and outlet and found[1].strip().casefold() == " ".join(outlet.split()).casefold()
    return title[: found.start()].rstrip() if found and same and found.start() else title


def _same_title(line: str, title: str) -> bool:
    one, two = (re.sub(r"[\W_]+", " ", words.casefold()).strip() for words in (line, title))
    return (
        one == two or (len(one) >= 12 and two.startswith(one + " ")) or (len(two) >= 12 and one.startswith(two + " "))
    )
