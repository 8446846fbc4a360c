"""The figures for reading, for programs, and the errors for a spreadsheet."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from newsgraph.evaluate.comparing import ErrorKind, Mistake, Named
from newsgraph.evaluate.intervals import Interval
from newsgraph.evaluate.scores import Macro, Measure, Pair, Scores

_DIGITS = 4
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_HEAD = ("", "gold", "found", "precision", "recall", "F1", "95 % of F1", "overlap F1", "95 % of it")
_COLUMNS = (
    "times", "error", "gold kind", "gold", "found kind", "found", "file", "document", "before", "words", "after",
)  # fmt: skip
_SHOWN_LABELS = 12
_SHOWN_FAILURES = 5


def text_report(scores: Scores, *, extractor: str) -> str:
    """Return the figures as lines to read; the same scores give the same lines."""
    return "\n".join((*_opening(scores, extractor), "", *_table(scores), "", *_notes(scores))) + "\n"


def json_report(scores: Scores, *, extractor: str) -> dict[str, Any]:
    """Return the figures as plain values for JSON, ratios rounded to four digits; what has no value is None."""
    calibrated = scores.calibration
    return {
        "extractor": extractor,
        "documents": scores.documents,
        "words": scores.words,
        "kinds": {str(kind): _pair(pair) for kind, pair in scores.kinds},
        "micro": _pair(scores.micro),
        "macro": _macro(scores.macro) if scores.macro else None,
        "kind aside": _measure(scores.spans),
        "calibration": {
            "expected calibration error": _rounded(calibrated.error),
            "bins": [
                {
                    "lowest": _rounded(one.lowest),
                    "highest": _rounded(one.highest),
                    "names": one.names,
                    "mean score": _rounded(one.score),
                    "right": _rounded(one.right),
                }
                for one in calibrated.bins
            ],
        }
        if calibrated
        else None,
        "errors": _error_counts(scores),
        "files": [
            {"file": one.source, "documents": one.documents, **_pair(one.names)} for one in scores.files
        ],
        "ignored labels": [
            {"file": source, "label": label, "names": number} for source, label, number in scores.ignored
        ],
        "failures": [
            {"file": source, "document": document, "reason": reason} for source, document, reason in scores.failures
        ],
    }  # fmt: skip


def error_table(mistakes: Iterable[Mistake]) -> str:
    """Return the errors as tab-separated lines, the most frequent first, each occurrence with the words around it.

    No cell starts a spreadsheet formula: such cells get an apostrophe first. Line breaks are shown as ¶, other control
    characters as �.
    """
    rows = [(_key(mistake), mistake) for mistake in mistakes]
    times = Counter(key for key, _ in rows)
    rows.sort(key=lambda row: (-times[row[0]], row[0], row[1].source, row[1].document, _place(row[1])))
    file = io.StringIO()
    writer = csv.writer(file, delimiter="\t", lineterminator="\n")
    writer.writerow(_COLUMNS)
    for key, mistake in rows:
        around = (mistake.source, mistake.document, mistake.before, mistake.words, mistake.after)
        writer.writerow([times[key], *(cell(value) for value in (*key, *around))])
    return file.getvalue()


def _key(mistake: Mistake) -> tuple[str, str, str, str, str]:
    gold, found = (str(named.kind) if named else "" for named in (mistake.gold, mistake.found))
    return str(mistake.error), gold, mistake.gold_words, found, mistake.found_words


def _place(mistake: Mistake) -> tuple[int, int]:
    named: Named | None = mistake.gold or mistake.found
    return (named.span.start, named.span.end) if named else (0, 0)


def cell(text: str) -> str:
    """Return a text as a cell of a table of errors: on one line, and no spreadsheet's formula."""
    # A tab would part cells, and a line break rows, in tools that do not know quoted cells.
    plain = "".join(c if c.isprintable() else "¶" if c == "\n" else " " if c == "\t" else "\ufffd" for c in text)
    return f"'{plain}" if text.startswith(_FORMULA_STARTS) or plain.startswith(_FORMULA_STARTS) else plain


def _opening(scores: Scores, extractor: str) -> Iterator[str]:
    names = _count(scores.micro.exact.gold, "name", "names")
    documents = _count(scores.documents, "document", "documents")
    yield f"{extractor} on {documents}: {scores.words:,} words, {names} marked."


