"""Looking closely: the panel, the table, the timeline and the map tell all that the picture holds, in its words."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from factory import sample_graph
from newsgraph.explore.gather import gather_graph
from newsgraph.explore.layout import lay_out
from newsgraph.explore.pack import pack
from newsgraph.explore.picture import KINDS, NO_DAY, NOTHING, VOICES, Links, Nodes, Passages, Picture
from newsgraph.publish import write_folder
from newsgraph.site import pages
from running import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

BUILT = os.environ.get("NEWSGRAPH_EXPLORER_BUILT")
"""A folder with explorer.js and explorer.css to be tried in place of the server's own, while they are being written."""
PICTURE = gather_graph(sample_graph())
ENTITIES = [number for number, kind in enumerate(PICTURE.nodes.kinds) if KINDS[kind] != "Article"]
ARTICLES = [number for number, kind in enumerate(PICTURE.nodes.kinds) if KINDS[kind] == "Article"]
_OPEN_ALL = """() => {
  const more = [...document.querySelectorAll(".panel button")];
  const folded = more.filter((one) => /^Show .*more/.test(one.textContent) && !one.hidden);
  for (const one of folded) one.click();
  return folded.length;
}"""
_OVERLAPS = """selector => {
  const boxes = [...document.querySelectorAll(selector)].map((one) => [one.getBoundingClientRect(), one.textContent]);
  const apart = (one, other) => one.left >= other.right - 1 || one.top >= other.bottom - 1;
  const meets = (one, other) => !apart(one, other) && !apart(other, one);
  return boxes.flatMap(([box, words], at) =>
    boxes.slice(at + 1).filter(([other]) => meets(box, other)).map(([, more]) => `${words} / ${more}`));
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("looked") / "graph"
    write_folder(sample_graph(), folder)
    with serving(folder) as served:
        yield f"{served.url}explore"


@pytest.fixture
def page(chromium: "Browser") -> Iterator["Page"]:
    context = chromium.new_context(viewport={"width": 1280, "height": 860}, reduced_motion="reduce")
    made = context.new_page()
    faults: list[str] = []
    made.on("pageerror", lambda error: faults.append(str(error)))
    if BUILT:
        made.route("**/assets/explorer.*", lambda route: route.fulfill(path=Path(BUILT) / _file(route.request.url)))
    yield made
    context.close()
    assert faults == []


def _file(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


def until(holds: Callable[[], object], what: str = "") -> None:
    """Wait from outside: Playwright's own waiting runs `eval`, which the page's policy forbids."""
    limit = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < limit, f"waited in vain: {what}"
        time.sleep(0.02)


def go(page: "Page", url: str) -> None:
    page.goto("about:blank")
    page.goto(url)
    until(lambda: page.evaluate("document.documentElement.dataset.ready ?? null"), f"{url} to be drawn")


def texts(page: "Page", selector: str) -> list[str]:
    return page.locator(selector).all_text_contents()


def look_at(page: "Page", url: str, node: int) -> None:
    """Select a node, open all that is folded, and wait for all words."""
    go(page, f"{url}#node={PICTURE.nodes.ids[node]}")
    until(lambda: texts(page, ".panel h2") == [PICTURE.nodes.names[node]], PICTURE.nodes.names[node])
    until(lambda: page.evaluate(_OPEN_ALL) == 0, "no more to open")
    until(lambda: page.locator(".panel-waiting").count() == 0, "all words")


def evidence(link: int) -> set[str]:
    """Return the sentences that bear evidence of a link."""
    return {
        passages.sentences[sentence]
        for passages in PICTURE.passages
        for sentence, _, _ in passages.evidence.get(link, ())
    }


def marked(link: int) -> set[str]:
    return {
        passages.sentences[sentence][start:end]
        for passages in PICTURE.passages
        for sentence, start, end in passages.evidence.get(link, ())
    }


def links_at(node: int) -> list[int]:
    links = PICTURE.links
    ends = (links.sources == node) | (links.targets == node) | (links.speakers == node)
    return [int(link) for link in np.flatnonzero(ends)]


@pytest.mark.parametrize("node", ENTITIES)
def test_every_sentence_about_a_thing_is_told_and_marked(page: "Page", address: str, node: int) -> None:
    look_at(page, address, node)
    links = links_at(node)
    expected = {sentence for link in links for sentence in evidence(link)}
    assert set(texts(page, ".panel-words")) == expected
    marks = set(texts(page, ".panel-words mark"))
    assert marks
    assert marks <= {words for link in links for words in marked(link)}
    for link in links:
        article = PICTURE.nodes.names[PICTURE.links.articles[link]]
        assert any(article in line for line in texts(page, ".panel-source"))


def test_who_says_so_is_told(page: "Page", address: str) -> None:
    links = PICTURE.links
    claimed = [link for link in range(len(links.sources)) if VOICES[links.voices[link]] == "attributed"]
    assert claimed
    for link in claimed:
        one, other = (PICTURE.nodes.ids[end[link]] for end in (links.sources, links.targets))
        speaker = PICTURE.nodes.names[links.speakers[link]]
        go(page, f"{address}#edge={one},{other}")
        until(
            lambda speaker=speaker: any(
                line.startswith("According to ") and speaker in line for line in texts(page, ".panel-voice")
            ),
            f"According to {speaker}",
        )


@pytest.mark.parametrize("node", ARTICLES)
def test_an_article_is_an_excerpt_in_order(page: "Page", address: str, node: int) -> None:
    look_at(page, address, node)
    passages = next(one for one in PICTURE.passages if one.article == node)
    shown = [words.removeprefix("… ") for words in texts(page, ".panel-excerpt p")]
    assert shown == [sentence for _, sentence in sorted(zip(passages.places, passages.sentences, strict=True))]
    first = page.locator(".panel-mark").first
    named = first.get_attribute("title") or ""
    first.click()
    until(lambda: texts(page, ".panel h2")[0] == named.rpartition(", ")[0], named)


def test_choosing_by_keys_goes_on_in_the_panel(page: "Page", address: str) -> None:
    go(page, f"{address}#node={PICTURE.nodes.ids[ENTITIES[0]]}")
    until(lambda: page.locator(".panel-source .panel-go").count() > 0)
    page.locator(".panel-source .panel-go").first.focus()
    page.keyboard.press("Enter")
    until(lambda: page.evaluate("document.activeElement.matches('.panel h2')"), "the title to be reached")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.panel') !== null")


def test_words_that_cannot_be_had_are_asked_for_again(page: "Page", address: str) -> None:
    page.route("**/explore/words/**", lambda route: route.fulfill(status=500, content_type="text/plain", body="No."))
    go(page, f"{address}#node={PICTURE.nodes.ids[ENTITIES[0]]}")
    page.get_by_role("button", name="Try again").first.wait_for()
    assert "No." in page.locator(".panel").inner_text()
    page.unroute("**/explore/words/**")
    page.get_by_role("button", name="Try again").first.click()
    page.locator(".panel-words mark").first.wait_for()


def test_what_the_filter_hides_is_counted(page: "Page", address: str) -> None:
    look_at(page, address, ENTITIES[0])
    assert page.locator(".panel-hidden").count() == 0
    go(page, f"{address}#node={PICTURE.nodes.ids[ENTITIES[0]]}&voice=claimed")
    until(lambda: any("more hidden by the filter" in line for line in texts(page, ".panel-hidden")), "what is hidden")


def test_the_tables_hold_everything(page: "Page", address: str) -> None:
    go(page, f"{address}#view=table")
    page.locator(".table-view table").first.wait_for()
    assert texts(page, ".table-view caption") == [
        f"Things: {len(PICTURE.nodes.ids)}",
        f"Statements: {len(PICTURE.links.sources)}",
    ]
    names = texts(page, ".table-view section:nth-of-type(1) td:first-child bdi")
    assert sorted(names) == sorted(PICTURE.nodes.names)
    head = page.locator(".table-view th").first
    assert head.get_attribute("aria-sort") is None
    for way, order in (("ascending", 1), ("descending", -1)):
        head.locator("button").focus()
        page.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") == way
        found = texts(page, ".table-view section:nth-of-type(1) td:first-child bdi")
        assert found == page.evaluate("names => names.sort(new Intl.Collator('en').compare)", names)[::order]
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") is None
    assert texts(page, ".table-view section:nth-of-type(1) td:first-child bdi") == names


def test_a_row_shows_its_words_when_asked(page: "Page", address: str) -> None:
    go(page, f"{address}#view=table")
    page.locator(".table-view table").first.wait_for()
    assert page.locator(".table-view mark").count() == 0
    page.get_by_role("button", name="Show all").last.click()
    until(lambda: page.locator(".table-below .panel-waiting").count() == 0, "all words")
    expected = {sentence for link in range(len(PICTURE.links.sources)) for sentence in evidence(link)}
    assert set(texts(page, ".table-below .panel-words")) == expected
    page.get_by_role("button", name="Hide all").click()
    assert page.locator(".table-below").count() == 0


@pytest.mark.parametrize("width", [360, 900, 1280])
@pytest.mark.parametrize("rows", ["kind", "community"])
def test_labels_of_the_timeline_do_not_meet(page: "Page", address: str, width: int, rows: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    go(page, f"{address}#view=timeline")
    page.get_by_label("Rows of the chart").select_option(rows)
    until(lambda: page.locator(".time-tag").count() > 1, "labels")
    assert page.evaluate(_OVERLAPS, ".time-tag") == []
    assert page.evaluate(_OVERLAPS, ".time-axis span") == []
    dated = [number for number, day in enumerate(PICTURE.nodes.days) if day != NO_DAY]
    assert sorted(texts(page, ".time-items .panel-go > bdi")) == sorted(PICTURE.nodes.names[node] for node in dated)


def test_the_timeline_chooses_and_narrows(page: "Page", address: str) -> None:
    go(page, f"{address}#view=timeline")
    page.locator(".time-tag").first.wait_for()
    title = page.locator(".time-tag").first.get_attribute("title") or ""
    page.locator(".time-tag").first.click()
    until(lambda: texts(page, ".panel h2")[0] in title, title)
    assert page.locator(".time-tag.chosen").count() == 1
    page.locator(".time-bar rect:last-child").first.click()
    page.get_by_role("button", name="Only this time in all views").click()
    until(lambda: "from=" in page.url and "to=" in page.url, "the filter")


def test_the_map_lists_what_it_shows(page: "Page", address: str) -> None:
    places = [number for number, kind in enumerate(PICTURE.nodes.kinds) if KINDS[kind] == "Place"]
    known = [node for node in places if np.isfinite(PICTURE.nodes.latitudes[node])]
    go(page, f"{address}#view=map")
    page.locator(".map-side").wait_for()
    told = page.locator(".map-side").inner_text()
    if len(places) > len(known):
        page.locator(".map-without summary").click()
    assert sorted(texts(page, ".map-side .panel-go > bdi")) == sorted(PICTURE.nodes.names[node] for node in places)
    assert (f"{len(known)} place" in told) == bool(known)


SENTENCE = "Ana Ruiz was named again at the harbour on a day like any other."


def _hub(count: int) -> Picture:
    """Return a picture in which one person has that many statements with others."""
    articles, others = 400, 500
    kinds = np.array([0] * (1 + others) + [KINDS.index("Article")] * articles, np.uint8)
    size = len(kinds)
    nodes = Nodes(
        ids=tuple(f"{'article' if kind else 'person'}/{number:016x}" for number, kind in enumerate(kinds)),
        names=("Ana Ruiz", *(f"Person {number}" for number in range(others)), *(f"News {n}" for n in range(articles))),
        kinds=kinds,
        mentions=np.ones(size, np.int64),
        articles=np.ones(size, np.int64),
        days=np.array([NO_DAY] * (1 + others) + list(range(19_000, 19_000 + articles)), np.int32),
        outlets=np.full(size, NOTHING, np.int64),
        latitudes=np.full(size, np.nan, np.float32),
        longitudes=np.full(size, np.nan, np.float32),
        facts=({},) * size,
    )
    targets = np.sort(1 + np.arange(count) % others)
    told_by = 1 + others + np.arange(count) % articles
    none = np.zeros(count, np.uint8)
    links = Links(
        sources=np.zeros(count, np.int64), targets=targets, relations=np.zeros(count, np.int64),
        voices=none + VOICES.index("own"), modalities=none, negated=none, articles=told_by,
        speakers=np.full(count, NOTHING, np.int64), confidences=none + 100,
    )  # fmt: skip
    passages = tuple(
        Passages(
            article=1 + others + article,
            sentences=(SENTENCE,),
            places=(3,),
            evidence={int(link): ((0, 0, 8),) for link in np.flatnonzero(told_by == 1 + others + article)},
        )
        for article in range(articles)
    )
    return Picture(nodes, links, ("meets",), (), passages, "https://example.org/", size, count)


def test_a_hub_with_ten_thousand_statements_opens_at_once(
    page: "Page", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if BUILT:
        own = pages._asset
        monkeypatch.setattr(
            pages,
            "_asset",
            lambda name: (Path(BUILT) / name).read_text() if name.startswith("explorer") else own(name),
        )
    picture = _hub(10_000)
    packed = pack(picture, lay_out(picture), snapshot="1")
    file = tmp_path / "hub.html"
    file.write_text("".join(pages.explorer_page(packed, title="Hub", has_query=False)), encoding="utf-8")
    go(page, f"{file.as_uri()}#node={picture.nodes.ids[0]}")
    until(lambda: texts(page, ".panel h2") == ["Ana Ruiz"], "the hub")
    page.locator(".panel mark").first.wait_for()
    assert "10,000 statements with 500 other things" in page.locator(".panel").inner_text()
    assert page.evaluate("document.querySelectorAll('.panel *').length") < 2_000
    assert page.get_by_role("button", name="Show 20 more of 490").count() == 1
    page.get_by_role("button", name="Show 17 more").first.click()
    until(lambda: page.locator(".panel-neighbour").first.locator("mark").count() == 20, "all of one neighbour")
