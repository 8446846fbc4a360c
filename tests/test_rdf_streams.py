"""What is written as it streams by equals what is written whole, and stands in its order."""

import io
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings, strategies as st

from factory import sample_graph
from generate import generated_graph
from newsgraph import rdf
from newsgraph.model import KnowledgeGraph, Span
from newsgraph.rdf.nodes import Statements
from newsgraph.rdf.sorting import sorted_distinct

REIFIES = "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies"
WORDS = st.text(alphabet=st.characters(), min_size=1, max_size=30)
STEADY = settings(derandomize=True, deadline=None, max_examples=60)


def written(graph: KnowledgeGraph) -> bytes:
    file = io.BytesIO()
    rdf.write_statements(rdf.graph_statements(graph), file)
    return file.getvalue()


@pytest.mark.parametrize("graph", [sample_graph(), generated_graph(60), KnowledgeGraph()])
def test_both_writers_write_the_same_bytes(graph: KnowledgeGraph) -> None:
    file = io.BytesIO()
    count = rdf.write_nquads(rdf.quads(graph), file)
    assert file.getvalue() == written(graph)
    assert count == rdf.write_statements(rdf.graph_statements(graph), io.BytesIO())
    assert count == file.getvalue().count(b"\n")


def test_each_node_s_statements_stand_in_order_and_once() -> None:
    for statements in rdf.graph_statements(generated_graph(60)):
        found = list(statements.quads())
        assert found == sorted(set(found))
        lines = statements.nquads().split("\n")[:-1]
        assert lines == [f"{' '.join(quad)} ." for quad in found]
        assert lines == sorted(lines)


@STEADY
@given(WORDS, WORDS, WORDS, st.one_of(st.none(), WORDS))
def test_no_words_break_a_graph(text: str, name: str, origin: str, url: str | None) -> None:
    graph = sample_graph()
    first, *more = graph.articles
    odd = replace(first, text=text + first.text[len(text) :], headline=name, origin=origin, url=url, byline=text)
    entity = replace(graph.entities[0], name=name, other_names=(text, origin), normal_form=text)
    quote = replace(graph.quotes[0], span=Span(0, 3))
    hostile = replace(graph, articles=(odd, *more), entities=(entity, *graph.entities[1:]), quotes=(quote,))
    made = written(hostile)
    parsed = list(pyoxigraph.parse(made, format=pyoxigraph.RdfFormat.N_QUADS))
    assert len(parsed) == made.count(b"\n") == len(made.decode().splitlines())
    shown = "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in name)
    assert pyoxigraph.Literal(shown) in {quad.object for quad in parsed}


@pytest.mark.parametrize("media_type", ["application/trig", "application/ld+json", "application/n-quads"])
def test_a_stream_is_written_as_a_file_is_converted(media_type: str) -> None:
    graph = generated_graph(60)
    whole, streamed = io.BytesIO(), io.BytesIO()
    rdf.convert(written(graph), whole, media_type=media_type)
    rdf.write_as(rdf.graph_statements(graph), streamed, media_type=media_type)
    assert streamed.getvalue() == whole.getvalue()


def test_sorted_turtle_needs_no_more_memory_than_a_run(tmp_path: Path) -> None:
    graph = generated_graph(60)
    whole, streamed = io.BytesIO(), io.BytesIO()
    rdf.write_flat_turtle(graph, whole)
    rdf.write_sorted_turtle(rdf.graph_statements(graph), streamed, scratch=tmp_path)
    assert streamed.getvalue() == whole.getvalue()
    assert not list(tmp_path.iterdir())


@STEADY
@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc"))), max_size=90), st.integers(1, 9))
def test_sorting_by_runs_equals_sorting_at_once(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], at_once: int
) -> None:
    scratch = tmp_path_factory.mktemp("runs")
    found = list(sorted_distinct(lines, scratch, at_once=at_once))
    assert [line.decode().removesuffix("\n") for line in found] == sorted(set(lines))
    assert not list(scratch.iterdir())


def test_many_runs_are_merged_in_turns(tmp_path: Path) -> None:
    lines = [f"{number * 7919 % 1000:04}" for number in range(3000)]
    assert list(sorted_distinct(lines, tmp_path, at_once=10)) == [f"{number:04}\n".encode() for number in range(1000)]


def test_sorting_that_is_given_up_leaves_no_files(tmp_path: Path) -> None:
    some = sorted_distinct((str(number) for number in range(100)), tmp_path, at_once=10)
    assert next(some) == b"0\n"
    some.close()
    assert not list(tmp_path.iterdir())


def unreified(quads: set[pyoxigraph.Quad]) -> set[pyoxigraph.Quad]:
    made = set()
    for quad in quads:
        if quad.predicate.value != REIFIES:
            made.add(quad)
            continue
        for name in ("subject", "predicate", "object"):
            predicate = pyoxigraph.NamedNode(f"http://www.w3.org/1999/02/22-rdf-syntax-ns#{name}")
            made.add(pyoxigraph.Quad(quad.subject, predicate, getattr(quad.object, name), quad.graph_name))
    return made


def test_claims_as_triple_terms_say_the_same() -> None:
    graph = sample_graph()
    file = io.BytesIO()
    told = map(rdf.with_triple_terms, rdf.graph_statements(graph))
    rdf.write_as(told, file, media_type="application/trig", version="1.2")
    assert file.getvalue().startswith(b'VERSION "1.2"\n@prefix ')
    parsed = set(pyoxigraph.parse(file.getvalue(), format=pyoxigraph.RdfFormat.TRIG))
    assert sum(quad.predicate.value == REIFIES for quad in parsed) == len(graph.claims)
    assert unreified(parsed) == set(pyoxigraph.parse(written(graph), format=pyoxigraph.RdfFormat.N_QUADS))


def test_what_is_half_a_claim_stays_as_it_is() -> None:
    statements = Statements("<http://a/g>")
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/newsgraph/ns#Claim>"
    statements.told["<http://a/s>"].append(kind)
    assert rdf.with_triple_terms(statements).nquads() == statements.nquads()


def test_rdflib_and_oxigraph_read_the_same_quads() -> None:
    made = written(generated_graph(30))
    dataset = rdflib.Dataset()
    dataset.parse(data=made, format="nquads")
    theirs = {tuple(map(plain, quad)) for quad in dataset.quads()}
    parsed = pyoxigraph.parse(made, format=pyoxigraph.RdfFormat.N_QUADS)
    assert theirs == {tuple(map(plain, quad)) for quad in parsed}


def plain(term: object) -> tuple[str, str]:
    datatype = getattr(term, "datatype", None)
    is_literal = isinstance(term, rdflib.Literal | pyoxigraph.Literal)
    kind = str(getattr(datatype, "value", datatype or "http://www.w3.org/2001/XMLSchema#string")) if is_literal else ""
    return str(getattr(term, "value", term)) if not isinstance(term, rdflib.term.Identifier) else str(term), kind
