"""Which questions a graph has for a reconciliation service: whom it may ask about, and what it says of them."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from newsgraph.errors import NewsgraphError
from newsgraph.link.reconciliation import Manifest, Query, cleaned, is_of
from newsgraph.model import Entity, Judgement, Kind, KnowledgeGraph, LocalEntity, Publicity, Verdict

KINDS = (Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE)
"""What is asked about unless another kind is named."""
PROPERTIES = ("container", "country", "role", "jurisdiction", "year")
"""What a graph can say of a thing beside its name."""
_WIKIDATA = "www.wikidata.org/entity/"
_WIKIDATA_TYPES = {
    Kind.PERSON: "Q5",
    Kind.ORGANIZATION: "Q43229",
    Kind.PLACE: "Q2221906",
    Kind.LEGISLATION: "Q49371",
    Kind.EVENT: "Q1656682",
}
_TYPE_WORDS = {
    Kind.PERSON: ("person", "people", "human", "personalname"),
    Kind.ORGANIZATION: ("organization", "organisation", "corporatebody", "corporatename"),
    Kind.PLACE: ("place", "location", "geographicname", "geographiclocation", "placeorgeographicname"),
    Kind.LEGISLATION: ("legislation", "law"),
    Kind.EVENT: ("event",),
}
_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Question:
    """What a service is asked about one entity."""

    entity: Entity
    locals: tuple[str, ...]
    """Its local entities, by id; the first stands for it in judgements, because it outlives a rebuild."""
    query: Query


@dataclass(frozen=True, slots=True)
class Plan:
    """The questions of a graph, the most named things first, and what is kept back."""

    questions: tuple[Question, ...]
    private: int = 0
    """People not known to act in public life, who are not asked about."""
    settled: int = 0
    """Things that a judgement already links to this service."""
    beyond_limit: int = 0

    @property
    def queries(self) -> list[Query]:
        """The queries, each once."""
        return list(dict.fromkeys(question.query for question in self.questions))


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user wants asked."""

    kinds: Collection[Kind] = KINDS
    types: Mapping[Kind, str | None] = field(default_factory=dict)
    """The service's types for kinds, over the suggested ones; None: send none."""
    properties: Mapping[str, str] = field(default_factory=dict)
    """The service's properties for some of `PROPERTIES`; sent only where the manifest says that it takes any."""
    candidates: int = 5
    """How many to ask for, for each name."""
    private: bool = False
    """Whether to ask about people not known to act in public life."""
    limit: int | None = None
    """Ask about so many things at most, the most named first."""


def plan(
    graph: KnowledgeGraph, manifest: Manifest, *, wishes: Wishes | None = None, settled: Collection[str] = ()
) -> Plan:
    """Return what to ask a service; the entities in `settled`, local ones or others, are linked to it already."""
    wishes = wishes or Wishes()
    members = _members(graph)
    chosen: list[Entity] = []
    kept_back = done = 0
    for entity in sorted(graph.entities, key=lambda one: (-len(members[one.id]), one.id)):
        if entity.kind not in wishes.kinds or not members[entity.id]:
            continue
        if entity.kind is Kind.PERSON and not wishes.private and entity.publicity is not Publicity.PUBLIC:
            kept_back += 1
        elif entity.id in settled or any(local.id in settled for local in members[entity.id]):
            done += 1
        else:
            chosen.append(entity)
    wanted = {**suggested_types(manifest), **wishes.types}
    sent = dict(wishes.properties) if manifest.takes_properties else {}
    known = _facts(graph, members) if sent else {}
    asked = chosen if wishes.limit is None else chosen[: wishes.limit]
    questions = tuple(
        Question(
            entity=entity,
            locals=tuple(sorted(local.id for local in members[entity.id])),
            query=Query(
                name=cleaned(entity.name, length=_LONGEST_NAME),
                type=wanted.get(entity.kind),
                limit=wishes.candidates,
                properties=tuple(
                    sorted((sent[key], value) for key, value in known.get(entity.id, {}).items() if key in sent)
                ),
            ),
        )
        for entity in asked
    )
    return Plan(questions, private=kept_back, settled=done, beyond_limit=len(chosen) - len(asked))


