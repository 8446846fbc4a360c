"""The two pages of a site, each one file."""

import lzma
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import distribution
from importlib.resources import files
from typing import IO, Any

from jinja2 import Environment
from markupsafe import Markup

from newsgraph.explore.pack import Packed, as_text
from newsgraph.serve.own_files import own_files
from newsgraph.serve.pages.rendering import environment
from newsgraph.serve.query_jobs import Asked
from newsgraph.site.blocks import closed, data_address, json_block, policy, text_block, words_block

QUERY = "query.html"
INDEX = "index.html"
MARK = '<meta name="generator" content="newsgraph">'
"""Stands in all pages of a site, so that they are known again."""

_PIECE = 8 * 1024 * 1024
_ENGINE_POLICY = "worker-src blob:"
_END = "</body>\n</html>\n"


def explorer_page(packed: Packed, *, title: str, has_query: bool) -> Iterator[str]:
    """Yield the explorer as one page, its parts in the order in which they are needed."""
    script, sheet = _asset("explorer.js"), _asset("explorer.css")
    about = {
        "mode": "file",
        "title": title,
        "home": None,
        "query": QUERY if has_query else None,
        "words": len(packed.words),
    }
    yield _rendered("explorer.html", title, sheet, policy((script,), (sheet,)), has_query=has_query)
    yield json_block("about", about)
    yield words_block("world", _asset("world.txt"))
    yield text_block("graph", as_text(packed.graph))
    # Before the rest, so that the picture is there while that is still being read.
    yield f"<script>{script}</script>\n"
    yield text_block("details", as_text(packed.details))
    for number, part in enumerate(packed.words):
        yield text_block(f"words-{number}", as_text(part))
    yield _END


def query_page(
    trig: IO[bytes], *, title: str, questions: Sequence[Asked], vocabulary: dict[str, Any], things: dict[str, Any]
) -> Iterator[str]:
    """Yield the query page with an engine and the graph, which `trig` gives as TriG."""
    script, sheet = _asset("query.js"), f"{_asset('site.css')}\n{_asset('query.css')}"
    allowed = policy((script,), (sheet,), others=_ENGINE_POLICY, script_words="'wasm-unsafe-eval'")
    yield _rendered("query_file.html", title, sheet, allowed, questions=questions)
    yield json_block("vocabulary", {**vocabulary, "pages": f"{INDEX}#node="})
    yield json_block("questions-data", [_saved(asked) for asked in questions])
    yield json_block("things", things)
    yield words_block("world", _asset("world.txt"))
    yield words_block("engine", _read("site/assets/engine.js"))
    yield text_block("wasm", _module())
    for number, piece in enumerate(_pieces(trig)):
        yield text_block(f"quads-{number}", as_text(zlib.compress(piece, 9)))
    yield f"<script>{script}</script>\n"
    yield _END


def licences() -> str:
    """Return the licences of all that is in the pages."""
    parts = [_read("serve/assets/LICENSES.txt"), _read("site/assets/LICENSES.txt")]
    if own := distribution("newsgraph").read_text("licenses/LICENSE"):
        parts.append(f"newsgraph itself (Apache-2.0)\n{own}")
    return f"\n{'-' * 80}\n\n".join(parts)


def _rendered(template: str, title: str, sheet: str, allowed: str, **values: Any) -> str:
    return (
        _environment()
        .get_template(template)
        .render(
            title=title,
            sheet=Markup(closed(sheet)),  # noqa: S704 our own, and it cannot end its element
            policy=allowed,
            mark=Markup(MARK),  # noqa: S704
            icon=data_address(_asset("icon.svg")),
            **values,
        )
    )


def _saved(asked: Asked) -> dict[str, Any]:
    question = asked.question
    parameters = [
        {"name": one.name, "type": one.type.value, "example": one.example, "required": one.required}
        for one in question.parameters
    ]
    return {"name": question.name, "parameters": parameters, "text": question.text}


@cache
def _module() -> str:
    held = files("newsgraph.site") / "assets" / "oxigraph.wasm.xz"
    # What is small in the wheel no browser can unpack.
    return as_text(zlib.compress(lzma.decompress(held.read_bytes()), 9))


def _pieces(file: IO[bytes]) -> Iterable[bytes]:
    while piece := file.read(_PIECE):
        yield piece


def _asset(name: str) -> str:
    """Return one of the server's files as it can stand in a page."""
    return closed(_read(f"serve/assets/{name}"))


def _read(path: str) -> str:
    return own_files()[path].decode()


@cache
def _environment() -> Environment:
    return environment("site/templates")
