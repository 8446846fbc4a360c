"""Scores: matching, figures by kind, intervals, calibration, errors, and what never changes."""

import csv
import io
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings, strategies as st

from newsgraph.errors import NewsgraphError
from newsgraph.evaluate import (
    ErrorKind,
    GoldDocument,
    GoldName,
    OpenSpan,
    Scores,
    calibration,
    error_table,
    evaluate,
    json_report,
    text_report,
)
from newsgraph.evaluate.comparing import overlapping
from newsgraph.evaluate.intervals import resampled
from newsgraph.extract import find_extractor
from newsgraph.model import AnnotatedArticle, Kind, Mention, Span
from newsgraph.text import normalise, text_position

PERSON, PLACE, ORGANIZATION, EVENT = Kind.PERSON, Kind.PLACE, Kind.ORGANIZATION, Kind.EVENT
Name = tuple[int, int, Kind]


def gold(text: str, names: Iterable[Name], *, name: str = "d", kinds: Iterable[Kind] = (PERSON, PLACE)) -> GoldDocument:
    marked = sorted({GoldName(Span(start, end), kind) for start, end, kind in names})
    return GoldDocument(name, text, tuple(marked), frozenset(kinds), "gold.txt")


def finder(found: dict[str, Sequence[tuple[int, int, Kind, float]]]) -> object:
    """Return an extractor that finds given stretches in given texts."""

    def extract(annotated: AnnotatedArticle) -> AnnotatedArticle:
        article = annotated.article
        mentions = [
            Mention(article.id, Span(start, end), kind, score, "test")
            for start, end, kind, score in found.get(article.text, ())
        ]
        return replace(annotated, mentions=tuple(mentions))

    return extract


def scored(document: GoldDocument, found: Iterable[Name]) -> Scores:
    return evaluate([document], finder({document.text: [(*name, 0.5) for name in found]}))  # type: ignore[arg-type]


TEXT = "Ana Ruiz of Odessa met Li Wei there"
ANA, ODESSA, LI = (0, 8, PERSON), (12, 18, PLACE), (23, 29, PERSON)


@pytest.mark.parametrize(
    ("names", "found", "exact", "overlap", "spans", "errors"),
    [
        ([ANA, ODESSA], [ANA, ODESSA], 2, 2, 2, []),
        ([ANA], [], 0, 0, 0, ["missed"]),
        ([], [ANA], 0, 0, 0, ["invented"]),
        ([ANA], [(0, 8, PLACE)], 0, 0, 1, ["wrong kind"]),
        ([ANA], [(0, 3, PERSON)], 0, 1, 0, ["wrong bounds"]),
        ([ANA], [(4, 8, PLACE)], 0, 0, 0, ["wrong kind"]),
        ([ANA], [(8, 12, PERSON)], 0, 0, 0, ["missed", "invented"]),
        ([ANA], [(0, 3, PERSON), (4, 8, PERSON)], 0, 1, 0, ["wrong bounds", "invented"]),
        ([(0, 18, PERSON), ANA], [(0, 18, PERSON), (9, 11, PERSON)], 1, 2, 1, ["missed", "invented"]),
        ([ANA], [(0, 8, EVENT)], 0, 0, 0, ["missed"]),
        ([ANA, (12, 18, EVENT)], [ANA], 1, 1, 1, []),
        ([(0, 8, PERSON), (0, 8, PLACE)], [(0, 8, PERSON)], 1, 1, 1, ["missed"]),
        ([ANA, LI], [(0, 8, PLACE), (23, 26, PERSON), ODESSA], 0, 1, 1, ["wrong kind", "wrong bounds", "invented"]),
    ],
)
def test_names_are_judged(
    names: list[Name], found: list[Name], exact: int, overlap: int, spans: int, errors: list[str]
) -> None:
    scores = scored(gold(TEXT, names), found)
    assert (scores.micro.exact.right, scores.micro.overlap.right, scores.spans.right) == (exact, overlap, spans)
    assert [str(mistake.error) for mistake in scores.mistakes] == errors


def test_figures_by_kind_and_their_means() -> None:
    scores = scored(gold(TEXT, [ANA, LI, ODESSA]), [ANA, (12, 18, PERSON), (19, 22, PLACE)])
    by_kind = dict(scores.kinds)
    person, place = by_kind[PERSON].exact, by_kind[PLACE].exact
    assert (person.gold, person.found, person.right) == (2, 2, 1)
    assert (person.precision, person.recall, person.f1) == (0.5, 0.5, 0.5)
    assert (place.precision, place.recall, place.f1) == (0.0, 0.0, 0.0)
    assert scores.micro.exact.f1 == pytest.approx(1 / 3)
    assert scores.macro is not None
    assert (scores.macro.f1, scores.macro.precision) == (0.25, 0.25)
    assert scores.micro.exact.f1_interval is None
    assert scores.words == 8


