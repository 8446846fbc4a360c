import pytest

from generate import generated_graph
from newsgraph.errors import NewsgraphError
from newsgraph.model import Entity, Kind, KnowledgeGraph
from newsgraph.network import Link, links
from newsgraph.network.nodes import nodes
from newsgraph.view import choose, resolve_name
from newsgraph.view.choose import MOST, Choice

KG = generated_graph(600)
KNOWN = dict(nodes(KG))
LINKS = tuple(links(KG))
NAMED = KnowledgeGraph(
    entities=(
        Entity("person/orlov", Kind.PERSON, "Dana Orlov", ("Minister Orlov",)),
        Entity("place/orlov", Kind.PLACE, "DANA ORLOV"),
        Entity("person/pere", Kind.PERSON, "Père Noël"),
        Entity("organization/league", Kind.ORGANIZATION, "Harbour League"),
    )
)


def chosen(**options) -> Choice:
    return choose(KNOWN, LINKS, **options)


def test_a_small_limit_takes_the_best_joined_nodes():
    choice = chosen(limit=50)
    assert len(choice.nodes) == 50
    assert choice.total_nodes == len(KNOWN)
    assert choice.total_links == len(LINKS)
    left_out = [
        len({link.source for link in LINKS if link.target == name}) for name in KNOWN if name not in choice.nodes
    ]
    assert max(choice.degrees.values()) > max(left_out)


def test_no_drawn_node_stands_alone_where_others_would_not():
    choice = chosen(limit=60)
    joined = {end for link in choice.links for end in (link.source, link.target)}
    assert joined == set(choice.nodes)


def test_links_run_between_drawn_nodes_only():
    choice = chosen(limit=80)
    assert {end for link in choice.links for end in (link.source, link.target)} <= set(choice.nodes)


def test_the_nodes_come_most_important_first():
    choice = chosen(limit=200)
    kinds = [KNOWN[name]["kind"] == "ReportedEvent" for name in choice.nodes]
    assert kinds == sorted(kinds)
    events = {event.id for event in KG.events}
    joined: dict[str, set[str]] = {name: set() for name in choice.nodes}
    for link in LINKS:
        if link.source != link.target and not {link.source, link.target} & events:
            joined.setdefault(link.source, set()).add(link.target)
            joined.setdefault(link.target, set()).add(link.source)
    counts = [len(joined[name]) for name in choice.nodes if name not in events]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("limit", [40, 100, 300])
def test_events_take_at_most_a_sixth_of_the_places(limit: int):
    reported = [Entity(f"event/{number}", Kind.EVENT, "") for number in range(500)]
    people = {f"person/{number}": {"kind": "Person", "label": "x"} for number in range(400)}
    known = {**people, **{event.id: {"kind": "ReportedEvent", "label": "x"} for event in reported}}
    known["article/a"] = {"kind": "Article", "label": "a"}
    told = [Link("article/a", name, "mentions", "a", ()) for name in people]
    told += [Link("article/a", event.id, "reports", "a", ()) for event in reported]
    told += [Link(event.id, f"person/{at % 400}", "agent", "a", ()) for at, event in enumerate(reported)]
    choice = choose(known, told, limit=limit)
    assert len(choice.nodes) == limit
    assert sum(known[name]["kind"] == "ReportedEvent" for name in choice.nodes) == limit // 6
    every = choose(known, told, limit=limit, kinds=(Kind.EVENT,))
    assert {known[name]["kind"] for name in every.nodes} == {"Article", "ReportedEvent"}


def test_events_fill_the_places_that_nobody_else_wants():
    assert len(chosen(limit=len(KNOWN) - 1).nodes) == len(KNOWN) - 1


@pytest.mark.parametrize("hops", [1, 2, 3])
def test_around_reaches_so_far_and_no_farther(hops: int):
    middle = KG.entities[0].id
    events = {event.id for event in KG.events}

    def near(names: set[str]) -> set[str]:
        out = {link.target for link in LINKS if link.source in names}
        return out | {link.source for link in LINKS if link.target in names}

    reached = {middle}
    for _ in range(hops):
        new = near(reached) - reached
        reached |= new | near(new & events)
    choice = chosen(around=(middle,), hops=hops, limit=MOST)
    assert set(choice.nodes) == reached
    assert choice.nodes[0] == middle
    assert choice.around == (middle,)


def test_kinds_keep_articles_and_the_node_asked_for():
    organization = next(entity.id for entity in KG.entities if entity.kind is Kind.ORGANIZATION)
    choice = chosen(kinds=(Kind.PERSON,), around=(organization,), hops=2, limit=MOST)
    assert {KNOWN[name]["kind"] for name in choice.nodes if name != organization} <= {"Person", "Article"}
    assert organization in choice.nodes


def test_events_read_out_of_articles_count_as_events():
    choice = chosen(kinds=(Kind.EVENT,), limit=MOST)
    assert {KNOWN[name]["kind"] for name in choice.nodes} == {"Article", "Event", "ReportedEvent"}


def test_more_than_two_thousand_are_never_taken():
    kg = generated_graph(2600)
    choice = choose(dict(nodes(kg)), tuple(links(kg)), limit=10**9)
    assert len(choice.nodes) == MOST
    assert choice.total_nodes > MOST


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("dana orlov", ("person/orlov", "place/orlov")),
        ("MINISTER  ORLOV", ("person/orlov",)),
        ("pere noel", ("person/pere",)),
    ],
)
def test_names_are_found_whatever_case_and_accents(name: str, found: tuple[str, ...]):
    assert resolve_name(NAMED, name) == found


@pytest.mark.parametrize(("name", "near"), [("Orlov", "Dana Orlov"), ("Harbor Leage", "Harbour League")])
def test_an_unknown_name_gets_the_nearest_ones(name: str, near: str):
    with pytest.raises(NewsgraphError, match=near):
        resolve_name(NAMED, name)


@pytest.mark.parametrize("name", ["", "   ", "qqqq"])
def test_a_name_like_none_says_so(name: str):
    with pytest.raises(NewsgraphError, match="no name is near"):
        resolve_name(NAMED, name)
