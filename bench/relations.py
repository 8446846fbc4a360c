"""Relations on Re-DocRED, beside trigger words between two names; Markdown tables.

    python bench/relations.py --datasets ../shared/datasets                            # print
    python bench/relations.py --datasets ../shared/datasets --write docs/quality.md    # refresh the document's tables
    python bench/relations.py --datasets ../shared/datasets --split test --wrong       # what is not in the gold

The real reader reads the raw text of each Wikipedia abstract, and an entity of ours is the gold's whose mentions
overlap most of its own. Scored are the predicates that Wikidata has a property for and that are marked often enough; a
statement is right if the gold holds one of the properties of `SCORED` between the two things, wherever it stands.
Statements on a thing that the gold does not know are not judged. The gold holds what Wikidata knows and what annotators
added: it leaves out what the text says of less notable facts, so precision is a lower bound; and most of its facts are
told by no single sentence, so recall is given over the pairs that share a sentence too.

The baseline is told in `baseline`: the same trigger words between the two nearest names of fitting kinds, no trees.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from document import write_between

from newsgraph.evaluate import GoldDocument, article_of
from newsgraph.evaluate.intervals import interval, quotient, resampled
from newsgraph.evaluate.marked import Mark, Sentence, joined
from newsgraph.evaluate.spacing import spaced
from newsgraph.extract import DEFAULT, find_extractor
from newsgraph.model import AnnotatedArticle, Article, LocalEntity, Span
from newsgraph.relate.frames import Frame, find_relations, shipped_frames
from newsgraph.relate.frames.frame import OBJECT, SUBJECT
from newsgraph.relate.quotes import find_quotes
from newsgraph.resolve import find_entities
from newsgraph.text import source_span

_WRITTEN = date(2019, 1, 1)


class Counterpart(NamedTuple):
    """The properties of Wikidata that say the same; `-P40` leads the other way."""

    same: frozenset[str]
    """Make up the gold that is to be found."""
    wider: frozenset[str] = frozenset()
    """Make a statement right too, but need not be found."""


def _counterpart(same: str, wider: str = "") -> Counterpart:
    return Counterpart(frozenset(same.split()), frozenset(wider.split()))


SCORED: Mapping[str, Counterpart] = {
    "schema:worksFor": _counterpart("P108", "P54 P241 P463 P102 P937"),
    "schema:memberOf": _counterpart("P463 P102", "P54 P361 -P527 P241 P710 P1344 P108"),
    "ng:leads": _counterpart("-P488 -P169", "P463 P102 P108 -P112 -P6 -P35 P54 P69 -P57"),
    "ng:governs": _counterpart("-P6 -P35"),
    "schema:founder": _counterpart("P112", "P170 -P800 P178"),
    "ng:owns": _counterpart("-P127 P1830", "P355 -P749 -P137"),
    "schema:homeLocation": _counterpart("P551", "P937 P20 P27"),
    "schema:birthPlace": _counterpart("P19", "P27"),
    "ng:comesFrom": _counterpart("P27", "P19 P551 P937"),
    "schema:spouse": _counterpart("P26 -P26"),
    "schema:parent": _counterpart("P22 P25 -P40"),
    "schema:sibling": _counterpart("P3373 -P3373"),
    "schema:alumniOf": _counterpart("P69"),
    "schema:location": _counterpart("P159 P276 P131", "P17 P30 -P150 P361 P706 P740 P206 P1001"),
    "schema:parentOrganization": _counterpart("P749 -P355", "P127 P361 -P527 P137"),
}
"""The others of the inventory are not scored: Re-DocRED has no property for them, or marks them a dozen times."""
Fact = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """A text, where the gold names its things, and what the gold says of them."""

    name: str
    text: str
    marks: tuple[Mark, ...]
    properties: Mapping[tuple[int, int], frozenset[str]]
    together: frozenset[tuple[int, int]]
    """The pairs that some sentence names both of."""


class Counts(NamedTuple):
    """How a predicate fared in one document or in all."""

    told: int = 0
    right: int = 0
    gold: int = 0
    found: int = 0
    gold_together: int = 0
    found_together: int = 0

    def plus(self, other: "Counts") -> "Counts":
        """Return the sums."""
        return Counts(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


def main() -> int:
    """Print the tables, or write them into a document."""
    options = _options()
    documents = list(documents_of(options.datasets / f"redocred/{options.split}_revised.json"))
    print(f"reading {len(documents)} documents …", file=sys.stderr, flush=True)
    extractor = find_extractor(options.extractor, threads=options.threads)
    read = [
        find_relations(find_quotes(find_entities(extractor(AnnotatedArticle(article(document))))))
        for document in documents
    ]
    if options.wrong:
        print("\n".join(wrong_lines(documents, read)))
        return 0
    tables = "\n".join(markdown(documents, read, options.split))
    if options.write is None:
        print(tables)
        return 0
    write_between(options.write, "relations", tables)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--datasets", type=Path, required=True)
    parser.add_argument("--split", choices=("dev", "test"), default="dev", help="`test` is what frames are made on")
    parser.add_argument("--extractor", default=DEFAULT, metavar="NAME", help="what gives trees (default: %(default)s)")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--write", type=Path, metavar="FILE", help="a document whose tables are to be refreshed")
    parser.add_argument("--wrong", action="store_true", help="print what is told and not in the gold instead")
    return parser.parse_args()


def documents_of(path: Path) -> Iterator[Document]:
    """Yield the documents of a file of Re-DocRED."""
    for record in json.loads(path.read_text(encoding="utf-8")):
        yield _document(record)


def _document(record: Mapping[str, Any]) -> Document:
    sentences, named = [], defaultdict[int, set[int]](set)
    for number, words in enumerate(record["sents"]):
        text, places = spaced(words)
        marks = []
        for entity, mentions in enumerate(record["vertexSet"]):
            for mention in mentions:
                if mention["sent_id"] == number:
                    low, high = mention["pos"]
                    marks.append(Mark(places[low][0], places[high - 1][1], str(entity)))
                    named[number].add(entity)
        sentences.append(Sentence(text, tuple(marks)))
    text, placed = joined(sentences)
    properties = defaultdict[tuple[int, int], set[str]](set)
    for label in record["labels"]:
        properties[label["h"], label["t"]].add(label["r"])
        properties[label["t"], label["h"]].add(f"-{label['r']}")
    together = frozenset((one, other) for entities in named.values() for one in entities for other in entities)
    return Document(
        record["title"],
        text,
        placed,
        {pair: frozenset(listed) for pair, listed in properties.items()},
        together,
    )


def article(document: Document) -> Article:
    """Return the document's text as the reader is given it, without any gold, as of the day of its snapshot.

    Without a day, what is told in the past tense would be left out, for it could not be given an end.
    """
    return replace(article_of(GoldDocument(document.name, document.text, (), frozenset())), published=_WRITTEN)


def gold_entities(document: Document, read: AnnotatedArticle) -> dict[str, int]:
    """Return the gold's thing for each local entity whose namings overlap the mentions of one.

    A country is named by the words for its people too, as in the gold.
    """
    peoples = defaultdict[str, list[LocalEntity]](list)
    for entity in read.entities:
        peoples[entity.demonym_of or ""].append(entity)
    found = {}
    for entity in read.entities:
        votes = Counter(
            int(mark.label)
            for one in (entity, *peoples[entity.id])
            for span in _namings(one, read)
            for mark in document.marks
            if _overlaps(span, mark)
        )
        if votes:
            found[entity.id] = min(votes, key=lambda number: (-votes[number], number))
    return found


def _namings(entity: LocalEntity, read: AnnotatedArticle) -> Iterator[Span]:
    for naming in entity.namings:
        span = source_span(read.article.alignment, naming.span)
        if span:
            yield span


def _overlaps(span: Span, mark: Mark) -> bool:
    return span.start < mark.end and mark.start < span.end


def told_by_frames(document: Document, read: AnnotatedArticle) -> frozenset[Fact]:
    """Return what the claims say of the gold's things; denied ones aside."""
    number = gold_entities(document, read)
    return frozenset(
        (claim.predicate, number[claim.subject], number[str(claim.object)])
        for claim in read.claims
        if not claim.negated and claim.predicate in SCORED
        and claim.subject in number and claim.object in number and number[claim.subject] != number[str(claim.object)]
    )  # fmt: skip


