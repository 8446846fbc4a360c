"""Gold of identity in CoNLL-U: mentions in `Entity=`, as GUM and the CorefUD collection write them.

`# global.Entity = …` tells what the parts of a mention are; the standard of CorefUD is taken where it is missing. Of
mentions whose head is a proper noun only the name counts, without what stands around it (`newsgraph.evaluate.proper`);
a name within a longer one is none, of whatever kind the longer one is.
An `identity` (a title of Wikipedia, as GUM has) says which things are the same over documents, and what they are
outside. A person without one is nobody of another document. Of other things without one the gold is silent over
documents: they may be parts of what is named elsewhere ("central Mexico"), or only have been left without a title.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import unquote

from newsgraph.evaluate.identities import GoldNaming, IdentityDocument, outermost
from newsgraph.evaluate.labels import Labels, kind_of
from newsgraph.evaluate.marked import Mark, Sentence, fault, joined
from newsgraph.evaluate.proper import Head, Token, named_part
from newsgraph.evaluate.spacing import aligned, spaced
from newsgraph.model import Kind, MentionForm, Span

_STANDARD = ("eid", "etype", "head", "other")
_COLUMNS = 10
_KEY = re.compile(r"#\s*([\w.:]+)(?:\s+id)?\s*(?:=\s*(.*\S))?\s*\Z")
_PIECE = re.compile(r"\(?[^()]+\)?")
_PART_OF_SEVERAL = re.compile(r"\[\d+/\d+\]")


class _Marked(NamedTuple):
    """A mention as the file gives it: its words in the sentence, entity, type and identity."""

    first: int
    last: int
    entity: str
    etype: str
    identity: str | None


@dataclass
class _Block:
    """A sentence as written."""

    line: int = 0
    words: list[Token] = field(default_factory=list)
    glued: list[bool] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    """What `Entity=` says of each word."""
    said: dict[str, str] = field(default_factory=dict)


def read_corefud(content: str, source: str, stem: str, labels: Labels) -> Iterator[IdentityDocument]:
    """Yield the documents of a file; one that marks none is one document.

    Raises:
        NewsgraphError: where a line has not ten columns, or a mention ends that did not begin.
    """
    documents: list[list[_Block]] = []
    parts: tuple[str, ...] = _STANDARD
    by_document: list[tuple[str, ...]] = []
    for block in _blocks(content, source):
        parts = tuple(block.said.get("global.Entity", "-".join(parts)).split("-"))
        if not documents or "newdoc" in block.said:
            documents.append([])
            by_document.append(parts)
        documents[-1].append(block)
    for ordinal, (blocks, parts) in enumerate(zip(documents, by_document, strict=True), 1):
        name = blocks[0].said.get("newdoc") or f"{stem}:{ordinal}"
        yield _document(name, blocks, parts, source, labels)


def _document(
    name: str, blocks: Sequence[_Block], parts: tuple[str, ...], source: str, labels: Labels
) -> IdentityDocument:
    kept: list[tuple[_Block, _Marked]] = []
    sentences: list[Sentence] = []
    ignored: list[str] = []
    for block in blocks:
        text, places = _text(block)
        marks: list[Mark] = []
        found = [(marked, kind_of(marked.etype, labels)) for marked in _mentions(block, parts, source)]
        ignored += [marked.etype for marked, kind in found if kind is None]
        others = [_name(block, marked) for marked, kind in found if kind is None]
        for marked, kind in found:
            head = named_part(block.words, marked.first, marked.last, kind) if kind else None
            if head and not any(_within(head, other) for other in others):
                # The number leads back to the mention, once the sentences are one text.
                marks.append(Mark(places[head.first][0], places[head.last][1], str(len(kept))))
                kept.append((block, marked))
        sentences.append(Sentence(text, tuple(marks), "newpar" in block.said))
    text, placed = joined(sentences)
    namings = [_naming(mark, *kept[int(mark.label)], labels) for mark in placed]
    return IdentityDocument(
        name=name,
        text=text,
        namings=outermost(_over_documents(namings, name)),
        source=source,
        across="identity" in parts,
        ignored=tuple(ignored),
    )


def _name(block: _Block, marked: _Marked) -> Head:
    return named_part(block.words, marked.first, marked.last, Kind.ORGANIZATION)


def _within(head: Head, other: Head) -> bool:
    """Return whether a name is only a part of a name of another kind: a city in the title of a film."""
    longer = other.first <= head.first and head.last <= other.last and head[1:3] != other[1:3]
    return longer and head.form is other.form is MentionForm.NAME


def _naming(mark: Mark, block: _Block, marked: _Marked, labels: Labels) -> GoldNaming:
    head = named_part(block.words, marked.first, marked.last, kind_of(marked.etype, labels) or Kind.ORGANIZATION)
    return GoldNaming(
        span=Span(mark.start, mark.end),
        kind=head.kind,
        entity=marked.entity,
        thing=marked.identity or None,
        form=head.form,
        target=marked.identity or None,
        linked=marked.identity is not None,
    )


def _over_documents(namings: Sequence[GoldNaming], document: str) -> Iterator[GoldNaming]:
    """Yield the namings; chains of one document and kind that bear one identity are one entity."""
    first: dict[tuple[str, Kind], str] = {}
    for naming in namings:
        if naming.thing is not None:
            first.setdefault((naming.thing, naming.kind), naming.entity)
    same = {naming.entity: first[(naming.thing, naming.kind)] for naming in namings if naming.thing is not None}
    for naming in namings:
        own = f"{document} {naming.entity}" if naming.kind is Kind.PERSON else None
        yield replace(naming, entity=same.get(naming.entity, naming.entity), thing=naming.thing or own)


def _mentions(block: _Block, parts: tuple[str, ...], source: str) -> Iterator[_Marked]:
    """Yield the mentions of a sentence; those of several stretches are left out."""
    opened: dict[str, list[tuple[int, list[str]]]] = {}
    for at, value in enumerate(block.values):
        for piece in _PIECE.findall(value):
            facts = piece.strip("()").split("-", len(parts) - 1)
            entity = facts[0]
            if piece.startswith("("):
                opened.setdefault(entity, []).append((at, facts))
            if not piece.endswith(")"):
                continue
            if not opened.get(entity):
                raise fault(source, block.line, f"the mention {entity[:40]!r} ends but did not begin in its sentence.")
            start, told = opened[entity].pop()
            if _PART_OF_SEVERAL.search(entity):
                continue
            named = dict(zip(parts, told, strict=False))
            identity = unquote(named.get("identity", "")) if "identity" in parts else None
            yield _Marked(start, at, entity, named.get("etype", ""), identity)


def _text(block: _Block) -> tuple[str, tuple[tuple[int, int], ...]]:
    forms = [word.form for word in block.words]
    text = block.said.get("text", "").strip()
    places = aligned(text, forms) if text else None
    return (text, places) if places is not None else spaced(forms, block.glued)


def _blocks(content: str, source: str) -> Iterator[_Block]:
    block, fused_until, fused_misc = _Block(), "", ""
    for number, line in enumerate([*content.split("\n"), ""], 1):
        if not line.strip():
            if block.words:
                yield block
                block = _Block()
        elif line.startswith("#"):
            found = _KEY.match(line)
            if found:
                block.said.setdefault(found[1], found[2] or "")
        else:
            fields = line.rstrip("\r").split("\t")
            if len(fields) != _COLUMNS:
                raise fault(source, number, f"it has {len(fields)} columns; CoNLL-U has ten, parted by tabs.")
            identifier, _, last = fields[0].partition("-")
            if last:
                fused_until, fused_misc = last, fields[9]
            elif identifier.isdigit():
                block.line = block.line or number
                inner = bool(fused_until) and identifier != fused_until
                misc = fused_misc if identifier == fused_until else fields[9]
                fused_until = "" if identifier == fused_until else fused_until
                _add(block, fields, glued=inner or "SpaceAfter=No" in misc)


def _add(block: _Block, fields: Sequence[str], *, glued: bool) -> None:
    at = len(block.words)
    head = int(fields[6]) - 1 if fields[6].isdigit() and fields[6] != "0" else at
    proper = fields[3] == "PROPN" or fields[4].startswith("NNP")
    block.words.append(Token(fields[1], fields[3], proper, "Number=Plur" in fields[5].split("|"), head))
    block.glued.append(glued)
    block.values.append(next((part[7:] for part in fields[9].split("|") if part.startswith("Entity=")), ""))
