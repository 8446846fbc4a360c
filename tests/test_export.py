import argparse
import csv
import io
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import IO

import duckdb
import networkx
import pyarrow.parquet
import pyoxigraph
import pytest
import rdflib

from factory import sample_graph
from generate import generated_graph
from newsgraph import rdf
from newsgraph.assemble import in_order
from newsgraph.cli.export import run
from newsgraph.cli.main import main
from newsgraph.codec import TABLES, from_tables, schema
from newsgraph.errors import NewsgraphError
from newsgraph.export import FORMATS, TABULAR, export, export_to
from newsgraph.model import Entity, Judgement, Kind, KnowledgeGraph, Link, Publicity, Verdict
from newsgraph.network import to_networkx
from newsgraph.store import FILES, save_graph

HOSTILE = "=cmd|' /C calc'!A0\r\n\"><script>alert(1)</script>\\\u2028\u202e\x01 ]]> {{7*7}}"
ONE_FILE = sorted(set(FORMATS) - TABULAR)


def folder_of(graph: KnowledgeGraph, folder: Path) -> Path:
    folder.mkdir()
    save_graph(graph, folder / FILES["tables"])
    return folder


def hostile_graph() -> KnowledgeGraph:
    graph = sample_graph()
    first, *more = graph.articles
    odd = replace(first, headline=HOSTILE, byline="+1+1", outlet="@SUM(A1)", url="http://a:b/", origin=f"-{HOSTILE}")
    named = replace(graph.entities[0], name=HOSTILE, other_names=("=1+1", "\t2"), normal_form="-5")
    return replace(graph, articles=(odd, *more), entities=(named, *graph.entities[1:]))


@pytest.fixture(scope="module", params=["sample", "generated", "hostile", "empty"])
def graph(request: pytest.FixtureRequest) -> KnowledgeGraph:
    makers: dict[str, Callable[[], KnowledgeGraph]] = {
        "sample": sample_graph,
        "generated": lambda: in_order(generated_graph(60)),
        "hostile": hostile_graph,
        "empty": KnowledgeGraph,
    }
    return makers[request.param]()


@pytest.fixture(scope="module")
def folder(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_of(graph, tmp_path_factory.mktemp("export") / "graph")


def quads(data: bytes, form: pyoxigraph.RdfFormat) -> set[pyoxigraph.Quad]:
    return set(pyoxigraph.parse(data, format=form))


def test_nquads_are_those_of_the_whole_graph(graph: KnowledgeGraph, folder: Path) -> None:
    file = io.BytesIO()
    rdf.write_statements(rdf.graph_statements(graph), file)
    assert export(folder, "nquads").read_bytes() == file.getvalue()


@pytest.mark.parametrize(("form", "media_type"), [("trig", "application/trig"), ("jsonld", "application/ld+json")])
def test_formats_of_named_graphs_hold_the_same_quads(folder: Path, form: str, media_type: str) -> None:
    expected = quads(export(folder, "nquads").read_bytes(), pyoxigraph.RdfFormat.N_QUADS)
    found = quads(export(folder, form).read_bytes(), pyoxigraph.RdfFormat.from_media_type(media_type))
    assert found == expected


@pytest.mark.parametrize("form", ["nquads", "trig", "jsonld"])
def test_rdflib_reads_as_many_quads(folder: Path, form: str) -> None:
    data = export(folder, form).read_bytes()
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format={"jsonld": "json-ld"}.get(form, form))
    nquads = export(folder, "nquads").read_bytes()
    assert len(set(dataset.quads())) == len(quads(nquads, pyoxigraph.RdfFormat.N_QUADS))


def test_turtle_is_the_flat_graph(graph: KnowledgeGraph, folder: Path) -> None:
    file = io.BytesIO()
    rdf.write_flat_turtle(graph, file)
    data = export(folder, "turtle").read_bytes()
    assert data == file.getvalue()
    assert len(rdflib.Graph().parse(data=data, format="turtle")) == len(list(rdf.flat_triples(graph)))


def test_rdf12_tells_each_claim_by_a_triple_term(graph: KnowledgeGraph, folder: Path) -> None:
    found = quads(export(folder, "rdf12").read_bytes(), pyoxigraph.RdfFormat.TRIG)
    terms = [quad for quad in found if isinstance(quad.object, pyoxigraph.Triple)]
    assert len(terms) == len(graph.claims)
    expected = quads(export(folder, "nquads").read_bytes(), pyoxigraph.RdfFormat.N_QUADS)
    assert len(found) == len(expected) - 2 * len(graph.claims)


