"""Our own gold text: one sentence a line, names in brackets with their kind, empty lines between articles."""

import re
from collections.abc import Iterator
from itertools import groupby

from newsgraph.evaluate.marked import Mark, Marked, Sentence, fault, joined

_NAME = re.compile(r"\[([\w-]+) ([^\[\]]+)\]")
_BRACKET = re.compile(r"[\[\]]")


def read_brackets(content: str, source: str, stem: str) -> Iterator[Marked]:
    """Yield the articles of a text whose names stand in brackets: `[Person Ana Ruiz] told the [Organization Senate]`.

    Lines that begin with `#` are comments.

    Raises:
        NewsgraphError: where a bracket does not hold a kind and a name, or is not closed.
    """
    lines = [(number, line.strip()) for number, line in enumerate(content.split("\n"), 1) if not line.startswith("#")]
    articles = (list(group) for filled, group in groupby(lines, key=lambda line: bool(line[1])) if filled)
    for ordinal, article in enumerate(articles, 1):
        text, marks = joined(_sentence(line, source, number) for number, line in article)
        yield Marked(f"{stem}:{ordinal}", text, marks, f"line {article[0][0]}")


def _sentence(line: str, source: str, number: int) -> Sentence:
    text, read, marks = "", 0, list[Mark]()
    for found in (*_NAME.finditer(line), None):
        between = line[read : found.start() if found else len(line)]
        if stray := _BRACKET.search(between):
            near = between[max(0, stray.start() - 10) : stray.start() + 20]
            raise fault(source, number, f"the bracket in {near!r} is not [Kind Name], such as [Person Ana Ruiz].")
        text += between
        if found:
            marks.append(Mark(len(text), len(text) + len(found[2]), found[1]))
            text += found[2]
            read = found.end()
    return Sentence(text, tuple(marks))
