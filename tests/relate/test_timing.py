"""Which date belongs to which event, judged by hand, with the real reader."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from newsgraph.extract import find_extractor
from newsgraph.ids import digest
from newsgraph.model import AnnotatedArticle, Kind, Mention, Page, Span, TimeBounds
from newsgraph.relate.frames import find_events
from newsgraph.relate.frames.timing import bounds, interval
from newsgraph.resolve import find_entities
from newsgraph.split import split_page
from newsgraph.syntax import ParsedSentence, Word

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "cases" / "timing_by_hand.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
HEAD = "A day in town\n\nDENVER, March 11, 2025 — The town was calm."


@cache
def _extractor():
    return find_extractor("embedded", threads=1)


@cache
def times(text, head=HEAD):
    """Return the bounds of the events of a text by the word that tells them."""
    content = f"{head}\n\n{text}\n"
    article = split_page(Page("case.txt", "text/plain", digest(content), content)).articles[0]
    annotated = find_events(find_entities(_extractor()(AnnotatedArticle(article))))
    return {event.evidence[0].of(article.text): written(event.time) for event in annotated.events}


def written(time):
    ends = (time.earliest_begin, time.latest_begin, time.earliest_end, time.latest_end)
    first, begin, end, last = (str(day) if day else ".." for day in ends)
    if time == TimeBounds():
        return "-"
    if (first, begin) == (end, last) and ".." not in (first, begin):
        return first if first == begin else f"{first}/{last}"
    pairs = (f"begins {first}/{begin}", f"ends {end}/{last}")
    return " ".join(pair for pair in pairs if not pair.endswith("../.."))


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_each_event_that_is_found_has_its_own_time(row):
    text, expected, *instead = row
    found = times(text)
    told = dict(one.split(" ", 1) for one in (instead or [expected])[0].split(" | "))
    assert {word: time for word, time in found.items() if word in told} == {
        word: time for word, time in told.items() if word in found
    }


def test_most_events_are_found_and_few_are_read_wrong():
    words = [(text, one.split(" ")[0]) for text, expected, *_ in ROWS for one in expected.split(" | ")]
    assert len(ROWS) >= 60
    assert sum(word in times(text) for text, word in words) >= 100
    assert sum(len(row) > 2 for row in ROWS) <= 2


def test_the_day_of_publication_is_no_time_of_an_event():
    assert times("Omar Perez was arrested.") == {"arrested": "-"}


def test_the_day_of_the_dateline_is_no_time_of_an_event():
    head = "A day in town\n\nDENVER, March 11, 2025 — Police arrested Omar Perez at the gate."
    assert times("The town was calm.", head) == {"arrested": "-"}
    head = "A day in town\n\nDENVER, March 11, 2025 — Police arrested Omar Perez at the gate on Monday."
    assert times("The town was calm.", head) == {"arrested": "2025-03-10"}


def test_without_a_day_of_the_article_what_is_relative_gives_no_time():
    head = "A day in town\n\nDENVER — The town was calm."
    assert times("Omar Perez was arrested yesterday.", head) == {"arrested": "-"}
    assert times("Omar Perez was arrested on March 3, 2025.", head) == {"arrested": "2025-03-03"}


def test_a_headline_takes_no_time_from_the_text_below_it():
    content = "Police arrest Omar Perez in Denver\n\nDENVER, March 11, 2025 — The town was calm on Monday.\n"
    article = split_page(Page("case.txt", "text/plain", digest(content), content)).articles[0]
    annotated = find_events(find_entities(_extractor()(AnnotatedArticle(article))))
    assert {event.time for event in annotated.events} <= {TimeBounds()}


@pytest.mark.parametrize(
    ("value", "preposition", "expected"),
    [
        ("2025-03-10", "on", "2025-03-10"),
        ("2025-03-10", "since", "begins 2025-03-10/2025-03-10"),
        ("2025-03-10", "until", "ends 2025-03-10/2025-03-10"),
        ("2025-03-14", "by", "begins ../2025-03-14"),
        ("2019", "before", "begins ../2018-12-31"),
        ("2019", "after", "begins 2020-01-01/.."),
        ("1974/1991", "from", "begins 1974-01-01/1974-12-31 ends 1991-01-01/1991-12-31"),
        ("1974/1991", "between", "1974-01-01/1991-12-31"),
        ("2025-02-25/2025-03-11", "for", "begins 2025-02-25/2025-02-25 ends 2025-03-11/.."),
        ("2015~", "", "2014-01-01/2016-12-31"),
    ],
)
def test_bounds_by_preposition(value, preposition, expected):
    assert written(bounds(value, preposition)) == expected


@pytest.mark.parametrize(
    ("value", "preposition"),
    [("0001-01-01", "before"), ("9999-12-31", "after"), ("9999~", ""), ("~", ""), ("/", "from"), ("2025-02-30", "on")],
)
def test_what_lies_beyond_the_calendar_bounds_nothing(value, preposition):
    assert bounds(value, preposition) is None


@settings(derandomize=True, deadline=None)
@given(st.text("0123456789X/-~", max_size=24), st.sampled_from(["", "since", "by", "before", "after", "from", "for"]))
def test_no_value_breaks_and_bounds_stand_in_order(value, preposition):
    days = interval(value)
    assert days is None or days[0] <= days[1]
    time = bounds(value, preposition)
    if time is not None:
        for first, last in ((time.earliest_begin, time.latest_begin), (time.earliest_end, time.latest_end)):
            assert (first or date.min) <= (last or date.max)


WORDS = "On Monday , when police arrested and killed students after protests last week , agents raided Dover .".split()
DATES = {"Monday": "2025-03-10", "last": "2025-03-03/2025-03-09"}
UPOS = "ADP PROPN PUNCT ADV NOUN VERB CCONJ VERB NOUN ADP NOUN ADJ NOUN PUNCT NOUN VERB PROPN PUNCT".split()
RELATIONS = [
    "nsubj",
    "obj",
    "obl",
    "nmod",
    "conj",
    "advcl",
    "acl:relcl",
    "xcomp",
    "ccomp",
    "case",
    "mark",
    "aux",
    "nsubj:pass",
]


@st.composite
def articles(draw):
    """Draw an article of one sentence under a tree that has nothing to do with it."""
    text = " ".join(WORDS)
    starts = [sum(len(word) + 1 for word in WORDS[:at]) for at in range(len(WORDS))]
    order = draw(st.permutations(range(len(WORDS))))
    heads = {at: order[draw(st.integers(0, number - 1))] if number else at for number, at in enumerate(order)}
    words = tuple(
        Word(
            starts[at], starts[at] + len(word), UPOS[at], heads[at],
            "root" if heads[at] == at else draw(st.sampled_from(RELATIONS)),
        )
        for at, word in enumerate(WORDS)
    )  # fmt: skip
    mentions = [Mention("a", Span(7, 7), Kind.DATE, 0.9, "test", "2025")]
    for first, value in DATES.items():
        start = text.index(first)
        span = Span(start, start + (9 if first == "last" else len(first)))
        mentions.append(Mention("a", span, Kind.DATE, 0.9, "test", value))
    article = split_page(Page("case.txt", "text/plain", digest(text), text)).articles[0]
    return AnnotatedArticle(article, mentions=tuple(mentions), sentences=(ParsedSentence(words),))


@settings(derandomize=True, deadline=None, max_examples=300)
@given(articles())
def test_no_tree_breaks_it_and_each_time_is_a_date_of_the_sentence(annotated):
    known = {"-", "2025-03-10", "2025-03-03/2025-03-09", "2025-03-03/2025-03-10"}
    for event in find_events(annotated).events:
        assert written(event.time) in known
