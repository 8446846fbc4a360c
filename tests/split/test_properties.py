"""What holds for any page: nothing is lost, everything leads back, and an article splits into itself."""

import random
import time
import unicodedata
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from newsgraph.ids import article_id, digest
from newsgraph.model import Article, Metadata, Page, PartRole, Span, SplitPage
from newsgraph.split import split_page
from newsgraph.text import normalise

LINES = (
    "Harbor stays shut",
    "Nurses Walk Out at Saint Brigid",
    "Los Angeles",
    "The Halden Courier",
    "By Ines Rautio",
    "Published March 3, 2025",
    "312 hits",
    "Read more: The winter",
    "Related stories",
    "Who owns the breakwater?",
    "PORT HALDEN, Maine, March 4 — The board kept the harbor shut for another month, five to four.",
    "LONDON (AP) — The envoys met twice on Friday and did not agree on anything but the hour of lunch.",
    "March 11—The nurses went back to work after a week and a day, and nobody would say who had given in.",
    "March 12—They walked out again.",
    "NEW DELHI: The envoys met twice.",
    "HOLLIS FALLS — The council voted.",
    "PARIS — Short.",
    "OSLO — Short too.",
    "RIGA — Also short.",
    "The quay at low tide, Port Halden (USA), March 2, 2025",
    "• One of the points that were raised.",
    "“We were told to expect a short evening,” said Orla Quist, who has kept the minutes of the board since 1998. " * 2,
    "A short deck that tells what the story is about.",
    "Q: Why did it take nine hours?",
    "March 5, 2025",
    "Nairobi, Kenya, 5 May 2024",
    "By Orla Quist in Berlin, 4 May",
    "Cafe\u0301 owners  speak\u00a0up",
    "Ines Rautio",
    "Tomas Brill, Lowell Ferry",
    "For the Courier",
    "###",
    "About the Halden Glass Works",
    "SOURCE Halden Glass Works",
    "Notes to editors:",
    "Orla Quist is a writer based in Lowell Ferry.",
    "Reach Ines Rautio at irautio@courier.example.",
    "Tomas Brill contributed to this report.",
    "IN THIS ISSUE",
    "Harbor stays shut ..... 2",
    "Nurses Walk Out at Saint Brigid . . . 3",
    "LETTERS TO THE EDITOR",
    "— Orla Quist",
    "The Halden Courier * March 9, 2025 * Page A3",
    "Courier Wire, Aug. 19, 2025",
    "See HARBOR, Page A6",
    "WATCH: The chairman explains",
    "Trending",
    "Ines Rautio, 91",
    "Ines Rautio died on Friday, at the age of ninety-one, in the house by the quay where she was born.",
    "Halden 6 4 1 1 13",
    "DEPARTMENT OF INLAND WATERS",
    "",
    "",
)
ARBITRARY = st.text(st.characters(), max_size=200)
COMPOSED = st.lists(st.sampled_from(LINES), max_size=24).map("\n".join)
SPICED = st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=20)), max_size=16).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n", "\r\n", "\u2028"]).map(lambda joint: joint.join(lines))
)
steady = settings(derandomize=True, deadline=None, max_examples=200)


def plain(content: str, **metadata: object) -> Page:
    return Page("folder/page.txt", "text/plain", digest(content), content, metadata=Metadata(**metadata))  # type: ignore[arg-type]


def check_article(article: Article, content: str) -> None:
    text = article.text
    assert unicodedata.is_normalized("NFC", text)
    assert article.digest == digest(text)
    assert article.id == article_id("folder/page.txt", text)
    covered = set()
    for part in article.parts:
        assert part.span.start < part.span.end <= len(text)
        assert not text[part.span.start].isspace()
        assert not text[part.span.end - 1].isspace()
        covered.update(range(part.span.start, part.span.end))
    assert all(one.span.end <= two.span.start for one, two in pairwise(article.parts))
    assert all(letter.isspace() for place, letter in enumerate(text) if place not in covered)
    for run in article.alignment:
        assert run.length > 0
        assert text[run.text_start :][: run.length] == content[run.page_start :][: run.length]
    if article.headline:
        assert article.parts[0].role is PartRole.HEADLINE
        assert article.parts[0].span.of(text) == article.headline
    if article.dateline and article.dateline.place_span:
        assert article.dateline.span.covers(article.dateline.place_span)
        assert article.dateline.place_span.of(text) == article.dateline.place


