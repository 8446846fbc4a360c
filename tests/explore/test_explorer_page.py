"""The explorer in a browser: found, chosen, read, joined, narrowed, shared; by mouse, by keys alone and on a phone."""

import os
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from lxml import etree

from factory import sample_graph
from newsgraph.publish import write_folder
from newsgraph.site import write_site
from running import Served, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"
BUILT = os.environ.get("NEWSGRAPH_EXPLORER_BUILT")
"""A folder with explorer.js and explorer.css to be tried in place of the server's own, while they are being written."""
DANA = "person/dana-orlov-f08cc9c7"
ACT = "legislation/entry-act-a68f6455"


@dataclass
class Watched:
    """A page and all that it should not do."""

    page: "Page"
    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @property
    def told(self) -> str:
        return self.page.locator(".strip .told").inner_text()

    @property
    def hash(self) -> str:
        return unquote(self.page.evaluate("location.hash")[1:])

    def see(self, words: str) -> "Locator":
        """Wait until something that is shown holds these words."""
        found = self.page.get_by_text(re.compile(words)).filter(visible=True).first
        found.wait_for()
        return found

    def until(self, expected: Callable[[], bool]) -> None:
        limit = time.monotonic() + 10
        while not expected():
            assert time.monotonic() < limit, f"waited in vain at {self.page.url}: {self.told}"
            time.sleep(0.02)

    def find(self, letters: str) -> None:
        self.page.keyboard.press("/")
        self.page.keyboard.type(letters)
        self.page.get_by_role("option").first.wait_for()

    def choose(self, letters: str) -> None:
        self.find(letters)
        self.page.keyboard.press("Enter")

    def title(self) -> str:
        return self.page.locator(".panel h2").inner_text()

    def focused(self) -> str:
        return self.page.evaluate(
            "(document.activeElement.getAttribute('aria-label') || document.activeElement.textContent).trim()"
        )

    def faults(self) -> list[str]:
        """Return what axe-core finds serious or critical."""
        assert AXE.is_file(), "axe-core is not installed: run `npm ci` in web/"
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run().then(({ violations }) => violations)")
        return [
            f"{one['impact']} {one['id']}: {[node['html'][:150] for node in one['nodes'][:3]]}"
            for one in found
            if one["impact"] in {"serious", "critical"}
        ]

    def assert_quiet(self) -> None:
        assert self.messages == []
        assert self.requests == []


def wait_until_ready(page: "Page") -> None:
    """Wait from outside until all is there; Playwright's own waiting runs `eval`, which the policy forbids."""
    limit = time.monotonic() + 30
    while not page.evaluate("document.documentElement.dataset.filled ?? null"):
        assert time.monotonic() < limit, f"the page did not draw in 30 s: {page.inner_text('body')[:300]}"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("explored")
    write_folder(sample_graph(), made)
    return made


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    with serving(folder) as server:
        limit = time.monotonic() + 60
        while server.ask("/explore/graph").status == 503:
            assert time.monotonic() < limit, "the picture was not made in 60 s"
            time.sleep(0.05)
        yield server


