"""Answers kept up to date from the tables are those that are found in all statements at once."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import duckdb
import pyarrow
import pytest
from hypothesis import given, settings, strategies as st

from newsgraph.assemble import disassemble, in_order
from newsgraph.codec import TABLES, from_tables, plain, revive, schema
from newsgraph.model import (
    AnnotatedArticle,
    Answer,
    Article,
    Claim,
    Copy,
    Entity,
    Event,
    Kind,
    KnowledgeGraph,
    LocalEntity,
    Modality,
    Quantity,
    Role,
    Span,
    TimeBounds,
)
from newsgraph.pipeline import build
from newsgraph.relate.answers import find_answers
from newsgraph.resolve.copies import find_copies
from newsgraph.store.answering import AnswerChanges, answer_changes, answer_tables
from newsgraph.store.changes import apply
from newsgraph.store.copying import CopyChanges, copy_changes, copy_tables
from newsgraph.store.identity import identity_changes, identity_tables
from newsgraph.store.tables import article_changes

CUES = "said denied admitted confirmed"
DAY = date(2026, 5, 4)
NAMES = ("quell", "perez", "bank", "police")
KINDS = {"quell": Kind.PERSON, "perez": Kind.PERSON, "bank": Kind.ORGANIZATION, "police": Kind.GROUP}


@dataclass(frozen=True)
class Part:
    entities: tuple[Entity, ...]


@dataclass(frozen=True)
class Identity:
    entity_of: Mapping[str, str]
    before: Part
    after: Part


@dataclass(frozen=True)
class Who:
    """Who is who at a time: for each name, which articles mean a second thing by it, and what the first is called."""

    second: Mapping[str, frozenset[str]]
    called: Mapping[str, str]

    def entity_of(self, articles: Iterable[str]) -> dict[str, str]:
        return {
            f"local/{article}_{name}": f"{name}/{2 if article in self.second[name] else 1}"
            for article in articles
            for name in NAMES
        }

    def entities(self, articles: Iterable[str]) -> set[Entity]:
        ids = set(self.entity_of(articles).values())
        return {
            Entity(one, KINDS[one[:-2]], self.called[one[:-2]] if one.endswith("1") else one[:-2].title())
            for one in ids
        }


class Folder:
    """The tables of a graph, and what they should hold."""

    def __init__(self) -> None:
        self.connection = duckdb.connect(config={"threads": 1})
        for name, form in {**{name: schema(kind) for name, kind in TABLES.items()}, **answer_tables()}.items():
            self.connection.register("incoming", form.empty_table())
            self.connection.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
            self.connection.unregister("incoming")
        self.held: dict[str, AnnotatedArticle] = {}
        self.who = Who({name: frozenset() for name in NAMES}, {name: name.title() for name in NAMES})
        self.copies: set[Copy] = set()

    def update(
        self, added: Iterable[AnnotatedArticle], removed: Iterable[str], who: Who, copies: set[Copy]
    ) -> AnswerChanges:
        added, gone = list(added), {*removed}
        kept = {name: one for name, one in self.held.items() if name not in gone}
        after = kept | {one.article.id: one for one in added}
        was, now = self.who.entity_of(self.held), who.entity_of(after)
        changes = answer_changes(
            self.connection,
            added=added,
            removed=gone,
            identity=Identity(
                {local: entity for local, entity in now.items() if was.get(local) != entity},
                *(
                    Part(tuple(sorted(one - other, key=lambda entity: entity.id)))
                    for one, other in _both_ways(self.who.entities(self.held), who.entities(after))
                ),
            ),
            copies=CopyChanges((), *(_sorted(one - other) for one, other in _both_ways(self.copies, copies))),
        )
        self.held, self.who, self.copies = after, who, copies
        before = self.answers()
        self._write()
        apply(self.connection, changes.changes)
        assert set(changes.before) == set(before) - set(self.answers())
        assert set(changes.after) == set(self.answers()) - set(before)
        return changes

    def _write(self) -> None:
        entity_of = self.who.entity_of(self.held)
        self._fill("articles", [one.article for one in self.held.values()])
        self._fill("claims", [claim for one in self.held.values() for claim in one.claims])
        self._fill("events", [event for one in self.held.values() for event in one.events])
        locals_ = (local for one in self.held.values() for local in one.entities)
        self._fill("local_entities", [replace(local, entity=entity_of[local.id]) for local in locals_])
        self._fill("entities", self.who.entities(self.held))
        self._fill("copies", self.copies)

    def _fill(self, name: str, values: Iterable[Any]) -> None:
        rows = pyarrow.Table.from_pylist([plain(value) for value in values], schema=schema(TABLES[name]))
        self.connection.execute(f"DELETE FROM {name}")
        self.connection.register("incoming", rows)
        self.connection.execute(f"INSERT INTO {name} SELECT * FROM incoming")
        self.connection.unregister("incoming")

    def answers(self) -> tuple[Answer, ...]:
        rows = self.connection.table("answers").to_arrow_table().to_pylist()
        return tuple(sorted((revive(Answer, row) for row in rows), key=lambda each: (each.statement, each.earlier)))

    def points(self) -> list[tuple[Any, ...]]:
        return self.connection.execute("SELECT * FROM answer_points ORDER BY ALL").fetchall()

    def whole(self) -> tuple[Answer, ...]:
        return find_answers(
            claims=(claim for one in self.held.values() for claim in one.claims),
            events=(event for one in self.held.values() for event in one.events),
            articles=(one.article for one in self.held.values()),
            entity_of=self.who.entity_of(self.held),
            copies=self.copies,
            groups={local.id for one in self.held.values() for local in one.entities if local.kind is Kind.GROUP},
            entities=self.who.entities(self.held),
        )


def _both_ways(before: set[Any], after: set[Any]) -> tuple[tuple[set[Any], set[Any]], ...]:
    return (before, after), (after, before)


def _sorted(copies: set[Copy]) -> tuple[Copy, ...]:
    return tuple(sorted(copies, key=lambda copy: copy.article))


def written(name: str, day: int | None, statements: Iterable[tuple[Any, ...]]) -> AnnotatedArticle:
    """Return an article with claims and events of drawn features."""
    published = None if day is None else DAY + timedelta(days=day)
    claims, events = [], []
    for number, (is_claim, about, other, by, cue, negated, modality, when) in enumerate(statements):
        local = [f"local/{name}_{each}" for each in (about, other)]
        start = CUES.index(cue)
        said: dict[str, Any] = {
            "article": name,
            "evidence": (Span(number, number + 1),),
            "attributed_to": f"local/{name}_{by}" if by else None,
            "cue": Span(start, start + len(cue)) if by else None,
            "negated": negated,
            "modality": modality,
        }
        if is_claim:
            held = Quantity("people", value=300) if other == "bank" else local[1]
            predicate = "schema:spouse" if other == "perez" else "schema:worksFor"
            claims.append(Claim(f"claim/{name}_{number}", subject=local[0], predicate=predicate, object=held, **said))
        else:
            roles = [
                Role("ng:Agent", local[0], ()),
                Role("ng:Affected" if other != "bank" else "ng:Forum", local[1], ()),
            ]
            then = DAY + timedelta(days=when) if when is not None else None
            time = TimeBounds(then, then, then, then)
            events.append(
                Event(f"event/{name}_{number}", type="ng:Killing", label="", roles=tuple(roles), time=time, **said)
            )
    entities = [LocalEntity(f"local/{name}_{each}", name, KINDS[each], each, each.title(), ()) for each in NAMES]
    article = Article(name, name, "", CUES, "", (), (), published=published)
    return AnnotatedArticle(article, entities=tuple(entities), claims=tuple(claims), events=tuple(events))


STATEMENTS = st.tuples(
    st.booleans(),
    st.sampled_from(["quell", "quell", "bank"]),
    st.sampled_from(["perez", "perez", "perez", "police", "bank"]),
    st.sampled_from([None, None, "quell", "perez", "bank", "police"]),
    st.sampled_from(CUES.split()),
    st.booleans(),
    st.sampled_from([Modality.STATED] * 5 + [Modality.ALLEGED, Modality.EXPECTED]),
    st.sampled_from([None] * 5 + [0, 1]),
)
ARTICLE_NAMES = "abcdefg"
COMING = st.lists(
    st.builds(
        written,
        st.sampled_from(ARTICLE_NAMES),
        st.sampled_from([0, 0, 1, 2, 40, None]),
        st.lists(STATEMENTS, min_size=2, max_size=5),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda one: one.article.id,
)
WHO = st.builds(
    Who,
    st.fixed_dictionaries(
        {
            name: st.one_of(st.just(frozenset()), st.frozensets(st.sampled_from(ARTICLE_NAMES), max_size=4))
            for name in NAMES
        }
    ),
    st.fixed_dictionaries({name: st.sampled_from([name.title(), name.title(), "Someone"]) for name in NAMES}),
)
STEPS = st.lists(
    st.tuples(
        st.one_of(st.just([]), COMING, COMING),
        st.sets(st.sampled_from(ARTICLE_NAMES), max_size=2),
        st.one_of(st.none(), WHO),
        st.randoms(),
    ),
    min_size=3,
    max_size=6,
)


def copies_among(held: Mapping[str, AnnotatedArticle], draw: Any) -> set[Copy]:
    """Return copies as they may be: of an earlier article that is none itself."""
    ordered = sorted(held.values(), key=lambda one: (one.article.published or date.max, one.article.id))
    originals: list[str] = []
    copies = set()
    for one in ordered:
        if originals and draw.random() < 0.3:
            copies.add(Copy(one.article.id, draw.choice(originals), 0.9))
        else:
            originals.append(one.article.id)
    return copies


@settings(max_examples=50)
@given(steps=STEPS)
def test_any_sequence_of_updates_equals_the_whole(steps: list[Any]) -> None:
    folder = Folder()
    for added, removed, who, draw in steps:
        coming = {one.article.id for one in added}
        gone = {*removed, *(coming & folder.held.keys())}
        after = {name: one for name, one in folder.held.items() if name not in gone} | {
            one.article.id: one for one in added
        }
        copies = folder.copies if draw.random() < 0.3 and not added and not gone else copies_among(after, draw)
        folder.update(added, gone, who or folder.who, copies)
        assert folder.answers() == folder.whole()
    anew = Folder()
    anew.update(folder.held.values(), (), folder.who, folder.copies)
    assert anew.points() == folder.points()
    assert anew.answers() == folder.answers()


SAID = (False, "quell", "perez", None, "said", False, Modality.STATED, None)
DENIED = (False, "quell", "perez", "quell", "denied", True, Modality.STATED, None)


def who(second: Mapping[str, str] | None = None, called: Mapping[str, str] | None = None) -> Who:
    return Who(
        {name: frozenset((second or {}).get(name, "")) for name in NAMES},
        {name: (called or {}).get(name, name.title()) for name in NAMES},
    )


def told(folder: Folder) -> set[str]:
    return {f"{each.statement[6]}>{each.earlier[6]}" for each in folder.answers()}


def test_the_nearest_is_answered_whoever_comes_and_goes() -> None:
    folder = Folder()
    folder.update([written("c", 2, [DENIED]), written("a", 0, [SAID])], (), who(), set())
    assert told(folder) == {"c>a"}
    found = folder.update([written("b", 1, [SAID])], (), who(), set())
    assert (len(found.before), len(found.after), told(folder)) == (1, 1, {"c>b"})
    assert folder.update((), (), who(), set()) == AnswerChanges((), (), ())
    folder.update((), ["b"], who(), set())
    assert told(folder) == {"c>a"}
    folder.update((), ["c"], who(), set())
    assert told(folder) == set()


def test_what_becomes_a_copy_is_heard_no_more() -> None:
    folder = Folder()
    folder.update([written(name, day, [said]) for day, (name, said) in enumerate(ABC)], (), who(), set())
    assert told(folder) == {"c>b"}
    folder.update((), (), who(), {Copy("b", "a", 0.9)})
    assert told(folder) == {"c>a"}
    folder.update((), (), who(), {Copy("c", "a", 0.9)})
    assert told(folder) == set()
    folder.update((), (), who(), set())
    assert told(folder) == {"c>b"}


ABC = (("a", SAID), ("b", SAID), ("c", DENIED))


def test_who_is_who_decides_whether_they_speak_of_one_thing() -> None:
    folder = Folder()
    parted = {"perez": "b", "quell": "b"}
    other_name = {"perez": "Someone"}
    folder.update([written("a", 0, [SAID]), written("b", 1, [DENIED])], (), who(parted, other_name), set())
    assert told(folder) == set()
    folder.update((), (), who(parted), set())
    assert told(folder) == {"b>a"}, "two pairs of namesakes"
    folder.update((), (), who(parted, other_name), set())
    assert told(folder) == set()
    folder.update((), (), who(called=other_name), set())
    assert told(folder) == {"b>a"}, "the same two"


def test_claims_and_sources_follow_who_is_who() -> None:
    claim = (True, "quell", "perez", "perez", "said", False, Modality.STATED, None)
    no = (True, "quell", "perez", "bank", "denied", True, Modality.STATED, None)
    folder = Folder()
    folder.update(
        [written("a", 0, [claim]), written("b", 1, [no])], (), who({"perez": "b"}, {"perez": "Someone"}), set()
    )
    assert told(folder) == set()
    folder.update((), (), who(), set())
    assert told(folder) == {"b>a"}
    again = written("c", 2, [(*no[:3], "perez", *no[4:])])
    folder.update([again], (), who({"perez": "c"}, {"perez": "Someone"}), set())
    assert told(folder) == {"b>a"}, "another Perez is spoken of"
    folder.update((), (), who(), set())
    assert told(folder) == {"b>a"}, "and now Perez takes back what he said"


def test_people_without_a_name_stay_others_in_each_article() -> None:
    folder = Folder()
    said, denied = ((*each[:3], "police", *each[4:]) for each in (SAID, DENIED))
    folder.update([written("b", 1, [said]), written("c", 2, [denied])], (), who(), set())
    assert told(folder) == {"c>b"}
    folder.update([written("a", 0, [SAID])], (), who(), set())
    assert told(folder) == {"c>a", "c>b"}


READ = {
    "a.txt": (
        "Prosecutor accuses Quell\n\nPORT ARLEN, March 2, 2026 — Prosecutor Dana Orlov said that Omar Quell killed Ana "
        "Perez in Port Arlen last year. Perez was found dead in her house in May. The court in Port Arlen set aside "
        "three weeks for the trial and has called forty witnesses, among them two former drivers of the minister.\n"
    ),
    "b.txt": (
        "Quell rejects charge\n\nKESBAD, March 3, 2026 — Omar Quell denied killing Ana Perez. Reporters waited outside "
        "his house in Kesbad until late in the evening, and the police closed the street because of the crowd.\n"
    ),
    "c.txt": (
        "Driver speaks\n\nPORT ARLEN, March 5, 2026 — A driver, Pavel Ganz, confirmed that Omar Quell killed Ana "
        "Perez. He told the court that he had washed the car that night and had been paid to say nothing about it.\n"
    ),
    "d.txt": (
        "Old minister denies all\n\nKESBAD, March 4, 2026 — Omar Quell denied killing Ana Perez. Reporters waited "
        "outside his house in Kesbad until late in the evening, and the police closed the street because of the crowd. "
        "His lawyer, Ines Ruiz, spoke briefly.\n"
    ),
    "e.txt": (
        "Lawyer on trial\n\nKESBAD, March 9, 2026 — Ines Ruiz denied that Omar Quell killed Ana Perez in Port Arlen. "
        "The lawyer, 51, said that a friend would tell the court where he had been on that long night.\n"
    ),
}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    folder = tmp_path_factory.mktemp("read")
    for name, text in READ.items():
        (folder / name).write_text(text, "utf-8")
    return build([folder], threads=1)


@pytest.mark.parametrize("seed", range(4))
def test_what_the_reader_finds_stays_up_to_date(read: KnowledgeGraph, seed: int) -> None:
    draw = random.Random(seed)
    known = {one.article.id: one for one in disassemble(read)}
    connection = duckdb.connect()
    books = {**identity_tables(), **copy_tables(), **answer_tables()}
    for name, form in {**{name: schema(kind) for name, kind in TABLES.items()}, **books}.items():
        connection.register("incoming", form.empty_table())
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
        connection.unregister("incoming")
    held: set[str] = set()
    for _ in range(4):
        gone = set(draw.sample(sorted(held), min(len(held), 2)))
        coming = draw.sample(sorted(known.keys() - held), draw.randint(0, len(known) - len(held)))
        held = updated(connection, held, [known[name] for name in coming], gone)
    updated(connection, held, [known[name] for name in sorted(known.keys() - held)], set())
    assert found_in(connection).answers == read.answers
    assert found_in(connection).copies == read.copies
    assert {answer.agrees for answer in read.answers} == {False, True}
    assert read.copies


def updated(connection: Any, held: set[str], added: list[AnnotatedArticle], gone: set[str]) -> set[str]:
    identity = identity_changes(connection, added=added, removed=gone, judgements=())
    copies = copy_changes(connection, added=[one.article for one in added], removed=gone)
    answers = answer_changes(connection, added=added, removed=gone, identity=identity, copies=copies)
    articles = article_changes(connection, added=added, removed=gone)
    apply(connection, (*identity.changes, *copies.changes, *answers.changes, *articles))
    graph = found_in(connection)
    whole = find_answers(
        claims=graph.claims,
        events=graph.events,
        articles=graph.articles,
        entity_of=graph.entity_of,
        copies=find_copies(graph.articles),
        groups={local.id for local in graph.local_entities if local.kind is Kind.GROUP},
        entities=graph.entities,
    )
    assert graph.answers == whole
    return (held - gone) | {one.article.id for one in added}


def found_in(connection: Any) -> KnowledgeGraph:
    return in_order(from_tables({name: connection.table(name).to_arrow_table() for name in TABLES}))
