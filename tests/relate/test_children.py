"""Children in a row behind their parent, with the real reader."""

from functools import cache

import pytest

from newsgraph.extract import find_extractor
from newsgraph.ids import digest
from newsgraph.model import AnnotatedArticle, Page
from newsgraph.relate.children import find_children
from newsgraph.relate.quotes import find_quotes
from newsgraph.resolve import find_entities
from newsgraph.split import split_page


@cache
def _extractor():
    return find_extractor("embedded", threads=1)


def read(text: str) -> AnnotatedArticle:
    content = f"A day in town\n\nDENVER, March 11, 2025 — The town was calm.\n\n{text}\n"
    article = split_page(Page("case.txt", "text/plain", digest(content), content)).articles[0]
    return find_children(find_quotes(find_entities(_extractor()(AnnotatedArticle(article)))))


def told(annotated: AnnotatedArticle) -> set[tuple[str, str]]:
    names = {entity.id: entity.name for entity in annotated.entities}
    return {(names[claim.subject], names[str(claim.object)]) for claim in annotated.claims}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Ruiz has two children (Omar Ruiz, 16, and Lena Ruiz, 14).", {"Omar Ruiz", "Lena Ruiz"}),
        ("Ana Ruiz spoke. She had a son, Omar Ruiz, and left the town.", {"Omar Ruiz"}),
        (
            "Ana Ruiz has three daughters: Marta Ruiz, Lena Ruiz and Rosa Ruiz.",
            {"Marta Ruiz", "Lena Ruiz", "Rosa Ruiz"},
        ),
        (
            "Ana Ruiz was a nurse. She was hurt in May, when she had two children (Omar Ruiz, 16, and Lena Ruiz, 14).",
            {"Omar Ruiz", "Lena Ruiz"},
        ),
        ("Ana Ruiz has two children and knows Omar Quell.", set()),
        ("Ana Ruiz has children, Omar Quell said.", set()),
        ("Ana Ruiz met the children (Omar Quell, 16, and Lena Quell, 14).", set()),
        ("“Ana Ruiz has a son, Omar Ruiz,” it was said.", set()),
    ],
)
def test_children_lead_to_their_parent(text: str, expected: set[str]) -> None:
    assert told(read(text)) == {(child, "Ana Ruiz") for child in expected}


def test_reading_again_changes_nothing() -> None:
    annotated = read("Ana Ruiz has two children (Omar Ruiz, 16, and Lena Ruiz, 14).")
    assert find_children(annotated) == annotated
    for claim in annotated.claims:
        assert claim.evidence[0].of(annotated.article.text) == "children"
