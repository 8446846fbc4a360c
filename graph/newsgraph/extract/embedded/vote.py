"""A second look: what an article is sure of in one place decides what it is unsure of in another."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsgraph.extract.embedded.reading import ReadName
from newsgraph.extract.lexicon import lexicon, not_a_name
from newsgraph.model import Kind, Span

SURE = 0.6
"""From this score on a name may speak for its other occurrences."""
_SUFFIXES = frozenset("Jr Sr Esq II III IV MD PhD".split())
_WORD_BEFORE = re.compile(r"([^\W\d_a-z][\w.'’-]*) $")
_FADE = 0.9
"""What a name found only by its likeness keeps of the score of what it is like."""


def second_look(names: Sequence[ReadName], text: str) -> list[ReadName]:
    """Return the names, kinds settled by vote among equal words, and sure names added where they stand unread."""
    settled = _settled(names, text)
    return sorted([*settled, *_unread(settled, text)], key=lambda name: name.span)


def _settled(names: Sequence[ReadName], text: str) -> list[ReadName]:
    votes: dict[str, dict[Kind, float]] = defaultdict(lambda: defaultdict(float))
    for name in names:
        votes[name.span.of(text)][name.kind] += name.score
    settled = []
    for name in names:
        counted = votes[name.span.of(text)]
        kind = max(sorted(counted), key=lambda kind: counted[kind])
        if kind is not name.kind and counted[kind] > 2 * counted[name.kind] and name.score < SURE:
            settled.append(replace(name, kind=kind, score=name.score * _FADE))
        else:
            settled.append(name)
    return settled


def _unread(names: Sequence[ReadName], text: str) -> Iterator[ReadName]:
    """Yield the occurrences of sure names, and of the surnames of sure persons, that overlap no name."""
    known = _sure(names, text)
    if not known:
        return
    taken = sorted(name.span for name in names)
    longest_first = sorted(known, key=lambda words: (-len(words), words))
    pattern = re.compile(rf"(?<![\w'’-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")
    at = 0
    for match in pattern.finditer(text):
        span = Span(*match.span())
        while at < len(taken) and taken[at].end <= span.start:
            at += 1
        if (at < len(taken) and taken[at].overlaps(span)) or not _stands_alone(span, text):
            continue
        kind, score = known[match[0]]
        yield ReadName(span, kind, score * _FADE)


def _sure(names: Sequence[ReadName], text: str) -> dict[str, tuple[Kind, float]]:
    """Return the words that name one thing alone here: whole names, and the last names of persons named in full."""
    found: dict[str, dict[Kind, list[float]]] = defaultdict(lambda: defaultdict(list))
    common = lexicon().common
    for name in names:
        words = name.span.of(text)
        found[words][name.kind].append(name.score)
        if name.kind is Kind.PERSON and name.score >= SURE:
            for surname in _surnames(words):
                found[surname][Kind.PERSON].append(name.score)
    sure = {}
    for words, kinds in found.items():
        ((kind, scores),) = kinds.items() if len(kinds) == 1 else ((Kind.PERSON, [0.0]),)
        mean = sum(scores) / len(scores)
        capital = words[:1].isupper() or words.rpartition(" ")[2][:1].isupper()
        plain = words.lower() in common or not_a_name(words) or len(words) < 3
        if mean >= SURE and capital and not plain:
            sure[words] = (kind, mean)
    # Headlines shout what the story says in a calm voice.
    shouted = {words.upper(): known for words, known in sorted(sure.items()) if " " in words or len(words) > 4}
    return {**shouted, **sure}


def _stands_alone(span: Span, text: str) -> bool:
    """Return whether a single word is no part of a longer name: "Pell" in "Maria Pell" or "Pell Street" is."""
    if " " in span.of(text) or span.of(text).isupper():
        return True
    if text[span.end : span.end + 1] == " " and text[span.end + 1 : span.end + 2].isupper():
        return False
    before = _WORD_BEFORE.search(text, max(0, span.start - 40), span.start)
    return before is None or _may_stand_before(before[1].lower())


def _may_stand_before(word: str) -> bool:
    """Return whether a capitalised word before a name may be no part of it: a title, or what opens a sentence."""
    words = lexicon()
    return word.endswith(".") or word in words.titles or word in words.roles or word in words.common


def _surnames(name: str) -> list[str]:
    """Return the last name of a person named in full, bare and with the particles before it: `de la Vega`, `Vega`."""
    words = name.split()
    while words and words[-1].rstrip(".") in _SUFFIXES:
        words.pop()
    if len(words) < 2 or len(words[-1].rstrip(",")) < 3:
        return []
    words[-1] = words[-1].rstrip(",")
    at = len(words) - 1
    while at > 1 and words[at - 1].islower():
        at -= 1
    return sorted({words[-1], " ".join(words[at:])})
