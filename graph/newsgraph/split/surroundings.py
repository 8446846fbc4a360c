"""What the neighbours of a line make of it: lists of links and contents, names below headlines and letters, verse.

Each step takes the blocks of a page and gives them back, some of them as furniture.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from newsgraph.model import PartRole
from newsgraph.split.blocks import ENDS_SENTENCE, MOST_HEADING, Block
from newsgraph.split.bylines import bare_name
from newsgraph.split.places import is_known_place
from newsgraph.split.prompts import is_link
from newsgraph.split.publication import dated_line, is_outlet
from newsgraph.split.role import Furniture

_RELATED = re.compile(
    r"(?:related|more\s+(?:from|on|in|news|stories)|you\s+may\s+(?:also|like)|you\s+might\s+also|recommended|"
    r"most\s+(?:read|"
    r"popular|viewed|shared|commented)|latest\s+(?:news|stories|posts|headlines)|recent\s+(?:posts|articles|news|"
    r"stories)|trending|also\s+in|read\s+"
    r"(?:next|also)|up\s+next|in\s+other\s+news|further\s+reading|other\s+(?:stories|articles|news)|"
    r"similar\s+(?:stories|articles)|"
    r"editors?['’]?s?\s+picks?|top\s+stories|popular\s+(?:posts|articles|now|stories)|don['’]t\s+miss|"
    r"what\s+to\s+read\s+next|artículos\s+relacionados|notas\s+relacionadas|"
    r"noticias\s+relacionadas|más\s+(?:noticias|leídas)|à\s+lire\s+aussi|articles\s+(?:liés|similaires)|"
    r"les\s+plus\s+lus|mehr\s+zum\s+thema|meistgelesen|"
    r"das\s+könnte\s+sie|leia\s+(?:também|mais)|leggi\s+anche|articoli\s+correlati)\b[^.!?]{0,40}:?\Z",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"(?:also\s+)?(?:in|inside)\s+(?:this|today['’]s|the|our)(?:\s+\w+){0,3}\s+(?:issue|edition|newsletter|number|"
    r"paper|digest|e-?mail|briefing|bulletin)|"
    r"(?:table\s+of\s+)?contents|inside(?:\s+this\s+(?:issue|edition))?|what['’]s\s+(?:inside|in\s+this\s+issue)|"
    r"in\s+today['’]s\s+[\w'’ ]{2,40}|today['’]s\s+(?:topics|stories|menu|headlines|rundown)|"
    r"in\s+(?:dieser\s+ausgabe|este\s+número|esta\s+edición)|"
    r"(?:inhalt|sommaire|sumario|índice|sommario)|dans\s+ce\s+numéro",
    re.IGNORECASE,
)
_LEADER = re.compile(
    r"(?:[\s.…·_-]{2,}|\s)[A-Z]?\d{1,3}\Z|\A(?:[•●▪■◦‣*·–—-]|\d{1,3}[.)])\s+|"
    r"\A(?:page\s+)?[A-Z]?\d{1,3}\s*[:.–—-]?\s+",
    re.IGNORECASE,
)
_LETTERS = re.compile(
    r"letters?\b|.{0,40}\b(?:letters|readers['’]?|mailbag|mailbox|your\s+(?:views|say|letters)|leserbriefe?|"
    r"cartas|courrier\s+des\s+lecteurs)\b.{0,30}",
    re.IGNORECASE,
)
_SPECIAL = re.compile(r"(?:special\s+(?:to|for)|for|of)\s+(?:the\s+)?(?-i:[A-Z]).{1,40}", re.IGNORECASE)
_UNNAMED = re.compile(
    r"(?:name\s+(?:and\s+address\s+)?(?:withheld|supplied)|names?\s+with\s+editor|anonymous|via\s+e-?mail|by\s+e-?mail)\b.{0,40}",
    re.IGNORECASE,
)
_DASH = re.compile(r"[—–-]+\s*")
_HEADINGS_IN_A_ROW = 4
_LONGEST_ITEM = 120
_LEAD = 120


def in_place(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with what only their neighbours tell of them."""
    listed = list(_without_related(_without_contents(_without_dated_lines(blocks))))
    signed = _without_signatures(_without_links(_without_names(listed)))
    return _without_long_runs(signed)


def _without_dated_lines(blocks: Sequence[Block]) -> list[Block]:
    """Turn a line with the page's day above the first words into furniture, where a heading is left below it."""
    result = list(blocks)
    top = list(takewhile(lambda index: blocks[index].heading, _others(blocks)))
    for index in top[:-1]:
        found = None if blocks[index].marked else dated_line(blocks[index].text)
        result[index] = _as(blocks[index], found) if found else blocks[index]
    return result


