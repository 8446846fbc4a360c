"""Which statements answer others, when articles come and go: told from the tables, for a few articles.

The outcome equals `find_answers` over everything. Statements meet on points, and only on a point where some are negated
and others not, or where one confirms, can there be answers: such a point is called live. So a table of points is kept,
and statements are read where a point that changes is or was live.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol

from newsgraph.codec import plain, revive, schema
from newsgraph.model import AnnotatedArticle, Answer, Claim, Copy, Entity, Event, Kind
from newsgraph.relate.answers import Sources, Written, answers_on, is_said_to_hold, label_of
from newsgraph.relate.points import Statement, Things, hashed, locals_of, points_of
from newsgraph.store.changes import Change
from newsgraph.store.copying import CopyChanges, given

if TYPE_CHECKING:
    import duckdb
    import pyarrow


@dataclass(frozen=True, slots=True)
class AnswerChanges:
    """What an update changes about answers."""

    changes: tuple[Change, ...]
    before: tuple[Answer, ...]
    """Rows of `answers` that go, by statement and earlier."""
    after: tuple[Answer, ...]
    """Rows that come."""


class EntitiesLike(Protocol):
    """A part of a graph with rows of entities."""

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Entities over the corpus."""


class IdentityLike(Protocol):
    """What an update changes in who is who."""

    @property
    def entity_of(self) -> Mapping[str, str]:
        """The entity of each local entity that is new or whose entity changes; others may be there, too."""

    @property
    def before(self) -> EntitiesLike:
        """Entities that go or change, as they were; others may be there, too."""

    @property
    def after(self) -> EntitiesLike:
        """Entities that come or change, as they will be; others may be there, too."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What is asked of an article."""

    published: date | None
    text: str


@dataclass(slots=True)
class _Known:
    """What was read about statements so far."""

    statements: dict[str, Statement] = field(default_factory=dict)
    articles: dict[str, Written] = field(default_factory=dict)
    entity_of: dict[str, str] = field(default_factory=dict)
    groups: set[str] = field(default_factory=set)
    labels: dict[str, str] = field(default_factory=dict)

    def things(self) -> Things:
        """Return what local entities stand for."""
        return Things(self.entity_of, frozenset(self.groups), self.labels)


def answer_tables() -> "dict[str, pyarrow.Schema]":
    """Return the schemas of the tables that are kept to tell answers, by their names."""
    import pyarrow  # noqa: PLC0415

    text, flag = pyarrow.string(), pyarrow.bool_()
    columns = [("point", pyarrow.uint64()), ("statement", text), ("article", text), ("published", pyarrow.date32())]
    return {"answer_points": pyarrow.schema([*columns, ("negated", flag), ("confirms", flag)])}


def answer_changes(
    connection: "duckdb.DuckDBPyConnection",
    *,
    added: Sequence[AnnotatedArticle],
    removed: Collection[str],
    identity: IdentityLike,
    copies: CopyChanges,
) -> AnswerChanges:
    """Return what changes in `answers` and in `answer_tables()` when articles come and go; nothing is written.

    Args:
        connection: Holds the tables of the graph and those of `answer_tables`, as the last update left them.
        added: The articles that come. One that the tables hold is replaced.
        removed: The ids of those that go; ids that the tables do not hold are passed over.
        identity: What the update changes in who is who.
        copies: What it changes about copies.
    """
    fresh = {each.article.id: each for each in added}
    gone = sorted({*removed, *fresh})
    fresh = {each.article.id: each for each in added}
    gone = sorted({*removed, *fresh})
    known = _Known(labels=_labels(identity.after.entities))
    known.articles |= {name: one.article for name, one in fresh.items()}
    known.groups |= {local.id for one in fresh.values() for local in one.entities if local.kind is Kind.GROUP}
    respoken = _respoken(connection, fresh, gone, identity)
    said = chain.from_iterable(chain[Statement](one.claims, one.events) for one in fresh.values())
    coming = [each for each in said if is_said_to_hold(each)]
    _learn(connection, known, (*respoken, *coming), identity.entity_of)
    moved = {
        "incoming": _rows((*respoken, *coming), known),
        "gone": _texts(gone),
        "turned": _texts(sorted({copy.article for copy in (*copies.before, *copies.after)}.difference(gone))),
        "spoken": _texts(sorted(each.id for each in respoken)),
    }
    with given(connection, **moved):
        lists, asked, before, leaving = _to_tell(connection)
    wanted = {name for listed in lists for name in listed} - known.statements.keys()
    _learn(connection, known, _statements(connection, sorted(wanted)), identity.entity_of)
    sources = Sources(known.articles, known.things(), _copies(connection, known.articles, copies))
    told = answers_on(([known.statements[name] for name in listed] for listed in lists), sources)
    after = {answer for answer in told if answer.statement in asked}
    return AnswerChanges(
        changes=_changes(before - after, after - before, moved, leaving),
        before=_in_order(before - after),
        after=_in_order(after - before),
    )


