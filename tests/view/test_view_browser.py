import pytest
from hostile import NAMES, hostile_graph
from waiting import wait_until_ready

from generate import generated_graph
from newsgraph.model import KnowledgeGraph
from newsgraph.view import notebook, page, to_pyvis
from telling import BANK, BRANDT, FIRST, TOLVA, telling_graph

pytestmark = pytest.mark.browser

KG = generated_graph(132)
TOLD = telling_graph()
LINE = "([a, b, voice]) => select({ edge: DATA.edges.find((e) => e.from === a && e.to === b && e.voice === voice).id })"
SELECT = "(id) => select({ node: id })"
PAGE_TAGS = "() => [...new Set([...document.querySelectorAll('body *')].map((e) => e.tagName.toLowerCase()))].sort()"


def top(kind: str) -> dict:
    return next(node for node in to_pyvis(KG).nodes if node["kind"] == kind)


@pytest.mark.parametrize("nodes", [0, 2, 132, 600])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_draws_quietly_and_asks_nobody(show, nodes: int, scheme: str):
    kg = generated_graph(nodes) if nodes else KnowledgeGraph()
    watched = show(page(kg), color_scheme=scheme)
    watched.page.wait_for_timeout(200)
    drawn = watched.page.evaluate(
        "() => { const c = document.querySelector('#canvas canvas'); const d = c.getContext('2d')"
        ".getImageData(0, 0, c.width, c.height).data; return d.some((value) => value !== 0); }"
    )
    assert drawn == bool(nodes)
    watched.assert_quiet()


def test_the_page_opens_where_every_outside_request_hangs(show):
    watched = show(page(KG), hanging=True)
    assert float(watched.page.evaluate("document.documentElement.dataset.ready")) < 10_000
    watched.assert_quiet()


def test_the_page_cannot_reach_outside_even_if_told_to(show):
    watched = show(page(KG))
    refused = watched.page.evaluate("() => fetch('https://evil.example/').then(() => 'sent', () => 'refused')")
    assert refused == "refused"
    assert watched.requests == []
    assert any("Content Security Policy" in message for message in watched.messages)


def test_hostile_names_show_as_text(show):
    kg = hostile_graph()
    watched = show(page(kg, title="<b>{{7*7}}</b>"))
    clean = show(page(KG)).page
    opened = watched.page
    for number, name in enumerate(NAMES):
        opened.evaluate(SELECT, f"person/e{number:02}")
        assert opened.evaluate("document.querySelector('#panel h2 bdi').textContent") == name
        assert opened.evaluate("[...document.querySelectorAll('#panel mark')].length") > 0
    for line in opened.evaluate("DATA.edges.map((edge) => edge.id)"):
        opened.evaluate("(edge) => select({ edge }, { move: true, speak: true })", line)
    for number in range(len(NAMES)):
        opened.evaluate(SELECT, f"event/{number}")
        opened.evaluate("(id) => hover({ node: id }, { DOM: { x: 9, y: 9 } })", f"event/{number}")
    told = opened.evaluate("DATA.edges.flatMap((edge) => edge.told).filter((told) => told.cue).length")
    assert told > 2 * len(NAMES)
    opened.evaluate(SELECT, f"article/{kg.articles[0].id}")
    assert opened.evaluate("document.querySelector('#panel h2').textContent") == kg.articles[0].headline
    assert opened.evaluate("document.querySelector('h1').textContent") == "<b>{{7*7}}</b>"
    opened.click("#tables summary")
    opened.wait_for_selector("#edge-table table")
    listed = opened.evaluate(
        "[...document.querySelectorAll('#node-table tbody tr td:first-child')].map((e) => e.textContent)"
    )
    assert set(NAMES) <= set(listed)
    for letter in ("<", "x", "{", "a"):
        opened.fill("#search", letter)
    opened.fill("#search", "")
    clean.evaluate(SELECT, top("Person")["id"])
    clean.evaluate("() => hover({ node: state.selected.node }, { DOM: { x: 9, y: 9 } })")
    clean.click("#tables summary")
    clean.wait_for_selector("#edge-table table")
    extra = set(opened.evaluate(PAGE_TAGS)) - set(clean.evaluate(PAGE_TAGS))
    assert extra == set()
    assert opened.evaluate("document.querySelectorAll('#panel script, #panel img, table b, table img').length") == 0
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
    watched.assert_quiet()


