"""Claims in RDF 1.2: one triple term in place of three statements about subject, predicate and object."""

from newsgraph.rdf.nodes import Statements, said
from newsgraph.rdf.terms import term
from newsgraph.vocab import PREFIXES

_IS_CLAIM = said("rdf:type", "ng:Claim")
_PARTS = tuple(f"{term(name)} " for name in ("rdf:subject", "rdf:predicate", "rdf:object"))
_REIFIES = f"<{PREFIXES['rdf']}reifies>"


def with_triple_terms(statements: Statements) -> Statements:
    """Return the statements with every claim as a reifier: `claim rdf:reifies <<( subject predicate object )>>`."""
    made = Statements(statements.graph)
    for node, told in statements.told.items():
        made.told[node] = _reified(told) if _IS_CLAIM in told else told
    return made


def _reified(told: list[str]) -> list[str]:
    parts = {place: one.partition(" ")[2] for one in told for place in _PARTS if one.startswith(place)}
    if len(parts) < len(_PARTS):
        return told
    triple = " ".join(parts[place] for place in _PARTS)
    return [f"{_REIFIES} <<( {triple} )>>", *(one for one in told if not one.startswith(_PARTS))]
