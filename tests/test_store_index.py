"""The index as it is written: changes come to what writing the whole would, and no text can harm it."""

import sqlite3
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from factory import article, sample_graph, span
from newsgraph.errors import NewsgraphError
from newsgraph.ids import article_id
from newsgraph.library.index import open_index
from newsgraph.model import Entity, Event, Kind, KnowledgeGraph, LocalEntity, Naming, Part, PartRole
from newsgraph.store import index as index_module
from newsgraph.store.folding import folded, word_places, words
from newsgraph.store.index import change_index, require_full_text, write_index
from newsgraph.store.marks import marks_of
from states import NUMBERS, WHOLE, answers, change_of, part


def told(path: Path) -> list[object]:
    index = open_index(path)
    try:
        return answers(index)
    finally:
        index.close()


@settings(derandomize=True, deadline=None, max_examples=15)
@given(st.lists(st.frozensets(st.sampled_from(NUMBERS), max_size=7), min_size=2, max_size=5))
def test_changes_come_to_what_writing_the_whole_would(
    tmp_path_factory: pytest.TempPathFactory, states: list[frozenset[int]]
) -> None:
    folder = tmp_path_factory.mktemp("index")
    write_index(folder / "changed.sqlite", part(states[0]))
    for old, new in pairwise(part(state) for state in states):
        before, after = ({article.id for article in graph.articles} for graph in (old, new))
        left = {entity.id for entity in new.entities}
        change_index(
            folder / "changed.sqlite",
            removed_articles=before - after,
            removed_entities={entity.id for entity in old.entities} - left,
            added=change_of(old, new),
        )
    write_index(folder / "whole.sqlite", part(states[-1]))
    assert told(folder / "changed.sqlite") == told(folder / "whole.sqlite")
    with sqlite3.connect(folder / "changed.sqlite") as connection:
        for table in ("label_words", "headline_words", "texts"):
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_what_is_put_in_again_replaces_what_was_there(tmp_path: Path) -> None:
    graph = part(frozenset({0, 1, 2}))
    write_index(tmp_path / "index", graph)
    before = told(tmp_path / "index")
    change_index(tmp_path / "index", added=graph)
    change_index(tmp_path / "index", removed_articles=["none"], removed_entities=["none"])
    assert told(tmp_path / "index") == before


def test_an_article_whose_things_are_known_as_others_moves_with_them(tmp_path: Path) -> None:
    old = part(frozenset({0, 1}))
    write_index(tmp_path / "changed", old)
    gone = old.entities[0]
    other = replace(gone, id=f"{gone.id}-2", name="Zelda Q. Newcome")
    local_entities = tuple(
        replace(local, entity=other.id) if local.entity == gone.id else local for local in old.local_entities
    )
    new = replace(old, entities=(*old.entities[1:], other), local_entities=local_entities)
    naming = {local.article for local in local_entities if local.entity == other.id}
    change_index(
        tmp_path / "changed",
        removed_entities=[gone.id],
        added=KnowledgeGraph(
            articles=tuple(one for one in new.articles if one.id in naming),
            local_entities=tuple(local for local in local_entities if local.article in naming),
            quotes=tuple(row for row in new.quotes if row.article in naming),
            claims=tuple(row for row in new.claims if row.article in naming),
            events=tuple(row for row in new.events if row.article in naming),
            entities=(other,),
        ),
    )
    write_index(tmp_path / "whole", new)
    assert told(tmp_path / "changed") == told(tmp_path / "whole")


HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=["Cs"]), st.sampled_from("\x00\"'*()^:;<>&%_-+ \n\u202e\ufeff")
    ),
    max_size=30,
)


@settings(derandomize=True, deadline=None, max_examples=40)
@given(st.lists(st.tuples(HOSTILE, HOSTILE, HOSTILE), min_size=1, max_size=3))
def test_any_text_can_be_written_changed_and_read(
    tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str, str, str]]
) -> None:
    graph = KnowledgeGraph()
    for number, (headline, body, name) in enumerate(texts):
        graph = _with_article(graph, number, headline, body, name)
    path = tmp_path_factory.mktemp("index") / "index.sqlite"
    write_index(path, graph)
    change_index(path, added=graph)
    index = open_index(path)
    for one in graph.articles:
        shown = index.article(one.id)
        assert shown is not None
        assert (shown.text, shown.headline, shown.origin) == (one.text, one.headline, one.origin)
        assert [mark.span.of(shown.text) for mark in shown.highlights if mark.what == "mention"] == [one.text[:1]]
    for entity in graph.entities:
        found = index.entity(entity.id)
        assert found is not None
        assert (found.name, found.articles, found.mentions) == (entity.name, 1, 1)
    for text in (typed for row in texts for typed in row):
        index.suggest(text)
        for hit in index.search(text).hits:
            assert all(0 <= mark.start < mark.end <= len(hit.snippet) for mark in hit.marks)
    index.close()
    change_index(path, removed_articles=[one.id for one in graph.articles], removed_entities=[
        entity.id for entity in graph.entities
    ])  # fmt: skip
    assert told(path) == told_of_nothing(path.with_name("nothing.sqlite"))


