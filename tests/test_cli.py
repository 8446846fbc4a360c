import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generate import generated_graph
from newsgraph.cli import main
from newsgraph.cli.console import harmless
from newsgraph.cli.query import to_csv
from newsgraph.store import FILES, Rows

SAMPLES = Path(__file__).parents[1] / "data" / "articles"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("cli") / "graph"
    assert main(["build", str(SAMPLES), "--out", str(made), "--quiet"]) == 0
    return made


def test_help_needs_nothing_heavy() -> None:
    """What makes `--help` slow is imports; `bench/README.md` and `docs/dependencies.md` hold the times."""
    done = subprocess.run([sys.executable, "-m", "newsgraph", "--help"], capture_output=True, text=True, check=True)
    assert "build" in done.stdout
    heavy = (
        "import sys, newsgraph.cli; sys.exit(any(m in sys.modules for m in ('duckdb', 'rdflib', 'networkx', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", heavy], check=False).returncode == 0


def test_build_tells_what_it_read_found_and_what_to_do_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(SAMPLES), "--out", str(tmp_path / "graph")]) == 0
    told = capsys.readouterr().out
    for words in ("Read ", "Found ", "1. Look:", "2. Ask:", "3. Read:", "graph.html"):
        assert words in told


def test_quiet_says_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(SAMPLES / "brief-strike-ends.txt"), "--out", str(tmp_path / "graph"), "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_skipped_pages_are_told_and_do_not_fail_the_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "good.txt").write_text("CHICAGO, March 3, 2026 — Mayor Ana Pell spoke in the city hall on Monday.")
    (source / "empty.txt").write_text("")
    (source / "binary.txt").write_bytes(bytes(range(256)) * 10)
    (source / "broken.jsonl").write_text('{"text": "The council met on Monday in Boston to vote."}\n{"text": \n[1]\n')
    (source / "deep.html").write_text("<div>" * 20_000 + "The council met in Boston on Monday." + "</div>" * 20_000)
    (source / "large.txt").write_bytes(b"a long word " * 4_500_000)
    assert main(["build", str(source), "--out", str(tmp_path / "graph")]) == 0
    told = capsys.readouterr().out
    skipped = {item["origin"] for item in json.loads((tmp_path / "graph" / "report.json").read_text())["skipped"]}
    assert {"empty.txt", "binary.txt", "broken.jsonl:2", "broken.jsonl:3", "large.txt"} <= skipped
    for origin in skipped:
        assert origin in told


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("missing.txt", None, "missing.txt"),
        ("empty.txt", b"", "empty.txt"),
        ("binary.txt", b"\x00\x01\x02\x03" * 50, "binary.txt"),
        ("wrong.txt", b"caf\x81\xff\xfe\x9d " * 20, "wrong.txt"),
        ("unknown.xyz", b"text", "unknown.xyz"),
        ("broken.jsonl", b"{not json}\n", "broken.jsonl"),
    ],
)
def test_nothing_to_build_is_one_sentence_and_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes | None, told: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert main(["build", str(tmp_path / name), "--out", str(tmp_path / "graph")]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert len(error.strip().splitlines()) == 1
    assert not (tmp_path / "graph").exists()


def test_a_folder_with_nothing_readable_is_code_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "picture.png").write_bytes(b"\x89PNG")
    assert main(["build", str(tmp_path / "in"), "--out", str(tmp_path / "graph")]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    assert main(["build", str(SAMPLES), "--out", str(tmp_path)]) == 2
    assert "holds other things" in capsys.readouterr().err
    assert [entry.name for entry in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "x", "--out", "y", "--base", "not an iri"],
        ["build", "x", "--out", "y", "--extractor", "rulez"],
        ["query", "nowhere", "ASK {}"],
        ["check", "nowhere"],
        ["view", "nowhere"],
        ["view", "nowhere", "--kinds", "Persn"],
    ],
)
def test_what_the_user_can_mend_is_code_2(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("interruptible")
def test_an_interrupted_build_leaves_the_previous_one_whole(tmp_path: Path, folder: Path) -> None:
    many = tmp_path / "many.jsonl"
    text = "Mayor Ana Pell met the council of Boston on Monday and spoke of the harbor. " * 30
    many.write_text("".join(json.dumps({"text": f"{number} {text}"}) + "\n" for number in range(3000)))
    target = tmp_path / "graph"
    assert main(["build", str(SAMPLES / "brief-strike-ends.txt"), "--out", str(target), "--quiet"]) == 0
    before = {name: (target / name).read_bytes() for name in FILES.values() if (target / name).is_file()}
    for sent in (signal.SIGINT, signal.SIGKILL):
        process = subprocess.Popen(
            [sys.executable, "-m", "newsgraph", "build", str(many), "--out", str(target)],
            stderr=subprocess.DEVNULL,
        )
        time.sleep(1.0)
        process.send_signal(sent)
        process.wait()
        assert process.returncode != 0
        assert {name: (target / name).read_bytes() for name in before} == before
    assert main(["check", str(target)]) == 0


def _asked(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["query", str(folder), *arguments]) == 0
    return capsys.readouterr().out


PEOPLE = "SELECT ?name { ?p a schema:Person ; rdfs:label ?name } ORDER BY ?name LIMIT 3"


def test_every_form_of_answer(folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "3 answers" in _asked(folder, capsys, PEOPLE)
    assert len(list(csv.reader(io.StringIO(_asked(folder, capsys, PEOPLE, "--format", "csv"))))) == 4
    assert _asked(folder, capsys, PEOPLE, "--format", "tsv").startswith("?name\n")
    bindings = json.loads(_asked(folder, capsys, PEOPLE, "--format", "json"))["results"]["bindings"]
    assert len(bindings) == 3
    assert "https://schema.org/Person" in _asked(folder, capsys, "CONSTRUCT WHERE { ?p a schema:Person }")
    assert "true" in _asked(folder, capsys, "ASK {}")
    assert "No answers" in _asked(folder, capsys, "SELECT * { <x:y> ?b ?c }")
    (tmp_path / "q.rq").write_text(PEOPLE)
    assert "3 answers" in _asked(folder, capsys, "--file", str(tmp_path / "q.rq"))


def test_all_saved_questions_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from newsgraph.questions import saved_questions

    questions = saved_questions()
    assert len(questions) >= 20
    for question in questions:
        if not any(parameter.required for parameter in question.parameters):
            assert _asked(folder, capsys, "--name", question.name)
    assert "answer" in _asked(folder, capsys, "--name", "who-appears-with", "--set", "thing=Imelda Osgrove")
    assert main(["queries"]) == 0
    listed = capsys.readouterr().out
    assert all(question.name in listed and question.question in listed for question in questions)


@pytest.mark.parametrize(
    "arguments",
    [
        ["SELEC"],
        ["--file", "/nowhere.rq"],
        ["--name", "nothing-of-the-kind"],
        ["--name", "who-appears-with"],
        ["--name", "who-appears-with", "--set", "person"],
        ["--name", "who-appears-with", "--set", "nothing=x"],
        ["ASK {}", "--set", "a=b"],
        ["ASK {}", "--format", "turtle"],
        ["SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }"],
    ],
)
def test_a_bad_question_is_one_sentence(folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert main(["query", str(folder), *arguments]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_check_passes_on_the_samples(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder)]) == 0
    assert "All is well" in capsys.readouterr().out


def test_view_writes_a_page(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "view.html"
    assert main(["view", str(folder), "--kinds", "person", "Place", "--limit", "20", "--out", str(page)]) == 0
    assert "<html" in page.read_text("utf-8")
    assert main(["view", str(folder), "--around", "Nobody At All", "--out", str(page)]) == 2
    assert "Nobody At All" in capsys.readouterr().err


def test_view_points_to_the_explorer_where_a_page_cannot_hold_the_graph(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = generated_graph(2100)
    monkeypatch.setattr("newsgraph.cli.view.read_folder", lambda _: graph)
    page = tmp_path / "view.html"
    assert main(["view", "large", "--limit", "50", "--out", str(page)]) == 0
    assert "draws at most 2,000 of the graph's 2,1" in (told := capsys.readouterr().out)
    assert "newsgraph serve large, or newsgraph site large --out SITE" in told
    assert "The explorer of newsgraph serve shows them all." in page.read_text("utf-8")
    assert main(["view", "large", "--limit", "50", "--around", graph.entities[0].name, "--out", str(page)]) == 0
    assert "explorer" not in capsys.readouterr().out


def test_csv_cells_start_no_formula() -> None:
    found = Rows(("a", "b"), (("=1+1", "-5"), ("@x", '"q",\n'), ("+cmd", "plain")))
    assert list(csv.reader(io.StringIO(to_csv(found)))) == [
        ["a", "b"], ["'=1+1", "-5"], ["'@x", '"q",\n'], ["'+cmd", "plain"],
    ]  # fmt: skip


def test_what_is_printed_cannot_steer_a_terminal() -> None:
    assert harmless("a\x1b[2Jb\u202ec") == "a\ufffd[2Jb\ufffdc"


def test_a_closed_pipe_is_no_error(folder: Path) -> None:
    command = f"{sys.executable} -m newsgraph query {folder} 'SELECT * {{ ?a ?b ?c }}' | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False, env=os.environ)
    assert "Traceback" not in done.stderr


def test_the_query_may_stand_behind_an_option(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", str(folder), "--format", "csv", "ASK {}"]) == 0
    assert capsys.readouterr().out == "answer\ntrue\n"
    for arguments in (
        ["query", str(folder)],
        ["query", str(folder), "ASK {}", "ASK {}"],
        ["query", str(folder), "ASK {}", "--name", "x"],
    ):
        with pytest.raises(SystemExit, match="2"):
            main(arguments)
