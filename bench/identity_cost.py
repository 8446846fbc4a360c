"""What telling who is who across articles costs: pairs scored an article, seconds, memory, and adding one more.

Run: python bench/identity_cost.py [ARTICLES …] (default: 100 1000 10000). The articles are generated worlds of
`tests/resolve/worlds.py`: names with a realistic skew, a tenth of the people namesakes. The peer is counted, not run:
every pair of the same kind and key, as a plain blocking by name would compare. Precision and recall over pairs of
people are given beside the cost, as a cheap resolver that errs is worth nothing.
"""

import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "resolve"))

from worlds import World, generated_world, pairwise

from newsgraph.resolve import Corpus

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


def main(sizes: list[int]) -> None:
    print(f"| {' | '.join(COLUMNS)} |")
    print(f"|{'---:|' * len(COLUMNS)}")
    for size in sizes:
        if len(sizes) == 1:
            print(measured(size))
        else:  # each in a process of its own, for its memory
            made = subprocess.run([sys.executable, __file__, str(size)], capture_output=True, text=True, check=True)
            print(made.stdout.splitlines()[-1], flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
