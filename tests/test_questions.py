from collections.abc import Callable
from functools import cache
from hashlib import sha256
from itertools import takewhile

import pyoxigraph
import pytest
import rdflib
import rdflib.plugins.sparql
from hypothesis import given, strategies as st

from newsgraph import vocab
from newsgraph.errors import NewsgraphError
from newsgraph.questions import (
    ParameterType,
    fill,
    named,
    prepared,
    read_question,
    saved_question,
    saved_questions,
    things,
)

# rdflib's own Dataset calls what it deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")

EXAMPLE = vocab.ontology_folder() / "examples" / "example.trig"
BASE = "https://example.org/id/"
Rows = list[tuple[str, ...]]


@cache
def store() -> pyoxigraph.Store:
    found = pyoxigraph.Store()
    found.load(path=str(EXAMPLE), format=pyoxigraph.RdfFormat.TRIG)
    return found


@cache
def dataset() -> rdflib.Dataset:
    rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
    found = rdflib.Dataset(default_union=True)
    found.parse(EXAMPLE, format="trig")
    return found


def by_oxigraph(query: str) -> Rows:
    solutions = store().query(query, use_default_graph_as_union=True)
    return [tuple("" if cell is None else cell.value for cell in row) for row in solutions]


def by_rdflib(query: str) -> Rows:
    return [tuple("" if cell is None else str(cell) for cell in row) for row in dataset().query(query)]


ENGINES = pytest.mark.parametrize("engine", [by_oxigraph, by_rdflib])

