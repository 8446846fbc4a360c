"""A graph becomes a folder: the tables first, and every other output written from them."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newsgraph import rdf
from newsgraph.errors import NewsgraphError
from newsgraph.model import Kind, KnowledgeGraph
from newsgraph.pipeline import Report
from newsgraph.store import FILES, bulk_load, load_graph, replacing, require_graph, save_graph

Notice = Callable[[str], None]


def write_folder(
    graph: KnowledgeGraph, folder: Path, *, report: Report | None = None, notice: Notice = lambda _: None
) -> dict[str, Any]:
    """Write the graph into the folder in all its forms, replacing an earlier one whole; return the report.

    Raises:
        NewsgraphError: where the folder holds something else, or cannot be written; what was there is kept.
    """
    base = base_of(graph)
    timings = dict(report.timings) if report else {}
    with replacing(folder) as staging:
        with _timed(timings, "tables", notice):
            save_graph(graph, staging / FILES["tables"])
            written = load_graph(staging / FILES["tables"])
        with _timed(timings, "RDF", notice):
            quads = _write_rdf(written, staging, base)
        with _timed(timings, "network and page", notice):
            _write_views(written, staging)
        told = {**_told(report, quads=quads, base=base, timings=timings), "most named": _most_named(written)}
        (staging / FILES["report"]).write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return told


def read_folder(folder: Path) -> KnowledgeGraph:
    """Return the graph that a folder holds.

    Raises:
        NewsgraphError: where there is none, or its tables cannot be read.
    """
    require_graph(folder)
    return load_graph(folder / FILES["tables"])


def base_of(graph: KnowledgeGraph) -> str:
    """Return the base IRI that the graph was built with."""
    settings = dict(graph.runs[0].settings) if graph.runs else {}
    return rdf.checked_base(settings.get("base", rdf.DEFAULT_BASE))


def recorded_base(folder: Path) -> str:
    """Return the base IRI of the graph in the folder, without opening its tables.

    Raises:
        NewsgraphError: where there is no graph, or its report is damaged.
    """
    require_graph(folder)
    path = folder / FILES["report"]
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))["base"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NewsgraphError(f"{path} is missing or damaged; build the graph again.") from error


@contextmanager
def _timed(timings: dict[str, float], what: str, notice: Notice) -> Iterator[None]:
    notice(f"writing the {what}")
    started = time.perf_counter()
    yield
    timings[what] = time.perf_counter() - started


def _write_rdf(graph: KnowledgeGraph, staging: Path, base: str) -> int:
    nquads = staging / "graph.nq"
    with nquads.open("wb") as file:
        rdf.write_nquads(rdf.quads(graph, base=base), file)
    count = bulk_load(nquads, staging / FILES["store"])
    for name, media_type in (("trig", "application/trig"), ("jsonld", "application/ld+json")):
        with (staging / FILES[name]).open("wb") as file:
            rdf.convert(nquads, file, media_type=media_type, base=base)
    with (staging / FILES["turtle"]).open("wb") as file:
        rdf.write_flat_turtle(graph, file, base=base)
    nquads.unlink()
    return count


def _write_views(graph: KnowledgeGraph, staging: Path) -> None:
    from newsgraph.network import to_networkx, write_graphml  # noqa: PLC0415
    from newsgraph.view import page  # noqa: PLC0415

    write_graphml(to_networkx(graph), staging / FILES["graphml"])
    (staging / FILES["html"]).write_text(page(graph), encoding="utf-8")


def _most_named(graph: KnowledgeGraph) -> str | None:
    """Return the name of the person or body that most articles name; the first by name among equals."""
    kinds = (Kind.PERSON, Kind.ORGANIZATION)
    counts = Counter(local.entity for local in graph.local_entities if local.kind in kinds)
    named = [(-counts[entity.id], entity.name) for entity in graph.entities if entity.id in counts]
    return min(named)[1] if named else None


def _told(report: Report | None, *, quads: int, base: str, timings: dict[str, float]) -> dict[str, Any]:
    counts = report.counts if report else {}
    skipped = report.skipped if report else ()
    return {
        "tool": "newsgraph",
        "base": base,
        "counts": {**counts, "quads": quads},
        "skipped": [{"origin": item.origin, "reason": item.reason} for item in skipped],
        "timings": {name: round(seconds, 3) for name, seconds in timings.items()},
    }
