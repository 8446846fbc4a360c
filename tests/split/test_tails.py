"""Where stories end, and the same words inside a story that end nothing."""

import pytest

from newsgraph.model import Article, Page
from newsgraph.split import split_page

BODY = (
    "PORT HALDEN, Maine — The Halden Glass Works will keep the second kiln lit until the end of June, the "
    "harbor board said.\n\n"
    "The vote came after nine hours of talks in the old customs house, and nobody left before the count "
    "was read out.\n\n"
    "“We were told to expect a short evening,” said Orla Quist, who keeps the minutes."
)
LAST = "who keeps the minutes."


def only_article(text: str) -> Article:
    (article,) = split_page(Page("page.txt", "text/plain", "0", text)).articles
    return article


@pytest.mark.parametrize(
    "tail",
    [
        "About the Halden Glass Works\n\nThe works make bottles and panes at two sites. They were founded in 1911.",
        "About Halden Glass Works:\nThe works make bottles and panes at two sites. They were founded in 1911.",
        "SOURCE Halden Glass Works",
        "###\n\nThe works make bottles and panes at two sites.",
        "-30-",
        "ENDS\n\nNotes to editors:\n1. The board has nine members.\n2. The kiln is from 1954.",
        "Media contact: Tomas Brill, 555-0142",
        "Ines Rautio is a writer based in Lowell Ferry.",
        "Ines Rautio is the author of “The Low Quay.” She lives in Lowell Ferry with two dogs.",
        "Ines Rautio covers the harbor for the Courier. Reach her at 555-0142.",
        "Reach Ines Rautio at irautio@courier.example.",
        "Follow Ines Rautio on X: @irautio",
        "(Reporting by Ines Rautio; Editing by Tomas Brill)",
        "Courier writers Tomas Brill in Lowell Ferry and Ada Moor contributed to this report.",
        "All rights reserved. This material may not be published or rewritten.",
        "Our Standards: The Courier Principles\nPurchase Licensing Rights",
        "By providing an email address, I agree to the Terms of Use.",
        "Join our WhatsApp group for alerts",
        "Chip in $5 to keep the lamp lit.",
        "To donate, visit courier.example/give",
        "Forwarded this email? Subscribe here.\nUnsubscribe | View in browser",
        "Type your email...\n\nPrevious | Next",
        "Listen to our Low Tide podcast for more",
        "The post Kiln stays lit appeared first on The Courier",
        "Join the conversation: 1,482 comments",
        "First published on: 03-03-2025 at 06:12 IST",
        "- 3 -",
        "25-1187",
        "Corrections\n\nAn earlier version of this story gave the wrong number of kilns.",
        "HOW TO WRITE TO US: Letters should be no longer than 200 words.",
        "Trending\n1. Snow shuts the valley road\n2. Where to eat by the quay",
        "If you saw the boat, call the harbor office at 555-0142.",
        "See KILN, Page A6",
        "Editor’s note: The Courier’s owner sits on the board.",
    ],
)
def test_tail_is_left_out(tail: str) -> None:
    assert only_article(f"{BODY}\n\n{tail}").text.endswith(LAST)


@pytest.mark.parametrize(
    "inside",
    [
        "About the money",
        "About Nine Hours",
        "Ines Rautio is a nurse and lives in Lowell Ferry.",
        "Brill contributed to the fund, too, and said so.",
        "Contact with the second ship was lost at noon.",
        "The board's sources of money are drying up.",
        "Support for the plan fell in the spring.",
        "Visit the quay in June and you will hear both sides.",
        "Follow the money, said Brill, and you end up at the kiln.",
        "Corrections officers came too.",
        "The works are a charity, and pay no tax.",
        "Watch the tide, the old pilots say.",
    ],
)
def test_same_words_inside_cut_nothing(inside: str) -> None:
    more = "The works employ two hundred people, and most of them came to the customs house on the night of the vote."
    article = only_article(f"{BODY}\n\n{inside}\n\n{more}\n\n{more} Many stayed.")
    assert inside in article.text
    assert article.text.endswith("Many stayed.")


def test_standing_text_that_is_longer_than_the_story_is_no_tail() -> None:
    text = "About the Halden Glass Works\n\n" + "\n\n".join(
        f"Part {number} of what the works made. " * 12 for number in range(9)
    )
    assert "Part 8" in only_article(f"{BODY}\n\n{text}").text


def test_story_of_one_paragraph_keeps_it() -> None:
    text = "Ines Rautio is a writer based in Lowell Ferry."
    assert only_article(text).text == text
