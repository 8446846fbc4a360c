import gc
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from factory import article, sample_graph, span
from generate import generated_graph
from newsgraph.assemble import in_order
from newsgraph.errors import NewsgraphError
from newsgraph.explore import gathering, parts
from newsgraph.explore.gather import gather, gather_graph
from newsgraph.explore.picture import KINDS, MODALITIES, NO_DAY, NOTHING, VOICES, Picture
from newsgraph.model import (
    Answer,
    Article,
    Claim,
    Copy,
    Entity,
    Event,
    Judgement,
    Kind,
    KnowledgeGraph,
    LocalEntity,
    Naming,
    Position,
    Publicity,
    Quantity,
    Role,
    Run,
    Span,
    TimeBounds,
    Verdict,
)
from newsgraph.network import links, quantity_words
from newsgraph.network.nodes import nodes
from newsgraph.store import save_graph
from newsgraph.view.told import voice_of
from states import NUMBERS, part
from telling import BANK, BRANDT, FIRST, SECOND, TOLVA, telling_graph


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each part hold a single article, so that every link between articles crosses parts."""
    monkeypatch.setattr(parts, "AT_ONCE", 1)


def saved(kg: KnowledgeGraph, folder: Path) -> Path:
    folder.mkdir()
    save_graph(kg, folder / "graph.duckdb")
    return folder


def plain(value: Any) -> Any:
    """Return a picture as values that can be compared."""
    if isinstance(value, np.ndarray):
        return (str(value.dtype), value.tobytes())
    if hasattr(value, "__dataclass_fields__"):
        return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return list(value.items()) if isinstance(value, dict) else value


def told(picture: Picture) -> list[tuple[str, ...]]:
    """Return each link of a picture in words, in order."""
    found, ids = picture.links, picture.nodes.ids
    return [
        (
            ids[source],
            ids[target],
            picture.relations[relation],
            VOICES[voice],
            MODALITIES[modality],
            str(bool(negated)),
            ids[teller],
            "" if speaker == NOTHING else ids[speaker],
        )
        for source, target, relation, voice, modality, negated, teller, speaker in zip(
            found.sources, found.targets, found.relations, found.voices, found.modalities, found.negated,
            found.articles, found.speakers, strict=True,
        )
    ]  # fmt: skip


def words(picture: Picture, wanted: tuple[str, ...]) -> list[list[str]]:
    """Return the marked words of each link that is told so: source, target, relation."""
    numbers = [number for number, link in enumerate(told(picture)) if link[:3] == wanted]
    return [
        [one.sentences[sentence][start:end] for sentence, start, end in one.evidence[number]]
        for number in numbers
        for one in picture.passages
        if number in one.evidence
    ]


def node(picture: Picture, name: str) -> dict[str, Any]:
    """Return all that is known of a node by its identifier."""
    at = picture.nodes.ids.index(name)
    values = {
        field: getattr(picture.nodes, field)[at] for field in picture.nodes.__dataclass_fields__ if field != "facts"
    }
    return {**values, **picture.nodes.facts[at]}


def told_of_all() -> KnowledgeGraph:
    """Return every way of telling, with a whole and open questions of identity between articles."""
    whole = Entity("organization/harlow", Kind.ORGANIZATION, "Harlow")
    kg = telling_graph()
    doubts = (
        (f"local/{FIRST.id}/{BRANDT.id}", f"local/{SECOND.id}/{TOLVA.id}"),
        (f"local/{SECOND.id}/{BANK.id}", f"local/{FIRST.id}/{BRANDT.id}"),
    )
    return replace(
        kg,
        entities=(*(replace(one, part_of=whole.id if one is BANK else None) for one in kg.entities), whole),
        judgements=tuple(Judgement(*sides, Verdict.OPEN, 0.4, "near", "test") for sides in doubts),
    )


GRAPHS = {
    "sample": sample_graph(),
    "told": told_of_all(),
    "generated": generated_graph(400),
    "empty": KnowledgeGraph(),
}


@pytest.mark.parametrize("name", GRAPHS)
def test_folder_and_memory_agree(name: str, tmp_path: Path) -> None:
    kg = GRAPHS[name]
    assert plain(gather(saved(kg, tmp_path / "graph"))) == plain(gather_graph(kg))


@pytest.mark.usefixtures("one_by_one")
@pytest.mark.parametrize("name", GRAPHS)
def test_small_parts_give_the_same(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = plain(gather(saved(GRAPHS[name], tmp_path / "graph")))
    monkeypatch.undo()
    assert plain(gather_graph(GRAPHS[name])) == small


@pytest.mark.usefixtures("one_by_one")
@pytest.mark.parametrize("name", GRAPHS)
def test_nodes_and_links_are_those_of_the_projection(name: str) -> None:
    kg, picture = GRAPHS[name], gather_graph(GRAPHS[name])
    known = dict(nodes(kg))
    assert set(picture.nodes.ids) == known.keys()
    for number, one in enumerate(picture.nodes.ids):
        assert picture.nodes.names[number] == known[one]["label"]
        assert "headline" not in picture.nodes.facts[number]
        assert KINDS[picture.nodes.kinds[number]] == known[one]["kind"]
        assert picture.nodes.mentions[number] == known[one].get("mentions", 0)
        assert picture.nodes.articles[number] == known[one].get("articles", 1)
    expected = [(one.source, one.target, one.article, voice_of(one), one.attributed_to or "") for one in links(kg)]
    drawn = [(one[0], one[1], one[6].removeprefix("article/"), one[3], one[7]) for one in told(picture)]
    assert Counter(one for one in drawn if one[3] != "figure") == Counter(expected)
    figures = [claim for claim in kg.claims if isinstance(claim.object, Quantity)]
    assert sum(one[3] == "figure" for one in drawn) == len(figures)
    assert (picture.total_nodes, picture.total_links) == (len(known), len(picture.links.sources))


@pytest.mark.parametrize("name", GRAPHS)
def test_links_stand_by_edge_and_day(name: str) -> None:
    picture = gather_graph(GRAPHS[name])
    found, days = picture.links, picture.nodes.days
    ends = [tuple(sorted(pair)) for pair in zip(found.sources, found.targets, strict=True)]
    order = [(*pair, days[teller]) for pair, teller in zip(ends, found.articles, strict=True)]
    assert order == sorted(order)


@pytest.mark.parametrize("name", GRAPHS)
def test_every_link_with_evidence_shows_words_of_its_own_article(name: str) -> None:
    kg, picture = GRAPHS[name], gather_graph(GRAPHS[name])
    texts = {f"article/{one.id}": one.text for one in kg.articles}
    shown: set[int] = set()
    articles = [one.article for one in picture.passages]
    assert articles == sorted(set(articles))
    for one in picture.passages:
        text = texts[picture.nodes.ids[one.article]]
        assert list(one.places) == sorted(one.places)
        assert len(one.places) == len(one.sentences) == len(set(zip(one.places, one.sentences, strict=True)))
        for sentence in one.sentences:
            assert sentence.removeprefix("… ").removesuffix(" …") in text
        cited = {sentence for marks in one.evidence.values() for sentence, _, _ in marks}
        assert cited == set(range(len(one.sentences)))
        for link, marks in one.evidence.items():
            assert picture.links.articles[link] == one.article
            assert all(0 <= start <= end <= len(one.sentences[sentence]) for sentence, start, end in marks)
            shown.add(link)
    bare = {number for number in range(len(picture.links.sources)) if number not in shown}
    assert {VOICES[picture.links.voices[number]] for number in bare} <= {"copy"}


def test_importance_is_how_many_others_a_node_is_joined_to() -> None:
    picture = gather_graph(GRAPHS["generated"])
    kinds = [KINDS[kind] for kind in picture.nodes.kinds]
    neighbours: dict[int, set[int]] = {number: set() for number in range(len(kinds))}
    for source, target in zip(picture.links.sources, picture.links.targets, strict=True):
        if source != target:
            neighbours[source].add(target)
            neighbours[target].add(source)

    def rank(number: int) -> tuple[bool, int, int, str]:
        event = kinds[number] == "ReportedEvent"
        joined = [one for one in neighbours[number] if event or kinds[one] != "ReportedEvent"]
        return event, -len(joined), -int(picture.nodes.mentions[number]), picture.nodes.ids[number]

    assert [rank(number) for number in range(len(kinds))] == sorted(rank(number) for number in range(len(kinds)))


@pytest.mark.parametrize("limit", [1, 7, 40, 250])
@pytest.mark.parametrize("name", ["generated", "told"])
def test_of_more_nodes_than_the_limit_the_most_important_are_taken(name: str, limit: int) -> None:
    whole, part_ = gather_graph(GRAPHS[name]), gather_graph(GRAPHS[name], limit=limit)
    assert part_.nodes.ids == whole.nodes.ids[:limit]
    assert part_.nodes.names == whole.nodes.names[:limit]
    assert (part_.total_nodes, part_.total_links) == (whole.total_nodes, whole.total_links)
    kept = set(part_.nodes.ids)
    inside = [one for one in told(whole) if {one[0], one[1], one[6]} <= kept]
    ends = [one[:2] + one[3:7] for one in inside]
    assert [one[:2] + one[3:7] for one in told(part_)] == ends
    for mine, theirs in zip(told(part_), inside, strict=True):
        # A source that is not shown is told in words.
        assert mine[7] == theirs[7] or (mine[7] == "" and " (according to " in mine[2])
    assert set(part_.outlets) <= set(whole.outlets)
    assert {one.article for one in part_.passages} <= set(range(limit))


def test_a_part_of_the_graph_tells_the_same_words() -> None:
    whole, part_ = gather_graph(GRAPHS["told"]), gather_graph(GRAPHS["told"], limit=9)
    assert 0 < len(told(part_)) < len(told(whole))
    for wanted in {one[:3] for one in told(part_)} & {one[:3] for one in told(whole)}:
        assert words(part_, wanted) == words(whole, wanted)


@settings(max_examples=12)
@given(st.frozensets(st.sampled_from(NUMBERS), min_size=1, max_size=5), st.integers(0, 99))
def test_the_order_of_rows_leaves_no_trace(numbers: frozenset[int], seed: int) -> None:
    kg = part(numbers)
    chance = random.Random(seed)
    shuffled = KnowledgeGraph(
        **{
            field: tuple(chance.sample(rows, len(rows)))
            for field in kg.__dataclass_fields__
            for rows in [getattr(kg, field)]
        }
    )
    assert plain(gather_graph(shuffled)) == plain(gather_graph(kg))


@settings(max_examples=6)
@given(st.frozensets(st.sampled_from(NUMBERS), min_size=2, max_size=6), st.data())
def test_a_folder_whose_article_went_is_as_if_it_never_came(
    tmp_path_factory: pytest.TempPathFactory, numbers: frozenset[int], data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from(sorted(numbers)))
    before, after = part(numbers), part(numbers - {gone})
    folder = saved(before, tmp_path_factory.mktemp("history") / "graph")
    _take_away(folder / "graph.duckdb", before, after)
    assert plain(gather(folder)) == plain(gather_graph(after))


def _take_away(tables: Path, before: KnowledgeGraph, after: KnowledgeGraph) -> None:
    """Change the rows as an update does, old ones deleted and changed ones put behind the others."""
    from newsgraph.codec import to_tables
    from newsgraph.store import insert, writing_tables

    changed = [entity for entity in after.entities if entity not in before.entities]
    with writing_tables(tables) as connection:
        kept = [one.id for one in after.articles]
        for name in ("mentions", "local_entities", "quotes", "claims", "events"):
            connection.execute(f"DELETE FROM {name} WHERE article NOT IN (SELECT unnest(?))", [kept])
        connection.execute("DELETE FROM articles WHERE id NOT IN (SELECT unnest(?))", [kept])
        same = [entity.id for entity in after.entities if entity in before.entities]
        connection.execute("DELETE FROM entities WHERE id NOT IN (SELECT unnest(?::VARCHAR[]))", [same])
        insert(connection, "entities", to_tables(KnowledgeGraph(entities=tuple(reversed(changed))))["entities"])


def test_numbers_told_of_a_node_lead_to_itself() -> None:
    picture = gather_graph(GRAPHS["told"])
    (age,) = [one for one in told(picture) if one[3] == "figure"]
    assert age[:3] == ("person/brandt", "person/brandt", "age: 41 years")
    assert age[7] == "person/tolva"
    assert words(picture, age[:3]) == [["Omar Brandt"]]


def test_what_is_told_keeps_its_voice() -> None:
    picture = gather_graph(GRAPHS["told"])
    found = told(picture)
    shown = {(one[0], one[2], one[3], one[4], one[5]) for one in found}
    assert ("person/tolva", "works for", "own", "stated", "False") in shown
    assert ("person/tolva", "works for", "hedged", "alleged", "False") in shown
    assert ("person/brandt", "owns", "attributed", "stated", "False") in shown
    assert ("person/brandt", "owns", "negated", "stated", "True") in shown
    assert ("event/denied", "denies", "answer", "stated", "False") in shown
    (owns,) = [number for number, one in enumerate(found) if one[2:4] == ("owns", "attributed")]
    assert picture.links.confidences[owns] == 80
    (said,) = [one for one in picture.passages if owns in one.cues]
    assert said.cues[owns] == "claimed"
    (copied,) = [number for number, one in enumerate(found) if one[3] == "copy"]
    assert picture.links.confidences[copied] == round(100 * GRAPHS["told"].copies[0].similarity)


def test_the_word_that_tells_of_an_event_is_marked_with_its_part() -> None:
    picture = gather_graph(GRAPHS["told"])
    assert words(picture, ("event/arrest", "group/police", "agent")) == [["Police", "arrested"]]


STORY = article(
    "Ana Pell spoke. Ana Pell came. Ana Pell stood. Ana Pell ate. Ana Pell slept. Ana Pell woke. Ana Pell left. "
    "Ana Pell rests.",
    published=date(2026, 3, 2),
    outlet="North Herald",
)
PELL = Entity("person/pell", Kind.PERSON, "Ana Pell")


def naming(source: Article, entity: Entity, *spans: Span) -> LocalEntity:
    name = f"local/{source.id}_{entity.id}"
    return LocalEntity(
        name, source.id, entity.kind, entity.id, entity.name, tuple(Naming(one, "name") for one in spans),
        entity=entity.id,
    )  # fmt: skip


def of_one(entity: Entity, source: Article = STORY, **rows: Any) -> KnowledgeGraph:
    spans = tuple(span(source.text, "Ana Pell", nth) for nth in range(source.text.count("Ana Pell")))
    return KnowledgeGraph(
        articles=(source,), entities=(entity,), local_entities=(naming(source, entity, *spans),), **rows
    )


def test_of_many_sentences_six_are_carried_and_the_rest_counted() -> None:
    picture = gather_graph(of_one(PELL))
    (passages,) = picture.passages
    assert len(passages.evidence[0]) == len(passages.sentences) == 6
    assert passages.more == {0: 2}
    assert passages.places == (0, 1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://herald.example/a?b=1#c", True),
        ("HTTP://herald.example/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("//herald.example/a", False),
        ("https://herald.example/a b", False),
        ("https://", False),
        ("\x01https://herald.example/", False),
        (" https://herald.example/", False),
    ],
)
def test_only_addresses_of_pages_are_told(url: str, kept: bool) -> None:
    picture = gather_graph(of_one(PELL, replace(STORY, url=url)))
    assert node(picture, f"article/{STORY.id}").get("url") == (url if kept else None)


@pytest.mark.parametrize(
    ("kind", "publicity", "told_of"),
    [
        (Kind.PERSON, Publicity.PUBLIC, True),
        (Kind.PERSON, Publicity.PRIVATE, False),
        (Kind.PERSON, Publicity.UNKNOWN, False),
        (Kind.PERSON, None, False),
        (Kind.ORGANIZATION, None, True),
    ],
)
def test_people_who_are_not_known_to_be_public_lead_nowhere_outside(
    kind: Kind, publicity: Publicity | None, told_of: bool, tmp_path: Path
) -> None:
    entity = Entity("thing/pell", kind, "Ana Pell", publicity=publicity)
    outside = "http://www.wikidata.org/entity/Q999999999"
    kg = of_one(entity, judgements=(Judgement(entity.id, outside, Verdict.SAME, 0.9, "listed", "list"),))
    for picture in (gather_graph(kg), gather(saved(kg, tmp_path / "graph"))):
        assert node(picture, entity.id).get("same_as") == (outside if told_of else None)


def test_facts_are_plain_words() -> None:
    entity = Entity(
        "person/pell", Kind.PERSON, "Ana Pell", ("A. Pell", "Pell"), Publicity.PUBLIC, "office", normal_form="Pell",
        position=Position(40.5, -74.25),
    )  # fmt: skip
    event = Event(
        "event/1", STORY.id, "ng:LegislationSigned", "signed: Ana Pell", (Role("ng:Agent", PELL.id, (Span(0, 8),)),),
        (Span(9, 14),), TimeBounds(date(2026, 2, 1), None, None, date(2026, 2, 9)), negated=True,
        figures=(Quantity("bills", value=3.0),), attributed_to=PELL.id,
    )  # fmt: skip
    source = replace(STORY, byline="By Lou Marsh", language="en", origin="story.txt")
    picture = gather_graph(of_one(entity, source, events=(event,)))
    person = node(picture, "person/pell")
    assert (person["other_names"], person["publicity"], person["normal_form"]) == (
        "A. Pell | Pell",
        "public figure",
        "Pell",
    )
    assert (person["latitudes"], person["longitudes"]) == (40.5, -74.25)
    assert (person["days"], person["outlets"]) == (NO_DAY, NOTHING)
    story = node(picture, f"article/{STORY.id}")
    assert (story["byline"], story["language"], story["origin"]) == ("By Lou Marsh", "en", "story.txt")
    assert story["days"] == (date(2026, 3, 2) - date(1970, 1, 1)).days
    assert picture.outlets[story["outlets"]] == "North Herald"
    assert np.isnan(story["latitudes"])
    happened = node(picture, "event/1")
    assert happened["days"] == (date(2026, 2, 1) - date(1970, 1, 1)).days
    assert {fact: happened[fact] for fact in ("event_type", "when", "figures", "attributed_to", "denied")} == {
        "event_type": "legislation signed",
        "when": "between 2026-02-01 and 2026-02-09",
        "figures": quantity_words(event.figures[0]),
        "attributed_to": "Ana Pell",
        "denied": "yes",
    }
    assert "manner" not in happened
    undated = replace(event, time=TimeBounds())
    assert node(gather_graph(of_one(entity, source, events=(undated,))), "event/1")["days"] == story["days"]


LONG = [
    ("a" * 161, "a" * 159 + "…"),
    ("a" * 160, "a" * 160),
    ("a" * 150 + " " + "b" * 20, "a" * 150 + "…"),
    ("a" * 100 + " " + "b" * 80, "a" * 100 + " " + "b" * 58 + "…"),
    ("e\u0301" * 100, "e\u0301" * 79 + "…"),
    ("x" * 157 + "y\u0301\u0302\u0303", "x" * 157 + "…"),
    ("👩\u200d👧" * 60, "👩\u200d👧" * 53 + "…"),
]


@pytest.mark.parametrize(("name", "shown"), LONG)
def test_long_names_are_cut_and_kept_as_facts(name: str, shown: str) -> None:
    picture = gather_graph(of_one(replace(PELL, name=name), replace(STORY, headline=name)))
    assert set(picture.nodes.names) == {shown}
    whole = name if len(name) > 160 else None
    assert node(picture, PELL.id).get("whole_name") == whole
    assert node(picture, f"article/{STORY.id}").get("headline") == whole


BROKEN = KnowledgeGraph(
    articles=(STORY,),
    entities=(PELL, Entity("place/lost", Kind.PLACE, "Lost", part_of="place/none", demonym_of="place/none")),
    local_entities=(
        naming(STORY, PELL, Span(0, 8), Span(5000, 5010)),
        LocalEntity("local/none", "gone", Kind.PERSON, "x", "X", (), entity="person/none"),
    ),
    claims=(
        Claim("claim/1", STORY.id, "local/missing", "ng:leads", PELL.id, (Span(0, 8),)),
        Claim("claim/2", STORY.id, PELL.id, "ng:leads", "a plain text", (Span(0, 8),)),
        Claim("claim/3", STORY.id, "missing", "ng:age", Quantity("years", value=3.0), (Span(0, 8),)),
        Claim("claim/4", STORY.id, PELL.id, "ng:age", Quantity("years"), (Span(900, 910),), attributed_to="missing"),
        Claim("claim/5", "gone", PELL.id, "ng:leads", PELL.id, ()),
    ),
    events=(
        Event("event/1", STORY.id, "ng:Trial", "trial", (Role("ng:Agent", "missing", ()),), (), place="missing"),
        Event("event/2", "gone", "ng:Trial", "trial", (), ()),
    ),
    judgements=(
        Judgement("local/none", "local/missing", Verdict.OPEN, 0.5, "", ""),
        Judgement("local/missing", "local/none", Verdict.OPEN, 0.5, "", ""),
        Judgement("missing", "http://a.example/b", Verdict.SAME, 0.5, "", ""),
    ),
    copies=(Copy(STORY.id, "gone", 0.9), Copy("gone", STORY.id, 0.9)),
    answers=(Answer("event/1", "event/gone", agrees=True), Answer("claim/1", "claim/2", agrees=True)),
)


def test_ends_that_are_missing_break_nothing(tmp_path: Path) -> None:
    picture = gather_graph(BROKEN)
    assert plain(gather(saved(BROKEN, tmp_path / "graph"))) == plain(picture)
    assert plain(gather_graph(in_order(BROKEN), limit=2))
    assert [one[2] for one in told(picture)].count("mentions") == 1
    (age,) = [one for one in told(picture) if one[3] == "figure"]
    assert age[2].endswith(" (according to a source)")


def test_a_text_without_words_breaks_nothing() -> None:
    blank = replace(STORY, text=" \n ", headline=None)
    picture = gather_graph(replace(of_one(PELL), articles=(blank,)))
    assert picture.passages == ()
    assert len(picture.links.sources) == 1


def test_what_is_no_unicode_is_replaced() -> None:
    picture = gather_graph(of_one(replace(PELL, name="Ana \ud800Pell"), replace(STORY, headline="\udfff")))
    assert all(name.encode() for name in picture.nodes.names)


def test_a_folder_without_a_graph_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(NewsgraphError, match="There is no graph in"):
        gather(tmp_path)


def test_no_more_than_some_articles_are_held_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "AT_ONCE", 10)
    held: list[int] = []
    add = gathering.Gathering.add

    def counted(self: gathering.Gathering, one: parts.Part) -> None:
        held.append(len(one.graph.articles))
        add(self, one)

    monkeypatch.setattr(gathering.Gathering, "add", counted)
    kg = GRAPHS["generated"]
    gather(saved(kg, tmp_path / "graph"))
    assert sum(held) == len(kg.articles)
    assert max(held) == 10


def test_the_collector_of_cycles_is_as_it_was() -> None:
    assert gc.isenabled()
    gather_graph(GRAPHS["told"])
    assert gc.isenabled()


def runs() -> Iterator[tuple[Run, str]]:
    yield Run("run/1", "newsgraph", "0", (("base", "https://graph.example/"),)), "https://graph.example/"


@pytest.mark.parametrize(("run", "base"), list(runs()))
def test_the_base_is_the_one_the_graph_was_built_with(run: Run, base: str) -> None:
    assert gather_graph(replace(GRAPHS["told"], runs=(run,))).base == base
