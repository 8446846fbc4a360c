"""Which media type a client gets, by its Accept header (RFC 9110, section 12.5.1)."""

import re
from collections.abc import Sequence
from functools import lru_cache

_QUALITY = re.compile(r"(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")
_RANGE = re.compile(r"[\w!#$&^.+*-]+/[\w!#$&^.+*-]+", re.ASCII)


def choose(accept: str, offers: Sequence[str]) -> str | None:
    """Return the offer that the client likes best, the first of equals; None where it takes none of them.

    An empty header takes anything; a range that is malformed is passed over, and so are its parameters but `q`.
    """
    return _choose(accept, tuple(offers))


@lru_cache(maxsize=512)
def _choose(accept: str, offers: tuple[str, ...]) -> str | None:
    if not accept.strip():
        return offers[0]
    ranges = dict(_ranges(accept))
    liked = [(_quality(offer.partition(";")[0], ranges), offer) for offer in offers]
    best = max(liked, key=lambda pair: pair[0])
    return best[1] if best[0] > 0 else None


def _quality(offer: str, ranges: dict[str, float]) -> float:
    kind = offer.partition("/")[0]
    return next((ranges[known] for known in (offer, f"{kind}/*", "*/*") if known in ranges), 0.0)


def _ranges(accept: str) -> list[tuple[str, float]]:
    found = []
    for part in accept.split(",")[:100]:
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        name = "*/*" if name == "*" else name
        if _RANGE.fullmatch(name):
            quality = next((value[2:].strip() for value in parameters if value.startswith("q=")), "1")
            found.append((name, float(quality) if _QUALITY.fullmatch(quality) else 1.0))
    # Of a range that is named twice, the better one counts.
    return sorted(found, key=lambda pair: pair[1])


def accepts_gzip(accept_encoding: str) -> bool:
    """Return whether the client takes an answer that is compressed with gzip."""
    codings = {}
    for part in accept_encoding.lower().split(","):
        name, _, quality = part.partition(";")
        codings[name.strip()] = quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return codings.get("gzip", codings.get("*", False))
