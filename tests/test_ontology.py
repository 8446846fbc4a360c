import json
import re

import pytest
import rdflib
from rdflib import ORG, OWL, RDF, RDFS, SDO, SKOS, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH

from newsgraph import vocab
from newsgraph.questions import saved_questions
from newsgraph.relate.inventory import EVENT_TYPES, PREDICATES, ROLES, Predicate, Term

FOLDER = vocab.ontology_folder()
DOCUMENT = FOLDER.parent / "docs" / "reference" / "vocabulary.md"
ONTOLOGY = rdflib.Graph().parse(FOLDER / "newsgraph.ttl")
CLASSES = {name for name in ONTOLOGY.subjects(RDF.type, OWL.Class) if isinstance(name, URIRef)}
OBJECT_PROPERTIES = set(ONTOLOGY.subjects(RDF.type, OWL.ObjectProperty))
DATA_PROPERTIES = set(ONTOLOGY.subjects(RDF.type, OWL.DatatypeProperty))
PROPERTIES = OBJECT_PROPERTIES | DATA_PROPERTIES
CONCEPTS = set(ONTOLOGY.subjects(RDF.type, SKOS.Concept))
SCHEMES = set(ONTOLOGY.subjects(RDF.type, SKOS.ConceptScheme))
TERMS = CLASSES | PROPERTIES | CONCEPTS | SCHEMES
USES = {
    "questions": "\n".join(question.text for question in saved_questions()),
    "shapes": (FOLDER / "shapes" / "core.ttl").read_text("utf-8"),
    "text shapes": (FOLDER / "shapes" / "text.ttl").read_text("utf-8"),
    "example": (FOLDER / "examples" / "example.trig").read_text("utf-8"),
    "document": DOCUMENT.read_text("utf-8"),
}


def local(term: object) -> str:
    return str(term).removeprefix(vocab.NAMESPACE)


def used(*places: str) -> set[str]:
    return {name for place in places for name in re.findall(r"\bng:([A-Za-z]+)", USES[place])}


def labels(term: object) -> list[str]:
    return [str(label) for name in (RDFS.label, SKOS.prefLabel) for label in ONTOLOGY.objects(term, name)]


def test_every_subject_is_a_term_of_a_known_sort() -> None:
    subjects = {subject for subject in ONTOLOGY.subjects() if local(subject) != str(subject)}
    assert subjects == TERMS
    assert len(TERMS) == sum(map(len, (CLASSES, PROPERTIES, CONCEPTS, SCHEMES)))


def test_every_term_has_one_label_one_definition_and_one_home() -> None:
    assert [local(term) for term in TERMS if len(labels(term)) != 1] == []
    assert [local(term) for term in TERMS if len(list(ONTOLOGY.objects(term, SKOS.definition))) != 1] == []
    home = URIRef(vocab.NAMESPACE.rstrip("#"))
    assert [local(term) for term in TERMS if list(ONTOLOGY.objects(term, RDFS.isDefinedBy)) != [home]] == []


def test_labels_are_unique_and_definitions_do_not_repeat_them() -> None:
    every = [label.lower() for term in TERMS for label in labels(term)]
    assert len(every) == len(set(every))
    for term in TERMS:
        definition = str(ONTOLOGY.value(term, SKOS.definition))
        assert definition.endswith("."), local(term)
        assert not definition.lower().startswith(labels(term)[0].lower() + " "), local(term)
        assert "story" not in definition.lower(), local(term)


def test_names_are_spelt_by_their_sort() -> None:
    assert [local(term) for term in CLASSES | CONCEPTS if not re.fullmatch(r"[A-Z][A-Za-z]+", local(term))] == []
    assert [local(term) for term in PROPERTIES | SCHEMES if not re.fullmatch(r"[a-z][A-Za-z]+", local(term))] == []


def test_no_class_is_below_itself_and_every_concept_is_in_a_list() -> None:
    for name in CLASSES:
        above = {other for parent in ONTOLOGY.objects(name, RDFS.subClassOf) for other in
                 ONTOLOGY.transitive_objects(parent, RDFS.subClassOf)}  # fmt: skip
        assert name not in above
    assert [local(term) for term in CONCEPTS if set(ONTOLOGY.objects(term, SKOS.inScheme)) - SCHEMES] == []
    assert set(ONTOLOGY.objects(None, SKOS.inScheme)) == SCHEMES


