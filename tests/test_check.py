from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pyoxigraph
import pyshacl
import pytest
import rdflib
from rdflib.namespace import SH

from factory import article, mention
from newsgraph import vocab
from newsgraph.check import Violation, check_graph, check_offsets
from newsgraph.check.rules import Rule
from newsgraph.model import (
    Claim,
    Dateline,
    Event,
    Kind,
    KnowledgeGraph,
    LocalEntity,
    Naming,
    Part,
    PartRole,
    Quote,
    QuoteKind,
    Role,
    Span,
    Stretch,
)

# rdflib's own Dataset calls what it deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")

BASE = "https://example.org/id/"
EXAMPLE = vocab.ontology_folder() / "examples" / "example.trig"
HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in vocab.PREFIXES.items()) + f"BASE <{BASE}>\n"
OTHER_ARTICLE = "<mention/2/34-48>"


def drop(subject: str, predicate: str) -> str:
    """Remove every statement of the subject with the predicate."""
    pattern = f"GRAPH ?g {{ {subject} {predicate} ?x }}"
    return f"DELETE {{ {pattern} }} WHERE {{ {pattern} }}"


def put(subject: str, predicate: str, value: str, *, graph: str = "<graph/entities>") -> str:
    """Add a statement."""
    return f"INSERT DATA {{ GRAPH {graph} {{ {subject} {predicate} {value} }} }}"


def change(subject: str, predicate: str, value: str) -> str:
    """Replace what the subject has for the predicate, in the graph where it stands."""
    pattern = f"GRAPH ?g {{ {subject} {predicate} ?x }}"
    return f"DELETE {{ {pattern} }} INSERT {{ GRAPH ?g {{ {subject} {predicate} {value} }} }} WHERE {{ {pattern} }}"


A1, A2, A3, A4 = (f"<article/{number}>" for number in "1234")
M, POSITION = "<mention/1/0-13>", "<article/1#char=0,13>"
ACT, PORT = "<legislation/entry-act>", "<place/port-arlen>"
QUOTE, LAW = "<mention/2/122-152>", "<mention/3/17-26>"
CLAIM, PLAIN, EVENT, VOTE = "<claim/1>", "<claim/4>", "<event/deportations-1>", "<event/vote-3>"
ROLE, FIGURE, LINK = "<event/vote-3/role/1>", "<claim/1/figure>", "<link/1>"
ORLOV, REYL, AGENCY = "<person/dana-orlov>", "<person/tomas-reyl-1>", "<organization/border-agency>"
OUTSIDE = "<http://www.wikidata.org/entity/Q9>"

COPY_OF_COPY = "copy: leads to the earliest article, never to itself or to another copy"
COPY_ANSWERS = "copy: its own voice confirms and denies nothing that stands in the article it copies"
TYPE, ROLE_TYPE = (f"{what}: needs one type out of the vocabulary's list" for what in ("event", "role"))

