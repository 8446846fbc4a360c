"""Look-ups in one snapshot that every page and tool begins with: what a node says, what a thing is called."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from newsgraph.library.articles import ArticleLine, article_lines
from newsgraph.model import Span
from newsgraph.vocab import expand, shorten

if TYPE_CHECKING:
    from newsgraph.library.opening import Library

_KINDS = {
    "article": "Article",
    "claim": "Claim",
    "dataset": "Dataset",
    "event": "Event",
    "graph": "Graph",
    "group": "Group",
    "judgement": "Judgement",
    "legislation": "Legislation",
    "local": "LocalEntity",
    "mention": "Mention",
    "organization": "Organization",
    "outlet": "Outlet",
    "page": "Page",
    "person": "Person",
    "place": "Place",
    "run": "Run",
    "tool": "Tool",
}
_OUTSIDE = "Outside"
_ENTITIES = frozenset({"Person", "Organization", "Place", "Legislation", "Event", "Group"})
_MENTION = re.compile(r"mention/(?P<article>[^_/]+)_(?P<start>\d{1,9})-(?P<end>\d{1,9})")
_REPORTED_EVENT = re.compile(r"event/[0-9a-f]{16}_")

Node = dict[str, list[str]]
"""What is said of a node: values by predicate in prefix form, each once, sorted."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be named and linked."""

    id: str
    """Its identifier below the graph's base; the whole IRI for what lies outside."""
    iri: str
    name: str
    kind: str
    """`Person`, `Article`, `ReportedEvent`, …; `Outside` for what is not of this graph."""


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of an article, and the words that stand there."""

    article: str
    """The article's identifier: `article/4538c258098602fb`."""
    span: Span
    text: str


