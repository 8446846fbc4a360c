"""Everything the model card tells about the shipped model, measured."""

import json
import platform
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "bench"))

from corpora import LICENCES, training  # noqa: E402
from document import names_of  # noqa: E402
from gold import DEVELOPMENT_SETS, GoldText, development_sets  # noqa: E402
from origins import recall_by_origin  # noqa: E402
from parses import parse_counts, summed  # noqa: E402
from train import WEIGHTS  # noqa: E402

from newsgraph.evaluate import GoldDocument, Pair, Scores, article_of, evaluate  # noqa: E402
from newsgraph.extract import Extractor, find_extractor  # noqa: E402
from newsgraph.extract.embedded import extract  # noqa: E402
from newsgraph.model import AnnotatedArticle  # noqa: E402

_ROUGH: Mapping[str, Callable[[str], str]] = {
    "all in capitals": str.upper,
    "all in small letters": str.lower,
    "curly quotes": lambda text: text.replace("'", "’").replace(' "', " “").replace('"', "”"),
}
_LOADING = (
    "import time; started = time.perf_counter();"
    "from newsgraph.extract.embedded.model_file import loaded; loaded(threads=2);"
    "print(time.perf_counter() - started)"
)
_READING = (
    "import sys, json;"
    "from newsgraph.extract.embedded.model_file import loaded;"
    "from newsgraph.extract.embedded.reading import read_text;"
    "model = loaded(threads=2);"
    "[read_text(text, model) for text in json.load(sys.stdin)];"
    # Linux hands a child its parent's peak in getrusage; the page tables of its own start anew.
    "print(next(int(line.split()[1]) for line in open('/proc/self/status') if line.startswith('VmHWM')) / 1024)"
)


def measured(datasets: Path, *, trained: dict[str, Any], plain: Path) -> dict[str, Any]:
    """Return the results that `card.py` renders; the model must lie in its place already, the 32-bit one in `plain`."""
    sets = development_sets(datasets, DEVELOPMENT_SETS)
    extractors = {name: find_extractor(name, threads=2) for name in ("embedded", "rules")}
    scores = {
        name: {one: evaluate([text.document for text in texts], component) for one, texts in sets.items()}
        for name, component in extractors.items()
    }
    unseen = [text for name, texts in sets.items() for text in (texts if name == "redocred-dev" else texts[1::2])]
    everything = evaluate([text.document for text in unseen], extractors["embedded"])
    found = recall_by_origin(extractors["embedded"])
    return {
        "trained": trained,
        "corpora": _corpora(datasets),
        "dev": {name: {one: _figures(score) for one, score in by_set.items()} for name, by_set in scores.items()},
        "trees": {one: trees for one, texts in sets.items() if (trees := _trees(texts, extractors["embedded"]))},
        "calibration": _calibration(everything, scores["embedded"]),
        "int8": {
            one: {
                "f1_32": _rounded(evaluate(_documents(texts), partial(extract, threads=2, place=plain)).micro.exact.f1),
                "f1_8": _rounded(scores["embedded"][one].micro.exact.f1),
            }
            for one, texts in sets.items()
        },
        "rough": _rough([text.document for text in sets["own-gold"]], extractors["embedded"]),
        "speed": speed([text.document.text for texts in sets.values() for text in texts]),
        "origins": dict(found.origins),
        "frames": dict(found.frames),
        "given_names": dict(found.given_names),
    }


def speed(texts: Iterable[str]) -> dict[str, Any]:
    """Return words a second on two threads, all steps included, seconds to load, and peak memory in MB."""
    articles = _articles(texts)
    component = find_extractor("embedded", threads=2)
    component(articles[0])
    rates = []
    for _ in range(5):
        started = time.perf_counter()
        for article in articles:
            component(article)
        rates.append(sum(len(article.article.text.split()) for article in articles) / (time.perf_counter() - started))
    bodies = json.dumps([article.article.text for article in articles])
    loading = min(float(_run(_LOADING)) for _ in range(5))
    return {
        "words_per_second": round(sorted(rates)[2]),
        "threads": 2,
        "load_seconds": round(loading, 2),
        "peak_mb": round(float(_run(_READING, bodies))),
        "machine": f"{platform.machine()}, 2 cores, onnxruntime {_version('onnxruntime')}",
    }


