"""Who may ask, and what every answer says to browsers."""

import base64
import hashlib
import hmac
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from newsgraph.serve.result import Result, refusal

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS = (
    f"content-security-policy: {CONTENT_POLICY}\r\n"
    "x-content-type-options: nosniff\r\n"
    "referrer-policy: no-referrer\r\n"
    "cross-origin-resource-policy: same-origin\r\n"
    "x-frame-options: DENY\r\n"
).encode()
OWN_POLICY_HEADERS = b"x-content-type-options: nosniff\r\nreferrer-policy: no-referrer\r\n"
"""In place of `HEADERS` where an answer brings a content policy of its own: a preview that others may frame."""

_LOCAL = ("localhost", "127.0.0.1", "::1")
_CHALLENGE = 'Bearer realm="newsgraph", Basic realm="newsgraph", charset="UTF-8"'


@dataclass(frozen=True, slots=True)
class Gate:
    """Whom the server answers."""

    hosts: frozenset[str] | None = None
    """The names by which it may be called; None for any."""
    token_digest: bytes = b""
    """Of the token that each request must bring; empty where none is asked for."""
    origins: frozenset[str] = frozenset()
    """The web origins whose pages may read answers; `*` for all."""

    def refused(self, method: str, headers: Mapping[str, str]) -> Result | None:
        """Return the refusal for a request that may not be answered, by its headers; None where it may."""
        if self.hosts is not None and _host(headers.get("host", "")) not in self.hosts:
            return refusal(421, "This server does not answer under that name; it is set with --public-url.")
        # A browser asks whether it may ask before it sends the token.
        if self.token_digest and method != "OPTIONS" and not self._knows(headers.get("authorization", "")):
            sentence = "This server asks for its token: Authorization: Bearer TOKEN, or TOKEN as password."
            return refusal(401, sentence, www_authenticate=_CHALLENGE)
        return None

    def sharing(self, origin: str) -> bytes:
        """Return the header lines that let a page of that origin read the answer."""
        if not self.origins:
            return b""
        if "*" in self.origins:
            return b"access-control-allow-origin: *\r\naccess-control-expose-headers: etag, retry-after\r\n"
        if origin in self.origins:
            allowed = f"access-control-allow-origin: {origin}\r\naccess-control-expose-headers: etag, retry-after\r\n"
            return allowed.encode("latin-1") + b"vary: origin\r\n"
        return b"vary: origin\r\n"

    def _knows(self, authorization: str) -> bool:
        scheme, _, rest = authorization.partition(" ")
        token = rest.strip()
        if scheme.lower() == "basic":
            try:
                token = base64.b64decode(token, validate=True).decode("latin-1").partition(":")[2]
            except ValueError:
                return False
        elif scheme.lower() != "bearer":
            return False
        return hmac.compare_digest(_digest(token), self.token_digest)


def gate(*, host: str, public_url: str, token: str, origins: Collection[str]) -> Gate:
    """Return the gate of a server that listens on `host`.

    One that listens on this machine only answers to this machine's names only (and to its public one): a page on the
    web could otherwise point a name of its own here, and read what is here.
    """
    named = frozenset({*_LOCAL, host, urlsplit(public_url).hostname or host})
    return Gate(
        hosts=named if host in _LOCAL else None,
        token_digest=_digest(token) if token else b"",
        origins=frozenset(origins),
    )


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()


def _host(header: str) -> str:
    name = header.strip().lower()
    return name[1:].partition("]")[0] if name.startswith("[") else name.partition(":")[0]
