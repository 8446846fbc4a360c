"""The SPARQL 1.1 Protocol and Service Description, spoken to a real server."""

import gzip
import tempfile
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph
import pytest

from factory import sample_graph
from newsgraph.store.snapshots import switch, write_snapshot
from running import Served, folder_of, serving

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent.parent / "cases" / "sparql-protocol.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
GRAPHS = tuple(f"http://test.example/graph{number}" for number in (1, 2, 3))
QUERY = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"
PERSON = "<https://newsgraph.example/person/x>"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A server over the sample graph and three more graphs, each of which says one thing of a thing of its own."""
    folder = folder_of(sample_graph(), tmp_path_factory.mktemp("graph"))
    with tempfile.TemporaryDirectory() as scratch:
        store = pyoxigraph.Store.read_only(str(folder / "store" / "s1" / "quads"))
        lines = [str(quad) + " .\n" for quad in store]
        lines += [
            f"<{graph}#it> <{RDF_TYPE}> <http://test.example/Thing{n}> <{graph}> .\n" for n, graph in enumerate(GRAPHS)
        ]
        path = Path(scratch) / "all.nq"
        path.write_text("".join(lines), "utf-8")
        write_snapshot(folder, "s2", nquads=path, graph=sample_graph(), base="https://newsgraph.example/")
    switch(folder, "s2")
    with serving(folder) as server:
        yield server


RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def filled(text: str, *, encoded: bool) -> str:
    for number, graph in enumerate(GRAPHS, start=1):
        text = text.replace(f"{{{number}}}", quote(graph, safe="") if encoded else graph)
    return text


def kind_of(answer) -> str:
    if answer.media == "application/sparql-results+json":
        content = answer.json()
        return str(content["boolean"]).lower() if "boolean" in content else "table"
    return "graph" if answer.media == "text/turtle" else "-"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_the_protocol_is_kept(served: Served, case):
    _name, method, address, media, body, status, kind = case
    content = body.removeprefix("utf-16:").encode("utf-16") if body.startswith("utf-16:") else None
    if content is None and (body or method in ("POST", "PUT")):
        content = filled(body, encoded=media == FORM).encode()
    headers = {"Content_Type": media} if media else {}
    answer = served.ask(f"/sparql{filled(address, encoded=True)}", method=method, body=content, **headers)
    assert str(answer.status)[: len(status.rstrip("x"))] == status.rstrip("x"), answer.text
    if kind != "-":
        assert kind_of(answer) == kind, answer.text


def test_every_test_of_the_suite_is_there():
    assert len({case[0] for case in CASES}) == 34


RESULT_FORMS = [
    ("application/sparql-results+json", b'{"head"'),
    ("application/json", b'{"head"'),
    ("application/sparql-results+xml", b"<?xml"),
    ("application/xml", b"<?xml"),
    ("text/csv", b"n\r\n"),
    ("text/tab-separated-values", b"?n\n"),
]


@pytest.mark.parametrize(("media", "start"), RESULT_FORMS)
def test_tables_come_in_every_form(served: Served, media, start):
    answer = served.sparql("SELECT ?n { VALUES ?n { 1 2 } }", Accept=media)
    assert answer.status == 200
    assert answer.media == media
    assert answer.body.startswith(start)


GRAPH_FORMS = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")
MORE_FORMS = ("application/n-quads", "application/trig")


@pytest.mark.parametrize("media", [*GRAPH_FORMS, *MORE_FORMS])
def test_graphs_come_in_every_form(served: Served, media):
    answer = served.sparql(f"CONSTRUCT {{ {PERSON} rdfs:label 'Vera Holm' }} WHERE {{}}", Accept=media)
    assert answer.status == 200
    assert answer.media == media
    quads = list(pyoxigraph.parse(answer.body, format=pyoxigraph.RdfFormat.from_media_type(media)))
    assert [quad.object.value for quad in quads] == ["Vera Holm"]


ACCEPTS = [
    ("SELECT * {}", "text/csv;q=0.1, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
    ("SELECT * {}", "text/*, application/json;q=0.1", "text/csv"),
    ("SELECT * {}", "*/*;q=0.1, text/turtle", "application/sparql-results+json"),
    ("SELECT * {}", "application/sparql-results+json;q=0, */*", "application/json"),
    ("DESCRIBE <a:b>", "application/sparql-results+json, application/n-triples;q=0.2", "application/n-triples"),
    ("ASK {}", "text/csv, application/sparql-results+xml;q=0.2", "application/sparql-results+xml"),
    ("ASK {}", "nonsense, ;;;, */*;q=x", "application/sparql-results+json"),
]


@pytest.mark.parametrize(("query", "accept", "expected"), ACCEPTS)
def test_the_form_liked_best_is_sent(served: Served, query, accept, expected):
    assert served.sparql(query, Accept=accept).media == expected


@pytest.mark.parametrize("accept", ["image/png", "text/html", "application/*;q=0, text/*;q=0"])
def test_what_cannot_be_had_is_406_and_says_what_can(served: Served, accept):
    answer = served.sparql("SELECT * {}", Accept=accept)
    assert answer.status == 406
    assert "application/sparql-results+json" in answer.text


MALFORMED = [
    ("SELECT * {", "line 1, column 11"),
    ("SELECT ?x {\n ?x a \n}", "line 3, column 2"),
    ("PREFIX x <a:b>\nASK {}", "line 1"),
    ("SELEKT", "line 1"),
    ("", "line 1, column 1"),
    ("INSERT DATA { <a:b> <a:b> 1 }", "line 1"),
    ("SELECT ?x { ?x nosuch:prefix ?y }", "line 1"),
]


@pytest.mark.parametrize(("query", "told"), MALFORMED)
def test_a_malformed_query_is_400_with_its_place(served: Served, query, told):
    answer = served.ask("/sparql", method="POST", body=query.encode(), Content_Type=QUERY)
    assert answer.status == 400
    assert told in answer.text
    assert answer.text.count("\n") == 1


OTHER_ERRORS = [
    ("/sparql", "DELETE", None, {}, 405),
    ("/sparql?query=%FF%FE", "GET", None, {}, 400),
    ("/sparql", "POST", b"\xff\xfe", {"Content_Type": QUERY}, 400),
    ("/sparql", "POST", b"query=%FF", {"Content_Type": FORM}, 400),
    ("/sparql", "POST", b"query=\xff", {"Content_Type": FORM}, 400),
    ("/sparql", "POST", b"ASK {}", {"Content_Type": "application/json"}, 415),
    ("/sparql?query=ASK%20%7B%7D&default-graph-uri=not%20an%20iri", "GET", None, {}, 400),
    ("/sparql?query=ASK%20%7B%7D", "POST", b"ASK {}", {"Content_Type": QUERY}, 400),
    ("/sparql?" + "&".join(["a=b"] * 1001), "GET", None, {}, 400),
    ("/graphs", "GET", None, {}, 400),
    ("/graphs?graph=relative", "GET", None, {}, 400),
    ("/graphs?graph=http%3A%2F%2Fabsent.example%2F", "GET", None, {}, 404),
]


@pytest.mark.parametrize(("path", "method", "body", "headers", "status"), OTHER_ERRORS)
def test_errors_have_their_status(served: Served, path, method, body, headers, status):
    answer = served.ask(path, method=method, body=body, **headers)
    assert answer.status == status, answer.text
    if status == 405:
        assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def bindings(answer) -> list[dict[str, str]]:
    assert answer.status == 200, answer.text
    return [{name: cell["value"] for name, cell in row.items()} for row in answer.json()["results"]["bindings"]]


def test_the_default_graph_is_the_union_and_graphs_can_be_named(served: Served):
    one, two, _ = GRAPHS
    everything = "SELECT (COUNT(*) AS ?n) {0} {{ ?s a ?t FILTER(STRSTARTS(STR(?s), 'http://test.example/')) }}"
    assert bindings(served.sparql(everything.format("")))[0]["n"] == "3"
    assert bindings(served.sparql(everything.format(f"FROM <{one}> FROM <{two}>")))[0]["n"] == "2"
    assert bindings(served.sparql(everything.format(f"FROM NAMED <{one}>")))[0]["n"] == "0"
    assert bindings(served.sparql(everything.format("FROM <http://absent.example/>")))[0]["n"] == "0"
    # A word in a string, and the beginning of a variable, name no graphs.
    assert bindings(served.sparql(everything.format("") + " HAVING('FROM <a:b>' != '')"))[0]["n"] == "3"
    graphs = bindings(served.sparql("SELECT ?from { GRAPH ?from { ?it a <http://test.example/Thing1> } }"))
    assert graphs == [{"from": two}]


def test_prefixes_of_the_vocabulary_need_no_declaring(served: Served):
    assert bindings(served.sparql("SELECT ?a { ?a a schema:NewsArticle } LIMIT 1"))
    assert served.sparql("PREFIX schema: <http://mine.example/> ASK { ?a a schema:NewsArticle }").json() == {
        "head": {},
        "boolean": False,
    }


def test_answers_are_known_again(served: Served):
    first = served.sparql("SELECT ?a { ?a a schema:NewsArticle }")
    tag = first.headers["etag"]
    again = served.sparql("SELECT ?a { ?a a schema:NewsArticle }", If_None_Match=f'"other", {tag}')
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert served.sparql("SELECT ?a { ?a a schema:NewsArticle }", Accept="text/csv").headers["etag"] != tag
    assert served.sparql("SELECT ?b { ?b a schema:NewsArticle }", If_None_Match=tag).status == 200
    changing = served.sparql("SELECT (NOW() AS ?now) {}")
    assert "etag" not in changing.headers
    assert changing.headers["cache-control"] == "no-store"


def test_large_answers_are_compressed_where_the_client_takes_it(served: Served):
    query = "SELECT * { ?s ?p ?o } LIMIT 200"
    plain, packed = served.sparql(query), served.sparql(query, Accept_Encoding="br;q=1.0, gzip;q=0.8")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert "content-encoding" not in served.sparql(query, Accept_Encoding="gzip;q=0").headers
    assert "content-encoding" not in served.sparql("ASK {}", Accept_Encoding="gzip").headers


def test_head_is_get_without_the_body(served: Served):
    path = f"/sparql?{urlencode({'query': 'ASK {}'})}"
    head, whole = served.ask(path, method="HEAD"), served.ask(path)
    assert head.status == 200
    assert head.body == b""
    assert head.headers["content-length"] == whole.headers["content-length"]


def test_options_tell_the_methods(served: Served):
    answer = served.ask("/sparql", method="OPTIONS")
    assert answer.status == 204
    assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def statements(answer) -> pyoxigraph.Store:
    assert answer.status == 200, answer.text
    store = pyoxigraph.Store()
    store.load(answer.body, format=pyoxigraph.RdfFormat.from_media_type(answer.media))
    return store


SD = "http://www.w3.org/ns/sparql-service-description#"


@pytest.mark.parametrize("accept", ["", "*/*", "application/rdf+xml", "text/turtle", "application/ld+json"])
def test_the_service_describes_itself(served: Served, accept):
    store = statements(served.ask("/sparql", **({"Accept": accept} if accept else {})))
    # has-endpoint-triple, returns-rdf, and the parts that conforms-to-schema asks for
    assert store.query(f"ASK {{ ?service a <{SD}Service> ; <{SD}endpoint> <{served.url}sparql> }}")
    assert store.query(
        f"ASK {{ ?s <{SD}supportedLanguage> <{SD}SPARQL11Query> ; <{SD}feature> <{SD}UnionDefaultGraph> }}"
    )
    assert store.query(f"ASK {{ ?s <{SD}defaultDataset> [ a <{SD}Dataset> ; <{SD}defaultGraph> [ a <{SD}Graph> ] ] }}")
    allowed = f"SELECT ?p {{ ?s a <{SD}Service> ; ?p ?o FILTER(STRSTARTS(STR(?p), '{SD}')) }}"
    known = "endpoint feature defaultEntailmentRegime supportedLanguage resultFormat defaultDataset".split()
    assert {row["p"].value.removeprefix(SD) for row in store.query(allowed)} <= set(known)


def test_the_data_is_described_with_counts(served: Served):
    store = statements(served.ask("/.well-known/void"))
    void = "http://rdfs.org/ns/void#"
    told = [int(row["n"].value) for row in store.query(f"SELECT ?n {{ ?d a <{void}Dataset> ; <{void}triples> ?n }}")]
    assert told == [int(bindings(served.sparql("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"))[0]["n"])]
    articles = bindings(served.sparql("SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a schema:NewsArticle }"))[0]["n"]
    part = f"?d <{void}classPartition> [ <{void}class> <https://schema.org/NewsArticle> ; <{void}entities> ?n ]"
    assert [row["n"].value for row in store.query(f"SELECT ?n {{ {part} }}")] == [articles]


def test_graphs_can_be_read_one_by_one(served: Served):
    one = statements(served.ask(f"/graphs?{urlencode({'graph': GRAPHS[0]})}"))
    assert [str(quad.subject) for quad in one] == [f"<{GRAPHS[0]}#it>"]
    union = statements(served.ask("/graphs?default", Accept="application/n-triples"))
    distinct = served.sparql("SELECT (COUNT(*) AS ?n) { SELECT DISTINCT * { ?s ?p ?o } }")
    assert len(union) == int(bindings(distinct)[0]["n"])
