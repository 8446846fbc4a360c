"""The forms that the data of a thing comes in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A form of RDF."""

    name: str
    """As in `?format=ttl`."""
    media_type: str
    label: str
    holds_graphs: bool


FORMATS = (
    Format("ttl", "text/turtle", "Turtle", holds_graphs=False),
    Format("jsonld", "application/ld+json", "JSON-LD", holds_graphs=True),
    Format("nt", "application/n-triples", "N-Triples", holds_graphs=False),
    Format("trig", "application/trig", "TriG", holds_graphs=True),
    Format("nq", "application/n-quads", "N-Quads", holds_graphs=True),
    Format("rdf", "application/rdf+xml", "RDF/XML", holds_graphs=False),
)
"""The first is what clients get that take anything."""

HTML = "text/html; charset=utf-8"


def format_named(name: str) -> Format | None:
    """Return the form of that name or media type; None for another."""
    return next((form for form in FORMATS if name in (form.name, form.media_type)), None)