def test_writing_directions_stay_within_a_name(show):
    opened = show(page(hostile_graph())).page
    opened.evaluate(SELECT, "person/e05")
    assert opened.evaluate("getComputedStyle(document.querySelector('#panel h2 bdi')).unicodeBidi") == "isolate"
    assert opened.evaluate(
        "[...document.querySelectorAll('.words')].every((e) => getComputedStyle(e).unicodeBidi.startsWith('isolate'))"
    )
    label = opened.evaluate("NODES.get('person/e05').label")
    assert "\u202e" not in label
    assert "U+202E" in label


def test_hostile_titles_of_a_users_own_nodes_show_as_text(show):
    network = to_pyvis(KG)
    network.add_node("mine", label="Mine", title="<img src=x onerror=alert(1)> href", x=0, y=0)
    network.add_edge("mine", network.nodes[0]["id"])
    watched = show(network.generate_html())
    watched.page.evaluate(SELECT, "mine")
    assert (
        watched.page.evaluate("document.querySelector('#panel .soft').textContent")
        == "<img src=x onerror=alert(1)> href"
    )
    watched.assert_quiet()


def test_the_legend_hides_and_shows_a_kind_by_click_and_by_key(show):
    watched = show(page(KG))
    opened = watched.page
    count = "nodeItems.length"
    before = opened.evaluate(count)
    chip = opened.locator("#legend button[data-kind=Person]")
    chip.click()
    assert chip.get_attribute("aria-pressed") == "false"
    people = int(chip.locator(".count").inner_text())
    assert opened.evaluate(count) == before - people
    chip.focus()
    opened.keyboard.press("Space")
    assert chip.get_attribute("aria-pressed") == "true"
    assert opened.evaluate(count) == before
    watched.assert_quiet()


def test_the_search_finds_whatever_case_and_accents(show):
    person = top("Person")
    watched = show(page(KG))
    opened = watched.page
    opened.keyboard.press("/")
    typed = person["name"].upper().replace("A", "Á")
    opened.keyboard.type(typed[:6])
    assert opened.get_attribute("#search", "aria-expanded") == "true"
    opened.fill("#search", typed)
    opened.keyboard.press("Enter")
    assert opened.inner_text("#panel h2") == person["name"]
    assert person["name"] in opened.inner_text("#spoken")
    opened.fill("#search", "zzzzzz")
    assert "No drawn node" in opened.inner_text("#found")
    watched.assert_quiet()


def test_the_keyboard_walks_the_graph(show):
    watched = show(page(KG))
    opened = watched.page
    opened.focus("#canvas")
    seen = []
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        opened.keyboard.press(key)
        seen.append(opened.inner_text("#panel h2"))
    assert len(set(seen)) >= 3
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "panel"
    opened.keyboard.press("Escape")
    opened.keyboard.press("Escape")
    assert opened.locator("#panel h2").count() == 0
    for key in ("+", "-", "0"):
        opened.keyboard.press(key)
    watched.assert_quiet()


def test_a_selected_node_shows_the_marked_words_and_where_they_stand(show):
    person = top("Person")
    watched = show(page(KG))
    opened = watched.page
    opened.evaluate(SELECT, person["id"])
    marks = opened.evaluate("[...document.querySelectorAll('#panel mark')].map((e) => e.textContent)")
    assert person["name"] in marks
    sources = opened.evaluate("[...document.querySelectorAll('#panel .source')].map((e) => e.textContent)")
    assert any("The Arlen Courier" in source and "2024-" in source and ".txt" in source for source in sources)
    opened.click("#panel li .goto >> nth=0")
    assert opened.inner_text("#panel h2") != person["name"]
    watched.assert_quiet()


