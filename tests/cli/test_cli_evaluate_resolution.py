"""`newsgraph evaluate --resolution`, as a user calls it."""

import json
from pathlib import Path

import pytest

from newsgraph.cli import main

GOLD = [
    {
        "id": "a1",
        "text": "Senator Imelda Osgrove spoke in Phoenix, Arizona. Osgrove left.",
        "spans": [
            {"start": 8, "end": 22, "label": "Person", "entity": "osgrove", "target": None},
            {
                "start": 32,
                "end": 39,
                "label": "Place",
                "entity": "phoenix",
                "target": "https://sws.geonames.org/5308655/",
            },
            {"start": 41, "end": 48, "label": "Place", "entity": "arizona"},
            {"start": 50, "end": 57, "label": "Person", "entity": "osgrove"},
        ],
    },
    {
        "id": "a2",
        "text": "Senator Imelda Osgrove slept.",
        "spans": [{"start": 8, "end": 22, "label": "Person", "entity": "her aide"}],
    },
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in GOLD), encoding="utf-8")
    return path


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    assert main(["evaluate", "--resolution", "--extractor", "rules", *map(str, arguments)]) == 0
    return capsys.readouterr().out


def test_figures_to_read(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = told(capsys, "--gold", gold)
    assert printed.startswith("2 documents, 13 words: 5 names of 4 things in their articles, 4 over all articles.\n")
    for words in ("within an article", "B³", "CEAFe", "exact string", "across articles", "links", "Place", "accuracy"):
        assert words in printed
    assert told(capsys, "--gold", gold, "--gold", gold) == printed


def test_the_extractors_own_names(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Names: those that rules reads." in told(capsys, "--gold", gold, "--end-to-end")


def test_figures_for_programs(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = json.loads(told(capsys, "--gold", gold, "--format", "json"))
    assert report["within an article"]["B³"]["newsgraph"]["f1"] == 1
    assert report["across articles"]["pairs of names"]["newsgraph"]["precision"] == 0
    assert report["links"]["Place"]["newsgraph"]["links"]["right"] == 1
    assert report["names"] == 5


def test_errors_are_written_for_reading(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    errors = tmp_path / "errors.tsv"
    told(capsys, "--gold", gold, "--errors", errors)
    head, *lines = [line.split("\t") for line in errors.read_text("utf-8").splitlines()]
    assert head[:6] == ["times", "error", "where", "kind", "left", "right"]
    assert [line[:6] for line in lines] == [
        ["2", "wrong join", "across articles", "Person", "Imelda Osgrove", "Imelda Osgrove"]
    ]
    assert lines[0][8:] == [GOLD[0]["text"].partition(" Osgrove left")[0], "a2", GOLD[1]["text"]]


@pytest.mark.parametrize(
    ("content", "arguments", "words"),
    [
        ("", [], "is empty"),
        ('{"text": "Ana spoke.", "spans": [{"start": 0, "end": 3, "label": "Person"}]}', [], 'has no "entity"'),
        ("[Person Ana Ruiz] spoke.", [], "holds no identity that is known"),
        ('{"text": "Ana.", "spans": []}', ["--kinds", "Persn"], "'Persn' is not a kind"),
        ('{"text": "Ana.", "spans": []}', ["--map", "x"], "is not LABEL=KIND"),
        ('{"text": "Ana.", "spans": []}', ["--errors", "gold.jsonl"], "write over the gold file"),
        ('{"text": "Ana.", "spans": []}', ["--errors", "no/such/folder.tsv"], "Cannot write"),
        ('{"text": "Ana.", "spans": []}', ["--gold", "missing.jsonl"], "missing.jsonl"),
    ],
)
def test_what_the_user_can_mend_is_code_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    content: str, arguments: list[str], words: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("gold.jsonl").write_text(content)
    assert main(["evaluate", "--resolution", "--extractor", "rules", "--gold", "gold.jsonl", *arguments]) == 2
    error = capsys.readouterr().err
    assert words in error
    assert len(error.strip().splitlines()) == 1
    assert Path("gold.jsonl").read_text() == content


def test_end_to_end_is_a_way_of_resolution(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--end-to-end", "--gold", str(gold)]) == 2
    assert "--end-to-end is a way of --resolution" in capsys.readouterr().err


def test_texts_without_a_name_have_no_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_text('{"text": "It rained.", "spans": []}')
    printed = told(capsys, "--gold", path)
    assert "1 documents" not in printed
    assert "One document gives no interval." in printed
