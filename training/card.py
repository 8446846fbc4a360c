"""The model card and its picture: `python training/card.py` renders `data/reader/results.json`.

`results` is what `finish.py` measured, as JSON:

- `version`; `sha256`: {`model`, `vocabulary`}; `bytes`: of both files together
- `trained`: {`epochs`, `steps`, `seconds`, `seed`}
- `corpora`: [{`source`, `words`, `names`: {kind: count}, `weight`, `licence`}]
- `dev`: {extractor: {set: {kind: {`precision`, `recall`, `f1`, `overlap_f1`, `interval`: [low, high], `gold`}}}}
  for the extractors `embedded` and `rules`
- `trees`: {set: {`upos`, `uas`, `las`, `words`}}
- `calibration`: {`ece`, `by_set`: {set: number}, `bins`: [[mean score, share right, count], ...]}
- `rough`: {way: F1}; `int8`: {set: {`f1_32`, `f1_8`}}
- `speed`: {`words_per_second`, `threads`, `load_seconds`, `peak_mb`, `machine`}
- `origins`: {origin: recall}; `frames`: {frame: recall}; and, where known, `given_names`: {`women`, `men`}

Shares are numbers from 0 to 1. The same results give the same bytes.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Template
from typing import Any

from picture import calibration_picture

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "data" / "reader" / "results.json"
TEMPLATE = Path(__file__).with_name("card-template.md")
CARD = ROOT / "docs" / "model-card.md"
PICTURE = Path("images") / "calibration.svg"

NAME_TARGETS = {
    "Person": 0.93, "Place": 0.85, "Organization": 0.78, "Group": 0.88, "Legislation": 0.80, "Event": 0.65,
}  # fmt: skip
TREE_TARGETS = {"upos": 0.95, "uas": 0.88, "las": 0.85}
CALIBRATION_TARGET = 0.05
SPEED_TARGET, LOAD_TARGET, MEMORY_TARGET, SIZE_TARGET = 8000, 0.5, 400, 40_000_000
FEW = 20
"""With fewer names than this in a set, a score is shown and not judged."""

_SOURCES = {
    "gum": ("GUM", "https://gucorpling.org/gum/"),
    "ewt": ("English Web Treebank with Universal NER", "https://www.universalner.org/"),
    "crossner": ("CrossNER", "https://github.com/zliucr/CrossNER"),
    "wikigold": ("Wikigold", "https://aclanthology.org/W09-3302/"),
    "wnut": ("WNUT17", "https://noisy-text.github.io/2017/emerging-rare-entities.html"),
    "multiner": ("MultiNER, government reports", ""),
    "redocred": ("Re-DocRED", "https://github.com/tonytan48/Re-DocRED"),
    "own": ("Our own articles", "../training/own"),
}
_SETS = {
    "gum-news": "GUM's development documents, news",
    "gum-other": "GUM's development documents, other genres",
    "own-gold": "our own gold articles, which no training has seen",
    "crossner-politics": "CrossNER, politics, development part",
}


def main() -> None:
    """Write the card and its picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--out", type=Path, default=CARD)
    options = parser.parse_args()
    if not options.results.exists():
        sys.exit(f"There is no {options.results}; run training/finish.py first.")
    write_card(json.loads(options.results.read_text(encoding="utf-8")), options.out)


def write_card(results: dict[str, Any], out: Path) -> None:
    """Write the card to `out`, and its picture into `images` beside it."""
    picture = out.parent / PICTURE
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_text(calibration_picture(results["calibration"]["bins"]), encoding="utf-8")
    out.write_text(card(results), encoding="utf-8")


def card(results: dict[str, Any]) -> str:
    """Return the card as Markdown."""
    template = Template(TEMPLATE.read_text(encoding="utf-8"))
    return template.substitute(
        facts=_facts(results),
        data=_data(results["corpora"]),
        names=_names(results["dev"]),
        trees=_trees(results["trees"]),
        calibration=_calibration(results["calibration"]),
        int8=_int8(results["int8"]) + _rough(results["rough"]),
        speed=_speed(results),
        biases=_biases(results),
    )


def _facts(results: dict[str, Any]) -> str:
    trained = results["trained"]
    rows = (
        ("version", results["version"]),
        ("size of both files", f"{_megabytes(results['bytes'])}"),
        ("SHA-256 of `reader.onnx`", f"`{results['sha256']['model']}`"),
        ("SHA-256 of `vocabulary.txt`", f"`{results['sha256']['vocabulary']}`"),
        ("training", f"{trained['epochs']} epochs, {trained['steps']:,} steps, {_duration(trained['seconds'])}"),
        ("seed", trained["seed"]),
    )
    return _table(("", ""), rows)


