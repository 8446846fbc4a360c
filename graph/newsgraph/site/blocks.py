"""The pieces of a page that is one file: data that no parser can leave its block by, scripts and sheets by hash."""

import base64
import hashlib
import json
import re
from typing import Any
from urllib.parse import quote

_LEAVES = re.compile(r"</(?:script|style)|<!--|\r|\0", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/=]*")


def text_block(name: str, text: str) -> str:
    """Return base64 as a block of the page.

    Raises:
        ValueError: where the text is anything else.
    """
    if not _BASE64.fullmatch(text):
        raise ValueError(f"the block {name} is no base64")
    return f'<script type="text/plain" id="{name}">{text}</script>\n'


def words_block(name: str, text: str) -> str:
    """Return a text of our own, such as a worker's script, as a block of the page.

    Raises:
        ValueError: where the text would end the block.
    """
    return f'<script type="text/plain" id="{name}">{closed(text)}</script>\n'


def json_block(name: str, value: Any) -> str:
    """Return a value as a block of the page, in ASCII and without `<`, `>` and `&`."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return f'<script type="application/json" id="{name}">{text}</script>\n'


def closed(text: str) -> str:
    """Return a script's or a sheet's text as it is.

    Raises:
        ValueError: where it would end its element, or a browser would read other bytes than are hashed.
    """
    if found := _LEAVES.search(text):
        raise ValueError(f"a script or sheet holds {found[0]!r}")
    return text


def policy(scripts: tuple[str, ...], sheets: tuple[str, ...], *, others: str = "", script_words: str = "") -> str:
    """Return the content policy of a page that holds these scripts and sheets, and asks for nothing.

    `others` are further directives; `script_words` further sources of scripts.
    """
    script = " ".join([*(_hashed(text) for text in scripts), *script_words.split()])
    sheet = " ".join(_hashed(text) for text in sheets)
    directives = [
        "default-src 'none'",
        f"script-src {script}",
        f"style-src {sheet}",
        "img-src data: blob:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join([*directives, *([others] if others else [])])


def data_address(svg: str) -> str:
    """Return a drawing as an address."""
    return f"data:image/svg+xml,{quote(svg)}"


def _hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
