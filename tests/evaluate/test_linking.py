"""Links with none among them, and when a link of ours means a title of Wikipedia."""

import pytest
from hypothesis import given, settings, strategies as st

from newsgraph.evaluate.agreeing import agrees
from newsgraph.evaluate.linking import LinkCounts, LinkOutcome, count_links, link_outcome
from newsgraph.model import Link, Verdict

GEONAMES = "https://sws.geonames.org/{}/"


def equal(gold: str, found: str) -> bool:
    return gold == found


def test_each_outcome() -> None:
    assert link_outcome("a", "a", agree=equal) is LinkOutcome.RIGHT
    assert link_outcome("a", "b", agree=equal) is LinkOutcome.WRONG
    assert link_outcome("a", None, agree=equal) is LinkOutcome.MISSED
    assert link_outcome(None, "a", agree=equal) is LinkOutcome.INVENTED
    assert link_outcome(None, None, agree=equal) is LinkOutcome.RIGHT_NIL


def test_figures_by_hand() -> None:
    outcomes = [
        *[LinkOutcome.RIGHT] * 4, LinkOutcome.WRONG, *[LinkOutcome.MISSED] * 3, *[LinkOutcome.INVENTED] * 2,
        *[LinkOutcome.RIGHT_NIL] * 6,
    ]  # fmt: skip
    counts = count_links(outcomes)
    assert (counts.links.precision, counts.links.recall) == (4 / 7, 4 / 8)
    assert counts.links.f1 == pytest.approx(8 / 15)
    assert (counts.nil.precision, counts.nil.recall) == (6 / 9, 6 / 8)
    assert counts.accuracy == 10 / 16


def test_nothing_has_no_figures() -> None:
    counts = count_links([])
    assert counts == LinkCounts()
    assert (counts.links.f1, counts.nil.f1, counts.accuracy) == (None, None, None)


@settings(derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.none() | st.sampled_from("abc"), st.none() | st.sampled_from("abc"))))
def test_whatever_the_names(pairs: list[tuple[str | None, str | None]]) -> None:
    counts = count_links(link_outcome(gold, found, agree=equal) for gold, found in pairs)
    assert counts.gold + counts.gold_nil == counts.found + counts.found_nil == len(pairs)
    assert counts == count_links(link_outcome(gold, found, agree=equal) for gold, found in reversed(pairs))
    if pairs:
        assert counts.accuracy == sum(gold == found for gold, found in pairs) / len(pairs)
    perfect = count_links(link_outcome(gold, gold, agree=equal) for gold, _ in pairs)
    assert perfect.accuracy in (1, None)
    assert perfect.links.f1 in (1, None)


@pytest.mark.parametrize(
    ("target", "address", "label", "right"),
    [
        # addresses
        ("https://sws.geonames.org/5308655/", GEONAMES.format(5308655), "Phoenix, Arizona", True),
        ("http://sws.geonames.org/5308655", GEONAMES.format(5308655), "Phoenix, Arizona", True),
        ("https://sws.geonames.org/5308655/", GEONAMES.format(4717560), "Paris, Texas", False),
        # towns: by their division or country, or the most populous
        ("Phoenix,_Arizona", GEONAMES.format(5308655), "Phoenix, Arizona", True),
        ("Phoenix%2C_Arizona", GEONAMES.format(5308655), "Phoenix, Arizona", True),
        ("Phoenix,_Oregon", GEONAMES.format(5308655), "Phoenix, Arizona", False),
        ("Phoenix (Arizona)", GEONAMES.format(5308655), "Phoenix, Arizona", True),
        ("Phoenix (mythology)", GEONAMES.format(5308655), "Phoenix, Arizona", True),
        ("Paris", GEONAMES.format(2988507), "Paris, Île-de-France", True),
        ("Paris", GEONAMES.format(4717560), "Paris, Texas", False),
        ("Paris,_Texas", GEONAMES.format(4717560), "Paris, Texas", True),
        ("Paris,_Texas", GEONAMES.format(2988507), "Paris, Île-de-France", False),
        ("New_York_City", GEONAMES.format(5128581), "New York City, New York", True),
        ("New_York_City", GEONAMES.format(5128638), "New York", False),
        ("Washington,_D.C.", GEONAMES.format(4140963), "Washington, District of Columbia", True),
        ("Lodz", GEONAMES.format(3093133), "Łódź, Łódź Voivodeship", True),
        # what a bracket says a place is
        ("New_York_(state)", GEONAMES.format(5128638), "New York", True),
        ("New_York_(state)", GEONAMES.format(5128581), "New York City, New York", False),
        ("Georgia_(U.S._state)", GEONAMES.format(4197000), "Georgia", True),
        ("Georgia_(country)", GEONAMES.format(4197000), "Georgia", False),
        ("Georgia_(country)", GEONAMES.format(614540), "Georgia", True),
        ("United_States", GEONAMES.format(6252001), "United States", True),
        # places that are too small for the list of towns: by their label
        ("Larkmere,_Ohio", GEONAMES.format(1), "Larkmere, Ohio", True),
        ("Larkmere,_Iowa", GEONAMES.format(1), "Larkmere, Ohio", False),
        # others: by name
        ("Donald_Trump", "https://www.wikidata.org/entity/Q1", "Donald J. Trump", True),
        ("Rick_Scott_(politician)", "https://www.wikidata.org/entity/Q1", "Rick Scott", True),
        ("Donald_Trump_Jr.", "https://www.wikidata.org/entity/Q1", "Ivanka Trump", False),
        ("Trump", "https://www.wikidata.org/entity/Q1", "Donald Trump", False),
        ("United_States_Department_of_Education", "https://www.ed.gov/", "Department of Education", True),
        ("Supreme_Court_of_the_United_States", "https://www.supremecourt.gov/", "U.S. Supreme Court", True),
        ("Supreme_Court_of_India", "https://www.supremecourt.gov/", "U.S. Supreme Court", False),
        ("The_New_York_Times", "https://www.nytimes.com/", "New York Times", True),
        ("NATO", "https://www.nato.int/", "North Atlantic Treaty Organization", True),
    ],
)
def test_agreement(target: str, address: str, label: str, right: bool) -> None:
    link = Link("local/a", address, label, 0.9, Verdict.SAME, "", "a list")
    assert agrees(target, link) is right


def test_none_agrees_with_no_target() -> None:
    assert not agrees("Paris", Link("local/a", None, "none of the known ones", 0.9, Verdict.SAME, "", "a list"))
