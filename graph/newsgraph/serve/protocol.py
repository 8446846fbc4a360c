"""The SPARQL 1.1 Protocol: what a request to /sparql asks, and the job that answers it."""

from newsgraph.serve.negotiation import choose
from newsgraph.serve.request import Refused, Request, decoded
from newsgraph.serve.result import Result, refusal

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"


def wants_page(request: Request) -> bool:
    """Return whether this is a visit with a browser: no query, and HTML liked better than any form of RDF."""
    if request.method == "POST" or request.parameter("query"):
        return False
    return choose(request.headers.get("accept", ""), ("text/turtle", "text/html")) == "text/html"


async def sparql(request: Request) -> Result:
    """Answer a query sent as GET, as a form or as itself."""
    parameters = request.parameters()
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == FORM:
            parameters += decoded(await request.body())
        elif kind == DIRECT:
            parameters.append(("query", (await request.body()).decode()))
        else:
            raise Refused(refusal(415, f"Send a query as {DIRECT} or {FORM}."))
    values: dict[str, list[str]] = {}
    for name, value in parameters:
        values.setdefault(name, []).append(value)
    if len(values.get("query", ())) != 1:
        raise Refused(refusal(400, "Send one query."))
    arguments = {
        "query": values["query"][0],
        "default": values.get("default-graph-uri", []),
        "named": values.get("named-graph-uri", []),
        "accept": request.headers.get("accept", ""),
        "rows": request.limits.rows,
        "bytes": request.limits.answer_bytes,
    }
    return await request.run("query", arguments)
