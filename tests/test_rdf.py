import io
from dataclasses import replace
from datetime import date

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, strategies as st

from factory import sample_graph
from newsgraph import rdf
from newsgraph.errors import NewsgraphError
from newsgraph.model import Answer, Claim, Copy, Modality, TimeBounds
from newsgraph.rdf.statements import is_plain
from newsgraph.rdf.terms import decimal, iri, literal, web_address
from newsgraph.vocab import NAMESPACE

HOSTILE = [
    '"',
    "\\",
    "\n",
    "\r\n",
    '""" .\n<x> <y> <z> .',
    "<img src=x onerror=alert(1)>",
    "\u202e",
    "\x00\x1f",
    "😀",
    "\ud800",
]


def _nquads(base: str = rdf.DEFAULT_BASE) -> bytes:
    file = io.BytesIO()
    rdf.write_nquads(rdf.quads(sample_graph(), base=base), file)
    return file.getvalue()


@given(st.one_of(st.text(alphabet=st.characters()), st.sampled_from(HOSTILE)))
def test_any_text_is_one_literal(text: str) -> None:
    line = f"<http://a/s> <http://a/p> {literal(text)} <http://a/g> .\n".encode()
    (quad,) = pyoxigraph.parse(line, format=pyoxigraph.RdfFormat.N_QUADS)
    if not any("\ud800" <= letter <= "\udfff" for letter in text):
        assert quad.object.value == text


@given(st.text(alphabet=st.characters()))
def test_any_text_after_a_base_is_one_iri(text: str) -> None:
    line = f"{iri('http://a/' + text)} <http://a/p> <http://a/o> .\n".encode()
    (quad,) = pyoxigraph.parse(line, format=pyoxigraph.RdfFormat.N_QUADS)
    assert quad.subject.value.startswith("http://a/")


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://daily.example/a?b=c", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//daily.example", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_urls(address: str, kept: bool) -> None:
    assert (web_address(address) is not None) is kept


@pytest.mark.parametrize(("value", "shown"), [(1.0, "1"), (0.9, "0.9"), (0.0, "0"), (18000.0, "18000"), (1e-9, "0")])
def test_decimals(value: float, shown: str) -> None:
    assert decimal(value).startswith(f'"{shown}"')


@pytest.mark.parametrize(
    "base", ["", "not an iri", "ftp://x/", "http://x/?a=", "http://x/ y/", "http://x/#a#", "javascript:x"]
)
def test_a_base_that_is_none_is_refused(base: str) -> None:
    with pytest.raises(NewsgraphError, match="absolute IRI"):
        list(rdf.quads(sample_graph(), base=base))


@pytest.mark.parametrize("base", ["https://archive.example/news", "urn:example:"])
def test_identifiers_start_with_the_base(base: str) -> None:
    assert f"<{base}".encode() in _nquads(base)
    assert b"newsgraph.example" not in _nquads(base)


def test_each_article_speaks_in_its_own_graph() -> None:
    graph = sample_graph()
    named = {quad.graph_name.value for quad in pyoxigraph.parse(_nquads(), format=pyoxigraph.RdfFormat.N_QUADS)}
    assert named == {f"{rdf.DEFAULT_BASE}graph/article/{article.id}" for article in graph.articles} | {
        f"{rdf.DEFAULT_BASE}graph/entities",
        f"{rdf.DEFAULT_BASE}graph/runs",
    }


def test_all_formats_hold_the_same_statements() -> None:
    nquads = _nquads()
    expected = set(pyoxigraph.parse(nquads, format=pyoxigraph.RdfFormat.N_QUADS))
    for media_type in ("application/trig", "application/ld+json"):
        file = io.BytesIO()
        rdf.convert(nquads, file, media_type=media_type)
        parsed = pyoxigraph.parse(file.getvalue(), format=pyoxigraph.RdfFormat.from_media_type(media_type))
        assert set(parsed) == expected


def test_rdflib_reads_what_we_write() -> None:
    graph = sample_graph()
    dataset = rdf.to_dataset(graph)
    distinct = {quad[:3] for quad in rdf.quads(graph)}
    assert len(set(dataset.triples((None, None, None)))) == len(distinct)
    file = io.BytesIO()
    rdf.write_flat_turtle(graph, file)
    assert len(rdflib.Graph().parse(data=file.getvalue(), format="turtle")) == len(list(rdf.flat_triples(graph)))


def test_prefix_lines_are_sorted() -> None:
    file = io.BytesIO()
    rdf.convert(_nquads(), file, media_type="application/trig")
    heads = [line for line in file.getvalue().splitlines() if line.startswith(b"@prefix")]
    assert heads == sorted(heads)
    assert len(heads) == len(rdf.prefixes())


def test_the_flat_graph_leaves_out_the_mention_layer() -> None:
    subjects = {triple[0] for triple in rdf.flat_triples(sample_graph())}
    assert not [
        subject for subject in subjects if "/mention/" in subject or "#char=" in subject or "/local/" in subject
    ]
    assert [subject for subject in subjects if "/person/" in subject]


PUBLISHED = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("changes", "published", "plain"),
    [
        ({}, PUBLISHED, True),
        ({}, None, True),
        ({"attributed_to": "person/x"}, PUBLISHED, False),
        ({"negated": True}, PUBLISHED, False),
        ({"modality": Modality.ALLEGED}, PUBLISHED, False),
        ({"time": TimeBounds(earliest_begin=date(2019, 1, 1))}, PUBLISHED, True),
        ({"time": TimeBounds(latest_end=date(2025, 12, 31))}, PUBLISHED, False),
        ({"time": TimeBounds(latest_end=date(2026, 12, 31))}, PUBLISHED, True),
        ({"time": TimeBounds(latest_end=date(2026, 12, 31))}, None, False),
    ],
)
def test_only_the_article_s_own_facts_of_its_day_stand_as_plain_triples(
    changes: dict[str, object], published: date | None, plain: bool
) -> None:
    claim = Claim("claim/a", "a", "person/x", "schema:worksFor", "organization/y", (), **changes)  # type: ignore[arg-type]
    assert is_plain(claim, published) is plain