# Each message, with the changes to the example that must bring it up, and the node that it must name.
BROKEN: list[tuple[str, list[str], str]] = [
    ("article: needs one label", [drop(A1, "rdfs:label")], A1),
    ("article: at most one headline", [put(A1, "schema:headline", '"Another"')], A1),
    ("article: at most one publication date, a day", [put(A1, "schema:datePublished", '"2026-03-05"^^xsd:date')], A1),
    ("article: at most one publication date, a day", [change(A1, "schema:datePublished", '"2 March"')], A1),
    ("article: at most one dateline date, a day", [change(A1, "schema:dateCreated", '"2026"^^xsd:gYear')], A1),
    ("article: at most one dateline place", [change(A1, "schema:locationCreated", AGENCY)], A1),
    ("article: its publisher is a news organization", [change(A1, "schema:publisher", AGENCY)], A1),
    ("article: needs its page", [drop(A1, "schema:isPartOf")], A1),
    ("article: needs one SHA-256 digest", [change(A1, "ng:textDigest", '"abc"')], A1),
    ("copy: only an article is a copy", [put(AGENCY, "ng:copyOf", A1)], AGENCY),
    ("copy: of one article", [put(A4, "ng:copyOf", A1), put(A4, "ng:copyOf", A3)], A4),
    ("copy: of one article", [put(A4, "ng:copyOf", AGENCY)], A4),
    (COPY_OF_COPY, [put(A4, "ng:copyOf", A4)], A4),
    (COPY_OF_COPY, [put(A4, "ng:copyOf", A3), put(A3, "ng:copyOf", A2)], A4),
    (
        COPY_ANSWERS,
        [put(A2, "ng:copyOf", A1), change(CLAIM, "ng:attributedTo", A1), put(PLAIN, "ng:answers", CLAIM)],
        A2,
    ),
    (
        COPY_ANSWERS,  # two copies of one article agree by no merit of their own
        [
            put(A2, "ng:copyOf", A3),
            put(A1, "ng:copyOf", A3),
            change(CLAIM, "ng:attributedTo", A1),
            put(PLAIN, "ng:answers", CLAIM),
        ],
        A2,
    ),
    ("page: needs its name", [drop("<page/4>", "schema:name")], "<page/4>"),
    (
        "page: at most one publication date, a day",
        [change("<page/1>", "schema:datePublished", '"soon"')],
        "<page/1>",
    ),
    ("publisher: needs a label", [drop("<outlet/south-courier>", "rdfs:label")], "<outlet/south-courier>"),
    ("mention: needs one article", [drop(M, "oa:hasSource")], M),
    ("mention: derived from its article", [drop(M, "prov:wasDerivedFrom")], M),
    ("mention: needs one position", [drop(M, "oa:hasSelector")], M),
    ("mention: denotes at most one thing", [put(M, "ng:denotes", ORLOV)], M),
    ("mention: needs one confidence", [drop(M, "ng:confidence")], M),
    ("mention: needs its run", [drop(M, "prov:wasGeneratedBy")], M),
    ("position: needs one start", [drop(POSITION, "oa:start")], POSITION),
    ("position: needs one start", [change(POSITION, "oa:start", "-1")], POSITION),
    ("position: start must be before end", [change(POSITION, "oa:start", "99")], POSITION),
    ("position: needs one end", [drop(POSITION, "oa:end")], POSITION),
    ("position: needs its words", [drop(POSITION, "oa:exact")], POSITION),
    ("quote: at most one speaker", [put(QUOTE, "ng:attributedTo", ORLOV)], QUOTE),
    ("quote: its words are never the article's own", [change(QUOTE, "ng:attributedTo", A2)], QUOTE),
    ("quote: its cue is a mention", [change(QUOTE, "ng:cue", AGENCY)], QUOTE),
    ("quote: needs one kind", [change(QUOTE, "ng:quoteKind", "ng:Stated")], QUOTE),
    ("law citation: needs its normal form", [drop(LAW, "ng:normalForm")], LAW),
    ("confidence: a decimal from 0 to 1", [change(CLAIM, "ng:confidence", "1.2")], CLAIM),
    ("confidence: a decimal from 0 to 1", [change(CLAIM, "ng:confidence", '"high"')], CLAIM),
    ("thing: needs a type", [drop(AGENCY, "a")], AGENCY),
    ("thing: needs one label", [drop(AGENCY, "rdfs:label")], AGENCY),
    ("thing: needs one label", [put("<event/harvest-fair>", "rdfs:label", '"Fair"')], "<event/harvest-fair>"),
    ("thing: not both person and organization", [put(ORLOV, "a", "schema:Organization")], ORLOV),
    ("person: public or private?", [drop(REYL, "ng:publicity")], REYL),
    ("person: public, but on what basis?", [drop(ORLOV, "ng:publicityBasis")], ORLOV),
    (
        "law part: needs its law",
        [drop("<legislation/entry-act-section-12>", "eli:is_part_of")],
        "<legislation/entry-act-section-12>",
    ),
    (
        "local entity: needs one article",
        [drop("<local/1/tomas-reyl>", "prov:wasDerivedFrom")],
        "<local/1/tomas-reyl>",
    ),
    ("mention: at most one form", [put(M, "ng:mentionForm", "ng:Nominal")], M),
    ("law: its jurisdiction is one code", [change(ACT, "schema:legislationJurisdiction", '"Arlenia"')], ACT),
    ("law: its year is one year", [change(ACT, "schema:legislationDate", "1998")], ACT),
    ("place: its latitude is one number of degrees north", [change(PORT, "schema:latitude", "91.5")], PORT),
    ("place: its longitude is one number of degrees east", [drop(PORT, "schema:longitude")], PORT),
    ("group: the people of one place", [change("<group/arlenians>", "ng:demonymOf", ORLOV)], "<group/arlenians>"),
    ("claim: needs one subject", [drop(CLAIM, "rdf:subject")], CLAIM),
    ("claim: needs one predicate", [drop(CLAIM, "rdf:predicate")], CLAIM),
    ("claim: its predicate is not in the vocabulary's list", [change(PLAIN, "rdf:predicate", "schema:knows")], PLAIN),
    ("claim: needs one object", [drop(CLAIM, "rdf:object")], CLAIM),
    ("claim: needs one source", [drop(CLAIM, "ng:attributedTo")], CLAIM),
    ("claim: needs one source", [put(CLAIM, "ng:attributedTo", A1)], CLAIM),
    ("claim: needs one article", [drop(CLAIM, "ng:reportedIn")], CLAIM),
    ("claim: derived from its article", [drop(CLAIM, "prov:wasDerivedFrom")], CLAIM),
    ("claim: needs evidence", [drop(CLAIM, "ng:evidence")], CLAIM),
    ("claim: its cue is a mention", [change(CLAIM, "ng:cue", AGENCY)], CLAIM),
    ("answer: is given by a claim or an event", [put(AGENCY, "ng:answers", CLAIM)], AGENCY),
    ("answer: is given to a claim or an event", [put(CLAIM, "ng:answers", AGENCY)], CLAIM),
    ("answer: is given to another source, never to itself", [put(CLAIM, "ng:answers", CLAIM)], CLAIM),
    ("answer: is given to another source, never to itself", [put("<claim/5>", "ng:answers", CLAIM)], "<claim/5>"),
    ("claim: needs one modality", [drop(CLAIM, "ng:modality")], CLAIM),
    ("claim: says whether negated", [drop(CLAIM, "ng:negated")], CLAIM),
    ("claim: needs one confidence", [drop(CLAIM, "ng:confidence")], CLAIM),
    ("claim: needs its run", [drop(CLAIM, "prov:wasGeneratedBy")], CLAIM),
    ("event: also a sem:Event", [f"DELETE DATA {{ GRAPH <graph/article/3> {{ {VOTE} a sem:Event }} }}"], VOTE),
    (TYPE, [drop(EVENT, "sem:eventType")], EVENT),
    (TYPE, [put(EVENT, "sem:eventType", "ng:Raid")], EVENT),
    (TYPE, [change(EVENT, "sem:eventType", "ng:Agent")], EVENT),
    ("event: its actors stand in roles", [put(VOTE, "sem:hasActor", AGENCY)], VOTE),
    ("event: at most one place", [put(EVENT, "sem:hasPlace", PORT)], EVENT),
    ("event: needs evidence", [drop(EVENT, "ng:evidence")], EVENT),
    ("event: needs one source", [drop(EVENT, "ng:attributedTo")], EVENT),
    ("event: needs one source", [put(EVENT, "ng:attributedTo", AGENCY)], EVENT),
    ("event: its cue is a mention", [put(EVENT, "ng:cue", AGENCY)], EVENT),
    ("event: is told in the article it is derived from", [change(EVENT, "ng:reportedIn", A2)], EVENT),
    ("event: needs one modality", [drop(EVENT, "ng:modality")], EVENT),
    ("event: says whether negated", [drop(EVENT, "ng:negated")], EVENT),
    ("event: needs one confidence", [drop(EVENT, "ng:confidence")], EVENT),
    ("event: needs one article", [drop(EVENT, "prov:wasDerivedFrom")], EVENT),
    ("event: needs its run", [drop(EVENT, "prov:wasGeneratedBy")], EVENT),
    *[
        ("time: each bound is at most one day", [change(EVENT, f"sem:has{bound}TimeStamp", '"February"')], EVENT)
        for bound in ("EarliestBegin", "LatestBegin", "EarliestEnd", "LatestEnd")
    ],
    *[
        ("time: its dates run backwards", [change(EVENT, f"sem:has{bound}TimeStamp", f'"{day}"^^xsd:date')], EVENT)
        for bound, day in (
            ("EarliestBegin", "2027-01-01"),
            ("LatestBegin", "2025-01-01"),
            ("EarliestEnd", "2027-01-01"),
            ("LatestEnd", "2025-01-01"),
        )
    ],
    (
        "time: its dates run backwards",
        [
            put(CLAIM, "sem:hasEarliestBeginTimeStamp", '"2026-02-01"^^xsd:date', graph="<graph/article/1>"),
            put(CLAIM, "sem:hasLatestEndTimeStamp", '"2026-01-31"^^xsd:date', graph="<graph/article/1>"),
        ],
        CLAIM,
    ),
    ("role: needs one player", [drop(ROLE, "rdf:value")], ROLE),
    (ROLE_TYPE, [drop(ROLE, "sem:roleType")], ROLE),
    (ROLE_TYPE, [change(ROLE, "sem:roleType", "ng:Vote")], ROLE),
    ("role: needs a source", [drop(ROLE, "sem:accordingTo")], ROLE),
    ("role: needs evidence", [drop(ROLE, "ng:evidence")], ROLE),
    ("figure: needs a number", [drop(FIGURE, "schema:value")], FIGURE),
    ("figure: says what is counted", [drop(FIGURE, "schema:unitText")], FIGURE),
    ("figure: needs one qualifier", [drop(FIGURE, "ng:qualifier")], FIGURE),
    ("link: needs one subject", [drop(LINK, "ng:linkSubject")], LINK),
    ("link: needs one target", [drop(LINK, "ng:linkTarget")], LINK),
    ("link: needs one status", [drop(LINK, "ng:linkStatus")], LINK),
    ("link: needs one confidence", [drop(LINK, "ng:confidence")], LINK),
    ("link: needs its reason", [drop(LINK, "ng:reason")], LINK),
    ("link: says who judged it", [drop(LINK, "dct:creator")], LINK),
    ("link: judged on one day", [put(LINK, "dct:date", '"last week"')], LINK),
    ("link: needs its run", [drop(LINK, "prov:wasGeneratedBy")], LINK),
    ("owl:sameAs is never used", [put(AGENCY, "owl:sameAs", OUTSIDE)], AGENCY),
    ("run: needs its tool", [drop("<run/1>", "prov:wasAssociatedWith")], "<run/1>"),
    (
        "tool: needs its version",
        [drop("<tool/newsgraph-0.1.0>", "schema:softwareVersion")],
        "<tool/newsgraph-0.1.0>",
    ),
    ("dataset: names its vocabulary version", [drop("<dataset>", "dct:conformsTo")], "<dataset>"),
    ("dataset: its licence is an IRI", [change("<dataset>", "dct:license", '"free"')], "<dataset>"),
    # Rules that join nodes, or look at named graphs.
    (Rule.CLAIM_EVIDENCE, [put(CLAIM, "ng:evidence", OTHER_ARTICLE)], CLAIM),
    (Rule.CLAIM_EVIDENCE, [change(CLAIM, "ng:cue", OTHER_ARTICLE)], CLAIM),
    (Rule.EVENT_EVIDENCE, [put(EVENT, "ng:evidence", OTHER_ARTICLE)], EVENT),
    (Rule.QUOTE_CUE, [change(QUOTE, "ng:cue", M)], QUOTE),
    (Rule.ROLE_EVIDENCE, [put(ROLE, "ng:evidence", OTHER_ARTICLE)], ROLE),
    (Rule.MENTIONS, [drop(A4, "schema:mentions")], A4),
    (Rule.ABOUT, [put(A4, "schema:about", AGENCY)], A4),
    (Rule.SAME_AS, [put(AGENCY, "schema:sameAs", OUTSIDE)], AGENCY),
    (Rule.SAME_AS, [change(LINK, "ng:linkStatus", "ng:Open")], ORLOV),
    (Rule.PRIVATE_LINK, [put(REYL, "schema:sameAs", OUTSIDE)], REYL),
    (Rule.PRIVATE_LINK, [put(OUTSIDE, "schema:sameAs", REYL)], REYL),
    (Rule.PRIVATE_LINK, [change("<link/3>", "ng:linkSubject", REYL)], REYL),
    (
        Rule.PRIVATE_LINK,
        [change("<link/3>", "ng:linkSubject", OUTSIDE), change("<link/3>", "ng:linkTarget", REYL)],
        REYL,
    ),
    (Rule.PRIVATE_LINK, [drop(ORLOV, "ng:publicity")], ORLOV),
    (Rule.PRIVATE_ARTICLES, [change("<mention/4/14-24>", "ng:denotes", REYL)], REYL),
    (Rule.LOCAL_LINK, [change("<link/3>", "ng:linkSubject", "<local/1/tomas-reyl>")], "<local/1/tomas-reyl>"),
    (Rule.LOCAL_LINK, [put("<local/1/tomas-reyl>", "schema:sameAs", OUTSIDE)], "<local/1/tomas-reyl>"),
    (Rule.PLAIN_MISSING, [drop("<person/ana-pell>", "schema:worksFor")], PLAIN),
    (
        Rule.PLAIN_MISSING,  # in another graph, it is that graph's statement
        [
            drop("<person/ana-pell>", "schema:worksFor"),
            put("<person/ana-pell>", "schema:worksFor", "<organization/harbour-league>"),
        ],
        PLAIN,
    ),
    (Rule.PLAIN_EXTRA, [put(EVENT, "ng:figure", FIGURE, graph="<graph/article/1>")], CLAIM),
    (Rule.PLAIN_EXTRA, [change(PLAIN, "ng:attributedTo", ORLOV)], PLAIN),
    (Rule.PLAIN_EXTRA, [change(PLAIN, "ng:negated", "true")], PLAIN),
    (Rule.PLAIN_EXTRA, [change(PLAIN, "ng:modality", "ng:Expected")], PLAIN),
    (
        Rule.PLAIN_EXTRA,  # what is over is no plain fact
        [put(PLAIN, "sem:hasLatestEndTimeStamp", '"2025-12-31"^^xsd:date', graph="<graph/article/2>")],
        PLAIN,
    ),
    (Rule.ONE_GRAPH, [put(A1, "a", "schema:NewsArticle")], A1),
    (Rule.MISPLACED, [drop(M, "prov:wasDerivedFrom"), put(M, "prov:wasDerivedFrom", A1)], M),
]

