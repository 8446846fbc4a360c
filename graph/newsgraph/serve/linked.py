"""The front's side of pages and linked data: who gets HTML, who gets RDF, and the server's own files."""

import gzip
from collections.abc import Mapping
from functools import cache

from newsgraph.serve.negotiation import choose
from newsgraph.serve.own_files import below
from newsgraph.serve.pages.forms import FORMATS, format_named
from newsgraph.serve.request import Asked, Request
from newsgraph.serve.result import Result, refusal

_SECONDS = 10.0
_MOST_PARAMETERS = 20
_LONGEST_PATH = 2000
_OFFERS = tuple(form.media_type for form in FORMATS)
_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
    "map": "application/json",
    "wasm": "application/wasm",
    "woff2": "font/woff2",
}
_OPENSEARCH = """<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>newsgraph</ShortName><Description>Names, headlines and texts of this graph</Description>
<InputEncoding>UTF-8</InputEncoding>
<Url type="text/html" template="{url}search?q={{searchTerms}}"/>
<Url type="application/x-suggestions+json" template="{url}suggest?form=opensearch&amp;q={{searchTerms}}"/>
</OpenSearchDescription>
"""


def linked(request: Request) -> Result | Asked:
    """Answer an IRI of the graph at once, with a page for browsers and with RDF for others (no redirect).

    What is described is a document's subject or the document itself; `Content-Location` names the form that was sent.
    `?format=` goes before the Accept header.
    """
    path = path_of(request)
    parameters = given(request)
    if len(path) > _LONGEST_PATH:
        return refusal(414, "The address is longer than any that the graph has.")
    asked = parameters.pop("format", None)
    chosen = _asked(asked) if asked is not None else choose(request.headers.get("accept", ""), (*_OFFERS, "text/html"))
    if chosen is None:
        names = ", ".join(("html", *(form.name for form in FORMATS)))
        return refusal(
            406, f"This comes in these forms: {names}; ask with ?format= or an Accept header.", vary="accept"
        )
    if chosen == "text/html":
        return Asked("page", {"path": path, "parameters": parameters}, _SECONDS)
    return Asked("data", {"path": path, "media_type": chosen, "page": parameters.get("page", "")}, _SECONDS)


def home(request: Request) -> Asked:
    """Answer the home page."""
    return Asked("home", {"parameters": given(request)}, _SECONDS)


def explore(request: Request) -> Asked:
    """Answer the explorer's page; its data are asked for by its script."""
    return Asked("explore", {}, _SECONDS)


def search(request: Request) -> Asked:
    """Answer the search page."""
    return Asked("search", {"path": "search", "parameters": given(request)}, _SECONDS)


def suggest(request: Request) -> Asked:
    """Answer what somebody who types may mean."""
    return Asked("suggest", {"parameters": given(request)}, _SECONDS)


def opensearch(request: Request) -> Result:
    """Answer how browsers may search here."""
    body = _OPENSEARCH.format(url=request.public_url.replace("&", "&amp;").replace("<", "&lt;"))
    return Result(200, "application/opensearchdescription+xml", body.encode())


def asset(request: Request) -> Result:
    """Answer one of the server's own files; an address that names a version stays good for a year."""
    content = _assets().get(request.rest)
    if content is None:
        return refusal(404, "The server has no such file.")
    kept = "public, max-age=31536000, immutable" if request.query else "no-cache"
    headers = {"cache-control": kept, "vary": "accept-encoding"}
    if request.gzip:
        content = _compressed(request.rest)
        headers["content-encoding"] = "gzip"
    return Result(200, _TYPES[request.rest.rpartition(".")[2]], content, headers)


def path_of(request: Request) -> str:
    """Return the path as it was sent, without its first slash."""
    return request.raw_path.removeprefix("/")


def given(request: Request) -> dict[str, str]:
    """Return the parameters of the query string, the first of each name."""
    found: dict[str, str] = {}
    for name, value in request.parameters()[:_MOST_PARAMETERS]:
        found.setdefault(name, value)
    return found


def _asked(name: str) -> str | None:
    if name in ("html", "text/html"):
        return "text/html"
    form = format_named(name)
    return form.media_type if form else None


@cache
def _compressed(name: str) -> bytes:
    return gzip.compress(_assets()[name], mtime=0)


@cache
def _assets() -> Mapping[str, bytes]:
    """Return the server's own files by name; nothing else can be asked for."""
    return {name: content for name, content in below("serve/assets").items() if name.rpartition(".")[2] in _TYPES}