@pytest.mark.parametrize(
    ("stretches", "found", "counted", "right", "undecided"),
    [
        ([(12, 18, PLACE)], [ANA, ODESSA], 1, 1, 1),
        ([(12, 18, PERSON)], [ANA, ODESSA], 2, 1, 0),
        ([(17, 20, PLACE)], [ANA, ODESSA], 1, 1, 1),
        ([(18, 20, PLACE)], [ANA, ODESSA], 2, 1, 0),
        ([(10, 12, PLACE)], [ANA, ODESSA], 2, 1, 0),
        ([(9, 11, PLACE), (12, 13, PERSON), (14, 15, PLACE)], [ANA, ODESSA], 1, 1, 1),
        ([(4, 22, PLACE)], [ANA, (0, 8, PLACE)], 1, 1, 1),
        ([(4, 22, PERSON)], [ANA], 1, 1, 0),
        ([(12, 18, EVENT)], [ANA, (12, 18, EVENT)], 1, 1, 0),
    ],
)
def test_what_the_gold_leaves_open_is_not_judged(
    stretches: list[Name], found: list[Name], counted: int, right: int, undecided: int
) -> None:
    document = replace(
        gold(TEXT, [ANA]),
        open_spans=tuple(OpenSpan(Span(start, end), frozenset({kind})) for start, end, kind in stretches),
    )
    scores = scored(document, found)
    assert (scores.micro.exact.found, scores.micro.exact.right, scores.undecided) == (counted, right, undecided)
    assert scores.spans.found == counted
    assert len(scores.mistakes) == counted - right
    assert scores.calibration is not None
    assert sum(one.names for one in scores.calibration.bins) == counted


def test_a_kind_of_which_nothing_is_there_counts_in_no_mean() -> None:
    scores = scored(gold(TEXT, [ANA], kinds=[PERSON, EVENT]), [ANA])
    assert scores.macro is not None
    assert scores.macro.f1 == 1.0
    assert dict(scores.kinds)[EVENT].exact.f1 is None


def test_nothing_at_all() -> None:
    for scores in (evaluate([], find_extractor("rules")), scored(gold("", [], kinds=[]), [])):
        assert (scores.micro.exact.f1, scores.macro, scores.calibration, scores.kinds) == (None, None, None, ())
        assert text_report(scores, extractor="none")
        json.dumps(json_report(scores, extractor="none"), allow_nan=False)


def spans(limit: int = 12) -> st.SearchStrategy[list[Span]]:
    return st.lists(
        st.tuples(st.integers(0, limit), st.integers(1, 5)).map(lambda pair: Span(pair[0], pair[0] + pair[1])),
        max_size=6, unique=True,
    )  # fmt: skip


def most_pairs(left: Sequence[Span], right: Sequence[Span]) -> int:
    """Return how many pairs there can be, by trying all."""
    if not left:
        return 0
    best = most_pairs(left[1:], right)
    for at, other in enumerate(right):
        if left[0].overlaps(other):
            best = max(best, 1 + most_pairs(left[1:], [*right[:at], *right[at + 1 :]]))
    return best


@given(spans(), spans())
@settings(max_examples=300)
def test_no_other_matching_has_more_pairs(left: list[Span], right: list[Span]) -> None:
    pairs = overlapping(left, right)
    assert all(mine in left and theirs in right and mine.overlaps(theirs) for mine, theirs in pairs)
    assert len({mine for mine, _ in pairs}) == len({theirs for _, theirs in pairs}) == len(pairs)
    assert len(pairs) == most_pairs(left, right)


def test_a_long_document_is_matched_quickly() -> None:
    many = [Span(at, at + 30) for at in range(20_000)]
    assert len(overlapping(many, many)) == len(many)


WORDS = "Ana Ruiz of Odessa met Li Wei there, e\u0301ven  so\xad."


@st.composite
def documents(draw: st.DrawFn) -> GoldDocument:
    text = draw(st.text(st.sampled_from(WORDS), min_size=3, max_size=40))
    letters = [at for at, letter in enumerate(text) if letter.isalpha()]
    ends = draw(st.lists(st.tuples(st.sampled_from(letters), st.sampled_from(letters)), max_size=5)) if letters else []
    kinds = draw(st.lists(st.sampled_from([PERSON, PLACE]), min_size=len(ends), max_size=len(ends)))
    names = [(min(pair), max(pair) + 1, kind) for pair, kind in zip(ends, kinds, strict=True)]
    return gold(text, names, name=draw(st.sampled_from("abc")))


