"""What telling who is who across articles costs: pairs scored an article, seconds, memory, and adding one more.

Run: python bench/identity_cost.py [ARTICLES …] (default: 100 1000 10000). The articles are generated worlds of
`tests/resolve/worlds.py`: names with a realistic skew, a tenth of the people namesakes. The peer is counted, not run:
every pair of the same kind and key, as a plain blocking by name would compare. Precision and recall over pairs of
people are given beside the cost, as a cheap resolver that errs is worth nothing.

With --updates it tells what one article more, one less and one judgement cost on the tables of a graph folder;
--mixed CACHE does the same on articles of `bench/articles.py`, read by the rules once and kept in the folder CACHE.
"""

import argparse
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "resolve"))

import duckdb
from articles import write_articles
from worlds import World, generated_world, pairwise

from newsgraph.codec import TABLES, schema
from newsgraph.model import AnnotatedArticle, Judgement, Verdict
from newsgraph.pipeline import component_chain
from newsgraph.read import read_sources
from newsgraph.resolve import Corpus
from newsgraph.split import split_page
from newsgraph.store.changes import apply
from newsgraph.store.identity import identity_changes, identity_tables

SIZES = (100, 1000, 10000)
COLUMNS = (
    *("articles", "local entities", "pairs scored", "pairs an article", "pairs by name alone", "of which scored"),
    *("seconds", "peak MB", "one more: pairs", "one more: seconds", "precision", "recall"),
)


def measured(articles: int) -> str:
    world = generated_world(articles + 1)
    before = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    last = world.articles[-1]
    corpus = Corpus()
    started = time.perf_counter()
    for made in world.articles[:-1]:
        corpus.add(made)
    local_entities, _, _ = corpus.resolved()
    seconds = time.perf_counter() - started
    pairs = corpus.pairs_scored
    started = time.perf_counter()
    corpus.add(last)
    grown, _, _ = corpus.resolved()
    more = time.perf_counter() - started
    naive = by_name(world)
    peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024 - before
    precision, recall = pairwise(world.gold, {local.id: local.entity or "" for local in grown})
    figures = (
        *(f"{articles:,}", f"{len(local_entities):,}", f"{pairs:,}", f"{pairs / articles:.0f}", f"{naive:,}"),
        *(f"1/{naive / pairs:.1f}", f"{seconds:.1f}", f"{peak:.0f}"),
        *(f"{corpus.pairs_scored - pairs:,}", f"{more:.2f}", f"{precision:.3f}", f"{recall:.3f}"),
    )
    return f"| {' | '.join(figures)} |"


def by_name(world: World) -> int:
    """Return the pairs of local entities of one kind and key."""
    keys = Counter((local.kind, local.key) for made in world.articles for local in made.entities)
    return sum(count * (count - 1) // 2 for count in keys.values())


UPDATES = ("articles", "local entities", "first build", "one more", "rows", "one less", "rows", "a judgement", "rows")
_TRIES = 12


def updated(articles: Sequence[AnnotatedArticle]) -> str:
    """Return a line on updates of tables that hold all of the articles but the last few."""
    held, more = articles[:-_TRIES], articles[-_TRIES:]
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "graph.duckdb")
        with duckdb.connect(path) as connection:
            columns_of = {name: schema(value) for name, value in TABLES.items()} | identity_tables()
            for name, columns in columns_of.items():
                connection.register("incoming", columns.empty_table())
                connection.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
                connection.unregister("incoming")
            first, _ = _update(connection, added=held)
        # Opened again, as by every update of a folder.
        with duckdb.connect(path) as connection:
            tries: list[list[tuple[float, int]]] = [[], [], []]
            for made, said in zip(more, _questions(connection), strict=False):
                tries[0].append(_update(connection, added=[made]))
                tries[1].append(_update(connection, removed=[made.article.id]))
                tries[2].append(_update(connection, judgements=[said]))
                _update(connection)
            ((local_entities,),) = connection.execute("SELECT count(*) FROM local_entities").fetchall()
    figures = [f"{len(held):,}", f"{local_entities:,}", f"{first:.1f}"]
    for timed in tries:
        seconds = [spent for spent, _ in timed]
        figures.append(f"{statistics.median(seconds):.2f} ({max(seconds):.2f})")
        figures.append(f"{statistics.median(rows for _, rows in timed):.0f}")
    return f"| {' | '.join(figures)} |"


def _update(
    connection: duckdb.DuckDBPyConnection,
    *,
    added: Sequence[AnnotatedArticle] = (),
    removed: Sequence[str] = (),
    judgements: Sequence[Judgement] = (),
) -> tuple[float, int]:
    """Return the processor seconds of an update, and how many rows of tables went or came."""
    started = time.process_time()
    found = identity_changes(connection, added=added, removed=removed, judgements=judgements)
    connection.execute("BEGIN")
    apply(connection, found.changes)
    connection.execute("COMMIT")
    rows = sum(len(change.removed) + (change.added.num_rows if change.added else 0) for change in found.changes)
    return time.process_time() - started, rows


def _questions(connection: duckdb.DuckDBPyConnection) -> list[Judgement]:
    """Return a person's answers to some open questions, spread over all that there are."""
    pairs = connection.execute(
        """SELECT "left", "right" FROM judgements WHERE verdict = 'open' AND "right" LIKE 'local/%' ORDER BY ALL"""
    ).fetchall()
    chosen = pairs[:: max(1, len(pairs) // _TRIES)][:_TRIES]
    return [Judgement(left, right, Verdict.SAME, 1.0, "read both", "bench") for left, right in chosen]


def _generated(count: int) -> Sequence[AnnotatedArticle]:
    return generated_world(count).articles


def _mixed(cache: Path) -> Callable[[int], Sequence[AnnotatedArticle]]:
    """Return what gives so many articles of `bench/articles.py`, read by the rules."""

    def read(count: int) -> Sequence[AnnotatedArticle]:
        kept = cache / f"mixed-{count}.pickle"
        if not kept.exists():
            chain = [step for step in component_chain("rules") if step.name in ("rules", "entities", "links")]
            write_articles(cache / f"mixed-{count}", count)
            found = []
            for page in read_sources([cache / f"mixed-{count}"]):
                for article in split_page(page).articles:
                    made = AnnotatedArticle(article)
                    for step in chain:
                        made = step.function(made)
                    found.append(made)
            kept.write_bytes(pickle.dumps(found))
        made_before: Sequence[AnnotatedArticle] = pickle.loads(kept.read_bytes())
        return made_before

    return read


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--updates", action="store_true")
    parser.add_argument("--mixed", type=Path, metavar="CACHE")
    options = parser.parse_args()
    if options.updates or options.mixed:
        source = _mixed(options.mixed) if options.mixed else _generated
        print(f"| {' | '.join(UPDATES)} |")
        print(f"|{'---:|' * len(UPDATES)}")
        for size in options.sizes:
            print(updated(source(size + _TRIES)), flush=True)
        return
    print(f"| {' | '.join(COLUMNS)} |")
    print(f"|{'---:|' * len(COLUMNS)}")
    for size in options.sizes:
        if len(options.sizes) == 1:
            print(measured(size))
        else:  # each in a process of its own, for its memory
            made = subprocess.run([sys.executable, __file__, str(size)], capture_output=True, text=True, check=True)
            print(made.stdout.splitlines()[-1], flush=True)


if __name__ == "__main__":
    main()
