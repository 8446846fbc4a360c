import re
import time
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from newsgraph.extract.laws.known import citation_of, citations, codified_in, known_laws, register_of
from newsgraph.gazetteers import names, rows

CASES = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "cases" / "known-laws.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
ROWS = tuple(rows("laws"))
INA = "Immigration and Nationality Act (1952)"
_PLACES = {code for code, *_ in rows("countries")} | {code for code, *_ in rows("subdivisions")} | {"EU", "UN", "INT"}
_SMALL = frozenset("ePrivacy eCommerce three-fifths fairness global".split())
_PIECES = (
    "Civil Rights Act",
    " of 1866",
    "1964 ",
    "Canada's ",
    " the ",
    "INA",
    "Roe",
    "’",
    "\n",
    "(",
    ")",
    ", 2005",
    "é",
)
_COMMON = {word for _, words in rows("common-words") for word in words.split()}


def _read(text: str) -> str:
    return " | ".join(f"{law.span.of(text)} => {law.citation.normal_form}" for law in known_laws(text)) or "-"


def test_each_row_is_well_formed() -> None:
    assert [(row[0], fault) for row in ROWS for fault in _faults(row)] == []


def _faults(row: tuple[str, ...]) -> Iterator[str]:
    form, place, year, aliases, cited, codified, register = row
    bracket = re.search(r"\((?:[A-Z-]+, )?(\d{4})\)", form)
    given_names = names(aliases)
    checks = {
        "form": form == " ".join(form.split()),
        "jurisdiction": place in _PLACES,
        "year": not year or (1200 <= int(year) <= 2026 and (not bracket or bracket[1] == year)),
        "name twice": len({name.lstrip("~*") for name in given_names}) == len(given_names),
        "register": not register or re.fullmatch(r"https?://[\w.-]+/\S*", register),
        "codified": all(re.fullmatch(r"\d+ U\.S\.C\. §§? \S+(?: to \S+)?", text) for text in names(codified)),
        "citation": all(re.search(r"\d", text) for text in names(cited)),
    }
    yield from (fault for fault, right in checks.items() if not right)
    yield from (name for name in given_names if not _is_telling(name))


def _is_telling(name: str) -> bool:
    """Return whether a name is a proper one; a common word, or letters that may be any, must be read on a cue."""
    plain = name.lstrip("~*")
    proper = plain[:1].isupper() or plain[:1].isdigit() or plain.split()[0] in _SMALL
    loose = plain.lower() in _COMMON or (plain.isupper() and len(plain) <= 3)
    return proper and (not loose or name.startswith("~"))


def test_the_list_is_wide() -> None:
    assert len(ROWS) >= 500
    assert len({row[1] for row in ROWS}) >= 25
    assert len({row[1] for row in ROWS if row[1].startswith("US-")}) >= 10
    assert len([row for row in ROWS if row[1] == "US"]) >= 290


def test_normal_forms_and_citations_are_of_one_row_each() -> None:
    assert [form for form, many in Counter(row[0] for row in ROWS).items() if many > 1] == []
    cited = Counter(text for row in ROWS for text in {row[0], *names(row[4])})
    assert [text for text, many in cited.items() if many > 1] == []


def test_each_name_means_one_row_or_none() -> None:
    forms = {row[0] for row in ROWS}
    unsettled = {name for name, citation in citations().items() if citation.normal_form not in forms}
    assert unsettled == set()


def test_a_name_is_marked_as_first_in_one_row() -> None:
    marked = Counter(name for row in ROWS for name in names(row[3]) if name.startswith("*"))
    assert [name for name, many in marked.items() if many > 1] == []


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_a_name_is_read(text: str, expected: str) -> None:
    assert _read(text) == expected


