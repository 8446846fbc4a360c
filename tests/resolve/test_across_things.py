"""Bodies, places, laws, events and peoples across articles."""

from datetime import date

import pytest
from stories import entities_of, story

from newsgraph.model import Kind, Verdict
from newsgraph.resolve import resolve

K = {"o": Kind.ORGANIZATION, "l": Kind.PLACE, "a": Kind.LEGISLATION, "e": Kind.EVENT, "g": Kind.GROUP}
PAIRS = [
    # bodies
    ("o", "The [o:Harbour League] met.", "The [o:Harbour League] left.", 1),
    ("o", "[o:Brask Pigments Inc.] paid.", "[o:Brask Pigments] left.", 1),
    ("o", "The [o:Zubran Grain Board] ([o:ZGB]) met.", "The [o:ZGB] left.", 1),
    ("o", "The [o:Supreme Court] of [l:India|IN] sat.", "The [o:Supreme Court] of [l:Kenya|KE] sat.", 2),
    ("o", "The [o:Supreme Court] of [l:India|IN] sat.", "[l:India|IN]’s [o:Supreme Court] sat.", 1),
    ("o", "The [o:City Council] met.", "The [o:City Council] left.", 2),
    ("o", "The [o:Ministry of Interior] met.", "The [o:Ministry of Interior] left.", 2),
    ("o", "The [o:Ohio Department of Health] met.", "The [o:Utah Department of Health] met.", 2),
    ("o", "The [o:Harbour League] met.", "The [o:Harbor Union] met.", 2),
    # places
    ("l", "In [l:Ashford|ashford, US-OH|US-OH] it rained.", "In [l:Ashford|ashford, US-OH|US-OH] it snowed.", 1),
    ("l", "In [l:Ashford|ashford, US-OH] it rained.", "In [l:Ashford|ashford, GB-KEN] it snowed.", 2),
    ("l", "In [l:Ashford|ashford, US-OH] it rained.", "In [l:Ashford] it snowed.", 2),
    ("l", "The [l:United States|US] met.", "The [l:U.S.|US] left.", 1),
    ("l", "In [l:Ashford] it rained.", "In [l:Ashford] it snowed.", 1),
    ("l", "On [l:Main Street] it rained.", "On [l:Main Street] it snowed.", 2),
    # laws
    ("a", "The [a:Entry Act|Entry Act] holds.", "The [a:Entry Act|Entry Act] ends.", 1),
    # events
    ("e", "The [e:2020 Spring Games] began.", "The [e:2024 Spring Games] began.", 2),
    ("e", "The [e:2020 Spring Games] began.", "The [e:2020 Spring Games] ended.", 1),
    ("e", "The [e:Dock Strike] began.", "The [e:Dock Strike] ended.", 1),
    ("g", "[g:Salvadorans] came.", "[g:Salvadorans] left.", 1),
]


@pytest.mark.parametrize(("kind", "first", "second", "count"), PAIRS)
def test_pairs(kind: str, first: str, second: str, count: int) -> None:
    found = entities_of(K[kind], story(first, origin="1"), story(second, origin="2"))
    assert len(found) == count


def test_an_acronym_of_two_bodies_stays_open() -> None:
    first = story("The [o:Zubran Grain Board] ([o:ZGB]) met.", origin="1")
    second = story("The [o:Zonal Guard Brigade] ([o:ZGB]) met.", origin="2")
    bare = story("The [o:ZGB] left.", origin="3")
    assert len(entities_of(Kind.ORGANIZATION, first, second, bare)) == 3
    asked = [one for one in resolve([first, second, bare])[2] if one.verdict is Verdict.OPEN]
    assert len(asked) == 2


def test_shared_names_of_bodies_join_by_the_country_of_the_dateline() -> None:
    def sits(number: int, city: str, country: str) -> object:
        return story(
            f"[l:{city}|{city.lower()}, {country}|{country}] — The [o:Supreme Court] sat.",
            place=None,
            origin=str(number),
        )

    assert len(entities_of(Kind.ORGANIZATION, sits(1, "Delhi", "IN"), sits(2, "Mumbai", "IN"))) == 1
    assert len(entities_of(Kind.ORGANIZATION, sits(1, "Delhi", "IN"), sits(2, "Nairobi", "KE"))) == 2


def test_words_shared_by_a_city_a_state_and_a_newspaper_stay_three() -> None:
    made = [
        story("[l:New York|US-NY] voted.", origin="1"),
        story("[l:New York|new york, US-NY|US-NY] slept.", origin="2"),
        story("The [o:New York Times] wrote.", origin="3"),
        story("The [o:New York Post] wrote.", origin="4"),
    ]
    assert len(resolve(made)[1]) == 4


def test_a_link_joins_and_a_conflicting_link_parts() -> None:
    first, second = "https://sws.geonames.org/1/", "https://sws.geonames.org/2/"
    one = story("In [l:Ashford] it rained in [l:Ohio|US-OH].", origin="1", links={"Ashford": first})
    two = story("In [l:Ashford] it snowed in [l:Kent|GB-KEN].", origin="2", links={"Ashford": first})
    three = story("In [l:Ashford] it hailed.", origin="3", links={"Ashford": second})

    def ashfords(*articles: object) -> int:
        return sum(entity.name == "Ashford" for entity in entities_of(Kind.PLACE, *articles))

    assert ashfords(one, two) == 1
    assert ashfords(one, three) == 2
    outside = [one for one in resolve([one, two])[2] if one.right == first]
    assert [(found.verdict, found.by) for found in outside] == [(Verdict.SAME, "list")]


def test_undated_events_of_different_years_are_a_question() -> None:
    one = story("The [e:Spring Games] began.", on=date(2020, 5, 1), origin="1")
    other = story("The [e:Spring Games] began.", on=date(2024, 5, 1), origin="2")
    assert len(entities_of(Kind.EVENT, one, other)) == 2


def test_an_entity_is_anchored_by_its_link_then_its_key() -> None:
    target = "https://sws.geonames.org/1/"
    linked = story("In [l:Ashford] it rained.", origin="1", links={"Ashford": target})
    other = story("In [l:Ashford] it rained hard.", origin="2", links={"Ashford": target})
    assert entities_of(Kind.PLACE, linked)[0].id == entities_of(Kind.PLACE, linked, other)[0].id
    plain = story("The [o:Harbour League] met.", origin="3")
    again = story("The [o:Harbour League] left.", origin="4")
    assert entities_of(Kind.ORGANIZATION, plain)[0].id == entities_of(Kind.ORGANIZATION, plain, again)[0].id
