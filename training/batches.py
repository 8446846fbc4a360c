"""Windows of consecutive sentences as arrays: the very features that inference computes, and the gold labels."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from document import Document, Sentence
from numpy.typing import NDArray

from newsgraph.extract.embedded.hints import hint_bits
from newsgraph.extract.embedded.labels import TAGS
from newsgraph.extract.embedded.pieces import FEATURES, Bit, Vocabulary, case_bits

NO_LABEL = -100
LONGEST_WINDOW = 160


@dataclass(frozen=True)
class Encoded:
    """A sentence as pieces; the two marks around a window are added later."""

    ids: tuple[int, ...]
    bits: tuple[int, ...]
    first: tuple[int, ...]
    sentence: Sentence


@dataclass(frozen=True)
class Batch:
    """Arrays of B windows, padded to T pieces and W words."""

    pieces: NDArray[np.int64]
    features: NDArray[np.float32]
    first: NDArray[np.int64]
    sentence: NDArray[np.int64]
    allowed: NDArray[np.float32]
    """[B,W,tags]: 1 where a tag is allowed; all 0 for padding."""
    upos: NDArray[np.int64]
    heads: NDArray[np.int64]
    relations: NDArray[np.int64]


def encode(sentence: Sentence, vocabulary: Vocabulary, *, hints: bool = True) -> Encoded:
    """Return the pieces and features of a sentence."""
    case = case_bits(sentence.forms)
    hinted = hint_bits(sentence.forms, case) if hints else [0] * len(sentence.forms)
    ids: list[int] = []
    bits: list[int] = []
    first: list[int] = []
    for at, form in enumerate(sentence.forms):
        found = vocabulary(form)
        own = case | hinted[at] | (sentence.spaced[at] << Bit.SPACE_BEFORE) | ((at == 0) << Bit.SENTENCE_START)
        first.append(len(ids))
        ids += found.ids
        bits += [piece | own for piece in found.bits]
    return Encoded(tuple(ids), tuple(bits), tuple(first), sentence)


def windows(sentences: Sequence[Encoded], longest: int) -> Iterator[tuple[Encoded, ...]]:
    """Yield runs of sentences of at most so many pieces; a longer sentence stands alone, cut by the batch."""
    run: list[Encoded] = []
    size = 0
    for sentence in sentences:
        if run and size + len(sentence.ids) > longest:
            yield tuple(run)
            run, size = [], 0
        run.append(sentence)
        size += len(sentence.ids)
    if run:
        yield tuple(run)


def batch(found: Sequence[tuple[Encoded, ...]], vocabulary: Vocabulary) -> Batch:
    """Return the arrays of some windows."""
    rows = [_row(window, vocabulary) for window in found]
    length, count = max(len(row[0]) for row in rows), max(len(row[2]) for row in rows)
    size = len(rows)
    pieces = np.zeros((size, length), np.int64)
    packed = np.zeros((size, length), np.uint32)
    first, sentence = np.zeros((size, count), np.int64), np.full((size, count), -1, np.int64)
    allowed = np.zeros((size, count), np.int64)
    upos, heads, relations = (np.full((size, count), NO_LABEL, np.int64) for _ in range(3))
    for at, (ids, bits, starts, numbers, tags, parses) in enumerate(rows):
        pieces[at, : len(ids)] = ids
        packed[at, : len(bits)] = bits
        words = len(starts)
        first[at, :words], sentence[at, :words], allowed[at, :words] = starts, numbers, tags
        upos[at, :words], heads[at, :words], relations[at, :words] = zip(*parses, strict=True)
    sets = (allowed[:, :, None] >> np.arange(len(TAGS))) & 1
    return Batch(pieces, unpacked(packed), first, sentence, sets.astype(np.float32), upos, heads, relations)


def unpacked(packed: NDArray[np.uint32]) -> NDArray[np.float32]:
    """Return bits [B,T] as numbers [B,T,32], the lowest bit first."""
    return ((packed[:, :, None] >> np.arange(FEATURES, dtype=np.uint32)) & 1).astype(np.float32)


def shuffled(
    documents: Sequence[Sequence[Encoded]], *, chance: random.Random, per_batch: int, longest: int = LONGEST_WINDOW
) -> Iterator[list[tuple[Encoded, ...]]]:
    """Yield batches of windows of about so many pieces in random order; the windows' sizes vary too."""
    found: list[tuple[Encoded, ...]] = []
    for document in documents:
        found += windows(document, chance.choice((longest // 4, longest // 2, longest)))
    # Sorting by length within large random groups spares padding.
    chance.shuffle(found)
    groups = [found[at : at + 2048] for at in range(0, len(found), 2048)]
    batches = [item for group in groups for item in _by_length(group, per_batch)]
    chance.shuffle(batches)
    yield from batches


def _by_length(group: list[tuple[Encoded, ...]], per_batch: int) -> Iterator[list[tuple[Encoded, ...]]]:
    held: list[tuple[Encoded, ...]] = []
    widest = 0
    for window in sorted(group, key=_size):
        widest = max(widest, _size(window))
        if held and widest * (len(held) + 1) > per_batch:
            yield held
            held, widest = [], _size(window)
        held.append(window)
    if held:
        yield held


def _size(window: Iterable[Encoded]) -> int:
    return sum(len(sentence.ids) for sentence in window)


def _row(window: tuple[Encoded, ...], vocabulary: Vocabulary) -> tuple[list[int], ...]:
    ids, bits = [vocabulary.cls], [0]
    starts, numbers, tags, parses = [], [], [], []
    for number, part in enumerate(window):
        base = len(starts)
        room = 510 - len(ids)
        kept = sum(start < room for start in part.first)
        starts += [len(ids) + start for start in part.first[:kept]]
        ids += part.ids[:room]
        bits += part.bits[:room]
        numbers += [number] * kept
        tags += part.sentence.allowed[:kept]
        parses += _parse(part.sentence, base, kept)
    return [*ids, vocabulary.sep], [*bits, 0], starts, numbers, tags, parses  # type: ignore[return-value]


def _parse(sentence: Sentence, base: int, kept: int) -> list[tuple[int, int, int]]:
    parse = sentence.parse
    if parse is None or kept < len(sentence.forms):
        return [(NO_LABEL,) * 3] * kept
    return [(upos, base + head, relation) for upos, head, relation in zip(*parse, strict=True)]


@cache
def vocabulary_of(folder: Path) -> Vocabulary:
    """Return the encoder's vocabulary."""
    return Vocabulary((folder / "vocab.txt").read_text(encoding="utf-8").splitlines())


def encoded(documents: Iterable[Document], vocabulary: Vocabulary, *, hints: bool = True) -> list[list[Encoded]]:
    """Return the documents' sentences as pieces."""
    return [[encode(sentence, vocabulary, hints=hints) for sentence in document.sentences] for document in documents]
