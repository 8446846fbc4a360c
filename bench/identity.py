"""Who is who, within articles, across them and outside, beside the exact string; Markdown tables.

    python bench/identity.py --datasets ../shared/datasets                            # print
    python bench/identity.py --datasets ../shared/datasets --write docs/quality.md    # refresh the document's tables
    python bench/identity.py --datasets ../shared/datasets --sets own --errors DIR    # look at errors

The sets: `own` (tests/cases/identity), `gum-dev` (GUM's official development documents that are there), `gum-all` (all
of GUM, over which Wikipedia titles tell what is one thing), `redocred-dev` (clusters of names in Wikipedia abstracts).
Figures are on the gold's own names; with `--end-to-end` they are on the names that the extractor reads.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from document import write_between

from newsgraph import gazetteers
from newsgraph.evaluate import (
    GoldNaming,
    IdentityDocument,
    Resolution,
    ResolutionScores,
    identity_mistakes,
    identity_table,
    markdown_resolution,
    read_identities,
    resolution_scores,
    resolve_documents,
)
from newsgraph.evaluate.identities import outermost
from newsgraph.evaluate.marked import Mark, Sentence, joined
from newsgraph.evaluate.spacing import spaced
from newsgraph.extract import DEFAULT, find_extractor
from newsgraph.model import Kind, Span

ROOT = Path(__file__).parents[1]
DEVELOPMENT = (
    "news_homeopathic", "news_iodine", "court_loan", "speech_inauguration", "bio_byron", "interview_gaming",
)  # fmt: skip
_KINDS = {"PER": Kind.PERSON, "LOC": Kind.PLACE, "ORG": Kind.ORGANIZATION, "MISC": Kind.EVENT}
_TITLES = {
    "own": "Our own twelve articles, made of traps",
    "gum-dev": "GUM, development documents",
    "gum-all": "GUM, all documents",
    "redocred-dev": "Re-DocRED, development documents",
}


def main() -> int:
    """Print the tables, or write them into a document."""
    options = _options()
    extractor = find_extractor(options.extractor, threads=options.threads)
    lines: list[str] = []
    for name in options.sets:
        print(f"{name} …", file=sys.stderr, flush=True)
        documents = list(_SETS[name](options.datasets))
        resolution = resolve_documents(documents, extractor, end_to_end=options.end_to_end)
        lines += ["", *_section(name, resolution_scores(resolution)), "", *_by_kind(resolution)]
        if options.errors:
            options.errors.mkdir(parents=True, exist_ok=True)
            table = identity_table(identity_mistakes(resolution))
            (options.errors / f"{name}.tsv").write_text(table, encoding="utf-8", newline="")
    tables = "\n".join(lines).strip()
    if options.write is None:
        print(tables)
        return 0
    write_between(options.write, "figures", tables)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--datasets", type=Path, required=True)
    parser.add_argument("--extractor", default=DEFAULT, metavar="NAME", help="what gives trees (default: %(default)s)")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--sets", nargs="+", choices=tuple(_SETS), default=tuple(_SETS), metavar="SET")
    parser.add_argument("--end-to-end", action="store_true", help="on the names that the extractor reads")
    parser.add_argument("--write", type=Path, metavar="FILE", help="a document whose tables are to be refreshed")
    parser.add_argument("--errors", type=Path, metavar="DIR", help="write the errors there, a file for each set")
    return parser.parse_args()


def _own(_: Path) -> Iterator[IdentityDocument]:
    yield from read_identities(ROOT / "tests/cases/identity/gold.jsonl")


def _gum(datasets: Path, wanted: Callable[[str], bool]) -> Iterator[IdentityDocument]:
    for path in sorted((datasets / "gum/dep").glob("GUM_*.conllu")):
        if wanted(path.stem.removeprefix("GUM_")):
            yield from read_identities(path)


def _redocred(datasets: Path) -> Iterator[IdentityDocument]:
    demonyms = _demonyms()
    for record in json.loads((datasets / "redocred/dev_revised.json").read_text(encoding="utf-8")):
        yield _redocred_document(record, demonyms)


def _redocred_document(record: dict[str, Any], demonyms: frozenset[str]) -> IdentityDocument:
    """Return a document with its names; years and numbers are no names.

    Adjectives and words for peoples, which Re-DocRED counts as names of the country, are things of their own here, as
    in newsgraph.
    """
    marks: list[list[tuple[int, int, str, str]]] = [[] for _ in record["sents"]]
    for number, mentions in enumerate(record["vertexSet"]):
        for mention in mentions:
            if mention["type"] in _KINDS:
                marks[mention["sent_id"]].append((*mention["pos"], mention["type"], str(number)))
    sentences = []
    for words, own in zip(record["sents"], marks, strict=True):
        text, places = spaced(words)
        sentences.append(
            Sentence(
                text, tuple(Mark(places[low][0], places[high - 1][1], f"{kind} {at}") for low, high, kind, at in own)
            )
        )
    text, placed = joined(sentences)
    namings = [_redocred_naming(mark, text, demonyms) for mark in dict.fromkeys(placed)]
    return IdentityDocument(record["title"], text, outermost(namings), "redocred-dev")


def _redocred_naming(mark: Mark, text: str, demonyms: frozenset[str]) -> GoldNaming:
    kind, entity = mark.label.split()
    words = text[mark.start : mark.end]
    if words.lower() in demonyms and kind in ("LOC", "MISC"):
        return GoldNaming(Span(mark.start, mark.end), Kind.GROUP, f"{entity} people")
    return GoldNaming(Span(mark.start, mark.end), _KINDS[kind], entity)


def _demonyms() -> frozenset[str]:
    """Return the words for peoples, and their adjectives, in lower case."""
    rows = (row for listed in ("countries", "subdivisions") for row in gazetteers.rows(listed))
    return frozenset(word.lower() for row in rows for word in gazetteers.names(row[-1]) if len(row) > 2)


_SETS: dict[str, Callable[[Path], Iterator[IdentityDocument]]] = {
    "own": _own,
    "gum-dev": lambda datasets: _gum(datasets, lambda name: name in DEVELOPMENT),
    "gum-all": lambda datasets: _gum(datasets, lambda _: True),
    "redocred-dev": _redocred,
}


def _section(name: str, scores: ResolutionScores) -> Sequence[str]:
    over = f", {scores.things:,} over all documents" if scores.things is not None else ""
    untold = f" {scores.untold:,} names are not scored across: the gold is silent on them." if scores.untold else ""
    described = scores.described
    lines = [
        f"### {_TITLES[name]}",
        "",
        f"{scores.documents:,} documents, {scores.words:,} words, {scores.names:,} names of {scores.entities:,} things "
        f"in their documents{over}.{untold}",
        "",
        *markdown_resolution(scores),
    ]
    if described.found:
        share = described.right / described.found
        lines += [
            "",
            f"Descriptions and pronouns of named things: {described.gold:,}. Resolved and marked in the gold: "
            f"{described.found:,}, of them right {described.right:,} ({share:.3f}); resolved but not marked: "
            f"{described.unmarked:,}.",
        ]
    lines += [f"A step broke off on {document}: {reason}" for _, document, reason in scores.failures]
    return lines


def _by_kind(resolution: Resolution) -> Iterator[str]:
    """Yield a table of B³ within documents, for each kind of name alone."""
    yield "| within an article, B³ F1 | names | newsgraph | exact string |"
    yield "|---|---:|---:|---:|"
    for kind in Kind:
        scores = resolution_scores(resolution, kinds=[kind])
        if scores.names:
            row = next(row for row in scores.rows if row.measure == "B³")
            ours, baseline = (f"{figure.tally.f1 or 0:.3f}" for figure in (row.ours, row.baseline))
            yield f"| {kind} | {scores.names:,} | {ours} | {baseline} |"


if __name__ == "__main__":
    sys.exit(main())
