import json
import math
from contextlib import suppress

import pytest
from hypothesis import given, settings, strategies as st

import reconciler as fake
from newsgraph.errors import NewsgraphError
from newsgraph.link.reconciliation import (
    Candidate,
    Query,
    batch,
    candidates,
    cleaned,
    iri_of,
    is_of,
    read_candidates,
    read_manifest,
)

_FULL = Query("Port Arlen", type="Place", limit=3, properties=(("country", "Arlenia"), ("pop", "12")))


def _manifest(version="0.2", **more):
    return read_manifest(fake.manifest(version, **more), service="https://a.example/")


@pytest.mark.parametrize("version", ["0.1", "0.2"])
def test_queries_of_the_older_versions(version):
    assert batch([_FULL, Query("Ana Pell")], version=version) == {
        "q0": {
            "query": "Port Arlen",
            "limit": 3,
            "type": "Place",
            "properties": [{"pid": "country", "v": "Arlenia"}, {"pid": "pop", "v": "12"}],
        },
        "q1": {"query": "Ana Pell", "limit": 5},
    }


def test_queries_of_the_draft():
    assert batch([_FULL, Query("Ana Pell")], version="1.0-draft") == {
        "queries": [
            {
                "conditions": [
                    {"matchType": "name", "propertyValue": "Port Arlen"},
                    {"matchType": "property", "propertyId": "country", "propertyValue": "Arlenia"},
                    {"matchType": "property", "propertyId": "pop", "propertyValue": "12"},
                ],
                "limit": 3,
                "type": "Place",
            },
            {"conditions": [{"matchType": "name", "propertyValue": "Ana Pell"}], "limit": 5},
        ]
    }


@pytest.mark.parametrize(
    ("versions", "spoken"),
    [
        (None, "0.1"),
        (["0.1"], "0.1"),
        (["0.1", "0.2"], "0.2"),
        (["1.0-draft", "0.2"], "0.2"),
        (["1.0-draft"], "1.0-draft"),
        (["1.0"], "1.0-draft"),
        ([7, "0.1"], "0.1"),
    ],
)
def test_the_version_to_speak(versions, spoken):
    assert _manifest(versions=versions).version == spoken


@pytest.mark.parametrize("versions", [[], ["2.0"], "0.2", {}, [None], ["\x1b[31m9"]])
def test_no_version_to_speak(versions):
    with pytest.raises(NewsgraphError, match="newsgraph speaks") as told:
        _manifest(versions=versions)
    assert "\x1b" not in str(told.value)


@pytest.mark.parametrize("value", [None, [], "hello", 7, {}, {"name": 7}, {"versions": ["0.2"]}, {"error": "no"}])
def test_no_manifest(value):
    with pytest.raises(NewsgraphError, match=r"https://a.example/ answers, but not with the manifest"):
        read_manifest(value, service="https://a.example/")


@pytest.mark.parametrize(
    "more",
    [
        {"identifierSpace": "http://rdf.freebase.com/ns/type.object.id", "view": None},
        {"identifierSpace": None, "view": {"url": "https://a.example/no-place-for-it"}},
        {"identifierSpace": "javascript:alert(1)/", "view": {"url": "javascript:{{id}}"}},
        {"identifierSpace": 7, "view": ["x"]},
    ],
)
def test_a_service_whose_things_have_no_address(more):
    with pytest.raises(NewsgraphError, match="does not say at which address"):
        _manifest(**more)


def test_what_a_manifest_says():
    manifest = _manifest(
        batchSize=50,
        standardizedScore=True,
        suggest={"property": {"service_url": "https://a.example"}},
        authentication={"type": "http"},
        defaultTypes=[{"id": "Q5", "name": "human"}, "Place", {"name": "none"}, 7, {"id": "\x1b"}],
    )
    assert (manifest.batch_size, manifest.has_standard_scores) == (50, True)
    assert (manifest.takes_properties, manifest.wants_credentials) == (True, True)
    assert manifest.types == (("Q5", "human"), ("Place", "Place"))


