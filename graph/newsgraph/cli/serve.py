"""`newsgraph serve`: a SPARQL endpoint, and a page for every thing of a graph."""

import argparse
import socket
from pathlib import Path

from newsgraph.cli.console import say
from newsgraph.errors import NewsgraphError
from newsgraph.serve.limits import Limits


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted, and return 0."""
    import uvloop  # noqa: PLC0415

    from newsgraph.serve.running import serve  # noqa: PLC0415

    folder = Path(options.folder)
    limits = Limits()
    try:
        listening = socket.create_server((options.host, options.port), backlog=1024)
    except OSError as error:
        raise NewsgraphError(f"Cannot listen on {options.host}:{options.port} ({error.strerror}).") from error
    url = f"http://{options.host}:{options.port}/"
    say(f"{folder} is served at {url} (Ctrl-C ends it); SPARQL at {url}sparql")
    with listening:
        uvloop.run(serve(folder, listening, limits, public_url=url))
    return 0
