"""Articles in lists: headline, outlet and day of many at once, and the text of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsgraph.ids import short_hash, slug

if TYPE_CHECKING:
    from newsgraph.library.opening import Library


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article in a list."""

    id: str
    """`article/4538c258098602fb`."""
    headline: str
    """Never empty: without a headline the name of the source."""
    outlet: str
    outlet_id: str
    published: str
    """The day, `2026-03-01`, or nothing."""


def article_lines(library: "Library", articles: Sequence[str]) -> dict[str, ArticleLine]:
    """Return the lines of articles by identifier; one that is not in the index is called by its identifier."""
    heads = library.index.heads(articles)
    return {
        article: ArticleLine(
            id=article,
            headline=(head.headline or head.origin) if (head := heads.get(article)) else article,
            outlet=(head.outlet or "") if head else "",
            outlet_id=outlet_id(head.outlet) if head and head.outlet else "",
            published=head.published.isoformat() if head and head.published else "",
        )
        for article in articles
    }


def outlet_id(name: str) -> str:
    """Return the identifier that the RDF gives an outlet of that name."""
    return f"outlet/{slug(name)}-{short_hash('outlet', name.casefold())[:8]}"