def test_parquet_brings_the_graph_back(graph: KnowledgeGraph, folder: Path, tmp_path: Path) -> None:
    made = export(folder, "parquet", tmp_path / "all", with_text=True)
    assert {entry.name for entry in made.iterdir()} == {f"{name}.parquet" for name in TABLES}
    tables = {name: pyarrow.parquet.read_table(made / f"{name}.parquet") for name in TABLES}
    assert from_tables(tables) == graph
    assert duckdb.sql(f"SELECT count(*) FROM '{made}/mentions.parquet'").fetchall() == [(len(graph.mentions),)]


def test_tables_hold_no_texts_unless_asked(graph: KnowledgeGraph, folder: Path, tmp_path: Path) -> None:
    for form in TABULAR:
        full = columns(export(folder, form, tmp_path / form, with_text=True) / f"articles.{form}")
        assert full == schema(TABLES["articles"]).names
        assert columns(export(folder, form) / f"articles.{form}") == [name for name in full if name != "text"]
    whole = b"".join(path.read_bytes() for path in (folder / "export" / "csv").iterdir())
    assert not [article for article in graph.articles if article.text.encode() in whole]


def columns(path: Path) -> list[str]:
    if path.suffix == ".parquet":
        return list(pyarrow.parquet.read_schema(path).names)
    return path.read_text("utf-8").partition("\n")[0].split(",")


def test_csv_starts_no_formula_and_holds_nested_values_as_json(graph: KnowledgeGraph, folder: Path) -> None:
    made = export(folder, "csv")
    for name in TABLES:
        with (made / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        assert len(rows) == len(getattr(graph, name))
        assert {len(row) for row in rows} <= {len(header)}
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))]
        for row in rows:
            told = dict(zip(header, row, strict=True))
            for column in {"namings", "evidence", "roles", "span", "settings", "parts", "other_names"} & set(header):
                assert isinstance(json.loads(told[column]), list | dict)


@pytest.mark.parametrize(
    ("form", "read"),
    [("graphml", lambda path: networkx.read_graphml(path, force_multigraph=True)), ("gexf", networkx.read_gexf)],
)
def test_network_forms_open_in_networkx(graph: KnowledgeGraph, folder: Path, form: str, read: Callable) -> None:
    expected = to_networkx(graph)
    found = read(export(folder, form))
    assert set(found) == set(expected)
    assert found.number_of_edges() == expected.number_of_edges()


@pytest.mark.parametrize("form", FORMATS)
def test_the_order_of_the_rows_leaves_no_trace(form: str, tmp_path: Path) -> None:
    graph = hostile_graph()
    turned = KnowledgeGraph(**{name: getattr(graph, name)[::-1] for name in TABLES})
    made = [export(folder_of(one, tmp_path / name), form) for name, one in (("a", graph), ("b", turned))]
    assert bytes_of(made[0]) == bytes_of(made[1])
    # Again, over what is there.
    assert bytes_of(export(tmp_path / "a", form)) == bytes_of(made[1])


def bytes_of(path: Path) -> dict[str, bytes]:
    if path.is_file():
        return {"": path.read_bytes()}
    return {entry.name: entry.read_bytes() for entry in sorted(path.iterdir())}


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    folder = folder_of(in_order(generated_graph(20)), tmp_path / "graph")
    program = (
        "import sys; from pathlib import Path; from newsgraph.export import FORMATS, export\n"
        "for form, name in FORMATS.items(): export(Path(sys.argv[1]), form, Path(sys.argv[2]) / name)\n"
    )
    for seed in ("1", "2"):
        (tmp_path / seed).mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", program, folder, tmp_path / seed], env=environment, check=True)
    for name in FORMATS.values():
        assert bytes_of(tmp_path / "1" / name) == bytes_of(tmp_path / "2" / name)


@pytest.mark.parametrize("form", sorted({*FORMATS} - {"parquet"}))
def test_people_not_known_to_be_public_are_not_linked_to_the_outside(form: str, tmp_path: Path) -> None:
    graph = sample_graph()
    locals_ = {local.entity: local.id for local in graph.local_entities}
    judgements, links = [], []
    for entity in graph.entities:
        outside = f"https://outside.example/{entity.id}"
        judgements.append(Judgement(entity.id, outside, Verdict.SAME, 0.9, "why", "list"))
        links.append(Link(locals_[entity.id], outside, entity.name, 0.9, Verdict.SAME, "why", "list"))
    linked = in_order(replace(graph, judgements=(*graph.judgements, *judgements), links=tuple(links)))
    private = [one.id for one in graph.entities if one.kind is Kind.PERSON and one.publicity is not Publicity.PUBLIC]
    public = [one.id for one in graph.entities if one.id not in private]
    assert private
    data = b"".join(bytes_of(export(folder_of(linked, tmp_path / "graph"), form)).values()).decode()
    assert not [name for name in private if f"https://outside.example/{name}" in data]
    assert all(f"https://outside.example/{name}" in data for name in public)


