"""A graph becomes a folder: the tables first, and every other output written from them."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newsgraph import rdf
from newsgraph.errors import NewsgraphError
from newsgraph.model import Kind, KnowledgeGraph
from newsgraph.pipeline import Report, counts_of, resolve_again
from newsgraph.read import Skipped
from newsgraph.store import (
    FILES,
    JUDGEMENTS,
    JudgementFile,
    bulk_load,
    load_graph,
    read_judgements,
    replacing,
    require_graph,
    save_graph,
)

Notice = Callable[[str], None]


def write_folder(
    graph: KnowledgeGraph,
    folder: Path,
    *,
    report: Report | None = None,
    judged: JudgementFile | None = None,
    notice: Notice = lambda _: None,
) -> dict[str, Any]:
    """Write the graph into the folder in all its forms, replacing an earlier one whole; return the report.

    `judged` is the judgement file that the graph was built with, for the report; the file itself is left alone.

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
        told = _told(report, quads=quads, base=base, timings=timings)
        told |= {"most named": _most_named(written), **_told_of(judged, folder, written)}
        (staging / FILES["report"]).write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return told


def read_folder(folder: Path) -> KnowledgeGraph:
    """Return the graph that a folder holds.

    Raises:
        NewsgraphError: where there is none, or its tables cannot be read.
    """
    require_graph(folder)
    return load_graph(folder / FILES["tables"])


def judgements_for(folder: Path, named: str | Path | None = None) -> JudgementFile:
    """Return the judgement file to build the folder's graph with: the one named, or else the folder's own.

    Raises:
        NewsgraphError: where the named one is missing, one that is there cannot be used, or the graph in the folder
            was built with another one, which must then be named, so that none of its judgements is lost unseen.
    """
    if named is not None:
        return read_judgements(Path(named), required=True)
    if other := _judgements_named(folder):
        raise NewsgraphError(
            f"The graph in {folder} was built with the judgements of {other}; name that file with --judgements, or "
            f"name {folder / JUDGEMENTS} to go over to it."
        )
    return read_judgements(folder / JUDGEMENTS)


def resolve_folder(folder: Path, judged: JudgementFile, *, notice: Notice = lambda _: None) -> dict[str, Any]:
    """Find the entities of the folder's graph anew under the judgements, and write it again; return the report.

    The articles are not read again. The folder then holds what a build from the same sources would make.

    Raises:
        NewsgraphError: where there is no graph, or the folder cannot be written; what was there is kept.
    """
    graph = read_folder(folder)
    earlier = _report_of(folder)
    notice("finding who is who")
    started = time.perf_counter()
    graph = resolve_again(graph, judgements=judged.parsed.judgements)
    timings = {**earlier.get("timings", {}), "resolve": time.perf_counter() - started}
    skipped = tuple(Skipped(item["origin"], item["reason"]) for item in earlier.get("skipped", ()))
    report = Report(counts_of(graph, earlier.get("counts", {})), skipped, timings)
    return write_folder(graph, folder, report=report, judged=judged, notice=notice)


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
    return str(_report_of(folder)["base"])


def _report_of(folder: Path) -> Mapping[str, Any]:
    path = folder / FILES["report"]
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(report, dict) and "base" in report:
            return report
    except (OSError, ValueError):
        pass
    raise NewsgraphError(f"{path} is missing or damaged; build the graph again.")


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


def _judgements_named(folder: Path) -> str | None:
    """Return the judgement file other than its own that the folder's graph was built with, where that is known."""
    try:
        return _report_of(folder).get("judgements")
    except NewsgraphError:
        return None


def _told_of(judged: JudgementFile | None, folder: Path, graph: KnowledgeGraph) -> dict[str, Any]:
    if judged is None:
        return {"judgements": None, "warnings": []}
    own = judged.path.resolve() == (folder / JUDGEMENTS).resolve()
    return {"judgements": None if own else str(judged.path), "warnings": list(judged.warnings(graph))}


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
