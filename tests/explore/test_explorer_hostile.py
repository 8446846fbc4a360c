"""The explorer over names and texts that try to be markup, keys, formulas or too much: all of it stays words."""

import csv
import io
import re
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from hostile_corpus import MARKUP, NAMES, WRITING, hostile_folder, hostile_graph
from lxml import etree

from newsgraph.explore.gather import gather_graph
from newsgraph.explore.picture import KINDS
from newsgraph.site import write_site
from running import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PICTURE = gather_graph(hostile_graph())
SHOWN = dict(zip(PICTURE.nodes.ids, PICTURE.nodes.names, strict=True))
TEXTS = {f"article/{article.id}": article.text for article in hostile_graph().articles}
WIDE = {"width": 1280, "height": 860}
TITLE = "</title><script>alert(31)</script><!-- {{7*7}}"
TAGS = (
    "html head meta title link style script noscript body div header main section aside nav footer h1 h2 h3 h4 p span "
    "bdi a button input label select option fieldset legend dialog ul ol li dl dt dd table caption colgroup col thead "
    "tbody tr th td mark em strong time canvas kbd details summary output small svg g path rect circle polygon text "
    "line title use defs clippath ellipse polyline abbr datalist tspan q blockquote hr br"
).split()
_LOOK = """([tags]) => {
  const known = new Set(tags), faults = [];
  for (const element of document.querySelectorAll("*")) {
    // The page's own bars and dots are <i> without words.
    const isOwn = known.has(element.localName.toLowerCase()) || (element.localName === "i" && !element.textContent);
    if (!isOwn) faults.push(element.outerHTML.slice(0, 200));
    for (const { name, value } of element.attributes) {
      if (/^on|^srcdoc$|^formaction$/i.test(name)) faults.push(`${name}=${value.slice(0, 200)}`);
      if (/(^|:)(href|src|action)$/i.test(name) && element.localName !== "link" && element.localName !== "script") {
        const { protocol } = new URL(value, location.href);
        const inside = value.startsWith("#") || value.startsWith("/") && !value.startsWith("//");
        if (!inside && !["http:", "https:", "blob:"].includes(protocol) && !/^query\\.html/.test(value)) {
          faults.push(`${name}=${value.slice(0, 200)}`);
        }
        if (/^https?:/i.test(value) && !/noreferrer/.test(element.rel ?? "")) faults.push(`tells from where: ${value}`);
      }
    }
  }
  const loose = [...Object.keys(Object.prototype), ...Object.keys(Array.prototype)];
  if (loose.length > 0) faults.push(`prototypes: ${loose}`);
  for (const one of document.querySelectorAll("html, body, .top, .strip, .side, .details, .panel")) {
    if (one.scrollWidth > one.clientWidth + 1) faults.push(`wider than it shows: ${one.className} ${one.scrollWidth}`);
  }
  return faults;
}"""


@dataclass
class Opened:
    """A page of the explorer, and all that it should not do."""

    page: "Page"
    url: str
    faults: list[str] = field(default_factory=list)

    def open(self, address: str = "") -> None:
        """Load the page anew."""
        self.page.goto("about:blank")
        self.page.goto(self.url + address)
        self.until("document.documentElement.dataset.ready !== undefined")
        self.until("document.querySelector('.details h2') !== null")

    def turn(self, address: str) -> None:
        """Go to another state of the page that is open."""
        # Where the camera is told, it does not fly, which would be written into the address a moment later.
        self.page.evaluate("address => { location.hash = address; }", f"{address}&at=0,0,1")

    def until(self, condition: str, argument: Any = None, seconds: float = 8) -> None:
        """Wait from outside: the page's policy forbids what Playwright's own waiting runs in it."""
        function = condition if "=>" in condition else f"() => {condition}"
        limit = time.monotonic() + seconds
        while not self.page.evaluate(function, argument):
            assert time.monotonic() < limit, f"not so in {seconds} s: {condition} {str(argument)[:200]} {self.faults}"
            time.sleep(0.02)

    def texts(self, selector: str) -> list[str]:
        """Return the text of all elements that a selector finds."""
        found: list[str] = self.page.evaluate(
            "selector => [...document.querySelectorAll(selector)].map((one) => one.textContent)", selector
        )
        return found

    def assert_inert(self) -> None:
        """Make sure that nothing ran, was asked for, was said, or became an element, and that the page fits."""
        assert self.page.evaluate(_LOOK, [TAGS]) == []
        assert self.faults == []


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_folder(tmp_path_factory.mktemp("hostile") / "graph")


