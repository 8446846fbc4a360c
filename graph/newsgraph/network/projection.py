"""The networkx graphs made of a knowledge graph."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import combinations

import networkx as nx

from newsgraph.model import Article, KnowledgeGraph, Span
from newsgraph.network.link import Link, article_node
from newsgraph.network.links import links
from newsgraph.network.nodes import ARTICLE, REPORTED_EVENT, Value, known_only, nodes
from newsgraph.text import sentence_of, sentences

ONE_COMPANY = 60
"""A sentence that names more entities than this is a list, and says nothing about any two of them."""

SentenceFinder = Callable[[str, Span], str]


def to_networkx(kg: KnowledgeGraph) -> nx.MultiDiGraph:
    """Return articles, entities and events as nodes and what is said of them as keyed, typed edges.

    Every attribute is a string, a whole number, a float or a bool; what is not known is left out. Nodes have
    `label` and `kind`. Edges have `relation`, `label` (the relation in plain words, with `not`, `alleged` and the
    source, so that it can be shown alone), the `article` that says so, `count` and `weight` (in how many stretches
    of it), `evidence` (the first sentence), `evidence_start` and `evidence_end` (the words, in code points of the
    article's text); claims, events and roles also `statement`, `attributed_to` (the source's node; absent where it
    is the article's own voice), `source_name`, `cue`, `modality`, `negated` and `confidence`; quotes `quote` (how
    closely they keep to the words), `cue` and `confidence`; copies `similarity`. The order of nodes and edges
    depends on the graph alone.
    """
    graph = nx.MultiDiGraph()
    for node, attributes in nodes(kg):
        graph.add_node(node, **attributes)
    sentence = _sentence_finder(kg.articles)
    texts = {article.id: article.text for article in kg.articles}
    for link in links(kg):
        source = graph.nodes.get(link.attributed_to, {}).get("label") if link.attributed_to else None
        cue = " ".join(link.cue.of(texts.get(link.article, "")).split()) if link.cue else None
        attributes = _edge_attributes(link, sentence, source=source, cue=cue)
        graph.add_edge(link.source, link.target, key=link.key, **attributes)
    return graph


def co_mentions(kg: KnowledgeGraph) -> nx.Graph:
    """Return the entities, joined where one sentence names both.

    Edges have `sentences` and `articles` (in how many), `weight` (the sentences, as a float), and `evidence`
    and `article` of the first one. A sentence that names more than 60 entities is a list, and passed over.
    """
    graph = nx.Graph()
    for node, attributes in nodes(kg):
        if attributes["kind"] not in (ARTICLE, REPORTED_EVENT):
            graph.add_node(node, **attributes)
    company = _company(kg)
    for pair in sorted(company):
        places = company[pair]
        article, first = places[0]
        graph.add_edge(
            *pair,
            sentences=len(places),
            articles=len({where.id for where, _ in places}),
            weight=float(len(places)),
            evidence=first.of(article.text),
            article=article_node(article.id),
        )
    return graph


def _sentence_finder(articles: Iterable[Article]) -> SentenceFinder:
    texts = {article.id: article.text for article in articles}
    found: dict[str, tuple[Span, ...]] = {}

    def sentence(article: str, span: Span) -> str:
        text = texts.get(article, "")
        if article not in found:
            found[article] = tuple(sentences(text))
        stretch: Span = sentence_of(found[article], span)
        return stretch.of(text)

    return sentence


def _edge_attributes(link: Link, sentence: SentenceFinder, *, source: str | None, cue: str | None) -> dict[str, Value]:
    first = link.evidence[0] if link.evidence else None
    said = link.statement is not None
    return known_only(
        relation=link.relation,
        label=f"{link.told} (according to {source or 'a source'})" if link.attributed_to else link.told,
        article=article_node(link.article),
        count=max(1, len(link.evidence)),
        weight=float(max(1, len(link.evidence))),
        evidence=sentence(link.article, first) if first else None,
        evidence_start=first.start if first else None,
        evidence_end=first.end if first else None,
        statement=link.statement,
        attributed_to=link.attributed_to,
        source_name=source,
        cue=cue,
        quote=link.quote,
        modality=str(link.modality) if said else None,
        negated=link.negated if said else None,
        confidence=float(link.confidence) if said or link.quote else None,
        similarity=link.similarity,
    )


def _company(kg: KnowledgeGraph) -> dict[tuple[str, str], list[tuple[Article, Span]]]:
    namings: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for local in kg.local_entities:
        if local.entity is not None:
            namings[local.article].extend((naming.span, local.entity) for naming in local.namings)
    company: dict[tuple[str, str], list[tuple[Article, Span]]] = defaultdict(list)
    for article in kg.articles:
        bounds = tuple(sentences(article.text))
        together: dict[Span, set[str]] = defaultdict(set)
        for span, entity in namings[article.id]:
            together[sentence_of(bounds, span)].add(entity)
        for sentence in sorted(together):
            if len(together[sentence]) <= ONE_COMPANY:
                for pair in combinations(sorted(together[sentence]), 2):
                    company[pair].append((article, sentence))
    return company
