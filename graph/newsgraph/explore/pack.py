"""A picture and its layout in few bytes: the graph to draw, the details to look up, the words to read.

Each part is a zlib stream of columns; docs/reference/explorer-format.md has them all. `web/src/explorer/graph/read.ts`
and its neighbours read them. The same picture gives the same bytes.
"""

import base64
import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newsgraph.explore.columns import Columns, Draft, state_of, steps, whole_characters
from newsgraph.explore.picture import KINDS, NO_DAY, Layout, Links, Nodes, Numbers, Picture
from newsgraph.explore.words import word_blocks
from newsgraph.ids import slug

STEP = 8
"""Places are kept to an eighth of the layout's unit, radii to a half of that."""
DEGREE = 10_000
"""Latitudes and longitudes are kept to a ten-thousandth of a degree: about ten metres."""
_KEYED = re.compile(r"(.*)-([0-9a-f]{8})", re.DOTALL)
_HASHED = re.compile(r"[0-9a-f]{16}")
_LOCAL = re.compile(r"(.*)-in-([0-9a-f]{16})", re.DOTALL)
"""What is told of one article alone bears that article's hash."""
_BY_NAME, _BY_TEXT, _BY_HASH, _LITERAL, _BY_ARTICLE = range(5)
_ARTICLE = KINDS.index("Article")
_PREFIXES = tuple({"ReportedEvent": "event"}.get(kind, kind.lower()) for kind in KINDS)


@dataclass(frozen=True)
class Packed:
    """The parts that the explorer's page is given."""

    snapshot: str
    """The snapshot of the graph's folder that they were made of."""
    state: str
    """Names what they show; all parts bear it, so that a page never mixes two. The same content has the same name."""
    graph: bytes
    """What is needed to draw, search and filter."""
    details: bytes
    """Identifiers and facts."""
    words: tuple[bytes, ...]
    """Sentences with the marks of the links, some hundred articles each."""


def pack(picture: Picture, layout: Layout, *, snapshot: str) -> Packed:
    """Return the parts of a picture; `snapshot` names the state of the folder that it was made of.

    Raises:
        ValueError: where columns are of unequal length, or an article's passages speak of a link of another's.
    """
    order, edges = _by_edge(picture.links)
    words = word_blocks(picture, order)
    graph = _graph(picture, layout, order, edges, words.starts)
    details = _details(picture.nodes, words.vocabulary)
    state = state_of((graph, details, *words.parts))
    return Packed(
        snapshot, state, graph.part(state), details.part(state), tuple(draft.part(state) for draft in words.parts)
    )


def as_text(part: bytes) -> str:
    """Return what stands for the part in a script block of a page."""
    return base64.b64encode(part).decode("ascii")


def _by_edge(links: Links) -> tuple[Numbers, Numbers]:
    """Return the order of the links by edge, and the edge of each link in that order; equals stay as they are."""
    low, high = np.minimum(links.sources, links.targets), np.maximum(links.sources, links.targets)
    order = np.lexsort((high, low)).astype(np.int64)
    low, high = low[order], high[order]
    is_new = (np.diff(low, prepend=-1) != 0) | (np.diff(high, prepend=-1) != 0)
    return order, np.cumsum(is_new) - 1


def _graph(picture: Picture, layout: Layout, order: Numbers, edges: Numbers, starts: tuple[int, ...]) -> Draft:
    count = len(picture.nodes.ids)
    columns = Columns()
    _add_nodes(columns, picture.nodes)
    _add_layout(columns, layout, count)
    edge_count = _add_edges(columns, picture.links, order, edges, count)
    columns.texts(picture.relations)
    columns.texts(picture.outlets)
    columns.texts(layout.names)
    manners = _add_links(columns, picture.links, order)
    header = {
        "base": whole_characters(picture.base),
        "nodes": count,
        "edges": edge_count,
        "links": len(order),
        "relations": len(picture.relations),
        "outlets": len(picture.outlets),
        "communities": len(layout.names),
        "manners": manners,
        "totalNodes": picture.total_nodes,
        "totalLinks": picture.total_links,
        "blocks": starts,
    }
    return Draft("g", header, columns)


def _add_nodes(columns: Columns, nodes: Nodes) -> None:
    columns.texts(nodes.names)
    columns.numbers(nodes.kinds)
    columns.signed(steps(nodes.mentions))
    columns.numbers(nodes.articles)
    known = nodes.days != NO_DAY
    first = int(nodes.days[known].min(initial=0))
    columns.signed([first])
    columns.numbers(np.where(known, nodes.days.astype(np.int64) - first + 1, 0))
    columns.numbers(nodes.outlets + 1)
    latitudes, longitudes = nodes.latitudes.astype(np.float64), nodes.longitudes.astype(np.float64)
    placed = np.flatnonzero((np.abs(latitudes) <= 90) & (np.abs(longitudes) <= 180))
    columns.numbers([len(placed)])
    columns.numbers(steps(placed))
    columns.signed(np.rint(latitudes[placed] * DEGREE))
    columns.signed(np.rint(longitudes[placed] * DEGREE))