# What the worked example answers, found by reading it; IRIs without the base.
DEPORTATIONS = "deportations, February 2026"
SAYS, DISPUTES, SUES, COPY, CHARGED, NAMES, COUNTS = (
    "Border Agency says 18,000 deported",
    "Rights group disputes figure",
    "League sues over Entry Act",
    "18,000 deported in a month, minister says",
    "Port chief charged under Customs Act",
    "Parliament names new port chief",
    "Agency gives its own count",
)
DIGEST = "2c03567ccbbc2af362b297a50d72b7dc8025b7ed2f47c7e28610bb2ebef97ba2"
FORTY, TWENTY_FIVE = "at least 40 people … arrested … Port Arlen … Sunday", "25 people … arrested … Port Arlen … Sunday"
OWNED = "Marsh … owned … Quay Freight"
CHARGE = ("the article", "says", "Stated", "Lena Marsh … charged … Customs Act … Tuesday", "2026-03-11", CHARGED)
RESIGNS = ("the article", "says", "Stated", "Lena Marsh … resigned … it … Friday", "2026-03-16", NAMES)
ANSWERS: dict[str, Rows] = {
    "articles-on-a-law": [
        ("Entry Act", COUNTS, "2026-03-17", "article/8"),
        ("Entry Act", SUES, "2026-03-09", "article/3"),
        ("Entry Act", COPY, "2026-03-03", "article/5"),
        ("Entry Act", SAYS, "2026-03-02", "article/1"),
    ],
    "articles-that-mention": [
        ("Dana Orlov", SUES, "2026-03-09", "article/3"),
        ("Dana Orlov", COPY, "2026-03-03", "article/5"),
        ("Dana Orlov", SAYS, "2026-03-02", "article/1"),
    ],
    "claims-denied": [
        (
            *("Dana Orlov", DEPORTATIONS, "figure", "18000", SAYS),
            *("Ana Pell", "The ministry’s number is wrong", DISPUTES, "claim/1"),
        )
    ],
    "claims-with-one-source": [
        (
            *("Dana Orlov", "Entry (Amendment) Bill", "amends", "Entry Act", "Proposed"),
            *("1", "would amend", SUES, "claim/5"),
        )
    ],
    "coverage-by-outlet-and-month": [
        ("Border Agency", "North Herald", "2026-03", "2"),
        ("Border Agency", "South Courier", "2026-03", "1"),
        ("Border Agency", "West Gazette", "2026-03", "1"),
    ],
    "events-not-yet-done": [
        (
            *("2026-04-01", "2026-04-30", "Vote", "vote on the Entry (Amendment) Bill", "Expected"),
            *("Dana Orlov", "vote", SUES, "event/vote-3"),
        )
    ],
    "figures-compared": [
        (
            *("Arrest", "2026-03-15", "2026-03-15", "Border Agency", "Exact", "25", "25", "people"),
            *("25", "40", "15", TWENTY_FIVE, COUNTS, "event/arrest-8"),
        ),
        (
            *("Arrest", "2026-03-15", "2026-03-15", "Ana Pell", "AtLeast", "40", "", "people"),
            *("25", "40", "15", FORTY, NAMES, "event/arrest-7"),
        ),
    ],
    "how-was-this-read": [("newsgraph", "0.1.0", "run/1", SAYS, DIGEST, "claim/1")],
    "laws-charged-under": [
        ("Lena Marsh", "Customs Act", "Charge", "2026-03-10", "2026-03-10", *CHARGE, "event/charge-6"),
        (
            *("Lena Marsh", "Entry Act", "chargedUnder", "", "", "Border Agency", "says", "Stated"),
            *("Marsh … charged … Entry Act", "2026-03-17", COUNTS, "claim/13"),
        ),
    ],
    "laws-cited": [
        ("Entry Act", "3", "2"),
        ("Customs Act", "2", "1"),
        ("Entry Act, s 12", "2", "2"),
        ("Entry (Amendment) Bill", "1", "1"),
    ],
    "laws-to-be-changed": [
        (
            *("Entry (Amendment) Bill", "amends", "Entry Act", "Dana Orlov", "says", "Proposed"),
            *("would amend", SUES, "claim/5"),
        )
    ],
    "links-still-open": [
        ("Harbour League", "http://www.wikidata.org/entity/Q1", "0.44", "same name, another country", "link/3")
    ],
    "paths-between": [
        ("Ana Pell", DISPUTES, "Harbour League", SUES, "Arlen High Court", "2", "article/2", "article/3"),
        ("Ana Pell", NAMES, "Parliament", SUES, "Arlen High Court", "1", "article/7", "article/3"),
    ],
    "people-of-a-place": [("Arlenians", "0", "group/arlenians")],
    "private-people": [
        ("Tomas Reyl", "PrivateIndividual", "1", "person/tomas-reyl-1"),
        ("Tomas Reyl", "PublicityUnknown", "1", "person/tomas-reyl-4"),
    ],
    "timeline": [
        ("Lena Marsh", "2026-03-10", "2026-03-10", "Charge", "Affected", *CHARGE, "event/charge-6"),
        (
            *("Lena Marsh", "", "", "Quote", "Indirect", "Lena Marsh", "", ""),
            *("owning Quay Freight", "2026-03-11", CHARGED, "mention/6/221-240"),
        ),
        (
            *("Lena Marsh", "", "", "chargedUnder", "Customs Act", "the article", "says", "Stated"),
            *("Lena Marsh … charged … Customs Act", "2026-03-11", CHARGED, "claim/7"),
        ),
        (
            *("Lena Marsh", "", "", "leads", "Port Office", "the article", "says", "Stated"),
            *("Lena Marsh … head … Port Office", "2026-03-11", CHARGED, "claim/6"),
        ),
        (
            *("Lena Marsh", "", "", "owns", "Quay Freight", "Jonas Brandt", "says", "Stated"),
            *(OWNED, "2026-03-11", CHARGED, "claim/8"),
        ),
        (
            *("Lena Marsh", "", "", "owns", "Quay Freight", "Lena Marsh", "denies", "Stated"),
            *("Marsh … owning … Quay Freight", "2026-03-11", CHARGED, "claim/9"),
        ),
        ("Lena Marsh", "2026-03-13", "2026-03-13", "Resignation", "Affected", *RESIGNS, "event/resignation-7"),
        (
            *("Lena Marsh", "", "", "owns", "Quay Freight", "Ana Pell", "says", "Stated"),
            *(OWNED, "2026-03-16", NAMES, "claim/10"),
        ),
        (
            *("Lena Marsh", "", "", "Resignation", "Affected", "Ivo Sant", "denies", "Stated"),
            *("Lena Marsh … resigned", "2026-03-17", COUNTS, "event/resignation-8"),
        ),
        (
            *("Lena Marsh", "", "", "chargedUnder", "Entry Act", "Border Agency", "says", "Stated"),
            *("Marsh … charged … Entry Act", "2026-03-17", COUNTS, "claim/13"),
        ),
    ],
    "weak-findings": [("vote on the Entry (Amendment) Bill", "", "0.62", "1", SUES, "event/vote-3")],
    "what-happened-in": [
        (
            *("Arlenia", "2026-02-01", "2026-02-28", "Deportation", DEPORTATIONS),
            *("Dana Orlov", "Stated", "deported", SAYS, "event/deportations-1"),
        ),
        (
            *("Arlenia", "2026-02-01", "2026-02-28", "Deportation", DEPORTATIONS),
            *("Harbour League", "Stated", "deported", DISPUTES, "event/deportations-2"),
        ),
        (
            *("Arlenia", "2026-03-06", "2026-03-06", "Lawsuit", "Harbour League sues Border Agency"),
            *("the article", "Stated", "sued", SUES, "event/lawsuit-3"),
        ),
        (
            *("Arlenia", "2026-03-15", "2026-03-15", "Arrest", "arrests in Port Arlen"),
            *("Ana Pell", "Stated", FORTY, NAMES, "event/arrest-7"),
        ),
        (
            *("Arlenia", "2026-03-15", "2026-03-15", "Arrest", "arrests in Port Arlen"),
            *("Border Agency", "Stated", TWENTY_FIVE, COUNTS, "event/arrest-8"),
        ),
    ],
    "what-someone-said": [
        (
            *("Ana Pell", "The ministry’s number is wrong", "Direct", "said its director"),
            *(f"not: {DEPORTATIONS} figure 18000", "South Courier", "2026-03-04", DISPUTES, "mention/2/122-152"),
        ),
        (
            *("Ana Pell", "Marsh owned Quay Freight,", "Direct", "said"),
            *("Lena Marsh owns Quay Freight", "North Herald", "2026-03-16", NAMES, "mention/7/134-159"),
        ),
        (
            *("Ana Pell", "at least 40 people were arrested in Port Arlen on Sunday", "Indirect", "said"),
            *("arrests in Port Arlen", "North Herald", "2026-03-16", NAMES, "mention/7/213-269"),
        ),
    ],
    "what-was-merged": [
        ("Dana Orlov", "http://www.wikidata.org/entity/Q0", "0.93", "same name and office", "run/1", "link/1"),
        (DEPORTATIONS, DEPORTATIONS, "0.81", "same type, place and month", "run/1", "link/2"),
    ],
    "where-a-law-is-named": [
        ("Entry Act", SUES, "Entry Act", "17", "26", "mention/3/17-26"),
        ("Entry Act", SUES, "Entry Act", "165", "174", "mention/3/165-174"),
    ],
    "who-appears-with": [
        ("Border Agency", "Dana Orlov", "3", "person/dana-orlov"),
        ("Border Agency", "Port Arlen", "3", "place/port-arlen"),
        ("Border Agency", "Entry Act", "2", "legislation/entry-act"),
        ("Border Agency", "Entry Act, s 12", "2", "legislation/entry-act-section-12"),
        ("Border Agency", "people deported", "2", "group/people-deported"),
        ("Border Agency", "Arlen High Court", "1", "organization/arlen-high-court"),
        ("Border Agency", "Entry (Amendment) Bill", "1", "legislation/entry-amendment-bill"),
        ("Border Agency", "Harbour League", "1", "organization/harbour-league"),
        ("Border Agency", "Ivo Sant", "1", "person/ivo-sant"),
        ("Border Agency", "Lena Marsh", "1", "person/lena-marsh"),
        ("Border Agency", "Parliament", "1", "organization/parliament"),
        ("Border Agency", "Tomas Reyl", "1", "person/tomas-reyl-1"),
        ("Border Agency", "people arrested", "1", "group/people-arrested"),
    ],
    "who-else-reports": [
        (
            *("Lena Marsh", "owns", "Quay Freight", "says", "2", "Jonas Brandt", "Stated"),
            *(OWNED, "2026-03-11", CHARGED, "claim/8"),
        ),
        (
            *("Lena Marsh", "owns", "Quay Freight", "says", "2", "Ana Pell", "Stated"),
            *(OWNED, "2026-03-16", NAMES, "claim/10"),
        ),
        (
            *("Lena Marsh", "owns", "Quay Freight", "denies", "1", "Lena Marsh", "Stated"),
            *("Marsh … owning … Quay Freight", "2026-03-11", CHARGED, "claim/9"),
        ),
    ],
    "who-holds-office": [
        (
            *("Port Office", "Lena Marsh", "leads", "", "", "the article", "says", "Stated"),
            *("Lena Marsh … head … Port Office", "2026-03-11", CHARGED, "claim/6"),
        ),
        ("Port Office", "Lena Marsh", "Resignation", "2026-03-13", "2026-03-13", *RESIGNS, "event/resignation-7"),
        (
            *("Port Office", "Ivo Sant", "Appointment", "2026-03-16", "2026-03-16", "the article", "says", "Stated"),
            *("Parliament … appointed … Ivo Sant … Port Office … Monday", "2026-03-16", NAMES, "event/appointment-7"),
        ),
    ],
    "who-said-it-and-who-answers": [
        (
            *("Jonas Brandt", OWNED, CHARGED, "denies"),
            *("Lena Marsh", "Marsh … owning … Quay Freight", CHARGED, "claim/8", "claim/9"),
        ),
        ("Jonas Brandt", OWNED, CHARGED, "confirms", "Ana Pell", OWNED, NAMES, "claim/8", "claim/10"),
    ],
    "who-took-part": [
        ("Harbour League sues Border Agency", "Border Agency", "Affected", SUES, "organization/border-agency"),
        ("Harbour League sues Border Agency", "Harbour League", "Agent", SUES, "organization/harbour-league"),
        ("Harbour League sues Border Agency", "Arlen High Court", "Forum", SUES, "organization/arlen-high-court"),
    ],
    "words-for-a-thing": [("Harbour League", "name", "3", "3"), ("League", "name", "1", "1")],
}


