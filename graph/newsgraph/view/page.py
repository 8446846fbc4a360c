"""One offline HTML file, or a pyvis network that writes it, of a graph or of a part of it."""

import base64
import hashlib
import json
import re
from collections.abc import Collection, Mapping
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from newsgraph.errors import NewsgraphError
from newsgraph.model import Article, Kind, KnowledgeGraph
from newsgraph.network import links
from newsgraph.network.nodes import nodes as all_nodes
from newsgraph.view.choose import MOST, Choice, choose, resolve_name
from newsgraph.view.drawing import drawn_edges, drawn_nodes, speakers
from newsgraph.view.passages import Passages
from newsgraph.view.style import style_table
from newsgraph.view.told import Item, Teller

if TYPE_CHECKING:
    from jinja2 import Environment
    from pyvis.network import Network

LIMIT = 400
"""So many nodes are drawn unless another number is asked for: more are hard to read."""

_ASSETS = files("newsgraph.view") / "assets"
_SCRIPTS = (
    "data.js", "lines.js", "edges.js", "canvas.js", "labels.js", "linelabels.js", "told.js", "panel.js", "card.js",
    "controls.js", "table.js", "legend.js", "main.js",
)  # fmt: skip


def page(
    kg: KnowledgeGraph,
    *,
    around: str | None = None,
    hops: int = 1,
    kinds: Collection[Kind] = (),
    limit: int = LIMIT,
    title: str = "newsgraph",
) -> str:
    """Return an HTML page that draws the graph, or a part of it, and needs nothing from outside.

    With `around`, what lies at most `hops` links from the entities of that name (letter case and accents aside);
    with `kinds`, entities of these kinds and the articles that join them; of those the `limit` most important ones
    (see `choose`), at most 2,000. The page says how many of how many it draws. Write it as UTF-8. The same
    arguments give the same page.

    Raises:
        NewsgraphError: no entity is named `around`; `hops` or `limit` is below 1.
    """
    network = to_pyvis(kg, around=around, hops=hops, kinds=kinds, limit=limit, title=title)
    return str(network.generate_html())


def to_pyvis(
    kg: KnowledgeGraph,
    *,
    around: str | None = None,
    hops: int = 1,
    kinds: Collection[Kind] = (),
    limit: int = LIMIT,
    title: str = "newsgraph",
) -> "Network":
    """Return a pyvis network of what `page` draws, with its layout, for going on with.

    Its `generate_html` renders our page, not pyvis' own, so that names from articles stay text; nodes and edges
    added to it are drawn too. Arguments and errors are those of `page`.
    """
    if hops < 1 or limit < 1:
        raise NewsgraphError(f"hops ({hops}) and limit ({limit}) have to be at least 1.")
    # Imported here because it takes 0.2 s and 22 packages, which other commands should not pay.
    from pyvis.network import Network  # noqa: PLC0415

    known = dict(all_nodes(kg))
    middle = resolve_name(kg, around) if around is not None else ()
    chosen = choose(known, tuple(links(kg)), around=middle, hops=hops, kinds=kinds, limit=limit)
    passages = Passages(kg.articles)
    network = Network(height="100%", width="100%", directed=True, heading=_clean(title), cdn_resources="in_line")
    teller = Teller(kg, passages)
    network.nodes = drawn_nodes(chosen, known, teller, kg.events)
    network.edges = drawn_edges(chosen, teller)
    network.node_ids = [node["id"] for node in network.nodes]
    network.node_map = {node["id"]: node for node in network.nodes}
    network.toggle_physics(False)
    originals = _originals(kg, passages)
    tables: Item = {
        "articles": [_article_card(article, originals.get(article.id)) for article in passages.articles],
        "sentences": passages.sentences,
        "speakers": dict(speakers(teller, known)),
        "styles": style_table(),
        "around": list(chosen.around),
    }
    network.templateEnv = _environment(tables, summary(chosen, around=around))
    network.path = "page.html"
    return network


def summary(choice: Choice, *, around: str | None = None) -> str:
    """Return the sentence that says what the page draws and how to see the rest."""
    drawn, total = len(choice.nodes), choice.total_nodes
    where = f" around “{around}”" if around else ""
    if not total:
        return f"Nothing to draw{where}: the graph has no such nodes."
    if drawn == total:
        return f"All {total:,} nodes{where} and the {choice.total_links:,} statements that join them are drawn."
    more = f"; {MOST:,} is the most one page can hold" if drawn == MOST else ", or raise --limit"
    explorer = " The explorer of newsgraph serve shows them all." if total > MOST else ""
    return (
        f"{drawn:,} of {total:,} nodes{where} drawn: those that are joined to the most others. "
        f"Narrow with --around NAME or --kinds{more}.{explorer}"
    )


def _originals(kg: KnowledgeGraph, passages: Passages) -> dict[str, int]:
    """Return by article the number of the one that it is a copy of."""
    shown = {article.id for article in passages.articles}
    return {copy.article: passages.article(copy.original) for copy in kg.copies if copy.article in shown}


def _article_card(article: Article, original: int | None) -> Item:
    card: Item = {
        "headline": article.headline or "",
        "published": article.published.isoformat() if article.published else "",
        "outlet": article.outlet or "",
        "origin": article.origin,
        "id": f"article/{article.id}",
    }
    if original is not None:
        card["original"] = original
    return card


def _environment(tables: Item, sentence: str) -> "Environment":
    from jinja2 import DictLoader, Environment  # noqa: PLC0415
    from markupsafe import Markup  # noqa: PLC0415

    scripts = [_vis(), "\n".join(_asset(name) for name in _SCRIPTS)]
    sheet = _asset("page.css")

    def data(nodes: list[Item], edges: list[Item], options: str) -> Markup:
        return Markup(inert_json({**tables, "nodes": nodes, "edges": edges, "options": json.loads(options)}))  # noqa: S704

    environment = Environment(loader=DictLoader({"page.html": _asset("page.html")}), autoescape=True)
    environment.globals.update(
        data=data,
        policy=_policy(scripts, sheet),
        scripts=[Markup(script) for script in scripts],  # noqa: S704
        sheet=Markup(sheet),  # noqa: S704
        summary=_clean(sentence),
    )
    return environment


def inert_json(value: Mapping[str, Any]) -> str:
    """Return JSON in ASCII without `<`, `>` and `&`, which no HTML parser can leave a script block by."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _policy(scripts: list[str], sheet: str) -> str:
    allowed = " ".join(f"'sha256-{_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'sha256-{_hash(sheet)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")


def _vis() -> str:
    """Return vis-network as pyvis brings it, with line ends that browsers hash and no map to ask for."""
    found = files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js"
    source = found.read_text(encoding="utf-8").replace("\r\n", "\n")
    return re.sub(r"\n//# sourceMappingURL=.*\s*$", "\n", source)


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
