from collections.abc import Sequence
from itertools import pairwise
from string import ascii_lowercase

import numpy as np
import pytest
from hypothesis import given, strategies as st

from newsgraph.extract.embedded.pieces import FEATURES, Bit, Vocabulary
from newsgraph.extract.embedded.windows import (
    BATCH,
    CONTEXT,
    LONGEST,
    WINDOW,
    Pieced,
    Window,
    arrays,
    batches,
    pieced,
    unpacked,
    windows,
)
from newsgraph.extract.embedded.words import words
from newsgraph.model import Span
from newsgraph.text import sentences

VOCABULARY = Vocabulary(
    ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "ana", "pell", "spoke", "har", "##bor", ".", ",", "'", "s"]
    + [f"{mark}{letter}" for letter in ascii_lowercase for mark in ("", "##") if f"{mark}{letter}" != "s"]
)
ANA, PELL, SPOKE, HAR, BOR, STOP = range(4, 10)
CLS, SEP = 2, 3


def sized(*sizes: int) -> list[Pieced]:
    """Return sentences of so many pieces, each a word, that stand one behind another."""
    made, at = [], 0
    for size in sizes:
        spans = tuple(Span(at + 2 * number, at + 2 * number + 1) for number in range(size))
        made.append(Pieced(spans, (ANA,) * size, (0,) * size, tuple(range(size))))
        at += 2 * size
    return made


def shape(made: Sequence[Window]) -> list[tuple[int, list[int]]]:
    return [(window.context, [len(sentence.ids) for sentence in window.sentences]) for window in made]


def own(made: Sequence[Window]) -> list[Pieced]:
    return [sentence for window in made for sentence in window.sentences[window.context :]]


def test_a_sentence_becomes_pieces() -> None:
    (sentence,) = pieced("Ana Pell spoke. ", VOCABULARY)
    assert [span.of("Ana Pell spoke.") for span in sentence.words] == ["Ana", "Pell", "spoke", "."]
    assert sentence.ids == (ANA, PELL, SPOKE, STOP)
    assert sentence.first == (0, 1, 2, 3)
    spaced = [bool(bits >> Bit.SPACE_BEFORE & 1) for bits in sentence.bits]
    assert spaced == [True, True, True, False]
    assert [bool(bits >> Bit.SENTENCE_START & 1) for bits in sentence.bits] == [True, False, False, False]
    assert sentence.bits[0] >> Bit.GIVEN_NAME & 1


def test_the_pieces_of_a_word_share_its_features() -> None:
    (sentence,) = pieced("HARBOR ANA", VOCABULARY)
    assert sentence.ids == (HAR, BOR, ANA)
    assert sentence.first == (0, 2)
    for bit in (Bit.UPPER, Bit.SHOUTED, Bit.SPACE_BEFORE, Bit.SENTENCE_START):
        assert [bits >> bit & 1 for bits in sentence.bits[:2]] == [1, 1]
    assert [bits >> Bit.FIRST_PIECE & 1 for bits in sentence.bits] == [1, 0, 1]
    assert [bits >> Bit.LAST_PIECE & 1 for bits in sentence.bits] == [0, 1, 1]


@pytest.mark.parametrize("text", ["", " \n\t", "\u2028\n\n"])
def test_nothing_to_read_makes_no_window(text: str) -> None:
    assert windows(pieced(text, VOCABULARY)) == []
    assert list(batches([])) == []


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([], []),
        ([1], [(0, [1])]),
        ([WINDOW], [(0, [WINDOW])]),
        ([80, 80], [(0, [80, 80])]),
        # A short last sentence is read again before what follows it.
        ([120, 40, 50], [(0, [120, 40]), (1, [40, 50])]),
        # A long one is not, nor one that would crowd out what it is to help.
        ([80, 61, 50], [(0, [80, 61]), (0, [50])]),
        ([120, 40, 121], [(0, [120, 40]), (0, [121])]),
        ([40, 40, 40, 40, 40], [(0, [40, 40, 40, 40]), (1, [40, 40])]),
        # A sentence longer than a window has its own.
        ([10, LONGEST, 10], [(0, [10]), (0, [LONGEST]), (0, [10])]),
        ([60, 100, 60, 100, 60], [(0, [60, 100]), (0, [60, 100]), (0, [60])]),
        ([120, 40, 120, 40, 120], [(0, [120, 40]), (1, [40, 120]), (0, [40, 120])]),
    ],
)
def test_windows_hold_neighbours(sizes: list[int], expected: list[tuple[int, list[int]]]) -> None:
    assert shape(windows(sized(*sizes))) == expected


@given(st.lists(st.integers(1, LONGEST), max_size=60))
def test_every_sentence_is_read_once_in_order_within_the_limits(sizes: list[int]) -> None:
    found = sized(*sizes)
    made = windows(found)
    assert own(made) == found
    for before, window in pairwise([None, *made]):
        assert window is not None
        total = sum(len(sentence.ids) for sentence in window.sentences)
        assert window.pieces == total + 2
        assert total <= WINDOW or len(window.sentences) == 1
        assert window.context in (0, 1)
        assert len(window.sentences) > window.context
        if window.context:
            assert before is not None
            assert window.sentences[0] is before.sentences[-1]
            assert len(window.sentences[0].ids) <= CONTEXT


