"""Who acts in public life, as far as an article says."""

from collections.abc import Iterable

from newsgraph.model import Mention, Publicity
from newsgraph.resolve.names import fold
from newsgraph.resolve.vocabulary import role_of
from newsgraph.resolve.within.roles import COURTESY

_NOT_PUBLIC = frozenset({"private", "any"})
"""Who is a nurse, a widow or a victim does not act in public life by that."""


def publicity_of(mentions: Iterable[Mention]) -> tuple[Publicity, str | None]:
    """Return whether the article gives a person a public title or role, and which."""
    for mention in mentions:
        title = (mention.value or "").strip()
        if title and fold(title) not in COURTESY and _is_public(title):
            return Publicity.PUBLIC, f"named with the title or role “{title}”"
    return Publicity.UNKNOWN, None


def _is_public(title: str) -> bool:
    known = role_of(title)
    return known is None or known.holders not in _NOT_PUBLIC
