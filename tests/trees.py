"""How well the reader parses: against trees of our own, as the CoNLL 2018 shared task counts."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from newsgraph.extract.embedded.model_file import loaded
from newsgraph.extract.embedded.reading import read_text
from newsgraph.model import Span
from newsgraph.syntax import ParsedSentence, Word

TREES = Path(__file__).parent / "cases/trees.conllu"


class Tree(NamedTuple):
    """A sentence and its tree, whose offsets count from the start of the sentence's text."""

    text: str
    parsed: ParsedSentence


class TreeScores(NamedTuple):
    """F1 from 0 to 1; only words whose spans are the same in both count as right."""

    upos: float
    uas: float
    las: float
    """Right head and right relation, without subtypes, as CoNLL 2018 counts."""


class Placed(NamedTuple):
    """What a tree says of the word at a span."""

    upos: str
    head: Span | None
    """Where the governing word stands; None for a root."""
    relation: str


def read_trees(path: Path = TREES) -> tuple[Tree, ...]:
    """Return the trees of a CoNLL-U file.

    Raises:
        ValueError: where the words do not rebuild a sentence's text.
    """
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    return tuple(_tree(block.splitlines()) for block in blocks)


def measured_trees(trees: Sequence[Tree], *, threads: int = 1) -> TreeScores:
    """Return the reader's scores on trees; each sentence is read by itself."""
    return scored(((tree.parsed,), read(tree, threads=threads)) for tree in trees)


def read(tree: Tree, *, threads: int = 1) -> tuple[ParsedSentence, ...]:
    """Return what the reader makes of a tree's text."""
    return read_text(tree.text, loaded(threads=threads)).sentences


def scored(pairs: Iterable[tuple[Sequence[ParsedSentence], Sequence[ParsedSentence]]]) -> TreeScores:
    """Return the scores over pairs of gold and found sentences of the same text."""
    words = upos = heads = relations = 0
    for gold, found in pairs:
        mine, theirs = placed(gold), placed(found)
        both = [(mine[span], theirs[span]) for span in mine.keys() & theirs.keys()]
        hung = [(left, right) for left, right in both if left.head == right.head]
        words += len(mine) + len(theirs)
        upos += sum(left.upos == right.upos for left, right in both)
        heads += len(hung)
        relations += sum(_plain(left.relation) == _plain(right.relation) for left, right in hung)
    return TreeScores(*(2 * right / words if words else 0.0 for right in (upos, heads, relations)))


def placed(sentences: Iterable[ParsedSentence]) -> dict[Span, Placed]:
    """Return what sentences of one text say of each word."""
    found = {}
    for sentence in sentences:
        spans = [Span(word.start, word.end) for word in sentence.words]
        for number, word in enumerate(sentence.words):
            head = None if word.head == number else spans[word.head]
            found[spans[number]] = Placed(word.upos, head, word.relation)
    return found


def _plain(relation: str) -> str:
    return relation.partition(":")[0]


def _tree(lines: Sequence[str]) -> Tree:
    text = next(line.removeprefix("# text = ") for line in lines if line.startswith("# text = "))
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return Tree(text, ParsedSentence(tuple(_words(text, rows))))


def _words(text: str, rows: Sequence[Sequence[str]]) -> Iterator[Word]:
    end = 0
    for number, (_, form, _, upos, _, _, head, relation, _, misc) in enumerate(rows):
        start, end = end, end + len(form)
        if text[start:end] != form:
            raise ValueError(f"the word {form!r} does not stand at {start} of {text!r}")
        yield Word(start, end, upos, number if head == "0" else int(head) - 1, relation)
        end += misc != "SpaceAfter=No" and end < len(text)
    if end != len(text):
        raise ValueError(f"words are missing at the end of {text!r}")
