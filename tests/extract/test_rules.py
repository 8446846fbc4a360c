import hashlib
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from factory import article
from newsgraph.errors import NewsgraphError
from newsgraph.extract import find_extractor
from newsgraph.extract.rules import find_mentions
from newsgraph.gazetteers import rows
from newsgraph.model import AnnotatedArticle, Kind, Mention

README = Path(__file__).parents[2] / "data" / "README.md"


def found(text: str) -> set[tuple[str, str]]:
    source = article(text)
    return {(mention.span.of(source.text), str(mention.kind)) for mention in find_mentions(source)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Dana Orlov spoke.", {("Dana Orlov", "Person")}),
        ("Mr. Osei, the mayor of Kumasi, left.", {("Osei", "Person"), ("Kumasi", "Place")}),
        ("Lucía Ortega de la Vega, 34, sued.", {("Lucía Ortega de la Vega", "Person")}),
        ("Jean-Pierre N’Diaye said so.", {("Jean-Pierre N’Diaye", "Person")}),
        ("They crossed the US on Monday.", {("US", "Place")}),
        ("It is up to US voters and the U.K.", {("US", "Place"), ("U.K.", "Place")}),
        ("Give us a break.", set()),
        ("Rain fell in St. Louis, Missouri.", {("St. Louis", "Place"), ("Missouri", "Place")}),
        ("Rain fell in Newark, New Jersey’s largest city.", {("Newark", "Place"), ("New Jersey", "Place")}),
        ("ICE agents met the FBI.", {("ICE", "Organization"), ("FBI", "Organization")}),
        ("The Ministry of Health agreed.", {("Ministry of Health", "Organization")}),
        (
            "They met Immigration and Customs Enforcement (ICE) agents.",
            {("Immigration and Customs Enforcement", "Organization"), ("ICE", "Organization")},
        ),
        ("The House of Commons voted.", {("House of Commons", "Organization")}),
        ("Pell Shipping Inc. paid.", {("Pell Shipping Inc.", "Organization")}),
        ("The Harbor Union (HU) met. HU struck.", {("Harbor Union", "Organization"), ("HU", "Organization")}),
        ("Mexican immigrants and Democrats met.", {("Mexican", "Group"), ("Democrats", "Group")}),
        ("Unions there were Communist-led in 1950.", set()),
        ("The Clean Water Act applies.", {("Clean Water Act", "Legislation")}),
        ("On Monday, May 5, the council met.", set()),
        ("Wen Kwok-hung and Oren H. Pell met.", {("Wen Kwok-hung", "Person"), ("Oren H. Pell", "Person")}),
        ("Farmers in U.S.-led talks met L. Anna Bell.", {("U.S.", "Place"), ("L. Anna Bell", "Person")}),
        ("The US State Department spoke.", {("US State Department", "Organization")}),
        ("The Pell Times, a Boston paper, closed.", {("Pell Times", "Organization"), ("Boston", "Place")}),
        ("Harris County, Texas, voted.", {("Harris County", "Place"), ("Texas", "Place")}),
        ("They came from Irving, Texas.", {("Irving", "Place"), ("Texas", "Place")}),
        ("It won the 2011 Bremen state election.", {("2011 Bremen state election", "Event")}),
        ("I’d say Don’t Panic, isn’t it?", set()),
        ("", set()),
        ("john smith went to london with mary.", set()),
    ],
)  # fmt: skip
def test_names_and_traps(text: str, expected: set[tuple[str, str]]) -> None:
    assert found(text) == expected


def _mentions(text: str, **fields: str) -> dict[str, Mention]:
    source = article(text, **fields)  # type: ignore[arg-type]
    return {mention.span.of(source.text): mention for mention in find_mentions(source)}


def test_what_values_are_assigned() -> None:
    made = _mentions(
        "Secretary of State Jane Harlow of the UN came to Newark, New Jersey. "
        "Section 5 of the Voting Rights Act applies."
    )
    assert made["Jane Harlow"].value == "Secretary of State"
    assert made["UN"].value == "United Nations"
    assert (made["Newark"].value, made["Newark"].whole) == ("newark, US-NJ", "US-NJ")
    assert made["New Jersey"].value == "US-NJ"
    law = made["Section 5 of the Voting Rights Act"]
    assert (law.value, law.whole) == ("Voting Rights Act (1965) § 5", "Voting Rights Act (1965)")


