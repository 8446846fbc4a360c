"""Gold documents through our own steps: which entity and which links their mentions get, and why."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newsgraph.errors import NewsgraphError
from newsgraph.evaluate.clusters import Place
from newsgraph.evaluate.gold import GoldDocument, article_of
from newsgraph.evaluate.identities import GoldNaming, IdentityDocument
from newsgraph.extract import Extractor
from newsgraph.extract.embedded.values import with_values
from newsgraph.extract.laws import parse_citation
from newsgraph.extract.rules.names import Reading
from newsgraph.link import link_entities
from newsgraph.model import (
    AnnotatedArticle,
    Article,
    Entity,
    Judgement,
    Kind,
    Link,
    LocalEntity,
    Mention,
    MentionForm,
    Naming,
    Span,
)
from newsgraph.resolve import find_entities, resolve
from newsgraph.text import text_position

Progress = Callable[[int, str], None]
"""Called after each document with their count so far and the document's name."""
BY = "gold"
_FIGURES = (Kind.DATE, Kind.QUANTITY)


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A gold document as an article, with what was made of it."""

    document: IdentityDocument
    namings: tuple[GoldNaming, ...]
    """The document's, with their spans in the article's text."""
    annotated: AnnotatedArticle
    failure: str | None = None
    """Why there is no more, where a step broke off."""

    @property
    def article(self) -> Article:
        """Return the article that the document became."""
        return self.annotated.article


@dataclass(frozen=True, slots=True)
class Resolution:
    """Documents, and who is who over all of them."""

    documents: tuple[ReadDocument, ...]
    local_entities: tuple[LocalEntity, ...]
    entities: tuple[Entity, ...]
    judgements: tuple[Judgement, ...]

    def namings(self) -> Iterator[tuple[Place, LocalEntity, Naming]]:
        """Yield each naming of each local entity, with where it stands."""
        for local in self.local_entities:
            for naming in local.namings:
                yield Place(local.article, naming.span), local, naming

    def links(self) -> Iterator[Link]:
        """Yield what lists of known things offer for the local entities."""
        for one in self.documents:
            yield from one.annotated.links


def resolve_documents(
    documents: Iterable[IdentityDocument],
    extractor: Extractor,
    *,
    end_to_end: bool = False,
    progress: Progress | None = None,
) -> Resolution:
    """Return what our steps make of the documents.

    Without `end_to_end` the names are the gold's: the extractor adds trees, dates and quantities, and only identity is
    judged. With it the names are the extractor's own. A document on which a step breaks off has no entities.
    """
    read: list[ReadDocument] = []
    for number, document in enumerate(documents, 1):
        read.append(_read(document, extractor, end_to_end=end_to_end))
        if progress:
            progress(number, document.name)
    ids = [one.article.id for one in read]
    if len(set(ids)) < len(ids):
        twice = next(one.document for at, one in enumerate(read) if one.article.id in ids[:at])
        raise NewsgraphError(f"The gold holds the document {twice.name!r} of {twice.source} twice; name its file once.")
    local_entities, entities, judgements = resolve([one.annotated for one in read])
    return Resolution(tuple(read), local_entities, entities, judgements)


def gold_mentions(article: Article, namings: Sequence[GoldNaming]) -> tuple[Mention, ...]:
    """Return the names as mentions with what they parse to, as the extractor `embedded` makes them of its own."""
    names = [naming for naming in namings if naming.form is MentionForm.NAME]
    cited = {
        naming.span: parse_citation(naming.span.of(article.text)) for naming in names if naming.kind is Kind.LEGISLATION
    }
    readings = []
    for naming in names:
        citation = cited.get(naming.span)
        value = citation.normal_form if citation else None
        readings.append(Reading(naming.span.start, naming.span.end, naming.kind, 1.0, value))
    return tuple(_mention(article.id, reading, naming, cited.get(naming.span))
                 for reading, naming in zip(with_values(readings, article.text), names, strict=True))  # fmt: skip


def _mention(article: str, reading: Reading, naming: GoldNaming, citation: object) -> Mention:
    whole = getattr(citation, "part_of", None)
    if naming.kind is Kind.PLACE and reading.value:
        # A city in a division is written `newark, US-NJ`.
        whole = reading.value.partition(", ")[2] or None
    return Mention(
        article,
        naming.span,
        naming.kind,
        1.0,
        BY,
        reading.value,
        whole,
        jurisdiction=getattr(citation, "jurisdiction", None),
    )


def _read(document: IdentityDocument, extractor: Extractor, *, end_to_end: bool) -> ReadDocument:
    plain = GoldDocument(document.name, document.text, (), frozenset(), document.source, document.headline)
    article = article_of(plain)
    namings = tuple(_placed(naming, article) for naming in document.namings)
    namings = tuple(naming for naming in namings if naming.span.start < naming.span.end)
    try:
        annotated = extractor(AnnotatedArticle(article))
        if not end_to_end:
            annotated = _with_gold(annotated, gold_mentions(article, namings))
        return ReadDocument(document, namings, link_entities(find_entities(annotated)))
    except NewsgraphError:  # what the user can mend, such as a missing model
        raise
    except Exception as error:  # one bad document must not stop the rest
        reason = f"{type(error).__name__}: {' '.join(str(error).split())[:120]}"
        return ReadDocument(document, namings, AnnotatedArticle(article), reason)


def _placed(naming: GoldNaming, article: Article) -> GoldNaming:
    start, end = (text_position(article.alignment, at) for at in (naming.span.start, naming.span.end))
    return replace(naming, span=Span(start, max(start, end)))


def _with_gold(annotated: AnnotatedArticle, names: tuple[Mention, ...]) -> AnnotatedArticle:
    figures = [
        mention
        for mention in annotated.mentions
        if mention.kind in _FIGURES and not any(mention.span.overlaps(name.span) for name in names)
    ]
    return replace(annotated, mentions=tuple(sorted([*names, *figures], key=lambda mention: mention.span)))
