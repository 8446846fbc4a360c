"""What the readers of gold files share: texts with labelled stretches, sentences joined into one, and faults."""

from collections.abc import Iterable
from typing import NamedTuple

from newsgraph.errors import NewsgraphError
from newsgraph.evaluate.gold import ends_sentence


class Mark(NamedTuple):
    """A labelled stretch, as its file gives it: not checked yet."""

    start: int
    end: int
    label: str


class Marked(NamedTuple):
    """A text and its labelled stretches, as its file gives them."""

    name: str
    text: str
    marks: tuple[Mark, ...]
    where: str
    """How a reader of the file finds the document: `line 12`."""
    headline: str | None = None


class Sentence(NamedTuple):
    """One sentence of a document; its marks count from its own start."""

    text: str
    marks: tuple[Mark, ...]
    opens: bool = False
    """Whether a paragraph begins with it."""


def fault(source: str, where: str | int | None, problem: str) -> NewsgraphError:
    """Return the one sentence that names a gold file, the place in it (a number is a line's) and what is wrong."""
    place = f", line {where}" if isinstance(where, int) else f", {where}" if where else ""
    return NewsgraphError(f"The gold file {source}{place}: {problem}")


def joined(sentences: Iterable[Sentence]) -> tuple[str, tuple[Mark, ...]]:
    """Return the text of sentences and their marks in it.

    A space parts two sentences, an empty line two paragraphs. A line that ends without punctuation, as a headline does,
    stands as a paragraph of its own.
    """
    text, marks, heading = "", list[Mark](), False
    for sentence in sentences:
        ended = ends_sentence(sentence.text)
        if text:
            text += "\n\n" if sentence.opens or heading or not ended else " "
        marks += [Mark(start + len(text), end + len(text), label) for start, end, label in sentence.marks]
        text += sentence.text
        heading = not ended
    return text, tuple(marks)
