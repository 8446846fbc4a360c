"""The query page without its script, what its script asks for, and the bundle that is shipped."""

import gzip
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlencode

import pytest
from lxml import html

from factory import sample_graph
from hostile_world import NAMES, hostile_graph
from newsgraph.library import open_library
from newsgraph.questions import saved_questions
from newsgraph.serve.query_terms import known_terms, used_terms
from running import Answer, Served, folder_of, serving

WEB = Path(__file__).parents[2] / "web"
ASSETS = files("newsgraph.serve") / "assets"
FORM = "application/x-www-form-urlencoded"
PEOPLE = (
    "PREFIX schema: <https://schema.org/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    "SELECT ?person ?name { ?person a schema:Person ; rdfs:label ?name } ORDER BY ?name"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_of(sample_graph(), tmp_path_factory.mktemp("query"))


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    with serving(folder) as server:
        yield server


def posted(served: Served, **fields: str) -> Answer:
    return served.ask("/query", method="POST", body=urlencode(fields).encode(), content_type=FORM)


def table(answer: Answer) -> list[list[str]]:
    tree = html.document_fromstring(answer.text)
    return [[cell.text_content() for cell in row.iter("td", "th")] for row in tree.iter("tr")]


def test_the_page_is_a_form_that_works_without_its_script(served: Served):
    answer = served.ask("/query", accept="text/html")
    assert (answer.status, answer.media) == (200, "text/html")
    tree = html.document_fromstring(answer.text)
    assert not list(tree.iter("style"))
    assert all(script.get("src") and not script.text for script in tree.iter("script"))
    assert not [element for element in tree.iter() if "style" in element.attrib]
    names = [field.get("value") for field in tree.iter("input") if field.get("name") == "question"]
    assert names == [question.name for question in saved_questions()]
    fields = {field.get("id") for field in tree.iter("input", "textarea")}
    assert {label.get("for") for label in tree.iter("label")} <= fields
    assert served.ask("/sparql", accept="text/html,*/*;q=0.1").media == "text/html"


def test_a_query_sent_as_a_form_comes_back_as_a_table(served: Served):
    answer = posted(served, query=PEOPLE)
    assert answer.status == 200
    assert [row[1] for row in table(answer)] == ["name", "Ana Pell", "Dana Orlov", "Tomas Reyl"]
    tree = html.document_fromstring(answer.text)
    links = [link.get("href") for link in tree.xpath("//section[@id='answer']//a")]
    assert links[0].startswith("/person/ana-pell-")
    assert served.ask(links[0], accept="text/html").status == 200
    assert tree.get_element_by_id("query").text.strip() == PEOPLE


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("ASK { ?s ?p ?o }", "Yes"),
        ("ASK { ?s ?s ?s }", "No"),
        ("SELECT ?s { ?s ?s ?s }", "No answers"),
        ("CONSTRUCT { ?s a ?t } { ?s a ?t } LIMIT 3", "rdf:type"),
        ("SELECT ?s ?none { ?s ?p ?o } LIMIT 600", "the first 500 shown"),
    ],
)
def test_every_sort_of_answer_is_shown(served: Served, query: str, shown: str):
    answer = posted(served, query=query)
    assert answer.status == 200
    section = html.document_fromstring(answer.text).get_element_by_id("answer")
    if "600" not in query or len(table(answer)) > 500:
        assert shown in section.text_content()


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("SELECT ?x {\n  ?x ?y\n}", 400, "line 3, column 2"),
        ("", 400, "not SPARQL"),
        ("SELECT ?x { SERVICE <http://other.example/> { ?x ?y ?z } }", 403, "SERVICE"),
        ("SELECT ?x { ?x ?y '\x00' } </textarea><script>", 400, "not SPARQL"),
    ],
)
def test_what_is_wrong_with_a_query_is_said_beside_it(served: Served, query: str, status: int, told: str):
    answer = posted(served, query=query)
    assert answer.status == status
    tree = html.document_fromstring(answer.text)
    assert told in tree.get_element_by_id("status").text_content()
    assert len(list(tree.iter("textarea"))) == 1
    if "\x00" not in query:
        assert (tree.get_element_by_id("query").text or "").strip() == query.strip()


def test_a_visit_runs_no_query(served: Served):
    answer = served.ask(f"/query?{urlencode({'query': PEOPLE})}", accept="text/html")
    tree = html.document_fromstring(answer.text)
    assert tree.get_element_by_id("query").text.strip() == PEOPLE
    assert not list(tree.iter("table"))


def test_a_saved_question_can_be_linked_and_sent(served: Served):
    linked = html.document_fromstring(served.ask("/query?question=articles-that-mention&thing=Ana+Pell").text)
    assert "SELECT" in linked.get_element_by_id("query").text
    assert linked.get_element_by_id("articles-that-mention-thing").get("value") == "Ana Pell"
    assert [details for details in linked.iter("details") if "open" in details.attrib]
    answer = posted(served, question="articles-that-mention", thing="Ana Pell")
    assert answer.status == 200
    assert len(table(answer)) >= 2
    unknown = posted(served, question="articles-that-mention", thing="Nobody Such")
    assert unknown.status == 400
    assert "Nothing in the graph is named" in unknown.text
    needy = served.ask("/query?question=paths-between")
    assert needy.status == 200
    assert posted(served, question="no-such").status == 400


