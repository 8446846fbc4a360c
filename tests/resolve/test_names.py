import pytest
from hypothesis import given, strategies as st

from newsgraph.resolve.names import (
    fold,
    generation,
    is_shortened,
    nickname,
    organization_key,
    person_parts,
    readable,
    same_given,
    surname_parts,
    usual_gender,
)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("the U.S.", "US"),
        ("Ruiz-García’s", "Ruiz Garcia"),
        ("BORDER AGENCY", "Border Agency"),
        ("O’Hara", "O'Hara"),
        ("St. Louis", "St Louis"),
        ("Łódź", "ŁÓDŹ"),
    ],
)
def test_spellings_that_fold_alike(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@pytest.mark.parametrize(("left", "right"), [("Niger", "Nigeria"), ("The", "Them"), ("Jon Pell", "John Pell")])
def test_names_that_stay_apart(left: str, right: str) -> None:
    assert fold(left) != fold(right)


@given(st.text())
def test_folding_twice_changes_nothing_more(name: str) -> None:
    assert fold(fold(name)) in (fold(name), fold(fold(fold(name))))


@given(st.text())
def test_every_name_has_parts_and_a_generation(name: str) -> None:
    assert all(person_parts(name)) or not person_parts(name)
    assert generation(name) in ("", "jr", "sr", "ii", "iii", "iv")
    assert isinstance(nickname(name), str)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Marcus Webb Jr.", ("marcus", "webb")),
        ("Marcus Webb, III", ("marcus", "webb")),
        ("Marcus Webb Senior", ("marcus", "webb")),
        ("T.K. Orlov", ("t", "k", "orlov")),
        ("T. K. Orlov", ("t", "k", "orlov")),
        ("TK Orlov", ("t", "k", "orlov")),
        ("Ottilie “Tillie” Brandt", ("ottilie", "brandt")),
        ("Ruiz-García", ("ruiz", "garcia")),
        ("AL ORTEGA", ("al", "ortega")),
        ("Junior", ("junior",)),
        ("", ()),
    ],
)
def test_parts_of_people_s_names(name: str, parts: tuple[str, ...]) -> None:
    assert person_parts(name) == parts


def test_surnames_are_all_but_the_first_initials_and_particles() -> None:
    assert surname_parts(person_parts("Lucía Ortega de la Vega")) == {"ortega", "vega"}
    assert surname_parts(person_parts("Dana J. Orlov")) == {"orlov"}


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("Lucía Ortega", "Lucía Ortega Vega", True),
        ("L. Ortega", "Lucía Ortega", True),
        ("Dana Orlov", "Dana J. Orlov", True),
        ("T. K. Orlov", "Tomas Karl Orlov", True),
        ("Marta Ortega", "Lucía Ortega Vega", False),
        ("Lucía Vega Ortega", "Lucía Ortega Vega", False),
        ("Piet W. Maas", "Piet H. W. Maas", False),
        ("Piet H. Maas", "Piet H. W. Maas", True),
    ],
)
def test_shorter_forms(short: str, full: str, expected: bool) -> None:
    assert is_shortened(person_parts(short), person_parts(full)) is expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("bill", "william", True),
        ("pepe", "jose", True),
        ("liz", "elizabeth", True),
        ("b", "beatriz", True),
        ("bill", "robert", False),
        ("ana", "anton", False),
    ],
)
def test_given_names_that_may_be_one(left: str, right: str, expected: bool) -> None:
    assert same_given(left, right) is expected
    assert same_given(right, left) is expected


@pytest.mark.parametrize(("name", "gender"), [("robert", "m"), ("fatima", "f"), ("chris", None), ("kim", None)])
def test_the_usual_gender_of_a_given_name(name: str, gender: str | None) -> None:
    assert usual_gender(name) == gender


def test_generations_and_nicknames() -> None:
    assert [generation(name) for name in ("Sam Webb Jr.", "Sam Webb Sr", "Sam Webb III", "Sam Webb", "Junior")] == [
        "jr", "sr", "iii", "", "",
    ]  # fmt: skip
    assert nickname("Ottilie “Tillie” Brandt") == "tillie"
    assert nickname("Ottilie Brandt") == ""


@pytest.mark.parametrize(
    ("left", "right"),
    [("Brask Pigments Inc.", "Brask Pigments"), ("Brask & Sons, Ltd.", "Brask and Sons"), ("The Ledger", "Ledger")],
)
def test_names_of_bodies_that_agree(left: str, right: str) -> None:
    assert organization_key(left) == organization_key(right)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("PORT ARLEN", "Port Arlen"),
        ("Port Arlen", "Port Arlen"),
        ("USA", "USA"),
        ("SAN JOSÉ DE LA VEGA", "San José de la Vega"),
    ],
)
def test_readable_names(name: str, expected: str) -> None:
    assert readable(name) == expected