def _table(scores: Scores) -> Iterator[str]:
    rows = [_HEAD, *(_cells(str(kind), pair) for kind, pair in scores.kinds), _cells("micro", scores.micro)]
    if scores.macro:
        rows.append(_macro_cells(scores.macro))
    spans = scores.spans
    rows.append(
        ("kind aside", f"{spans.gold:,}", f"{spans.found:,}", *_ratios(spans), _between(spans.f1_interval), "", "")
    )
    widths = [max(len(row[at]) for row in rows) for at in range(len(_HEAD))]
    for row in rows:
        first, *rest = (
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join((first, *rest)).rstrip()


def _cells(label: str, pair: Pair) -> tuple[str, ...]:
    exact, overlap = pair.exact, pair.overlap
    counts = (label, f"{exact.gold:,}", f"{exact.found:,}", *_ratios(exact), _between(exact.f1_interval))
    return (*counts, _ratio(overlap.f1), _between(overlap.f1_interval))


def _macro_cells(macro: Macro) -> tuple[str, ...]:
    ratios = (_ratio(macro.precision), _ratio(macro.recall), _ratio(macro.f1), _between(macro.f1_interval))
    return ("macro", "", "", *ratios, _ratio(macro.overlap_f1), _between(macro.overlap_interval))


def _notes(scores: Scores) -> Iterator[str]:
    if scores.calibration:
        error = scores.calibration.error
        yield f"Expected calibration error of the scores: {error:.3f}, in {len(scores.calibration.bins)} bins."
    errors = _error_counts(scores)
    yield f"Errors: {', '.join(f'{number:,} {kind}' for kind, number in errors.items() if number) or 'none'}."
    if len(scores.files) > 1:
        for one in scores.files:
            exact = one.names.exact
            yield (
                f"{one.source}: F1 {_ratio(exact.f1)} ({_between(exact.f1_interval)}), {exact.gold:,} marked, "
                f"{_count(one.documents, 'document', 'documents')}."
            )
    if scores.ignored:
        yield f"Labels of no known kind, not scored: {_listed(_labels(scores), _SHOWN_LABELS)}; --map explains a label."
    if scores.failures:
        broken = _count(len(scores.failures), "document", "documents")
        told = [f"{document} ({reason})" for _, document, reason in scores.failures]
        yield f"The extractor broke off on {broken}, whose names count as missed: {_listed(told, _SHOWN_FAILURES)}."
    if scores.documents == 1:
        yield "One document gives no interval."


def _labels(scores: Scores) -> list[str]:
    counted: Counter[str] = Counter()
    for _, label, number in scores.ignored:
        counted[label] += number
    return [
        f"{label[:40]} {number:,}" for label, number in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    ]


def _listed(things: Sequence[str], most: int) -> str:
    more = f" and {len(things) - most} more" if len(things) > most else ""
    return ", ".join(things[:most]) + more


def _error_counts(scores: Scores) -> dict[str, int]:
    counted = Counter(mistake.error for mistake in scores.mistakes)
    return {str(kind): counted[kind] for kind in ErrorKind}


def _pair(pair: Pair) -> dict[str, Any]:
    return {"exact": _measure(pair.exact), "overlap": _measure(pair.overlap)}


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "gold": measure.gold,
        "found": measure.found,
        "right": measure.right,
        "precision": _rounded(measure.precision),
        "precision interval": _rounded_interval(measure.precision_interval),
        "recall": _rounded(measure.recall),
        "recall interval": _rounded_interval(measure.recall_interval),
        "f1": _rounded(measure.f1),
        "f1 interval": _rounded_interval(measure.f1_interval),
    }


def _macro(macro: Macro) -> dict[str, Any]:
    return {
        "precision": _rounded(macro.precision),
        "recall": _rounded(macro.recall),
        "f1": _rounded(macro.f1),
        "f1 interval": _rounded_interval(macro.f1_interval),
        "overlap f1": _rounded(macro.overlap_f1),
        "overlap f1 interval": _rounded_interval(macro.overlap_interval),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)


def _rounded_interval(found: Interval | None) -> list[float] | None:
    return None if found is None else [round(found[0], _DIGITS), round(found[1], _DIGITS)]


def _ratios(measure: Measure) -> tuple[str, str, str]:
    return _ratio(measure.precision), _ratio(measure.recall), _ratio(measure.f1)


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _between(found: Interval | None) -> str:
    return "–" if found is None else f"{found[0]:.3f}–{found[1]:.3f}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
