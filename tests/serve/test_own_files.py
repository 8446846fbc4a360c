"""The files of pages: found one by one in a checkout, and packed into one for a wheel without a difference."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from newsgraph.serve import own_files as module
from newsgraph.serve.own_files import PACKED, own_files, packed, unpacked

ROOT = Path(__file__).parents[2]


@given(st.dictionaries(st.text(), st.binary()))
def test_what_is_packed_comes_out_again(contents: dict[str, bytes]):
    whole = packed(contents)
    assert unpacked(whole) == contents
    assert packed(dict(reversed(contents.items()))) == whole


def test_the_files_of_all_folders_are_found():
    found = own_files()
    assert found["serve/assets/site.css"] == (ROOT / "graph/newsgraph/serve/assets/site.css").read_bytes()
    assert {"serve/pages/templates/base.html", "site/templates/explorer.html"} <= found.keys()
    assert {"serve/assets/query.js", "site/assets/engine.js", "site/assets/LICENSES.txt"} <= found.keys()
    assert not [name for name in found if name.endswith(".xz")]


def test_a_wheel_holds_the_same_files_in_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    pytest.importorskip("hatchling")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as content:
        names = set(content.namelist())
        content.extract(f"newsgraph/{PACKED}", tmp_path)
    loose = own_files()
    assert not names & {f"newsgraph/{name}" for name in loose}
    assert "newsgraph/site/assets/oxigraph.wasm.xz" in names
    monkeypatch.setattr(module, "files", lambda _package: tmp_path / "newsgraph")
    assert own_files.__wrapped__() == loose
