"""Full text in SPARQL: `?x ng:matches "flood damage"` is answered from the index before Oxigraph runs the query."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from newsgraph.errors import NewsgraphError
from newsgraph.rdf.terms import iri
from newsgraph.store.lexing import Token, content, tokens, unescaped
from newsgraph.vocab import NAMESPACE

if TYPE_CHECKING:
    from newsgraph.library.opening import Library

MATCHES = NAMESPACE + "matches"
MOST = 1000
"""So many of the best things, and as many of the best articles, are what a text matches."""

_MOST_PATTERNS = 8
_PARENTHESISED = frozenset({"FILTER", "BIND"})
_LITERAL_WORDS = frozenset({"a", "true", "false"})


def textual(sparql: str, library: "Library") -> str:
    """Return the query with each `?x ng:matches "words"` replaced by the things and articles that match, as VALUES.

    The pattern stands alone or in a list with `;`. Its words are read as those of the search box. All other queries
    are returned as they are.

    Raises:
        NewsgraphError: where `ng:matches` is used in another way: with a subject that is no variable, an object that
            is no plain text, in a path, in brackets, in a list with `,`, or in the template of CONSTRUCT.
    """
    if "matches" not in sparql:
        return sparql
    for _ in range(_MOST_PATTERNS + 1):
        words = tuple(tokens(sparql))
        place = _place_of_matches(words, library.prefixes)
        if place is None:
            return sparql
        sparql = _answered(sparql, words, place, library)
    raise NewsgraphError(f"The query uses ng:matches more than {_MOST_PATTERNS} times; ask in several queries.")


def _place_of_matches(words: Sequence[Token], prefixes: Mapping[str, str]) -> int | None:
    known = {**prefixes, **_declared(words)}
    for place, word in enumerate(words):
        if word.kind == "iri" and unescaped(word.text[1:-1]) == MATCHES:
            return place
        if word.kind == "name":
            prefix, _, local = word.text.partition(":")
            if known.get(prefix, "") + unescaped(local) == MATCHES:
                return place
    return None


def _declared(words: Sequence[Token]) -> dict[str, str]:
    return {
        name.text[:-1]: unescaped(namespace.text[1:-1])
        for word, name, namespace in zip(words, words[1:], words[2:], strict=False)
        if word.text.upper() == "PREFIX" and name.text.endswith(":") and namespace.kind == "iri"
    }


def _answered(sparql: str, words: Sequence[Token], place: int, library: "Library") -> str:
    """Return the query with what matches put before the triple, and the pattern at the place taken out of it."""
    subject = _subject(words, place)
    _require_group(words[:subject])
    last = _object(words, place)
    values = _values(words[subject].text, content(words[place + 1].text), library)
    begin, after = words[place], last + 1
    if place == subject + 1:
        while after < len(words) and words[after].text == ";":
            after += 1
        if _ends_triple(words[after:]):
            begin = words[subject]
        elif after == last + 1:
            raise _refusal("takes one text in quotation marks as its object, and ends with . or ; or }")
    return "".join(
        (
            *(sparql[: words[subject].start], values, " ", sparql[words[subject].start : begin.start]),
            sparql[words[after - 1].end :],
        )
    )


def _subject(words: Sequence[Token], place: int) -> int:
    """Return the place of the variable that the predicate at the place speaks of."""
    before = words[place - 1] if place else None
    if before and before.kind == "sign" and before.text == ";":
        first = _start_of_triples(words, place - 1)
    else:
        first = place - 1
        if first < 0 or _start_of_triples(words, first) != first:
            raise _refusal('stands as the predicate between a variable and a text, as in ?x ng:matches "flood damage"')
    if words[first].kind != "variable":
        raise _refusal('takes a variable as its subject, as in ?x ng:matches "flood damage"')
    return first


def _start_of_triples(words: Sequence[Token], place: int) -> int:
    """Return the place of the subject of the list of predicates and objects that holds the place."""
    depth = 0
    first = 0
    for number in range(place - 1, -1, -1):
        text = words[number].text if words[number].kind == "sign" else ""
        depth += (text in {"]", ")"}) - (text in {"[", "("})
        if depth < 0:
            raise _refusal("cannot stand in brackets")
        if not depth and text in {"{", "}", "."}:
            first = number + 1
            break
    while first < place and words[first].text.upper() in _PARENTHESISED:
        first = _behind_parentheses(words, first)
    return first


def _behind_parentheses(words: Sequence[Token], place: int) -> int:
    depth = 0
    for number in range(place, len(words)):
        text = words[number].text if words[number].kind == "sign" else ""
        depth += (text == "(") - (text == ")")
        if text == ")" and not depth:
            return number + 1
    return len(words)


def _object(words: Sequence[Token], place: int) -> int:
    """Return the place of the last word of the text that the predicate at the place has as its object."""
    if place + 1 >= len(words) or words[place + 1].kind != "string":
        raise _refusal("takes one text in quotation marks as its object")
    last = place + 1
    if last + 1 < len(words) and words[last + 1].kind == "language":
        last += 1
    if last + 1 < len(words) and words[last + 1].text in {",", "^^"}:
        raise _refusal("takes one plain text as its object")
    return last


def _ends_triple(after: Sequence[Token]) -> bool:
    if not after or after[0].text in {".", "{", "}"}:
        return True
    return after[0].kind == "word" and after[0].text not in _LITERAL_WORDS


def _require_group(before: Sequence[Token]) -> None:
    """Make sure that a pattern after these words stands where patterns are looked for, so that VALUES may, too."""
    opened: list[str] = []
    for number, word in enumerate(before):
        if word.kind == "sign" and word.text == "{":
            opened.append(before[number - 1].text.upper() if number else "")
        elif word.kind == "sign" and word.text == "}" and opened:
            opened.pop()
    is_short = any(word.text.upper() == "CONSTRUCT" and after.text != "{" for word, after in pairwise(before))
    if not opened or "CONSTRUCT" in opened or is_short:
        raise _refusal("stands in a WHERE part, and not in what CONSTRUCT makes")


def _values(variable: str, text: str, library: "Library") -> str:
    found = " ".join(iri(library.base + name) for name in library.index.matching(text, MOST))
    return f"VALUES {variable} {{ {found} }}"


def _refusal(reason: str) -> NewsgraphError:
    return NewsgraphError(f"In SPARQL, ng:matches {reason}.")
