"""How well extractors read names, and trees where they give any, on open corpora; Markdown tables, side by side.

    python bench/quality.py --datasets ../shared/datasets            # the development sets: report these
    python bench/quality.py --datasets ../shared/datasets --train    # the training sources: look at errors here
    python bench/quality.py --datasets ../shared/datasets --extractors rules --sets own-gold --errors errors.tsv

Measured are `rules`, `embedded` where its model is there, the spaCy pipelines that are installed, and the GLiNER model
of --gliner; or what --extractors names. `bench/gold.py` says what counts as gold; bounds and kinds are judged as
`newsgraph evaluate` judges them. Intervals are of 95 %, from a bootstrap over documents: with few documents, as in
gum-news, they are rough. Speed counts the extractor alone, after one warm-up call.
"""

import argparse
import re
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from gold import DEVELOPMENT_SETS, TRAINING_SETS, GoldText, development_sets, training_sets
from parses import MEASURES, ParseCounts, parse_counts, summed
from peers import GLINER, SPACY, find_peer, installed_peers

from newsgraph.errors import NewsgraphError
from newsgraph.evaluate import GoldDocument, Pair, Scores, article_of, error_table, evaluate
from newsgraph.extract import Extractor, find_extractor
from newsgraph.model import AnnotatedArticle

ALL = "all sets"
_UNSCORED = (SPACY,)
"""Extractors whose names begin so give no scores of their own."""

Sets = Mapping[str, Sequence[GoldText]]


class Measured(NamedTuple):
    """What came of one set and one extractor."""

    scores: Scores
    seconds: float
    trees: dict[str, ParseCounts] | None


class Stopwatch:
    """An extractor that keeps what it read and how long that took."""

    def __init__(self, extract: Extractor) -> None:
        self._extract = extract
        self.seconds = 0.0
        self.read: dict[str, AnnotatedArticle] = {}

    def __call__(self, annotated: AnnotatedArticle) -> AnnotatedArticle:
        """Return what the extractor makes of an article, computed once."""
        known = self.read.get(annotated.article.id)
        if known is None:
            started = time.perf_counter()
            known = self._extract(annotated)
            self.seconds += time.perf_counter() - started
            self.read[annotated.article.id] = known
        return known


def main() -> None:
    """Print the tables."""
    options = _options()
    try:
        extractors = _extractors(options)
    except (NewsgraphError, OSError, ImportError) as error:  # a model or its library is missing
        sys.exit(str(error))
    sets = _sets(options)
    results: dict[str, dict[str, Measured]] = {}
    for name, extract in extractors.items():
        print(f"{name} …", file=sys.stderr, flush=True)
        results[name] = _measure(extract, sets)
    for line in _report(results, sets):
        print(line)
    if options.errors:
        _write_errors(options.errors, results)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--datasets", type=Path, required=True)
    parser.add_argument("--extractors", nargs="+", metavar="NAME", help="rules, embedded, spacy:PIPELINE …")
    parser.add_argument("--gliner", type=Path, metavar="DIR", help="a GLiNER model that lies on this machine")
    parser.add_argument("--threads", type=int, help="for extractors of newsgraph's that compute on several")
    parser.add_argument("--train", action="store_true", help="the training sources instead of the development sets")
    parser.add_argument("--sets", nargs="+", metavar="SET", help=f"of {', '.join((*DEVELOPMENT_SETS, *TRAINING_SETS))}")
    parser.add_argument("--lenient", action="store_true", help="leave open stretches open for every kind")
    parser.add_argument("--limit", type=int, help="only so many documents of each set, evenly picked")
    parser.add_argument("--errors", type=Path, metavar="FILE", help="tab-separated; one file for each extractor")
    options = parser.parse_args()
    known = TRAINING_SETS if options.train else DEVELOPMENT_SETS
    if unknown := [name for name in options.sets or () if name not in known]:
        parser.error(f"no set {unknown[0]!r}; choose of {', '.join(known)}")
    return options


def _extractors(options: argparse.Namespace) -> dict[str, Extractor]:
    """Return those that are asked for, or else those that are there."""
    extra = (f"{GLINER}{options.gliner}",) if options.gliner else ()
    if options.extractors:
        return {name: _ready(name, options.threads) for name in dict.fromkeys((*options.extractors, *extra))}
    found = {}
    for name in ("rules", "embedded", *installed_peers(), *extra):
        try:
            found[name] = _ready(name, options.threads)
        except NewsgraphError as error:
            print(f"Without {name}: {error}", file=sys.stderr)
    return found


def _ready(name: str, threads: int | None) -> Extractor:
    peer = name.startswith((SPACY, GLINER))
    extract = find_peer(name) if peer else find_extractor(name, threads=threads)
    extract(AnnotatedArticle(article_of(GoldDocument("warm", "Ana Ruiz spoke in Lisbon.", (), frozenset()))))
    return extract