def test_a_build_need_not_wait_for_an_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_of(sample_graph(), tmp_path / "graph")
    write = rdf.write_statements

    def write_while_somebody_builds(statements: Iterable[rdf.Statements], file: IO[bytes]) -> int:
        program = "import duckdb, sys; duckdb.connect(sys.argv[1]).execute('DELETE FROM articles')"
        subprocess.run([sys.executable, "-c", program, folder / FILES["tables"]], check=True)
        return write(statements, file)

    before = export(folder, "nquads", tmp_path / "before.nq").read_bytes()
    monkeypatch.setattr(rdf, "write_statements", write_while_somebody_builds)
    assert export(folder, "nquads").read_bytes() == before


@pytest.mark.parametrize("form", ["nquads", "trig", "turtle", "jsonld", "rdf12"])
def test_identifiers_start_with_the_graph_s_base(form: str, tmp_path: Path) -> None:
    graph = sample_graph()
    (made,) = graph.runs
    based = replace(graph, runs=(replace(made, settings=(("base", "https://archive.example/n/"),)),))
    data = export(folder_of(based, tmp_path / "graph"), form).read_bytes()
    assert b"https://archive.example/n/" in data
    assert b"newsgraph.example" not in data


@pytest.mark.parametrize("form", ONE_FILE)
def test_an_open_file_gets_the_same_bytes(form: str, tmp_path: Path) -> None:
    folder = folder_of(sample_graph(), tmp_path / "graph")
    file = io.BytesIO()
    export_to(folder, form, file)
    assert file.getvalue() == export(folder, form).read_bytes()


@pytest.mark.parametrize(
    ("form", "out", "with_text", "told"),
    [
        ("pdf", None, False, "'pdf' is not a format; the formats are nquads, trig"),
        ("trig", None, True, "--with-text goes with csv and parquet"),
        ("nquads", "missing/graph.nq", False, "There is no folder .*missing"),
        ("csv", "missing/csv", False, "There is no folder .*missing"),
        ("csv", "file", False, "is not a folder"),
        ("parquet", "holding", False, "holds other things"),
        ("nquads", "file/graph.nq", False, "There is no folder"),
        ("nquads", "graph/graph.duckdb", False, "belongs to the graph itself"),
        ("nquads", "graph/report.json", False, "belongs to the graph itself"),
        ("nquads", "graph/judgements.tsv", False, "belongs to the graph itself"),
        ("csv", "graph/store", False, "belongs to the graph itself"),
        ("nquads", "other.graph/graph.duckdb", False, "belongs to the graph itself"),
        ("csv", "graph", False, "holds other things"),
    ],
)
def test_what_the_user_can_mend_is_one_sentence(
    form: str, out: str | None, with_text: bool, told: str, tmp_path: Path
) -> None:
    folder = folder_of(sample_graph(), tmp_path / "graph")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "other.graph").mkdir()
    (tmp_path / "holding").mkdir()
    (tmp_path / "holding" / "diary.txt").write_text("mine")
    with pytest.raises(NewsgraphError, match=told):
        export(folder, form, tmp_path / out if out else None, with_text=with_text)
    assert (tmp_path / "file").read_text() == (tmp_path / "holding" / "diary.txt").read_text() == "mine"


def test_devices_are_not_replaced(tmp_path: Path) -> None:
    folder = folder_of(sample_graph(), tmp_path / "graph")
    with pytest.raises(NewsgraphError, match="is not a file"):
        export(folder, "nquads", Path(os.devnull))


def test_a_folder_is_no_standard_output(tmp_path: Path) -> None:
    folder = folder_of(sample_graph(), tmp_path / "graph")
    with pytest.raises(NewsgraphError, match="makes a folder"):
        export_to(folder, "csv", io.BytesIO())


