import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import networkx
import pyoxigraph
import pytest
import rdflib

import newsgraph
from newsgraph import publish
from newsgraph.errors import NewsgraphError
from newsgraph.library import open_library
from newsgraph.model import KnowledgeGraph
from newsgraph.pipeline import counts_of
from newsgraph.publish import base_of, recorded_base
from newsgraph.store import EXPORTED, FILES, counts, reading_tables

SAMPLES = Path(__file__).parents[1] / "data" / "articles"


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return newsgraph.build([SAMPLES])


@pytest.fixture(scope="module")
def folder(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("publish") / "graph"
    newsgraph.save(graph, made)
    return made


def test_the_folder_brings_the_graph_back(folder: Path, graph: KnowledgeGraph) -> None:
    assert newsgraph.load(folder) == graph


def test_every_output_is_there_and_opens(folder: Path) -> None:
    assert {entry.name for entry in folder.iterdir()} == {*FILES.values(), ".lock", EXPORTED}
    with open_library(folder) as library:
        store = set(library.store)
    assert set(pyoxigraph.parse(path=str(folder / FILES["trig"]))) == store
    assert set(pyoxigraph.parse(path=str(folder / FILES["jsonld"]), format=pyoxigraph.RdfFormat.JSON_LD)) == store
    assert rdflib.Graph().parse(folder / FILES["turtle"])
    assert networkx.read_graphml(folder / FILES["graphml"]).number_of_edges()
    assert "<html" in (folder / FILES["html"]).read_text("utf-8")
    assert json.loads((folder / FILES["report"]).read_text("utf-8"))["counts"]["quads"] == len(store)


def _digests(folder: Path) -> dict[str, str]:
    found = {}
    for name in ("trig", "turtle", "jsonld", "graphml", "html"):
        found[name] = hashlib.sha256((folder / FILES[name]).read_bytes()).hexdigest()
    report = json.loads((folder / FILES["report"]).read_text("utf-8"))
    del report["timings"]
    return {**found, "report": json.dumps(report)}


def test_two_builds_in_two_processes_give_the_same_bytes(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for seed, folder in enumerate(folders):
        environment = {**os.environ, "PYTHONHASHSEED": str(seed), "TZ": ("UTC", "Asia/Tokyo")[seed]}
        command = [sys.executable, "-m", "newsgraph", "build", str(SAMPLES), "--out", str(folder), "--quiet"]
        subprocess.run(command, check=True, env=environment)
    assert _digests(folders[0]) == _digests(folders[1])


def test_the_base_is_kept_with_the_graph(tmp_path: Path) -> None:
    graph = newsgraph.build([SAMPLES / "brief-strike-ends.txt"], base="https://archive.example/n")
    newsgraph.save(graph, tmp_path / "graph")
    assert base_of(newsgraph.load(tmp_path / "graph")) == "https://archive.example/n/"
    assert recorded_base(tmp_path / "graph") == "https://archive.example/n/"
    assert "newsgraph.example" not in (tmp_path / "graph" / FILES["trig"]).read_text("utf-8")


def test_a_damaged_report_is_one_sentence(tmp_path: Path) -> None:
    newsgraph.save(newsgraph.build([SAMPLES / "brief-strike-ends.txt"]), tmp_path / "graph")
    (tmp_path / "graph" / FILES["report"]).write_text("{")
    with pytest.raises(NewsgraphError, match=r"report\.json"):
        recorded_base(tmp_path / "graph")


def test_a_large_graph_has_no_ready_made_exports_and_keeps_no_old_ones(
    tmp_path: Path, graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsgraph.save(graph, tmp_path / "graph")
    monkeypatch.setattr(publish, "READY_MADE", 10)
    newsgraph.save(graph, tmp_path / "graph")
    found = {entry.name for entry in (tmp_path / "graph").iterdir()}
    assert found == {FILES["tables"], FILES["store"], FILES["report"], ".lock", EXPORTED}
    assert newsgraph.load(tmp_path / "graph") == graph


def test_the_counts_of_the_tables_are_those_of_the_graph(folder: Path, graph: KnowledgeGraph) -> None:
    with reading_tables(folder / FILES["tables"]) as connection:
        found = counts(connection)
    told = counts_of(graph, {})
    of_reading = {"pages", "duplicate articles", "stretches outside articles", "words"}
    assert {name: found[name] for name in found if name not in of_reading} == {
        name: told[name] for name in told if name not in of_reading
    }
