"""Generated knowledge graphs of any size, for tests and benchmarks: invented names, topics, a popular few."""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from newsgraph.ids import article_id, digest, entity_id, local_entity_id, short_hash
from newsgraph.model import (
    Article,
    Claim,
    Dateline,
    Entity,
    Event,
    Kind,
    KnowledgeGraph,
    LocalEntity,
    Mention,
    Modality,
    Naming,
    Part,
    PartRole,
    Publicity,
    Qualifier,
    Quantity,
    Quote,
    QuoteKind,
    Role,
    Span,
    TimeBounds,
)

FIRST = "Ada Bruno Celia Dario Edda Farid Greta Hugo Ines Jonas Karla Leon Mira Nils Oda Pavel Rosa Samir Tilda"
LAST_START = "Oko Mar Vel Tor Lind Had Bran Cas Dua Erik Fon Gre Iba Kow Sol Win"
LAST_END = "njo ek asco nay qvist dad dt tellan rte sen tana ll rra alik berg ova"
TOWN_START = "Hal Ost Gren Tol Mira Wex Kes Bri Nov Sal Qas Lor Ter Dun"
TOWN_END = "vmark ervik field vania bad ley trel sa orio mara nur ford"
BODY = "Harbour League,Border Agency,Health Board,City Council,Transit Union,Farm Alliance,Relief Fund"
LAW = "Entry Act,Clean Rivers Act,Fair Wages Bill,Housing Code,Data Charter,Harbour Treaty,School Meals Order"
HAPPENING = "Spring Games,Harvest Fair,Dock Strike,Bridge Summit,Lantern March,River Flood"
GROUP = "dock workers,nurses,students,farmers,bus drivers,tenants"
POOLS = {
    Kind.ORGANIZATION: BODY,
    Kind.LEGISLATION: LAW,
    Kind.EVENT: HAPPENING,
    Kind.GROUP: GROUP,
}
SHARES = {
    Kind.PERSON: 34,
    Kind.ORGANIZATION: 26,
    Kind.PLACE: 20,
    Kind.LEGISLATION: 10,
    Kind.EVENT: 5,
    Kind.GROUP: 5,
}
TOPICS = "Harbour,Hospital,School,Housing,River,Border,Transit,Harvest,Energy,Court"


