"""What one article more and one article less cost a graph folder, at sizes that grow, step by step.

Run: python bench/updating.py [ARTICLES …] (default: 1000 10000). The articles are those of `tests/resolve/worlds.py`:
people and bodies named as newspapers name them, few of them often. They are annotated already, so that what is measured
is the update: who is who, copies, answers, the next snapshot, the tables. The peer is taking all of them in at once.
What reading an article costs is told by `bench/speed.py`. Each figure is the median of some articles, after one that
warms up.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "resolve"))

from worlds import generated_world

from newsgraph.model import AnnotatedArticle
from newsgraph.pipeline import run_of
from newsgraph.publish import base_of_run
from newsgraph.store import current_snapshot, held, open_store
from newsgraph.store.snapshots import QUADS
from newsgraph.updating import commit as updates
from newsgraph.updating.pages import Update

STEPS = ("identity_changes", "copy_changes", "answer_changes", "article_part", "next_snapshot", "apply", "sweep")
REPEATS = 9
_RUN = run_of("rules", None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10000])
    for size in parser.parse_args().sizes:
        with tempfile.TemporaryDirectory() as temporary:
            _measure(Path(temporary), size)


def _measure(folder: Path, size: int) -> None:
    articles = generated_world(size + REPEATS + 1).articles
    fresh = articles[size:]
    spent = _watched()
    with held(folder):
        updates.begin(folder, _RUN)
        whole = _commit(folder, Update(added=tuple(sorted(articles[:size], key=lambda one: one.article.id))))
        quads = len(open_store(current_snapshot(folder) / QUADS))
        print(f"\n{size:,} articles, {quads:,} quads; taken in at once: {whole:.1f} s\n")
        more = _each(spent, lambda one: _commit(folder, Update(added=(one,))), fresh)
        gone = _each(spent, lambda one: _commit(folder, Update(removed=frozenset({one.article.id}))), fresh)
    print("| step | one more, s | one less, s |\n|---|---|---|")
    for name in (*STEPS, "all of it"):
        print(f"| {name} | {more[name]:.3f} | {gone[name]:.3f} |")


def _commit(folder: Path, update: Update) -> float:
    started = time.perf_counter()
    updates.commit(folder, update, judgements=(), run=_RUN, base=base_of_run(_RUN))
    return time.perf_counter() - started


def _each(
    spent: dict[str, float], change: Callable[[AnnotatedArticle], float], articles: list[AnnotatedArticle]
) -> dict[str, float]:
    """Return the median seconds of each step over the changes, the first left out."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for article in articles:
        spent.clear()
        whole = change(article)
        for name in STEPS:
            found[name].append(spent.get(name, 0.0))
        found["all of it"].append(whole)
    return {name: statistics.median(times[1:]) for name, times in found.items()}


def _watched() -> dict[str, float]:
    """Let the steps of an update tell how long they take, and return where they tell it."""
    spent: dict[str, float] = {}

    def watched(name: str, whole: Callable[..., object]) -> Callable[..., object]:
        def run(*arguments: object, **named: object) -> object:
            started = time.perf_counter()
            try:
                return whole(*arguments, **named)
            finally:
                spent[name] = spent.get(name, 0.0) + time.perf_counter() - started

        return run

    for name in STEPS:
        setattr(updates, name, watched(name, getattr(updates, name)))
    return spent


if __name__ == "__main__":
    main()
