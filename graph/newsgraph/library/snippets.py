"""Words of an article around what was looked for, with the places of the words in them."""

from collections.abc import Iterator, Sequence

from newsgraph.library.words import Phrase
from newsgraph.model import Span
from newsgraph.store.folding import word_places

_LENGTH = 240
_BEFORE = 60
_LABEL = 80
_LOOKED_AT = 100_000
"""In longer articles only so much is looked through; what stands later is found, but not shown."""

_Place = tuple[str, int, int]


def snippet(text: str, wanted: Sequence[Phrase]) -> tuple[str, tuple[Span, ...]]:
    """Return words of the text on one line, and where in them the words looked for stand.

    The place is the first that holds most of the different phrases.
    """
    places = word_places(text[:_LOOKED_AT])
    hits = sorted(_hits(places, wanted))
    start = _best_start(hits)
    begin = _word_start(places, max(0, start - _BEFORE))
    end = _word_end(places, begin, begin + _LENGTH)
    inside = [(left, right) for left, right, _ in hits if begin <= left and right <= end]
    return _on_one_line(
        text[begin:end], [(left - begin, right - begin) for left, right in inside], begin, end < len(text)
    )


def first_words(text: str) -> str:
    """Return how a text begins, on one line."""
    line = " ".join(text[: 4 * _LABEL].split())
    return line if len(line) <= _LABEL else line[:_LABEL].rsplit(" ", 1)[0] + " …"


def _hits(places: Sequence[_Place], wanted: Sequence[Phrase]) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and number of each phrase that stands in the text."""
    starts: dict[str, list[int]] = {}
    for number, (word, _, _) in enumerate(places):
        starts.setdefault(word, []).append(number)
    for number, phrase in enumerate(wanted):
        if not phrase.folded:
            continue
        first = phrase.folded[0]
        if phrase.is_start and len(phrase.folded) == 1:
            tries = [place for word, found in starts.items() if word.startswith(first) for place in found]
        else:
            tries = starts.get(first, [])
        for place in tries:
            if _stands(places, place, phrase):
                yield places[place][1], places[place + len(phrase.folded) - 1][2], number


def _stands(places: Sequence[_Place], place: int, phrase: Phrase) -> bool:
    here = [word for word, _, _ in places[place : place + len(phrase.folded)]]
    if len(here) < len(phrase.folded) or here[:-1] != list(phrase.folded[:-1]):
        return False
    return here[-1].startswith(phrase.folded[-1]) if phrase.is_start else here[-1] == phrase.folded[-1]


def _best_start(hits: Sequence[tuple[int, int, int]]) -> int:
    best, most, first = 0, 0, 0
    inside: dict[int, int] = {}
    for start, end, number in hits:
        inside[number] = inside.get(number, 0) + 1
        while end - hits[first][0] > _LENGTH - _BEFORE and hits[first][0] < start:
            gone = hits[first][2]
            inside[gone] -= 1
            if not inside[gone]:
                del inside[gone]
            first += 1
        if len(inside) > most:
            best, most = hits[first][0], len(inside)
    return best


def _word_start(places: Sequence[_Place], offset: int) -> int:
    return 0 if offset == 0 else next((start for _, start, _ in places if start >= offset), offset)


def _word_end(places: Sequence[_Place], begin: int, offset: int) -> int:
    ends = [end for _, start, end in places if start >= begin and end <= offset]
    following = next((start for _, start, _ in places if start >= offset), None)
    return max(ends) if ends and following is not None else offset


def _on_one_line(text: str, marks: list[tuple[int, int]], cut: int, more: bool) -> tuple[str, tuple[Span, ...]]:
    """Return the text with single spaces for line ends, which are as long, so that places stay."""
    line = "".join(" " if letter.isspace() else letter for letter in text)
    before, after = "… " if cut else "", " …" if more else ""
    shift = len(before)
    return f"{before}{line}{after}", tuple(Span(left + shift, right + shift) for left, right in marks)
