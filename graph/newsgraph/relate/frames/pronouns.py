"""Whom a pronoun means that earlier steps left open: the one whom the sentence before was about.

Identity wants to be surer than a player of an event needs to be: there a wrong reading joins two persons, here it
costs one role.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from newsgraph import gazetteers
from newsgraph.model import AnnotatedArticle, Kind, LocalEntity, Span
from newsgraph.relate.frames.attribution import quoted_spans
from newsgraph.syntax import ParsedSentence, Word

Place = Mapping[int, tuple[LocalEntity, Span]]
_GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


def meant_by_pronouns(annotated: AnnotatedArticle, named: Place) -> dict[int, tuple[LocalEntity, Span]]:
    """Return the person whom each open `he`, `him`, `his`, `she` or `her` means, by where the pronoun begins.

    That is the subject of the sentence before in the same paragraph, unless the pronoun's own sentence names another
    person before it; where no sentence before tells, the only person named before it in its own. Nobody is meant whose
    gender differs, or to whom it would be done by themselves (`Perez saw him`).
    """
    text = annotated.article.text
    genders = _known_genders(annotated)
    quoted = quoted_spans(text)
    found: dict[int, tuple[LocalEntity, Span]] = {}
    topic: LocalEntity | None = None
    end = 0
    for sentence in annotated.sentences:
        if "\n" in text[end : sentence.words[0].start]:
            topic = None
        for number, word in _open_pronouns(sentence, text, named):
            gender = _GENDERS[text[word.start : word.end].lower()]
            others = _persons_before(sentence, number, named)
            if any(span.start <= word.start < span.end for span in quoted):
                continue  # Who is meant between marks is for the one who speaks to know.
            meant = topic if topic and {one.id for one in others} <= {topic.id} else None
            if topic is None and len(others) == 1:
                (meant,) = others
            fits = meant is not None and genders.get(meant.id, gender) == gender
            if meant and fits and _subject_of(sentence, word, named, found) != meant.id:
                found[word.start] = meant, Span(word.start, word.end)
        topic = _topic(sentence, named, found) or (None if _has_person(sentence, named) else topic)
        end = sentence.words[-1].end
    return found


def _open_pronouns(sentence: ParsedSentence, text: str, named: Place) -> Iterator[tuple[int, Word]]:
    for number, word in enumerate(sentence.words):
        if word.upos == "PRON" and word.start not in named and text[word.start : word.end].lower() in _GENDERS:
            yield number, word


def _known_genders(annotated: AnnotatedArticle) -> dict[str, str]:
    """Return the genders that pronouns or given names tell, by entity."""
    text = annotated.article.text
    known: dict[str, str] = {}
    for entity in annotated.entities:
        if entity.kind is Kind.PERSON:
            told = {_GENDERS.get(naming.span.of(text).lower()) for naming in entity.namings} - {None}
            told |= {_given_genders().get(entity.name.split()[0].lower())} - {None} if not told else set()
            if len(told) == 1:
                known[entity.id] = str(min(map(str, told)))
    return known


@cache
def _given_genders() -> dict[str, str]:
    return {name.lower(): row[0] for row in gazetteers.rows("given-names") for name in row[1].split() if row[0] != "-"}


def _persons_before(sentence: ParsedSentence, number: int, named: Place) -> set[LocalEntity]:
    return {
        named[word.start][0]
        for word in sentence.words[:number]
        if word.start in named and named[word.start][0].kind is Kind.PERSON
    }


def _has_person(sentence: ParsedSentence, named: Place) -> bool:
    return bool(_persons_before(sentence, len(sentence.words), named))


def _subject_of(sentence: ParsedSentence, word: Word, named: Place, found: Place) -> str | None:
    """Return the person who is the subject of the verb that a pronoun is the object of."""
    if word.relation not in ("obj", "iobj", "obl"):
        return None
    for other in sentence.words:
        if other.head == word.head and other.relation in _SUBJECTS:
            entity = (named.get(other.start) or found.get(other.start) or (None,))[0]
            return entity.id if entity else None
    return None


def _topic(sentence: ParsedSentence, named: Place, found: Place) -> LocalEntity | None:
    """Return the person who is the subject of a sentence's main clause.

    That is the first clause with a subject where the root has none, as behind a dateline.
    """
    subjects = [word for word in sentence.words if word.relation in _SUBJECTS]
    main = [word for word in subjects if sentence.words[word.head].head == word.head]
    for word in (main or subjects)[:1]:
        entity = (named.get(word.start) or found.get(word.start) or (None,))[0]
        if entity and entity.kind is Kind.PERSON:
            return entity
    return None
