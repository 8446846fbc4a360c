"""The command line: one sentence and exit code 2 for what a user can mend, plain words for the rest."""

from newsgraph.cli.main import main

__all__ = ["main"]
