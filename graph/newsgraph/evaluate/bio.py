"""Gold in columns, as CoNLL and Universal NER write it: a token a line, its tag in IOB1, IOB2, BILOU or BIOES."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from newsgraph.evaluate.marked import Mark, Marked, Sentence, fault, joined
from newsgraph.evaluate.spacing import aligned, spaced

TAG = re.compile(r"O|[BIMLEUS]-\S.*")
_KEY = re.compile(r"#\s*([\w.:-]+)(?:\s+id)?\s*(?:=\s*(.*\S))?\s*\Z")
_SETTING = re.compile(r"#\s*[\w.:-]+(?:\s+id)?\s*=")
_DOCUMENT = "-DOCSTART-"
_NUMBER = re.compile(r"\d+")
_PART_NUMBER = re.compile(r"\d+[-.]\d+")
_LEAST_TAGS = 0.5
_SHOWN = 20


class _Row(NamedTuple):
    line: int
    fields: tuple[str, ...]


@dataclass
class _Block:
    """A sentence as written: its rows, and what its comments say."""

    rows: list[_Row] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    opens_document: bool = False


class _Columns(NamedTuple):
    word: int
    tag: int
    """Counted from the end."""


def read_bio(content: str, source: str, stem: str) -> Iterator[Marked]:
    """Yield the documents of a file of columns; where it marks none, each sentence is one.

    The tag's column is the last that holds tags throughout; the word's the first, behind token numbers if there are
    any. `# text = …` is the true text of a sentence; without it, or where the tokens do not fit it, the tokens are
    spaced as print does.

    Raises:
        NewsgraphError: where no column holds tags, or a line lacks one.
    """
    blocks = _blocks(content)
    columns = _columns(blocks, source)
    marked = any(block.opens_document for block in blocks)
    documents: list[list[_Block]] = []
    for block in blocks:
        if not documents or not marked or block.opens_document:
            documents.append([])
        documents[-1].append(block)
    filled = [document for document in documents if any(block.rows for block in document)]
    for ordinal, document in enumerate(filled, 1):
        told = document[0].said
        name = told.get("newdoc") or (None if marked else told.get("sent_id")) or f"{stem}:{ordinal}"
        text, marks = joined(_sentence(block, columns) for block in document if block.rows)
        first = next(block.rows[0] for block in document if block.rows)
        yield Marked(name, text, marks, f"line {first.line}")


def looks_like_bio(content: str) -> bool:
    """Return whether most lines of the head of a text are a word and a tag."""
    rows = [row for block in _blocks(content[:20_000]) for row in block.rows][:200]
    tagged = sum(any(TAG.fullmatch(value) for value in row.fields[1:]) for row in rows)
    return tagged > _LEAST_TAGS * len(rows)


def _blocks(content: str) -> list[_Block]:
    blocks = [_Block()]
    for number, line in enumerate(content.split("\n"), 1):
        stripped = line.strip()
        if not stripped:
            if blocks[-1].rows:
                blocks.append(_Block())
        elif stripped.startswith(_DOCUMENT):
            if blocks[-1].rows or blocks[-1].opens_document:
                blocks.append(_Block())
            blocks[-1].opens_document = True
        elif _is_comment(stripped):
            _note(blocks[-1].said, stripped)
            blocks[-1].opens_document |= "newdoc" in blocks[-1].said
        else:
            fields = stripped.split("\t") if "\t" in stripped else stripped.split()
            blocks[-1].rows.append(_Row(number, tuple(value.strip() for value in fields)))
    return [block for block in blocks if block.rows or block.opens_document]


def _is_comment(line: str) -> bool:
    """Return whether a line says something of what follows; `# O` and `#election O` are tokens."""
    if not line.startswith("#") or "\t" in line:
        return False
    return TAG.fullmatch(line.rsplit(maxsplit=1)[-1]) is None or _SETTING.match(line) is not None


def _note(said: dict[str, str], line: str) -> None:
    found = _KEY.match(line)
    if found:
        said.setdefault(found[1], found[2] or "")


def _columns(blocks: Sequence[_Block], source: str) -> _Columns:
    rows = [row for block in blocks for row in block.rows]
    if not rows:
        raise fault(source, None, "it holds no tokens; each line is a word and a tag, such as: Ruiz I-PER")
    short = next((row for row in rows if len(row.fields) < 2), None)
    if short:
        raise fault(source, short.line, f"{_cut(short.fields[0])!r} has no tag; each line is a word and a tag.")
    width = min(len(row.fields) for row in rows)
    fits = {
        at: sum(TAG.fullmatch(row.fields[at]) is not None for row in rows) for at in range(-1, -width, -1)
    }  # fmt: skip
    tag = max(fits, key=lambda at: (fits[at], at))
    if fits[tag] <= _LEAST_TAGS * len(rows):
        raise fault(source, None, "no column holds tags such as B-PER, I-PER and O.")
    for row in rows:
        if not TAG.fullmatch(row.fields[tag]):
            raise fault(source, row.line, f"{_cut(row.fields[tag])!r} is no tag such as B-PER, I-PER or O.")
    numbered = width + tag > 1 and all(_numbered(block.rows) for block in blocks)
    return _Columns(1 if numbered else 0, tag)


def _numbered(rows: Sequence[_Row]) -> bool:
    numbers = [row.fields[0] for row in rows if not _PART_NUMBER.fullmatch(row.fields[0])]
    return numbers == [str(at) for at in range(1, len(numbers) + 1)]


def _sentence(block: _Block, columns: _Columns) -> Sentence:
    # Lines such as 3-4 and 5.1 repeat the words of others, or stand for words that nobody wrote.
    rows = [row for row in block.rows if not (columns.word and _PART_NUMBER.fullmatch(row.fields[0]))]
    tokens = [row.fields[columns.word] for row in rows]
    text = block.said.get("text", "").strip()
    places = aligned(text, tokens) if text else None
    if places is None:
        text, places = spaced(tokens, [any("SpaceAfter=No" in value for value in row.fields) for row in rows])
    marks = tuple(
        Mark(places[first][0], places[last][1], label)
        for first, last, label in decoded([row.fields[columns.tag] for row in rows])
    )
    return Sentence(text, marks, "newpar" in block.said)


def decoded(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the names that the tags of a sentence mark: first and last token, label.

    One reading serves all schemes: a tag of the label before goes on, unless it begins a name, or that one has ended.
    """
    first, label = 0, ""
    for at, tag in enumerate(tags):
        prefix, _, named = tag.partition("-")
        goes_on = prefix in "IMLE" and named == label
        if label and not goes_on:
            yield first, at - 1, label
            label = ""
        if prefix == "O":
            continue
        first, label = (first if goes_on else at), named
        if prefix in "LEUS":
            yield first, at, label
            label = ""
    if label:
        yield first, len(tags) - 1, label


def _cut(word: str) -> str:
    return word if len(word) <= _SHOWN else f"{word[:_SHOWN]}…"
