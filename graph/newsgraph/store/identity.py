"""Who is who, kept up to date in the tables: what articles that come and go, and what people decide, change.

Whatever the order of updates, the tables then hold what `resolve` and `assemble` make of all articles at once. Only the
components that an update touches are read and judged anew, and of these no text: see `identity_books`.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from newsgraph.assemble import judged_entities
from newsgraph.codec import plain, schema
from newsgraph.model import AnnotatedArticle, Entity, Judgement, KnowledgeGraph, LocalEntity, Verdict
from newsgraph.resolve.across.components import (
    SettledComponent,
    by_side,
    echoed,
    is_outside,
    outside_verdicts,
    placed,
    settled_component,
)
from newsgraph.resolve.across.memory import Hashes, Scores
from newsgraph.resolve.across.profiles import accepted, members_of
from newsgraph.resolve.across.records import Settled, named_by
from newsgraph.store.changes import Change
from newsgraph.store.identity_books import (
    DECISIONS,
    Books,
    KeptScores,
    Known,
    identity_tables,
    is_weak,
    key_change,
    known,
    member_change,
    score_change,
)

if TYPE_CHECKING:
    import duckdb

__all__ = ["IdentityChanges", "identity_changes", "identity_tables"]

_Decided = dict[str, list[Judgement]]


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
    books = Books(connection)
    gone = {*removed, *(annotated.article.id for annotated in added)}
    touched = _touched(books, added, gone, judgements)
    scores_before = books.scores(touched.numbers)
    kept, hashes = {pair: told for (_, pair), told in scores_before.items()}, Hashes()
    settled: list[SettledComponent] = []
    scores_after: KeptScores = {}
    for component in touched.components:
        scores = None if _is_mostly_new(component, touched.old) else Scores(kept, hashes)
        settled.append(settled_component(_members(component), touched.decided, scores))
        if scores:
            number = component[0].component or 0
            scores_after.update(((number, pair), told) for pair, told in scores.used.items())
    found = _Written(books, added, gone, touched, settled).changes()
    return replace(found, changes=(*found.changes, score_change(scores_before, scores_after)))


@dataclass(frozen=True, slots=True)
class _Touched:
    """The components that an update touches, before and after."""

    numbers: frozenset[int]
    old: Mapping[str, Known]
    components: Sequence[Sequence[Known]]
    decided: _Decided
    decisions: Change


def _touched(
    books: Books, added: Sequence[AnnotatedArticle], gone: Collection[str], judgements: Sequence[Judgement]
) -> _Touched:
    decided, decided_before = by_side(judgements), by_side(books.decisions())
    sides = {*decided, *decided_before}
    changed = {side for side in sides if decided.get(side) != decided_before.get(side)}
    numbers = books.components_of(articles=gone, local_entities=changed)
    old = {one.member.id: one for one in books.members(numbers)}
    fresh = _fresh(added, decided)
    for identifier in sorted(changed & set(old)):
        if old[identifier].member.article not in gone:
            fresh[identifier] = _decided_anew(old[identifier], decided.get(identifier, []))
    beside = {side for identifier in fresh for one in decided.get(identifier, ()) for side in (one.left, one.right)}
    near = books.components_of(articles=(), local_entities=beside) | books.components_by_key(_called(fresh.values()))
    old |= {one.member.id: one for one in books.members(near - numbers)}
    there = {name: one for name, one in old.items() if one.member.article not in gone} | fresh
    components = _numbered(_partition(there, decided), books.next_component())
    return _Touched(frozenset(numbers | near), old, components, decided, _decision_change(decided_before, decided))


def _fresh(added: Sequence[AnnotatedArticle], decided: _Decided) -> dict[str, Known]:
    found: dict[str, Known] = {}
    for annotated in added:
        verdicts = {local.id: outside_verdicts(decided.get(local.id, ())) for local in annotated.entities}
        found.update((member.id, known(member)) for member in members_of(annotated, verdicts))
    return found


def _decided_anew(one: Known, decisions: Iterable[Judgement]) -> Known:
    """Return a local entity with the outside identifiers that count under people's decisions."""
    profile = one.member.profile.copy()
    profile.links = accepted(one.member.told.offers, outside_verdicts(decisions))
    return known(one.member._replace(profile=profile))._replace(component=one.component, entity=one.entity)


def _called(fresh: Iterable[Known]) -> dict[int, bool]:
    called: dict[int, bool] = {}
    for one in fresh:
        for key in one.keys:
            called[key] = called.get(key, False) or one.calls
    return called


