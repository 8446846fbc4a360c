"""Where the stories of a page begin: which datelines are to be believed, and which headings go with them."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median

from newsgraph.model import PartRole
from newsgraph.split.blocks import Block
from newsgraph.split.dateline import Grade, Reading

_SHORT_DECK = 400
_MOST_HEADINGS = 3
_MORE_THAN_A_DECK = 2
_NEIGHBOURHOOD = 3000
_BRIEF = 250
_ENTRY = 500
_LOCATING = ("in", "at", "near", "outside", "around", "across", "throughout", "en", "à", "em", "nach", "aus", "dans")


class Layout:
    """The content blocks of a page, and what stands around each."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.content = [index for index, block in enumerate(blocks) if not block.furniture]
        self.lead = self._first_body()
        self.letters = any(block.furniture is not None and block.furniture.closes for block in blocks)

    def block(self, number: int) -> Block:
        """Return the content block with a number, counted without furniture."""
        return self.blocks[self.content[number]]

    def between(self, number: int) -> Sequence[Block]:
        """Return the furniture that stands right before a content block."""
        before = self.content[number - 1] + 1 if number else 0
        return self.blocks[before : self.content[number]]

    def headed(self, number: int) -> bool:
        """Return whether a content block stands where a story may open: after a heading, a byline, a date line."""
        opening = (PartRole.BYLINE, PartRole.PUBLICATION)
        if any(block.furniture and block.furniture.role in opening for block in self.between(number)):
            return True
        return number == 0 or self.block(number - 1).heading

    def length(self, first: int, end: int) -> int:
        """Return how many characters some content blocks hold."""
        return sum(len(self.block(number).text) for number in range(first, end))

    def _first_body(self) -> int:
        """Return the number of the block that opens the page's first story, behind headings and a short deck."""
        length = 0
        for number in range(len(self.content)):
            block = self.block(number)
            if block.reading and block.reading.grade >= Grade.PLAIN:
                return number
            if not block.heading:
                length += len(block.text)
                if block.reading or length > _SHORT_DECK:
                    return number
        return 0


def story_starts(layout: Layout) -> list[int]:
    """Return the numbers of the content blocks whose dateline opens a story, in order."""
    accepted = [number for number in range(len(layout.content)) if _accepted(layout, number)]
    for refuse in (_transcripts, _continued, _listed, _timelines, _weak_lists):
        refused = refuse(layout, accepted)
        accepted = [number for number in accepted if number not in refused]
    return accepted


def story_begin(layout: Layout, start: int, floor: int, *, dated: bool = True) -> int:
    """Return the first content block that goes with the opening of a story: its headings and deck, down to `floor`."""
    if floor == 0 and _opens_page(layout, start, dated=dated):
        return 0
    begin = start
    while begin > floor and start - begin < _MOST_HEADINGS and _goes_with(layout, begin):
        begin -= 1
    deck = begin - 1
    if begin == start and deck > floor and len(layout.block(deck).text) <= _SHORT_DECK and layout.between(start):
        above = layout.block(deck - 1)
        if layout.headed(start) and above.heading and not layout.block(deck).reading:
            return deck - 1
    return begin


def _opens_page(layout: Layout, start: int, *, dated: bool) -> bool:
    """Return whether all that stands above an opening goes with it: headings, and for a dateline a deck too."""
    above = sum(not layout.block(number).heading for number in range(start))
    if not dated or not start:
        return above == 0
    own = layout.block(start - 1).heading and layout.block(0).heading
    return start <= layout.lead and not (own and above >= _MORE_THAN_A_DECK)


def below_preface(layout: Layout, starts: Sequence[int]) -> int:
    """Return where the first of several stories begins that all have headings; 0 where no words precede it."""
    if len(starts) < 2 or not all(start and layout.block(start - 1).heading for start in starts):
        return 0
    top = starts[0]
    while top > 0 and layout.block(top - 1).heading:
        top -= 1
    return top


def _goes_with(layout: Layout, begin: int) -> bool:
    above, below = layout.block(begin - 1), layout.block(begin)
    if not above.heading:
        return False
    # A line set closer to what stands above it than to what follows ends the story above.
    return above.marked or begin == 1 or bool(layout.between(begin)) or below.gap <= above.gap