@pytest.fixture
def explore(chromium: "Browser", served: Served) -> Iterator[Callable[..., Watched]]:
    """Return a function that opens the explorer, watched."""
    contexts = []
    opened = []

    def open_page(address: str = "", *, file: Path | None = None, **options: object) -> Watched:
        settings = {"viewport": {"width": 1280, "height": 820}, "reduced_motion": "reduce", **options}
        context = chromium.new_context(**settings)  # type: ignore[arg-type]
        contexts.append(context)
        watched = Watched(context.new_page())
        opened.append(watched)
        page = watched.page
        page.set_default_timeout(10_000)
        page.on("console", lambda message: watched.messages.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: watched.messages.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (watched.messages.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        home = served.url if file is None else file.as_uri()
        page.on(
            "request",
            lambda request: None if request.url.startswith((home, "blob:")) else watched.requests.append(request.url),
        )
        if BUILT:
            page.route("**/assets/explorer.*", lambda route: route.fulfill(path=Path(BUILT) / _name(route.request.url)))
        page.goto((f"{home}explore" if file is None else home) + address)
        wait_until_ready(page)
        return watched

    yield open_page
    for watched in opened:
        watched.assert_quiet()
    for context in contexts:
        context.close()


def _name(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


def test_four_letters_find_a_person_and_the_words_about_her(explore: Callable[..., Watched]) -> None:
    shown = explore()
    shown.find("dana")
    first = shown.page.get_by_role("option").first
    assert re.sub(r"\s+", " ", first.inner_text()) == "P Dana Orlov person · 3 articles"
    shown.page.keyboard.press("Enter")
    shown.until(lambda: shown.page.locator(".panel h2").count() == 1 and shown.title() == "Dana Orlov")
    shown.page.locator(".panel mark").first.wait_for()
    assert any("Orlov" in marked for marked in shown.page.locator(".panel mark").all_inner_texts())
    shown.until(lambda: f"node={DANA}" in shown.hash)


def test_suggestions_are_gone_through_by_keys(explore: Callable[..., Watched]) -> None:
    shown = explore()
    shown.find("entr")
    box = shown.page.get_by_role("combobox", name="Find a name")
    assert box.get_attribute("aria-expanded") == "true"
    assert box.get_attribute("aria-activedescendant") == "found-0"
    shown.page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == "found-1"
    chosen = shown.page.locator("#found-1 bdi").inner_text()
    shown.page.keyboard.press("Enter")
    shown.until(lambda: shown.title() == chosen)
    shown.page.keyboard.press("/")
    shown.page.keyboard.type("xqzzx")
    shown.see("Nothing here bears that name")
    shown.page.keyboard.press("Escape")
    assert box.input_value() == ""


def test_what_connects_two(explore: Callable[..., Watched]) -> None:
    shown = explore()
    shown.choose("dana")
    shown.page.get_by_role("button", name="Path to").click()
    shown.see("Path from Dana Orlov: choose where it leads")
    shown.page.keyboard.type("entry act")
    shown.page.keyboard.press("Enter")
    shown.until(lambda: "path" in shown.told)
    assert re.search(r"\(\d steps?\) between Dana Orlov and (section 12 of the )?Entry Act$", shown.told)
    assert shown.title() == "What connects the two"
    shown.until(lambda: shown.hash.startswith(f"path={DANA},"))
    shown.page.get_by_role("button", name="Back to the whole picture").click()
    shown.until(lambda: shown.told.startswith("The whole picture"))


def test_around_one_and_hidden(explore: Callable[..., Watched]) -> None:
    shown = explore()
    shown.choose("dana")
    shown.page.get_by_role("button", name="Show around").click()
    shown.until(lambda: shown.told.startswith("Around Dana Orlov: "))
    before = int(re.findall(r"\d+", shown.told)[0])
    shown.choose("harbour league")
    shown.until(lambda: shown.title() == "Harbour League")
    shown.page.get_by_role("button", name="Hide", exact=True).click()
    shown.see("1 hidden")
    shown.page.get_by_role("button", name="Remove: 1 hidden").click()
    shown.until(lambda: shown.page.locator(".chip").count() == 0)
    assert before >= 2


def test_pinned_until_unpinned(explore: Callable[..., Watched]) -> None:
    shown = explore()
    shown.choose("dana")
    shown.page.get_by_role("button", name="Pin", exact=True).click()
    shown.see("1 put by hand")
    shown.until(lambda: f"pin={DANA}@" in shown.hash)
    shown.page.get_by_role("button", name="Unpin").click()
    shown.until(lambda: "pin=" not in shown.hash)


def test_narrowed_by_days(explore: Callable[..., Watched]) -> None:
    shown = explore()
    assert shown.page.locator(".side .told").inner_text() == "All 23 statements shown"
    shown.page.get_by_label("From", exact=True).fill("2026-03-04")
    shown.page.get_by_label("To", exact=True).fill("2026-03-04")
    shown.see("^2026-03-04$")
    shown.until(lambda: "things pass the filters" in shown.told)
    assert re.fullmatch(r"[1-9]\d* of 23 statements shown", shown.page.locator(".side .told").inner_text())
    shown.until(lambda: shown.hash == "from=2026-03-04&to=2026-03-04")
    shown.page.get_by_role("button", name="Remove: 2026-03-04").click()
    shown.until(lambda: shown.told.startswith("The whole picture") and shown.hash == "")


def test_narrowed_to_a_month_and_by_drawing_over_the_bars(explore: Callable[..., Watched]) -> None:
    shown = explore()
    shown.page.get_by_label("Month").select_option(label="2026-03 (3 articles)")
    shown.until(lambda: shown.hash == "from=2026-03-01&to=2026-03-31")
    bars = shown.page.locator(".brush svg").bounding_box()
    assert bars is not None
    shown.page.get_by_role("button", name="Any time").click()
    shown.until(lambda: shown.hash == "")
    shown.page.mouse.move(bars["x"] + 2, bars["y"] + 10)
    shown.page.mouse.down()
    shown.page.mouse.move(bars["x"] + bars["width"] * 0.2, bars["y"] + 10, steps=5)
    shown.page.mouse.move(bars["x"] + bars["width"] * 0.3, bars["y"] + 10, steps=5)
    shown.page.mouse.up()
    shown.until(lambda: "from=2026-03-02&to=2026-03-04" in shown.hash)
    shown.page.go_back()  # all of the drawing is one step
    shown.until(lambda: shown.hash == "")


def test_narrowed_by_kind_voice_confidence_outlet_and_article(explore: Callable[..., Watched]) -> None:
    shown = explore()
    page = shown.page
    kind = page.get_by_role("button", name=re.compile("^Articles"))
    kind.click()
    shown.until(lambda: "without=Article" in shown.hash)
    assert kind.get_attribute("aria-pressed") == "false"
    page.get_by_label("Others, as the articles tell it").check()
    page.get_by_label("How surely it was read").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.get_by_text("Outlets · 2").click()
    page.get_by_role("checkbox", name="South Courier").uncheck()
    page.get_by_text("Articles · 3").click()
    page.locator("details", has_text="Articles ·").get_by_role("checkbox").first.check()
    shown.until(lambda: page.locator(".chip").count() == 5)
    chips = page.locator(".chip bdi").all_inner_texts()
    assert chips[:4] == ["without articles", "said by others", "sure at least 10 %", "without South Courier"]
    assert {"no-outlet=South Courier", "sure=10", "voice=claimed"} <= set(shown.hash.split("&"))
    page.get_by_role("button", name="Show all", exact=True).first.click()
    shown.until(lambda: shown.hash == "" and page.locator(".chip").count() == 0)


def test_a_shared_link_opens_the_same(explore: Callable[..., Watched]) -> None:
    first = explore()
    first.choose("dana")
    first.page.get_by_role("button", name="Show around").click()
    first.page.get_by_label("community").check()
    first.page.get_by_label("From", exact=True).fill("2026-03-01")
    first.until(lambda: "from=2026-03-01" in first.hash and "colour=community" in first.hash)
    first.page.get_by_role("tab", name="Table").click()
    first.page.locator(".table-view table").first.wait_for()
    first.until(lambda: "view=table" in first.hash)
    second = explore(first.page.url[first.page.url.index("#") :])
    second.until(lambda: second.told == first.told and second.title() == first.title())
    assert second.page.locator(".chip bdi").all_inner_texts() == first.page.locator(".chip bdi").all_inner_texts()
    assert second.page.locator(".table-view").inner_text() == first.page.locator(".table-view").inner_text()
    assert second.hash == first.hash


def test_share_copies_the_link(explore: Callable[..., Watched]) -> None:
    shown = explore(permissions=["clipboard-read", "clipboard-write"])
    shown.choose("dana")
    shown.until(lambda: shown.title() == "Dana Orlov")
    shown.page.get_by_role("button", name="Share").click()
    shown.see("on the clipboard")
    copied = shown.page.evaluate("navigator.clipboard.readText()")
    assert f"/explore#node={DANA}" in copied
    shown.page.get_by_role("button", name="Close this note").click()


def test_back_and_forward(explore: Callable[..., Watched]) -> None:
    shown = explore()
    shown.choose("dana")
    shown.until(lambda: shown.title() == "Dana Orlov")
    shown.page.get_by_role("button", name="Show around").click()
    shown.until(lambda: shown.told.startswith("Around"))
    shown.page.get_by_role("tab", name="Timeline").click()
    shown.until(lambda: "view=timeline" in shown.hash)
    shown.page.go_back()
    shown.until(lambda: "view" not in shown.hash and shown.told.startswith("Around"))
    assert shown.page.get_by_role("tab", name="Graph").get_attribute("aria-selected") == "true"
    shown.page.go_back()
    shown.until(lambda: shown.told.startswith("The whole picture") and shown.title() == "Dana Orlov")
    shown.page.go_back()
    shown.until(lambda: shown.title() == "The picture")
    shown.page.go_forward()
    shown.until(lambda: shown.title() == "Dana Orlov")


@pytest.mark.parametrize(
    "address",
    [
        "#node=person/nobody-00000000",
        "#at=1,2",
        "#view=<img src=x onerror=alert(1)>",
        "#from=2026-0",
        "#node=%E0%A4%A",
        "#__proto__=1&constructor=2",
        f"#path={DANA},person/cut-o",
    ],
)
def test_what_a_link_holds_in_vain_is_said_in_a_sentence(explore: Callable[..., Watched], address: str) -> None:
    shown = explore(address)
    shown.see(r"^Part of this link is not known here and was left out: ")
    assert shown.told.startswith("The whole picture")


def test_keys_alone(explore: Callable[..., Watched]) -> None:
    shown = explore()
    keys = shown.page.keyboard
    keys.press("Tab")
    assert shown.focused() == "Skip to the table"
    shown.choose("dana")
    shown.until(lambda: shown.title() == "Dana Orlov")
    assert shown.focused().startswith("Graph. Arrow keys")
    spoken = shown.page.locator("p[role=status]")
    shown.until(lambda: re.fullmatch(r"Dana Orlov, person, \d+ neighbours", spoken.inner_text()) is not None)
    arrows = ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown")
    for arrow in arrows:
        keys.press(arrow)
        if shown.title() != "Dana Orlov":
            break
        time.sleep(0.1)
    shown.until(lambda: shown.title() != "Dana Orlov")
    name = shown.title()
    keys.press("Enter")
    shown.until(lambda: shown.told.startswith(f"Around {name[:20]}"))
    keys.press("d")
    assert shown.focused() == name
    keys.press("Escape")
    shown.until(lambda: shown.title() == "The picture" and shown.focused().startswith("Graph."))
    keys.press("Escape")
    shown.until(lambda: shown.told.startswith("The whole picture"))
    shown.choose("dana")
    keys.press("p")
    keys.type("harbour")
    keys.press("Enter")
    shown.until(lambda: "between Dana Orlov and Harbour League" in shown.told)
    keys.press("?")
    shown.see("How to look around")
    keys.press("Escape")
    shown.until(lambda: not shown.page.get_by_text("How to look around").is_visible())


def test_the_skip_link_leads_to_the_table(explore: Callable[..., Watched]) -> None:
    shown = explore()
    shown.page.keyboard.press("Tab")
    shown.page.keyboard.press("Enter")
    shown.page.locator(".table-view table").first.wait_for()
    shown.until(lambda: shown.hash == "view=table")


def test_tabs_and_menus_by_keys(explore: Callable[..., Watched]) -> None:
    shown = explore()
    shown.page.get_by_role("tab", name="Graph").focus()
    for view in ("timeline", "map", "table"):
        shown.page.keyboard.press("ArrowRight")
        shown.until(lambda view=view: shown.hash == f"view={view}")
    shown.page.get_by_role("button", name="Save").focus()
    shown.page.keyboard.press("ArrowDown")
    assert shown.focused() == "Picture (PNG)"
    shown.page.keyboard.press("ArrowUp")
    assert shown.focused() == "Table (CSV)"
    shown.page.keyboard.press("Escape")
    assert shown.focused() == "Save"


@pytest.mark.parametrize(
    ("item", "ending", "start"),
    [
        ("Picture (PNG)", ".png", b"\x89PNG"),
        ("Drawing (SVG)", ".svg", b"<"),
        ("Graph (GraphML)", ".graphml", b"<?xml"),
        ("Table (CSV)", ".csv", b""),
    ],
)
def test_what_is_seen_is_saved(explore: Callable[..., Watched], item: str, ending: str, start: bytes) -> None:
    shown = explore()
    shown.page.get_by_role("button", name="Save").click()
    with shown.page.expect_download() as download:
        shown.page.get_by_role("menuitem", name=item).click()
    assert download.value.suggested_filename.endswith(ending)
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(start)
    assert len(content) > 300
    if ending in {".svg", ".graphml"}:
        etree.fromstring(content)
    if ending != ".png":
        assert "Dana Orlov" in content.decode()


def test_light_and_dark(explore: Callable[..., Watched]) -> None:
    shown = explore(color_scheme="dark")
    colour = "getComputedStyle(document.body).backgroundColor"
    dark = shown.page.evaluate(colour)
    assert shown.page.evaluate("document.documentElement.dataset.theme") == "dark"
    button = shown.page.get_by_role("button", name="Theme:")
    assert button.inner_text() == "Theme: auto"
    button.click()
    assert button.inner_text() == "Theme: light"
    assert shown.page.evaluate(colour) != dark
    shown.page.reload()
    wait_until_ready(shown.page)
    assert button.inner_text() == "Theme: light"
    button.click()
    assert shown.page.evaluate(colour) == dark


def test_a_phone(explore: Callable[..., Watched]) -> None:
    shown = explore(viewport={"width": 390, "height": 780}, has_touch=True, is_mobile=True)
    page = shown.page
    page.get_by_role("button", name="Search").tap()
    page.keyboard.type("dana")
    page.get_by_role("option").first.tap()
    shown.until(lambda: page.locator(".panel h2").is_visible() and shown.title() == "Dana Orlov")
    small = page.evaluate(
        "[...document.querySelectorAll('button, select, input[type=date], summary')]"
        ".filter((one) => one.checkVisibility() && !one.closest('.panel, .view'))"
        ".filter((one) => one.getBoundingClientRect().height < 39.5).map((one) => one.outerHTML)"
    )
    assert small == []
    page.get_by_role("button", name="Show around").tap()
    shown.until(lambda: shown.told.startswith("Around"))
    page.locator(".sheet-tabs").get_by_role("button", name="Filters").tap()
    page.get_by_role("button", name=re.compile("^Articles")).tap()
    shown.until(lambda: "without=Article" in shown.hash)
    page.get_by_role("button", name="Menu").tap()
    page.get_by_role("menuitem", name="Help").tap()
    shown.see("How to look around")
    assert shown.faults() == []


@pytest.mark.parametrize("width", [320, 640, 720, 900, 1280])
def test_nothing_is_cut_off(explore: Callable[..., Watched], width: int) -> None:
    shown = explore(viewport={"width": width, "height": 560})
    for view in ("Graph", "Table", "Timeline", "Map"):
        shown.page.get_by_role("tab", name=view).click()
        time.sleep(0.1)
        assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
    beside = shown.page.evaluate(
        "[...document.querySelectorAll('.top *, .strip *, .sheet-tabs *')].filter((one) => one.checkVisibility()"
        f" && !one.closest('.unseen') && one.getBoundingClientRect().right > {width} + 0.5).map((one) => one.outerHTML)"
    )
    assert beside == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(explore: Callable[..., Watched], scheme: str) -> None:
    shown = explore(color_scheme=scheme)
    assert shown.faults() == []
    shown.page.get_by_text("Outlets · 2").click()
    shown.page.get_by_label("From", exact=True).fill("2026-03-01")
    shown.page.get_by_label("community").check()
    shown.see("since 2026-03-01")
    assert shown.faults() == []
    shown.find("dana")
    assert shown.faults() == []
    shown.page.keyboard.press("Enter")
    shown.page.locator(".panel mark").first.wait_for()
    assert shown.faults() == []
    for view in ("Timeline", "Map", "Table"):
        shown.page.get_by_role("tab", name=view).click()
        time.sleep(0.2)
        assert shown.faults() == []
    shown.page.keyboard.press("?")
    assert shown.faults() == []


def test_a_graph_that_cannot_be_had_is_told_in_a_sentence(explore: Callable[..., Watched]) -> None:
    shown = explore()
    shown.page.route(
        "**/explore/graph*", lambda route: route.fulfill(status=500, content_type="text/plain", body="No.")
    )
    shown.page.reload()
    assert shown.page.get_by_role("alert").inner_text().endswith("No.")
    shown.page.unroute("**/explore/graph*")
    shown.page.route("**/explore/graph*", lambda route: route.fulfill(status=200, body=b"\x00\x01damaged"))
    shown.page.reload()
    shown.see("damaged or incomplete")
    shown.page.unroute("**/explore/graph*")
    answers = [lambda route: route.fulfill(status=202, content_type="text/plain", headers=again, body="Being made.")]
    again = {"retry-after": "1"}
    shown.page.route("**/explore/graph*", lambda route: answers.pop()(route) if answers else route.continue_())
    shown.page.reload()
    shown.see("^Being made. ")
    wait_until_ready(shown.page)
    shown.messages.clear()  # Chromium writes the 500 down by itself


def test_a_link_is_read_though_the_picture_is_moved_before_names_are_there(explore: Callable[..., Watched]) -> None:
    shown = explore()
    held: list = []
    shown.page.route("**/explore/details*", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it is given
    shown.page.evaluate(f"location.hash = '#node={DANA}'")
    shown.page.reload()
    wait_until_ready(shown.page)
    shown.page.locator(".stage").hover()
    shown.page.mouse.wheel(0, -300)
    time.sleep(0.8)
    assert shown.hash == f"node={DANA}"
    shown.until(lambda: len(held) == 1)
    held[0].continue_()
    shown.until(lambda: shown.title() == "Dana Orlov")


def test_the_same_from_a_file(explore: Callable[..., Watched], folder: Path, tmp_path: Path) -> None:
    write_site(folder, tmp_path / "site", title="The harbour <b>")
    file = tmp_path / "site" / "index.html"
    shown = explore(file=file)
    assert shown.page.get_by_role("heading", level=1).inner_text() == "The harbour <b>"
    shown.choose("dana")
    shown.page.locator(".panel mark").first.wait_for()
    shown.page.get_by_role("button", name="Show around").click()
    shown.until(lambda: shown.told.startswith("Around Dana Orlov"))
    for view in ("Timeline", "Map", "Table"):
        shown.page.get_by_role("tab", name=view).click()
        shown.until(lambda view=view: shown.hash.startswith(f"view={view.lower()}"))
    again = explore(shown.page.evaluate("location.hash"), file=file)
    again.until(lambda: again.told == shown.told and again.title() == "Dana Orlov")
    shown.page.go_back()
    shown.until(lambda: shown.hash.startswith("view=map"))
    assert shown.faults() == []
