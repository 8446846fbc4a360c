from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from newsgraph.errors import NewsgraphError
from newsgraph.model import Judgement, Verdict
from newsgraph.resolve.judgements import (
    HEADER,
    Record,
    format_line,
    one_line,
    parse,
    unknown,
    with_records,
    without_last,
)
from newsgraph.resolve.ties import Ties, consistent, contradictions

A, B, C, D = (f"local/{letter * 16}_ana-pell-{letter * 8}" for letter in "abcd")
IRI = "https://register.example/people/12"
WHEN = date(2026, 3, 11)


def line(verdict: str, left: str, right: str, *rest: str) -> str:
    return "\t".join((verdict, left, right, *(rest or ("ana", "2026-03-11", "read both")))) + "\n"


def judged(verdict: Verdict, left: str, right: str, *, by: str = "ana") -> Judgement:
    return Judgement(left, right, verdict, 1.0, "read both", by, WHEN)


def test_a_file_is_read_line_by_line() -> None:
    parsed = parse(
        f"{HEADER}\n  # a note\n"
        + line("same", A, B, "ana", "2026-03-11", "one seat, one town", "Ana Pell", "A. Pell")
        + line("Different", IRI, A, "li wei", "2026-03-12", "another age", "Register's", "Ana Pell")
        + line("open", C, B)
    )
    assert parsed.problems == parsed.warnings == ()
    assert parsed.records == (
        Record(6, Judgement(A, B, Verdict.SAME, 1.0, "one seat, one town", "ana", WHEN), ("Ana Pell", "A. Pell")),
        Record(
            7,
            Judgement(A, IRI, Verdict.DIFFERENT, 1.0, "another age", "li wei", date(2026, 3, 12)),
            ("Ana Pell", "Register's"),
        ),
        Record(8, Judgement(B, C, Verdict.OPEN, 0.5, "read both", "ana", WHEN)),
    )


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n", HEADER, "# only\n#notes", "\ufeff# note\r\n\r\n", "\t\t\n"])
def test_nothing_judged_is_no_problem(text: str) -> None:
    assert parse(text).records == parse(text).problems == ()


def test_other_editors_line_ends_and_marks_do_no_harm() -> None:
    text = HEADER + line("same", A, B) + line("different", A, C)
    assert parse("\ufeff" + text.replace("\n", "\r\n")) == parse(text)
    assert parse(text.rstrip("\n")) == parse(text)
    assert parse(text.replace("read both\n", "read both\t\t\t\t\n")).records == parse(text).records


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("same", ["here are 1 field parted by tabs"]),
        (f"same {A} {B} ana 2026-03-11 why", ["here are 1 field"]),
        (f"same\t{A}\t{B}\tana\t2026-03-11", ["here are 5 fields"]),
        (f"same\t{A}\t{B}\tana\t2026-03-11\twhy\tone\tother\tmore", ["here are 9 fields"]),
        (f"sane\t{A}\t{B}\tana\t2026-03-11\twhy", ["the verdict “sane” is none of same, different, open."]),
        (f"\t{A}\t{B}\tana\t2026-03-11\twhy", ["the verdict “” is none of"]),
        (f"same\t{A}\t{A}\tana\t2026-03-11\twhy", ["against itself"]),
        (f"same\t{IRI}\t{IRI}x\tana\t2026-03-11\twhy", ["both sides are IRIs"]),
        (f"same\tAna\t{B}\tana\t2026-03-11\twhy", ["“Ana” is no identifier"]),
        (f"same\tperson/ana-1234\t{B}\tana\t2026-03-11\twhy", ["“person/ana-1234” is no identifier"]),
        (f"same\thttps://x.example/a b\t{B}\tana\t2026-03-11\twhy", ["is no identifier"]),
        (f"same\thttps://x.example/<b>\t{B}\tana\t2026-03-11\twhy", ["is no identifier"]),
        (f"same\t{A}\t{B}\t\t2026-03-11\twhy", ["the field by is empty"]),
        (f"same\t{A}\t{B}\tana\t2026-03-11\t\t", ["the field why is empty"]),
        (f"same\t{A}\t{B}\tana\t2026-02-30\twhy", ["“2026-02-30” is not a day"]),
        (f"same\t{A}\t{B}\tana\t20260311\twhy", ["is not a day"]),
        (f"same\t{A}\t{B}\tana\t2026-W11-3\twhy", ["is not a day"]),
        (f"same\t{A}\t{B}\tana\t11 March 2026\twhy", ["is not a day"]),
        (f"same\t{A}\t{B}\tana\t٢٠٢٦-٠٣-١١\twhy", ["is not a day"]),
        (f"same\t{A}\t{B}\tana\t\twhy", ["“” is not a day"]),
        (f"same\t{A}\t{B}\tana\t2026-03-11\t\x1b[2Jwhy", ["U+001B"]),
        (f"same\t{A}\t{B}\tana\t2026-03-11\twhy\u202e", ["U+202E"]),
        (f"same\t{A}\t{B}\tana\r2026-03-11\twhy", ["U+000D"]),
        (f"same\t{A}\t{B}\tana\x00\t2026-03-11\twhy", ["U+0000"]),
        ("<<<<<<< HEAD", ["merge"]),
        ("=======", ["merge"]),
        ("sane\tAna\tPell\t\tsoon\t", ["sane", "“Ana”", "“Pell”", "by is empty", "“soon”", "why is empty"]),
    ],
)  # fmt: skip
def test_each_thing_wrong_with_a_line_is_named_with_the_line(broken: str, told: list[str]) -> None:
    parsed = parse(line("same", A, B) + broken + "\n" + line("different", A, C))
    assert len(parsed.records) == 2
    assert len(parsed.problems) == len(told)
    for sentence, words in zip(parsed.problems, told, strict=True):
        assert sentence.startswith("line 2: ")
        assert words in sentence
        assert not any(ord(letter) < 32 or letter == "\u202e" for letter in sentence)


