"""Pages of a graph whose names and texts try to be markup: all of it stays words."""

from pathlib import Path

import pytest
from lxml import html

from hostile_world import NAMES, hostile_graph
from newsgraph.library import Library, open_library
from newsgraph.serve.pages.forms import FORMATS
from newsgraph.serve.pages.jobs import answer_data, answer_home, answer_page, answer_search, answer_suggest
from running import folder_of, serving

TAGS = frozenset(
    "html head meta title link script body a header div form label input button nav main footer p h1 h2 h3 span bdi "
    "section aside dl dt dd ul ol li blockquote mark details summary table thead tbody tr th td svg rect text "
    "fieldset legend select option time code br".split()
)
ATTRIBUTES = frozenset(
    "lang charset name content rel href type title class id for role action method autocomplete placeholder maxlength "
    "value aria-label aria-hidden aria-current datetime data-suggest data-span data-start data-label viewbox "
    "x y width height text-anchor src checked scope selected hidden".split()
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_of(hostile_graph(), tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def library(folder: Path):
    with open_library(folder) as opened:
        yield opened


def named(library: Library) -> list[str]:
    """Return the identifiers of all that the graph speaks of."""
    found = {quad.subject.value for quad in library.store.quads_for_pattern(None, None, None, None)}
    found |= {graph.value for graph in library.store.named_graphs()}
    return sorted(iri.removeprefix(library.base) for iri in found if "#" not in iri)


def assert_inert(body: bytes) -> None:
    tree = html.document_fromstring(body.decode())
    for element in tree.iter():
        assert isinstance(element.tag, str), f"a comment: {element}"
        assert element.tag in TAGS, html.tostring(element)[:300]
        assert set(element.attrib) <= ATTRIBUTES, element.attrib
        if element.tag == "script":
            assert element.get("src", "").startswith("/assets/")
            assert not element.text
        if element.tag == "link":
            assert element.get("href", "").startswith("/")
        if element.tag == "a":
            address = element.get("href", "")
            outside = address.startswith(("http://", "https://"))
            assert outside or (address.startswith(("/", "#")) and not address.startswith("//")), address
            if outside:
                assert "noreferrer" in element.get("rel", "")
        if element.tag == "form":
            assert element.get("action") == "/search"


def test_every_page_is_inert(library: Library):
    for name in named(library):
        result = answer_page(library, {"path": name, "parameters": {}})
        assert result.status == 200, name
        assert_inert(result.body)


@pytest.mark.parametrize("name", NAMES)
def test_home_search_suggestions_and_missing_pages_are_inert(library: Library, name: str):
    assert_inert(answer_home(library, {"parameters": {}}).body)
    for given in (
        {"q": name},
        {"q": name[:40], "kind": name, "outlet": name, "since": name, "until": name, name: name},
    ):
        assert_inert(answer_search(library, {"path": "search", "parameters": given}).body)
    missing = answer_page(library, {"path": name, "parameters": {name: name, "claims": name}})
    assert missing.status == 404
    assert_inert(missing.body)
    suggested = answer_suggest(library, {"parameters": {"q": name}})
    assert b"<" not in suggested.body or suggested.media_type == "application/json"


def test_texts_stay_as_they_are(library: Library):
    for head in library.index.articles(50):
        article = library.index.article(head.id)
        assert article is not None
        tree = html.document_fromstring(answer_page(library, {"path": head.id, "parameters": {}}).body.decode())
        for reference in tree.xpath("//a[contains(@class, 'reference')]"):
            reference.text = ""
        shown = [block.text_content() for block in tree.xpath("//*[@data-start]")]
        assert "".join("".join(shown).split()) == "".join(article.text.split())


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_data_reads_back(library: Library, form):
    import pyoxigraph

    for name in named(library):
        result = answer_data(library, {"path": name, "media_type": form.media_type})
        assert result.status == 200
        read = list(pyoxigraph.parse(result.body, format=pyoxigraph.RdfFormat.from_media_type(form.media_type)))
        node = pyoxigraph.NamedNode(library.base + name)
        own = {quad.triple for quad in library.store.quads_for_pattern(node, None, None, None)}
        assert own <= {quad.triple for quad in read}, name
        assert read


@pytest.mark.browser
def test_a_browser_finds_nothing_to_run(chromium, folder: Path, library: Library):
    every = named(library)
    kinds: dict[str, list[str]] = {}
    for name in every:
        kinds.setdefault(name.partition("/")[0], []).append(name)
    paths = ["/", "/search?q=alert", *("/" + name for names in kinds.values() for name in names[:4])]
    paths += ["/" + name for name in kinds["article"]]
    told: list[str] = []
    with serving(folder) as served:
        page = chromium.new_page()
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: None if request.url.startswith(served.url) else told.append(request.url))
        for path in paths:
            page.goto(served.url.rstrip("/") + path)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        for mark in page.locator(".text-block .mark").all()[:3]:
            mark.hover()
        page.fill("input[data-suggest]", "aler")
        page.wait_for_selector(".suggestions li, .unseen[role=status]:not(:empty)", state="attached")
        page.close()
    assert told == []
