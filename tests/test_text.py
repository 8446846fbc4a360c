import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from newsgraph.model import Span, Stretch
from newsgraph.text import compose, normalise, paragraphs, sentence_of, sentences, source_span, text_position

HOSTILE = st.text(
    st.one_of(
        st.sampled_from(
            " \t\r\n\x0b\x0c\x85\u2028\xa0\u3000\xad\u200b\u200c\u200d\u202e\ufeff"
            "e\u0301\u0308क्ष\u1112\u1161\u11abA.?!…”\ud800"
        ),
        st.characters(),
    ),
    max_size=60,
)
steady = settings(derandomize=True, deadline=None, max_examples=300)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("one\xa0two", "one two"),
        ("one \u2009\t two", "one two"),
        ("  edge\t\r\n  of a line  ", "edge\nof a line"),
        ("a\r\n\r\nb\rc\u2028d\x0ce", "a\n\nb\nc\nd\ne"),
        ("immi\xadgration", "immigration"),
        ("\ufeffOrla\u200b Quist", "Orla Quist"),
        ("re\u202edrow\u202c", "redrow"),
        ("Jose\u0301", "José"),
        ("Jose\u200b\u0301", "José"),
        ("\u1112\u1161\u11ab", "한"),
        ("\u2126 \u212b", "Ω Å"),
        ("na\u200cme", "name"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🏭 at work", "👩\u200d🏭 at work"),
        ("one \u200d two", "one two"),
        ("bad\ud800half", "bad\ufffdhalf"),
        ("nul\x00and\x1bescape", "nulandescape"),
        ("", ""),
        (" ", ""),
        ("plain text\n\nleft alone", "plain text\n\nleft alone"),
    ],
)
def test_normalised_text(source: str, expected: str) -> None:
    assert normalise(source).text == expected


@steady
@given(HOSTILE)
def test_normalising_is_final_and_leads_back(source: str) -> None:
    result = normalise(source)
    assert unicodedata.is_normalized("NFC", result.text)
    assert normalise(result.text).text == result.text
    for before, after in pairwise(result.alignment):
        assert before.text_start + before.length <= after.text_start
        assert before.page_start + before.length <= after.page_start
    for run in result.alignment:
        assert run.length > 0
        assert result.text[run.text_start :][: run.length] == source[run.page_start :][: run.length]
        assert text_position(result.alignment, run.page_start) == run.text_start


def test_source_span_of_changed_and_unchanged_words() -> None:
    source = "In  San\xa0Jose\u0301, Orla\xad Quist spoke"
    result = normalise(source)
    for words, expected in [
        ("San José", "San\xa0Jose\u0301"),
        ("José", "Jose\u0301"),
        ("Orla Quist", "Orla\xad Quist"),
        ("spoke", "spoke"),
        ("In San", "In  San"),
    ]:
        start = result.text.index(words)
        found = source_span(result.alignment, Span(start, start + len(words)))
        assert found is not None
        assert found.of(source) == expected


def test_source_span_of_words_that_stand_in_no_source() -> None:
    assert source_span((), Span(0, 4)) is None
    assert source_span((Stretch(10, 0, 5),), Span(0, 8)) is None
    assert source_span((Stretch(0, 0, 5),), Span(7, 9)) is None


def test_compose_goes_through_both_maps() -> None:
    outer = (Stretch(0, 2, 6),)
    inner = (Stretch(0, 10, 4), Stretch(5, 20, 9))
    assert compose(outer, inner) == (Stretch(0, 12, 2), Stretch(3, 20, 3))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dr. Orla Quist met Sen. Bram Tate. They spoke.", 2),
        ("The U.S. Supreme Court ruled. It was late.", 2),
        ("He left the U.S. The trip was long.", 2),
        ("It rose 3.5 percent to $4.2 million. Nobody cheered.", 2),
        ("“Why?” she asked. “Because!” he said.", 2),
        ("“We won.” The crowd roared.", 2),
        ("She waited … and waited. Then… Nothing.", 3),
        ("J. R. Vance of Acme Inc. said so on Jan. 5 at 5 p.m. Tuesday.", 1),
        ("See No. 5 and Roe v. Wade. Then read on.", 2),
        ("First line\nsecond line. Third", 3),
        ("1. The first point. It holds.", 2),
        ("Is it so?! Yes. (It is.) Good.", 4),
        ("It was cited.[12] Others agreed.", 2),
        ("昨日、東京で。今日は晴れ。", 2),
        ("क्या हुआ। वह गया।", 2),
        ("¿Qué pasó? ¡Nada! El Sr. Ríos calló.", 3),
        ("He worked at Widget Co. She did too.", 2),
        ("", 0),
        (" \n ", 0),
    ],
)
def test_sentence_count(text: str, count: int) -> None:
    assert len(sentences(text)) == count, [span.of(text) for span in sentences(text)]


@steady
@given(HOSTILE)
def test_sentences_cover_all_but_space(text: str) -> None:
    spans = sentences(text)
    covered = "".join(span.of(text) for span in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert list(spans) == sorted(spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert all("\n" not in span.of(text) for span in spans)


def test_sentence_of_a_span() -> None:
    text = "One came. Two left."
    known = sentences(text)
    assert sentence_of(known, Span(4, 8)).of(text) == "One came."
    assert sentence_of(known, Span(10, 13)).of(text) == "Two left."
    with pytest.raises(ValueError, match="without sentences"):
        sentence_of((), Span(0, 1))


def test_paragraphs_are_parted_by_empty_lines() -> None:
    text = "\n Head \n\nFirst line\nsecond line\n \n\nLast"
    assert [span.of(text) for span in paragraphs(text)] == ["Head", "First line\nsecond line", "Last"]


@pytest.mark.parametrize("unit", ["a ", " ", "\n", ".", "A. ", "\u200d", "e\u0301", "\xa0\n", "\"' "])
def test_time_grows_with_length_only(unit: str) -> None:
    text = unit * (400_000 // len(unit))
    begun = time.process_time()
    sentences(normalise(text).text)
    paragraphs(text)
    assert time.process_time() - begun < 5
