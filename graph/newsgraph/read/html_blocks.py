"""The blocks, headings, captions and stated facts of an HTML page, read in one pass that needs no tree.

Reading by events, a page's nesting costs neither time nor stack. Nothing is judged here but what nobody reads: every
block says what holds it, and `html_story` chooses.
"""

import contextlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any

from newsgraph.read.html_nesting import BLOCKS, Nesting, State
from newsgraph.read.html_roles import Purpose, purpose_of

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_UNPUSHED = frozenset(("html", "head", "body"))
_LONGEST_DATA = 500_000
_MOST_TIMES = 200


@dataclass(slots=True)
class HtmlBlock:
    """One block of a page's words, and what holds it."""

    words: str
    tag: str = ""
    """The innermost block element."""
    heading: int = 0
    """1 to 6; 0 where it is no heading."""
    caption: bool = False
    credit: bool = False
    """It says who wrote something or when."""
    author: str = ""
    """The words that are marked as an author's name."""
    story: int = 0
    """The number of the innermost story element; 0 outside."""
    main: bool = False
    region: int = 0
    """The number of the innermost stretch that looks like clutter; 0 outside."""
    linked: float = 0.0
    """The share of its letters that a link holds."""
    card: bool = False
    """One link holds all of it."""
    broken: bool = False
    """A `br` ends it or goes before it."""


@dataclass(slots=True)
class Region:
    """A stretch of a page that looks like clutter."""

    parent: int
    comments: bool = False
    kept: bool = False
    """It is no clutter after all."""


@dataclass(frozen=True, slots=True)
class StatedTime:
    """A `time` element's machine-readable value."""

    value: str
    story: int
    region: int


