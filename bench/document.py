"""Figures go into documents between two marks, so that a benchmark can write them anew."""

import re
import sys
from pathlib import Path


def write_between(path: Path, mark: str, tables: str) -> None:
    """Put the tables between the document's lines `<!-- mark -->` and `<!-- end of mark -->`.

    Without these lines the program ends with a sentence that says so.
    """
    between = re.compile(rf"(<!-- {mark} -->\n).*?(<!-- end of {mark} -->)", re.DOTALL)
    before = path.read_text(encoding="utf-8")
    if not between.search(before):
        sys.exit(f"{path} has no lines <!-- {mark} --> and <!-- end of {mark} --> to write between.")
    path.write_text(between.sub(lambda found: f"{found[1]}\n{tables}\n\n{found[2]}", before), encoding="utf-8")