@pytest.fixture(scope="module", params=["server", "file"])
def opened(
    request: pytest.FixtureRequest, chromium: "Browser", folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Opened]:
    """Return the explorer at a server, and as a file opened from disk."""
    if request.param == "file":
        site = tmp_path_factory.mktemp("written") / "site"
        write_site(folder, site, title=TITLE)
        yield from _watched(chromium, (site / "index.html").as_uri())
        return
    with serving(folder) as served:
        limit = time.monotonic() + 60
        while served.ask("/explore/graph").status != 200:
            assert time.monotonic() < limit
            time.sleep(0.1)
        yield from _watched(chromium, f"{served.url}explore")


def _watched(browser: "Browser", url: str) -> Iterator[Opened]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 860}, reduced_motion="reduce", accept_downloads=True
    )
    page = context.new_page()
    page.set_default_timeout(8000)
    watched = Opened(page, url)
    own = url.rpartition("/")[0] + "/" if url.startswith("http") else url
    page.on("console", lambda message: watched.faults.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: watched.faults.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (watched.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("popup", lambda popup: watched.faults.append(f"popup: {popup.url}"))

    def asked(request: Any) -> None:
        if not request.url.startswith((own, "blob:", "about:blank")):
            watched.faults.append(f"request: {request.url[:200]}")

    context.on("request", asked)
    yield watched
    context.close()


@pytest.fixture(scope="module")
def query_page(chromium: "Browser", folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Return the query page of a site, opened from disk."""
    site = tmp_path_factory.mktemp("asked") / "site"
    write_site(folder, site, title=TITLE)
    yield from _watched(chromium, (site / "query.html").as_uri())


def address(**values: str) -> str:
    """Return the part of an address that names nodes."""
    return "#" + "&".join(f"{name}={value}" for name, value in values.items())


def plain(name: str) -> str:
    return quote(name, safe="/")


def of_kind(*kinds: str) -> list[str]:
    numbers = {KINDS.index(kind) for kind in kinds}
    return [one for one, kind in zip(PICTURE.nodes.ids, PICTURE.nodes.kinds, strict=True) if kind in numbers]


def test_the_page_opens(opened: Opened) -> None:
    opened.open()
    opened.assert_inert()
    if opened.url.startswith("file:"):
        assert opened.texts("h1") == [" ".join(TITLE.split())]
        assert opened.page.title().startswith(" ".join(TITLE.split()))


def test_every_node_is_called_by_its_name(opened: Opened) -> None:
    opened.open()
    things = of_kind("Person", "Organization", "Place", "Legislation", "Event", "Group")
    for name in [*things, *of_kind("Article")[::4], *of_kind("ReportedEvent")[::4]]:
        words = SHOWN[name]
        opened.turn(address(node=plain(name)))
        opened.until("words => document.querySelector('.details h2')?.textContent === words", words)
        assert all(part in TEXTS.get(name, part) for part in _sentences(opened, name))
    opened.assert_inert()


def _sentences(opened: Opened, name: str) -> list[str]:
    """Return the sentences that the panel of an article shows."""
    if name not in TEXTS:
        return []
    return [part.removeprefix("… ").removesuffix(" …") for part in opened.texts(".details .panel-words")]


def test_every_mark_covers_the_words_of_the_text(opened: Opened) -> None:
    opened.open()
    number_of = {name: number for number, name in enumerate(PICTURE.nodes.ids)}
    for event in of_kind("ReportedEvent")[::4]:
        opened.turn(address(node=plain(event)))
        opened.until("words => document.querySelector('.details h2')?.textContent === words", SHOWN[event])
        opened.until("document.querySelector('.details mark') !== null")
        marks = opened.texts(".details mark")
        expected = {
            one.sentences[sentence][start:end]
            for one in PICTURE.passages
            for link, found in one.evidence.items()
            if number_of[event] in (PICTURE.links.sources[link], PICTURE.links.targets[link])
            for sentence, start, end in found
        }
        assert set(marks) <= expected
    opened.assert_inert()


@pytest.mark.parametrize("narrow", [False, True])
def test_what_joins_two_is_told(opened: Opened, narrow: bool) -> None:
    with as_before(opened.page):
        opened.page.set_viewport_size({"width": 375 if narrow else 1280, "height": 720})
        opened.open()
        ids, links = PICTURE.nodes.ids, PICTURE.links
        claimed = [at for at in range(len(links.sources)) if links.voices[at] not in (0, 10)]
        for link in claimed[:: 12 if narrow else 5]:
            one, other = ids[links.sources[link]], ids[links.targets[link]]
            if one == other:
                continue
            opened.turn(address(edge=f"{plain(one)},{plain(other)}"))
            # All three at once: what was told before may name the two as well.
            opened.until(
                "(words) => { const told = document.querySelector('.details')?.textContent ?? '';"
                " return words.every((word) => told.includes(word)); }",
                [SHOWN[one], SHOWN[other], PICTURE.relations[links.relations[link]]],
            )
            opened.assert_inert()


@contextmanager
def as_before(page: "Page") -> Iterator[None]:
    """Leave the page as wide and light as the other tests want it, also where one fails."""
    try:
        yield
    finally:
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(WIDE)


def _listed(name: str) -> str:
    """Return a name as lists show it: what turns the writing is made visible."""
    turning = "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
    return re.sub(turning, lambda sign: f"‹U+{ord(sign[0]):04X}›", name)


def _bare(name: str) -> str:
    """Return a name without spaces and piled marks, of which lists show three."""
    return "".join(sign for sign in name if not (sign.isspace() or unicodedata.category(sign).startswith("M")))


TYPED = [name for name in (*MARKUP, *WRITING) if not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", name)]


def test_names_are_found_and_shown_as_they_are(opened: Opened) -> None:
    opened.open()
    for name in TYPED:
        opened.page.fill("[role=combobox]", name[:60])
        opened.until("document.querySelector('#found').childElementCount > 0")
        found = opened.texts("#found li")
        # What is only marks or blanks has no letters to be found by.
        if any(sign.isalnum() for sign in name):
            assert any(_bare(_listed(name))[:20] in _bare(one) for one in found), found
    for name in NAMES:
        opened.page.fill("[role=combobox]", name[:60])
    opened.page.fill("[role=combobox]", MARKUP[1][:20])
    opened.page.press("[role=combobox]", "Enter")
    opened.until("document.querySelector('.details h2').textContent.includes('script')")
    opened.assert_inert()


@pytest.mark.parametrize("view", ["timeline", "map", "table"])
def test_other_views_show_words(opened: Opened, view: str) -> None:
    opened.open()
    opened.page.click(f"#tab-{view}")
    opened.until("!document.querySelector('.view').hidden && document.querySelector('.view').childElementCount > 0")
    shown = " ".join(opened.texts(".view"))
    kinds = {"timeline": ("ReportedEvent", "Article"), "map": ("Place",), "table": tuple(KINDS)}[view]
    names = [SHOWN[name] for name in of_kind(*kinds)]
    assert sum(name[:30] in shown for name in names) >= min(5, len(names))
    for text in opened.page.locator(".view button").all()[:25]:
        if text.is_visible():
            text.hover(timeout=2000)
    opened.assert_inert()


def test_the_table_sorts_and_opens(opened: Opened) -> None:
    opened.open("#view=table")
    opened.until("document.querySelectorAll('.view tbody tr').length > 10")
    for header in opened.page.locator(".view thead button").all():
        header.click()
    for more in opened.page.locator(".view button[aria-expanded=false]").all()[:8]:
        more.click()
    opened.assert_inert()


def test_parts_and_paths_are_told(opened: Opened) -> None:
    opened.open()
    entities = of_kind("Person", "Organization", "Place", "Legislation", "Group", "Event")
    for one in entities[::9]:
        opened.turn(address(around=plain(one)))
        opened.until("document.querySelector('.back:not([hidden])') !== null")
    for one, other in zip(entities[::13], entities[5::13], strict=False):
        opened.turn(address(path=f"{plain(one)},{plain(other)}"))
        opened.until("document.querySelector('.details h2').textContent === 'What connects the two'")
    opened.turn(address(hide=",".join(plain(one) for one in entities[:20]), colour="community"))
    opened.turn(address(article=plain(of_kind("Article")[3])))
    opened.turn(address(outlet=",".join(quote(outlet, safe="") for outlet in PICTURE.outlets[:30])))
    opened.until("document.querySelector('.chips').childElementCount > 0")
    opened.assert_inert()


STRANGE = (
    "#<script>alert(41)</script>",
    "#node=%3Cimg%20src=x%20onerror=alert(42)%3E",
    "#node=__proto__&around=constructor&path=toString,valueOf",
    "#__proto__=1&constructor=2&hasOwnProperty=3",
    "#view=__proto__&colour=constructor&voice=toString",
    "#outlet=prototype&no-outlet=" + quote("<script>alert(43)</script>"),
    "#at=1e999,NaN,-1&sure=1e99&from=9999-99-99",
    "#" + "a" * 20_000,
    "#node=%ff%fe&edge=%",
    "#pin=" + ",".join(["person/x@1@2"] * 3000),
)


@pytest.mark.parametrize("strange", STRANGE, ids=range(len(STRANGE)))
def test_strange_addresses_are_told_as_words(opened: Opened, strange: str) -> None:
    opened.open(strange)
    opened.until("document.querySelector('.note') !== null && !document.querySelector('.note').hidden")
    opened.assert_inert()


def test_the_picture_can_be_walked(opened: Opened) -> None:
    opened.open("#colour=community")
    stage = opened.page.locator(".stage").bounding_box()
    assert stage is not None
    for across in range(1, 10):
        for down in range(1, 6):
            place = (stage["x"] + stage["width"] * across / 10, stage["y"] + stage["height"] * down / 6)
            opened.page.mouse.move(*place)
            if (across + down) % 3 == 0:
                opened.page.mouse.click(*place)
    opened.page.locator(".stage").first.focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "Enter", "Escape", "+", "-", "0", "p", "h") * 2:
        opened.page.keyboard.press(key)
    opened.assert_inert()


def test_filters_list_names_as_words(opened: Opened) -> None:
    opened.open()
    for summary in opened.page.locator(".side summary, .side button[aria-expanded=false]").all():
        if summary.is_visible():
            summary.click()
    shown = " ".join(opened.texts(".side"))
    assert sum(outlet[:30] in shown for outlet in PICTURE.outlets) > 3
    for box in opened.page.locator(".side input[type=checkbox]").all()[:30]:
        if box.is_visible():
            box.click()
    opened.assert_inert()


def saved(opened: Opened, label: str) -> bytes:
    """Return the file that the page hands over."""
    opened.open()
    opened.page.click(".tools [aria-haspopup=menu]")
    with opened.page.expect_download() as download:
        opened.page.get_by_role("menuitem", name=label).click()
    content = Path(download.value.path()).read_bytes()
    opened.assert_inert()
    return content


def test_a_saved_table_works_nothing_out(opened: Opened) -> None:
    rows = list(csv.reader(io.StringIO(saved(opened, "Table").decode("utf-8-sig"), newline="")))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) > len(PICTURE.links.sources)
    for cell in (cell for row in rows for cell in row):
        assert not re.match(r"[=+\-@\t\r]", cell) or re.fullmatch(r"-?\d+(\.\d+)?", cell), cell[:80]
    told = {cell for row in rows for cell in (row[0], row[4])}
    assert [name for name in SHOWN.values() if not {name, f"'{name}"} & told] == []


ILLEGAL = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _in_xml(name: str) -> str:
    return ILLEGAL.sub("\ufffd", re.sub("\r\n?", "\n", name))


def _parsed(content: bytes) -> etree._Element:
    strict = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(content, strict)


def test_a_saved_graph_is_xml_with_the_names(opened: Opened) -> None:
    tree = _parsed(saved(opened, "GraphML"))
    labels = [one.text for one in tree.iter("{*}data") if one.get("key") == "node_label"]
    assert sorted(labels) == sorted(map(_in_xml, SHOWN.values()))
    assert {etree.QName(one).localname for one in tree.iter()} == {"graphml", "key", "graph", "node", "edge", "data"}


def test_a_saved_drawing_holds_no_more_than_a_drawing(opened: Opened) -> None:
    tree = _parsed(saved(opened, "SVG"))
    tags = {etree.QName(one).localname for one in tree.iter()}
    assert tags <= {"svg", "rect", "path", "g", "title", "polygon", "circle", "text", "clipPath", "defs", "line"}
    assert not [name for one in tree.iter() for name in one.attrib if "href" in name or name.startswith("on")]
    titles = [one.text for one in tree.iter("{*}title")]
    assert any("<script>" in (title or "") for title in titles)


def test_a_saved_picture_is_one(opened: Opened) -> None:
    assert saved(opened, "PNG").startswith(b"\x89PNG\r\n\x1a\n")


@pytest.mark.parametrize("size", [(360, 740), (1280, 860)])
def test_it_fits_in_the_dark_and_on_a_phone(opened: Opened, size: tuple[int, int]) -> None:
    with as_before(opened.page):
        opened.page.emulate_media(color_scheme="dark")
        opened.page.set_viewport_size({"width": size[0], "height": size[1]})
        for name in [*of_kind("Article")[:40:8], *of_kind("Person")[:4], *of_kind("Place")[:2]]:
            opened.open(address(node=plain(name)))
            opened.until("words => document.querySelector('.details h2')?.textContent === words", SHOWN[name])
            opened.assert_inert()


@pytest.mark.parametrize(
    "act",
    [
        "document.body.append(document.createElement('img'))",
        "document.querySelector('h1').setAttribute('onclick', 'x')",
        "document.querySelector('h1').append(Object.assign(document.createElement('a'), { href: 'javascript:x' }))",
        "void (Object.prototype.polluted = 1)",
        "void (document.querySelector('.details h2').style.width = '4000px')",
        "console.info('said')",
        "void fetch('https://evil.example/').catch(() => 0)",
    ],
)
def test_the_watch_sees_what_it_looks_for(opened: Opened, act: str) -> None:
    opened.open()
    opened.page.evaluate(f"() => {{ {act} }}")
    time.sleep(0.1)
    with pytest.raises(AssertionError):
        opened.assert_inert()
    opened.faults.clear()


QUERIES = (
    "SELECT ?thing ?name { ?thing rdfs:label ?name } ORDER BY ?name LIMIT 400",
    "SELECT ?article ?text ?url { ?article a schema:NewsArticle ; schema:headline ?text . "
    "OPTIONAL { ?article schema:url ?url } }",
    "CONSTRUCT { ?thing rdfs:label ?name } { ?thing rdfs:label ?name }",
)


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_answers_from_disk_are_words(query_page: Opened, query: str) -> None:
    page = query_page.page
    page.goto("about:blank")
    page.goto(query_page.url)
    page.locator("#editor .cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(query)
    page.locator("#run").click()
    query_page.until("document.querySelectorAll('#answer tbody tr').length > 20", seconds=30)
    assert any("<script>" in cell for cell in query_page.texts("#answer td"))
    assert not page.locator("#answer img, #answer script, #answer iframe, #answer u, #answer b").count()
    addresses = page.evaluate("[...document.querySelectorAll('#answer a')].map((link) => link.href)")
    assert [one for one in addresses if not one.startswith(("https:", "http:", "file:"))] == []
    assert query_page.faults == []
