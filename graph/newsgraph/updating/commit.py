"""One update of a graph folder: worked out beside it, made as the next snapshot, committed, and shown to readers."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsgraph import rdf
from newsgraph.assemble import in_order
from newsgraph.codec import to_tables
from newsgraph.errors import NewsgraphError
from newsgraph.library import open_library
from newsgraph.model import AnnotatedArticle, Judgement, KnowledgeGraph, LocalEntity, Run
from newsgraph.publish import Notice, are_exports_fresh, base_of_run, rounded, tell, write_exports, write_report
from newsgraph.store import (
    BEGINNING,
    FILES,
    NEXT,
    Change,
    JudgementFile,
    apply,
    article_changes,
    article_part,
    book_changes,
    catch_up,
    create_tables,
    insert,
    known_entities,
    load_graph,
    name_snapshot,
    next_name,
    put_in_place,
    reading_tables,
    recorded_run,
    snapshot_of,
    sweep,
    switch,
    writing_tables,
)
from newsgraph.store.answering import answer_changes, answer_tables
from newsgraph.store.copying import copy_changes, copy_tables
from newsgraph.store.identity import IdentityChanges, identity_changes, identity_tables
from newsgraph.store.snapshots import next_snapshot, write_snapshot
from newsgraph.updating.pages import Update

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class _Worked:
    """What an update comes to: changes of the tables, articles to write anew, and lines of the graph of entities."""

    changes: tuple[Change, ...]
    part: KnowledgeGraph
    """The articles that are new, or whose things are known as others now; with the entities that changed."""
    gone_articles: tuple[str, ...]
    gone_entities: tuple[str, ...]
    gone_lines: Sequence[str]
    come_lines: Sequence[str]


def begin(folder: Path, run: Run) -> None:
    """Put the tables and the snapshot of a graph without articles into the folder, which the caller holds."""
    staging = folder / BEGINNING
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    name = next_name(folder, folder.parent) if folder.name == NEXT else next_name(folder)
    graph = KnowledgeGraph(runs=(run,))
    base = base_of_run(run)
    tables = staging / FILES["tables"]
    create_tables(tables, {**identity_tables(), **copy_tables(), **answer_tables()})
    with writing_tables(tables) as connection:
        insert(connection, "runs", to_tables(graph)["runs"])
        name_snapshot(connection, name)
    nquads = staging / "graph.nq"
    nquads.write_bytes("".join(one.nquads() for one in rdf.graph_statements(graph, base=base)).encode())
    write_snapshot(staging, name, nquads=nquads, graph=graph, base=base)
    switch(staging, name)
    nquads.unlink()
    put_in_place(folder, staging)


def kept_run(folder: Path) -> Run | None:
    """Return the run of a graph that can be updated; None where there is none, or it must be made anew."""
    try:
        with reading_tables(folder / FILES["tables"]) as connection:
            return recorded_run(connection) if snapshot_of(connection)[1] else None
    except NewsgraphError:
        return None


def mend(folder: Path, run: Run) -> None:
    """Let the snapshot be the one that the tables name; make it anew where it is missing, damaged or of another format.

    The caller holds the folder, whose tables are whole.
    """
    with suppress(NewsgraphError):
        catch_up(folder)
        with open_library(folder):
            return
    tables = folder / FILES["tables"]
    base, name = base_of_run(run), next_name(folder)
    nquads = folder / "store" / ".making-quads"
    nquads.parent.mkdir(exist_ok=True)
    graph = load_graph(tables)
    with nquads.open("wb") as file:
        rdf.write_statements(rdf.graph_statements(graph, base=base), file)
    write_snapshot(folder, name, nquads=nquads, graph=graph, base=base)
    nquads.unlink()
    with writing_tables(tables) as connection:
        name_snapshot(connection, name)
    switch(folder, name)


def commit(folder: Path, update: Update, *, judgements: Sequence[Judgement], run: Run, base: str) -> bool:
    """Carry an update out, whole or not at all, and return whether it changed anything; the caller holds the folder.

    Raises:
        NewsgraphError: where the tables cannot be read or written.
    """
    tables = folder / FILES["tables"]
    with reading_tables(tables) as connection:
        worked = _worked(connection, update, judgements=judgements, run=run, base=base)
    if not any(change.removed or (change.added is not None and change.added.num_rows) for change in worked.changes):
        return False
    name = next_name(folder, folder.parent) if folder.name == NEXT else next_name(folder)
    next_snapshot(
        folder,
        name,
        removed_graphs=[rdf.article_graph(article, base=base)[1:-1] for article in worked.gone_articles],
        removed_quads=worked.gone_lines,
        nquads="".join(
            [*worked.come_lines, *(one.nquads() for one in rdf.article_statements_of(worked.part, base=base))]
        ).encode(),
        removed_articles=worked.gone_articles,
        removed_entities=worked.gone_entities,
        added=worked.part,
    )
    with writing_tables(tables) as connection:
        apply(connection, worked.changes)
        name_snapshot(connection, name)
    switch(folder, name)
    sweep(folder)
    return True


def finish(
    folder: Path,
    *,
    judged: JudgementFile | None,
    timings: dict[str, float],
    notice: Notice,
    tally: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Write the report and, of a small graph, the exports that other programs take; return the report."""
    told = tell(folder, timings=timings, judged=judged)
    tally = dict(tally or {})
    unread = [{"origin": origin, "reason": reason} for origin, reason in tally.pop("unread", ())]
    told["skipped"] = sorted([*told["skipped"], *unread], key=lambda one: (one["origin"], one["reason"]))
    if not are_exports_fresh(folder, told):
        write_exports(folder, told, timings=timings, notice=notice)
        told["timings"] = rounded(timings)
    write_report(folder, told)
    return {**told, "this time": tally}


