"""The SPARQL 1.1 Protocol: what a request to /sparql asks, and the job that answers it."""

from newsgraph.serve.negotiation import choose
from newsgraph.serve.request import Asked, Refused, Request, decoded
from newsgraph.serve.result import Result, refusal

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
NO_UPDATES = refusal(403, "This endpoint takes no updates: what it tells was read from articles; change those.")


def wants_page(request: Request) -> bool:
    """Return whether this is a visit with a browser: no query, and HTML liked better than any form of RDF."""
    if request.method == "POST" or b"query=" in request.query:
        return False
    return choose(request.headers.get("accept", ""), ("text/turtle", "text/html")) == "text/html"


def sparql(request: Request) -> Result | Asked:
    """Return the job for a query sent as GET, as a form or as itself; without a query, the service's description.

    Raises:
        Refused: 400, 403, 413, 415, as the protocol has it.
    """
    values: dict[str, list[str]] = {}
    for name, value in _parameters(request):
        values.setdefault(name, []).append(value)
    if "update" in values:
        raise Refused(refusal(400, "An update is sent with POST.") if request.method != "POST" else NO_UPDATES)
    queries = values.get("query", [])
    accept = request.headers.get("accept", "")
    if not queries and request.method != "POST":
        return Asked("description", {"accept": accept, "endpoint": f"{request.public_url}sparql"})
    if len(queries) != 1:
        sentence = (
            "There is no query; send one as the parameter `query`." if not queries else "Send one query at a time."
        )
        raise Refused(refusal(400, sentence))
    return Asked(
        "query",
        {
            "query": queries[0],
            "default": values.get("default-graph-uri", ()),
            "named": values.get("named-graph-uri", ()),
            "accept": accept,
            "base": f"{request.public_url}sparql",
            "rows": request.limits.rows,
            "bytes": request.limits.answer_bytes,
        },
    )


def graphs(request: Request) -> Asked:
    """Return the job that gives the graph which `?graph=IRI` names, or the union of all: `?default`.

    Raises:
        Refused: 400 where neither is there, or both.
    """
    parameters = request.parameters()
    named = [value for name, value in parameters if name == "graph"]
    is_default = any(name == "default" for name, _ in parameters)
    if len(named) + is_default != 1 or named == [""]:
        raise Refused(refusal(400, "Name one graph with ?graph=IRI, or ask for the union of all with ?default."))
    limits = request.limits
    asked = {"graph": named[0] if named else "", "accept": request.headers.get("accept", "")}
    return Asked("graph", {**asked, "rows": limits.rows, "bytes": limits.answer_bytes})


def void(request: Request) -> Asked:
    """Return the job that describes the data."""
    return Asked("void", {"url": request.public_url, "accept": request.headers.get("accept", "")})


def _parameters(request: Request) -> list[tuple[str, str]]:
    parameters = request.parameters()
    if request.method != "POST":
        return parameters
    kind, _, details = request.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    if kind == FORM:
        return parameters + decoded(request.content)
    if kind == UPDATE:
        raise Refused(NO_UPDATES)
    if kind != QUERY:
        raise Refused(refusal(415, f"Send a query as {QUERY}, or in a form ({FORM})."))
    charset = details.replace(" ", "").replace('"', "").lower()
    if charset.startswith("charset=") and charset not in ("charset=utf-8", "charset=utf8", "charset=us-ascii"):
        raise Refused(refusal(415, "Send the query in UTF-8."))
    if any(name == "query" for name, _ in parameters):
        raise Refused(refusal(400, "There are two queries: one in the address, one in the body."))
    return [*parameters, ("query", request.text())]
