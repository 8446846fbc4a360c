"""The pages that bench/explorer.py opens: our explorer, and the same graph drawn by others, each in one file."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from pyvis.network import Network

from newsgraph.explore.gather import gather_graph
from newsgraph.explore.layout import lay_out
from newsgraph.explore.pack import Packed, as_text, pack
from newsgraph.explore.picture import Layout, Numbers, Picture
from newsgraph.site.pages import explorer_page

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from generate import generated_graph

WEB = Path(__file__).parents[1] / "web"
MODULES = WEB / "node_modules"
SETTLED = "document.documentElement.dataset.ready = String(performance.now())"
BUNDLE = """
import { build } from "vite";
const [entry, folder] = process.argv.slice(1);
await build({
  configFile: false, logLevel: "error", publicDir: false,
  build: {
    outDir: folder, emptyOutDir: false, target: "es2022",
    lib: { entry, formats: ["iife"], name: "inside", fileName: () => "inside.js" },
  },
});
"""


@dataclass(frozen=True)
class Drawn:
    """A graph to be drawn, and where: the same for all."""

    picture: Picture
    layout: Layout
    packed: Packed
    pairs: Numbers
    """One row a pair of joined nodes."""


def drawn(size: int) -> Drawn:
    """Return a generated graph of that many nodes, laid out."""
    picture = gather_graph(generated_graph(size), limit=size)
    layout = lay_out(picture)
    ends = np.stack([picture.links.sources, picture.links.targets], axis=1)
    pairs = np.unique(np.sort(ends[ends[:, 0] != ends[:, 1]], axis=1), axis=0)
    return Drawn(picture, layout, pack(picture, layout, snapshot="bench"), pairs)


def write_ours(graph: Drawn, path: Path) -> None:
    """Write the explorer with all its data, as `newsgraph site` does."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(explorer_page(graph.packed, title="Bench", has_query=False))


def write_inside(graph: Drawn, path: Path) -> None:
    """Write a page with the same data that draws nothing, and measures how long finding takes."""
    node = shutil.which("node")
    if node is None or not MODULES.is_dir():
        sys.exit("Run `npm ci` in web first; it needs Node.")
    entry = Path(__file__).parent / "explorer_inside.ts"
    subprocess.run([node, "--input-type=module", "-e", BUNDLE, str(entry), str(path.parent)], cwd=WEB, check=True)
    packed = graph.packed
    path.write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title><body>'
        f'<script type="text/plain" id="graph">{as_text(packed.graph)}</script>'
        f'<script type="text/plain" id="details">{as_text(packed.details)}</script>'
        f"<script>{_script(path.parent / 'inside.js')}</script>",
        encoding="utf-8",
    )


def write_pyvis(graph: Drawn, path: Path) -> None:
    """Write pyvis' page as it is by default: usable when it has found places for all, in the browser."""
    network = Network(directed=True, cdn_resources="in_line")
    # What add_node and add_edge do, without their looking through all others each time.
    names = graph.picture.nodes.names
    network.nodes = [{"color": "#97c2fc", "id": node, "label": name, "shape": "dot"} for node, name in enumerate(names)]
    network.edges = [{"arrows": "to", "from": one, "to": other} for one, other in graph.pairs.tolist()]
    html = network.generate_html()
    call = "drawGraph();"
    if call not in html:
        sys.exit("pyvis' template has changed: there is no call of drawGraph.")
    before, after = html.rsplit(call, 1)
    note = f'network.once("stabilizationIterationsDone", () => {{ {SETTLED}; }});'
    path.write_text(before + call + note + after, encoding="utf-8")


def write_vis(graph: Drawn, path: Path) -> None:
    """Write vis-network with everything drawn at our places, nothing left to compute, edges straight."""
    found = find_spec("pyvis")
    assert found is not None
    assert found.origin is not None
    library = Path(found.origin).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
    _write_peer(
        graph,
        path,
        library,
        script="""
const container = document.getElementById("graph");
const nodes = data.names.map((label, id) => (
  { id, label, shape: "dot", size: data.radii[id], x: data.x[id], y: data.y[id] }
));
const edges = data.pairs.map(([from, to]) => ({ from, to }));
const options = { physics: false, layout: { improvedLayout: false }, edges: { smooth: false } };
const network = new vis.Network(container, { nodes, edges }, options);
network.once("afterDrawing", () => { READY; });
""",
    )


def write_sigma(graph: Drawn, path: Path) -> None:
    """Write sigma with everything drawn at our places, with its own settings."""
    libraries = (
        MODULES / "graphology" / "dist" / "graphology.umd.min.js",
        MODULES / "sigma" / "dist" / "sigma.min.js",
    )
    _write_peer(
        graph,
        path,
        *libraries,
        script="""
const drawn = new graphology.Graph();
data.names.forEach((label, id) => {
  drawn.addNode(id, { label, x: data.x[id], y: -data.y[id], size: Math.max(1, data.radii[id] / 2), color: "#0072b2" });
});
for (const [from, to] of data.pairs) drawn.addEdge(from, to, { color: "#cccccc" });
const renderer = new Sigma(drawn, document.getElementById("graph"));
renderer.refresh();
READY;
""",
    )


def _write_peer(graph: Drawn, path: Path, *libraries: Path, script: str) -> None:
    points = graph.layout.points
    data = {
        "names": graph.picture.nodes.names,
        "x": points[:, 0].round(2).tolist(),
        "y": points[:, 1].round(2).tolist(),
        "radii": graph.layout.radii.round(2).tolist(),
        "pairs": graph.pairs.tolist(),
    }
    text = json.dumps(data, ensure_ascii=False).replace("<", r"\u003c")
    made = script.replace("READY", SETTLED)
    path.write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title>'
        "<style>body { margin: 0 } #graph { width: 100vw; height: 100vh }</style>"
        '<body><div id="graph"></div>'
        + "".join(f"<script>{_script(library)}</script>" for library in libraries)
        + f'<script type="application/json" id="data">{text}</script>'
        + f'<script>const data = JSON.parse(document.getElementById("data").textContent);{made}</script>',
        encoding="utf-8",
    )


def _script(path: Path) -> str:
    return path.read_text(encoding="utf-8").replace("</script", "<\\/script").replace("<!--", "<\\!--")