# Changes that leave the example sound: what is normal in the wild, or allowed on purpose.
SOUND: list[tuple[str, list[str]]] = [
    ("no headline", [drop(A1, "schema:headline")]),
    ("no date", [drop(A1, "schema:datePublished")]),
    ("no publisher", [drop(A1, "schema:publisher")]),
    ("a quote whose speaker is not known", [drop(QUOTE, "ng:attributedTo")]),
    ("a claim that holds from a day on", [
        put(PLAIN, "sem:hasEarliestBeginTimeStamp", '"2026-02-01"^^xsd:date', graph="<graph/article/2>"),
        put(PLAIN, "sem:hasLatestBeginTimeStamp", '"2026-02-28"^^xsd:date', graph="<graph/article/2>"),
    ]),
    ("a claim that was over on the article's day, without its plain triple", [
        put(PLAIN, "sem:hasLatestEndTimeStamp", '"2025-12-31"^^xsd:date', graph="<graph/article/2>"),
        drop("<person/ana-pell>", "schema:worksFor"),
    ]),
    ("a claim that holds until a day to come", [
        put(PLAIN, "sem:hasLatestEndTimeStamp", '"2027-12-31"^^xsd:date', graph="<graph/article/2>"),
    ]),
    ("a copy whose own voice answers an article of its own accord", [
        put(A2, "ng:copyOf", A4), put(PLAIN, "ng:answers", EVENT),
    ]),
    ("an event of which only the words tell more", [drop(VOTE, "sem:hasActor")]),
    ("an event that says no more than where", [
        drop("<event/lawsuit-3>", "sem:hasActor"),
    ]),
    ("an event without dates", [
        drop(EVENT, f"sem:has{bound}TimeStamp")
        for bound in ("EarliestBegin", "LatestBegin", "EarliestEnd", "LatestEnd")
    ]),
    ("an open link between the entities of two private people", [
        change("<link/4>", "ng:linkSubject", REYL), change("<link/4>", "ng:linkTarget", "<person/tomas-reyl-4>"),
    ]),
    ("a private person of two articles, each behind an accepted link", [
        change("<mention/4/14-24>", "ng:denotes", REYL), put(A4, "schema:mentions", REYL, graph="<graph/article/4>"),
        change("<link/4>", "ng:linkTarget", REYL), change("<link/4>", "ng:linkStatus", "ng:Accepted"),
        *(put("<link/9>", name, value) for name, value in (
            ("a", "ng:Link"), ("ng:linkSubject", "<local/4/tomas-reyl>"), ("ng:linkTarget", REYL),
            ("ng:linkStatus", "ng:Accepted"), ("ng:confidence", "0.9"), ("ng:reason", '"same age and street"'),
            ("dct:creator", '"Mira Tolle"'), ("prov:wasGeneratedBy", "<run/1>"),
        )),
    ]),
    ("a claim of somebody else that another article states itself", [
        put(EVENT, "ng:figure", FIGURE, graph="<graph/article/4>"),
    ]),
]  # fmt: skip


