import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from explore.neighbours import preservation
from explore.pictures import pictures
from generate import generated_graph
from newsgraph.explore.communities import weighted
from newsgraph.explore.discs import directions, near_pairs, overlaps, part, rows
from newsgraph.explore.flowers import flowers
from newsgraph.explore.layout import lay_out, layout
from newsgraph.explore.naming import LOOSE, community_names
from newsgraph.explore.picture import KINDS, NO_DAY, VOICES, Links, Nodes, Picture
from newsgraph.network import article_node, links

NO_PAIRS = np.empty((0, 2), dtype=np.int64)


def drawn(count, pairs, **options):
    pairs = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return layout(count, pairs, np.ones(len(pairs)), **options)


def generated(size):
    kg = generated_graph(size)
    nodes = [article_node(a.id) for a in kg.articles] + [e.id for e in (*kg.entities, *kg.events)]
    number = {node: place for place, node in enumerate(nodes)}
    pairs = {tuple(sorted((number[link.source], number[link.target]))) for link in links(kg)}
    return len(nodes), np.array(sorted(pairs), dtype=np.int64)


@st.composite
def graphs(draw):
    count = draw(st.integers(0, 40))
    node = st.integers(0, max(0, count - 1))
    pairs = draw(st.lists(st.tuples(node, node), max_size=80 if count else 0))
    return count, pairs


def check(found, count):
    assert found.points.shape == (count, 2)
    assert found.points.dtype == found.radii.dtype == np.float32
    assert np.isfinite(found.points).all()
    assert count == 0 or (found.radii.min() >= 1 and found.radii.max() <= 7)
    assert overlaps(found.points.astype(np.float64), found.radii.astype(np.float64), tolerance=0.05) == 0
    assert len(found.communities) == count
    sizes = np.bincount(found.communities, minlength=len(found.names))
    assert sizes.tolist() == sorted(sizes.tolist(), reverse=True)
    assert 0 not in sizes.tolist()
    assert len(set(found.names)) == len(found.names) == len(sizes)


@given(graphs())
def test_any_graph(graph):
    count, pairs = graph
    found, again = drawn(count, pairs), drawn(count, pairs)
    check(found, count)
    assert found.points.tobytes() == again.points.tobytes()
    assert found.communities.tolist() == again.communities.tolist()


@given(pictures())
@settings(max_examples=25)
def test_any_picture(drawn_already):
    picture, _ = drawn_already
    found = lay_out(picture)
    check(found, len(picture.nodes.ids))


@pytest.mark.parametrize(
    ("count", "pairs"),
    [
        pytest.param(0, [], id="nothing"),
        pytest.param(1, [], id="one"),
        pytest.param(2, [(0, 1)], id="two"),
        pytest.param(3, [(0, 1), (1, 2), (2, 0)], id="three"),
        pytest.param(5000, [], id="no links"),
        pytest.param(5000, [(0, node) for node in range(1, 5000)], id="star"),
        pytest.param(4000, [(node, node + 1) for node in range(3999)], id="path"),
        pytest.param(80, [(a, b) for a in range(80) for b in range(a)], id="clique"),
        pytest.param(3000, [(3 * node, 3 * node + 1) for node in range(1000)], id="pairs and single ones"),
        pytest.param(1200, [(node, node + 1) for node in range(1199) if node % 6], id="many small parts"),
        pytest.param(
            1501,
            [(a, 1500) for a in range(300)] + [(a, 300 + (a * 7 + b) % 1200) for a in range(300) for b in range(5)],
            id="one hub named everywhere",
        ),
    ],
)
def test_awkward_graphs(count, pairs):
    found = drawn(count, pairs)
    check(found, count)
    if count > 1:
        width, height = np.ptp(found.points, axis=0) + 2
        assert 0.3 < width / height < 3.5
    # Nothing flies off: the drawing is not much larger than its discs need.
    assert count < 100 or np.ptp(found.points, axis=0).prod() < 200 * (found.radii.astype(np.float64) ** 2).sum()


def test_neighbours_stay_near():
    count, pairs = generated(1000)
    found = drawn(count, pairs)
    check(found, count)
    assert preservation(found.points, pairs) > 0.55


