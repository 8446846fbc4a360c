"""What an event is called in a graph: its type and whom it befell."""

import re

from newsgraph.relate.frames.fillers import Fillers
from newsgraph.relate.frames.matching import Match
from newsgraph.relate.frames.mishaps import type_of
from newsgraph.relate.inventory import EVENT_TYPES

_ORDER = ("ng:Affected", "ng:Agent", "ng:LawApplied", "ng:Destination", "ng:Counterpart")
_LONGEST = 60
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


def event_label(match: Match, fillers: Fillers) -> str:
    """Return a title such as `deportation: almost 23,000 migrants`; where nobody and no place is named, the type alone.

    Of several players the first is named and the others are counted. The words that tell of the event are left out, so
    that a title does not say `massacre` because an article does.
    """
    kind = EVENT_TYPES[type_of(match)].label
    for role in _ORDER:
        names = dict.fromkeys(fillers.name_of(filler.id) for _, filler in match.fillers.get(role, ()))
        if names:
            first, *others = names
            return f"{kind}: {_cut(first)}" + (f" and {len(others)} more" if others else "")
    return f"{kind}: {_cut(fillers.name_of(match.place[0]))}" if match.place else kind


def _cut(name: str) -> str:
    """Return a name without a leading article, cut at a word."""
    name = _ARTICLE.sub("", name)
    if len(name) <= _LONGEST:
        return name
    return name[:_LONGEST].rpartition(" ")[0] + " …"
