"""Words for sets of evidence in a reason: sorted, few, without the marks that tell places from bodies."""

from collections.abc import Iterable

_SHOWN = 3


def pair(left: set[str], right: set[str]) -> str:
    """Return the first of each set, parted by a stroke."""
    return f"{min(left)} / {min(right)}"


def listed(words: Iterable[str]) -> str:
    """Return the first few words in order."""
    return ", ".join(sorted(set(words))[:_SHOWN])


def shown(token: str) -> str:
    """Return what a token of evidence names."""
    return token.partition(":")[2] or token
