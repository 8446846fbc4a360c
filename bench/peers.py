"""Other people's models, as extractors: spaCy's pipelines and GLiNER's models, where they are installed.

Their labels are read by the table that `newsgraph evaluate` reads gold files by, and their names cut to the bounds of
`training/LABELS.md`: no article before, no possessive behind. No score of spaCy's is known, so none is calibrated.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from newsgraph.evaluate.labels import kind_of, plain_labels
from newsgraph.extract import Extractor
from newsgraph.model import AnnotatedArticle, Kind, Mention, Span

SPACY, GLINER = "spacy:", "gliner:"
_ASKED = {
    "person": Kind.PERSON,
    "location": Kind.PLACE,
    "organization": Kind.ORGANIZATION,
    "nationality or religious or political group": Kind.GROUP,
    "law": Kind.LEGISLATION,
    "event": Kind.EVENT,
}
"""What GLiNER is asked for: labels in plain words, which is what it is made for."""
_THRESHOLD = 0.5
_WINDOW = 200
"""Words a call: GLiNER cuts off what lies beyond its window of 384."""
_BEFORE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_BEHIND = re.compile(r"(?:['’]s|['’]|\s)+\Z")
_WORD = re.compile(r"\S+")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*\Z")
_NOT_FOR_NAMES = (
    "tagger",
    "parser",
    "attribute_ruler",
    "lemmatizer",
    "morphologizer",
    "senter",
    "trainable_lemmatizer",
)


def installed_peers() -> tuple[str, ...]:
    """Return the spaCy pipelines that are installed, as names for `find_peer`."""
    if find_spec("spacy") is None:
        return ()
    from spacy.util import get_installed_models

    return tuple(f"{SPACY}{name}" for name in sorted(get_installed_models()))


def find_peer(name: str) -> Extractor:
    """Return the extractor `spacy:PIPELINE` or `gliner:FOLDER`."""
    return spacy_extractor(name.removeprefix(SPACY)) if name.startswith(SPACY) else gliner_extractor(Path(name[7:]))


def spacy_extractor(pipeline: str) -> Extractor:
    """Return a spaCy pipeline, installed or a folder, as an extractor; only what finds names is run."""
    import spacy

    loaded = spacy.load(pipeline, exclude=_NOT_FOR_NAMES)

    def extract(annotated: AnnotatedArticle) -> AnnotatedArticle:
        found = loaded(annotated.article.text).ents
        names = ((entity.start_char, entity.end_char, kind_of(entity.label_, {}), 1.0) for entity in found)
        return _with_mentions(annotated, names, SPACY + pipeline)

    return extract


def gliner_extractor(folder: Path) -> Extractor:
    """Return a GLiNER model that lies in a folder as an extractor."""
    if not folder.is_dir():
        raise SystemExit(f"There is no folder {folder}; --gliner wants a model that lies on this machine.")
    if find_spec("gliner") is None:
        raise SystemExit("GLiNER is not installed; pip install gliner.")
    from gliner import GLiNER

    model = GLiNER.from_pretrained(str(folder), local_files_only=True)
    return asking_extractor(model, GLINER + folder.name)


def asking_extractor(model: Any, name: str) -> Extractor:
    """Return an extractor over a model with GLiNER's `predict_entities`."""
    labels = plain_labels(_ASKED)

    def extract(annotated: AnnotatedArticle) -> AnnotatedArticle:
        names = (
            (start + one["start"], start + one["end"], kind_of(one["label"], labels), float(one["score"]))
            for start, window in windows(annotated.article.text)
            for one in model.predict_entities(window, list(_ASKED), threshold=_THRESHOLD)
        )
        return _with_mentions(annotated, names, name)

    return extract


def windows(text: str) -> Iterator[tuple[int, str]]:
    """Yield stretches of whole sentences of at most 200 words, with their place; a longer sentence is cut."""
    words = list(_WORD.finditer(text))
    low = 0
    while low < len(words):
        high = min(low + _WINDOW, len(words))
        ends = (at for at in range(high, low, -1) if _ENDS_SENTENCE.search(words[at - 1][0]))
        high = high if high == len(words) else next(ends, high)
        start = words[low].start()
        yield start, text[start : words[high - 1].end()]
        low = high


def _with_mentions(
    annotated: AnnotatedArticle, names: Iterator[tuple[int, int, Kind | None, float]], extractor: str
) -> AnnotatedArticle:
    article = annotated.article
    mentions = [
        Mention(article.id, span, kind, score, extractor)
        for start, end, kind, score in names
        if kind and (span := _cut(article.text, start, end))
    ]
    return replace(annotated, mentions=tuple(sorted(mentions, key=lambda mention: mention.span)))


def _cut(text: str, start: int, end: int) -> Span | None:
    if (before := _BEFORE.match(text, start, end)) and text[start:end] != "The Hague":
        start = before.end()
    if behind := _BEHIND.search(text[start:end]):
        end = start + behind.start()
    return Span(start, end) if start < end else None
