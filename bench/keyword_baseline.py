"""A simple reader to compare with: the same trigger words, the nearest names, and no trees.

An event or relation is where a word of a frame stands, with the words that the frame asks for beside it; its parts are
the nearest names of fitting kinds on either side in the sentence. A quote is what stands in quotation marks with a verb
of saying and a name beside it. All is the article's own voice and stated as fact but quotes. This is what one gets from
lists and regular expressions alone.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from newsgraph.extract import find_extractor
from newsgraph.ids import short_hash
from newsgraph.model import AnnotatedArticle, Claim, Event, Quote, QuoteKind, Role, Span
from newsgraph.relate.frames import shipped_frames
from newsgraph.relate.frames.frame import OBJECT, SUBJECT, Frame
from newsgraph.resolve import find_entities
from newsgraph.text import sentences

Named = list[tuple[Span, str, str]]
"""The names of an article: where, which local entity, of what kind."""

_SAID = r"(?:said|says|told|added|asked|wrote|announced|argued|claimed|denied|warned)"
_BESIDE = re.compile(rf"[“\"]([^”\"]{{12,}})[”\"],?\s*(?P<after>.{{0,40}}?\b{_SAID}\b.{{0,40}})", re.DOTALL)
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")


def keyword_reader() -> Callable[[AnnotatedArticle], AnnotatedArticle]:
    """Return the reader, over the same names and the same things as newsgraph's own."""
    extract = find_extractor("embedded")
    frames = shipped_frames()

    def read(annotated: AnnotatedArticle) -> AnnotatedArticle:
        known = find_entities(extract(annotated))
        named = sorted((naming.span, local.id, str(local.kind)) for local in known.entities for naming in local.namings)
        text = known.article.text
        found = [
            statement
            for sentence in sentences(text)
            for statement in _in_sentence(known, sentence, [one for one in named if sentence.covers(one[0])], frames)
        ]
        return replace(
            known,
            quotes=tuple(_quotes(known, named)),
            events=tuple(statement for statement in found if isinstance(statement, Event)),
            claims=tuple(statement for statement in found if isinstance(statement, Claim)),
        )

    return read


def _in_sentence(
    annotated: AnnotatedArticle, sentence: Span, named: Named, frames: tuple[Frame, ...]
) -> Iterator[Event | Claim]:
    text = annotated.article.text
    around = {word[0].lower() for word in _WORD.finditer(text, sentence.start, sentence.end)}
    for word in _WORD.finditer(text, sentence.start, sentence.end):
        form, span = word[0].lower(), Span(*word.span())
        if any(name.covers(span) for name, _, _ in named):
            continue
        for frame in frames:
            if _triggers(frame, form, around):
                slots = frame.verb if form in frame.verbs else frame.noun
                yield from _filled(annotated, frame, span, {role: slot.kinds for role, slot in slots.items()}, named)


def _triggers(frame: Frame, form: str, around: set[str]) -> bool:
    ways = frame.verbs.get(form, ())
    if any(all(not word.isdisjoint(around) for word in way) for way in ways):
        return True
    needed = frame.nouns.get(form)
    return needed is not None and (not needed or not needed.isdisjoint(around))


def _filled(
    annotated: AnnotatedArticle, frame: Frame, word: Span, kinds: dict[str, frozenset[str]], named: Named
) -> Iterator[Event | Claim]:
    article = annotated.article.id
    before = [one for one in named if one[0].end <= word.start][::-1]
    after = [one for one in named if one[0].start >= word.end]
    hashed = short_hash(article, frame.name, str(word.start))[:8]
    if frame.relation:
        left = next((one for one in before if one[2] in kinds.get(SUBJECT, ())), None)
        right = next((one for one in after if one[2] in kinds.get(OBJECT, ())), None)
        if left and right and left[1] != right[1]:
            yield Claim(f"claim/{hashed}", article, left[1], frame.name, right[1], (word, left[0], right[0]))
        return
    agent = next((one for one in before if one[2] in kinds.get("ng:Agent", ())), None)
    affected = next((one for one in after if one[2] in kinds.get("ng:Affected", ())), None)
    roles = [("ng:Agent", agent), ("ng:Affected", affected)]
    players = tuple(Role(role, one[1], (one[0],)) for role, one in roles if one)
    if players:
        yield Event(f"event/{hashed}", article, frame.name, frame.name, players, (word,))


def _quotes(annotated: AnnotatedArticle, named: Named) -> Iterator[Quote]:
    text = annotated.article.text
    for found in _BESIDE.finditer(text):
        near = Span(*found.span("after"))
        speakers = [one[1] for one in named if one[2] in ("Person", "Organization") and near.covers(one[0])]
        if speakers:
            yield Quote(annotated.article.id, Span(*found.span(1)), QuoteKind.DIRECT, speakers[0])
