"""Articles, their pages and outlets, and the mention layer: every mention with its place in the text."""

from collections.abc import Mapping

from newsgraph.ids import short_hash, slug
from newsgraph.model import Article, Kind, Mention, MentionForm, PartRole, Quote, QuoteKind, Span
from newsgraph.rdf.nodes import Statements, said
from newsgraph.rdf.terms import day, decimal, iri, literal, term, web_address, whole
from newsgraph.vocab import (
    LAW_CITATION_CLASSES,
    QUOTE_CLASSES,
    SELECTOR_CLASSES,
    concept,
)

Denoted = dict[tuple[int, int], str]
"""The entity that each stretch of one article's text names, by where the stretch starts and ends."""
_LABEL_LENGTH = 80

_LABEL, _CONFIDENCE, _DENOTES, _CUE = term("rdfs:label"), term("ng:confidence"), term("ng:denotes"), term("ng:cue")
_SOURCE, _SELECTOR = term("oa:hasSource"), term("oa:hasSelector")
_START, _END, _EXACT = term("oa:start"), term("oa:end"), term("oa:exact")
_BY, _FROM = term("prov:wasGeneratedBy"), term("prov:wasDerivedFrom")
_ATTRIBUTED, _NORMAL_FORM = term("ng:attributedTo"), term("ng:normalForm")
_MENTIONS, _ABOUT = term("schema:mentions"), term("schema:about")
_PUBLISHED = term("schema:datePublished")

_IS_ARTICLE, _IS_MENTION = said("rdf:type", "schema:NewsArticle"), said("rdf:type", "ng:Mention")
_IS_SELECTOR = tuple(said("rdf:type", name) for name in SELECTOR_CLASSES)
_IS_QUOTE = tuple(said("rdf:type", name) for name in QUOTE_CLASSES)
_IS_CITATION = tuple(said("rdf:type", name) for name in LAW_CITATION_CLASSES)
_IS_PAGE, _IS_OUTLET = said("rdf:type", "schema:WebPage"), said("rdf:type", "schema:NewsMediaOrganization")
_HAS_FORM = {form: said("ng:mentionForm", concept(form)) for form in MentionForm}
_IS_OF_KIND = {kind: said("ng:quoteKind", concept(kind)) for kind in QuoteKind}


class ArticleNames:
    """The terms that all statements about one article share."""

    def __init__(self, base: str, article: Article, run: str, entity_of: Mapping[str, str]) -> None:
        self.base = base
        self.entity_of = entity_of
        self.published = article.published
        self.article = iri(f"{base}article/{article.id}")
        self.graph = iri(f"{base}graph/article/{article.id}")
        self.reading = (f"{_BY} {iri(base + run)}", f"{_FROM} {self.article}")
        # Digits and a hyphen after it change nothing in how an identifier is written.
        self._mention = iri(f"{base}mention/{article.id}_")[:-1]
        self._selector = iri(f"{base}article/{article.id}#char=")[:-1]
        self._nodes: dict[str, str] = {}

    def node(self, identifier: str | None) -> str:
        """Return the term of what an identifier stands for over the corpus; the article itself where there is none."""
        if not identifier:
            return self.article
        known = self._nodes.get(identifier)
        if known is None:
            known = self._nodes[identifier] = iri(self.base + self.entity_of.get(identifier, identifier))
        return known

    def mention(self, span: Span) -> str:
        """Return the term of a stretch of the text."""
        return f"{self._mention}{span.start}-{span.end}>"

    def selector(self, span: Span) -> str:
        """Return the term of where a stretch stands."""
        return f"{self._selector}{span.start},{span.end}>"


