"""A site opened from disk in a browser: every saved question answers as the server does, and nothing is asked for."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import pytest

from factory import sample_graph
from hostile_world import NAMES, hostile_graph
from newsgraph.publish import write_folder
from newsgraph.questions import Question, saved_questions
from newsgraph.site import write_site
from running import Served, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PEOPLE = "SELECT ?person ?name { ?person a schema:Person ; rdfs:label ?name } ORDER BY ?name"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
CHANGES = "INSERT DATA { <http://a.example/> <http://b.example/> 1 }"
ELSEWHERE = "SELECT * { SERVICE <http://other.example/> { ?s ?p ?o } }"


@dataclass
class Watched:
    """A page and all that it should not do."""

    page: "Page"
    messages: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def assert_quiet(self) -> None:
        assert self.messages == []
        assert self.dialogs == []
        assert self.requests == []

    def ask(self, query: str) -> None:
        """Put a query into the editor and run it."""
        self.page.locator("#editor .cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(query)
        self.page.locator("#run").click()

    def status(self, words: str) -> str:
        found = self.page.locator("#status").get_by_text(re.compile(words))
        found.wait_for()
        return found.inner_text()

    def table(self) -> list[list[str]]:
        """Return the texts of the rows that are shown."""
        return self.page.evaluate(
            "[...document.querySelectorAll('#answer tbody tr')].map((row) => [...row.cells].map((it) => it.innerText))"
        )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("browser") / "graph"
    write_folder(sample_graph(), made)
    return made


@pytest.fixture(scope="module")
def site(folder: Path) -> Path:
    # A name that has to be escaped in an address.
    return write_site(folder, folder.parent / "a site, 100% öpen", title="Harbour news").folder


@pytest.fixture
def opened(chromium: "Browser") -> Iterator[Callable[..., Watched]]:
    """Return a function that opens a file of a site, watched."""
    contexts = []

    def open_file(site: Path, name: str, **options: Any) -> Watched:
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce", **options)
        contexts.append(context)
        watched = Watched(context.new_page())
        page = watched.page
        page.set_default_timeout(30_000)
        page.on("console", lambda message: watched.messages.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: watched.messages.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (watched.dialogs.append(dialog.message), dialog.dismiss()))
        own = ("blob:", site.as_uri())
        page.on("request", lambda asked: None if asked.url.startswith(own) else watched.requests.append(asked.url))
        page.goto(f"{site.as_uri()}/{name}")
        if name.startswith("query"):
            page.locator("#editor .cm-content").wait_for()
        return watched

    yield open_file
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    with serving(folder) as server:
        yield server


def settings_of(question: Question) -> dict[str, str]:
    """Return settings for the parameters of a question that must have one, and for its first other one."""
    known = {"one": "Ana Pell", "other": "Arlen High Court"}
    return {one.name: known.get(one.name, "Ana Pell") for one in question.parameters if one.required}


def test_every_saved_question_answers_as_the_server_does(opened: Callable[..., Watched], site: Path, served: Served):
    watched = opened(site, "query.html")
    answered = 0
    for question in saved_questions():
        entity = [one.name for one in question.parameters if one.type.value == "entity"]
        tried = [settings_of(question), *([{entity[0]: "Border Agency"}] if len(entity) == 1 else [])]
        for settings in tried:
            asked = urlencode({"question": question.name, **settings}, quote_via=quote)
            told = served.ask(f"/query/fill?{asked}")
            watched.page.evaluate("document.querySelector('#answer').replaceChildren()")
            watched.page.goto(f"{site.as_uri()}/query.html#{asked}")
            if told.status != 200:
                refused = watched.page.locator("#status.error").inner_text()
                assert refused == told.text.strip() or "Fill in" in watched.status("."), question.name
                continue
            filled = told.json()["query"]
            expected = served.sparql(filled, accept="application/sparql-results+json").json()
            count = len(expected["results"]["bindings"])
            watched.page.locator("#answer > .bar").wait_for()
            watched.status(rf"^{count:,} rows? in")
            lines = watched.page.locator("#editor .cm-line").all_inner_texts()
            assert lines == filled.split("\n")[: len(lines)], question.name
            columns = expected["head"]["vars"]
            values = [[(row.get(one) or {}).get("value") for one in columns] for row in expected["results"]["bindings"]]
            assert sorted(map(str, downloaded(watched, columns))) == sorted(map(str, values)), question.name
            answered += 1
    assert answered > 30
    watched.assert_quiet()


def downloaded(watched: Watched, columns: list[str]) -> list[list[str | None]]:
    """Return the values of the answer as the page's own download gives them."""
    menu = watched.page.locator("#answer details.menu")
    menu.locator("summary").click()
    with watched.page.expect_download() as saved:
        menu.get_by_role("button", name="JSON", exact=True).click()
    content = json.loads(Path(saved.value.path()).read_text("utf-8"))
    return [[(row.get(column) or {}).get("value") for column in columns] for row in content["results"]["bindings"]]


