"""The trained model on disk: found in the wheel or the checkout, checked against its digest, loaded once a process."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from newsgraph.errors import NewsgraphError
from newsgraph.extract.embedded.labels import KINDS
from newsgraph.extract.embedded.pieces import Vocabulary

MODEL, VOCABULARY, FACTS = "reader.onnx", "vocabulary.txt", "reader.json"
DEFAULT_THREADS = 2
_MEND = "install newsgraph again"


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """What reads: the network, its vocabulary, and how its scores are made probabilities."""

    session: Any
    """An onnxruntime `InferenceSession`."""
    vocabulary: Vocabulary
    calibration: Mapping[str, tuple[float, float]]
    """For each kind the slope and offset of a logistic curve over the log odds of the raw score."""
    version: str
    digest: str
    threads: int
    """How many batches may be read side by side."""


@cache
def folder(*, package: Path | None = None) -> Path:
    """Return where the model lies: `newsgraph/reader` in a wheel, `data/reader` in a checkout.

    Raises:
        NewsgraphError: where neither exists.
    """
    package = package or Path(str(resources.files("newsgraph")))
    for place in (package / "reader", package.parents[1] / "data" / "reader"):
        if place.is_dir():
            return place
    raise NewsgraphError(f"The reader's model is missing beside {package}; {_MEND}, or use --extractor rules.")


@cache
def loaded(*, threads: int | None = None, place: Path | None = None) -> Model:
    """Return the model, ready to run on so many threads (default: 2); the same object for the same threads.

    Raises:
        NewsgraphError: where a file is missing or not the one that was published.
    """
    if threads is None or place is None:
        # The cache tells a default from the same value given, and must not load the model for each.
        return loaded(threads=threads or DEFAULT_THREADS, place=place or folder())
    facts = _facts(place / FACTS)
    _check(place / MODEL, facts.model)
    _check(place / VOCABULARY, facts.vocabulary)
    pieces = (place / VOCABULARY).read_text(encoding="utf-8").splitlines()
    session = _session(place / MODEL, facts.model)
    return Model(session, Vocabulary(pieces), facts.calibration, facts.version, facts.model, threads or 1)


@dataclass(frozen=True, slots=True)
class _Facts:
    model: str
    """SHA-256 in hex, as that of the vocabulary."""
    vocabulary: str
    calibration: Mapping[str, tuple[float, float]]
    version: str


def _facts(path: Path) -> _Facts:
    try:
        return _read_facts(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise NewsgraphError(f"The model file {path} is missing; {_MEND}, or use --extractor rules.") from None
    except (LookupError, TypeError, AttributeError) as error:
        raise NewsgraphError(f"The model file {path} is damaged: its facts are incomplete; {_MEND}.") from error
    except (OSError, ValueError) as error:
        raise NewsgraphError(f"The model file {path} cannot be read ({error}); {_MEND}.") from error


def _read_facts(stated: Any) -> _Facts:
    curves = {kind: stated["calibration"][kind] for kind in KINDS}
    return _Facts(
        model=stated["sha256"]["model"].lower(),
        vocabulary=stated["sha256"]["vocabulary"].lower(),
        calibration={kind: (float(slope), float(offset)) for kind, (slope, offset) in curves.items()},
        version=str(stated["version"]),
    )


def _check(path: Path, wanted: str) -> None:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise NewsgraphError(
            f"The model file {path} (SHA-256 {wanted[:16]}…) is missing; {_MEND}, or use --extractor rules."
        ) from None
    except OSError as error:
        raise NewsgraphError(f"The model file {path} cannot be read ({error}); {_MEND}.") from error
    if found != wanted:
        raise NewsgraphError(
            f"The model file {path} is damaged (SHA-256 {found[:16]}… where {wanted[:16]}… was published); {_MEND}."
        )


def _session(path: Path, digest: str) -> Any:
    import onnxruntime  # noqa: PLC0415 - a tenth of a second that only this extractor needs

    options = onnxruntime.SessionOptions()
    # Threads read batches side by side; within one, they would mostly wait for each other.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The arena keeps the largest batch's memory for good; articles are short and rarely alike.
    options.enable_cpu_mem_arena = False
    try:
        # The fusion is a quarter slower on a processor than what it joins (measured with onnxruntime 1.31).
        return onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
        )
    except Exception as error:  # onnxruntime's own errors share no class but this
        reason = " ".join(str(error).split())[:120]
        raise NewsgraphError(
            f"The model file {path} (SHA-256 {digest[:16]}…) cannot be loaded ({reason}); {_MEND}."
        ) from error
