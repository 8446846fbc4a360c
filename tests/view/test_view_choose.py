import pytest

from generate import generated_graph
from newsgraph.errors import NewsgraphError
from newsgraph.model import Entity, Kind, KnowledgeGraph
from newsgraph.network import links
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
    degrees = [chosen(limit=200).degrees[name] for name in chosen(limit=200).nodes]
    assert degrees == sorted(degrees, reverse=True)


@pytest.mark.parametrize("hops", [1, 2, 3])
def test_around_reaches_so_far_and_no_farther(hops: int):
    middle = KG.entities[0].id
    reached = {middle}
    for _ in range(hops):
        reached |= {link.target for link in LINKS if link.source in reached} | {
            link.source for link in LINKS if link.target in reached
        }
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
