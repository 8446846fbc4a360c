"""Compress Oxigraph's WebAssembly for the wheel: `python tools/wasm.py`; the same module gives the same bytes."""

import lzma
import sys
from pathlib import Path

WEB = Path(__file__).parents[1]
MODULE = WEB / "node_modules/oxigraph/web_bg.wasm"
PACKED = WEB.parent / "graph/newsgraph/site/assets/oxigraph.wasm.xz"
# What comes out smallest of all settings of the literal coder, for this module.
FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4, "lp": 0, "pb": 0}]


def packed(module: bytes) -> bytes:
    """Return the module compressed."""
    return lzma.compress(module, format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC32, filters=FILTERS)


if __name__ == "__main__":
    content = packed(MODULE.read_bytes())
    PACKED.write_bytes(content)
    sys.stdout.write(f"{PACKED.relative_to(WEB.parent)}: {len(content):,} bytes\n")
