"""What identity keeps in the tables for its next update: a row for each local entity, and where its keys lead.

A row holds all that the entity's article tells of it, so that no text is read again. Components are known by numbers;
a local entity's keys are kept as hashes, whose last bit tells the weak ones.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from newsgraph.codec import revive, schema
from newsgraph.model import Entity, Judgement, LocalEntity
from newsgraph.resolve.across.blocking import WEAK, keys, needs_company
from newsgraph.resolve.across.memory import Kept
from newsgraph.resolve.across.packing import Packed, Unpacking, packed
from newsgraph.resolve.across.profiles import Member
from newsgraph.store.changes import Change

if TYPE_CHECKING:
    import duckdb
    import pyarrow

JudgementRow = tuple[Any, ...]
"""A judgement as its row in the table."""
KeptScores = dict[tuple[int, int], Kept]
"""Scores by component and by pair within it: see `memory`."""
_MEMBERS, _KEYS, _SCORES, DECISIONS = "identity_members", "identity_keys", "identity_scores", "identity_decisions"


class Known(NamedTuple):
    """What the books hold of a local entity."""

    member: Member
    texts: Packed
    keys: tuple[int, ...]
    calls: bool
    """Whether its weak keys bring others in."""
    component: int | None = None
    entity: str | None = None


def known(member: Member) -> Known:
    """Return what the books are to hold of a local entity."""
    hashes = tuple(sorted(map(_hashed, keys(member.profile))))
    return Known(member, packed(member), hashes, needs_company(member.profile))


def is_weak(key: int) -> bool:
    """Return whether a key brings things together only where one of them calls for it."""
    return bool(key & 1)


def _hashed(key: str) -> int:
    number = int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)
    return number | 1 if key.startswith(WEAK) else number & ~1


def identity_tables() -> "dict[str, pyarrow.Schema]":
    """Return the schemas of the books that identity keeps beside the graph's tables, by the names of their tables."""
    import pyarrow as arrow  # noqa: PLC0415

    text, number = arrow.string(), arrow.int64()
    told = [("lasting", text), ("passing", text), ("told", text), ("day", arrow.int32())]
    places = [("keys", arrow.list_(number)), ("calls", arrow.bool_()), ("component", number), ("entity", text)]
    return {
        _MEMBERS: arrow.schema(
            [("local", text), ("article", text), *told, ("part_of", text), ("demonym_of", text), *places]
        ),
        _KEYS: arrow.schema([("key", number), ("component", number), ("callers", number)]),
        _SCORES: arrow.schema(
            [
                ("component", number),
                ("pair", number),
                ("value", arrow.float64()),
                ("marks", arrow.int8()),
                ("reason", text),
            ]
        ),
        DECISIONS: schema(Judgement),
    }


