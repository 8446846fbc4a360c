import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from newsgraph.extract.laws import find_laws, parse_citation
from newsgraph.model import Span

CASES = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "cases" / "laws.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_each_case(text: str, expected: str) -> None:
    found = " | ".join(f"{law.span.of(text)} => {law.citation.normal_form}" for law in find_laws(text))
    assert (found or "-") == expected


def test_there_are_enough_cases_and_traps() -> None:
    traps = [text for text, expected in CASES if expected == "-"]
    assert len(CASES) >= 120
    assert len(traps) >= len(CASES) // 2


@pytest.mark.parametrize(
    ("words", "form", "part_of", "year"),
    [
        ("Section 5 of the Voting Rights Act", "Voting Rights Act (1965) § 5", "Voting Rights Act (1965)", 1965),
        ("Fourteenth Amendment", "U.S. Const. amend. XIV", "U.S. Const.", None),
        ("8 U.S.C. § 1101", "8 U.S.C. § 1101", "8 U.S.C.", None),
        ("Entry Act 2001", "Entry Act (2001)", None, 2001),
        ("Brown v. Board of Education", "Brown v. Board of Education", None, None),
    ],
)  # fmt: skip
def test_a_citation_is_parsed(words: str, form: str, part_of: str | None, year: int | None) -> None:
    citation = parse_citation(words)
    assert citation is not None
    assert (citation.normal_form, citation.part_of, citation.year) == (form, part_of, year)


def test_what_cites_no_law_is_none() -> None:
    assert parse_citation("a dollar bill") is None
    assert parse_citation("the Voting Rights Act and a bill") is None


def test_a_heading_set_in_capital_words_needs_more_than_a_name() -> None:
    heading = "Council Votes on Water Act"
    assert not find_laws(heading, (Span(0, len(heading)),))
    assert find_laws("Council votes on the Water Act")


@given(
    st.text(alphabet=st.sampled_from("Act Bill v. § () of the Section Title 8 U.S.C. S. F. [2020] 's Law Code A b,.\n"))
)
def test_spans_are_sorted_and_disjoint_in_any_text(text: str) -> None:
    laws = find_laws(text)
    assert all(0 <= law.span.start < law.span.end <= len(text) for law in laws)
    assert all(one.span.end <= other.span.start for one, other in pairwise(laws))


@pytest.mark.parametrize("unit", ["A ", "Act of the ", "Section 1 of ", "X v. ", "1 U.S.C. 1 ", "(a)", "The Big "])
def test_time_grows_with_length_only(unit: str) -> None:
    """Processor time, with a bound so wide that only a pattern that backtracks without end passes it."""
    started = time.process_time()
    find_laws(unit * (60_000 // len(unit)))
    assert time.process_time() - started < 20