def test_pointing_and_pressing_at_a_line_shows_who_says_it(show):
    watched = show(page(KG))
    opened = watched.page
    spot = opened.evaluate(
        "() => { const box = canvasBox.getBoundingClientRect();"
        " for (const edge of DATA.edges) { if (voiceOf(edge) !== 'attributed') continue;"
        "  const line = geometry(edge); const at = pointOn(line, 0.5); const found = edgeAt(at, 2);"
        "  const near = network.getNodeAt(network.canvasToDOM(at));"
        "  const dom = network.canvasToDOM(at);"
        "  if (found === edge && near === undefined) return [box.left + dom.x, box.top + dom.y]; }"
        " return null; }"
    )
    assert spot is not None
    opened.mouse.move(spot[0] - 40, spot[1] - 40)
    opened.mouse.move(*spot)
    opened.wait_for_selector("#card:not([hidden])")
    assert "According to" in opened.inner_text("#card")
    opened.mouse.click(*spot)
    opened.wait_for_selector("#panel .voice")
    assert "According to" in opened.inner_text("#panel")
    watched.assert_quiet()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            [TOLVA.id, BANK.id, "own"],
            ["In the article’s own words", "North Herald · 2026-03-03", "very sure", "(0.93)", "1 independent article",
             "1 more is a copy", "alleged, not stated as a fact"],
        ),
        (
            [BRANDT.id, BANK.id, "attributed"],
            ["According to Ines Tolva (“claimed”)", "fairly sure", "✕ Denied by Omar Brandt", "Brandt denies it",
             "the source says that it is not so"],
        ),
        (
            [BRANDT.id, BANK.id, "negated"],
            ["not: owns", "According to Omar Brandt (“said”)", "Denies what Ines Tolva said earlier"],
        ),
        ([f"article/{FIRST.id}", TOLVA.id, "quote"], ["word for word (“said”)", "He took the money,"]),
        (["event/arrest", BRANDT.id, "own"], ["affected", "In the article’s own words", "✕ Denied by Omar Brandt"]),
    ],
)  # fmt: skip
def test_a_card_tells_who_says_it_how_and_who_denies_it(show, line: list[str], told: list[str]):
    watched = show(page(TOLD))
    watched.page.evaluate(LINE, line)
    text = " ".join(watched.page.inner_text("#panel").split())
    for words in told:
        assert words in text
    watched.page.wait_for_timeout(100)
    watched.assert_quiet()


def test_a_card_leads_to_what_denies_it(show):
    opened = show(page(TOLD)).page
    opened.evaluate(LINE, [BRANDT.id, BANK.id, "attributed"])
    opened.click("#panel .answer >> text=show")
    assert "Denies what" in opened.inner_text("#panel")
    opened.evaluate(SELECT, "event/arrest")
    assert "DENIED BY · 1" in opened.inner_text("#panel")
    opened.evaluate(LINE, ["event/arrest", BRANDT.id, "own"])
    opened.click("#panel .answer >> text=show")
    assert opened.inner_text("#panel h2") == "not: arrest: Omar Brandt"


def test_pointing_at_an_event_anywhere_on_its_sign_shows_it(show):
    watched = show(page(TOLD))
    spots = watched.page.evaluate(
        "() => [-1.2, 0, 1.2].map((aside) => { const node = NODES.get('event/arrest');"
        " const { x, y } = network.getPositions([node.id])[node.id];"
        " return network.getNodeAt(network.canvasToDOM({ x: x + aside * node.size, y })); })"
    )
    assert spots == ["event/arrest"] * 3
    watched.assert_quiet()


def test_a_persons_panel_holds_the_words_said_and_the_statements(show):
    opened = show(page(TOLD)).page
    opened.evaluate(SELECT, TOLVA.id)
    text = opened.inner_text("#panel")
    assert text.index("WORDS SAID · 1") < text.index("STATEMENTS PUT TO THIS SOURCE · 2") < text.index("NAMED IN")
    assert "He took the money," in opened.evaluate(
        "[...document.querySelectorAll('#panel mark')].map((e) => e.textContent)"
    )
    opened.click("#panel .relation")
    assert "Denied by Omar Brandt" in opened.inner_text("#panel")


def test_a_figure_keeps_its_source_and_its_words(show):
    opened = show(page(TOLD)).page
    opened.evaluate(SELECT, BRANDT.id)
    text = " ".join(opened.inner_text("#panel").split())
    assert "FIGURES · 1" in text
    for words in ("age: 41 years", "According to Ines Tolva (“said”)", "North Herald · 2026-03-03"):
        assert words in text
    opened.click("#tables summary")
    opened.wait_for_selector("#edge-table table")
    cells = opened.locator("#edge-table tbody tr").last.locator("td").all_inner_texts()
    assert cells[:5] == ["Omar Brandt", "age", "41 years", "Ines Tolva", "stated"]


def test_an_events_panel_holds_roles_time_and_figures(show):
    opened = show(page(TOLD)).page
    opened.evaluate(SELECT, "event/arrest")
    text = " ".join(opened.inner_text("#panel").split())
    for words in ("When 2026-03-02", "Figures about 1,200 people", "agent Police", "affected Omar Brandt",
                  "law applied Entry Act", "In the article’s own words"):  # fmt: skip
        assert words in text