def settled_by(judgements: Iterable[Judgement], manifest: Manifest, *, by: str) -> frozenset[str]:
    """Return what is already linked to a thing of the service, whoever accepted it: entities, and local ones."""
    return frozenset(
        one.left for one in judgements if one.verdict is Verdict.SAME and (one.by == by or is_of(one.right, manifest))
    )


def suggested_types(manifest: Manifest) -> dict[Kind, str | None]:
    """Return the types that are sent unless others are named: Wikidata's, or those that the service suggests."""
    if (manifest.identifier_space or "").partition("://")[2] == _WIKIDATA:
        return dict(_WIKIDATA_TYPES)
    by_word: dict[str, str] = {}
    for identifier, name in manifest.types:
        for given in (name, identifier):
            by_word.setdefault(_word(given), identifier)
    found = {kind: [by_word[word] for word in words if word in by_word] for kind, words in _TYPE_WORDS.items()}
    return {kind: identifiers[0] for kind, identifiers in found.items() if identifiers}


def checked_properties(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the service's properties by ours.

    Raises:
        NewsgraphError: for one that a graph does not know.
    """
    found = {}
    for key, identifier in pairs:
        if key not in PROPERTIES:
            raise NewsgraphError(f"{key!r} is nothing a graph can send; it can send {', '.join(PROPERTIES)}.")
        found[key] = identifier
    return found


def _word(name: str) -> str:
    return re.sub(r"[^a-z]", "", re.split(r"[/#:]", name.rstrip("/#:"))[-1].casefold())


def _members(graph: KnowledgeGraph) -> defaultdict[str, list[LocalEntity]]:
    members: defaultdict[str, list[LocalEntity]] = defaultdict(list)
    for local in graph.local_entities:
        if local.entity:
            members[local.entity].append(local)
    return members


def _facts(graph: KnowledgeGraph, members: Mapping[str, list[LocalEntity]]) -> dict[str, dict[str, str]]:
    by_id = {entity.id: entity for entity in graph.entities}
    roles = _roles(graph, members)
    facts: dict[str, dict[str, str]] = {}
    for entity in graph.entities:
        wholes = _wholes(entity, by_id)
        found = {"role": roles.get(entity.id, "")}
        if wholes:
            found["container"] = wholes[0].name
        if wholes and entity.kind is Kind.PLACE:
            found["country"] = wholes[-1].name
        if entity.jurisdiction:
            found["jurisdiction"] = entity.jurisdiction
        if entity.year:
            found["year"] = str(entity.year)
        facts[entity.id] = {key: cleaned(value) for key, value in found.items() if cleaned(value)}
    return facts


def _wholes(entity: Entity, by_id: Mapping[str, Entity]) -> list[Entity]:
    found: list[Entity] = []
    whole = by_id.get(entity.part_of or "")
    while whole is not None and whole is not entity and whole not in found:
        found.append(whole)
        whole = by_id.get(whole.part_of or "")
    return found


def _roles(graph: KnowledgeGraph, members: Mapping[str, list[LocalEntity]]) -> dict[str, str]:
    """Return the title or role that most mentions of a person give; the first by alphabet among equals."""
    values = {
        (mention.article, mention.span): mention.value
        for mention in graph.mentions
        if mention.kind is Kind.PERSON and mention.value
    }
    roles = {}
    for entity in graph.entities:
        if entity.kind is Kind.PERSON:
            given = Counter(
                values[(local.article, naming.span)]
                for local in members.get(entity.id, ())
                for naming in local.namings
                if (local.article, naming.span) in values
            )
            if given:
                roles[entity.id] = min(given, key=lambda value: (-given[value], value))
    return roles
