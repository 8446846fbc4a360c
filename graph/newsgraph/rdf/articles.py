"""Articles, their pages and outlets, and the mention layer: every mention with its place in the text."""

from collections.abc import Iterator, Mapping

from newsgraph.ids import mention_id, short_hash, slug
from newsgraph.model import Article, Kind, Mention, PartRole, Quote, Span
from newsgraph.rdf.terms import Quad, day, decimal, iri, literal, term, web_address, whole
from newsgraph.vocab import (
    LAW_CITATION_CLASSES,
    QUOTE_CLASSES,
    SELECTOR_CLASSES,
    concept,
)

Denoted = dict[Span, str]
"""The entity that each stretch of one article's text names."""
_LABEL_LENGTH = 80


class ArticleNames:
    """The terms that all statements about one article share."""

    def __init__(self, base: str, article: Article, run: str, entity_of: Mapping[str, str]) -> None:
        self.base = base
        self.entity_of = entity_of
        self.id = article.id
        self.published = article.published
        self.article = iri(f"{base}article/{article.id}")
        self.graph = iri(f"{base}graph/article/{article.id}")
        self.run = iri(f"{base}{run}")

    def node(self, identifier: str | None) -> str:
        """Return the term of what an identifier stands for over the corpus; the article itself where there is none."""
        return iri(self.base + self.entity_of.get(identifier, identifier)) if identifier else self.article

    def mention(self, span: Span) -> str:
        """Return the term of a stretch of the text."""
        return iri(self.base + mention_id(self.id, span.start, span.end))

    def quad(self, subject: str, predicate: str, value: str) -> Quad:
        """Return a statement in the article's graph."""
        return (subject, term(predicate), value, self.graph)


def article_quads(names: ArticleNames, article: Article, denoted: Denoted) -> Iterator[Quad]:
    """Yield what the graph says of the article itself, its page and its outlet."""
    me = names.article
    yield names.quad(me, "rdf:type", term("schema:NewsArticle"))
    yield names.quad(me, "rdfs:label", literal(article.headline or _first_words(article.text)))
    yield names.quad(me, "ng:textDigest", literal(article.digest))
    if article.headline:
        yield names.quad(me, "schema:headline", literal(article.headline))
    if article.published:
        yield names.quad(me, "schema:datePublished", day(article.published))
    if article.byline:
        yield names.quad(me, "schema:author", literal(article.byline))
    if article.language:
        yield names.quad(me, "schema:inLanguage", literal(article.language))
    if article.url and (address := web_address(article.url)):
        yield names.quad(me, "schema:url", address)
    yield from _page_quads(names, article)
    yield from _dateline_quads(names, article, denoted)
    headline = next((part.span for part in article.parts if part.role is PartRole.HEADLINE), None)
    for span, entity in denoted.items():
        yield names.quad(me, "schema:mentions", names.node(entity))
        if headline and headline.covers(span):
            yield names.quad(me, "schema:about", names.node(entity))


def _page_quads(names: ArticleNames, article: Article) -> Iterator[Quad]:
    page = iri(f"{names.base}page/{slug(article.origin)}-{short_hash('page', article.origin, article.page_digest)}")
    yield names.quad(names.article, "schema:isPartOf", page)
    yield names.quad(page, "rdf:type", term("schema:WebPage"))
    yield names.quad(page, "schema:name", literal(article.origin))
    if article.page_published:
        yield names.quad(page, "schema:datePublished", day(article.page_published))
    if article.outlet:
        outlet = iri(f"{names.base}outlet/{slug(article.outlet)}-{short_hash('outlet', article.outlet.casefold())[:8]}")
        yield names.quad(names.article, "schema:publisher", outlet)
        yield names.quad(outlet, "rdf:type", term("schema:NewsMediaOrganization"))
        yield names.quad(outlet, "rdfs:label", literal(article.outlet))


def _dateline_quads(names: ArticleNames, article: Article, denoted: Denoted) -> Iterator[Quad]:
    if not article.dateline:
        return
    if article.dateline.dated:
        yield names.quad(names.article, "schema:dateCreated", day(article.dateline.dated))
    place = article.dateline.place_span
    named = sorted(span for span in denoted if place and place.covers(span))
    if named:
        yield names.quad(names.article, "schema:locationCreated", names.node(denoted[named[0]]))


def stretch_quads(names: ArticleNames, article: Article, span: Span, score: float) -> Iterator[Quad]:
    """Yield a stretch of the text that names something, or that something was read from: where it stands."""
    me = names.mention(span)
    selector = iri(f"{names.base}article/{article.id}#char={span.start},{span.end}")
    yield names.quad(me, "rdf:type", term("ng:Mention"))
    yield names.quad(me, "oa:hasSource", names.article)
    yield names.quad(me, "oa:hasSelector", selector)
    yield names.quad(me, "ng:confidence", decimal(score))
    yield names.quad(me, "prov:wasGeneratedBy", names.run)
    yield names.quad(me, "prov:wasDerivedFrom", names.article)
    for name in SELECTOR_CLASSES:
        yield names.quad(selector, "rdf:type", term(name))
    yield names.quad(selector, "oa:start", whole(span.start))
    yield names.quad(selector, "oa:end", whole(span.end))
    yield names.quad(selector, "oa:exact", literal(span.of(article.text)))


def mention_quads(names: ArticleNames, article: Article, mention: Mention, entity: str | None) -> Iterator[Quad]:
    """Yield what a mention adds to its stretch: what it denotes, in which form, and how it cites a law."""
    me = names.mention(mention.span)
    if entity:
        yield names.quad(me, "ng:denotes", names.node(entity))
    yield names.quad(me, "ng:mentionForm", term(concept(mention.form)))
    if mention.kind is Kind.LEGISLATION:
        for name in LAW_CITATION_CLASSES:
            yield names.quad(me, "rdf:type", term(name))
        yield names.quad(me, "ng:normalForm", literal(mention.value or mention.span.of(article.text)))


def quote_quads(names: ArticleNames, quote: Quote) -> Iterator[Quad]:
    """Yield what a quote adds to its stretch: the source, and the words that mark it."""
    me = names.mention(quote.span)
    for name in QUOTE_CLASSES:
        yield names.quad(me, "rdf:type", term(name))
    yield names.quad(me, "ng:quoteKind", term(concept(quote.kind)))
    if quote.speaker:
        # Whose words they are may stay open; they are never the article's own.
        yield names.quad(me, "ng:attributedTo", names.node(quote.speaker))
    if quote.cue:
        yield names.quad(me, "ng:cue", names.mention(quote.cue))


def _first_words(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LABEL_LENGTH else line[:_LABEL_LENGTH].rsplit(" ", 1)[0] + " …"
