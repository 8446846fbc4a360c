"""`newsgraph evaluate`: how well an extractor reads the names that people marked."""

import argparse
import json
from pathlib import Path

from newsgraph.cli.console import progress, say
from newsgraph.errors import NewsgraphError
from newsgraph.evaluate import (
    GoldDocument,
    error_table,
    evaluate,
    json_report,
    kind_named,
    labels_from,
    read_gold,
    text_report,
)
from newsgraph.extract import find_extractor


def run(options: argparse.Namespace) -> int:
    """Print the figures, write the errors where asked, and return 0."""
    extractor = find_extractor(options.extractor, threads=options.threads)
    documents = _documents(options)
    errors = _errors_path(options)
    with progress(quiet=False) as (told, _):
        scores = evaluate(documents, extractor, progress=told)
    if options.format == "json":
        say(json.dumps(json_report(scores, extractor=options.extractor), ensure_ascii=False, indent=2))
    else:
        for line in text_report(scores, extractor=options.extractor).splitlines():
            say(line)
    if errors:
        try:
            errors.write_text(error_table(scores.mistakes), encoding="utf-8", newline="")
        except OSError as error:
            raise NewsgraphError(
                f"Cannot write {errors} ({error.strerror}); name another file with --errors."
            ) from error
    return 0


def _documents(options: argparse.Namespace) -> list[GoldDocument]:
    labels = labels_from(options.map)
    kinds = frozenset(kind_named(name) for name in options.kinds) or None
    documents: list[GoldDocument] = []
    for path in dict.fromkeys(options.gold):
        own = read_gold(path, labels=labels, kinds=kinds)
        if not own[0].kinds:
            known = sorted({label for document in own for label in document.ignored})
            there = f"only {', '.join(known[:5])}" if known else "nothing"
            raise NewsgraphError(
                f"The gold file {path} marks {there}, no name of a known kind; explain its labels with --map "
                "LABEL=KIND, or name the kinds that it would mark with --kinds."
            )
        documents += own
    return documents


def _errors_path(options: argparse.Namespace) -> Path | None:
    if options.errors is None:
        return None
    path = Path(options.errors)
    if any(path.resolve() == Path(gold).resolve() for gold in options.gold):
        raise NewsgraphError(f"--errors would write over the gold file {path}; name another file.")
    return path
