"""The marks of an article as highlights: its identifiers get the names that the entities bear now."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from newsgraph.codec import revive
from newsgraph.library.values import Highlight
from newsgraph.library.wording import quantity_words, relation_words, stance_words
from newsgraph.model import Modality, Quantity, Span

_BATCH = 500
_Known = Mapping[str, tuple[str, str | None]]


def highlights(connection: sqlite3.Connection, marks: Sequence[Sequence[Any]]) -> tuple[Highlight, ...]:
    """Return the marks with names, by start, longer ones first."""
    known = _names(connection, marks)
    made = [_highlight(mark, known) for mark in marks]
    return tuple(sorted(made, key=lambda mark: (mark.span.start, -mark.span.end, mark.what, mark.target or "")))


def _highlight(mark: Sequence[Any], known: _Known) -> Highlight:
    start, end, what, target, detail = mark
    span = Span(start, end)
    if what == "mention":
        name, kind = known.get(target, (detail, None))
        return Highlight(span, what, target, name, kind)
    if what == "event":
        return Highlight(span, what, target, detail)
    if what == "claim":
        return Highlight(span, what, target, _statement(detail, known))
    return Highlight(span, what, target, known[target][0] if target in known else "")


def _statement(said: Sequence[Any], known: _Known) -> str:
    subject, predicate, filler, modality, negated = said
    words = quantity_words(revive(Quantity, filler)) if isinstance(filler, dict) else _name(filler, known)
    stance = stance_words(Modality(modality), negated=negated)
    return f"{stance}{_name(subject, known)} {relation_words(predicate)} {words}"


def _name(identifier: str, known: _Known) -> str:
    return known[identifier][0] if identifier in known else identifier


def _names(connection: sqlite3.Connection, marks: Sequence[Sequence[Any]]) -> _Known:
    """Return name and kind of everything that the marks speak of."""
    known: dict[str, tuple[str, str | None]] = {mark[3]: (mark[4], None) for mark in marks if mark[2] == "event"}
    asked = {mark[3] for mark in marks if mark[2] in ("mention", "quote", "cue") and mark[3]}
    asked |= {
        side for mark in marks if mark[2] == "claim" for side in (mark[4][0], mark[4][2]) if isinstance(side, str)
    }
    wanted = sorted(asked - known.keys())
    for begin in range(0, len(wanted), _BATCH):
        batch = wanted[begin : begin + _BATCH]
        sql = f"SELECT id, name, kind FROM entities WHERE id IN ({', '.join('?' * len(batch))})"  # noqa: S608
        known.update({name: (label, kind) for name, label, kind in connection.execute(sql, batch)})
    return known
