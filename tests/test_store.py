import io
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pyarrow
import pytest
from hypothesis import given, strategies as st

from factory import sample_graph
from newsgraph import rdf
from newsgraph.errors import NewsgraphError
from newsgraph.store import (
    FILES,
    JUDGEMENTS,
    Change,
    apply,
    article_chunks,
    bulk_load,
    check_target,
    corpus_part,
    is_construct,
    is_there,
    load_graph,
    location_of,
    open_store,
    read_judgements,
    reading_tables,
    replacing,
    require_graph,
    rows,
    save_graph,
    serialized,
    tables,
    write_judgements,
    writing_tables,
)


@pytest.fixture(scope="module")
def store_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    nquads = folder / "graph.nq"
    with nquads.open("wb") as file:
        rdf.write_nquads(rdf.quads(sample_graph()), file)
    bulk_load(nquads, folder / "store")
    return folder / "store"


def _ask(folder: Path, sparql: str) -> tuple[tuple[str, ...], ...]:
    return rows(open_store(folder), sparql, prefixes=rdf.prefixes()).rows


def test_tables_bring_the_graph_back(tmp_path: Path) -> None:
    save_graph(sample_graph(), tmp_path / "graph.duckdb")
    assert load_graph(tmp_path / "graph.duckdb") == sample_graph()


def test_tables_can_be_asked_in_sql(tmp_path: Path) -> None:
    save_graph(sample_graph(), tmp_path / "graph.duckdb")
    with duckdb.connect(str(tmp_path / "graph.duckdb"), read_only=True) as connection:
        found = connection.execute("SELECT name FROM entities WHERE kind = 'Person' ORDER BY name").fetchall()
    assert found == [("Ana Pell",), ("Dana Orlov",), ("Tomas Reyl",)]


@pytest.mark.parametrize("content", [b"", b"not a database at all", b"\x00" * 5000])
def test_damaged_tables_are_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "graph.duckdb"
    path.write_bytes(content)
    with pytest.raises(NewsgraphError, match=r"graph\.duckdb"):
        load_graph(path)


def test_tables_of_another_format_are_refused(tmp_path: Path) -> None:
    save_graph(sample_graph(), tmp_path / "graph.duckdb")
    with duckdb.connect(str(tmp_path / "graph.duckdb")) as connection:
        connection.execute("UPDATE newsgraph_format SET version = 99")
    with pytest.raises(NewsgraphError, match="format 99"):
        load_graph(tmp_path / "graph.duckdb")


def test_chunks_of_articles_are_parts_of_the_graph(tmp_path: Path) -> None:
    graph = sample_graph()
    save_graph(graph, tmp_path / "graph.duckdb")
    with reading_tables(tmp_path / "graph.duckdb") as connection:
        parts = list(article_chunks(connection, size=2))
        corpus = corpus_part(connection)
    for name in ("articles", "mentions", "local_entities", "quotes", "claims", "events", "links"):
        rows = [row for part in parts for row in getattr(part, name)]
        assert len(rows) == len(getattr(graph, name))
        assert all(row in rows for row in getattr(graph, name))
    assert (corpus.entities, corpus.judgements, corpus.copies) == (graph.entities, graph.judgements, graph.copies)
    assert {len(part.articles) for part in parts} <= {1, 2}


def test_a_transaction_that_fails_leaves_no_trace(tmp_path: Path) -> None:
    save_graph(sample_graph(), tmp_path / "graph.duckdb")
    with pytest.raises(NewsgraphError, match="nothing_of_the_kind"):  # noqa: SIM117
        with writing_tables(tmp_path / "graph.duckdb") as connection:
            connection.execute("DELETE FROM articles; FROM nothing_of_the_kind")
    assert load_graph(tmp_path / "graph.duckdb") == sample_graph()


def test_tables_that_another_process_writes_are_waited_for_and_then_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "graph.duckdb"
    save_graph(sample_graph(), path)
    script = f"import duckdb, sys; c = duckdb.connect({str(path)!r}); print('held', flush=True); sys.stdin.read()"
    monkeypatch.setattr(tables, "_PATIENCE", 0.2)
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(NewsgraphError, match="written by another process"):
            load_graph(path)
        process.communicate(b"")
    assert load_graph(path) == sample_graph()


def test_tables_of_a_newer_version_are_left_alone(tmp_path: Path) -> None:
    save_graph(sample_graph(), tmp_path / "graph.duckdb")
    with writing_tables(tmp_path / "graph.duckdb") as connection:
        connection.execute("UPDATE newsgraph_format SET version = 99")
    with pytest.raises(NewsgraphError, match="newer newsgraph"):
        load_graph(tmp_path / "graph.duckdb")


