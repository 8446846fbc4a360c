"""Write the true output of every `sh` block into the `text` block right after it, and what notebooks print into them.

Run it when the tool's answers have changed, and look at what it changed:

    .venv/bin/python tests/refresh_docs.py [DOCUMENT ...]
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat

from test_docs import _BLOCK, _INSTALLS, _SERVES, DOCUMENTS, ROOT, Server, run, tidy
from test_notebooks import NOTEBOOKS, executed


def main(named: list[str]) -> None:
    documents = [Path(name).resolve() for name in named] or [*DOCUMENTS, *NOTEBOOKS]
    with TemporaryDirectory() as temporary:
        home = Path(temporary)
        for folder in ("data", "ontology"):
            shutil.copytree(ROOT / folder, home / folder)
        run(f"{sys.executable} -m newsgraph build data/articles --out build --quiet", home)
        for document in documents:
            before = document.read_text("utf-8")
            after = rerun(document, home) if document.suffix == ".ipynb" else refreshed(before, home)
            if after != before:
                document.write_text(after, "utf-8")
                print(f"changed: {document.relative_to(ROOT)}")


def rerun(notebook: Path, home: Path) -> str:
    """Return the notebook's file with what its cells print."""
    return str(nbformat.writes(executed(notebook, home))) + "\n"


def refreshed(text: str, home: Path) -> str:
    """Return the document with every `text` block that follows a `sh` block holding what that block prints."""
    pieces: list[str] = []
    written = 0
    printed: str | None = None
    server = Server(home)
    with server:
        for block in _BLOCK.finditer(text):
            language, code = block[1], block[2]
            if language == "text" and printed is not None and tidy(code) != tidy(printed):
                pieces += [text[written : block.start(2)], shown(printed)]
                written = block.end(2)
            printed = None
            if language == "sh" and _SERVES.search(code):
                server.start(code)
            elif language == "sh" and not _INSTALLS.search(code):
                printed = server.shown(run(server.placed(code), home))
    return "".join([*pieces, text[written:]])


def shown(printed: str) -> str:
    """Return an output without the spaces at the ends of its lines and the empty lines around it."""
    return "\n".join(line.rstrip() for line in printed.splitlines()).strip("\n") + "\n"


if __name__ == "__main__":
    main(sys.argv[1:])