def test_there_are_as_many_as_wanted_and_each_has_its_answer() -> None:
    questions = saved_questions()
    assert [question.name for question in questions] == sorted(ANSWERS)
    assert len(questions) == 27
    assert [question.name for question in questions if question.expected != len(ANSWERS[question.name])] == []


@ENGINES
@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_an_example_has_the_answer_counted_by_hand(name: str, engine: Callable[[str], Rows]) -> None:
    question = saved_question(name)
    query = prepared(question, {parameter.name: parameter.example for parameter in question.parameters}, engine)
    assert [tuple(cell.removeprefix(BASE) for cell in row) for row in engine(query)] == ANSWERS[name]


NEEDY = {"paths-between", "who-appears-with"}


@pytest.mark.parametrize("name", sorted(NEEDY))
def test_a_question_that_asks_for_every_pair_wants_to_know_more(name: str) -> None:
    with pytest.raises(NewsgraphError, match="--set"):
        fill(saved_question(name), {})


@pytest.mark.parametrize("name", sorted(ANSWERS.keys() - NEEDY))
def test_a_question_left_open_is_answered_for_all(name: str) -> None:
    question = saved_question(name)
    as_it_stands, filled = by_oxigraph(question.text), by_oxigraph(fill(question, {}))
    assert as_it_stands == filled == by_rdflib(question.text) == by_rdflib(fill(question, {}))
    answer = {tuple(cell.removeprefix(BASE) for cell in row) for row in filled}
    assert answer >= set(ANSWERS[name])


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_a_question_is_plain_and_declares_the_agreed_prefixes(name: str) -> None:
    question = saved_question(name)
    assert question.question.endswith("?")
    declared = dict(
        line.removeprefix("PREFIX ").rstrip(">").split(": <")
        for line in question.text.splitlines()
        if line.startswith("PREFIX")
    )
    assert declared.items() <= vocab.PREFIXES.items()
    assert "GRAPH" not in question.text
    assert "*\n" not in question.text.partition("{")[0]


