from datetime import date

import pytest
from linked import accepted, annotated, body, links_of, person, place

from newsgraph.link import Context, candidates, other_identifiers
from newsgraph.link.office_holders import holders
from newsgraph.model import Kind, Verdict

BIOGUIDE = "https://bioguide.congress.gov/search/bio/{}".format
CANTWELL, KENNEDY_OF_LOUISIANA, KENNEDY = BIOGUIDE("C000127"), BIOGUIDE("K000393"), BIOGUIDE("K000107")
RON_JOHNSON, MIKE_JOHNSON, LINCOLN = BIOGUIDE("J000293"), BIOGUIDE("J000299"), BIOGUIDE("L000313")
TRUMP = "http://www.wikidata.org/entity/Q22686"
IN_2025, IN_1995 = date(2025, 3, 1), date(1995, 3, 1)
NONE = "-"
SENATE = body("Senate")

CASES = [
    # a title and a name
    ("Sen. Cantwell spoke.", [person("Cantwell", "Sen.")], "Cantwell", CANTWELL),
    ("Senator Maria Cantwell spoke.", [person("Maria Cantwell", "Senator")], "Maria Cantwell", CANTWELL),
    ("Senator Maria Cantwell spoke.", [person("Maria Cantwell")], "Maria Cantwell", CANTWELL),
    ("President Lincoln spoke.", [person("Lincoln", "President")], "Lincoln", LINCOLN),
    ("President Donald Trump spoke.", [person("Donald Trump", "President")], "Donald Trump", TRUMP),
    ("President Donald J. Trump spoke.", [person("Donald J. Trump", "President")], "Donald J. Trump", TRUMP),
    ("House Speaker Mike Johnson spoke.", [person("Mike Johnson", "House Speaker")], "Mike Johnson", MIKE_JOHNSON),
    ("Maria Cantwell spoke; the senator left.", [person("Maria Cantwell", described="the senator")], "Maria Cantwell",
     CANTWELL),
    # a state or a party behind the name
    ("Sen. John Kennedy, R-La., spoke.", [person("John Kennedy", "Sen.")], "John Kennedy", KENNEDY_OF_LOUISIANA),
    ("Ron Johnson (R-Wis.) spoke.", [person("Ron Johnson")], "Ron Johnson", RON_JOHNSON),
    ("Ron Johnson (D-Ohio) spoke.", [person("Ron Johnson", "Sen.")], "Ron Johnson", NONE),
    # well-known presidents, and their administrations
    ("Barack Obama spoke.", [person("Barack Obama")], "Barack Obama", BIOGUIDE("O000167")),
    ("The Trump administration sued.", [person("Trump")], "Trump", TRUMP),
    ("President John F. Kennedy spoke.", [person("John F. Kennedy", "President")], "John F. Kennedy", KENNEDY),
    ("Critics wrote of deporter-in-chief Barack Obama.", [person("Barack Obama", "chief")], "Barack Obama",
     BIOGUIDE("O000167")),
    # a name alone of a common kind
    ("Mike Johnson spoke.", [person("Mike Johnson")], "Mike Johnson", NONE),
    ("George Washington, 34, a baker, spoke.", [person("George Washington", "baker")], "George Washington", NONE),
    ("John Kennedy spoke.", [person("John Kennedy")], "John Kennedy", NONE),
    ("Trump spoke.", [person("Trump")], "Trump", NONE),
    ("Lincoln was cold.", [person("Lincoln")], "Lincoln", NONE),
    # another title, another office
    ("Officer Mike Johnson spoke.", [person("Mike Johnson", "Officer")], "Mike Johnson", NONE),
    ("Coach Maria Cantwell spoke.", [person("Maria Cantwell", "coach")], "Maria Cantwell", NONE),
    ("State Sen. Maria Cantwell spoke.", [person("Maria Cantwell", "state Sen.")], "Maria Cantwell", NONE),
    ("Mike Johnson, president of the bank, spoke.", [person("Mike Johnson", "president of the bank")], "Mike Johnson",
     NONE),
    ("Rep. Johnson spoke.", [person("Johnson", "Rep.")], "Johnson", NONE),
    # invented people
    ("Sen. Dana Orlov spoke in the Senate.", [person("Dana Orlov", "Sen."), SENATE], "Dana Orlov", NONE),
    ("Mayor Ines Osgrove spoke.", [person("Ines Osgrove", "Mayor")], "Ines Osgrove", NONE),
    ("Dr. Cantwell spoke.", [person("Cantwell", "Dr.")], "Cantwell", NONE),
]  # fmt: skip


@pytest.mark.parametrize(("text", "things", "asked", "target"), CASES, ids=[case[0] for case in CASES])
def test_office_holders_need_more_than_a_name(text, things, asked, target):
    assert accepted(annotated(text, things, on=IN_2025), asked) == target


def test_nobody_is_linked_before_their_time():
    text = "Rep. Mike Johnson spoke."
    assert accepted(annotated(text, [person("Mike Johnson", "Rep.")], on=IN_2025), "Mike Johnson") == MIKE_JOHNSON
    assert accepted(annotated(text, [person("Mike Johnson", "Rep.")], on=IN_1995), "Mike Johnson") == NONE


def test_the_reason_names_the_office_and_the_day():
    made = annotated("Sen. Cantwell of Washington spoke.", [person("Cantwell", "Sen.")], on=IN_2025)
    link = links_of(made, "Cantwell")[0]
    assert link.reason == (
        "“Cantwell” is the surname of Maria Cantwell, senator for Washington from 2001; "
        "the article calls the person senator; in that office on 2025-03-01"
    )
    assert link.by == "US Congress"


def test_a_state_in_the_sentence_speaks_for_its_senator():
    text = "Mike Johnson spoke about Louisiana in the Senate."
    things = [person("Mike Johnson"), place("Louisiana", "US-LA"), SENATE]
    assert accepted(annotated(text, things, on=IN_2025), "Mike Johnson") == MIKE_JOHNSON
    elsewhere = [person("Mike Johnson"), place("Ohio", "US-OH"), SENATE]
    made = annotated(text.replace("Louisiana", "Ohio"), elsewhere, on=IN_2025)
    assert {link.verdict for link in links_of(made, "Mike Johnson")} == {Verdict.OPEN}


def test_bearers_of_one_name_stand_side_by_side():
    found = candidates("John Kennedy", Kind.PERSON, context=Context(on=IN_2025))
    assert [offer.target for offer in found] == [KENNEDY, KENNEDY_OF_LOUISIANA, None]


def test_other_identifiers_of_a_person_are_at_hand():
    assert other_identifiers(CANTWELL)[0] == "http://www.wikidata.org/entity/Q22250"
    assert other_identifiers("https://example.org/") == ()


def test_every_holder_has_an_identifier_a_name_and_a_term():
    for holder in holders():
        assert holder.identifiers
        assert holder.names
        assert all(term.start <= term.end for term in holder.terms)
    assert len(holders()) == len({holder.identifiers[0] for holder in holders()})
