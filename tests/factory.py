"""Small invented values for tests: articles from marked-up text, and one graph that holds every kind of thing."""

from datetime import date

from newsgraph.ids import article_id, digest
from newsgraph.model import (
    AnnotatedArticle,
    Article,
    Dateline,
    Kind,
    Mention,
    Part,
    PartRole,
    Span,
    Stretch,
)


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
        "PORT ARLEN, March 2 — The Border Agency deported about 18,000 people last month, Minister Dana Orlov said on Monday. "
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
