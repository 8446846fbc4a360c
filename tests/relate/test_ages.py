"""Ages beside names and of events, with the real reader; scores, prices and bridges have none."""

from datetime import date
from functools import cache

import pytest

from newsgraph.extract import find_extractor
from newsgraph.ids import digest
from newsgraph.model import AnnotatedArticle, Page, Quantity, TimeBounds
from newsgraph.relate.ages import AT_EVENT, find_ages
from newsgraph.relate.frames import find_events
from newsgraph.relate.quotes import find_quotes
from newsgraph.resolve import find_entities
from newsgraph.split import split_page

AGES = [
    ("Omar Perez, 34, of Denver was hurt.", {("Omar Perez", 34)}),
    ("Police held Omar Perez, 34, and Ana Ruiz, 29, on Monday.", {("Omar Perez", 34), ("Ana Ruiz", 29)}),
    ("Police held Omar Perez, 34.", {("Omar Perez", 34)}),
    ("Lena Holt, aged 27, won the seat.", {("Lena Holt", 27)}),
    ("Lena Holt (aged 27) won the seat.", {("Lena Holt", 27)}),
    ("A 12-year-old girl, Marta Quell, was missing.", {("Marta Quell", 12)}),
    ("The 45-year-old Denver nurse Marta Quell was late.", {("Marta Quell", 45)}),
    ("Marta Quell, who is 45 years old, lives in Boston.", {("Marta Quell", 45)}),
    ("Marta Quell spoke. She is 45 years old.", {("Marta Quell", 45)}),
    ("She had two children (Omar Perez, 16, and Ana Perez, 14).", {("Omar Perez", 16), ("Ana Perez", 14)}),
]
NONE = [
    "The 7-year-old bridge fell near Omar Perez.",
    "Omar Perez, 400 of whose friends came, sang.",
    "Omar Perez, 34,000 of whose books were sold, sang.",
    "Omar Perez, 12 others and a dog were found.",
    "Omar Perez was 16 minutes late.",
    "Waugh, 54, Ponting, 31, Perez, 17, Holt, 9, and Quell, 3, batted well.",
    "Omar Perez, 0, was new.",
    "Omar Perez scored 34.",
    "“Omar Perez, 34, is a thief.”",
]


@cache
def _extractor():
    return find_extractor("embedded", threads=1)


def read(text: str) -> AnnotatedArticle:
    content = f"A day in town\n\nDENVER, March 11, 2025 — The town was calm.\n\n{text}\n"
    article = split_page(Page("case.txt", "text/plain", digest(content), content)).articles[0]
    known = find_entities(_extractor()(AnnotatedArticle(article)))
    return find_ages(find_events(find_quotes(known)))


def ages(annotated: AnnotatedArticle) -> set[tuple[str, int]]:
    names = {entity.id: entity.name for entity in annotated.entities}
    assert all(claim.predicate == "ng:age" for claim in annotated.claims)
    return {
        (names[claim.subject], int(claim.object.value or 0))
        for claim in annotated.claims
        if isinstance(claim.object, Quantity)
    }


@pytest.mark.parametrize(("text", "expected"), AGES, ids=[text for text, _ in AGES])
def test_an_age_beside_a_name_is_the_person_s(text: str, expected: set[tuple[str, int]]) -> None:
    annotated = read(text)
    assert ages(annotated) == expected
    for claim in annotated.claims:
        assert isinstance(claim.object, Quantity)
        assert claim.evidence[0].of(annotated.article.text) == f"{claim.object.value:.0f}"


@pytest.mark.parametrize("text", NONE)
def test_other_numbers_are_no_ages(text: str) -> None:
    assert ages(read(text)) == set()


def test_an_age_of_an_earlier_time_is_over() -> None:
    annotated = read("Ana Ruiz was deported when she had two children (Omar Ruiz, 16, and Lena Ruiz, 14).")
    assert ages(annotated) == {("Omar Ruiz", 16), ("Lena Ruiz", 14)}
    assert {claim.time.latest_end for claim in annotated.claims} == {date(2025, 3, 10)}
    (claim,) = read("Omar Perez, 34, was hurt when he was at home.").claims
    assert claim.time == TimeBounds()


def test_an_age_that_somebody_gives_is_theirs() -> None:
    annotated = read("Ana Ruiz said that Omar Perez, 34, was a good man.")
    (claim,) = annotated.claims
    names = {entity.id: entity.name for entity in annotated.entities}
    assert (names[claim.subject], names[claim.attributed_to or ""]) == ("Omar Perez", "Ana Ruiz")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Omar Perez was deported at age 35.", 35.0),
        ("Omar Perez died at the age of 81.", 81.0),
        ("Omar Perez was arrested at age 12 or 13.", None),
        ("Omar Perez died in Boston.", None),
        ("Two men were arrested at age 30.", None),
    ],
)
def test_the_age_at_which_something_happened_is_a_figure_of_the_event(text: str, expected: float | None) -> None:
    annotated = read(text)
    assert annotated.events
    found = [figure.value for event in annotated.events for figure in event.figures if figure.unit == AT_EVENT]
    assert found == ([expected] if expected else [])


def test_reading_again_changes_nothing() -> None:
    annotated = read("Omar Perez, 34, died at the age of 34. Ana Ruiz, 29, was there.")
    assert find_ages(annotated) == annotated
