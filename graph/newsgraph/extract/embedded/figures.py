"""Dates and quantities as mentions, beside the names and never over them."""

from collections.abc import Iterator, Sequence

from newsgraph.extract.dates import find_dates
from newsgraph.extract.quantities import find_quantities, in_words
from newsgraph.model import Article, Kind, Mention, Span
from newsgraph.syntax import ParsedSentence

SCORE = 0.9
"""What a reading by grammar counts; not calibrated, since no gold text marks these kinds."""


def figures(
    article: Article, sentences: Sequence[ParsedSentence], taken: Sequence[Span], extractor: str
) -> Iterator[Mention]:
    """Yield the dates, then the quantities of an article that touch none of the stretches taken.

    A date's value is in EDTF, a quantity's in words: `about 23000 people`. Relative dates count from the day of the
    article's dateline, or else its day of publication; without one they have no value.
    """
    line = article.dateline
    anchor = (line.dated if line else None) or article.published or article.page_published
    dates = find_dates(article.text, anchor=anchor, laws=taken)
    for found in dates:
        yield Mention(article.id, found.span, Kind.DATE, SCORE, extractor, found.value)
    for one in find_quantities(article.text, sentences, taken=[*taken, *(found.span for found in dates)]):
        yield Mention(article.id, one.span, Kind.QUANTITY, SCORE, extractor, in_words(one.quantity))
