"""The chosen part of a graph as vis-network's nodes and edges, each with what the page tells about it."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import log2, sqrt
from typing import Any

from newsgraph.model import Modality
from newsgraph.network import ARTICLE, MAYBE_SAME, Link, local_name, spaced
from newsgraph.view.choose import Attributes, Choice
from newsgraph.view.layout import layout
from newsgraph.view.passages import Passages
from newsgraph.view.style import style_of

Item = dict[str, Any]

_LABELLED = 160
"""Up to this many nodes the layout leaves room for every label."""
_LINE = 24
_LONGEST_LABEL = 60
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WHOLES = ("contained in", "part of", "people of")
_FACTS = (
    "published", "outlet", "byline", "place", "origin", "url", "event_type", "begins", "ends", "figures",
    "normal_form", "jurisdiction", "other_names", "same_as", "publicity", "modality", "negated", "mentions",
    "articles", "entities",
)  # fmt: skip


def drawn_nodes(choice: Choice, nodes: Mapping[str, Attributes]) -> list[Item]:
    """Return vis-network's nodes, the most important first, with coordinates."""
    known = {name: nodes[name] for name in choice.nodes}
    labels = {name: canvas_label(str(known[name]["label"])) for name in choice.nodes}
    room = len(choice.nodes) <= _LABELLED
    grown = 1.35 if room else 1.0
    sizes = {name: round(grown * _size(choice.degrees[name], known[name]), 1) for name in choice.nodes}
    boxes = {name: _box(labels[name], sizes[name], labelled=room) for name in choice.nodes}
    points = layout(choice.nodes, [(link.source, link.target) for link in choice.links], boxes)
    return [
        {
            "id": name,
            "label": labels[name],
            "name": str(known[name]["label"]),
            "kind": known[name]["kind"],
            "shape": style_of(str(known[name]["kind"])).shape,
            "color": style_of(str(known[name]["kind"])).light,
            "size": sizes[name],
            "x": points[name][0],
            # The name hangs below the node, and both fill the box.
            "y": points[name][1] - round((boxes[name][1] - 2 * sizes[name]) / 2 if room else 0),
            "joined": choice.degrees[name],
            "facts": {fact: known[name][fact] for fact in _FACTS if fact in known[name]},
        }
        for name in choice.nodes
    ]


def drawn_edges(choice: Choice, passages: Passages) -> list[Item]:
    """Return vis-network's edges: one for each direction and voice between two nodes, with all it stands for."""
    merged: dict[tuple[str, str, str], list[Link]] = defaultdict(list)
    for link in choice.links:
        merged[link.source, link.target, _voice(link)].append(link)
    parallel: dict[frozenset[str], int] = defaultdict(int)
    edges = []
    for number, ((source, target, voice), links) in enumerate(merged.items()):
        ends = frozenset((source, target))
        edges.append(_edge(number, source, target, voice, links, parallel[ends], passages))
        parallel[ends] += 1
    return edges


def canvas_label(name: str) -> str:
    """Return a name fit for a canvas: one line, at most 60 characters, and what turns the writing made visible."""
    plain = _TURNING.sub(lambda found: f"‹U+{ord(found[0]):04X}›", name[: 2 * _LONGEST_LABEL])
    visible = "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cs") and not c.isspace() else c for c in plain)
    line = " ".join(visible.split())
    return line if len(line) <= _LONGEST_LABEL else line[: _LONGEST_LABEL - 1].rstrip() + "…"


def _edge(
    number: int, source: str, target: str, voice: str, links: list[Link], parallel: int, passages: Passages
) -> Item:
    relations = list(dict.fromkeys(spaced(link.relation) for link in links))
    named = "not " if voice == "negated" else ""
    edge: Item = {
        "id": f"e{number}",
        "from": source,
        "to": target,
        "label": canvas_label(named + ", ".join(relations)),
        "voice": voice,
        "width": round(1 + 0.5 * log2(sum(max(1, len(link.evidence)) for link in links)), 2),
        "dashes": voice in ("attributed", "open") or (voice == "negated" and links[0].attributed_to is not None),
        "told": [_told(link, passages) for link in links],
    }
    if voice not in ("naming", "open"):
        edge["arrows"] = "to"
    if parallel:
        edge["smooth"] = {"enabled": True, "type": "curvedCW", "roundness": 0.12 * (parallel + 1)}
    return edge


def _told(link: Link, passages: Passages) -> Item:
    shown, more = passages.collect(link.article, link.evidence)
    told: Item = {"relation": spaced(link.relation), "article": passages.article(link.article), "passages": shown}
    if more:
        told["more"] = more
    if link.attributed_to is not None:
        told["by"] = link.attributed_to
    if link.modality is not Modality.STATED:
        told["modality"] = str(link.modality).lower()
    if link.negated:
        told["negated"] = True
    return told


def _voice(link: Link) -> str:
    """Return `naming`, `whole`, `open`, `own`, `attributed` or `negated`: what the line looks like."""
    if link.relation in _WHOLES and link.statement is None:
        return "whole"
    if link.relation == MAYBE_SAME:
        return "open"
    if link.statement is None or link.relation == "reports":
        return "naming"
    if link.negated:
        return "negated"
    return "own" if link.attributed_to is None else "attributed"


def speakers(choice: Choice, nodes: Mapping[str, Attributes]) -> Iterator[tuple[str, str]]:
    """Yield the id and name of every source that a drawn statement is attributed to, drawn or not."""
    for name in sorted({link.attributed_to for link in choice.links if link.attributed_to is not None}):
        yield name, str(nodes[name]["label"]) if name in nodes else local_name(name)


def _size(degree: int, known: Attributes) -> float:
    if known["kind"] == ARTICLE:
        return 15.0
    return min(26.0, 7.0 + 2.6 * sqrt(max(0, degree - 1)))


def _box(label: str, size: float, *, labelled: bool) -> tuple[float, float]:
    if not labelled:
        return 2.3 * size + 2, 2.0 * size + 2
    lines = -(-len(label) // _LINE)
    return max(2 * size, 6.6 * min(len(label), _LINE)) + 6, 2 * size + 16 * min(lines, 2) + 4
