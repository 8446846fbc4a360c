"""Nodes and links as they are met, part by part, in rows of whole numbers."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from newsgraph.explore.facts import Described, Describer, day_number, plain, short
from newsgraph.explore.parts import Corpus, Part
from newsgraph.explore.passages import Collected, Collector
from newsgraph.explore.picture import MODALITIES, NO_DAY, NOTHING, VOICES, Numbers
from newsgraph.model import KnowledgeGraph
from newsgraph.network import ARTICLE, REPORTED_EVENT, Link, article_node, links, quantity_words
from newsgraph.network.links import resolver
from newsgraph.network.nodes import nodes
from newsgraph.network.statements import figure_links
from newsgraph.view.told import evidence_of, triggers, voice_of

_VOICES = {voice: number for number, voice in enumerate(VOICES)}
_MODALITIES = {modality: number for number, modality in enumerate(MODALITIES)}
_FIGURE = _VOICES["figure"]
_QUOTES = {"Indirect": "quotes indirectly", "Mixed": "quotes in part"}
_COLUMNS = 11


@dataclass(frozen=True, slots=True)
class MetLinks:
    """Links in the order in which they were met, with nodes and relations as these were numbered then."""

    sources: Numbers
    targets: Numbers
    relations: Numbers
    voices: Numbers
    modalities: Numbers
    negated: Numbers
    articles: Numbers
    speakers: Numbers
    confidences: Numbers
    days: Numbers
    keys: Numbers
    """The same for a link in every build."""


class Gathering:
    """Takes in the parts of a graph."""

    def __init__(self, corpus: Corpus, *, only: Collection[str] | None = None, outline: bool = False) -> None:
        """Take only nodes of `only`, where it is given; with `outline` neither words nor facts, only what is joined."""
        self._corpus = corpus
        self._only = only
        self._outline = outline
        self._numbers: dict[str, int] = {}
        self._relations: dict[str, int] = {}
        self._rows: list[npt.NDArray[np.int64]] = []
        self._count = 0
        self._events: set[str] = set()
        self.mentions: Counter[str] = Counter(dict.fromkeys(corpus.entities, 0))
        """By node, how often it is named, or how many namings it holds."""
        self.articles: Counter[str] = Counter()
        self.described: dict[str, Described] = {}
        """The articles and reported events."""
        self.passages: list[Collected] = []

    @property
    def relations(self) -> list[str]:
        """Return the relations by number."""
        return list(self._relations)

    def add(self, part: Part) -> None:
        """Take in what some articles hold."""
        graph = part.graph
        self._add_nodes(graph)
        days = {article.id: day_number(article.published) for article in graph.articles}
        told_by = triggers(graph)
        collectors: dict[str, Collector] = {}
        texts = {} if self._outline else {article.id: article.text for article in graph.articles}
        rows = []
        for link, voice in _told_links(part):
            if not self._is_taken(link):
                continue
            if link.article in texts:
                if link.article not in collectors:
                    collectors[link.article] = Collector(texts[link.article])
                evidence = evidence_of(link, told_by)
                collectors[link.article].add(self._count, evidence, link.cue)
            rows.append(self._row(link, voice, days.get(link.article, NO_DAY)))
            self._count += 1
        self._rows.append(np.array(rows, dtype=np.int64).reshape(-1, _COLUMNS))
        found = (collector.collected(self._number(article_node(name))) for name, collector in collectors.items())
        self.passages.extend(passages for passages in found if passages is not None)

    def links(self) -> MetLinks:
        """Return all links, also those that lead to what is no node."""
        return MetLinks(*np.concatenate([*self._rows, np.zeros((0, _COLUMNS), dtype=np.int64)]).T)

    def link_count(self) -> int:
        """Return how many links have nodes at both ends."""
        return int(np.count_nonzero(self._joins(self.links())))

    def ranked(self) -> list[str]:
        """Return all nodes, the most important first."""
        names = sorted(self.mentions)
        places = self.renumbering(names)
        met = self.links()
        joins = self._joins(met)
        ends = np.stack([places[met.sources[joins]], places[met.targets[joins]]])
        ends = ends[:, ends[0] != ends[1]]
        both = np.unique(np.concatenate([ends, ends[::-1]], axis=1), axis=1)
        is_event = np.array([name in self._events for name in names], dtype=bool)
        # To an event alone others count that are none.
        counted = both[0][is_event[both[0]] | ~is_event[both[1]]]
        joined = np.bincount(counted, minlength=len(names))
        mentions = np.array([0 if name in self._events else self.mentions[name] for name in names], dtype=np.int64)
        order = np.lexsort((np.arange(len(names)), -mentions, -joined, is_event))
        return [names[place] for place in order]

    def renumbering(self, names: list[str]) -> Numbers:
        """Return by number of a node as it was met its place in `names`, or NOTHING."""
        places = {name: place for place, name in enumerate(names)}
        return np.array([*(places.get(name, NOTHING) for name in self._numbers), NOTHING], dtype=np.int64)

    def _joins(self, met: MetLinks) -> npt.NDArray[np.bool_]:
        known = np.array([*(name in self.mentions for name in self._numbers), False], dtype=bool)
        joins: npt.NDArray[np.bool_] = known[met.sources] & known[met.targets] & known[met.articles]
        return joins

    def _add_nodes(self, graph: KnowledgeGraph) -> None:
        describer = Describer(graph)
        for name, known in nodes(graph):
            own = known["kind"] in (ARTICLE, REPORTED_EVENT)
            if own and known["kind"] == REPORTED_EVENT:
                self._events.add(name)
            self.mentions[name] += int(known.get("mentions", 0))
            self.articles[name] += 1 if own else int(known["articles"])
            if own and not self._outline and (self._only is None or name in self._only):
                self.described[name] = describer.described(name, known)

    def _is_taken(self, link: Link) -> bool:
        only = self._only
        return only is None or (link.source in only and link.target in only and article_node(link.article) in only)

    def _row(self, link: Link, voice: int, day: int) -> tuple[int, ...]:
        speaker = link.attributed_to
        relation = _QUOTES.get(link.quote or "", link.plain)
        if speaker is not None and not self._is_shown(speaker):
            entity = self._corpus.entities.get(speaker)
            relation = f"{relation} (according to {short(entity.name) if entity else 'a source'})"
            speaker = None
        certain = link.confidence if link.similarity is None else link.similarity
        return (
            self._number(link.source),
            self._number(link.target),
            self._relations.setdefault(plain(relation), len(self._relations)),
            voice,
            _MODALITIES[link.modality.lower()],
            int(link.negated),
            self._number(article_node(link.article)),
            NOTHING if speaker is None else self._number(speaker),
            round(100 * min(1.0, max(0.0, certain))),
            day,
            int(link.key[-16:], 16) >> 1,
        )

    def _is_shown(self, speaker: str) -> bool:
        return speaker in self._corpus.entities and (self._only is None or speaker in self._only)

    def _number(self, name: str) -> int:
        return self._numbers.setdefault(name, len(self._numbers))


def _told_links(part: Part) -> Iterator[tuple[Link, int]]:
    """Yield the links of a part with their voices, and the numbers told of a node as links to itself."""
    for link in links(part.graph, elsewhere=part.elsewhere):
        yield link, _VOICES[voice_of(link)]
    graph = part.graph
    known = {article_node(article.id) for article in graph.articles}
    known.update(entity.id for entity in graph.entities)
    known.update(event.id for event in graph.events)
    for link, value in figure_links(graph, resolver(graph, known)):
        if link.source in known:
            yield replace(link, words=f"{link.plain}: {quantity_words(value)}"), _FIGURE