def told_by_baseline(document: Document, read: AnnotatedArticle) -> frozenset[Fact]:
    """Return what the baseline says of the gold's things."""
    number = gold_entities(document, read)
    return frozenset(
        (predicate, number[subject], number[object_])
        for predicate, subject, object_ in baseline(read)
        if subject in number and object_ in number and number[subject] != number[object_]
    )


def baseline(read: AnnotatedArticle) -> Iterator[tuple[str, str, str]]:
    """Yield what trigger words say without trees.

    For each trigger of a frame in a sentence: the nearest name on its left and the nearest on its right are related, in
    the order that their kinds allow, or the left one first where both orders do. A word for a people counts as its
    country.
    """
    frames = [frame for frame in shipped_frames() if frame.relation and frame.name in SCORED]
    text = read.article.text
    known = {entity.id: entity for entity in read.entities}
    named = sorted(
        (
            (naming.span, known.get(entity.demonym_of or "", entity))
            for entity in read.entities
            for naming in entity.namings
        ),
        key=lambda one: (one[0], one[1].id),
    )
    for sentence in read.sentences:
        start, end = sentence.words[0].start, sentence.words[-1].end
        here = [(span, entity) for span, entity in named if start <= span.start < end]
        for word in sentence.words:
            before = [entity for span, entity in here if span.end <= word.start]
            after = [entity for span, entity in here if span.start >= word.end]
            if before and after:
                form = text[word.start : word.end].lower()
                yield from _between(form, before[-1], after[0], frames)


