import pytest
from hypothesis import given, settings, strategies as st

from newsgraph.errors import NewsgraphError
from newsgraph.link.answering import BATCH_SIZE, answer, manifest
from newsgraph.link.bearers import index
from newsgraph.link.reconciliation import Query, batch, candidates, iri_of, read_manifest
from newsgraph.model import Entity, Kind

_BASE = "https://news.example/"
_KNOWN = index(
    [
        Entity("place/arlenia", Kind.PLACE, "Arlenia"),
        Entity("place/port-arlen", Kind.PLACE, "Port Arlen", part_of="place/arlenia"),
        Entity("place/port-arlen-2", Kind.PLACE, "Port Arlen"),
        Entity("person/orlov", Kind.PERSON, "Dana Orlov", ("Orlov",)),
    ]
)
_VERSIONS = pytest.mark.parametrize("version", ["0.1", "0.2", "1.0-draft"])


@_VERSIONS
def test_what_our_own_client_asks_is_answered(version):
    """Both halves speak one language, and an identifier becomes the address that the graph has for it."""
    said = read_manifest(manifest("A graph", base=_BASE, version=version), service=_BASE)
    queries = [
        Query("Dana Orlov", type="Person"),
        Query("Port Arlen", type="Place", limit=2, properties=(("container", "Arlenia"),)),
        Query("Nobody"),
    ]
    found = candidates(answer(batch(queries, version=said.version), _KNOWN, version=version), queries, version=version)
    assert found is not None
    assert [[candidate.id for candidate in some or ()] for some in found] == [
        ["person/orlov"],
        ["place/port-arlen", "place/port-arlen-2"],
        [],
    ]
    assert found[0] is not None
    assert found[0][0].match
    assert iri_of("person/orlov", said) == "https://news.example/person/orlov"
    assert said.batch_size == BATCH_SIZE
    assert said.has_standard_scores


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "A batch is an object"),
        ([], "A batch is an object"),
        ({"q0": None}, "A query is an object"),
        ({"q0": {}}, "A query names"),
        ({"q0": {"query": " "}}, "A query names"),
        ({"q0": {"query": 7}}, "A query names"),
        ({f"q{number}": {"query": "x"} for number in range(BATCH_SIZE + 1)}, "at most 50"),
    ],
)
def test_what_cannot_be_read_is_refused(value, words):
    with pytest.raises(NewsgraphError, match=words):
        answer(value, _KNOWN)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "A batch is an object"),
        ({"q0": {"query": "x"}}, "A batch is an object"),
        ({"queries": [7]}, "A query is an object"),
        ({"queries": [{"conditions": {}}]}, "A query is an object"),
        ({"queries": [{"conditions": [{"matchType": "property"}]}]}, "A query names"),
        ({"queries": [{"conditions": []}] * 51}, "at most 50"),
    ],
)
def test_what_cannot_be_read_of_the_draft_is_refused(value, words):
    with pytest.raises(NewsgraphError, match=words):
        answer(value, _KNOWN, version="1.0-draft")


@pytest.mark.parametrize(
    "more",
    [
        {"limit": 0}, {"limit": -1}, {"limit": "5"}, {"limit": True}, {"limit": 10**9}, {"limit": None},
        {"type": []}, {"type": ["Person", "Place"]}, {"type": ""}, {"type": 7},
        {"properties": "x"}, {"properties": [None, 7, {"pid": 7}, {"pid": "year", "v": {}}, {"pid": "a", "v": True}]},
        {"properties": [{"pid": "container", "v": [{"id": "x", "name": "y"}, 7]}]},
        {"type_strict": "any"},
    ],
)  # fmt: skip
def test_odd_fields_are_left_aside(more):
    found = answer({"q": {"query": "Dana Orlov", **more}}, _KNOWN)
    assert found["q"]["result"][0]["id"] == "person/orlov"


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from("q0 query queries conditions matchType propertyValue properties pid v type limit".split()),
            inner | st.just("name"),
            max_size=4,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(_JSON, st.sampled_from(["0.2", "1.0-draft"]))
def test_nothing_asked_breaks_it(value, version):
    try:
        found = answer(value, _KNOWN, version=version)
    except NewsgraphError:
        return
    assert set(found) <= {"results"} or version == "0.2"
