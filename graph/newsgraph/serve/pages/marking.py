"""An article's text with stretches marked: spans that nest or cross, written as elements that always nest."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from newsgraph.model import Span
from newsgraph.text import paragraphs

_DEEPEST = 12
"""Of so many stretches that lie over one another the longest are marked; those inside are left plain."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A small link behind a stretch that leads to its row in a table."""

    href: str
    label: str
    sign: str
    form: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A span to mark: what it looks like, what it is, where it leads."""

    span: Span
    forms: tuple[str, ...]
    """Class names: `name`, `person`, `quote`, …"""
    notes: tuple[str, ...]
    """What is said of the words when one points at them, a line each."""
    href: str = ""
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the text as markup."""

    span: Span
    markup: Markup


@dataclass(slots=True)
class _Writer:
    text: str
    out: list[Markup] = field(default_factory=list)
    open: list[tuple[Stretch, Markup]] = field(default_factory=list)
    """The stretches whose elements are open, the outermost first, each with its closing tag."""
    due: list[Reference] = field(default_factory=list)
    """References of stretches that ended inside a link: they stand behind it."""

    def words(self, start: int, end: int) -> None:
        self.out.append(escape(self.text[start:end]))

    def begin(self, stretch: Stretch, *, is_first: bool) -> None:
        """Open an element; a link inside a link would end the outer one, so it becomes plain words."""
        is_link = bool(stretch.href) and not self._in_link()
        tag, close = ("a", _END_OF_LINK) if is_link else ("span", _END_OF_SPAN)
        place = f"{stretch.span.start},{stretch.span.end}"
        forms = " ".join(("mark", *stretch.forms, *(() if is_first else ("more",))))
        self.out.append(
            Markup('<{tag}{id}{href} class="{forms}" data-span="{place}"{notes}>').format(
                tag=tag,
                id=Markup(' id="char={}"').format(place) if is_first else "",
                href=Markup(' href="{}"').format(stretch.href) if is_link else "",
                forms=forms,
                place=place,
                notes=Markup(' title="{}"').format("\n".join(stretch.notes)) if stretch.notes else "",
            )
        )
        self.open.append((stretch, close))

    def end_at(self, position: int, *, all_of_them: bool = False) -> list[Stretch]:
        """Close what ends here, and all inside it; return those that go on."""
        last = next(
            (i for i, (stretch, _) in enumerate(self.open) if all_of_them or stretch.span.end <= position), None
        )
        if last is None:
            return []
        closed = self.open[last:]
        del self.open[last:]
        for stretch, tag in reversed(closed):
            self.out.append(tag)
            if stretch.span.end <= position:
                self.due += stretch.references
        if not self._in_link():
            self.out += [_reference(reference) for reference in self.due]
            self.due = []
        return [stretch for stretch, _ in closed if stretch.span.end > position]

    def _in_link(self) -> bool:
        return any(tag == _END_OF_LINK for _, tag in self.open)


_END_OF_LINK, _END_OF_SPAN = Markup("</a>"), Markup("</span>")


def blocks(text: str, stretches: Iterable[Stretch]) -> list[Block]:
    """Return the paragraphs of a text as markup with the stretches marked; text and notes are escaped.

    The first element of each stretch carries the id `char=START,END`; a stretch that crosses the end of another or of a
    paragraph goes on in a further element of class `more`. Empty stretches and those past the text's end are left out.
    """
    waiting = sorted(
        (one for one in stretches if one.span.start < one.span.end <= len(text)),
        key=lambda one: (one.span.start, -one.span.end),
    )
    known = paragraphs(text)
    return list(_blocks(text, known, waiting))


def _blocks(text: str, known: Sequence[Span], waiting: Sequence[Stretch]) -> Iterator[Block]:
    going: list[Stretch] = []
    index = 0
    for block in known:
        starting = []
        while index < len(waiting) and waiting[index].span.start < block.end:
            starting.append(waiting[index])
            index += 1
        markup, going = _block(text, block, [one for one in going if one.span.end > block.start], starting)
        yield Block(block, markup)


def _block(text: str, block: Span, going: list[Stretch], starting: list[Stretch]) -> tuple[Markup, list[Stretch]]:
    writer = _Writer(text)
    points = {block.start, block.end}
    for one in (*going, *starting):
        points |= {point for point in (one.span.start, one.span.end) if block.start < point < block.end}
    position, index = block.start, 0
    again = [(one, False) for one in going]
    for point in sorted(points):
        writer.words(position, point)
        position = point
        if point == block.end:
            break
        again += [(one, False) for one in writer.end_at(point)]
        while index < len(starting) and starting[index].span.start <= point:
            again.append((starting[index], True))
            index += 1
        again = [(one, is_first) for one, is_first in again if one.span.end > point]
        for one, is_first in sorted(again, key=lambda pair: -pair[0].span.end):
            if len(writer.open) < _DEEPEST:
                writer.begin(one, is_first=is_first)
        again = []
    rest = writer.end_at(block.end, all_of_them=True)
    return Markup("").join(writer.out), rest


def _reference(reference: Reference) -> Markup:
    return Markup('<a class="reference {form}" href="{href}" aria-label="{label}">{sign}</a>').format(
        form=reference.form, href=reference.href, label=reference.label, sign=reference.sign
    )
