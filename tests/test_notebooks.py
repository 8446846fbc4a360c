"""Every notebook runs from top to bottom, without errors and warnings, and prints what it was committed with.

Pages and other rich outputs are not kept: they are large, and what prints is enough to tell. Refresh what is kept with
`tests/refresh_docs.py`.
"""

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SIZE_LIMIT = 50_000


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_every_cell_runs_and_prints_what_was_kept(path: Path, tmp_path: Path) -> None:
    committed = nbformat.read(path, as_version=4)
    fresh = executed(path, tmp_path)
    for kept, cell in zip(committed.cells, fresh.cells, strict=True):
        assert kept.get("outputs", []) == cell.get("outputs", []), cell.source


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_is_small_and_names_no_machine(path: Path) -> None:
    assert path.stat().st_size < SIZE_LIMIT
    notebook = nbformat.read(path, as_version=4)
    assert dict(notebook.metadata) == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    assert not any(cell.metadata or cell.get("execution_count") for cell in notebook.cells)


def executed(path: Path, home: Path) -> Any:
    """Return the notebook after a run in its folder by this very interpreter, with what it printed and no more."""
    notebook = nbformat.read(path, as_version=4)
    environment = {**os.environ, "IPYTHONDIR": str(home), "PYTHONWARNINGS": ""}
    asyncio.run(run(notebook, path.parent, environment))
    notebook.metadata.language_info = {"name": "python"}
    for cell in notebook.cells:
        cell.metadata.clear()
        if cell.cell_type == "code":
            cell.execution_count = None
            streams = [output for output in cell.outputs if output.output_type == "stream"]
            assert not [output for output in streams if output.name == "stderr"], cell
            # In how many pieces a text arrives depends on the time it takes.
            text = "".join(output.text for output in streams)
            cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text=text)] if streams else []
    return notebook


async def run(notebook: Any, folder: Path, environment: dict[str, str]) -> None:
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient

    # No kernel folders: a `python3` kernel that the user has installed belongs to another interpreter.
    own = KernelSpecManager(kernel_dirs=[])
    manager = AsyncKernelManager(kernel_name="python3", kernel_spec_manager=own)
    assert manager.kernel_spec.argv[0] == sys.executable
    where = {"metadata": {"path": str(folder)}}
    client = NotebookClient(notebook, km=manager, resources=where, timeout=300, record_timing=False)
    try:
        await client.async_execute(env=environment)
    finally:
        if client.kc is not None:
            client.kc.stop_channels()
        await manager.shutdown_kernel(now=True)
