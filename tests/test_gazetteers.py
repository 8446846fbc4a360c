import pytest

from newsgraph import gazetteers


def test_the_largest_of_a_name_stands_for_it():
    known = gazetteers.cities()
    assert known["Paris"].country == "FR"
    assert known["Newark"][:2] == ("US", "NJ")


def test_cities_bear_their_ids_positions_and_other_names():
    mumbai = next(place for place in gazetteers.settlements() if place.geonames == 1275339)
    assert (mumbai.name, mumbai.country) == ("Mumbai", "IN")
    assert (round(mumbai.latitude), round(mumbai.longitude)) == (19, 73)
    assert "Bombay" in mumbai.other_names
    assert all(place.other_names == () for place in gazetteers.settlements() if place.population < 100_000)


def test_scanning_reads_what_parsing_reads():
    scanned = gazetteers.settlements()
    parsed = tuple(gazetteers._parsed_settlements())
    assert [place[:7] for place in scanned] == [place[:7] for place in parsed]


@pytest.mark.parametrize(
    ("name", "country", "divisions"),
    [
        ("Marfa", "US", {"TX"}),
        ("Hope", "US", {"AR", "IN", "ME"}),
        ("Soldeu", "AD", {"02"}),
        ("Chegutu", "ZW", {"04", "05"}),
        ("Zürich", "CH", {"ZH"}),
        ("Marfa", "FR", set()),
        ("Port Ellery", "US", set()),
        ("Marfa", "xx", set()),
        ("Marfa", "", set()),
        ('"', "US", set()),
    ],
)
def test_small_towns_are_found_within_their_country(name, country, divisions):
    found = gazetteers.small_towns(name, country)
    assert {place.name for place in found} <= {name}
    assert {place.country for place in found} <= {country}
    assert {place.division for place in found} <= divisions
    assert bool(found) == bool(divisions)


def test_small_towns_are_found_in_every_country():
    """The larger places of a country stand in the longer list too, at its beginning and its end."""
    by_country = {}
    for place in gazetteers.settlements():
        by_country.setdefault(place.country, []).append(place)
    for country in ("AD", "AE", "FR", "US", "ZA", "ZW"):
        for place in (by_country[country][0], by_country[country][-1]):
            found = gazetteers.small_towns(place.name, country)
            assert place.geonames in {one.geonames for one in found}


def test_countries_and_continents_have_ids():
    assert gazetteers.countries()["GE"].geonames == 614540
    assert gazetteers.countries()["GE"].capital == "Tbilisi"
    assert "AM" in gazetteers.countries()["GE"].neighbours
    assert gazetteers.continents()["Africa"] == 6255146


def test_names_and_rows_are_parted():
    assert gazetteers.names("a | b||c") == ("a", "b", "c")
    assert all(len(row) == 3 for row in gazetteers.rows("division-identifiers"))
