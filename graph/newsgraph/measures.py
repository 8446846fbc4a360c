"""Values with a measure: where something is on the earth, and between which days it happened."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Position:
    """Where on the earth, in degrees north and east (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class TimeBounds:
    """The earliest and latest days on which something may have begun and ended, both included."""

    earliest_begin: date | None = None
    latest_begin: date | None = None
    earliest_end: date | None = None
    latest_end: date | None = None


def when(begin: str, latest_begin: str, earliest_end: str, end: str) -> str:
    """Return the four bounds of a time for reading: `on 2026-03-01`; nothing where all are empty."""
    if begin and begin == end:
        return f"on {begin}"
    if begin and end:
        lasts = latest_begin == begin and earliest_end == end
        return f"from {begin} to {end}" if lasts else f"between {begin} and {end}"
    if begin:
        return f"from {begin} on" if latest_begin == begin else f"since {begin} or later"
    if end:
        return f"until {end}" if earliest_end == end else f"by {end}"
    if latest_begin:
        return f"begun by {latest_begin}"
    return f"until {earliest_end} or later" if earliest_end else ""