def _worked(
    connection: "duckdb.DuckDBPyConnection", update: Update, *, judgements: Sequence[Judgement], run: Run, base: str
) -> _Worked:
    added, removed = update.added, update.removed
    articles = [annotated.article for annotated in added]
    identity = identity_changes(connection, added=added, removed=removed, judgements=judgements)
    copies = copy_changes(connection, added=articles, removed=removed)
    answers = answer_changes(connection, added=added, removed=removed, identity=identity, copies=copies)
    before, after = (
        rdf.corpus_statements(
            base=base,
            run=run.id,
            entities=known.entities,
            local_entities=known.local_entities,
            judgements=known.judgements,
            copies=copied,
            answers=answered,
        )
        for known, copied, answered in (
            (identity.before, copies.before, answers.before),
            (identity.after, copies.after, answers.after),
        )
    )
    gone_lines, come_lines = rdf.changed(before, after)
    part = _part(connection, added, identity, run)
    left = {entity.id for entity in identity.after.entities}
    return _Worked(
        (
            *identity.changes,
            *copies.changes,
            *answers.changes,
            *article_changes(connection, added=added, removed=removed),
            *book_changes(pages=update.pages, gone=update.gone, added=articles, removed=removed),
        ),
        part,
        tuple(sorted({*removed, *(article.id for article in part.articles)})),
        tuple(sorted(entity.id for entity in identity.before.entities if entity.id not in left)),
        gone_lines,
        come_lines,
    )


def _part(
    connection: "duckdb.DuckDBPyConnection",
    added: Sequence[AnnotatedArticle],
    identity: IdentityChanges,
    run: Run,
) -> KnowledgeGraph:
    """Return the articles that are written anew, their things known as they are after the update."""
    moved = article_part(connection, sorted(identity.moved)) if identity.moved else KnowledgeGraph()
    locals_added = (local for annotated in added for local in annotated.entities)
    entity_of = {**known_entities(connection, [one.article.id for one in added]), **identity.entity_of}
    return in_order(
        KnowledgeGraph(
            articles=(*moved.articles, *(one.article for one in added)),
            mentions=(*moved.mentions, *(mention for one in added for mention in one.mentions)),
            local_entities=_known_as((*moved.local_entities, *locals_added), entity_of),
            entities=tuple(identity.after.entities),
            quotes=(*moved.quotes, *(quote for one in added for quote in one.quotes)),
            claims=(*moved.claims, *(claim for one in added for claim in one.claims)),
            events=(*moved.events, *(event for one in added for event in one.events)),
            runs=(run,),
        )
    )


def _known_as(local_entities: Iterable[LocalEntity], entity_of: Mapping[str, str]) -> tuple[LocalEntity, ...]:
    return tuple(replace(local, entity=entity_of.get(local.id, local.entity)) for local in local_entities)