def contents_of(blocks: Sequence[Block]) -> frozenset[str]:
    """Return what a page's own list of contents names, in plain small letters."""
    return frozenset(plain_title(blocks[index].text) for run in _contents(blocks) for index in run[1:])


def is_contents(line: str) -> bool:
    """Return whether a line announces what is in an issue: `In this issue:`."""
    return len(line) <= 60 and _CONTENTS.fullmatch(line.strip(" :.")) is not None


def plain_title(line: str) -> str:
    """Return the words of a title without leaders, bullets, page numbers and letter case."""
    return " ".join(re.findall(r"\w+", _LEADER.sub("", _LEADER.sub("", line)).casefold()))


def _as(block: Block, furniture: Furniture) -> Block:
    return replace(block, heading=False, reading=None, furniture=furniture)


def _others(blocks: Sequence[Block]) -> list[int]:
    return [index for index, block in enumerate(blocks) if not block.furniture]


def _contents(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """Yield the numbers of each line that announces contents, with those of the lines it announces."""
    index = 0
    while index < len(blocks):
        run = [index]
        if is_contents(blocks[index].text):
            while run[-1] + 1 < len(blocks) and _is_item(blocks, run):
                run.append(run[-1] + 1)
            if len(run) > 2:
                yield run
        index = run[-1] + 1


def _is_item(blocks: Sequence[Block], run: Sequence[int]) -> bool:
    block = blocks[run[-1] + 1]
    sure = bool(_LEADER.search(block.text))
    if any(plain_title(blocks[index].text) == plain_title(block.text) for index in run[1:]):
        return False
    if (
        len(block.text) > _LONGEST_ITEM
        or block.reading
        or block.marked
        or (ENDS_SENTENCE.search(block.text) and not sure)
    ):
        return False
    # The first line may stand apart from its heading; the others stand together or bear a sign.
    return sure or block.gap == 0 or (len(run) == 1 and not blocks[run[0]].gap)


def _without_contents(blocks: Sequence[Block]) -> list[Block]:
    runs = list(_contents(blocks))
    listed = {index for run in runs for index in run}
    names = {plain_title(blocks[index].text) for run in runs for index in run[1:]}
    result = list(blocks)
    for index, block in enumerate(blocks if runs else ()):
        if block.furniture:
            continue
        if index in listed:
            result[index] = _as(block, Furniture(PartRole.NAVIGATION))
        elif len(block.text) <= _LONGEST_ITEM and not block.reading and plain_title(block.text) in names:
            # A number before it would make it an item of a list elsewhere.
            result[index] = replace(block, heading=True)
    return result


def _without_related(blocks: Sequence[Block]) -> Iterator[Block]:
    """Turn a list of links to other stories, with the line that announces it, into furniture."""
    inside = body = False
    for index, block in enumerate(blocks):
        body = body or (not block.furniture and not block.heading)
        if len(block.text) <= 80 and _RELATED.match(block.text) and (not block.furniture or body):
            inside = True
        elif inside and not block.furniture:
            inside = _is_listed(block) and not _opens(blocks, index)
        yield _as(block, Furniture(PartRole.NAVIGATION)) if inside and not block.furniture else block


def _is_listed(block: Block) -> bool:
    return block.reading is None and len(block.text) <= MOST_HEADING and not ENDS_SENTENCE.search(block.text)


def _opens(blocks: Sequence[Block], index: int) -> bool:
    """Return whether a heading in a list of links is the headline of a story that follows the list."""
    following = index + 1
    if not blocks[index].heading or following == len(blocks):
        return False
    told = blocks[following].furniture
    return (told is not None and told.role is PartRole.BYLINE) or blocks[following].reading is not None


def _without_names(blocks: Sequence[Block]) -> list[Block]:
    """Turn the names that stand bare below headlines into bylines, and what follows a byline as `For the Ledger`."""
    result = list(blocks)
    content = _others(blocks)
    above: int | None = None
    for place, index in enumerate(content):
        block = blocks[index]
        previous = result[index - 1].furniture if index else None
        after_byline = previous is not None and previous.role is PartRole.BYLINE and not previous.closes
        following = content[place + 1] if place + 1 < len(content) else None
        if (
            block.heading
            and not block.marked
            and after_byline
            and len(block.text) <= 50
            and _SPECIAL.fullmatch(block.text)
        ):
            result[index] = _as(block, Furniture(PartRole.BYLINE))
        elif above is not None and _is_writer(blocks, above, index, following):
            result[index] = _as(block, Furniture(PartRole.BYLINE, byline=bare_name(block.text)))
        else:
            above = index
    return result


def _is_writer(blocks: Sequence[Block], above: int, index: int, following: int | None) -> bool:
    block = blocks[index]
    name = bare_name(block.text) if block.heading and not block.marked and len(block.text) <= 80 else None
    if name is None or is_known_place(block.text) or is_outlet(block.text):
        return False
    told = blocks[index + 1].furniture if index + 1 < len(blocks) else None
    # A full day or a role right below makes a name that of a writer: `Staff Writer`, `Guest essay`.
    dated = told is not None and (told.published is not None or (told.role is PartRole.BYLINE and not told.byline))
    heading = blocks[above].heading and (blocks[above].marked or len(blocks[above].text.split()) > 3)
    if not heading and not (dated and len(blocks[above].text) < 250):
        return False
    if following is None:
        return False
    body = blocks[following]
    # Whoever is named in the first words of a story is whom it tells of, not who wrote it.
    told_of = name.split()[-1].casefold() in body.text[:_LEAD].casefold()
    return dated or (not told_of and (body.reading is not None or (not body.heading and len(body.text) >= 60)))


def _without_links(blocks: Sequence[Block]) -> list[Block]:
    """Turn `WATCH: …` and its like inside a story into furniture; at the top of a story they may be its headline."""
    result = list(blocks)
    content = _others(blocks)
    inside = False
    for place, index in enumerate(content):
        block = blocks[index]
        following = blocks[content[place + 1]] if place + 1 < len(content) else None
        told = blocks[index + 1].furniture if following else None
        opens = told is not None and told.role is PartRole.BYLINE and following is not None and not following.heading
        dated = following is not None and following.reading is not None
        if inside and block.heading and not block.marked and is_link(block.text) and not opens and not dated:
            result[index] = _as(block, Furniture(PartRole.NAVIGATION))
        else:
            inside = not block.heading
    return result


def _without_signatures(blocks: Sequence[Block]) -> list[Block]:
    """Turn the names below letters into bylines that close them, where two letters or more are signed."""
    result = list(blocks)
    if not any(_LETTERS.fullmatch(block.text) for block in blocks[:6]):
        return result
    content = _others(blocks)
    signed: list[tuple[list[int], str]] = []
    for place in range(1, len(content)):
        name = _signature(blocks[content[place]])
        if name is None or blocks[content[place - 1]].heading or _signature(blocks[content[place - 1]]):
            continue
        lines = [content[place]]
        if _is_home(blocks, content, place):
            lines.append(content[place + 1])
        following = place + len(lines)
        if following == len(content) or blocks[content[following]].heading:
            signed.append((lines, name))
    for lines, name in signed if len(signed) > 1 else ():
        for number, index in enumerate(lines):
            result[index] = _as(blocks[index], Furniture(PartRole.BYLINE, byline=None if number else name, closes=True))
    return result


def _signature(block: Block) -> str | None:
    if block.marked or block.reading or len(block.text) > 80:
        return None
    if _UNNAMED.fullmatch(block.text):
        return block.text
    return bare_name(_DASH.sub("", block.text, count=1) if _DASH.match(block.text) else block.text)


def _is_home(blocks: Sequence[Block], content: Sequence[int], place: int) -> bool:
    """Return whether the line below a name is where its bearer lives, and not the next letter's heading."""
    if place + 1 == len(content):
        return False
    block = blocks[content[place + 1]]
    last = place + 2 == len(content)
    near = block.gap == 0 and (last or blocks[content[place + 2]].gap > 0 or blocks[content[place + 2]].heading)
    return (
        near
        and block.heading
        and not block.marked
        and len(block.text.split()) <= 4
        and not ENDS_SENTENCE.search(block.text)
    )


def _without_long_runs(blocks: Sequence[Block]) -> list[Block]:
    """Unmarked short lines in a long row are verse, scores or lists, not headings."""
    result = list(blocks)
    run: list[int] = []
    for index, block in [*enumerate(blocks), (len(blocks), None)]:
        if block is not None and block.furniture:
            continue
        if block is not None and block.heading:
            run.append(index)
            continue
        if len(run) > _HEADINGS_IN_A_ROW:
            for member in run[1:] if _stands_apart(blocks, run) else run:
                if not blocks[member].marked:
                    result[member] = replace(blocks[member], heading=False)
        run = []
    return result


def _stands_apart(blocks: Sequence[Block], run: Sequence[int]) -> bool:
    """Return whether the first of some short lines is set off from the others, as the title of a poem is."""
    return blocks[run[1]].gap > 0 and any(blocks[member].gap == 0 for member in run[2:])
