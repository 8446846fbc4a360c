"""The names of the vocabulary: prefixes, the classes of each kind, and where the ontology's files lie."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from newsgraph.errors import NewsgraphError

NAMESPACE = "https://w3id.org/newsgraph/ns#"
"""The vocabulary's own namespace; w3id.org does not answer for it yet."""

VERSION_IRI = "https://w3id.org/newsgraph/ns/0.3.0"
"""The version that a graph says it conforms to."""

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "eli": "http://data.europa.eu/eli/ontology#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "ng": NAMESPACE,
        "oa": "http://www.w3.org/ns/oa#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "void": "http://rdfs.org/ns/void#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

ENTITY_CLASSES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Person": ("schema:Person",),
        "Place": ("schema:Place",),
        "Organization": ("schema:Organization",),
        "Legislation": ("eli:LegalResource", "schema:Legislation"),
        "Event": ("sem:Event", "schema:Event"),
        "Group": ("foaf:Group",),
    }
)
"""The classes of an entity of each kind, the one to query by first; dates and quantities are no entities."""

LAW_PART_CLASS = "eli:LegalResourceSubdivision"
"""A third class for laws that are part of another."""

LOCAL_ENTITY_CLASS = "ng:LocalEntity"
REPORTED_EVENT_CLASSES = ("ng:ReportedEvent", "sem:Event", "schema:Event")
"""For events that were read out of a text, in contrast to those that only have a name."""

MENTION_CLASSES = ("ng:Mention",)
QUOTE_CLASSES = ("ng:Quote", "ng:Mention")
LAW_CITATION_CLASSES = ("ng:LawCitation", "ng:Mention")
SELECTOR_CLASSES = ("oa:TextPositionSelector", "oa:TextQuoteSelector")

WHOLE_OF: Mapping[str, str] = MappingProxyType({"Place": "schema:containedInPlace", "Legislation": "eli:is_part_of"})
"""The property that leads from a part to its whole, by kind."""

LINK_STATUS: Mapping[str, str] = MappingProxyType({"same": "ng:Accepted", "different": "ng:Refused", "open": "ng:Open"})
"""The status of a link for each verdict."""

_LOCAL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def expand(name: str) -> str:
    """Return the IRI of a term in prefix form: `ng:Agent`, `schema:worksFor`.

    Raises:
        NewsgraphError: where the prefix is not in `PREFIXES`, or what follows is no plain name.
    """
    prefix, colon, local = name.partition(":")
    if not colon or prefix not in PREFIXES or not _LOCAL_NAME.fullmatch(local):
        known = ", ".join(PREFIXES)
        raise NewsgraphError(f"{name!r} is not a term; write it as prefix:name with one of the prefixes {known}.")
    return PREFIXES[prefix] + local


def shorten(iri: str) -> str:
    """Return the prefix form of an IRI, or the IRI itself where no prefix fits."""
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and _LOCAL_NAME.fullmatch(local):
            return f"{prefix}:{local}"
    return iri


def concept(value: str) -> str:
    """Return the term for a value of one of the closed lists of the model: `ng:Stated`."""
    return f"ng:{value}"


def entity_classes(kind: str, *, is_part: bool = False) -> tuple[str, ...]:
    """Return the classes of an entity in prefix form; none for dates and quantities."""
    classes = ENTITY_CLASSES.get(kind, ())
    return (*classes, LAW_PART_CLASS) if is_part and kind == "Legislation" else classes


def ontology_folder() -> Path:
    """Return the folder of the ontology's files, in an installed package or in a checkout.

    Raises:
        NewsgraphError: where neither holds it.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "ontology", package.parents[1] / "ontology"):
        if (folder / "newsgraph.ttl").is_file():
            return folder
    raise NewsgraphError(f"The ontology's files are missing beside {package}; install newsgraph again.")


def ontology_file(name: str) -> Path:
    """Return the path of one of the ontology's files: `newsgraph.ttl`, `shapes/core.ttl`.

    Raises:
        NewsgraphError: where there is none of that name.
    """
    path = ontology_folder() / name
    if not path.is_file():
        raise NewsgraphError(f"The ontology has no file {name}; look into {ontology_folder()}.")
    return path
