"""What an event is called in a graph: its type and whom it befell, without words by which the article judges."""

from newsgraph.model import Span
from newsgraph.relate.frames.fillers import BODIES, PEOPLE, Filler, Fillers
from newsgraph.relate.frames.matching import Match
from newsgraph.relate.frames.tree import Tree
from newsgraph.relate.frames.words import judging_nouns, stance_words
from newsgraph.relate.inventory import EVENT_TYPES

_ORDER = ("ng:Affected", "ng:Agent", "ng:LawApplied", "ng:Destination", "ng:Counterpart")
_JOINED = 2
"""So many are named; the rest are others."""
_EMPTY = frozenset('the a an these those this that his her their its our my , " “ ”'.split())


def event_label(match: Match, fillers: Fillers) -> str:
    """Return a title such as `deportation: almost 23,000 migrants`; the type alone if need be."""
    kind = EVENT_TYPES[match.frame.name].label
    for role in _ORDER:
        listed = match.fillers.get(role, ())
        names = dict.fromkeys(name for _, filler in listed if (name := _name(match.tree, filler, fillers)))
        if names:
            return f"{kind}: {_together(list(names))}"
    if match.place:
        return f"{kind}: {fillers.name_of(match.place[0])}"
    return kind


def _together(names: list[str]) -> str:
    if len(names) > _JOINED:
        return f"{', '.join(names[:_JOINED])} and others"
    return " and ".join(names)


def _name(tree: Tree, filler: Filler, fillers: Fillers) -> str:
    if filler.kind not in (PEOPLE, BODIES):
        return fillers.name_of(filler.id)
    return neutral(tree, filler.span, fillers.annotated.article.text)


def neutral(tree: Tree, span: Span, text: str) -> str:
    """Return the words of a phrase without those that describe or judge; numbers, names and doubts stay."""
    kept: list[str] = []
    doubts = stance_words().adjectives
    for number, word in enumerate(tree.words):
        if not span.start <= word.start < span.end:
            continue
        form, written = tree.forms[number], text[word.start : word.end]
        describes = tree.base(number) == "amod" and written.islower() and doubts.get(form) != "Alleged"
        if form in _EMPTY or (describes and form not in ("least", "more", "most", "least")):
            continue
        if form in judging_nouns():
            written = "people" if form.endswith("s") else "a person"
        kept.append(written)
    return " ".join(kept).replace(" - ", "-").replace(" 's", "'s").replace(" ’s", "’s")