def answered(name: str, **settings: str) -> Rows:
    query = prepared(saved_question(name), settings, by_oxigraph)
    assert by_oxigraph(query) == by_rdflib(query)
    return [tuple(cell.removeprefix(BASE) for cell in row) for row in by_oxigraph(query)]


def test_a_wire_copy_is_no_second_report() -> None:
    cited = answered("who-else-reports", about="Entry Act, s 12", relation="ng:citedBy")
    assert [(row[4], row[-1]) for row in cited] == [("1", "claim/11"), ("1", "claim/12")]
    alone = answered("claims-with-one-source")
    assert {(row[-1], row[5]) for row in alone} == {(f"claim/{name}", "1") for name in (4, 5, 6, 11, 12)}
    deported = answered("figures-compared", type="ng:Deportation")
    assert [(row[-1], row[8:11]) for row in deported] == [
        ("event/deportations-1", ("18000", "21500", "3500")),
        ("event/deportations-2", ("18000", "21500", "3500")),
    ]
    assert "event/deportations-5" not in {row[-1] for row in answered("timeline", thing="Border Agency")}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Jonas Brandt", [("Lena Marsh", "owns", "Quay Freight", CHARGED, "Lena Marsh", "claim/8")]),
        (f"{BASE}article/7", [("Lena Marsh resigns", "Resignation", "", NAMES, "Ivo Sant", "event/resignation-7")]),
        ("Lena Marsh", []),
    ],
)
def test_claims_and_events_are_denied_alike(source: str, expected: Rows) -> None:
    assert [(*row[1:6], row[-1]) for row in answered("claims-denied", source=source)] == expected