def dataset(changes: Iterable[str] = ()) -> rdflib.Dataset:
    store = pyoxigraph.Store()
    store.load(path=str(EXAMPLE), format=pyoxigraph.RdfFormat.TRIG)
    for update in changes:
        before = set(store)
        store.update(HEAD + update)
        assert set(store) != before, f"changed nothing: {update}"
    found = rdflib.Dataset(default_union=True)
    found.parse(data=store.dump(format=pyoxigraph.RdfFormat.N_QUADS), format="nquads")
    return found


def merged(source: rdflib.Dataset) -> rdflib.Graph:
    found = rdflib.Graph()
    for subject, predicate, value, _ in source.quads():
        found.add((subject, predicate, value))
    return found


def test_the_example_keeps_every_promise() -> None:
    assert check_graph(dataset()) == ()
    assert check_graph(merged(dataset())) == ()


@pytest.mark.parametrize(("message", "changes", "focus"), BROKEN, ids=[f"{row[0]} {row[2]}" for row in BROKEN])
def test_a_broken_promise_is_told_with_the_node(message: str, changes: list[str], focus: str) -> None:
    found = check_graph(dataset(changes))
    assert Violation(str(message), BASE + focus.strip("<>")) in found
    assert list(found) == sorted(set(found))


@pytest.mark.parametrize(("what", "changes"), SOUND, ids=[row[0] for row in SOUND])
def test_what_is_normal_is_no_error(what: str, changes: list[str]) -> None:
    assert check_graph(dataset(changes)) == ()


