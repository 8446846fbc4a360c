"""Statements gathered by what they are about, and written out: sorted, each once, as N-Quads or as quads."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from newsgraph.rdf.terms import term

Quad = tuple[str, str, str, str]
"""Subject, predicate, object and graph, each an N-Quads term."""

Told = defaultdict[str, list[str]]
"""What is said of each node, under its term: predicate and object, with a space between."""


def said(predicate: str, value: str) -> str:
    """Return what can be said of any node, from two names in prefix form: `said("rdf:type", "ng:Mention")`."""
    return f"{term(predicate)} {term(value)}"


class Statements:
    """Statements in one named graph. What is added twice is written once."""

    __slots__ = ("graph", "told")

    def __init__(self, graph: str) -> None:
        self.graph = graph
        """The graph's name, as a term."""
        self.told: Told = defaultdict(list)

    def nquads(self) -> str:
        """Return the statements as N-Quads lines, sorted."""
        end = f" {self.graph} .\n"
        told = self.told
        pieces: list[str] = []
        for node in sorted(told):
            pieces += (node, " ", f"{end}{node} ".join(sorted(set(told[node]))), end)
        return "".join(pieces)

    def quads(self) -> Iterator[Quad]:
        """Yield the statements as quads, in the order of the lines."""
        for node in sorted(self.told):
            for one in sorted(set(self.told[node])):
                predicate, _, value = one.partition(" ")
                yield (node, predicate, value, self.graph)


def changed(before: Iterable[Statements], after: Iterable[Statements]) -> tuple[list[str], list[str]]:
    """Return the N-Quads lines that stand in the first alone, and those in the second alone, both sorted."""
    gone, come = _lines(before), _lines(after)
    return sorted(gone - come), sorted(come - gone)


def _lines(statements: Iterable[Statements]) -> set[str]:
    return {line for one in statements for line in one.nquads().splitlines(keepends=True)}
