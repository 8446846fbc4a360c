"""Sentences as Universal Dependencies describes them: words, parts of speech, heads and relations."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word and what it hangs on; offsets are code points of the article's text."""

    start: int
    end: int
    upos: str
    """The universal part of speech: `PROPN`."""
    head: int
    """The number, in its sentence, of the word it hangs on; its own for the root."""
    relation: str
    """The dependency relation, with its subtype where it has one: `nsubj:pass`."""


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """The words of a sentence, in order; exactly one of them is the root."""

    words: tuple[Word, ...]

    @property
    def root(self) -> Word:
        """The word that all others hang on."""
        return next(word for number, word in enumerate(self.words) if word.head == number)