def test_every_message_is_tested() -> None:
    shapes = rdflib.Graph().parse(vocab.ontology_file("shapes/core.ttl"))
    told = {str(message) for message in shapes.objects(None, SH.message)} | {str(rule) for rule in Rule}
    assert told == {str(message) for message, _, _ in BROKEN}


def test_every_property_shape_has_a_message() -> None:
    shapes = rdflib.Graph().parse(vocab.ontology_file("shapes/core.ttl"))
    silent = [
        path
        for shape in shapes.subjects(rdflib.RDF.type, SH.NodeShape)
        for part in shapes.objects(shape, SH.property)
        for path in shapes.objects(part, SH.path)
        if (part, SH.message, None) not in shapes
    ]
    assert silent == []


def test_one_graph_without_names_is_checked_as_a_whole() -> None:
    graph = merged(dataset([put(EVENT, "ng:figure", FIGURE, graph="<graph/article/4>")]))
    assert [violation.message for violation in check_graph(graph)] == [Rule.PLAIN_EXTRA] * 2


def test_checking_changes_nothing() -> None:
    graph = merged(dataset())
    before = set(graph)
    check_graph(graph)
    assert set(graph) == before


def test_texts_in_the_graph_are_checked_by_their_own_shape() -> None:
    shapes = rdflib.Graph().parse(vocab.ontology_file("shapes/text.ttl"))
    text = "A baker named Tomas Reyl won the loaf race at the Harvest Fair in Port Arlen."
    for words, conforms in ((text, True), ("x" + text, False)):
        graph = merged(dataset([put(A4, "schema:text", f'"{words}"')]))
        found, _, report = pyshacl.validate(graph, shacl_graph=shapes, advanced=True)
        assert found is conforms
        assert ("mention: the words do not stand at these offsets" in report) is not conforms


