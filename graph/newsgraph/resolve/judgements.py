"""The file of people's judgements: one line each, tab-separated, read again by every build; text in, text out.

Lines stand in the order in which they were given: the last is the one to take back, a comment stays beside what it
speaks of, and a change shows as one line in version control. Their order means nothing to a build.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from newsgraph.model import Judgement, Verdict
from newsgraph.resolve.ties import Record, Ties, called, contradictions

HEADER = (
    "# What people decided about who is who; every newsgraph build of this graph reads it again. Take a line out to\n"
    "# undo it. One judgement a line, its fields parted by tabs; the two names are for human eyes alone.\n"
    "# verdict (same, different, open)\tleft\tright\tby\twhen\twhy\tname of left\tname of right\n"
)
CERTAIN, UNSURE = 1.0, 0.5
"""The score of what was decided, and of what was left open."""
_FIELDS = ("verdict", "left", "right", "by", "when", "why")
_MOST = len(_FIELDS) + 2
_LOCAL = re.compile(r"local/[0-9a-f]{16}_[a-z0-9-]+-[0-9a-f]{8}")
_IRI = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*://|urn:)[^\s<>\"{}|\\^`]+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_UNFIT = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_GAP = re.compile(r"[\s\x1c-\x1f]+")
_CONFLICT_MARKS = ("<<<<<<< ", ">>>>>>> ", "||||||| ", "=======")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a judgement file holds: usable records, and a sentence for each problem and each warning."""

    records: tuple[Record, ...] = ()
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """The judgements, in the file's order."""
        return tuple(record.judgement for record in self.records)


def parse(text: str) -> Parsed:
    """Return what a judgement file holds; every problem is told, with its line.

    The two sides of a record stand in an order of their own, an outside IRI right, so that a pair is the same pair
    however it was written. Of lines in which one person says the same thing twice the earliest day counts.
    """
    records, problems = [], []
    for number, line in enumerate(_lines(text), start=1):
        if _is_judgement(line):
            record, broken = _record(number, line)
            records += [record] if record else []
            problems += [(number, f"line {number}: {why}") for why in broken]
    problems += contradictions(records)
    kept, warnings = _without_repeats(records)
    return Parsed(
        records=tuple(kept),
        problems=tuple(sentence for _, sentence in sorted(problems, key=itemgetter(0))),
        warnings=(*warnings, *_needless(kept)),
    )


def unknown(records: Iterable[Record], known: Collection[str]) -> tuple[str, ...]:
    """Return a warning for each record that speaks of a local entity that is not among the known ones, by their ids."""
    warnings = []
    for record in records:
        gone = [
            called(identifier, name)
            for identifier, name in zip(record.pair, record.names, strict=True)
            if identifier not in known and not is_outside(identifier)
        ]
        if gone:
            verb = "is" if len(gone) == 1 else "are"
            warnings.append(
                f"line {record.line}: {' and '.join(gone)} {verb} in no article of this graph; the line is kept for "
                "when it comes back."
            )
    return tuple(warnings)


def is_outside(identifier: str) -> bool:
    """Return whether the identifier is an IRI from elsewhere and not a thing of an article."""
    return _IRI.fullmatch(identifier) is not None


def format_line(record: Record) -> str:
    """Return the record's line, with its break; what could break a line, or steer a terminal, is left out."""
    judgement = record.judgement
    fields = (
        judgement.verdict,
        judgement.left,
        judgement.right,
        judgement.by,
        judgement.when.isoformat() if judgement.when else "",
        judgement.reason,
        *record.names,
    )
    return "\t".join(one_line(field) for field in fields) + "\n"


def one_line(text: str) -> str:
    """Return the text as one line of plain characters, fit for a field."""
    return _UNFIT.sub("", _GAP.sub(" ", text)).strip()


def with_records(text: str, records: Sequence[Record]) -> str:
    """Return the file's text with the records behind it; earlier lines on the same pairs go. Comments stay."""
    judged = {frozenset(record.pair) for record in records}
    kept = [line for line in _whole_lines(text) if frozenset(_pair(line)) not in judged]
    ending = "\r\n" if "\r\n" in text else "\n"
    if kept and not kept[-1].endswith("\n"):
        kept[-1] += ending
    added = "".join(format_line(record) for record in records)
    body = "".join(kept) if text.strip("\ufeff \t\r\n") else HEADER
    return body + added.replace("\n", ending)


def without_last(text: str, count: int) -> tuple[str, tuple[str, ...]]:
    """Return the file's text without its last judgements, and the lines taken out, the last first."""
    lines = _whole_lines(text)
    judged = [number for number, line in enumerate(lines) if _is_judgement(line.rstrip("\r\n"))]
    gone = set(judged[len(judged) - count :] if count <= len(judged) else judged)
    taken = tuple(lines[number].rstrip("\r\n") for number in sorted(gone, reverse=True))
    return "".join(line for number, line in enumerate(lines) if number not in gone), taken