def _articles(texts: Iterable[str]) -> list[AnnotatedArticle]:
    """Return the texts as articles of about 500 words, as news has them."""
    found, held = [], ""
    for text in texts:
        held += ("\n\n" if held else "") + text
        if len(held.split()) >= 500:
            found.append(AnnotatedArticle(article_of(GoldDocument("speed", held, frozenset(), frozenset()))))
            held = ""
    return found


def _run(code: str, fed: str = "") -> str:
    done = subprocess.run([sys.executable, "-c", code], input=fed, capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout


def _version(package: str) -> str:
    from importlib.metadata import version  # noqa: PLC0415

    return version(package)


def _corpora(datasets: Path) -> list[dict[str, Any]]:
    words: Counter[str] = Counter()
    names: dict[str, Counter[str]] = {}
    for document in training(datasets):
        source = document.source.split(":")[0].split("-")[0]
        for sentence in document.sentences:
            words[source] += len(sentence.forms)
            names.setdefault(source, Counter()).update(str(kind) for _, _, kind in names_of(sentence.allowed))
    return [
        {"source": source, "words": words[source], "names": dict(sorted(names[source].items())),
         "weight": WEIGHTS.get(source, 1.0), "licence": LICENCES[source]}
        for source in sorted(words)
    ]  # fmt: skip


def _figures(scores: Scores) -> dict[str, dict[str, Any]]:
    return {str(name): _pair(pair) for name, pair in (*scores.kinds, ("all", scores.micro)) if pair.exact.gold}


def _pair(pair: Pair) -> dict[str, Any]:
    between = pair.exact.f1_interval
    return {
        "precision": _rounded(pair.exact.precision),
        "recall": _rounded(pair.exact.recall),
        "f1": _rounded(pair.exact.f1),
        "overlap_f1": _rounded(pair.overlap.f1),
        "interval": [_rounded(end) for end in between] if between else None,
        "gold": pair.exact.gold,
    }


def _trees(texts: Iterable[GoldText], component: Extractor) -> dict[str, Any] | None:
    """Return the shared task's F1 on raw text: words are ours, and count only where they are the gold's."""
    counted = []
    for text in texts:
        if text.trees:
            article = article_of(text.document)
            counted.append(parse_counts(text.trees, component(AnnotatedArticle(article)).sentences, article.alignment))
    if not counted:
        return None
    sums = summed(counted)
    return {
        "upos": _rounded(sums["UPOS"].f1), "uas": _rounded(sums["UAS"].f1), "las": _rounded(sums["LAS"].f1),
        "words": sums["UPOS"].gold,
    }  # fmt: skip


def _calibration(scores: Scores, by_set: Mapping[str, Scores]) -> dict[str, Any]:
    assert scores.calibration
    return {
        "ece": _rounded(scores.calibration.error),
        "by_set": {name: _rounded(one.calibration.error) for name, one in by_set.items() if one.calibration},
        "bins": [[_rounded(part.score), _rounded(part.right), part.names] for part in scores.calibration.bins],
    }


def _rough(documents: Iterable[GoldDocument], component: Extractor) -> dict[str, float | None]:
    """Return exact F1 over all kinds where every text is treated as news in the wild often is."""
    known = list(documents)
    found = {"as written": _rounded(evaluate(known, component).micro.exact.f1)}
    for name, change in _ROUGH.items():
        changed = [replace(one, text=change(one.text)) for one in known if len(change(one.text)) == len(one.text)]
        found[name] = _rounded(evaluate(changed, component).micro.exact.f1)
    return found


def _documents(texts: Iterable[GoldText]) -> list[GoldDocument]:
    return [text.document for text in texts]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
