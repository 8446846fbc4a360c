"""`newsgraph evaluate`: how well names that people marked are read, and how well they are told apart and linked."""

import argparse
import json
from pathlib import Path
from typing import Any

from newsgraph.cli.console import progress, say
from newsgraph.errors import NewsgraphError
from newsgraph.evaluate import (
    GoldDocument,
    IdentityDocument,
    error_table,
    evaluate,
    identity_mistakes,
    identity_table,
    json_report,
    json_resolution,
    kind_named,
    labels_from,
    read_gold,
    read_identities,
    resolution_scores,
    resolve_documents,
    text_report,
    text_resolution,
)
from newsgraph.extract import find_extractor


def run(options: argparse.Namespace) -> int:
    """Print the figures, write the errors where asked, and return 0."""
    if options.end_to_end and not options.resolution:
        raise NewsgraphError("--end-to-end is a way of --resolution; name both, or neither.")
    return _identity(options) if options.resolution else _names(options)


def _names(options: argparse.Namespace) -> int:
    extractor = find_extractor(options.extractor, threads=options.threads)
    documents = _documents(options)
    errors = _errors_path(options)
    with progress(quiet=False) as (told, _):
        scores = evaluate(documents, extractor, progress=told)
    if options.format == "json":
        _say_json(json_report(scores, extractor=options.extractor))
    else:
        _say_lines(text_report(scores, extractor=options.extractor))
    if errors:
        _write(errors, error_table(scores.mistakes))
    return 0


def _identity(options: argparse.Namespace) -> int:
    extractor = find_extractor(options.extractor, threads=options.threads)
    labels = labels_from(options.map)
    kinds = frozenset(kind_named(name) for name in options.kinds) or None
    documents: list[IdentityDocument] = []
    for path in dict.fromkeys(options.gold):
        documents += read_identities(path, labels=labels)
    errors = _errors_path(options)
    with progress(quiet=False) as (told, _):
        resolution = resolve_documents(documents, extractor, end_to_end=options.end_to_end, progress=told)
    scores = resolution_scores(resolution, kinds=kinds)
    mode = (
        f"those that {options.extractor} reads"
        if options.end_to_end
        else "the gold's own, so that only identity is judged"
    )
    if options.format == "json":
        _say_json(json_resolution(scores, mode=mode))
    else:
        _say_lines(text_resolution(scores, mode=mode))
    if errors:
        _write(errors, identity_table(identity_mistakes(resolution, kinds=kinds)))
    return 0


def _say_json(report: dict[str, Any]) -> None:
    say(json.dumps(report, ensure_ascii=False, indent=2))


def _say_lines(text: str) -> None:
    for line in text.splitlines():
        say(line)


def _write(path: Path, table: str) -> None:
    try:
        path.write_text(table, encoding="utf-8", newline="")
    except OSError as error:
        raise NewsgraphError(f"Cannot write {path} ({error.strerror}); name another file with --errors.") from error


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