def told_of_nothing(path: Path) -> list[object]:
    write_index(path, KnowledgeGraph())
    return told(path)


def _with_article(graph: KnowledgeGraph, number: int, headline: str, body: str, name: str) -> KnowledgeGraph:
    text = f"x{headline}\n\n{body}"
    made = replace(
        article(text, origin=f"{number}{name}.txt"),
        headline=headline,
        outlet=name,
        parts=(Part(PartRole.PARAGRAPH, span(text, text)),),
    )
    entity = Entity(f"person/{number}", Kind.PERSON, name, (headline, body))
    namings = (Naming(span(text, "x"), "name"),)
    local = LocalEntity(
        f"local/{made.id}_{number}", made.id, Kind.PERSON, "k", name, namings, entity=entity.id
    )  # fmt: skip
    event = Event(f"event/{number}", made.id, "ng:Attack", body, (), (span(text, "x"),))
    return replace(
        graph,
        articles=(*graph.articles, made),
        entities=(*graph.entities, entity),
        local_entities=(*graph.local_entities, local),
        events=(*graph.events, event),
    )


def test_marks_tell_what_each_stretch_means_once() -> None:
    graph = sample_graph()
    marks = marks_of(graph)
    assert set(marks) == {one.id for one in graph.articles}
    for one in graph.articles:
        rows = [tuple(map(str, mark)) for mark in marks[one.id]]
        assert len(rows) == len(set(rows))
        assert all(0 <= start < end <= len(one.text) for start, end, *_ in marks[one.id])
    kinds = {mark[2] for rows in marks.values() for mark in rows}
    assert kinds == {"mention", "quote", "cue", "event", "claim"}


def test_an_index_without_full_text_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    require_full_text()

    class Refusing:
        def execute(self, _: str) -> None:
            raise sqlite3.OperationalError("no such module: fts5")

        def close(self) -> None:
            pass

    monkeypatch.setattr(index_module.sqlite3, "connect", lambda _: Refusing())
    with pytest.raises(NewsgraphError, match="without FTS5"):
        require_full_text()


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Łukasz Ørsted-Žižek", "lukasz orsted zizek"),
        ("STRASSE Straße", "strasse strasse"),
        ("Æthelred œuvre ﬁn", "aethelred oeuvre fin"),
        ("O’Neil & O'Neil", "o neil o neil"),
        ("don't_stop", "don t stop"),
        ("18,000 (½)", "18 000 1 2"),
        ("Зюганов ΑΘΉΝΑ", "зюганов αθηνα"),
        ("e\u0301lan élan", "elan elan"),
        ("東京都", "東京都"),
        ("İstanbul ısı", "istanbul isi"),
        ("?!… \x00 🙂", ""),
        ("", ""),
    ],
)
def test_names_are_folded(text: str, plain: str) -> None:
    assert folded(text) == plain


@given(st.text(max_size=60))
def test_folding_is_steady_and_places_lie_in_the_text(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert all(word and word == word.strip() for word in words(text))
    for word, start, end in word_places(text):
        assert 0 <= start < end <= len(text)
        assert words(text[start:end])
        assert word


def test_words_have_a_longest_length() -> None:
    assert [len(word) for word in words("a" * 10_000)] == [200]


def test_ids_of_the_sample_are_found(tmp_path: Path) -> None:
    one = article("Nothing happened.", published=date(2026, 1, 1))
    assert one.id == article_id(one.origin, one.text)
    write_index(tmp_path / "index", KnowledgeGraph(articles=(one,)))
    index = open_index(tmp_path / "index")
    assert index.article(f"article/{one.id}") == index.article(one.id)
    index.close()
    assert len(WHOLE.articles) == len(NUMBERS)