def _labels(entities: Iterable[Entity]) -> dict[str, str]:
    return {entity.id: label for entity in entities if (label := label_of(entity))}


def _respoken(
    connection: "duckdb.DuckDBPyConnection",
    fresh: Mapping[str, AnnotatedArticle],
    gone: Sequence[str],
    identity: IdentityLike,
) -> list[Statement]:
    """Return the statements that stay and speak of what is another entity now, or bears another name."""
    was, is_now = _labels(identity.before.entities), _labels(identity.after.entities)
    renamed = sorted(entity for entity in was.keys() & is_now.keys() if was[entity] != is_now[entity])
    new = {local.id for one in fresh.values() for local in one.entities}
    moved = sorted((local, entity) for local, entity in identity.entity_of.items() if local not in new)
    if not renamed and not moved:
        return []
    tables = {
        "gone": _texts(gone),
        "renamed": _texts(renamed),
        "moved": {"name": [local for local, _ in moved], "entity": [entity for _, entity in moved]},
    }
    with given(connection, **tables):
        found = connection.sql(_MOVED).to_arrow_table()
    with given(connection, locals=found):
        rows = [(Claim, connection.sql(_CLAIMS_OF)), (Event, connection.sql(_EVENTS_OF))]
        return [each for kind, relation in rows for each in _revived(kind, relation) if is_said_to_hold(each)]


_MOVED = """
    SELECT id AS name, article FROM local_entities
    WHERE article NOT IN (SELECT name FROM given_gone) AND entity IN (SELECT name FROM given_renamed)
    UNION
    SELECT id AS name, article FROM local_entities l JOIN given_moved m ON m.name = l.id
    WHERE article NOT IN (SELECT name FROM given_gone) AND m.entity IS DISTINCT FROM l.entity
"""
_CLAIMS_OF = """
    SELECT * FROM claims
    WHERE article IN (SELECT article FROM given_locals) AND (
        subject IN (SELECT name FROM given_locals)
        OR "object".str IN (SELECT name FROM given_locals)
        OR attributed_to IN (SELECT name FROM given_locals)
    )
"""
_EVENTS_OF = """
    SELECT * FROM events
    WHERE article IN (SELECT article FROM given_locals) AND (
        place IN (SELECT name FROM given_locals)
        OR attributed_to IN (SELECT name FROM given_locals)
        OR id IN (
            SELECT id FROM (
                SELECT id, unnest(roles).filler AS filler
                FROM events WHERE article IN (SELECT article FROM given_locals)
            ) WHERE filler IN (SELECT name FROM given_locals)
        )
    )
"""


def _statements(connection: "duckdb.DuckDBPyConnection", wanted: Sequence[str]) -> list[Statement]:
    """Return the claims and events of these ids."""
    if not wanted:
        return []
    with given(connection, wanted=_texts(wanted)):
        rows: list[tuple[Any, Any]] = [
            (kind, connection.sql(f"SELECT * FROM {name} WHERE id IN (SELECT name FROM given_wanted)"))
            for name, kind in (("claims", Claim), ("events", Event))
        ]
        return [each for kind, relation in rows for each in _revived(kind, relation)]


