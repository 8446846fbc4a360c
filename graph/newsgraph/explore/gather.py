"""A graph as the columns that the explorer draws, read part by part: texts are never all in memory."""

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from newsgraph.explore.facts import Described, described_entities
from newsgraph.explore.gathering import Gathering
from newsgraph.explore.parts import Corpus, Parted, completed, of_folder, of_graph
from newsgraph.explore.picture import NOTHING, Links, Nodes, Numbers, Passages, Picture
from newsgraph.model import KnowledgeGraph

LIMIT = 300_000
"""So many nodes are shown unless another number is asked for."""


def gather(folder: Path, *, limit: int = LIMIT) -> Picture:
    """Return what the explorer shows of the graph in a folder.

    Nodes come by importance: entities and articles by how many different articles and entities they are joined to,
    then by how often they are named, then by identifier; reported events after all others. Where there are more than
    `limit`, the first are taken, and the links between them that articles among them tell.

    Raises:
        NewsgraphError: where there is no graph, or its tables are damaged.
    """
    with of_folder(folder) as parted:
        return _picture(parted, limit)


def gather_graph(kg: KnowledgeGraph, *, limit: int = LIMIT) -> Picture:
    """Return what `gather` does, of a graph in memory, whatever the order of its rows."""
    return _picture(of_graph(kg), limit)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python from looking for cycles: among millions of small values that are kept there are none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@_uncollected()
def _picture(parted: Parted, limit: int) -> Picture:
    corpus = parted.corpus
    if corpus.size <= limit:
        found = _gathered(parted, Gathering(corpus))
        ranked = found.ranked()
        return _drawn(found, corpus, ranked, totals=(len(ranked), found.link_count()))
    # Texts and facts are read only of what is taken.
    outline = _gathered(parted, Gathering(corpus, outline=True))
    ranked = outline.ranked()
    totals = (len(ranked), outline.link_count())
    taken = ranked[:limit]
    del outline
    found = _gathered(parted, Gathering(corpus, only=frozenset(taken)))
    return _drawn(found, corpus, taken, totals=totals)


def _gathered(parted: Parted, found: Gathering) -> Gathering:
    for rows in parted.rows():
        found.add(completed(rows, parted.corpus))
    return found


def _drawn(found: Gathering, corpus: Corpus, ranked: list[str], *, totals: tuple[int, int]) -> Picture:
    """Return the picture of the nodes in `ranked`, numbered in that order, of a graph of so many nodes and links."""
    numbers = found.renumbering(ranked)
    links, relations, order = _links(found, numbers)
    nodes, outlets = _nodes(found, corpus, ranked)
    return Picture(
        nodes=nodes,
        links=links,
        relations=relations,
        outlets=outlets,
        passages=_passages(found, numbers, order),
        base=corpus.base,
        total_nodes=totals[0],
        total_links=totals[1],
    )


def _nodes(found: Gathering, corpus: Corpus, ranked: list[str]) -> tuple[Nodes, tuple[str, ...]]:
    known: dict[str, Described] = {**found.described, **dict(described_entities(corpus))}
    drawn = [known[name] for name in ranked]
    outlets = _most_first([node.outlet for node in drawn if node.outlet])
    number_of = {outlet: number for number, outlet in enumerate(outlets)}
    nowhere = float("nan")
    return Nodes(
        ids=tuple(ranked),
        names=tuple(node.name for node in drawn),
        kinds=np.array([node.kind for node in drawn], dtype=np.uint8),
        mentions=np.array([found.mentions[name] for name in ranked], dtype=np.int64),
        articles=np.array([found.articles.get(name, 0) for name in ranked], dtype=np.int64),
        days=np.array([node.day for node in drawn], dtype=np.int32),
        outlets=np.array([number_of.get(node.outlet or "", NOTHING) for node in drawn], dtype=np.int64),
        latitudes=np.array([n.position.latitude if n.position else nowhere for n in drawn], dtype=np.float32),
        longitudes=np.array([n.position.longitude if n.position else nowhere for n in drawn], dtype=np.float32),
        facts=tuple(node.facts for node in drawn),
    ), outlets


def _links(found: Gathering, numbers: Numbers) -> tuple[Links, tuple[str, ...], Numbers]:
    """Return the links among the numbered nodes, their relations, and by link as it was met its number or NOTHING."""
    met = found.links()
    sources, targets, articles = numbers[met.sources], numbers[met.targets], numbers[met.articles]
    kept = np.flatnonzero((sources != NOTHING) & (targets != NOTHING) & (articles != NOTHING))
    near, far = np.minimum(sources, targets)[kept], np.maximum(sources, targets)[kept]
    kept = kept[np.lexsort((met.keys[kept], met.days[kept], far, near))]
    order = np.full(len(sources), NOTHING, dtype=np.int64)
    order[kept] = np.arange(len(kept))
    words = found.relations
    told = [words[number] for number in met.relations[kept]]
    relations = _most_first(told)
    number_of = {relation: number for number, relation in enumerate(relations)}
    speakers = met.speakers[kept]
    links = Links(
        sources=sources[kept],
        targets=targets[kept],
        relations=np.array([number_of[relation] for relation in told], dtype=np.int64),
        voices=met.voices[kept].astype(np.uint8),
        modalities=met.modalities[kept].astype(np.uint8),
        negated=met.negated[kept].astype(np.uint8),
        articles=articles[kept],
        speakers=np.where(speakers == NOTHING, NOTHING, numbers[speakers]),
        confidences=met.confidences[kept].astype(np.uint8),
    )
    return links, relations, order


def _passages(found: Gathering, numbers: Numbers, order: Numbers) -> tuple[Passages, ...]:
    made = (passages.renumbered(numbers, order) for passages in found.passages)
    return tuple(sorted((one for one in made if one.evidence or one.cues), key=lambda one: one.article))


def _most_first(words: list[str]) -> tuple[str, ...]:
    """Return the different words, those that come most often first, equals in the order of the alphabet."""
    pairs = sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(word for word, _ in pairs)
