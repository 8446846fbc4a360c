"""What the names parse to: a place's code, a body's full name, a person's title or role."""

from collections.abc import Sequence
from dataclasses import replace

from newsgraph.extract.embedded.words import words as cut
from newsgraph.extract.lexicon import Lexicon, lexicon, straight
from newsgraph.extract.rules.cues import role_after, role_before
from newsgraph.extract.rules.memory import defined_acronyms
from newsgraph.extract.rules.names import Reading
from newsgraph.extract.rules.places import with_containers
from newsgraph.model import Kind, Span

_TITLE_WORDS = 4
_TITLE_REACH = 60
_THEN = frozenset({"then", "ex", "former"})
"""With a hyphen these stand before a title; "Vice-" and the like make it another."""


def with_values(readings: Sequence[Reading], text: str) -> list[Reading]:
    """Return the readings, in order, with what each parses to; those that have a value keep it."""
    words = lexicon()
    acronyms = defined_acronyms(text, readings, words)
    valued = [
        reading if reading.value else replace(reading, value=_value(reading, text, acronyms, words))
        for reading in readings
    ]
    return with_containers(valued, text)


def _value(reading: Reading, text: str, acronyms: dict[str, Reading], words: Lexicon) -> str | None:
    name = text[reading.start : reading.end]
    if reading.kind is Kind.PERSON:
        title = _title_before(text, reading.start, words)
        return title or role_before(text, reading.start, words) or role_after(text, reading.end, words)
    if reading.kind is Kind.ORGANIZATION and name in acronyms:
        return acronyms[name].value
    listed = words.phrases.get(straight(name)) or words.phrases.get(words.folded.get(straight(name).lower(), ""))
    if reading.kind is Kind.PLACE and text[max(0, reading.start - 2) : reading.start] == ", ":
        listed = words.behind_comma.get(name, listed)
    return listed.value if listed and listed.kind is reading.kind else None


def _title_before(text: str, start: int, words: Lexicon) -> str | None:
    """Return the title right before a name: "Prime Minister", "Sen."; a full stop that ends a sentence parts them."""
    if text[start - 1 : start] != " ":
        return None
    line = max(text.rfind("\n", 0, start) + 1, start - _TITLE_REACH)
    before: list[Span] = []
    for word in cut(text, Span(line, start)):
        before = [] if word.of(text) == "." else [*before, word]
    for size in range(min(_TITLE_WORDS, len(before)), 0, -1):
        title = " ".join(text[before[-size].start : before[-1].end].split())
        if not title[0].isupper() or title.lower().replace(".", "") not in words.titles:
            continue
        hyphened = len(before) > size + 1 and before[-size - 1].of(text) in "-–"
        if not hyphened or before[-size - 2].of(text).lower() in _THEN:
            return title
    return None
