"""`newsgraph export`: the graph of a folder in a form that other programs read."""

import argparse
import sys
from pathlib import Path

from newsgraph.cli.console import say
from newsgraph.errors import NewsgraphError
from newsgraph.export import export, export_to


def run(options: argparse.Namespace) -> int:
    """Write the file or the folder, say where it is, and return 0; to the standard output where `-` is named."""
    folder = Path(options.folder)
    if options.out != "-":
        made = export(folder, options.format, Path(options.out) if options.out else None, with_text=options.with_text)
        say(f"Wrote {_short(made)}.")
        return 0
    if options.with_text:
        raise NewsgraphError("--with-text goes with parquet and csv, which make a folder; name one with --out.")
    try:
        export_to(folder, options.format, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise NewsgraphError(f"Cannot write to the standard output ({error.strerror}).") from error
    return 0


def _short(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
