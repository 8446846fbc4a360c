"""Which things of a graph bear the names that a stranger's table holds: the answers of the Reconciliation Service API.

Candidates come from the index of names, so that the memory an answer takes does not grow with the graph; each query is
answered by itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from newsgraph.errors import NewsgraphError
from newsgraph.kinds import Kind
from newsgraph.library.values import IndexedEntity
from newsgraph.link.answering import BATCH_SIZE, answer
from newsgraph.link.bearers import folded_words, index
from newsgraph.link.reconciliation import DRAFT
from newsgraph.model import Entity, Publicity
from newsgraph.vocab import ENTITY_CLASSES

if TYPE_CHECKING:
    from newsgraph.library.opening import Library

Json = dict[str, Any]

_LOOKED_UP = 30
_SHORT_WORD, _START = 5, 4
_WORDS = 8
_LONGEST = 300
_PUBLICITY: Mapping[str, str] = {Publicity.PUBLIC: "public figure", Publicity.PRIVATE: "private person"}


def answers(library: "Library", asked: object, *, version: str) -> Json:
    """Return the answer to a batch of queries; each is answered by itself.

    A candidate is a `match` only where one of its names is the very name asked for, letter case, accents and
    punctuation aside, and nothing else of the type bears it.

    Raises:
        NewsgraphError: where the batch is too large or not readable.
    """
    if version == DRAFT:
        queries = asked.get("queries") if isinstance(asked, dict) else None
        _check_batch(queries if isinstance(queries, list) else None)
        results = [_one_answer(library, {"queries": [one]}, version)["results"][0] for one in queries or []]
        return {"results": results}
    _check_batch(list(asked) if isinstance(asked, dict) else None)
    held: Json = asked if isinstance(asked, dict) else {}
    return {key: _one_answer(library, {key: one}, version)[key] for key, one in held.items()}


def _check_batch(queries: list[object] | None) -> None:
    if queries is None:
        raise NewsgraphError("A batch is an object that holds each query under a key of its own.")
    if len(queries) > BATCH_SIZE:
        raise NewsgraphError(f"A batch holds at most {BATCH_SIZE} queries; send fewer at a time.")


def _one_answer(library: "Library", asked: Json, version: str) -> Json:
    one = asked["queries"][0] if version == DRAFT else next(iter(asked.values()))
    name = _name_of(one)
    if name is None and isinstance(one, dict):
        # Properties alone are not searched for.
        return {"results": [{"candidates": []}]} if version == DRAFT else {key: {"result": []} for key in asked}
    near = {entity.id: entity for entity in _near(library, name or "")}
    known = index(_as_entity(entity) for entity in (*near.values(), *_wholes(library, near.values())))
    made: Json = answer(asked, known, version=version)
    holder = made["results"][0] if version == DRAFT else next(iter(made.values()))
    key = "candidates" if version == DRAFT else "result"
    found = [candidate for candidate in holder[key] if candidate["id"] in near]
    is_typed = isinstance(one, dict) and bool(one.get("type"))
    kinds = {candidate["type"][0]["id"] for candidate in found} if is_typed else ENTITY_CLASSES.keys()
    bearers = [entity.id for entity in near.values() if entity.kind in kinds and _bears(entity, name or "", library)]
    for candidate in found:
        entity = near[candidate["id"]]
        candidate["match"] = bearers == [entity.id] and candidate is found[0]
        candidate["description"] = described(entity, library)
        candidate["features"] = [{"id": "articles", "value": entity.articles}]
        if name in (entity.id, library.base + entity.id):
            candidate["score"] = 100.0
    holder[key] = found
    return made


def _bears(entity: IndexedEntity, name: str, library: "Library") -> bool:
    if name in (entity.id, library.base + entity.id):
        return True
    wanted = folded_words(name)
    if entity.kind == Kind.PERSON and len(wanted) == 1 < len(folded_words(entity.name)):
        # A surname alone is borne by many whom no article names.
        return False
    return any(folded_words(one) == wanted for one in (entity.name, *entity.other_names))


def _name_of(one: object) -> str | None:
    """Return the name that a query asks for, in either version; None where it asks for none."""
    if not isinstance(one, dict):
        return None
    name = one.get("query")
    conditions = one.get("conditions")
    for condition in conditions if isinstance(conditions, list) else []:
        if isinstance(condition, dict) and condition.get("matchType") == "name":
            name = condition.get("propertyValue")
    if isinstance(name, list):
        name = name[0] if name else None
    return name if isinstance(name, str) and name.strip() else None


def _near(library: "Library", name: str) -> Iterator[IndexedEntity]:
    """Yield the entities whose names hold all the name's words, one of them, or how one begins; each once."""
    words = sorted(set(folded_words(name[:_LONGEST])), key=lambda word: (-len(word), word))[:_WORDS]
    asked = [name, *words, *(word[:_START] for word in words if len(word) > _SHORT_WORD)]
    seen = dict.fromkeys(own_ids(library, name))
    for text in dict.fromkeys(asked):
        seen |= dict.fromkeys(one.id for one in library.index.suggest(text, _LOOKED_UP, ENTITY_CLASSES))
    for identifier in seen:
        entity = library.index.entity(identifier)
        if entity is not None:
            yield entity


def own_ids(library: "Library", text: str) -> tuple[str, ...]:
    """Return the id that a text may be, with or without the graph's base; nothing for a plain name."""
    return (text.strip().removeprefix(library.base),) if "/" in text else ()


def _wholes(library: "Library", entities: Iterable[IndexedEntity]) -> Iterator[IndexedEntity]:
    wanted = {entity.part_of for entity in entities if entity.part_of}
    seen = {entity.id for entity in entities}
    while fresh := sorted(wanted - seen):
        seen |= set(fresh)
        found = [whole for whole in map(library.index.entity, fresh) if whole is not None]
        yield from found
        wanted = {whole.part_of for whole in found if whole.part_of}


def _as_entity(entity: IndexedEntity) -> Entity:
    return Entity(
        id=entity.id,
        kind=Kind(entity.kind),
        name=entity.name,
        other_names=entity.other_names,
        part_of=entity.part_of,
        jurisdiction=entity.jurisdiction,
        year=entity.year,
    )


def described(entity: IndexedEntity, library: "Library") -> str:
    """Return what tells a thing from its namesakes, on one line: `public figure; part of …; named in 12 articles`."""
    whole = library.index.entity(entity.part_of) if entity.part_of else None
    parts = [
        _PUBLICITY.get(entity.publicity or "", ""),
        f"part of {whole.name}" if whole else "",
        f"also {', '.join(entity.other_names[:3])}" if entity.other_names else "",
        f"named in {entity.articles:,} article{'' if entity.articles == 1 else 's'}",
    ]
    return "; ".join(part for part in parts if part)
