"""What places parse to: a code, or a city with the code of what the text says contains it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsgraph.extract.lexicon import Lexicon, straight
from newsgraph.extract.rules.names import Reading
from newsgraph.model import Dateline, Kind, Span

_GAPS = frozenset({", ", " ", " ("})


def with_containers(readings: Sequence[Reading], text: str) -> list[Reading]:
    """Return the readings, each city that stands before its state or country with a value such as `newark, US-NJ`."""
    made = list(readings)
    for at in range(len(made) - 1):
        place, container = made[at], made[at + 1]
        if place.kind is not Kind.PLACE or container.kind is not Kind.PLACE or not container.value:
            continue
        if text[place.end : container.start] not in (", ", " ") or "," in container.value:
            continue
        if place.value is None or place.value == container.value:
            name = straight(text[place.start : place.end]).casefold()
            made[at] = replace(place, value=f"{name}, {container.value}")
    return made


def dateline_places(dateline: Dateline, text: str, lexicon: Lexicon) -> Iterator[Reading]:
    """Yield the places of a dateline, letter case aside: LOS ANGELES and CA."""
    span = dateline.place_span
    if span is None:
        return
    for number, piece in enumerate(_pieces(span, text, lexicon)):
        words = straight(piece.of(text))
        listed = lexicon.folded.get(words.lower())
        found = lexicon.phrases.get(words) or (lexicon.phrases[listed] if listed else None)
        abbreviated = lexicon.behind_comma.get(words)
        if abbreviated and (number or not found):
            found = abbreviated
        known = found is not None and found.kind is Kind.PLACE
        yield Reading(
            piece.start, piece.end, Kind.PLACE, 0.95 if known else 0.8, found.value if found and known else None
        )


def _is_division(word: str, lexicon: Lexicon) -> bool:
    """Return whether a short word is a state's or province's abbreviation."""
    found = lexicon.behind_comma.get(word) or lexicon.phrases.get(word)
    return found is not None and len(word) < 6 and "-" in (found.value or "")


def _pieces(span: Span, text: str, lexicon: Lexicon) -> Iterator[Span]:
    """Yield the names in a dateline: what commas part, and an abbreviated state behind a city without one."""
    start = span.start
    for piece in span.of(text).split(","):
        bare = piece.strip(" .;:—–-")
        if bare and any(letter.isalpha() for letter in bare):
            left = start + piece.index(bare)
            stop = left + len(bare)
            if text[stop : stop + 1] == "." and "." in bare and stop < span.end:
                stop += 1
            city, _, state = text[left:stop].rpartition(" ")
            if city and _is_division(state, lexicon) and text[left:stop].lower() not in lexicon.folded:
                yield Span(left, left + len(city))
                left = stop - len(state)
            yield Span(left, stop)
        start += len(piece) + 1