def _data(corpora: Iterable[dict[str, Any]]) -> str:
    rows = [
        (
            _source(corpus["source"]),
            f"{corpus['words']:,}",
            *(f"{corpus['names'].get(kind, 0):,}" for kind in NAME_TARGETS),
            f"{corpus['weight']:g}",
            corpus["licence"],
        )
        for corpus in corpora
    ]
    return (
        "## Data\n\n"
        "What trained, each corpus brought to our label guide. Where a corpus does not mark a kind, the training is\n"
        "silent on it too. The weight says how often a corpus is read in one epoch.\n\n"
        + _table(("source", "words", *NAME_TARGETS, "weight", "licence"), rows, left=(0, len(NAME_TARGETS) + 3))
    )


def _names(dev: dict[str, Any]) -> str:
    found, rules = dev["embedded"], dev["rules"]
    lines = [
        "## Scores: names\n\n",
        "Measured on text that no training has seen, with the extractor as it ships. A name is right where its kind,\n",
        "its first and its last letter are right. The target is that of the project's plan; a set with fewer than\n",
        f"{FEW} names of a kind is shown and not judged.\n\n",
        _table(
            ("kind", "target", *found, "reached"),
            [
                (kind, _share(target), *(_cell(found[one].get(kind)) for one in found), _reached(found, kind, target))
                for kind, target in NAME_TARGETS.items()
            ],
            left=(0, len(found) + 2),
        ),
    ]
    for name, kinds in found.items():
        lines.append(f"### `{name}`: {_SETS.get(name, name)}\n\n")
        rows = [_score_row(kind, score, rules.get(name, {}).get(kind)) for kind, score in _by_kind(kinds)]
        head = ("kind", "names", "precision", "recall", "F1", "95% interval", "overlap F1", "F1 of `rules`")
        lines.append(_table(head, rows))
    return "".join(lines)


def _score_row(kind: str, score: dict[str, Any], rules: dict[str, Any] | None) -> tuple[str, ...]:
    low, high = score["interval"]
    shares = (_share(score[name]) for name in ("precision", "recall", "f1"))
    return (
        kind,
        f"{score['gold']:,}",
        *shares,
        f"{_share(low)} to {_share(high)}",
        _share(score["overlap_f1"]),
        _cell(rules),
    )


