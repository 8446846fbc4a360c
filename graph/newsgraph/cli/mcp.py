"""`newsgraph mcp`: a graph as tools for a language model, over standard input and output."""

import argparse
from pathlib import Path

from newsgraph.errors import NewsgraphError


def run(options: argparse.Namespace) -> int:
    """Serve until the input ends, and return 0."""
    from newsgraph.library import open_library  # noqa: PLC0415

    folder = Path(options.folder)
    try:
        from newsgraph.serve.mcp import run_mcp  # noqa: PLC0415
    except ImportError as error:
        raise NewsgraphError(
            f"The Model Context Protocol server needs a package that is missing ({error.name}); "
            "install it with: pip install 'newsgraph[mcp]'"
        ) from error
    # A graph that cannot be read is told before a client waits for tools.
    open_library(folder).close()
    run_mcp(folder, seconds=options.timeout or 30.0)
    return 0
