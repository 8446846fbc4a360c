"""Who is who, kept up to date in the tables: what articles that come and go, and what people decide, change.

Whatever the order of updates, the tables then hold what `resolve` and `assemble` make of all articles at once.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsgraph.assemble import disassemble, judged_entities
from newsgraph.codec import TABLES, from_tables, plain, schema
from newsgraph.model import AnnotatedArticle, Entity, Judgement, KnowledgeGraph, LocalEntity
from newsgraph.resolve import resolve
from newsgraph.store.changes import Change

if TYPE_CHECKING:
    import duckdb
    import pyarrow

_JUDGED = ("left", "right", "by")
"""What tells judgements apart in a graph."""


@dataclass(frozen=True, slots=True)
class IdentityChanges:
    """What an update changes in who is who."""

    changes: tuple[Change, ...]
    """Of the tables `local_entities`, `entities`, `judgements`, and of the books kept for the next update."""
    before: KnowledgeGraph
    """The entities, judgements and judged local entities that change, and those whose statements they share: without
    runs, articles and statements. The quads of `before` but not of `after` are those that the graph loses."""
    after: KnowledgeGraph
    entity_of: Mapping[str, str]
    """The entity of each local entity that is new or changes; others keep what the table tells."""
    moved: frozenset[str]
    """Articles neither added nor removed of which some local entity changes its entity."""


def identity_tables() -> "dict[str, pyarrow.Schema]":
    """Return the schemas of the books that identity keeps beside the graph's tables, by the names of their tables."""
    return {"identity_decisions": schema(Judgement)}


def identity_changes(
    connection: "duckdb.DuckDBPyConnection",
    *,
    added: Sequence[AnnotatedArticle],
    removed: Collection[str],
    judgements: Sequence[Judgement],
) -> IdentityChanges:
    """Return what articles that come and go, and people's decisions, change in who is who; nothing is written.

    An article that is replaced stands in both. `judgements` are all decisions as they are now, free of contradiction.
    """
    gone = {*removed, *(annotated.article.id for annotated in added)}
    old = _held(connection)
    kept = [annotated for annotated in disassemble(old) if annotated.article.id not in gone]
    local_entities, entities, judged = resolve([*kept, *added], judgements=judgements)
    new = KnowledgeGraph(
        local_entities=local_entities, entities=entities, judgements=judged_entities(judged, local_entities)
    )
    return _difference(old, new, gone)


def _held(connection: "duckdb.DuckDBPyConnection") -> KnowledgeGraph:
    names = ("articles", "mentions", "local_entities", "entities", "judgements", "links")
    found = {name: connection.table(name).to_arrow_table() for name in names}
    return from_tables({name: schema(value).empty_table() for name, value in TABLES.items()} | found)


def _difference(old: KnowledgeGraph, new: KnowledgeGraph, gone: Collection[str]) -> IdentityChanges:
    locals_old = {local.id: local for local in old.local_entities}
    locals_new = {local.id: local for local in new.local_entities}
    changed_locals = _changed(locals_old, locals_new)
    entities_old = {entity.id: entity for entity in old.entities}
    entities_new = {entity.id: entity for entity in new.entities}
    changed_entities = _changed(entities_old, entities_new)
    judged_old = {_pair(judgement): judgement for judgement in old.judgements}
    judged_new = {_pair(judgement): judgement for judgement in new.judgements}
    changed_judgements = _changed(judged_old, judged_new)
    spoken = {side for left, right, _ in changed_judgements for side in (left, right)}
    spoken |= changed_locals | changed_entities

    # A judgement is shown or not by whom it speaks of, so that these stand on both sides where one does.
    named = {one.left for graph in (old, new) for one in graph.judgements if one.left in spoken or one.right in spoken}

    def shown(graph: KnowledgeGraph) -> KnowledgeGraph:
        return KnowledgeGraph(
            local_entities=tuple(local for local in graph.local_entities if local.id in spoken),
            entities=tuple(entity for entity in graph.entities if entity.id in spoken | named),
            judgements=tuple(one for one in graph.judgements if one.left in spoken or one.right in spoken),
        )

    fresh = [locals_new[identifier] for identifier in sorted(changed_locals & set(locals_new))]
    return IdentityChanges(
        (
            _change("local_entities", LocalEntity, ("id",), changed_locals, locals_old, locals_new),
            _change("entities", Entity, ("id",), changed_entities, entities_old, entities_new),
            _change("judgements", Judgement, _JUDGED, changed_judgements, judged_old, judged_new),
        ),
        shown(old),
        shown(new),
        {local.id: local.entity or local.id for local in fresh},
        frozenset(local.article for local in fresh if local.article not in gone),
    )


def _pair(judgement: Judgement) -> tuple[str, str, str]:
    return (judgement.left, judgement.right, judgement.by)


def _changed(old: Mapping[Any, Any], new: Mapping[Any, Any]) -> set[Any]:
    return {key for key in {*old, *new} if old.get(key) != new.get(key)}


def _change(
    table: str, value_type: type, key: tuple[str, ...], changed: Iterable[Any], old: Mapping[Any, Any],
    new: Mapping[Any, Any],
) -> Change:  # fmt: skip
    import pyarrow  # noqa: PLC0415

    ordered = sorted(changed)
    removed = [one if isinstance(one, tuple) else (one,) for one in ordered if one in old]
    rows = [plain(new[one]) for one in ordered if one in new]
    return Change(table, key, removed, pyarrow.Table.from_pylist(rows, schema=schema(value_type)))