@pytest.mark.parametrize(
    "more",
    [
        {"batchSize": 0, "suggest": [], "defaultTypes": 7, "standardizedScore": "yes"},
        {"batchSize": "10", "suggest": {"property": False}, "defaultTypes": None},
        {"batchSize": True, "suggest": {"entity": {}}, "defaultTypes": {}},
        {"batchSize": -3, "suggest": 1, "defaultTypes": [[]]},
    ],
)
def test_wrong_types_in_a_manifest_say_nothing(more):
    manifest = _manifest(**more)
    assert (manifest.batch_size, manifest.takes_properties, manifest.types) == (None, False, ())
    assert not manifest.has_standard_scores


@pytest.mark.parametrize(
    ("identifier", "space", "view", "iri"),
    [
        ("Q7", "http://www.wikidata.org/entity/", "https://www.wikidata.org/wiki/{{id}}", "http://www.wikidata.org/entity/Q7"),
        ("7", "http://rdf.freebase.com/ns/type.object.id", "https://a.example/{{id}}", "https://a.example/7"),
        ("aat/300", "http://vocab.example/doc/#Terms", "http://vocab.example/page/{{id}}", "http://vocab.example/page/aat%2F300"),
        ("aat/300", "http://vocab.example/", None, "http://vocab.example/aat/300"),
        ("a/b", None, "https://a.example/{+id}", "https://a.example/a/b"),
        ("a/b", None, "https://a.example/{{+id}}", "https://a.example/a/b"),
        ("a b", None, "https://a.example/?uri={id}", "https://a.example/?uri=a%20b"),
        ("https://b.example/7", None, "https://a.example/{id}", "https://b.example/7"),
        ("é", "https://a.example/", None, "https://a.example/%C3%A9"),
        ("../../evil", "https://a.example/", None, "https://a.example/../../evil"),
        ("javascript:alert(1)", "https://a.example/", None, "https://a.example/javascript:alert(1)"),
        ("https://b.example/a b", "https://a.example/", None, None),
        ("https://user@b.example/", "https://a.example/", None, None),
        ("http://", "https://a.example/", None, "https://a.example/http://"),
        ('x" onload="', None, "https://a.example/{id}", "https://a.example/x%22%20onload%3D%22"),
        ("<b>", None, "https://a.example/{+id}", "https://a.example/%3Cb%3E"),
    ],
)  # fmt: skip
def test_the_address_of_a_thing(identifier, space, view, iri):
    manifest = _manifest(identifierSpace=space, view={"url": view} if view else None)
    assert iri_of(identifier, manifest) == iri


@pytest.mark.parametrize(
    ("iri", "space", "view", "is_its"),
    [
        ("https://a.example/7", "https://a.example/", "https://b.example/{{id}}", True),
        ("https://b.example/7", "https://a.example/", "https://b.example/{{id}}", False),
        ("https://b.example/7", "https://a.example/terms", "https://b.example/{{id}}", True),
        ("https://b.example/7", None, "https://b.example/{id}", True),
        ("https://b.example/7", None, "https://a.example/?uri={+id}", False),
    ],
)
def test_whose_thing_an_address_is(iri, space, view, is_its):
    assert is_of(iri, _manifest(identifierSpace=space, view={"url": view})) is is_its


def test_answers_of_both_forms_are_read_alike():
    item = {"id": "T1", "name": "Dana Orlov", "score": 90, "match": True, "type": [{"id": "P", "name": "Person"}, "Q5"]}
    read = (Candidate("T1", "Dana Orlov", 90.0, True, ("Person", "Q5")),)
    queries = [Query("Dana Orlov"), Query("x")]
    older = {"q1": {"result": []}, "q0": {"result": [item]}}
    draft = {"results": [{"candidates": [item]}, {"candidates": []}]}
    assert candidates(older, queries, version="0.2") == [read, ()]
    assert candidates(draft, queries, version="1.0-draft") == [read, ()]


@pytest.mark.parametrize(
    ("answer", "version", "read"),
    [
        ({"q0": {"result": None}}, "0.2", [None]),
        ({"q0": []}, "0.1", [None]),
        ({"q1": {"result": []}}, "0.2", None),
        ([], "0.2", None),
        ({"results": {}}, "1.0-draft", None),
        ({"results": []}, "1.0-draft", [None]),
        ({"results": [{}]}, "1.0-draft", [None]),
        ({"q0": {"result": []}}, "1.0-draft", None),
    ],
)
def test_answers_of_another_form(answer, version, read):
    assert candidates(answer, [Query("x")], version=version) == read


