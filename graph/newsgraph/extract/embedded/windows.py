"""Sentences as the network reads them: windows of neighbours, so that each is read with what stands around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsgraph.extract.embedded.hints import hint_bits
from newsgraph.extract.embedded.pieces import FEATURES, Bit, Vocabulary, case_bits
from newsgraph.extract.embedded.words import words
from newsgraph.model import Span
from newsgraph.text import sentences

WINDOW = 160
"""Pieces in a window, as in training."""
CONTEXT = 40
"""A sentence of at most so many pieces is read again at the head of the next window, as context alone."""
LONGEST = 300
"""Pieces of a sentence that are read in one go; a longer one is cut, as no window holds it."""
BATCH = 512


@dataclass(frozen=True, slots=True)
class Pieced:
    """A sentence, or a part of a very long one, as pieces."""

    words: tuple[Span, ...]
    ids: tuple[int, ...]
    bits: tuple[int, ...]
    first: tuple[int, ...]
    """Where each word's first piece stands."""


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences read together; of the first, only its meaning for the others counts where it is context."""

    sentences: tuple[Pieced, ...]
    context: int
    """0 or 1: so many sentences at the head were read before."""

    @property
    def pieces(self) -> int:
        """How many pieces the window has, with its two marks."""
        return 2 + sum(len(sentence.ids) for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Arrays:
    """Windows as the network takes them."""

    pieces: NDArray[np.int64]
    """[windows, pieces]; 0 pads."""
    features: NDArray[np.float32]
    """[windows, pieces, 32]."""
    first: NDArray[np.int64]
    """[windows, words]: each word's first piece."""
    sentence: NDArray[np.int64]
    """[windows, words]: the number of each word's sentence; -1 pads."""


def pieced(text: str, vocabulary: Vocabulary) -> list[Pieced]:
    """Return the text's sentences as pieces, in order."""
    return [part for span in sentences(text) for part in _pieced(text, words(text, span), vocabulary)]


def windows(found: Sequence[Pieced]) -> list[Window]:
    """Return windows that hold every sentence once, not counting those that come again as context."""
    made: list[Window] = []
    run: list[Pieced] = []
    context = size = 0
    for sentence in found:
        if len(run) > context and size + len(sentence.ids) > WINDOW:
            made.append(Window(tuple(run), context))
            keep = len(run[-1].ids) <= CONTEXT and len(run[-1].ids) + len(sentence.ids) <= WINDOW
            run = [run[-1]] if keep else []
            context, size = len(run), sum(len(kept.ids) for kept in run)
        run.append(sentence)
        size += len(sentence.ids)
    if len(run) > context:
        made.append(Window(tuple(run), context))
    return made


def batches(found: Sequence[Window]) -> Iterator[list[int]]:
    """Yield the numbers of windows to be read together, of like length, at most `BATCH` pieces with padding."""
    held: list[int] = []
    for number in sorted(range(len(found)), key=lambda at: (found[at].pieces, at)):
        if held and found[number].pieces * (len(held) + 1) > BATCH:
            yield held
            held = []
        held.append(number)
    if held:
        yield held


def arrays(found: Sequence[Window], vocabulary: Vocabulary) -> Arrays:
    """Return some windows as arrays."""
    length = max(window.pieces for window in found)
    count = max(sum(len(sentence.words) for sentence in window.sentences) for window in found)
    pieces, packed = np.zeros((len(found), length), np.int64), np.zeros((len(found), length), np.uint32)
    first, number = np.zeros((len(found), count), np.int64), np.full((len(found), count), -1, np.int64)
    for row, window in enumerate(found):
        pieces[row, 0] = vocabulary.cls
        piece, word = 1, 0
        for at, sentence in enumerate(window.sentences):
            size, words_here = len(sentence.ids), len(sentence.words)
            pieces[row, piece : piece + size] = sentence.ids
            packed[row, piece : piece + size] = sentence.bits
            first[row, word : word + words_here] = np.asarray(sentence.first) + piece
            number[row, word : word + words_here] = at
            piece, word = piece + size, word + words_here
        pieces[row, piece] = vocabulary.sep
    return Arrays(pieces, unpacked(packed), first, number)


def unpacked(packed: NDArray[np.uint32]) -> NDArray[np.float32]:
    """Return bits [windows, pieces] as numbers [windows, pieces, 32], the lowest bit first."""
    octets = packed.astype("<u4").view(np.uint8).reshape(*packed.shape, FEATURES // 8)
    return np.unpackbits(octets, axis=-1, bitorder="little").astype(np.float32)


def _pieced(text: str, spans: list[Span], vocabulary: Vocabulary) -> Iterator[Pieced]:
    forms = [span.of(text) for span in spans]
    case = case_bits(forms)
    hints = hint_bits(forms, case)
    ids: list[int] = []
    bits: list[int] = []
    first: list[int] = []
    begin = 0
    for at, form in enumerate(forms):
        found = vocabulary(form)
        if ids and len(ids) + len(found.ids) > LONGEST:
            yield Pieced(tuple(spans[begin:at]), tuple(ids), tuple(bits), tuple(first))
            ids, bits, first, begin = [], [], [], at
        spaced = at == 0 or spans[at - 1].end < spans[at].start
        own = case | hints[at] | (spaced << Bit.SPACE_BEFORE) | ((at == 0) << Bit.SENTENCE_START)
        first.append(len(ids))
        ids += found.ids
        bits += [piece | own for piece in found.bits]
    if ids:
        yield Pieced(tuple(spans[begin:]), tuple(ids), tuple(bits), tuple(first))