def test_a_contradiction_is_explained_with_its_chain() -> None:
    parsed = parse(
        line("same", A, B, "ana", "2026-03-11", "x", "Ana Pell", "A. Pell")
        + line("different", C, A, "li", "2026-03-11", "x", "Anna Pell", "Ana Pell")
        + line("same", C, B, "li", "2026-03-11", "x", "Anna Pell", "A. Pell")
        + line("same", C, D)
    )
    (sentence,) = parsed.problems
    assert sentence == (
        f"line 2: “Ana Pell” ({A}) and “Anna Pell” ({C}) are said to be different, but other judgements make them one: "
        f"line 1 says that “Ana Pell” ({A}) and “A. Pell” ({B}) are the same; "
        f"line 3 says that “A. Pell” ({B}) and “Anna Pell” ({C}) are the same; change or remove one of these."
    )


def test_an_outside_identifier_is_a_link_of_the_chain() -> None:
    (sentence,) = parse(line("same", A, IRI) + line("same", IRI, B) + line("different", A, B)).problems
    assert sentence.startswith("line 3: ")
    assert "line 1 says" in sentence
    assert "line 2 says" in sentence


@pytest.mark.parametrize(("one", "other"), [("same", "different"), ("same", "open"), ("open", "different")])
def test_a_pair_judged_in_two_ways_is_named_once(one: str, other: str) -> None:
    (sentence,) = parse(line(one, A, B) + line(other, B, A, "li", "2026-03-12", "no")).problems
    assert sentence.startswith("line 2: ")
    assert f"line 1 says {one}, line 2 says {other}" in sentence


def test_all_problems_are_listed_in_the_order_of_lines() -> None:
    parsed = parse(
        line("same", A, B)
        + line("different", A, B)
        + "broken\n"
        + line("same", C, D)
        + line("same", D, IRI)
        + line("different", C, IRI)
    )
    assert [sentence.partition(":")[0] for sentence in parsed.problems] == ["line 2", "line 3", "line 6"]


def test_repeats_are_warned_of_and_passed_over() -> None:
    parsed = parse(line("same", A, B) + line("same", B, A) + line("same", A, B, "li", "2026-03-12", "so I think"))
    assert parsed.problems == ()
    assert parsed.warnings == ("line 2: repeats line 1; take one of them out.",)
    assert [record.line for record in parsed.records] == [1, 3]
    earlier = parse(line("same", A, B, "ana", "2026-03-11", "x") + line("same", A, B, "ana", "2026-01-01", "y"))
    assert [record.judgement.when for record in earlier.records] == [date(2026, 1, 1)]


def test_what_is_open_though_decided_is_warned_of() -> None:
    parsed = parse(line("same", A, B) + line("same", B, C) + line("open", A, C))
    assert parsed.warnings == ("line 3: leaves open what other lines decide: the two are same.",)
    assert parsed.problems == ()


def test_things_of_no_article_are_warned_of_by_line() -> None:
    records = parse(line("same", A, B) + line("same", A, IRI) + line("different", C, D)).records
    warnings = unknown(records, {A})
    assert [warning.partition(":")[0] for warning in warnings] == ["line 1", "line 3"]
    assert f"{B} is in no article" in warnings[0]
    assert f"{C} and {D} are in no article" in warnings[1]


