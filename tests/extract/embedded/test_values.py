import re

import pytest

from newsgraph.extract.embedded.values import with_values
from newsgraph.extract.rules.names import Reading
from newsgraph.model import Kind

MARK = re.compile(r"\[(\w+) ([^\]]+)\]")


def marked(source: str) -> tuple[str, list[Reading]]:
    """Return a text and its readings from `[Person Ana Pell] spoke.`"""
    text, readings, at = "", [], 0
    for found in MARK.finditer(source):
        text += source[at : found.start()] + found[2]
        readings.append(Reading(len(text) - len(found[2]), len(text), Kind(found[1]), 0.9))
        at = found.end()
    return text + source[at:], readings


def values(source: str) -> list[str | None]:
    text, readings = marked(source)
    return [reading.value for reading in with_values(readings, text)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", []),
        # Codes of places, whatever the letter case.
        ("Rain fell in [Place Texas].", ["US-TX"]),
        ("RAIN FELL IN [Place TEXAS].", ["US-TX"]),
        ("rain fell in [Place france].", ["FR"]),
        ("The [Place U.S.] and the [Place UK] met in [Place New Jersey].", ["US", "GB", "US-NJ"]),
        ("They left [Place Brask].", [None]),
        ("[Place Georgia] voted.", [None]),
        # An abbreviation is a division only behind a comma.
        ("In [Place Savannah], [Place GA], it rained.", ["savannah, US-GA", "US-GA"]),
        ("In [Place GA] it rained.", [None]),
        ("The [Organization ON] met.", [None]),
        # What contains a city.
        ("In [Place Newark], [Place New Jersey], it rained.", ["newark, US-NJ", "US-NJ"]),
        ("In [Place Paris], [Place France], it rained.", ["paris, FR", "FR"]),
        ("In [Place Irving], [Place Texas], [Place United States].", ["irving, US-TX", "US-TX", "US"]),
        ("From [Place Texas], [Place France] seems far.", ["US-TX", "FR"]),
        ("In [Place Newark]. [Place New Jersey] voted.", [None, "US-NJ"]),
        # Short names of bodies, as the article or the list explains them.
        (
            "The [Organization Harbor Workers Union] ([Organization HWU]) met. The [Organization HWU] struck.",
            [None, "Harbor Workers Union", "Harbor Workers Union"],
        ),
        ("The [Organization Harbor Workers Union] met the [Organization HWU].", [None, None]),
        ("The [Organization FBI] met.", ["Federal Bureau of Investigation"]),
        ("The [Organization Federal Bureau of Investigation] met.", [None]),
        ("The [Organization Fisheries Board Inland] ([Organization FBI]) met.", [None, "Fisheries Board Inland"]),
        ("The [Group Mexican] team met.", [None]),
        # Titles before a person.
        ("Sen. [Person Ana Pell] spoke.", ["Sen."]),
        ("Prime Minister [Person Ana Pell] spoke.", ["Prime Minister"]),
        ("Former Prime Minister [Person Ana Pell] spoke.", ["Prime Minister"]),
        ("MAYOR [Person ANA PELL] SPEAKS", ["MAYOR"]),
        ("U.S. Sen. [Person Ana Pell] spoke.", ["Sen."]),
        ("Lt. Gov. [Person Ana Pell] spoke.", ["Lt. Gov."]),
        ("“Sen. [Person Ana Pell] knows,” he said.", ["Sen."]),
        ("(President [Person Ana Pell] knew.)", ["President"]),
        ("He met then-Sen. [Person Ana Pell].", ["Sen."]),
        ("Ex-Mayor [Person Ana Pell] spoke.", ["Mayor"]),
        ("Mayor-elect [Person Ana Pell] spoke.", [None]),
        ("Mr. [Person Pell] spoke.", ["Mr."]),
        ("He met the Mayor. [Person Ana Pell] spoke.", [None]),
        ("A Talk With the Mayor\n\n[Person Ana Pell] spoke.", [None]),
        ("Mayor\n[Person Ana Pell] spoke.", [None]),
        ("[Person Ana Pell] spoke.", [None]),
        ("The Brask [Person Ana Pell] spoke.", [None]),
        ("Reps. [Person Ana Pell] and [Person Li Wei] spoke.", ["Reps.", None]),
        ("Mayor of Brask [Place Texas].", ["US-TX"]),
        # Roles before and after.
        ("The activist [Person Ana Pell] spoke.", ["activist"]),
        ("The prime minister, [Person Ana Pell], spoke.", ["prime minister"]),
        ("[Person Ana Pell], a spokeswoman for the union, spoke.", ["spokeswoman"]),
        ("[Person Ana Pell], mayor of Brask, spoke.", ["mayor"]),
        ("[Person Ana Pell], who spoke, left.", [None]),
        ("Sen. [Person Ana Pell], chairwoman of the committee, spoke.", ["Sen."]),
    ],
)
def test_what_names_parse_to(source: str, expected: list[str | None]) -> None:
    assert values(source) == expected


def test_a_value_that_is_there_stays() -> None:
    text = "Sen. Ana Pell left Texas under the 1952 Act."
    given = [
        Reading(5, 13, Kind.PERSON, 0.9, "chairwoman"),
        Reading(19, 24, Kind.PLACE, 0.9, "X"),
        Reading(35, 43, Kind.LEGISLATION, 0.9, "1952 Act"),
    ]
    assert with_values(given, text) == given


def test_order_and_place_of_the_readings_stay() -> None:
    text, readings = marked("Sen. [Person Ana Pell] of [Place Newark], [Place NJ], met [Organization ICE].")
    made = with_values(readings, text)
    assert [(one.start, one.end, one.kind, one.score) for one in made] == [
        (one.start, one.end, one.kind, one.score) for one in readings
    ]