def perfect(known: Iterable[GoldDocument]) -> object:
    """Return an extractor that finds what is marked, as it stands in the article's text."""
    found = {}
    for document in known:
        normal = normalise(document.text)
        found[normal.text] = [
            (text_position(normal.alignment, name.span.start), text_position(normal.alignment, name.span.end),
             name.kind, 0.9)
            for name in document.names
        ]  # fmt: skip
    return finder(found)


PLAIN = documents().filter(lambda document: normalise(document.text).text == document.text)


@given(st.lists(PLAIN, max_size=5, unique_by=lambda document: document.text))
def test_what_is_marked_scores_one(known: list[GoldDocument]) -> None:
    scores = evaluate(known, perfect(known))  # type: ignore[arg-type]
    assert scores.mistakes == scores.failures == ()
    for measure in (scores.micro.exact, scores.micro.overlap, scores.spans):
        assert measure.gold == measure.found == measure.right
        assert measure.f1 in (1.0, None)
    if scores.macro:
        assert scores.macro.f1 == scores.macro.overlap_f1 == 1.0


@given(st.lists(documents(), max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_nothing(known: list[GoldDocument], chance: random.Random) -> None:
    shuffled = list(known)
    chance.shuffle(shuffled)
    reports = [evaluate(order, find_extractor("rules")) for order in (known, shuffled, known)]
    one, other, again = (
        (text_report(scores, extractor="rules"), json.dumps(json_report(scores, extractor="rules")),
         error_table(scores.mistakes))
        for scores in reports
    )  # fmt: skip
    assert one == other == again


@given(st.lists(documents(), max_size=4))
def test_figures_keep_their_order(known: list[GoldDocument]) -> None:
    scores = evaluate(known, find_extractor("rules"))
    for _, pair in (*scores.kinds, (None, scores.micro)):
        assert pair.exact.right <= pair.overlap.right <= min(pair.exact.gold, pair.exact.found)
    assert scores.spans.right >= scores.micro.exact.right or scores.spans.gold < scores.micro.exact.gold
    missed = sum(mistake.gold is not None for mistake in scores.mistakes)
    invented = sum(mistake.found is not None for mistake in scores.mistakes)
    exact = scores.micro.exact
    assert (missed, invented) == (exact.gold - exact.right, exact.found - exact.right)


def test_spans_lead_back_through_what_a_build_makes_regular() -> None:
    text = "  Mayor  Ana\xad  Rui\u0301z  spoke in\xa0Boston."
    start = text.index("Ana")
    end = text.index("z") + 1
    document = gold(text, [(start, end, PERSON), (text.index("Boston"), len(text) - 1, PLACE)])
    scores = evaluate([document], find_extractor("rules"))
    assert scores.micro.exact.f1 == 1.0, scores.mistakes


def test_the_real_extractor_sees_headlines_and_datelines() -> None:
    text = "COUNCIL OF BOSTON SAYS NO\n\nNAIROBI, Kenya — Mayor Ana Pell spoke."
    names = [(text.index(words), text.index(words) + len(words), kind)
             for words, kind in (("NAIROBI", PLACE), ("Kenya", PLACE), ("Ana Pell", PERSON))]  # fmt: skip
    scores = evaluate([gold(text, names)], find_extractor("rules"))
    assert not [mistake for mistake in scores.mistakes if mistake.error is ErrorKind.MISSED]


def test_one_bad_document_does_not_stop_the_rest() -> None:
    good = finder({TEXT: [(*ANA, 0.5)], "short": [(3, 99, PERSON, 0.5)]})

    def extract(annotated: AnnotatedArticle) -> AnnotatedArticle:
        if annotated.article.text == "bad":
            raise ValueError("no\nway")
        return good(annotated)  # type: ignore[no-any-return, operator]

    known = [gold("bad", [(0, 3, PERSON)], name="x"), gold("short", []), gold(TEXT, [ANA])]
    scores = evaluate(known, extract)
    assert scores.failures[0] == ("gold.txt", "x", "ValueError: no way")
    assert scores.failures[1][2].endswith("does not lie in the text")
    assert (scores.micro.exact.gold, scores.micro.exact.right) == (2, 1)
    assert "broke off on 2 documents" in text_report(scores, extractor="t")


def test_what_the_user_can_mend_stops_at_once() -> None:
    def extract(annotated: AnnotatedArticle) -> AnnotatedArticle:
        raise NewsgraphError("The model is missing.")

    with pytest.raises(NewsgraphError, match="model is missing"):
        evaluate([gold(TEXT, [ANA])], extract)


def test_intervals_hold_the_figure_and_shrink_with_more_documents() -> None:
    few = [gold(f"{TEXT} {number}", [ANA, ODESSA], name=str(number)) for number in range(8)]
    many = [gold(f"{TEXT} {number}", [ANA, ODESSA], name=str(number)) for number in range(200)]
    widths = []
    for known in (few, many):
        found = {document.text: [(*ANA, 0.9)] if number % 4 else [(*ANA, 0.9), (*ODESSA, 0.2)]
                 for number, document in enumerate(known)}  # fmt: skip
        exact = evaluate(known, finder(found)).micro.exact  # type: ignore[arg-type]
        assert exact.f1 is not None
        assert exact.f1_interval is not None
        assert exact.f1_interval[0] <= exact.f1 <= exact.f1_interval[1]
        assert exact.precision_interval == (1.0, 1.0)
        widths.append(exact.f1_interval[1] - exact.f1_interval[0])
    assert 0 < widths[1] < widths[0] / 2


def test_the_bootstrap_is_the_same_on_every_machine() -> None:
    sums = resampled([[1, 0], [0, 1], [2, 2]])
    assert sums.shape == (1000, 2)
    assert sums[:3].tolist() == resampled([[2, 2], [1, 0], [0, 1]])[:3].tolist()
    assert sums[:3].tolist() == [[3, 3], [2, 4], [3, 3]]
    assert abs(sums.mean() - 3.0) < 0.1


@pytest.mark.parametrize(
    ("judged", "error", "bins"),
    [
        ([(1.0, True)] * 5, 0.0, 1),
        ([(1.0, False)] * 5, 1.0, 1),
        ([(0.5, True), (0.5, False)] * 10, 0.0, 1),
        ([(0.2, False)] * 8 + [(0.2, True)] * 2 + [(0.8, True)] * 8 + [(0.8, False)] * 2, 0.0, 2),
        ([(0.9, True)] * 5 + [(0.9, False)] * 5 + [(0.1, False)] * 10, 0.25, 2),
        ([(at / 100, True) for at in range(100)], 0.505, 10),
    ],
)
def test_the_calibration_error_is_the_mean_gap(judged: list[tuple[float, bool]], error: float, bins: int) -> None:
    made = calibration(judged)
    assert made is not None
    assert made.error == pytest.approx(error)
    assert len(made.bins) == bins
    assert sum(one.names for one in made.bins) == len(judged)
    assert made == calibration(reversed(judged))


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_bins_part_no_equal_scores(judged: list[tuple[float, bool]]) -> None:
    made = calibration(judged)
    assert made is not None
    assert 0 <= made.error <= 1
    assert all(one.highest < other.lowest for one, other in combinations(made.bins, 2))


def test_errors_are_inert_and_the_most_frequent_stand_first() -> None:
    hostile = '=HYPERLINK("x") met +Ana\tRuiz\n@Odessa \x1b[2J\u202e'
    known = [
        gold(hostile, [(0, 15, PERSON), (hostile.index("+"), hostile.index("\n"), PERSON),
                       (hostile.index("@"), hostile.index(" \x1b"), PLACE)], name="-1"),
        gold("Li Wei", [(0, 6, PERSON)], name="b"),
        gold("then Li Wei", [(5, 11, PERSON)], name="a"),
    ]  # fmt: skip
    table = error_table(evaluate(known, finder({})).mistakes)  # type: ignore[arg-type]
    head, *rows = csv.reader(io.StringIO(table), delimiter="\t")
    assert [row[0] for row in rows] == ["2", "2", "1", "1", "1"]
    assert [dict(zip(head, row, strict=True))["document"] for row in rows[:2]] == ["a", "b"]
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert '\'=HYPERLINK("x")' in [row[3] for row in rows]
    assert all(line.count("\t") == len(head) - 1 for line in table.splitlines())
    assert len(table.splitlines()) == len(rows) + 1
    assert not {"\x1b", "\u202e"} & set(table)


def test_ignored_labels_are_counted_and_named() -> None:
    known = [replace(gold(TEXT, [ANA]), ignored=("MISC", "MISC")), replace(gold("x", []), ignored=("WORK",))]
    scores = evaluate(known, finder({}))  # type: ignore[arg-type]
    assert scores.ignored == (("gold.txt", "MISC", 2), ("gold.txt", "WORK", 1))
    assert "MISC 2, WORK 1" in text_report(scores, extractor="t")


def test_each_file_is_told_apart() -> None:
    known = [
        gold(TEXT, [ANA]),
        replace(gold("Li Wei", [(0, 6, PERSON)]), source="other.txt", kinds=frozenset({PERSON})),
    ]
    found = {TEXT: [(*ANA, 0.5)], "Li Wei": [(0, 6, PLACE, 0.5)]}
    scores = evaluate(known, finder(found))  # type: ignore[arg-type]
    assert [(one.source, one.documents, one.names.exact.f1) for one in scores.files] == [
        ("gold.txt", 1, 1.0), ("other.txt", 1, 0.0),
    ]  # fmt: skip
    assert (scores.micro.exact.found, scores.micro.exact.gold) == (1, 2)
    assert "other.txt: F1 0.000" in text_report(scores, extractor="t")
