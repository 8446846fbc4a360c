import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from newsgraph.citations import names_one_law
from newsgraph.extract.laws import find_laws, parse_citation, wholes
from newsgraph.model import Span

CASES = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "cases" / "laws.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
INA = "Immigration and Nationality Act (1952)"


def shown(values: list[str | None]) -> str:
    return " | ".join(value or "-" for value in values) or "-"


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_each_case(case: list[str]) -> None:
    text, cited, *facts = case
    laws = find_laws(text)
    assert shown([f"{law.span.of(text)} => {law.citation.normal_form}" for law in laws]) == cited
    if cited == "-":
        return
    assert shown([law.citation.jurisdiction for law in laws]) == facts[0]
    parts = shown([law.citation.part_of for law in laws])
    assert parts == (facts[1] if len(facts) > 1 else shown([None] * len(laws)))


def test_there_are_enough_cases_and_traps() -> None:
    traps = [case for case in CASES if case[1] == "-"]
    assert len(CASES) >= 320
    assert len(traps) >= len(CASES) // 2
    assert len({case[0] for case in CASES}) == len(CASES)


@pytest.mark.parametrize(
    ("words", "form", "part_of", "year"),
    [
        ("Section 5 of the Voting Rights Act", "Voting Rights Act (1965) § 5", "Voting Rights Act (1965)", 1965),
        ("Fourteenth Amendment", "U.S. Const. amend. XIV", "U.S. Const.", None),
        ("18 U.S.C. § 922", "18 U.S.C. § 922", "18 U.S.C.", None),
        ("Entry Act 2001", "Entry Act (2001)", None, 2001),
        ("8 F.4th 176 (3d Cir.", "8 F.4th 176", None, None),
        ("Arizona's SB 9", "S.B. 9 (US-AZ)", None, None),
        ("Arizona's controversial SB 9", "S.B. 9 (US-AZ)", None, None),
        ("Texas House Bill 909", "H.B. 909 (US-TX)", None, None),
        ("8 U.S.C. § 1182", "8 U.S.C. § 1182", INA, None),
        ("66 Stat. 163", INA, None, 1952),
        ("INA", INA, None, 1952),
        ("1952 McCarran Act", INA, None, 1952),
        ("8 U.S.C. 1101 et seq.", INA, None, 1952),
    ],
)  # fmt: skip
def test_a_citation_is_parsed(words: str, form: str, part_of: str | None, year: int | None) -> None:
    citation = parse_citation(words)
    assert citation is not None
    assert (citation.normal_form, citation.part_of, citation.year) == (form, part_of, year)


@pytest.mark.parametrize(
    "words",
    ["a dollar bill", "the Voting Rights Act and a bill", "Arizona lawmakers on SB 1070", "(", "", "Act", "Section"],
)
def test_what_cites_no_law_is_none(words: str) -> None:
    assert parse_citation(words) is None


def test_one_law_under_many_names() -> None:
    text = (
        "The 1952 McCarran Act, or McCarran-Walter Act, is the Immigration and Nationality Act of 1952. The INA stands"
        " at 66 Stat. 163 and in 8 U.S.C. 1101 et seq., and Section 287(g) of the INA is a part. So is 8 U.S.C. § 1182."
    )
    laws = find_laws(text)
    assert [law.citation.normal_form for law in laws if not law.citation.part_of] == [INA] * 6
    assert [law.citation.part_of for law in laws if law.citation.part_of] == [INA, INA]


def test_a_part_leads_to_its_whole_step_by_step() -> None:
    citation = parse_citation("section 9 of Part 2 of the Harbour Act 2014")
    assert citation is not None
    assert [whole.normal_form for whole in wholes(citation)] == ["Harbour Act (2014) part 2", "Harbour Act (2014)"]
    assert [whole.part_of for whole in wholes(citation)] == ["Harbour Act (2014)", None]


@pytest.mark.parametrize("form", ["S.B. 4", "Constitution article 5", "Ordinance 12-4", "§ 287(a)", "Penal Code § 187"])
def test_some_forms_name_no_one_law(form: str) -> None:
    assert not names_one_law(form)


@pytest.mark.parametrize(
    "form", ["S.B. 4 (US-TX)", "Constitution (IE) article 40", "H.R. 5", "Penal Code (US-CA) § 187", INA, "Bill C-18"]
)
def test_most_forms_name_one_law(form: str) -> None:
    assert names_one_law(form)


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


PIECES = (
    "the Harbour Act 2014|the Act|Section 5|of|and|,|(|)|the|8 U.S.C. §§ 1325 and 1326|Texas's|SB 4|S. 12|v.|Reyes|"
    "First Amendment|to the Constitution|Article 5|IPC|s. 3|Resolution 1701|UN|§|No. 5 of 2001|“HA”|'s|.|\n\n|H.R. 12|"
    "the Harbour Bill|Ordinance 5|Measure 12|Code|Treaty of|1999|287(g)|(NSW)"
).split("|")


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_any_mixture_of_law_words_gives_sound_spans_and_parts(text: str) -> None:
    laws = find_laws(text)
    assert all(one.span.end <= other.span.start for one, other in pairwise(laws))
    for law in laws:
        assert law.span.of(text).strip() == law.span.of(text) != ""
        assert 0.5 <= law.score <= 1
        assert all(
            whole.normal_form and whole.normal_form != law.citation.normal_form for whole in wholes(law.citation)
        )
    assert laws == find_laws(text)


@pytest.mark.parametrize(
    "unit",
    (
        "A |Act of the |Section 1 of |X v. |1 U.S.C. 1 |(a)|The Big |the Act |the X Act. |A's law SB 1 |Article 5 |"
        "Articles 1 and 2 of the Constitution |Harbour Act (HA) HA |H.R. 1, the X Y Act, |2000 Act the 2000 Act |"
        "Treaty of X and Y |§§ 1, 2 and 3, "
    ).split("|"),
)
def test_time_grows_with_length_only(unit: str) -> None:
    """Processor time, with a bound so wide that only a pattern that backtracks without end passes it."""
    started = time.process_time()
    find_laws(unit * (60_000 // len(unit)))
    assert time.process_time() - started < 20
