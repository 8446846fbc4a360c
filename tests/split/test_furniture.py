"""Lines that belong to no story, and lines that only look so."""

from datetime import date

import pytest

from newsgraph.model import PartRole
from newsgraph.split.furniture import furniture_of
from newsgraph.split.publication import is_outlet
from newsgraph.split.role import Furniture

NAVIGATION, COUNTER, CAPTION = PartRole.NAVIGATION, PartRole.COUNTER, PartRole.CAPTION
PUBLICATION, BYLINE = PartRole.PUBLICATION, PartRole.BYLINE


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Harbor strike here ♦ Know your rights here ♦", NAVIGATION),
        ("Home > News > Local", NAVIGATION),
        ("Home / News", NAVIGATION),
        ("Harbor Voice | Around Town | Labor", NAVIGATION),
        ("How to join a union, here", NAVIGATION),
        ("Read our leaflet:", NAVIGATION),
        ("Read more: The winter the harbor froze", NAVIGATION),
        ("Lire aussi : L’hiver du port", NAVIGATION),
        ("Share this", NAVIGATION),
        ("Facebook Twitter Email", NAVIGATION),
        ("Subscribe to our newsletter for more", NAVIGATION),
        ("Tags: harbor, board", NAVIGATION),
        ("© 2025 The Halden Courier", NAVIGATION),
        ("FOR IMMEDIATE RELEASE", NAVIGATION),
        ("Media contact: Tomas Brill, 555-0142", NAVIGATION),
        ("Serving the valley since 1911", NAVIGATION),
        ("* * *", NAVIGATION),
        ("We use cookies to count our readers. Learn more", NAVIGATION),
        ("Kindly share this story:", NAVIGATION),
        ("ALSO READ | Why the quay floods each July", NAVIGATION),
        ("READ: Dredgers had no dredger, audit finds", NAVIGATION),
        ("RELATED: What the gate cost, year by year", NAVIGATION),
        ("[ Thefts from boats up by a third, figures show ]", NAVIGATION),
        ("Refresh for updates", NAVIGATION),
        ("♡ 118    💬 31    ↻ Share", NAVIGATION),
        ("Harbor stays shut ........ 2", NAVIGATION),
        ("Halden & Ferry Daily Page 4", NAVIGATION),
        ("Newsletter of the Harbor Pilots, Local 4", NAVIGATION),
        ("(Reporting by Ines Rautio and Orla Quist; Editing by Tomas Brill)", NAVIGATION),
        ("Editing by Orla Quist and Tomas Brill", NAVIGATION),
        ("Log in to post a comment", NAVIGATION),
        ("You are visitor number 311", NAVIGATION),
        ("Send wedding notices to desk@courier.example", NAVIGATION),
        ("Print this page (Opens in new window)", NAVIGATION),
        ("Authorised by O. Quist, 2 Quay Street, Halden", NAVIGATION),
        ("Stories may be reprinted if the Beacon is named.", NAVIGATION),
        ("Comments 23", COUNTER),
        ("Traders on Wednesday marched in Halden Photo: HaldenSentinel", CAPTION),
        ("Nurses cheer outside the hospital on Thursday. Photo by Gus Brill.", CAPTION),
        ("The last bus leaving the quay (Image: Ines Rautio/Halden Post)", CAPTION),
        ("DRY QUAY. People cross the harbor on foot on Sunday. —INES BAUTISTA-RAUTIO", CAPTION),
        ("Spring 2025", PUBLICATION),
        ("1948 – 2025", PUBLICATION),
        ("Halden News Bureau", BYLINE),
        ("312 hits", COUNTER),
        ("1,204 views", COUNTER),
        ("Read 1,204 times", COUNTER),
        ("5 min read", COUNTER),
        ("Comments (3)", COUNTER),
        ("12 comentarios", COUNTER),
        ("Photo: Ines Rautio", CAPTION),
        ("FILE - The quay at low tide, March 3, 2024. (AP Photo/Ines Rautio)", CAPTION),
        ("Ines Rautio/Getty Images", CAPTION),
        ("Pickets at the third gate of the harbor, Port Halden (USA), April 6, 2025", CAPTION),
        ("Vol. 12 No. 3, March 2025", PUBLICATION),
        ("The Halden Courier, April 24, 2026", PUBLICATION),
        ("10:35 a.m. EST", PUBLICATION),
        ("Staff Reporter", BYLINE),
    ],
)
def test_role_of_a_line(line: str, role: PartRole) -> None:
    found = furniture_of(line)
    assert found is not None
    assert found.role is role


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("14 May 2023 312 hits", date(2023, 5, 14)),
        ("Published: Jan. 3, 2024 at 5:02 PM EST", date(2024, 1, 3)),
        ("Monday 3 March 2025 10.15 GMT", date(2025, 3, 3)),
        ("Publié le 3 mars 2025 à 10h15", date(2025, 3, 3)),
        ("Stand: 12.05.2023, 14:30 Uhr", date(2023, 5, 12)),
        ("Updated: Jun 5, 2023 - 4:12 pm", date(2023, 6, 5)),
        ("June 4, 2023 | Updated 2 hours ago", date(2023, 6, 4)),
        ("Publicado el 3 de marzo de 2025", date(2025, 3, 3)),
        ("2025-03-03", date(2025, 3, 3)),
    ],
)
def test_publication_line(line: str, published: date) -> None:
    assert furniture_of(line) == Furniture(PUBLICATION, published=published, evidence=published)