@pytest.mark.parametrize(
    ("form", "law"),
    [
        (INA, INA),
        ("66 Stat. 163", INA),
        ("Pub. L. 82-414", INA),
        ("8 U.S.C. § 1101 et seq.", INA),
        ("8 U.S.C. § 1101", None),
        ("8 U.S.C. § 1182 et seq.", None),
        ("Pub. L. 107-56", "USA PATRIOT Act (2001)"),
        ("347 U.S. 483", "Brown v. Board of Education"),
        ("18 U.S.C. § 1385", "Posse Comitatus Act (1878)"),
        ("47 U.S.C. § 230", "Communications Decency Act (1996) § 230"),
        ("42 U.S.C. § 300f et seq.", "Safe Drinking Water Act (1974)"),
        ("15 U.S.C. § 80a-1 et seq.", "Investment Company Act (1940)"),
        ("S.B. 1070 (US-AZ)", "Support Our Law Enforcement and Safe Neighborhoods Act (US-AZ, 2010)"),
        ("Regulation (EU) 2016/679", "General Data Protection Regulation (2016)"),
        ("Pub. L. 1-1", None),
    ],
)
def test_a_citation_leads_to_its_law(form: str, law: str | None) -> None:
    found = citation_of(form)
    assert (found.normal_form if found else None) == law


@pytest.mark.parametrize(
    ("code", "section", "law"),
    [
        ("8 U.S.C.", "1182", INA),
        ("8 U.S.C.", "1182(a)(5)", INA),
        ("8 U.S.C.", "1324a", INA),
        ("8 U.S.C.", "1100", None),
        ("8 U.S.C.", "1601", None),
        ("8 C.F.R.", "1182", None),
        ("42 U.S.C.", "2000e-5(b)", "Civil Rights Act (1964)"),
        ("42 U.S.C.", "2000bb-1", "Religious Freedom Restoration Act (1993)"),
        ("42 U.S.C.", "1395dd", "Emergency Medical Treatment and Labor Act (1986)"),
        ("42 U.S.C.", "1396a", "Social Security Act (1935)"),
        ("5 U.S.C.", "552(a)", "Freedom of Information Act (1966)"),
        ("5 U.S.C.", "552a", "Privacy Act (1974)"),
        ("5 U.S.C.", "553", "Administrative Procedure Act (1946)"),
        ("15 U.S.C.", "78j(b)", "Securities Exchange Act (1934)"),
        ("15 U.S.C.", "77aa", "Securities Act (1933)"),
        ("52 U.S.C.", "10301", "Voting Rights Act (1965)"),
        ("26 U.S.C.", "5845", "National Firearms Act (1934)"),
        ("26 U.S.C.", "501(c)(3)", "Internal Revenue Code"),
        ("8 U.S.C.", "x", None),
    ],
)
def test_a_section_of_a_code_is_of_its_law(code: str, section: str, law: str | None) -> None:
    found = codified_in(code, section)
    assert (found.normal_form if found else None) == law


def test_registers_and_facts_come_with_the_law() -> None:
    assert register_of("USA PATRIOT Act (2001)") == "https://www.govinfo.gov/link/plaw/107/public/56"
    assert register_of("No such law") is None
    citation = citation_of("66 Stat. 163")
    assert citation
    assert (citation.jurisdiction, citation.year, citation.part_of) == ("US", 1952, None)
    clause = citation_of("U.S. Const. article I, Necessary and Proper Clause")
    assert clause
    assert clause.part_of == "U.S. Const. article I"


def test_each_name_is_found_in_a_sentence() -> None:
    missed = [
        (row[0], name)
        for row in ROWS
        for name in names(row[3])
        if not name.startswith("~")
        and not _read(f"Some said that the {name.lstrip('*')} mattered.").endswith(f"=> {row[0]}")
    ]
    assert missed == []


@settings(derandomize=True, deadline=None)
@given(st.lists(st.sampled_from(_PIECES)))
def test_spans_are_sorted_and_disjoint_in_any_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    laws = list(known_laws(text))
    assert all(0 <= law.span.start < law.span.end <= len(text) for law in laws)
    assert all(one.span.end <= other.span.start for one, other in pairwise(laws))


def test_time_grows_with_length_only() -> None:
    """Processor time of 100,000 words; only a pattern that backtracks without end passes so wide a bound."""
    text = "The council said that the Clean Air Act of Old Ohio was The 1990 one. " * 7_000
    started = time.process_time()
    assert sum(1 for _ in known_laws(text)) == 7_000
    assert time.process_time() - started < 10
