"""Install the built wheel alone into a fresh environment and do the main job with it, far from the checkout."""

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ARTICLES = Path(__file__).parents[1] / "data" / "articles"


def main(dist: str) -> int:
    """Exit with an error where the wheel lacks something that the main job needs."""
    (wheel,) = Path(dist).resolve().glob("newsgraph-*.whl")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        venv.create(home / "venv", with_pip=True)
        run(home, "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel))
        run(home, "newsgraph", "build", str(ARTICLES), "--out", "graph")
        run(home, "newsgraph", "query", "graph", "ASK { ?article a schema:NewsArticle ; schema:mentions ?thing }")
        run(home, "newsgraph", "query", "graph", "--name", "laws-cited")
        run(home, "newsgraph", "queries")
        run(home, "newsgraph", "check", "graph")
        run(home, "newsgraph", "view", "graph")
        run(home, "newsgraph", "site", "graph", "--out", "site")
        report = json.loads((home / "graph" / "report.json").read_text("utf-8"))
        assert report["counts"]["articles"] > 10, report
    print(f"{wheel.name}: installs and does the main job on its own")
    return 0


def run(home: Path, program: str, *arguments: str) -> None:
    """Run a program of the environment in its folder; its output is shown where it fails."""
    done = subprocess.run(
        [home / "venv" / "bin" / program, *arguments], cwd=home, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{program} {' '.join(arguments)} failed:\n{done.stdout}\n{done.stderr}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