def test_a_claim_says_when_it_holds() -> None:
    graph = sample_graph()
    begun = TimeBounds(earliest_begin=date(2019, 1, 1), latest_begin=date(2019, 12, 31))
    claims = tuple(replace(claim, time=begun) for claim in graph.claims)
    quads = list(rdf.quads(replace(graph, claims=claims)))
    dated = {quad[0] for quad in quads if quad[1].endswith("hasLatestBeginTimeStamp>") and "/claim/" in quad[0]}
    assert len(dated) == len(claims)


def test_statements_speak_of_things_over_the_corpus_and_name_their_source() -> None:
    graph = sample_graph()
    own = [local for local in graph.local_entities if local.article == graph.events[0].article]
    told = replace(graph.events[0], attributed_to=own[0].id, cue=graph.quotes[0].cue)
    quads = list(rdf.quads(replace(graph, events=(told,))))
    ends = {end for quad in quads for end in (quad[0], quad[2])}
    judged = {side for judgement in graph.judgements for side in (judgement.left, judgement.right)}
    locals_ = {local.id for local in graph.local_entities} - judged
    assert not [end for end in ends if any(local in end for local in locals_)]
    source = f"<{rdf.DEFAULT_BASE}{own[0].entity}>"
    event = f"<{rdf.DEFAULT_BASE}{told.id}>"
    assert [quad[2] for quad in quads if quad[0] == event and quad[1].endswith("#attributedTo>")] == [source]
    voiced = [quad for quad in rdf.quads(graph) if quad[0] == event and quad[1].endswith("#attributedTo>")]
    assert [quad[2] for quad in voiced] == [f"<{rdf.DEFAULT_BASE}article/{told.article}>"]


def test_a_quote_whose_speaker_is_not_sure_is_nobody_s() -> None:
    graph = sample_graph()
    quads = rdf.quads(replace(graph, quotes=(replace(graph.quotes[0], speaker=None),), claims=(), events=()))
    assert not [quad for quad in quads if quad[1].endswith("#attributedTo>")]


def test_parts_make_the_whole() -> None:
    graph = sample_graph()
    whole = io.BytesIO()
    rdf.write_nquads(rdf.quads(graph), whole)
    pieces = io.BytesIO()
    names = ("mentions", "local_entities", "quotes", "claims", "events")
    for article in graph.articles:
        rows = {name: [row for row in getattr(graph, name) if row.article == article.id] for name in names}
        made = rdf.article_statements(article, run=graph.runs[0].id, **rows)
        turned = {name: found[::-1] for name, found in rows.items()}
        assert rdf.article_statements(article, run=graph.runs[0].id, **turned).nquads() == made.nquads()
        assert made.graph == rdf.article_graph(article.id)
        pieces.write(made.nquads().encode())
    corpus = rdf.corpus_statements(
        run=graph.runs[0].id,
        entities=graph.entities,
        local_entities=graph.local_entities,
        judgements=graph.judgements,
    )
    rdf.write_statements(corpus, pieces)
    rdf.write_statements(map(rdf.run_statements, graph.runs), pieces)
    assert pieces.getvalue() == whole.getvalue()


def test_what_changed_is_told_by_lines() -> None:
    graph = sample_graph()
    before = list(rdf.corpus_statements(entities=graph.entities))
    renamed = (replace(graph.entities[0], name="a\u2028b\x85c\x1cd"), *graph.entities[1:])
    gone, come = rdf.changed(before, rdf.corpus_statements(entities=renamed))
    assert len(gone) == len(come) == 1
    (quad,) = pyoxigraph.parse(come[0].encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    assert quad.object.value == "a\u2028b\x85c\x1cd"
    assert rdf.changed(before, before) == ([], [])


def test_copies_and_answers_stand_in_the_graph_of_the_corpus() -> None:
    graph = sample_graph()
    one, other = graph.articles[:2]
    first, second = graph.claims[:2]
    more = replace(graph, copies=(Copy(one.id, other.id, 0.9),), answers=(Answer(second.id, first.id, agrees=False),))
    added = set(rdf.quads(more)) - set(rdf.quads(graph))
    base, corpus = rdf.DEFAULT_BASE, f"<{rdf.DEFAULT_BASE}graph/entities>"
    assert added == {
        (f"<{base}article/{one.id}>", f"<{NAMESPACE}copyOf>", f"<{base}article/{other.id}>", corpus),
        (f"<{base}{second.id}>", f"<{NAMESPACE}answers>", f"<{base}{first.id}>", corpus),
    }


def test_what_a_source_says_stands_in_claim_nodes_only() -> None:
    graph = sample_graph()
    triples = {quad[:3] for quad in rdf.quads(graph)}
    said = {claim.predicate for claim in graph.claims if not is_plain(claim)}
    assert said == {"ng:figure", "schema:citation"}
    assert not [triple for triple in triples if triple[1] == "<https://schema.org/citation>"]
    assert [triple for triple in triples if triple[1] == "<https://schema.org/worksFor>"]


def test_a_stretch_that_is_mention_and_evidence_has_one_confidence() -> None:
    confidences = [
        quad[0] for quad in rdf.quads(sample_graph()) if quad[1].endswith("#confidence>") and "/mention/" in quad[0]
    ]
    assert len(confidences) == len(set(confidences))
