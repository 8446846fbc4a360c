"""`newsgraph view`: the page of a graph, or of the part of it around a name."""

import argparse
from pathlib import Path

from newsgraph.cli.console import say
from newsgraph.errors import NewsgraphError
from newsgraph.model import Kind
from newsgraph.publish import read_folder
from newsgraph.view import MOST, page


def run(options: argparse.Namespace) -> int:
    """Write the page and say where it is."""
    kinds = tuple(_kind(name) for name in options.kinds)
    graph = read_folder(Path(options.folder))
    out = Path(options.out) if options.out else Path(options.folder) / "view.html"
    limits = {"limit": options.limit} if options.limit else {}
    html = page(graph, around=options.around, hops=options.hops, kinds=kinds, **limits)
    try:
        out.write_text(html, encoding="utf-8")
    except OSError as error:
        raise NewsgraphError(f"Cannot write {out} ({error.strerror}); name another file with --out.") from error
    say(f"Wrote {out}; open it in a browser.")
    nodes = len(graph.articles) + len(graph.entities) + len(graph.events)
    if nodes > MOST and not options.around:
        say(
            f"It draws at most {MOST:,} of the graph's {nodes:,} nodes. The explorer shows them all: "
            f"newsgraph serve {options.folder}, or newsgraph site {options.folder} --out SITE."
        )
    return 0


def _kind(name: str) -> Kind:
    for kind in Kind:
        if kind.casefold() == name.casefold():
            return kind
    raise NewsgraphError(f"{name!r} is not a kind of thing; the kinds are {', '.join(Kind)}.")