def _sets(options: argparse.Namespace) -> Sets:
    if options.train:
        read = training_sets(options.datasets, options.sets or TRAINING_SETS, lenient=options.lenient)
    else:
        read = development_sets(options.datasets, options.sets or DEVELOPMENT_SETS, lenient=options.lenient)
    if options.limit is None:
        return read
    return {name: texts[:: max(1, -(-len(texts) // options.limit))] for name, texts in read.items()}


def _measure(extract: Extractor, sets: Sets) -> dict[str, Measured]:
    watched = Stopwatch(extract)
    found = {}
    for name, texts in sets.items():
        before = watched.seconds
        scores = evaluate((text.document for text in texts), watched)
        found[name] = Measured(scores, watched.seconds - before, _trees(texts, watched))
    every = [text for texts in sets.values() for text in texts]
    scores = evaluate((text.document for text in every), watched)
    return {**found, ALL: Measured(scores, watched.seconds, _trees(every, watched))}


def _trees(texts: Iterable[GoldText], watched: Stopwatch) -> dict[str, ParseCounts] | None:
    """Return the counts over the texts with trees; None where the extractor gives no trees."""
    pairs = [(text, article_of(text.document)) for text in texts if text.trees]
    read = [(text, watched.read.get(article.id), article) for text, article in pairs]
    if not any(known and known.sentences for _, known, _ in read):
        return None
    return summed(
        parse_counts(text.trees, known.sentences if known else (), article.alignment) for text, known, article in read
    )


def _report(results: Mapping[str, Mapping[str, Measured]], sets: Sets) -> Iterator[str]:
    for name, texts in sets.items():
        words = sum(len(text.document.text.split()) for text in texts)
        yield from ("", f"### {name}: {len(texts)} documents, {words:,} words", "")
        yield from _names_table({extractor: found[name].scores for extractor, found in results.items()})
    yield from ("", "### Summary: names of all kinds", "")
    yield from _summary(results)
    if any(measured.trees for found in results.values() for measured in found.values()):
        yield from ("", "### Trees on raw text: F1 over words of the same span", "")
        yield from _trees_table(results)
    for extractor, found in results.items():
        for source, document, reason in found[ALL].scores.failures:
            yield f"{extractor} broke off on {document} of {source}: {reason}; its names count as missed."


def _names_table(scores: Mapping[str, Scores]) -> Iterator[str]:
    first = next(iter(scores.values()))
    head = ("kind", "names", "extractor", "P", "R", "F1", "95 %", "overlap F1", "95 %")
    rows = []
    for at, kind in enumerate([*(kind for kind, _ in first.kinds), "micro"]):
        for number, (extractor, one) in enumerate(scores.items()):
            pair = one.micro if kind == "micro" else one.kinds[at][1]
            names = f"{pair.exact.gold:,}"
            rows.append((*(("", "") if number else (str(kind), names)), extractor, *_figures(pair)))
    yield from _markdown(head, rows, left=(0, 2))


def _figures(pair: Pair) -> tuple[str, ...]:
    exact, overlap = pair.exact, pair.overlap
    ratios = (_ratio(exact.precision), _ratio(exact.recall), _ratio(exact.f1), _between(exact.f1_interval))
    return (*ratios, _ratio(overlap.f1), _between(overlap.f1_interval))


def _summary(results: Mapping[str, Mapping[str, Measured]]) -> Iterator[str]:
    head = ("set", "extractor", "micro F1", "95 %", "macro F1", "overlap F1", "ECE", "not judged", "words a second")
    rows = []
    for name in next(iter(results.values())):
        for number, (extractor, found) in enumerate(results.items()):
            scores, seconds, _ = found[name]
            micro = scores.micro
            calibrated = None if extractor.startswith(_UNSCORED) else scores.calibration
            rows.append(
                (
                    "" if number else name,
                    extractor,
                    _ratio(micro.exact.f1),
                    _between(micro.exact.f1_interval),
                    _ratio(scores.macro and scores.macro.f1),
                    _ratio(micro.overlap.f1),
                    _ratio(calibrated and calibrated.error),
                    f"{scores.undecided:,}",
                    f"{scores.words / seconds:,.0f}" if seconds else "–",
                )
            )
    yield from _markdown(head, rows, left=(0, 1))


def _trees_table(results: Mapping[str, Mapping[str, Measured]]) -> Iterator[str]:
    rows = [
        (name, extractor, f"{measured.trees['words'].gold:,}", *(_ratio(measured.trees[one].f1) for one in MEASURES))
        for name in next(iter(results.values()))
        for extractor, found in results.items()
        if (measured := found[name]).trees
    ]
    yield from _markdown(("set", "extractor", "gold words", *MEASURES), rows, left=(0, 1))


def _markdown(head: Sequence[str], rows: Iterable[Sequence[str]], *, left: Sequence[int]) -> Iterator[str]:
    table = [head, *rows]
    widths = [max(len(row[at]) for row in table) for at in range(len(head))]
    rule = ["-" * width if at in left else "-" * (width - 1) + ":" for at, width in enumerate(widths)]
    for row in (table[0], rule, *table[1:]):
        cells = (
            cell.ljust(width) if at in left else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield f"| {' | '.join(cells)} |"


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _between(found: tuple[float, float] | None) -> str:
    return "–" if found is None else f"{found[0]:.3f}–{found[1]:.3f}"


def _write_errors(path: Path, results: Mapping[str, Mapping[str, Measured]]) -> None:
    for extractor, found in results.items():
        plain = re.sub(r"[^\w.-]+", "-", extractor)
        own = path if len(results) == 1 else path.with_stem(f"{path.stem}-{plain}")
        own.write_text(error_table(found[ALL].scores.mistakes), encoding="utf-8", newline="")
        print(f"Errors of {extractor}: {own}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
