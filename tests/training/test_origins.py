"""The test of known bias itself: its people, its frames, its counting."""

import re
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from origins import FRAMES, cases, people, recall_by_origin, table

from newsgraph.extract import find_extractor
from newsgraph.extract.lexicon import lexicon
from newsgraph.model import AnnotatedArticle, Kind, Mention

ROOT = Path(__file__).parents[2]
EVERYONE = people()
FEW = tuple(person for person in EVERYONE if person.origin in ("English", "Welsh", "Thai"))


def nothing(article: AnnotatedArticle) -> AnnotatedArticle:
    return article


def test_there_are_many_origins_with_as_many_women_as_men() -> None:
    women = Counter(person.origin for person in EVERYONE if person.woman)
    men = Counter(person.origin for person in EVERYONE if not person.woman)
    assert len(women) >= 24
    assert women == men
    assert set(women.values()) == {4}
    assert len({person.name for person in EVERYONE}) == len(EVERYONE)


def test_names_are_clean() -> None:
    for person in EVERYONE:
        assert person.name == " ".join(person.name.split())
        assert unicodedata.is_normalized("NFC", person.name)
        assert re.fullmatch(r"[^\d,|:;“”\"()]+", person.name), person.name
        first, *rest = person.name.replace(".", "").lower().split()
        assert not rest or first not in lexicon().titles, person.name


@pytest.mark.parametrize(
    "shape",
    [r"^\w+$", "-", "'", " (?:van|von|de|dos|del) ", " bint?i? ", r"^\w\. ", " i ", r"Jr\.$", "(?:ov|ev)(?:na|ich) "],
)
def test_usual_shapes_are_among_them(shape: str) -> None:
    assert any(re.search(shape, person.name) for person in EVERYONE)


def test_every_person_stands_in_every_frame_at_the_place_that_is_said() -> None:
    found = list(cases())
    assert len(FRAMES) == 10
    assert len(found) == len(EVERYONE) * len(FRAMES)
    for case in found:
        assert case.name.of(case.article.text).upper() == case.person.name.upper()
        assert unicodedata.is_normalized("NFC", case.article.text)
        for part in case.article.parts:
            assert not part.span.overlaps(case.name) or part.span.covers(case.name)


def test_frames_differ_in_nothing_but_the_name() -> None:
    texts: dict[str, set[str]] = {}
    for case in cases():
        text, name = case.article.text, case.name
        texts.setdefault(case.frame, set()).add(text[: name.start] + "{}" + text[name.end :])
    assert {frame: len(found) for frame, found in texts.items()} == dict.fromkeys(FRAMES, 1)


def test_one_who_finds_nothing_has_no_recall() -> None:
    found = recall_by_origin(nothing, FEW)
    assert found.overall == 0
    assert set(found.origins.values()) == {0.0}
    assert len(found.missed) == len(FEW) * len(FRAMES)


def test_only_exact_persons_count() -> None:
    truth = {case.article.text: case for case in cases(FEW)}

    def read(article: AnnotatedArticle) -> AnnotatedArticle:
        case = truth[article.article.text]
        span = case.name
        if case.person.origin == "Welsh":
            span = type(span)(span.start, span.end - 1)
        kind = Kind.ORGANIZATION if case.person.origin == "Thai" else Kind.PERSON
        return AnnotatedArticle(article.article, (Mention(article.article.id, span, kind, 1.0, "test"),))

    found = recall_by_origin(read, FEW)
    assert found.origins == {"Thai": 0.0, "Welsh": 0.0, "English": 1.0}
    assert list(found.origins) == ["Thai", "Welsh", "English"]
    assert found.frames == dict.fromkeys(FRAMES, pytest.approx(1 / 3))
    assert found.given_names == {"women": pytest.approx(1 / 3), "men": pytest.approx(1 / 3)}
    assert found.cells["English", "lower case"] == 1.0
    assert {case.person.origin for case in found.missed} == {"Thai", "Welsh"}


def test_the_rules_read_english_names_in_running_text() -> None:
    found = recall_by_origin(find_extractor("rules"), FEW)
    assert found.cells["English", "subject"] == 1.0
    assert 0 < found.overall < 1


def test_the_table_has_a_line_an_origin_lowest_first() -> None:
    found = recall_by_origin(find_extractor("rules"), FEW)
    lines = table(found).splitlines()
    origins = [line for line in lines if line.startswith(tuple(found.origins))]
    assert [line.split()[0] for line in origins] == list(found.origins)
    assert all(len(line.split()) == 2 + len(FRAMES) for line in origins)
    assert lines[-1].startswith("women: ")


def test_the_command_prints_the_table() -> None:
    command = [sys.executable, str(ROOT / "training" / "origins.py"), "--extractor", "rules"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    assert len(done.stdout.splitlines()) == len({person.origin for person in EVERYONE}) + 6
    assert not done.stderr
