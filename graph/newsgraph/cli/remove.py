"""`newsgraph remove`: take articles out of a graph as if they had never been in it."""

import argparse
from pathlib import Path

from newsgraph.cli.console import progress, say
from newsgraph.errors import NewsgraphError
from newsgraph.publish import judgements_for
from newsgraph.updating import remove_articles


def run(options: argparse.Namespace) -> int:
    """Take the articles out and say how many are left."""
    if not options.articles and not options.gone:
        raise NewsgraphError("Say which articles go: name their ids, addresses or files, or give --gone.")
    folder = Path(options.folder)
    judged = judgements_for(folder, options.judgements)
    with progress(quiet=True) as (_, told_stage):
        removed, told = remove_articles(folder, options.articles, gone=options.gone, judged=judged, notice=told_stage)
    one = len(removed) == 1
    say(f"Removed {len(removed):,} {'article' if one else 'articles'}; {told['counts']['articles']:,} are left.")
    if removed and options.articles:
        say(
            f"A build that reads {'its file' if one else 'their files'} again takes {'it' if one else 'them'} in again."
        )
    return 0
