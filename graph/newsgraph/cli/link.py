"""`newsgraph link`: ask a reconciliation service about the things of a graph, with the user's leave."""

import argparse
import shlex
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from newsgraph.cli.console import program, progress, say
from newsgraph.errors import NewsgraphError
from newsgraph.ids import short_hash
from newsgraph.link import answers as kept_answers
from newsgraph.link.asking import KINDS, Plan, Wishes, checked_properties, plan, settled_by
from newsgraph.link.offering import Offer, left_open, offered, with_shared_left_open
from newsgraph.link.reconciliation import Candidate, Manifest, Query, read_manifest
from newsgraph.link.service import ask, caller, checked_url, fetch_manifest, shown
from newsgraph.model import Judgement, Kind, KnowledgeGraph, Verdict
from newsgraph.publish import judgements_for, read_folder
from newsgraph.resolve.judgements import with_records
from newsgraph.resolve.ties import Record, contradictions
from newsgraph.store import JudgementFile, write_judgements
from newsgraph.updating import resolve_folder

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
    file = judgements_for(folder, options.judgements)
    judged = file.parsed.judgements
    by = f"service {shown(url)}"
    with kept_answers.answers_of(folder) as answers:

        def planned_for(manifest: Manifest) -> Plan:
            settled = settled_by((*judged, *graph.judgements), manifest, by=by)
            return plan(graph, manifest, wishes=wishes, settled=settled)

        manifest, planned, found = _asked(options, url, answers, planned_for, wishes)
    if options.dry_run:
        return 0
    offers = _offers(planned, found, manifest, by=by, judged=judged, accept=options.accept_matches)
    if contradictions([*file.parsed.records, *_records(offers, graph)]):
        offers = [left_open(offer, "accepted, it would contradict what is judged already") for offer in offers]
    if offers:
        file = write_judgements(file, with_records(file.text, _records(offers, graph)))
    accepted = sum(offer.judgement.verdict is Verdict.SAME for offer in offers)
    _tell(planned, found, len(offers) - accepted, accepted, file, folder)
    if accepted:
        with progress(quiet=False) as (_, told_stage):
            resolve_folder(folder, file, notice=told_stage)
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
    say(f"It is about {told or 'nothing'}.")
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


def _offers(
    planned: Plan, found: _Found, manifest: Manifest, *, by: str, judged: tuple[Judgement, ...], accept: bool
) -> list[Offer]:
    pairs = {(one.left, one.right) for one in judged}
    # A service's answer is of a day, and outlives a build only in the file of what people judge.
    today = date.today()
    offers = [
        offer
        for question in planned.questions
        for offer in offered(
            question,
            found.get(question.query, ()),
            manifest,
            by=by,
            when=today,
            accept_matches=accept,
            judged=pairs,
        )
    ]
    return with_shared_left_open(offers, judged)


def _records(offers: list[Offer], graph: KnowledgeGraph) -> list[Record]:
    names = {local.id: local.name for local in graph.local_entities}
    return [Record(0, offer.judgement, (names.get(offer.judgement.left, ""), offer.name)) for offer in offers]


def _tell(planned: Plan, found: _Found, opened: int, accepted: int, file: JudgementFile, folder: Path) -> None:
    with_some = sum(bool(found.get(question.query)) for question in planned.questions)
    silent = sum(question.query not in found for question in planned.questions)
    say(f"The service knows candidates for {with_some:,} of {_count(len(planned.questions), 'thing', 'things')}.")
    if silent:
        say(f"It left {_count(silent, 'question', 'questions')} unanswered; the same command asks these again.")
    if not opened + accepted:
        say("There is nothing new that is likely enough to judge.")
        return
    told = f" and {accepted:,} accepted" if accepted else ""
    say(f"Wrote {_count(opened, 'open judgement', 'open judgements')}{told} into {file.path}.")
    if opened:
        say(f"Decide with: {program()} review {shlex.quote(str(folder))}")


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
