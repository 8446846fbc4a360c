"""The files that pages are made of: templates, scripts, sheets, outlines, licences.

They stand each by itself in a checkout. A wheel holds them in one compressed file, `serve/pages.xz`, which
hatch_build.py makes: together they take a sixth less room there.
"""

import json
import lzma
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

FOLDERS = ("serve/assets", "serve/pages/templates", "site/assets", "site/templates")
"""Below the package; what is compressed already, and ends in `.xz`, stays by itself."""
PACKED = "serve/pages.xz"
_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4, "lp": 0, "pb": 0}]


@cache
def own_files() -> Mapping[str, bytes]:
    """Return the files by their paths below the package: `serve/assets/site.css`."""
    package = files("newsgraph")
    held = package / PACKED
    if held.is_file():
        return MappingProxyType(unpacked(held.read_bytes()))
    found = {
        f"{folder}/{entry.name}": entry.read_bytes()
        for folder in FOLDERS
        for entry in (package / folder).iterdir()
        if entry.is_file() and not entry.name.endswith(".xz")
    }
    return MappingProxyType(found)


def below(folder: str) -> dict[str, bytes]:
    """Return the files of one of the folders by their names."""
    start = f"{folder}/"
    return {name.removeprefix(start): content for name, content in own_files().items() if name.startswith(start)}


def packed(contents: Mapping[str, bytes]) -> bytes:
    """Return files as one; the same files give the same bytes."""
    ordered = dict(sorted(contents.items()))
    told = json.dumps({name: len(content) for name, content in ordered.items()}).encode()
    whole = b"\n".join([told, b"".join(ordered.values())])
    return lzma.compress(whole, format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC32, filters=_FILTERS)


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the files that were packed."""
    told, _, rest = lzma.decompress(content).partition(b"\n")
    found, start = {}, 0
    for name, size in json.loads(told).items():
        found[name] = rest[start : start + size]
        start += size
    return found
