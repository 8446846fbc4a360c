"""The words of links: sentences by article, and what to mark in them, in blocks that a page asks for one by one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsgraph.explore.columns import Columns, Draft, steps, whole_characters
from newsgraph.explore.picture import Numbers, Passages, Picture
from newsgraph.explore.vocabulary import coded, codes, vocabulary

BLOCK = 400_000
"""Characters of sentences and bytes of marks in a block, before it is compressed to about a fifth."""
_MARK = 3


@dataclass(frozen=True)
class Blocks:
    """The words of a picture."""

    starts: tuple[int, ...]
    """The article that each block starts with."""
    vocabulary: tuple[str, ...]
    """The words that the sentences of all blocks are told by."""
    parts: tuple[Draft, ...]


def word_blocks(picture: Picture, order: Numbers) -> Blocks:
    """Return the words of a picture; `order` has the links as the page numbers them.

    Raises:
        ValueError: where an article's passages speak of a link of another article's.
    """
    by_article = _links_by_article(picture, order)
    words = vocabulary(whole_characters(sentence) for one in picture.passages for sentence in one.sentences)
    known = codes(words)
    groups = list(_grouped(sorted(picture.passages, key=lambda passages: passages.article)))
    parts = (_block(group, by_article, known, number) for number, group in enumerate(groups))
    return Blocks(tuple(group[0].article for group in groups), words, tuple(parts))


def _links_by_article(picture: Picture, order: Numbers) -> dict[int, list[int]]:
    """Return each article's links, numbered as in the picture, in the order of the page's numbers."""
    found: dict[int, list[int]] = defaultdict(list)
    for link, article in zip(order.tolist(), picture.links.articles[order].tolist(), strict=True):
        found[article].append(link)
    return found


def _grouped(passages: Sequence[Passages]) -> Iterator[list[Passages]]:
    group: list[Passages] = []
    size = 0
    for one in passages:
        group.append(one)
        size += sum(map(len, one.sentences)) + _MARK * sum(map(len, one.evidence.values()))
        if size >= BLOCK:
            yield group
            group, size = [], 0
    if group:
        yield group


def _block(
    group: Sequence[Passages],
    by_article: Mapping[int, list[int]],
    known: Mapping[str, bytes],
    number: int,
) -> Draft:
    marks = _Marks()
    for passages in group:
        marks.add(passages, by_article.get(passages.article, []))
    columns = Columns()
    columns.numbers(steps([passages.article for passages in group]))
    columns.numbers([len(passages.sentences) for passages in group])
    sentences = [whole_characters(sentence) for passages in group for sentence in passages.sentences]
    columns.blob(coded(sentences, known))
    columns.signed([step for passages in group for step in steps(passages.places)])
    columns.texts(tuple(marks.cue_texts))
    columns.numbers(marks.counts)
    columns.numbers(marks.cues)
    columns.numbers(marks.more)
    columns.signed(marks.sentences)
    columns.numbers(marks.starts)
    columns.numbers(marks.lengths)
    header = {
        "block": number,
        "articles": len(group),
        "sentences": len(sentences),
        "cues": len(marks.cue_texts),
        "links": len(marks.counts),
        "marks": len(marks.starts),
    }
    return Draft("w", header, columns)


class _Marks:
    """The columns of a block's links and of their marks."""

    def __init__(self) -> None:
        self.cue_texts: dict[str, int] = {}
        self.counts: list[int] = []
        self.cues: list[int] = []
        self.more: list[int] = []
        self.sentences: list[int] = []
        self.starts: list[int] = []
        self.lengths: list[int] = []

    def add(self, passages: Passages, links: Sequence[int]) -> None:
        strange = {*passages.evidence, *passages.cues, *passages.more} - set(links)
        if strange:
            raise ValueError(f"passages of article {passages.article} speak of link {min(strange)} of another one")
        units = [_Units(sentence) for sentence in passages.sentences]
        for link in links:
            marks = passages.evidence.get(link, ())
            self.counts.append(len(marks))
            cue = passages.cues.get(link, "")
            self.cues.append(0 if not cue else self.cue_texts.setdefault(cue, len(self.cue_texts)) + 1)
            self.more.append(passages.more.get(link, 0))
            before = 0
            for sentence, start, end in marks:
                self._add_mark(sentence - before, units[sentence], start, end)
                before = sentence

    def _add_mark(self, step: int, units: "_Units", start: int, end: int) -> None:
        left, right = units.at(start), units.at(end)
        self.sentences.append(step)
        self.starts.append(left)
        # Most often all is marked up to the end; then that takes no number of its own.
        self.lengths.append(0 if right == units.length else max(0, right - left) + 1)


class _Units:
    """Places in a sentence in UTF-16 code units, as JavaScript counts."""

    def __init__(self, sentence: str) -> None:
        self._size = len(sentence)
        # By code point; nothing where each is one unit.
        self._wide = [place for place, one in enumerate(sentence) if one > "\uffff"] if not sentence.isascii() else []
        self.length = self._size + len(self._wide)

    def at(self, place: int) -> int:
        place = min(max(place, 0), self._size)
        return place + sum(wide < place for wide in self._wide)
