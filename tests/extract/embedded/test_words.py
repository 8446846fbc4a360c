import time

import pytest
from hypothesis import given, strategies as st

from newsgraph.extract.embedded.words import words
from newsgraph.model import Span

_SPACES = st.sampled_from(" \n\t\xa0\u2028\x1c")
_PARTS = _SPACES | st.sampled_from(
    "a A Pell n't 's ’s N’T can not gonna re- un- - -- ' ’ “ ” . .. , : / // _ * = @ # & $ % 1 23 4th 1990s U. S. Mr."
    " No. http:// www. x@y z.example é 李 😀 👍🏽 \u0301 \u200b \x00 \xad \ud800".split()
)


def cut(text: str) -> list[str]:
    return [span.of(text) for span in words(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Clitics stand alone, with straight and with curly marks.
        ("It's the dogs' bed.", "It|'s|the|dogs|'|bed|."),
        ("It’s she’ll they’ve I’d we’re I’m", "It|’s|she|’ll|they|’ve|I|’d|we|’re|I|’m"),
        ("don't won't DON'T isn’t ain't", "do|n't|wo|n't|DO|N'T|is|n’t|ai|n't"),
        ("can't would've I'd've couldn't've", "ca|n't|would|'ve|I|'d|'ve|could|n't|'ve"),
        ("y'all's O'Brien's", "y'all|'s|O'Brien|'s"),
        ("It cannot; CANNOT", "It|can|not|;|CANNOT"),
        ("gonna wanna gotta Gonna", "gon|na|wan|na|got|ta|Gon|na"),
        ("canal gonads gottan", "canal|gonads|gottan"),
        ("A Ph.D. from the '80s, ’90s", "A|Ph.D.|from|the|'80s|,|’90s"),
        ("Anti-war Non-profit ex-U.S. over-the-counter", "Anti-war|Non-profit|ex|-|U.S.|over|-|the|-|counter"),
        # Hyphens part words, but not a word from its affix.
        ("a well-known mother-in-law", "a|well|-|known|mother|-|in|-|law"),
        ("anti-war co-op re-elected ex-mayor non-profit", "anti-war|co-op|re-elected|ex-mayor|non-profit"),
        ("pre-war-style un-American's", "pre-war|-|style|un-American|'s"),
        ("mid-2020 Jean-Pierre yes—no 3–4", "mid|-|2020|Jean|-|Pierre|yes|—|no|3|–|4"),
        ("no -- yes --- no", "no|--|yes|---|no"),
        # Stops of abbreviations and initials belong to them, those of sentences do not.
        ("Mr. Pell met Dr. Osei Jr. in St. Louis.", "Mr.|Pell|met|Dr.|Osei|Jr.|in|St.|Louis|."),
        ("Pell Corp., Harlow Inc.'s plan v. Orlov", "Pell|Corp.|,|Harlow|Inc.|'s|plan|v.|Orlov"),
        ("Sen.Pell etc.", "Sen|.|Pell|etc."),
        ("J. R. Pell and J.R.R. Pell and Oren H. Pell", "J.|R.|Pell|and|J.R.R.|Pell|and|Oren|H.|Pell"),
        ("It was plan B. he said", "It|was|plan|B|.|he|said"),
        ("the U.S. and U.S.'s, N.J. at 5 a.m.", "the|U.S.|and|U.S.|'s|,|N.J.|at|5|a.m."),
        ("No. 5, Nos. 3 and no. No.", "No.|5|,|Nos.|3|and|no|.|No|."),
        # Addresses are one word, without the stop behind them.
        ("See https://pell.example/a?b=c#d.", "See|https://pell.example/a?b=c#d|."),
        ("(www.pell.example/x), or", "(|www.pell.example/x|)|,|or"),
        ("“http://pell.example”", "“|http://pell.example|”"),
        ("http:// is none", "http|:|/|/|is|none"),
        ("ana.b+c@pell.example, @ana #vote", "ana.b+c@pell.example|,|@ana|#vote"),
        ("a@b @ x@y", "a|@b|@|x|@y"),
        # Numbers hold together, units and currencies do not hold to them.
        ("$5.50 US$5 £5bn €3", "$|5.50|US|$|5|£|5|bn|€|3"),
        ("20% 5kg 10am", "20|%|5|kg|10|am"),
        ("1,000.50 10:30 1990s 5th 22nd", "1,000.50|10:30|1990s|5th|22nd"),
        ("555-123-4567 2019-20 9/11 5.", "555-123-4567|2019|-|20|9|/|11|5|."),
        # Quotes and other marks stand alone.
        ("“Hi,” she said", "“|Hi|,|”|she|said"),
        ("\"Hi\" 'no' ‘yes’ «oui»", "\"|Hi|\"|'|no|'|‘|yes|’|«|oui|»"),
        ("What?! Wait... no…", "What|?!|Wait|...|no|…"),
        ("(a) [b] a_b ** ==", "(|a|)|[|b|]|a|_|b|**|=="),
        ("and/or", "and|/|or"),
        # Names with marks inside.
        ("O'Brien O’Brien D'Angelo L’Oréal N'Djamena", "O'Brien|O’Brien|D'Angelo|L’Oréal|N'Djamena"),
        ("AT&T R&B Pell & Harlow", "AT&T|R&B|Pell|&|Harlow"),
        ("Qur'an Giv'at D'ANGELO’S", "Qur'an|Giv'at|D'ANGELO|’S"),
        # Letters of all scripts, and what is no letter.
        ("Zoë Łódź Ñandú привет 李明", "Zoë|Łódź|Ñandú|привет|李明"),
        ("a😀b 👍🏽", "a|😀|b|👍|🏽"),
        ("a\x00b\x07\u200bc", "a|\x00|b|\x07|\u200b|c"),
        ("a\xa0b\u2028c\x1cd", "a|b|c|d"),
        ("  \n\t ", ""),
        ("", ""),
    ],
)
def test_cuts(text: str, expected: str) -> None:
    assert "|".join(cut(text)) == expected


