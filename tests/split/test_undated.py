"""Stories without datelines: what opens one, and what stays a part of the story above."""

import pytest

from newsgraph.model import Page
from newsgraph.split import split_page

ONE = (
    "The harbor board kept the second gate shut on Tuesday, five to four, after nine hours of talks.\n\n"
    "“Nobody left before the count,” said Orla Quist, who keeps the minutes of the board."
)
TWO = (
    "Two hundred nurses walked out of Saint Brigid on Wednesday and stood in the rain until noon.\n\n"
    "“We asked in March,” said Ada Moor, a night nurse, “and we asked again in May.”"
)


def shown(text: str) -> list[tuple[str | None, str | None, str | None]]:
    articles = split_page(Page("page.txt", "text/plain", "0", text)).articles
    return [(one.headline, one.byline, str(one.published) if one.published else None) for one in articles]


def test_headline_with_byline_opens_a_story() -> None:
    text = (
        f"Harbor stays shut for a month\n\nBy Ines Rautio\n\n{ONE}\n\nNurses walk out in the rain\n\nBy "
        f"Tomas Brill\n\n{TWO}"
    )
    assert shown(text) == [
        ("Harbor stays shut for a month", "Ines Rautio", None),
        ("Nurses walk out in the rain", "Tomas Brill", None),
    ]


def test_bare_names_are_bylines_between_headline_and_text() -> None:
    text = (
        "The Halden Messenger\nMonday 17 February 2025\n"
        f"Harbor stays shut for a month\nIñes Rautio-Lund\n{ONE}\nNurses walk out in the rain\nTomas de "
        f"la Brill\n{TWO}"
    )
    assert shown(text) == [
        ("Harbor stays shut for a month", "Iñes Rautio-Lund", "2025-02-17"),
        ("Nurses walk out in the rain", "Tomas de la Brill", "2025-02-17"),
    ]


def test_name_and_role_in_two_lines() -> None:
    text = f"Harbor stays shut for a month\n\nInes Rautio\nGuest Columnist\nJune 3, 2025\n\n{ONE}"
    assert shown(text) == [("Harbor stays shut for a month", "Ines Rautio", "2025-06-03")]


def test_name_of_whom_the_story_tells_is_no_byline() -> None:
    text = (
        "A life on the quay\n\nOrla Quist\n\nOrla Quist has kept the minutes of the harbor board since "
        "the year the wall fell."
    )
    assert shown(text) == [("A life on the quay", None, None)]


def test_days_of_posts_open_stories() -> None:
    text = f"Harbor stays shut\nMarch 5, 2025\n\n{ONE}\n\nNurses walk out\nMarch 4, 2025\n\n{TWO}"
    assert shown(text) == [("Harbor stays shut", None, "2025-03-05"), ("Nurses walk out", None, "2025-03-04")]


def test_days_of_a_chronology_do_not() -> None:
    text = (
        f"How the harbor closed\n\n{ONE}\n\nThe first crack\nMarch 5, 2019\n\n{TWO}\n\nThe vote\nMay 4, "
        f"2025\n\n{TWO} End."
    )
    assert len(shown(text)) == 1


@pytest.mark.parametrize("between", ["", "By the numbers\n\n", "Photo: Ines Rautio\n\n", "312 hits\n\n"])
def test_subheads_stay_in_a_feature(between: str) -> None:
    text = (
        f"The long winter of the harbor\n\nBy Ines Rautio\n\n{ONE}\n\nWhat the nurses "
        f"asked\n\n{between}{TWO}\n\nWhat comes next\n\n{ONE} So it went."
    )
    assert len(shown(text)) == 1


def test_live_page_is_one_story() -> None:
    text = f"LIVE: The count at the harbor\n\nBy Ines Rautio\n\n{ONE}\n\nSecond box opened\n\nBy Tomas Brill\n\n{TWO}"
    assert len(shown(text)) == 1


def test_signed_letters() -> None:
    text = (
        "LETTERS TO THE EDITOR\n\nFix the gate\n\nTo the editor: I have waited at that gate for nine "
        "years and it has not moved.\n\n"
        "Ada Moor\nLowell Ferry\n\nThank the nurses\n\nThey sat with my husband all night, and never sighed once.\n\n"
        "— Rev. Bram Tate-Lund, Upper Halden\n\nBins\n\nWhy at four in the morning? My dog would like to "
        "know, and so would I.\n\nName withheld"
    )
    assert shown(text) == [
        ("Fix the gate", "Ada Moor", None),
        ("Thank the nurses", "Rev. Bram Tate-Lund", None),
        ("Bins", "Name withheld", None),
    ]


def test_obituaries() -> None:
    text = (
        "OBITUARIES\nWednesday, September 24, 2025\n\nAda “Addie” Moor, 91\n\nAda Moor, who taught the "
        "harbor's children to skate, "
        "died on Saturday at home. She is survived by a son.\n\nBram J. Tate\n1948 – 2025\n\nBram J. "
        "Tate, a pilot, passed away on Sept. 19. "
        "He kept bees."
    )
    assert shown(text) == [("Ada “Addie” Moor, 91", None, "2025-09-24"), ("Bram J. Tate", None, "2025-09-24")]


def test_stories_that_the_contents_name() -> None:
    text = (
        "THE LOCAL 4 BELL\nNewsletter of the Harbor Pilots, Local 4\nSpring 2025\n\nIN THIS ISSUE\nThe "
        "president writes ..... 1\n"
        f"Survey of wages .......... 2\n\nTHE PRESIDENT WRITES\nBy Ada Moor\n\n{ONE}\n\nSURVEY OF WAGES\n\n{TWO}"
    )
    assert shown(text) == [("THE PRESIDENT WRITES", "Ada Moor", None), ("SURVEY OF WAGES", None, None)]


def test_headline_below_a_jump_opens_a_story() -> None:
    text = f"Harbor stays shut for a month\n\n{ONE}\n\nSee HARBOR, Page A6\n\nNurses walk out in the rain\n\n{TWO}"
    assert [headline for headline, *_ in shown(text)] == [
        "Harbor stays shut for a month",
        "Nurses walk out in the rain",
    ]


def test_byline_of_the_next_story_is_not_this_ones() -> None:
    text = f"Harbor stays shut for a month\n\n{ONE}\n\nNurses walk out in the rain\n\nBy Tomas Brill\n\n{TWO}"
    assert [byline for _, byline, _ in shown(text)] == [None, "Tomas Brill"]
