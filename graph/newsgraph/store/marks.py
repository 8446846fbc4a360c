"""What stretches of an article mean, as the index keeps it: plain lists, with identifiers and no names of entities.

The names are put in by the reader, so that an entity that gets another name changes no article's row.
"""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from newsgraph.codec import plain
from newsgraph.model import Claim, Event, KnowledgeGraph, Quantity, Quote, Span

Mark = list[Any]
"""`[start, end, what, target, detail]`.

| what | target | detail |
|---|---|---|
| mention | the entity | the name that the article gives it |
| quote | the speaker's entity or null | how closely the quote keeps to the words |
| cue | the source's entity or null | null |
| event | the event | its label |
| claim | the claim | `[subject, predicate, object or quantity, modality, negated]` |
"""


def marks_of(graph: KnowledgeGraph) -> Mapping[str, list[Mark]]:
    """Return by article what its words mean, sorted by place, each once."""
    found: dict[str, list[Mark]] = defaultdict(list)
    entity_of = graph.entity_of
    for local in graph.local_entities:
        entity = local.entity or local.id
        found[local.article] += [_mark(naming.span, "mention", entity, local.name) for naming in local.namings]
    for quote in graph.quotes:
        found[quote.article] += _of_quote(quote, entity_of)
    for event in graph.events:
        found[event.article] += _of_event(event, entity_of)
    for claim in graph.claims:
        found[claim.article] += _of_claim(claim, entity_of)
    return {article: _sorted(marks) for article, marks in found.items()}


def packed(marks: list[Mark]) -> bytes:
    """Return the marks of an article as they are kept."""
    return zlib.compress(json.dumps(marks, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))


def unpacked(kept: bytes) -> list[Mark]:
    """Return the marks that `packed` kept."""
    marks: list[Mark] = json.loads(zlib.decompress(kept))
    return marks


def _of_quote(quote: Quote, entity_of: Mapping[str, str]) -> Iterator[Mark]:
    speaker = _resolved(quote.speaker, entity_of)
    yield _mark(quote.span, "quote", speaker, str(quote.kind))
    if quote.cue:
        yield _mark(quote.cue, "cue", speaker, None)


def _of_event(event: Event, entity_of: Mapping[str, str]) -> Iterator[Mark]:
    for span in event.evidence:
        yield _mark(span, "event", event.id, event.label)
    if event.cue:
        yield _mark(event.cue, "cue", _resolved(event.attributed_to, entity_of), None)


def _of_claim(claim: Claim, entity_of: Mapping[str, str]) -> Iterator[Mark]:
    object_ = plain(claim.object) if isinstance(claim.object, Quantity) else _resolved(claim.object, entity_of)
    said = [_resolved(claim.subject, entity_of), claim.predicate, object_, str(claim.modality), claim.negated]
    for span in claim.evidence:
        yield _mark(span, "claim", claim.id, said)
    if claim.cue:
        yield _mark(claim.cue, "cue", _resolved(claim.attributed_to, entity_of), None)


def _mark(span: Span, what: str, target: str | None, detail: Any) -> Mark:
    return [span.start, span.end, what, target, detail]


def _resolved(identifier: str | None, entity_of: Mapping[str, str]) -> str | None:
    return entity_of.get(identifier, identifier) if identifier else None


def _sorted(marks: Iterable[Mark]) -> list[Mark]:
    distinct = {(mark[0], mark[1], mark[2], json.dumps(mark[3:])): mark for mark in marks}
    return [distinct[key] for key in sorted(distinct)]
