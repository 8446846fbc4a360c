"""Speed and memory of the whole road, and the store's answers beside rdflib's on the same quads.

Run: python bench/speed.py [ARTICLES]. Figures vary from machine to machine; the ratios are what to keep.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import median

from articles import write_articles

from newsgraph.model import Kind, KnowledgeGraph
from newsgraph.publish import base_of, read_folder
from newsgraph.questions import ParameterType, prepared, saved_questions
from newsgraph.rdf import prefixes, to_dataset
from newsgraph.store import current_snapshot, open_store, rows
from newsgraph.store.snapshots import QUADS

RDFLIB_ARTICLES = 100
"""rdflib takes minutes beyond this, which would tell no more."""


def main() -> None:
    """Print the figures as Markdown tables."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _end_to_end(home, count)
        _questions(home, min(count, RDFLIB_ARTICLES))


def _end_to_end(home: Path, count: int) -> None:
    words = write_articles(home / "articles", count)
    started = time.perf_counter()
    build = [
        sys.executable,
        "-m",
        "newsgraph",
        "build",
        str(home / "articles"),
        "--out",
        str(home / "graph"),
        "--quiet",
    ]
    subprocess.run(build, check=True)
    wall = time.perf_counter() - started
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    report = json.loads((home / "graph" / "report.json").read_text("utf-8"))
    print(f"\n{count} articles, {words:,} words, {report['counts']['quads']:,} quads\n")
    print("| what | figure |\n|---|---|")
    print(f"| articles a second, end to end | {count / wall:.0f} |")
    print(f"| words a second, end to end | {words / wall:,.0f} |")
    print(f"| processor seconds | {usage.ru_utime + usage.ru_stime:.1f} |")
    print(f"| peak memory, MB | {usage.ru_maxrss / 1024:.0f} |")
    for name, seconds in report["timings"].items():
        print(f"| of which {name}, seconds | {seconds:.2f} |")


def _questions(home: Path, count: int) -> None:
    write_articles(home / "few", count)
    build = [sys.executable, "-m", "newsgraph", "build", str(home / "few"), "--out", str(home / "small"), "--quiet"]
    subprocess.run(build, check=True)
    graph = read_folder(home / "small")
    names = prefixes(base_of(graph))
    quads = current_snapshot(home / "small") / QUADS
    store = open_store(quads)
    dataset, loading = _timed(lambda: to_dataset(graph, base=base_of(graph)), repeats=1)
    _, opening = _timed(lambda: open_store(quads))
    print(f"\nThe same {len(list(rows(store, 'SELECT * { ?s ?p ?o }').rows)):,} triples, {count} articles\n")
    print("| question | rows | store, ms | rdflib, ms | rdflib / store |\n|---|---|---|---|---|")
    print(f"| (opening) | | {opening * 1000:.1f} | {loading * 1000:.0f} | {loading / opening:,.0f} |")
    things = _most_named(graph)
    for question in saved_questions():
        values = {p.name: things[p.name] for p in question.parameters if p.type is ParameterType.ENTITY}
        sparql = prepared(question, values, lambda asked: rows(store, asked).rows)
        found, ours = _timed(lambda sparql=sparql: rows(store, sparql, prefixes=names).rows)
        theirs_found, theirs = _timed(lambda sparql=sparql: list(dataset.query(sparql)), repeats=1)
        note = "" if len(found) == len(theirs_found) else f" ({len(found)} rows against {len(theirs_found)})"
        print(
            f"| {question.name}{note} | {len(found)} | {ours * 1000:.1f} | {theirs * 1000:.0f} | {theirs / ours:,.0f} |"
        )


def _most_named(graph: KnowledgeGraph) -> dict[str, str]:
    """Return a much-named thing for every entity parameter that a question has, by the parameter's name."""
    counts = Counter(local.entity for local in graph.local_entities)
    ranked = sorted(graph.entities, key=lambda entity: (-counts[entity.id], entity.id))

    def first(kind: Kind, rank: int = 0) -> str:
        return f"{base_of(graph)}{[entity.id for entity in ranked if entity.kind is kind][rank]}"

    base = base_of(graph)
    special = {
        "law": first(Kind.LEGISLATION),
        "place": first(Kind.PLACE),
        "other": first(Kind.PERSON, 1),
        "article": f"{base}article/{graph.articles[0].id}",
        "claim": f"{base}{graph.claims[0].id if graph.claims else 'claim/none'}",
        "event": f"{base}{graph.events[0].id if graph.events else 'event/none'}",
        "type": "ng:Arrest",
        "relation": "ng:leads",
    }
    wanted = {p.name for question in saved_questions() for p in question.parameters if p.type is ParameterType.ENTITY}
    return {name: special.get(name, first(Kind.PERSON)) for name in wanted}


def _timed(work: Callable[[], object], repeats: int = 5) -> tuple[object, float]:
    spent, found = [], None
    for _ in range(repeats):
        started = time.perf_counter()
        found = work()
        spent.append(time.perf_counter() - started)
    return found, median(spent)


if __name__ == "__main__":
    main()
