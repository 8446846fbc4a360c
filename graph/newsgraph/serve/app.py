"""The front: an ASGI application that finds the handler for a request, and sends what it gives back."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from newsgraph.serve.limits import Limits
from newsgraph.serve.negotiation import accepts_gzip
from newsgraph.serve.request import Refused, Request
from newsgraph.serve.result import Result, refusal
from newsgraph.serve.routes import ROUTES, Route
from newsgraph.serve.security import SECURITY
from newsgraph.serve.workers import Pool

Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]

_EXACT = {route.path: route for route in ROUTES if not route.path.endswith("*")}
_BELOW = tuple(
    sorted(
        ((route.path[:-1], route) for route in ROUTES if route.path.endswith("*")),
        key=lambda pair: len(pair[0]),
        reverse=True,
    )
)


class Front:
    """The application."""

    def __init__(self, pool: Pool, limits: Limits, *, public_url: str) -> None:
        self.pool = pool
        self.limits = limits
        self.public_url = public_url

    async def __call__(self, scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        headers: dict[str, str] = {}
        for name, value in scope["headers"]:
            known = name.decode("latin-1")
            text = value.decode("latin-1")
            headers[known] = f"{headers[known]}, {text}" if known in headers else text
        request = Request(
            scope["method"], scope["path"], scope["query_string"], headers, receive, self.pool, self.limits,
            self.public_url,
        )  # fmt: skip
        try:
            result = await self._handled(request)
        except Refused as refused:
            result = refused.result
        await _send(send, result)

    async def _handled(self, request: Request) -> Result:
        route = _found(request)
        if route is None:
            return refusal(404, "There is nothing at this address.")
        if request.method not in route.methods:
            return refusal(405, f"Use {', '.join(route.methods)} here.", allow=", ".join(route.methods))
        return await route.handler(request)


def _found(request: Request) -> Route | None:
    route = _EXACT.get(request.path)
    if route is None:
        for start, candidate in _BELOW:
            if request.path.startswith(start):
                request.rest = request.path[len(start) :]
                return candidate
    return route


async def _send(send: Send, result: Result) -> None:
    headers = [*SECURITY, (b"content-length", str(len(result.body)).encode())]
    if result.media_type:
        headers.append((b"content-type", result.media_type.encode("latin-1")))
    headers += [(name.encode("latin-1"), value.encode("latin-1")) for name, value in result.headers.items()]
    await send({"type": "http.response.start", "status": result.status, "headers": headers})
    await send({"type": "http.response.body", "body": result.body})


def wants_gzip(request: Request) -> bool:
    """Return whether the client takes compressed answers."""
    return accepts_gzip(request.headers.get("accept-encoding", ""))
