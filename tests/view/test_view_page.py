import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hostile import NAMES, hostile_graph
from hypothesis import given, strategies as st

from generate import generated_graph
from newsgraph.errors import NewsgraphError
from newsgraph.model import Kind, KnowledgeGraph
from newsgraph.view import notebook, page, to_pyvis
from newsgraph.view.drawing import canvas_label
from newsgraph.view.page import inert_json

KG = generated_graph(60)


class Outline(HTMLParser):
    """Collects the tags of a page and the text of its scripts."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: dict[str, str] = {}
        self.inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.inside = dict(attrs).get("id") or tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        self.texts[self.inside] = self.texts.get(self.inside, "") + data


def data_of(html: str) -> dict:
    return json.loads(Outline(html).texts["graph-data"])


def test_the_same_graph_gives_the_same_page_whatever_the_hash_seed(tmp_path: Path):
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from generate import generated_graph\n"
        "from newsgraph.view import page\n"
        "sys.stdout.buffer.write(page(generated_graph(250), limit=200).encode())\n"
    )
    written = [
        subprocess.run(
            [sys.executable, "-W", "error", "-c", program, str(Path(__file__).parents[1])],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        )
        for seed in ("1", "2")
    ]
    assert written[0].stdout == written[1].stdout
    assert written[0].stderr == b""
    assert written[0].stdout.decode() == page(generated_graph(250), limit=200)


def test_pyvis_is_imported_on_use_only():
    program = (
        "import sys, newsgraph.view; print('pyvis' in sys.modules, 'IPython' in sys.modules, 'jinja2' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["False"] * 3


def test_the_page_asks_for_nothing_outside():
    outline = Outline(page(KG))
    assert not {"iframe", "object", "embed", "img", "base", "form"} & set(outline.tags)
    links = [value for name, value in outline.attributes if name in ("src", "href", "action", "data", "srcset")]
    assert set(links) <= {"data:,", "#tables"}
    assert not [name for name, _ in outline.attributes if name.startswith("on") or name == "style"]
    assert "sourceMappingURL" not in page(KG)


def test_the_policy_allows_these_scripts_and_nothing_else():
    policy = dict(Outline(page(KG)).attributes)["content"]
    found = re.search(r'content="(default-src[^"]+)"', page(KG))
    assert found is not None
    assert policy is not None
    assert "default-src &#39;none&#39;" in found[1]
    assert "unsafe" not in found[1]
    assert found[1].count("sha256-") == 3


@pytest.mark.parametrize(
    "title", ["<img src=x onerror=alert(1)>", "{{7*7}}", "\ud800 lone", '"><script>alert(1)</script>']
)
def test_a_title_stays_text(title: str):
    html = page(KG, title=title)
    html.encode("utf-8")
    assert Outline(html).tags == Outline(page(KG)).tags
    assert Outline(html).texts["title"] == title.replace("\ud800", "?")


def test_names_stay_text_in_the_data():
    html = page(hostile_graph())
    assert Outline(html).tags == Outline(page(KG)).tags
    assert {node["name"] for node in data_of(html)["nodes"]} >= set(NAMES)


@given(st.recursive(st.text(st.characters(), max_size=30), lambda inner: st.lists(inner, max_size=3)))
def test_data_never_leaves_its_block(value: object):
    text = inert_json({"value": value})
    assert text.isascii()
    assert not set("<>&") & set(text)
    assert json.loads(text) == {"value": value}


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Ana  Pell\n", "Ana Pell"),
        ("a\u202eb", "a‹U+202E›b"),
        ("a\x00b\ud800", "a\ufffdb\ufffd"),
        ("x" * 100, "x" * 59 + "…"),
        ("", ""),
    ],
)
def test_canvas_labels_are_one_short_visible_line(name: str, label: str):
    assert canvas_label(name) == label


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({}, r"^All 60 nodes and the [\d,]+ statements that join them are drawn\.$"),
        ({"limit": 20}, r"^20 of 60 nodes drawn: .* Narrow with --around NAME or --kinds, or raise --limit\.$"),
        ({"around": KG.entities[0].name}, rf"^All \d+ nodes around “{KG.entities[0].name}” and "),
    ],
)
def test_the_page_says_what_it_draws(options: dict, sentence: str):
    assert re.search(sentence, Outline(page(KG, **options)).texts["drawn"].strip())


def test_an_empty_graph_has_a_page():
    html = page(KnowledgeGraph())
    assert "Nothing to draw" in html
    assert data_of(html)["nodes"] == []


@pytest.mark.parametrize("options", [{"hops": 0}, {"limit": 0}, {"around": "Nobody at all"}])
def test_wrong_requests_get_one_sentence(options: dict):
    with pytest.raises(NewsgraphError, match=r"\.$"):
        page(KG, **options)


def test_evidence_is_the_words_of_the_article():
    data = data_of(page(KG))
    marked = 0
    names = {entity.name for entity in KG.entities}
    for edge in data["edges"]:
        for told in edge["told"]:
            for sentence, *marks in told["passages"]:
                text = data["sentences"][sentence]
                for start, end in zip(marks[::2], marks[1::2], strict=True):
                    marked += 1
                    assert 0 <= start < end <= len(text)
                    if told["relation"] in ("mentions", "cites"):
                        assert text[start:end] in names
    assert marked > 100


def test_a_long_sentence_is_cut_around_its_mark():
    kg = hostile_graph()
    data = data_of(page(kg))
    assert max(map(len, data["sentences"])) < 500
    (long,) = [
        told
        for edge in data["edges"]
        for told in edge["told"]
        if edge["to"] == "person/e08" and told["relation"] == "mentions"
    ]
    ((sentence, start, end),) = long["passages"]
    assert set(data["sentences"][sentence][start:end]) == {"x"}


def test_claims_of_others_look_different_from_the_articles_own():
    edges = to_pyvis(generated_graph(200)).edges
    looks = {edge["voice"]: edge["dashes"] for edge in edges}
    assert looks["attributed"]
    assert not looks["own"]
    assert {edge["voice"] for edge in edges} == {
        "naming", "quote", "whole", "own", "attributed", "hedged", "negated",
    }  # fmt: skip


def test_the_network_is_one_that_users_can_go_on_with():
    network = to_pyvis(KG)
    assert network.num_nodes() == len(network.nodes) == 60
    network.add_node("mine", label="<b>Mine</b>", title="<img src=x onerror=alert(1)>", color="#ff0000")
    network.add_edge("mine", network.nodes[0]["id"])
    assert "mine" in network.get_adj_list()
    html = network.generate_html()
    data = data_of(html)
    assert data["nodes"][-1]["label"] == "<b>Mine</b>"
    assert data["edges"][-1]["from"] == "mine"
    assert Outline(html).tags == Outline(page(KG)).tags
    assert data["options"]["physics"]["enabled"] is False


def test_kinds_and_limit_reach_the_drawing():
    nodes = data_of(page(KG, kinds=(Kind.PLACE,), limit=8))["nodes"]
    assert len(nodes) == 8
    assert {node["kind"] for node in nodes} == {"Article", "Place"}


def test_a_source_that_is_not_drawn_still_has_its_name():
    kg = generated_graph(200)
    claim = next(claim for claim in kg.claims if claim.attributed_to)
    data = data_of(page(replace(kg, claims=(claim,)), kinds=(Kind.ORGANIZATION, Kind.PLACE, Kind.LEGISLATION)))
    told = [one for edge in data["edges"] for one in edge["told"] if "by" in one]
    assert all(one["by"] in data["speakers"] for one in told)


def test_a_notebook_shows_the_page_in_a_sandbox():
    shown = notebook(KG, title='"><script>alert(1)</script>', height=300)
    html = shown._repr_html_()
    outline = Outline(html)
    assert outline.tags == ["iframe"]
    attributes = dict(outline.attributes)
    assert attributes["sandbox"] == "allow-scripts"
    assert attributes["height"] == "300"
    assert attributes["srcdoc"] == page(KG, title='"><script>alert(1)</script>')
    assert len(repr(shown)) < 100
