"""Each frame's own tests, with the real reader; how files fail; what the matcher makes of clauses."""

from functools import cache

import pytest

from newsgraph.extract import find_extractor
from newsgraph.ids import digest
from newsgraph.model import AnnotatedArticle, Page
from newsgraph.relate.frames import Frame, find_events, find_relations, index_of, shipped_frames
from newsgraph.resolve import find_entities
from newsgraph.split import split_page

CASES = [(frame, test) for frame in shipped_frames() for test in frame.tests]


def read(text: str) -> AnnotatedArticle:
    """Return the article of a text as the steps before `relate` leave it."""
    content = f"A day in town\n\nDENVER, March 11, 2025 — The town was calm.\n\n{text}\n"
    article = split_page(Page("case.txt", "text/plain", digest(content), content)).articles[0]
    return find_entities(_extractor()(AnnotatedArticle(article)))


@cache
def _extractor():
    return find_extractor("embedded", threads=1)


def told(text: str, frame: Frame) -> list[tuple[dict[str, set[str]], str, bool]]:
    """Return what a frame finds in a text: the words of the fillers by role, the modality and the negation."""
    annotated = read(text)
    if frame.relation:
        return _claims(find_relations(annotated, index=index_of([frame])))
    found = []
    annotated = find_events(annotated, index=index_of([frame]))
    for event in annotated.events:
        roles: dict[str, set[str]] = {}
        for role in event.roles:
            roles.setdefault(role.role, set()).add(role.evidence[0].of(annotated.article.text))
        if event.place:
            roles["place"] = {_names(annotated)[event.place]}
        found.append((roles, str(event.modality), event.negated))
    return found


def _names(annotated: AnnotatedArticle) -> dict[str, str]:
    return {entity.id: entity.name for entity in annotated.entities}


def _claims(annotated: AnnotatedArticle) -> list[tuple[dict[str, set[str]], str, bool]]:
    names = _names(annotated)
    return [
        (
            {"subject": {names[claim.subject]}, "object": {names[str(claim.object)]}},
            str(claim.modality),
            claim.negated,
        )
        for claim in annotated.claims
    ]


@pytest.mark.parametrize(("frame", "test"), CASES, ids=[f"{frame.origin}-{test.text}" for frame, test in CASES])
def test_frames_find_what_their_tests_say(frame, test):
    found = told(test.text, frame)
    if test.nothing:
        assert found == []
        return
    expected = {role: {names} if isinstance(names, str) else set(names) for role, names in test.roles.items()}
    assert found == [(expected, test.modality, test.negated)]
