import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from newsgraph.errors import NewsgraphError
from newsgraph.extract.embedded.labels import KINDS
from newsgraph.extract.embedded.model_file import DEFAULT_THREADS, FACTS, MODEL, VOCABULARY, folder, loaded


def field(number: int, value: bytes | int) -> bytes:
    """Return one short field in the encoding of protocol buffers."""
    if isinstance(value, int):
        return bytes([number << 3, value])
    return bytes([number << 3 | 2, len(value)]) + value


def network() -> bytes:
    """Return a network that gives back its one number: an ONNX file small enough to write by hand."""
    shape = field(2, field(1, field(1, 1)))
    number = field(2, field(1, field(1, 1) + shape))
    node = field(1, b"x") + field(2, b"y") + field(4, b"Identity")
    graph = (
        field(1, node) + field(2, b"g") + field(11, field(1, b"x") + number) + field(12, field(1, b"y") + number)
    )  # fmt: skip
    return field(1, 8) + field(7, graph) + field(8, field(2, 13))


PIECES = "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\n##b\n"


def facts(model: bytes, **changed: Any) -> dict[str, Any]:
    return {
        "version": "7",
        "sha256": {
            "model": hashlib.sha256(model).hexdigest(),
            "vocabulary": hashlib.sha256(PIECES.encode()).hexdigest(),
        },
        "calibration": {kind: [1.5, -0.25] for kind in KINDS},
    } | changed


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / MODEL).write_bytes(network())
    (tmp_path / VOCABULARY).write_text(PIECES, "utf-8")
    (tmp_path / FACTS).write_text(json.dumps(facts(network())), "utf-8")
    return tmp_path


def told(place: Path) -> str:
    with pytest.raises(NewsgraphError) as raised:
        loaded(place=place)
    sentence = str(raised.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def test_a_whole_model_is_loaded_once_for_each_count_of_threads(place: Path) -> None:
    model = loaded(place=place)
    assert model is loaded(place=place) is loaded(threads=DEFAULT_THREADS, place=place)
    assert model is not loaded(threads=1, place=place)
    loaded.cache_clear()
    assert model is not loaded(place=place)
    assert (model.version, model.digest) == ("7", hashlib.sha256(network()).hexdigest())
    assert model.calibration[KINDS[0]] == (1.5, -0.25)
    assert model.vocabulary("AB").ids == (4, 5)
    assert [one.name for one in model.session.get_inputs()] == ["x"]
    assert model.threads == DEFAULT_THREADS
    assert model.session.get_session_options().intra_op_num_threads == 1


def test_a_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    package = tmp_path / "graph" / "newsgraph"
    with pytest.raises(NewsgraphError) as raised:
        folder(package=package)
    assert str(package) in str(raised.value)
    assert "--extractor rules" in str(raised.value)
    assert str(tmp_path / "nowhere" / FACTS) in told(tmp_path / "nowhere")


def test_the_wheel_s_folder_goes_before_the_checkout_s(tmp_path: Path) -> None:
    checkout, wheel = tmp_path / "data" / "reader", tmp_path / "graph" / "newsgraph" / "reader"
    checkout.mkdir(parents=True)
    assert folder(package=tmp_path / "graph" / "newsgraph") == checkout
    wheel.mkdir(parents=True)
    folder.cache_clear()
    assert folder(package=tmp_path / "graph" / "newsgraph") == wheel


@pytest.mark.parametrize("name", [MODEL, VOCABULARY, FACTS])
def test_a_missing_file_is_named(place: Path, name: str) -> None:
    (place / name).unlink()
    sentence = told(place)
    assert f"{place / name} " in sentence
    assert "missing" in sentence
    assert "install newsgraph again" in sentence


@pytest.mark.parametrize("name", [MODEL, VOCABULARY])
@pytest.mark.parametrize("damage", [lambda whole: whole[:-1], lambda whole: whole + b"\n", lambda _: b""])
def test_a_damaged_file_is_named_with_its_digest(place: Path, name: str, damage: Any) -> None:
    whole = (place / name).read_bytes()
    broken = damage(whole)
    (place / name).write_bytes(broken)
    sentence = told(place)
    assert f"{place / name} is damaged" in sentence
    for content in (whole, broken):
        assert hashlib.sha256(content).hexdigest()[:16] in sentence


def test_a_file_replaced_by_a_folder_is_named(place: Path) -> None:
    for name in (MODEL, FACTS):
        (place / name).unlink()
        (place / name).mkdir()
        assert f"{place / name} cannot be read" in told(place)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b"null",
        b"\xff\xfe",
        b"{}",
        json.dumps(facts(b"", sha256={})).encode(),
        json.dumps(facts(b"", sha256="x")).encode(),
        json.dumps(facts(b"", sha256={"model": 1, "vocabulary": None})).encode(),
        json.dumps(facts(b"", calibration={})).encode(),
        json.dumps(facts(b"", calibration=None)).encode(),
        json.dumps(facts(b"", calibration=dict.fromkeys(KINDS, 1))).encode(),
        json.dumps(facts(b"", calibration={kind: [1, 2, 3] for kind in KINDS})).encode(),
        json.dumps(facts(b"", calibration={kind: ["a", "b"] for kind in KINDS})).encode(),
        json.dumps({key: value for key, value in facts(b"").items() if key != "version"}).encode(),
    ],
)
def test_damaged_facts_are_named(place: Path, content: bytes) -> None:
    (place / FACTS).write_bytes(content)
    sentence = told(place)
    assert f"{place / FACTS} " in sentence
    assert "install newsgraph again" in sentence


def test_a_file_that_is_no_network_is_named_with_its_digest(place: Path) -> None:
    """The digest fits, so the file was published so, or made by hand: still one sentence."""
    (place / MODEL).write_bytes(b"no network")
    (place / FACTS).write_text(json.dumps(facts(b"no network")), "utf-8")
    sentence = told(place)
    assert f"{place / MODEL} (SHA-256 {hashlib.sha256(b'no network').hexdigest()[:16]}…) cannot be loaded" in sentence
