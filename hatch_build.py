"""For the wheel, packs the files of pages into one: scripts compressed together take a sixth less room."""

import tempfile
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Pages(BuildHookInterface[Any]):
    """Puts one file in the place of those that the wheel leaves out; see pyproject.toml."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the file, unless the package is used where it stands."""
        if version == "editable":
            return
        package = Path(self.root) / "graph" / "newsgraph"
        files = _module(package / "serve" / "own_files.py")
        contents = {
            f"{folder}/{entry.name}": entry.read_bytes()
            for folder in files.FOLDERS
            for entry in (package / folder).iterdir()
            if entry.suffix != ".xz"
        }
        self._scratch = tempfile.TemporaryDirectory()
        made = Path(self._scratch.name) / "pages.xz"
        made.write_bytes(files.packed(contents))
        build_data["force_include"][str(made)] = f"newsgraph/{files.PACKED}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clear up."""
        if version != "editable":
            self._scratch.cleanup()


def _module(path: Path) -> ModuleType:
    """Return the module alone: the package around it needs what may not be installed here."""
    spec = spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
