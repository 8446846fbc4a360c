"""Entities, judgements, and the run that made the graph: what holds over the corpus."""

from newsgraph.ids import short_hash
from newsgraph.model import Answer, Copy, Entity, Judgement, Kind, LocalEntity, Run, Verdict
from newsgraph.rdf.nodes import Statements, said
from newsgraph.rdf.terms import DEFAULT_BASE, checked_base, day, decimal, iri, literal, term, web_address, year
from newsgraph.vocab import LINK_STATUS, LOCAL_ENTITY_CLASS, VERSION_IRI, WHOLE_OF, concept, entity_classes

_LABEL, _ALT_LABEL = term("rdfs:label"), term("skos:altLabel")
_LINK_SUBJECT, _LINK_TARGET = term("ng:linkSubject"), term("ng:linkTarget")
_CONFIDENCE, _REASON, _CREATOR = term("ng:confidence"), term("ng:reason"), term("dct:creator")
_FROM, _BY = term("prov:wasDerivedFrom"), term("prov:wasGeneratedBy")
_IS_LINK, _IS_LOCAL = said("rdf:type", "ng:Link"), said("rdf:type", LOCAL_ENTITY_CLASS)
_DECIDED = {verdict: said("ng:linkStatus", LINK_STATUS[verdict]) for verdict in Verdict}


class CorpusNames:
    """The terms that all statements over the corpus share."""

    def __init__(self, base: str, run: str) -> None:
        self.base = base
        self.graph = iri(f"{base}graph/entities")
        self.made = f"{_BY} {iri(base + run)}"

    def node(self, identifier: str) -> str:
        """Return the term of an identifier."""
        return iri(self.base + identifier)


def entity_statements(names: CorpusNames, entity: Entity) -> Statements:
    """Return what is said of an entity over the corpus: its classes, names, publicity and whole."""
    to = Statements(names.graph)
    me = to.told[names.node(entity.id)]
    me += [said("rdf:type", name) for name in entity_classes(entity.kind, is_part=entity.part_of is not None)]
    me.append(f"{_LABEL} {literal(entity.name)}")
    me += [f"{_ALT_LABEL} {literal(other)}" for other in entity.other_names]
    if entity.publicity:
        me.append(said("ng:publicity", concept(entity.publicity)))
    if entity.publicity_basis:
        me.append(f"{term('ng:publicityBasis')} {literal(entity.publicity_basis)}")
    if entity.part_of and entity.kind in WHOLE_OF:
        me.append(f"{term(WHOLE_OF[entity.kind])} {names.node(entity.part_of)}")
    if entity.jurisdiction:
        me.append(f"{term('schema:legislationJurisdiction')} {literal(entity.jurisdiction)}")
    if entity.year:
        me.append(f"{term('schema:legislationDate')} {year(entity.year)}")
    if entity.position:
        me.append(f"{term('schema:latitude')} {decimal(entity.position.latitude)}")
        me.append(f"{term('schema:longitude')} {decimal(entity.position.longitude)}")
    if entity.demonym_of:
        me.append(f"{term('ng:demonymOf')} {names.node(entity.demonym_of)}")
    if entity.normal_form:
        predicate = "eli:id_local" if entity.kind is Kind.LEGISLATION else "schema:identifier"
        me.append(f"{term(predicate)} {literal(entity.normal_form)}")
    return to


def judgement_statements(names: CorpusNames, judgement: Judgement) -> Statements:
    """Return a judgement with its reason, so that a person can overrule it."""
    to = Statements(names.graph)
    left, outside = names.node(judgement.left), web_address(judgement.right)
    me = to.told[names.node(f"judgement/{short_hash(judgement.left, judgement.right, judgement.by)}")]
    me += (
        _IS_LINK,
        f"{_LINK_SUBJECT} {left}",
        f"{_LINK_TARGET} {outside or names.node(judgement.right)}",
        _DECIDED[judgement.verdict],
        f"{_CONFIDENCE} {decimal(judgement.score)}",
        f"{_REASON} {literal(judgement.reason)}",
        f"{_CREATOR} {literal(judgement.by)}",
        names.made,
    )
    if judgement.when:
        me.append(f"{term('dct:date')} {day(judgement.when)}")
    if judgement.verdict is Verdict.SAME and outside:
        # Only what was accepted is said to be the same, and never by owl:sameAs.
        to.told[left].append(f"{term('schema:sameAs')} {outside}")
    return to


def local_entity_statements(names: CorpusNames, local: LocalEntity) -> Statements:
    """Return a thing as one article knows it: what judgements speak of."""
    to = Statements(names.graph)
    to.told[names.node(local.id)] += (
        _IS_LOCAL,
        f"{_LABEL} {literal(local.name)}",
        f"{_FROM} {names.node(f'article/{local.article}')}",
    )
    return to


def copy_statements(names: CorpusNames, copy: Copy) -> Statements:
    """Return that an article is a copy of another: over the corpus, so not in either article's graph."""
    to = Statements(names.graph)
    original = names.node(f"article/{copy.original}")
    to.told[names.node(f"article/{copy.article}")].append(f"{term('ng:copyOf')} {original}")
    return to


def answer_statements(names: CorpusNames, answer: Answer) -> Statements:
    """Return that a statement takes up an earlier one: over the corpus, so not in either article's graph."""
    to = Statements(names.graph)
    to.told[names.node(answer.statement)].append(f"{term('ng:answers')} {names.node(answer.earlier)}")
    return to


def run_statements(run: Run, *, base: str = DEFAULT_BASE) -> Statements:
    """Return the run with its settings, its tool, and the card of the data set it made."""
    base = checked_base(base)
    to = Statements(iri(f"{base}graph/runs"))
    me, tool = iri(base + run.id), iri(f"{base}tool/{run.tool}-{run.version}")
    settings = "; ".join(f"{name}: {value}" for name, value in run.settings)
    to.told[me] += (
        said("rdf:type", "prov:Activity"),
        f"{term('prov:wasAssociatedWith')} {tool}",
        f"{term('dct:description')} {literal(settings or 'default settings')}",
    )
    to.told[tool] += (
        said("rdf:type", "prov:SoftwareAgent"),
        f"{_LABEL} {literal(run.tool)}",
        f"{term('schema:softwareVersion')} {literal(run.version)}",
    )
    to.told[iri(f"{base}dataset")] += (
        *(said("rdf:type", name) for name in ("void:Dataset", "dcat:Dataset")),
        f"{term('dct:title')} {literal('What a collection of news articles says')}",
        f"{term('dct:conformsTo')} {iri(VERSION_IRI)}",
        f"{_BY} {me}",
    )
    return to
