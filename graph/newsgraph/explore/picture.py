"""The values of the explorer: what is drawn, as columns, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.int64]
Days = npt.NDArray[np.int32]
Points = npt.NDArray[np.float32]

NO_DAY = -(2**31)
"""In place of a day that is not known; days count from 1970-01-01."""
NOTHING = -1
"""In place of the number of a node, outlet or article that there is none of."""

KINDS = ("Person", "Organization", "Place", "Legislation", "Event", "Group", "Article", "ReportedEvent")
VOICES = ("naming", "own", "attributed", "hedged", "negated", "quote", "whole", "copy", "open", "answer", "figure")
"""How a link is told; see `newsgraph.view.told.voice_of`. A `figure` joins a node to itself: a number told of it."""
MODALITIES = ("stated", "alleged", "expected", "proposed", "asked")


@dataclass(frozen=True)
class Nodes:
    """What is drawn, by number, the most important first."""

    ids: tuple[str, ...]
    """`person/…`, `article/…`, `event/…`: identifiers below the graph's base."""
    names: tuple[str, ...]
    kinds: Bytes
    """Places in `KINDS`."""
    mentions: Numbers
    """How often it is named; for articles, how many namings they hold."""
    articles: Numbers
    """How many articles name it; 1 for articles and reported events."""
    days: Days
    """Articles: when published; reported events: when it begins, or else when its article was published."""
    outlets: Numbers
    """Articles: places in `Picture.outlets`, or NOTHING."""
    latitudes: Points
    """Degrees; NaN where no position is known."""
    longitudes: Points
    facts: tuple[Mapping[str, str], ...]
    """What else is known, in plain words, by name: `other_names`, `url`, `byline`, `publicity`, `event_type`, …"""


@dataclass(frozen=True)
class Links:
    """What articles say of two nodes, by number; sorted by edge (the pair of nodes, the smaller number first)."""

    sources: Numbers
    targets: Numbers
    relations: Numbers
    """Places in `Picture.relations`."""
    voices: Bytes
    modalities: Bytes
    negated: Bytes
    articles: Numbers
    """The node of the article that says so."""
    speakers: Numbers
    """The node of the source that it is put to, or NOTHING where the article speaks."""
    confidences: Bytes
    """0 to 100."""


@dataclass(frozen=True)
class Passages:
    """An article's sentences that bear evidence, and which links stand in them."""

    article: int
    """The node of the article."""
    sentences: tuple[str, ...]
    places: tuple[int, ...]
    """By sentence, its place among all sentences of the article: 4, 5, 7 leaves one out."""
    evidence: Mapping[int, tuple[tuple[int, int, int], ...]]
    """By link: sentence, start and end of what to mark, in code points of the sentence."""
    cues: Mapping[int, str] = field(default_factory=dict)
    """By link, the words that put it to its source: `said`."""
    more: Mapping[int, int] = field(default_factory=dict)
    """By link, how many more passages there are than those carried."""


@dataclass(frozen=True)
class Picture:
    """All that the explorer shows of a graph, without places."""

    nodes: Nodes
    links: Links
    relations: tuple[str, ...]
    """In plain words: `works for`, `mentions`; each once."""
    outlets: tuple[str, ...]
    """Those with most articles first; equals by name."""
    passages: tuple[Passages, ...]
    """By article, in the order of their nodes."""
    base: str
    """What the identifiers start with, to make IRIs of them."""
    total_nodes: int
    """How many nodes the graph has, of which `nodes` are the most important."""
    total_links: int


@dataclass(frozen=True)
class Layout:
    """Where the nodes are drawn."""

    points: Points
    """One row (x, y) a node, y downwards, in units of about the smallest node's radius."""
    radii: Points
    """One number a node, in the same units; discs do not overlap."""
    communities: Numbers
    """The community of each node; the largest is 0."""
    names: tuple[str, ...]
    """By community, its best known members' names: `Ana Ruiz, Harlow Bank, Port Ellis`."""
