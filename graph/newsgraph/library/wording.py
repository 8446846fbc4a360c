"""Terms, numbers and times of the graph in plain words: `works for`, `about 18,000 people`, `between … and …`."""

import re
from collections.abc import Mapping

from newsgraph.measures import when
from newsgraph.model import Quantity
from newsgraph.relate.inventory import EVENT_TYPES, PREDICATES, ROLES
from newsgraph.vocab import shorten

_QUALIFIERS = {"ng:About": "about", "ng:AtLeast": "at least", "ng:AtMost": "at most"}


def relation_words(term: str) -> str:
    """Return a predicate in words: `works for` of `schema:worksFor`; the spaced local name of one not listed."""
    known = PREDICATES.get(term)
    return known.label if known is not None else spaced(term)


def role_words(term: str) -> str:
    """Return a role in words: `law applied` of `ng:LawApplied`; the spaced local name of one not listed."""
    known = ROLES.get(term)
    return known.label if known is not None else spaced(term)


def event_words(term: str) -> str:
    """Return an event type in words: `legislation signed` of `ng:LegislationSigned`; else the spaced local name."""
    known = EVENT_TYPES.get(term)
    return known.label if known is not None else spaced(term)


def spaced(term: str) -> str:
    """Return the local name of a term as words: `works for` of `schema:worksFor`."""
    local = re.split(r"[:#/]", term)[-1] or term
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local).lower()


def figure_words(node: Mapping[str, list[str]]) -> str:
    """Return a `schema:QuantitativeValue` for reading: `about 18,000 people`."""
    known = (_number(value) for name in ("minValue", "value", "maxValue") for value in node.get(f"schema:{name}", ()))
    amount = " to ".join(dict.fromkeys(known))
    words = _QUALIFIERS.get(shorten(first(node, "ng:qualifier")), "")
    return " ".join(part for part in (words, amount, first(node, "schema:unitText")) if part)


def quantity_words(quantity: Quantity) -> str:
    """Return a quantity of the tables for reading, as `figure_words` does one of the graph."""
    known = (quantity.minimum, quantity.value, quantity.maximum)
    amount = " to ".join(dict.fromkeys(_number(str(number)) for number in known if number is not None))
    words = _QUALIFIERS.get(f"ng:{quantity.qualifier}", "")
    return " ".join(part for part in (words, amount, quantity.unit) if part)


def stance_words(modality: str, *, negated: bool) -> str:
    """Return what to put before a statement: `not: `, `alleged: `, `not, alleged: `, or nothing where it is stated."""
    notes = [*(["not"] if negated else []), *([] if modality == "Stated" else [modality.lower()])]
    return f"{', '.join(notes)}: " if notes else ""


def time_words(node: Mapping[str, list[str]]) -> str:
    """Return a node's four time bounds for reading: `on 2026-03-01`; nothing where it has none."""
    bounds = (f"sem:has{bound}TimeStamp" for bound in ("EarliestBegin", "LatestBegin", "EarliestEnd", "LatestEnd"))
    return when(*(first(node, bound) for bound in bounds))


def first(node: Mapping[str, list[str]], predicate: str) -> str:
    """Return the first value of a predicate, or nothing."""
    values = node.get(predicate)
    return values[0] if values else ""


def _number(text: str) -> str:
    number = float(text)
    return f"{number:,.0f}" if number.is_integer() and abs(number) < 1e15 else f"{number:.15g}"
