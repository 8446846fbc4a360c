from dataclasses import FrozenInstanceError

import pytest

from newsgraph.syntax import ParsedSentence, Word

TEXT = "Anna Bell spoke."
SENTENCE = ParsedSentence(
    (
        Word(0, 4, "PROPN", 2, "nsubj"),
        Word(5, 9, "PROPN", 0, "flat"),
        Word(10, 15, "VERB", 2, "root"),
        Word(15, 16, "PUNCT", 2, "punct"),
    )
)


def test_the_root_is_the_word_that_hangs_on_itself() -> None:
    root = SENTENCE.root
    assert (TEXT[root.start : root.end], root.relation) == ("spoke", "root")


def test_a_sentence_of_one_word_is_its_root() -> None:
    only = Word(3, 7, "INTJ", 0, "root")
    assert ParsedSentence((only,)).root is only


def test_sentences_compare_by_what_they_hold_and_do_not_change() -> None:
    assert ParsedSentence(SENTENCE.words) == SENTENCE
    assert hash(ParsedSentence(SENTENCE.words)) == hash(SENTENCE)
    with pytest.raises(FrozenInstanceError):
        SENTENCE.words[0].head = 1  # type: ignore[misc]
