"""`ng:matches` in SPARQL: answered from the index, joined by Oxigraph, refused where it cannot be."""

import random
from collections.abc import Iterator

import pyoxigraph
import pytest
from hypothesis import example, given, strategies as st

from factory import sample_graph
from newsgraph import rdf
from newsgraph.errors import NewsgraphError
from newsgraph.library import Library, open_library
from newsgraph.library.search import textual
from newsgraph.store.lexing import asks_service, tokens
from newsgraph.store.snapshots import switch, write_snapshot
from newsgraph.store.triples import rows


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("graph")
    graph = sample_graph()
    with (folder / "graph.nq").open("wb") as file:
        rdf.write_nquads(rdf.quads(graph), file)
    write_snapshot(folder, "one", nquads=folder / "graph.nq", graph=graph, base=rdf.DEFAULT_BASE)
    switch(folder, "one")
    with open_library(folder) as opened:
        yield opened


def asked(library: Library, sparql: str) -> list[str]:
    """Return the last cells of the answer's rows, sorted."""
    found = rows(library.store, textual(sparql, library), prefixes=library.prefixes)
    return sorted(row[-1] for row in found.rows)


HEADLINES = ["Border Agency says 18,000 deported", "Rights group disputes figure of Dana Orlov"]


@pytest.mark.parametrize(
    "pattern",
    [
        '?x ng:matches "deported" . ?x schema:headline ?h',
        '?x ng:matches "deported" . ?x schema:headline ?h .',
        "?x ng:matches 'deported'. ?x schema:headline ?h",
        '?x ng:matches """deported""" . ?x schema:headline ?h',
        '?x ng:matches "DÉPORTED"@en . ?x schema:headline ?h',
        '?x schema:headline ?h . ?x ng:matches "deported"',
        '?x schema:headline ?h . ?x ng:matches "deported" ;',
        '?x schema:headline ?h ; ng:matches "deported"',
        '?x schema:headline ?h ; ng:matches "deported" .',
        '?x ng:matches "deported" ; schema:headline ?h',
        '?x ng:matches "deported" ; ; schema:headline ?h ; .',
        '?x a schema:NewsArticle ; ng:matches "deported" ; schema:headline ?h .',
        '?x ng:matches "deport*" ; ng:matches "people" ; schema:headline ?h',
        '?x ng:matches "de\\u0070orted" . ?x schema:headline ?h',
        '?x <https://w3id.org/newsgraph/ns#matches> "deported" . ?x schema:headline ?h',
        '?x <https://w3id.org/newsgraph/ns#\\u006Datches> "deported" . ?x schema:headline ?h # ng:matches\n',
        '{ ?x ng:matches "deported" } ?x schema:headline ?h',
        '?x schema:headline ?h { ?x ng:matches "deported" }',
        'FILTER(?h != "ng:matches") ?x ng:matches "deported" . ?x schema:headline ?h',
        'FILTER(!contains(?h, "x)")) ?x schema:headline ?h ; ng:matches "deported"',
        '?x ng:matches "deported" FILTER(true) ?x schema:headline ?h',
        '?x ng:matches "deported" OPTIONAL { ?x ng:none ?y } ?x schema:headline ?h',
        'BIND(("a") AS ?y) ?x schema:headline ?h ; ng:matches "deported"',
        'GRAPH ?g { ?x ng:matches "deported" ; schema:headline ?h }',
        '?x schema:headline ?h FILTER EXISTS { ?x ng:matches "deported" }',
        '?x schema:headline ?h MINUS { ?x ng:matches "parliament" }',
        '{ SELECT ?x { ?x ng:matches "deported" } } ?x schema:headline ?h',
        '{ ?x ng:matches "18,000" } UNION { ?x ng:matches "disputes" } ?x schema:headline ?h',
    ],
)
def test_what_matches_is_joined_with_the_rest(library: Library, pattern: str) -> None:
    assert asked(library, f"SELECT DISTINCT ?h {{ {pattern} }}") == HEADLINES


def test_things_match_by_their_names(library: Library) -> None:
    names = asked(library, 'SELECT DISTINCT ?n { ?x ng:matches "orlov" ; a schema:Person ; rdfs:label ?n }')
    assert names == ["Dana Orlov"]
    assert asked(library, 'SELECT ?x { ?x ng:matches "nobody of this name" }') == []
    assert asked(library, 'SELECT ?x { ?x ng:matches "?!" }') == []


@pytest.mark.parametrize(
    "sparql",
    [
        'PREFIX n: <https://w3id.org/newsgraph/ns#> SELECT ?h { ?x n:matches "deported" ; schema:headline ?h }',
        'PREFIX : <https://w3id.org/newsgraph/> SELECT ?h { ?x :ns\\#matches "deported" ; schema:headline ?h }',
        'PREFIX ng: <http://elsewhere.example/>\nSELECT ?h { ?x schema:headline ?h FILTER(?h != "League sues over '
        'Entry Act") OPTIONAL { ?x ng:matches "deported" } }',
        'CONSTRUCT { ?x rdfs:label ?h } WHERE { ?x ng:matches "deported" ; schema:headline ?h }',
        'ASK { ?x ng:matches "deported" }',
    ],
)
def test_prefixes_and_forms(library: Library, sparql: str) -> None:
    assert asked(library, sparql) in (HEADLINES, ["true"])


