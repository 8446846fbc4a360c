import pytest

from newsgraph.relate.inventory import EVENT_TYPES
from newsgraph.view import to_pyvis
from newsgraph.view.style import STYLES, event_mark, shape_of
from telling import BANK, BRANDT, FIRST, POLICE, TOLVA, telling_graph

NETWORK = to_pyvis(telling_graph())


def line(source: str, target: str, voice: str) -> dict:
    (found,) = [edge for edge in NETWORK.edges if (edge["from"], edge["to"], edge["voice"]) == (source, target, voice)]
    return found


@pytest.mark.parametrize(
    ("source", "target", "voice", "label", "dashes"),
    [
        (TOLVA.id, BANK.id, "own", "works for", False),
        (TOLVA.id, BANK.id, "hedged", "alleged: works for", [2, 4]),
        (BRANDT.id, BANK.id, "attributed", "owns", [7, 5]),
        (BRANDT.id, BANK.id, "negated", "not: owns", [7, 5]),
        (f"article/{FIRST.id}", TOLVA.id, "quote", "quotes", [1, 3]),
        ("event/arrest", BRANDT.id, "own", "affected", False),
        ("event/arrest", "legislation/act", "own", "law applied", False),
        ("event/denied", BRANDT.id, "negated", "not: affected", [7, 5]),
        ("event/denied", "event/arrest", "answer", "denies", [7, 5]),
    ],
)
def test_each_way_of_telling_has_its_line(source: str, target: str, voice: str, label: str, dashes: object):
    edge = line(source, target, voice)
    assert (edge["label"], edge["dashes"]) == (label, dashes)


def test_a_card_tells_who_how_and_in_which_words():
    (told,) = line(BRANDT.id, BANK.id, "attributed")["told"]
    assert told["by"] == TOLVA.id
    assert told["cue"] == "claimed"
    assert told["sure"] == 0.8
    assert told["answers"] == [
        {"agrees": False, "later": True, "article": 1, "statement": "claim/owns-not", "by": BRANDT.id}
    ]
    (answer,) = line(BRANDT.id, BANK.id, "negated")["told"]
    assert answer["negated"]
    assert answer["answers"][0]["later"] is False
    own = line(TOLVA.id, BANK.id, "own")["told"]
    assert [one.get("by") for one in own] == [None, None]


def test_a_quote_tells_its_cue_and_how_close_it_is():
    (told,) = line(f"article/{FIRST.id}", TOLVA.id, "quote")["told"]
    assert (told["quote"], told["cue"]) == ("direct", "said")


def test_the_words_of_an_events_part_are_marked_with_the_word_that_tells_of_it():
    (told,) = line("event/arrest", POLICE.id, "own")["told"]
    ((_, *marks),) = told["passages"]
    assert len(marks) == 4


def test_events_have_a_mark_and_a_voice():
    nodes = {node["id"]: node for node in NETWORK.nodes}
    assert (nodes["event/arrest"]["mark"], nodes["event/arrest"]["voice"]) == ("Ar", "own")
    assert (nodes["event/denied"]["label"], nodes["event/denied"]["voice"]) == ("not: arrest: Omar Brandt", "negated")
    assert nodes["event/arrest"]["facts"]["figures"] == "about 1,200 people"


def test_no_two_event_types_share_a_mark():
    marks = [event_mark(name.partition(":")[2]) for name in EVENT_TYPES]
    assert len(set(marks)) == len(marks)
    assert {len(mark) for mark in marks} == {2}
    assert event_mark("BoatRace") == "Bo"


def test_no_two_kinds_look_alike_without_colour():
    assert len({(style.shape, style.letter, style.hollow) for style in STYLES.values()}) == len(STYLES)
    assert shape_of("ReportedEvent") == "box"