def _between(
    form: str, left: LocalEntity, right: LocalEntity, frames: Iterable[Frame]
) -> Iterator[tuple[str, str, str]]:
    for frame in frames:
        slots = frame.verb if form in frame.verbs else frame.noun if form in frame.nouns else None
        for subject, object_ in ((left, right), (right, left)) if slots else ():
            if subject.kind in slots[SUBJECT].kinds and object_.kind in slots[OBJECT].kinds:
                yield frame.name, subject.id, object_.id
                break


def counts_of(document: Document, told: Collection[Fact], predicate: str) -> Counts:
    """Return how a predicate fared in a document."""
    counterpart = SCORED[predicate]
    accepted = counterpart.same | counterpart.wider
    mine = {(subject, object_) for name, subject, object_ in told if name == predicate}
    gold = {pair for pair, listed in document.properties.items() if listed & counterpart.same and pair[0] != pair[1]}
    if counterpart.same & {f"-{name}" for name in counterpart.same}:
        # Both orders say the same: one of them is counted.
        mine, gold = ({(min(pair), max(pair)) for pair in pairs} for pairs in (mine, gold))
    return Counts(
        told=len(mine),
        right=sum(bool(document.properties.get(pair, frozenset()) & accepted) for pair in mine),
        gold=len(gold),
        found=len(gold & mine),
        gold_together=len(gold & document.together),
        found_together=len(gold & mine & document.together),
    )


def markdown(documents: Sequence[Document], read: Sequence[AnnotatedArticle], split: str) -> Iterator[str]:
    """Yield a table of precision and recall for each predicate and for all of them."""
    ours = [told_by_frames(document, one) for document, one in zip(documents, read, strict=True)]
    theirs = [told_by_baseline(document, one) for document, one in zip(documents, read, strict=True)]
    words = sum(len(sentence.words) for one in read for sentence in one.sentences)
    yield f"Re-DocRED, {split}: {len(documents):,} documents, {words:,} words."
    yield ""
    yield "| predicate | told | precision | recall | in one sentence | baseline told | precision | recall | in one |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
    for predicate in SCORED:
        mine, others = (_total(documents, told, (predicate,)) for told in (ours, theirs))
        yield f"| {predicate} | {_cells(mine)} | {_cells(others)} |"
    mine, others = (_total(documents, told, SCORED) for told in (ours, theirs))
    yield f"| **all** | {_cells(mine)} | {_cells(others)} |"
    yield ""
    for name, told in (("newsgraph", ours), ("the baseline", theirs)):
        precision, recall, together = _intervals(documents, told)
        yield (
            f"95 % intervals of {name} over documents: precision {precision}, recall {recall}, "
            f"recall in one sentence {together}."
        )


def _total(documents: Sequence[Document], told: Sequence[Collection[Fact]], predicates: Iterable[str]) -> Counts:
    total = Counts()
    for predicate in predicates:
        for document, facts in zip(documents, told, strict=True):
            total = total.plus(counts_of(document, facts, predicate))
    return total


def _cells(counts: Counts) -> str:
    return " | ".join((
        f"{counts.told:,}",
        _share(counts.right, counts.told),
        _share(counts.found, counts.gold),
        _share(counts.found_together, counts.gold_together),
    ))  # fmt: skip


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def _intervals(documents: Sequence[Document], told: Sequence[Collection[Fact]]) -> tuple[str, str, str]:
    rows = [_total([document], [facts], SCORED) for document, facts in zip(documents, told, strict=True)]
    sums = resampled(rows)
    ratios = ((1, 0), (3, 2), (5, 4))
    found = [interval(quotient(sums[:, above], sums[:, below])) for above, below in ratios]
    shown = ["–" if one is None else f"{one[0]:.3f} to {one[1]:.3f}" for one in found]
    return shown[0], shown[1], shown[2]


def wrong_lines(documents: Sequence[Document], read: Sequence[AnnotatedArticle]) -> Iterator[str]:
    """Yield each statement that is not in the gold, with its sentence; those on unknown things are marked `?`."""
    for document, one in zip(documents, read, strict=True):
        number = gold_entities(document, one)
        names = {entity.id: entity.name for entity in one.entities}
        for claim in one.claims:
            if claim.predicate not in SCORED or claim.negated:
                continue
            pair = number.get(claim.subject), number.get(str(claim.object))
            counterpart = SCORED[claim.predicate]
            known = document.properties.get(pair, frozenset()) if None not in pair else None
            if known is None or not known & (counterpart.same | counterpart.wider):
                mark = "?" if known is None else "!"
                at = claim.evidence[0].start
                said = next(
                    one.article.text[sentence.words[0].start : sentence.words[-1].end]
                    for sentence in one.sentences
                    if sentence.words[0].start <= at < sentence.words[-1].end
                )
                ends = f"{names[claim.subject]} → {names[str(claim.object)]}"
                yield f"{mark}\t{claim.predicate}\t{ends}\t{' '.join(sorted(known or ()))}\t{said}"


if __name__ == "__main__":
    sys.exit(main())