def _lines(text: str) -> list[str]:
    return [line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n")]


def _whole_lines(text: str) -> list[str]:
    return [line for line in re.split(r"(?<=\n)", text) if line]


def _is_judgement(line: str) -> bool:
    return bool(line.strip("\ufeff \t")) and not line.lstrip("\ufeff \t").startswith("#")


def _pair(line: str) -> tuple[str, ...]:
    return tuple(field.strip() for field in line.split("\t")[1:3]) if _is_judgement(line) else ()


def _record(number: int, line: str) -> tuple[Record | None, list[str]]:
    """Return the line's record, or else all that is wrong with it."""
    if line.startswith(_CONFLICT_MARKS):
        return None, ["this is a mark that a merge in version control left behind; settle the merge and take it out."]
    if unfit := _UNFIT.search(line):
        return None, [f"the character U+{ord(unfit[0]):04X} could steer a terminal; take it out."]
    fields = [field.strip() for field in line.split("\t")]
    while len(fields) > _MOST and not fields[-1]:
        fields.pop()
    if not len(_FIELDS) <= len(fields) <= _MOST:
        many = f"{len(fields)} field{'s' * (len(fields) != 1)} parted by tabs"
        return None, [f"here are {many}; a judgement has {len(_FIELDS)} ({', '.join(_FIELDS)}) and at most two names."]
    judgement, broken = read_judgement(*fields[: len(_FIELDS)])
    if judgement is None:
        return None, broken
    first, second = (*fields[len(_FIELDS) :], "", "")[:2]
    return Record(number, judgement, (first, second) if judgement.left == fields[1] else (second, first)), []


def read_judgement(
    verdict: str, left: str, right: str, by: str, when: str, why: str
) -> tuple[Judgement | None, list[str]]:
    """Return the judgement that the fields hold, or else None and a sentence for each thing wrong with them.

    An outside IRI stands right, and two things of articles in the order of their identifiers.
    """
    broken = [*_unfit_pair(left, right)]
    if verdict.casefold() not in set(Verdict):
        broken.insert(0, f"the verdict “{_short(verdict)}” is none of {', '.join(Verdict)}.")
    if not by:
        broken.append("the field by is empty; say who judged.")
    if (day := _day(when)) is None:
        broken.append(f"“{_short(when)}” is not a day, such as 2026-03-11.")
    if not why:
        broken.append("the field why is empty; say why.")
    if broken:
        return None, broken
    first, second = sorted((left, right), key=lambda identifier: (is_outside(identifier), identifier))
    said = Verdict(verdict.casefold())
    return Judgement(first, second, said, UNSURE if said is Verdict.OPEN else CERTAIN, why, by, day), []


def _unfit_pair(left: str, right: str) -> list[str]:
    unknown_form = [
        f"“{_short(identifier)}” is no identifier of a thing in an article (local/…), and no IRI from elsewhere."
        for identifier in (left, right)
        if not _LOCAL.fullmatch(identifier) and not is_outside(identifier)
    ]
    if unknown_form:
        return unknown_form
    if left == right:
        return [f"{_short(left)} is judged against itself."]
    if is_outside(left) and is_outside(right):
        return ["both sides are IRIs from elsewhere; one must be a thing in an article (local/…)."]
    return []


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _short(text: str) -> str:
    clean = _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)
    return clean if len(clean) <= _SHOWN else f"{clean[:_SHOWN]}…"


def _without_repeats(records: Sequence[Record]) -> tuple[list[Record], list[str]]:
    """Return the records without what one person said before, and a warning for each left out."""
    said: dict[tuple[str, str, Verdict, str], list[Record]] = defaultdict(list)
    for record in records:
        said[(*record.pair, record.judgement.verdict, record.judgement.by)].append(record)
    kept, warnings = [], []
    for repeated in said.values():
        kept.append(min(repeated, key=lambda record: (record.judgement.when or date.max, record.judgement.reason)))
        warnings += [
            (record.line, f"line {record.line}: repeats line {repeated[0].line}; take one of them out.")
            for record in repeated[1:]
        ]
    return sorted(kept, key=lambda record: record.line), [sentence for _, sentence in sorted(warnings)]


def _needless(records: Sequence[Record]) -> list[str]:
    """Return a warning for each pair left open that other lines decide."""
    ties = Ties(record.judgement for record in records)
    return [
        f"line {record.line}: leaves open what other lines decide: the two are {verdict}."
        for record in records
        if record.judgement.verdict is Verdict.OPEN and (verdict := ties.verdict(*record.pair))
    ]