def _partition(there: Mapping[str, Known], decided: _Decided) -> list[list[Known]]:
    """Return what hangs together by keys and by people's decisions, each in the order of ids, by its first."""
    top = {identifier: identifier for identifier in there}

    def root(identifier: str) -> str:
        while top[identifier] != identifier:
            top[identifier] = top[top[identifier]]
            identifier = top[identifier]
        return identifier

    def join(one: str, other: str) -> None:
        low, high = sorted((root(one), root(other)))
        top[high] = low

    active = {key for one in there.values() if one.calls for key in one.keys if is_weak(key)}
    holders: dict[int, str] = {}
    for identifier, one in there.items():
        for key in one.keys:
            if not is_weak(key) or key in active:
                join(identifier, holders.setdefault(key, identifier))
        for judgement in decided.get(identifier, ()):
            for side in (judgement.left, judgement.right):
                if side in there:
                    join(identifier, side)
    found: dict[str, list[Known]] = defaultdict(list)
    for identifier in sorted(there):
        found[root(identifier)].append(there[identifier])
    return list(found.values())


def _numbered(components: Iterable[list[Known]], fresh: int) -> list[list[Known]]:
    """Return the components with their numbers set: the one that most of its members had, or else a new one."""
    taken: set[int] = set()
    numbered = []
    for component in sorted(components, key=lambda found: (-len(found), found[0].member.id)):
        before = Counter(one.component for one in component if one.component is not None)
        number = min((one for one in before if one not in taken), key=lambda one: (-before[one], one), default=None)
        if number is None:
            number, fresh = fresh, fresh + 1
        taken.add(number)
        numbered.append([one if one.component == number else one._replace(component=number) for one in component])
    return numbered


def _is_mostly_new(component: Sequence[Known], old: Mapping[str, Known]) -> bool:
    """Return whether scores are not worth keeping: first builds make many that no later update may ever use."""
    return 2 * sum(one.member.id in old for one in component) < len(component)


def _members(component: Iterable[Known]) -> dict[str, Any]:
    return {one.member.id: one.member for one in component}


class _Written:
    """What is written of the components that an update touches, beside what was."""

    def __init__(
        self,
        books: Books,
        added: Sequence[AnnotatedArticle],
        gone: Collection[str],
        touched: _Touched,
        settled: Sequence[SettledComponent],
    ) -> None:
        self._books, self._gone, self._touched = books, gone, touched
        self._added = {local.id: local for annotated in added for local in annotated.entities}
        self._settled = settled
        self._now = {member: cluster.entity.id for cluster in self._clusters() for member in cluster.members}
        self._was = {name: one.entity or "" for name, one in touched.old.items()}
        kept = {name for name, one in touched.old.items() if one.member.article not in gone}
        self._moved = {name for name in kept if self._was[name] != self._now[name]}

    def _clusters(self) -> Iterator[Settled]:
        for component in self._settled:
            yield from component.clusters

    def changes(self) -> IdentityChanges:
        """Return all that changes."""
        entities_old, entities_new = self._entities()
        changed_entities = _changed(entities_old, entities_new)
        judged_old = {_pair(row): row for row in self._judgements_before(entities_old)}
        judged_new = {_pair(row): row for row in self._judgements_after()}
        changed_judgements = _changed(judged_old, judged_new)
        locals_old, locals_new = self._local_entities({side for pair in changed_judgements for side in pair[:2]})
        changed_locals = _changed(locals_old, locals_new)
        spoken = _Spoken(
            {side for pair in changed_judgements for side in pair[:2]} | changed_locals, changed_entities,
            (judged_old.values(), judged_new.values()),
        )  # fmt: skip
        new = {
            one.member.id: one._replace(entity=self._now[one.member.id])
            for component in self._touched.components
            for one in component
        }
        fresh = {one for one in changed_locals if one in locals_new and self._was.get(one) != self._now[one]}
        return IdentityChanges(
            (
                _change("local_entities", LocalEntity, ("id",), changed_locals, locals_old, locals_new),
                _change("entities", Entity, ("id",), changed_entities, entities_old, entities_new),
                _judgement_change(changed_judgements, judged_old, judged_new),
                member_change(self._touched.old, new),
                key_change(self._books.key_rows(self._touched.numbers), new.values()),
                self._touched.decisions,
            ),
            spoken.shown(locals_old, entities_old, judged_old.values()),
            spoken.shown(locals_new, entities_new, judged_new.values()),
            {one: self._now[one] for one in sorted(fresh)},
            frozenset(self._touched.old[one].member.article for one in self._moved),
        )

    def _entities(self) -> tuple[dict[str, Entity], dict[str, Entity]]:
        """Return the entities of the touched components before and after, and others that are placed anew."""
        clusters = tuple(self._clusters())
        beside = {local for cluster in clusters for local, _ in (*cluster.wholes, *cluster.countries)}
        again = self._books.entities_placed_by(self._moved) - set(self._was.values())
        counted = self._books.places_of(again)
        beside |= {local for pair in counted.values() for counts in pair for local in counts}
        entity_of = self._books.entity_of(beside - set(self._now) - set(self._was)) | self._now
        old = self._books.entities({*self._was.values(), *again})
        new = {cluster.entity.id: placed(cluster, entity_of) for cluster in clusters}
        for identifier, (wholes, countries) in counted.items():
            new[identifier] = replace(
                old[identifier],
                part_of=named_by(tuple(wholes.items()), entity_of, identifier),
                demonym_of=named_by(tuple(countries.items()), entity_of, identifier),
            )
        return old, new

    def _local_entities(self, spoken: Collection[str]) -> tuple[dict[str, LocalEntity], dict[str, LocalEntity]]:
        """Return the rows of local entities that may change, or that changed judgements speak of."""
        lost = {name for name, one in self._touched.old.items() if one.member.article in self._gone}
        old = self._books.local_entities(lost | self._moved | (set(spoken) & set(self._was)))
        new = {
            name: replace(local, entity=self._now[name])
            for name, local in ((old | self._added) if self._added else old).items()
            if name in self._now
        }
        return old, new

    def _judgements_before(self, entities: Collection[str]) -> Iterator[tuple[Any, ...]]:
        yield from self._books.judgements({*self._was, *entities})

    def _judgements_after(self) -> Iterator[tuple[Any, ...]]:
        judgements = [one for component in self._settled for one in component.questions]
        judgements += (
            one for component in self._settled for cluster in component.clusters for one in cluster.judgements
        )
        mine = {name: found for name, found in self._touched.decided.items() if name in self._now}
        judgements += echoed(mine, self._now)
        members = {one.member.id: one.member for component in self._touched.components for one in component}
        outside = {one.left for found in mine.values() for one in found if is_outside(one)} & set(members)
        stand_ins = [
            LocalEntity(name, members[name].article, members[name].told.kind, "", "", (), entity=self._now[name])
            for name in sorted(outside)
        ]
        for one in judged_entities(judgements, stand_ins):
            yield (one.left, one.right, str(one.verdict), one.score, one.reason, one.by, one.when)


