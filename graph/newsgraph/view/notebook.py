"""The page inside a notebook."""

from collections.abc import Collection
from dataclasses import dataclass, field
from html import escape

from newsgraph.model import Kind, KnowledgeGraph
from newsgraph.view.page import LIMIT, page


@dataclass(frozen=True, slots=True)
class NotebookView:
    """What a notebook shows as the page, in a frame that may run scripts and nothing else."""

    html: str = field(repr=False)
    height: int

    def _repr_html_(self) -> str:
        return (
            f'<iframe title="newsgraph" sandbox="allow-scripts" srcdoc="{escape(self.html, quote=True)}" '
            f'width="100%" height="{int(self.height)}" style="border:1px solid #bbb;border-radius:6px"></iframe>'
        )


def notebook(
    kg: KnowledgeGraph,
    *,
    around: str | None = None,
    hops: int = 1,
    kinds: Collection[Kind] = (),
    limit: int = LIMIT,
    title: str = "newsgraph",
    height: int = 640,
) -> NotebookView:
    """Return what a notebook shows as the page, `height` pixels high; other arguments and errors as in `page`."""
    html = page(kg, around=around, hops=hops, kinds=kinds, limit=limit, title=title)
    return NotebookView(html, height)
