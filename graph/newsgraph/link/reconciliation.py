"""The Reconciliation Service API as plain values: what to ask, and what a service's answers say.

Speaks versions 0.1, 0.2 and 1.0-draft (https://reconciliation-api.github.io/specs/). Nothing here reads or sends; and
nothing that a service says is trusted: wrong types are dropped, words bounded and cleaned, addresses checked.
"""

import json
import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from newsgraph.errors import NewsgraphError
from newsgraph.ids import digest

DRAFT = "1.0-draft"
_VERSIONS = ("0.2", DRAFT, "0.1")
"""In the order of preference: the last one that is final, the draft, the oldest."""
_NAME_LENGTH = 200
_ID_LENGTH = 500
_IRI_LENGTH = 2000
_TYPES = 5
_SAFE_IN_A_PATH = "/:@!$&'()*+,;=~"
_WEB_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f]+", re.IGNORECASE)
_TEMPLATE_ID = re.compile(r"\{\{(\+?)id\}\}|\{(\+?)id\}")
_JOINERS = frozenset("\u200c\u200d")
"""Invisible, but part of the spelling in Persian, Hindi and others."""
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))


@dataclass(frozen=True, slots=True)
class Query:
    """One question to a service: which of your things bears this name?"""

    name: str
    type: str | None = None
    """The service's own identifier of a type."""
    limit: int = 5
    properties: tuple[tuple[str, str], ...] = ()
    """The service's own identifiers of properties, each with a value; sorted."""

    def digest(self) -> str:
        """Return a hash that equal queries share."""
        return digest(json.dumps([self.name, self.type, self.limit, self.properties], ensure_ascii=True))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that may bear the name; from a service, every word in it is the service's."""

    id: str
    name: str
    score: float | None = None
    """On the scale of whoever gives it; higher is likelier."""
    match: bool = False
    """Whether whoever gives it is sure."""
    types: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a service says about itself."""

    name: str
    version: str
    """The version of the protocol to speak with it."""
    identifier_space: str | None = None
    view: str | None = None
    """A template that makes an identifier into an address."""
    types: tuple[tuple[str, str], ...] = ()
    """The types it suggests: identifier and name."""
    takes_properties: bool = False
    batch_size: int | None = None
    has_standard_scores: bool = False
    """Whether its scores run from 0 to 100."""
    wants_credentials: bool = False


def read_manifest(value: object, *, service: str) -> Manifest:
    """Return what the manifest says.

    Raises:
        NewsgraphError: where it is none, or speaks no version that newsgraph knows; `service` is named in it.
    """
    if not isinstance(value, dict) or not isinstance(value.get("name"), str):
        raise NewsgraphError(
            f"{service} answers, but not with the manifest of a reconciliation service; check the address."
        )
    version = _version(value.get("versions"), service=service)
    manifest = Manifest(
        name=cleaned(value["name"]) or "unnamed service",
        version=version,
        identifier_space=_web_iri(value.get("identifierSpace")),
        view=_template(value.get("view")),
        types=_default_types(value.get("defaultTypes")),
        takes_properties=_takes_properties(value),
        batch_size=_positive(value.get("batchSize")),
        has_standard_scores=value.get("standardizedScore") is True,
        wants_credentials=bool(value.get("authentication")),
    )
    if manifest.view is None and not _is_prefix(manifest.identifier_space):
        raise NewsgraphError(
            f"{service} does not say at which address its things stand, so nothing can be linked to them."
        )
    return manifest


def batch(queries: Sequence[Query], *, version: str) -> dict[str, object]:
    """Return the queries as the JSON object that the version of the protocol wants."""
    if version == DRAFT:
        return {"queries": [_with_conditions(query) for query in queries]}
    return {f"q{number}": _with_query(query) for number, query in enumerate(queries)}


def candidates(answer: object, queries: Sequence[Query], *, version: str) -> list[tuple[Candidate, ...] | None] | None:
    """Return, for each query of the batch, its candidates, best first; None for one that is not answered readably.

    None in all where the answer has not the form of the version of the protocol.
    """
    if not isinstance(answer, dict):
        return None
    if version == DRAFT:
        results = answer.get("results")
        if not isinstance(results, list):
            return None
        found: list[object] = [results[number] if number < len(results) else None for number in range(len(queries))]
        key = "candidates"
    else:
        if queries and not any(f"q{number}" in answer for number in range(len(queries))):
            return None
        found = [answer.get(f"q{number}") for number in range(len(queries))]
        key = "result"
    return [_candidates_of(one, key, query.limit) for one, query in zip(found, queries, strict=True)]


def read_candidates(items: object, *, limit: int) -> tuple[Candidate, ...] | None:
    """Return the readable ones of a list of candidates, at most `limit`, best first, each identifier once.

    None where it is no list.
    """
    if not isinstance(items, list):
        return None
    by_id: dict[str, Candidate] = {}
    for item in items:
        candidate = _candidate(item)
        if candidate is not None:
            by_id.setdefault(candidate.id, candidate)
    ranked = sorted(by_id.values(), key=lambda candidate: -(candidate.score or 0.0))
    return tuple(ranked[:limit])


def iri_of(identifier: str, manifest: Manifest) -> str | None:
    """Return the address that stands for a thing of the service; None where it would be no plain web address.

    An identifier that is an address stands for itself; else the identifier space is put before it where that is a
    namespace (as in `http://www.wikidata.org/entity/`); else the view template is filled in.
    """
    if _WEB_IRI.match(identifier):
        return _web_iri(identifier)
    space = manifest.identifier_space
    if space is not None and _is_prefix(space):
        return _web_iri(space + quote(identifier, safe=_SAFE_IN_A_PATH))
    if manifest.view is None:
        return None
    return _web_iri(_TEMPLATE_ID.sub(lambda found: _filled(found, identifier), manifest.view))


def is_of(iri: str, manifest: Manifest) -> bool:
    """Return whether the address is of the kind that the service's things have."""
    space = manifest.identifier_space
    start = space if space is not None and _is_prefix(space) else _TEMPLATE_ID.split(manifest.view or "")[0]
    return bool(start) and iri.startswith(start)


