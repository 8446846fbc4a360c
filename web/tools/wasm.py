"""Compress what the engine calls of Oxigraph's WebAssembly for the wheel, and list what is in it.

`python tools/wasm.py`; the same module gives the same bytes.
"""

import json
import lzma
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

WEB = Path(__file__).parents[1]
MODULE = WEB / "node_modules/oxigraph/web_bg.wasm"
PACKED = WEB.parent / "graph/newsgraph/site/assets/oxigraph.wasm.xz"
TOLD = PACKED.with_name("LICENSES.txt")
CRATE = re.compile(rb"([a-z0-9_-]+-[0-9]+[.][0-9]+[.][0-9]+)/src/")
# What comes out smallest of all settings of the literal coder, for this module.
FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4, "lp": 0, "pb": 0}]


def stripped() -> bytes:
    """Return the module without what the engine never calls."""
    with TemporaryDirectory() as scratch:
        made = Path(scratch) / "engine.wasm"
        command = ["node", "tools/strip.mjs", str(made)]
        subprocess.run(command, cwd=WEB, check=True)  # noqa: S603 our own program
        return made.read_bytes()


def packed(module: bytes) -> bytes:
    """Return the module compressed."""
    return lzma.compress(module, format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC32, filters=FILTERS)


def licences(module: bytes) -> str:
    """Return what is told of the module's makers: the packages that it names itself, and the two licences."""
    version = json.loads((MODULE.parent / "package.json").read_text("utf-8"))["version"]
    crates = ", ".join(sorted({match.decode() for match in CRATE.findall(module)}))
    return (
        f"query.html holds Oxigraph {version} as WebAssembly (MIT OR Apache-2.0), with these packages in it, which\n"
        f"are under the MIT licence, or under one to choose from of which it or Apache-2.0 is one:\n\n{crates}\n\n"
        f"{'-' * 80}\n\n{MIT}"
    )


MIT = """Oxigraph, Copyright (c) 2018 Oxigraph developers (MIT)

Permission is hereby granted, free of charge, to any
person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the
Software without restriction, including without
limitation the rights to use, copy, modify, merge,
publish, distribute, sublicense, and/or sell copies of
the Software, and to permit persons to whom the Software
is furnished to do so, subject to the following
conditions:

The above copyright notice and this permission notice
shall be included in all copies or substantial portions
of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF
ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED
TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A
PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT
SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY
CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION
OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR
IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER
DEALINGS IN THE SOFTWARE.
"""

if __name__ == "__main__":
    content = packed(stripped())
    PACKED.write_bytes(content)
    TOLD.write_text(licences(MODULE.read_bytes()), encoding="utf-8")
    sys.stdout.write(f"{PACKED.relative_to(WEB.parent)}: {len(content):,} bytes\n")
