"""`newsgraph serve`: a SPARQL endpoint, and a page for every thing of a graph."""

import argparse
import errno
import os
import socket
from dataclasses import replace
from pathlib import Path

from newsgraph.cli.console import say
from newsgraph.errors import NewsgraphError

_SHORTEST_TOKEN = 12


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted, and return 0."""
    if os.name != "posix":
        raise NewsgraphError("newsgraph serve needs Linux or macOS; on Windows, run it in WSL.")
    from newsgraph.serve import Limits, gate, run_server  # noqa: PLC0415

    folder = Path(options.folder)
    limits = Limits()
    limits = replace(
        limits,
        seconds=options.timeout or limits.seconds,
        rows=options.max_rows or limits.rows,
        long_jobs=options.workers or limits.long_jobs,
    )
    token = _token(options)
    with _listening(options.host, options.port) as listening:
        url = options.public_url or f"http://{_shown(options.host)}:{listening.getsockname()[1]}/"
        url = url if url.endswith("/") else f"{url}/"
        guard = gate(host=options.host, public_url=url, token=token, origins=options.cors)

        def ready() -> None:
            say(f"{folder} is served at {url}, its SPARQL endpoint at {url}sparql; Ctrl-C ends it.")
            if not token and options.host not in ("127.0.0.1", "localhost", "::1"):
                say("Whoever reaches this machine can read all of it; --token-file FILE asks for a token.")

        run_server(folder, listening, limits, guard, public_url=url, ready=ready)
    return 0


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        why = "another program uses it" if error.errno == errno.EADDRINUSE else error.strerror
        raise NewsgraphError(f"Cannot listen on {_shown(host)}:{port} ({why}); choose another --port.") from error


def _token(options: argparse.Namespace) -> str:
    token = options.token or ""
    if options.token_file:
        try:
            token = Path(options.token_file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise NewsgraphError(f"The token file {options.token_file} cannot be read ({error}).") from error
        if not token:
            raise NewsgraphError(f"The token file {options.token_file} is empty; write a token into it.")
    if token and (len(token) < _SHORTEST_TOKEN or not token.isascii() or not token.isprintable() or " " in token):
        raise NewsgraphError(
            f"A token is {_SHORTEST_TOKEN} or more letters, digits and signs without spaces; "
            "one is made by: python -c 'import secrets; print(secrets.token_urlsafe())'"
        )
    return token


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
