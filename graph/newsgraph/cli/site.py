"""`newsgraph site`: the explorer and the query page as files that need no server."""

import argparse
from pathlib import Path

from newsgraph.cli.console import say


def run(options: argparse.Namespace) -> int:
    """Write the site, say what is in it, and return 0."""
    from newsgraph.site import MOST_QUADS, write_site  # noqa: PLC0415

    folder, out = Path(options.folder), Path(options.out)
    made = write_site(folder, out, title=options.title, limit=options.limit)
    files = ", ".join(f"{name} ({_size(size)})" for name, size in made.sizes)
    say(f"Wrote {out}: {files}. Open {out / 'index.html'} in a browser.")
    if not made.has_query:
        say(
            f"There is no query.html: the graph has {made.quads:,} statements, and a browser holds {MOST_QUADS:,}; "
            f"newsgraph serve {folder} answers SPARQL."
        )
    return 0


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1000:.0f} kB"
