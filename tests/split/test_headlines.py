"""Which line is the headline, and which are the page's, a section's, an office's or a newspaper's."""

from datetime import date

import pytest

from newsgraph.model import Metadata, Page
from newsgraph.split import split_page
from newsgraph.split.headlines import is_label

STORY = (
    "PORT HALDEN, Maine — The harbor board kept the second gate shut on Tuesday, five to four, after nine "
    "hours of talks."
)
OTHER = (
    "LOWELL FERRY, Mass. — Two hundred nurses walked out of Saint Brigid on Wednesday and stood in the rain until noon."
)


def headlines(text: str, **metadata: str) -> list[str | None]:
    page = Page("page.txt", "text/plain", "0", text, metadata=Metadata(**metadata))  # type: ignore[arg-type]
    return [article.headline for article in split_page(page).articles]


@pytest.mark.parametrize(
    "above",
    [
        "WORLD IN BRIEF",
        "DEPARTMENT OF INLAND WATERS\n\nOffice of Public Affairs\n\nFOR IMMEDIATE RELEASE",
        "Ministry of Ports and Ferries\nPRESS RELEASE 2025/114",
        "News  Sports  Opinion  Obituaries  E-Edition\nSubscribe | Log In\n\nLOCAL NEWS",
        "Cookies on this site. We use cookies to improve your visit. Accept all | Manage choices",
        "Classifieds",
        "The Halden Courier * Thursday, October 9, 2025 * Page A3",
        "HALDEN & FERRY DAILY      October 9, 2025",
        "The quay's best-loved weekly          Thursday 9 October 2025",
        "Thursday, October 9, 2025                    Page 2-B",
        "Skip to content Accessibility help\nHalden Courier",
        "DIARIO DEL PUERTO",
        "Quayside Net\nNews | Sport | What's On",
        "In this issue: Gate stays shut · Two new cranes · Dates to keep",
    ],
)
def test_lines_above_the_headline(above: str) -> None:
    assert headlines(f"{above}\n\nHarbor stays shut for a month\n\n{STORY}") == ["Harbor stays shut for a month"]


@pytest.mark.parametrize(
    "title",
    ["# Quay & Crane Wire", "# The Morning Net", "The Morning Net\n\nGood morning. Here is what came up in the net."],
)
def test_title_of_several_stories_is_none_of_theirs(title: str) -> None:
    text = (
        f"{title}\n\nHome | News | Subscribe\n\nHarbor stays shut for a month\n\n{STORY}\n\nNurses walk "
        f"out in the rain\n\n{OTHER}"
    )
    assert headlines(text.replace("# ", "")) == ["Harbor stays shut for a month", "Nurses walk out in the rain"]


def test_day_above_the_first_story_dates_the_page() -> None:
    text = f"The quay's best-loved weekly    Thursday 9 October 2025\n\nHarbor stays shut for a month\n\n{STORY}"
    (article,) = split_page(Page("page.txt", "text/plain", "0", text)).articles
    assert article.page_published == date(2025, 10, 9)


def test_headline_that_holds_a_day_stays() -> None:
    line = "Harbor gate to open on Thursday 9 October 2025"
    assert headlines(f"{line}\n\n{STORY}") == [line]


def test_credit_is_not_the_next_headline() -> None:
    text = f"Harbor stays shut\n\n{STORY}\n\nEditing by Orla Quist\n\nNurses walk out in the rain\n\n{OTHER}"
    assert headlines(text) == ["Harbor stays shut", "Nurses walk out in the rain"]


def test_section_is_taken_off_the_title() -> None:
    assert headlines(STORY, headline="Opinion | Open the gate at last") == ["Open the gate at last"]
    assert headlines(STORY, headline="Gate shut | What it costs the town") == ["Gate shut | What it costs the town"]


def test_outlet_above_is_not_the_title() -> None:
    text = f"Halden Weekly\n\nHarbor stays shut for a month\n\n{STORY}"
    title = "Halden Weekly : Harbor stays shut for a month"
    assert headlines(text, headline=title) == ["Harbor stays shut for a month"]


def test_deck_is_not_preferred() -> None:
    text = (
        f"Harbor stays shut\n\nThe board votes five to four after nine hours of talks in the customs house\n\n{STORY}"
    )
    assert headlines(text) == ["Harbor stays shut"]


def test_outlet_is_taken_off_the_title() -> None:
    assert headlines(STORY, headline="Harbor stays shut | The Halden Courier", outlet="The Halden Courier") == [
        "Harbor stays shut"
    ]
    assert headlines(STORY, headline="Harbor stays shut - for a month", outlet="The Halden Courier") == [
        "Harbor stays shut - for a month"
    ]


@pytest.mark.parametrize(
    "line", ["World in Brief", "Office of Public Affairs", "Quay & Crane Wire", "The Halden Clarion", "Obituaries"]
)
def test_labels(line: str) -> None:
    assert is_label(line)


@pytest.mark.parametrize(
    "line",
    [
        "Harbor stays shut",
        "Court of Appeals upholds ban on nets",
        "Mayor sues police department",
        "Nurses walk out",
        "Union wins",
    ],
)
def test_headlines_are_no_labels(line: str) -> None:
    assert not is_label(line)
