"""The store's snapshots and the index: what opening, changing and asking them costs, and how that grows.

Run: python bench/store.py [--quads N …] [--articles N] [--at DIR]. With `--at`, what was generated is kept in the
folder and used again: ten million quads take minutes to load. Figures vary from machine to machine; what to keep is
how little they grow with the size.
"""

import argparse
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from articles import SAMPLES

from generate import generated_graph
from newsgraph import rdf
from newsgraph.library import open_library
from newsgraph.library.index import Index, open_index
from newsgraph.model import Article, KnowledgeGraph
from newsgraph.store.index import change_index, write_index
from newsgraph.store.snapshots import (
    QUADS,
    current_snapshot,
    next_snapshot,
    sweep,
    switch,
    write_snapshot,
)
from newsgraph.store.triples import open_store, rows

BASE = rdf.DEFAULT_BASE
RUNS = 5
CHAIN = 20


def main() -> None:
    """Print the figures as Markdown tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quads", type=int, nargs="*", default=[1_000_000])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--at", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        home = options.at or Path(scratch)
        if options.quads:
            print("| quads | opened in, ms | one article replaced: next snapshot, ms | its quads alone, ms |")
            print("|---|---|---|---|")
        for count in options.quads:
            print(_store_row(_store_of(home / f"quads-{count}", count)), flush=True)
        if options.articles:
            _print_index(home, options.articles)


def _timed(function: Callable[..., object], *values: object, **options: object) -> float:
    """Return the milliseconds that a call takes."""
    started = time.perf_counter()
    function(*values, **options)
    return 1000 * (time.perf_counter() - started)


def _computed(function: Callable[..., object], *values: object) -> float:
    """Return the milliseconds of processor time that a call takes."""
    started = time.process_time()
    function(*values)
    return 1000 * (time.process_time() - started)


def _store_of(folder: Path, count: int) -> Path:
    if not (folder / "store" / "current").exists():
        folder.mkdir(parents=True)
        nquads = folder / "graph.nq"
        with nquads.open("w", encoding="utf-8") as file:
            file.writelines(_article_lines(number) for number in range(count // 100))
        write_snapshot(folder, "first", nquads=nquads, graph=KnowledgeGraph(), base=BASE)
        switch(folder, "first")
        nquads.unlink()
    return folder


def _article_lines(number: int) -> str:
    """Return the hundred quads or so of one article, in the shapes and amounts of real ones."""
    name = f"{number:016x}"
    article, graph = f"<{BASE}article/{name}>", f"<{BASE}graph/article/{name}>"
    lines = [
        f"{article} {rdf.terms.term('rdf:type')} {rdf.terms.term('schema:NewsArticle')}",
        f"{article} {rdf.terms.term('schema:headline')} {rdf.terms.literal(f'Harbour talks open in week {number}')}",
        f"{article} {rdf.terms.term('ng:textDigest')} {rdf.terms.literal(name * 4)}",
    ]
    for place in range(12):
        start, entity = 37 * place, f"<{BASE}person/ada-{(7 * number + 13 * place * place) % 20011}>"
        mention = f"<{BASE}mention/{name}_{start}-{start + 12}>"
        selector = f"<{BASE}article/{name}#char={start},{start + 12}>"
        lines += [
            f"{mention} {rdf.terms.term('rdf:type')} {rdf.terms.term('ng:Mention')}",
            f"{mention} {rdf.terms.term('oa:hasSource')} {article}",
            f"{mention} {rdf.terms.term('oa:hasSelector')} {selector}",
            f"{mention} {rdf.terms.term('ng:confidence')} {rdf.terms.decimal((number + place) % 100 / 100)}",
            f"{mention} {rdf.terms.term('ng:denotes')} {entity}",
            f"{article} {rdf.terms.term('schema:mentions')} {entity}",
            f"{selector} {rdf.terms.term('oa:start')} {rdf.terms.whole(start)}",
            f"{selector} {rdf.terms.term('oa:exact')} {rdf.terms.literal(f'Ada Oko {entity[-6:-1]}')}",
        ]
    return "".join(f"{line} {graph} .\n" for line in lines)


def _store_row(folder: Path) -> str:
    opened = median(_timed(_open_and_ask, folder) for _ in range(RUNS))
    count = len(open_store(current_snapshot(folder) / QUADS))
    made = []
    for number in range(CHAIN):
        name = f"n{number}-{time.time_ns()}"
        graphs = [f"{BASE}graph/article/{number:016x}"]
        lines = _article_lines(number).encode()
        made.append(_timed(next_snapshot, folder, name, removed_graphs=graphs, nquads=lines))
        switch(folder, name)
        sweep(folder)
    return f"| {count:,} | {opened:.0f} | {median(made):.0f} (most: {max(made):.0f}) | {_inside(folder):.1f} |"


def _open_and_ask(folder: Path) -> None:
    with open_library(folder) as library:
        rows(library.store, "ASK { ?article a schema:NewsArticle }", prefixes=library.prefixes)


def _inside(folder: Path) -> float:
    """Return the milliseconds that taking out an article's graph and putting it in takes, in an open store."""
    import pyoxigraph

    copy = folder / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    open_store(current_snapshot(folder) / QUADS).backup(str(copy))
    store = pyoxigraph.Store(str(copy))

    taken = []
    for number in range(CHAIN):
        lines = _article_lines(number).encode()
        gone = _timed(store.remove_graph, pyoxigraph.NamedNode(f"{BASE}graph/article/{number:016x}"))
        taken.append(gone + _timed(store.load, lines, format=pyoxigraph.RdfFormat.N_QUADS))
    del store
    shutil.rmtree(copy)
    return median(taken)