@dataclass
class Draft:
    """An article while it is written: its text and what its words stand for."""

    text: str = ""
    named: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))

    def add(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def name(self, entity: Entity) -> Span:
        span = self.add(entity.name)
        self.named[entity.id].append(span)
        return span


def generated_graph(nodes: int = 1000, *, seed: int = 7) -> KnowledgeGraph:
    """Return a graph of about that many nodes: articles, entities and events."""
    rng = random.Random(seed)
    article_count = max(2, nodes // 12)
    event_count = nodes // 25
    entities = _entities(rng, max(4, nodes - article_count - event_count))
    topic_count = max(1, article_count // 6)
    members: dict[int, list[Entity]] = defaultdict(list)
    for index, entity in enumerate(entities):
        members[index % topic_count].append(entity)
    builder = _Builder(rng, entities[: 3 + len(entities) // 30])
    for index in range(article_count):
        topic = index % topic_count
        queue = members[topic]
        share = queue[index // topic_count :: len(range(topic, article_count, topic_count))]
        builder.write(index, topic, share, queue, with_events=event_count * (index + 1) // article_count)
    return builder.graph(entities)


def _entities(rng: random.Random, count: int) -> list[Entity]:
    names: dict[str, Kind] = {}
    kinds = rng.choices(list(SHARES), weights=list(SHARES.values()), k=count)
    for kind in kinds:
        name = _name(rng, kind)
        number = 2
        while name in names:
            name = f"{_name(rng, kind)} {_roman(number)}"
            number += 1
        names[name] = kind
    entities = []
    for name, kind in names.items():
        publicity = rng.choice((Publicity.PUBLIC, Publicity.UNKNOWN)) if kind is Kind.PERSON else None
        entities.append(Entity(entity_id(kind, name.casefold()), kind, name, publicity=publicity))
    return _with_wholes(entities)


def _with_wholes(entities: list[Entity]) -> list[Entity]:
    wholes = {kind: next((e.id for e in entities if e.kind is kind), None) for kind in (Kind.PLACE, Kind.LEGISLATION)}
    result = []
    for position, e in enumerate(entities):
        whole = wholes.get(e.kind)
        part_of = whole if whole != e.id and position % 3 == 0 else None
        result.append(Entity(e.id, e.kind, e.name, e.other_names, e.publicity, e.publicity_basis, part_of))
    return result


def _name(rng: random.Random, kind: Kind) -> str:
    if kind is Kind.PERSON:
        return f"{rng.choice(FIRST.split())} {_joined(rng, LAST_START, LAST_END)}"
    if kind is Kind.PLACE:
        return _joined(rng, TOWN_START, TOWN_END)
    name = rng.choice(POOLS[kind].split(","))
    if kind in (Kind.ORGANIZATION, Kind.EVENT, Kind.GROUP):
        return f"{_joined(rng, TOWN_START, TOWN_END)} {name}"
    if kind is Kind.LEGISLATION and rng.random() < 0.6:
        return f"{name} {rng.randint(1950, 2024)}"
    return name


def _joined(rng: random.Random, starts: str, ends: str) -> str:
    return rng.choice(starts.split()) + rng.choice(ends.split())


def _roman(number: int) -> str:
    ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    tens = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"]
    return "C" * (number // 100) + tens[number // 10 % 10] + ones[number % 10]


class _Builder:
    def __init__(self, rng: random.Random, everywhere: list[Entity]):
        self.rng = rng
        self.everywhere = everywhere
        self.articles: list[Article] = []
        self.mentions: list[Mention] = []
        self.locals: list[LocalEntity] = []
        self.claims: list[Claim] = []
        self.quotes: list[Quote] = []
        self.events: list[Event] = []

    def write(self, index: int, topic: int, share: list[Entity], queue: list[Entity], *, with_events: int) -> None:
        rng, draft = self.rng, Draft()
        popular = queue[: max(3, len(queue) // 8)]
        cast = list(dict.fromkeys([*share, *rng.choices(popular, k=3), *rng.choices(self.everywhere, k=2)]))
        theme = TOPICS.split(",")[topic % 10]
        headline = f"{theme} talks open with {cast[0].name}"
        parts = [Part(PartRole.HEADLINE, draft.add(headline))]
        draft.add("\n\n")
        dated = date(2024, 1, 1) + timedelta(days=index * 3 % 360)
        dateline = self._dateline(draft, cast, dated)
        statements = self._body(draft, cast)
        text = draft.text
        origin = f"news/{dated.isoformat()}-{theme.lower()}-{index}.txt"
        article = Article(
            article_id(origin, text), origin, digest(text), text, digest(text), tuple(parts), (),
            headline=headline, dateline=dateline, published=dated, outlet="The Arlen Courier", language="en",
        )  # fmt: skip
        self.articles.append(article)
        self._record(article, draft, cast, statements)
        while len(self.events) < with_events:
            self._event(article, draft, cast)

    def _dateline(self, draft: Draft, cast: list[Entity], dated: date) -> Dateline | None:
        place = next((entity for entity in cast if entity.kind is Kind.PLACE), None)
        if place is None:
            return None
        start = len(draft.text)
        span = draft.name(place)
        draft.add(f", {dated:%B} {dated.day} — ")
        return Dateline(Span(start, len(draft.text)), place.name, span, dated)

    def _body(self, draft: Draft, cast: list[Entity]) -> list[tuple[Entity, str, Entity, Entity | None, Span]]:
        statements = []
        people = [entity for entity in cast if entity.kind is Kind.PERSON]
        for left, right in zip(cast, [*cast[1:], cast[0]], strict=True):
            start = len(draft.text)
            source = self.rng.choice(people) if people and self.rng.random() < 0.3 else None
            verb, predicate = self.rng.choice(
                (
                    ("spoke with", "met"),
                    ("works for", "worksFor"),
                    ("objects to", "opposes"),
                    ("backs", "supports"),
                )
            )
            draft.name(left)
            draft.add(f" {verb} ")
            draft.name(right)
            if source:
                draft.add(", said ")
                draft.name(source)
            draft.add(".")
            if source or self.rng.random() < 0.35:
                statements.append((left, f"ng:{predicate}", right, source, Span(start, len(draft.text))))
            draft.add(" " if self.rng.random() < 0.7 else "\n\n")
        return statements

    def _record(
        self,
        article: Article,
        draft: Draft,
        cast: list[Entity],
        statements: list[tuple[Entity, str, Entity, Entity | None, Span]],
    ) -> None:
        for entity in cast:
            spans = draft.named[entity.id]
            key = entity.name.casefold()
            self.mentions.extend(Mention(article.id, span, entity.kind, 0.9, "generated") for span in spans)
            self.locals.append(
                LocalEntity(
                    local_entity_id(article.id, entity.kind, key), article.id, entity.kind, key, entity.name,
                    tuple(Naming(span, "name") for span in spans), entity=entity.id,
                )
            )  # fmt: skip
        for left, predicate, right, source, span in statements:
            self.claims.append(
                Claim(
                    f"claim/{short_hash(article.id, left.id, predicate, right.id, str(span.start))}",
                    article.id, left.id, predicate, right.id, (span,), source.id if source else None,
                    modality=self.rng.choice((Modality.STATED, Modality.STATED, Modality.ALLEGED)),
                    negated=self.rng.random() < 0.05,
                )
            )  # fmt: skip
            if source:
                self.quotes.append(Quote(article.id, span, QuoteKind.INDIRECT, source.id))

    def _event(self, article: Article, draft: Draft, cast: list[Entity]) -> None:
        agent, affected = self.rng.sample(cast, 2)
        span = draft.named[agent.id][0]
        place = next((entity.id for entity in cast if entity.kind is Kind.PLACE), None)
        number = len(self.events)
        roles = (
            Role("ng:Agent", agent.id, (span,)),
            Role("ng:Affected", affected.id, (draft.named[affected.id][0],)),
        )
        label = self.rng.choice(("vote", "strike", "arrests", "march", "lawsuit", "aid convoy"))
        self.events.append(
            Event(
                f"event/{short_hash(article.id, str(number))}", article.id,
                f"ng:{label.title().replace(' ', '')}", f"{label}, {agent.name}", roles, (span,),
                TimeBounds(article.published, None, None, article.published), place,
                (Quantity("people", Qualifier.ABOUT, 120.0),),
            )
        )  # fmt: skip

    def graph(self, entities: list[Entity]) -> KnowledgeGraph:
        return KnowledgeGraph(
            articles=tuple(sorted(self.articles, key=lambda article: article.id)),
            mentions=tuple(sorted(self.mentions, key=lambda mention: (mention.article, mention.span))),
            local_entities=tuple(sorted(self.locals, key=lambda local: local.id)),
            entities=tuple(sorted(entities, key=lambda entity: entity.id)),
            quotes=tuple(sorted(self.quotes, key=lambda quote: (quote.article, quote.span))),
            claims=tuple(sorted(self.claims, key=lambda claim: claim.id)),
            events=tuple(sorted(self.events, key=lambda event: event.id)),
        )
