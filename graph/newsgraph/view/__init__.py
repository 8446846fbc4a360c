"""Looking at a graph: one offline HTML file by pyvis and vis-network (DESIGN section 8)."""

from newsgraph.view.choose import MOST, choose, resolve_name
from newsgraph.view.notebook import NotebookView, notebook
from newsgraph.view.page import LIMIT, page, summary, to_pyvis

__all__ = ["LIMIT", "MOST", "NotebookView", "choose", "notebook", "page", "resolve_name", "summary", "to_pyvis"]
