import pytest
from linked import accepted, annotated, links_of, people, place

from newsgraph.gazetteers import rows
from newsgraph.link import Context, candidates
from newsgraph.link.regions import division_codes
from newsgraph.model import Kind, Verdict

GEONAMES = "https://sws.geonames.org/{}/".format
PARIS, PARIS_TEXAS = GEONAMES(2988507), GEONAMES(4717560)
NEW_YORK_CITY, NEW_YORK_STATE = GEONAMES(5128581), GEONAMES(5128638)
WASHINGTON, WASHINGTON_STATE = GEONAMES(4140963), GEONAMES(5815135)
GEORGIA, GEORGIA_STATE = GEONAMES(614540), GEONAMES(4197000)
NONE = "-"

CASES = [
    # countries and divisions go by their codes, whatever they are called
    ("The US voted.", [place("US", "US")], "US", GEONAMES(6252001)),
    ("El Salvador voted.", [place("El Salvador", "SV")], "El Salvador", GEONAMES(3585968)),
    ("It rained in N.J.", [place("N.J.", "US-NJ")], "N.J.", GEONAMES(5101760)),
    ("It rained in Ontario.", [place("Ontario", "CA-ON")], "Ontario", GEONAMES(6093943)),
    ("Burma voted.", [place("Burma", "MM")], "Burma", GEONAMES(1327865)),
    ("Europe voted.", [place("Europe")], "Europe", GEONAMES(6255148)),
    ("It stood in the West Bank.", [place("West Bank")], "West Bank", GEONAMES(285153)),
    # earlier states are not the present ones
    ("The Soviet Union fell.", [place("Soviet Union", "RU")], "Soviet Union", NONE),
    ("Korea was divided.", [place("Korea", "KR")], "Korea", NONE),
    # the container in the key
    ("A man of Newark, New Jersey.", [place("Newark", "newark, US-NJ")], "Newark", GEONAMES(5101798)),
    ("A man of Newark, Delaware.", [place("Newark", "newark, US-DE")], "Newark", GEONAMES(4143861)),
    ("LOS ANGELES, CA — It rained.", [place("LOS ANGELES", "los angeles, US-CA")], "LOS ANGELES", GEONAMES(5368361)),
    ("A man of St. Louis, Missouri.", [place("St. Louis", "st louis, US-MO")], "St. Louis", GEONAMES(4407066)),
    # a town too small for the list of cities, found within its container only
    ("A man of Marfa, Texas.", [place("Marfa", "marfa, US-TX")], "Marfa", GEONAMES(5525775)),
    ("A man of Marfa.", [place("Marfa")], "Marfa", NONE),
    ("A man of Port Ellery, New Jersey.", [place("Port Ellery", "port ellery, US-NJ")], "Port Ellery", NONE),
    # the container as a part, and in the name
    (
        "In Paris, as in all of Texas, it rained.",
        [place("Paris", within="US-TX"), place("Texas", "US-TX")],
        "Paris",
        PARIS_TEXAS,
    ),
    ("A road to Sun Valley, Idaho.", [place("Sun Valley, Idaho")], "Sun Valley, Idaho", GEONAMES(5609286)),
    # the container in the sentence, in the article, or another one
    ("The mayor of Paris left Texas.", [place("Paris"), place("Texas", "US-TX")], "Paris", PARIS_TEXAS),
    ("Paris voted.", [place("Paris")], "Paris", PARIS),
    ("France was calm. Paris voted.", [place("France", "FR"), place("Paris")], "Paris", PARIS),
    ("French farmers drove to Paris.", [people("French"), place("Paris")], "Paris", PARIS),
    ("Newark voted. New Jersey waits.", [place("Newark"), place("New Jersey", "US-NJ")], "Newark", GEONAMES(5101798)),
    ("Newark in Ohio voted.", [place("Newark"), place("Ohio", "US-OH")], "Newark", GEONAMES(5164466)),
    ("It was in Birmingham, not in Alabama.", [place("Birmingham"), place("Alabama", "US-AL")], "Birmingham",
     GEONAMES(4049979)),
    ("Springfield voted.", [place("Springfield")], "Springfield", NONE),
    ("Newark voted.", [place("Newark")], "Newark", NONE),
    ("Springfield, in Illinois, voted.", [place("Springfield"), place("Illinois", "US-IL")], "Springfield",
     GEONAMES(4250542)),
    # well-known places need no more than their names
    ("Brooklyn voted.", [place("Brooklyn")], "Brooklyn", GEONAMES(5110302)),
    ("Phoenix voted.", [place("Phoenix")], "Phoenix", GEONAMES(5308655)),
    ("London voted.", [place("London")], "London", GEONAMES(2643743)),
    ("The Hague voted.", [place("The Hague")], "The Hague", GEONAMES(2747373)),
    ("They met in the Hague.", [place("the Hague")], "the Hague", GEONAMES(2747373)),
    ("Mexico City voted.", [place("Mexico City")], "Mexico City", GEONAMES(3530597)),
    # other names, of the larger cities
    ("Kiev voted.", [place("Kiev")], "Kiev", GEONAMES(703448)),
    ("Kyiv voted.", [place("Kyiv")], "Kyiv", GEONAMES(703448)),
    ("Bombay voted.", [place("Bombay")], "Bombay", GEONAMES(1275339)),
    ("Mumbai voted.", [place("Mumbai")], "Mumbai", GEONAMES(1275339)),
    ("NYC voted.", [place("NYC")], "NYC", NEW_YORK_CITY),
    ("L.A. voted.", [place("L.A.")], "L.A.", GEONAMES(5368361)),
    ("PHX closed.", [place("PHX")], "PHX", NONE),
    # a city and a state of one name
    ("New York voted.", [place("New York")], "New York", NEW_YORK_CITY),
    ("The state of New York voted.", [place("New York")], "New York", NEW_YORK_STATE),
    ("New York’s governor spoke.", [place("New York")], "New York", NEW_YORK_STATE),
    ("He spoke in New York City.", [place("New York City", "US-NY")], "New York City", NEW_YORK_CITY),
    ("A man of Buffalo, New York.", [place("Buffalo", within="US-NY"), place("New York", "US-NY")], "New York",
     NEW_YORK_STATE),
    ("It is up to Washington.", [place("Washington")], "Washington", WASHINGTON),
    ("Washington state voted.", [place("Washington")], "Washington", WASHINGTON_STATE),
    ("It rained in Washington, D.C.", [place("Washington, D.C.", "US-DC")], "Washington, D.C.", WASHINGTON),
    ("Georgia voted.", [place("Georgia")], "Georgia", NONE),
    ("Georgia and Armenia voted.", [place("Georgia"), place("Armenia", "AM")], "Georgia", GEORGIA),
    ("Georgia and Alabama voted.", [place("Georgia"), place("Alabama", "US-AL")], "Georgia", GEORGIA_STATE),
    ("A man of Victoria, British Columbia.", [place("Victoria", "AU-VIC"), place("British Columbia", "CA-BC")],
     "Victoria", GEONAMES(6174041)),
    ("It rained in São Paulo.", [place("São Paulo", "BR-SP")], "São Paulo", GEONAMES(3448439)),
    ("Berlin voted.", [place("Berlin", "DE-BE")], "Berlin", GEONAMES(2950159)),
    # traps
    ("He fought at the Alamo in Texas.", [place("the Alamo"), place("Texas", "US-TX")], "the Alamo", NONE),
    ("A road through Suffolk.", [place("Suffolk")], "Suffolk", NONE),
    ("Rain fell on Southern California.", [place("Southern California", "US-CA")], "Southern California", NONE),
    ("The Larkmere River rose.", [place("Larkmere River")], "Larkmere River", NONE),
]  # fmt: skip