class Facts:
    """Looks things up in one snapshot for the length of one request, and keeps the names it has seen."""

    def __init__(self, library: "Library") -> None:
        self.library = library
        self.base = library.base
        self._names: dict[str, str | None] = {}
        self._lines: dict[str, ArticleLine] = {}
        self._texts: dict[str, str] = {}
        self._told: dict[str, Mapping[str, int]] = {}

    def iri(self, name: str) -> str:
        """Return the IRI of an identifier; what is an IRI already stays."""
        return name if "://" in name else self.base + name

    def id(self, iri: str) -> str:
        """Return the identifier of an IRI below the base, or the IRI itself."""
        return iri.removeprefix(self.base)

    def node(self, name: str, graph: str | None = None) -> Node:
        """Return all that is said of a node in any graph, or in the one named."""
        from pyoxigraph import NamedNode  # noqa: PLC0415

        held = NamedNode(graph) if graph else None
        found: dict[str, set[str]] = {}
        for quad in self.library.store.quads_for_pattern(NamedNode(self.iri(name)), None, None, held):
            found.setdefault(_short(quad.predicate.value), set()).add(value_of(quad.object))
        return {predicate: sorted(values) for predicate, values in sorted(found.items())}

    def is_known(self, name: str) -> bool:
        """Return whether the graph says anything of a node, or holds a named graph of that name."""
        from pyoxigraph import NamedNode  # noqa: PLC0415

        try:
            node = NamedNode(self.iri(name))
        except ValueError:
            return False
        pattern = (None, None, None, node) if name.startswith("graph/") else (node, None, None, None)
        return next(iter(self.library.store.quads_for_pattern(*pattern)), None) is not None

    def values(self, name: str, predicate: str) -> list[str]:
        """Return the values of one predicate (in prefix form) of a node, each once, sorted."""
        from pyoxigraph import NamedNode  # noqa: PLC0415

        pattern = (NamedNode(self.iri(name)), NamedNode(expand(predicate)), None, None)
        return sorted({value_of(quad.object) for quad in self.library.store.quads_for_pattern(*pattern)})

    def subjects(self, predicate: str, name: str) -> Iterator[tuple[str, str]]:
        """Yield the identifiers of what has the node as value of a predicate, each with the article it stands in.

        The article is empty for what stands in no article's graph.
        """
        from pyoxigraph import NamedNode  # noqa: PLC0415

        pattern = (None, NamedNode(expand(predicate)), NamedNode(self.iri(name)), None)
        start = len(self.base + "graph/")
        for quad in self.library.store.quads_for_pattern(*pattern):
            graph = value_of(quad.graph_name)[start:]
            yield self.id(value_of(quad.subject)), graph if graph.startswith("article/") else ""

    def incoming(self, name: str, most: int) -> Node:
        """Return what leads to a node, at most so many statements, as a node: subjects by predicate in prefix form."""
        from pyoxigraph import NamedNode  # noqa: PLC0415

        found: dict[str, set[str]] = {}
        quads = self.library.store.quads_for_pattern(None, None, NamedNode(self.iri(name)), None)
        for quad in islice(quads, most):
            found.setdefault(shorten(quad.predicate.value), set()).add(value_of(quad.subject))
        return {predicate: sorted(values) for predicate, values in sorted(found.items())}

    def namings(self, name: str, article: str) -> list[Span]:
        """Return where an article names a thing, in the order of the text."""
        from pyoxigraph import NamedNode  # noqa: PLC0415

        graph = NamedNode(f"{self.base}graph/{article}")
        pattern = (None, NamedNode(expand("ng:denotes")), NamedNode(self.iri(name)), graph)
        places = (
            mention_place(self.id(value_of(quad.subject))) for quad in self.library.store.quads_for_pattern(*pattern)
        )
        return sorted(place[1] for place in places if place)

    def stretches(self, article: str) -> tuple[Span, ...]:
        """Return every stretch of an article that the graph knows, in the order of the text."""
        from pyoxigraph import NamedNode  # noqa: PLC0415

        graph = NamedNode(f"{self.base}graph/{article}")
        pattern = (None, NamedNode(expand("rdf:type")), NamedNode(expand("ng:Mention")), graph)
        quads = self.library.store.quads_for_pattern(*pattern)
        places = (mention_place(self.id(value_of(quad.subject))) for quad in quads)
        return tuple(sorted({place[1] for place in places if place}))

    def told_counts(self, entity: str) -> Mapping[str, int]:
        """Return how many statements of each sort there are of an entity; see `Index.told_counts`."""
        if entity not in self._told:
            self._told[entity] = self.library.index.told_counts(entity)
        return self._told[entity]

    def name(self, name: str) -> str | None:
        """Return what a node is called, or None for one without a name."""
        if name not in self._names:
            labels = self.values(name, "rdfs:label") or self.values(name, "dct:title")
            self._names[name] = labels[0] if labels else None
        return self._names[name]

    def thing(self, iri: str) -> Thing:
        """Return a node as something to name and link; one without a name is called by its identifier."""
        name = self.id(iri)
        kind = kind_of(name)
        if kind == _OUTSIDE:
            return Thing(iri, iri, shorten(iri), kind)
        if kind == "Article":
            return Thing(name, self.iri(name), self.line(name).headline, kind)
        return Thing(name, self.iri(name), self.name(name) or name, kind)

    def line(self, article: str) -> ArticleLine:
        """Return the headline, outlet and day of an article."""
        return self.lines([article])[article]

    def lines(self, articles: Collection[str]) -> dict[str, ArticleLine]:
        """Return the lines of many articles at once, by identifier."""
        missing = sorted(set(articles) - self._lines.keys())
        if missing:
            self._lines |= article_lines(self.library, missing)
        return {article: self._lines[article] for article in articles}

    def text(self, article: str) -> str:
        """Return the text of an article; nothing where it is not kept."""
        if article not in self._texts:
            self._texts[article] = self.library.index.text(article) or ""
        return self._texts[article]

    def words(self, mention: str) -> Words | None:
        """Return where a mention stands and its words; None for what is no mention."""
        place = mention_place(mention)
        if place is None:
            return None
        article, span = place
        return Words(article, span, span.of(self.text(article)))


@lru_cache(maxsize=512)
def _short(predicate: str) -> str:
    return shorten(predicate)


def kind_of(name: str) -> str:
    """Return the kind of thing an identifier stands for: `Person`, `ReportedEvent`; `Outside` for an IRI."""
    if "://" in name:
        return _OUTSIDE
    if _REPORTED_EVENT.match(name):
        return "ReportedEvent"
    return _KINDS.get(name.partition("/")[0], _OUTSIDE)


def is_indexed(name: str) -> bool:
    """Return whether an identifier is that of an entity over the corpus, whose statements the index lists."""
    return kind_of(name) in _ENTITIES


def mention_place(mention: str) -> tuple[str, Span] | None:
    """Return the article and the span that a mention's identifier tells; None for another identifier."""
    found = _MENTION.fullmatch(mention)
    if found is None or int(found["start"]) > int(found["end"]):
        return None
    return f"article/{found['article']}", Span(int(found["start"]), int(found["end"]))


def value_of(term: object) -> str:
    """Return the text of a literal or the IRI of a node."""
    return str(getattr(term, "value", term))
