"""The reconciliation service on a real socket, asked by our own client and by hand."""

import json
from dataclasses import replace
from urllib.parse import quote, urlencode

import pytest

from factory import sample_graph
from newsgraph.link.reconciliation import Query, iri_of, read_manifest
from newsgraph.link.service import ask, caller, fetch_manifest
from running import Served, folder_of, serving

FORM = "application/x-www-form-urlencoded"
BASE = "https://newsgraph.example/"
MARKUP = '<img src=x onerror="alert(1)"> & Sons'


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    graph = sample_graph()
    hostile = replace(next(one for one in graph.entities if one.name == "Arlen High Court"), other_names=(MARKUP,))
    entities = tuple(hostile if one.id == hostile.id else one for one in graph.entities)
    folder = folder_of(replace(graph, entities=entities), tmp_path_factory.mktemp("graph"))
    with serving(folder) as running:
        yield running


def asked(served: Served, **fields: object) -> dict:
    form = urlencode({name: json.dumps(value) for name, value in fields.items()}).encode()
    answer = served.ask("/reconcile", method="POST", body=form, content_type=FORM)
    assert (answer.status, answer.media) == (200, "application/json"), answer.text
    return answer.json()


def result(served: Served, **query: object) -> list[dict]:
    return asked(served, queries={"q0": query})["q0"]["result"]


@pytest.mark.parametrize("path", ["/reconcile", "/reconcile/draft"])
def test_our_own_client_finds_who_bears_a_name(served: Served, path: str) -> None:
    url = served.url.rstrip("/") + path
    client = caller(url)
    endpoint, sent = fetch_manifest(client, url)
    manifest = read_manifest(sent, service=url)
    queries = [
        Query("Ana Pell", "Person"),
        Query("Border Agency"),
        Query("Nobody Whatever"),
        Query("Pell, Ana", limit=1),
    ]
    answers = {query: found for batch in ask(client, endpoint, manifest, queries) for query, found in batch.items()}
    assert [one.name for one in answers[queries[0]]] == ["Ana Pell"]
    assert answers[queries[0]][0].match
    assert iri_of(answers[queries[0]][0].id, manifest) == f"{BASE}person/ana-pell-829b1fef"
    assert [one.name for one in answers[queries[1]]][:2] == ["Border Agency"] * 2
    assert not any(one.match for one in answers[queries[1]])
    assert answers[queries[2]] == ()
    assert answers[queries[3]][0].name == "Ana Pell"


def test_the_manifest_says_what_there_is_and_where(served: Served) -> None:
    sent = served.ask("/reconcile").json()
    assert sent["versions"] == ["0.1", "0.2"]
    assert {one["id"] for one in sent["defaultTypes"]} >= {"Person", "Organization", "Place", "Legislation"}
    for what, service in sent["suggest"].items():
        address = (service["service_url"] + service["service_path"]).removeprefix(served.url.rstrip("/"))
        assert served.ask(f"{address}?prefix=a").status == 200, what
    identifier = result(served, query="Port Arlen")[0]["id"]
    for template in (sent["view"]["url"], sent["preview"]["url"]):
        address = template.replace("{{id}}", quote(identifier, safe="")).removeprefix(served.url.rstrip("/"))
        assert "Port Arlen" in served.ask(address, accept="text/html").text
    proposing = sent["extend"]["propose_properties"]
    address = proposing["service_path"] + "?type=Place&limit=2"
    assert len(served.ask(address).json()["properties"]) == 2


def test_a_match_is_the_very_name_and_borne_by_one(served: Served) -> None:
    assert [one["match"] for one in result(served, query="Dana Orlov", type="Person")] == [True]
    assert not result(served, query="Orlov")[0]["match"]
    assert not result(served, query="Dana Orlow")[0]["match"]
    twice = result(served, query="Border Agency", limit=1)
    assert (len(twice), twice[0]["match"]) == (1, False)
    own = result(served, query="person/ana-pell-829b1fef")[0]
    assert (own["name"], own["score"], own["match"]) == ("Ana Pell", 100.0, True)
    assert result(served, query=f"{BASE}person/ana-pell-829b1fef")[0]["name"] == "Ana Pell"


def test_misspelt_and_partial_names_have_candidates_with_lower_scores(served: Served) -> None:
    exact, partial, misspelt = (result(served, query=name)[0] for name in ("Ana Pell", "Pell", "Harbor League"))
    assert exact["score"] > partial["score"] > 0
    assert misspelt["name"] == "Harbour League"


