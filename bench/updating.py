"""What one article more, one article less and nothing new cost a graph folder, beside a build from nothing.

Run: python bench/updating.py [ARTICLES …] [--extractor NAME] [--keep FOLDER] (default: 1000; 10000 takes half an hour).
The articles are those of `bench/articles.py`. The first figures are of whole commands, with the start of Python in it;
the steps are those of one update within.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from articles import write_articles

from newsgraph.store import FILES, reading_tables
from newsgraph.updating import Settings, build_folder, commit

STEPS = (
    *(
        "identity_changes",
        "copy_changes",
        "answer_changes",
        "article_part",
        "next_snapshot",
        "apply",
        "switch",
        "sweep",
    ),
    *("tell", "write_exports"),
)
REPEATS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000])
    parser.add_argument("--extractor", default="rules")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as temporary:
            _measure((options.keep or Path(temporary)) / str(size), size, options.extractor)


def _measure(home: Path, size: int, extractor: str) -> None:
    source, folder = home / "articles", home / "graph"
    if not (folder / FILES["tables"]).exists():
        write_articles(source, size)
    whole = _command("build", source, "--out", folder, "--extractor", extractor)
    counts = json.loads((folder / FILES["report"]).read_text("utf-8"))["counts"]
    print(f"\n{counts['articles']:,} articles, {counts['quads']:,} quads, read by {extractor}\n")
    print("| what | seconds |\n|---|---|")
    print(f"| a build from nothing | {whole:.1f} |")
    print(f"| a build with nothing new | {_command('build', source, '--out', folder, '--extractor', extractor):.2f} |")
    more, less = [], []
    for number in range(REPEATS):
        one = home / f"one-{number}"
        write_articles(one, 1, seed=1000 + number)
        more.append(_command("build", one, "--out", folder, "--extractor", extractor))
        with reading_tables(folder / FILES["tables"]) as connection:
            ((added,),) = connection.execute(
                "SELECT unnest(articles) FROM pages WHERE location LIKE ? LIMIT 1", [f"%one-{number}/%"]
            ).fetchall()
        less.append(_command("remove", folder, added))
    print(f"| one article more (median of {REPEATS}) | {statistics.median(more):.2f} |")
    print(f"| one article less (median of {REPEATS}) | {statistics.median(less):.2f} |")
    print("\n| step of one article more, in one process | seconds |\n|---|---|")
    for name, seconds in _steps(home, folder, extractor).items():
        print(f"| {name} | {seconds:.3f} |")


def _steps(home: Path, folder: Path, extractor: str) -> dict[str, float]:
    """Return the seconds of each step of an update; the first warms up."""
    spent: dict[str, float] = {}

    def timed(name: str, whole: Callable[..., object]) -> Callable[..., object]:
        def run(*arguments: object, **named: object) -> object:
            started = time.perf_counter()
            try:
                return whole(*arguments, **named)
            finally:
                spent[name] = spent.get(name, 0.0) + time.perf_counter() - started

        return run

    for name in STEPS:
        setattr(commit, name, timed(name, getattr(commit, name)))
    for number in (100, 101):
        one = home / f"one-{number}"
        write_articles(one, 1, seed=1000 + number)
        spent.clear()
        started = time.perf_counter()
        build_folder([one], folder, settings=Settings(extractor=extractor))
        spent["all of it"] = time.perf_counter() - started
    return spent


def _command(*words: object) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "newsgraph", *map(str, words)], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
