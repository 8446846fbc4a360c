"""The extractor as a component: mentions of an article, with the grammars beside the network."""

from dataclasses import replace
from itertools import pairwise

import pytest

from factory import article
from newsgraph.extract import extractor_names, extractor_settings, find_extractor
from newsgraph.extract.embedded import extract
from newsgraph.extract.embedded.model_file import MODEL, folder
from newsgraph.model import AnnotatedArticle, Kind


def mentions(text):
    return extract(AnnotatedArticle(article(text))).mentions


def read(text):
    return [(mention.span.of(text), mention.kind, mention.value) for mention in mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sheriff Lou Calder works under Section 287(g) of the Immigration and Nationality Act in Ocean County.",
         ("Section 287(g) of the Immigration and Nationality Act", Kind.LEGISLATION,
          "Immigration and Nationality Act (1952) § 287(g)")),
        ("The panel followed Gosselin v. Quebec. Legal aid groups were glad.",
         ("Gosselin v. Quebec", Kind.LEGISLATION, "Gosselin v. Quebec")),
        ("Prime Minister Ada Berg met farmers in Oslo, Norway.", ("Ada Berg", Kind.PERSON, "Prime Minister")),
        ("The fire began in Newark, New Jersey, at dawn.", ("Newark", Kind.PLACE, "newark, US-NJ")),
        ("The Larkmere Water Authority (LWA) said so. The LWA will sue.",
         ("LWA", Kind.ORGANIZATION, "Larkmere Water Authority")),
    ],
)  # fmt: skip
def test_names_carry_what_they_parse_to(text, expected):
    assert expected in read(text)


def test_mentions_are_sorted_and_disjoint_and_scored():
    found = mentions("Ana Pell of the Fourteenth Amendment Society cited the Fourteenth Amendment in Oslo, Norway.")
    spans = [mention.span for mention in found]
    assert spans == sorted(spans)
    assert not any(left.overlaps(right) for left, right in pairwise(spans))
    assert all(0 < mention.score <= 1 and mention.extractor == "embedded" for mention in found)


@pytest.mark.parametrize("text", ["", "   \n\n "])
def test_an_empty_article_stays_as_it_is(text):
    made = AnnotatedArticle(article(text))
    assert extract(made) == made


def test_another_language_is_left_unread():
    text = "El alcalde Juan Pérez dijo el lunes en Madrid que el consejo votaría la ley."
    made = AnnotatedArticle(replace(article(text), language="es"))
    assert extract(made) == made


def test_the_extractor_is_the_default_and_records_its_model():
    assert "embedded" in extractor_names()
    settings = dict(extractor_settings("embedded"))
    assert settings["model"].startswith("embedded-")
    assert len(settings["model-sha256"]) == 64
    assert extractor_settings("rules") == ()
    text = "Ana Pell lives in Oslo."
    assert find_extractor("embedded", threads=1)(AnnotatedArticle(article(text))).mentions == mentions(text)


def test_the_files_together_are_small():
    assert sum(path.stat().st_size for path in folder().iterdir()) < 40_000_000
    assert (folder() / MODEL).exists()


def test_two_cases_in_a_row_stay_two():
    found = read(
        "She asked whether Allen v. Milligan and Thornburg v. Gingles could be squared with Rucho v. Common Cause."
    )
    laws = [words for words, kind, _ in found if kind is Kind.LEGISLATION]
    assert laws == ["Allen v. Milligan", "Thornburg v. Gingles", "Rucho v. Common Cause"]


@pytest.mark.parametrize(
    "text", ["Turnout was the highest in a May election in Port Ellery.", "They met on Monday in March."]
)
def test_months_and_days_are_no_names(text):
    calendar = {"May", "Monday", "March"}
    assert not [
        mention for mention in mentions(text) if mention.kind is not Kind.DATE and mention.span.of(text) in calendar
    ]
