"""A graph becomes a folder: the tables first, and every other output written from them."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newsgraph import rdf
from newsgraph.errors import NewsgraphError
from newsgraph.model import KnowledgeGraph, Run
from newsgraph.pipeline import Report
from newsgraph.store import (
    EXPORTED,
    EXPORTS,
    FILES,
    JUDGEMENTS,
    JudgementFile,
    counts,
    current_name,
    current_snapshot,
    known_locals,
    load_graph,
    most_named,
    next_name,
    open_store,
    outside_reports,
    read_judgements,
    reading_tables,
    recorded_run,
    replacing,
    require_graph,
    save_graph,
    switch,
    write_snapshot,
)
from newsgraph.store.snapshots import QUADS

Notice = Callable[[str], None]
READY_MADE = 250_000
"""Up to so many quads a folder holds its exports ready-made; `newsgraph export` makes those of larger graphs."""


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
    name = next_name(folder)
    with replacing(folder) as staging:
        with timed(timings, "tables", notice):
            save_graph(graph, staging / FILES["tables"], snapshot=name)
            written = load_graph(staging / FILES["tables"])
        with timed(timings, "RDF", notice):
            nquads = staging / "graph.nq"
            with nquads.open("wb") as file:
                rdf.write_statements(rdf.graph_statements(written, base=base), file)
            write_snapshot(staging, name, nquads=nquads, graph=written, base=base)
            switch(staging, name)
            nquads.unlink()
        told = tell(staging, timings=timings, report=report, judged=judged, home=folder)
        write_exports(staging, told, timings=timings, notice=notice, graph=written)
        told["timings"] = rounded(timings)
        write_report(staging, told)
    if not are_exports_fresh(folder, told):
        write_exports(folder, told, timings=timings)
    return told


def tell(
    folder: Path,
    *,
    timings: Mapping[str, float],
    report: Report | None = None,
    judged: JudgementFile | None = None,
    home: Path | None = None,
) -> dict[str, Any]:
    """Return the report of the graph in the folder; `report` is that of a build in memory.

    `home` is where the folder will be, if elsewhere: its judgement file need not be named.
    """
    with reading_tables(folder / FILES["tables"]) as connection:
        found = counts(connection)
        skipped = outside_reports(connection)
        named = most_named(connection)
        run = recorded_run(connection)
        warnings = judged.warnings(known_locals(connection, judged.identifiers)) if judged else ()
    if report:
        found |= report.counts
        skipped = tuple((item.origin, item.reason) for item in report.skipped)
    own = judged is None or judged.path.resolve() == ((home or folder) / JUDGEMENTS).resolve()
    return {
        "tool": "newsgraph",
        "base": base_of_run(run) if run else rdf.DEFAULT_BASE,
        "counts": {**found, "quads": len(open_store(current_snapshot(folder) / QUADS))},
        "skipped": [{"origin": origin, "reason": reason} for origin, reason in skipped],
        "most named": named,
        "judgements": None if own or judged is None else str(judged.path),
        "warnings": list(warnings),
        "timings": rounded(timings),
    }


def write_report(folder: Path, told: Mapping[str, Any]) -> None:
    """Write the report into the folder, at once."""
    with _replaced(folder / FILES["report"]) as path:
        path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def are_exports_fresh(folder: Path, told: Mapping[str, Any]) -> bool:
    """Return whether the exports in the folder are those of its snapshot, or none where the graph is large."""
    try:
        same = (folder / EXPORTED).read_text(encoding="utf-8") == current_name(folder)
    except OSError:
        return False
    wanted = told["counts"]["quads"] <= READY_MADE
    return same and all((folder / FILES[name]).is_file() == wanted for name in EXPORTS)


def write_exports(
    folder: Path,
    told: Mapping[str, Any],
    *,
    timings: dict[str, float],
    notice: Notice = lambda _: None,
    graph: KnowledgeGraph | None = None,
) -> None:
    """Write the ready-made exports of a small graph; of a large one none, and none that is out of date stays."""
    (folder / EXPORTED).unlink(missing_ok=True)
    if told["counts"]["quads"] > READY_MADE:
        for name in EXPORTS:
            (folder / FILES[name]).unlink(missing_ok=True)
    else:
        graph = graph or load_graph(folder / FILES["tables"])
        with timed(timings, "exports", notice):
            _write_rdf(graph, folder, told["base"])
        with timed(timings, "network and page", notice):
            _write_views(graph, folder)
    (folder / EXPORTED).write_text(current_name(folder), encoding="utf-8")


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


def base_of(graph: KnowledgeGraph) -> str:
    """Return the base IRI that the graph was built with."""
    return base_of_run(graph.runs[0]) if graph.runs else rdf.DEFAULT_BASE


def base_of_run(run: Run) -> str:
    """Return the base IRI of the graphs that a run makes."""
    return rdf.checked_base(dict(run.settings).get("base", rdf.DEFAULT_BASE))


def recorded_base(folder: Path) -> str:
    """Return the base IRI of the graph in the folder, without opening its tables.

    Raises:
        NewsgraphError: where there is no graph, or its report is damaged.
    """
    require_graph(folder)
    return str(report_of(folder)["base"])


def report_of(folder: Path) -> dict[str, Any]:
    """Return the report that lies in the folder.

    Raises:
        NewsgraphError: where it is missing or damaged.
    """
    path = folder / FILES["report"]
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(report, dict) and "base" in report:
            return report
    except (OSError, ValueError):
        pass
    raise NewsgraphError(f"{path} is missing or damaged; build the graph again.")


def rounded(timings: Mapping[str, float]) -> dict[str, float]:
    """Return the seconds of each step to three places."""
    return {name: round(seconds, 3) for name, seconds in timings.items()}


@contextmanager
def timed(timings: dict[str, float], what: str, notice: Notice) -> Iterator[None]:
    """Tell that something is being written, and add the seconds it takes."""
    notice(f"writing the {what}")
    started = time.perf_counter()
    yield
    timings[what] = timings.get(what, 0.0) + time.perf_counter() - started


def _write_rdf(graph: KnowledgeGraph, folder: Path, base: str) -> None:
    lines = "".join(one.nquads() for one in rdf.graph_statements(graph, base=base)).encode()
    for name, media_type in (("trig", "application/trig"), ("jsonld", "application/ld+json")):
        with _replaced(folder / FILES[name]) as path, path.open("wb") as file:
            rdf.convert(lines, file, media_type=media_type, base=base)
    with _replaced(folder / FILES["turtle"]) as path, path.open("wb") as file:
        rdf.write_flat_turtle(graph, file, base=base)


def _write_views(graph: KnowledgeGraph, folder: Path) -> None:
    from newsgraph.network import to_networkx, write_graphml  # noqa: PLC0415
    from newsgraph.view import page  # noqa: PLC0415

    with _replaced(folder / FILES["graphml"]) as path:
        write_graphml(to_networkx(graph), path)
    with _replaced(folder / FILES["html"]) as path:
        path.write_text(page(graph), encoding="utf-8")


@contextmanager
def _replaced(path: Path) -> Iterator[Path]:
    """Give a path to write to, whose file then takes the place of the other at once."""
    beside = path.with_name(f".{path.name}.new")
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _judgements_named(folder: Path) -> str | None:
    """Return the judgement file other than its own that the folder's graph was built with, where that is known."""
    try:
        return report_of(folder).get("judgements")
    except NewsgraphError:
        return None