def test_every_term_earns_its_place() -> None:
    earned = used("questions", "shapes")
    assert {local(term) for term in CLASSES | PROPERTIES} - earned == set()
    values = earned | used("example") | set(map(local, SCHEMES))
    listed = {
        "publicities",
        "mentionForms",
        "modalities",
        "qualifiers",
        "quoteKinds",
        "linkStatuses",
        "eventTypes",
        "roles",
    }
    assert set(map(local, SCHEMES)) == listed
    assert {local(term) for term in CONCEPTS} - values == set()


@pytest.mark.parametrize("place", sorted(USES))
def test_no_file_uses_a_term_that_is_not_defined(place: str) -> None:
    of_queries_alone = {"matches"} if place == "document" else set()
    assert used(place) - {local(term) for term in TERMS} == of_queries_alone


def test_the_files_agree_with_the_table_of_prefixes() -> None:
    foreign = {"ngsh", "org", "sh", "vann", "wdt"}
    files = sorted(FOLDER.rglob("*.ttl"))
    assert len(files) >= 4
    for path in (*files, FOLDER / "examples" / "example.trig"):
        declared = dict(re.findall(r"@prefix (\w+): <([^>]+)>", path.read_text("utf-8")))
        assert {name: iri for name, iri in declared.items() if name not in foreign}.items() <= vocab.PREFIXES.items()


def test_the_version_is_the_one_that_graphs_name() -> None:
    assert set(ONTOLOGY.objects(None, OWL.versionIRI)) == {URIRef(vocab.VERSION_IRI)}


def test_it_says_that_the_name_is_not_registered() -> None:
    assert "not registered" in (FOLDER / "newsgraph.ttl").read_text("utf-8")
    assert "not registered" in USES["document"]


def test_every_shape_is_for_something_in_the_example() -> None:
    shapes = rdflib.Graph().parse(FOLDER / "shapes" / "core.ttl")
    example = USES["example"]
    classes = {vocab.shorten(str(name)) for name in shapes.objects(None, SH.targetClass)}
    assert [name for name in classes if name not in example] == []


OWN_PREDICATES = {name: predicate for name, predicate in PREDICATES.items() if name.startswith("ng:")}
UNMATCHED = {"ng:age", "ng:comesFrom", "ng:challenges", "ng:holdsPost"}
"""Predicates that no other vocabulary has in like sense; the inventory says why."""

CLASS_OF = {kind: classes[0] for kind, classes in vocab.ENTITY_CLASSES.items()} | {
    "Quantity": "schema:QuantitativeValue"
}


def written(node: object) -> str:
    """Return a term in prefix form, with `^` where it is the inverse of a property."""
    inverse = ONTOLOGY.value(node, OWL.inverseOf)
    return f"^{written(inverse)}" if inverse else str(ONTOLOGY.namespace_manager.curie(str(node)))


def kinds(node: object) -> list[str]:
    """Return the classes that a domain or range names."""
    union = ONTOLOGY.value(node, OWL.unionOf)
    return [written(member) for member in Collection(ONTOLOGY, union)] if union else [written(node)]


def facts(name: str, *properties: URIRef) -> list[set[str]]:
    node = URIRef(vocab.expand(name))
    return [
        {str(value) if isinstance(value, Literal) else written(value) for value in ONTOLOGY.objects(node, part)}
        for part in properties
    ]


@pytest.mark.parametrize(("scheme", "terms"), [("eventTypes", EVENT_TYPES), ("roles", ROLES)])
def test_the_lists_of_types_and_roles_are_those_of_the_inventory(scheme: str, terms: dict[str, Term]) -> None:
    members = ONTOLOGY.subjects(SKOS.inScheme, URIRef(vocab.expand(f"ng:{scheme}")))
    assert {written(member) for member in members} == set(terms)
    for name, term in terms.items():
        assert facts(name, SKOS.prefLabel, SKOS.definition) == [{term.label}, {term.definition}], name
        if scheme == "roles":
            assert facts(name, SKOS.closeMatch) == [{term.counterpart} if term.counterpart else set()], name
        else:
            assert facts(name, SKOS.note) == [
                {f"PLOVER category: {term.counterpart}"} if term.counterpart else set()
            ], name


def test_every_predicate_of_the_inventory_is_fully_described() -> None:
    for name, predicate in PREDICATES.items():
        assert name == predicate.name
        assert vocab.expand(name)
        assert predicate.label, name
        assert predicate.definition.endswith("."), name
        assert predicate.example, name
        assert set(predicate.domain) | set(predicate.range) <= set(CLASS_OF), name
        assert predicate.domain, name
        assert predicate.range, name
        assert bool(predicate.counterparts) == (name not in UNMATCHED), name