def test_a_query_is_answered_and_leads_to_the_explorer(opened: Callable[..., Watched], site: Path):
    watched = opened(site, "query.html")
    watched.ask(PEOPLE)
    watched.status("^3 rows in")
    assert [row[1] for row in watched.table()] == ["Ana Pell", "Dana Orlov", "Tomas Reyl"]
    link = watched.page.locator("#answer tbody a").first
    assert re.fullmatch(r"index\.html#node=person%2Fana-pell-[0-9a-f]{8}", link.get_attribute("href") or "")
    assert "#query=" in watched.page.url
    watched.page.reload()
    watched.status("^3 rows in")
    link = watched.page.locator("#answer tbody a").first
    link.click()
    watched.page.locator("#explorer").get_by_text("Ana Pell").first.wait_for()
    watched.page.get_by_role("heading", name="Ana Pell").first.wait_for()
    watched.assert_quiet()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?x {\n  ?x ?y\n}", "line 5, column 1"),
        ("SELECT ?x { ?x schema:name }", "line 2, column 28"),
        (CHANGES, "nothing in it can be changed"),
        (ELSEWHERE, "asks another server with SERVICE"),
        ("SELECT ?x { ?x ng:matches 'flood' }", "cannot search texts"),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f }", "longer than this page can show"),
    ],
)
def test_what_is_wrong_with_a_query_is_said(opened: Callable[..., Watched], site: Path, query: str, told: str):
    watched = opened(site, "query.html")
    watched.ask(query)
    watched.page.locator("#status.error").wait_for()
    assert "line" not in told or "line" in watched.status("line")
    assert told in watched.page.locator("#status").inner_text() or "line" in told
    if "line" in told:
        watched.page.locator("#editor .cm-error-line").wait_for()
    watched.ask(PEOPLE)
    watched.status("^3 rows in")
    watched.assert_quiet()


def test_cancel_ends_a_query_and_the_next_one_is_answered(opened: Callable[..., Watched], site: Path):
    watched = opened(site, "query.html")
    watched.ask(ENDLESS)
    watched.status("Running, 1 s")
    watched.page.locator("#cancel").click()
    watched.status("^Cancelled")
    watched.ask(PEOPLE)
    watched.status("^3 rows in")
    watched.assert_quiet()


def test_a_new_query_ends_the_one_before(opened: Callable[..., Watched], site: Path):
    watched = opened(site, "query.html")
    watched.ask(ENDLESS)
    watched.status("Running, 1 s")
    watched.ask(PEOPLE)
    watched.status("^3 rows in")
    watched.assert_quiet()


def test_names_are_offered_and_chosen(opened: Callable[..., Watched], site: Path):
    watched = opened(site, "query.html")
    page = watched.page
    page.locator("summary", has_text="Which articles mention this").click()
    field_ = page.locator("#articles-that-mention-thing")
    field_.press_sequentially("pell")
    page.get_by_role("option", name="Ana Pell").click()
    page.keyboard.press("Enter")
    watched.status(r"^\d+ rows? in")
    assert "person/ana-pell-" in page.locator("#editor .cm-content").inner_text()
    watched.assert_quiet()


def test_every_sort_of_answer_is_shown_and_saved(opened: Callable[..., Watched], site: Path):
    watched = opened(site, "query.html")
    watched.ask("ASK { ?s ?p ?o }")
    watched.page.locator(".verdict", has_text="Yes").wait_for()
    watched.ask("CONSTRUCT { ?a schema:mentions ?b } { ?a schema:mentions ?b . ?b a schema:Person }")
    watched.status(r"^\d+ triples in")
    assert watched.page.get_by_role("tab", name="Graph").count() == 1
    for name, words in (("Turtle", "schema"), ("N-Triples", "<https://"), ("JSON-LD", "@id"), ("RDF/XML", "rdf:RDF")):
        watched.page.locator("#answer details.menu summary").click()
        with watched.page.expect_download() as saved:
            watched.page.get_by_role("button", name=name, exact=True).click()
        assert words in Path(saved.value.path()).read_text("utf-8")
    watched.assert_quiet()


def test_from_and_graph_ask_what_they_ask_on_the_server(opened: Callable[..., Watched], site: Path, served: Served):
    some = served.sparql("SELECT ?g { GRAPH ?g { ?s ?p ?o } } LIMIT 1", accept="application/json").json()
    graph = some["results"]["bindings"][0]["g"]["value"]
    watched = opened(site, "query.html")
    for query in (
        f"SELECT (COUNT(*) AS ?n) FROM <{graph}> {{ ?s ?p ?o }}",
        "SELECT (COUNT(*) AS ?n) { ?s ?p 'from' }",
        "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    ):
        expected = served.sparql(query, accept="application/json").json()["results"]["bindings"][0]["n"]["value"]
        watched.ask(query)
        watched.status("^1 row in")
        assert [[re.sub(r"\D", "", cell) for cell in row] for row in watched.table()] == [[expected]]
    watched.assert_quiet()


def test_the_explorer_opens_from_disk(opened: Callable[..., Watched], site: Path):
    watched = opened(site, "index.html")
    watched.page.locator("#explorer canvas:visible").first.wait_for()
    watched.page.get_by_text("Harbour news").first.wait_for()
    watched.assert_quiet()


def test_hostile_words_stay_words_from_disk(opened: Callable[..., Watched], tmp_path: Path):
    write_folder(hostile_graph(), tmp_path / "graph")
    site = write_site(tmp_path / "graph", tmp_path / "site", title=NAMES[1]).folder
    watched = opened(site, "query.html")
    watched.ask("SELECT ?thing ?name { ?thing rdfs:label ?name }")
    watched.status(r"rows in")
    shown = json.dumps(watched.table(), ensure_ascii=False)
    assert "alert(1)" in shown
    for name in NAMES[:4]:
        watched.page.goto("about:blank")
        watched.page.goto(f"{site.as_uri()}/query.html#question=articles-that-mention&thing={quote(name)}")
        watched.status(r"row|named")
    assert not watched.page.locator("main img").count()
    explorer = opened(site, "index.html")
    explorer.page.locator("#explorer canvas:visible").first.wait_for()
    watched.assert_quiet()
    explorer.assert_quiet()
