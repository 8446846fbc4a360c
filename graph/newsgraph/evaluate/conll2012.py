"""Gold of identity in the columns of the CoNLL-2012 shared task: mentions in the last column, kinds of names beside.

The coreference column says nothing of kinds. A mention is named where a name of the name column ends it (a possessive
aside) and nothing but titles, adjectives and the like stands before that name; it counts with that name's bounds and
kind. What a pronoun opens is a pronoun; all else is a description, of the kind that a name of its chain has.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsgraph.evaluate.identities import GoldNaming, IdentityDocument, outermost
from newsgraph.evaluate.labels import Labels, kind_of
from newsgraph.evaluate.marked import Mark, Sentence, fault, joined
from newsgraph.evaluate.spacing import spaced
from newsgraph.model import Kind, MentionForm, Span

_BEGINS = re.compile(r"#begin document \(?(.*?)\)?;?\s*(?:part\s+(\d+))?\s*$")
_WORD, _TAG, _NAMES, _FEWEST = 3, 4, 10, 12
_BEFORE_A_NAME = ("DT", "NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "PRP$", "CD")
_PRONOUNS = ("PRP", "PRP$", "WP", "WP$", "DT")


class _Row(NamedTuple):
    line: int
    word: str
    tag: str
    name: str
    chain: str


class _Mention(NamedTuple):
    entity: str
    form: MentionForm
    kind: Kind | None


def read_conll_2012(content: str, source: str, stem: str, labels: Labels) -> Iterator[IdentityDocument]:
    """Yield the documents of a file, one for each part.

    Raises:
        NewsgraphError: where a line has too few columns, or a mention ends that did not begin.
    """
    name, sentences, rows = stem, list[list[_Row]](), list[_Row]()
    for number, line in enumerate([*content.split("\n"), "#end document"], 1):
        fields = line.split()
        if line.startswith("#"):
            sentences += [rows] if rows else []
            rows = []
            if sentences:
                yield _document(name, sentences, source, labels)
                sentences = []
            if begins := _BEGINS.match(line):
                name = f"{begins[1]}:{begins[2]}" if begins[2] else begins[1]
        elif not fields:
            sentences += [rows] if rows else []
            rows = []
        elif len(fields) < _FEWEST:
            raise fault(source, number, f"it has {len(fields)} columns; CoNLL-2012 has twelve at least.")
        else:
            rows.append(_Row(number, fields[_WORD], fields[_TAG], fields[_NAMES], fields[-1]))


def _document(name: str, sentences: Sequence[Sequence[_Row]], source: str, labels: Labels) -> IdentityDocument:
    mentions: list[_Mention] = []
    texts: list[Sentence] = []
    ignored: list[str] = []
    for rows in sentences:
        text, places = spaced([row.word for row in rows])
        marks = []
        names = list(_names(rows))
        for first, last, entity in _chains(rows, source):
            low, high, label, form = _named(rows, first, last, names)
            kind = kind_of(label, labels) if label else None
            if label and kind is None:
                ignored.append(label)
            else:
                marks.append(Mark(places[low][0], places[high][1], str(len(mentions))))
                mentions.append(_Mention(entity, form, kind))
        texts.append(Sentence(text, tuple(marks)))
    text, placed = joined(texts)
    kinds = _kinds(mentions)
    namings = [
        GoldNaming(Span(mark.start, mark.end), kinds[entity] if kind is None else kind, entity, form=form)
        for mark in placed
        for entity, form, kind in [mentions[int(mark.label)]]
        if kind is not None or entity in kinds
    ]
    return IdentityDocument(name, text, outermost(namings), source, ignored=tuple(ignored))


def _kinds(mentions: Sequence[_Mention]) -> dict[str, Kind]:
    """Return the kind that most names of each chain have; chains without a name have none."""
    counted: defaultdict[str, Counter[Kind]] = defaultdict(Counter)
    for mention in mentions:
        if mention.kind is not None:
            counted[mention.entity][mention.kind] += 1
    return {
        entity: min(found, key=lambda kind: (-found[kind], kind)) for entity, found in counted.items()
    }  # fmt: skip


def _named(
    rows: Sequence[_Row], first: int, last: int, names: Sequence[tuple[int, int, str]]
) -> tuple[int, int, str, MentionForm]:
    """Return the words that count, the name's label (or nothing), and how the mention refers."""
    end = last - 1 if last > first and rows[last].tag == "POS" else last
    for low, high, label in names:
        if first <= low and high == end and all(row.tag in _BEFORE_A_NAME for row in rows[first:low]):
            return low, high, label, MentionForm.NAME
    alone = first == last and rows[first].tag in _PRONOUNS
    return first, last, "", MentionForm.PRONOUN if alone else MentionForm.NOMINAL


def _names(rows: Sequence[_Row]) -> Iterator[tuple[int, int, str]]:
    start, label = 0, ""
    for at, row in enumerate(rows):
        if row.name.startswith("("):
            start, label = at, row.name.strip("()*")
        if row.name.endswith(")") and label:
            possessive = at > start and row.tag == "POS"
            yield start, at - possessive, label
            label = ""


def _chains(rows: Sequence[_Row], source: str) -> Iterator[tuple[int, int, str]]:
    opened: defaultdict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        if row.chain in ("-", "_", "*"):
            continue
        for piece in row.chain.split("|"):
            entity = piece.strip("()")
            if piece.startswith("("):
                opened[entity].append(at)
            if piece.endswith(")"):
                if not opened[entity]:
                    raise fault(source, row.line, f"the chain {entity[:40]!r} ends but did not begin in its sentence.")
                yield opened[entity].pop(), at, entity
