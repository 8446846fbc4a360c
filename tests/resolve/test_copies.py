"""Copies: hand-made pairs, and laws that hold for any set of articles."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from copy_cases import CASES, FRESH, OTHER_TOP, WIRE, CopyCase
from hypothesis import given, settings, strategies as st

from factory import article
from newsgraph.ids import digest
from newsgraph.model import Article, Copy, Part, PartRole, Span
from newsgraph.resolve.copies import copies_of, find_copies, independent, signature
from newsgraph.resolve.copies.grouping import Standing, arranged, keys_of

DAY = date(2026, 3, 10)


def made(paragraphs: tuple[str, ...], name: str, *, day: date | None = DAY, **more: str) -> Article:
    return article("\n\n".join(paragraphs), origin=name, published=day, **more)


@pytest.mark.parametrize("case", [*CASES, *FRESH], ids=lambda case: case.name)
def test_copies_are_told_from_what_looks_like_them(case: CopyCase) -> None:
    earlier = made(case.earlier, "one.txt", headline="River villages told to leave", dateline="")
    later = made(case.later, "two.txt", day=DAY + timedelta(days=case.days or 1), headline="Rain fills dam")
    found = find_copies([later, earlier])
    assert [(copy.article, copy.original) for copy in found] == ([(later.id, earlier.id)] if case.copies else [])
    assert all(0.5 <= copy.similarity <= 1 for copy in found)


def test_headline_and_dateline_do_not_count() -> None:
    brief = (
        "The lock at Vinford opens again on Monday after divers pulled a sunken cart from its gate, the canal office "
        "said. Some forty boats have waited there since the middle of the week."
    )
    one = made((f"VINFORD, May 2 — {brief}",), "a", headline="Divers free the lock", dateline="VINFORD, May 2 — ")
    other = made((f"KESBAD — {brief}",), "b", headline="Boats may pass: cart out of canal", dateline="KESBAD — ")
    assert signature(one).shingles == signature(other).shingles
    assert len(find_copies([one, other])) == 1


def test_captions_and_subheads_do_not_count() -> None:
    text = "\n\n".join((*WIRE[:2], "What happens next", *WIRE[2:]))
    plain = made(WIRE, "plain")
    at = text.index("What happens next")
    end = at + len("What happens next")
    parts = (
        Part(PartRole.PARAGRAPH, Span(0, at)),
        Part(PartRole.SUBHEAD, Span(at, end)),
        Part(PartRole.PARAGRAPH, Span(end, len(text))),
    )
    headed = Article("headed", "headed", "", text, "", parts, ())
    assert signature(headed).shingles == signature(plain).shingles


def test_the_original_is_the_earliest_and_an_article_without_a_day_comes_last() -> None:
    undated = made(WIRE, "undated", day=None)
    late, early = made(WIRE, "late", day=date(2026, 3, 12)), made(WIRE, "early", day=date(2026, 3, 9))
    found = find_copies([undated, late, early])
    assert {copy.article for copy in found} == {undated.id, late.id}
    assert {copy.original for copy in found} == {early.id}


def test_a_chain_parts_where_the_text_has_moved_too_far_from_its_original() -> None:
    first = made(WIRE[:4], "first", day=date(2026, 3, 1))
    second = made(WIRE[2:4] + WIRE[:2] + OTHER_TOP + WIRE[4:], "second", day=date(2026, 3, 2))
    third = made(OTHER_TOP + WIRE[4:], "third", day=date(2026, 3, 3))
    assert find_copies([second, third]), "second and third are alike"
    assert [(copy.article, copy.original) for copy in find_copies([first, second, third])] == [(second.id, first.id)]


def test_similarity_tells_how_much_of_the_shorter_stands_in_the_other() -> None:
    cut, mixed = made(WIRE[:3], "cut"), made(OTHER_TOP + WIRE[:3], "mixed")
    whole = made(WIRE, "whole", day=date(2026, 3, 9))
    found = {copy.article: copy.similarity for copy in find_copies([cut, mixed, whole])}
    assert found[cut.id] == 1.0
    assert 0.7 < found[mixed.id] < 0.9


def test_signatures_are_small_and_depend_on_nothing_but_the_article() -> None:
    one = made(WIRE, "one")
    words = sum(len(part.split()) for part in WIRE)
    kept = signature(one)
    assert kept == signature(one)
    assert len(kept.shingles) + len(kept.own) + len(kept.particulars) < 11 * words
    assert digest(kept.shingles + kept.own + kept.particulars)[:16] == "e9039a1e2adc8490", (
        "other hashes void kept signatures"
    )


def test_boilerplate_of_many_articles_makes_no_copies() -> None:
    tales = [" ".join(f"{word}{number}" for number in range(90)) for word in _SYLLABLES]
    assert find_copies(made((tale, WIRE[5]), str(number)) for number, tale in enumerate(tales)) == ()


_SYLLABLES = [
    first + second for first in ("ba", "ko", "mi", "tu", "re", "sa") for second in ("lan", "dor", "vek", "im")
]


def test_a_report_run_by_very_many_has_one_original() -> None:
    run = [made(WIRE[: 3 + number % 4], str(number), day=DAY + timedelta(days=number)) for number in range(120)]
    found = find_copies(run)
    assert len(found) == 119
    assert {copy.original for copy in found} == {run[0].id}


def test_counting_reports_counts_copies_once() -> None:
    copies = (Copy("b", "a", 1.0), Copy("c", "a", 0.8))
    assert independent(["b", "c"], copies) == {"a"}
    assert independent(["a", "b", "d"], copies) == {"a", "d"}
    assert independent([], copies) == frozenset()


PIECES = (*WIRE, *OTHER_TOP)
ARTICLES = st.lists(
    st.tuples(
        st.lists(st.integers(0, len(PIECES) - 1), min_size=1, max_size=6, unique=True),
        st.one_of(st.none(), st.integers(0, 20)),
    ),
    max_size=9,
).map(
    lambda drawn: [
        made(tuple(PIECES[at] for at in chosen), f"{number}", day=None if day is None else DAY + timedelta(days=day))
        for number, (chosen, day) in enumerate(drawn)
    ]
)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(articles=ARTICLES, data=st.data())
def test_the_result_is_a_function_of_the_set(articles: list[Article], data: st.DataObject) -> None:
    found = find_copies(articles)
    assert find_copies(data.draw(st.permutations(articles))) == found
    assert find_copies([*articles, *articles]) == found
    assert copies_of(map(signature, articles)) == found


@settings(deadline=None, derandomize=True, max_examples=60)
@given(articles=ARTICLES)
def test_groups_are_stars_around_their_earliest(articles: list[Article]) -> None:
    when = {each.id: (each.published or date.max, each.id) for each in articles}
    found = find_copies(articles)
    copies = {copy.article for copy in found}
    assert len(copies) == len(found)
    assert list(found) == sorted(found, key=lambda copy: copy.article)
    for copy in found:
        assert copy.original not in copies
        assert when[copy.original] < when[copy.article]
        assert 0.5 <= copy.similarity <= 1
    assert independent(when, found) == set(when) - copies


@settings(deadline=None, derandomize=True, max_examples=40)
@given(articles=ARTICLES)
def test_a_later_article_changes_nothing_that_was_found(articles: list[Article]) -> None:
    ordered = sorted(articles, key=lambda each: (each.published or date.max, each.id))
    known = find_copies(ordered)
    latest = ordered[-1].id if ordered else ""
    assert find_copies(ordered[:-1]) == tuple(copy for copy in known if copy.article != latest)


@settings(deadline=None, derandomize=True, max_examples=40)
@given(articles=ARTICLES, data=st.data())
def test_the_rest_is_told_where_some_are_known_to_be_originals(articles: list[Article], data: st.DataObject) -> None:
    known = {each.id: signature(each) for each in articles}
    whole = find_copies(articles)
    originals = sorted(known.keys() - {copy.article for copy in whole})
    kept = data.draw(st.sets(st.sampled_from(originals))) if originals else set()
    standing = [
        Standing(each.article, each.published, len(keys_of(each)), keys_of(each))
        for each in known.values()
        if each.article in kept
    ]
    rest = [each for each in known.values() if each.article not in kept]
    assert arranged(rest, standing=standing, signature_of=known.__getitem__).copies == whole


def test_a_standing_article_is_compared_by_its_signature_alone() -> None:
    one, other = (signature(made(WIRE, name)) for name in ("one", "other"))
    standing = Standing(one.article, None, len(keys_of(one)), keys_of(one))
    with pytest.raises(ValueError, match="signatures"):
        arranged([replace(other, published=None, article=one.article + "z")], standing=[standing])


def test_copies_of_a_form_are_found_among_many_that_are_filled_in_otherwise() -> None:
    daily = [
        made(
            (
                _REPORT.format(
                    north=10 + day, south=3 + day % 9, rain=7 * day % 50, wind=2 * day + 1, level=400 + 13 * day,
                    name=_SYLLABLES[day % 24].title(), town=_SYLLABLES[(day * 5 + 3) % 24].title(), boats=17 + 3 * day,
                ),
            ),
            f"{outlet} {day}",
            day=DAY + timedelta(days=day),
        )
        for day in range(24)
        for outlet in ("first", "second")
    ]  # fmt: skip
    found = {frozenset((copy.article, copy.original)) for copy in find_copies(daily)}
    assert found == {frozenset((daily[at].id, daily[at + 1].id)) for at in range(0, len(daily), 2)}


_REPORT = (
    "The river stood at {level} centimetres at the bridge in {town} this morning, the harbour office said. The "
    "water was {north} degrees warm at the north lock and {south} degrees at the south lock. In the hills {rain} "
    "millimetres of rain fell within a day, and the wind blew from the west at {wind} knots. Some {boats} boats "
    "passed the weir. The watch is with {name} until noon. Skippers are reminded to keep to the marked channel, "
    "to sound the horn before each bend, and to carry lamps after dusk; those who moor overnight pay at the kiosk"
    " beside the old crane."
)
