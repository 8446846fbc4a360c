"""`newsgraph build`: read, tell what was found, and say what to do next."""

import argparse
import shlex
from pathlib import Path
from typing import Any

from newsgraph.cli.console import harmless, program, progress, say
from newsgraph.publish import judgements_for
from newsgraph.rdf import checked_base
from newsgraph.store import FILES, check_target
from newsgraph.updating import Settings, build_folder

_SHOWN = 20
_UNREAD = "left unread, in another language: "
_PLURALS = {
    "Person": ("person", "people"),
    "Place": ("place", "places"),
    "Organization": ("organization", "organizations"),
    "Legislation": ("law or case", "laws and cases"),
    "Event": ("named event", "named events"),
    "Group": ("group", "groups"),
}


def run(options: argparse.Namespace) -> int:
    """Build the graph folder and return 0; skipped pages are told, and do not fail the build."""
    folder = Path(options.out)
    settings = Settings(
        extractor=options.extractor,
        base=checked_base(options.base) if options.base else None,
        limit_bytes=int(options.limit_mb * 1_000_000),
        threads=options.threads,
    )
    check_target(folder)
    judged = judgements_for(folder, options.judgements)
    with progress(quiet=options.quiet) as (told_page, told_stage):
        told = build_folder(
            options.sources, folder, settings=settings, judged=judged, progress=told_page, notice=told_stage
        )
    if not options.quiet:
        _tell(told, folder)
    else:
        _tell_skipped(told["skipped"], folder)
        _tell_warnings(told["warnings"])
    return 0


def _tell(told: dict[str, Any], folder: Path) -> None:
    counts = told["counts"]
    _tell_read(told, folder)
    if counts["stretches outside articles"]:
        aside = _count(counts["stretches outside articles"], "stretch", "stretches")
        say(f"Set aside {aside} that belong to no article: crumbs, captions, counters, publication lines.")
    if counts["duplicate articles"]:
        say(
            f"Left out {_count(counts['duplicate articles'], 'article', 'articles')} already read from the same source."
        )
    unread = [key for key in counts if key.startswith(_UNREAD)]
    if unread:
        total = _count(sum(counts[key] for key in unread), "article", "articles")
        codes = ", ".join(f"{key.removeprefix(_UNREAD)} {counts[key]:,}" for key in unread)
        say(f"Left unread {total} in another language than English ({codes}): kept as text, with no names.")
    kinds = [
        _count(counts[f"entities: {kind}"], *names) for kind, names in _PLURALS.items() if f"entities: {kind}" in counts
    ]
    things = _count(counts["entities"], "thing", "things")
    say(f"Found {things}, named {counts['mentions']:,} times: {', '.join(kinds) or 'none of any kind'}.")
    _tell_statements(counts)
    if counts["open questions of identity"]:
        doubts = _count(counts["open questions of identity"], "question", "questions")
        say(f"Left open {doubts} of who is who; decide with: {program()} review {shlex.quote(str(folder))}")
    if judged := counts["judgements from outside the program"]:
        say(f"Took over {_count(judged, 'judgement', 'judgements')} of who is who from people and services.")
    _tell_skipped(told["skipped"], folder)
    _tell_warnings(told["warnings"])
    again, where = program(), shlex.quote(str(folder))
    say()
    say("What to do next:")
    page = folder / FILES["html"]
    look = f"open {page} in a browser" if page.is_file() else f"{again} serve {where}"
    say(f"  1. Look:  {look}")
    say(f"  2. Ask:   {again} query {where} {_first_question(told['most named'])}")
    say(f"            ({again} queries lists more questions)")
    say("  3. Read:  docs/README.md, where the tutorial and the reference start")


def _tell_read(told: dict[str, Any], folder: Path) -> None:
    counts, now = told["counts"], told["this time"]
    pages = _count(counts["pages"], "page", "pages")
    articles = _count(counts["articles"], "article", "articles")
    if now["pages read"] >= counts["pages"]:
        say(f"Read {pages} holding {articles} ({counts['words']:,} words).")
    else:
        known = now["pages known already"]
        kept = f"; {_count(known, 'page was', 'pages were')} known already" if known else ""
        fresh = _count(now["pages read"], "new or changed page", "new or changed pages")
        say(f"Read {fresh if now['pages read'] else 'nothing'}{kept}.")
        if now["articles added or changed"]:
            say(f"Took in {_count(now['articles added or changed'], 'article', 'articles')}.")
        if now["articles removed"]:
            gone = _count(now["articles removed"], "article", "articles")
            say(f"Let go of {gone} that changed pages no longer hold.")
        say(f"The graph holds {articles} from {pages} ({counts['words']:,} words).")
    if now["pages whose file is gone"]:
        gone = _count(now["pages whose file is gone"], "page", "pages")
        say(
            f"Kept {gone} whose files are no longer there; take them out with: "
            f"{program()} remove {shlex.quote(str(folder))} --gone"
        )


def _tell_statements(counts: dict[str, int]) -> None:
    if not (counts["quotes"] or counts["events"] or counts["claims"]):
        return
    told = (
        _count(counts["quotes"], "quote", "quotes"),
        _count(counts["events"], "event", "events"),
        _count(counts["claims"], "relation", "relations"),
    )
    put = counts["claims and events put to a source"]
    say(f"Read {told[0]}, {told[1]} and {told[2]}; {put:,} of the events and relations are put to a source.")
    if answers := counts["denials and confirmations"]:
        replies = _count(answers, "statement that denies or confirms", "statements that deny or confirm")
        say(f"Found {replies} what another source said.")
    if copied := counts["copies of other articles"]:
        copies = _count(copied, "article is a copy of another", "articles are copies of others")
        say(f"{copies}; copies count once where sources are counted.")


def _first_question(thing: str | None) -> str:
    if not thing:
        return "--name articles-that-mention"
    return f"--name who-appears-with --set thing={shlex.quote(harmless(thing))}"


def _tell_skipped(skipped: list[dict[str, str]], folder: Path) -> None:
    if not skipped:
        return
    say(f"Skipped {len(skipped)}:")
    for item in skipped[:_SHOWN]:
        say(f"  {item['origin']}: {item['reason']}")
    if len(skipped) > _SHOWN:
        say(f"  ... and {len(skipped) - _SHOWN} more, all in {folder / FILES['report']}")


def _tell_warnings(warnings: list[str]) -> None:
    for warning in warnings:
        say(f"Note: {warning}")


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
