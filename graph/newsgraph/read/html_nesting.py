"""Which elements stand open at a place in a page, closed as browsers close what authors leave open.

Each tag costs constant time on average, however deep a page is nested.
"""

from collections import Counter
from dataclasses import dataclass, replace

BLOCKS = frozenset(
    """
    address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2
    h3 h4 h5 h6 header hgroup legend li main menu nav ol p pre search section summary ul
    table caption tbody td tfoot th thead tr
    """.split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TABLE_PARTS = frozenset("caption tbody td tfoot th thead tr".split())
_ENDED_BY = {
    "li": ("li",),
    "dd": ("dd", "dt"),
    "dt": ("dd", "dt"),
    "td": ("td", "th", "caption"),
    "th": ("td", "th", "caption"),
    "tr": ("tr", "caption"),
    "tbody": ("tbody", "thead", "tfoot", "caption"),
    "tfoot": ("tbody", "thead", "tfoot", "caption"),
    "thead": ("tbody", "thead", "tfoot", "caption"),
}
_LISTS = frozenset(("ul", "ol", "menu", "dir", "dl", "table"))


@dataclass(frozen=True, slots=True)
class State:
    """What holds for the words at a place."""

    tag: str = ""
    """The innermost block element."""
    region: int = 0
    """The number of the innermost stretch of clutter."""
    story: int = 0
    """The number of the innermost story element."""
    main: bool = False
    heading: int = 0
    caption: bool = False
    credit: bool = False
    author: int = 0
    linked: bool = False
    card: bool = False
    """A link holds the whole block."""
    pre: bool = False
    unread: bool = False


@dataclass(slots=True)
class _Open:
    tag: str
    block: bool
    state: State
    inline: Counter[str] | None = None


class Nesting:
    """The open elements of a page, innermost last."""

    def __init__(self) -> None:
        self._stack = [_Open("", True, State())]
        self._scopes: list[Counter[str]] = [Counter()]
        self._lists: list[Counter[str]] = [Counter()]
        self._tables: list[Counter[str]] = [Counter()]
        self._blocks = [self._stack[0]]

    @property
    def state(self) -> State:
        """Return what holds here."""
        return self._stack[-1].state

    def end_implied(self, tag: str) -> None:
        """Close what the start of a block element closes."""
        scope = self._scopes[-1]
        if scope["p"]:
            self._pop_to("p")
        if tag in _HEADINGS and self._blocks[-1].tag in _HEADINGS:
            self._pop_to(self._blocks[-1].tag)
        ended = _ENDED_BY.get(tag)
        if ended:
            level = self._tables[-1] if tag in _TABLE_PARTS else self._lists[-1]
            if any(level[other] for other in ended):
                self._pop_to(*ended)

    def push(self, tag: str, block: bool, state: State) -> None:
        """Open an element."""
        opened = _Open(tag, block, replace(state, tag=tag) if block else state)
        self._stack.append(opened)
        if not block:
            holder = self._blocks[-1]
            holder.inline = holder.inline or Counter()
            holder.inline[tag] += 1
            return
        self._blocks.append(opened)
        self._scopes[-1][tag] += 1
        self._lists[-1][tag] += 1
        self._tables[-1][tag] += 1
        if tag in _LISTS:
            self._lists.append(Counter())
        if tag == "table":
            self._tables.append(Counter())
        if tag in ("table", "td", "th"):
            self._scopes.append(Counter())

    def end(self, tag: str) -> bool:
        """Close an element and return whether it was open where its end tag may reach it."""
        inline = self._blocks[-1].inline
        if inline and inline[tag]:
            while (top := self._stack.pop()).tag != tag:
                inline[top.tag] -= 1
            inline[tag] -= 1
            return True
        if tag in _HEADINGS:
            tag = self._blocks[-1].tag if self._blocks[-1].tag in _HEADINGS else tag
        if tag == "table":
            reached = len(self._tables) > 1
        elif tag in _TABLE_PARTS:
            reached = self._tables[-1][tag] > 0
        elif tag in ("li", "dd", "dt"):
            reached = self._lists[-1][tag] > 0
        else:
            reached = self._scopes[-1][tag] > 0
        if reached:
            self._pop_to(tag)
        return reached

    def _pop_to(self, *tags: str) -> None:
        while True:
            top = self._stack.pop()
            if not top.block:
                continue
            self._blocks.pop()
            if top.tag in ("table", "td", "th"):
                self._scopes.pop()
            if top.tag == "table":
                self._tables.pop()
            if top.tag in _LISTS:
                self._lists.pop()
            self._scopes[-1][top.tag] -= 1
            self._lists[-1][top.tag] -= 1
            self._tables[-1][top.tag] -= 1
            if top.tag in tags:
                return
