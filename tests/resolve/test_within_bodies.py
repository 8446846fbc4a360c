import pytest
from marked_text import clusters, entity, read

from newsgraph.model import Kind

O = Kind.ORGANIZATION  # noqa: E741
JOINED = [
    ("The {Organization:Harbour Rights League} ({Organization:HRL}) sued. {Organization:HRL} won.", "defined acronym"),
    ("{Organization:HRL} (the {Organization:Harbour Rights League}) sued.", "acronym first"),
    ("The {Organization:Harbour Rights League} sued. The {Organization:HRL} won.", "initials of the only body"),
    ("{Organization:Brask Pigments Inc.} paid. {Organization:Brask Pigments} grew. {Organization:Brask} won.", "short"),
    ("{Organization:Brask Pigments} paid. {Organization:Brask Pigments Group} won.", "company words"),
    ("The {Organization:U.S. Department of Education} wrote. The {Organization:Department of Education} paid.", "US"),
    ("The {Organization:Department of Education} wrote. The {Organization:Education Department} paid.", "swapped"),
    ("The {Organization:Department of Justice} wrote. {Organization|Department of Justice:DOJ} paid.", "value"),
    ("The {Organization:Department of Education} wrote. The {Organization:Department} paid.", "the Department"),
    ("The {Organization:Arlen Labour Party} met. The {Organization:Party} won.", "the Party"),
    ("{Organization:University of Arlen} grew. The {Organization:University} hired.", "the University"),
    ("The {Organization:Arlen Evening Times} said. The {Organization:Times} wrote.", "the Times"),
    ("The {Organization:Arlen High Court} sat. The {Organization:Court} rose.", "the Court"),
    ("{Organization:Immigration and Customs Enforcement} came. {Organization:ICE} left.", "listed acronym"),
    ("{Organization:UN} met. The {Organization:United Nations} voted.", "listed short form"),
    ("The {Organization:Senate of the United States} met. The {Organization:U.S. Senate} voted.", "owner behind"),
    ("The {Organization:Quay Foundation for the Arts} gave. The {Organization:Quay Foundation} grew.", "without for"),
    ("{Organization:Brask & Sons} paid. {Organization:Brask and Sons} won.", "ampersand"),
]
APART = [
    ("{Place:Ohio}’s {Organization:Department of Health} met {Place:Utah}’s {Organization:Department of Health}.", 2),
    ("{Organization:Ohio Department of Health} met {Organization:Utah Department of Health} and"
     " the {Organization:Department of Health}.", 3),
    ("The {Organization:Supreme Court} ruled after the {Organization:Ohio Supreme Court}.", 2),
    ("{Organization:Harbour Rights League} met {Organization:Health Relief Labs}. {Organization:HRL} won.", 3),
    ("The {Organization:Arlen Party} met the {Organization:Quay Party}. The {Organization:Party} won.", 3),
    ("{Organization:Columbia University} met {Organization:Columbia Pictures}.", 2),
    ("The {Organization:White House} and the {Organization:House}.", 2),
    ("The {Organization:Border Agency} met the {Organization:Border Agency Union}.", 2),
    ("The {Organization:Labour Party} met the {Organization:Progressive Labour Party}.", 2),
    ("{Organization:New York Times} met {Organization:New York University} in {Place:New York}.", 2),
    ("{Organization:Washington Post} met {Organization:Washington Hospital}.", 2),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "what"), JOINED, ids=[what for _, what in JOINED])
def test_forms_of_one_body(marked: str, what: str) -> None:
    assert len(clusters(read(marked), O)) == 1


@pytest.mark.parametrize(("marked", "count"), APART)
def test_bodies_that_stay_apart(marked: str, count: int) -> None:
    assert len(clusters(read(marked), O)) == count


def test_the_definition_in_the_article_beats_the_list() -> None:
    made = read("The {Organization:Department of Education} ({Organization:DOE}) paid. {Organization:DOE} won.")
    assert clusters(made, O) == [["Department of Education", "DOE", "DOE"]]
    assert "defined" in entity(made, "Department of Education").namings[1].reason


def test_a_listed_body_has_one_key_however_it_is_named() -> None:
    keys = {
        entity(read(marked), words).key
        for marked, words in (
            ("{Organization:ICE} came.", "ICE"),
            ("{Organization:Immigration and Customs Enforcement} came.", "Immigration and Customs Enforcement"),
            (
                "{Organization:U.S. Immigration and Customs Enforcement} came.",
                "U.S. Immigration and Customs Enforcement",
            ),
        )
    }
    assert keys == {"immigration and customs enforcement"}


def test_members_of_a_party_are_not_the_party() -> None:
    made = read("The {Organization:Democratic Party} met. {Group:Democrats} voted.")
    assert clusters(made, O) == [["Democratic Party"]]
    assert clusters(made, Kind.GROUP) == [["Democrats"]]


def test_a_foreign_court_keeps_its_country() -> None:
    made = read("{Place:Kenya}’s {Organization:Supreme Court} ruled. The {Organization:Supreme Court} sat.")
    assert len(clusters(made, O)) == 1
    assert entity(read("The {Organization:Supreme Court} ruled."), "Supreme Court").key == "supreme court"


def test_the_highest_court_of_the_country_is_not_the_state_s() -> None:
    made = read(
        "The {Organization:U.S. Supreme Court} ruled. The {Organization:Supreme Court} left the"
        " {Organization:Ohio Supreme Court} alone."
    )
    assert clusters(made, O) == [["U.S. Supreme Court", "Supreme Court"], ["Ohio Supreme Court"]]


def test_a_state_s_senate_is_not_the_country_s() -> None:
    made = read("The state {Organization:Senate} met. The {Organization:U.S. Senate} did not.")
    assert len(clusters(made, O)) == 2
    made = read("The state {Organization:Senate} met.", headline="{Organization:Senate} meets")
    assert clusters(made, O) == [["Senate", "Senate"]]


def test_a_sure_reading_takes_over_an_unsure_one() -> None:
    made = read(
        "{Organization:Brask Pigments} paid. {Place@0.43:Brask Pigments} grew. {Organization:Brask Pigments} won."
    )
    assert clusters(made, O) == [["Brask Pigments"] * 3]
    assert clusters(made, Kind.PLACE) == []
    assert "as Place here with 0.43" in entity(made, "Brask Pigments").namings[1].reason
    assert {mention.kind for mention in made.mentions} == {O}


@pytest.mark.parametrize(
    "marked",
    [
        "{Person:Jordan} spoke. {Person:Jordan} left for {Place@0.45:Jordan}.",
        "{Organization:New York} won. {Organization:New York} rests. {Place@0.5:New York} is dry.",
        "{Organization:Brask} paid. {Organization:Brask} grew. {Person@0.8:Brask} spoke.",
    ],
)
def test_names_that_may_be_both_stay_both(marked: str) -> None:
    assert len({found.kind for found in read(marked).entities}) == 2