def test_own_predicates_say_in_the_ontology_what_they_say_in_the_inventory() -> None:
    for name, predicate in OWN_PREDICATES.items():
        assert URIRef(vocab.expand(name)) in OBJECT_PROPERTIES
        assert facts(name, RDFS.label, SKOS.definition, SKOS.example, SKOS.closeMatch) == [
            {predicate.label},
            {predicate.definition},
            {predicate.example},
            set(predicate.counterparts),
        ], name
        for part, expected in ((RDFS.domain, predicate.domain), (RDFS.range, predicate.range)):
            found = kinds(ONTOLOGY.value(URIRef(vocab.expand(name)), part))
            assert found == [CLASS_OF[kind] for kind in expected], name


def test_the_notes_on_borrowed_predicates_say_what_the_inventory_says() -> None:
    notes = rdflib.Graph().parse(FOLDER / "alignments" / "borrowed.ttl")
    borrowed = {name: predicate for name, predicate in PREDICATES.items() if name not in OWN_PREDICATES}
    assert {written(subject) for subject in notes.subjects()} == set(borrowed)
    for name, predicate in borrowed.items():
        node = URIRef(vocab.expand(name))
        assert [str(value) for value in notes.objects(node, SKOS.scopeNote)] == [predicate.definition]
        assert [str(value) for value in notes.objects(node, SKOS.example)] == [predicate.example]
        assert {written(value) for value in notes.objects(node, SKOS.closeMatch)} == set(predicate.counterparts)
        for part, expected in (("domainIncludes", predicate.domain), ("rangeIncludes", predicate.range)):
            found = {written(value) for value in notes.objects(node, URIRef(vocab.expand(f"schema:{part}")))}
            assert found == {CLASS_OF[kind] for kind in expected}, name


def test_counterparts_have_a_prefix_that_the_ontology_declares() -> None:
    declared = {prefix for prefix, _ in ONTOLOGY.namespaces()}
    terms = [counterpart for predicate in PREDICATES.values() for counterpart in predicate.counterparts]
    terms += [role.counterpart for role in ROLES.values() if role.counterpart]
    assert [term for term in terms if not re.fullmatch(r"\^?[a-z]+:[A-Za-z_]+\d*", term)] == []
    assert {term.lstrip("^").partition(":")[0] for term in terms} <= declared


def test_what_is_borrowed_exists() -> None:
    terms = {*PREDICATES, *(role.counterpart or "" for role in ROLES.values())}
    terms |= {counterpart for predicate in PREDICATES.values() for counterpart in predicate.counterparts}
    for prefix, space in (("schema", SDO), ("org", ORG)):
        borrowed = {term.partition(":")[2] for term in terms if term.startswith(f"{prefix}:")}
        assert borrowed
        assert [name for name in borrowed if name not in space] == []


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("rdf:predicate", {*PREDICATES, "ng:figure"}),
        ("sem:eventType", set(EVENT_TYPES)),
        ("sem:roleType", set(ROLES)),
    ],
)
def test_the_shapes_allow_what_the_inventory_has(path: str, expected: set[str]) -> None:
    shapes = rdflib.Graph().parse(FOLDER / "shapes" / "core.ttl")
    (listed,) = [
        listed
        for shape in shapes.subjects(SH.path, URIRef(vocab.expand(path)))
        for listed in shapes.objects(shape, SH["in"])
    ]
    assert {vocab.shorten(str(value)) for value in Collection(shapes, listed)} == expected


def row(*cells: str) -> str:
    return "\n|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|\n"


def code(*names: str) -> str:
    return ", ".join(f"`{name}`" for name in names)


def predicate_row(predicate: Predicate) -> str:
    domain, range_ = ", ".join(predicate.domain), ", ".join(predicate.range)
    counterparts = code(*predicate.counterparts)
    name, example = code(predicate.name), f"*{predicate.example}*"
    return row(name, predicate.label, predicate.definition, domain, range_, example, counterparts)


def test_the_document_has_the_inventory_as_it_is() -> None:
    rows = [predicate_row(predicate) for predicate in PREDICATES.values()]
    rows += [row(code(term.name), term.definition, term.counterpart or "") for term in EVENT_TYPES.values()]
    rows += [
        row(code(role.name), role.definition, code(role.counterpart) if role.counterpart else "")
        for role in ROLES.values()
    ]
    assert [line for line in rows if line not in USES["document"]] == []


