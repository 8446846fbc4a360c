"""What a table can be given of the things in a graph: counts, names, places, and what articles state of them.

The data extension of the Reconciliation Service API (https://reconciliation-api.github.io/specs/).
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from newsgraph.errors import NewsgraphError
from newsgraph.library.facts import Facts
from newsgraph.library.values import IndexedEntity
from newsgraph.relate.inventory import PREDICATES
from newsgraph.vocab import ENTITY_CLASSES

if TYPE_CHECKING:
    from newsgraph.library.opening import Library

Json = dict[str, Any]

_VALUES = 50
_ROWS = 1000
_COLUMNS = 40

FACTS: Mapping[str, str] = {
    "articles": "articles that name it",
    "mentions": "how often articles name it",
    "otherName": "other names",
    "publicity": "whether known to act in public life",
    "container": "what it is part of",
    "jurisdiction": "jurisdiction of a law",
    "year": "year of a law",
    "normalForm": "agreed form of a law, code of a place",
    "latitude": "latitude",
    "longitude": "longitude",
    "firstNamed": "day of the first article that names it",
    "lastNamed": "day of the last article that names it",
}
"""What can be fetched of a thing beside what articles say of it, by id; the names say what it is."""
_FOR: Mapping[str, tuple[str, ...]] = {
    "publicity": ("Person",),
    "container": ("Place", "Legislation"),
    "jurisdiction": ("Legislation",),
    "year": ("Legislation",),
    "normalForm": ("Legislation", "Place"),
    "latitude": ("Place",),
    "longitude": ("Place",),
}


def proposed(kind: str, limit: str) -> Json:
    """Return the properties that can be fetched of things of a type."""
    most = whole_number(limit, 0)
    found = properties(kind)
    return {"type": kind, "properties": found[:most] if most else found, **({"limit": most} if most else {})}


def properties(kind: str) -> list[Json]:
    """Return what can be fetched of a kind of thing, or of any where the kind is none of ours, as `id` and `name`."""
    wanted = kind if kind in ENTITY_CLASSES else ""
    made = [
        {"id": key, "name": name} for key, name in FACTS.items() if not wanted or wanted in _FOR.get(key, (wanted,))
    ]
    said = [term for term in PREDICATES.values() if "Quantity" not in term.range]
    made += [{"id": term.name, "name": term.label} for term in said if not wanted or wanted in term.domain]
    return made


def extended(library: "Library", asked: object) -> Json:
    """Return the values of properties for a list of things; what is not known has none.

    Properties such as `ng:leads` hold what an article states in its own voice, never what a source is said to claim.

    Raises:
        NewsgraphError: where it is no extension query, or asks for too much.
    """
    held = asked if isinstance(asked, dict) else {}
    ids, wanted = held.get("ids"), held.get("properties")
    if not isinstance(ids, list) or not isinstance(wanted, list) or not all(isinstance(one, str) for one in ids):
        raise NewsgraphError("An extension is an object with the fields ids and properties, both lists.")
    columns = {one["id"]: one for one in wanted if isinstance(one, dict) and isinstance(one.get("id"), str)}
    if len(ids) > _ROWS or len(columns) > _COLUMNS:
        raise NewsgraphError(f"An extension holds at most {_ROWS} ids and {_COLUMNS} properties; send fewer at a time.")
    names = {one["id"]: one["name"] for one in properties("")}
    facts = Facts(library)
    meta = [{"id": key, "name": names.get(key, key)} for key in columns]
    return {
        "meta": meta,
        "rows": {
            identifier: {key: _values(facts, identifier, key, _limit(one)) for key, one in columns.items()}
            for identifier in ids
        },
    }


def _limit(column: Json) -> int:
    settings = column.get("settings")
    wanted = whole_number(settings.get("limit", 0), 0) if isinstance(settings, dict) else 0
    return min(wanted, _VALUES) or _VALUES


def _values(facts: Facts, identifier: str, key: str, most: int) -> list[Json]:
    entity = facts.library.index.entity(identifier)
    if entity is None:
        return []
    if key in FACTS:
        return _facts_of(facts, entity, key)[:most]
    if key not in PREDICATES:
        return []
    things = [facts.thing(iri) for iri in facts.values(identifier, key)[:most]]
    return [{"id": thing.id, "name": thing.name} for thing in things if thing.kind in ENTITY_CLASSES]


def _facts_of(facts: Facts, entity: IndexedEntity, key: str) -> list[Json]:
    match key:
        case "articles" | "mentions":
            return [{"int": getattr(entity, key)}]
        case "otherName":
            return [{"str": name} for name in entity.other_names]
        case "container":
            whole = facts.library.index.entity(entity.part_of) if entity.part_of else None
            return [{"id": whole.id, "name": whole.name}] if whole else []
        case "firstNamed" | "lastNamed":
            days = facts.library.index.timeline(entity.id)
            day = days[0 if key == "firstNamed" else -1].day if days else None
            return [{"date": f"{day.isoformat()}T00:00:00Z"}] if day else []
    column, form = {
        "publicity": ("publicity", "str"),
        "jurisdiction": ("jurisdiction", "str"),
        "year": ("year", "int"),
        "normalForm": ("normal_form", "str"),
        "latitude": ("latitude", "float"),
        "longitude": ("longitude", "float"),
    }[key]
    value = getattr(entity, column)
    return [] if value is None else [{form: value}]


def whole_number(value: object, default: int) -> int:
    """Return a stranger's number from 0 to 10,000; the default where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | str | float):
        return default
    try:
        return max(0, min(int(value), 10_000))
    except (ValueError, OverflowError):
        return default
