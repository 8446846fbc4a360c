"""The Reconciliation Service API over a graph, as the front sees it: which address asks for what.

Versions 0.1 and 0.2 at /reconcile, 1.0-draft at /reconcile/draft (https://reconciliation-api.github.io/specs/).
"""

from collections.abc import Mapping

from newsgraph.serve.request import Asked, Request, decoded
from newsgraph.serve.result import Result, refusal

_SECONDS = 20.0
_FORM = "application/x-www-form-urlencoded"
_DRAFT = "1.0-draft"


def reconcile(request: Request) -> Result | Asked:
    """Answer the manifest, a batch of queries, one query, or an extension, as the parameters ask."""
    given = dict(reversed(request.parameters()))
    if request.method == "POST":
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in ("", _FORM):
            return refusal(415, f"Send a form ({_FORM}) with the field queries or extend.")
        given |= dict(reversed(decoded(request.content)))
    for name in ("queries", "query", "extend"):
        if name in given:
            return _asked(request, name, {name: given[name]})
    if request.method == "POST":
        return refusal(400, "Send the field queries, with a batch of queries as JSON, or the field extend.")
    return _asked(request, "manifest", {})


def reconcile_below(request: Request) -> Result | Asked:
    """Answer suggestions, previews, the properties that can be fetched, and the draft of version 1.0."""
    given = dict(reversed(request.parameters()))
    match request.rest.split("/"):
        case ["suggest", ("entity" | "type" | "property") as what]:
            return _asked(request, "suggest", {"what": what, **_only(given, "prefix", "cursor", "type")})
        case ["preview"]:
            return _asked(request, "preview", _only(given, "id"))
        case ["properties"]:
            return _asked(request, "properties", _only(given, "type", "limit"))
        case ["draft"]:
            return _asked(request, "manifest", {"version": _DRAFT})
        case ["draft", "match"] if request.method == "POST":
            return _asked(request, "queries", {"queries": request.text(), "version": _DRAFT})
        case ["draft", "match"]:
            return refusal(405, "Use POST here, with a batch of queries as JSON.", allow="POST, OPTIONS")
    return refusal(404, "The reconciliation service has nothing at this address; its manifest is at /reconcile.")


def _asked(request: Request, what: str, given: Mapping[str, str]) -> Asked:
    return Asked("reconcile", {"job": what, "url": request.public_url.rstrip("/"), **given}, _SECONDS)


def _only(given: Mapping[str, str], *names: str) -> dict[str, str]:
    return {name: given[name] for name in names if name in given}
