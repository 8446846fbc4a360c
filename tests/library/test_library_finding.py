"""Search and suggestions: what is found, in which order, with which words shown; and that no input harms."""

import string
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, strategies as st

from factory import article
from newsgraph.ids import local_entity_id
from newsgraph.library.index import Index, open_index
from newsgraph.library.snippets import snippet
from newsgraph.library.words import phrases
from newsgraph.model import Article, Entity, Kind, KnowledgeGraph, LocalEntity, Naming, Span
from newsgraph.store.index import write_index

THINGS = {
    "person/ana-ruiz": ("Ana Ruiz", ("Ruiz",), 3),
    "person/anastasia": ("Anastasia Bell", (), 1),
    "person/zoe": ("Zoë Ånström", (), 1),
    "person/luka": ("Łukasz Anan", (), 4),
    "place/santa-ana": ("Santa Ana", (), 2),
    "place/ana": ("Ana", (), 1),
    "organization/oneil": ("O'Neil & Sons", ("the firm",), 1),
    "legislation/act": ("Flood Act 1952", ("66 Stat. 163",), 0),
}
TEXTS = (
    ("Flood in Halvmark", "The river rose. Damage was great, and the flood damage was not insured.", "North Herald"),
    ("Council meets", "The council spoke of roads, of schools and, last, of a flood.", "North Herald"),
    ("Damage at sea", "A flood of complaints; no damage.", "South Courier"),
    ("Café opens", "The café on the quay opened. NAÏVE guests came. " + "Rain fell on the quay. " * 60, None),
    (None, "Nobody gave this a name, for the cafes were closed.", None),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    articles = tuple(
        replace(
            article(text, headline=headline, published=date(2026, 3, number + 1), origin=f"{number}.txt"),
            outlet=outlet,
        )
        for number, (headline, text, outlet) in enumerate(TEXTS)
    )
    graph = KnowledgeGraph(
        articles=articles,
        entities=tuple(Entity(one, Kind(one.partition("/")[0].title()), *row[:2]) for one, row in THINGS.items()),
        local_entities=tuple(_local(one, articles[number]) for one, row in THINGS.items() for number in range(row[2])),
    )
    path = tmp_path_factory.mktemp("index") / "index.sqlite"
    write_index(path, graph)
    opened = open_index(path)
    yield opened
    opened.close()


def _local(entity: str, named: Article) -> LocalEntity:
    kind = Kind(entity.partition("/")[0].title())
    made = local_entity_id(named.id, kind, entity)
    return LocalEntity(made, named.id, kind, entity, THINGS[entity][0], (Naming(Span(0, 1), "name"),), entity=entity)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("ana", ["Ana", "Ana Ruiz", "Anastasia Bell", "Santa Ana", "Łukasz Anan"]),
        ("Ana ", ["Ana", "Ana Ruiz", "Santa Ana"]),
        ("ANA R", ["Ana Ruiz"]),
        ("ruiz", ["Ana Ruiz"]),
        ("ruiz ana", ["Ana Ruiz"]),
        ("zoe an", ["Zoë Ånström"]),
        ("zoë ån", ["Zoë Ånström"]),
        ("luk", ["Łukasz Anan"]),
        ("Łuk", ["Łukasz Anan"]),
        ("oneil", []),
        ("o'neil", ["O'Neil & Sons"]),
        ("O’Neil &", ["O'Neil & Sons"]),
        ("66 stat", ["Flood Act 1952"]),
        ("fl", ["Flood Act 1952", "Flood in Halvmark"]),
        ("caf", ["Café opens"]),
        ("ana zzz", []),
        ("", []),
        ("?!*", []),
        ("*", []),
        ('"', []),
    ],
)
def test_suggestions_and_their_order(index: Index, typed: str, names: list[str]) -> None:
    assert [one.label for one in index.suggest(typed)] == names
    assert [one.label for one in index.suggest(typed, 1)] == names[:1]


