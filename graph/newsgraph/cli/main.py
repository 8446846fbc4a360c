"""One command is run; its work is imported when it runs, so that `--help` answers at once."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from newsgraph.cli.console import harmless
from newsgraph.cli.parser import command_parser
from newsgraph.errors import NewsgraphError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 for done, 1 for a failed check, 2 for what the user can mend."""
    options = _parsed(arguments)
    try:
        code = import_module(f"newsgraph.cli.{options.module}").run(options)
        sys.stdout.flush()
        return int(code)
    except NewsgraphError as error:
        print(f"newsgraph: {harmless(str(error))}", file=sys.stderr)  # noqa: T201
        return 2
    except KeyboardInterrupt:
        print("newsgraph: stopped; what was there before is kept.", file=sys.stderr)  # noqa: T201
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = command_parser()
    options, rest = parser.parse_known_args(arguments)
    if options.module == "query" and options.sparql is None and len(rest) == 1 and not rest[0].startswith("-"):
        # argparse gives up on an optional argument that stands behind an option.
        options.sparql, rest = rest[0], []
    if rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    if (
        options.module == "query"
        and sum(asked is not None for asked in (options.sparql, options.file, options.name)) != 1
    ):
        parser.error("query takes one of SPARQL, --file and --name")
    return options
