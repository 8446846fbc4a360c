"""The edges of the projection: what the articles say, each with the words that say it."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from newsgraph.model import Kind, KnowledgeGraph, LocalEntity, Modality, Verdict
from newsgraph.network.link import MAYBE_SAME, Link, Resolve, article_node
from newsgraph.network.statements import answer_links, claim_links, event_links, quote_links


def links(kg: KnowledgeGraph, *, elsewhere: Collection[str] = ()) -> Iterator[Link]:
    """Yield every edge of the projection: namings, quotes, wholes, copies, open identities, claims, roles, answers.

    Claims and roles whose ends are not in the graph (a number, a plain string) yield nothing. Where `kg` is a part of
    a graph, `elsewhere` are the nodes of other parts that its copies and answers lead to.
    """
    known = {article_node(article.id) for article in kg.articles}
    known.update(entity.id for entity in kg.entities)
    known.update(event.id for event in kg.events)
    known.update(elsewhere)
    resolve = resolver(kg, known)
    seen: set[str] = set()
    every = (*_naming_links(kg, resolve), *quote_links(kg, resolve), *_part_links(kg, resolve))
    every = (*every, *_people_links(kg, resolve), *_doubt_links(kg), *_copy_links(kg))
    for link in (*every, *claim_links(kg, resolve), *event_links(kg, resolve), *answer_links(kg, resolve)):
        if link.source in known and link.target in known and (key := link.key) not in seen:
            seen.add(key)
            yield link


def resolver(kg: KnowledgeGraph, known: set[str]) -> Resolve:
    """Return a function from any id a statement may use to the id of a node."""
    of_local = kg.entity_of

    def resolve(name: str) -> str:
        if name in known:
            return name
        return of_local.get(name) or (article_node(name) if article_node(name) in known else name)

    return resolve


def _naming_links(kg: KnowledgeGraph, resolve: Resolve) -> Iterator[Link]:
    texts = {article.id: article for article in kg.articles}
    for (article, entity), locals_ in _by_article_and_entity(kg, resolve).items():
        spans = tuple(sorted({naming.span for local in locals_ for naming in local.namings}))
        relation = "cites" if locals_[0].kind is Kind.LEGISLATION else "mentions"
        yield Link(article_node(article), entity, relation, article, spans)
        dateline = texts[article].dateline if article in texts else None
        place = dateline.place_span if dateline else None
        if place and locals_[0].kind is Kind.PLACE:
            here = tuple(span for span in spans if span.start == place.start or span.covers(place))
            if here:
                yield Link(article_node(article), entity, "written in", article, here[:1])


def _by_article_and_entity(kg: KnowledgeGraph, resolve: Resolve) -> dict[tuple[str, str], list[LocalEntity]]:
    groups: dict[tuple[str, str], list[LocalEntity]] = defaultdict(list)
    for local in kg.local_entities:
        # A law cited only by a part, and the country of a people, are in the graph without being named.
        if local.entity is not None and local.namings:
            groups[local.article, resolve(local.entity)].append(local)
    return groups


def _part_links(kg: KnowledgeGraph, resolve: Resolve) -> Iterator[Link]:
    """Yield one link for each whole that an article puts a part into, with the words that name the part."""
    wholes = {entity.id: entity.part_of for entity in kg.entities if entity.part_of is not None}
    for local in kg.local_entities:
        whole = wholes.get(local.entity) if local.entity is not None else None
        if local.entity is None or whole is None or not local.namings:
            continue
        relation = "contained in" if local.kind is Kind.PLACE else "part of"
        yield Link(local.entity, resolve(whole), relation, local.article, (local.namings[0].span,))


def _people_links(kg: KnowledgeGraph, resolve: Resolve) -> Iterator[Link]:
    """Yield one link for each people that an article names, to its country or division, with the words that name it."""
    countries = {entity.id: entity.demonym_of for entity in kg.entities if entity.demonym_of is not None}
    for local in kg.local_entities:
        country = countries.get(local.entity or "")
        if local.entity is not None and country is not None and local.namings:
            yield Link(local.entity, resolve(country), "people of", local.article, (local.namings[0].span,))


def _doubt_links(kg: KnowledgeGraph) -> Iterator[Link]:
    """Yield one link for each open question of identity, with the words of the one side that bear the name."""
    locals_ = {local.id: local for local in kg.local_entities}
    for judgement in kg.judgements:
        left, right = locals_.get(judgement.left), locals_.get(judgement.right)
        if judgement.verdict is not Verdict.OPEN or left is None or right is None or not left.namings:
            continue
        if left.entity is not None and right.entity is not None and left.entity != right.entity:
            words = (left.namings[0].span,)
            yield Link(
                left.entity,
                right.entity,
                MAYBE_SAME,
                left.article,
                words,
                modality=Modality.ASKED,
                confidence=judgement.score,
            )


def _copy_links(kg: KnowledgeGraph) -> Iterator[Link]:
    for copy in kg.copies:
        source, target = article_node(copy.article), article_node(copy.original)
        yield Link(source, target, "copy of", copy.article, (), similarity=copy.similarity)
