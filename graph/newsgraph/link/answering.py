"""The other side of the Reconciliation Service API: a graph's things offered to whoever asks, as plain values.

What is asked comes from strangers: it is bounded and checked, and what cannot be read is refused in words.
"""

from collections.abc import Sequence

from newsgraph.errors import NewsgraphError
from newsgraph.kinds import Kind
from newsgraph.link.bearers import Index, bearers
from newsgraph.link.reconciliation import DRAFT, Candidate, Query, cleaned

BATCH_SIZE = 50
"""How many queries a batch may hold."""
_MOST_CANDIDATES = 50
_DEFAULT_CANDIDATES = 5
_MOST_PROPERTIES = 10
_NAME_LENGTH = 300
_OFFERED = (Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE, Kind.LEGISLATION, Kind.EVENT, Kind.GROUP)


def manifest(name: str, *, base: str, version: str = "0.2") -> dict[str, object]:
    """Return what a service that offers a graph says of itself; `base` is where the graph's identifiers start.

    The versions 0.1 and 0.2 are one on the wire; a service that speaks 1.0-draft needs an endpoint of its own, because
    the view template is written differently.
    """
    made: dict[str, object] = {
        "name": name,
        "defaultTypes": [{"id": kind.value, "name": kind.value} for kind in _OFFERED],
        "batchSize": BATCH_SIZE,
    }
    if version == DRAFT:
        return made | {"versions": [DRAFT], "view": {"url": f"{base}{{+id}}"}, "standardizedScore": True}
    spaces = {"identifierSpace": base, "schemaSpace": "https://schema.org/"}
    return made | spaces | {"versions": ["0.1", "0.2"], "view": {"url": f"{base}{{{{id}}}}"}, "standardizedScore": True}


def answer(asked: object, known: Index, *, version: str = "0.2") -> dict[str, object]:
    """Return the answer to a batch of queries, as the version of the protocol wants it.

    Raises:
        NewsgraphError: where the batch is too large or holds no readable queries; a server answers 413 or 400.
    """
    if version == DRAFT:
        queries = asked.get("queries") if isinstance(asked, dict) else None
        if not isinstance(queries, list):
            raise NewsgraphError("A batch is an object whose field queries lists the queries.")
        _check_size(queries)
        return {"results": [{"candidates": _found(_conditions(one), known)} for one in queries]}
    if not isinstance(asked, dict):
        raise NewsgraphError("A batch is an object that holds each query under a key of its own.")
    _check_size(list(asked))
    return {key: {"result": _found(_fields(one), known)} for key, one in asked.items()}


def _check_size(queries: Sequence[object]) -> None:
    if len(queries) > BATCH_SIZE:
        raise NewsgraphError(f"A batch holds at most {BATCH_SIZE} queries.")


def _found(query: Query, known: Index) -> list[dict[str, object]]:
    return [_as_json(candidate) for candidate in bearers(query, known)]


def _as_json(candidate: Candidate) -> dict[str, object]:
    return {
        "id": candidate.id,
        "name": candidate.name,
        "description": candidate.description,
        "score": candidate.score,
        "match": candidate.match,
        "type": [{"id": kind, "name": kind} for kind in candidate.types],
    }


def _fields(value: object) -> Query:
    if not isinstance(value, dict):
        raise NewsgraphError("A query is an object with a field query.")
    properties = value.get("properties")
    listed = properties if isinstance(properties, list) else []
    pairs = [(one.get("pid"), one.get("v")) for one in listed if isinstance(one, dict)]
    return _query(value.get("query"), value, pairs)


def _conditions(value: object) -> Query:
    conditions = value.get("conditions") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(conditions, list):
        raise NewsgraphError("A query is an object whose field conditions lists what must hold.")
    read = [one for one in conditions if isinstance(one, dict)]
    names = [one.get("propertyValue") for one in read if one.get("matchType") == "name"]
    pairs = [(one.get("propertyId"), one.get("propertyValue")) for one in read if one.get("matchType") == "property"]
    return _query(names[0] if names else None, value, pairs)


def _query(name: object, value: dict[str, object], pairs: Sequence[tuple[object, object]]) -> Query:
    if isinstance(name, list):
        name = name[0] if name else None
    if not isinstance(name, str) or not name.strip():
        raise NewsgraphError("A query names what it looks for, as text that is not empty.")
    kind, limit = value.get("type"), value.get("limit")
    if isinstance(kind, list):
        kind = kind[0] if kind else None
    wanted = limit if isinstance(limit, int) and not isinstance(limit, bool) and limit > 0 else _DEFAULT_CANDIDATES
    return Query(
        name=cleaned(name, length=_NAME_LENGTH),
        type=kind if isinstance(kind, str) and kind else None,
        limit=min(wanted, _MOST_CANDIDATES),
        properties=tuple(sorted(_plain(pairs[:_MOST_PROPERTIES]))),
    )


def _plain(pairs: Sequence[tuple[object, object]]) -> list[tuple[str, str]]:
    """Return the properties with one plain value: text, a number, or the name of another entity."""
    found = []
    for key, value in pairs:
        one = value[0] if isinstance(value, list) and value else value
        named = one.get("name") or one.get("id") if isinstance(one, dict) else one
        if isinstance(key, str) and isinstance(named, str | int | float) and not isinstance(named, bool):
            found.append((cleaned(key), cleaned(str(named))))
    return found
