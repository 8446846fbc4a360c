"""Claims and events: what is said to be so, by whom, and in which words."""

from collections.abc import Iterable, Iterator
from datetime import date

from newsgraph.model import Claim, Event, Modality, Quantity, Span, TimeBounds
from newsgraph.rdf.articles import ArticleNames
from newsgraph.rdf.nodes import Statements, said
from newsgraph.rdf.terms import boolean, day, decimal, iri, literal, term
from newsgraph.vocab import REPORTED_EVENT_CLASSES, concept

_SUBJECT, _PREDICATE, _OBJECT = term("rdf:subject"), term("rdf:predicate"), term("rdf:object")
_ATTRIBUTED, _REPORTED, _CUE = term("ng:attributedTo"), term("ng:reportedIn"), term("ng:cue")
_EVIDENCE, _CONFIDENCE = term("ng:evidence"), term("ng:confidence")
_NEGATED = {value: f"{term('ng:negated')} {boolean(value)}" for value in (False, True)}
_PUT_AS = {modality: said("ng:modality", concept(modality)) for modality in Modality}
_IS_CLAIM, _IS_QUANTITY = said("rdf:type", "ng:Claim"), said("rdf:type", "schema:QuantitativeValue")
_IS_EVENT = tuple(said("rdf:type", name) for name in REPORTED_EVENT_CLASSES)
_IS_ROLE = said("rdf:type", "sem:Role")
_AT, _BEGINS_FROM, _BEGINS_BY, _ENDS_FROM, _ENDS_BY = (
    term(f"sem:has{name}TimeStamp") for name in ("", "EarliestBegin", "LatestBegin", "EarliestEnd", "LatestEnd")
)
_NO_TIME = TimeBounds()


def tell_claim(to: Statements, names: ArticleNames, claim: Claim) -> None:
    """Add a claim node, and the plain triple where the article states in its own voice that it holds."""
    subject = names.node(claim.subject)
    if isinstance(claim.object, Quantity):
        filler = iri(f"{names.base}{claim.id}/figure")
        _tell_quantity(to, filler, claim.object)
    else:
        filler = names.node(claim.object)
    me = to.told[names.node(claim.id)]
    me += (
        _IS_CLAIM,
        f"{_SUBJECT} {subject}",
        f"{_PREDICATE} {term(claim.predicate)}",
        f"{_OBJECT} {filler}",
        f"{_ATTRIBUTED} {names.node(claim.attributed_to)}",
        f"{_REPORTED} {names.article}",
        _PUT_AS[claim.modality],
        _NEGATED[claim.negated],
        *_reading(names, claim.evidence, claim.confidence),
        *_times(claim.time),
    )
    if claim.cue:
        me.append(f"{_CUE} {names.mention(claim.cue)}")
    if is_plain(claim, names.published):
        to.told[subject].append(f"{term(claim.predicate)} {filler}")


def is_plain(claim: Claim, published: date | None = None) -> bool:
    """Return whether the article states the claim in its own voice, as fact, not negated, and as holding on its day."""
    last = claim.time.latest_end
    over = last is not None and (published is None or last < published)
    return claim.attributed_to is None and claim.modality is Modality.STATED and not claim.negated and not over


def tell_event(to: Statements, names: ArticleNames, event: Event) -> None:
    """Add an event that was read out of the article, with its roles, place, time bounds and figures."""
    me = to.told[names.node(event.id)]
    me += (
        *_IS_EVENT,
        f"{term('rdfs:label')} {literal(event.label)}",
        f"{term('sem:eventType')} {term(event.type)}",
        f"{_ATTRIBUTED} {names.node(event.attributed_to)}",
        f"{_REPORTED} {names.article}",
        _PUT_AS[event.modality],
        _NEGATED[event.negated],
        *_reading(names, event.evidence, event.confidence),
        *_times(event.time),
    )
    if event.cue:
        me.append(f"{_CUE} {names.mention(event.cue)}")
    if event.place:
        me.append(f"{term('sem:hasPlace')} {names.node(event.place)}")
    _tell_roles(to, names, event)
    for number, figure in enumerate(event.figures):
        node = iri(f"{names.base}{event.id}/figure/{number}")
        me.append(f"{term('ng:figure')} {node}")
        _tell_quantity(to, node, figure)


def evidence_spans(claims: Iterable[Claim], events: Iterable[Event]) -> Iterator[tuple[Span, float]]:
    """Yield the stretches that claims and events rest on, each with how sure the reading is that uses it."""
    for claim in claims:
        yield from ((span, claim.confidence) for span in (*claim.evidence, claim.cue) if span)
    for event in events:
        yield from ((span, event.confidence) for span in (*event.evidence, event.cue) if span)
        yield from ((span, event.confidence) for role in event.roles for span in role.evidence)


def _tell_roles(to: Statements, names: ArticleNames, event: Event) -> None:
    me = to.told[names.node(event.id)]
    for number, role in enumerate(event.roles):
        node = iri(f"{names.base}{event.id}/role/{number}")
        me.append(f"{term('sem:hasActor')} {node}")
        to.told[node] += (
            _IS_ROLE,
            f"{term('rdf:value')} {names.node(role.filler)}",
            f"{term('sem:roleType')} {term(role.role)}",
            f"{term('sem:accordingTo')} {names.node(role.according_to)}",
            *(f"{_EVIDENCE} {names.mention(span)}" for span in role.evidence),
        )


def _reading(names: ArticleNames, evidence: tuple[Span, ...], confidence: float) -> list[str]:
    told = [f"{_EVIDENCE} {names.mention(span)}" for span in evidence]
    return [*told, f"{_CONFIDENCE} {decimal(confidence)}", *names.reading]


def _times(time: TimeBounds) -> list[str]:
    if time == _NO_TIME:
        return []
    bounds: tuple[tuple[str, date | None], ...] = (
        (_BEGINS_FROM, time.earliest_begin),
        (_BEGINS_BY, time.latest_begin),
        (_ENDS_FROM, time.earliest_end),
        (_ENDS_BY, time.latest_end),
    )
    told = [f"{predicate} {day(value)}" for predicate, value in bounds if value]
    if time.earliest_begin and len({value for _, value in bounds}) == 1:
        told.append(f"{_AT} {day(time.earliest_begin)}")
    return told


def _tell_quantity(to: Statements, me: str, quantity: Quantity) -> None:
    numbers = (
        (term("schema:value"), quantity.value),
        (term("schema:minValue"), quantity.minimum),
        (term("schema:maxValue"), quantity.maximum),
    )
    to.told[me] += (
        _IS_QUANTITY,
        f"{term('schema:unitText')} {literal(quantity.unit)}",
        f"{term('ng:qualifier')} {term(concept(quantity.qualifier))}",
        *(f"{predicate} {decimal(value)}" for predicate, value in numbers if value is not None),
    )