def _revived(kind: Any, relation: Any) -> list[Any]:
    return [revive(kind, row) for row in relation.to_arrow_table().to_pylist()]


def _learn(
    connection: "duckdb.DuckDBPyConnection",
    known: _Known,
    statements: Iterable[Statement],
    entity_of: Mapping[str, str],
) -> None:
    """Read what is needed to tell the points, sources and words of the statements."""
    new = [each for each in statements if each.id not in known.statements]
    known.statements |= {each.id: each for each in new}
    articles = {each.article for each in new} - known.articles.keys()
    if articles:
        with given(connection, wanted=_texts(sorted(articles))):
            rows = connection.execute(
                "SELECT id, published, text FROM articles WHERE id IN (SELECT name FROM given_wanted)"
            ).fetchall()
        known.articles |= {name: _Page(published, text) for name, published, text in rows}
    spoken_of = {local for each in new for local in locals_of(each)} - known.entity_of.keys()
    known.entity_of |= {local: entity_of[local] for local in spoken_of & entity_of.keys()}
    _learn_locals(connection, known, new, spoken_of)
    unnamed = {known.entity_of.get(local, local) for local in spoken_of} - known.labels.keys()
    if unnamed:
        with given(connection, wanted=_texts(sorted(unnamed))):
            relation = connection.sql("SELECT * FROM entities WHERE id IN (SELECT name FROM given_wanted)")
            known.labels |= _labels(_revived(Entity, relation))


def _learn_locals(
    connection: "duckdb.DuckDBPyConnection", known: _Known, new: Iterable[Statement], spoken_of: Iterable[str]
) -> None:
    tables = {"articles": _texts(sorted({each.article for each in new})), "wanted": _texts(sorted(spoken_of))}
    with given(connection, **tables):
        rows = connection.execute(
            "SELECT id, kind, coalesce(entity, id) FROM local_entities "
            "WHERE article IN (SELECT name FROM given_articles) AND id IN (SELECT name FROM given_wanted)"
        ).fetchall()
    for name, kind, entity in rows:
        known.entity_of.setdefault(name, entity)
        if kind == Kind.GROUP:
            known.groups.add(name)


def _rows(statements: Iterable[Statement], known: _Known) -> "pyarrow.Table":
    """Return the rows of `answer_points` for the statements."""
    import pyarrow  # noqa: PLC0415

    things = known.things()
    sources = Sources(known.articles, things, ())
    points: list[int] = []
    owners: list[Statement] = []
    for each in statements:
        mine = {hashed(point) for point in points_of(each, things)}
        points += sorted(mine)
        owners += [each] * len(mine)
    columns = (
        points,
        [each.id for each in owners],
        [each.article for each in owners],
        [known.articles[each.article].published for each in owners],
        [each.negated for each in owners],
        [sources.confirms(each) for each in owners],
    )
    form = answer_tables()["answer_points"]
    return pyarrow.table(list(map(pyarrow.array, columns, form.types)), schema=form)