@given(st.one_of(st.text(), st.lists(_PARTS, max_size=30).map("".join)))
def test_every_character_that_is_not_space_lies_in_exactly_one_word(text: str) -> None:
    found = words(text, Span(0, len(text)))
    covered = [at for span in found for at in range(span.start, span.end)]
    assert covered == [at for at, character in enumerate(text) if not character.isspace()]
    assert all(span.start < span.end for span in found)


@given(st.lists(_PARTS, max_size=20).map("".join), st.data())
def test_a_stretch_is_cut_within_its_bounds(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = words(text, Span(start, end))
    assert [span.of(text) for span in found] == cut(text[start:end])
    assert all(start <= span.start < span.end <= end for span in found)


@pytest.mark.parametrize("text", ["a" * 1001, "http://pell.example/" + "x" * 500, "." * 450, "-" * 201])
def test_a_word_beyond_measure_is_cut(text: str) -> None:
    found = cut(text)
    assert "".join(found) == text
    assert {len(word) for word in found[:-1]} == {200}


@pytest.mark.parametrize(
    "unit",
    [
        *"a a- a. a_ a' 's n't 1 1- 1, 1a . - -. +- @ x@ x@y. a@a- & A& http:// http://, www. re- No. 😀 \x00".split(),
        "Anna Bell, ",
        "A.          ",
        "No.         ",
    ],
)
def test_one_long_line_takes_linear_time(unit: str) -> None:
    text = (unit * 200_000)[:200_000]
    begun = time.process_time()
    found = words(text, Span(0, len(text)))
    # About a second where a character costs a fixed number of steps; minutes where it costs the length of the line.
    assert time.process_time() - begun < 8
    assert sum(span.end - span.start for span in found) == sum(not character.isspace() for character in text)
