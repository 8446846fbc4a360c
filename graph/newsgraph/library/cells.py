"""Cells of the index, in and out: days, identifiers, and texts that SQLite can be asked for."""

from datetime import date

ARTICLE_PREFIX = "article/"
"""What the ids of articles begin with in all answers; the index keeps them without."""


def day(text: str | None) -> date | None:
    """Return the day that a cell holds."""
    return date.fromisoformat(text) if text else None


def clean(text: str) -> str:
    """Return the text without halves of characters, which SQLite would not take."""
    return text.encode("utf-8", "replace").decode()
