"""RDF terms as N-Quads words: whatever the text holds, what comes out is one inert term (RDF 1.1 N-Quads)."""

import re
from datetime import date
from functools import cache, lru_cache
from urllib.parse import urlsplit

from newsgraph.errors import NewsgraphError
from newsgraph.vocab import PREFIXES, expand

DEFAULT_BASE = "https://newsgraph.example/"
"""Where identifiers start unless a user sets a base; `.example` is reserved, so that nobody's names are taken."""

_ILLEGAL_IN_IRI = re.compile(
    r"""[^\x21\x23-\x3b\x3d\x3f-\x5a\x5f\x61-\x7a\x7e"""
    r"""\xa1-\u1fff\u2010-\u2027\u2030-\u205f\u2070-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\uffef"""
    + "".join(f"{chr(plane * 0x10000)}-{chr(plane * 0x10000 + 0xFFFD)}" for plane in range(1, 14))
    + r"]|%(?![0-9A-Fa-f]{2})"
)
"""All but what RFC 3987 allows in an IRI; of that, spaces and bidi controls are left out too."""
_PLAIN_IRI = re.compile(r"[!$&-;=?-Z_a-z~]*(?:#[!$&-;=?-Z_a-z~]*)?")
"""What needs no look at each character; nearly every identifier is so."""
_AUTHORITY = re.compile(r"(?:[^@:]*(?::[^@]*)?@)?[^@:]+(?::[0-9]*)?")
_REPLACEMENT = "\ufffd"
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ESCAPES = {
    **{
        code: f"\\u{code:04X}"
        for code in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    },
    ord("\\"): "\\\\",
    ord('"'): '\\"',
    ord("\n"): "\\n",
    ord("\r"): "\\r",
    ord("\t"): "\\t",
    **dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT),
}
_TO_ESCAPE = re.compile("[" + "".join(f"\\u{code:04x}" for code in sorted(_ESCAPES)) + "]")
_XSD = PREFIXES["xsd"]
_MANY = 1 << 14
"""How many terms of a sort are kept at most: enough for what many articles share, too few to be felt."""


@lru_cache(_MANY)
def iri(text: str) -> str:
    """Return the IRI as a term, characters that no IRI may hold percent-encoded."""
    if _PLAIN_IRI.fullmatch(text):
        return f"<{text}>"
    path, mark, fragment = _SURROGATE.sub(_REPLACEMENT, text).partition("#")
    return f"<{_ILLEGAL_IN_IRI.sub(_percent, path + mark + fragment.replace('#', '%23'))}>"


@cache
def term(name: str) -> str:
    """Return the term for a name in prefix form: `ng:Agent`."""
    return iri(expand(name))


def literal(text: str) -> str:
    """Return a plain text as a term; bidi controls and line separators are written as escapes."""
    return f'"{text.translate(_ESCAPES)}"' if _TO_ESCAPE.search(text) else f'"{text}"'


@lru_cache(_MANY)
def day(value: date) -> str:
    """Return an `xsd:date`."""
    return f'"{value.isoformat()}"^^<{_XSD}date>'


def year(value: int) -> str:
    """Return an `xsd:gYear`."""
    return f'"{value:04d}"^^<{_XSD}gYear>'


def whole(value: int) -> str:
    """Return an `xsd:integer`."""
    return f'"{value}"^^<{_XSD}integer>'


@lru_cache(_MANY)
def decimal(value: float) -> str:
    """Return an `xsd:decimal` with at most six places."""
    # Added to, the zero with a sign is the other one, from which the cache cannot tell it.
    shown = f"{value + 0.0:.6f}".rstrip("0").rstrip(".")
    return f'"{shown}"^^<{_XSD}decimal>'


def boolean(value: bool) -> str:
    """Return an `xsd:boolean`."""
    return f'"{str(value).lower()}"^^<{_XSD}boolean>'


@lru_cache(_MANY)
def web_address(text: str) -> str | None:
    """Return the address as a term where it is one of the web's; None for anything else, such as `javascript:`."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not _is_host(parts.netloc):
        return None
    return iri(text.strip())


def checked_base(base: str) -> str:
    """Return the base IRI, ending in `/` or `#`, fit to have identifiers added.

    Raises:
        NewsgraphError: where it is no absolute http(s) IRI or `urn:`, or holds characters that no IRI may.
    """
    fit = re.fullmatch(r"(?:https?://([^/\s]+)|urn:[a-z0-9][a-z0-9-]*:).*", base, re.IGNORECASE)
    if not fit or (fit[1] and not _is_host(fit[1])) or _ILLEGAL_IN_IRI.search(base) or "?" in base or "#" in base[:-1]:
        raise NewsgraphError(
            f"The base {base!r} is not an absolute IRI; give one such as https://archive.example/news/."
        )
    return base if base.endswith(("/", "#", ":")) else base + "/"


def _is_host(authority: str) -> bool:
    """Return whether a host stands there, perhaps with a user and a port, as a strict reader of RDF wants it."""
    return _AUTHORITY.fullmatch(authority) is not None and not _ILLEGAL_IN_IRI.search(authority)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode())
