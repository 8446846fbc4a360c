"""A small invented graph to ask services about, made without reading or resolving."""

from newsgraph.ids import article_id, digest, local_entity_id
from newsgraph.model import (
    Article,
    Entity,
    Kind,
    KnowledgeGraph,
    LocalEntity,
    Mention,
    Naming,
    Part,
    PartRole,
    Publicity,
    Run,
    Span,
    Stretch,
)

PEOPLE = (
    Entity("person/orlov", Kind.PERSON, "Dana Orlov", publicity=Publicity.PUBLIC, publicity_basis="title Minister"),
    Entity("person/pell", Kind.PERSON, "Ana Pell", publicity=Publicity.PUBLIC, publicity_basis="title director"),
    Entity("person/reyl", Kind.PERSON, "Tomas Reyl", publicity=Publicity.UNKNOWN),
)
OTHERS = (
    Entity("organization/agency", Kind.ORGANIZATION, "Border Agency"),
    Entity("organization/league", Kind.ORGANIZATION, "Harbour League"),
    Entity("organization/court", Kind.ORGANIZATION, "Arlen High Court"),
    Entity("place/port-arlen", Kind.PLACE, "Port Arlen"),
    Entity("legislation/entry-act", Kind.LEGISLATION, "Entry Act"),
)
ROLES = {"Dana Orlov": "Minister", "Ana Pell": "director"}


def graph(*entities: Entity, articles: int = 2) -> KnowledgeGraph:
    """Return a graph in which each article names each entity once; people have the titles in `ROLES`."""
    entities = entities or (*PEOPLE, *OTHERS)
    text = "".join(f"{entity.name} spoke.\n\n" for entity in entities)
    made, mentions, locals_ = [], [], []
    for number in range(articles):
        origin = f"page-{number}.txt"
        identifier = article_id(origin, text)
        parts = (Part(PartRole.PARAGRAPH, Span(0, len(text))),)
        made.append(Article(identifier, origin, digest(text), text, digest(text), parts, (Stretch(0, 0, len(text)),)))
        for entity in entities:
            span = Span(text.index(entity.name), text.index(entity.name) + len(entity.name))
            mentions.append(Mention(identifier, span, entity.kind, 0.9, "made", ROLES.get(entity.name)))
            key = entity.name.casefold()
            locals_.append(
                LocalEntity(
                    id=local_entity_id(identifier, entity.kind, key),
                    article=identifier,
                    kind=entity.kind,
                    key=key,
                    name=entity.name,
                    namings=(Naming(span, "full name"),),
                    publicity=entity.publicity,
                    publicity_basis=entity.publicity_basis,
                    entity=entity.id,
                )
            )
    return KnowledgeGraph(
        articles=tuple(sorted(made, key=lambda one: one.id)),
        mentions=tuple(sorted(mentions, key=lambda one: (one.article, one.span))),
        local_entities=tuple(sorted(locals_, key=lambda one: one.id)),
        entities=tuple(sorted(entities, key=lambda one: one.id)),
        runs=(Run("run/made", "newsgraph", "0.0.0", (("extractor", "made"),)),),
    )
