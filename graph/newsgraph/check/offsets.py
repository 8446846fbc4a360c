"""Whether every span of the tables lies in its article's text; RDF need not carry the texts, so SHACL cannot tell."""

from collections.abc import Iterator

from newsgraph.check.violation import Violation
from newsgraph.ids import digest, mention_id
from newsgraph.model import Article, Claim, Event, KnowledgeGraph, Span

_Use = tuple[str, str, str, Span]
"""What uses the span (`mention`), its identifier, its article, and the span."""


def check_offsets(graph: KnowledgeGraph) -> tuple[Violation, ...]:
    """Return the articles whose digest is wrong and the spans that cover no words of their article's text, sorted."""
    texts = {article.id: article.text for article in graph.articles}
    found = set(_broken_articles(graph.articles))
    for what, identifier, article, span in _uses(graph):
        if article not in texts:
            found.add(Violation(f"{what}: its article is not in the graph", identifier))
        elif not _covers_words(span, texts[article]):
            found.add(Violation(f"{what}: covers no words of its article's text", identifier))
    return tuple(sorted(found))


def _covers_words(span: Span, text: str) -> bool:
    return span.start < span.end <= len(text)


def _broken_articles(articles: tuple[Article, ...]) -> Iterator[Violation]:
    for article in articles:
        focus = f"article/{article.id}"
        if article.digest != digest(article.text):
            yield Violation("article: its digest is not that of its text", focus)
        if not all(part.span.end <= len(article.text) for part in article.parts):
            yield Violation("article: a part lies outside its text", focus)
        if not all(run.text_start + run.length <= len(article.text) for run in article.alignment):
            yield Violation("article: its alignment with the page runs past its text", focus)
        line = article.dateline
        spans = [span for span in (line.span, line.place_span) if span] if line else []
        if not all(_covers_words(span, article.text) for span in spans):
            yield Violation("article: its dateline lies outside its text", focus)


def _uses(graph: KnowledgeGraph) -> Iterator[_Use]:
    for mention in graph.mentions:
        yield "mention", _stretch(mention.article, mention.span), mention.article, mention.span
    for quote in graph.quotes:
        for span in (quote.span, *([quote.cue] if quote.cue else [])):
            yield "quote", _stretch(quote.article, quote.span), quote.article, span
    for local in graph.local_entities:
        for naming in local.namings:
            yield "local entity", local.id, local.article, naming.span
    for claim in graph.claims:
        for span in _claim_spans(claim):
            yield "claim", claim.id, claim.article, span
    for event in graph.events:
        for span in _event_spans(event):
            yield "event", event.id, event.article, span


def _claim_spans(claim: Claim) -> Iterator[Span]:
    yield from claim.evidence
    if claim.cue:
        yield claim.cue


def _event_spans(event: Event) -> Iterator[Span]:
    yield from event.evidence
    if event.cue:
        yield event.cue
    for role in event.roles:
        yield from role.evidence


def _stretch(article: str, span: Span) -> str:
    return mention_id(article, span.start, span.end)