def test_numbers_matter_little():
    count, pairs = generated(400)
    order = np.random.default_rng(5).permutation(count)
    found, other = drawn(count, pairs), drawn(count, order[pairs])
    check(other, count)
    assert abs(preservation(found.points, pairs) - preservation(other.points, order[pairs])) < 0.08
    assert abs(len(found.names) - len(other.names)) <= 5


def test_hub_in_the_middle():
    found = drawn(40, [(0, node) for node in range(1, 40)])
    assert np.hypot(*(found.points[0] - found.points[1:].mean(axis=0))) < found.radii[0]


def test_communities_stand_apart():
    count, pairs = generated(1000)
    found = drawn(count, pairs)
    near, other = near_pairs(found.points.astype(np.float64), np.full(count, 2.0), slack=0.0)
    assert (found.communities[near] == found.communities[other]).all()


def test_single_ones_and_crumbs_are_one_community():
    chain = [(node, node + 1) for node in range(9)]
    names = [f"N{node}" for node in range(17)]
    found = drawn(17, [*chain, (10, 11), (12, 13), (13, 14)], names=names)
    assert found.names[int(found.communities[16])] == LOOSE
    assert len({int(community) for community in found.communities[10:]}) == 1
    assert found.points[10:, 1].min() > found.points[:10, 1].max()


def test_all_are_single():
    assert drawn(4, [], names=["Ana", "Bea", "Cleo", "Dora"]).names == ("Ana, Bea, Cleo",)


@pytest.mark.parametrize(
    ("names", "tiers", "expected"),
    [
        (["Ana Ruiz", "Harlow Bank", "Port Ellis", "Oda"], [0, 0, 0, 0], "Ana Ruiz, Harlow Bank, Port Ellis"),
        (["A headline", "Harlow Bank", "Another"], [3, 0, 3], "Harlow Bank"),
        (["A headline", "Another"], [3, 3], "A headline, Another"),
        (["Oda", "Oda", "Pavel"], [0, 0, 0], "Oda, Pavel"),
        (["  much\n space "], [0], "much space"),
        (["x" * 50], [0], "x" * 39 + "…"),
        (["International Federation of Harbour Unions"], [0], "International Federation of Harbour…"),
        (["x" * 38 + "e\u0301\u0302yyyy"], [0], "x" * 38 + "…"),
        (["\u0301" * 50], [0], "\u0301…"),
        (["", " "], [0, 0], "Community 1"),
    ],
)
def test_name_of_a_community(names, tiers, expected):
    assert community_names(np.zeros(len(names), dtype=np.int64), names, np.array(tiers)) == (expected,)


def test_no_two_names_are_the_same():
    names = community_names(np.array([0, 1, 2, 3]), ["Oda", "Oda", "Oda (2)", ""])
    assert names == ("Oda", "Oda (2)", "Oda (2) (2)", "Community 4")


def test_petals():
    star = weighted(6, np.array([[5, 0], [5, 1], [2, 5], [2, 3], [2, 4]]), np.ones(5))
    held = flowers(star, np.ones(6))
    assert held.centres.tolist() == [2, 5]
    assert held.owners.tolist() == [1, 1, 0, 0, 0, 1]
    assert (np.hypot(*held.around.T)[[0, 1, 3, 4]] > 2).all()
    assert (held.around[[2, 5]] == 0).all()


@pytest.mark.parametrize("fellows", [1, 2, 3, 5, 6, 10, 15, 20, 40, 41, 300])
@pytest.mark.parametrize("hub", [2, 4, 7])
def test_petals_are_near_their_hub(fellows, hub):
    pairs = np.array([(0, node) for node in range(1, fellows + 1)] + [(0, fellows + 1), (fellows + 1, fellows + 2)])
    star = weighted(fellows + 3, np.concatenate((pairs, [(fellows + 2, 0)])), np.ones(len(pairs) + 1))
    radii = np.ones(fellows + 3)
    radii[0] = hub
    held = flowers(star, radii)
    petals = held.around[1 : fellows + 1]
    away = np.hypot(*petals.T)
    apart = np.hypot(*np.moveaxis(petals[:, None] - petals[None, :], 2, 0)) + 1e9 * np.eye(fellows)
    assert apart.min() > 2
    assert away.min() > hub + 1
    assert held.sizes[0] > away.max() + 1 - 1e-6
    if fellows <= 40:
        assert (away < apart.min(axis=1)).sum() == min(5, fellows)


