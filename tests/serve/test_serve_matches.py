"""Full text at the endpoint: `ng:matches` is answered from the index, and misuse of it is told in one sentence."""

import pytest

from factory import sample_graph
from running import folder_of, serving


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with serving(folder_of(sample_graph(), tmp_path_factory.mktemp("graph"))) as server:
        yield server


def _asked(served, query):
    return served.sparql(query)


def test_words_are_found_in_names_and_texts(served):
    found = _asked(served, 'SELECT ?name { ?x ng:matches "orlov" ; a schema:Person ; rdfs:label ?name }')
    assert found.status == 200
    assert {row["name"]["value"] for row in found.json()["results"]["bindings"]} == {"Dana Orlov"}
    articles = _asked(served, 'SELECT ?x { ?x ng:matches "orlov" ; a schema:NewsArticle }')
    assert articles.json()["results"]["bindings"]


def test_what_it_cannot_mean_is_a_400_in_one_sentence(served):
    refused = _asked(served, 'SELECT ?x { <http://x.example/> ng:matches "orlov" }')
    assert refused.status == 400
    assert "ng:matches" in refused.text
    assert refused.text.strip().count("\n") == 0
