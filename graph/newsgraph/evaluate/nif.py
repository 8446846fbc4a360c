"""Gold in the NLP Interchange Format 2.0: RDF in Turtle, N-Triples, N-Quads or TriG."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from newsgraph.evaluate.marked import Mark, Marked, fault

_CORE = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
_TEXT_ANALYSIS = "http://www.w3.org/2005/11/its/rdf#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_CLASS = f"{_TEXT_ANALYSIS}taClassRef"
_IDENTITY = f"{_TEXT_ANALYSIS}taIdentRef"
_BASE = "http://gold.invalid/"
_RANGE = re.compile(r"#(?:char=|offset_)(\d+)[,_](\d+)\Z")
_OTHER_FORMS = (".nt", ".nq", ".trig")
_NUMBER = re.compile(r"[0-9]{1,15}")
_NO_CLASS = "without a class"

_Facts = Mapping[str, Mapping[str, list[str]]]
"""By subject and predicate, the objects in their order in the file; each an IRI, a blank node's name or a text."""


def looks_like_nif(content: str) -> bool:
    """Return whether a text uses the terms of NIF."""
    return _CORE in content


def read_nif(content: str, source: str, stem: str) -> Iterator[Marked]:
    """Yield each `nif:Context` with the strings that have a class by `itsrdf:taClassRef`, or else by `rdf:type`.

    The label is the class's name behind the last `#` or `/`; of several, the first in the alphabet that ends so.

    Raises:
        NewsgraphError: where the RDF cannot be read, a context has no text, or an offset is no number or stands beside
            other words than `nif:anchorOf` gives.
    """
    facts = _facts(content, source)
    contexts = [subject for subject, said in facts.items() if _is_context(said)]
    if not contexts:
        raise fault(source, None, "it holds no nif:Context with a nif:isString, which gives the text.")
    marks: dict[str, list[Mark]] = {context: [] for context in contexts}
    for subject, said in facts.items():
        label = None if subject in marks else _label(said)
        if label is not None:
            context = _context_of(subject, said, contexts, source)
            marks[context].append(_mark(subject, said, _text(context, facts, source), label, source))
    for ordinal, context in enumerate(contexts, 1):
        name = re.sub(r"#(?:char=|offset_)[\d,_]*\Z", "", context).rstrip("/#").rpartition("/")[2]
        yield Marked(
            name or f"{stem}:{ordinal}", _text(context, facts, source), tuple(sorted(marks[context])), f"<{context}>"
        )


def _facts(content: str, source: str) -> _Facts:
    import pyoxigraph  # noqa: PLC0415

    suffix = PurePath(source).suffix.lower()
    form = pyoxigraph.RdfFormat.from_extension(suffix.removeprefix(".")) if suffix in _OTHER_FORMS else None
    facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in pyoxigraph.parse(
            content.encode("utf-8", "replace"), format=form or pyoxigraph.RdfFormat.TURTLE, base_iri=_BASE
        ):
            value = quad.object
            written = value.value if isinstance(value, pyoxigraph.NamedNode | pyoxigraph.Literal) else str(value)
            subject = quad.subject.value if isinstance(quad.subject, pyoxigraph.NamedNode) else str(quad.subject)
            facts[subject][quad.predicate.value].append(written)
    except SyntaxError as error:
        reason = _one_line(error.msg)
        raise fault(source, error.lineno, f"it is not the RDF that its name promises ({reason}).") from error
    return facts


def _is_context(said: Mapping[str, list[str]]) -> bool:
    return f"{_CORE}Context" in said.get(_TYPE, ()) or f"{_CORE}isString" in said


def _text(context: str, facts: _Facts, source: str) -> str:
    texts = facts[context].get(f"{_CORE}isString")
    if not texts:
        raise fault(source, f"<{context}>", "the context has no nif:isString, which gives the text.")
    return texts[0]


def _label(said: Mapping[str, list[str]]) -> str | None:
    """Return the label of a named string; None for words, sentences and whatever else is no name."""
    classes = said.get(_CLASS) or [iri for iri in said.get(_TYPE, ()) if not iri.startswith(_CORE)]
    offsets = f"{_CORE}beginIndex" in said or f"{_CORE}referenceContext" in said
    if classes and offsets:
        return min(iri.rstrip("/#").replace("#", "/").rpartition("/")[2] for iri in classes)
    return _NO_CLASS if _IDENTITY in said and offsets else None


def _context_of(subject: str, said: Mapping[str, list[str]], contexts: list[str], source: str) -> str:
    for context in said.get(f"{_CORE}referenceContext", ()):
        if context in contexts:
            return context
    if len(contexts) == 1:
        return contexts[0]
    raise fault(source, f"<{subject}>", "its nif:referenceContext is none of the file's contexts.")


def _mark(subject: str, said: Mapping[str, list[str]], text: str, label: str, source: str) -> Mark:
    written = _RANGE.search(subject)
    start = said.get(f"{_CORE}beginIndex", [written[1] if written else ""])[0]
    end = said.get(f"{_CORE}endIndex", [written[2] if written else ""])[0]
    if not (_NUMBER.fullmatch(start) and _NUMBER.fullmatch(end)):
        raise fault(source, f"<{subject}>", "nif:beginIndex and nif:endIndex are not both whole numbers.")
    words = text[int(start) : int(end)]
    anchor = said.get(f"{_CORE}anchorOf", [words])[0]
    if anchor.strip() != words.strip():
        raise fault(
            source,
            f"<{subject}>",
            f"{start}-{end} is {words[:40]!r}, not {anchor[:40]!r}; "
            "offsets count in code points, not in bytes or UTF-16 units.",
        )
    return Mark(int(start), int(end), label)


def _one_line(text: str) -> str:
    return " ".join(text.split())[:120].rstrip(".")
