"""What a line that belongs to no story is, and what it says of the page."""

from dataclasses import dataclass
from datetime import date

from newsgraph.model import PartRole


@dataclass(frozen=True, slots=True)
class Furniture:
    """The role of a line that belongs to no story, and what it says of the page."""

    role: PartRole
    byline: str | None = None
    published: date | None = None
    """The day that a publication line gives."""
    evidence: date | None = None
    """A day that shows in which year the page was made."""
    folio: bool = False
    """The day stands in a line that dates the page only where it is the page's first or last."""
    closes: bool = False
    """The line ends the story above it, as the name below a letter does."""
