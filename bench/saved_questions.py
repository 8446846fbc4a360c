"""Every saved question on about a million quads, in Oxigraph on disk and in rdflib in memory, in one run.

Run: python bench/saved_questions.py [ARTICLES] [--folder DIR] [--cap SECONDS]. Without a folder that holds a graph, one
is built from made-up articles, which takes minutes. Times are seconds of the processor, so that other work on the
machine counts for little: to the last byte of the answer as JSON in Oxigraph, to the last row in rdflib, whose process
is ended at the cap. Figures vary from machine to machine.
"""

import argparse
import gc
import math
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from articles import write_articles

from newsgraph.library import Library, open_library
from newsgraph.questions import ParameterType, prepared, saved_questions
from newsgraph.store import rows, serialized
from newsgraph.vocab import PREFIXES

BOUND = 1.0
"""Seconds that a saved question may take in Oxigraph on a million quads."""


def main() -> None:
    """Print the figures as a Markdown table; leave with 1 where a question takes longer than the bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="?", type=int, default=1000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument(
        "--cap",
        type=float,
        default=10.0,
        help="seconds of the processor that rdflib gets for a question; 0: leave it out",
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = options.folder or _built(Path(made), options.articles)
        with open_library(folder) as library:
            slow = _compare(library, options.cap)
    sys.exit(1 if slow else 0)


def _built(home: Path, count: int) -> Path:
    write_articles(home / "articles", count)
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
    return home / "graph"


def _compare(library: Library, cap: float) -> list[str]:
    things = _things(library)
    asked = {}
    for question in saved_questions():
        values = {one.name: things[one.name] for one in question.parameters if one.name in things}
        asked[question.name] = prepared(question, values, lambda text: rows(library.store, text).rows)
    print(f"{len(library.store):,} quads, {library.index.counts().articles:,} articles\n")
    theirs = _Other(library.store) if cap else None
    if theirs:
        print(f"Reading the quads into rdflib took {theirs.loading:.0f} s and {theirs.megabytes:,.0f} MB.\n")
    print("| question | rows | Oxigraph, ms | rdflib, ms | rdflib / Oxigraph |\n|---|---|---|---|---|")
    slow = []
    for name, query in asked.items():
        found = len(rows(library.store, query, prefixes=library.prefixes).rows)
        ours = _timed(lambda query=query: serialized(library.store, query, form="json", prefixes=library.prefixes))
        slow += [name] if ours > BOUND else []
        line = f"| {name} | {found} | {ours * 1000:.1f} |"
        if theirs:
            count, seconds = theirs.ask(query, cap)
            note = "" if count in (None, found) else f" ({count} rows)"
            shown = f"over {cap * 1000:,.0f}" if seconds is None else f"{seconds * 1000:,.0f}"
            line += f" {shown}{note} | {(seconds or cap) / ours:,.0f}{'+' if seconds is None else ''} |"
        print(line, flush=True)
    print(f"\n{'Over a second: ' + ', '.join(slow) if slow else 'None took a second in Oxigraph.'}")
    return slow


class _Other:
    """rdflib in a process that is forked anew from one that has read the quads, so that a cap can end it."""

    def __init__(self, store: object) -> None:
        from rdflib import Dataset
        from rdflib.plugins import sparql

        sparql.SPARQL_LOAD_GRAPHS = False
        started = time.process_time()
        self._dataset = Dataset(default_union=True)
        with tempfile.NamedTemporaryFile(suffix=".nq") as file:
            import pyoxigraph

            store.dump(file.name, pyoxigraph.RdfFormat.N_QUADS)  # type: ignore[attr-defined]
            self._dataset.parse(file.name, format="nquads")
        self.loading = time.process_time() - started
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        self.megabytes = pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def ask(self, query: str, cap: float) -> tuple[int | None, float | None]:
        """Return how many rows came, and in how many seconds; None for both past the cap."""
        context = multiprocessing.get_context("fork")
        ours, its = context.Pipe(duplex=False)
        process = context.Process(target=self._answer, args=(query, cap, its))
        process.start()
        its.close()
        try:
            found: tuple[int | None, float | None] = ours.recv()
        except EOFError:
            found = (None, None)
        process.join()
        return found

    def _answer(self, query: str, cap: float, pipe: object) -> None:
        gc.freeze()
        limit = math.ceil(time.process_time() + cap)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        started = time.process_time()
        found = len(list(self._dataset.query(query, initNs=dict(PREFIXES))))
        pipe.send((found, time.process_time() - started))  # type: ignore[attr-defined]


def _things(library: Library) -> dict[str, str]:
    """Return the most named thing that fits each entity parameter, by the parameter's name."""
    index, base = library.index, library.base

    def most(kind: str, rank: int = 0) -> str:
        return base + index.most_named(kind, limit=rank + 1)[rank].id

    def any_of(pattern: str) -> str:
        found = rows(library.store, f"SELECT ?it {{ {pattern} }} ORDER BY ?it LIMIT 1", prefixes=PREFIXES).rows
        return found[0][0] if found else f"{base}claim/none"

    special = {
        "law": most("Legislation"),
        "place": most("Place"),
        "other": most("Person", 1),
        "statement": any_of("?it a ng:Claim"),
        "article": any_of("?it a schema:NewsArticle"),
        "claim": any_of("?it a ng:Claim"),
        "event": any_of("?it a ng:ReportedEvent"),
        "type": "ng:Arrest",
        "relation": "ng:leads",
        # Who is quoted most has most to say.
        "source": _speaker(library),
    }
    wanted = {one.name for each in saved_questions() for one in each.parameters if one.type is ParameterType.ENTITY}
    return {name: special.get(name, most("Person")) for name in wanted}


def _speaker(library: Library) -> str:
    query = (
        "SELECT ?who (COUNT(?told) AS ?times) { ?told ng:attributedTo ?who . ?who a schema:Person } "
        "GROUP BY ?who ORDER BY DESC(?times) ?who LIMIT 1"
    )
    return rows(library.store, query, prefixes=PREFIXES).rows[0][0]


def _timed(work: Callable[[], object], repeats: int = 3) -> float:
    spent: list[float] = []
    for _ in range(repeats):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
        if spent[-1] > BOUND * 10:
            break
    return median(spent)


if __name__ == "__main__":
    main()
