"""`newsgraph link`: ask a reconciliation service about the things of a graph, with the user's leave."""

import argparse
import os
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from newsgraph.cli.console import program, say
from newsgraph.errors import NewsgraphError
from newsgraph.ids import short_hash
from newsgraph.link import answers as kept_answers
from newsgraph.link.asking import KINDS, Plan, Wishes, checked_properties, plan, settled_by
from newsgraph.link.offering import offered, with_shared_left_open
from newsgraph.link.reconciliation import Candidate, Manifest, Query, read_manifest
from newsgraph.link.service import ask, caller, checked_url, fetch_manifest, shown
from newsgraph.model import Judgement, Kind, KnowledgeGraph, Verdict
from newsgraph.publish import read_folder
from newsgraph.resolve.judgements import parse, with_records
from newsgraph.resolve.ties import Record

JUDGEMENTS = "judgements.tsv"
_LOCAL = ("localhost", "127.0.0.1", "::1")
_Found = dict[Query, tuple[Candidate, ...]]
_PLURALS = {
    Kind.PERSON: ("person", "people"),
    Kind.PLACE: ("place", "places"),
    Kind.ORGANIZATION: ("organization", "organizations"),
    Kind.LEGISLATION: ("law or case", "laws and cases"),
    Kind.EVENT: ("named event", "named events"),
    Kind.GROUP: ("group", "groups"),
}


def run(options: argparse.Namespace) -> int:
    """Ask what the user agrees to send, store the candidates as judgements, and return 0."""
    url = checked_url(options.service)
    wishes = _wishes(options)
    folder = Path(options.folder)
    graph = read_folder(folder)
    judged = _read_judgements(folder)
    by = f"service {shown(url)}"
    with kept_answers.answers_of(folder) as answers:
        settled = settled_by(judged, by=by)
        manifest, planned, found = _asked(
            options, url, answers, lambda manifest: plan(graph, manifest, wishes=wishes, settled=settled), wishes
        )
    if options.dry_run:
        return 0
    made = _judgements(planned, found, manifest, by=by, judged=judged, accept=options.accept_matches)
    _add_judgements(folder, made, graph)
    _tell(planned, found, made, folder)
    return 0


def _wishes(options: argparse.Namespace) -> Wishes:
    types: dict[Kind, str | None] = {}
    for kind, identifier in map(_pair, options.type):
        types[_kind(kind)] = None if identifier == "none" else identifier
    return Wishes(
        kinds=tuple(_kind(name) for name in options.kind) or KINDS,
        types=types,
        properties=checked_properties(_pair(text) for text in options.property),
        candidates=options.candidates,
        private=options.private,
        limit=options.limit,
    )


def _asked(
    options: argparse.Namespace,
    url: str,
    answers: sqlite3.Connection,
    planned_for: Callable[[Manifest], Plan],
    wishes: Wishes,
) -> tuple[Manifest, Plan, _Found]:
    """Return what the service says of itself, the questions, and its answers: all the kept ones, if these are all."""
    service = shown(url) + (f"?{short_hash(url)}" if urlsplit(url).query else "")
    told = None if options.refresh else kept_answers.kept_manifest(answers, service)
    if told is not None:
        manifest = read_manifest(told, service=shown(url))
        planned = planned_for(manifest)
        found = kept_answers.kept(answers, service, planned.queries)
        if len(found) == len(planned.queries):
            _announce(manifest, planned, url, wishes, kept=len(found), missing=[], size=options.batch)
            return manifest, planned, found
    calling = caller(url, notice=lambda line: print(f"newsgraph: {line}", file=sys.stderr))  # noqa: T201
    endpoint, told = fetch_manifest(calling, url)
    manifest = read_manifest(told, service=shown(url))
    kept_answers.keep_manifest(answers, service, told)
    planned = planned_for(manifest)
    found = {} if options.refresh else kept_answers.kept(answers, service, planned.queries)
    missing = [query for query in planned.queries if query not in found]
    _announce(manifest, planned, endpoint, wishes, kept=len(found), missing=missing, size=options.batch)
    if options.dry_run:
        _list(missing)
    elif missing:
        _agree(endpoint, yes=options.yes)
        try:
            for some in ask(calling, endpoint, manifest, missing, size=options.batch):
                kept_answers.keep(answers, service, some)
                found.update(some)
        except NewsgraphError as error:
            raise NewsgraphError(
                f"{str(error).rstrip('.')}; {len(found)} of {len(planned.queries)} answers are kept, "
                "and the same command goes on from there."
            ) from error
    return manifest, planned, found