def test_what_is_written_is_read_back() -> None:
    record = Record(4, judged(Verdict.SAME, A, B), ("Ana Pell", "A. Pell"))
    text = with_records("", [record])
    assert text == HEADER + format_line(record)
    assert parse(text).records == (record,)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ana\tPell\nof\r\nPort  Arlen ", "Ana Pell of Port Arlen"),
        ("\x1b[31mred\x07", "[31mred"),
        ("a\u202eb\u2028c\x85d\x00", "ab cd"[:2] + " c d"),
        ("\ud800half", "half"),
        ("# no comment", "# no comment"),
        ("García", "García"),
    ],
)
def test_hostile_text_becomes_one_plain_line(text: str, shown: str) -> None:
    assert one_line(text) == shown


def test_writing_keeps_comments_and_takes_the_place_of_earlier_lines() -> None:
    before = f"# mine\n{line('open', B, A)}# of the second\n{line('different', A, C)}"
    after = with_records(before, [Record(0, judged(Verdict.SAME, A, B))])
    assert after == f"# mine\n# of the second\n{line('different', A, C)}" + format_line(
        Record(0, judged(Verdict.SAME, A, B))
    )
    assert with_records(before, []) == before


def test_writing_keeps_the_file_s_line_ends() -> None:
    assert with_records("# mine\r\n# note", [Record(0, judged(Verdict.SAME, A, B))]).count("\r\n") == 3
    assert with_records("# mine", [Record(0, judged(Verdict.SAME, A, B))]).count("\n") == 2


def test_the_last_judgements_are_taken_back() -> None:
    first, second, third = line("same", A, B), line("open", A, C), line("open", B, C).rstrip("\n")
    text = f"# mine\n{first}# note\n{second}\n{third}"
    assert without_last(text, 1) == (f"# mine\n{first}# note\n{second}\n", (third,))
    assert without_last(text, 2) == (f"# mine\n{first}# note\n\n", (third, second.rstrip("\n")))
    assert without_last(text, 9) == ("# mine\n# note\n\n", (third, second.rstrip("\n"), first.rstrip("\n")))
    assert without_last("# none\n", 1) == ("# none\n", ())


IDS = st.sampled_from([A, B, C, D, IRI])
PAIRS = st.tuples(IDS, IDS).filter(lambda pair: pair[0] != pair[1])
TEXTS = st.text(max_size=20)


@settings(derandomize=True, deadline=None)
@given(
    st.sampled_from(Verdict), PAIRS, TEXTS.filter(one_line), st.dates(), TEXTS.filter(one_line), st.tuples(TEXTS, TEXTS)
)
def test_any_record_comes_back(
    verdict: Verdict, pair: tuple[str, str], by: str, when: date, why: str, names: tuple[str, str]
) -> None:
    left, right = sorted(pair, key=lambda identifier: (identifier == IRI, identifier))
    record = Record(4, Judgement(left, right, verdict, 1.0, why, by, when), names)
    (read,) = parse(with_records("", [record])).records
    assert read.judgement == Judgement(left, right, verdict, read.judgement.score, one_line(why), one_line(by), when)
    assert read.names == (one_line(names[0]), one_line(names[1]))
    assert format_line(read) == format_line(record)


@settings(derandomize=True, deadline=None)
@given(st.text())
def test_any_text_is_read_without_failing(text: str) -> None:
    parsed = parse(text)
    for sentence in (*parsed.problems, *parsed.warnings):
        assert sentence.startswith("line ")
        assert "\n" not in sentence


@settings(derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([Verdict.SAME, Verdict.DIFFERENT]), PAIRS), max_size=8), st.randoms())
def test_contradictions_are_found_whatever_the_order(
    said: list[tuple[Verdict, tuple[str, str]]], chance: object
) -> None:
    judgements = [judged(verdict, *sorted(pair)) for verdict, pair in said]
    classes = {identifier: {identifier} for identifier in (A, B, C, D, IRI)}
    for judgement in judgements:
        if judgement.verdict is Verdict.SAME:
            both = classes[judgement.left] | classes[judgement.right]
            classes.update(dict.fromkeys(both, both))
    wrong = any(j.verdict is Verdict.DIFFERENT and j.right in classes[j.left] for j in judgements)
    records = [Record(number, judgement) for number, judgement in enumerate(judgements, 1)]
    assert bool(contradictions(records)) == wrong
    shuffled = list(judgements)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    if wrong:
        with pytest.raises(NewsgraphError, match="contradict"):
            consistent(shuffled)
    else:
        assert consistent(shuffled) == consistent(judgements)
    ties = Ties(judgements)
    for left, one in classes.items():
        assert {right for right in classes if ties.verdict(left, right) is Verdict.SAME} == one


def test_a_long_chain_is_followed_to_its_end() -> None:
    ids = [f"local/{number:016x}_ana-{number:08x}" for number in range(3000)]
    pairs = pairwise(ids)
    text = "".join(line("same", left, right) for left, right in pairs) + line("different", ids[0], ids[-1])
    (sentence,) = parse(text).problems
    assert sentence.count("says that") == 2999
