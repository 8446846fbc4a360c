"""Which blocks of a page are its stories.

What a page marks as articles or as its main part is read whole, without the clutter inside; on a page that marks
neither, the words that trafilatura finds tell where the story begins and ends. Losing a line of a story is worse than
keeping a line of clutter, since splitting recognises much of that.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from newsgraph.read.html_blocks import HtmlBlock, HtmlFacts

_SHORTEST = 200
_ENOUGH = 0.6
_LONGEST_LINK = 200
_LONGEST_TEASER = 250
_LEAD = 12
_NEAR = 4
_SHORTEST_SENTENCE = 12
_FEWEST_LINKS = 3
_SENTENCE_ENDS = (".", "!", "?", "…", ".”", '."', "!”", "?”", '?"', '!"', ".’", ".)", ".»", ":")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The blocks of a page's stories, in order, and the story element that each counts for."""

    blocks: tuple[HtmlBlock, ...]
    stories: tuple[int, ...]
    regions: frozenset[int]
    """The stretches that are no clutter."""


def stories_of(facts: HtmlFacts, *, extractor: Callable[[], frozenset[str] | None]) -> Chosen:
    """Return the blocks of a page's stories.

    The extractor is asked on pages that mark no story; it returns the keys of the blocks that it takes for one, or None
    where it cannot tell: then the page is read whole.
    """
    regions = _open_regions(facts)
    clean = [block for block in facts.blocks if block.region in regions]
    single = _without_wrapped(facts, clean)
    numbered = [single[block.story] for block in clean]
    teasers = _teasers(clean, numbered)
    rest = [number for number, story in enumerate(numbered) if story not in teasers]
    kept = list(_without_links(clean, _region(clean, numbered, rest, extractor)))
    words = sum(len(clean[number].words) for number in kept)
    if not words or (words < _SHORTEST and 2 * words < sum(_prose(clean[number]) for number in rest)):
        kept = rest
    kept = _without_repeats(clean, kept)
    return Chosen(tuple(clean[number] for number in kept), tuple(numbered[number] for number in kept), regions)


def _open_regions(facts: HtmlFacts) -> frozenset[int]:
    """Return the numbers of the stretches that are no clutter; what holds most of a page's words is none."""
    own: Counter[int] = Counter()
    for block in facts.blocks:
        own[block.region] += _prose(block)
    total = sum(own.values())
    kept = [True] * len(facts.regions)
    for number in range(len(facts.regions) - 1, 0, -1):
        region = facts.regions[number]
        share = 0.9 if region.comments else 0.5
        kept[number] = region.kept or own[number] > share * total
        if kept[number]:
            own[region.parent] += own[number]
    for number, region in enumerate(facts.regions):
        kept[number] = kept[number] and kept[region.parent]
    return frozenset(number for number, open_region in enumerate(kept) if open_region)


def key_of(words: str) -> str:
    """Return what two readings of one block agree on."""
    return "".join(filter(str.isalnum, words[:120])).casefold()[:60]


def is_link(block: HtmlBlock) -> bool:
    """Return whether a block is a link to somewhere else, and no part of a sentence."""
    if block.heading or block.credit or block.caption or block.linked < 0.8 or len(block.words) > _LONGEST_LINK:
        return False
    return block.card or block.tag in ("li", "td", "th") or not block.words.endswith(_SENTENCE_ENDS)


def _prose(block: HtmlBlock) -> int:
    return 0 if block.heading else round(len(block.words) * (1 - block.linked))


def _without_wrapped(facts: HtmlFacts, blocks: Sequence[HtmlBlock]) -> list[int]:
    """Return for each story element the outermost one that holds no other story beside it."""
    worded = [False] * len(facts.stories)
    for block in blocks:
        worded[block.story] = True
    for number in range(len(facts.stories) - 1, 0, -1):
        worded[facts.stories[number]] |= worded[number]
    inside = Counter(parent for number, parent in enumerate(facts.stories) if number and worded[number])
    result = [0] * len(facts.stories)
    for number, parent in enumerate(facts.stories):
        result[number] = result[parent] if parent and inside[parent] == 1 else number
    return result


def _region(
    blocks: Sequence[HtmlBlock],
    stories: Sequence[int],
    rest: Sequence[int],
    extractor: Callable[[], frozenset[str] | None],
) -> Sequence[int]:
    """Return those of the numbered blocks among which the stories stand."""
    total = sum(_prose(blocks[number]) for number in rest)
    told = [number for number in rest if stories[number]]
    if told and sum(_prose(blocks[number]) for number in told) >= _ENOUGH * total:
        between = [number for number in rest if told[0] <= number <= told[-1]]
        return [*_lead(blocks, rest, between), *between]
    main = [number for number in rest if blocks[number].main]
    if main and sum(_prose(blocks[number]) for number in main) >= _ENOUGH * total:
        return [*_lead(blocks, rest, main), *main]
    extracted = extractor()
    if extracted is None:
        return rest
    found = [index for index, number in enumerate(rest) if key_of(blocks[number].words) in extracted]
    return _widened(blocks, rest, found[0], found[-1]) if found else rest


