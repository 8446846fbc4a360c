"""The front's side of the query page: the page itself, the words that its editor offers, saved questions filled in."""

from collections.abc import Iterable

from newsgraph.serve.protocol import FORM
from newsgraph.serve.request import Asked, Refused, Request, decoded
from newsgraph.serve.result import refusal

_MOST_SETTINGS = 20


def query_page(request: Request) -> Asked:
    """Answer the query page; a form that was sent without our script is answered with a table on the page.

    An address with `?query=` or `?question=` only fills the fields in: no visit runs a query, save by the button.

    Raises:
        Refused: 400 and 415 where the form cannot be read.
    """
    is_sent = request.method == "POST"
    parameters = request.parameters()
    if is_sent:
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
            raise Refused(refusal(415, f"Send the form as {FORM}; a program asks at /sparql."))
        parameters += decoded(request.content)
    given = _first(parameters)
    return Asked(
        "query_page",
        {
            "query": given.pop("query", ""),
            "question": given.pop("question", ""),
            "settings": given,
            "run": is_sent,
            "base": f"{request.public_url}sparql",
            "rows": request.limits.rows,
            "bytes": request.limits.answer_bytes,
        },
    )


def query_vocabulary(request: Request) -> Asked:
    """Answer the prefixes and terms that a query on this graph may use, as JSON."""
    return Asked("query_vocabulary", {})


def query_fill(request: Request) -> Asked:
    """Answer a saved question's SPARQL with the settings of the address filled in, as JSON."""
    given = _first(request.parameters())
    return Asked("query_fill", {"question": given.pop("question", ""), "settings": given})


def _first(parameters: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in parameters:
        if len(found) < _MOST_SETTINGS:
            found.setdefault(name, value.strip() if name != "query" else value)
    return found