def test_lines_are_hidden_and_shown_by_click_and_by_key(show):
    watched = show(page(TOLD))
    opened = watched.page
    chip = opened.locator("#legend button[data-line=attributed]")
    before = opened.evaluate("shownLines.length")
    chip.click()
    assert chip.get_attribute("aria-pressed") == "false"
    assert opened.evaluate("shownLines.some((edge) => edge.voice === 'attributed')") is False
    chip.focus()
    opened.keyboard.press("Space")
    assert opened.evaluate("shownLines.length") == before
    events = opened.locator("#legend button[data-kind=ReportedEvent]")
    events.click()
    assert opened.evaluate("nodeItems.get('event/arrest')") is None
    opened.emulate_media(color_scheme="dark")
    events.click()
    assert opened.evaluate("nodeItems.get('event/arrest') !== null")
    watched.assert_quiet()


def test_the_keyboard_goes_through_the_lines_of_a_node(show):
    watched = show(page(TOLD))
    opened = watched.page
    opened.evaluate(SELECT, BRANDT.id)
    opened.focus("#canvas")
    count = opened.evaluate(f"EDGES_OF.get('{BRANDT.id}').length")
    seen = []
    for _ in range(count):
        opened.keyboard.press("l")
        seen.append(opened.evaluate("state.selected.edge"))
    assert len(set(seen)) == count
    assert BRANDT.name in opened.inner_text("#spoken")
    opened.keyboard.press("Shift+L")
    assert opened.evaluate("state.selected.edge") == seen[-2]
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "panel"
    opened.keyboard.press("Escape")
    opened.keyboard.press("Escape")
    assert opened.evaluate("state.selected.node") == BRANDT.id
    watched.assert_quiet()


def test_the_tables_lead_to_the_cards(show):
    watched = show(page(TOLD))
    opened = watched.page
    opened.click("#tables summary")
    opened.wait_for_selector("#edge-table table")
    row = opened.locator("#edge-table tbody tr", has_text="claimed that")
    cells = row.locator("td").all_inner_texts()
    assert cells[:5] == ["Omar Brandt", "owns", "Harlow Bank", "Ines Tolva", "stated"]
    first = opened.locator("#edge-table tbody tr").first.locator("td").nth(1).inner_text()
    assert first not in ("mentions", "quotes", "reports")
    row.locator("button", has_text="owns").press("Enter")
    assert opened.evaluate("document.activeElement.id") == "panel"
    assert "According to Ines Tolva" in opened.inner_text("#panel")
    watched.assert_quiet()


def test_the_tables_hold_all_that_is_drawn(show):
    network = to_pyvis(KG)
    watched = show(page(KG))
    opened = watched.page
    assert opened.evaluate("document.querySelectorAll('table').length") == 0
    opened.click("#tables summary")
    opened.wait_for_selector("#edge-table table")
    assert opened.evaluate("document.querySelectorAll('#node-table tbody tr').length") == len(network.nodes)
    told = sum(len(edge["told"]) for edge in network.edges)
    assert opened.evaluate("document.querySelectorAll('#edge-table tbody tr').length") == told
    watched.assert_quiet()


def test_no_two_names_overlap_on_the_canvas(show):
    html = page(KG).replace("http-equiv", "data-off")
    overlaps = show(html).page.evaluate(
        "() => { const boxes = []; const add = Taken.prototype.add;"
        " Taken.prototype.add = function (box, owner) {"
        " if (owner === undefined) boxes.push(box); add.call(this, box, owner); };"
        " const context = document.querySelector('#canvas canvas').getContext('2d');"
        " drawLabels(context, network.getScale(), null);"
        " let count = 0; boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {"
        " if (a[0] + 3 < b[2] - 3 && b[0] + 3 < a[2] - 3 && a[1] + 1 < b[3] - 1 && b[1] + 1 < a[3] - 1)"
        " count += 1; }));"
        " return [boxes.length, count]; }"
    )
    assert overlaps[0] > 60
    assert overlaps[1] == 0


def test_a_phone_shows_it_all_below_each_other(show):
    watched = show(page(KG), viewport={"width": 390, "height": 800})
    opened = watched.page
    assert opened.evaluate("document.documentElement.scrollWidth") <= 390
    stage, panel = (opened.locator(name).bounding_box() for name in ("#stage", "#panel"))
    assert panel["y"] >= stage["y"] + stage["height"] - 1
    watched.assert_quiet()


def test_a_change_of_colour_scheme_repaints(show):
    watched = show(page(KG), color_scheme="light")
    watched.page.emulate_media(color_scheme="dark")
    watched.page.wait_for_timeout(100)
    assert watched.page.evaluate("darkness.matches")
    watched.assert_quiet()


def test_a_notebooks_frame_draws(show):
    watched = show(f"<!doctype html>{notebook(KG)._repr_html_()}", wait=False)
    frame = watched.page.frames[1]
    wait_until_ready(frame)
    assert watched.messages == []
    assert frame.evaluate("window.origin") == "null"
