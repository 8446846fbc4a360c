"""`newsgraph evaluate`, as a user calls it."""

import json
from pathlib import Path

import pytest

from newsgraph.cli import main

OWN = """\
[Person Ana Pell] told the [Organization Harbor Council] of [Place Boston] so.

Mayor [Person Li Wei] left [Place Chicago]. The [Thing Ode] was sung.
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.txt"
    path.write_text(OWN)
    return path


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    assert main(["evaluate", *map(str, arguments)]) == 0
    return capsys.readouterr().out


def test_figures_to_read(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = told(capsys, "--gold", own, "--extractor", "rules")
    assert printed.startswith("rules on 2 documents: 18 words, 5 names marked.\n")
    for words in ("Person", "micro", "macro", "kind aside", "Expected calibration error", "Thing 1"):
        assert words in printed
    assert told(capsys, "--gold", own, "--extractor", "rules") == printed


def test_figures_for_programs(own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.conll"
    other.write_text("Odessa B-LOC\n")
    report = json.loads(told(capsys, "--gold", own, other, "--gold", own, "--extractor", "rules", "--format", "json"))
    assert (report["extractor"], report["documents"]) == ("rules", 3)
    assert [one["file"] for one in report["files"]] == sorted([str(own), str(other)])
    assert set(report["kinds"]) == {"Person", "Place", "Organization"}
    assert 0 <= report["micro"]["exact"]["f1"] <= 1


def test_kinds_and_labels_are_the_users_to_say(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = told(
        capsys, "--gold", own, "--kinds", "person", "Event", "--map", "thing=Event", "--map", "place=none", "--format",
        "json",
    )  # fmt: skip
    report = json.loads(printed)
    assert {kind: one["exact"]["gold"] for kind, one in report["kinds"].items()} == {"Person": 2, "Event": 1}
    assert report["ignored labels"] == [{"file": str(own), "label": "Place", "names": 2}]


def test_errors_are_written_for_reading(own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own.write_text("The [Person Quorx] spoke.\n\nThe [Person Quorx] left.\n")
    errors = tmp_path / "errors.tsv"
    told(capsys, "--gold", own, "--extractor", "rules", "--errors", errors)
    lines = [line.split("\t") for line in errors.read_text("utf-8").splitlines()]
    assert lines[0][:4] == ["times", "error", "gold kind", "gold"]
    assert [line[:4] for line in lines[1:]] == [["2", "missed", "Person", "Quorx"]] * 2


@pytest.mark.parametrize(
    ("content", "arguments", "words"),
    [
        (OWN, ["--extractor", "rulez"], "did you mean 'rules'?"),
        (OWN, ["--kinds", "Persn"], "'Persn' is not a kind"),
        (OWN, ["--map", "x"], "is not LABEL=KIND"),
        (OWN, ["--errors", "own.txt"], "write over the gold file"),
        (OWN, ["--errors", "no/such/folder.tsv"], "Cannot write"),
        (OWN, ["--gold", "missing.txt"], "missing.txt"),
        ("[Thing Ode]", [], "only Thing"),
        ("Nothing here.", [], "marks nothing"),
        ("a [b", [], "line 1"),
        ("", [], "is empty"),
    ],
)
def test_what_the_user_can_mend_is_code_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    content: str, arguments: list[str], words: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("own.txt").write_text(content)
    assert main(["evaluate", "--gold", "own.txt", *arguments]) == 2
    error = capsys.readouterr().err
    assert words in error
    assert len(error.strip().splitlines()) == 1
    assert Path("own.txt").read_text() == content


def test_gold_is_needed() -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["evaluate"])
