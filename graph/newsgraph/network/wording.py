"""Terms and numbers in plain words: `works for`, `law applied`, `about 18,000 people`."""

import re

from newsgraph.model import Modality, Quantity
from newsgraph.relate.inventory import EVENT_TYPES, PREDICATES, ROLES

_MORE_ROLES = {"Place": "place"}


def relation_words(term: str) -> str:
    """Return a predicate in words: `works for` of `schema:worksFor`; the spaced local name of one not listed."""
    known = PREDICATES.get(term)
    return known.label if known is not None else spaced(local_name(term))


def role_words(term: str) -> str:
    """Return a role in words: `law applied` of `ng:LawApplied`; the spaced local name of one not listed."""
    known = ROLES.get(term)
    return known.label if known is not None else spaced(local_name(term))


def event_words(term: str) -> str:
    """Return an event type in words: `legislation signed` of `ng:LegislationSigned`; else the spaced local name."""
    known = EVENT_TYPES.get(term)
    return known.label if known is not None else spaced(local_name(term))


def stance_words(modality: Modality, *, negated: bool) -> str:
    """Return what to put before a statement: `not: `, `alleged: `, `not, alleged: `, or nothing where it is stated."""
    notes = (["not"] if negated else []) + ([] if modality is Modality.STATED else [modality.lower()])
    return f"{', '.join(notes)}: " if notes else ""


def quantity_words(quantity: Quantity) -> str:
    """Return a quantity for reading: `about 18,000 people`."""
    low = quantity.value if quantity.minimum is None else quantity.minimum
    high = quantity.value if quantity.maximum is None else quantity.maximum
    numbers = [_number(number) for number in (low, high) if number is not None]
    amount = " to ".join(dict.fromkeys(numbers))
    words = "" if quantity.qualifier in ("Exact", "Between") else spaced(quantity.qualifier) + " "
    return f"{words}{amount} {quantity.unit}".strip()


def local_name(term: str) -> str:
    """Return a term without its prefix: `worksFor` of `schema:worksFor`."""
    return re.split(r"[:#/]", term)[-1] or term


def spaced(term: str) -> str:
    """Return a local name as words: `works for` of `worksFor`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", term).lower()


def _number(number: float) -> str:
    return f"{number:,.0f}" if number % 1 == 0 and abs(number) < 1e15 else f"{number:.15g}"
