"""Who acts in public life, as far as an article says."""

from collections.abc import Iterable

from newsgraph.model import Mention, Publicity
from newsgraph.resolve.names import fold
from newsgraph.resolve.within.roles import COURTESY


def publicity_of(mentions: Iterable[Mention]) -> tuple[Publicity, str | None]:
    """Return whether the article gives a person a public title or role, and which."""
    for mention in mentions:
        title = (mention.value or "").strip()
        if title and fold(title) not in COURTESY:
            return Publicity.PUBLIC, f"named with the title or role “{title}”"
    return Publicity.UNKNOWN, None
