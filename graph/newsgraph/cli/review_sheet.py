"""Open questions as a table for a spreadsheet, and the answers read back from it."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from newsgraph.cells import active, inert
from newsgraph.errors import NewsgraphError
from newsgraph.model import Verdict
from newsgraph.resolve.judgements import one_line, read_judgement
from newsgraph.resolve.ties import Record
from newsgraph.review import Pair, Passage, Side

_ASKED = ("verdict", "left", "right", "why")
_COLUMNS = (
    *_ASKED, "kind", "score", "reason",
    "left name", "left headline", "left outlet", "left date", "left passage",
    "right name", "right headline", "right outlet", "right date", "right passage",
)  # fmt: skip
_SHORT = {str(verdict)[0]: verdict for verdict in Verdict}
_UNNOTED = "decided in a table"
_LONGEST = 1000


def to_sheet(pairs: Iterable[Pair]) -> str:
    """Return the pairs as tab-separated text with an empty column for verdicts; no cell starts a formula."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter="\t", lineterminator="\n")
    writer.writerow(_COLUMNS)
    for pair in pairs:
        kind = pair.left.kind or pair.right.kind or ""
        row = ("", *pair.identifiers, "", kind, f"{pair.judgement.score:.2f}", pair.judgement.reason)
        writer.writerow([inert(one_line(cell)) for cell in (*row, *_described(pair.left), *_described(pair.right))])
    return file.getvalue()


def from_sheet(path: Path, *, by: str, when: date) -> tuple[Record, ...]:
    """Return the judgements of the rows whose verdict was filled in.

    Tab, comma and semicolon part cells, and UTF-8 and UTF-16 are read: what spreadsheets write.

    Raises:
        NewsgraphError: naming each row that cannot be used.
    """
    rows = _rows(path)
    columns = _columns(rows, path)
    records, problems = [], []
    for number, row in enumerate(rows[1:], start=2):
        cells = {name: one_line(row[at]) if at < len(row) else "" for name, at in columns.items()}
        word = cells["verdict"].casefold()
        if not word:
            continue
        judgement, broken = read_judgement(
            _SHORT.get(word, word), cells["left"], cells["right"], by, when.isoformat(),
            active(cells.get("why", "")) or _UNNOTED,
        )  # fmt: skip
        problems += [f"row {number}: {sentence}" for sentence in broken]
        if judgement:
            turned = judgement.left != cells["left"]
            names = [active(cells.get(name, "")) for name in ("left name", "right name")][:: -1 if turned else 1]
            records.append(Record(number, judgement, (names[0], names[1]), "row"))
    if problems:
        raise NewsgraphError(f"{path} was not taken in: " + _listed(problems))
    return tuple(records)


def _listed(problems: Sequence[str]) -> str:
    return problems[0] if len(problems) == 1 else "".join(f"\n  {sentence}" for sentence in problems)


def _described(side: Side) -> tuple[str, ...]:
    article = side.article
    if article is None:
        return (side.name, "", "", "", "")
    day = article.published.isoformat() if article.published else ""
    passage = next(side.passages(), Passage("", "", ""))
    shown = f"{passage.before[-_LONGEST:]}>>{passage.named}<<{passage.after[:_LONGEST]}" if passage.named else ""
    return (side.name, article.headline or "", article.outlet or article.origin, day, shown)


def _rows(path: Path) -> list[list[str]]:
    try:
        data = path.read_bytes()
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except OSError as error:
        raise NewsgraphError(f"Cannot read the table {path} ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise NewsgraphError(f"The table {path} is not UTF-8 text; save it as such, tab-separated.") from error
    head = text.partition("\n")[0]
    delimiter = max("\t;,", key=head.count)
    try:
        return list(csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise NewsgraphError(f"The table {path} cannot be read as rows of cells ({error}).") from error


def _columns(rows: Sequence[Sequence[str]], path: Path) -> dict[str, int]:
    named = {cell.strip().casefold(): at for at, cell in enumerate(rows[0] if rows else ())}
    missing = [name for name in _ASKED[:3] if name not in named]
    if missing:
        raise NewsgraphError(
            f"The table {path} has no column {', '.join(missing)} in its first row; make one with --export."
        )
    return named