@given(st.lists(st.integers(1, LONGEST), max_size=80))
def test_batches_hold_every_window_once_within_the_limit(sizes: list[int]) -> None:
    made = windows(sized(*sizes))
    read = list(batches(made))
    assert sorted(number for numbers in read for number in numbers) == list(range(len(made)))
    for numbers in read:
        assert numbers
        assert len(numbers) * max(made[number].pieces for number in numbers) <= BATCH


PARTS = st.sampled_from([*"aZé .,'’-–\n\t\"“1$\x00\x1b\u200b市ßＡ🎉", "Mr. ", "Ana ", " Pell's", "\n\n"])
TEXTS = st.lists(PARTS, max_size=200).map("".join)


@given(TEXTS)
def test_every_word_stands_in_one_sentence(text: str) -> None:
    read = own(windows(pieced(text, VOCABULARY)))
    spans = [span for sentence in read for span in sentence.words]
    assert spans == [word for sentence in sentences(text) for word in words(text, sentence)]
    assert all(one.end <= two.start for one, two in pairwise(spans))
    covered = {at for span in spans for at in range(span.start, span.end)}
    assert {at for at, character in enumerate(text) if not character.isspace()} <= covered
    for sentence in read:
        assert len(sentence.ids) == len(sentence.bits) <= LONGEST
        assert len(sentence.first) == len(sentence.words)
        assert sentence.first[0] == 0
        assert all(one < two for one, two in pairwise(sentence.first))
        assert sentence.first[-1] < len(sentence.ids)


@pytest.mark.parametrize(
    "text", ["ana " * 50_000, "q" * 200_000, "市" * 200_000, "z.z." * 50_000, "\x00\x07" * 100_000]
)
def test_a_very_long_line_is_cut(text: str) -> None:
    found = pieced(text, VOCABULARY)
    assert len(found) > 1
    assert all(len(sentence.ids) <= LONGEST for sentence in found)
    spans = [span for sentence in found for span in sentence.words]
    assert "".join(span.of(text) for span in spans) == "".join(text.split())
    starts = [sentence.bits[0] >> Bit.SENTENCE_START & 1 for sentence in found]
    assert starts[0] == 1


def test_arrays_put_each_word_in_its_place() -> None:
    text = "Ana spoke. Harbor!"
    one, two = pieced(text, VOCABULARY)
    fed = arrays([Window((one, two), 0), Window((one,), 0)], VOCABULARY)
    unknown = 1
    assert fed.pieces.tolist() == [
        [CLS, ANA, SPOKE, STOP, HAR, BOR, unknown, SEP],
        [CLS, ANA, SPOKE, STOP, SEP, 0, 0, 0],
    ]
    assert fed.first.tolist() == [[1, 2, 3, 4, 6], [1, 2, 3, 0, 0]]
    assert fed.sentence.tolist() == [[0, 0, 0, 1, 1], [0, 0, 0, -1, -1]]
    assert fed.features.shape == (2, 8, FEATURES)
    assert fed.features[0, 5, Bit.LAST_PIECE] == 1
    for mark_or_padding in (fed.features[:, 0], fed.features[0, 7], fed.features[1, 4:]):
        assert not mark_or_padding.any()
    assert (fed.pieces.dtype, fed.features.dtype, fed.first.dtype, fed.sentence.dtype) == (
        np.int64, np.float32, np.int64, np.int64,
    )  # fmt: skip


@given(st.lists(st.lists(st.integers(1, 40), min_size=1, max_size=4), min_size=1, max_size=6))
def test_arrays_hold_every_window_as_if_it_stood_alone(sizes: list[list[int]]) -> None:
    made = [Window(tuple(sized(*row)), 0) for row in sizes]
    together = arrays(made, VOCABULARY)
    for row, window in enumerate(made):
        alone = arrays([window], VOCABULARY)
        length, count = window.pieces, alone.first.shape[1]
        assert (together.pieces[row, :length] == alone.pieces[0]).all()
        assert (together.features[row, :length] == alone.features[0]).all()
        assert (together.first[row, :count] == alone.first[0]).all()
        assert (together.sentence[row, :count] == alone.sentence[0]).all()
        assert not together.pieces[row, length:].any()
        assert (together.sentence[row, count:] == -1).all()


@given(st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=20))
def test_bits_unpack_lowest_first(packed: list[int]) -> None:
    numbers = unpacked(np.array([packed], np.uint32))
    assert numbers.shape == (1, len(packed), FEATURES)
    assert numbers.dtype == np.float32
    for number, bits in zip(packed, numbers[0], strict=True):
        assert bits.tolist() == [float(number >> at & 1) for at in range(FEATURES)]