@pytest.mark.parametrize(
    ("sparql", "told"),
    [
        ('SELECT * { <http://x/> ng:matches "a" }', "takes a variable as its subject"),
        ('SELECT * { _:x ng:matches "a" }', "takes a variable as its subject"),
        ('SELECT * { [] ng:matches "a" }', "brackets"),
        ('SELECT * { ?y rdfs:label [ ng:matches "a" ] }', "stands as the predicate"),
        ('SELECT * { ?y rdfs:label [ a ng:Quote ; ng:matches "a" ] }', "brackets"),
        ("SELECT * { ?x ng:matches ?y }", "one text in quotation marks"),
        ("SELECT * { ?x ng:matches 5 }", "one text in quotation marks"),
        ("SELECT * { ?x ng:matches <http://x/> }", "one text in quotation marks"),
        ('SELECT * { ?x ng:matches ( "a" ) }', "one text in quotation marks"),
        ('SELECT * { ?x ng:matches+ "a" }', "one text in quotation marks"),
        ('SELECT * { ?x ng:matches/rdfs:label "a" }', "one text in quotation marks"),
        ('SELECT * { ?x ^ng:matches "a" }', "stands as the predicate"),
        ('SELECT * { ?x rdfs:label|ng:matches "a" }', "stands as the predicate"),
        ('SELECT * { ?x ng:matches "a", "b" }', "one plain text"),
        ('SELECT * { ?x ng:matches "5"^^xsd:integer }', "one plain text"),
        ('SELECT * { ?x ng:matches "a" "b" }', "ends with"),
        ('SELECT * { ?x ng:matches "a" ?y }', "ends with"),
        ("SELECT * { ?x ?p ng:matches }", "stands as the predicate"),
        ("DESCRIBE ng:matches", "takes a variable"),
        ("ng:matches", "stands as the predicate"),
        ("SELECT * { ?x ng:matches", "one text in quotation marks"),
        ('?x ng:matches "a"', "stands in a WHERE part"),
        ('CONSTRUCT { ?x ng:matches "a" } WHERE { ?x a ?y }', "stands in a WHERE part"),
        ('CONSTRUCT WHERE { ?x ng:matches "a" }', "stands in a WHERE part"),
        ("SELECT * { " + '?x ng:matches "a" . ' * 9 + "}", "more than 8 times"),
    ],
)
def test_any_other_use_is_refused_in_one_sentence(library: Library, sparql: str, told: str) -> None:
    with pytest.raises(NewsgraphError, match=told) as raised:
        textual(sparql, library)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?x rdfs:label 'ng:matches' }",
        'SELECT * { ?x rdfs:label """a "ng:matches" b""" }',
        "SELECT * { ?x ?y ?z } # ng:matches 'a'",
        "SELECT * { ?matches ?y ?z }",
        "SELECT * { ?x ng:matchesAll ?z }",
        "SELECT * { ?x schema:matches ?z }",
        "SELECT * { <http://x/#ng:matches> ?y ?z }",
    ],
)
def test_the_word_alone_changes_nothing(library: Library, sparql: str) -> None:
    assert textual(sparql, library) == sparql


@given(st.text(alphabet="?x:ng matches\"'\\{}.;,[]()<>#\n@^a\u0000\ud800é", max_size=60))
@example('?x ng:matches "')
@example('{?x ng:matches "\\')
@example('{?x ng:matches "\\UFFFFFFFF"}')
def test_no_text_breaks_it(library: Library, text: str) -> None:
    for sparql in (text, f"SELECT * {{ ?x ng:matches {text} }}", f"SELECT * {{ {text} ng:matches 'a' }}"):
        try:
            made = textual(sparql, library)
        except NewsgraphError:
            continue
        assert made == sparql or "VALUES" in made


@given(st.text(max_size=40))
def test_what_is_looked_for_never_becomes_code(library: Library, text: str) -> None:
    quoted = "".join(f"\\U{ord(letter):08X}" for letter in text if not "\ud800" <= letter <= "\udfff")
    assert asked(library, f'SELECT ?x {{ ?x ng:matches "{quoted}" . ?x ng:none ?y }}') == []


SERVICE = "SERVICE <http://127.0.0.1:9/> { ?d ?e ?f }"


