import json
import zlib

import pytest
from hypothesis import given, strategies as st

from newsgraph.explore.columns import FORMAT, Columns, steps, whole_characters


def body(columns: Columns) -> bytes:
    content = zlib.decompress(columns.part("g", {"a": 1}))
    size = int.from_bytes(content[4:8], "little")
    assert content[:4] == b"ngxg"
    assert json.loads(content[8 : 8 + size]) == {"format": FORMAT, "a": 1}
    return content[8 + size :]


@pytest.mark.parametrize(
    ("numbers", "written"),
    [
        ([], b"\x00"),
        ([0, 0, 0], b"\x00"),
        ([1, 255], b"\x01\x01\xff"),
        ([1, 256], b"\x02\x01\x00\x00\x01"),
        ([65536], b"\x03\x00\x00\x01"),
        ([2**32 - 1, 2], b"\x04\xff\x02\xff\x00\xff\x00\xff\x00"),
    ],
)
def test_numbers_are_written_in_planes_as_wide_as_they_need(numbers: list[int], written: bytes) -> None:
    columns = Columns()
    columns.numbers(numbers)
    assert body(columns) == written


def test_signed_numbers_are_written_small_near_nothing() -> None:
    columns = Columns()
    columns.signed([0, -1, 1, -2, 2, -(2**31), 2**31 - 1])
    other = Columns()
    other.numbers([0, 1, 2, 3, 4, 2**32 - 1, 2**32 - 2])
    assert body(columns) == body(other)


@pytest.mark.parametrize("numbers", [[-1], [2**32], [3, -5]])
def test_numbers_that_do_not_fit_are_refused(numbers: list[int]) -> None:
    with pytest.raises(ValueError, match="a column holds"):
        Columns().numbers(numbers)


@given(st.lists(st.integers(-(2**31), 2**31)))
def test_steps_add_up(numbers: list[int]) -> None:
    assert steps(numbers).cumsum().tolist() == numbers


@given(st.lists(st.text(max_size=8) | st.sampled_from(["\n", "\0\n", "\n\0\x01", "\ud800", "é\udfff"]), max_size=6))
def test_texts_are_parted_by_what_is_in_none(texts: list[str]) -> None:
    columns = Columns()
    columns.texts(texts)
    written = body(columns)
    assert int.from_bytes(written[:4], "little") == len(written) - 4
    told = written[4:].decode()
    assert (told[1:].split(told[0]) if texts else []) == [whole_characters(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "whole"),
    [("plain", "plain"), ("é😀", "é😀"), ("\ud83d\ude00", "😀"), ("a\ud83d", "a\ufffd"), ("\ude00b", "\ufffdb")],
)
def test_half_characters_become_one_that_can_be_written(text: str, whole: str) -> None:
    assert whole_characters(text) == whole
