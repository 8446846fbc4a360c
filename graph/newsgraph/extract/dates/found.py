"""What the grammar finds."""

from dataclasses import dataclass
from datetime import date

from newsgraph.extract.dates.interval import Granularity
from newsgraph.model import Span


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A stretch of a text that tells the time, and the days that it may mean."""

    span: Span
    granularity: Granularity
    earliest: date | None
    """The first day, None where it is unknown: a relative date in an article without a day, or `3/4/2024`."""
    latest: date | None
    """The last day, counted in."""
    value: str | None
    """In ISO 8601-2 (EDTF): `2024-01-21`, `2024-01`, `2001-09/2001-12`, `196X`."""