def test_rows_go_before_others_come() -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE told (article VARCHAR, place BIGINT)")
        rows = pyarrow.table({"article": ["a", "a", "b"], "place": [1, 2, 1]})
        apply(connection, [Change("told", added=rows)])
        again = Change("told", ("article",), [("a",), ("missing",)], pyarrow.table({"article": ["a"], "place": [3]}))
        apply(connection, [again])
        assert sorted(connection.execute("FROM told").fetchall()) == [("a", 3), ("b", 1)]
        apply(connection, [Change("told", ("article", "place"), [("b", 1)])])
        assert connection.execute("FROM told").fetchall() == [("a", 3)]


@pytest.mark.parametrize("line", [None, 7])
def test_where_a_page_lies_is_told_from_the_graph_folder(tmp_path: Path, line: int | None) -> None:
    page = tmp_path / "news" / "story.jsonl"
    page.parent.mkdir()
    page.write_text("{}")
    location = location_of(page, line, tmp_path / "graph")
    assert location == "../news/story.jsonl" + (":7" if line else "")
    assert is_there(location, tmp_path / "graph")
    page.unlink()
    assert not is_there(location, tmp_path / "graph")


def test_the_default_graph_is_the_union(store_folder: Path) -> None:
    assert _ask(store_folder, "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a schema:NewsArticle }") == (("3",),)
    assert _ask(store_folder, "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?a a schema:NewsArticle } }") == (("3",),)
    assert _ask(store_folder, "ASK { ?p rdfs:label 'Dana Orlov' }") == (("true",),)


def test_every_form_of_answer(store_folder: Path) -> None:
    store, names = open_store(store_folder), rdf.prefixes()
    select = "SELECT ?name { ?p a schema:Person ; rdfs:label ?name } ORDER BY ?name"
    assert serialized(store, select, form="tsv", prefixes=names).splitlines()[1] == b'"Ana Pell"'
    assert b'"bindings"' in serialized(store, select, form="json", prefixes=names)
    construct = "CONSTRUCT { ?p rdfs:label ?name } { ?p a schema:Person ; rdfs:label ?name }"
    assert is_construct(store, construct, prefixes=names)
    assert not is_construct(store, select, prefixes=names)
    assert b'"Ana Pell"' in serialized(store, construct, form="turtle", prefixes=names)
    assert b"true" in serialized(store, "ASK {}", form="tsv")
    assert b"true" in serialized(store, "ASK {}", form="json")
    assert len(rows(store, construct, prefixes=names).rows) == 3


@pytest.mark.parametrize(
    ("sparql", "form", "told"),
    [
        ("SELEC ?x {}", "json", "not SPARQL"),
        ("SELECT * { ?a ?b }", "json", "not SPARQL"),
        ("CONSTRUCT { ?a ?b ?c } { ?a ?b ?c }", "json", "ask for turtle"),
        ("SELECT * { ?a ?b ?c }", "turtle", "makes no triples"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }", "json", "SERVICE"),
        ("SELECT * { service silent ?where { ?a ?b ?c } }", "json", "SERVICE"),
        ("SELECT * { # <\n SERVICE <x:y> { ?a ?b ?c } }", "json", "SERVICE"),
        ("SELECT * { ?a ?b '''it's''' . SERVICE<x:y> { ?a ?b ?c } }", "json", "SERVICE"),
        ("DELETE WHERE { ?a ?b ?c }", "json", "not SPARQL"),
        ("LOAD <http://127.0.0.1:9/>", "json", "not SPARQL"),
    ],
)
def test_what_is_refused_in_one_sentence(store_folder: Path, sparql: str, form: str, told: str) -> None:
    with pytest.raises(NewsgraphError, match=told):
        serialized(open_store(store_folder), sparql, form=form)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?service ?b ?c } LIMIT 1",
        "SELECT * { ?a ?b 'SERVICE <http://x/>' }",
        'SELECT * { ?a ?b """SERVICE "quoted" <http://x/>""" }',
        "SELECT * { ?a <http://x/SERVICE> ?c } # SERVICE",
        "PREFIX service: <http://x/> SELECT * { ?a service:b ?c }",
    ],
)
def test_the_word_service_alone_is_no_offence(store_folder: Path, sparql: str) -> None:
    serialized(open_store(store_folder), sparql, form="json")


def test_from_names_the_graphs_to_ask(store_folder: Path) -> None:
    graph = f"{rdf.DEFAULT_BASE}graph/article/{sample_graph().articles[0].id}"
    asked = f"SELECT (COUNT(DISTINCT ?a) AS ?n) FROM <{graph}> {{ ?a a schema:NewsArticle }}"
    assert _ask(store_folder, asked) == (("1",),)


def test_local_files_cannot_be_read_through_a_query(store_folder: Path) -> None:
    assert _ask(store_folder, "SELECT * FROM <file:///etc/passwd> { ?a ?b ?c }") == ()


def test_a_missing_or_damaged_store_is_named(tmp_path: Path, store_folder: Path) -> None:
    with pytest.raises(NewsgraphError, match="nowhere"):
        open_store(tmp_path / "nowhere")


