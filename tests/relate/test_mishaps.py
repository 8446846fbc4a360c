"""Killings, deaths that nobody made, and what judges of unseen news found put wrongly, with the real reader."""

from functools import cache

import pytest

from newsgraph.extract import find_extractor
from newsgraph.ids import digest
from newsgraph.model import AnnotatedArticle, Page
from newsgraph.relate.frames import find_events
from newsgraph.resolve import find_entities
from newsgraph.split import split_page


@cache
def _extractor():
    return find_extractor("embedded", threads=1)


def read(text: str) -> AnnotatedArticle:
    content = f"A day in town\n\nDENVER, March 11, 2025 — The town was calm.\n\n{text}\n"
    article = split_page(Page("case.txt", "text/plain", digest(content), content)).articles[0]
    return find_events(find_entities(_extractor()(AnnotatedArticle(article))))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Four people were killed when a fire broke out at a hotel in Paris.", "ng:Death"),
        ("The crash, which killed six nurses in April, was near Denver.", "ng:Death"),
        ("Twelve villagers were killed in the flood in Dover.", "ng:Death"),
        ("Four people were killed in a bombing in Paris.", "ng:Killing"),
        ("Police killed two men after a crash.", "ng:Killing"),
        ("Two men were killed in Denver.", "ng:Killing"),
    ],
)
def test_a_killing_without_a_killer_beside_a_mishap_is_a_death(text: str, kind: str) -> None:
    found = [event for event in read(text).events if event.type in ("ng:Killing", "ng:Death")]
    assert [event.type for event in found] == [kind]
    assert found[0].label.startswith(kind.removeprefix("ng:").lower())


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("The senators are considering forming a new party.", "ng:Founding", "Proposed"),
        ("President Ruiz renewed an offer of talks with Minister Omar Perez.", "ng:Meeting", "Proposed"),
        ("The judge heard a clerk who has confessed to plotting attacks against Denver.", "ng:Attack", "Alleged"),
        ("Employees spread a rumor that Omar Perez had been fired by Harlow Bank.", "ng:Dismissal", "Alleged"),
        ("The Harlow Front called off its campaign of attacks on Denver.", "ng:Attack", "Stated"),
    ],
)
def test_offers_thoughts_confessions_and_rumors_are_no_facts(text: str, kind: str, modality: str) -> None:
    assert [str(event.modality) for event in read(text).events if event.type == kind] == [modality]


def test_what_is_done_instead_is_not_done() -> None:
    assert read("Instead of launching a raid on Boston, agents sent letters.").events == ()


def test_what_happened_in_two_places_happened_in_neither_alone() -> None:
    (event,) = read("Bombers killed 26 people in Denver and Boston.").events
    assert event.place is None
