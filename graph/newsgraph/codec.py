"""The one Arrow schema of the central types, and the way between values and Arrow tables.

The schema is read off the dataclasses of `model`, so that it cannot drift from them: a text is `string`, a day
`date32`, a tuple a `list`, a dataclass a `struct`. A field that holds either an identifier or a quantity becomes a
struct of both, one of them null.
"""

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from newsgraph.model import (
    Answer,
    Article,
    Claim,
    Copy,
    Entity,
    Event,
    Judgement,
    KnowledgeGraph,
    Link,
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
    "links": Link,
    "copies": Copy,
    "answers": Answer,
    "runs": Run,
}
"""The tables of a graph, in the order of `KnowledgeGraph`, with the value each row holds."""

_SCALARS: dict[type, str] = {str: "string", int: "int64", float: "float64", bool: "bool_", date: "date32"}
_Value = TypeVar("_Value")
_Convert = Callable[[Any], Any]


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
    return _writer(type(value))(value)


def revive(value_type: type[_Value], row: Any) -> _Value:
    """Return the value of the type that `plain` turned into the row."""
    made: _Value = _reader(value_type)(row)
    return made


# The converters are made once for each type: looking at the hints of every field of every row took ten times as long.


def _made_writer(hint: Any) -> _Convert:
    if either := _either(hint):
        parts = [(part, part.__name__.lower(), _writer(part)) for part in either]
        return lambda value: {name: write(value) if isinstance(value, part) else None for part, name, write in parts}
    hint = _without_none(hint)
    if _is_pair_list(hint):
        return lambda value: [{"name": name, "value": text} for name, text in value]
    if get_origin(hint) is tuple:
        write_item = _writer(get_args(hint)[0])
        return lambda value: [write_item(item) for item in value]
    if is_dataclass(hint):
        writers = [(name, _writer(part)) for name, part in _hints(hint).items()]
        return lambda value: value and {name: write(getattr(value, name)) for name, write in writers}
    return (lambda value: value and str(value)) if _is_enum(hint) else _same


def _made_reader(hint: Any) -> _Convert:
    if either := _either(hint):
        parts = [(part.__name__.lower(), _reader(part)) for part in either]
        return lambda row: next((read(row[name]) for name, read in parts if row[name] is not None), None)
    hint = _without_none(hint)
    if _is_pair_list(hint):
        return lambda row: tuple((item["name"], item["value"]) for item in row)
    if get_origin(hint) is tuple:
        read_item = _reader(get_args(hint)[0])
        return lambda row: tuple([read_item(item) for item in row])
    if is_dataclass(hint):
        make: Any = hint
        readers = [(name, _reader(part)) for name, part in _hints(hint).items()]
        return lambda row: row and make(*[read(row[name]) for name, read in readers])
    if _is_enum(hint):
        members = {str(member): member for member in hint}
        return members.get
    return _same


def _same(value: Any) -> Any:
    return value


def _is_enum(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, StrEnum)


def _read_hints(value_type: Any) -> dict[str, Any]:
    hints = get_type_hints(value_type)
    return {field.name: hints[field.name] for field in fields(value_type)}


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
        return pyarrow.struct([pyarrow.field(name, _arrow(part)) for name, part in _hints(hint).items()])
    if _is_enum(hint):
        return pyarrow.string()
    return getattr(pyarrow, _SCALARS[hint])()


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


_writer: Callable[[Any], _Convert] = cache(_made_writer)
_reader: Callable[[Any], _Convert] = cache(_made_reader)
_hints: Callable[[Any], dict[str, Any]] = cache(_read_hints)