def test_a_violation_is_one_inert_line() -> None:
    assert (
        str(Violation("page: needs its name", "https://example.org/a"))
        == "page: needs its name: <https://example.org/a>"
    )
    assert str(Violation("x", "a\n\x1b[31mb\u202e")) == "x: <a\\u000A\\u001B[31mb\\u202E>"


SOURCE = article("Dana Orlov spoke.", headline="Orlov speaks", dateline="Dana ", place="Dana")
NAMED = mention(SOURCE, "Dana Orlov", Kind.PERSON)
BEYOND = Span(25, len(SOURCE.text) + 1)
EMPTY = Span(3, 3)


def table(**parts: object) -> KnowledgeGraph:
    return replace(KnowledgeGraph(articles=(SOURCE,), mentions=(NAMED,)), **parts)  # type: ignore[arg-type]


def claim(**parts: object) -> Claim:
    sound = Claim("claim/1", SOURCE.id, "person/1", "schema:worksFor", "organization/1", (NAMED.span,))
    return replace(sound, **parts)  # type: ignore[arg-type]


def event(**parts: object) -> Event:
    role = Role("ng:Agent", "person/1", (NAMED.span,))
    return replace(Event("event/1", SOURCE.id, "ng:Vote", "vote", (role,), (NAMED.span,)), **parts)  # type: ignore[arg-type]


