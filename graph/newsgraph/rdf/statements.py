"""Claims and events: what is said to be so, by whom, and in which words."""

from collections.abc import Iterable, Iterator
from datetime import date

from newsgraph.model import Claim, Event, Modality, Quantity, Span, TimeBounds
from newsgraph.rdf.articles import ArticleNames
from newsgraph.rdf.terms import Quad, boolean, day, decimal, iri, literal, term
from newsgraph.vocab import REPORTED_EVENT_CLASSES, concept


def claim_quads(names: ArticleNames, claim: Claim) -> Iterator[Quad]:
    """Yield a claim node, and the plain triple where the article states in its own voice that it holds."""
    me = names.node(claim.id)
    subject = names.node(claim.subject)
    if isinstance(claim.object, Quantity):
        filler = iri(f"{names.base}{claim.id}/figure")
        yield from _quantity_quads(names, filler, claim.object)
    else:
        filler = names.node(claim.object)
    yield names.quad(me, "rdf:type", term("ng:Claim"))
    yield names.quad(me, "rdf:subject", subject)
    yield names.quad(me, "rdf:predicate", term(claim.predicate))
    yield names.quad(me, "rdf:object", filler)
    yield names.quad(me, "ng:attributedTo", names.node(claim.attributed_to))
    yield names.quad(me, "ng:reportedIn", names.article)
    yield names.quad(me, "ng:modality", term(concept(claim.modality)))
    yield names.quad(me, "ng:negated", boolean(claim.negated))
    yield from _read_quads(names, me, claim.evidence, claim.confidence)
    yield from _time_quads(names, me, claim.time)
    if claim.cue:
        yield names.quad(me, "ng:cue", names.mention(claim.cue))
    if is_plain(claim, names.published):
        yield names.quad(subject, claim.predicate, filler)


def is_plain(claim: Claim, published: date | None = None) -> bool:
    """Return whether the article states the claim in its own voice, as fact, not negated, and as holding on its day."""
    last = claim.time.latest_end
    over = last is not None and (published is None or last < published)
    return claim.attributed_to is None and claim.modality is Modality.STATED and not claim.negated and not over


def event_quads(names: ArticleNames, event: Event) -> Iterator[Quad]:
    """Yield an event that was read out of the article, with its roles, place, time bounds and figures."""
    me = names.node(event.id)
    for name in REPORTED_EVENT_CLASSES:
        yield names.quad(me, "rdf:type", term(name))
    yield names.quad(me, "rdfs:label", literal(event.label))
    yield names.quad(me, "sem:eventType", term(event.type))
    yield names.quad(me, "ng:modality", term(concept(event.modality)))
    yield names.quad(me, "ng:negated", boolean(event.negated))
    yield names.quad(me, "ng:attributedTo", names.node(event.attributed_to))
    yield names.quad(me, "ng:reportedIn", names.article)
    if event.cue:
        yield names.quad(me, "ng:cue", names.mention(event.cue))
    yield from _read_quads(names, me, event.evidence, event.confidence)
    yield from _time_quads(names, me, event.time)
    if event.place:
        yield names.quad(me, "sem:hasPlace", names.node(event.place))
    for number, role in enumerate(event.roles):
        node = iri(f"{names.base}{event.id}/role/{number}")
        yield names.quad(me, "sem:hasActor", node)
        yield names.quad(node, "rdf:type", term("sem:Role"))
        yield names.quad(node, "rdf:value", names.node(role.filler))
        yield names.quad(node, "sem:roleType", term(role.role))
        yield names.quad(node, "sem:accordingTo", names.node(role.according_to))
        for span in role.evidence:
            yield names.quad(node, "ng:evidence", names.mention(span))
    for number, figure in enumerate(event.figures):
        node = iri(f"{names.base}{event.id}/figure/{number}")
        yield names.quad(me, "ng:figure", node)
        yield from _quantity_quads(names, node, figure)


def evidence_spans(claims: Iterable[Claim], events: Iterable[Event]) -> dict[Span, float]:
    """Return the stretches that claims and events rest on, each with the surest reading that uses it."""
    found: dict[Span, float] = {}
    uses = [(span, claim.confidence) for claim in claims for span in (*claim.evidence, claim.cue) if span]
    for event in events:
        uses += [(span, event.confidence) for span in (*event.evidence, event.cue) if span]
        uses += [(span, event.confidence) for role in event.roles for span in role.evidence]
    for span, confidence in uses:
        found[span] = max(confidence, found.get(span, 0.0))
    return found


def _read_quads(names: ArticleNames, me: str, evidence: tuple[Span, ...], confidence: float) -> Iterator[Quad]:
    for span in evidence:
        yield names.quad(me, "ng:evidence", names.mention(span))
    yield names.quad(me, "ng:confidence", decimal(confidence))
    yield names.quad(me, "prov:wasGeneratedBy", names.run)
    yield names.quad(me, "prov:wasDerivedFrom", names.article)


def _time_quads(names: ArticleNames, me: str, time: TimeBounds) -> Iterator[Quad]:
    bounds: tuple[tuple[str, date | None], ...] = (
        ("sem:hasEarliestBeginTimeStamp", time.earliest_begin),
        ("sem:hasLatestBeginTimeStamp", time.latest_begin),
        ("sem:hasEarliestEndTimeStamp", time.earliest_end),
        ("sem:hasLatestEndTimeStamp", time.latest_end),
    )
    for predicate, value in bounds:
        if value:
            yield names.quad(me, predicate, day(value))
    if time.earliest_begin and len({value for _, value in bounds}) == 1:
        yield names.quad(me, "sem:hasTimeStamp", day(time.earliest_begin))


def _quantity_quads(names: ArticleNames, me: str, quantity: Quantity) -> Iterator[Quad]:
    yield names.quad(me, "rdf:type", term("schema:QuantitativeValue"))
    yield names.quad(me, "schema:unitText", literal(quantity.unit))
    yield names.quad(me, "ng:qualifier", term(concept(quantity.qualifier)))
    for predicate, value in (
        ("schema:value", quantity.value),
        ("schema:minValue", quantity.minimum),
        ("schema:maxValue", quantity.maximum),
    ):
        if value is not None:
            yield names.quad(me, predicate, decimal(value))
