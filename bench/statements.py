"""How often quotes, events and relations are right, judged by hand on sentences of news that no rule was made on.

    python bench/statements.py sample NEWS_FOLDER … --sentences 200 --out sheet.tsv    # draws sentences, with words
    python bench/statements.py missing NEWS_FOLDER … --sentences 100 --out missing.tsv # any sentence, to count misses
    python bench/statements.py sample … --without-quotes # as most statements are quotes: more of the others
    python bench/statements.py sample … --baseline     # what lists of words and the nearest names give, to compare with
    python bench/statements.py strip sheet.tsv --out docs/quality/statements.tsv       # the sheet without the words
    python bench/statements.py score docs/quality/statements.tsv                       # precision, with intervals

`sample` reads the folders as `newsgraph build` does, draws sentences of which at least one statement was read, by a
fixed seed, and writes one row a statement. A judge fills `verdict`: `right` only where all of it is (what kind, who
plays which part, whose word, negated or not, when and where, as far as given), else `wrong`, with the part at fault in
`remark`. The kept sheet holds no word of the articles: file, digest, and places in the text, which whoever has the
article can look up.
"""

import argparse
import csv
import math
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from keyword_baseline import keyword_reader

from newsgraph.assemble import assemble
from newsgraph.model import (
    AnnotatedArticle,
    Article,
    Claim,
    Event,
    KnowledgeGraph,
    Page,
    Quantity,
    Quote,
    Run,
    Span,
    TimeBounds,
)
from newsgraph.pipeline import build
from newsgraph.read import read_sources
from newsgraph.split import split_page
from newsgraph.text import sentence_of, sentences

