"""Outside identifiers against gold ones: what has an identifier, and what has none (NIL), counted apart.

A name whose gold gives a target is right when a link that was accepted agrees with it; one whose gold says that there
is none is right when no link was accepted. Precision, recall and F1 are those of links; accuracy is over all names,
those without an identifier among them.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple, TypeVar

from newsgraph.evaluate.clusters import Tally

_Gold = TypeVar("_Gold")
_Found = TypeVar("_Found")


class LinkOutcome(StrEnum):
    """What came of one name."""

    RIGHT = "right link"
    WRONG = "wrong link"
    """Another target."""
    MISSED = "missed link"
    """No link was accepted; the gold has one."""
    INVENTED = "invented link"
    """The gold says that there is none."""
    RIGHT_NIL = "rightly none"


class LinkCounts(NamedTuple):
    """How many names have a target, were given one, and were given the right one; and the same of none (NIL)."""

    right: int = 0
    found: int = 0
    gold: int = 0
    right_nil: int = 0
    found_nil: int = 0
    gold_nil: int = 0

    @property
    def links(self) -> Tally:
        """Return the figures of links: those that were found, and those that there are."""
        return Tally(self.right, self.found, self.right, self.gold)

    @property
    def nil(self) -> Tally:
        """Return the figures of saying that there is none."""
        return Tally(self.right_nil, self.found_nil, self.right_nil, self.gold_nil)

    @property
    def accuracy(self) -> float | None:
        """Return the share of all names that were linked rightly, or rightly left without a link."""
        names = self.gold + self.gold_nil
        return (self.right + self.right_nil) / names if names else None


_COUNTED = {
    LinkOutcome.RIGHT: LinkCounts(right=1, found=1, gold=1),
    LinkOutcome.WRONG: LinkCounts(found=1, gold=1),
    LinkOutcome.MISSED: LinkCounts(found_nil=1, gold=1),
    LinkOutcome.INVENTED: LinkCounts(found=1, gold_nil=1),
    LinkOutcome.RIGHT_NIL: LinkCounts(right_nil=1, found_nil=1, gold_nil=1),
}


def link_outcome(gold: _Gold | None, found: _Found | None, *, agree: Callable[[_Gold, _Found], bool]) -> LinkOutcome:
    """Return what came of a name with this gold target and this link; None stands for none on either side."""
    if gold is None:
        return LinkOutcome.RIGHT_NIL if found is None else LinkOutcome.INVENTED
    if found is None:
        return LinkOutcome.MISSED
    return LinkOutcome.RIGHT if agree(gold, found) else LinkOutcome.WRONG


def count_links(outcomes: Iterable[LinkOutcome]) -> LinkCounts:
    """Return the counts over names."""
    rows = [_COUNTED[outcome] for outcome in outcomes]
    return LinkCounts(*(sum(column) for column in zip(LinkCounts(), *rows, strict=True)))
