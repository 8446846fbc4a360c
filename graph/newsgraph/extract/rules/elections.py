"""Elections and votes named by their year: the 2016 Ruritanian general election."""

import re
from collections.abc import Iterator

from newsgraph.extract.rules.names import Reading
from newsgraph.extract.rules.tokens import UPPER
from newsgraph.model import Kind

_SORTS = (
    "presidential|general|federal|state|legislative|parliamentary|local|municipal|mayoral|gubernatorial|regional|"
    "provincial|assembly|senate|council|leadership|constitutional|independence|special|primary|caucus|snap|midterm"
)
_HEADS = "elections?|by-elections?|referendum|referendums|primary|primaries|caucus|caucuses|plebiscite"
_NAMED = re.compile(
    rf"(?<![\w$€£.,-])[12]\d{{3}} (?:{UPPER}[\w.'’–-]* (?:(?:of|and|the|of the) (?={UPPER}))?){{1,6}}"
    rf"(?:(?:{_SORTS}) ){{0,3}}(?:{_HEADS}|{_HEADS.title()})\b"
)


def elections(text: str) -> Iterator[Reading]:
    """Yield elections that a year and a capitalised name tell from all others."""
    for found in _NAMED.finditer(text):
        yield Reading(found.start(), found.end(), Kind.EVENT, 0.88)