class _Spoken:
    """What the entities' graph says of what changes: no more than that and what shares a statement with it."""

    def __init__(self, sides: set[str], entities: set[str], judged: Iterable[Iterable[tuple[Any, ...]]]) -> None:
        self._sides = sides
        self._about = sides | entities
        kept = [row for rows in judged for row in rows if self._speaks(row)]
        # A judgement is shown or not by whom it speaks of, so that these stand on both sides where one does.
        self._named = entities | {row[0] for row in kept}

    def _speaks(self, row: tuple[Any, ...]) -> bool:
        return row[0] in self._about or row[1] in self._sides

    def shown(
        self,
        local_entities: Mapping[str, LocalEntity],
        entities: Mapping[str, Entity],
        judgements: Iterable[tuple[Any, ...]],
    ) -> KnowledgeGraph:
        """Return one side."""
        return KnowledgeGraph(
            local_entities=tuple(local_entities[name] for name in sorted(self._sides & set(local_entities))),
            entities=tuple(entities[name] for name in sorted(self._named & set(entities))),
            judgements=tuple(sorted((_judgement(row) for row in judgements if self._speaks(row)), key=_order)),
        )


def _order(judgement: Judgement) -> tuple[str, str, str]:
    return (judgement.left, judgement.right, judgement.by)


def _pair(row: tuple[Any, ...]) -> tuple[str, str, str]:
    left, right, _, _, _, by, _ = row
    return (left, right, by)


def _judgement(row: tuple[Any, ...]) -> Judgement:
    left, right, verdict, score, reason, by, when = row
    return Judgement(left, right, Verdict(verdict), score, reason, by, when)


def _changed(old: Mapping[Any, Any], new: Mapping[Any, Any]) -> set[Any]:
    return {key for key in {*old, *new} if old.get(key) != new.get(key)}


def _change(
    table: str,
    value_type: type,
    key: tuple[str, ...],
    changed: Iterable[str],
    old: Mapping[str, Any],
    new: Mapping[str, Any],
) -> Change:
    import pyarrow  # noqa: PLC0415

    ordered = sorted(changed)
    rows = [plain(new[one]) for one in ordered if one in new]
    gone = [(one,) for one in ordered if one in old]
    return Change(table, key, gone, pyarrow.Table.from_pylist(rows, schema=schema(value_type)))


def _judgement_change(
    changed: Iterable[tuple[str, str, str]], old: Mapping[Any, tuple[Any, ...]], new: Mapping[Any, tuple[Any, ...]]
) -> Change:
    import pyarrow  # noqa: PLC0415

    ordered = sorted(changed)
    rows = [new[pair] for pair in ordered if pair in new]
    columns = schema(Judgement)
    table = pyarrow.table({name: [row[place] for row in rows] for place, name in enumerate(columns.names)}, columns)
    return Change("judgements", ("left", "right", "by"), [pair for pair in ordered if pair in old], table)


def _decision_change(before: _Decided, now: _Decided) -> Change:
    import pyarrow  # noqa: PLC0415

    old, new = ({one for found in decided.values() for one in found} for decided in (before, now))
    rows = [plain(one) for one in sorted(new - old, key=_order)]
    # A pair may be judged by one person twice, so that rows go and come by pairs.
    gone = sorted({_order(one) for one in old - new})
    rows += [plain(one) for one in sorted(new & old, key=_order) if _order(one) in gone]
    return Change(DECISIONS, ("left", "right", "by"), gone, pyarrow.Table.from_pylist(rows, schema=schema(Judgement)))
