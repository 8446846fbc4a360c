"""The one Arrow schema of the central types, and the way between values and Arrow tables.

The schema is read off the dataclasses of `model`, so that it cannot drift from them: a text is `string`, a day
`date32`, a tuple a `list`, a dataclass a `struct`. A field that holds either an identifier or a quantity becomes a
struct of both, one of them null.
"""

import types
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from newsgraph.model import (
    Article,
    Claim,
    Entity,
    Event,
    Judgement,
    KnowledgeGraph,
    LocalEntity,
    Mention,
    Quote,
    Run,
)

if TYPE_CHECKING:
    import pyarrow

TABLES: dict[str, type] = {
    "articles": Article,
    "mentions": Mention,
    "local_entities": LocalEntity,
    "entities": Entity,
    "judgements": Judgement,
    "quotes": Quote,
    "claims": Claim,
    "events": Event,
    "runs": Run,
}
"""The tables of a graph, in the order of `KnowledgeGraph`, with the value each row holds."""

_SCALARS: dict[type, str] = {str: "string", int: "int64", float: "float64", bool: "bool", date: "date32"}
_Value = TypeVar("_Value")


def schema(value_type: type) -> "pyarrow.Schema":
    """Return the Arrow schema of a table whose rows hold values of the type."""
    import pyarrow  # noqa: PLC0415

    return pyarrow.schema([pyarrow.field(name, _arrow(hint)) for name, hint in _hints(value_type).items()])


def to_tables(graph: KnowledgeGraph) -> dict[str, "pyarrow.Table"]:
    """Return one Arrow table for each tuple of the graph, rows in the graph's order."""
    import pyarrow  # noqa: PLC0415

    return {
        name: pyarrow.Table.from_pylist([plain(value) for value in getattr(graph, name)], schema=schema(value_type))
        for name, value_type in TABLES.items()
    }


def from_tables(tables: dict[str, "pyarrow.Table"]) -> KnowledgeGraph:
    """Return the graph whose `to_tables` these are."""
    return KnowledgeGraph(
        **{
            name: tuple(revive(value_type, row) for row in tables[name].to_pylist())
            for name, value_type in TABLES.items()
        }
    )


def plain(value: Any) -> Any:
    """Return the value as dicts, lists, texts, numbers and days: what JSON and Arrow can hold."""
    if is_dataclass(value) and not isinstance(value, type):
        hints = _hints(type(value))
        return {name: _plain_field(getattr(value, name), hint) for name, hint in hints.items()}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, StrEnum) else value


def revive(value_type: type[_Value], row: Any) -> _Value:
    """Return the value of the type that `plain` turned into the row."""
    made = value_type(**{name: _revive(hint, row[name]) for name, hint in _hints(value_type).items()})
    return made


def _hints(value_type: Any) -> dict[str, Any]:
    return _cached_hints(value_type)


@cache
def _cached_hints(value_type: Any) -> dict[str, Any]:
    hints = get_type_hints(value_type)
    return {field.name: hints[field.name] for field in fields(value_type)}


def _plain_field(value: Any, hint: Any) -> Any:
    either = _either(hint)
    if not either:
        return _pair(value) if _is_pair_list(hint) else plain(value)
    return {part.__name__.lower(): plain(value) if isinstance(value, part) else None for part in either}


def _pair(value: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "value": text} for name, text in value]


def _arrow(hint: Any) -> Any:
    import pyarrow  # noqa: PLC0415

    if either := _either(hint):
        return pyarrow.struct([pyarrow.field(part.__name__.lower(), _arrow(part)) for part in either])
    hint = _without_none(hint)
    if _is_pair_list(hint):
        return pyarrow.list_(pyarrow.struct([("name", pyarrow.string()), ("value", pyarrow.string())]))
    if get_origin(hint) is tuple:
        return pyarrow.list_(_arrow(get_args(hint)[0]))
    if is_dataclass(hint):
        return pyarrow.struct([pyarrow.field(name, _arrow(part)) for name, part in _hints(_class(hint)).items()])
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return pyarrow.string()
    return getattr(pyarrow, _SCALARS[hint].replace("bool", "bool_"))()


def _revive(hint: Any, value: Any) -> Any:
    if either := _either(hint):
        return next(
            (
                _revive(part, value[part.__name__.lower()])
                for part in either
                if value[part.__name__.lower()] is not None
            ),
            None,
        )
    hint = _without_none(hint)
    if value is None:
        return None
    if _is_pair_list(hint):
        return tuple((item["name"], item["value"]) for item in value)
    if get_origin(hint) is tuple:
        return tuple(_revive(get_args(hint)[0], item) for item in value)
    if is_dataclass(hint):
        return revive(_class(hint), value)
    return hint(value) if isinstance(hint, type) and issubclass(hint, StrEnum) else value


def _class(hint: Any) -> type:
    return hint if isinstance(hint, type) else type(hint)


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        (only,) = [part for part in get_args(hint) if part is not type(None)]
        return only
    return hint


def _either(hint: Any) -> tuple[type, ...]:
    parts = tuple(part for part in get_args(hint) if part is not type(None))
    return parts if get_origin(hint) in (Union, types.UnionType) and len(parts) > 1 else ()


def _is_pair_list(hint: Any) -> bool:
    return bool(hint == tuple[tuple[str, str], ...])