@pytest.mark.parametrize(
    "sparql",
    [
        f"SELECT * {{ ?a ?b ?c . {SERVICE} }}",
        "SELECT * { ?a ?b 1SERVICE<http://127.0.0.1:9/>{} }",
        "SELECT * { ?a ?b trueSERVICE<http://127.0.0.1:9/>{} }",
        "SELECT * { ?a ?b-1SERVICE<http://127.0.0.1:9/>{} }",
        f"SELECT * {{ ?a ?b <http://x/\\u0041#> {SERVICE} }}",
        f"SELECT * {{ ?a ?b <http://x/\\U00000041#> . {SERVICE} }}",
        f"SELECT * {{ ?a ?b x:\\' . {SERVICE} FILTER('a' = 'a') }}",
        f"SELECT * {{ ?a ?b x:\\# . {SERVICE} }}",
        f"SELECT * {{ ?a ?b ?c FILTER(?c<'#>'&&1>'') {SERVICE}#'\n }}",
        f"SELECT * {{ ?a ?b ?c FILTER(1<2)#>'\n{SERVICE}#'\n }}",
        f"SELECT * {{ ?a ?b 'x\\u0027' {SERVICE} }}",
        "SELECT * { ?a ?b 'x'@en.SERVICE?g{} }",
        "SELECT * { ?a ?b x:.SERVICE x:y{} }",
        "SELECT * { SERVICE#'\n?g#{\n{} }",
        "SELECT * { sErViCe\tSILENT\r\n<http://127.0.0.1:9/>{} }",
    ],
)
def test_another_server_is_asked_under_no_disguise(library: Library, sparql: str) -> None:
    assert asks_service(sparql)
    with pytest.raises(NewsgraphError, match="SERVICE"):
        rows(library.store, sparql, prefixes={"x": "http://x/"})


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?a ?b ?c } # SERVICE <http://x/> { ?a ?b ?c }",
        "SELECT * { ?a ?b 'SERVICE <http://x/> { }' }",
        'SELECT * { ?a ?b """it\'s "SERVICE <http://x/> {" """ }',
        "SELECT * { ?service ?b ?c . { ?c ?d ?e } }",
        "PREFIX x: <http://x/> SELECT * { ?a x:service ?c { ?c ?d ?e } }",
        "PREFIX service: <http://x/> SELECT * { ?a service:b ?c { ?c ?d ?e } }",
        "SELECT * { ?a ?b ?c FILTER(?a < ?c && ?c > 'SERVICE <x:y> {') }",
    ],
)
def test_no_query_is_refused_for_a_word(library: Library, sparql: str) -> None:
    assert not asks_service(sparql)
    rows(library.store, sparql)


PIECES = (
    "SILENT|<http://127.0.0.1:9/>|<http://127.0.0.1:9/>{}| {} |{ ?x ?y ?z }|x:a|x:a\\'b|x:\\#| x:|"
    "?v|$v| |\n|#|'|\"|'''|"
    "\"\"\"|\\|\\u0027|\\u0041|<|>|<#>|<'#>|FILTER(1<2)|FILTER(1<2&&'>'!='a')|FILTER(|1<2|)|.|;|,|"
    "true|1|1.|2.5|.5|-1|"
    "@en|@en-a|^^x:i|_:b|_:a.b|?a ?b ?c|?a ?b '|?a x:p 1|a|BIND(1 AS ?q)|OPTIONAL{|}|{|UNION|GRAPH ?g {|"
    "[]|[ x:p 1 ]|(1 2)|"
    "<http://x/\\u0041#>|x:%41|x:a.b|x:a.|x:a.b.c|1.e5|?v.?w|VALUES ?v {1}"
).split("|")
CALLS = ("SERVICE<http://127.0.0.1:9/>{}", "SERVICE SILENT?v{}", "SERVICE x:y{}", "SERVICE\n#c\n?v#d\n{}")


def test_no_query_that_oxigraph_reads_as_a_call_is_missed() -> None:
    """A query calls where it is SPARQL, and is none once the keyword is another word."""
    draw, store, calling = random.Random(5), pyoxigraph.Store(), 0
    for _ in range(20_000):
        parts = draw.choices(PIECES, k=draw.randint(0, 5))
        parts.insert(draw.randint(0, len(parts)), draw.choice(CALLS))
        sparql = f"PREFIX x: <http://127.0.0.1:9/> SELECT * {{ {''.join(parts)} }}"
        if _parses(store, sparql) and not _parses(store, sparql.replace("SERVICE", "SERVERS")):
            calling += 1
            assert asks_service(sparql), sparql
    assert calling > 200


def _parses(store: pyoxigraph.Store, sparql: str) -> bool:
    try:
        store.query(sparql)
    except SyntaxError:
        return False
    except (OSError, ValueError, RuntimeError):
        return True
    return True


@given(st.text(alphabet="SERVICE<>{}'\"\\#?x: \n.;u0041", max_size=80))
def test_words_of_a_query_are_parts_of_it_in_order(text: str) -> None:
    asks_service(text)
    end = 0
    for word in tokens(text):
        assert word.start >= end
        end = word.end
        assert text[word.start : end] == word.text


def test_long_queries_take_no_longer_than_they_are() -> None:
    for text in ("'" * 100_000, '"""' * 40_000, "<a" * 60_000, "service " * 20_000, "x:" * 60_000, "a." * 60_000):
        asks_service(f"SERVICE {text}")
        assert sum(1 for _ in tokens(text)) <= len(text)
