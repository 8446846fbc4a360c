"""What changes a graph folder without reading: articles that go, and decisions of who is who."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from newsgraph.assemble import disassemble
from newsgraph.errors import NewsgraphError
from newsgraph.pipeline import resolve_again, resolved
from newsgraph.publish import Notice, base_of_run, read_folder, timed, write_folder
from newsgraph.resolve.ties import consistent
from newsgraph.store import FILES, JudgementFile, held, page_digests, page_records, reading_tables, require_graph
from newsgraph.updating.commit import commit, finish, kept_run, mend
from newsgraph.updating.pages import Pages, Update


def resolve_folder(folder: Path, judged: JudgementFile, *, notice: Notice = lambda _: None) -> dict[str, Any]:
    """Find the entities of the folder's graph anew under the judgements, and return the report.

    The articles are not read again. The folder then holds what a build from the same sources would make.

    Raises:
        NewsgraphError: where there is no graph, or the folder cannot be written; what was there is kept.
    """
    require_graph(folder)
    judgements = consistent(judged.parsed.judgements)
    run = kept_run(folder)
    if run is None:
        notice("finding who is who")
        graph = resolve_again(read_folder(folder), judgements=judgements)
        return write_folder(graph, folder, judged=judged, notice=notice)
    timings: dict[str, float] = {}
    with held(folder):
        mend(folder, run)
        with timed(timings, "graph", notice):
            commit(folder, Update(), judgements=judgements, run=run, base=base_of_run(run))
        return finish(folder, judged=judged, timings=timings, notice=notice)


def remove_articles(
    folder: Path,
    named: Sequence[str] = (),
    *,
    gone: bool = False,
    judged: JudgementFile | None = None,
    notice: Notice = lambda _: None,
) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Take articles out of the graph as if they had never been in it; return their ids, and the report.

    Args:
        folder: The graph folder.
        named: Ids, IRIs, addresses or origins of articles; an origin names all articles of its page.
        gone: Whether articles go whose files are no longer there.
        judged: The judgement file that the graph is built with.
        notice: Is told what is being done.

    Raises:
        NewsgraphError: where there is no graph, a name fits no article, or none would be left.
    """
    require_graph(folder)
    judgements = consistent(judged.parsed.judgements) if judged else ()
    run = kept_run(folder)
    timings: dict[str, float] = {}
    with held(folder):
        with reading_tables(folder / FILES["tables"]) as connection:
            rows = connection.execute("SELECT id, origin, url FROM articles ORDER BY id").fetchall()
            pages = Pages(folder, page_records(connection), page_digests(connection))
        wanted = _wanted(named, rows, folder)
        if gone:
            pages.forget_pages(pages.gone_pages())
        pages.forget_articles(wanted)
        update = pages.update()
        removed = tuple(sorted(update.removed))
        if len(removed) == len(rows):
            raise NewsgraphError(f"No article would be left in {folder}; delete the folder if that is what you want.")
        if run is not None:
            mend(folder, run)
            with timed(timings, "graph", notice):
                commit(folder, update, judgements=judgements, run=run, base=base_of_run(run))
            return removed, finish(folder, judged=judged, timings=timings, notice=notice)
    graph = read_folder(folder)
    left = [one for one in disassemble(graph) if one.article.id not in wanted]
    made = resolved(left, run=graph.runs[0], judgements=judgements)
    return tuple(sorted(wanted)), write_folder(made, folder, judged=judged, notice=notice)


def _wanted(named: Sequence[str], rows: Sequence[tuple[str, str, str | None]], folder: Path) -> set[str]:
    wanted: set[str] = set()
    for name in named:
        last = name.rpartition("/")[2]
        found = {row[0] for row in rows if name in row}
        if not found and "article/" in name:
            found = {row[0] for row in rows if row[0] == last}
        if not found:
            raise NewsgraphError(
                f"No article in {folder} has the id, IRI, address or origin {name!r}; nothing was removed."
            )
        wanted |= found
    return wanted