def test_suggestions_tell_which_name_fits_and_can_be_of_kinds(index: Index) -> None:
    (ruiz,) = index.suggest("ruiz")
    assert (ruiz.id, ruiz.kind, ruiz.label, ruiz.matched, ruiz.articles) == (
        "person/ana-ruiz", "Person", "Ana Ruiz", "Ruiz", 3,
    )  # fmt: skip
    assert [one.label for one in index.suggest("ana", kinds=["Place"])] == ["Ana", "Santa Ana"]
    assert [one.kind for one in index.suggest("fl", kinds=["Article"])] == ["Article"]
    assert index.suggest("ana", kinds=["'; DROP"]) == ()


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("flood", ["Flood Act 1952", "Flood in Halvmark", "Damage at sea", "Council meets"]),
        ("flood damage", ["Damage at sea", "Flood in Halvmark"]),
        ('"flood damage"', ["Flood in Halvmark"]),
        ("“flood damage”", ["Flood in Halvmark"]),
        ('flood "no damage"', ["Damage at sea"]),
        ('"damage flood"', []),
        ("flo", []),
        ("flo*", ["Flood Act 1952", "Flood in Halvmark", "Damage at sea", "Council meets"]),
        ("f*", []),
        ("cafe", ["Café opens"]),
        ("NAIVE", ["Café opens"]),
        ("cafes", ["Nobody gave this a name, for the cafes were closed."]),
        ("flood NOT council", []),
        ("flood OR council", []),
        ("headline:flood", []),
        ("NEAR(flood damage)", []),
        ("^flood", ["Flood Act 1952", "Flood in Halvmark", "Damage at sea", "Council meets"]),
        ("", []),
        ("- + ( ) : ^ *", []),
    ],
)
def test_search_and_its_order(index: Index, text: str, labels: list[str]) -> None:
    found = index.search(text)
    assert [hit.label for hit in found.hits] == labels
    assert found.total == len(labels)


def test_pages_of_hits_are_parts_of_one_list(index: Index) -> None:
    whole = index.search("flood")
    for limit in (1, 2, 3):
        pages = [index.search("flood", limit=limit, offset=offset) for offset in range(0, 6, limit)]
        assert tuple(hit for page in pages for hit in page.hits) == whole.hits
        assert {page.total for page in pages} == {whole.total}


def test_hits_can_be_narrowed(index: Index) -> None:
    def labels(**options: object) -> list[str]:
        return [hit.label for hit in index.search("flood", **options).hits]  # type: ignore[arg-type]

    assert labels(kinds=["Article"]) == ["Flood in Halvmark", "Damage at sea", "Council meets"]
    assert labels(kinds=["Legislation"]) == ["Flood Act 1952"]
    assert labels(outlet="South Courier") == ["Damage at sea"]
    assert labels(since=date(2026, 3, 2)) == ["Damage at sea", "Council meets"]
    assert labels(until=date(2026, 3, 1)) == ["Flood in Halvmark"]
    assert labels(since=date(2026, 3, 2), until=date(2026, 3, 2), outlet="North Herald") == ["Council meets"]
    assert labels(kinds=["Legislation"], outlet="North Herald") == []


def test_what_is_shown_of_an_article_holds_the_words(index: Index) -> None:
    (hit,) = index.search("naive guests").hits
    assert [mark.of(hit.snippet) for mark in hit.marks] == ["NAÏVE", "guests"]
    assert hit.snippet.endswith(" …")
    assert len(hit.snippet) < 260
    (last,) = index.search('"last of a flood"').hits
    assert [mark.of(last.snippet) for mark in last.marks] == ["last, of a flood"]


@pytest.mark.parametrize("text", ["Ana", "flood", "quay"])
def test_the_same_question_has_the_same_answer(index: Index, text: str) -> None:
    assert index.search(text) == index.search(text)
    assert index.suggest(text) == index.suggest(text)


NASTY = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from(string.printable), st.sampled_from("\x00\ud800\"*'()🙂é")),
    max_size=40,
)


@given(NASTY)
@example("a" * 10_000)
@example(" ".join(["word"] * 5_000))
@example('"' * 5_000)
@example("\x00")
@example("a\x00b*")
@example("🙂🙂*")
@example('"unclosed phrase')
@example("AND OR NOT NEAR(")
@example("{headline text}: x")
def test_no_input_harms(index: Index, text: str) -> None:
    index.suggest(text)
    index.suggest(text, kinds=[text])
    found = index.search(text, outlet=text)
    assert found.total == 0 or found.hits
    for hit in index.search(text).hits:
        assert all(0 <= mark.start < mark.end <= len(hit.snippet) for mark in hit.marks)
    index.matching(text)


@given(
    st.text(alphabet="ab é\nß.", max_size=600), st.lists(st.sampled_from(["a", "b", "e", "ab", "ss", '"a b"', "ab*"]))
)
def test_snippets_mark_what_was_looked_for(text: str, wanted: list[str]) -> None:
    shown, marks = snippet(text, phrases(" ".join(wanted)))
    assert "\n" not in shown
    assert len(shown) <= 244
    for mark in marks:
        assert mark.of(shown).strip() == mark.of(shown) != ""
