"""Which thing a name stands for, and SPARQL with bounds."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given, strategies as st
from opened import opened

from factory import sample_graph
from newsgraph.errors import NewsgraphError
from newsgraph.library import Library
from newsgraph.library.asking import find, find_entity, sparql
from newsgraph.library.facts import Facts

BASE = "https://newsgraph.example/"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with opened(sample_graph(), tmp_path_factory.mktemp("graph")) as made:
        yield made


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("Dana Orlov", "Dana Orlov"),
        ("dana orlov", "Dana Orlov"),
        ("  Dáná Orlov ", "Dana Orlov"),
        ("Entry Act", "Entry Act"),
        ("section 12 of the Entry Act", "section 12 of the Entry Act"),
        ("Port Arlen", "Port Arlen"),
    ],
)
def test_a_name_stands_for_who_bears_it(library: Library, wanted: str, name: str) -> None:
    thing = find_entity(Facts(library), wanted)
    assert thing.name == name
    assert find(Facts(library), thing.iri) == find(Facts(library), thing.id) == thing
    assert find(Facts(library), thing.id.replace("/", ":")) == thing


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ("Nobody At All", "There is no 'Nobody At All' in the graph"),
        ("Dana", "There is no 'Dana' in the graph"),
        ("", "There is no '' in the graph"),
        ("person/nobody-00000000", "There is no 'person/nobody-00000000'"),
        (f"{BASE}person/nobody-00000000", "There is no 'https://newsgraph.example/person/nobody"),
        ("http://[", "There is no 'http://['"),
        ("x" * 5000, "…' in the graph"),
        ("Border Agency", "'Border Agency' names 2 things, so give the IRI of one: Border Agency (Organization): http"),
    ],
)
def test_what_is_not_there_and_what_is_two_is_said_in_a_sentence(library: Library, wanted: str, says: str) -> None:
    with pytest.raises(NewsgraphError) as raised:
        find(Facts(library), wanted)
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 600


def test_an_article_is_no_entity(library: Library) -> None:
    article = library.index.articles(1)[0].id
    assert find(Facts(library), article).kind == "Article"
    with pytest.raises(NewsgraphError, match="is an article; name a person"):
        find_entity(Facts(library), article)


@given(st.text())
def test_any_text_finds_a_thing_or_gives_a_sentence(library: Library, wanted: str) -> None:
    with suppress(NewsgraphError):
        assert find(Facts(library), wanted).iri


def test_rows_stop_at_the_bound_and_say_so(library: Library) -> None:
    everything = sparql(library, "SELECT * { ?s ?p ?o }", most=10**6)
    first = sparql(library, "SELECT * { ?s ?p ?o }", most=5)
    assert (len(first.rows), first.more, everything.more) == (5, True, False)
    assert first.rows == everything.rows[:5]
    exact = sparql(library, "SELECT * { ?s ?p ?o }", most=len(everything.rows))
    assert not exact.more


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("ASK { ?who rdfs:label 'Ana Pell' }", (("true",),)),
        ("SELECT ?who { ?who ng:matches 'pell' . ?who a schema:Person }", ((f"{BASE}person/ana-pell-829b1fef",),)),
        ("CONSTRUCT { ?who rdfs:label ?n } WHERE { ?who rdfs:label ?n . FILTER(?n = 'Ana Pell') }", 1),
    ],
)
def test_every_form_of_query_gives_a_table(library: Library, query: str, rows: object) -> None:
    found = sparql(library, query)
    assert found.rows == rows or len(found.rows) == rows


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELECT", "not SPARQL 1.1"),
        ("DROP ALL", "not SPARQL 1.1"),
        ("SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }", "asks another server"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "not SPARQL 1.1"),
    ],
)
def test_what_is_no_plain_question_is_refused(library: Library, query: str, says: str) -> None:
    with pytest.raises(NewsgraphError, match=says):
        sparql(library, query)