def test_each_query_of_a_batch_is_answered_by_itself(served: Served) -> None:
    names = ["Ana Pell", "Harbour League", "Entry Act", "Pell"]
    together = asked(served, queries={name: {"query": name} for name in names})
    assert {name: together[name]["result"] for name in names} == {name: result(served, query=name) for name in names}


def test_a_single_query_and_get_give_the_same(served: Served) -> None:
    found = result(served, query="Ana Pell")
    batch = json.dumps({"q0": {"query": "Ana Pell"}})
    assert served.ask(f"/reconcile?{urlencode({'queries': batch})}").json()["q0"]["result"] == found
    assert served.ask(f"/reconcile?{urlencode({'query': 'Ana Pell'})}").json()["result"] == found
    assert served.ask(f"/reconcile?{urlencode({'query': json.dumps({'query': 'Ana Pell'})})}").json()["result"] == found


def test_columns_are_fetched(served: Served) -> None:
    wanted = ["articles", "publicity", "container", "schema:worksFor", "firstNamed", "no-such-thing"]
    ids = ["person/ana-pell-829b1fef", "legislation/entry-act-12-6319a0f6", "person/nobody"]
    sent = asked(served, extend={"ids": ids, "properties": [{"id": one} for one in wanted]})
    assert [one["id"] for one in sent["meta"]] == wanted
    pell, section, nobody = (sent["rows"][one] for one in ids)
    assert pell["articles"] == [{"int": 1}]
    assert [one["name"] for one in pell["schema:worksFor"]] == ["Harbour League"]
    assert pell["firstNamed"] == [{"date": "2026-03-04T00:00:00Z"}]
    assert [one["name"] for one in section["container"]] == ["Entry Act"]
    assert set(map(len, nobody.values())) == {0}


def test_suggestions_can_be_paged(served: Served) -> None:
    every = served.ask("/reconcile/suggest/entity?prefix=a").json()["result"]
    later = served.ask("/reconcile/suggest/entity?prefix=a&cursor=1").json()["result"]
    assert later == every[1:]
    assert [one["id"] for one in served.ask("/reconcile/suggest/type?prefix=pers").json()["result"]] == ["Person"]
    assert [one["id"] for one in served.ask("/reconcile/suggest/property?prefix=leads").json()["result"]] == [
        "ng:leads"
    ]


def test_names_stay_text_in_previews(served: Served) -> None:
    identifier = result(served, query="Arlen High Court")[0]["id"]
    shown = served.ask(f"/reconcile/preview?id={quote(identifier, safe='')}")
    assert shown.media == "text/html"
    assert "<img" not in shown.text
    assert "&lt;img" in shown.text


def test_previews_may_stand_in_a_frame_and_pages_may_not(served: Served) -> None:
    preview = served.ask("/reconcile/preview?id=person/ana-pell-829b1fef")
    assert preview.headers["content-security-policy"].endswith("frame-ancestors *")
    assert "script" not in preview.headers["content-security-policy"]
    assert "x-frame-options" not in preview.headers
    page = served.ask("/person/ana-pell-829b1fef", accept="text/html")
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert page.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"queries=nonsense", 400),
        (b"queries=[]", 400),
        (b"queries=%7B%22q%22:1%7D", 400),
        (b"queries=" + b"[" * 5000, 400),
        (b"queries=" + quote(json.dumps({str(n): {"query": "a"} for n in range(51)})).encode(), 400),
        (b"extend=%7B%7D", 400),
        (b"extend=%7B%22ids%22:[1],%22properties%22:[]%7D", 400),
        (b"", 400),
        (b"\xff=\xfe", 400),
        (b"queries=%7B%22q%22:%7B%22query%22:%22%5Cud800%22%7D%7D", 200),
        (b"queries=%7B%22q%22:%7B%22query%22:%22%5Cu0000%22%7D%7D", 200),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(served: Served, body: bytes, status: int) -> None:
    answer = served.ask("/reconcile", method="POST", body=body, content_type=FORM)
    assert answer.status == status, answer.text
    if status != 200:
        assert answer.text.count("\n") == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/reconcile/", 404),
        ("/reconcile/suggest/none", 404),
        ("/reconcile/preview", 404),
        ("/reconcile/preview?id=person%2Fnobody", 404),
        ("/reconcile/draft/match", 405),
        ("/reconcile/suggest/entity?prefix=%00&cursor=-5", 200),
        ("/reconcile/suggest/entity?prefix=%22*(NEAR&cursor=1e9", 200),
        ("/reconcile/properties?type=Nothing&limit=x", 200),
    ],
)
def test_addresses_that_are_none(served: Served, path: str, status: int) -> None:
    assert served.ask(path).status == status
