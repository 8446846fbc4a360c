import pytest
from hostile import NAMES, hostile_graph
from waiting import wait_until_ready

from generate import generated_graph
from newsgraph.model import KnowledgeGraph
from newsgraph.view import notebook, page, to_pyvis

pytestmark = pytest.mark.browser

KG = generated_graph(132)
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
