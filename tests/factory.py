"""Small invented values for tests: articles from marked-up text, and one graph that holds every kind of thing."""

from dataclasses import replace
from datetime import date

from newsgraph.assemble import assemble
from newsgraph.ids import article_id, digest
from newsgraph.model import (
    AnnotatedArticle,
    Article,
    Claim,
    Dateline,
    Event,
    Kind,
    KnowledgeGraph,
    Mention,
    Modality,
    Part,
    PartRole,
    Qualifier,
    Quantity,
    Quote,
    QuoteKind,
    Role,
    Run,
    Span,
    Stretch,
    TimeBounds,
)
from newsgraph.resolve import find_entities, resolve


def article(
    body: str,
    *,
    headline: str | None = None,
    dateline: str | None = None,
    place: str | None = None,
    published: date | None = None,
    outlet: str | None = None,
    origin: str = "page.txt",
) -> Article:
    """Return an article whose body starts with the dateline's words, where they are given."""
    text = f"{headline}\n\n{body}" if headline else body
    parts, start = [], 0
    if headline:
        parts.append(Part(PartRole.HEADLINE, Span(0, len(headline))))
        start = len(headline) + 2
    line = None
    if dateline:
        end = start + len(dateline)
        place_span = Span(start, start + len(place)) if place else None
        line = Dateline(Span(start, end), place=place, place_span=place_span, dated=published)
        parts.append(Part(PartRole.DATELINE, line.span))
        start = end
    parts.append(Part(PartRole.PARAGRAPH, Span(start, len(text))))
    return Article(
        id=article_id(origin, text),
        origin=origin,
        page_digest=digest(text),
        text=text,
        digest=digest(text),
        parts=tuple(parts),
        alignment=(Stretch(0, 0, len(text)),),
        headline=headline,
        dateline=line,
        published=published,
        outlet=outlet,
    )


