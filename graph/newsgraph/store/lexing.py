"""The words of a SPARQL query: what is code in it, and what stands in strings, IRIs and comments.

Oxigraph reads a query without parting it into words first: `1SERVICE` is a number and a keyword to it, `<` may begin
an IRI or compare, and `\\u` escapes count in strings and IRIs alone. What must not be missed is looked for under every
reading that it may take.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LONG = r'"""(?:[^"\\]|\\.|"(?!""))*"""' + r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
_SHORT = r'"(?:[^"\\\n\r]|\\.)*"' + r"|'(?:[^'\\\n\r]|\\.)*'"
_ESCAPE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_IRI = rf'<(?:[^<>"{{}}|^`\\\x00-\x20]|{_ESCAPE})*>'
_SPACE = r"[ \t\r\n]+|#[^\r\n]*"
_VARIABLE = r"[?$]\w+"
_LANGUAGE = r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*"
_BLANK = r"_:\w(?:[\w.·-]*[\w·-])?"
_LOCAL_LETTER = r"[\w:%·-]|\\."
_LONGEST_PREFIX = 255
_NAME = (
    rf"(?:[^\W\d_][\w.·-]{{0,{_LONGEST_PREFIX}}}+(?<!\.))?:"
    rf"(?:(?:[\w:%]|\\.)(?:(?:{_LOCAL_LETTER}|\.)*(?:{_LOCAL_LETTER}))?)?"
)

_STRING = re.compile(rf"(?P<long>{_LONG})|{_SHORT}", re.DOTALL)
_IRI_HERE = re.compile(_IRI)
_PASSED = re.compile(rf"{_SPACE}|{_VARIABLE}|{_LANGUAGE}|{_BLANK}|\\.", re.DOTALL)
_NAME_HERE = re.compile(_NAME, re.DOTALL)
_GAP = r"(?:[ \t\r\n]++|#[^\r\n]*+)*+"
_LONG_NAME = 2000
"""A name of such a length behind the word SERVICE is refused unread, so that no query takes long to look through."""
_SERVICE = re.compile(
    rf"SERVICE{_GAP}(?:SILENT{_GAP})?"
    rf"""(?:[^\s{{}}<>"']{{{_LONG_NAME}}}|(?:<[^<>]*>|[?$][^\s{{}}<>"'#]*|"""
    rf"""(?:[^\s{{}}<>"'\\:]|\\.){{0,{_LONG_NAME}}}+:(?:[^\s{{}}<>"'\\]|\\.)*){_GAP}\{{)""",
    re.IGNORECASE | re.DOTALL,
)
_SERVICE_WORD = re.compile("SERVICE", re.IGNORECASE)


def asks_service(sparql: str) -> bool:
    """Return whether a query may ask another server with SERVICE, in any way that Oxigraph could read it."""
    if "service" not in sparql.lower():
        return False
    seen: set[int] = set()
    todo = [0]
    while todo:
        place = todo.pop()
        while place < len(sparql) and place not in seen:
            seen.add(place)
            if _SERVICE.match(sparql, place):
                return True
            name = _NAME_HERE.match(sparql, place)
            if name and _is_cut_short(sparql, name):
                return True
            place, others = (name.end(), []) if name else _passed(sparql, place)
            todo += others
    return False


def _is_cut_short(sparql: str, name: re.Match[str]) -> bool:
    """Return whether SERVICE stands in a name behind a dot: to Oxigraph `x:a.5SERVICE` may be three words."""
    dot = name[0].find(".")
    inside = _SERVICE_WORD.finditer(sparql, name.start() + dot, name.end()) if dot >= 0 else ()
    return any(_SERVICE.match(sparql, found.start()) for found in inside)


def _passed(sparql: str, place: int) -> tuple[int, list[int]]:
    """Return where the next word of code may begin, and where else it may."""
    letter = sparql[place]
    if letter == "<":
        iri = _IRI_HERE.match(sparql, place)
        return place + 1, [iri.end()] if iri else []
    if letter in "\"'":
        string = _STRING.match(sparql, place)
        return (string.end() if string else place + 1), []
    found = _PASSED.match(sparql, place)
    return (found.end() if found else place + 1), []


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a query's code, with its place."""

    kind: str
    """`string`, `iri`, `variable`, `name` (with a colon), `language`, `blank`, `word` or `sign`."""
    text: str
    start: int

    @property
    def end(self) -> int:
        """Return where it ends."""
        return self.start + len(self.text)


_TOKEN = re.compile(
    rf"(?P<space>{_SPACE})|(?P<string>{_LONG}|{_SHORT})|(?P<iri>{_IRI})|(?P<variable>{_VARIABLE})"
    rf"|(?P<language>{_LANGUAGE})|(?P<blank>{_BLANK})|(?P<name>{_NAME})|(?P<word>\w+(?:\.\d+)?)|(?P<sign>\^\^|\\.|.)",
    re.DOTALL,
)


def tokens(sparql: str) -> Iterator[Token]:
    """Yield the words of a query in order, as the grammar of SPARQL 1.1 parts them, without spaces and comments."""
    for found in _TOKEN.finditer(sparql):
        if found.lastgroup and found.lastgroup != "space":
            yield Token(found.lastgroup, found[0], found.start())


_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\(.)", re.DOTALL)
_PLAIN = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def unescaped(text: str) -> str:
    """Return the text of a string or name without its escapes; an escape of no character is kept as it stands."""
    return _ESCAPED.sub(_unescape, text)


def _unescape(found: re.Match[str]) -> str:
    if found[3] is not None:
        return _PLAIN.get(found[3], found[3])
    code = int(found[1] or found[2], 16)
    return chr(code) if code < 0x110000 else found[0]


def content(string: str) -> str:
    """Return what a string token says."""
    quotes = 3 if len(string) >= 6 and string[:3] in ('"""', "'''") else 1
    return unescaped(string[quotes:-quotes])
