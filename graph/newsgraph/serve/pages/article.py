"""What is marked in an article's text, as stretches with notes and links."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from newsgraph.library.article_card import PAGE, ArticleCard, stretch_id
from newsgraph.library.values import Highlight
from newsgraph.model import Span
from newsgraph.serve.pages.marking import Block, Reference, Stretch, blocks
from newsgraph.serve.pages.site import Site

_SIGNS = {"quote": "q", "event": "e", "claim": "c"}
_BLOCK_ROLES = ("headline", "subhead", "byline", "caption")


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph with its class."""

    role: str
    start: int
    block: Block


def text_blocks(card: ArticleCard, site: Site) -> list[TextBlock]:
    """Return the paragraphs of the article, marked."""
    roles = {part.span.start: part.role for part in card.article.parts if part.role in _BLOCK_ROLES}
    return [
        TextBlock(roles.get(block.span.start, "paragraph"), block.span.start, block)
        for block in blocks(card.article.text, stretches(card, site))
    ]


def stretches(card: ArticleCard, site: Site) -> list[Stretch]:
    """Return a stretch for each span that something marks: names are links, statements have references."""
    # What only an evidence link leads to has no look of its own, but has to be found.
    by_span: dict[Span, list[Highlight]] = {span: [] for span in card.stretches}
    for mark in card.article.highlights:
        by_span.setdefault(mark.span, []).append(mark)
    referred: set[str] = set()
    return [_stretch(card, site, span, marks, referred) for span, marks in sorted(by_span.items())]


def _stretch(card: ArticleCard, site: Site, span: Span, marks: list[Highlight], referred: set[str]) -> Stretch:
    forms: dict[str, None] = {}
    notes: dict[str, None] = {}
    references: list[Reference] = []
    href = ""
    for mark in marks:
        made = _forms(mark, site)
        forms |= dict.fromkeys(made)
        if made:
            notes[_note(mark, site)] = None
        if mark.what == "mention" and mark.target and not href:
            href = site.path(mark.target)
        name = stretch_id(card.article.id, span) if mark.what == "quote" else mark.target
        if mark.what in _SIGNS and name and name not in referred and name in card.numbers:
            referred.add(name)
            references.append(_reference(mark, card.numbers[name], site))
    return Stretch(span, tuple(forms), tuple(notes), href, tuple(references))


def _forms(mark: Highlight, site: Site) -> tuple[str, ...]:
    if mark.what == "mention":
        return ("name", site.look(mark.kind or "").style) if mark.target else ()
    return {"quote": ("quote",), "cue": ("cue",), "event": ("told-event",), "claim": ("told-claim",)}.get(mark.what, ())


def _note(mark: Highlight, site: Site) -> str:
    label = site.shorter(mark.label, 160)
    match mark.what:
        case "mention":
            return f"{site.look(mark.kind or '').one}: {label}"
        case "quote":
            return f"quote: {label} speaks" if label else "quote: who speaks is not sure"
        case "cue":
            return f"tells who says so: {label}" if label else "tells who says so"
        case "event":
            return f"event: {label}"
        case _:
            return f"claim: {label}"


def _reference(mark: Highlight, number: int, site: Site) -> Reference:
    page = (number - 1) // PAGE + 1
    anchor = f"#{mark.what}-{number}"
    name = f"{mark.what}s"
    href = anchor if site.page(name) == page else site.turn(name, page).partition("#")[0] + anchor
    sign, label = f"{_SIGNS[mark.what]}{number}", site.shorter(mark.label, 100)
    return Reference(href, f"{sign}, {mark.what}{f': {label}' if label else ''}", sign, mark.what)


def marks_by_form(card: ArticleCard) -> Mapping[str, int]:
    """Return how many stretches there are of each sort, for the legend."""
    found: dict[str, set[Span]] = defaultdict(set)
    for mark in card.article.highlights:
        found[mark.what].add(mark.span)
    return {what: len(spans) for what, spans in found.items()}
