"""Gold files of identity: JSON lines, CoNLL-2012, and CoNLL-U with `Entity=` as GUM and CorefUD write it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from newsgraph.errors import NewsgraphError
from newsgraph.evaluate.conll2012 import read_conll_2012
from newsgraph.evaluate.corefud import read_corefud
from newsgraph.evaluate.files import content_of
from newsgraph.evaluate.identities import IdentityDocument
from newsgraph.evaluate.identity_json import read_identity_json
from newsgraph.evaluate.labels import Labels, plain_labels
from newsgraph.evaluate.marked import fault

_Reader = Callable[[str, str, str, Labels], Iterator[IdentityDocument]]
_BEGINS_2012 = re.compile(r"^#begin document", re.MULTILINE)
_ENTITY = re.compile(r"^#\s*global\.Entity\s*=|[\t|]Entity=\(", re.MULTILINE)
_JSON = re.compile(r"\s*(?:\{|\[\s*[\[{\"])")


def read_identities(path: str | Path, *, labels: Labels | None = None) -> tuple[IdentityDocument, ...]:
    """Return the documents of a gold file of identity, in its order; the format is known by what the file holds.

    Args:
        path: the file.
        labels: what labels stand for, beyond and above those known; None leaves a label out.

    Raises:
        NewsgraphError: naming file and line, where it cannot be read, or says what cannot be.
    """
    source, content = str(path), content_of(path)
    stem = Path(path).name.partition(".")[0] or Path(path).name
    documents = tuple(_reader(content, source)(content, source, stem, plain_labels(labels)))
    if not documents:
        raise fault(source, None, "it holds no document; fill it or leave it out.")
    seen: set[tuple[str, str]] = set()
    for document in documents:
        if (document.name, document.text) in seen:
            raise fault(source, None, f"the document {document.name[:60]!r} stands in it twice; leave one out.")
        seen.add((document.name, document.text))
    return documents


def _reader(content: str, source: str) -> _Reader:
    if _BEGINS_2012.search(content):
        return read_conll_2012
    if _ENTITY.search(content):
        return read_corefud
    if _JSON.match(content):
        return read_identity_json
    raise NewsgraphError(
        f"The gold file {source} holds no identity that is known: JSON lines whose spans have an entity, CoNLL-2012, "
        "or CoNLL-U with Entity= in its last column."
    )
