"""Every IRI of the graph under the server: who gets a page, who gets data, and what is not there."""

import gzip
from pathlib import Path

import pyoxigraph
import pytest

from factory import sample_graph
from newsgraph.library import Library, open_library
from newsgraph.library.facts import Facts
from newsgraph.serve.pages.jobs import answer_data, found_name
from running import Served, folder_of, serving

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_of(sample_graph(), tmp_path_factory.mktemp("linked"))


@pytest.fixture(scope="module")
def library(folder: Path):
    with open_library(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def served(folder: Path):
    with serving(folder) as running:
        yield running


@pytest.fixture(scope="module")
def thing(library: Library) -> str:
    return "/" + library.index.most_named("Person", 1)[0].id


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (BROWSER, "text/html"),
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("application/trig", "application/trig"),
        ("application/n-quads", "application/n-quads"),
        ("application/rdf+xml, text/html;q=0.5", "application/rdf+xml"),
        ("application/rdf+xml;q=0.3, text/html;q=0.5", "text/html"),
        ("text/html;q=0, */*", "text/turtle"),
        ("application/*", "application/ld+json"),
    ],
)
def test_the_header_chooses(served: Served, thing: str, accept: str, media: str):
    answer = served.ask(thing, accept=accept)
    assert (answer.status, answer.media) == (200, media)
    assert "accept" in answer.headers["vary"]
    if media != "text/html":
        read = list(pyoxigraph.parse(answer.body, format=pyoxigraph.RdfFormat.from_media_type(media)))
        assert read


@pytest.mark.parametrize("form", ["html", "ttl", "jsonld", "nt", "trig", "nq", "rdf", "text/turtle"])
def test_format_goes_before_the_header(served: Served, thing: str, form: str):
    answer = served.ask(f"{thing}?format={form}", accept="image/png")
    assert answer.status == 200
    assert (answer.media == "text/html") == (form == "html")


@pytest.mark.parametrize(("path", "accept"), [("", "image/png"), ("?format=docx", "*/*"), ("", "text/html;q=0")])
def test_other_forms_are_refused_in_one_sentence(served: Served, thing: str, path: str, accept: str):
    answer = served.ask(thing + path, accept=accept)
    assert answer.status == 406
    assert answer.text.count("\n") == 1


@pytest.mark.parametrize(
    "path",
    [
        "/person/nobody", "/person/", "/person", "/%00", "/a%2Fb", "/..%2F..%2Fetc%2Fpasswd", "//evil.example/x",
        "/<x>", "/%3Cscript%3E", "/graph/nothing", "/article/x%22y", "/" + "a" * 1900, "/%E2%80%AE", "/%F0%9F%9A%80",
        "/person/%7B%7D",
    ],
)  # fmt: skip
@pytest.mark.parametrize("accept", [BROWSER, "text/turtle"])
def test_what_is_not_there(served: Served, path: str, accept: str):
    answer = served.ask(path, accept=accept)
    assert answer.status == 404
    assert answer.media == ("text/html" if accept == BROWSER else "text/plain")


def test_very_long_addresses_are_refused(served: Served):
    assert served.ask("/" + "a" * 3000, accept=BROWSER).status == 414


def test_every_iri_answers_with_a_page_and_with_its_statements(library: Library, served: Served):
    found = {quad.subject.value for quad in library.store.quads_for_pattern(None, None, None, None)}
    found |= {graph.value for graph in library.store.named_graphs()}
    for iri in sorted(found):
        path = "/" + iri.removeprefix(library.base).partition("#")[0]
        assert served.ask(path, accept=BROWSER).status == 200, path
        data = served.ask(path, accept="application/n-quads")
        assert data.status == 200
        if "#" not in iri and "/graph/" not in iri:
            node = pyoxigraph.NamedNode(iri)
            own = set(library.store.quads_for_pattern(node, None, None, None))
            assert own <= set(pyoxigraph.parse(data.body, format=pyoxigraph.RdfFormat.N_QUADS))


