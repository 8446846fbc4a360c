"""From articles to a graph and back."""

from dataclasses import replace

from factory import sample_graph
from newsgraph.assemble import assemble, disassemble, judged_entities
from newsgraph.model import (
    Claim,
    Event,
    Judgement,
    KnowledgeGraph,
    Link,
    LocalEntity,
    Quote,
    QuoteKind,
    Role,
    Span,
    Verdict,
)

IRI = "https://register.example/people/12"


def again(graph: KnowledgeGraph) -> KnowledgeGraph:
    return assemble(
        disassemble(graph),
        local_entities=graph.local_entities,
        entities=graph.entities,
        judgements=graph.judgements,
        run=graph.runs[0],
    )


def test_a_graph_taken_apart_and_put_together_is_the_same() -> None:
    graph = sample_graph()
    assert graph.quotes
    assert graph.claims
    assert graph.events
    assert again(graph) == graph


def test_links_stand_sorted_beside_their_articles() -> None:
    graph = sample_graph()
    links = tuple(
        Link(local.id, target, local.name, 0.4, Verdict.OPEN, "same name", "a list")
        for local in graph.local_entities[::-1]
        for target in (IRI, None)
    )
    articles = disassemble(replace(graph, links=links))
    assert sum(len(annotated.links) for annotated in articles) == len(links)
    for annotated in articles:
        assert {link.local for link in annotated.links} == {local.id for local in annotated.entities}
    shuffled = [replace(annotated, links=annotated.links[::-1]) for annotated in articles[::-1]]
    made = assemble(
        shuffled, local_entities=graph.local_entities, entities=graph.entities, judgements=(), run=graph.runs[0]
    )
    assert made.links == tuple(sorted(links, key=lambda link: (link.local, link.target or "", link.by)))


def test_taken_apart_everything_speaks_of_things_of_its_own_article() -> None:
    graph = sample_graph()
    entities = {entity.id for entity in graph.entities}
    for annotated in disassemble(graph):
        own = {local.id for local in annotated.entities}
        assert all(local.entity is None for local in annotated.entities)
        spoken = {quote.speaker for quote in annotated.quotes}
        spoken |= {side for claim in annotated.claims for side in (claim.subject, claim.object, claim.attributed_to)}
        spoken |= {role.filler for event in annotated.events for role in event.roles}
        assert not spoken & entities
        assert spoken & own or not (annotated.quotes or annotated.claims or annotated.events)


def test_two_things_of_an_article_in_one_entity_stay_apart_in_what_is_said_of_them() -> None:
    graph = sample_graph()
    one, other = _two_of_one_article(graph)
    merged = replace(
        graph,
        local_entities=tuple(
            replace(local, entity=one.entity) if local.id == other.id else local for local in graph.local_entities
        ),
        claims=tuple(
            Claim(f"claim/{number}", one.article, local.id, "schema:knows", "x", (local.namings[0].span,))
            for number, local in enumerate((one, other))
        ),
        quotes=(Quote(one.article, Span(0, 1), QuoteKind.DIRECT, speaker=one.id, cue=other.namings[0].span),),
        events=(
            Event(
                "event/1", one.article, "ng:Strike", "strike", place=one.id,
                roles=(Role("ng:Agent", other.id, (other.namings[0].span,)),), evidence=(Span(0, 1),),
            ),
        ),
    )  # fmt: skip
    assert again(merged) == merged
    assert merged.entity_of[one.id] == merged.entity_of[other.id] == one.entity


def _two_of_one_article(graph: KnowledgeGraph) -> tuple[LocalEntity, LocalEntity]:
    for one in graph.local_entities:
        for other in graph.local_entities:
            apart = one.entity != other.entity and one.article == other.article and one.namings and other.namings
            if apart and not one.namings[0].span.overlaps(other.namings[0].span):
                return one, other
    raise AssertionError


def test_what_is_judged_of_outside_identifiers_is_said_of_the_entity() -> None:
    local = sample_graph().local_entities[0]
    other = replace(local, id=local.id[:-1] + "x")
    different = Judgement(local.id, IRI, Verdict.DIFFERENT, 1.0, "no", "ana")
    same = Judgement(other.id, IRI, Verdict.SAME, 1.0, "yes", "ana")
    pair = Judgement(local.id, other.id, Verdict.SAME, 1.0, "one", "ana")
    made = judged_entities([same, pair, different], [local, other])
    assert made == (pair, replace(same, left=local.entity or ""))
    assert judged_entities([different], [local]) == (replace(different, left=local.entity or ""),)
    assert judged_entities(made, [local, other]) == made
