"""Who says what: direct, indirect and mixed speech with its speaker and the words that mark it.

`find_quotes` requires `entities`, uses `sentences` where they are there, and assigns `quotes`; speakers without a name
become local entities of their own.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from newsgraph.model import AnnotatedArticle, LocalEntity, Quote, Span
from newsgraph.relate.quotes.attributions import Attribution, attributions
from newsgraph.relate.quotes.cues import stance_of
from newsgraph.relate.quotes.interviews import interviewed
from newsgraph.relate.quotes.labels import labelled
from newsgraph.relate.quotes.linking import link, quotes_of
from newsgraph.relate.quotes.passage import passages_of
from newsgraph.relate.quotes.plain import plain_attributions
from newsgraph.relate.quotes.reported import reported
from newsgraph.relate.quotes.retold import retold
from newsgraph.relate.quotes.speakers import EXTRACTOR, Speakers

__all__ = ["find_quotes", "stance_of"]

_BLOCK = 500
"""Quotes are compared with those in the same stretches of so many characters only."""


def find_quotes(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Return the article with its quotes, sorted; two of them are apart or one lies in the other.

    Speakers are local entities: those that the article names, and, with their description as label, those it does not
    (`foaf:Group`, with mentions of the form NOMINAL). A quote whose speaker is not sure has none. Reading again changes
    nothing.
    """
    own = {mention.span for mention in annotated.mentions if mention.extractor == EXTRACTOR}
    mentions = [mention for mention in annotated.mentions if mention.extractor != EXTRACTOR]
    entities = [entity for entity in annotated.entities if not _is_own(entity, own)]
    passages = passages_of(annotated, entities)
    speakers = Speakers(passages)
    found: list[Attribution] = list(
        attributions(passages, speakers) if passages.sentences else plain_attributions(passages)
    )
    linked = link(passages, found)
    turns = list(labelled(passages)) or list(interviewed(passages))
    candidates = [*turns, *quotes_of(passages, linked), *reported(passages, found, linked)]
    candidates += retold(passages, speakers, linked)
    quotes = _nested([_doubted(quote, speakers) for quote in candidates])
    unnamed = _spoken(speakers, quotes)
    kept = {naming.span for entity in unnamed for naming in entity.namings}
    mentions += [mention for mention in speakers.mentions if mention.span in kept]
    return replace(
        annotated,
        mentions=tuple(sorted(mentions, key=lambda mention: (mention.span, mention.kind, mention.extractor))),
        entities=tuple(sorted([*entities, *unnamed], key=lambda entity: entity.id)),
        quotes=quotes,
    )


def _doubted(quote: Quote, speakers: Speakers) -> Quote:
    """Return the quote without its speaker where it names that person: few speak of themselves by name."""
    inside = quote.cue is not None and quote.span.covers(quote.cue)
    named = quote.speaker is not None and not inside and speakers.is_named_in(quote.speaker, quote.span)
    return replace(quote, speaker=None) if named else quote


def _is_own(entity: LocalEntity, own: set[Span]) -> bool:
    return bool(entity.namings) and all(naming.span in own for naming in entity.namings)


def _spoken(speakers: Speakers, quotes: Sequence[Quote]) -> list[LocalEntity]:
    """Return the unnamed speakers that some quote has."""
    used = {quote.speaker for quote in quotes}
    return [entity for entity in speakers.unnamed if entity.id in used]


def _nested(candidates: Sequence[Quote]) -> tuple[Quote, ...]:
    """Return the quotes in order of place; the surer ones keep out those that would cross them or equal them."""
    kept: list[Quote] = []
    at: defaultdict[int, list[Quote]] = defaultdict(list)
    for quote in sorted(candidates, key=lambda quote: (-quote.score, quote.span)):
        blocks = range(quote.span.start // _BLOCK, quote.span.end // _BLOCK + 1)
        if not any(_crosses(quote.span, other.span) for block in blocks for other in at[block]):
            kept.append(quote)
            for block in blocks:
                at[block].append(quote)
    return tuple(sorted(kept, key=lambda quote: quote.span))


def _crosses(one: Span, other: Span) -> bool:
    if one == other:
        return True
    return one.overlaps(other) and not one.covers(other) and not other.covers(one)