def test_a_named_graph_is_all_that_stands_in_it(library: Library, served: Served):
    article = library.index.articles(1)[0].id
    graph = pyoxigraph.NamedNode(f"{library.base}graph/{article}")
    answer = served.ask(f"/graph/{article}", accept="application/n-quads")
    read = set(pyoxigraph.parse(answer.body, format=pyoxigraph.RdfFormat.N_QUADS))
    assert read == set(library.store.quads_for_pattern(None, None, None, graph))


def test_an_answer_is_the_same_each_time_and_known_by_its_tag(served: Served, thing: str):
    for accept in (BROWSER, "text/turtle", "application/ld+json", "application/trig", "application/rdf+xml"):
        first, again = served.ask(thing, accept=accept), served.ask(thing, accept=accept)
        assert first.body == again.body
        assert served.ask(thing, accept=accept, if_none_match=first.headers["etag"]).status == 304


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("person/ana%2Fruiz", "person/ana%2Fruiz"),
        ("person/%61na%2Fruiz", "person/ana%2Fruiz"),
        ("person/ana%2fruiz", None),
        ("person/ana/ruiz", None),
        ("person/zo%C3%AB", "person/zoë"),
        ("person/zoë", "person/zoë"),
        ("person/50%25", "person/50%25"),
        ("person/a%20b", "person/a%20b"),
        ("person/%FF", None),
        ("", None),
    ],
)
def test_paths_stand_for_iris_however_they_are_escaped(sent: str, stored: str | None):
    base = "https://newsgraph.example/"
    names = ("ana%2Fruiz", "zoë", "50%25", "a%20b")
    store = pyoxigraph.Store()
    label = pyoxigraph.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    for name in names:
        node = pyoxigraph.NamedNode(f"{base}person/{name}")
        store.add(pyoxigraph.Quad(node, label, pyoxigraph.Literal(name)))

    class Opened:
        pass

    opened = Opened()
    opened.base, opened.store = base, store  # type: ignore[attr-defined]
    assert found_name(Facts(opened), sent) == stored  # type: ignore[arg-type]


def test_the_front_pages_answer(served: Served):
    assert served.ask("/", accept=BROWSER).media == "text/html"
    assert served.ask("/search?q=a&kind=Person", accept=BROWSER).media == "text/html"
    assert "suggestions" in served.ask("/suggest?q=a").json()
    assert served.ask("/suggest?q=a&form=opensearch").json()[0] == "a"
    described = served.ask("/opensearch.xml")
    assert f"{served.url}search?q=" in described.text


def test_the_servers_own_files(served: Served):
    for name, media in (("site.css", "text/css"), ("suggest.js", "text/javascript"), ("icon.svg", "image/svg+xml")):
        answer = served.ask(f"/assets/{name}")
        packed = served.ask(f"/assets/{name}", accept_encoding="gzip")
        assert packed.headers["content-encoding"] == "gzip"
        assert gzip.decompress(packed.body) == answer.body
        assert (answer.status, answer.media) == (200, media)
    for name in ("nothing.css", "../linked.py", "..%2Flinked.py", "%2e%2e/linked.py", "", "site.css/x"):
        assert served.ask(f"/assets/{name}").status == 404


def test_what_is_long_comes_in_pages(library: Library, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("newsgraph.library.description.PAGE", 7)
    article = library.index.articles(1)[0].id
    read: list[pyoxigraph.Quad] = []
    for number in range(1, 1000):
        wanted = {"path": f"graph/{article}", "media_type": "application/n-quads", "page": str(number)}
        answer = answer_data(library, wanted)
        read += pyoxigraph.parse(answer.body, format=pyoxigraph.RdfFormat.N_QUADS)
        if "link" not in answer.headers:
            break
        assert answer.headers["link"] == f'</graph/{article}?format=nq&page={number + 1}>; rel="next"'
    graph = pyoxigraph.NamedNode(f"{library.base}graph/{article}")
    assert len(read) == len(set(read))
    assert set(read) == set(library.store.quads_for_pattern(None, None, None, graph))