def test_other_bodies_are_refused(served: Served):
    assert served.ask("/query", method="POST", body=b"ASK {}", content_type="application/sparql-query").status == 415
    assert served.ask("/query", method="POST", body=b"query=%ff", content_type=FORM).status == 400
    assert served.ask("/query", method="PUT").status == 405


@pytest.mark.parametrize(
    "thing", ["Ana Pell", "person:ana-pell-829b1fef", 'x" } INSERT', "javascript:alert(1)", "\\u0022"]
)
def test_settings_are_filled_in_or_refused(served: Served, thing: str):
    answer = served.ask(f"/query/fill?{urlencode({'question': 'articles-that-mention', 'thing': thing})}")
    if answer.status == 200:
        query = answer.json()["query"]
        assert "person/ana-pell-829b1fef>" in query
        assert served.sparql(query).status == 200
    else:
        assert answer.status == 400
        assert len(answer.text.strip().splitlines()) == 1


def test_every_saved_question_is_filled_into_a_query_that_runs(served: Served):
    for question in saved_questions():
        settings = {parameter.name: "Ana Pell" for parameter in question.parameters if parameter.required}
        filled = served.ask(f"/query/fill?{urlencode({'question': question.name, **settings})}")
        assert filled.status == 200, filled.text
        query = filled.json()["query"]
        assert query.startswith(f"# {question.question}\n")
        assert not [line for line in query.splitlines() if not line.strip()]
        assert served.sparql(query).status == 200


def test_the_vocabulary_is_told_with_how_often_terms_are_used(served: Served, folder: Path):
    answer = served.ask("/query/vocabulary")
    told = answer.json()
    terms = {term["name"]: term for term in told["terms"]}
    assert terms["schema:Person"] | {"sort": "class", "uses": 3} == terms["schema:Person"]
    assert terms["ng:attributedTo"]["sort"] == "property"
    assert terms["ng:Deportation"]["sort"] == "value"
    assert terms["ng:Claim"]["comment"]
    assert terms["ng:matches"]["uses"] is None
    assert all(space.startswith(("http://", "https://")) for space in told["prefixes"].values())
    assert told["prefixes"]["person"] == f"{told['base']}person/"
    with open_library(folder) as library:
        used = used_terms(library.store)
        assert [term.uses for term in used] == sorted((term.uses for term in used), reverse=True)
        in_use = {quad.predicate.value for quad in library.store.quads_for_pattern(None, None, None, None)}
        missing = in_use - {term.iri for term in known_terms()}
        assert not missing, missing


def test_hostile_words_stay_words_without_the_script(tmp_path: Path):
    with serving(folder_of(hostile_graph(), tmp_path / "graph")) as server:
        for query in ("SELECT * { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"):
            for name in (*NAMES[:4], ""):
                answer = posted(server, query=f"{query} # {name}".replace("\n", " "), find=name)
                assert answer.status == 200
                tree = html.document_fromstring(answer.text)
                assert not list(tree.iter("img", "svg", "style", "u", "i", "iframe"))
                assert all((script.get("src") or "").startswith("/assets/") for script in tree.iter("script"))
                assert all(link.get("href").startswith(("/", "#", "http://", "https://")) for link in tree.iter("a"))


def test_the_bundle_is_small_and_its_licences_are_told():
    # Bytes as they are sent compressed.
    most = {"query.js": 145_000, "explorer.js": 75_000}
    scripts = [entry for entry in ASSETS.iterdir() if entry.name in most]
    for entry in scripts:
        assert len(gzip.compress(entry.read_bytes(), 9)) < most[entry.name]
    # One file a page: what is asked for later does not come from disk.
    assert not [
        entry.name
        for entry in ASSETS.iterdir()
        if entry.name.startswith(("query.", "explorer.")) and entry.name.count(".") > 1
    ]
    # Scripts that the policy would refuse, or that reach elsewhere.
    for entry in scripts:
        text = entry.read_text("utf-8")
        assert "innerHTML" not in text
        assert "document.write" not in text
        assert "eval(" not in text
        # The explorer keeps the theme that was chosen.
        assert entry.name == "explorer.js" or "localStorage" not in text
    told = (ASSETS / "LICENSES.txt").read_text("utf-8")
    for name in json.loads((WEB / "package.json").read_text("utf-8"))["dependencies"] if WEB.is_dir() else ():
        assert f"\n{name} " in told


def test_the_bundle_is_what_its_source_makes(tmp_path: Path):
    node = shutil.which("node")
    if node is None or not (WEB / "node_modules").is_dir():
        reason = "there is no Node with web/node_modules: run `npm ci` in web/"
        if os.environ.get("CI"):
            pytest.fail(f"CI is set, and {reason}")
        pytest.skip(reason)
    made = subprocess.run(
        [node, "tools/build.mjs", str(tmp_path)],
        cwd=WEB, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    built = {entry.name: entry.read_bytes() for entry in tmp_path.iterdir()}
    entries = [*ASSETS.iterdir(), *(files("newsgraph.site") / "assets").iterdir()]
    shipped = {entry.name: entry.read_bytes() for entry in entries if entry.name in built}
    assert {"query.js", "engine.js", "explorer.js"} <= built.keys()
    assert built == shipped, "the bundle is older than its source: run `npm run build` in web/"
