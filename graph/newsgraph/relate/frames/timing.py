"""When something happened: the bounds that a date of its clause gives."""

import re
from calendar import monthrange
from datetime import date

from newsgraph.model import AnnotatedArticle, Kind, Mention, Span, TimeBounds
from newsgraph.relate.frames.matching import Match

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_CLAUSES = frozenset({"acl", "advcl", "ccomp", "parataxis", "csubj", "xcomp"})
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}


class Dates:
    """The dates of an article by their place."""

    def __init__(self, annotated: AnnotatedArticle) -> None:
        self._mentions = [one for one in annotated.mentions if one.kind is Kind.DATE and one.value]

    def of(self, match: Match) -> tuple[TimeBounds, Span] | None:
        """Return the bounds that the dates of the trigger's clause give, and the words of the date."""
        words = match.tree.words
        first, last = words[0].start, words[-1].end
        for mention in self._mentions:
            if first <= mention.span.start < last:
                found = self._bounds(match, mention)
                if found:
                    return found, mention.span
        return None

    def _bounds(self, match: Match, mention: Mention) -> TimeBounds | None:
        tree = match.tree
        inside = [at for at, word in enumerate(tree.words) if mention.span.start <= word.start < mention.span.end]
        heads = [at for at in inside if tree.head(at) not in inside or tree.head(at) == at]
        for head in heads:
            if _belongs(match, head):
                return bounds(mention.value or "", tree.case_of(head))
        return None


def _belongs(match: Match, head: int) -> bool:
    """Return whether a date hangs on the trigger, on what carries it, or on one of its arguments."""
    tree = match.tree
    goals = {match.trigger, match.clause}
    at = head
    for above in tree.above(head):
        if tree.base(at) in _CLAUSES or (tree.base(at) == "conj" and tree.upos(at) == "VERB"):
            return False
        if above in goals:
            return True
        if tree.upos(above) == "VERB":
            return _shared(match, above) or (
                match.clause == match.trigger and tree.head(match.trigger) == above
                and tree.upos(match.trigger) == "NOUN" and tree.base(match.trigger) == "nsubj"
            )  # fmt: skip
        at = above
    return False


def _shared(match: Match, verb: int) -> bool:
    """Return whether the date stands at a later verb joined to the trigger: `were arrested and deported in January`."""
    tree = match.tree
    if tree.base(verb) != "conj" or tree.head(verb) != match.clause:
        return False
    return not any(tree.base(at) in ("nsubj", "aux", "obj") for at in tree.children[verb])


def bounds(value: str, preposition: str) -> TimeBounds | None:
    """Return the bounds of what happened at a date in EDTF, under its preposition: `since`, `until`, `before`.

    None where the value is not read.
    """
    days = interval(value)
    if days is None:
        return None
    first, last = days
    if preposition in ("since", "from"):
        return TimeBounds(earliest_begin=first, latest_begin=last)
    if preposition in ("until", "till", "through"):
        return TimeBounds(earliest_end=first, latest_end=last)
    if preposition in ("before", "by"):
        return TimeBounds(latest_begin=last)
    if preposition == "after":
        return TimeBounds(earliest_begin=first)
    return TimeBounds(first, last, first, last)


def interval(value: str) -> tuple[date, date] | None:
    """Return the first and the last day of a date in EDTF; None where it is not read or open at an end."""
    begin, slash, end = value.partition("/")
    if slash:
        first, last = interval(begin), interval(end)
        return (first[0], last[1]) if first and last and first[0] <= last[1] else None
    try:
        return _single(value)
    except ValueError:
        return None


def _single(value: str) -> tuple[date, date] | None:
    if found := _DAY.fullmatch(value):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return day, day
    if found := _MONTH.fullmatch(value):
        year, month = int(found[1]), int(found[2])
        first, last = _SEASONS.get(month, (month, month))
        after = year + (last < first)
        return date(year, first, 1), date(after, last, monthrange(after, last)[1])
    if re.fullmatch(r"\d{4}", value):
        return date(int(value), 1, 1), date(int(value), 12, 31)
    if re.fullmatch(r"\d{3}X", value):
        year = int(value[:3]) * 10
        return date(year, 1, 1), date(year + 9, 12, 31)
    if re.fullmatch(r"\d{2}XX", value):
        year = int(value[:2]) * 100
        return date(year, 1, 1), date(year + 99, 12, 31)
    return None