class Books:
    """The books and the tables as the last update left them; reading only."""

    def __init__(self, connection: "duckdb.DuckDBPyConnection") -> None:
        self._connection = connection
        self._unpacking = Unpacking()

    def decisions(self) -> list[Judgement]:
        """Return people's decisions of the last update."""
        return [revive(Judgement, row) for row in self._connection.table(DECISIONS).to_arrow_table().to_pylist()]

    def components_of(self, *, articles: Collection[str], local_entities: Collection[str]) -> set[int]:
        """Return the components of what the articles hold, and of the local entities."""
        by_article = self._wanted("SELECT DISTINCT component FROM identity_members", "article", articles)
        by_local = self._wanted("SELECT DISTINCT component FROM identity_members", "local", local_entities)
        return {row["component"] for row in (*by_article, *by_local)}

    def components_by_key(self, wanted: Mapping[int, bool]) -> set[int]:
        """Return the components that keys lead to; the value of a weak key tells whether someone new calls for it."""
        found = self._wanted("SELECT key, component, callers FROM identity_keys", "key", wanted)
        return {row["component"] for row in found if not is_weak(row["key"]) or row["callers"] or wanted[row["key"]]}

    def members(self, components: Collection[int]) -> list[Known]:
        """Return the local entities of the components."""
        table = self._table("SELECT * FROM identity_members", "component", components)
        columns = [table.column(name).to_pylist() for name in identity_tables()[_MEMBERS].names]
        return [self._known(*row) for row in zip(*columns, strict=True)]

    def _known(self, local: str, article: str, *row: Any) -> Known:
        *told, part_of, demonym_of, hashes, calls, component, entity = row
        texts = Packed(*told)
        member = self._unpacking.member(local, article, texts, part_of, demonym_of)
        return Known(member, texts, tuple(hashes), calls, component, entity)

    def key_rows(self, components: Collection[int]) -> set[tuple[int, int, int]]:
        """Return where the keys of the components lead, with how many call for each."""
        found = self._wanted("SELECT key, component, callers FROM identity_keys", "component", components)
        return {(row["key"], row["component"], row["callers"]) for row in found}

    def scores(self, components: Collection[int]) -> KeptScores:
        """Return the scores of pairs that are kept of the components."""
        table = self._table(f"SELECT * FROM {_SCORES}", "component", components)
        component, pair, *told = (table.column(name).to_pylist() for name in identity_tables()[_SCORES].names)
        return dict(zip(zip(component, pair, strict=True), zip(*told, strict=True), strict=True))

    def next_component(self) -> int:
        """Return a number that no component has."""
        ((highest,),) = self._connection.execute(f"SELECT max(component) FROM {_MEMBERS}").fetchall()
        return 0 if highest is None else highest + 1

    def entity_of(self, local_entities: Collection[str]) -> dict[str, str]:
        """Return the entities of local entities, of those that are there."""
        found = self._wanted("SELECT local, entity FROM identity_members", "local", local_entities)
        return {row["local"]: row["entity"] for row in found}

    def entities_placed_by(self, local_entities: Collection[str]) -> set[str]:
        """Return the entities some of whose members name one of the local entities as their whole or country."""
        rows: list[dict[str, Any]] = []
        for column in ("part_of", "demonym_of"):
            rows += self._wanted("SELECT DISTINCT entity FROM identity_members", column, local_entities)
        return {row["entity"] for row in rows}

    def places_of(self, entities: Collection[str]) -> dict[str, tuple[Counter[str], Counter[str]]]:
        """Return, by entity, the local entities that its members name as wholes and as countries, with how many."""
        found: dict[str, tuple[Counter[str], Counter[str]]] = defaultdict(lambda: (Counter(), Counter()))
        rows = self._wanted("SELECT entity, part_of, demonym_of FROM identity_members", "entity", entities)
        for row in rows:
            for name, counts in zip(("part_of", "demonym_of"), found[row["entity"]], strict=True):
                if row[name]:
                    counts[row[name]] += 1
        return found

    def entities(self, identifiers: Collection[str]) -> dict[str, Entity]:
        """Return rows of the table of entities."""
        rows = self._wanted("SELECT * FROM entities", "id", identifiers)
        return {row["id"]: revive(Entity, row) for row in rows}

    def local_entities(self, identifiers: Collection[str]) -> dict[str, LocalEntity]:
        """Return rows of the table of local entities."""
        rows = self._wanted("SELECT * FROM local_entities", "id", identifiers)
        return {row["id"]: revive(LocalEntity, row) for row in rows}

    def judgements(self, sides: Collection[str]) -> list[JudgementRow]:
        """Return the rows of judgements whose left side is one of these."""
        table = self._table("SELECT * FROM judgements", "left", sides)
        return list(zip(*(table.column(name).to_pylist() for name in schema(Judgement).names), strict=True))

    def _wanted(self, query: str, column: str, values: Collection[Any]) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._table(query, column, values).to_pylist() if values else []
        return rows

    def _table(self, query: str, column: str, values: Collection[Any]) -> "pyarrow.Table":
        """Return the rows in which the column has one of the values."""
        import pyarrow  # noqa: PLC0415

        is_number = column in ("component", "key")
        kind = pyarrow.int64() if is_number else pyarrow.string()
        self._connection.register("wanted", pyarrow.table({"value": pyarrow.array(sorted(values), kind)}))
        try:
            return self._connection.sql(f'{query} WHERE "{column}" IN (SELECT value FROM wanted)').to_arrow_table()
        finally:
            self._connection.unregister("wanted")


def member_change(old: Mapping[str, Known], new: Mapping[str, Known]) -> Change:
    """Return how the rows of local entities change."""
    import pyarrow  # noqa: PLC0415

    changed = sorted(one for one in {*old, *new} if old.get(one) != new.get(one))
    rows = [new[one] for one in changed if one in new]
    columns = {
        "local": [one.member.id for one in rows],
        "article": [one.member.article for one in rows],
        **{name: [getattr(one.texts, name) for one in rows] for name in Packed._fields},
        "part_of": [one.member.part_of for one in rows],
        "demonym_of": [one.member.demonym_of for one in rows],
        **{name: [getattr(one, name) for one in rows] for name in ("keys", "calls", "component", "entity")},
    }
    gone = [(one,) for one in changed if one in old]
    return Change(_MEMBERS, ("local",), gone, pyarrow.table(columns, schema=identity_tables()[_MEMBERS]))


def key_change(old: Collection[tuple[int, int, int]], members: Iterable[Known]) -> Change:
    """Return how the rows of keys change."""
    import pyarrow  # noqa: PLC0415

    callers: Counter[tuple[int, int]] = Counter()
    for one in members:
        for key in one.keys:
            callers[(key, one.component or 0)] += one.calls
    new = {(key, component, count) for (key, component), count in callers.items()}
    gone, come = sorted(row[:2] for row in {*old} - new), sorted(new - {*old})
    columns = {name: [row[place] for row in come] for place, name in enumerate(("key", "component", "callers"))}
    return Change(_KEYS, ("key", "component"), gone, pyarrow.table(columns, schema=identity_tables()[_KEYS]))


def score_change(old: KeptScores, new: KeptScores) -> Change:
    """Return how the scores that are kept change."""
    import pyarrow  # noqa: PLC0415

    gone = [place for place in old if place not in new]
    rows = [(*place, *told) for place, told in new.items() if place not in old]
    columns = identity_tables()[_SCORES]
    table = pyarrow.table({name: [row[at] for row in rows] for at, name in enumerate(columns.names)}, columns)
    return Change(_SCORES, ("component", "pair"), gone, table)
