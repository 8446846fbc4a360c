"""Mixed queries for as long as one likes, good and bad: does the memory of the front and its workers stay flat?

Run: python bench/soak.py [--queries N] [--clients N] [--folder DIR]. Prints the resident memory of the front, of the
nursery and of the largest worker every tenth of the way, and ends with 1 where the last third is more than a tenth
(and more than 8 MB) above the second. Without a folder, the graph is that of the endpoint's benchmark, small.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from endpoint import BASE, made_folder

from running import family, serving

THINGS = 2_000
KINDS = (
    ("SELECT ?p ?o {{ <{base}person/p{n}> ?p ?o }}", 60),
    ('SELECT ?s {{ ?s rdfs:label "Ines Marlow {n}" }}', 20),
    ("CONSTRUCT {{ ?s ?p ?o }} {{ ?s ?p ?o }} LIMIT {n}", 6),
    ("SELECT * {{ ?s ?p ?o }} LIMIT 3000 #{n}", 4),
    ("SELECT ?x {{ ?x #{n}", 4),
    ("ASK {{ SERVICE <http://127.0.0.1:1/{n}> {{ }} }}", 2),
    ("SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }} #{n}", 0.05),
    ("DESCRIBE <{base}person/p{n}>", 4),
)


def main() -> int:
    """Print how memory goes; return 0 where it stays."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--queries", type=int, default=100_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or made_folder(Path(scratch) / "graph", THINGS)
        fronts, workers, statuses, seconds = soaked(folder, options.queries, options.clients)
    told = ", ".join(f"{count:,} times {status}" for status, count in sorted(statuses.items()))
    print(f"{options.queries:,} queries in {seconds:,.0f} s: {told}.")
    return 0 if is_flat(fronts) and is_flat(workers) else 1


def soaked(folder: Path, queries: int, clients: int) -> tuple[list[float], list[float], Counter[int], float]:
    """Return the memory of the front and of its largest quick worker over time in MB, the answers, and the seconds."""
    statuses: Counter[int] = Counter()
    fronts, workers = [], []
    begun = time.monotonic()
    with serving(folder, timeout=1) as server, ThreadPoolExecutor(clients) as threads:
        steps = 30
        share = queries // steps // clients
        for step in range(steps):
            seeds = range(step * clients, (step + 1) * clients)
            for counted in threads.map(lambda seed: ask(server.address, share, seed=seed), seeds):
                statuses += counted
            nursery, *_ = members = server.family()
            fronts.append(resident(server.process.pid))
            workers.append(max((resident(pid) for pid in family(nursery)), default=0.0))
            if step % 3 == 2:
                print(
                    f"{(step + 1) * share * clients:>9,} queries: front {fronts[-1]:.1f} MB, largest worker "
                    f"{workers[-1]:.1f} MB, {len(members)} processes",
                    flush=True,
                )
    return fronts, workers, statuses, time.monotonic() - begun


def ask(address: tuple[str, int], count: int, *, seed: int) -> Counter[int]:
    """Send queries of all kinds over one connection; return how often each status came."""
    chance = random.Random(seed)
    texts, weights = zip(*KINDS, strict=True)
    found: Counter[int] = Counter()
    connection = HTTPConnection(*address, timeout=30)
    for text in chance.choices(texts, weights, k=count):
        query = text.format(n=chance.randrange(THINGS), base=BASE)
        try:
            connection.request("GET", f"/sparql?query={quote(query)}")
            response = connection.getresponse()
            response.read()
            found[response.status] += 1
        except (OSError, HTTPException):
            found[0] += 1
            connection.close()
    connection.close()
    return found


def resident(pid: int) -> float:
    """Return a process's resident memory in MB; 0 where it has ended."""
    try:
        words = Path(f"/proc/{pid}/status").read_text().split("VmRSS:")[1].split()
    except (OSError, IndexError):
        return 0.0
    return int(words[0]) / 1024


def is_flat(sizes: list[float]) -> bool:
    """Return whether the last third is no larger than the second, but for a tenth or 8 MB."""
    third = len(sizes) // 3
    before, after = median(sizes[third : 2 * third]), median(sizes[2 * third :])
    return after <= max(before * 1.1, before + 8)


if __name__ == "__main__":
    sys.exit(main())