def _accepted(layout: Layout, number: int) -> bool:
    reading = layout.block(number).reading
    if reading is None:
        return False
    opens = number <= layout.lead or layout.headed(number)
    if reading.alone:
        more = number + 1 < len(layout.content)
        return opens and more and len(layout.block(number + 1).text) >= 100 and not layout.block(number + 1).reading
    if reading.grade is Grade.FIRM:
        return True
    if reading.grade is Grade.PLAIN and reading.shape and reading.shape.capitals:
        return opens or reading.shape.shaped or _is_place_nearby(layout, number, reading)
    return opens


def _is_place_nearby(layout: Layout, number: int, reading: Reading) -> bool:
    """Return whether the words that follow use the name as a place's."""
    if not reading.place:
        return False
    name = layout.block(number).text[slice(*reading.place)].split(",")[0].title()
    text = ""
    for following in range(number, len(layout.content)):
        text += layout.block(following).text + "\n"
        if len(text) > _NEIGHBOURHOOD:
            break
    return any(f" {word} {name}" in text[:_NEIGHBOURHOOD] for word in _LOCATING)


def _words(layout: Layout, number: int) -> str:
    block = layout.block(number)
    return block.text[: block.reading.words_end].casefold() if block.reading else ""


def _ends(layout: Layout, starts: Sequence[int]) -> list[tuple[int, int]]:
    return list(pairwise([*starts, len(layout.content)]))


def _bare(reading: Reading | None) -> bool:
    """Return whether a dateline has a place and nothing else to show for it."""
    return reading is not None and not reading.timed and reading.agency is None and reading.place is not None


def _transcripts(layout: Layout, starts: Sequence[int]) -> set[int]:
    """A name with a colon that comes back in the same story is a speaker's."""
    with_colon: dict[int, tuple[int, str]] = {}
    opened = set(starts)
    story = 0
    for number in range(len(layout.content)):
        reading = layout.block(number).reading
        if reading and reading.colon and _bare(reading):
            with_colon[number] = (story, _words(layout, number))
        elif number in opened:
            story += 1
    times = Counter(with_colon.values())
    return {number for number in starts if number in with_colon and times[with_colon[number]] > 1}


def _continued(layout: Layout, starts: Sequence[int]) -> set[int]:
    """The same dateline again, with no heading, goes on with the same story, as live pages do."""
    return {
        later
        for earlier, later in pairwise(starts)
        if _words(layout, earlier) == _words(layout, later) and not layout.headed(later)
    }


def _listed(layout: Layout, starts: Sequence[int]) -> set[int]:
    """Places with a line or two each, one under the other, are the entries of a list."""
    refused: set[int] = set()
    ends = dict(_ends(layout, starts))

    def is_entry(number: int) -> bool:
        reading = layout.block(number).reading
        short = layout.length(number, ends[number]) < _BRIEF and ends[number] - number == 1
        return short and (_bare(reading) or bool(reading and reading.grade is Grade.PLAIN))

    for entry, run in groupby(starts, key=is_entry):
        members = list(run)
        if entry and len(members) >= 3:
            refused.update(members)
            after = ends[members[-1]]
            if after in ends and _bare(layout.block(after).reading):
                refused.add(after)
    return refused


def _timelines(layout: Layout, starts: Sequence[int]) -> set[int]:
    """Days that follow one another without headings, or with a few lines each, are one story's chronology."""
    refused: set[int] = set()
    dated = [
        (start, end)
        for start, end in _ends(layout, starts)
        if (reading := layout.block(start).reading) and reading.grade is Grade.DATED
    ]
    for start, end in dated:
        days = {
            reading.day
            for number in range(start, end)
            if (reading := layout.block(number).reading) and reading.grade is Grade.DATED
        }
        if len(days) > 1 or (start > layout.lead and layout.length(start, end) < _BRIEF):
            refused.add(start)
    different = len({_words(layout, start) for start, _ in dated})
    if different >= 3 and median(layout.length(start, end) for start, end in dated) < _ENTRY:
        refused.update(start for start, _ in dated)
    return refused


def _weak_lists(layout: Layout, starts: Sequence[int]) -> set[int]:
    """A place that could be something else is none where two more such open paragraphs of the same story."""
    refused: set[int] = set()
    for start, end in _ends(layout, starts):
        readings = [layout.block(number).reading for number in range(start, end)]
        weak = [reading for reading in readings if reading and reading.grade is Grade.PLAIN and _bare(reading)]
        if readings[0] in weak and len(weak) >= 3:
            refused.add(start)
    return refused
