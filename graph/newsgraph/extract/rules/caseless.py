"""Names in text whose case tells nothing: headlines in capitals or in title case."""

import re
from collections.abc import Iterator, Sequence

from newsgraph.extract.lexicon import Lexicon, Name, straight
from newsgraph.extract.rules.names import Reading
from newsgraph.model import Kind, Span

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*(?:\.(?=[^\W_]\.))?|(?:[A-Z]\.){2,}")
_LINE = re.compile(r"[^\n]+")
_LONGEST = 6
_SHORT_LINE = 160


def caseless_lines(text: str, headings: Sequence[Span] = ()) -> list[Span]:
    """Return the lines whose capitals tell nothing: nearly all words of three letters and more have one.

    Other lines than headings need four such words, so that a list of names in a line of its own stays readable.
    """
    starts = {span.start for span in headings}
    return [
        Span(*found.span())
        for found in _LINE.finditer(text)
        if found.end() - found.start() <= _SHORT_LINE and _tells_nothing(found[0], heading=found.start() in starts)
    ]


def _tells_nothing(line: str, *, heading: bool) -> bool:
    words = [word for word in line.split() if word[0].isalpha() and len(word) > 2]
    capital = sum(word[0].isupper() for word in words)
    if line.isupper():
        return len(words) >= 2
    return len(words) >= (3 if heading else 5) and capital >= (0.7 if heading else 0.85) * len(words)


def known_names(text: str, line: Span, names: dict[str, Name], lexicon: Lexicon) -> Iterator[Reading]:
    """Yield the names of a line that the lists or the article itself know, the longest first at each place.

    `names` holds the article's own names by lower-case form.
    """
    shout = line.of(text).isupper()
    words = list(_WORD.finditer(text, line.start, line.end))
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            start, end = words[at].start(), words[at + length - 1].end()
            found = _lookup(straight(text[start:end]), names, lexicon, shout=shout)
            if found is None and length == 1:
                owner = re.sub(r"['’][sS]?\Z", "", text[start:end])
                end = start + len(owner)
                found = _lookup(straight(owner), names, lexicon, shout=shout)
            if found:
                yield Reading(start, end, found.kind, found.score - 0.1, found.value)
                at += length - 1
                break
        at += 1


def _lookup(words: str, names: dict[str, Name], lexicon: Lexicon, *, shout: bool) -> Name | None:
    lowered = words.lower()
    own = names.get(lowered)
    if own:
        return own
    if shout:
        listed = lexicon.folded.get(lowered)
        return lexicon.phrases[listed] if listed else None
    found = lexicon.phrases.get(words)
    if found and found.kind is Kind.ORGANIZATION and lowered in lexicon.common:
        return None
    return found