def _add_layout(columns: Columns, layout: Layout, count: int) -> None:
    """Add places as distances from the first member of each node's community: that takes a third less."""
    communities = layout.communities.astype(np.int64)
    columns.numbers(communities)
    anchors = np.zeros(int(communities.max(initial=-1)) + 1, dtype=np.int64)
    members, firsts = np.unique(communities, return_index=True)
    anchors[members] = firsts
    anchor = anchors[communities]
    is_first = anchor == np.arange(count)
    points = np.rint(layout.points.astype(np.float64).reshape(count, 2) * STEP).astype(np.int64)
    for axis in (0, 1):
        places = points[:, axis]
        columns.signed(np.where(is_first, places, places - places[anchor]))
    columns.numbers(np.rint(layout.radii.astype(np.float64) * STEP * 2))


def _add_edges(columns: Columns, links: Links, order: Numbers, edges: Numbers, count: int) -> int:
    """Add the pairs of nodes, by the smaller number, and how many links each has."""
    _, firsts = np.unique(edges, return_index=True)
    sources, targets = links.sources[order][firsts], links.targets[order][firsts]
    low, high = np.minimum(sources, targets), np.maximum(sources, targets)
    columns.numbers(np.bincount(low, minlength=count))
    is_first = np.diff(low, prepend=-1) != 0
    columns.numbers(np.where(is_first, high - low, steps(high) - 1))
    columns.numbers(np.diff(firsts, append=len(edges)) - 1)
    return len(firsts)


def _add_links(columns: Columns, links: Links, order: Numbers) -> int:
    """Add what links say: what goes together is counted as one manner, the most frequent first."""
    sources, targets, articles = links.sources[order], links.targets[order], links.articles[order]
    speakers = links.speakers[order]
    low, high = np.minimum(sources, targets), np.maximum(sources, targets)
    where = np.where(articles == low, 0, np.where(articles == high, 1, 2))
    told = np.stack(
        [
            links.relations[order],
            links.voices[order],
            links.modalities[order],
            links.negated[order] != 0,
            links.confidences[order],
            sources == low,
            where,
            speakers >= 0,
        ]
    ).astype(np.int64)
    kinds, places, counts = np.unique(told, axis=1, return_inverse=True, return_counts=True)
    by_count = np.argsort(-counts, kind="stable")
    ranks = np.argsort(by_count, kind="stable")
    for row in kinds[:, by_count]:
        columns.numbers(row)
    columns.numbers(ranks[places.ravel()])
    columns.numbers(articles[where == 2])
    columns.numbers(speakers[speakers >= 0])
    return len(by_count)


def _details(nodes: Nodes, vocabulary: tuple[str, ...]) -> Draft:
    columns = Columns()
    texts, hashes, articles = _add_forms(columns, nodes)
    columns.texts(texts)
    columns.numbers(_from_hex([one[-8:] for one in hashes]))
    columns.numbers(_from_hex([one[:8] for one in hashes if len(one) == 16]))
    columns.numbers(articles)
    columns.texts(_PREFIXES)
    facts: dict[str, list[int]] = {}
    for number, told in enumerate(nodes.facts):
        for key in told:
            facts.setdefault(key, []).append(number)
    columns.texts(tuple(facts))
    for key, numbers in facts.items():
        columns.numbers([len(numbers)])
        columns.numbers(steps(numbers))
        columns.texts([nodes.facts[number][key] for number in numbers])
    columns.texts(vocabulary)
    header = {
        "nodes": len(nodes.ids),
        "texts": len(texts),
        "prefixes": len(_PREFIXES),
        "facts": len(facts),
        "vocabulary": len(vocabulary),
    }
    return Draft("d", header, columns)


def _add_forms(columns: Columns, nodes: Nodes) -> tuple[list[str], list[str], list[int]]:
    """Add how each identifier is told; return the texts, hashes and articles that these forms leave to be told."""
    texts: list[str] = []
    hashes: list[str] = []
    articles: list[int] = []
    known = {nodes.ids[number]: number for number in np.flatnonzero(nodes.kinds == _ARTICLE).tolist()}
    forms = np.zeros(len(nodes.ids), dtype=np.int64)
    for number, name in enumerate(nodes.ids):
        form, text, hashed = _shortened(name, _PREFIXES[nodes.kinds[number]], nodes.names[number])
        if form == _BY_TEXT and (found := _LOCAL.fullmatch(text)) and _is_steady(nodes.names[number]):
            article = known.get(f"{_PREFIXES[_ARTICLE]}/{found[2]}")
            if article is not None and found[1] == slug(nodes.names[number]):
                form = _BY_ARTICLE
                articles.append(article)
        forms[number] = form
        if form in (_BY_TEXT, _LITERAL):
            texts.append(text)
        if form != _LITERAL:
            hashes.append(hashed)
    columns.numbers(forms)
    return texts, hashes, articles


def _shortened(name: str, prefix: str, called: str) -> tuple[int, str, str]:
    """Return how an identifier is told once what follows from kind and name is taken away: form, text, hash."""
    start, _, rest = name.partition("/")
    if start == prefix and _HASHED.fullmatch(rest):
        return _BY_HASH, "", rest
    found = _KEYED.fullmatch(rest)
    if start != prefix or found is None:
        return _LITERAL, name, ""
    key, hashed = found.groups()
    is_name = _is_steady(called) and slug(called) == key
    return (_BY_NAME, "", hashed) if is_name else (_BY_TEXT, key, hashed)


def _is_steady(name: str) -> bool:
    """Return whether a browser of whatever year makes the same slug: of Latin letters and usual punctuation."""
    return name.isascii() or all(ord(one) < 0x250 or 0x2010 <= ord(one) < 0x2040 for one in name)


def _from_hex(words: list[str]) -> npt.NDArray[np.int64]:
    return np.array([int(word, 16) for word in words], dtype=np.int64)
