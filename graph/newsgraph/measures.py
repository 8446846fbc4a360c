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