@given(st.sets(st.sampled_from([*FILES.values(), JUDGEMENTS, "mine.txt", ".staging"])))
def test_only_folders_of_ours_are_written_into(tmp_path_factory: pytest.TempPathFactory, names: set[str]) -> None:
    folder = tmp_path_factory.mktemp("target")
    for name in names:
        (folder / name).write_text("x")
    if "mine.txt" in names and not names & {FILES["tables"], ".staging"}:
        with pytest.raises(NewsgraphError, match="holds other things"):
            check_target(folder)
    else:
        check_target(folder)


def _fill(folder: Path, content: str) -> None:
    with replacing(folder) as staging:
        (staging / FILES["tables"]).write_text(content)
        (staging / "store").mkdir()
        (staging / "store" / "data").write_text(content)


def test_a_folder_is_replaced_whole_and_keeps_what_is_the_user_s(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    _fill(folder, "one")
    (folder / "notes.txt").write_text("mine")
    _fill(folder, "two")
    assert (folder / FILES["tables"]).read_text() == "two"
    assert (folder / "store" / "data").read_text() == "two"
    assert (folder / "notes.txt").read_text() == "mine"
    assert {entry.name for entry in folder.iterdir()} == {FILES["tables"], "store", "notes.txt", ".lock"}


def test_judgements_are_the_user_s_and_outlive_a_build(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    folder.mkdir()
    (folder / JUDGEMENTS).write_text("# mine\n")
    _fill(folder, "one")
    _fill(folder, "two")
    assert (folder / JUDGEMENTS).read_text() == "# mine\n"


def test_a_judgement_file_is_replaced_at_once_or_not_at_all(tmp_path: Path) -> None:
    known = read_judgements(tmp_path / JUDGEMENTS)
    assert (known.text, known.parsed.records) == ("", ())
    written = write_judgements(known, "# one\n")
    assert read_judgements(tmp_path / JUDGEMENTS) == written
    with pytest.raises(NewsgraphError, match="changed by someone else"):
        write_judgements(known, "# two\n")
    with pytest.raises(NewsgraphError, match="no judgement file"):
        read_judgements(tmp_path / "none.tsv", required=True)
    with pytest.raises(NewsgraphError, match="Cannot write"):
        write_judgements(read_judgements(tmp_path / "no" / "such" / "folder.tsv"), "# one\n")
    assert [entry.name for entry in tmp_path.iterdir()] == [JUDGEMENTS]


def test_a_failed_build_leaves_what_was_there(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    _fill(folder, "one")
    with pytest.raises(ZeroDivisionError), replacing(folder) as staging:
        (staging / FILES["tables"]).write_text(str(1 // 0))
    assert (folder / FILES["tables"]).read_text() == "one"
    assert not (folder / ".staging").exists()


def test_a_failed_first_build_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), replacing(tmp_path / "graph"):
        raise RuntimeError
    assert not (tmp_path / "graph").exists()


def test_a_replacement_cut_short_is_ended_by_the_next_reader(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    _fill(folder, "one")
    ready = folder / ".ready"
    (ready / "store").mkdir(parents=True)
    (ready / "store" / "data").write_text("two")
    (ready / FILES["tables"]).write_text("two")
    require_graph(folder)
    assert (folder / "store" / "data").read_text() == (folder / FILES["tables"]).read_text() == "two"
    assert not ready.exists()


def _fill_slowly(folder: Path) -> None:
    with replacing(folder) as staging:
        (staging / FILES["tables"]).write_text("half")
        time.sleep(60)


def _begun(folder: Path) -> multiprocessing.Process:
    process = multiprocessing.get_context("spawn").Process(target=_fill_slowly, args=(folder,))
    process.start()
    until = time.monotonic() + 30
    while not (folder / ".staging" / FILES["tables"]).exists() and time.monotonic() < until:
        time.sleep(0.02)
    return process


def test_a_killed_build_leaves_what_was_there_and_the_next_one_works(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    _fill(folder, "one")
    process = _begun(folder)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    require_graph(folder)
    assert (folder / FILES["tables"]).read_text() == "one"
    _fill(folder, "two")
    assert (folder / FILES["tables"]).read_text() == "two"


def test_a_second_build_says_who_holds_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    process = _begun(folder)
    try:
        with pytest.raises(NewsgraphError, match=f"process {process.pid}"):
            _fill(folder, "other")
    finally:
        process.kill()
        process.join()


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), OSError("IO error: No space left on device: While appending")]
)
def test_a_full_disk_is_one_sentence(tmp_path: Path, error: OSError) -> None:
    folder = tmp_path / "graph"
    _fill(folder, "one")
    with pytest.raises(NewsgraphError, match="disk is full"), replacing(folder):
        raise error
    assert (folder / FILES["tables"]).read_text() == "one"


def test_no_graph_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(NewsgraphError, match="newsgraph build"):
        require_graph(tmp_path)


def test_serialized_bytes_are_the_same_twice(tmp_path: Path) -> None:
    files = [io.BytesIO(), io.BytesIO()]
    for file in files:
        rdf.write_flat_turtle(sample_graph(), file)
    assert files[0].getvalue() == files[1].getvalue()
