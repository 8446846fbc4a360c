"""The nodes of the projection and what is known of each."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from newsgraph.model import Article, Claim, Entity, Event, Kind, KnowledgeGraph, Publicity, Quantity, Verdict
from newsgraph.network.link import Resolve, article_node
from newsgraph.network.links import resolver
from newsgraph.network.wording import event_words, local_name, quantity_words, relation_words, stance_words

Value = str | int | float | bool

ARTICLE = "Article"
REPORTED_EVENT = "ReportedEvent"


def nodes(kg: KnowledgeGraph) -> Iterator[tuple[str, dict[str, Value]]]:
    """Yield every node with its attributes: articles, then entities, then events."""
    named, places = _naming_counts(kg)
    outside = _outside(kg)
    for article in kg.articles:
        yield article_node(article.id), _article_attributes(article, named[article.id])
    names = {entity.id: entity.name for entity in kg.entities}
    resolve = resolver(kg, {*names, *(event.id for event in kg.events)})
    figures = _figures(kg, names, resolve)
    for entity in kg.entities:
        yield entity.id, _entity_attributes(entity, places[entity.id], figures[entity.id], outside[entity.id])
    for event in kg.events:
        yield event.id, _event_attributes(event, figures[event.id], resolve)


def _naming_counts(kg: KnowledgeGraph) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """Return how often each article names each entity, and the same the other way round."""
    named: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, Counter[str]] = defaultdict(Counter)
    for local in kg.local_entities:
        if local.entity is not None and local.namings:
            named[local.article][local.entity] += len(local.namings)
            places[local.entity][local.article] += len(local.namings)
    return named, places


def _outside(kg: KnowledgeGraph) -> dict[str, list[str]]:
    """Return the accepted outside identifiers of each entity, sorted; none of people not known to be public."""
    found: dict[str, list[str]] = defaultdict(list)
    for judgement in kg.judgements:
        if judgement.verdict is Verdict.SAME and "://" in judgement.right:
            found[judgement.left].append(judgement.right)
    return {
        entity.id: sorted(set(found[entity.id]))
        if entity.kind is not Kind.PERSON or entity.publicity is Publicity.PUBLIC
        else []
        for entity in kg.entities
    }


def _article_attributes(article: Article, named: Counter[str]) -> dict[str, Value]:
    dateline = article.dateline
    return known_only(
        label=article.headline or article.text.strip().partition("\n")[0][:80] or article.origin,
        kind=ARTICLE,
        published=article.published.isoformat() if article.published else None,
        outlet=article.outlet,
        byline=article.byline,
        language=article.language,
        url=article.url,
        origin=article.origin,
        place=dateline.place if dateline else None,
        mentions=named.total(),
        entities=len(named),
    )


def _entity_attributes(
    entity: Entity, places: Counter[str], figures: list[str], outside: list[str]
) -> dict[str, Value]:
    return known_only(
        label=entity.name,
        kind=str(entity.kind),
        mentions=places.total(),
        articles=len(places),
        other_names=" | ".join(entity.other_names),
        publicity=str(entity.publicity) if entity.publicity else None,
        normal_form=entity.normal_form,
        jurisdiction=entity.jurisdiction,
        same_as=" | ".join(outside),
        figures="; ".join(figures),
    )


def _event_attributes(event: Event, figures: list[str], resolve: Resolve) -> dict[str, Value]:
    time = event.time
    begins, ends = time.earliest_begin or time.latest_begin, time.latest_end or time.earliest_end
    own = [quantity_words(figure) for figure in event.figures]
    # A figure that the event itself bears needs no second mention as a claim about it.
    others = [figure for figure in figures if not figure.startswith(tuple(own))] if own else figures
    return known_only(
        label=event_title(event),
        kind=REPORTED_EVENT,
        event_type=local_name(event.type),
        type_label=event_words(event.type),
        article=article_node(event.article),
        begins=begins.isoformat() if begins else None,
        ends=ends.isoformat() if ends else None,
        attributed_to=resolve(event.attributed_to) if event.attributed_to else None,
        modality=str(event.modality),
        negated=event.negated,
        confidence=float(event.confidence),
        figures="; ".join(dict.fromkeys([*own, *others])),
    )


def event_title(event: Event) -> str:
    """Return what an event is called, with its type and how it is put: `arrest: Omar Perez`, `not: arrest: …`."""
    label, kind = " ".join(event.label.split()), event_words(event.type)
    told = label if label.casefold().startswith(kind) else ": ".join(filter(None, (kind, label)))
    return stance_words(event.modality, negated=event.negated) + told


def _figures(kg: KnowledgeGraph, names: dict[str, str], resolve: Resolve) -> dict[str, list[str]]:
    figures: dict[str, list[str]] = defaultdict(list)
    for claim in kg.claims:
        if isinstance(claim.object, Quantity):
            figures[resolve(claim.subject)].append(_figure_words(claim, claim.object, names, resolve))
    return figures


def _figure_words(claim: Claim, figure: Quantity, names: dict[str, str], resolve: Resolve) -> str:
    what = "" if local_name(claim.predicate) == "figure" else f"{relation_words(claim.predicate)}: "
    told = stance_words(claim.modality, negated=claim.negated) + what + quantity_words(figure)
    if claim.attributed_to is None:
        return told
    source = names.get(resolve(claim.attributed_to))
    return f"{told} (according to {source or 'a source'})"


def known_only(**attributes: Value | None) -> dict[str, Value]:
    """Return the attributes that have a value."""
    return {name: value for name, value in attributes.items() if value is not None and value != ""}