def test_a_denial_does_not_take_an_office_away() -> None:
    told = answered("who-holds-office", thing="Lena Marsh")
    assert [(row[2], row[5], row[6]) for row in told] == [
        ("Resignation", "Ivo Sant", "denies"),
        ("leads", "the article", "says"),
        ("Resignation", "the article", "says"),
    ]


def test_a_denied_event_did_not_happen() -> None:
    happened = {row[-1] for row in answered("what-happened-in")}
    assert not any(event.endswith("resignation-8") for event in happened)


def test_words_stand_in_the_texts_where_the_example_says() -> None:
    lines = EXAMPLE.read_text("utf-8").splitlines()
    texts: dict[str, str] = {}
    for at, line in enumerate(lines):
        if line.startswith("<graph/article/"):
            above = takewhile(lambda said: said.startswith("#   "), reversed(lines[:at]))
            texts[line.split("/")[2].partition(">")[0]] = "\n\n".join(reversed([said[4:] for said in above]))
    selectors = by_oxigraph(
        "PREFIX oa: <http://www.w3.org/ns/oa#> SELECT ?s ?a ?b ?w { ?s oa:start ?a ; oa:end ?b ; oa:exact ?w }"
    )
    found = by_oxigraph(f"SELECT ?article ?digest {{ ?article <{vocab.expand('ng:textDigest')}> ?digest }}")
    digests = {article.rpartition("/")[2]: digest for article, digest in found}
    assert {name: sha256(text.encode()).hexdigest() for name, text in texts.items()} == digests
    assert len(selectors) > 60
    for selector, start, end, words in selectors:
        name = selector.removeprefix(f"{BASE}article/").partition("#")[0]
        assert texts[name][int(start) : int(end)] == words
        assert selector.endswith(f"#char={start},{end}")


def test_vague_dates_count_where_they_may_overlap() -> None:
    question = saved_question("what-happened-in")

    def happened(first: str, last: str) -> set[str]:
        values = {"from": [first], "to": [last]}
        return {row[-1].rpartition("/")[2] for row in by_oxigraph(fill(question, values))}

    assert happened("2026-02-28", "2026-03-01") == {"deportations-1", "deportations-2"}
    assert happened("2026-03-01", "2026-03-05") == set()
    assert happened("2026-03-06", "2026-03-06") == {"lawsuit-3"}


@ENGINES
@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("dana orlov", ["person/dana-orlov"]),
        (" ORLOV ", ["person/dana-orlov"]),
        ("Tomas Reyl", ["local/1/tomas-reyl", "local/4/tomas-reyl", "person/tomas-reyl-1", "person/tomas-reyl-4"]),
        (f"{BASE}person/nobody", ["person/nobody"]),
        ("ng:Vote", ["https://w3id.org/newsgraph/ns#Vote"]),
    ],
)
def test_a_setting_stands_for_all_that_bear_the_name(
    setting: str, expected: list[str], engine: Callable[[str], Rows]
) -> None:
    assert [iri.removeprefix(BASE) for iri in things(setting, engine)] == expected


@pytest.mark.parametrize("setting", ["Orl", "nobody", "", "http://", "http://a b", "urn:", "<https://example.org/id/>"])
def test_a_name_that_nothing_bears_is_told(setting: str) -> None:
    with pytest.raises(NewsgraphError, match="Nothing in the graph is named"):
        things(setting, by_oxigraph)


