"""Articles with their mentions marked, for tests of who is who: `{Person:Dana Orlov} left {Place|US-OH:Ohio}.`"""

import re

from factory import article
from newsgraph.model import AnnotatedArticle, Kind, LocalEntity, Mention, MentionForm, Span
from newsgraph.resolve.within import find_entities
from newsgraph.syntax import ParsedSentence, Word

_MARK = re.compile(r"\{(\w+)(?:\|([^:@}]*))?(?:@([\d.]+))?:([^}]*)\}")


def annotated(marked: str, *, headline: str | None = None, trees: str = "") -> AnnotatedArticle:
    """Return the article without its marks, and the mentions; `{Person|Mayor@0.5:Ana Pell}` has a value and a score.

    `trees` holds a line a sentence, `form/upos/head/relation` a word, heads counted from 1 and 0 for the root.
    """
    title, spans = _unmarked(headline) if headline else ("", [])
    body, found = _unmarked(marked)
    shift = len(title) + 2 if headline else 0
    spans += [(Span(s.start + shift, s.end + shift), kind, value, score) for s, kind, value, score in found]
    source = article(body, headline=title or None)
    mentions = tuple(Mention(source.id, span, kind, score, "marked", value) for span, kind, value, score in spans)
    return AnnotatedArticle(source, mentions, sentences=_parsed(source.text, trees))


def read(marked: str, *, headline: str | None = None, trees: str = "") -> AnnotatedArticle:
    """Return the marked article with its entities found."""
    return find_entities(annotated(marked, headline=headline, trees=trees))


def clusters(made: AnnotatedArticle, kind: Kind) -> list[list[str]]:
    """Return the words of each entity of a kind that the article names, in order of place, entities by first naming."""
    text = made.article.text
    named = [entity for entity in made.entities if entity.kind is kind and entity.namings]
    named.sort(key=lambda entity: entity.namings[0].span)
    return [[naming.span.of(text) for naming in entity.namings] for entity in named]


def entity(made: AnnotatedArticle, words: str) -> LocalEntity:
    """Return the entity that the words name."""
    text = made.article.text
    (found,) = [e for e in made.entities if any(naming.span.of(text) == words for naming in e.namings)]
    return found


def added(made: AnnotatedArticle, form: MentionForm) -> list[str]:
    """Return the words of the mentions of a form."""
    return [found.span.of(made.article.text) for found in made.mentions if found.form is form]


def _unmarked(marked: str) -> tuple[str, list[tuple[Span, Kind, str | None, float]]]:
    text, at, spans = "", 0, []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        spans.append((Span(len(text), len(text) + len(mark[4])), Kind(mark[1]), mark[2], float(mark[3] or 0.95)))
        text += mark[4]
        at = mark.end()
    return text + marked[at:], spans


def _parsed(text: str, trees: str) -> tuple[ParsedSentence, ...]:
    sentences, at = [], 0
    for line in trees.strip().splitlines():
        words = []
        for number, item in enumerate(line.split()):
            form, upos, head, relation = item.rsplit("/", 3)
            at = text.index(form, at)
            words.append(Word(at, at + len(form), upos, int(head) - 1 if head != "0" else number, relation))
            at += len(form)
        sentences.append(ParsedSentence(tuple(words)))
    return tuple(sentences)