def _teasers(blocks: Sequence[HtmlBlock], stories: Sequence[int]) -> frozenset[int]:
    """Return the story elements that only point to a story elsewhere, on a page that holds one of its own."""
    held: dict[int, list[HtmlBlock]] = {}
    for block, story in zip(blocks, stories, strict=True):
        if story:
            held.setdefault(story, []).append(block)
    longest = max(held, key=lambda story: (sum(map(_prose, held[story])), -story), default=0)
    if not longest or _points_away(held[longest]):
        return frozenset()
    return frozenset(
        story
        for story, inside in held.items()
        if story != longest and _points_away(inside) and sum(map(_prose, inside)) <= _LONGEST_TEASER
        and sum(_prose(block) > 0 and not block.credit for block in inside) <= 1
    )  # fmt: skip


def _points_away(inside: Sequence[HtmlBlock]) -> bool:
    titles = [block for block in inside if block.heading]
    return titles[0].linked >= 0.8 if titles else all(block.linked >= 0.8 or block.credit for block in inside)


def _lead(blocks: Sequence[HtmlBlock], rest: Sequence[int], region: Sequence[int]) -> list[int]:
    """Return the heading above a region that begins without one, and what stands between."""
    for number in region:
        if blocks[number].heading:
            return []
        if _prose(blocks[number]) > 80:
            break
    above = [number for number in rest if number < region[0]][-_LEAD:]
    titles = [number for number in above if blocks[number].heading and blocks[number].linked < 0.8]
    if not titles:
        return []
    title = min(titles, key=lambda number: (blocks[number].heading, -number))
    return [number for number in above if number >= title]


def _widened(blocks: Sequence[HtmlBlock], rest: Sequence[int], first: int, last: int) -> list[int]:
    """Return the found stretch with what touches it: the title above it, and prose on both sides."""
    last = _furthest(blocks, rest, last, 1)
    first = _furthest(blocks, rest, first, -1)
    if any(blocks[number].heading == 1 for number in rest[first : last + 1]):
        return list(rest[first : last + 1])
    titles = [index for index in range(max(0, first - _LEAD), first) if blocks[rest[index]].heading]
    plain = [index for index in titles if blocks[rest[index]].linked < 0.8]
    if plain:
        first = min(plain, key=lambda index: (blocks[rest[index]].heading, -index))
    elif titles and not blocks[rest[first]].heading and first - titles[-1] <= _NEAR:
        first = titles[-1]
    return list(rest[first : last + 1])


def _furthest(blocks: Sequence[HtmlBlock], rest: Sequence[int], start: int, step: int) -> int:
    """Return the last place with words of a story that is reached from `start` without a long gap."""
    reached = place = start
    while 0 <= place + step < len(rest) and abs(place + step - reached) <= _NEAR:
        place += step
        block = blocks[rest[place]]
        if block.credit or (_prose(block) >= _SHORTEST_SENTENCE and block.words.endswith(_SENTENCE_ENDS)):
            reached = place
    return reached


def _without_links(blocks: Sequence[HtmlBlock], region: Sequence[int]) -> Iterator[int]:
    """Leave out links to other pages, and headings under which nothing else stands."""
    dropped = _links(blocks, region)
    kept_below: list[bool] = [False] * 7
    links_below: list[bool] = [False] * 7
    kept: list[int] = []
    for number in reversed(region):
        block = blocks[number]
        if number in dropped:
            links_below = [True] * 7
        elif not block.heading:
            kept.append(number)
            kept_below = [True] * 7
        else:
            level = block.heading
            empty = not kept_below[level] and (links_below[level] or block.linked >= 0.8)
            if not empty:
                kept.append(number)
            # For headings further up, this section is over unless they stand above it.
            for above in range(level, 7):
                kept_below[above] = links_below[above] = False
            for above in range(level):
                kept_below[above] |= not empty
                links_below[above] |= empty
    yield from reversed(kept)


def _links(blocks: Sequence[HtmlBlock], region: Sequence[int]) -> frozenset[int]:
    """Return the links; where only line breaks part them from the rest, a single one may belong to a sentence."""
    dropped: set[int] = set()
    for link, run in groupby(region, key=lambda number: is_link(blocks[number])):
        members = list(run)
        if link and (len(members) >= _FEWEST_LINKS or not all(blocks[number].broken for number in members)):
            dropped.update(members)
    return frozenset(dropped)


def _without_repeats(blocks: Sequence[HtmlBlock], kept: Sequence[int]) -> list[int]:
    """Leave out a heading or caption that says again what stands right before it."""
    again = {
        after
        for before, after in pairwise(kept)
        if blocks[before].words == blocks[after].words and (blocks[after].heading or blocks[after].caption)
    }
    return [number for number in kept if number not in again]
