"""Gold in NIF 2.0: contexts, classes, offsets, several forms of RDF."""

from pathlib import Path

import pytest

from newsgraph.errors import NewsgraphError
from newsgraph.evaluate import read_gold

HEAD = """\
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix itsrdf: <http://www.w3.org/2005/11/its/rdf#> .
@prefix dbo: <http://dbpedia.org/ontology/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
CONTEXT = """
<http://news.example/a1#char=0,23> a nif:Context, nif:RFC5147String ; nif:isString "🙂 Ana Ruiz left Odessa." ;
  nif:beginIndex "0"^^xsd:nonNegativeInteger ; nif:endIndex "23"^^xsd:nonNegativeInteger .
"""
NAMES = """
<http://news.example/a1#char=2,10> a nif:Phrase, nif:RFC5147String ; nif:anchorOf "Ana Ruiz" ; nif:beginIndex 2 ;
  nif:endIndex 10 ; nif:referenceContext <http://news.example/a1#char=0,23> ; itsrdf:taClassRef dbo:Person .
<http://news.example/a1#char=16,22> a nif:String, dbo:Place ; nif:referenceContext <http://news.example/a1#char=0,23> .
<http://news.example/a1#char=11,15> a nif:Word ; nif:referenceContext <http://news.example/a1#char=0,23> .
<http://news.example/a1#char=0,1> a nif:Phrase ; itsrdf:taIdentRef <http://dbpedia.org/resource/Smile> ;
  nif:referenceContext <http://news.example/a1#char=0,23> .
"""


def write(tmp_path: Path, content: str, name: str = "gold.ttl") -> Path:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["gold.ttl", "gold.txt"])
def test_names_have_a_class_and_lie_in_their_context(tmp_path: Path, name: str) -> None:
    (document,) = read_gold(write(tmp_path, HEAD + CONTEXT + NAMES, name))
    assert document.name == "a1"
    assert [f"{one.kind} {one.span.of(document.text)}" for one in document.names] == ["Person Ana Ruiz", "Place Odessa"]
    assert document.ignored == ("without a class",)


def test_n_triples_say_the_same(tmp_path: Path) -> None:
    import pyoxigraph

    triples = pyoxigraph.serialize(
        (quad.triple for quad in pyoxigraph.parse(HEAD + CONTEXT + NAMES, format=pyoxigraph.RdfFormat.TURTLE)),
        format=pyoxigraph.RdfFormat.N_TRIPLES,
    )
    assert triples is not None
    (one,) = read_gold(write(tmp_path, HEAD + CONTEXT + NAMES))
    (other,) = read_gold(write(tmp_path, triples.decode(), "gold.nt"))
    assert (one.text, one.names, one.kinds) == (other.text, other.names, other.kinds)


def test_several_contexts_keep_their_order(tmp_path: Path) -> None:
    more = '<http://news.example/a0> a nif:Context ; nif:isString "Odessa" .\n<http://news.example/x> a dbo:Place ;'
    more += "nif:beginIndex 0 ; nif:endIndex 6 ; nif:referenceContext <http://news.example/a0> ."
    documents = read_gold(write(tmp_path, HEAD + CONTEXT + NAMES + more))
    assert [(document.name, len(document.names)) for document in documents] == [("a1", 2), ("a0", 1)]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (HEAD + "<a> nif:beginIndex", "line 5"),
        (HEAD, "no nif:Context"),
        (HEAD + "<http://news.example/c> a nif:Context .", "no nif:isString"),
        (HEAD + CONTEXT + NAMES.replace("nif:endIndex 10", 'nif:endIndex "ten"'), "whole numbers"),
        (HEAD + CONTEXT + NAMES.replace("nif:endIndex 10", "nif:endIndex 12"), "code points"),
        (HEAD + CONTEXT + NAMES.replace("#char=16,22", "#char=16,99"), "does not lie in the text"),
        (HEAD + CONTEXT.replace("a1", "b1") + CONTEXT.replace("a1", "b2") + NAMES, "none of the file's contexts"),
    ],
)
def test_bad_rdf_is_one_sentence(tmp_path: Path, content: str, told: str) -> None:
    with pytest.raises(NewsgraphError) as raised:
        read_gold(write(tmp_path, content))
    assert "gold.ttl" in str(raised.value)
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)