def cleaned(text: str, *, length: int = _NAME_LENGTH) -> str:
    """Return the text on one line, without characters that steer a terminal or turn its direction, and cut."""
    spaced = (" " if character.isspace() else character for character in text[: 4 * length])
    kept = "".join(
        character for character in spaced if character in _JOINERS or unicodedata.category(character) not in _UNSEEN
    )
    plain = " ".join(unicodedata.normalize("NFC", kept).split())
    return plain if len(plain) <= length else plain[: length - 1].rstrip() + "…"


def _version(listed: object, *, service: str) -> str:
    if listed is None:
        return "0.1"
    spoken = [version for version in listed if isinstance(version, str)] if isinstance(listed, list) else []
    for version in _VERSIONS:
        if version in spoken:
            return version
    if any(version.startswith("1.0") for version in spoken):
        return DRAFT
    told = ", ".join(cleaned(version, length=20) for version in spoken[:5]) or "none"
    raise NewsgraphError(
        f"{service} speaks the reconciliation protocol in the versions {told}; newsgraph speaks {', '.join(_VERSIONS)}."
    )


def _with_query(query: Query) -> dict[str, object]:
    made: dict[str, object] = {"query": query.name, "limit": query.limit}
    if query.type is not None:
        made["type"] = query.type
    if query.properties:
        made["properties"] = [{"pid": pid, "v": value} for pid, value in query.properties]
    return made


def _with_conditions(query: Query) -> dict[str, object]:
    conditions: list[dict[str, object]] = [{"matchType": "name", "propertyValue": query.name}]
    conditions += [
        {"matchType": "property", "propertyId": pid, "propertyValue": value} for pid, value in query.properties
    ]
    made: dict[str, object] = {"conditions": conditions, "limit": query.limit}
    if query.type is not None:
        made["type"] = query.type
    return made


def _candidates_of(one: object, key: str, limit: int) -> tuple[Candidate, ...] | None:
    return read_candidates(one.get(key), limit=limit) if isinstance(one, dict) else None


def _candidate(item: object) -> Candidate | None:
    if not isinstance(item, dict):
        return None
    identifier, name = item.get("id"), item.get("name")
    if isinstance(identifier, int) and not isinstance(identifier, bool):
        identifier = f"{identifier:d}" if abs(identifier) < 10**18 else ""
    if not isinstance(identifier, str) or not isinstance(name, str):
        return None
    name = cleaned(name)
    if not identifier or len(identifier) > _ID_LENGTH or cleaned(identifier, length=_ID_LENGTH) != identifier:
        return None
    description = item.get("description")
    return Candidate(
        id=identifier,
        name=name or identifier,
        score=_number(item.get("score")),
        match=item.get("match") is True,
        types=_type_names(item.get("type")),
        description=cleaned(description) if isinstance(description, str) else "",
    )


def _type_names(listed: object) -> tuple[str, ...]:
    names = []
    for one in (listed if isinstance(listed, list) else [listed])[:_TYPES]:
        given = (one.get("name") or one.get("id")) if isinstance(one, dict) else one
        if isinstance(given, str) and cleaned(given):
            names.append(cleaned(given))
    return tuple(names)


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _positive(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def _default_types(listed: object) -> tuple[tuple[str, str], ...]:
    types = []
    for one in listed[:100] if isinstance(listed, list) else []:
        identifier = one.get("id") if isinstance(one, dict) else one
        if isinstance(identifier, str) and identifier and cleaned(identifier) == identifier:
            name = one.get("name") if isinstance(one, dict) else None
            types.append((identifier, cleaned(name) if isinstance(name, str) else identifier))
    return tuple(types)


def _takes_properties(value: Mapping[str, object]) -> bool:
    """Return whether the service says that it knows properties: it suggests them (in 1.0 by a plain true)."""
    suggest = value.get("suggest")
    return isinstance(suggest, dict) and bool(suggest.get("property"))


def _template(view: object) -> str | None:
    url = view.get("url") if isinstance(view, dict) else None
    if not isinstance(url, str) or not _TEMPLATE_ID.search(url):
        return None
    return url if _web_iri(_TEMPLATE_ID.sub("x", url)) else None


def _filled(found: re.Match[str], identifier: str) -> str:
    is_reserved_kept = bool(found.group(1) or found.group(2))
    return quote(identifier, safe="#[]?" + _SAFE_IN_A_PATH if is_reserved_kept else "")


def _is_prefix(space: str | None) -> bool:
    """Return whether identifiers may follow: other spaces only name the set, as `...type.object.id` does."""
    return space is not None and space.endswith("/")


def _web_iri(value: object) -> str | None:
    if not isinstance(value, str) or len(value) > _IRI_LENGTH or not _WEB_IRI.fullmatch(value):
        return None
    if cleaned(value, length=_IRI_LENGTH) != value:
        return None
    try:
        parts = urlsplit(value)
        is_whole = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return None
    return value if is_whole and "@" not in parts.netloc else None
