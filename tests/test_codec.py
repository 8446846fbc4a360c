import pytest
from hypothesis import given, strategies as st

from factory import sample_graph
from newsgraph.codec import TABLES, from_tables, plain, revive, schema, to_tables
from newsgraph.model import Claim, KnowledgeGraph, Quantity, Span

CLAIMS = st.builds(
    Claim,
    object=st.one_of(st.text(), st.builds(Quantity)),
    evidence=st.lists(st.integers(0, 99).map(lambda start: Span(start, start + 5)), max_size=3).map(tuple),
    cue=st.one_of(st.none(), st.just(Span(1, 2))),
)


def test_tables_bring_the_graph_back() -> None:
    graph = sample_graph()
    assert from_tables(to_tables(graph)) == graph


def test_an_empty_graph_has_all_tables() -> None:
    tables = to_tables(KnowledgeGraph())
    assert set(tables) == set(TABLES)
    assert from_tables(tables) == KnowledgeGraph()


@given(CLAIMS)
def test_rows_bring_values_back(claim: Claim) -> None:
    assert revive(Claim, plain(claim)) == claim


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_a_column_for_each_field(name: str) -> None:
    assert schema(TABLES[name]).names == list(TABLES[name].__dataclass_fields__)
