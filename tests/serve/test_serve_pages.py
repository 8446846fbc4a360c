"""Pages in detail: every evidence link lands on its words; addresses, bars, cut texts; the box that suggests."""

from datetime import date
from pathlib import Path

import pytest
from lxml import html

from factory import sample_graph
from newsgraph.library import Library, open_library
from newsgraph.library.values import Moment
from newsgraph.model import KnowledgeGraph, Span
from newsgraph.rdf import quads, write_nquads
from newsgraph.serve.pages.bars import chart
from newsgraph.serve.pages.jobs import answer_home, answer_page, answer_search
from newsgraph.serve.pages.site import Site, page_number, shorter
from newsgraph.store.snapshots import switch, write_snapshot
from running import folder_of, serving

BASE = "https://newsgraph.example/"
SITE = Site(BASE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_of(sample_graph(), tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module")
def library(folder: Path):
    with open_library(folder) as opened:
        yield opened


def tree_of(library: Library, name: str, **parameters: str) -> html.HtmlElement:
    result = answer_page(library, {"path": name, "parameters": parameters})
    assert result.status == 200
    return html.document_fromstring(result.body.decode())


def names(library: Library) -> list[str]:
    found = {quad.subject.value for quad in library.store.quads_for_pattern(None, None, None, None)}
    below = {iri.removeprefix(library.base) for iri in found}
    return sorted(name for name in below if "#" not in name)


def test_every_link_into_a_text_lands_on_its_words(library: Library):
    anchors: dict[str, set[str]] = {}
    links: set[tuple[str, str]] = set()
    for name in names(library):
        tree = tree_of(library, name)
        for address in tree.xpath("//a/@href"):
            path, mark, fragment = address.partition("#char=")
            if mark:
                links.add((path or f"/{name}", fragment))
    assert links
    for path, place in sorted(links):
        if path not in anchors:
            tree = tree_of(library, path.removeprefix("/"))
            anchors[path] = {one.removeprefix("char=") for one in tree.xpath("//*[@data-start]//@id")}
        assert place in anchors[path], (path, place)


def test_every_link_within_the_server_leads_somewhere(library: Library):
    seen = {"/", "/explore", "/query", "/search", "/sparql", "/opensearch.xml", "/suggest"}
    pages = [
        answer_home(library, {"parameters": {}}),
        answer_search(library, {"path": "search", "parameters": {"q": "a"}}),
    ]
    trees = [html.document_fromstring(one.body.decode()) for one in pages]
    trees += [tree_of(library, name) for name in names(library)]
    for tree in trees:
        for address in tree.xpath("//main//a/@href"):
            path = address.partition("#")[0].partition("?")[0]
            if path.startswith("/") and path not in seen:
                seen.add(path)
                tree_of(library, path.removeprefix("/"))


def test_references_lead_to_rows_and_ids_are_unique(library: Library):
    for head in library.index.articles(50):
        tree = tree_of(library, head.id)
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        references = tree.xpath("//a[contains(@class, 'reference')]/@href")
        assert all(one.removeprefix("#") in ids for one in references)


def test_lists_turn_without_losing_the_rest(library: Library):
    name = library.index.most_named("Person", 1)[0].id
    site = Site(BASE, path=f"/{name}", parameters={"claims": "3", "q": "a&b"})
    assert site.page("claims") == 3
    assert site.page("events") == 1
    assert site.turn("events", 2) == f"/{name}?claims=3&q=a%26b&events=2#events"
    assert tree_of(library, name, claims="9999", events="-1", quotes="x", articles="999999999999").tag == "html"


@pytest.mark.parametrize(
    ("text", "number"), [("2", 2), ("0", 1), ("-3", 1), ("", 1), ("x", 1), ("٣", 1), ("9" * 30, 1), ("007", 7)]
)
def test_page_numbers(text: str, number: int):
    assert page_number(text) == number


@pytest.mark.parametrize(
    ("iri", "address"),
    [
        (BASE + "person/ana", "/person/ana"),
        (BASE + "person/a%2Fb", "/person/a%2Fb"),
        (BASE + "person/a?b", "/person/a%3Fb"),
        (BASE + "/evil.example/x", "/evil.example/x"),
        (BASE + "article/x#char=1,2", "/article/x#char=1,2"),
        ("https://www.example.org/x?y=1", "https://www.example.org/x?y=1"),
        ("http://[broken", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("https://", None),
        ("https://evil.example/ x", None),
        ("https://w3id.org/newsgraph/ns#Claim", None),
        ("urn:x:y", None),
    ],
)
def test_where_an_iri_leads(iri: str, address: str | None):
    assert SITE.address(iri) == address


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [("abc", 5, "abc"), ("a\n b", 5, "a b"), ("abcdef", 5, "abcd…"), ("x" * 10_000, 5, "xxxx…"), ("", 5, "")],
)
def test_long_names_are_cut(text: str, most: int, cut: str):
    assert shorter(text, most) == cut


def test_marked_words_are_escaped():
    assert SITE.marked("<a> & <b>", [Span(0, 3), Span(6, 9)]) == "<mark>&lt;a&gt;</mark> &amp; <mark>&lt;b&gt;</mark>"


def months(*counts: tuple[int, int, int]) -> list[Moment]:
    return [Moment(date(year, month, 1), number) for year, month, number in counts]


def test_bars_stand_for_months_or_years():
    assert chart([]) is None
    few = chart(months((2025, 11, 2), (2026, 2, 4)))
    assert few is not None
    assert [(bar.label, bar.number) for bar in few.bars] == [
        ("2025-11", 2), ("2025-12", 0), ("2026-01", 0), ("2026-02", 4),
    ]  # fmt: skip
    assert max(bar.height for bar in few.bars) == few.bars[-1].height == 2 * few.bars[0].height
    many = chart(months((2001, 1, 2), (2001, 7, 3), (2026, 2, 4)))
    assert many is not None
    assert (many.unit, len(many.bars), many.bars[0].number) == ("year", 26, 5)
    ages = chart(months((1, 1, 1), (9999, 12, 1)))
    assert ages is not None
    assert len(ages.bars) == 2


@pytest.mark.browser
def test_the_box_suggests_and_the_text_is_aimed_at(chromium, folder: Path, library: Library):
    wanted = library.index.most_named("Person", 1)[0]
    article = library.index.appearances(wanted.id, 1)[0].article.id
    told: list[str] = []
    with serving(folder) as served:
        page = chromium.new_page()
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(served.url)
        box = page.locator("input[data-suggest]")
        box.type(wanted.name[:4])
        page.wait_for_selector(".suggestions:not([hidden]) li")
        assert box.get_attribute("aria-expanded") == "true"
        page.keyboard.press("Escape")
        assert box.get_attribute("aria-expanded") == "false"
        page.keyboard.press("ArrowDown")
        page.wait_for_selector(".suggestions:not([hidden]) li")
        page.keyboard.press("ArrowDown")
        chosen = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
        assert chosen.get_attribute("aria-selected") == "true"
        address = chosen.get_attribute("data-href")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{address}")

        page.goto(f"{served.url}{article}")
        mark = page.locator("#text a.mark").first
        place = mark.get_attribute("data-span")
        page.goto(f"{served.url}{article}#char={place}")
        assert page.locator(".aimed").first.get_attribute("data-span") == place
        start, end = (int(number) for number in place.split(","))
        page.evaluate(f"location.hash = 'char={start + 1},{end}'")
        page.wait_for_function("CSS.highlights.has('aimed')")
        words = page.evaluate("[...CSS.highlights.get('aimed')][0].toString()")
        text = library.index.text(article)
        assert text is not None
        assert words == text[start + 1 : end]
        page.locator("#text a.mark").last.focus()
        page.wait_for_selector("#card:not([hidden])")
        page.keyboard.press("Escape")
        page.locator(".text-block .mark").first.hover()
        page.wait_for_selector("#card:not([hidden])")
        page.keyboard.press("Escape")
        assert page.locator("#card").is_hidden()
        page.close()
    assert told == []


def test_an_empty_graph_has_a_home(tmp_path: Path):
    with open_library(folder_of(KnowledgeGraph(), tmp_path)) as empty:
        assert answer_home(empty, {"parameters": {}}).status == 200
        assert answer_search(empty, {"path": "search", "parameters": {"q": "a"}}).status == 200
        assert answer_page(empty, {"path": "person/x", "parameters": {}}).status == 404


@pytest.mark.parametrize("base", ["https://archive.example/news/", "https://archive.example/ns#", "urn:archive:"])
def test_any_base_is_served_from_the_root(tmp_path: Path, base: str):
    with (tmp_path / "graph.nq").open("wb") as file:
        write_nquads(quads(sample_graph(), base=base), file)
    write_snapshot(tmp_path, "one", nquads=tmp_path / "graph.nq", graph=sample_graph(), base=base)
    switch(tmp_path, "one")
    with open_library(tmp_path) as library:
        for name in names(library):
            tree = tree_of(library, name)
            links = [one for one in tree.xpath("//main//a/@href") if not one.startswith("/explore#")]
            inner = [one for one in links if one.startswith("/")]
            assert inner or name.startswith(("tool/", "dataset", "run/"))
            for address in inner:
                assert tree_of(library, address.removeprefix("/").partition("#")[0].partition("?")[0]) is not None
