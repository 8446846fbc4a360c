"""What an event needs beside its word: somebody left open, a thing, or a clause that looks back; and no game."""

from functools import cache

import pytest

from newsgraph.extract import find_extractor
from newsgraph.ids import digest
from newsgraph.model import AnnotatedArticle, Page
from newsgraph.relate.frames import find_events
from newsgraph.resolve import find_entities
from newsgraph.split import split_page

FOUND = [
    # Somebody whom a pronoun leaves open, or a thing, fills no role, but it happened.
    ("They were killed by shells.", [("ng:Killing", 0)]),
    ("He was arrested on Monday.", [("ng:Arrest", 0)]),
    ("Rebels shelled the police station.", [("ng:Attack", 1)]),
    ("The ferry sank on Monday.", [("ng:Accident", 0)]),
    ("Rebels bombed the plan.", []),
    ("It was killed.", []),
    # A clause that looks back counts where somebody, a place or a day is named.
    ("Omar Perez was at home during the attack.", [("ng:Attack", 0)]),
    ("The raid in March angered the town.", [("ng:Raid", 0)]),
    ("The raid was long.", []),
    ("Omar Perez was afraid of an attack.", []),
    ("Workers fear these attacks.", []),
    ("Omar Perez rejected the attack on the budget.", []),
    # Several places are no one place, but they are places.
    ("The bombings in Peru and Ecuador went on.", [("ng:Attack", 0)]),
]


@cache
def _extractor():
    return find_extractor("embedded", threads=1)


def found(text: str) -> list[tuple[str, int]]:
    """Return the events of a text, each with the number of its players."""
    content = f"A day in town\n\nDENVER, March 11, 2025 — The town was calm.\n\n{text}\n"
    article = split_page(Page("case.txt", "text/plain", digest(content), content)).articles[0]
    annotated = find_events(find_entities(_extractor()(AnnotatedArticle(article))))
    return [(event.type, len(event.roles)) for event in annotated.events]


@pytest.mark.parametrize(("text", "events"), FOUND)
def test_an_event_needs_a_sign_that_it_happened(text, events):
    assert found(text) == events


GAMES = [
    "The bowler appealed against the umpire.",
    "The batsman Omar Perez attacked the police team.",
    "The referee suspended Omar Perez for two games.",
    "The coach will announce the team.",
]


@pytest.mark.parametrize("text", GAMES)
def test_what_tells_of_a_game_is_no_event(text):
    assert found(text) == []


COUNTED = [("One of the six men was killed in Denver.", ()), ("Three of the men were killed in Denver.", (3.0,))]


@pytest.mark.parametrize(("text", "figures"), COUNTED)
def test_one_of_many_counts_nobody(text, figures):
    content = f"A day in town\n\nDENVER, March 11, 2025 — The town was calm.\n\n{text}\n"
    article = split_page(Page("case.txt", "text/plain", digest(content), content)).articles[0]
    (event,) = find_events(find_entities(_extractor()(AnnotatedArticle(article)))).events
    assert tuple(figure.value for figure in event.figures) == figures


PUT = [
    ("The trial of Omar Perez will begin on Monday.", [("Expected", False)]),
    ("The meeting in Peru was cancelled.", [("Stated", True)]),
    ("Omar Perez expects to fly to Peru for the talks.", [("Expected", False), ("Expected", False)]),
]


@pytest.mark.parametrize(("text", "put"), PUT)
def test_what_is_said_of_its_beginning_is_said_of_the_event(text, put):
    content = f"A day in town\n\nDENVER, March 11, 2025 — The town was calm.\n\n{text}\n"
    article = split_page(Page("case.txt", "text/plain", digest(content), content)).articles[0]
    events = find_events(find_entities(_extractor()(AnnotatedArticle(article)))).events
    assert [(str(event.modality), event.negated) for event in events] == put