def test_namesakes_are_not_drawn_together():
    article, person, other = KINDS.index("Article"), KINDS.index("Person"), KINDS.index("Organization")
    kinds = np.array([article, article, *[person] * 2, *[other] * 6], dtype=np.uint8)
    mentions = [(0, 2), (0, 4), (0, 5), (0, 6), (1, 3), (1, 7), (1, 8), (1, 9), (4, 5), (7, 8)]
    picture = pictured(kinds, [*mentions, (2, 3)], ["naming"] * len(mentions) + ["open"])
    found = lay_out(picture)
    assert found.communities[2] == found.communities[0] != found.communities[3] == found.communities[1]
    only = lay_out(pictured(kinds[2:4], [(0, 1)], ["open"]))
    assert np.hypot(*(only.points[0] - only.points[1])) < 3


def test_communities_are_named_for_who_is_in_them():
    kinds = np.array([KINDS.index(kind) for kind in ("Article", "Person", "Place")], dtype=np.uint8)
    assert lay_out(pictured(kinds, [(0, 1), (0, 2)], ["naming"] * 2)).names == ("N1, N2",)


def pictured(kinds, pairs, voices):
    count, sources, targets = len(kinds), *np.array(pairs, dtype=np.int64).T
    zeros, days = np.zeros(count, dtype=np.int64), np.full(count, NO_DAY, dtype=np.int32)
    nowhere = np.full(count, np.nan, dtype=np.float32)
    ids = tuple(f"thing/{node}" for node in range(count))
    names = tuple(f"N{node}" for node in range(count))
    nodes = Nodes(ids, names, kinds, zeros, zeros, days, zeros, nowhere, nowhere, ({},) * count)
    said = np.array([VOICES.index(voice) for voice in voices], dtype=np.uint8)
    none, byte = np.zeros(len(said), dtype=np.int64), np.zeros(len(said), dtype=np.uint8)
    links = Links(sources, targets, none, said, byte, byte, none, none - 1, byte)
    return Picture(nodes, links, ("mentions",), (), (), "", count, len(said))


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9), st.floats(1, 7), st.integers(0, 2)), max_size=40))
def test_discs_part(discs):
    points = np.array([disc[:2] for disc in discs]).reshape(-1, 2)
    radii = np.array([disc[2] for disc in discs])
    groups = np.array([disc[3] for disc in discs], dtype=np.int64)
    moved = part(points, radii, groups)
    for group in range(3):
        assert overlaps(moved[groups == group], radii[groups == group], tolerance=0.05) == 0


@given(st.lists(st.tuples(st.floats(-40, 40), st.floats(-40, 40), st.floats(1, 30)), max_size=30))
def test_near_pairs_are_all(discs):
    points = np.array([disc[:2] for disc in discs]).reshape(-1, 2)
    radii = np.array([disc[2] for disc in discs])
    found = {tuple(sorted(pair)) for pair in np.column_stack(near_pairs(points, radii, slack=0.0)).tolist()}
    away = np.hypot(points[:, None, 0] - points[None, :, 0], points[:, None, 1] - points[None, :, 1])
    wanted = np.argwhere(np.triu(away < radii[:, None] + radii[None, :] - 1e-6, 1))
    assert {tuple(pair) for pair in wanted.tolist()} <= found


@given(st.lists(st.floats(1, 9), min_size=1, max_size=60), st.floats(5, 80))
def test_rows(radii, width):
    sizes = np.array(sorted(radii, reverse=True))
    spots, height = rows(sizes, width, 1.0)
    assert overlaps(spots, sizes, tolerance=0.0) == 0
    assert (spots - sizes[:, None]).min() >= -1e-9
    assert (spots[:, 1] + sizes).max() <= height + 1e-9
    assert (spots[:, 0] + sizes).max() <= max(width, 2 * sizes.max()) + 1e-6


def test_directions_are_rounded():
    turned = directions(np.linspace(0, 20, 50))
    assert (turned == np.round(turned, 9)).all()
    assert np.allclose(np.hypot(*turned.T), 1)
