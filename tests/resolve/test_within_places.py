import pytest
from marked_text import clusters, entity, read

from newsgraph.model import Kind
from newsgraph.resolve.within import best_name

JOINED = [
    ("{Place:US} and {Place:U.S.} and the {Place:United States} and {Place:USA} and {Place:America}", "the country"),
    ("{Place:Newark}, {Place:New Jersey}. {Place:Newark} again.", "container behind a comma", 2),
    ("{Place|newark, US-NJ:NEWARK}, {Place|US-NJ:N.J.} {Place:Newark}", "container as a value", 2),
    ("{Place|ashford, US:Ashford} {Place|ashford, US-OH:Ashford}", "country and state of one city"),
    ("{Place:City of Ashford} {Place:Ashford}", "city of"),
    ("{Place:Los Angeles} and {Place:L.A.}", "two letters of a city"),
    ("{Place:New York City} {Place:NYC}", "short name of a city"),
    ("{Place:New York City} {Place:New York}", "the city alone"),
    ("{Place:New York State} {Place:New York}", "the state alone"),
    ("{Place:Washington} state {Place:Washington}", "state behind"),
    ("{Place:Calif.} {Place:California}", "abbreviated state"),
    ("{Place:LOS ANGELES} {Place:Los Angeles}", "capitals"),
    ("{Place:LA} and {Place:L.A.} are names of {Place:Los Angeles}, {Place:California}.", "a name of a name", 2),
    ("The {Place:State of New York} paid, said {Place:New York} Gov. Brandt.", "a division by its office"),
]
APART = [
    ("{Place:New York City} {Place:New York State} {Place:New York}", 3),
    ("{Place:New York City} {Place:New York State}", 2),
    ("{Place:Orange County} {Place:Orange}", 2),
    ("{Place|ashford, US-OH:Ashford} {Place|ashford, GB:Ashford} {Place:Ashford}", 3),
    ("{Place:Kansas City} {Place:Kansas}", 2),
    ("{Place:Washington, D.C.} {Place:Washington} state", 2),
    ("{Place|US-NY:New York City} {Place|US-NY:New York State}", 2),
    ("{Place:Chad}, {Place:Niger} and {Place:Mali}", 3),
]


@pytest.mark.parametrize("case", JOINED, ids=[case[1] for case in JOINED])
def test_forms_of_one_place(case: tuple[str, str] | tuple[str, str, int]) -> None:
    marked, _, *count = case
    assert len(clusters(read(marked), Kind.PLACE)) == (count[0] if count else 1)


@pytest.mark.parametrize(("marked", "count"), APART)
def test_places_that_stay_apart(marked: str, count: int) -> None:
    assert len(clusters(read(marked), Kind.PLACE)) == count


def test_a_city_is_part_of_its_state() -> None:
    made = read("Rain fell in {Place:Ashford}, {Place:Ohio}. {Place:Ashford} flooded.")
    by_key = {found.key: found for found in made.entities}
    assert set(by_key) == {"ashford, US-OH", "US-OH"}
    assert by_key["ashford, US-OH"].part_of == by_key["US-OH"].id
    assert len(by_key["ashford, US-OH"].namings) == 2


def test_the_full_stop_of_an_abbreviation_may_stand_behind_it() -> None:
    made = read("{Place:ASHFORD}, {Place:Ill}. — Rain. {Place:Ashford} is wet.")
    assert {found.key for found in made.entities} == {"ashford, US-IL", "US-IL"}


def test_a_dateline_s_place_is_the_story_s() -> None:
    made = read("{Place:LOS ANGELES}, {Place:CA} — Rain.\n\n{Place:Los Angeles} is wet.")
    assert clusters(made, Kind.PLACE) == [["LOS ANGELES", "Los Angeles"], ["CA"]]
    assert entity(made, "CA").key == "US-CA"


@pytest.mark.parametrize(
    ("marked", "words", "place"),
    [
        ("{Group:Salvadorans} left.", "Salvadorans", ("SV", "El Salvador", 0)),
        ("{Group:French} workers left {Place:France}.", "French", ("FR", "France", 1)),
        ("{Group:Californians} left.", "Californians", ("US-CA", "California", 0)),
        ("{Group:Asian} workers left.", "Asian", ("asia", "Asia", 0)),
        ("{Group:Georgian} workers left {Place|US-GA:Georgia}.", "Georgian", ("US-GA", "Georgia", 1)),
    ],
)
def test_peoples_have_their_place(marked: str, words: str, place: tuple[str, str, int]) -> None:
    made = read(marked)
    by_id = {found.id: found for found in made.entities}
    found = by_id[entity(made, words).demonym_of or ""]
    assert (found.key, found.name, len(found.namings)) == place
    assert found.kind is Kind.PLACE


@pytest.mark.parametrize(
    "marked", ["{Group:Georgian} workers left.", "{Group:Sikh} workers left.", "{Group:Democrats}"]
)
def test_groups_without_one_place_have_none(marked: str) -> None:
    made = read(marked)
    assert [found.demonym_of for found in made.entities] == [None]


def test_forms_of_a_people_are_one_group() -> None:
    made = read("A {Group:Salvadoran} cook met {Group:Salvadorans} and {Group:Hondurans}.")
    assert clusters(made, Kind.GROUP) == [["Salvadoran", "Salvadorans"], ["Hondurans"]]


@pytest.mark.parametrize(
    ("names", "kind", "shown"),
    [
        (["N.J.", "N.J.", "New Jersey"], Kind.PLACE, "New Jersey"),
        (["US", "U.S.", "US"], Kind.PLACE, "US"),
        (["St. Louis", "St. Louis", "Saint Louis"], Kind.PLACE, "St. Louis"),
        (["Calif.", "Calif.", "CALIFORNIA"], Kind.PLACE, "California"),
    ],
)
def test_a_place_is_shown_by_an_abbreviation_only_where_it_has_no_other_name(names, kind, shown):
    assert best_name(names, kind) == shown