COLUMNS = ("text", "digest", "sentence", "sort", "what", "parts", "source", "put", "verdict", "remark")
WITH_WORDS = (*COLUMNS, "statement in words", "sentence in words")
Row = dict[str, str]
Statement = Quote | Event | Claim


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the four commands."""
    options = _options(arguments)
    if options.command in ("sample", "missing"):
        rows = _drawn(_baseline(options.paths) if options.baseline else build(options.paths), options)
        _write(options.out, rows, WITH_WORDS)
        print(f"{len({(row['text'], row['sentence']) for row in rows})} sentences, {len(rows)} rows in {options.out}")
    elif options.command == "strip":
        _write(options.out, _read(options.paths[0]), COLUMNS)
    else:
        print(table(_read(options.paths[0])))
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("sample", "missing", "strip", "score"))
    parser.add_argument("paths", nargs="+", type=Path, help="folders of news, or a sheet")
    parser.add_argument("--sentences", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--baseline", action="store_true")
    parser.add_argument("--apart", type=Path, nargs="*", default=[], help="sheets whose sentences are not drawn again")
    parser.add_argument("--without-quotes", action="store_true", help="draw events and relations only")
    parser.add_argument("--out", type=Path, default=Path("sheet.tsv"))
    return parser.parse_args(arguments)


def _baseline(paths: Iterable[Path]) -> KnowledgeGraph:
    read = keyword_reader()
    pages = [page for page in read_sources(paths) if isinstance(page, Page)]
    found = [read(AnnotatedArticle(article)) for page in pages for article in split_page(page).articles]
    return assemble(
        found,
        local_entities=tuple(local for one in found for local in one.entities),
        entities=(),
        judgements=(),
        run=Run("run/baseline", "keywords", "1"),
    )


def _drawn(graph: KnowledgeGraph, options: argparse.Namespace) -> list[Row]:
    names = {local.id: local.name for local in graph.local_entities}
    told: dict[tuple[str, Span], list[Statement]] = defaultdict(list)
    places = []
    for article in graph.articles:
        bounds = tuple(sentences(article.text))
        places += [(article.id, bound) for bound in bounds]
        for statement in _statements(graph, article, quotes=not options.without_quotes):
            told[(article.id, sentence_of(bounds, _first(statement)))].append(statement)
    seen = {(row["digest"], row["sentence"]) for sheet in options.apart for row in _read(sheet)}
    digests = {article.id: article.digest[:16] for article in graph.articles}
    pool = sorted(told) if options.command == "sample" else sorted(places)
    pool = [(article, bound) for article, bound in pool if (digests[article], _at(bound)) not in seen]
    chosen = sorted(random.Random(options.seed).sample(pool, min(options.sentences, len(pool))))
    articles = {article.id: article for article in graph.articles}
    rows: list[Row] = []
    for article_id, bound in chosen:
        article = articles[article_id]
        found = told.get((article_id, bound), [])
        rows += [_row(article, bound, statement, names) for statement in found]
        if options.command == "missing":
            rows.append(_place(article, bound) | {"sort": "all", "sentence in words": _flat(bound.of(article.text))})
    return rows


def _statements(graph: KnowledgeGraph, article: Article, *, quotes: bool) -> Iterator[Statement]:
    for kind in (graph.quotes if quotes else (), graph.events, graph.claims):
        yield from (statement for statement in kind if statement.article == article.id)


def _first(statement: Statement) -> Span:
    return statement.span if isinstance(statement, Quote) else statement.evidence[0]


def _place(article: Article, bound: Span) -> Row:
    return {
        "text": Path(article.origin).name,
        "digest": article.digest[:16],
        "sentence": _at(bound),
    }


def _row(article: Article, bound: Span, statement: Statement, names: Mapping[str, str]) -> Row:
    parts, words = _parts(article, statement, names)
    source = statement.speaker if isinstance(statement, Quote) else statement.attributed_to
    told = [_what(statement), f"[{_flat(_first(statement).of(article.text))}]", *words]
    if source:
        told.append(f"BY {names.get(source, source)}")
    if not isinstance(statement, Quote):
        told.append(_put(statement))
    return _place(article, bound) | {
        "sort": type(statement).__name__.lower(),
        "what": _what(statement),
        "parts": " ".join([f"words={_at(_first(statement))}", *parts]),
        "source": "own voice" if source is None else "a source",
        "put": "" if isinstance(statement, Quote) else _put(statement),
        "statement in words": " | ".join(told),
        "sentence in words": _flat(bound.of(article.text)),
    }


def _what(statement: Statement) -> str:
    if isinstance(statement, Quote):
        return str(statement.kind)
    return statement.type if isinstance(statement, Event) else statement.predicate


def _parts(article: Article, statement: Statement, names: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return where the parts stand, and the same in words for the judge."""
    if isinstance(statement, Quote):
        cue = statement.cue
        return ([f"cue={_at(cue)}"], [f"cue: {cue.of(article.text)}"]) if cue else ([], [])
    if isinstance(statement, Claim):
        filler = statement.object
        told = filler if isinstance(filler, Quantity) else names.get(filler, filler)
        places = [f"evidence={_at(span)}" for span in statement.evidence[1:]]
        return places, [f"{names.get(statement.subject, statement.subject)} -> {told}"]
    places = [f"{role.role}={_at(role.evidence[0])}" for role in statement.roles]
    words = [f"{role.role}: {names.get(role.filler, role.filler)}" for role in statement.roles]
    if statement.place:
        places.append("place")
        words.append(f"place: {names.get(statement.place, statement.place)}")
    if statement.time != TimeBounds():
        places.append("time")
        words.append(f"time: {statement.time.earliest_begin}..{statement.time.latest_end}")
    for figure in statement.figures:
        places.append("figure")
        words.append(f"figure: {figure.qualifier} {figure.value or figure.minimum or figure.maximum} {figure.unit}")
    return places, words


def _put(statement: Event | Claim) -> str:
    return f"{statement.modality}{', negated' if statement.negated else ''}"


def _at(span: Span) -> str:
    return f"{span.start}-{span.end}"


def _flat(words: str) -> str:
    return " ".join(words.split())


def table(rows: Iterable[Mapping[str, str]]) -> str:
    """Return precision by sort of statement as a Markdown table, with 95 % intervals after Wilson (1927)."""
    judged: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        if row["verdict"] not in ("right", "wrong"):
            raise SystemExit(f"{row['text']} {row['sentence']}: verdict is {row['verdict']!r}; write right or wrong.")
        judged[row["sort"]].append(row["verdict"] == "right")
    judged["all"] = [right for sort in sorted(judged) for right in judged[sort]]
    lines = ["| sort | judged | right | precision | 95 % |", "|---|---|---|---|---|"]
    for sort in ("quote", "event", "claim", "all"):
        right, total = sum(judged[sort]), len(judged[sort])
        if total:
            low, high = _wilson(right, total)
            lines.append(f"| {sort} | {total} | {right} | {right / total:.2f} | {low:.2f}–{high:.2f} |")
    return "\n".join(lines)


def _wilson(right: int, total: int) -> tuple[float, float]:
    z = 1.96
    share, spread = right / total, z * z / total
    middle = (share + spread / 2) / (1 + spread)
    half = math.sqrt(spread * (share * (1 - share) + spread / 4)) / (1 + spread)
    return middle - half, middle + half


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _write(path: Path, rows: Iterable[Row], columns: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter="\t", restval="", extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(main())
