"""Pages of many makers: nothing of a story is lost, and little else is kept."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from newsgraph.model import Metadata
from newsgraph.read.html import is_html, read_html, read_html_field

PAGES = Path(__file__).parent / "pages"
SITE = "Quay Herald"


def marked(source: str) -> str:
    """Return the content with `# ` before headings and `~ ` before captions."""
    content, headings, captions, _ = read_html(source)
    signs = {span.start: "# " for span in headings} | {span.start: "~ " for span in captions}
    lines: list[str] = []
    start = 0
    for line in content.split("\n"):
        lines.append(signs.get(start, "") + line)
        start += len(line) + 1
    return "\n".join(lines)


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.html")))
def test_pages(name: str) -> None:
    """The `.txt` beside each page is what a reader would copy from it."""
    assert marked((PAGES / f"{name}.html").read_text("utf-8")) == (PAGES / f"{name}.txt").read_text("utf-8").rstrip(
        "\n"
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("amp", Metadata("Cierran el puente giratorio", date(2025, 6, 10), "Inés Caldera",
                         url="https://riberas.example/puente", language="es")),
        ("news-cms", Metadata("Bridge shut after vote", date(2025, 6, 10), "Imke Varga, Piet Lorimer", SITE,
                              "https://quayherald.example/bridge", "en")),
        ("several", Metadata(outlet=SITE, language="en")),
        ("live-blog", Metadata("Live: the bridge vote", date(2025, 6, 9), language="en")),
    ],
)  # fmt: skip
def test_metadata(name: str, expected: Metadata) -> None:
    assert read_html((PAGES / f"{name}.html").read_text("utf-8"))[3] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # What authors leave open, browsers close.
        ("<ul><li>One.<li>Two.</ul><p>Three.<p>Four.", "One.\nTwo.\nThree.\nFour."),
        ("<div class=related><ul><li>A</div><p>The board met.", "The board met."),
        ("<p><b>The <i>board</b> met.</i><div>It sat.</div>", "The board met.\nIt sat."),
        ("<table><tr><td>One<td>Two<tr><td><table><tr><td>Three</table><td>Four</table>", "One\nTwo\nThree\nFour"),
        ("</div></p></table></td><h2>Shut</h3>The board met.", "# Shut\nThe board met."),
        ("<form><table></form><tr><td>The board met.</table>", "The board met."),
        ("<a name=top><h2>Shut</h2><p>The board met.</a>", "# Shut\nThe board met."),
        # What one sees.
        ("<p>Nobody&nbsp;said &ldquo;no&rdquo;<br>or yes.", "Nobody said “no”\nor yes."),
        ("<pre>a  b\n\n c</pre>", "a b\nc"),
        ("<p>Seen.<p hidden>Not.<p style='display : none'>Not.<span class=sr-only>Not.</span>", "Seen."),
        ("<p>Seen<i aria-hidden=true>*</i> by all.<div aria-hidden=true>Not</div>", "Seen by all."),
        ("<div aria-hidden=true><main><p>Behind it.</main></div><div role=dialog>Join us!</div>", "Behind it."),
        ("<p hidden=until-found>Found by searching.", "Found by searching."),
        ("<p>By <a rel=author href=/i>Ines</a><time>May 3</time>", "By Ines May 3"),
        ("<p>W<b>o</b><i>r</i>ds", "Words"),
        ("<div role=heading>Shut</div>Met.", "# Shut\nMet."),
        ("<figure><figcaption>The quay.</figcaption></figure><p>The board met.", "~ The quay.\nThe board met."),
        # Clutter, and what only bears its name.
        ("<p>The board met.</p><div class=share-buttons>Post it</div>", "The board met."),
        ("<p>Met.</p><div class=share-price>Up 3 percent.</div>", "Met.\nUp 3 percent."),
        ("<div class='story with-sidebar'><p>The board met.</div>", "The board met."),
        ("<div id=newsletter><h1>Shut</h1><p>The board met at last.</div>", "# Shut\nThe board met at last."),
        ("<p>The board met.<newsletter-signup><p>Your address</newsletter-signup>", "The board met."),
        ("<p>The board met.<ul><li><a href=1>Goat wins</a><li><a href=2>Well dry</a></ul>", "The board met."),
        ("<p>The board met.<h3>Also</h3><ul><li><a href=1>Goat wins</a></ul>", "The board met."),
        ("<h1><a href=/1>Shut</a></h1><h2>Why</h2><p>The board met.", "# Shut\n# Why\nThe board met."),
        ("<ul><li><a href=1>Goat wins</a><li><a href=2>Well dry</a></ul>", "Goat wins\nWell dry"),
        ("<blockquote><p>It groans.</p><footer>Ada Brisk</footer></blockquote>", "It groans.\nAda Brisk"),
    ],
)  # fmt: skip
def test_bodies(body: str, expected: str) -> None:
    assert marked(page(body)) == expected


def test_a_story_beside_teasers_stands_alone() -> None:
    card = "<article><h3><a href=/{0}>Other {0}</a></h3><p>A line about it.</p></article>"
    story = "<article><h1>Shut</h1>" + "<p>The board met for nine hours.</p>" * 3 + "</article>"
    cards = "".join(card.format(number) for number in range(9))
    assert "Other" not in marked(page(f"<main>{story}{cards}</main>"))
    assert marked(page(f"<main>{cards}</main>")).count("# Other") == 9


def test_text_after_an_article_stands_together() -> None:
    body = "<main><article><h1>Shut</h1><p>The board met.</p></article><p>It sat long.</p><p>It rose late.</p></main>"
    assert marked(page(body)) == "# Shut\nThe board met.\n\n\nIt sat long.\nIt rose late."


def test_title_outside_of_the_article() -> None:
    body = "<h1>Shut</h1><p class=deck>Why it took so long</p><article><p>The board met for nine hours.</p></article>"
    assert marked(page(body)) == "# Shut\nWhy it took so long\nThe board met for nine hours."


def test_only_one_date_for_several_stories_if_they_share_it() -> None:
    story = "<article><h2>{0}</h2><time datetime={1}>{1}</time><p>The board met for nine hours.</p></article>"
    same = page(story.format("A", "2025-03-04") + story.format("B", "2025-03-04"))
    other = page(story.format("A", "2025-03-04") + story.format("B", "2025-03-05"))
    assert read_html(same)[3].published == date(2025, 3, 4)
    assert read_html(other)[3].published is None


WORDS = st.text("abc de.", min_size=12, max_size=60).filter(lambda words: any(map(str.isalpha, words)))
LAYOUTS = st.sampled_from(
    [
        "<main><article>{}</article></main>",
        "<div class=container><div class=row>{}</div></div>",
        "<form action=x><table><tr><td>{}</table></form>",
        "<nav><a href=/>Home</a></nav><main>{}</main><footer>Imprint</footer>",
        "<article>{}</article><aside><p>Buy this.</p></aside>",
    ]
)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(LAYOUTS, st.lists(st.tuples(st.sampled_from(["p", "h2", "li", "blockquote", "div"]), WORDS), min_size=1))
def test_no_word_of_a_story_is_lost(layout: str, story: list[tuple[str, str]]) -> None:
    body = "".join(f"<{tag}>{words}</{tag}>" for tag, words in story)
    content = read_html(page(layout.format(body)))[0].split("\n")
    assert {" ".join(words.split()) for _, words in story} <= set(content)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            (
                "<p> </p> <div> </div> <a+href=x> </a> <td> <tr> <table> </table> <li> <ul> </ul> <h1> </h2> <b> </b> "
                "</li> <form> </form> <article> </article> <time> <aside> </aside> <br> <pre> <dt> <dd> <svg> w. </td>"
            ).split()
        )
    )
)
def test_any_tags_in_any_order(pieces: list[str]) -> None:
    source = "".join(pieces).replace("+", " ")
    content, headings, captions, _ = read_html(source)
    assert content == read_html(source)[0]
    assert all(0 <= span.start < span.end <= len(content) for span in (*headings, *captions))


@pytest.mark.parametrize(
    "unit",
    ["<b>", "<li>", "<table><tr><td>", "<aside>", "</div>", "<a href=x>y</a><br>", "<h2>x</h2>", "<ul><li>x",
     "<form><table></form>", "<article><p>x", "<p class=byline>x<time datetime=2025-01-01>y"],
)  # fmt: skip
def test_long_and_deep_pages_end(unit: str) -> None:
    assert "The board met." in read_html(page(unit * 20_000 + "<p>The board met.</p>"))[0]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The board met.\n\nIt sat.", False),
        ("if a < b and c > d, or <p>", False),
        ("<p>The board met.</p>", True),
        ("The board met.<br>It sat.", True),
        ("The <em>board</em> met.\n\nIt sat.", True),
    ],
)
def test_is_html(words: str, expected: bool) -> None:
    assert is_html(words) is expected


def test_line_feeds_of_a_field_without_paragraphs_part_them() -> None:
    assert read_html_field("The <em>board</em>\nmet.\n\nIt sat.")[0] == "The board met.\nIt sat."
    assert read_html_field("The <em>board</em> met.\nIt sat.")[0] == "The board met.\nIt sat."
    assert read_html_field("<p>The board\nmet.</p>")[0] == "The board met."
