"""The model card, rendered from made-up results."""

import copy
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from card import CARD, NAME_TARGETS, card, write_card
from picture import calibration_picture

SCRIPT = Path(__file__).parents[2] / "training" / "card.py"


def score(f1: float, gold: int = 100) -> dict[str, Any]:
    return {
        "precision": f1, "recall": f1, "f1": f1, "overlap_f1": min(1.0, f1 + 0.02), "interval": [f1 - 0.03, f1 + 0.03],
        "gold": gold,
    }  # fmt: skip


@pytest.fixture
def results() -> dict[str, Any]:
    good = {kind: score(target + 0.01) for kind, target in NAME_TARGETS.items()}
    return {
        "version": "7",
        "sha256": {"model": "ab" * 32, "vocabulary": "cd" * 32},
        "bytes": 23_700_000,
        "trained": {"epochs": 8, "steps": 12_345, "seconds": 16_200.0, "seed": 1},
        "corpora": [
            {"source": "gum", "words": 150_000, "names": {"Person": 9_000}, "weight": 2.0, "licence": "CC BY 4.0"},
            {"source": "street | news", "words": 10, "names": {}, "weight": 0.3, "licence": "CC0"},
        ],
        "dev": {
            "embedded": {"gum-news": good, "other": {**good, "Event": score(0.2), "Group": score(0.1, gold=3)}},
            "rules": {"gum-news": {"Person": score(0.5)}},
        },
        "trees": {
            "gum-news": {"upos": 0.96, "uas": 0.89, "las": 0.86, "words": 4_321},
            "gum-other": {"upos": 0.96, "uas": 0.87, "las": 0.84, "words": 999},
        },
        "calibration": {
            "ece": 0.03,
            "by_set": {"gum-news": 0.02, "own-gold": 0.07},
            "bins": [[0.35, 0.3, 12], [0.95, 0.97, 880]],
        },
        "rough": {"as written": 0.9, "all in capitals": 0.7},
        "int8": {"gum-news": {"f1_32": 0.861, "f1_8": 0.857}},
        "speed": {
            "words_per_second": 9_100.4, "threads": 2, "load_seconds": 0.21, "peak_mb": 311.0,
            "machine": "2 <old> cores",
        },
        "origins": {"Welsh": 0.91, "Thai": 0.88, "Finnish": 0.95},
        "frames": {"subject": 0.94, "lower case": 0.7},
    }  # fmt: skip


def row(text: str, start: str) -> list[str]:
    line = next(line for line in text.splitlines() if line.startswith(f"| {start} |"))
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_the_usual_sections_are_there_in_order(results: dict[str, Any]) -> None:
    assert re.findall(r"^## (.+)$", card(results), re.MULTILINE) == [
        "What it is", "Intended use", "Not intended", "Data", "What counts as a name, in brief", "Scores: names",
        "Scores: trees", "Scores: calibration", "What 8-bit weights cost", "Rough text", "Speed", "Limits",
        "Known biases",
        "How to retrain", "Licence",
    ]  # fmt: skip


def test_nothing_is_left_to_fill_in(results: dict[str, Any]) -> None:
    assert not re.search(r"\$\w|None|nan|[{}]", card(results))


def test_targets_stand_beside_what_was_reached(results: dict[str, Any]) -> None:
    text = card(results)
    assert row(text, "Person") == ["Person", "0.930", "0.940", "0.940", "yes"]
    assert row(text, "Event") == ["Event", "0.650", "0.660", "0.200", "on gum-news"]
    assert row(text, "Group") == ["Group", "0.880", "0.890", "0.100 (few)", "yes"]


@pytest.mark.parametrize(
    ("f1", "gold", "verdict"),
    [(0.93, 100, "yes"), (0.929, 100, "no"), (0.99, 3, "too few names"), (0.0, 0, "too few names")],
)
def test_few_names_are_not_judged(results: dict[str, Any], f1: float, gold: int, verdict: str) -> None:
    results["dev"]["embedded"] = {"gum-news": {"Person": score(f1, gold)}}
    assert row(card(results), "Person")[-1] == verdict


def test_a_kind_that_a_set_does_not_mark_is_a_dash(results: dict[str, Any]) -> None:
    del results["dev"]["embedded"]["gum-news"]["Event"]
    assert row(card(results), "Event")[2:] == ["–", "0.200", "no"]


def test_the_rules_stand_beside_the_reader(results: dict[str, Any]) -> None:
    rows = [line for line in card(results).splitlines() if line.startswith("| Person | 100 |")]
    assert [line.split("|")[-2].strip() for line in rows] == ["0.500", "–"]


def test_trees_speed_and_calibration_are_judged(results: dict[str, Any]) -> None:
    text = card(results)
    assert row(text, "gum-news")[-1] == "yes"
    assert row(text, "gum-other")[-1] == "not UAS, LAS"
    assert "**0.030**" in text
    assert row(text, "words per second on 2 threads")[1:] == ["9,100", "at least 8,000", "reached"]
    results["speed"]["load_seconds"] = 0.5
    assert row(card(results), "loading")[-1] == "not reached"


def test_what_the_results_say_opens_no_tag_and_no_column(results: dict[str, Any]) -> None:
    text = card(results)
    assert "2 ‹old› cores" in text
    assert "street / news" in text


def test_every_row_of_a_table_has_as_many_cells(results: dict[str, Any]) -> None:
    for block in card(results).split("\n\n"):
        lines = [line for line in block.splitlines() if line.startswith("|")]
        assert len({line.count("|") for line in lines}) <= 1, block


def test_origins_run_from_the_lowest_and_an_odd_one_stands_alone(results: dict[str, Any]) -> None:
    text = card(results)
    assert "from 0.880 (Thai) to 0.950 (Finnish)." in text
    assert row(text, "Thai") == ["Thai", "0.880", "Finnish", "0.950"]
    assert row(text, "Welsh") == ["Welsh", "0.910", "", ""]
    results["given_names"] = {"women": 0.9, "men": 0.92}
    assert "Women's names: 0.900. Men's names: 0.920." in card(results)


def test_the_same_results_give_the_same_bytes(results: dict[str, Any], tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write_card(copy.deepcopy(results), tmp_path / folder / "model-card.md")
    for name in ("model-card.md", "images/calibration.svg"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_links_lead_somewhere(results: dict[str, Any]) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", card(results)):
        if "://" not in target and not target.startswith("images/"):
            assert (CARD.parent / target).exists(), target


@pytest.mark.parametrize("bins", [[], [[0.0, 0.0, 0]], [[0.1, 0.2, 4], [1.0, 1.0, 9]]])
def test_the_picture_is_an_image_with_a_dot_a_bin(bins: list[list[float]]) -> None:
    root = ElementTree.fromstring(calibration_picture(bins))
    space = "{http://www.w3.org/2000/svg}"
    assert root.tag == f"{space}svg"
    dots = root.findall(f".//{space}circle")
    assert len(dots) == len(bins)
    assert all(0 <= float(dot.get("cx")) <= float(root.get("width")) for dot in dots)


def test_the_command_writes_the_card(results: dict[str, Any], tmp_path: Path) -> None:
    source = tmp_path / "results.json"
    missing = [sys.executable, str(SCRIPT), "--results", str(source), "--out", str(tmp_path / "card.md")]
    done = subprocess.run(missing, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == f"There is no {source}; run training/finish.py first.\n"
    source.write_text(json.dumps(results), encoding="utf-8")
    subprocess.run(missing, check=True)
    assert (tmp_path / "card.md").read_text(encoding="utf-8") == card(results)
