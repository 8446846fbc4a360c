"""How two things are connected: told before named together, shortest first, the same each time, and bounded."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st
from opened import opened

from factory import sample_graph
from newsgraph.errors import NewsgraphError
from newsgraph.library import Library
from newsgraph.library.paths import Links, Path, _chains, paths
from newsgraph.model import Claim, KnowledgeGraph

GRAPH = sample_graph()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with opened(GRAPH, tmp_path_factory.mktemp("graph")) as made:
        yield made


def shown(found: tuple[Path, ...]) -> list[tuple[list[str], list[str]]]:
    return [([thing.name for thing in path.things], [step.how for step in path.steps]) for path in found]


def test_what_somebody_tells_comes_before_what_is_named_together(library: Library) -> None:
    found = paths(library, "Ana Pell", "Harbour League")
    assert shown(found)[0] == (["Ana Pell", "Harbour League"], ["told"])
    assert [one.kind for one in found[0].steps[0].evidence] == ["claim", "shared"]


def test_things_of_different_articles_are_joined_by_what_both_name(library: Library) -> None:
    found = paths(library, "Ana Pell", "Tomas Reyl")
    names, how = shown(found)[0]
    assert names == ["Ana Pell", "Dana Orlov", "Tomas Reyl"]
    assert how == ["shared", "shared"]
    assert all(step.evidence for path in found for step in path.steps)
    assert all(one.other == other.one for path in found for one, other in pairwise(path.steps))


def test_the_way_back_is_the_same(library: Library) -> None:
    there, back = (shown(paths(library, *ends)) for ends in (("Ana Pell", "Tomas Reyl"), ("Tomas Reyl", "Ana Pell")))
    assert [names[::-1] for names, _ in back] == [names for names, _ in there]
    assert there == shown(paths(library, "Ana Pell", "Tomas Reyl"))


def test_bounds_are_kept(library: Library) -> None:
    assert len(paths(library, "Ana Pell", "Tomas Reyl", most=1)) == 1
    assert paths(library, "Ana Pell", "Tomas Reyl", longest=1) == ()
    assert all(len(path.steps) <= 2 for path in paths(library, "Ana Pell", "Tomas Reyl", longest=2, most=50))


def test_ends_that_cannot_be_connected_say_so(library: Library) -> None:
    with pytest.raises(NewsgraphError, match="Both are the same thing"):
        paths(library, "Ana Pell", "Ana Pell")
    with pytest.raises(NewsgraphError, match="names 2 things"):
        paths(library, "Ana Pell", "Border Agency")
    with pytest.raises(NewsgraphError, match="name a person"):
        paths(library, "Ana Pell", library.index.articles(1)[0].id)


def test_what_one_says_of_the_other_is_a_step(tmp_path) -> None:
    graph = _with_claim()
    with opened(graph, tmp_path) as library:
        found = paths(library, "Tomas Reyl", "Entry Act")
        assert shown(found)[0] == (["Tomas Reyl", "Entry Act"], ["said"])
        assert found[0].steps[0].evidence[0].says is not None


def _with_claim() -> KnowledgeGraph:
    """The sample graph, and a claim that the farm worker makes of the agency and the act."""
    first = next(one for one in GRAPH.claims if one.predicate == "schema:citation")
    mine = {one.name: one.id for one in GRAPH.local_entities if one.article == first.article}
    claim: Claim = replace(
        first, id=first.id + "-2", object=mine["Entry Act"], attributed_to=mine["Tomas Reyl"], cue=first.evidence[0]
    )
    return replace(GRAPH, claims=tuple(sorted((*GRAPH.claims, claim), key=lambda one: one.id)))


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from([2, 3, 5])), max_size=25))
@settings(max_examples=200)
def test_chains_are_the_cheapest_of_all_simple_ones(steps: list[tuple[int, int, int]]) -> None:
    links: Links = {"0": {}, "7": {}}
    for one, other, price in steps:
        if one != other:
            for left, right in ((str(one), str(other)), (str(other), str(one))):
                known = links.setdefault(left, {})
                known[right] = min(price, known.get(right, price))
    every = sorted(_simple(links, ("0",), 4))
    found = _chains(links, "0", "7", most=3, longest=4)
    assert [cost for cost, _ in sorted(found)][:3] == [cost for cost, _ in every][:3]
    assert set(found) <= set(every)


def _simple(links: Links, chain: tuple[str, ...], longest: int) -> list[tuple[int, tuple[str, ...]]]:
    if chain[-1] == "7":
        cost = sum(links[one][other] for one, other in pairwise(chain))
        return [(cost, chain)]
    if len(chain) > longest:
        return []
    return [
        found
        for near in links.get(chain[-1], {})
        if near not in chain
        for found in _simple(links, (*chain, near), longest)
    ]
