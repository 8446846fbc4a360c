"""Whatever the text holds, what is written is one term: fuzzed against the parser that loads the store."""

import math
from datetime import date
from decimal import Decimal

import pyoxigraph
import pytest
from hypothesis import example, given, settings, strategies as st

from newsgraph.errors import NewsgraphError
from newsgraph.rdf.terms import checked_base, day, decimal, iri, literal, web_address

ANY = st.text(alphabet=st.characters())
"""Every code point, lone surrogates too."""
NASTY = st.lists(
    st.sampled_from(
        (
            *"\"'\\<>{}|^`%# \t\n\r\0\x01\x1f\x7f./:@?&=[]()-_~a0é😀\x85\x9f\xa0\xad\u200b\u200e\u2028\u2029\u202a",
            *"\u202e\u2066\u2069\ud800\udfff\ufdd0\ufeff\ufffe\uffff\U0001fffe\U000e0001\U0010ffff",
            *("\\u0041", "%zz", "%4", "%41", ".\n", '" .\n<x>', "^^", "@en"),
        )
    )
).map("".join)
ADDRESS = st.lists(
    st.sampled_from(
        (
            *("http", "https", "HTTP", "//", "::1", "80", "b.example", "user", "xn--", "..", "%41"),
            *':/?#@[]%aé٣ \t\n\\\ue000\u202e\ud800&=<>"',
        )
    ),
    max_size=14,
).map("".join)
STEADY = settings(derandomize=True, deadline=None, max_examples=400)


def one_quad(subject: str, value: str) -> pyoxigraph.Quad:
    line = f"{subject} <http://a/p> {value} <http://a/g> .\n".encode()
    assert line.count(b"\n") == 1
    (quad,) = pyoxigraph.parse(line, format=pyoxigraph.RdfFormat.N_QUADS)
    return quad


def without_surrogates(text: str) -> str:
    return "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in text)


@STEADY
@given(st.one_of(ANY, NASTY))
@example("\\" * 3 + '"')
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert one_quad("<http://a/s>", literal(text)).object.value == without_surrogates(text)


@pytest.mark.parametrize(
    "code", [*range(0x110), 0x2028, 0x2029, *range(0x2020, 0x2070), 0xFEFF, 0xFFFE, 0xFFFF, 0x10FFFF]
)
def test_each_odd_character_comes_back(code: int) -> None:
    text = f"a{chr(code)}b"
    term = literal(text)
    assert one_quad("<http://a/s>", term).object.value == text
    assert len(term.splitlines()) == 1


@pytest.mark.parametrize("mark", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\x9b\x1b")
def test_what_could_reorder_or_steer_is_written_as_an_escape(mark: str) -> None:
    assert mark not in literal(mark)
    assert mark not in iri(f"http://a/{mark}")


@STEADY
@given(st.sampled_from(["http://a/", "https://user@a.example:80/x/", "urn:x:", "http://a/b#"]), st.one_of(ANY, NASTY))
def test_any_text_after_a_base_is_one_iri(base: str, text: str) -> None:
    term = iri(base + text)
    assert one_quad(term, term).subject.value == term[1:-1]
    assert term.startswith(f"<{base}")
    assert pyoxigraph.NamedNode(term[1:-1]) == one_quad(term, '""').subject


@STEADY
@given(
    st.one_of(
        ADDRESS, ADDRESS.map("http://a{}".format), ADDRESS.map("https://{}".format), NASTY.map("http://{}".format)
    )
)
@example("http://a:b/")
@example("http://[::1]/")
@example("http://a@b@c/")
@example("http://\ue000.example/")
@example("http://a:٣/")
def test_an_address_is_one_iri_or_none(text: str) -> None:
    term = web_address(text)
    if term is not None:
        assert one_quad(term, term).object.value.casefold().startswith(("http://", "https://"))


@STEADY
@given(st.one_of(ADDRESS, ADDRESS.map("http://{}".format), ADDRESS.map("urn:a:{}".format)))
@example("http://a:b/")
@example("http://[::1]/")
def test_a_base_makes_iris_or_is_refused(text: str) -> None:
    try:
        base = checked_base(text)
    except NewsgraphError:
        return
    term = iri(f"{base}person/ana-pell-1234")
    assert one_quad(term, term).subject.value == f"{base}person/ana-pell-1234"


@STEADY
@given(st.floats(allow_nan=False, allow_infinity=False))
@example(-0.0)
@example(1e-9)
@example(1e300)
def test_decimals_hold_the_number_to_six_places(value: float) -> None:
    shown = one_quad("<http://a/s>", decimal(value)).object.value
    assert math.isclose(Decimal(shown), value, abs_tol=5.1e-7, rel_tol=1e-15)
    assert "e" not in shown


def test_the_two_zeros_are_one() -> None:
    assert {decimal(-0.0), decimal(0.0)} == {decimal(0)}


def test_days_before_the_year_1000_keep_four_digits() -> None:
    assert day(date(476, 9, 4)).startswith('"0476-09-04"')
