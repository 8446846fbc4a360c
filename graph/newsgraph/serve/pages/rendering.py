"""Templates filled: escaped everywhere, and an error for a name that is not given."""

from functools import cache
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined

from newsgraph.serve.own_files import below
from newsgraph.serve.pages.forms import FORMATS, HTML
from newsgraph.serve.pages.site import Site, shorter
from newsgraph.serve.result import Result


def page(template: str, site: Site, *, status: int = 200, **values: Any) -> Result:
    """Return a page from a template of this package."""
    body = _environment().get_template(template).render(site=site, formats=FORMATS, **values)
    # A lone surrogate cannot be sent as UTF-8.
    return Result(status, HTML, body.encode("utf-8", "replace"))


@cache
def _environment() -> Environment:
    return environment()


def environment(*folders: str) -> Environment:
    """Return what fills the templates of the server, and of other folders of our own."""
    found = {
        name: content.decode()
        for folder in ("serve/pages/templates", *folders)
        for name, content in below(folder).items()
    }
    made = Environment(
        loader=DictLoader(found),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["shorter"] = shorter
    made.filters["number"] = lambda number: f"{number:,}"
    return made
