"""The sets that quality is measured on: the corpora as `training/corpora.py` reads them, as gold documents and trees.

Sentences of a document are joined as `newsgraph evaluate` joins them: by a space, and a line that does not end as a
sentence does, such as a heading, stands as a paragraph of its own; where else paragraphs begin is not known. Gold are
the names whose words have one tag each. Words with several are open: a name found there is judged only if the tags
leave no room for its kind (a Person found where a corpus may only have overlooked a Group is wrong); lenient gold
leaves room for every kind. Only kinds that people marked in a corpus are scored; what lists and grammar added to it
(demonyms, laws) would measure the lists.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from newsgraph.evaluate import GoldDocument, GoldName, OpenSpan
from newsgraph.evaluate.marked import Sentence as MarkedSentence, joined
from newsgraph.extract.embedded.labels import KINDS, PARTS_OF_SPEECH, RELATIONS, begin, inside
from newsgraph.model import Kind, Span
from newsgraph.syntax import ParsedSentence, Word

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))
import corpora
from document import Document, Sentence, names_of

_COARSE = frozenset({Kind.PERSON, Kind.PLACE, Kind.ORGANIZATION})
_WITH_EVENTS = _COARSE | {Kind.EVENT}
_ALL = frozenset(KINDS)
_DEVELOPMENT = {
    "gum-news": _WITH_EVENTS,
    "gum-other": _WITH_EVENTS,
    "crossner-politics": _WITH_EVENTS,
    "own-gold": _ALL,
}
_TRAINING = {
    "gum": _WITH_EVENTS,
    "ewt": _COARSE,
    "crossner": _WITH_EVENTS,
    "wikigold": _COARSE,
    "wnut": _COARSE,
    "multiner": _COARSE,
    "redocred": _COARSE,
    "own": _ALL,
}
_REDOCRED = "redocred-dev"
DEVELOPMENT_SETS = (*_DEVELOPMENT, _REDOCRED)
TRAINING_SETS = tuple(_TRAINING)


class GoldText(NamedTuple):
    """A gold document, and the trees of its sentences where its corpus has any."""

    document: GoldDocument
    trees: tuple[ParsedSentence, ...]


def development_sets(root: Path, names: Iterable[str], *, lenient: bool = False) -> dict[str, tuple[GoldText, ...]]:
    """Return the sets of these names that only measure."""
    wanted = tuple(names)
    read = corpora.development(root) if {*wanted} & _DEVELOPMENT.keys() else {}
    dev: Mapping[str, Callable[[], Iterable[Document]]] = {name: lambda name=name: read[name] for name in read} | {
        _REDOCRED: lambda: corpora._redocred(root / "redocred/dev_revised.json")
    }
    return {name: _gold(name, dev[name](), _DEVELOPMENT.get(name, _COARSE), lenient) for name in wanted}


def training_sets(root: Path, names: Iterable[str], *, lenient: bool = False) -> dict[str, tuple[GoldText, ...]]:
    """Return the sources of these names that train."""
    return {name: _gold(name, corpora.training(root, sources=[name]), _TRAINING[name], lenient) for name in names}


def _gold(name: str, documents: Iterable[Document], kinds: frozenset[Kind], lenient: bool) -> tuple[GoldText, ...]:
    return tuple(gold_text(document, source=name, kinds=kinds, lenient=lenient) for document in documents)


def gold_text(document: Document, *, source: str, kinds: frozenset[Kind], lenient: bool = False) -> GoldText:
    """Return a document as running text with its names, open stretches and trees."""
    text, _ = joined(MarkedSentence(sentence.text, ()) for sentence in document.sentences)
    names: list[GoldName] = []
    stretches: list[OpenSpan] = []
    trees: list[ParsedSentence] = []
    at = 0
    for sentence in document.sentences:
        at = text.index(sentence.text, at)
        spans = _spans(sentence, at)
        names += [
            GoldName(Span(spans[low].start, spans[high - 1].end), kind)
            for low, high, kind in names_of(sentence.allowed)
        ]
        stretches += [OpenSpan(one.span, _ALL) if lenient else one for one in _open(sentence, spans)]
        if sentence.parse:
            trees.append(_tree(sentence, spans))
        at += len(sentence.text)
    return GoldText(
        GoldDocument(document.source, text, tuple(sorted(names)), kinds, source, open_spans=tuple(stretches)),
        tuple(trees),
    )


def _spans(sentence: Sentence, start: int) -> list[Span]:
    spans = []
    for number, (form, spaced) in enumerate(zip(sentence.forms, sentence.spaced, strict=True)):
        start += bool(number and spaced)
        spans.append(Span(start, start + len(form)))
        start += len(form)
    return spans


def _open(sentence: Sentence, spans: list[Span]) -> Iterator[OpenSpan]:
    for tags, group in groupby(zip(sentence.allowed, spans, strict=True), key=lambda pair: pair[0]):
        if tags & (tags - 1):
            stretch = [span for _, span in group]
            kinds = frozenset(kind for kind in KINDS if tags & (1 << begin(kind) | 1 << inside(kind)))
            yield OpenSpan(Span(stretch[0].start, stretch[-1].end), kinds)


def _tree(sentence: Sentence, spans: list[Span]) -> ParsedSentence:
    parse = sentence.parse
    rows = zip(spans, parse.upos, parse.heads, parse.relations, strict=True)
    return ParsedSentence(
        tuple(
            Word(span.start, span.end, PARTS_OF_SPEECH[upos], head, RELATIONS[relation])
            for span, upos, head, relation in rows
        )
    )