@pytest.mark.parametrize(("text", "things", "asked", "target"), CASES, ids=[case[0] for case in CASES])
def test_a_place_is_the_one_its_article_speaks_of(text, things, asked, target):
    assert accepted(annotated(text, things), asked) == target


def test_the_dateline_says_where():
    text = "PARIS, TEXAS, May 3 — It rained. Cambridge was dry."
    things = [place("PARIS", "paris, US-TX"), place("TEXAS", "US-TX"), place("Cambridge")]
    assert accepted(annotated(text, things, dateline="PARIS, TEXAS"), "PARIS") == PARIS_TEXAS
    bare = annotated("BOSTON — Cambridge was dry.", [place("BOSTON"), place("Cambridge")], dateline="BOSTON")
    assert accepted(bare, "Cambridge") == GEONAMES(4931972)


def test_places_beyond_doubt_speak_for_those_around_them():
    alone = links_of(annotated("Cambridge was dry.", [place("Cambridge")]), "Cambridge")
    both = annotated("Boston was wet. Cambridge was dry.", [place("Boston"), place("Cambridge")])
    beside = links_of(both, "Cambridge")
    assert all(link.verdict is Verdict.OPEN for link in alone)
    assert beside[0].target == GEONAMES(4931972)
    assert beside[0].score > 0.5
    assert "lie near" in beside[0].reason


def test_a_city_has_its_position_and_a_reason_in_words():
    (link, *_) = links_of(annotated("A man of Newark, N.J.", [place("Newark", "newark, US-NJ")]), "Newark")
    assert link.label == "Newark, New Jersey"
    assert link.by == "GeoNames"
    assert round(link.position.latitude, 1) == 40.7
    assert link.reason.startswith("the only one of its name in New Jersey, where the article puts it; population ")


