import pytest
from linked import accepted, annotated, law

from newsgraph.link import candidates
from newsgraph.link.laws import register_of
from newsgraph.model import Kind

CASES = [
    ("8 U.S.C. § 1101", "https://www.govinfo.gov/link/uscode/8/1101"),
    ("8 U.S.C. § 1229b", "https://www.govinfo.gov/link/uscode/8/1229b"),
    ("42 U.S.C. § 2000e-2", "https://www.govinfo.gov/link/uscode/42/2000e-2"),
    ("Pub. L. 107-56", "https://www.govinfo.gov/link/plaw/107/public/56"),
    ("66 Stat. 163", "https://www.govinfo.gov/link/statute/66/163"),
    ("8 C.F.R. § 287.3", "https://www.ecfr.gov/current/title-8/section-287.3"),
    ("Executive Order 13769", "https://www.federalregister.gov/executive-order/13769"),
    ("U.S. Const.", "https://constitution.congress.gov/constitution/"),
    ("U.S. Const. amend. XIV", "https://constitution.congress.gov/constitution/amendment-14/"),
    ("U.S. Const. amend. IX", "https://constitution.congress.gov/constitution/amendment-9/"),
    ("U.S. Const. article I", "https://constitution.congress.gov/constitution/article-1/"),
    ("Directive 2008/115/EC", "http://data.europa.eu/eli/dir/2008/115/oj"),
    ("Directive 95/46/EC", "http://data.europa.eu/eli/dir/1995/46/oj"),
    ("Regulation (EU) 2016/679", "http://data.europa.eu/eli/reg/2016/679/oj"),
    ("Regulation (EC) 810/2009", "http://data.europa.eu/eli/reg/2009/810/oj"),
    ("Regulation (EEC) 1612/68", "http://data.europa.eu/eli/reg/1968/1612/oj"),
    ("Regulation (EU) 604/2013", "http://data.europa.eu/eli/reg/2013/604/oj"),
    ("2022 c. 36", "http://www.legislation.gov.uk/id/ukpga/2022/36"),
    ("SI 2020/350", "http://www.legislation.gov.uk/id/uksi/2020/350"),
    ("SSI 2020/12", "http://www.legislation.gov.uk/id/ssi/2020/12"),
    # no register, or none for those years
    ("Pub. L. 82-414", None),
    ("43 Stat. 153", None),
    ("Executive Order 9066", None),
    ("U.S. Const. amend. XXX", None),
    ("U.S. Const. article IX", None),
    ("H.R. 4437", None),
    ("Roe v. Wade", None),
    ("Entry Act (2001)", None),
    # a part that the register does not number by itself, and a range
    ("8 U.S.C. § 1101(a)(15)", None),
    ("8 U.S.C. § 1101 et seq.", None),
    ("U.S. Const. amend. XIV § 1", None),
    ("8 C.F.R.", None),
]


@pytest.mark.parametrize(("normal_form", "address"), CASES)
def test_numbers_give_addresses_where_the_pattern_is_sure(normal_form, address):
    found = register_of(normal_form)
    assert (found[0] if found else None) == address


def test_a_law_of_an_article_is_looked_up_by_its_normal_form():
    made = annotated("See 8 USC 1101 for it.", [law("8 USC 1101", "8 U.S.C. § 1101")])
    assert accepted(made, "8 USC 1101") == "https://www.govinfo.gov/link/uscode/8/1101"
    invented = annotated("See the Entry Act for it.", [law("Entry Act", "Entry Act (2001)")])
    assert accepted(invented, "Entry Act") == "-"


def test_the_list_of_laws_gives_the_register_and_never_two():
    found = candidates("Regulation (EU) 2016/679", Kind.LEGISLATION)
    assert [offer.target is None for offer in found] == [False, True]
    assert sum(offer.score for offer in found) <= 1