def local(span: Span) -> LocalEntity:
    return LocalEntity("local/1", SOURCE.id, Kind.PERSON, "orlov", "Orlov", (Naming(span, "name"),))


def test_spans_that_cover_words_are_sound() -> None:
    quote = Quote(SOURCE.id, NAMED.span, QuoteKind.DIRECT, cue=NAMED.span)
    whole = table(
        quotes=(quote,), claims=(claim(cue=NAMED.span),), events=(event(),), local_entities=(local(NAMED.span),)
    )
    assert check_offsets(whole) == ()


@pytest.mark.parametrize("span", [BEYOND, EMPTY])
@pytest.mark.parametrize(
    ("what", "build"),
    [
        ("mention", lambda span: table(mentions=(replace(NAMED, span=span),))),
        ("quote", lambda span: table(quotes=(Quote(SOURCE.id, span, QuoteKind.DIRECT),))),
        ("quote", lambda span: table(quotes=(Quote(SOURCE.id, NAMED.span, QuoteKind.DIRECT, cue=span),))),
        ("local entity", lambda span: table(local_entities=(local(span),))),
        ("claim", lambda span: table(claims=(claim(evidence=(NAMED.span, span)),))),
        ("claim", lambda span: table(claims=(claim(cue=span),))),
        ("event", lambda span: table(events=(event(evidence=(span,)),))),
        ("event", lambda span: table(events=(event(roles=(Role("ng:Agent", "person/1", (span,)),)),))),
    ],
)
def test_a_span_without_words_is_told(what: str, build, span: Span) -> None:
    assert [found.message for found in check_offsets(build(span))] == [f"{what}: covers no words of its article's text"]


@pytest.mark.parametrize(
    ("message", "changes"),
    [
        ("its digest is not that of its text", {"digest": "0" * 64}),
        ("a part lies outside its text", {"parts": (Part(PartRole.PARAGRAPH, BEYOND),)}),
        ("its alignment with the page runs past its text", {"alignment": (Stretch(0, 0, BEYOND.end),)}),
        ("its dateline lies outside its text", {"dateline": Dateline(BEYOND, dated=date(2026, 3, 2))}),
        ("its dateline lies outside its text", {"dateline": Dateline(NAMED.span, place="X", place_span=BEYOND)}),
    ],
)
def test_an_article_that_does_not_fit_itself_is_told(message: str, changes: dict[str, object]) -> None:
    broken = replace(SOURCE, **changes)
    found = check_offsets(KnowledgeGraph(articles=(broken,)))
    assert found == (Violation(f"article: {message}", f"article/{SOURCE.id}"),)


def test_what_speaks_of_a_missing_article_is_told() -> None:
    found = check_offsets(KnowledgeGraph(mentions=(NAMED,)))
    assert [violation.message for violation in found] == ["mention: its article is not in the graph"]
