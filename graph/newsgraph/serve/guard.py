"""What a query may not do, found out by the engine's own parser.

Telling by the letters whether SERVICE is a keyword or stands in a string, an IRI or a comment would need a parser that
reads just as the engine does, and every difference between the two would be a hole: the engine takes `5SERVICE`, a
quotation mark escaped in a local name, `<` as an operator before a string. So the engine itself is asked: it reads
the query with each SERVICE turned into letters that are no keyword. Where that is a query, none of them was one.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph


@cache
def _letters(word: str) -> "re.Pattern[str]":
    # Each letter may be written as an escape, which SPARQL allows anywhere in a query.
    either = "|".join
    units = [either((re.escape(low), low.upper(), *_escapes(low), *_escapes(low.upper()))) for low in word.lower()]
    return re.compile("".join(f"(?:{unit})" for unit in units))


def _escapes(letter: str) -> tuple[str, str]:
    code = "".join(f"[{digit.lower()}{digit.upper()}]" if digit.isalpha() else digit for digit in f"{ord(letter):02x}")
    return rf"\\u00{code}", rf"\\U000000{code}"


_CHANGING = ("now", "rand", "uuid", "bnode")


def calls_out(query: str, nothing: "pyoxigraph.Store", prefixes: dict[str, str]) -> bool:
    """Return whether the query would ask another server, or cannot be told from one that would.

    `nothing` is an empty store: reading the query there runs nothing.
    """
    return _uses("service", "SERVIXE", query, nothing, prefixes)


def names_graphs(query: str, nothing: "pyoxigraph.Store", prefixes: dict[str, str]) -> bool:
    """Return whether the query says with FROM which graphs it asks; one that `calls_out` must not come here."""
    return _uses("from", "FRXM", query, nothing, prefixes)


def may_change(query: str) -> bool:
    """Return whether the query may be answered differently each time: it names the time, or chance, anywhere."""
    small = query.lower()
    return any(word in small for word in _CHANGING)


def _uses(plain: str, other: str, query: str, nothing: "pyoxigraph.Store", prefixes: dict[str, str]) -> bool:
    if plain not in query.lower() and "\\" not in query:
        return False
    changed, count = _letters(plain).subn(other, query)
    if not count:
        return False
    try:
        nothing.query(changed, prefixes=prefixes)
    except (SyntaxError, ValueError, OSError, RuntimeError):
        return True
    return False