@pytest.mark.parametrize(
    ("dateline", "place", "expected"),
    [
        ("LOS ANGELES, CA, March 3 — ", "LOS ANGELES, CA", {"LOS ANGELES", "CA"}),
        ("NEWARK NJ, MARCH 3 — ", "NEWARK NJ", {"NEWARK", "NJ"}),
        ("PORT ARLEN, March 3 — ", "PORT ARLEN", {"PORT ARLEN"}),
    ],
)
def test_places_of_datelines(dateline: str, place: str, expected: set[str]) -> None:
    made = _mentions(f"{dateline}The council met at noon.", dateline=dateline, place=place)
    assert {words for words, mention in made.items() if mention.kind is Kind.PLACE} == expected


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Ana Pell, a retired school teacher, sued.", "Ana Pell", "teacher"),
        ("Ana Pell, spokeswoman for the union, spoke.", "Ana Pell", "spokeswoman"),
        ("Ana Pell, written off by many, won.", "Ana Pell", None),
        ("The activist Ana Pell spoke.", "Ana Pell", "activist"),
    ],
)
def test_roles_beside_a_name(text: str, name: str, role: str | None) -> None:
    assert _mentions(text)[name].value == role


def test_a_surname_is_no_city_where_the_article_names_the_person() -> None:
    made = _mentions("Daniel Montalvo, 19, was charged. Then Montalvo left. Police saw Montalvo.")
    assert {made[name].kind for name in made} == {Kind.PERSON}


def test_an_unknown_name_that_comes_again_by_its_second_word_is_a_person() -> None:
    source = article("Qevin Zubrowa came home. Neighbours welcomed Zubrowa.")
    people = [mention.span.of(source.text) for mention in find_mentions(source) if mention.kind is Kind.PERSON]
    assert people == ["Qevin Zubrowa", "Zubrowa"]


def test_a_headline_in_capitals_takes_names_the_body_knows() -> None:
    made = _mentions("Mayor Dana Orlov resigned in Boston on Friday.", headline="ORLOV QUITS BOSTON POST")
    assert made["ORLOV"].kind is Kind.PERSON
    assert made["BOSTON"].kind is Kind.PLACE


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)> Anna Bell </script> said.",
        "A" * 10_000,
        "Anna " * 3_000,
        "The Grand Old Blue River Council Market Street Harvest Moon Party " * 40,
        "😀 Anna 😀 Bell 😀",
        "שלום Anna Bell مرحبا said",
        "((((((" * 1000,
        "“Anna” ‘Bell’ said Mr. . . Mr.",
    ],
)
def test_hostile_text_gives_spans_that_fit(text: str) -> None:
    _check(text)


@given(st.text())
def test_any_text_gives_spans_that_fit(text: str) -> None:
    _check(text)


@given(
    st.lists(
        st.sampled_from("Anna Bell Mayor of the US St. Inc. , . ( ) Act v. ICE's New York said in".split()), max_size=40
    )
)
def test_any_jumble_of_names_gives_spans_that_fit(words: list[str]) -> None:
    _check(" ".join(words))


def _check(text: str) -> None:
    source = article(text)
    mentions = find_mentions(source)
    assert find_mentions(source) == mentions
    assert all(0 <= mention.span.start < mention.span.end <= len(text) for mention in mentions)
    assert all(one.span.end <= other.span.start for one, other in pairwise(mentions))
    assert all(mention.span.of(text).strip() == mention.span.of(text) for mention in mentions)
    assert all(0 < mention.score <= 1 for mention in mentions)


def test_the_extractor_is_found_by_name() -> None:
    made = find_extractor("rules")(AnnotatedArticle(article("Mayor Ana Pell spoke.")))
    assert [mention.extractor for mention in made.mentions] == ["rules"]
    with pytest.raises(NewsgraphError, match="rules"):
        find_extractor("rule")


@pytest.mark.parametrize(
    "name", ["countries", "first-names", "groups", "laws", "organizations", "subdivisions", "titles"]
)
def test_lists_are_there_and_name_their_source(name: str) -> None:
    from newsgraph.gazetteers import folder

    assert list(rows(name))
    head = (folder() / f"{name}.tsv").read_text("utf-8").splitlines()[:4]
    assert any("Source:" in line and "Licence:" in line for line in head)


def test_the_lists_are_those_that_are_described() -> None:
    from newsgraph.gazetteers import folder

    described = dict(
        re.findall(r"^\| `([\w-]+\.tsv)` \|.*\| `([0-9a-f]{16})` \|$", README.read_text("utf-8"), re.MULTILINE)
    )
    assert described == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in folder().glob("*.tsv")
    }
