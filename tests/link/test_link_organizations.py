import pytest
from linked import accepted, annotated, body, links_of, people, place

from newsgraph.gazetteers import rows
from newsgraph.link import candidates
from newsgraph.model import Kind, Verdict

US, AMERICA, INDIA = place("Newark", "newark, US-NJ"), place("U.S.", "US"), place("India", "IN")
NONE = "-"

CASES = [
    ("ICE raided a shop in Newark.", [body("ICE", "immigration and customs enforcement"), US], "ICE", "www.ice.gov"),
    ("Immigration and Customs Enforcement spoke.", [body("Immigration and Customs Enforcement")],
     "Immigration and Customs Enforcement", "www.ice.gov"),
    ("The CIA spoke.", [body("CIA")], "CIA", "www.cia.gov"),
    ("The FBI spoke in Newark.", [body("FBI"), US], "FBI", "www.fbi.gov"),
    ("In Newark the Fed cut rates.", [body("Fed"), US], "Fed", "www.federalreserve.gov"),
    ("The United Nations met.", [body("United Nations")], "United Nations", "www.un.org"),
    ("The U.S. waited for the Department of Education.", [AMERICA, body("Department of Education")],
     "Department of Education", "www.ed.gov"),
    ("The White House closed the Department of Education.", [body("White House"), body("Department of Education")],
     "Department of Education", "www.ed.gov"),
    ("The U.S. Department of Justice sued.", [body("U.S. Department of Justice")], "U.S. Department of Justice",
     "www.justice.gov"),
    ("Americans sued at the Supreme Court.", [people("Americans"), body("Supreme Court")], "Supreme Court",
     "www.supremecourt.gov"),
    ("The Senate Judiciary Committee met.", [body("Senate Judiciary Committee")], "Senate Judiciary Committee",
     "www.judiciary.senate.gov"),
    ("The House Committee on Agriculture met.", [body("House Committee on Agriculture")],
     "House Committee on Agriculture", "agriculture.house.gov"),
    ("Reuters reported it.", [body("Reuters")], "Reuters", "www.reuters.com"),
    ("In Newark he ran for Congress.", [US, body("Congress")], "Congress", "www.congress.gov"),
    # names that several countries share, without a sign of whose it is or with another's
    ("The Supreme Court sat.", [body("Supreme Court")], "Supreme Court", NONE),
    ("India’s Supreme Court sat.", [INDIA, body("Supreme Court")], "Supreme Court", NONE),
    ("The Department of Education paid.", [body("Department of Education")], "Department of Education", NONE),
    ("The Department of Education paid for Newark.", [body("Department of Education"), US], "Department of Education",
     NONE),
    ("In Newark the Senate met.", [US, body("Senate")], "Senate", NONE),
    ("The Congress met.", [body("Congress")], "Congress", NONE),
    ("In India the SEC met.", [INDIA, body("SEC")], "SEC", NONE),
    ("The Fed cut rates.", [body("Fed")], "Fed", NONE),
    ("The New Jersey Department of Education paid; the Department of Education in Newark did not.",
     [body("New Jersey Department of Education"), body("Department of Education"), US],
     "Department of Education", NONE),
    # bodies that are on no list
    ("The Harbour League sued in Newark.", [body("Harbour League"), US], "Harbour League", NONE),
    ("The Border Agency spoke in Newark.", [body("Border Agency"), US], "Border Agency", NONE),
]  # fmt: skip


@pytest.mark.parametrize(("text", "things", "asked", "site"), CASES, ids=[case[0] for case in CASES])
def test_a_body_is_the_one_its_country_shows(text, things, asked, site):
    found = accepted(annotated(text, things), asked)
    assert found == (site if site == NONE else f"https://{site}/")


def test_an_article_written_in_a_state_may_mean_the_state_s():
    text = "BROOKLYN, N.Y. — The Department of Education paid, as everywhere in the U.S."
    things = [place("BROOKLYN", "brooklyn, US-NY"), body("Department of Education"), AMERICA]
    links = links_of(annotated(text, things, dateline="BROOKLYN, N.Y."), "Department of Education")
    assert {link.verdict for link in links} == {Verdict.OPEN}
    assert "was written in New York" in links[0].reason
    in_the_capital = text.replace("BROOKLYN, N.Y.", "WASHINGTON, D.C.")
    things = [place("WASHINGTON, D.C.", "US-DC"), body("Department of Education"), AMERICA]
    made = annotated(in_the_capital, things, dateline="WASHINGTON, D.C.")
    assert accepted(made, "Department of Education") == "https://www.ed.gov/"


def test_a_body_of_another_country_is_none_of_ours():
    links = links_of(annotated("India’s Supreme Court sat.", [INDIA, body("Supreme Court")]), "Supreme Court")
    assert links[0].target is None
    assert links[0].verdict is Verdict.SAME


def test_every_site_belongs_to_a_body_of_the_list():
    listed = {usual for _, usual, *_ in rows("organizations")}
    for name, _, site, manner in rows("organization-sites"):
        assert name in listed
        assert site.startswith("https://")
        assert manner in ("own", "national", "shared")
        assert candidates(name, Kind.ORGANIZATION)