def _announce(
    manifest: Manifest, planned: Plan, endpoint: str, wishes: Wishes, *, kept: int, missing: list[Query], size: int
) -> None:
    if missing:
        size = min(size, manifest.batch_size or size)
        host = urlsplit(endpoint).hostname or ""
        is_open = urlsplit(endpoint).scheme == "http" and host not in _LOCAL
        way = ", unencrypted, so that others can read along," if is_open else ""
        requests = _count(-(-len(missing) // size), "request", "requests")
        say(
            f"This sends {_count(len(missing), 'name', 'names')} in {requests} to {host} ({manifest.name}){way} "
            f"and asks for at most {_count(wishes.candidates, 'candidate', 'candidates')} each."
        )
        say(f"With each name goes {_beside(missing)}. No text of the articles is sent.")
    kinds = Counter(question.entity.kind for question in planned.questions)
    told = ", ".join(_count(kinds[kind], *_PLURALS[kind]) for kind in _PLURALS if kinds[kind])
    say(f"Asked about: {told or 'nothing'}.")
    if kept:
        say(f"{_count(kept, 'answer is', 'answers are')} kept from before and not asked again; --refresh asks again.")
    if planned.private:
        people = _count(planned.private, "person", "people")
        say(f"Left out {people} not known to act in public life; --private asks about them as well.")
    if planned.settled:
        say(f"Left out {_count(planned.settled, 'thing', 'things')} already linked to this service.")
    if planned.beyond_limit:
        say(f"Left out {_count(planned.beyond_limit, 'less named thing', 'less named things')}, beyond --limit.")
    if wishes.properties and not manifest.takes_properties:
        say("The service does not say that it takes properties, so none are sent.")


def _beside(queries: list[Query]) -> str:
    types = sorted({query.type for query in queries if query.type})
    properties = sorted({key for query in queries for key, _ in query.properties})
    told = [f"its type ({', '.join(types)})"] if types else []
    told += [f"what the graph knows of {', '.join(properties)}"] if properties else []
    return " and ".join(told) or "nothing else"


def _list(queries: Iterable[Query]) -> None:
    for query in queries:
        beside = [query.type or "no type", *(f"{key} = {value}" for key, value in query.properties)]
        say(f"  {query.name}  [{', '.join(beside)}]")


def _agree(endpoint: str, *, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise NewsgraphError("Nothing was sent: without a terminal to ask on, agree to it with --yes.")
    sys.stdout.write(f"Send this to {urlsplit(endpoint).hostname}? [y/N] ")
    sys.stdout.flush()
    if sys.stdin.readline().strip().casefold() not in ("y", "yes"):
        raise NewsgraphError("Nothing was sent; --dry-run lists what would be.")


def _judgements(
    planned: Plan, found: _Found, manifest: Manifest, *, by: str, judged: tuple[Judgement, ...], accept: bool
) -> list[Judgement]:
    pairs = {(one.left, one.right) for one in judged}
    made = [
        judgement
        for question in planned.questions
        for judgement in offered(
            question,
            found.get(question.query, ()),
            manifest,
            by=by,
            when=date.today(),
            accept_matches=accept,
            judged=pairs,
        )
    ]
    return with_shared_left_open(made, judged)


def _read_judgements(folder: Path) -> tuple[Judgement, ...]:
    path = folder / JUDGEMENTS
    parsed = parse(_text(path))
    if parsed.problems:
        raise NewsgraphError(f"{path}, {parsed.problems[0]}")
    return parsed.judgements


def _add_judgements(folder: Path, made: list[Judgement], graph: KnowledgeGraph) -> None:
    if not made:
        return
    path = folder / JUDGEMENTS
    names = {local.id: local.name for local in graph.local_entities}
    records = [Record(0, one, (names.get(one.left, ""), "")) for one in made]
    beside = path.with_name(f".{JUDGEMENTS}.{os.getpid()}")
    try:
        beside.write_text(with_records(_text(path), records), encoding="utf-8", newline="")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise NewsgraphError(f"Cannot write {path} ({error.strerror}); what it held is kept.") from error


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8") if path.exists() else ""
    except OSError as error:
        raise NewsgraphError(f"Cannot read {path} ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise NewsgraphError(f"{path} is not UTF-8 text; save it as such.") from error


def _tell(planned: Plan, found: _Found, made: list[Judgement], folder: Path) -> None:
    with_some = sum(bool(found.get(question.query)) for question in planned.questions)
    silent = sum(question.query not in found for question in planned.questions)
    accepted = sum(judgement.verdict is Verdict.SAME for judgement in made)
    say(f"The service knows candidates for {with_some} of {_count(len(planned.questions), 'thing', 'things')}.")
    if silent:
        say(f"It left {_count(silent, 'question', 'questions')} unanswered; the same command asks these again.")
    if not made:
        say("There is nothing new to judge.")
        return
    opened = _count(len(made) - accepted, "open judgement", "open judgements")
    told = f" and {accepted} accepted" if accepted else ""
    say(f"Wrote {opened}{told} into {folder / JUDGEMENTS}.")
    say(f"Decide with `{program()} review {folder}`; the next build reads them.")


def _pair(text: str) -> tuple[str, str]:
    left, equals, right = text.partition("=")
    if not equals or not left or not right or right != " ".join(right.split()):
        raise NewsgraphError(f"{text!r} is not NAME=IDENTIFIER, such as Person=Q5 or country=P17.")
    return left, right


def _kind(name: str) -> Kind:
    for kind in _PLURALS:
        if kind.casefold() == name.casefold():
            return kind
    raise NewsgraphError(f"{name!r} is not a kind of thing that can be asked about; these are {', '.join(_PLURALS)}.")


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