@pytest.mark.parametrize("form", FORMATS)
def test_damaged_tables_leave_what_was_there(form: str, tmp_path: Path) -> None:
    folder = folder_of(sample_graph(), tmp_path / "graph")
    before = bytes_of(export(folder, form))
    tables = folder / FILES["tables"]
    tables.write_bytes(tables.read_bytes()[:5000])
    with pytest.raises(NewsgraphError, match=r"graph\.duckdb cannot be read"):
        export(folder, form)
    tables.unlink()
    with pytest.raises(NewsgraphError, match="There is no graph"):
        export(folder, form)
    assert bytes_of(folder / "export" / FORMATS[form]) == before
    assert [entry.name for entry in (folder / "export").iterdir()] == [FORMATS[form]]


@pytest.mark.parametrize("form", ["nquads", "turtle", "parquet", "csv"])
def test_damage_met_half_way_leaves_what_was_there(form: str, tmp_path: Path) -> None:
    folder = folder_of(in_order(generated_graph(150)), tmp_path / "graph")
    before = bytes_of(export(folder, form))
    tables = folder / FILES["tables"]
    whole = tables.read_bytes()
    told = []
    for place in range(17_000, len(whole), 1 << 18):  # in each of DuckDB's blocks
        tables.write_bytes(whole[:place] + bytes(100) + whole[place + 100 :])
        try:
            export(folder, form)
        except NewsgraphError as error:
            told.append(str(error))
    assert told
    assert all(f"{tables} cannot be read" in sentence for sentence in told)
    assert bytes_of(folder / "export" / FORMATS[form]) == before
    assert [entry.name for entry in (folder / "export").iterdir()] == [FORMATS[form]]


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_that_cannot_grow_leaves_what_was_there(form: str, tmp_path: Path) -> None:
    folder = folder_of(in_order(generated_graph(60)), tmp_path / "graph")
    before = bytes_of(export(folder, form))
    program = (
        "import sys; from pathlib import Path; from newsgraph.errors import NewsgraphError\n"
        "from newsgraph.export import export\n"
        "try: export(Path(sys.argv[1]), sys.argv[2])\n"
        "except NewsgraphError as error: sys.exit(f'told: {error}')\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, folder, form],
        check=False,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)),
    )
    assert ended.stderr.startswith("told: Cannot write ")
    assert ended.stderr.count("\n") == 1
    assert bytes_of(folder / "export" / FORMATS[form]) == before
    assert [entry.name for entry in (folder / "export").iterdir()] == [FORMATS[form]]


def options(folder: Path, form: str, out: str | None = None, *, with_text: bool = False) -> argparse.Namespace:
    return argparse.Namespace(folder=str(folder), format=form, out=out, with_text=with_text)


def test_the_command_says_where_the_file_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of(sample_graph(), tmp_path / "graph")
    monkeypatch.chdir(tmp_path)
    assert run(options(folder, "nquads")) == 0
    assert capsys.readouterr().out == "Wrote graph/export/graph.nq.\n"
    assert run(options(folder, "trig", str(tmp_path))) == 0
    assert capsys.readouterr().out == "Wrote graph.trig.\n"
    assert (tmp_path / "graph.trig").is_file()
    with pytest.raises(NewsgraphError, match="--with-text"):
        run(options(folder, "csv", "-", with_text=True))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_a_full_standard_output_is_told(tmp_path: Path) -> None:
    folder = folder_of(in_order(generated_graph(60)), tmp_path / "graph")
    command = [sys.executable, "-m", "newsgraph", "export", str(folder), "--format", "nquads", "--out", "-"]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE, text=True)
    assert ended.stderr == "newsgraph: Cannot write to the standard output (No space left on device).\n"
    assert ended.returncode == 2


def test_who_reads_only_the_start_is_no_error(tmp_path: Path) -> None:
    folder = folder_of(in_order(generated_graph(60)), tmp_path / "graph")
    command = f"{sys.executable} -m newsgraph export {folder} --format nquads --out - | head -c 100"
    ended = subprocess.run(command, check=True, shell=True, capture_output=True, text=True)
    assert ended.stdout.startswith("<https://newsgraph.example/")
    assert ended.stderr == ""


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_takes_every_format(form: str, tmp_path: Path) -> None:
    folder = folder_of(sample_graph(), tmp_path / "graph")
    assert main(["export", str(folder), "--format", form]) == 0
    assert (folder / "export" / FORMATS[form]).exists()


def test_the_command_refuses_other_formats(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["export", str(tmp_path), "--format", "pdf"])
    assert "choose from" in capsys.readouterr().err


def test_an_entity_without_a_judgement_is_exported_as_any(tmp_path: Path) -> None:
    graph = KnowledgeGraph(entities=(Entity("place/x", Kind.PLACE, "Ashford"),))
    assert b"Ashford" in export(folder_of(graph, tmp_path / "graph"), "nquads").read_bytes()
