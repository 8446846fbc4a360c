"""Questions that are kept with the ontology: SPARQL with declared parameters, filled in without any way to inject."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from enum import StrEnum
from itertools import takewhile

from newsgraph.errors import NewsgraphError
from newsgraph.vocab import PREFIXES, expand, ontology_folder

Select = Callable[[str], Iterable[Sequence[str]]]
"""Runs a SELECT query over the union of a graph's named graphs; gives rows of IRIs and texts."""


class ParameterType(StrEnum):
    """What a parameter of a question stands for."""

    ENTITY = "entity"
    DATE = "date"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A place in a question that a user may fill; left open, the question is answered for all."""

    name: str
    type: ParameterType
    meaning: str
    example: str
    required: bool = False
    """Left open, the question would ask for every pair of things, which no engine answers in time."""


@dataclass(frozen=True, slots=True)
class Question:
    """A saved question: what it asks in plain words, its parameters, and its SPARQL."""

    name: str
    question: str
    parameters: tuple[Parameter, ...]
    expected: int
    """How many rows the worked example answers with, counted by hand, when the parameters have their example values."""
    text: str


_PARAMETER = re.compile(r'# ([a-z][A-Za-z]*): (required )?(entity|date|number|text); (.+); example "([^"]+)"')
_EXPECTED = re.compile(r"# expect ([0-9]+)")
_SLOT = re.compile(r"VALUES \?([A-Za-z]+) \{ ([^{}\n]*) \}")
_IRI = re.compile(r"(?:https?://|urn:)[^\x00-\x20<>\"{}|^`\\\x7f-\x9f]+", re.IGNORECASE)
_NO_CHARACTER = re.compile(r"[\x00\ud800-\udfff]")
_U_AFTER_BACKSLASH = re.compile(r"(?<=\\)[uU]")
_ESCAPES = {
    ord(raw): escape
    for raw, escape in zip('\\"\n\r\t\b\f', ("\\\\", '\\"', "\\n", "\\r", "\\t", "\\b", "\\f"), strict=True)
}


def saved_questions() -> tuple[Question, ...]:
    """Return the saved questions, by name."""
    folder = ontology_folder() / "queries" / "questions"
    return tuple(read_question(path.stem, path.read_text("utf-8")) for path in sorted(folder.glob("*.rq")))


def saved_question(name: str) -> Question:
    """Return the saved question of that name.

    Raises:
        NewsgraphError: where there is none.
    """
    questions = {question.name: question for question in saved_questions()}
    if name in questions:
        return questions[name]
    near = get_close_matches(name, questions, n=1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(questions)}."
    raise NewsgraphError(f"There is no saved question {name!r}; {hint}")


def read_question(name: str, text: str) -> Question:
    """Return the question that a file's text declares in its first comment lines.

    Raises:
        NewsgraphError: where the header is malformed, or a parameter has no `VALUES ?name { … }` in the query.
    """
    header = list(takewhile(lambda line: line.startswith("#"), text.splitlines()))
    declared = [_PARAMETER.fullmatch(line) for line in header[1:-1]]
    expected = _EXPECTED.fullmatch(header[-1]) if header else None
    if len(header) < 2 or expected is None or None in declared:
        raise NewsgraphError(f"The header of question {name!r} is malformed; write it as ontology/README.md says.")
    parameters = tuple(
        Parameter(match[1], ParameterType(match[3]), match[4], match[5], required=match[2] is not None)
        for match in declared
        if match is not None
    )
    slots = [match[1] for match in _SLOT.finditer(text)]
    for parameter in parameters:
        if parameter.name not in slots:
            raise NewsgraphError(f"Question {name!r} never uses its parameter {parameter.name!r} in a VALUES clause.")
    return Question(name, header[0].removeprefix("#").strip(), parameters, int(expected[1]), text)


def prepared(question: Question, settings: Mapping[str, str], select: Select) -> str:
    """Return the question's SPARQL with the user's settings filled in, names looked up in the graph.

    Raises:
        NewsgraphError: as `fill`, and where a name is borne by nothing in the graph.
    """
    _refuse_unknown(question, settings)
    values: dict[str, Sequence[str]] = {}
    for parameter in question.parameters:
        if parameter.name in settings:
            setting = settings[parameter.name]
            is_entity = parameter.type is ParameterType.ENTITY
            values[parameter.name] = things(setting, select) if is_entity else (setting,)
    return fill(question, values)


def things(setting: str, select: Select) -> tuple[str, ...]:
    """Return the IRIs that a setting stands for: itself, a term such as `ng:Vote`, or all that bear it as a name.

    Raises:
        NewsgraphError: where it is no IRI and no term, and nothing in the graph bears the name.
    """
    if _IRI.fullmatch(setting):
        return (setting,)
    prefix, colon, local = setting.partition(":")
    if colon and prefix in PREFIXES and not local.startswith("//"):
        return (expand(setting),)
    found = named(setting, select)
    if not found:
        raise NewsgraphError(f"Nothing in the graph is named {setting!r}; give its whole name or its IRI.")
    return found


def named(name: str, select: Select) -> tuple[str, ...]:
    """Return the IRIs that bear the name as label or other name, letter case aside, sorted."""
    query = (
        f"PREFIX rdfs: <{PREFIXES['rdfs']}>\nPREFIX skos: <{PREFIXES['skos']}>\n"
        "SELECT DISTINCT ?thing {\n"
        "  { ?thing rdfs:label ?name } UNION { ?thing skos:altLabel ?name }\n"
        f"  FILTER(ISIRI(?thing) && LCASE(STR(?name)) = LCASE({_literal(name.strip())}))\n"
        "}"
    )
    return tuple(sorted({row[0] for row in select(query)}))


def fill(question: Question, values: Mapping[str, Sequence[str]]) -> str:
    """Return the question's SPARQL with the values in place: IRIs for entities, ISO days, decimal numbers, texts.

    A parameter without values keeps its default; an entity left open is answered for all.

    Raises:
        NewsgraphError: where there is no such parameter, a value is not of its type, or one that is needed is left out.
    """
    _refuse_unknown(question, values)
    types = {parameter.name: parameter.type for parameter in question.parameters}

    missing = [parameter for parameter in question.parameters if parameter.required and parameter.name not in values]
    if missing:
        asks = " ".join(f'--set {parameter.name}="{parameter.example}"' for parameter in missing)
        raise NewsgraphError(f"Question {question.name!r} needs to know more; say it as {asks}.")

    def filled(slot: re.Match[str]) -> str:
        name = slot[1]
        if name not in types:
            return slot[0]
        if name not in values:
            # An unbound variable in VALUES keeps Oxigraph from using its indexes; without the clause it means the same.
            return slot[0] if slot[2] != "UNDEF" else ""
        return f"VALUES ?{name} {{ {' '.join(_term(name, types[name], value) for value in values[name])} }}"

    return _SLOT.sub(filled, question.text)


def _refuse_unknown(question: Question, settings: Mapping[str, object]) -> None:
    names = [parameter.name for parameter in question.parameters]
    for name in settings:
        if name not in names:
            takes = f"it takes {', '.join(names)}" if names else "it takes none"
            raise NewsgraphError(f"Question {question.name!r} has no parameter {name!r}; {takes}.")


def _term(name: str, kind: ParameterType, value: str) -> str:
    match kind:
        case ParameterType.ENTITY:
            if not _IRI.fullmatch(value):
                raise NewsgraphError(
                    f"The value {value!r} for {name!r} is not an IRI; write one that starts with http."
                )
            return f"<{value}>"
        case ParameterType.DATE:
            return f'"{_day(name, value)}"^^<{PREFIXES["xsd"]}date>'
        case ParameterType.NUMBER:
            return f'"{_number(name, value)}"^^<{PREFIXES["xsd"]}decimal>'
        case ParameterType.TEXT:
            return _literal(value)


def _day(name: str, value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise NewsgraphError(f"The value {value!r} for {name!r} is not a day; write it as 2026-03-31.") from error


def _number(name: str, value: str) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    # The bound keeps `1e999999` from being written out digit by digit.
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise NewsgraphError(f"The value {value!r} for {name!r} is not a number; write it as 0.7.")
    return f"{number:f}"


def _literal(text: str) -> str:
    escaped = _NO_CHARACTER.sub("\ufffd", text).translate(_ESCAPES)
    # rdflib decodes \u escapes before it looks at backslashes, so no u may follow one; with fewer than eight digits it
    # takes those that come after for more.
    return '"' + _U_AFTER_BACKSLASH.sub(lambda match: f"\\U{ord(match[0]):08X}", escaped) + '"'
