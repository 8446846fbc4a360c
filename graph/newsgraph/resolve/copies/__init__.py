"""Copies: articles that are, for the most part, the text of another, such as a wire report that several outlets run.

`find_copies` is a function of the set of articles. `signature` and `copies_of` are its two halves, for a corpus that
grows: a signature is small, depends on its article alone and can be kept.
"""

from collections.abc import Iterable

from newsgraph.model import Article, Copy
from newsgraph.resolve.copies.grouping import copies_of
from newsgraph.resolve.copies.signature import Signature, signature

__all__ = ["Signature", "copies_of", "find_copies", "independent", "signature"]


def find_copies(articles: Iterable[Article]) -> tuple[Copy, ...]:
    """Return the articles that are copies of an earlier one, sorted; the order of the input leaves no trace.

    See `copies_of` for what a group is and which of its articles is the original.
    """
    return copies_of(signature(article) for article in articles)


def independent(articles: Iterable[str], copies: Iterable[Copy]) -> frozenset[str]:
    """Return the articles by their ids, each copy replaced by its original: what counts as so many reports."""
    originals = {copy.article: copy.original for copy in copies}
    return frozenset(originals.get(article, article) for article in articles)