@pytest.mark.parametrize(
    "item",
    [None, 7, "T1", [], {}, {"id": "T1"}, {"name": "x"}, {"id": "T1", "name": None}, {"id": "T1", "name": 7},
     *({"id": identifier, "name": "x"}
       for identifier in ("", None, ["T1"], "a\nb", "a\u202eb", "\ud800", "x" * 501, True, 10**30, 1.5))],
)  # fmt: skip
def test_a_candidate_that_cannot_be_read_is_left_out(item):
    good = {"id": "T1", "name": "good"}
    assert read_candidates([item, good], limit=5) == (Candidate("T1", "good"),)


@pytest.mark.parametrize(
    ("score", "read"),
    [(7, 7.0), (0.5, 0.5), (-1, -1.0), ("90", None), (None, None), (True, None), (math.nan, None), (math.inf, None),
     (10**400, None), ([], None)],
)  # fmt: skip
def test_scores(score, read):
    found = read_candidates([{"id": "T1", "name": "x", "score": score}], limit=1)
    assert found is not None
    assert found[0].score == read


def test_words_of_a_candidate_are_made_harmless():
    item = {
        "id": 42,
        "name": "Ana\x1b[31m \u202ePell\r\n\ud800" + "x" * 1000,
        "description": "a\tb\x00c",
        "type": ["\x07", {"id": 7}, None, "Person", *["t"] * 50],
        "match": "true",
    }
    found = read_candidates([item], limit=1)
    assert found is not None
    (candidate,) = found
    assert candidate.id == "42"
    assert candidate.name.startswith("Ana[31m Pell x")
    assert len(candidate.name) == 200
    assert candidate.description == "a bc"
    assert candidate.types == ("Person", "t")
    assert not candidate.match


def test_candidates_come_best_first_each_once_and_not_too_many():
    items = [{"id": f"T{number % 7}", "name": str(number), "score": number % 5} for number in range(1000)]
    found = read_candidates(items, limit=4)
    assert found is not None
    assert [candidate.id for candidate in found] == ["T4", "T3", "T2", "T1"]
    assert [candidate.score for candidate in found] == [4.0, 3.0, 2.0, 1.0]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["q0", "result", "results", "candidates", "id", "name", "type"]), inner, max_size=4
        )
    ),
    max_leaves=20,
)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(_JSON, st.sampled_from(["0.1", "0.2", "1.0-draft"]))
def test_no_answer_breaks_the_reader(value, version):
    found = candidates(value, [Query("x", limit=2)], version=version)
    for some in found or ():
        assert some is None or len(some) <= 2
    with suppress(NewsgraphError):
        read_manifest(value, service="x")


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.text(max_size=30), st.sampled_from(["{{id}}", "{id}", "{+id}"]), st.booleans())
def test_an_address_is_a_plain_web_address(identifier, variable, has_space):
    manifest = _manifest(
        identifierSpace="https://a.example/" if has_space else None, view={"url": f"https://b.example/{variable}"}
    )
    for candidate in read_candidates([{"id": identifier, "name": "x"}], limit=1) or ():
        iri = iri_of(candidate.id, manifest)
        assert iri is None or iri.startswith(("http://", "https://"))
        assert not set(iri or "") & set(' <>"{}|\\^`\t\n\r')


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing(text):
    once = cleaned(text, length=20)
    assert cleaned(once, length=20) == once
    assert len(once) <= 20
    assert once.replace("\u200c", "").replace("\u200d", "").isprintable()


def test_equal_queries_share_a_digest():
    assert Query("a").digest() == Query("a").digest()
    different = [
        Query("a"),
        Query("b"),
        Query("a", type="b"),
        Query("a", limit=3),
        Query("a", properties=(("a", "b"),)),
    ]
    assert len({query.digest() for query in different}) == len(different)
    assert json.loads(json.dumps(Query("\ud800").digest()))
