"""The figures of identity for reading, for programs, and as a table for Markdown."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from newsgraph.evaluate.clusters import Tally
from newsgraph.evaluate.intervals import Interval
from newsgraph.evaluate.linking import LinkCounts
from newsgraph.evaluate.resolution import BASELINE, OURS, Figure, LinkRow, ResolutionScores

_DIGITS = 4
_SHOWN = 12
_HEAD = ("", "", "precision", "95 %", "recall", "95 %", "F1", "95 %")
_LINK_HEAD = (
    "links",
    "",
    "targets",
    "listed",
    "none",
    "linked",
    "right",
    "precision",
    "recall",
    "F1",
    "none, F1",
    "accuracy",
)


def text_resolution(scores: ResolutionScores, *, mode: str) -> str:
    """Return the figures as lines to read; the same scores give the same lines."""
    lines = [*_opening(scores, mode), "", *_aligned(_figure_rows(scores), left=2)]
    if scores.links:
        lines += ["", *_aligned(_link_rows(scores.links), left=2)]
    return "\n".join([*lines, "", *_notes(scores)]) + "\n"


def markdown_resolution(scores: ResolutionScores) -> Iterator[str]:
    """Yield the same tables as lines of Markdown."""
    yield from _markdown(_figure_rows(scores))
    if scores.links:
        yield ""
        yield from _markdown(_link_rows(scores.links))


def json_resolution(scores: ResolutionScores, *, mode: str) -> dict[str, Any]:
    """Return the figures as plain values for JSON, ratios rounded to four digits; what has no value is None."""
    measures: dict[str, dict[str, Any]] = {}
    for row in scores.rows:
        measures.setdefault(row.part, {})[row.measure] = {OURS: _figure(row.ours), BASELINE: _figure(row.baseline)}
    described = scores.described
    return {
        "mode": mode,
        "documents": scores.documents,
        "words": scores.words,
        "names": scores.names,
        "found": scores.found,
        "things in articles": scores.entities,
        "things over articles": scores.things,
        "names not scored across": scores.untold,
        **measures,
        "links": {
            row.kind: {"listed": row.offered, OURS: _links(row.ours), BASELINE: _links(row.baseline)}
            for row in scores.links
        },
        "descriptions and pronouns": {
            "resolved": described.found,
            "right": described.right,
            "gold": described.gold,
            "unmarked": described.unmarked,
        },
        "ignored labels": [
            {"file": source, "label": label, "mentions": number} for source, label, number in scores.ignored
        ],
        "failures": [
            {"file": source, "document": document, "reason": reason} for source, document, reason in scores.failures
        ],
    }


def _opening(scores: ResolutionScores, mode: str) -> Iterator[str]:
    over = f", {scores.things:,} over all articles" if scores.things is not None else ""
    documents = f"{scores.documents:,} document{'s' if scores.documents != 1 else ''}"
    yield (
        f"{documents}, {scores.words:,} words: {scores.names:,} names of {scores.entities:,} things "
        f"in their articles{over}."
    )
    yield f"Names: {mode}."


def _figure_rows(scores: ResolutionScores) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [_HEAD]
    part = ""
    for row in scores.rows:
        if row.part != part:
            part = row.part
            rows.append((part, *("" for _ in _HEAD[1:])))
        rows.append((row.measure, OURS, *_cells(row.ours)))
        rows.append(("", BASELINE, *_cells(row.baseline)))
    return rows


def _cells(figure: Figure) -> tuple[str, ...]:
    tally = figure.tally
    return (
        _ratio(tally.precision),
        _between(figure.precision_interval),
        _ratio(tally.recall),
        _between(figure.recall_interval),
        _ratio(tally.f1),
        _between(figure.f1_interval),
    )


def _link_rows(links: Sequence[LinkRow]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [_LINK_HEAD]
    for row in links:
        rows.append((row.kind, OURS, *_link_cells(row.ours, row.offered)))
        rows.append(("", BASELINE, *_link_cells(row.baseline, row.offered)))
    return rows


def _link_cells(counts: LinkCounts, offered: int) -> tuple[str, ...]:
    links = counts.links
    numbers = (counts.gold, offered, counts.gold_nil, counts.found, counts.right)
    ratios = (links.precision, links.recall, links.f1, counts.nil.f1, counts.accuracy)
    return (*(f"{number:,}" for number in numbers), *map(_ratio, ratios))


def _notes(scores: ResolutionScores) -> Iterator[str]:
    described = scores.described
    if described.gold:
        share = _ratio(described.right / described.found if described.found else None)
        yield (
            f"Descriptions and pronouns of named things: {described.gold:,}; resolved {described.found:,}, "
            f"of them right {described.right:,} ({share}). Resolved but not marked: {described.unmarked:,}."
        )
    if scores.ignored:
        counted: Counter[str] = Counter()
        for _, label, number in scores.ignored:
            counted[label] += number
        told = [f"{label[:40]} {number:,}" for label, number in sorted(counted.items(), key=lambda i: (-i[1], i[0]))]
        yield f"Labels of no known kind, not scored: {', '.join(told[:_SHOWN])}; --map explains a label."
    for source, document, reason in scores.failures[:_SHOWN]:
        yield f"A step broke off on {document} of {source}, whose names stand alone: {reason}."
    if scores.untold:
        yield f"Not scored across, because the gold is silent on who else speaks of the thing: {scores.untold:,} names."
    if scores.things is None:
        yield "The gold does not say which things of different documents are the same; nothing across them is scored."
    if scores.documents == 1:
        yield "One document gives no interval."


def _aligned(rows: Sequence[tuple[str, ...]], *, left: int) -> Iterator[str]:
    widths = [max(len(row[at]) for row in rows if any(row[1:])) for at in range(len(rows[0]))]
    for row in rows:
        cells = (
            cell.ljust(width) if at < left else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


def _markdown(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    for number, row in enumerate(rows):
        heading = number and not any(row[1:])
        yield f"| {' | '.join((f'**{row[0]}**', *row[1:]) if heading else row)} |"
        if not number:
            yield f"|{'|'.join('---' if at < 2 else '---:' for at in range(len(row)))}|"


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        **_tally(figure.tally),
        "precision interval": _rounded_interval(figure.precision_interval),
        "recall interval": _rounded_interval(figure.recall_interval),
        "f1 interval": _rounded_interval(figure.f1_interval),
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "precision": _rounded(tally.precision),
        "recall": _rounded(tally.recall),
        "f1": _rounded(tally.f1),
        "found": _rounded(tally.found),
        "gold": _rounded(tally.gold),
    }


def _links(counts: LinkCounts) -> dict[str, Any]:
    return {
        "links": {**_tally(counts.links), "right": counts.right},
        "none": {**_tally(counts.nil), "right": counts.right_nil},
        "accuracy": _rounded(counts.accuracy),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)


def _rounded_interval(found: Interval | None) -> list[float] | None:
    return None if found is None else [round(found[0], _DIGITS), round(found[1], _DIGITS)]


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _between(found: Interval | None) -> str:
    return "–" if found is None else f"{found[0]:.3f}–{found[1]:.3f}"
