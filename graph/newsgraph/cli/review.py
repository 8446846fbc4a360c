"""`newsgraph review`: people decide who is who, and the graph follows."""

import argparse
import getpass
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from newsgraph.assemble import judged_entities
from newsgraph.cli.console import progress, say
from newsgraph.cli.review_dialogue import walk
from newsgraph.cli.review_session import Session
from newsgraph.cli.review_sheet import from_sheet, to_sheet
from newsgraph.errors import NewsgraphError
from newsgraph.model import Kind, KnowledgeGraph, Verdict
from newsgraph.publish import judgements_for, read_folder
from newsgraph.resolve.judgements import is_outside, one_line, parse, without_last
from newsgraph.review import Pair, joined_pairs, open_pairs
from newsgraph.store import JudgementFile, write_judgements
from newsgraph.updating import resolve_folder

_STOPPED = 130


def run(options: argparse.Namespace) -> int:
    """Ask, accept, export, import or take back, as the options say; write the graph again where it changed."""
    folder = Path(options.folder)
    graph = read_folder(folder)
    file = judgements_for(folder, options.judgements)
    if options.joined and options.accept_above is not None:
        raise NewsgraphError(
            "--accept-above takes open pairs, and --joined shows what is one already; give one of them."
        )
    if options.undo:
        return _finish(folder, graph, _undone(file, options.undo))
    kinds = tuple(_kind(name) for name in options.kind)
    records = file.parsed.records
    if options.joined:
        pairs = joined_pairs(graph, records, kinds=kinds)[: options.limit]
    else:
        pairs = open_pairs(graph, records, kinds=kinds, again=options.again)[: options.limit]
    if options.list:
        return _list(pairs, "joined pair" if options.joined else "open pair")
    if options.export:
        return _export(pairs, Path(options.export), file)
    # The one clock of newsgraph: the day on which a person decides is part of what the person says (decision 0013).
    session = Session(file, by=_name(options.by), when=date.today())
    if options.import_file:
        _import(session, Path(options.import_file))
    elif options.accept_above is not None:
        _accept(session, pairs, options.accept_above)
    else:
        try:
            _ask(session, pairs)
        except KeyboardInterrupt:
            say()
            say(f"Stopped. {_answers(session.count)} kept in {session.file.path}; the next review or build takes up.")
            return _STOPPED
    return _finish(folder, graph, session.file)


def _ask(session: Session, pairs: Sequence[Pair]) -> None:
    if not pairs:
        say("There is no pair to ask about.")
        return
    followed = walk(pairs, session)
    if followed:
        say(f"{_count(followed, 'question', 'questions')} needed no asking: the answer follows from others.")
    if session.count:
        say(f"{_answers(session.count)} kept in {session.file.path}.")


def _accept(session: Session, pairs: Sequence[Pair], limit: float) -> None:
    # What a service offers carries no score in the file, so that none of it is taken unread.
    taken = [pair for pair in pairs if pair.judgement.when is None and pair.judgement.score >= limit]
    session.by = f"{session.by}, accepting at or above {limit:g}"
    records = [
        session.record(pair, Verdict.SAME, f"not read, score {pair.judgement.score:.2f}: {pair.judgement.reason}")
        for pair in taken
    ]
    refused = 0
    if session.add(records):
        refused = sum(bool(session.add([record])) for record in records)
    say(f"Accepted {_count(len(records) - refused, 'pair', 'pairs')} of {len(pairs)} open, at or above {limit:g}.")
    if refused:
        say(f"Left open {_count(refused, 'pair', 'pairs')}, because a join would contradict what is judged already.")


def _import(session: Session, path: Path) -> None:
    records = from_sheet(path, by=session.by, when=session.when)
    problems = session.add(records)
    if problems:
        listed = problems[0] if len(problems) == 1 else "".join(f"\n  {sentence}" for sentence in problems)
        raise NewsgraphError(f"{path} was not taken in: {listed}")
    say(f"Took in {_count(len(records), 'judgement', 'judgements')} from {path}.")


def _export(pairs: Sequence[Pair], path: Path, file: JudgementFile) -> int:
    if path.resolve() == file.path.resolve():
        raise NewsgraphError(f"--export would write over the judgements in {path}; name another file.")
    try:
        path.write_text(to_sheet(pairs), encoding="utf-8", newline="")
    except OSError as error:
        raise NewsgraphError(f"Cannot write {path} ({error.strerror}); name another file with --export.") from error
    say(f"Wrote {_count(len(pairs), 'pair', 'pairs')} to {path}.")
    say("Fill in the column verdict (same, different, open), then read it back with --import.")
    return 0


def _undone(file: JudgementFile, count: int) -> JudgementFile:
    text, taken = without_last(file.text, count)
    if len(taken) < count:
        raise NewsgraphError(
            f"{file.path} holds {_count(len(taken), 'judgement', 'judgements')}, too few to take back {count}."
        )
    written = write_judgements(file, text)
    for line in taken:
        for record in parse(line).records:
            left, right = (name or one for name, one in zip(record.names, record.pair, strict=True))
            say(f"Took back: {left} and {right} are {record.judgement.verdict}, said {record.judgement.by}.")
    return written


def _list(pairs: Sequence[Pair], what: str) -> int:
    for pair in pairs:
        kind = pair.left.kind or pair.right.kind
        say(f"{pair.value:8.1f}  {kind}: {one_line(pair.left.name)} and {one_line(pair.right.name)}")
        say(f"          score {pair.judgement.score:.2f}: {one_line(pair.judgement.reason)}")
        say(f"          {pair.left.identifier}")
        say(f"          {pair.right.identifier}")
    say(f"{_count(len(pairs), what, f'{what}s')}.")
    return 0


def _finish(folder: Path, graph: KnowledgeGraph, file: JudgementFile) -> int:
    """Bring the graph up to the file, where it is not, and say what changed."""
    if not _behind(graph, file):
        return 0
    with progress(quiet=False) as (_, told_stage):
        told = resolve_folder(folder, file, notice=told_stage)
    _tell(told, graph)
    return 0


def _behind(graph: KnowledgeGraph, file: JudgementFile) -> bool:
    """Return whether the file says anything else of what the graph holds than the graph was made with."""
    there = {local.id for local in graph.local_entities}
    known = [
        one for one in file.parsed.judgements if one.left in there and (one.right in there or is_outside(one.right))
    ]
    told = (one for one in graph.judgements if one.when is not None)
    return set(told) != set(judged_entities(known, graph.local_entities))


def _tell(told: dict[str, Any], before: KnowledgeGraph) -> None:
    counts = told["counts"]
    now, then = counts["entities"], len(before.entities)
    still = counts["open questions of identity"]
    say(
        f"The graph now holds {_count(now, 'thing', 'things')} ({then:,} before), {still:,} open questions of identity."
    )
    for warning in told["warnings"]:
        say(f"Note: {warning}")


def _name(given: str | None) -> str:
    try:
        name = one_line(given if given is not None else getpass.getuser())
    except (OSError, KeyError, ImportError):
        name = ""
    if not name or name.startswith("service "):
        raise NewsgraphError("Say who judges with --by NAME; a name does not start with the word service.")
    return name


def _kind(name: str) -> Kind:
    for kind in Kind:
        if kind.casefold() == name.casefold():
            return kind
    raise NewsgraphError(f"{name!r} is not a kind of thing; the kinds are {', '.join(Kind)}.")


def _answers(number: int) -> str:
    return f"{number:,} {'answer is' if number == 1 else 'answers are'}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