def span(text: str, words: str, nth: int = 0) -> Span:
    """Return where the words stand in the text for the nth time, counted from 0."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def mention(
    source: Article,
    words: str,
    kind: Kind,
    *,
    nth: int = 0,
    value: str | None = None,
    whole: str | None = None,
) -> Mention:
    """Return a mention of the words in the article."""
    return Mention(source.id, span(source.text, words, nth), kind, 0.9, "factory", value, whole)


def sample_articles() -> tuple[AnnotatedArticle, ...]:
    """Return three invented articles with mentions, not yet resolved."""
    first = article(
        "PORT ARLEN, March 2 — The Border Agency deported about 18,000 people last month, Minister "
        "Dana Orlov said on Monday. "
        "The agency cited section 12 of the Entry Act. A farm worker, Tomas Reyl, was among them.",
        headline="Border Agency says 18,000 deported",
        dateline="PORT ARLEN, March 2 — ",
        place="PORT ARLEN",
        published=date(2026, 3, 2),
        outlet="North Herald",
        origin="herald-1.txt",
    )
    second = article(
        "The Harbour League, a rights group, said at least 21,500 people were deported in February. "
        "“The ministry’s number is wrong,” said its director, Ana Pell. Orlov did not answer.",
        headline="Rights group disputes figure of Dana Orlov",
        published=date(2026, 3, 4),
        outlet="South Courier",
        origin="courier-1.txt",
    )
    third = article(
        "The Harbour League sued the Border Agency in the Arlen High Court on Friday. "
        "Parliament may vote in April on a bill that would amend the Entry Act, Minister Dana Orlov said.",
        headline="League sues over Entry Act",
        published=date(2026, 3, 9),
        outlet="North Herald",
        origin="herald-2.txt",
    )
    return (
        AnnotatedArticle(
            first,
            (
                mention(first, "Border Agency", Kind.ORGANIZATION),
                mention(first, "PORT ARLEN", Kind.PLACE),
                mention(first, "Border Agency", Kind.ORGANIZATION, nth=1),
                mention(first, "Dana Orlov", Kind.PERSON, value="Minister"),
                mention(
                    first,
                    "section 12 of the Entry Act",
                    Kind.LEGISLATION,
                    value="Entry Act § 12",
                    whole="Entry Act",
                ),
                mention(first, "Tomas Reyl", Kind.PERSON),
            ),
        ),
        AnnotatedArticle(
            second,
            (
                mention(second, "Dana Orlov", Kind.PERSON),
                mention(second, "Harbour League", Kind.ORGANIZATION),
                mention(second, "Ana Pell", Kind.PERSON, value="director"),
                mention(second, "Orlov", Kind.PERSON, nth=1),
            ),
        ),
        AnnotatedArticle(
            third,
            (
                mention(third, "Entry Act", Kind.LEGISLATION, value="Entry Act"),
                mention(third, "Harbour League", Kind.ORGANIZATION),
                mention(third, "Border Agency", Kind.ORGANIZATION),
                mention(third, "Arlen High Court", Kind.ORGANIZATION),
                mention(third, "Entry Act", Kind.LEGISLATION, nth=1, value="Entry Act"),
                mention(third, "Dana Orlov", Kind.PERSON, value="Minister"),
            ),
        ),
    )


def sample_graph() -> KnowledgeGraph:
    """Return the sample articles as a graph, with quotes, claims and events of every sort beside the mentions."""
    annotated = [_with_statements(find_entities(made)) for made in sample_articles()]
    local_entities, entities, judgements = resolve(annotated)
    run = Run("run/factory", "newsgraph", "0.0.0", (("extractor", "factory"),))
    return assemble(annotated, local_entities=local_entities, entities=entities, judgements=judgements, run=run)


def _with_statements(made: AnnotatedArticle) -> AnnotatedArticle:
    text, identifier = made.article.text, made.article.id
    ids = {entity.name: entity.id for entity in made.entities}
    if "18,000 people" in text:
        return replace(made, events=(_deportation(text, identifier, ids),), claims=_first_claims(text, identifier, ids))
    if "21,500" in text:
        words = "The ministry’s number is wrong,"
        quote = Quote(identifier, span(text, words), QuoteKind.DIRECT, ids["Ana Pell"], span(text, "said", 1), 0.95)
        works_for = Claim(
            id=f"claim/{identifier}_works-for",
            article=identifier,
            subject=ids["Ana Pell"],
            predicate="schema:worksFor",
            object=ids["Harbour League"],
            evidence=(span(text, "its director, Ana Pell"),),
            confidence=0.8,
        )
        return replace(made, quotes=(quote,), claims=(works_for,))
    return made


def _first_claims(text: str, identifier: str, ids: dict[str, str]) -> tuple[Claim, ...]:
    figure = Claim(
        id=f"claim/{identifier}_figure",
        article=identifier,
        subject=f"event/{identifier}_deportation",
        predicate="ng:figure",
        object=Quantity("people", Qualifier.ABOUT, value=18000),
        evidence=(span(text, "about 18,000 people"),),
        attributed_to=ids["Dana Orlov"],
        cue=span(text, "said", 0),
        confidence=0.9,
    )
    citing = Claim(
        id=f"claim/{identifier}_cites",
        article=identifier,
        subject=ids["Border Agency"],
        predicate="schema:citation",
        object=ids["section 12 of the Entry Act"],
        evidence=(span(text, "The agency cited section 12"),),
        modality=Modality.ALLEGED,
        negated=True,
        confidence=0.7,
    )
    return figure, citing


def _deportation(text: str, identifier: str, ids: dict[str, str]) -> Event:
    month = TimeBounds(date(2026, 2, 1), date(2026, 2, 28), date(2026, 2, 1), date(2026, 2, 28))
    agent = Role("ng:Agent", ids["Border Agency"], (span(text, "The Border Agency"),), ids["Dana Orlov"])
    return Event(
        id=f"event/{identifier}_deportation",
        article=identifier,
        type="ng:Deportation",
        label="deportation of about 18,000 people",
        roles=(agent,),
        evidence=(span(text, "deported", 1),),
        time=month,
        place=ids["Port Arlen"],
        figures=(Quantity("people", Qualifier.ABOUT, value=18000),),
        confidence=0.88,
    )
