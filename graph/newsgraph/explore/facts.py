"""What is known of each node, in plain words."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from newsgraph.explore.parts import Corpus
from newsgraph.explore.picture import KINDS, NO_DAY
from newsgraph.measures import Position, when
from newsgraph.model import Article, Event, KnowledgeGraph, Publicity
from newsgraph.network import ARTICLE, REPORTED_EVENT, article_node, quantity_words
from newsgraph.network.nodes import Value, nodes

_KINDS = {kind: number for number, kind in enumerate(KINDS)}
_FIRST_DAY = date(1970, 1, 1).toordinal()
LONGEST = 160
"""Headlines can be whole texts."""
_BACK = 30
"""So many characters a cut moves back to a better place."""
_JOINER = "\u200d"
_LINKABLE = re.compile(r"https?://[^\s\x00-\x20]+", re.IGNORECASE)
_PUBLICITY: Mapping[str, str] = MappingProxyType(
    {
        Publicity.PUBLIC: "public figure",
        Publicity.PRIVATE: "private individual",
        Publicity.UNKNOWN: "not known",
    }
)
_OF_ARTICLE = ("byline", "origin", "language", "place")
_OF_ENTITY = ("other_names", "normal_form", "jurisdiction", "same_as")


@dataclass(frozen=True, slots=True)
class Described:
    """A node as the picture shows it; how often it is named is counted apart."""

    name: str
    kind: int
    day: int = NO_DAY
    outlet: str | None = None
    position: Position | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


class Describer:
    """Describes the articles and reported events of a part."""

    def __init__(self, part: KnowledgeGraph) -> None:
        self._articles = {article_node(article.id): article for article in part.articles}
        self._events = {event.id: event for event in part.events}
        self._names = {entity.id: entity.name for entity in part.entities}

    def described(self, name: str, known: Mapping[str, Value]) -> Described:
        """Return what is known of an article or an event, given by the identifier and attributes that `nodes` gives."""
        if known["kind"] == ARTICLE:
            return _article(self._articles[name], known)
        event = self._events[name]
        told = self._articles.get(article_node(event.article))
        source = short(self._names.get(str(known["attributed_to"]), "a source")) if "attributed_to" in known else ""
        return _event(event, known, told.published if told else None, source)


def described_entities(corpus: Corpus) -> Iterator[tuple[str, Described]]:
    """Yield all entities by identifier; no outside identifiers of people who are not known to be public."""
    whole = KnowledgeGraph(entities=tuple(corpus.entities.values()), judgements=corpus.outside)
    for name, known in nodes(whole):
        facts = {fact: plain(str(known[fact])) for fact in _OF_ENTITY if fact in known}
        if "publicity" in known:
            facts["publicity"] = _PUBLICITY[str(known["publicity"])]
        label, position = str(known["label"]), corpus.entities[name].position
        facts |= _whole(label, "whole_name")
        yield name, Described(short(label), _KINDS[str(known["kind"])], position=position, facts=facts)


def day_number(day: date | None) -> int:
    """Return the days since 1970-01-01, or NO_DAY."""
    return NO_DAY if day is None else day.toordinal() - _FIRST_DAY


def plain(text: str) -> str:
    """Return a text that can be written as UTF-8."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def short(name: str) -> str:
    """Return a name of at most 160 characters that can be written as UTF-8, cut between words where that is near."""
    name = plain(name)
    if len(name) <= LONGEST:
        return name
    at = LONGEST - 1
    space = name.rfind(" ", at - _BACK, at + 1)
    if space >= 0:
        at = space
    else:
        # A letter keeps the marks on it, and a sign what is joined to it.
        while at > LONGEST - _BACK and (_goes_on(name[at]) or name[at - 1] == _JOINER):
            at -= 1
    return name[:at].rstrip() + "…"


def _goes_on(sign: str) -> bool:
    return sign == _JOINER or unicodedata.category(sign)[0] == "M"


def _article(article: Article, known: Mapping[str, Value]) -> Described:
    facts = {fact: plain(str(known[fact])) for fact in _OF_ARTICLE if fact in known}
    # What else stands there is no address of a page, or runs as a script.
    if article.url and _LINKABLE.fullmatch(article.url):
        facts["url"] = plain(article.url)
    label = str(known["label"])
    return Described(
        short(label),
        _KINDS[ARTICLE],
        day=day_number(article.published),
        outlet=plain(article.outlet) if article.outlet else None,
        facts=_whole(label, "headline") | facts,
    )


def _event(event: Event, known: Mapping[str, Value], published: date | None, source: str) -> Described:
    time = event.time
    begins = time.earliest_begin or time.latest_begin
    bounds = (time.earliest_begin, time.latest_begin, time.earliest_end, time.latest_end)
    told = {
        "event_type": str(known["type_label"]),
        "when": when(*(bound.isoformat() if bound else "" for bound in bounds)),
        "figures": "; ".join(map(quantity_words, event.figures)),
        "attributed_to": source,
        "manner": "" if known["modality"] == "Stated" else str(known["modality"]).lower(),
        "denied": "yes" if event.negated else "",
    }
    label = str(known["label"])
    return Described(
        short(label),
        _KINDS[REPORTED_EVENT],
        day=day_number(begins or published),
        facts=_whole(label, "whole_name") | {fact: plain(value) for fact, value in told.items() if value},
    )


def _whole(label: str, fact: str) -> dict[str, str]:
    """Return a name as a fact where it is cut elsewhere."""
    return {fact: plain(label)} if len(label) > LONGEST else {}
