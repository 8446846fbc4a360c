"""What the network says of a text: names with scores, and a tree for each sentence."""

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsgraph.extract.embedded.labels import PARTS_OF_SPEECH, RELATIONS
from newsgraph.extract.embedded.model_file import Model
from newsgraph.extract.embedded.tags import tagged_names
from newsgraph.extract.embedded.trees import best_heads
from newsgraph.extract.embedded.windows import Pieced, Window, arrays, batches, pieced, windows
from newsgraph.model import Kind, Span
from newsgraph.syntax import ParsedSentence, Word

_NEVER_LAST = frozenset("and or of the in for to with a an on at by from as , ; : ( [ { - – — “ ‘ 's ’s".split())
_NEVER_FIRST = frozenset("the The THE and or of , ; : . ) ] } - – — ’ ” 's ’s ( [ { “".split())
_CLOSING = {")": "(", "]": "[", "}": "{", "”": "“"}
_ROOT, _DEP = RELATIONS.index("root"), RELATIONS.index("dep")


@dataclass(frozen=True, slots=True)
class ReadName:
    """A name that the network proposes, with a calibrated probability that span and kind are right."""

    span: Span
    kind: Kind
    score: float


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text's names and sentences, in order."""

    names: tuple[ReadName, ...]
    sentences: tuple[ParsedSentence, ...]


def read_text(text: str, model: Model) -> ReadText:
    """Return what the network reads in a text of any length; the same text always gives the same answer."""
    found = windows(pieced(text, model.vocabulary))
    read: dict[int, tuple[list[ReadName], list[ParsedSentence]]] = {}
    groups = list(batches(found))
    scored = _workers(model.threads).map(lambda numbers: _scored([found[at] for at in numbers], model), groups)
    for numbers, scores_of in zip(groups, scored, strict=True):
        for number, scores in zip(numbers, scores_of, strict=True):
            read[number] = _window(text, found[number], scores, model)
    return ReadText(
        tuple(name for number in range(len(found)) for name in read[number][0]),
        tuple(sentence for number in range(len(found)) for sentence in read[number][1]),
    )


def probability(likely: float, curve: tuple[float, float]) -> float:
    """Return the calibrated probability for a raw log probability (Platt 1999)."""
    share = min(max(math.exp(likely), 1e-6), 1 - 1e-6)
    slope, offset = curve
    return 1 / (1 + math.exp(-(slope * math.log(share / (1 - share)) + offset)))


@cache
def _workers(threads: int) -> ThreadPoolExecutor:
    """Return the workers that run the network, a batch each: two batches side by side beat one on two threads."""
    return ThreadPoolExecutor(threads, "newsgraph-reader")


def _scored(found: Sequence[Window], model: Model) -> list[tuple[NDArray[Any], ...]]:
    """Return, for each window, its names' log probabilities, parts of speech, arcs and relations."""
    fed = arrays(found, model.vocabulary)
    outputs = model.session.run(
        ["names", "upos", "arcs", "relations"],
        {"pieces": fed.pieces, "features": fed.features, "first": fed.first, "sentence": fed.sentence},
    )
    return list(zip(*outputs, strict=True))


def _window(
    text: str, window: Window, scores: tuple[NDArray[Any], ...], model: Model
) -> tuple[list[ReadName], list[ParsedSentence]]:
    names: list[ReadName] = []
    parsed: list[ParsedSentence] = []
    at = 0
    for number, sentence in enumerate(window.sentences):
        part = slice(at, at + len(sentence.words))
        at = part.stop
        if number < window.context:
            continue
        likely, upos, arcs, relations = scores
        names += _names(text, sentence, likely[part], model)
        parsed.append(_parsed(sentence, upos[part], arcs[part, part], relations[part]))
    return names, parsed


def _names(text: str, sentence: Pieced, likely: NDArray[np.float32], model: Model) -> list[ReadName]:
    found = []
    for name in tagged_names(likely):
        words = _bare(sentence.words[name.start : name.end], text)
        if words:
            score = probability(name.likely, model.calibration[name.kind])
            found.append(ReadName(Span(words[0].start, words[-1].end), name.kind, score))
    return found


def _bare(words: Sequence[Span], text: str) -> Sequence[Span]:
    """Return a name's words without small words, quotes and open brackets at its edges, which no name has there."""
    while words and words[0].of(text) in _NEVER_FIRST and "Hague" not in [word.of(text) for word in words[1:2]]:
        words = words[1:]
    while words and (words[-1].of(text) in _NEVER_LAST or _unopened(words, text)):
        words = words[:-1]
    return _closed(words, text)


def _closed(words: Sequence[Span], text: str) -> Sequence[Span]:
    """Return the words up to a bracket that opens among them and does not close."""
    opened: list[int] = []
    for number, word in enumerate(words):
        if word.of(text) in "([":
            opened.append(number)
        elif opened and word.of(text) in ")]":
            opened.pop()
    return words[: opened[0]] if opened else words


def _unopened(words: Sequence[Span], text: str) -> bool:
    return words[-1].of(text) in _CLOSING and all(word.of(text) != _CLOSING[words[-1].of(text)] for word in words)


def _parsed(
    sentence: Pieced, upos: NDArray[np.int64], arcs: NDArray[np.float32], relations: NDArray[np.int64]
) -> ParsedSentence:
    heads = best_heads(arcs)
    words = []
    for number, span in enumerate(sentence.words):
        head, relation = int(heads[number]), int(relations[number])
        # The tree decides who is the root; the relation follows it.
        relation = _ROOT if head == number else _DEP if relation == _ROOT else relation
        words.append(Word(span.start, span.end, PARTS_OF_SPEECH[int(upos[number])], head, RELATIONS[relation]))
    return ParsedSentence(tuple(words))