def check_page(content: str, split: SplitPage) -> None:
    taken = [0] * len(content)
    for article in split.articles:
        check_article(article, content)
        for run in article.alignment:
            for place in range(run.page_start, run.page_start + run.length):
                taken[place] += not content[place].isspace()
    for part in split.furniture:
        for place in range(part.span.start, part.span.end):
            taken[place] += not content[place].isspace()
    assert max(taken, default=0) <= 1
    # What normalisation keeps as it stands must be somewhere; what it changes or drops has no place of its own.
    for run in normalise(content).alignment:
        for place in range(run.page_start, run.page_start + run.length):
            assert taken[place] or content[place].isspace(), content[place - 20 : place + 20]


@steady
@given(st.one_of(ARBITRARY, COMPOSED, SPICED))
def test_nothing_is_lost_and_all_leads_back(content: str) -> None:
    check_page(content, split_page(plain(content)))


@steady
@given(st.one_of(COMPOSED, SPICED))
def test_an_article_splits_into_itself(content: str) -> None:
    for article in split_page(plain(content)).articles:
        again = split_page(plain(article.text))
        assert [one.text for one in again.articles] == [article.text]
        assert again.furniture == ()


@steady
@given(
    COMPOSED,
    st.sampled_from(["Harbor stays shut", "A title of the page alone", " ", "Nurses  walk out at Saint Brigid"]),
)
def test_title_of_the_page(content: str, title: str) -> None:
    split = split_page(plain(content, headline=title, published=date(2025, 3, 9)))
    check_page(content, split)
    assert split == split_page(plain(content, headline=title, published=date(2025, 3, 9)))


def test_title_that_stands_nowhere_opens_the_text_without_a_source() -> None:
    content = "The board kept the harbor shut for another month, five to four."
    (article,) = split_page(plain(content, headline="Harbor\u00a0stays shut")).articles
    assert article.text == f"Harbor stays shut\n\n{content}"
    assert article.headline == "Harbor stays shut"
    assert [run.text_start for run in article.alignment] == [19]


def test_page_without_words_has_no_article() -> None:
    assert split_page(plain(" \n\u200b\n")) == SplitPage((), ())
    only_furniture = split_page(plain("Share this\n312 hits"))
    assert only_furniture.articles == ()
    assert [part.role for part in only_furniture.furniture] == [PartRole.NAVIGATION, PartRole.COUNTER]


def test_article_printed_twice_is_kept_once() -> None:
    story = "OSLO, March 3, 2025 — The board kept the harbor shut for another month, five to four."
    other = "RIGA, March 3, 2025 — The deeds were lost in a flood, and a court must say who owns the quay."
    content = "\n\n".join((story, other, story))
    split = split_page(plain(content))
    assert [article.text for article in split.articles] == [story, other]
    assert split.furniture[0].span == Span(len(content) - len(story), len(content))
    check_page(content, split)


@pytest.mark.parametrize(
    "unit",
    [
        "OSLO, March 3 — The board met.\n\n",
        "Harbor stays shut\n\nOSLO, March 3 — The board kept the harbor shut for another month, five to four.\n\n",
        "March 3—The board kept it shut.\n",
        "A — B ",
        "here ♦ ",
        "By A, B and C of D\n",
        "HOLLIS — The council voted on the plan.\n",
        "1 | 2 | 3, March 2025\n",
        "(Photo: a/b) (c/d)\n",
        "Harbor\n",
        "e\u0301 \u00a0",
        "Sept. 30 /",
        "[(/",
    ],
)
def test_time_grows_with_length_only(unit: str) -> None:
    def spent(size: int) -> float:
        page = plain(unit * (size // len(unit)), published=date(2025, 3, 9))
        begun = time.process_time()
        split_page(page)
        return time.process_time() - begun

    spent(10_000)
    assert spent(100_000) < max(3.0, 30 * spent(20_000))


def test_order_of_pages_does_not_matter() -> None:
    chosen = random.Random(7)
    pages = ["\n".join(chosen.choices(LINES, k=20)) for _ in range(20)]
    first = [split_page(plain(page)) for page in pages]
    assert first == [split_page(plain(page)) for page in reversed(pages)][::-1]
