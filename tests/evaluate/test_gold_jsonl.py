"""Gold as JSON: ours, spaCy's, Prodigy's and doccano's shapes."""

import json
from pathlib import Path
from typing import Any

import pytest

from newsgraph.errors import NewsgraphError
from newsgraph.evaluate import read_gold

TEXT = "Ana Ruiz left Odessa."
SHAPES = [
    {"text": TEXT, "spans": [{"start": 0, "end": 8, "label": "Person"}, {"start": 14, "end": 20, "label": "Place"}]},
    {"text": TEXT, "spans": [{"start": 0, "end": 8, "label": "PER", "token_start": 0, "token_end": 1},
                             {"start": 14, "end": 20, "label": "GPE"}], "tokens": [], "answer": "accept"},
    {"text": TEXT, "label": [[0, 8, "PERSON"], [14, 20, "LOC"]]},
    {"text": TEXT, "labels": [[0, 8, "PERSON"], [14, 20, "LOC"]], "meta": {}},
    {"text": TEXT, "entities": [[0, 8, "PERSON"], [14, 20, "LOC"]]},
    {"text": TEXT, "entities": [{"id": 1, "start_offset": 0, "end_offset": 8, "label": "person"},
                                {"id": 2, "start_offset": 14, "end_offset": 20, "label": "location"}]},
    {"text": TEXT, "ents": [{"start": 0, "end": 8, "label": "PERSON"}, {"start": 14, "end": 20, "label": "GPE"}]},
    {"data": TEXT, "label": [[0, 8, "PERSON"], [14, 20, "LOC"]]},
    [TEXT, {"entities": [[0, 8, "PERSON"], [14, 20, "LOC"]]}],
]  # fmt: skip


def read(tmp_path: Path, content: str, name: str = "gold.jsonl") -> list[list[str]]:
    (tmp_path / name).write_text(content, encoding="utf-8")
    return [[f"{gold.kind} {gold.span.of(one.text)}" for gold in one.names] for one in read_gold(tmp_path / name)]


@pytest.mark.parametrize("shape", SHAPES, ids=range(len(SHAPES)))
@pytest.mark.parametrize("form", ["line", "list", "pretty"])
@pytest.mark.parametrize("name", ["gold.jsonl", "gold.json", "gold"])
def test_every_shape_gives_the_same_names(tmp_path: Path, shape: Any, form: str, name: str) -> None:
    other = {"text": "Nothing.", "spans": []}
    lines = f"{json.dumps(shape)}\n\n{json.dumps(other)}\n"
    content = lines if form == "line" else json.dumps([shape, other], indent=1 if form == "pretty" else None)
    assert read(tmp_path, content, name) == [["Person Ana Ruiz", "Place Odessa"], []]


def test_one_pair_alone_in_a_file(tmp_path: Path) -> None:
    assert read(tmp_path, json.dumps(SHAPES[-1])) == [["Person Ana Ruiz", "Place Odessa"]]


def test_rejected_records_are_left_out_and_empty_ones_kept(tmp_path: Path) -> None:
    records = [{**SHAPES[1], "answer": "reject"}, {**SHAPES[1], "answer": "ignore"}, {"text": TEXT, "tokens": []},
               {"text": TEXT, "spans": None}, SHAPES[0]]  # fmt: skip
    assert read(tmp_path, "\n".join(map(json.dumps, records))) == [[], [], ["Person Ana Ruiz", "Place Odessa"]]


def test_offsets_count_code_points(tmp_path: Path) -> None:
    record = {"text": "🙂 𝐀na Ruiz\u2028left\x85.", "spans": [{"start": 2, "end": 10, "label": "Person"}]}
    assert read(tmp_path, json.dumps(record, ensure_ascii=False)) == [["Person 𝐀na Ruiz"]]


def test_ids_headlines_and_lone_surrogates(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    records = [
        {"id": 7, "headline": "Ana", "text": "Ana\n\nodd \ud800 end", "spans": [[0, 3, "PER"], [4, 8, "X\udc00"]]},
        {"id": "", "text": "b", "spans": []},
    ]
    path.write_text("\n".join(map(json.dumps, records)))
    first, second = read_gold(path)
    assert (first.name, first.headline, first.ignored, second.name) == ("7", "Ana", ("X\ufffd",), "gold:2")
    assert first.text == "Ana\n\nodd \ufffd end"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"text": "a", "spans": [[0, %s, "X"]]}' % ("9" * 5000), "not JSON"),
        ("3", "no record"),
        ('"text"', "no record"),
        ("{}", 'no "text"'),
        ('{"text": 5, "spans": []}', 'no "text"'),
        ('{"text": "a"}', "no list of its names"),
        ('{"text": "a", "label": "sports"}', "no list of its names"),
        ('{"text": "a", "spans": [[0, 1]]}', "not a name with start, end and label"),
        ('{"text": "a", "spans": [{"start": 0, "end": true, "label": "PER"}]}', "not a name with start"),
        ('{"text": "a", "spans": [{"start": 0.0, "end": 1, "label": "PER"}]}', "not a name with start"),
        ('{"text": "a", "spans": [{"start": 0, "end": 1, "label": ""}]}', "not a name with start"),
        ('{"text": "a", "spans": [7]}', "not a name with start"),
        ('{"text": "a", "spans": [[0, 2, "PER"]]}', "does not lie in the text"),
        ('{"text": "a", "spans": [[-1, 1, "PER"]]}', "does not lie in the text"),
        ('{"text": "a", "spans": [[1, 1, "PER"]]}', "does not lie in the text"),
        ('{"text": "a b", "spans": [[1, 2, "PER"]]}', "nothing but space"),
        ('{"text": "\U0001f642 Ana", "spans": [{"start": 3, "end": 6, "label": "PER", "text": "Ana"}]}', "lie in"),
        ('{"text": "\U0001f642 Ana b", "spans": [{"start": 3, "end": 6, "label": "PER", "text": "Ana"}]}', "UTF-16"),
    ],
)  # fmt: skip
def test_a_bad_line_is_one_sentence_that_names_it(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(NewsgraphError) as raised:
        read(tmp_path, '{"text": "fine", "spans": []}\n' + line)
    assert "gold.jsonl, line 2" in str(raised.value)
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_bad_record_of_a_list_is_named_by_its_number(tmp_path: Path) -> None:
    with pytest.raises(NewsgraphError, match="record 2"):
        read(tmp_path, '[{"text": "fine", "spans": []}, {}]')
