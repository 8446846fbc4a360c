"""The Model Context Protocol server as a program, asked by the package's own client over standard input and output."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from factory import sample_graph
from newsgraph.errors import NewsgraphError
from newsgraph.serve import mcp_jobs
from running import folder_of

mcp = pytest.importorskip("mcp")

_PROGRAM = """
import argparse, sys
from newsgraph.cli.mcp import run
sys.exit(run(argparse.Namespace(folder=sys.argv[1], timeout=2.0)))
"""
Call = Callable[..., Awaitable[object]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return folder_of(sample_graph(), tmp_path_factory.mktemp("graph"))


@asynccontextmanager
async def client(folder: Path):
    parameters = mcp.StdioServerParameters(command=sys.executable, args=["-c", _PROGRAM, str(folder)])
    async with mcp.Client(mcp.stdio_client(parameters)) as opened:
        yield opened


def answers(folder: Path, *calls: tuple[str, dict]) -> list:
    """Return what the calls, made one after the other, are answered with."""

    async def ask() -> list:
        async with client(folder) as opened:
            return [await opened.call_tool(name, arguments) for name, arguments in calls]

    return asyncio.run(ask())


def test_there_are_five_tools_that_read_and_say_whose_word_it_is(folder: Path) -> None:
    async def listed():
        async with client(folder) as opened:
            return (await opened.list_tools()).tools, opened.instructions

    tools, instructions = asyncio.run(listed())
    assert sorted(tool.name for tool in tools) == ["entity", "evidence", "path", "search", "sparql"]
    assert all(tool.annotations.read_only_hint and tool.description for tool in tools)
    assert all("description" in one for tool in tools for one in tool.input_schema["properties"].values())
    assert "never that it is so" in instructions


def test_each_tool_answers_with_iris_words_and_articles(folder: Path) -> None:
    found = answers(
        folder,
        ("search", {"text": "pell"}),
        ("entity", {"name": "Ana Pell"}),
        ("path", {"one": "Ana Pell", "other": "Tomas Reyl"}),
        ("sparql", {"query": "SELECT ?who { ?who rdfs:label 'Ana Pell' }"}),
        ("evidence", {"of": "Ana Pell", "other": "Harbour League"}),
    )
    assert not any(one.is_error for one in found)
    search, entity, path, sparql, evidence = (one.structured_content for one in found)
    iri = "https://newsgraph.example/person/ana-pell-829b1fef"
    assert search["hits"][0]["iri"] == iri
    assert any(hit["kind"] == "Article" and "Pell" in hit["snippet"] for hit in search["hits"])
    assert entity["iri"] == iri
    assert {one["name"] for one in entity["named_with"]} >= {"Harbour League", "Dana Orlov"}
    assert [one["name"] for one in path["paths"][0]["things"]] == ["Ana Pell", "Dana Orlov", "Tomas Reyl"]
    assert sparql == {"columns": ["who"], "rows": [[iri]], "more_rows": False}
    claim = evidence["evidence"][0]
    assert claim["words"] == ["its director, Ana Pell"]
    assert claim["said_by"] == "the article itself"
    assert claim["article"]["headline"] == "Rights group disputes figure of Dana Orlov"
    assert claim["place_in_article"].startswith(claim["article"]["iri"] + "#char=")
    assert json.loads(found[0].content[0].text) == search


def test_what_goes_wrong_is_told_in_a_sentence_and_the_server_lives_on(folder: Path) -> None:
    runaway = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    found = answers(
        folder,
        ("entity", {"name": "Nobody At All"}),
        ("entity", {"name": "Border Agency"}),
        ("sparql", {"query": "DROP ALL"}),
        ("sparql", {"query": "SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }"}),
        ("search", {"text": "pell", "kind": "Dragon"}),
        ("search", {"text": "pell", "since": "yesterday"}),
        ("sparql", {"query": runaway}),
        ("evidence", {"of": "https://newsgraph.example/dataset"}),
        ("search", {"text": "pell", "limit": 10**9, "offset": -3}),
    )
    said = [one.content[0].text for one in found[:-1]]
    assert all(one.is_error for one in found[:-1])
    assert all(text.startswith("Error executing tool") and "\n" not in text for text in said)
    for text, words in zip(
        said,
        (
            "no 'Nobody",
            "names 2 things",
            "not SPARQL",
            "another server",
            "no kind 'Dragon'",
            "not a day",
            "ended after",
        ),
        strict=False,
    ):
        assert words in text
    assert not found[-1].is_error


def test_long_answers_are_cut_and_say_what_was_left_out() -> None:
    rows = [[str(number) * 40] for number in range(2000)]
    made = mcp_jobs._fitting({"columns": ["a"], "rows": rows})
    assert len(json.dumps(made, ensure_ascii=False)) < mcp_jobs.MOST_CHARACTERS + 100
    assert made["left_out"] == {"rows": 2000 - len(made["rows"])}
    assert mcp_jobs._fitting({"rows": rows[:3]}) == {"rows": rows[:3]}
    with pytest.raises(NewsgraphError, match="too long"):
        mcp_jobs._fitting({"name": "x" * 10**6})


def test_texts_that_are_no_plain_text_come_through_as_they_are(tmp_path: Path) -> None:
    name = '\ud7ff<script>"\\ Pell\u202e'
    graph = sample_graph()
    entities = tuple(replace(one, other_names=(name,)) if one.name == "Ana Pell" else one for one in graph.entities)
    (found,) = answers(folder_of(replace(graph, entities=entities), tmp_path), ("entity", {"name": "Ana Pell"}))
    assert found.structured_content["other_names"] == [name]


def test_without_the_package_the_sentence_says_how_to_get_it(monkeypatch, folder: Path) -> None:
    import argparse

    from newsgraph.cli.mcp import run

    monkeypatch.setitem(sys.modules, "newsgraph.serve.mcp", None)
    with pytest.raises(NewsgraphError, match=r"pip install 'newsgraph\[mcp\]'"):
        run(argparse.Namespace(folder=str(folder), timeout=None))


def test_a_folder_without_a_graph_is_told_at_once(tmp_path: Path) -> None:
    import argparse

    from newsgraph.cli.mcp import run

    with pytest.raises(NewsgraphError):
        run(argparse.Namespace(folder=str(tmp_path), timeout=None))


def test_the_program_ends_with_its_input_and_says_nothing(folder: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(folder)], input="", capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
