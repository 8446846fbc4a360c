"""Gold files: which format one is in, and its documents with their labels read as kinds."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from newsgraph.errors import NewsgraphError
from newsgraph.evaluate.bio import looks_like_bio, read_bio
from newsgraph.evaluate.brackets import read_brackets
from newsgraph.evaluate.gold import GoldDocument, GoldName
from newsgraph.evaluate.jsonl import read_json
from newsgraph.evaluate.labels import Labels, kind_of, plain_labels
from newsgraph.evaluate.marked import Mark, Marked, fault
from newsgraph.evaluate.nif import looks_like_nif, read_nif
from newsgraph.model import Kind, Span
from newsgraph.read.decode import UnreadableError, decode

_Reader = Callable[[str, str, str], Iterator[Marked]]
_BY_EXTENSION: dict[str, _Reader] = {
    **dict.fromkeys((".json", ".jsonl", ".ndjson"), read_json),
    **dict.fromkeys((".ttl", ".nt", ".nq", ".trig"), read_nif),
    **dict.fromkeys((".conll", ".conllu", ".bio", ".iob", ".iob1", ".iob2", ".bilou", ".bioes", ".tsv"), read_bio),
}
_JSON = re.compile(r"\s*(?:\{|\[\s*[\[{\"])")
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_gold(
    path: str | Path, *, labels: Labels | None = None, kinds: Iterable[Kind] | None = None
) -> tuple[GoldDocument, ...]:
    """Return the documents of a gold file, in its order.

    The format is known by the extension, and for `.txt` and others by the content: columns (IOB1, IOB2, BILOU), JSON
    lines (ours, spaCy's, Prodigy's, doccano's), NIF 2.0, or names in brackets.

    Args:
        path: the file.
        labels: what labels stand for, beyond and above those known; None leaves a label out.
        kinds: the kinds that the file marks throughout; those of the names in it, where None.

    Raises:
        NewsgraphError: naming file and line, where it cannot be read, or a name does not lie in its text.
    """
    source, known = str(path), plain_labels(labels)
    content = content_of(path)
    stem = Path(path).name.partition(".")[0] or Path(path).name
    documents = [_document(marked, source, known) for marked in _reader(Path(path), content)(content, source, stem)]
    if not documents:
        raise fault(source, None, "it holds no document; fill it or leave it out.")
    marked_kinds = {name.kind for document in documents for name in document.names} if kinds is None else kinds
    own = frozenset(marked_kinds)
    return tuple(
        GoldDocument(d.name, d.text, d.names, own, d.source, d.headline, d.ignored) for d in documents
    )  # fmt: skip


def content_of(path: str | Path) -> str:
    """Return the text of a gold file.

    Raises:
        NewsgraphError: where it cannot be read or decoded.
    """
    source = str(path)
    try:
        return decode(Path(path).read_bytes()).removeprefix("\ufeff")
    except OSError as error:
        raise NewsgraphError(f"Cannot read the gold file {source} ({error.strerror}).") from error
    except UnreadableError as error:
        raise NewsgraphError(f"The gold file {source} {error}.") from error


def _reader(path: Path, content: str) -> _Reader:
    known = _BY_EXTENSION.get(path.suffix.lower())
    if known:
        return known
    if looks_like_nif(content):
        return read_nif
    if _JSON.match(content):
        return read_json
    return read_bio if looks_like_bio(content) else read_brackets


def _document(marked: Marked, source: str, labels: Labels) -> GoldDocument:
    names: set[GoldName] = set()
    ignored: list[str] = []
    for mark in marked.marks:
        span = checked_span(mark, marked.text, source, marked.where)
        kind = kind_of(mark.label, labels)
        if kind is None:
            ignored.append(_SURROGATE.sub("\ufffd", mark.label))
        else:
            names.add(GoldName(span, kind))
    return GoldDocument(
        name=_SURROGATE.sub("\ufffd", marked.name),
        text=_SURROGATE.sub("\ufffd", marked.text),
        names=tuple(sorted(names)),
        kinds=frozenset(),
        source=source,
        headline=marked.headline and _SURROGATE.sub("\ufffd", marked.headline),
        ignored=tuple(ignored),
    )


def checked_span(mark: Mark, text: str, source: str, where: str) -> Span:
    """Return the stretch of a mark without the space at its edges.

    Raises:
        NewsgraphError: where it does not lie in the text, or holds nothing but space.
    """
    told = f"the {mark.label[:40]!r} at {mark.start}-{mark.end}"
    if not 0 <= mark.start < mark.end <= len(text):
        raise fault(source, where, f"{told} does not lie in the text, which has {len(text)} characters.")
    words = text[mark.start : mark.end]
    start, end = mark.end - len(words.lstrip()), mark.start + len(words.rstrip())
    if start >= end:
        raise fault(source, where, f"{told} holds nothing but space.")
    return Span(start, end)
