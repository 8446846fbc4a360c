"""The chosen part of a graph as vis-network's nodes and edges, each with what the page tells about it."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import log2, sqrt

from newsgraph.model import Event
from newsgraph.network import ARTICLE, REPORTED_EVENT, Link, local_name, quantity_words
from newsgraph.view.choose import Attributes, Choice
from newsgraph.view.layout import layout
from newsgraph.view.style import event_mark, shape_of, style_of
from newsgraph.view.told import Item, Teller, stance_of, voice_of

_LABELLED = 160
"""Up to this many nodes the layout leaves room for every label."""
_GAPS = ((30, 70), (80, 30))
"""Up to so many nodes so much room is left between them for the words of lines."""
_LINE = 24
_LONGEST_LABEL = 60
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FACTS = (
    "published", "outlet", "byline", "place", "origin", "url", "begins", "ends",
    "normal_form", "jurisdiction", "other_names", "same_as", "publicity", "mentions", "articles", "entities",
)  # fmt: skip
_ARROWED = ("whole", "own", "attributed", "hedged", "negated", "answer", "copy")
_ASIDE = ("open", "copy")


def drawn_nodes(
    choice: Choice, nodes: Mapping[str, Attributes], teller: Teller, events: Iterable[Event] = ()
) -> list[Item]:
    """Return vis-network's nodes, the most important first, with coordinates and what is told of their figures."""
    reported = {event.id: event for event in events}
    known = {name: nodes[name] for name in choice.nodes}
    labels = {name: canvas_label(str(known[name]["label"])) for name in choice.nodes}
    room = len(choice.nodes) <= _LABELLED
    grown = 1.35 if room else 1.0
    sizes = {name: round(grown * _size(choice.degrees[name], known[name]), 1) for name in choice.nodes}
    gap = next((gap for most, gap in _GAPS if len(choice.nodes) <= most), 0)
    boxes = {name: _box(labels[name], sizes[name], labelled=room, gap=gap) for name in choice.nodes}
    points = layout(choice.nodes, [(link.source, link.target) for link in choice.links], boxes)
    drawn: list[Item] = [
        {
            "id": name,
            "label": labels[name],
            "name": str(known[name]["label"]),
            "kind": known[name]["kind"],
            "shape": shape_of(str(known[name]["kind"])),
            "color": style_of(str(known[name]["kind"])).light,
            "size": sizes[name],
            "x": points[name][0],
            # The name hangs below the node, and both fill the box.
            "y": points[name][1] - round((boxes[name][1] - gap - 2 * sizes[name]) / 2 if room else 0),
            "joined": choice.degrees[name],
            "facts": {fact: known[name][fact] for fact in _FACTS if fact in known[name]},
        }
        for name in choice.nodes
    ]
    for node in drawn:
        if figures := teller.figures(node["id"]):
            node["figures"] = figures
        if node["kind"] == REPORTED_EVENT and node["id"] in reported:
            _add_event(node, reported[node["id"]])
    return drawn


def _add_event(node: Item, event: Event) -> None:
    node["mark"] = event_mark(local_name(event.type))
    node["voice"] = stance_of(event)
    if event.figures:
        node["facts"]["figures"] = "; ".join(map(quantity_words, event.figures))


def drawn_edges(choice: Choice, teller: Teller) -> list[Item]:
    """Return vis-network's edges: one for each direction and way of telling between two nodes, with all it stands for.

    Claims, events and quotes of one voice, modality and negation share a line.
    """
    merged: dict[tuple[str, str, str, str, bool], list[Link]] = defaultdict(list)
    for link in choice.links:
        voice = voice_of(link)
        sourced = link.attributed_to is not None and voice != "naming"
        merged[link.source, link.target, voice, str(link.modality) if voice != "naming" else "", sourced].append(link)
    parallel: dict[frozenset[str], int] = defaultdict(int)
    edges = []
    for number, ((source, target, voice, _, sourced), links) in enumerate(merged.items()):
        ends = frozenset((source, target))
        edge: Item = {"id": f"e{number}", "from": source, "to": target, "voice": voice, "sourced": sourced}
        edges.append(edge | _looks(edge, links, parallel[ends]) | {"told": [teller.told(link) for link in links]})
        parallel[ends] += 1
    return edges


def canvas_label(name: str) -> str:
    """Return a name fit for a canvas: one line, at most 60 characters, and what turns the writing made visible."""
    plain = _TURNING.sub(lambda found: f"‹U+{ord(found[0]):04X}›", name[: 2 * _LONGEST_LABEL])
    visible = "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cs") and not c.isspace() else c for c in plain)
    line = " ".join(visible.split())
    return line if len(line) <= _LONGEST_LABEL else line[: _LONGEST_LABEL - 1].rstrip() + "…"


def _looks(edge: Item, links: list[Link], parallel: int) -> Item:
    relations = dict.fromkeys(link.plain if edge["voice"] in _ASIDE else link.told for link in links)
    looks: Item = {
        "label": canvas_label(", ".join(relations)),
        "width": round(1 + 0.5 * log2(sum(max(1, len(link.evidence)) for link in links)), 2),
        "dashes": _dashes(edge["voice"], sourced=edge["sourced"]),
    }
    if edge["voice"] in _ARROWED:
        looks["arrows"] = "to"
    if parallel:
        looks["smooth"] = {"enabled": True, "type": "curvedCW", "roundness": 0.12 * (parallel + 1)}
    return looks


def _dashes(voice: str, *, sourced: bool) -> bool | list[int]:
    """Return the pattern of a line: dashed for a source, dotted for what is not stated, both for both."""
    if voice == "hedged":
        return [7, 3, 2, 3] if sourced else [2, 4]
    if voice == "quote":
        return [1, 3]
    if voice == "copy":
        return [14, 4]
    return [7, 5] if sourced or voice == "open" else False


def speakers(teller: Teller, nodes: Mapping[str, Attributes]) -> Iterator[tuple[str, str]]:
    """Yield the id and name of every source that a told statement is put to, drawn or not."""
    for name in sorted(teller.sources):
        yield name, str(nodes[name]["label"]) if name in nodes else local_name(name)


def _size(degree: int, known: Attributes) -> float:
    if known["kind"] in (ARTICLE, REPORTED_EVENT):
        return 15.0 if known["kind"] == ARTICLE else 11.0
    return min(26.0, 7.0 + 2.6 * sqrt(max(0, degree - 1)))


def _box(label: str, size: float, *, labelled: bool, gap: int) -> tuple[float, float]:
    if not labelled:
        return 2.9 * size + 6, 2.4 * size + 6
    lines = -(-len(label) // _LINE)
    return max(2 * size, 6.6 * min(len(label), _LINE)) + 6 + gap, 2 * size + 16 * min(lines, 2) + 4 + gap
