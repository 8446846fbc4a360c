"""`newsgraph check`: every finding on one line."""

import argparse
from pathlib import Path

from newsgraph.check import check_graph, check_offsets
from newsgraph.cli.console import say
from newsgraph.model import Kind
from newsgraph.publish import base_of, read_folder
from newsgraph.rdf import to_dataset


def run(options: argparse.Namespace) -> int:
    """Print the findings; return 1 where there are any."""
    graph = read_folder(Path(options.folder))
    found = (*check_offsets(graph), *check_graph(to_dataset(graph, base=base_of(graph))))
    for violation in found:
        say(str(violation))
    if found:
        say(f"{len(found)} findings in {options.folder}.")
        return 1
    names = sum(mention.kind not in (Kind.DATE, Kind.QUANTITY) for mention in graph.mentions)
    statements = len(graph.quotes) + len(graph.claims) + len(graph.events)
    found_in = f"{len(graph.articles):,} articles, {names:,} mentions"
    say(f"All is well: {found_in} and {statements:,} quotes, events and relations fit shapes and texts.")
    return 0