def inferred(graph: rdflib.Graph) -> rdflib.Graph:
    """Return the graph with all that follows from its subclasses, subproperties, domains and ranges."""
    while True:
        new = set()
        for subject, name, value in graph:
            new |= {(subject, above, value) for above in graph.objects(name, RDFS.subPropertyOf)}
            new |= {(subject, RDF.type, domain) for domain in graph.objects(name, RDFS.domain)}
            if not isinstance(value, rdflib.Literal):
                new |= {(value, RDF.type, kind) for kind in graph.objects(name, RDFS.range)}
            if name == RDF.type:
                new |= {(subject, RDF.type, above) for above in graph.objects(value, RDFS.subClassOf)}
        size = len(graph)
        for triple in new:
            graph.add(triple)
        if len(graph) == size:
            return graph


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
def test_inference_makes_no_claim_a_fact_and_nothing_into_what_it_is_not() -> None:
    example = rdflib.Dataset()
    example.parse(FOLDER / "examples" / "example.trig", format="trig")
    graph = rdflib.Graph() + ONTOLOGY
    for subject, name, value, _ in example.quads():
        graph.add((subject, name, value))
    before = rdflib.Graph() + graph
    after = inferred(graph)
    claims = set(before.subjects(RDF.type, URIRef(vocab.expand("ng:Claim"))))
    for claim in claims:
        stated = tuple(before.value(claim, part) for part in (RDF.subject, RDF.predicate, RDF.object))
        assert (stated in after) == (stated in before)
    for name in ("ng:Claim", "ng:Quote", "ng:ReportedEvent", "ng:Link", "ng:LocalEntity", "schema:Person",
                 "schema:NewsArticle", "prov:Agent", "schema:QuantitativeValue"):  # fmt: skip
        kind = URIRef(vocab.expand(name))
        assert set(after.subjects(RDF.type, kind)) == set(before.subjects(RDF.type, kind)), name


CONTEXT = json.loads((FOLDER / "context.jsonld").read_text("utf-8"))["@context"]


def test_the_context_has_the_prefixes_and_every_class_and_property() -> None:
    assert {name: CONTEXT.get(name) for name in vocab.PREFIXES} == dict(vocab.PREFIXES)
    assert [local(name) for name in CLASSES if CONTEXT[local(name)] != f"ng:{local(name)}"] == []
    for name in OBJECT_PROPERTIES:
        assert CONTEXT[local(name)] == {"@id": f"ng:{local(name)}", "@type": "@id"}
    for name in DATA_PROPERTIES:
        assert vocab.expand(f"ng:{local(name)}") == str(name)
        assert local(name) in CONTEXT


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_the_context_reads_plain_json_as_the_graph_it_means() -> None:
    document = {
        "@context": CONTEXT,
        "id": "https://example.org/id/claim/1",
        "type": "Claim",
        "subject": "https://example.org/id/person/1",
        "predicate": "schema:worksFor",
        "modality": "ng:Stated",
        "negated": False,
        "confidence": "0.9",
    }
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    expected = """
        @base <https://example.org/id/> .
        @prefix ng: <https://w3id.org/newsgraph/ns#> .
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        @prefix schema: <https://schema.org/> .
        <claim/1> a ng:Claim ; rdf:subject <person/1> ; rdf:predicate schema:worksFor ;
          ng:modality ng:Stated ; ng:negated false ; ng:confidence 0.9 .
    """
    assert set(graph) == set(rdflib.Graph().parse(data=expected, format="turtle"))


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
def test_the_document_names_every_term_and_its_examples_stand_in_the_worked_one() -> None:
    assert {local(term) for term in CLASSES | PROPERTIES | CONCEPTS} - used("document") == set()
    examples = re.findall(r"```turtle\n(.*?)```", USES["document"], re.DOTALL)
    assert len(examples) >= 4
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in vocab.PREFIXES.items())
    whole = rdflib.Dataset(default_union=True)
    whole.parse(FOLDER / "examples" / "example.trig", format="trig")
    standing = {quad[:3] for quad in whole.quads()}
    for example in examples:
        shown = rdflib.Graph().parse(data=head + "@base <https://example.org/id/> .\n" + example, format="turtle")
        assert len(shown) > 5
        assert set(shown) - standing == set()