def test_what_is_open_offers_none_and_no_more_than_five():
    links = links_of(annotated("Springfield voted.", [place("Springfield")]), "Springfield")
    assert len(links) == 5
    assert [link.target for link in links].count(None) == 1
    assert {link.verdict for link in links} == {Verdict.OPEN}
    assert sum(link.score for link in links) <= 1


def test_names_are_matched_without_an_article_too():
    found = candidates("Paris", Kind.PLACE, context=Context(within="US-TX"))
    assert found[0].target == PARIS_TEXAS
    assert found[0].code == "US-TX"
    assert candidates("Paris", Kind.PLACE, limit=2)[-1].target is None
    assert candidates("Port Ellery", Kind.PLACE) == ()
    assert candidates("Paris", Kind.EVENT) == ()


def test_every_division_has_an_id_and_every_code_of_geonames_stands_for_one():
    identified = {code for code, _, _ in rows("division-identifiers")}
    assert {code for code, *_ in rows("subdivisions")} == identified
    assert len(division_codes()) == len(identified)


def test_a_container_that_the_lists_do_not_name_is_shown_by_its_code():
    (found, _) = candidates("Mariehamn", Kind.PLACE, context=Context(within="AX", codes=frozenset({"AX"})))
    assert found.reason.startswith("the only one of its name in AX, ")


NAMESAKES = """
San José|Costa Rica:CR|San José, Costa Rica
San Jose|California:US-CA|San Jose, California
Tripoli|Libya:LY|Tripoli, Libya
Tripoli|Lebanon:LB|Tripoli, Lebanon
Valencia|Spain:ES|Valencia, Spain
Valencia|Venezuela:VE|Valencia, Venezuela
Hyderabad|Pakistan:PK|Hyderabad, Sindh
Hyderabad|India:IN|Hyderabad, Telangana
Alexandria|Egypt:EG|Alexandria, Egypt
Alexandria|Virginia:US-VA|Alexandria, Virginia
Athens|Greece:GR|Athens, Greece
Athens|Ohio:US-OH|Athens, Ohio
Moscow|Russia:RU|Moscow, Russia
Moscow|Idaho:US-ID|Moscow, Idaho
Dublin|Ireland:IE|Dublin, Ireland
Dublin|Ohio:US-OH|Dublin, Ohio
Naples|Italy:IT|Naples, Italy
Naples|Florida:US-FL|Naples, Florida
Manchester|New Hampshire:US-NH|Manchester, New Hampshire
Manchester|Britain:GB|Manchester, England
Portland|Maine:US-ME|Portland, Maine
Portland|Oregon:US-OR|Portland, Oregon
Melbourne|Australia:AU|Melbourne, Victoria
Melbourne|Florida:US-FL|Melbourne, Florida
Perth|Scotland:GB-SCT|Perth, Scotland
Perth|Australia:AU|Perth, Western Australia
Kingston|Jamaica:JM|Kingston, Jamaica
Georgetown|Guyana:GY|Georgetown, Guyana
Barcelona|Spain:ES|Barcelona, Catalonia
Sydney|Nova Scotia:CA-NS|Sydney, Nova Scotia
Odessa|Texas:US-TX|Odessa, Texas
Odessa|Ukraine:UA|Odesa, Ukraine
Guadalajara|Mexico:MX|Guadalajara, Jalisco
Guadalajara|Spain:ES|Guadalajara, Spain
Dover|Delaware:US-DE|Dover, Delaware
Dover|Britain:GB|Dover, England
Hamilton|Ontario:CA-ON|Hamilton, Ontario
Hamilton|Bermuda:BM|Hamilton, Bermuda
Windsor|Ontario:CA-ON|Windsor, Ontario
Wellington|New Zealand:NZ|Wellington, New Zealand
Calais|Britain:GB|Calais, France
"""
SETTLED_IN_ONE_SENTENCE = 0.75


def _namesake_links():
    for line in NAMESAKES.strip().splitlines():
        name, around, label = line.split("|")
        words, _, code = around.partition(":")
        for text in (f"{name} voted, as {words} did.", f"{name} voted. People in {words} waited."):
            yield label, links_of(annotated(text, [place(name), place(words, code)]), name)


def test_no_namesake_of_another_country_is_accepted():
    accepted_labels = {
        (label, link.label) for label, links in _namesake_links() for link in links if link.target and is_same(link)
    }
    assert {found for label, found in accepted_labels if found != label} == set()
    assert len(accepted_labels) > SETTLED_IN_ONE_SENTENCE * len(NAMESAKES.strip().splitlines())


def test_the_right_namesake_is_always_among_the_candidates():
    for label, links in _namesake_links():
        assert label in {link.label for link in links}


def is_same(link):
    return link.verdict is Verdict.SAME
