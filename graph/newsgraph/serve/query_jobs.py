"""What workers do for the query page: the page, a saved question filled in, the terms of the vocabulary."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import dropwhile
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pyoxigraph

from newsgraph.errors import NewsgraphError
from newsgraph.questions import Question, Select, prepared, saved_question, saved_questions
from newsgraph.serve.pages.rendering import page
from newsgraph.serve.pages.site import Site
from newsgraph.serve.query_terms import used_terms
from newsgraph.serve.result import Result
from newsgraph.serve.sparql import answer_query
from newsgraph.store.triples import rows

if TYPE_CHECKING:
    from newsgraph.library import Library

Arguments = Mapping[str, Any]

_MATCHES = {
    "name": "ng:matches",
    "sort": "property",
    "label": "matches",
    "comment": "Things and articles that a search for these words finds.",
    "uses": None,
    "more": False,
}
"""Answered from the index; no graph holds it."""
_SHOWN = 500
_TABLES = "application/sparql-results+json"
_TRIPLES = "application/n-triples"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the table on the page: a text, and where it leads, if anywhere."""

    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows of an answer that came without our script."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    total: int = 0
    truth: bool | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A saved question on the page, with what its fields hold."""

    question: Question
    settings: Mapping[str, str]
    is_open: bool
    words: str
    """All its words in small letters, for the field that finds questions."""


def answer_query_page(library: "Library", arguments: Arguments) -> Result:
    """Return the page: `query` or `question` with `settings` in its fields, and the answer where `run` says so."""
    query, name, settings = arguments["query"], arguments["question"], arguments["settings"]
    refused, shown, status = "", None, 200
    try:
        if name and (arguments["run"] or _needs_nothing(saved_question(name), settings)):
            query = _filled(library, name, settings)
    except NewsgraphError as error:
        refused, status = str(error), 400 if arguments["run"] else 200
    if arguments["run"] and not refused:
        answered = _answered(library, query, arguments)
        if isinstance(answered, Result):
            refused, status = answered.body.decode().strip(), answered.status
        else:
            shown = answered
    questions = asked_questions(name, settings)
    site = Site(library.base, path="/query")
    return page(
        "query.html", site, status=status, query=query, questions=questions, shown=shown, refused=refused, most=_SHOWN,
        here="query",
    )  # fmt: skip


def answer_query_fill(library: "Library", arguments: Arguments) -> Result:
    """Return `{"query": …}`: the saved question of that name with its settings; names are looked up in the graph.

    Raises:
        NewsgraphError: where there is no such question, or a setting does not fit.
    """
    return _json({"query": _filled(library, arguments["question"], arguments["settings"])})


def answer_query_vocabulary(library: "Library", arguments: Arguments) -> Result:
    """Return the base, the prefixes, and the classes, properties and values with how often the graph uses them."""
    told = vocabulary(library)
    return _json({**told, "terms": [*told["terms"], _MATCHES]})


def vocabulary(library: "Library") -> dict[str, Any]:
    """Return the base, the prefixes, and the terms with how often the graph uses them, as plain JSON values."""
    terms = [
        {
            "name": term.name,
            "sort": term.sort,
            "label": term.label,
            "comment": term.comment,
            "uses": term.uses,
            "more": term.is_more,
        }
        for term in used_terms(library.store)
    ]
    return {"base": library.base, "prefixes": dict(library.prefixes), "terms": terms}


def asked_questions(name: str = "", settings: Mapping[str, str] = MappingProxyType({})) -> list[Asked]:
    """Return the saved questions for the page; the one of that name is open, with the settings in its fields."""
    return [_asked(question, name, settings) for question in saved_questions()]


def filled(name: str, settings: Mapping[str, str], prefixes: Mapping[str, str], select: Select) -> str:
    """Return the SPARQL of a saved question with its settings, as the page shows it.

    Raises:
        NewsgraphError: where there is no such question, or a setting does not fit.
    """
    return shown_text(prepared(saved_question(name), expanded(settings, prefixes), select))


def expanded(settings: Mapping[str, str], prefixes: Mapping[str, str]) -> dict[str, str]:
    """Return the settings that say something, identifiers as IRIs."""
    return {key: _expanded(value, prefixes) for key, value in settings.items() if value}


def shown_text(made: str) -> str:
    """Return a question's text without what its form shows: what the first comments declare, parameters left open."""
    # Not splitlines: what it takes for line ends may stand in a text that somebody asks for.
    title, *lines = made.split("\n")
    kept = dropwhile(lambda line: line.startswith("#"), lines)
    return "\n".join([title, *(line for line in kept if line.strip())])


def _filled(library: "Library", name: str, settings: Mapping[str, str]) -> str:
    return filled(name, settings, library.prefixes, lambda sparql: rows(library.store, sparql).rows)


def _expanded(value: str, prefixes: Mapping[str, str]) -> str:
    """Return the IRI of `person:…`, as the page writes identifiers short; anything else as it is."""
    prefix, colon, local = value.partition(":")
    is_short = colon and prefix in prefixes and local and " " not in local and not local.startswith("//")
    return prefixes[prefix] + local if is_short else value


def _needs_nothing(question: Question, settings: Mapping[str, str]) -> bool:
    return all(settings.get(parameter.name) for parameter in question.parameters if parameter.required)


def _asked(question: Question, name: str, settings: Mapping[str, str]) -> Asked:
    is_open = question.name == name
    words = " ".join(
        [question.name, question.question, *(parameter.meaning for parameter in question.parameters)]
    ).lower()
    return Asked(question, settings if is_open else {}, is_open, words)


def _answered(library: "Library", query: str, arguments: Arguments) -> Shown | Result:
    asked = {**arguments, "query": query, "default": (), "named": (), "accept": f"{_TABLES}, {_TRIPLES};q=0.9"}
    result = answer_query(library, asked)
    if result.status != 200:
        return result
    if result.media_type.startswith(_TRIPLES):
        return _triples(library, result.body)
    content = json.loads(result.body)
    if "boolean" in content:
        return Shown(truth=content["boolean"])
    columns = tuple(content["head"]["vars"])
    found = content["results"]["bindings"]
    kept = tuple(tuple(_cell(library, row.get(column)) for column in columns) for row in found[:_SHOWN])
    return Shown(columns, kept, len(found))


def _triples(library: "Library", body: bytes) -> Shown:
    found = dict.fromkeys(
        (str(triple.subject), str(triple.predicate), str(triple.object))
        for triple in pyoxigraph.parse(body, format=pyoxigraph.RdfFormat.N_TRIPLES)
    )
    kept = tuple(tuple(_written(library, term) for term in triple) for triple in list(found)[:_SHOWN])
    return Shown(("subject", "predicate", "object"), kept, len(found))


def _cell(library: "Library", term: Mapping[str, Any] | None) -> Cell:
    if term is None:
        return Cell("")
    value = str(term["value"])
    return _iri(library, value) if term["type"] == "uri" else Cell(f"_:{value}" if term["type"] == "bnode" else value)


def _written(library: "Library", term: str) -> Cell:
    return _iri(library, term[1:-1]) if term.startswith("<") and term.endswith(">") else Cell(term)


def _iri(library: "Library", iri: str) -> Cell:
    fitting = [(len(space), prefix) for prefix, space in library.prefixes.items() if iri.startswith(space)]
    longest, prefix = max(fitting, default=(0, ""))
    text = f"{prefix}:{iri[longest:]}" if prefix and len(iri) > longest else iri
    return Cell(text, Site(library.base).address(iri))


def _json(value: Any) -> Result:
    return Result(200, "application/json", json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
