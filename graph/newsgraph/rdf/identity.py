"""Entities, judgements, and the run that made the graph."""

from collections.abc import Iterator

from newsgraph.ids import short_hash
from newsgraph.model import Answer, Copy, Entity, Judgement, Kind, LocalEntity, Run, Verdict
from newsgraph.rdf.terms import Quad, day, decimal, iri, literal, term, web_address, year
from newsgraph.vocab import LINK_STATUS, LOCAL_ENTITY_CLASS, VERSION_IRI, WHOLE_OF, concept, entity_classes


def entity_quads(base: str, entity: Entity) -> Iterator[Quad]:
    """Yield an entity over the corpus: its classes, names, publicity and whole."""
    me, graph = iri(base + entity.id), iri(f"{base}graph/entities")
    for name in entity_classes(entity.kind, is_part=entity.part_of is not None):
        yield (me, term("rdf:type"), term(name), graph)
    yield (me, term("rdfs:label"), literal(entity.name), graph)
    for other in entity.other_names:
        yield (me, term("skos:altLabel"), literal(other), graph)
    if entity.publicity:
        yield (me, term("ng:publicity"), term(concept(entity.publicity)), graph)
    if entity.publicity_basis:
        yield (me, term("ng:publicityBasis"), literal(entity.publicity_basis), graph)
    if entity.part_of and entity.kind in WHOLE_OF:
        yield (me, term(WHOLE_OF[entity.kind]), iri(base + entity.part_of), graph)
    if entity.jurisdiction:
        yield (me, term("schema:legislationJurisdiction"), literal(entity.jurisdiction), graph)
    if entity.year:
        yield (me, term("schema:legislationDate"), year(entity.year), graph)
    if entity.position:
        yield (me, term("schema:latitude"), decimal(entity.position.latitude), graph)
        yield (me, term("schema:longitude"), decimal(entity.position.longitude), graph)
    if entity.demonym_of:
        yield (me, term("ng:demonymOf"), iri(base + entity.demonym_of), graph)
    if entity.normal_form:
        predicate = "eli:id_local" if entity.kind is Kind.LEGISLATION else "schema:identifier"
        yield (me, term(predicate), literal(entity.normal_form), graph)


def judgement_quads(base: str, judgement: Judgement, run: str) -> Iterator[Quad]:
    """Yield a judgement with its reason, so that a person can overrule it."""
    me = iri(f"{base}judgement/{short_hash(judgement.left, judgement.right, judgement.by)}")
    graph = iri(f"{base}graph/entities")
    yield (me, term("rdf:type"), term("ng:Link"), graph)
    yield (me, term("ng:linkSubject"), iri(base + judgement.left), graph)
    yield (me, term("ng:linkTarget"), _node(base, judgement.right), graph)
    yield (me, term("ng:linkStatus"), term(LINK_STATUS[judgement.verdict]), graph)
    yield (me, term("ng:confidence"), decimal(judgement.score), graph)
    yield (me, term("ng:reason"), literal(judgement.reason), graph)
    yield (me, term("dct:creator"), literal(judgement.by), graph)
    if judgement.when:
        yield (me, term("dct:date"), day(judgement.when), graph)
    yield (me, term("prov:wasGeneratedBy"), iri(base + run), graph)
    if judgement.verdict is Verdict.SAME and (outside := web_address(judgement.right)):
        # Only what was accepted is said to be the same, and never by owl:sameAs.
        yield (iri(base + judgement.left), term("schema:sameAs"), outside, graph)


def _node(base: str, identifier: str) -> str:
    return web_address(identifier) or iri(base + identifier)


def local_entity_quads(base: str, local: LocalEntity) -> Iterator[Quad]:
    """Yield a thing as one article knows it: what judgements speak of."""
    me, graph = iri(base + local.id), iri(f"{base}graph/entities")
    yield (me, term("rdf:type"), term(LOCAL_ENTITY_CLASS), graph)
    yield (me, term("rdfs:label"), literal(local.name), graph)
    yield (me, term("prov:wasDerivedFrom"), iri(f"{base}article/{local.article}"), graph)


def copy_quad(base: str, copy: Copy) -> Quad:
    """Return that an article is a copy of another: over the corpus, so not in either article's graph."""
    article, original = iri(f"{base}article/{copy.article}"), iri(f"{base}article/{copy.original}")
    return (article, term("ng:copyOf"), original, iri(f"{base}graph/entities"))


def answer_quad(base: str, answer: Answer) -> Quad:
    """Return that a statement takes up an earlier one: over the corpus, so not in either article's graph."""
    return (iri(base + answer.statement), term("ng:answers"), iri(base + answer.earlier), iri(f"{base}graph/entities"))


def run_quads(base: str, run: Run) -> Iterator[Quad]:
    """Yield the run with its settings, its tool, and the card of the data set it made."""
    graph = iri(f"{base}graph/runs")
    me, tool, data = iri(base + run.id), iri(f"{base}tool/{run.tool}-{run.version}"), iri(f"{base}dataset")
    settings = "; ".join(f"{name}: {value}" for name, value in run.settings)
    yield (me, term("rdf:type"), term("prov:Activity"), graph)
    yield (me, term("prov:wasAssociatedWith"), tool, graph)
    yield (me, term("dct:description"), literal(settings or "default settings"), graph)
    yield (tool, term("rdf:type"), term("prov:SoftwareAgent"), graph)
    yield (tool, term("rdfs:label"), literal(run.tool), graph)
    yield (tool, term("schema:softwareVersion"), literal(run.version), graph)
    for name in ("void:Dataset", "dcat:Dataset"):
        yield (data, term("rdf:type"), term(name), graph)
    yield (data, term("dct:title"), literal("What a collection of news articles says"), graph)
    yield (data, term("dct:conformsTo"), iri(VERSION_IRI), graph)
    yield (data, term("prov:wasGeneratedBy"), me, graph)
