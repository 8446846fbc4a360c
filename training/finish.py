"""Make the model that ships: `python training/finish.py --reader build/training/reader.pt --datasets DIR`.

Exports to ONNX with 8-bit weights, fits the calibration, measures everything the model card tells, and writes
`data/reader/{reader.onnx, vocabulary.txt, reader.json, results.json}`.
"""

import argparse
import hashlib
import json
import math
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from batches import Batch, batch, encoded, vocabulary_of, windows
from corpora import development
from document import Document, Sentence, kind_set, names_of
from export import export
from network import Reader
from results import measured
from train import encoder_folder

from newsgraph.extract.embedded import model_file
from newsgraph.extract.embedded.labels import KINDS
from newsgraph.extract.embedded.model_file import FACTS, MODEL, VOCABULARY
from newsgraph.extract.embedded.reading import read_text
from newsgraph.model import Kind

PLACE = Path(__file__).parents[1] / "data" / "reader"


def main() -> None:
    """Write the model and what is known about it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", type=Path, required=True, help="the averaged weights that train.py left")
    parser.add_argument("--datasets", type=Path, required=True)
    parser.add_argument(
        "--logs", type=Path, nargs="+", help="the logs of all runs it took (default: beside the reader)"
    )
    parser.add_argument("--version", default="1")
    options = parser.parse_args()
    PLACE.mkdir(parents=True, exist_ok=True)
    logs = options.logs or [options.reader.with_name("log.jsonl")]
    dev = development(options.datasets)
    reader = _loaded(options.reader)
    small = export(reader, _example(dev), options.reader.parent)
    shutil.copyfile(small, PLACE / MODEL)
    shutil.copyfile(encoder_folder() / "vocab.txt", PLACE / VOCABULARY)
    _write_facts(PLACE, options.version, dict.fromkeys(KINDS, (1.0, 0.0)))
    # Every second document fits the curves; the others, and Re-DocRED's, tell how well they fit.
    curves = calibrated(list(_judged(PLACE, [text for found in dev.values() for text in found[::2]])))
    _write_facts(PLACE, options.version, curves)
    facts = json.loads((PLACE / FACTS).read_text(encoding="utf-8"))
    results = {
        "version": options.version,
        "sha256": facts["sha256"],
        "bytes": sum((PLACE / name).stat().st_size for name in (MODEL, VOCABULARY)),
        **measured(options.datasets, trained=_trained(logs), plain=_plain(options)),
    }
    (PLACE / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def _trained(logs: list[Path]) -> dict[str, float]:
    last = [json.loads(log.read_text(encoding="utf-8").splitlines()[-1]) for log in logs]
    return {
        "epochs": sum(run["epoch"] for run in last),
        "steps": sum(run["step"] for run in last),
        "seconds": round(sum(run["seconds"] for run in last)),
        "seed": 1,
    }


def _plain(options: argparse.Namespace) -> Path:
    """Return a folder with the 32-bit model, for comparison."""
    place: Path = options.reader.parent / "plain"
    place.mkdir(exist_ok=True)
    shutil.copyfile(options.reader.parent / "reader-32.onnx", place / MODEL)
    shutil.copyfile(PLACE / VOCABULARY, place / VOCABULARY)
    facts = json.loads((PLACE / FACTS).read_text(encoding="utf-8"))
    facts["sha256"]["model"] = _digest(place / MODEL)
    (place / FACTS).write_text(json.dumps(facts), encoding="utf-8")
    return place


def calibrated(judged: Sequence[tuple[Kind, float, bool]]) -> dict[Kind, tuple[float, float]]:
    """Return for each kind the slope and offset that make its raw scores probabilities (Platt 1999).

    A kind with few examples is drawn towards the curve of all.
    """
    everything = _fitted([(score, right) for _, score, right in judged], (1.0, 0.0), strength=1.0)
    return {
        kind: _fitted([(score, right) for one, score, right in judged if one is kind], everything, strength=10.0)
        for kind in KINDS
    }


def _fitted(
    judged: Sequence[tuple[float, bool]], prior: tuple[float, float], *, strength: float
) -> tuple[float, float]:
    odds = np.array(
        [math.log(share / (1 - share)) for score, _ in judged for share in [min(max(score, 1e-6), 1 - 1e-6)]]
    )
    right = np.array([float(holds) for _, holds in judged])
    matrix = np.stack([odds, np.ones_like(odds)], 1)
    centre = np.array(prior)
    weights = centre.copy()
    for _ in range(50):
        likely = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (likely - right) + strength * (weights - centre)
        curve = (matrix * (likely * (1 - likely))[:, None]).T @ matrix + strength * np.eye(2)
        # Newton steps are bounded, for far from the best curve they overshoot.
        weights = weights - np.clip(np.linalg.solve(curve, slope), -0.5, 0.5)
    return float(weights[0]), float(weights[1])


def _judged(place: Path, documents: Iterable[Document]) -> Iterator[tuple[Kind, float, bool]]:
    """Yield each name the network reads in the documents: kind, raw score, whether span and kind are right."""
    model_file.loaded.cache_clear()
    model = model_file.loaded(place=place)
    for document in documents:
        text, gold, open_stretches = as_text(document)
        for name in read_text(text, model).names:
            kind = kind_set([name.kind])
            if not any(
                tags & kind and start < name.span.end and name.span.start < end for start, end, tags in open_stretches
            ):
                yield name.kind, name.score, (name.span.start, name.span.end, name.kind) in gold


def as_text(document: Document) -> tuple[str, set[tuple[int, int, Kind]], list[tuple[int, int, int]]]:
    """Return a document as running text, its sure names, and what its corpus leaves open, with the allowed tags."""
    text = ""
    gold: set[tuple[int, int, Kind]] = set()
    unsure: list[tuple[int, int, int]] = []
    for sentence in document.sentences:
        text += (" " if document.sentences[0].parse else "\n") if text else ""
        spans = _spans(sentence, len(text))
        text += sentence.text
        gold |= {(spans[low][0], spans[high - 1][1], kind) for low, high, kind in names_of(sentence.allowed)}
        unsure += [(*span, tags) for span, tags in zip(spans, sentence.allowed, strict=True) if tags & (tags - 1)]
    return text, gold, unsure


def _spans(sentence: Sentence, base: int) -> list[tuple[int, int]]:
    spans = []
    for number, (form, spaced) in enumerate(zip(sentence.forms, sentence.spaced, strict=True)):
        base += bool(number and spaced)
        spans.append((base, base + len(form)))
        base += len(form)
    return spans


def _loaded(path: Path) -> Reader:
    weights = torch.load(path, weights_only=True, map_location="cpu")
    reader = Reader(weights["words.weight"].shape[0])
    reader.load_state_dict(weights)
    return reader.eval()


def _example(dev: dict[str, tuple[Document, ...]]) -> Batch:
    vocabulary = vocabulary_of(encoder_folder())
    found = [window for document in encoded(dev["gum-other"], vocabulary) for window in windows(document, 160)]
    return batch(found[:4], vocabulary)


def _write_facts(place: Path, version: str, curves: dict[Kind, tuple[float, float]]) -> None:
    facts = {
        "version": version,
        "licence": "CC-BY-SA-4.0",
        "sha256": {"model": _digest(place / MODEL), "vocabulary": _digest(place / VOCABULARY)},
        "calibration": {str(kind): [round(number, 6) for number in curve] for kind, curve in curves.items()},
    }
    (place / FACTS).write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    model_file.loaded.cache_clear()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    sys.exit(main())
