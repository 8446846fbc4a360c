"""newsgraph: news articles as a knowledge graph in which every statement leads back to its words."""

from typing import TYPE_CHECKING, Any

from newsgraph.version import __version__

if TYPE_CHECKING:
    from newsgraph.pipeline import build
    from newsgraph.publish import read_folder as load, write_folder as save

__all__ = ["__version__", "build", "load", "save"]

_HOMES = {
    "build": ("newsgraph.pipeline", "build"),
    "load": ("newsgraph.publish", "read_folder"),
    "save": ("newsgraph.publish", "write_folder"),
}


def __getattr__(name: str) -> Any:
    """Return a public function from the module it lives in, imported on first use so that importing stays cheap."""
    if name not in _HOMES:
        raise AttributeError(f"module 'newsgraph' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    module, function = _HOMES[name]
    return getattr(import_module(module), function)