_PLACE = "coalesce(published, DATE '9999-12-31')::VARCHAR || ' ' || article AS place"
_LIVE = "count(*) > 1 AND (bool_or(negated) <> bool_and(negated) OR bool_or(confirms))"
_LEAVES = "article IN (SELECT name FROM given_gone) OR statement IN (SELECT name FROM given_spoken)"
_CHANGED = f"""
    SELECT point, min(place) AS earliest
    FROM (
        SELECT point, {_PLACE} FROM answer_points
        WHERE {_LEAVES} OR article IN (SELECT name FROM given_turned)
        UNION ALL SELECT point, {_PLACE} FROM given_incoming
    )
    GROUP BY point
"""
"""The points that change, with the day and the article of the first change: what comes before it is told as it was."""
_HELD = f"""
    SELECT *, {_LEAVES} AS leaves, false AS comes FROM answer_points SEMI JOIN given_changed USING (point)
    UNION ALL SELECT *, false, true FROM given_incoming
"""
_ASKED = f"""
    WITH live AS (
        SELECT point FROM given_held WHERE NOT comes GROUP BY point HAVING {_LIVE}
        UNION
        SELECT point FROM given_held WHERE NOT leaves GROUP BY point HAVING {_LIVE}
    )
    SELECT statement AS name, bool_and(comes) AS comes
    FROM (SELECT *, {_PLACE} FROM given_held SEMI JOIN live USING (point)) JOIN given_changed USING (point)
    WHERE NOT leaves AND place >= earliest
    GROUP BY statement
"""
"""The statements for which a live point changes: what answers what on it may be told otherwise."""
_LISTS = f"""
    WITH remaining AS (
        SELECT point, statement, negated, confirms FROM answer_points WHERE NOT ({_LEAVES})
        UNION ALL SELECT point, statement, negated, confirms FROM given_incoming
    ),
    points AS (SELECT DISTINCT point FROM remaining WHERE statement IN (SELECT name FROM given_asked))
    SELECT list(statement ORDER BY statement) AS listed
    FROM remaining SEMI JOIN points USING (point)
    GROUP BY point HAVING {_LIVE}
    ORDER BY point
"""
"""All statements on each of their live points."""


def _to_tell(
    connection: "duckdb.DuckDBPyConnection",
) -> tuple[list[list[str]], frozenset[str], set[Answer], list[str]]:
    """Return lists of statements that share a point, those asked for, their answers so far, and articles that leave."""
    with given(connection, changed=connection.sql(_CHANGED).to_arrow_table()):
        held = connection.sql(_HELD).to_arrow_table()
        with given(connection, held=held):
            asked = connection.sql(_ASKED).to_arrow_table()
            query = "SELECT DISTINCT statement, article FROM given_held WHERE leaves"
            left = connection.execute(query).fetchall()
    names = asked["name"].to_pylist()
    with given(connection, asked=asked):
        lists = connection.sql(_LISTS).to_arrow_table()["listed"].to_pylist() if names else []
    with given(connection, wanted=_texts(sorted({*names, *(statement for statement, _ in left)}))):
        query = "SELECT * FROM answers WHERE statement IN (SELECT name FROM given_wanted)"
        before = set(_revived(Answer, connection.sql(query)))
    return lists, frozenset(names), before, sorted({article for _, article in left})


def _copies(connection: "duckdb.DuckDBPyConnection", articles: Collection[str], copies: CopyChanges) -> list[Copy]:
    """Return the copies among the articles as they will be."""
    with given(connection, wanted=_texts(sorted(articles))):
        relation = connection.sql("SELECT * FROM copies WHERE article IN (SELECT name FROM given_wanted)")
        return sorted(
            {*_revived(Copy, relation)}.difference(copies.before).union(copies.after), key=lambda copy: copy.article
        )


def _changes(
    gone: Iterable[Answer], come: Iterable[Answer], moved: Mapping[str, "pyarrow.Table"], leaving: Sequence[str]
) -> tuple[Change, ...]:
    import pyarrow  # noqa: PLC0415

    left = {*leaving}.intersection(moved["gone"]["name"].to_pylist())
    spoken = moved["spoken"]["name"].to_pylist()
    rows = pyarrow.Table.from_pylist([plain(answer) for answer in _in_order(come)], schema=schema(Answer))
    changes = (
        Change("answers", ("statement", "earlier"), [(one.statement, one.earlier) for one in _in_order(gone)], rows),
        Change("answer_points", ("article",), [(name,) for name in sorted(left)]),
        Change("answer_points", ("statement",), [(name,) for name in spoken], moved["incoming"]),
    )
    return tuple(each for each in changes if each.removed or (each.added is not None and each.added.num_rows))


def _in_order(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    return tuple(sorted(answers, key=lambda answer: (answer.statement, answer.earlier)))


def _texts(names: Sequence[str]) -> "pyarrow.Table":
    import pyarrow  # noqa: PLC0415

    return pyarrow.table({"name": pyarrow.array(names, pyarrow.string())})