def tell_article(to: Statements, names: ArticleNames, article: Article, denoted: Denoted) -> None:
    """Add what the graph says of the article itself, its page and its outlet."""
    me = to.told[names.article]
    me += _IS_ARTICLE, f"{_LABEL} {literal(article.headline or _first_words(article.text))}"
    me.append(f"{term('ng:textDigest')} {literal(article.digest)}")
    if article.headline:
        me.append(f"{term('schema:headline')} {literal(article.headline)}")
    if article.published:
        me.append(f"{_PUBLISHED} {day(article.published)}")
    if article.byline:
        me.append(f"{term('schema:author')} {literal(article.byline)}")
    if article.language:
        me.append(f"{term('schema:inLanguage')} {literal(article.language)}")
    if article.url and (address := web_address(article.url)):
        me.append(f"{term('schema:url')} {address}")
    _tell_page(to, names, article)
    _tell_dateline(to, names, article, denoted)
    me += [f"{_MENTIONS} {names.node(entity)}" for entity in dict.fromkeys(denoted.values())]
    headline = next((part.span for part in article.parts if part.role is PartRole.HEADLINE), None)
    if headline:
        inside = {entity for (start, end), entity in denoted.items() if headline.covers(Span(start, end))}
        me += [f"{_ABOUT} {names.node(entity)}" for entity in inside]


def _tell_page(to: Statements, names: ArticleNames, article: Article) -> None:
    page = iri(f"{names.base}page/{slug(article.origin)}-{short_hash('page', article.origin, article.page_digest)}")
    to.told[names.article].append(f"{term('schema:isPartOf')} {page}")
    to.told[page] += _IS_PAGE, f"{term('schema:name')} {literal(article.origin)}"
    if article.page_published:
        to.told[page].append(f"{_PUBLISHED} {day(article.page_published)}")
    if article.outlet:
        outlet = iri(f"{names.base}outlet/{slug(article.outlet)}-{short_hash('outlet', article.outlet.casefold())[:8]}")
        to.told[names.article].append(f"{term('schema:publisher')} {outlet}")
        to.told[outlet] += _IS_OUTLET, f"{_LABEL} {literal(article.outlet)}"


def _tell_dateline(to: Statements, names: ArticleNames, article: Article, denoted: Denoted) -> None:
    if not article.dateline:
        return
    me = to.told[names.article]
    if article.dateline.dated:
        me.append(f"{term('schema:dateCreated')} {day(article.dateline.dated)}")
    place = article.dateline.place_span
    named = min((span for span in denoted if place and place.covers(Span(*span))), default=None)
    if named:
        me.append(f"{term('schema:locationCreated')} {names.node(denoted[named])}")


def tell_stretch(to: Statements, names: ArticleNames, article: Article, span: Span, score: float) -> None:
    """Add a stretch of the text that names something, or that something was read from: where it stands."""
    selector = names.selector(span)
    to.told[names.mention(span)] += (
        _IS_MENTION,
        f"{_SOURCE} {names.article}",
        f"{_SELECTOR} {selector}",
        f"{_CONFIDENCE} {decimal(score)}",
        *names.reading,
    )
    to.told[selector] += (
        *_IS_SELECTOR,
        f"{_START} {whole(span.start)}",
        f"{_END} {whole(span.end)}",
        f"{_EXACT} {literal(span.of(article.text))}",
    )


def tell_mention(to: Statements, names: ArticleNames, article: Article, mention: Mention, entity: str | None) -> None:
    """Add what a mention adds to its stretch: what it denotes, in which form, and how it cites a law."""
    me = to.told[names.mention(mention.span)]
    me.append(_HAS_FORM[mention.form])
    if entity:
        me.append(f"{_DENOTES} {names.node(entity)}")
    if mention.kind is Kind.LEGISLATION:
        me += _IS_CITATION
        me.append(f"{_NORMAL_FORM} {literal(mention.value or mention.span.of(article.text))}")


def tell_quote(to: Statements, names: ArticleNames, quote: Quote) -> None:
    """Add what a quote adds to its stretch: the source, and the words that mark it."""
    me = to.told[names.mention(quote.span)]
    me += _IS_QUOTE
    me.append(_IS_OF_KIND[quote.kind])
    if quote.speaker:
        # Whose words they are may stay open; they are never the article's own.
        me.append(f"{_ATTRIBUTED} {names.node(quote.speaker)}")
    if quote.cue:
        me.append(f"{_CUE} {names.mention(quote.cue)}")


def _first_words(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LABEL_LENGTH else line[:_LABEL_LENGTH].rsplit(" ", 1)[0] + " …"
