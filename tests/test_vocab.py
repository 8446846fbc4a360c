import pytest

from newsgraph import vocab
from newsgraph.errors import NewsgraphError
from newsgraph.model import Kind, Modality, Publicity, Qualifier, QuoteKind, Verdict


def test_terms_go_to_iris_and_back() -> None:
    assert vocab.expand("ng:Agent") == "https://w3id.org/newsgraph/ns#Agent"
    assert vocab.expand("eli:is_part_of") == "http://data.europa.eu/eli/ontology#is_part_of"
    for prefix in vocab.PREFIXES:
        assert vocab.shorten(vocab.expand(f"{prefix}:term")) == f"{prefix}:term"


@pytest.mark.parametrize(
    "name", ["Agent", "nowhere:Agent", "ng:", "ng:a b", "ng:a>", "https://example.org/a", "ng:a\n"]
)
def test_what_is_no_term_is_refused(name: str) -> None:
    with pytest.raises(NewsgraphError, match="is not a term"):
        vocab.expand(name)


@pytest.mark.parametrize("iri", ["https://example.org/a", vocab.NAMESPACE, vocab.NAMESPACE + "a/b"])
def test_an_iri_without_a_prefix_form_stays(iri: str) -> None:
    assert vocab.shorten(iri) == iri


def test_every_kind_is_an_entity_or_a_value() -> None:
    without = {kind for kind in Kind if not vocab.entity_classes(kind)}
    assert without == {Kind.DATE, Kind.QUANTITY}


def test_only_laws_have_a_class_for_parts() -> None:
    assert vocab.entity_classes(Kind.LEGISLATION, is_part=True)[-1] == "eli:LegalResourceSubdivision"
    assert vocab.entity_classes(Kind.PLACE, is_part=True) == ("schema:Place",)


def test_every_verdict_has_a_status() -> None:
    assert set(vocab.LINK_STATUS) == {str(verdict) for verdict in Verdict}


def test_every_value_of_the_model_is_a_concept_of_the_ontology() -> None:
    text = vocab.ontology_file("newsgraph.ttl").read_text("utf-8")
    values = [*Modality, *Qualifier, *QuoteKind, *Publicity]
    assert [value for value in values if f"\n{vocab.concept(value)} a skos:Concept" not in text] == []


def test_every_class_and_status_of_our_own_is_in_the_ontology() -> None:
    text = vocab.ontology_file("newsgraph.ttl").read_text("utf-8")
    classes = {vocab.LOCAL_ENTITY_CLASS, *vocab.REPORTED_EVENT_CLASSES, *vocab.MENTION_CLASSES}
    classes |= {*vocab.QUOTE_CLASSES, *vocab.LAW_CITATION_CLASSES}
    assert [name for name in classes if name.startswith("ng:") and f"\n{name} a owl:Class" not in text] == []
    assert [name for name in vocab.LINK_STATUS.values() if f"\n{name} a skos:Concept" not in text] == []


def test_files_that_are_not_there_are_named() -> None:
    with pytest.raises(NewsgraphError, match=r"no file shapes/none\.ttl"):
        vocab.ontology_file("shapes/none.ttl")