def _print_index(home: Path, count: int) -> None:
    graph = _graph_of(count)
    home.mkdir(exist_ok=True)
    path = home / f"index-{count}.sqlite"
    path.unlink(missing_ok=True)
    written = _computed(write_index, path, graph)
    print(f"\n{len(graph.articles):,} articles, {len(graph.entities):,} things\n")
    print("| index | median, ms of processor | most |\n|---|---|---|")
    print(f"| written whole | {written:.0f} | |")
    print(f"| size, MB | {path.stat().st_size >> 20} | |")
    copy = path.with_suffix(".copy")
    print(f"| copied | {_computed(shutil.copyfile, path, copy):.0f} | |")
    changed = [_computed(_replace, copy, graph, number) for number in range(RUNS)]
    print(f"| one article replaced in the copy | {median(changed):.1f} | {max(changed):.1f} |")
    copy.unlink()
    index = open_index(path)
    for what, ask, asked in _questions(graph, index):
        ask(asked[0])  # what is read or imported once
        taken = [_computed(ask, words) for words in asked]
        print(f"| {what} ({len(asked)} asked) | {median(taken):.1f} | {max(taken):.1f} |", flush=True)
    index.close()


def _questions(graph: KnowledgeGraph, index: Index) -> Iterator[tuple[str, Callable[[str], object], list[str]]]:
    draw = random.Random(3)
    names = [entity.name for entity in draw.sample(graph.entities, 60)]
    words = draw.sample(sorted(set(re.findall(r"\w+", graph.articles[0].text + graph.articles[1].text))), 60)
    typed = [name[: draw.randint(3, len(name))] for name in names]
    yield "suggestions for a letter", index.suggest, [chr(code) for code in range(ord("a"), ord("z"))]
    yield "suggestions for two letters", index.suggest, sorted({name[:2] for name in names})
    yield "suggestions for more", index.suggest, typed
    yield "search for a name", index.search, names
    yield "search for a word of an article", index.search, words
    yield "search for two words", index.search, [" ".join(draw.sample(words, 2)) for _ in range(60)]
    yield "search for a phrase with `*`", index.search, [f'"{name}" th*' for name in names]
    yield "search for `the`", index.search, ["the"] * 5
    yield "search for `a*`", index.search, ["a*"] * 5
    most = [entity.id for entity in index.most_named(limit=5)]
    yield "co-mentions of the most named", index.co_mentions, most
    yield "timeline of the most named", index.timeline, most
    yield "an article with its marks", index.article, [article.id for article in graph.articles[:60]]


def _graph_of(count: int) -> KnowledgeGraph:
    """Return a generated graph of so many articles, lengthened to 350 words by those of our samples."""
    draw = random.Random(5)
    words = [word for path in sorted(SAMPLES.glob("*.txt")) for word in path.read_text("utf-8").split()]
    graph = generated_graph(12 * count)

    def longer(article: Article) -> Article:
        return replace(article, text=f"{article.text}\n\n{' '.join(draw.choices(words, k=270))}")

    return replace(graph, articles=tuple(longer(article) for article in graph.articles))


def _replace(path: Path, graph: KnowledgeGraph, number: int) -> None:
    article = graph.articles[number]
    local_entities = tuple(local for local in graph.local_entities if local.article == article.id)
    change_index(path, added=KnowledgeGraph(articles=(article,), local_entities=local_entities))


if __name__ == "__main__":
    main()