def _by_kind(kinds: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for kind in (*NAME_TARGETS, *sorted(kinds.keys() - NAME_TARGETS.keys())):
        if kind in kinds:
            yield kind, kinds[kind]


def _reached(found: dict[str, Any], kind: str, target: float) -> str:
    judged = [name for name in found if found[name].get(kind, {}).get("gold", 0) >= FEW]
    reached = [name for name in judged if found[name][kind]["f1"] >= target]
    if not judged:
        return "too few names"
    if len(reached) == len(judged):
        return "yes"
    return f"on {', '.join(reached)}" if reached else "no"


def _trees(trees: dict[str, Any]) -> str:
    rows = []
    for name, score in trees.items():
        missed = [what.upper() for what, target in TREE_TARGETS.items() if score[what] < target]
        rows.append(
            (name, f"{score['words']:,}", *(_share(score[what]) for what in TREE_TARGETS), _all_reached(missed))
        )
    rows.append(("target", "", *(_share(target) for target in TREE_TARGETS.values()), ""))
    return (
        "## Scores: trees\n\n"
        "Share of words with the right part of speech (UPOS), the right head (UAS), and the right head and relation\n"
        "(LAS), on raw text: words and sentences are found by the reader, and a word counts only\n"
        "where its span is the gold's (F1, as in the CoNLL 2018 shared task).\n\n"
        + _table(("source", "words", *(what.upper() for what in TREE_TARGETS), "reached"), rows, left=(0, 5))
    )


def _calibration(found: dict[str, Any]) -> str:
    ece = found["ece"]
    sets = [(name, _share(error)) for name, error in found["by_set"].items()]
    bins = [(_share(score), _share(right), f"{count:,}") for score, right, count in found["bins"]]
    return (
        "## Scores: calibration\n\n"
        "A score should say how often such a name is right. The expected calibration error is the mean distance\n"
        f"between the two, weighted by the number of names: **{_share(ece)}**, with a target of at most\n"
        f"{_share(CALIBRATION_TARGET)}: {_verdict(ece <= CALIBRATION_TARGET)}. Every second document of the\n"
        "development sets fitted the calibration; this figure is over the others and over Re-DocRED's.\n\n"
        f"![Share of names that are right, by score]({PICTURE.as_posix()})\n\n"
        + _table(("mean score", "share right", "names"), bins, left=())
        + "The same by source; in sources of few names the figure is rough:\n\n"
        + _table(("source", "calibration error"), sets)
    )


def _int8(found: dict[str, Any]) -> str:
    rows = [
        (name, _share(one["f1_32"]), _share(one["f1_8"]), f"{100 * (one['f1_8'] - one['f1_32']):+.1f}")
        for name, one in found.items()
    ]
    return (
        "## What 8-bit weights cost\n\n"
        "F1 over all names with 32-bit and with 8-bit weights, and the difference in points.\n\n"
        + _table(("source", "32 bit", "8 bit", "difference"), rows)
    )


def _rough(found: dict[str, Any]) -> str:
    rows = [(name, _share(share)) for name, share in found.items()]
    return (
        "## Rough text\n\n"
        "F1 over all names of our own gold articles, as they are and treated as text in the wild often is.\n\n"
        + _table(("text", "F1"), rows)
    )


def _speed(results: dict[str, Any]) -> str:
    speed = results["speed"]
    rows = (
        (
            f"words per second on {speed['threads']} threads",
            f"{speed['words_per_second']:,.0f}",
            f"at least {SPEED_TARGET:,}",
            _verdict(speed["words_per_second"] >= SPEED_TARGET),
        ),
        (
            "loading",
            f"{speed['load_seconds']:.2f} s",
            f"under {LOAD_TARGET} s",
            _verdict(speed["load_seconds"] < LOAD_TARGET),
        ),
        (
            "peak memory",
            f"{speed['peak_mb']:,.0f} MB",
            f"at most {MEMORY_TARGET} MB",
            _verdict(speed["peak_mb"] <= MEMORY_TARGET),
        ),
        (
            "files",
            _megabytes(results["bytes"]),
            f"at most {_megabytes(SIZE_TARGET)}",
            _verdict(results["bytes"] <= SIZE_TARGET),
        ),
    )
    return (
        f"## Speed\n\nWith tokenisation and the decoding of both tasks, on: {_plain(speed['machine'])}.\n\n"
        + _table(("", "measured", "target", "reached"), rows, left=(0, 3))
    )


def _biases(results: dict[str, Any]) -> str:
    origins = sorted(results["origins"].items(), key=lambda item: (item[1], item[0]))
    spread = f"from {_share(origins[0][1])} ({origins[0][0]}) to {_share(origins[-1][1])} ({origins[-1][0]})"
    given = results.get("given_names", {})
    people = "".join(f"{who.capitalize()}'s names: {_share(share)}. " for who, share in given.items()).strip()
    half = -(-len(origins) // 2)
    pairs = [(*origins[row], *(origins[row + half] if row + half < len(origins) else ("", ""))) for row in range(half)]
    rows = [(one, _share(low), two, _share(high) if two else "") for one, low, two, high in pairs]
    frames = [(frame, _share(share)) for frame, share in results["frames"].items()]
    return (
        "## Known biases\n\n"
        "The corpora are mostly American and British text, and name people unevenly. To see what that does,\n"
        "`training/origins.py` puts invented full names of many origins into the same ten short pieces of news and\n"
        "counts how many are read exactly. The pieces differ in nothing but the name. Recall runs\n"
        f"{spread}.{' ' + people if people else ''}\n"
        "The pieces are short and give little context, so compare the figures with each other and not with\n"
        "the scores above. A low figure means that such people are missing from a graph more often.\n\n"
        + _table(("origin", "recall", "origin", "recall"), rows, left=(0, 2))
        + "The same names by where they stand:\n\n"
        + _table(("frame", "recall"), frames)
    )


def _source(name: str) -> str:
    title, address = _SOURCES.get(name, (name, ""))
    return f"[{title}]({address})" if address else _plain(title)


def _table(head: Iterable[str], rows: Iterable[Iterable[object]], *, left: tuple[int, ...] = (0,)) -> str:
    """Return a Markdown table; the columns not named in `left` hold numbers."""
    heads = list(head)
    rule = ["---" if number in left or not any(heads) else "--:" for number in range(len(heads))]
    lines = [heads, rule, *([str(cell) for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines) + "\n"


def _cell(score: dict[str, Any] | None) -> str:
    if not score or not score["gold"]:
        return "–"
    return _share(score["f1"]) + (" (few)" if score["gold"] < FEW else "")


def _share(number: float) -> str:
    return f"{number:.3f}"


def _verdict(reached: bool) -> str:
    return "reached" if reached else "not reached"


def _all_reached(missed: list[str]) -> str:
    return f"not {', '.join(missed)}" if missed else "yes"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes < 120 else f"{minutes / 60:.1f} hours"


def _plain(text: str) -> str:
    """Return text that no Markdown reader takes for a table or a tag."""
    return text.replace("|", "/").replace("<", "‹").replace(">", "›")


if __name__ == "__main__":
    main()
