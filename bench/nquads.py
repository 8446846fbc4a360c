"""Writing quads: how many a processor second, beside rdflib and Oxigraph, and whether the memory grows with the graph.

Run: python bench/nquads.py [COPIES …]. The graph is that of our sample articles, each put in as many times as asked,
with another identifier each time; so the words and the shape are those of articles. Ours makes the quads from the rows;
the peers get them ready made in their own terms, or make them of ours. Memory is the peak of a process that does
nothing but export the tables. Figures vary from machine to machine; the ratios are what to keep.
"""

import io
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import pyarrow
import pyoxigraph

import newsgraph
from newsgraph import rdf
from newsgraph.codec import TABLES, from_tables, plain, schema, to_tables
from newsgraph.export import FORMATS
from newsgraph.model import KnowledgeGraph
from newsgraph.store import FILES
from newsgraph.store.tables import create_tables, insert, writing_tables

SAMPLES = Path(__file__).parents[1] / "data" / "articles"
OF_ARTICLES = ("articles", "mentions", "local_entities", "quotes", "claims", "events", "links")
REPEATS = 5
ARTICLE_ID = re.compile(r"[0-9a-f]{16}")
MEASURED = """
import re, sys, time
from pathlib import Path
from newsgraph.export import export
export(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
print(time.process_time(), re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


def main() -> None:
    """Print the figures as Markdown tables."""
    sizes = [int(word) for word in sys.argv[1:]] or [5, 20, 80, 320]
    graph = newsgraph.build([SAMPLES])
    _speed(_times(graph, sizes[0]))
    with tempfile.TemporaryDirectory() as home:
        _memory(graph, sizes, Path(home))


def _speed(graph: KnowledgeGraph) -> None:
    articles = replace(graph, entities=(), judgements=(), links=(), copies=(), answers=())
    nquads = io.BytesIO()
    count = rdf.write_statements(rdf.graph_statements(graph), nquads)
    parsed = list(pyoxigraph.parse(nquads.getvalue(), format=pyoxigraph.RdfFormat.N_QUADS))
    dataset = rdf.to_dataset(graph)
    values = [_values(quad) for quad in parsed]
    ways: list[tuple[str, int, Callable[[], Any], int]] = [
        ("newsgraph, from the rows", count, lambda: _ours(graph), REPEATS),
        ("newsgraph, article graphs alone", _ours(articles), lambda: _ours(articles), REPEATS),
        ("pyoxigraph, its quads made of our terms", count, lambda: _theirs(map(_made, values)), REPEATS),
        ("pyoxigraph, its quads ready made", count, lambda: _theirs(parsed), REPEATS),
        ("rdflib, its quads ready made", count, lambda: dataset.serialize(io.BytesIO(), format="nquads"), 1),
    ]
    print(f"{len(graph.articles):,} articles, {count:,} quads\n")
    print("| writer | quads a processor second |\n|---|---|")
    for name, quads, work, repeats in ways:
        print(f"| {name} | {quads / _timed(work, repeats):,.0f} |")


def _ours(graph: KnowledgeGraph) -> int:
    return rdf.write_statements(rdf.graph_statements(graph), io.BytesIO())


def _theirs(quads: Iterable[pyoxigraph.Quad]) -> None:
    pyoxigraph.serialize(quads, io.BytesIO(), pyoxigraph.RdfFormat.N_QUADS)


def _values(quad: pyoxigraph.Quad) -> tuple[str, str, str, str | None, str]:
    datatype = quad.object.datatype.value if isinstance(quad.object, pyoxigraph.Literal) else None
    return quad.subject.value, quad.predicate.value, quad.object.value, datatype, quad.graph_name.value


def _made(values: tuple[str, str, str, str | None, str]) -> pyoxigraph.Quad:
    node = pyoxigraph.NamedNode
    subject, predicate, text, datatype, graph = values
    value = node(text) if datatype is None else pyoxigraph.Literal(text, datatype=node(datatype))
    return pyoxigraph.Quad(node(subject), node(predicate), value, node(graph))


def _memory(graph: KnowledgeGraph, sizes: list[int], home: Path) -> None:
    forms = [form for form in FORMATS if form not in ("graphml", "gexf")]
    print(f"\n| articles | MB of N-Quads | {' | '.join(f'{form}: s, MB' for form in forms)} |")
    print("|---" * (len(forms) + 2) + "|")
    for size in sizes:
        folder = home / str(size)
        folder.mkdir()
        _write_tables(graph, size, folder / FILES["tables"])
        cells = []
        for form in forms:
            target = folder / FORMATS[form]
            done = subprocess.run(
                [sys.executable, "-c", MEASURED, folder, form, target], check=True, capture_output=True, text=True
            )
            seconds, peak = done.stdout.split()
            cells.append(f"{float(seconds):.1f}, {int(peak) / 1024:.0f}")
        nquads = (folder / FORMATS["nquads"]).stat().st_size / 1e6
        print(f"| {size * len(graph.articles):,} | {nquads:,.0f} | {' | '.join(cells)} |", flush=True)


def _write_tables(graph: KnowledgeGraph, times: int, path: Path) -> None:
    create_tables(path)
    with writing_tables(path) as connection:
        for name, table in to_tables(graph).items():
            insert(connection, name, table)
        for part in _copies(graph, times):
            for name, table in part.items():
                insert(connection, name, table)


def _times(graph: KnowledgeGraph, times: int) -> KnowledgeGraph:
    tables = to_tables(graph)
    for part in _copies(graph, times):
        tables |= {name: pyarrow.concat_tables([tables[name], rows]) for name, rows in part.items()}
    return from_tables(tables)


def _copies(graph: KnowledgeGraph, times: int) -> Iterator[dict[str, pyarrow.Table]]:
    """Yield the rows of the articles again, under other identifiers of the same length, but for the first time."""
    rows = {name: [plain(value) for value in getattr(graph, name)] for name in OF_ARTICLES}
    known = [article.id for article in graph.articles]
    for number in range(1, times):
        named = {article: f"{number:06x}{article[6:]}" for article in known}
        yield {
            name: pyarrow.Table.from_pylist(_renamed(found, named), schema=schema(TABLES[name]))
            for name, found in rows.items()
        }


def _renamed(value: Any, named: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_renamed(item, named) for item in value]
    if isinstance(value, dict):
        return {name: _renamed(item, named) for name, item in value.items()}
    if isinstance(value, str) and (found := ARTICLE_ID.search(value)) and found[0] in named:
        return value.replace(found[0], named[found[0]])
    return value


def _timed(work: Callable[[], Any], repeats: int) -> float:
    spent = []
    for _ in range(repeats):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return median(spent)


if __name__ == "__main__":
    main()