@dataclass(slots=True)
class HtmlFacts:
    """What was found on a page."""

    blocks: list[HtmlBlock] = field(default_factory=list)
    regions: list[Region] = field(default_factory=lambda: [Region(0, kept=True)])
    """By number; the first is the page."""
    stories: list[int] = field(default_factory=lambda: [0])
    """For each story element the number of the one around it."""
    stated: dict[str, str] = field(default_factory=dict)
    """`meta` names and properties, `title`, `lang`, `canonical`, in lower case; the first of each counts."""
    times: list[StatedTime] = field(default_factory=list)
    data: list[Any] = field(default_factory=list)
    """The page's JSON-LD."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.facts = HtmlFacts()
        self.nesting = Nesting()
        self.words: list[tuple[str, State]] = []
        self.taken: list[str] | None = None
        self.forms: list[int] = []
        self.broken = self.credit_before = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        purpose = purpose_of(tag, values)
        self._state(tag, values)
        if tag in ("br", "hr"):
            self.flush(broken=tag == "br")
        elif tag == "title" or tag in _UNPUSHED:
            self.flush()
        if tag in _VOID or tag in _UNPUSHED:
            return
        block = tag in BLOCKS or ("-" in tag and purpose.clutter)
        if block:
            self.flush()
            self.nesting.end_implied(tag)
        elif tag == "a":
            self.nesting.end("a")
        self._part_credits(purpose.credit)
        self.nesting.push(tag, block, self._inside(tag, values, purpose, block))
        linked_data = tag == "script" and values.get("type", "").split(";")[0].strip().lower() == "application/ld+json"
        if linked_data or (tag == "title" and "title" not in self.facts.stated):
            self.taken = []

    def handle_endtag(self, tag: str) -> None:
        if self.taken is not None and tag in ("title", "script"):
            self._keep(tag, "".join(self.taken))
            self.taken = None
        if tag in _VOID or tag in _UNPUSHED:
            return
        if tag in BLOCKS or tag == "title":
            self.flush()
        credit = self.nesting.state.credit
        closed = self.nesting.end(tag)
        if tag == "form" and self.forms:
            region = self.forms.pop()
            # A form that starts and ends in different elements holds whatever lies between.
            self.facts.regions[region].kept |= not closed
        self.credit_before = closed and credit

    def handle_data(self, data: str) -> None:
        if self.taken is not None:
            self.taken.append(data)
            return
        state = self.nesting.state
        if state.unread:
            return
        self.credit_before = False
        if state.pre and "\n" in data:
            first, *others = data.split("\n")
            self.words.append((first, state))
            for line in others:
                self.flush(broken=True)
                self.words.append((line, state))
        else:
            self.words.append((data, state))

    def flush(self, *, broken: bool = False) -> None:
        """End the block that is being read."""
        said = [(words, state) for words, state in self.words if words.strip()]
        words = " ".join("".join(words for words, _ in self.words).split())
        self.words.clear()
        if words:
            letters = [(sum(map(str.isalnum, words)), state) for words, state in said]
            linked = sum(number for number, state in letters if state.linked)
            every = sum(number for number, _ in letters)
            first = said[0][1]
            self.facts.blocks.append(
                HtmlBlock(
                    words,
                    first.tag,
                    heading=first.heading,
                    caption=first.caption,
                    credit=any(state.credit for _, state in said),
                    author=_author(said),
                    story=first.story,
                    main=first.main,
                    region=first.region,
                    linked=linked / every if every else 0.0,
                    card=first.card,
                    broken=broken or self.broken,
                )
            )
            self.broken = broken
        else:
            self.broken = broken or (self.broken and not said)

    def _inside(self, tag: str, values: Mapping[str, str], purpose: Purpose, block: bool) -> State:
        """Return what holds inside an element that starts here."""
        around = self.nesting.state
        linked = around.linked or (tag == "a" and values.get("href", "")[:7].lower() not in ("", "mailto:", "tel:"))
        plain = not purpose.clutter and not purpose.story
        if plain and purpose == _ORDINARY and linked == around.linked and tag != "pre":
            return replace(around, card=True) if block and around.linked and not around.card else around
        region, story = around.region, around.story
        quoted = tag == "footer" and around.tag == "blockquote"
        if purpose.clutter and block and not quoted:
            self.facts.regions.append(Region(region, purpose.comments))
            region = len(self.facts.regions) - 1
            if tag == "form":
                self.forms.append(region)
        if purpose.story and block:
            self.facts.stories.append(story)
            story = len(self.facts.stories) - 1
        if purpose.main:
            self._keep_around(region)
        return replace(
            around,
            region=region,
            story=story,
            main=around.main or purpose.main,
            heading=around.heading or (purpose.heading if block else 0),
            caption=around.caption or purpose.caption,
            credit=(around.credit and not purpose.heading) or (purpose.credit and not purpose.story),
            author=0 if purpose.heading or purpose.story else max(around.author, purpose.author),
            linked=linked,
            card=around.card or (block and around.linked),
            pre=around.pre or tag == "pre",
            unread=around.unread or purpose.unread,
        )

    def _keep_around(self, region: int) -> None:
        while region and not self.facts.regions[region].kept:
            self.facts.regions[region].kept = True
            region = self.facts.regions[region].parent

    def _part_credits(self, credit: bool) -> None:
        """Put a space between a name and a date that only their style parts."""
        if self.credit_before and credit and self.words:
            self.words.append((" ", self.nesting.state))

    def _state(self, tag: str, values: Mapping[str, str]) -> None:
        if tag == "meta":
            name = values.get("property") or values.get("name") or values.get("itemprop")
            self._say(name, values.get("content"))
        elif tag == "link" and "canonical" in values.get("rel", "").lower().split():
            self._say("canonical", values.get("href"))
        elif tag == "html":
            self._say("lang", values.get("lang") or values.get("xml:lang"))
        elif tag == "time" and values.get("datetime", "").strip() and not self.nesting.state.unread:
            state = self.nesting.state
            if "pubdate" in values or values.get("itemprop") == "datePublished":
                self._say("time:published", values["datetime"])
            elif len(self.facts.times) < _MOST_TIMES:
                self.facts.times.append(StatedTime(values["datetime"].strip(), state.story, state.region))

    def _say(self, name: str | None, value: str | None) -> None:
        if name and value and value.strip():
            self.facts.stated.setdefault(name.strip().lower(), " ".join(value.split()))

    def _keep(self, tag: str, words: str) -> None:
        if tag == "title":
            self._say("title", words)
        elif len(words) <= _LONGEST_DATA:
            with contextlib.suppress(ValueError, RecursionError):
                self.facts.data.append(json.loads(words, strict=False))


_ORDINARY = Purpose()


def _author(said: list[tuple[str, State]]) -> str:
    best = max((state.author for _, state in said), default=0)
    return " ".join(" ".join(words for words, state in said if best and state.author == best).split())


def read_blocks(source: str) -> HtmlFacts:
    """Return the blocks and the stated facts of a page; scripts, styles and hidden elements are left out."""
    reader = _Reader()
    reader.feed(re.sub(r"<!\[CDATA\[|\]\]>", "", source))
    reader.close()
    reader.flush()
    return reader.facts
