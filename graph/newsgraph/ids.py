"""Identifiers that are functions of content, never of order or time (DESIGN section 5)."""

import hashlib
import re
import unicodedata

_SEPARATOR = "\x1f"
_SHORT = 16
_SLUG_LENGTH = 48


def digest(content: bytes | str) -> str:
    """Return the SHA-256 of the content in hex; text is taken as UTF-8."""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return hashlib.sha256(data).hexdigest()


def short_hash(*parts: str) -> str:
    """Return 16 hex digits that depend on every part and on where one part ends."""
    return digest(_SEPARATOR.join(parts))[:_SHORT]


def slug(name: str) -> str:
    """Return lower-case ASCII letters, digits and hyphens for reading; never empty, never an identity."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_SLUG_LENGTH].strip("-") or "unnamed"


def article_id(origin: str, text: str) -> str:
    """Return the id of an article from its source's name and its final text."""
    return short_hash("article", origin, text)


def local_entity_id(article: str, kind: str, key: str) -> str:
    """Return the id of an entity as one article knows it."""
    return f"local/{article}_{slug(key)}-{short_hash('local', article, kind, key)[:8]}"


def entity_id(kind: str, key: str) -> str:
    """Return the id of an entity over the corpus, from its kind and the key its members share."""
    return f"{kind.lower()}/{slug(key)}-{short_hash('entity', kind, key)[:8]}"


def mention_id(article: str, start: int, end: int) -> str:
    """Return the id of a stretch of an article's text."""
    return f"mention/{article}_{start}-{end}"
