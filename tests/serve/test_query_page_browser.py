"""The query page in a browser: asked, looked at, driven by keys, and fed with names that try to be markup."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from factory import sample_graph
from hostile_world import NAMES, hostile_graph
from newsgraph.measures import Position
from newsgraph.model import Kind, KnowledgeGraph
from running import Served, folder_of, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PREFIXES = (
    "PREFIX schema: <https://schema.org/>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
    "PREFIX oa: <http://www.w3.org/ns/oa#>\n"
)
PEOPLE = f"{PREFIXES}SELECT ?person ?name {{ ?person a schema:Person ; rdfs:label ?name }}"
MENTIONS = f"{PREFIXES}SELECT ?article ?place {{ ?article schema:mentions ?place . ?place a schema:Place }}"
DATED = (
    f"{PREFIXES}SELECT ?title ?published ?article {{ ?article schema:datePublished ?published ; rdfs:label ?title }}"
)
GRAPH = f"{PREFIXES}CONSTRUCT {{ ?a schema:mentions ?b }} {{ ?a schema:mentions ?b }}"
ALL = "SELECT * { ?s ?p ?o }"


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

    def status(self, words: str) -> None:
        self.page.locator("#status").get_by_text(re.compile(words)).wait_for()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(folder_of(located_graph(), tmp_path_factory.mktemp("query"))) as server:
        yield server


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(folder_of(hostile_graph(), tmp_path_factory.mktemp("hostile"))) as server:
        yield server


@pytest.fixture
def opened(chromium: "Browser") -> Iterator[Callable[..., Watched]]:
    """Return a function that opens the page of a server, watched."""
    contexts = []

    def open_page(server: Served, address: str = "", **options: object) -> Watched:
        settings = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **options}
        context = chromium.new_context(**settings)  # type: ignore[arg-type]
        contexts.append(context)
        watched = Watched(context.new_page())
        page = watched.page
        page.set_default_timeout(15_000)
        page.on("console", lambda message: watched.messages.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: watched.messages.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (watched.dialogs.append(dialog.message), dialog.dismiss()))
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith((server.url, "blob:")) else watched.requests.append(request.url)
            ),
        )
        page.goto(f"{server.url}query{address}")
        page.locator("#editor .cm-content").wait_for()
        return watched

    yield open_page
    for context in contexts:
        context.close()


def located_graph() -> KnowledgeGraph:
    made = sample_graph()
    entities = tuple(
        replace(entity, position=Position(40.7, -74.2)) if entity.kind is Kind.PLACE else entity
        for entity in made.entities
    )
    return replace(made, entities=entities)


def asking(query: str, view: str = "") -> str:
    return f"#query={quote(query)}" + (f"&view={view}" if view else "")


def write(page: "Page", text: str) -> None:
    page.locator("#editor .cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def editor_text(page: "Page") -> str:
    return "\n".join(page.locator("#editor .cm-line").all_inner_texts())


def test_a_query_is_written_and_run_by_keys(opened, served):
    watched = opened(served)
    page = watched.page
    write(page, "SELECT ?name { ?person a schema:Person ; rdfs:label ?name } ORDER BY ?name")
    page.keyboard.press("Control+Enter")
    watched.status("3 rows in")
    assert page.locator("#view tbody td").all_inner_texts() == ["Ana Pell", "Dana Orlov", "Tomas Reyl"]
    # What the query used without saying so is declared, so that its link works anywhere.
    assert editor_text(page).startswith("PREFIX rdfs: <http")
    assert "#query=PREFIX" in page.url
    watched.assert_quiet()


def test_rows_are_sorted_by_a_click(opened, served):
    watched = opened(served, asking(f"{PEOPLE} ORDER BY DESC(?name)"))
    watched.status("3 rows")
    page = watched.page
    names = page.locator("#view tbody td:nth-child(2)")
    assert names.all_inner_texts() == ["Tomas Reyl", "Dana Orlov", "Ana Pell"]
    page.get_by_role("button", name="name").click()
    assert names.all_inner_texts() == ["Ana Pell", "Dana Orlov", "Tomas Reyl"]
    assert page.locator("th[aria-sort=ascending]").inner_text().strip() == "name"
    link = page.locator("#view tbody a").first
    assert link.get_attribute("href").startswith("/person/ana-pell")
    watched.assert_quiet()


def test_long_answers_come_in_pages(opened, served):
    watched = opened(served, asking("SELECT * { { SELECT ?a { ?a ?b ?c } LIMIT 250 } }"))
    watched.status("rows")
    page = watched.page
    rows = page.locator("#view tbody tr")
    assert rows.count() == 100
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    assert page.get_by_role("button", name="Next").is_disabled()
    assert page.get_by_role("button", name="Back").is_enabled()
    watched.assert_quiet()


@pytest.mark.parametrize(
    ("query", "view", "others", "selector"),
    [
        (GRAPH, "graph", {"Table", "Graph"}, "#view g.node"),
        (MENTIONS, "map", {"Table", "Graph", "Map"}, "#view circle.spot"),
        (DATED, "timeline", {"Table", "Timeline"}, "#view .timeline > li"),
    ],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_views_that_fit_are_offered_and_drawn(opened, served, query, view, others, selector, scheme, width):
    watched = opened(served, asking(query, view), color_scheme=scheme, viewport={"width": width, "height": 850})
    page = watched.page
    page.locator(selector).first.wait_for()
    assert set(page.get_by_role("tab").all_inner_texts()) == others
    assert page.locator("[role=tab][aria-selected=true]").get_attribute("id") == f"tab-{view}"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("tab", name="Table").click()
    page.locator("#view table").wait_for()
    assert "view=" not in page.url
    watched.assert_quiet()


def test_a_verdict_has_no_views(opened, served):
    watched = opened(served, asking("ASK { ?s ?p ?o }"))
    watched.page.locator(".verdict").wait_for()
    assert watched.page.locator(".verdict").inner_text() == "Yes"
    assert watched.page.get_by_role("tab").count() == 0
    watched.assert_quiet()


def test_an_error_is_marked_where_it_is(opened, served):
    watched = opened(served, asking("SELECT ?x {\n  ?x ?y wrong\n}"))
    watched.status("not SPARQL")
    page = watched.page
    page.locator("#editor .cm-error-place").wait_for()
    assert page.locator("#editor .cm-error-line").inner_text().strip() == "?x ?y wrong"
    assert page.locator("#editor .cm-content").get_attribute("aria-invalid") == "true"
    page.keyboard.type("x")
    assert page.locator("#editor .cm-error-line").count() == 0
    # The browser itself notes the status 400 that the protocol asks for.
    assert all("400 (Bad Request)" in message for message in watched.messages)


def test_the_vocabulary_and_things_are_completed(opened, served):
    watched = opened(served)
    page = watched.page
    options = page.locator("#editor .cm-tooltip-autocomplete li")
    write(page, "SELECT ?x {\n  ?x a schema:Per")
    options.filter(has_text="schema:Person").first.wait_for()
    # A list that has just come up takes no key yet, so that nobody chooses what they have not seen.
    page.wait_for_timeout(150)
    page.keyboard.press("Enter")
    assert "?x a schema:Person" in editor_text(page)
    assert editor_text(page).startswith("PREFIX schema: <https://schema.org/>\n")
    page.keyboard.insert_text(" .\n  ?article ment")
    options.filter(has_text="schema:mentions").first.wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("SELECT ?a { ?a ?p Dana Orl }")
    for _ in range(2):
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Control+Space")
    options.filter(has_text="Dana Orlov").first.wait_for()
    options.filter(has_text="Dana Orlov").first.click()
    assert re.search(r"\?p person:dana-orlov-\w+ }  # Dana Orlov$", editor_text(page))
    assert "PREFIX person: <" in editor_text(page)
    page.keyboard.press("Control+Enter")
    watched.status("row")
    watched.assert_quiet()


def test_a_saved_question_is_asked_with_a_name(opened, served):
    watched = opened(served)
    page = watched.page
    page.get_by_label("Find a question").fill("mention under")
    shown = page.locator("#questions li[data-words]:visible")
    assert shown.count() == 1
    shown.locator("summary").click()
    field = shown.locator("input[data-type=entity]")
    field.press_sequentially("tomas")
    page.locator("#questions .suggestions li").first.wait_for()
    field.press("ArrowDown")
    field.press("Enter")
    assert field.input_value() == "Tomas Reyl"
    field.press("Enter")
    watched.status("rows? in")
    assert "Which articles mention this" in editor_text(page)
    assert "question=articles-that-mention" in page.url
    assert "thing=person%3Atomas-reyl" in page.url
    # The link alone brings it back.
    again = opened(served, f"#{page.url.partition('#')[2]}")
    again.status("rows? in")
    assert editor_text(again.page) == editor_text(page)
    watched.assert_quiet()
    again.assert_quiet()


def test_a_name_that_nothing_bears_is_said(opened, served):
    watched = opened(served, "#question=articles-that-mention&thing=Nobody%20Such")
    watched.status("Nothing in the graph is named")
    assert watched.page.locator("#status.error").count() == 1


def test_back_and_forward_go_through_queries(opened, served):
    watched = opened(served)
    page = watched.page
    for query, words in ((PEOPLE, "3 rows"), ("ASK {}", "Answered")):
        write(page, query)
        page.keyboard.press("Control+Enter")
        watched.status(words)
    page.go_back()
    watched.status("3 rows")
    assert "schema:Person" in editor_text(page)
    page.go_forward()
    watched.status("Answered")
    page.go_back()
    page.go_back()
    page.locator("#answer:empty").wait_for(state="attached")
    watched.assert_quiet()


def test_a_long_link_holds_its_query(opened, served):
    watched = opened(served, asking(f"ASK {{}} # {'long ' * 8000}"))
    watched.status("Answered")
    watched.assert_quiet()


def test_a_runaway_query_is_cancelled(opened, served):
    watched = opened(served)
    page = watched.page
    write(page, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    page.keyboard.press("Control+Enter")
    watched.status("Running, 1 s")
    page.get_by_role("button", name="Cancel").click()
    watched.status("Cancelled")
    assert page.get_by_role("button", name="Cancel").count() == 0
    write(page, "ASK {}")
    page.keyboard.press("Control+Enter")
    watched.status("Answered")
    watched.assert_quiet()


@pytest.mark.parametrize(
    ("query", "name", "start"),
    [
        (PEOPLE, "JSON", '{"head"'), (PEOPLE, "XML", "<?xml"), (PEOPLE, "CSV", "person,name"),
        (PEOPLE, "TSV", "?person"),
        (GRAPH, "Turtle", ""), (GRAPH, "N-Triples", "<"), (GRAPH, "JSON-LD", ""), (GRAPH, "RDF/XML", "<?xml"),
    ],
)  # fmt: skip
def test_answers_are_saved_in_every_form(opened, served, tmp_path: Path, query, name, start):
    watched = opened(served, asking(query))
    watched.status("(rows|triples) in")
    page = watched.page
    page.get_by_text("Download").click()
    with page.expect_download() as saving:
        page.get_by_role("button", name=name, exact=True).click()
    saving.value.save_as(tmp_path / "answer")
    content = (tmp_path / "answer").read_text("utf-8")
    assert content.startswith(start)
    assert len(content) > 100
    watched.assert_quiet()


def test_the_table_and_the_link_are_copied(opened, served):
    watched = opened(served, asking(PEOPLE), permissions=["clipboard-read", "clipboard-write"])
    watched.status("3 rows")
    page = watched.page
    page.get_by_role("button", name="Copy table").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("person\tname\n")
    assert copied.count("\n") == 4
    page.get_by_role("button", name="Copy link").click()
    watched.status("clipboard")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    watched.assert_quiet()


def test_the_whole_page_is_walked_by_keyboard(opened, served):
    watched = opened(served, asking(DATED))
    watched.status("rows in")
    page = watched.page
    page.locator("#q").focus()
    seen = []
    for _ in range(80):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                "() => { let e = document.activeElement;"
                " while (e.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;"
                " return [e.tagName, e.id, e.className, e.textContent.slice(0, 20)].join(' '); }"
            )
        )
    text = "\n".join(seen)
    # Into the editor and out of it again, to the answer.
    order = [
        text.index(words)
        for words in (
            "find-question",
            "cm-content",
            "BUTTON run",
            "BUTTON link",
            "tab-table",
            "Copy table",
            "Download",
            "sort title",
        )
    ]
    assert order == sorted(order)
    assert not any("cm-content" in one and "cm-content" in other for one, other in pairwise(seen))
    page.locator("#tab-table").focus()
    page.keyboard.press("ArrowRight")
    page.locator(".timeline").wait_for()
    assert page.evaluate("document.activeElement.id") == "tab-timeline"
    write(page, "SELECT ?n")
    page.keyboard.press("Control+Space")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "run"
    watched.assert_quiet()


def test_the_drawing_is_walked_by_keyboard(opened, served):
    watched = opened(served, asking(GRAPH, "graph"))
    page = watched.page
    page.locator("#view g.node").first.wait_for()
    page.locator(".stage").focus()
    page.keyboard.press("ArrowRight")
    page.locator("g.node.chosen").wait_for(state="attached")
    first = page.locator(".told h3").inner_text()
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
    assert page.locator(".told li").count() > 0
    page.keyboard.press("+")
    page.keyboard.press("Escape")
    assert page.locator("g.node.chosen").count() == 0
    assert first
    watched.assert_quiet()


@pytest.mark.parametrize(
    ("query", "views"),
    [
        (ALL, ("table",)),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", ("table", "graph")),
        (DATED, ("timeline",)),
        (MENTIONS, ("map",)),
        (f"{PREFIXES}SELECT ?thing ?name {{ ?thing rdfs:label ?name ; a schema:Person }}", ("table",)),
    ],
)
@pytest.mark.parametrize("width", [1280, 400])
def test_hostile_words_stay_words(opened, hostile, query, views, width):
    watched = opened(hostile, asking(query, views[-1]), viewport={"width": width, "height": 850})
    watched.status("(rows?|triples?) in")
    page = watched.page
    for view in views:
        if page.locator(f"#tab-{view}:visible").count():
            page.locator(f"#tab-{view}").click()
        page.wait_for_timeout(300)
        assert page.locator("#answer img, #answer script, #answer u, #answer iframe, #answer style").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    for link in page.locator("#answer a").all()[:60]:
        assert re.match(r"/|https?://", link.get_attribute("href"))
    watched.assert_quiet()


@pytest.mark.parametrize("number", range(len(NAMES)))
def test_hostile_names_are_offered_as_words(opened, hostile, number):
    typed = re.sub(r"[^\w ]+", " ", NAMES[number]).split()
    watched = opened(hostile)
    page = watched.page
    page.get_by_label("Find a question").fill("mention under")
    shown = page.locator("#questions li[data-words]:visible")
    shown.locator("summary").click()
    field = shown.locator("input[data-type=entity]")
    field.press_sequentially(max(typed, key=len)[:6] if typed else "alert")
    page.wait_for_timeout(600)
    if page.locator("#questions .suggestions li:visible").count():
        field.press("ArrowDown")
        field.press("Enter")
        field.press("Enter")
        watched.status("rows? in")
    write(page, f"SELECT ?a {{ ?a ?b {max(typed, key=len)[:6] if typed else 'alert'}")
    page.keyboard.press("Control+Space")
    page.wait_for_timeout(500)
    page.keyboard.press("Enter")
    watched.assert_quiet()
    assert page.locator("#editor img, #editor script, #questions img, #questions u").count() == 0


def test_a_question_that_needs_more_waits_for_it(opened: Callable[..., Watched], served: Served) -> None:
    watched = opened(served, "?question=who-appears-with")
    watched.status("Fill in what the question needs")
    assert watched.page.evaluate("document.activeElement.name") == "thing"
    watched.assert_quiet()


def test_names_are_offered_to_one_who_typed_before_the_vocabulary_came(opened, served):
    watched = opened(served)
    page = watched.page
    held = []
    page.route("**/query/vocabulary", lambda route: held.append(route))  # noqa: PLW0108
    page.reload()
    page.get_by_label("Find a question").fill("mention under")
    shown = page.locator("#questions li[data-words]:visible")
    shown.locator("summary").click()
    shown.locator("input[data-type=entity]").press_sequentially("tomas")
    page.wait_for_timeout(300)
    assert page.locator("#questions .suggestions li").count() == 0
    held[0].continue_()
    page.locator("#questions .suggestions li").first.wait_for()
    watched.assert_quiet()