@pytest.mark.parametrize(
    "line",
    [
        "The Halden Ledger  *  Thursday, October 9, 2025  *  Page A3",
        "THE HARBOR BEACON — News for the many — Vol. 12 No. 41 — October 9, 2025",
        "Halden Tribune Daily / 05:40 AM October 9, 2025",
        "QuayWire, Oct. 9, 2025",
        "Oct 9, 2025 ∙ Paid",
        "Thursday, October 9, 2025   Serving Halden County since 1889",
        "QUAY & CRANE DAILY                      October 9, 2025",
        "The Spark | Number 1122 | 9-22 October 2025",
    ],
)
def test_folio_dates_the_page(line: str) -> None:
    found = furniture_of(" ".join(line.split()))
    assert found is not None
    assert (found.role, found.published) == (PUBLICATION, date(2025, 10, 9))


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ines Rautio", "Ines Rautio"),
        ("BY INES RAUTIO AND TOMAS BRILL", "INES RAUTIO AND TOMAS BRILL"),
        ("By Ines Rautio and Tomas Brill, Staff Writers", "Ines Rautio and Tomas Brill"),
        ("By Ines Rautio, Associated Press", "Ines Rautio"),
        ("By Ines Rautio | The Courier | March 3, 2024", "Ines Rautio"),
        ("Story and photos by Orla Quist", "Orla Quist"),
        ("Por María Ríos", "María Ríos"),
        ("Von Karl Weiss", "Karl Weiss"),
        ("INES RAUTIO, Staff Writer", "INES RAUTIO"),
        ("Ines Rautio | Special to the Courier", "Ines Rautio"),
        ("Ines Rautio | March 3, 2024", "Ines Rautio"),
        ("By Juan de la Cruz", "Juan de la Cruz"),
        ("By the Lowell Ferry Herald staff", "the Lowell Ferry Herald staff"),
        ("By Halden Ledger team | Thursday, November 27, 2025", "Halden Ledger team"),
        ("By Staff Reports", "Staff Reports"),
        ("Express News Bureau", "Express News Bureau"),
    ],
)
def test_byline(line: str, byline: str) -> None:
    found = furniture_of(line)
    assert found is not None
    assert (found.role, found.byline) == (BYLINE, byline)


def test_date_and_name_in_one_line() -> None:
    found = furniture_of("Posted on June 4, 2023 by Ines Rautio")
    assert found == Furniture(PUBLICATION, byline="Ines Rautio", published=date(2023, 6, 4), evidence=date(2023, 6, 4))


@pytest.mark.parametrize(
    "line",
    [
        "Harbor stays shut",
        "By the time they came the gate was shut",
        "By Any Means Necessary",
        "By day a nurse, by night a poet",
        "Nurses, Hospital Staff Reach Deal",
        "Council Staff Report, Budget Approved",
        "News Editor Resigns",
        "Police chief, union press for deal",
        "Photos show the damage",
        "The board voted on March 3, 2024",
        "The board voted on March 3, 2024.",
        "More than 312 hits were counted on the wall.",
        "Los Angeles",
        "March 3",
        "Tags were sewn into the coats.",
        "Home is where the harbor is",
        "Follow the money",
        "Contact lost with the second ship",
        "Watch: The chairman explains",
        "Opinion: Why the gate should open",
        "A vote of 5 to 4 on May 3, 2025",
        "The board showed a photo by Ines Rautio.",
        "Donate blood, the clinic asked its neighbors.",
        "Printed on page 4 was an apology.",
        "Enjoying the quay was the point of it.",
        "By September of that year the quay had sunk.",
        "Readers may not be told, Brill said.",
        "Edited by a robot, the book sold out.",
        "Authorised by Congress in 1931, the quay sank.",
        "Patients must log in to see their records.",
        "Webmaster quits after row over harbor page",
    ],
)
def test_line_that_may_belong_to_a_story(line: str) -> None:
    assert furniture_of(line) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The Halden Courier", True),
        ("THE VALLEY SUN", True),
        ("Harbor Voice", True),
        ("Harbor stays shut", False),
        ("", False),
    ],
)
def test_names_of_newspapers(words: str, expected: bool) -> None:
    assert is_outlet(words) is expected