HOSTILE = [
    'Dana Orlov" } UNION { ?s ?p ?o } #',
    'x")) } ; DROP ALL #',
    "http://a> } { ?s ?p ?o",
    "https://a/\\u003E} SELECT",
    "\\u0022) } #",
    '\\" ) } #',
    "a\nb\r\n} #",
    "\ud800",
    "\0",
    "{ UNDEF }",
    "\\1 \\g<0>",
    "ng:a> }",
]


@pytest.mark.parametrize("setting", HOSTILE)
@pytest.mark.parametrize(
    ("name", "parameter"),
    [("who-appears-with", "thing"), ("what-happened-in", "from"), ("weak-findings", "limit")],
)
def test_a_hostile_setting_asks_nothing_else(name: str, parameter: str, setting: str) -> None:
    asked: list[str] = []

    def engine(query: str) -> Rows:
        asked.append(query)
        assert by_rdflib(query) == []
        return by_oxigraph(query)

    with pytest.raises(NewsgraphError) as told:
        prepared(saved_question(name), {parameter: setting}, engine)
    assert len(str(told.value).splitlines()) == 1
    assert len(asked) <= 1


TEXTS = st.one_of(st.text(), st.text(alphabet="\\\"'uU0025C27nt\n\r{}<>#?"))
ECHO = read_question(
    "echo",
    '# What was said?\n# words: text; any words; example "so"\n# expect 1\nSELECT ?words { VALUES ?words { "" } }\n',
)


@given(TEXTS)
def test_a_text_comes_through_whole(text: str) -> None:
    query = fill(ECHO, {"words": [text]})
    whole = text.replace("\0", "\ufffd")
    assert by_oxigraph(query) == by_rdflib(query) == [(whole,)]


@given(TEXTS)
def test_no_name_breaks_the_look_up(text: str) -> None:
    assert named(text, by_oxigraph) == named(text, by_rdflib)


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("what-happened-in", {"from": ["2026-13-01"]}, "is not a day"),
        ("what-happened-in", {"until": ["2026-01-01"]}, "has no parameter 'until'; it takes place, from, to"),
        ("weak-findings", {"limit": ["NaN"]}, "is not a number"),
        ("weak-findings", {"limit": ["1e999999"]}, "is not a number"),
        ("who-appears-with", {"thing": ["Dana Orlov"]}, "is not an IRI"),
        ("laws-cited", {"law": ["x"]}, "it takes none"),
    ],
)
def test_a_value_of_the_wrong_type_is_told(name: str, values: dict[str, list[str]], expected: str) -> None:
    with pytest.raises(NewsgraphError, match=expected):
        fill(saved_question(name), values)


def test_a_question_that_is_not_there_is_told() -> None:
    with pytest.raises(NewsgraphError, match="did you mean who-appears-with"):
        saved_question("who-appear-with")
    with pytest.raises(NewsgraphError, match="there are articles-on-a-law"):
        saved_question("zzz")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "header"),
        ("SELECT * {}", "header"),
        ("# What?\n", "header"),
        ('# What?\n# x: colour; red; example "red"\n# expect 1\n', "header"),
        ('# What?\n# x: date; a day; example "2026-01-01"\n# expect 1\nSELECT * { ?x ?y ?z }', "never uses"),
    ],
)
def test_a_malformed_question_is_told(text: str, expected: str) -> None:
    with pytest.raises(NewsgraphError, match=expected):
        read_question("odd", text)


def test_comments_in_the_query_are_no_header() -> None:
    question = read_question("odd", ECHO.text + "# a remark\n")
    assert [(parameter.name, parameter.type) for parameter in question.parameters] == [("words", ParameterType.TEXT)]


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_a_graph_of_bare_labels_answers_nothing_on_both_engines(name: str) -> None:
    """rdflib 7 makes one empty row of a group of nothing; a question must not build answers on it."""
    question = saved_question(name)
    examples = {p.name: [] if p.type is ParameterType.ENTITY else [p.example] for p in question.parameters}
    query = fill(question, {key: values or ["https://newsgraph.example/nothing"] for key, values in examples.items()})
    labels = (
        "<x:a> <http://www.w3.org/2000/01/rdf-schema#label> 'a' ; <http://www.w3.org/ns/prov#wasDerivedFrom> <x:b> ."
    )
    dataset, store = rdflib.Dataset(default_union=True), pyoxigraph.Store()
    dataset.parse(data=labels, format="turtle")
    store.load(labels.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    assert list(dataset.query(query)) == []
    assert list(store.query(query)) == []
