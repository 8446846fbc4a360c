"""The blocks, headings, captions and stated facts of an HTML page, read in one pass that needs no tree.

Reading by events, a page's nesting costs neither time nor stack.
"""

import contextlib
import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

_BLOCKS = frozenset(
    """
    address article aside blockquote body br center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3
    h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead title tr ul
    """.split()
)
_UNREAD = frozenset(
    "script style noscript template svg math iframe object select button nav footer aside form video audio".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LONGEST_DATA = 500_000


@dataclass(slots=True)
class HtmlBlock:
    """One block of a page's words, and what holds it."""

    words: str
    heading: bool = False
    first: bool = False
    """It is a heading of the first order."""
    caption: bool = False
    article: int = 0
    """The number of the outermost `article` element it stands in; 0 outside."""


@dataclass(slots=True)
class HtmlFacts:
    """What was found on a page."""

    blocks: list[HtmlBlock] = field(default_factory=list)
    stated: dict[str, str] = field(default_factory=dict)
    """`meta` names and properties, `title`, `lang`, `canonical`, `time`, in lower case; the first of each counts."""
    data: list[Any] = field(default_factory=list)
    """The page's JSON-LD."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.facts = HtmlFacts()
        self.open: dict[str, int] = {}
        self.unread = 0
        self.articles = 0
        self.words: list[str] = []
        self.taken: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._state(tag, values)
        if tag in _BLOCKS:
            self.flush()
        if tag in _VOID:
            return
        self.open[tag] = self.open.get(tag, 0) + 1
        self.unread += tag in _UNREAD
        if tag == "article" and self.open[tag] == 1:
            self.articles += 1
        linked_data = tag == "script" and values.get("type", "").lower() == "application/ld+json"
        if linked_data or (tag == "title" and "title" not in self.facts.stated):
            self.taken = []

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.flush()
        if self.taken is not None and tag in ("title", "script"):
            self._keep(tag, "".join(self.taken))
            self.taken = None
        if self.open.get(tag):
            self.open[tag] -= 1
            self.unread -= tag in _UNREAD

    def handle_data(self, data: str) -> None:
        if self.taken is not None:
            self.taken.append(data)
        elif not self.unread:
            self.words.append(data)

    def flush(self) -> None:
        """End the block that is being read."""
        words = " ".join("".join(self.words).split())
        self.words.clear()
        if words:
            heading = next((tag for tag in sorted(_HEADINGS) if self.open.get(tag)), None)
            inside = self.articles if self.open.get("article") else 0
            caption = bool(self.open.get("figcaption") or self.open.get("caption"))
            self.facts.blocks.append(HtmlBlock(words, heading is not None, heading == "h1", caption, inside))

    def _state(self, tag: str, values: dict[str, str]) -> None:
        if tag == "meta":
            name = values.get("property") or values.get("name") or values.get("itemprop")
            self._say(name, values.get("content"))
        elif tag == "link" and "canonical" in values.get("rel", "").lower().split():
            self._say("canonical", values.get("href"))
        elif tag == "html":
            self._say("lang", values.get("lang") or values.get("xml:lang"))
        elif tag == "time" and not self.unread:
            stated = "pubdate" in values or values.get("itemprop") == "datePublished"
            self._say("time:published" if stated else "time", values.get("datetime"))

    def _say(self, name: str | None, value: str | None) -> None:
        if name and value and value.strip():
            self.facts.stated.setdefault(name.strip().lower(), " ".join(value.split()))

    def _keep(self, tag: str, words: str) -> None:
        if tag == "title":
            self._say("title", words)
        elif len(words) <= _LONGEST_DATA:
            with contextlib.suppress(ValueError, RecursionError):
                self.facts.data.append(json.loads(words, strict=False))


def read_blocks(source: str) -> HtmlFacts:
    """Return the blocks and the stated facts of a page; scripts, styles, navigation and forms are left out."""
    reader = _Reader()
    reader.feed(re.sub(r"<!\[CDATA\[|\]\]>", "", source))
    reader.close()
    reader.flush()
    return reader.facts
