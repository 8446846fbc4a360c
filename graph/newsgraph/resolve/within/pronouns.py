"""Pronouns that can stand for one named person or body only; all others are left open."""

import re
from collections.abc import Iterator, Sequence

from newsgraph.model import Kind, Mention, MentionForm, Span
from newsgraph.resolve.within.chain import Chain, Source, Taken
from newsgraph.resolve.within.roles import gender_of, person_nouns
from newsgraph.resolve.within.trees import Reading, place

_GENDERED = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_NEUTER = frozenset({"it", "its", "itself"})
_RELATIVE = frozenset({"who", "whom", "whose"})
_FORMS = _GENDERED.keys() | _NEUTER | _RELATIVE
_BEHIND_NAME = re.compile(r",? ")
_SUBJECTS = ("nsubj", "csubj")
_SCORE, _LESSER, _RELATIVE_SCORE = 0.8, 0.7, 0.9


def add_pronouns(sentences: Sequence[Reading], source: Source, taken: Sequence[Span]) -> list[Mention]:
    """Put the pronouns that are sure into their chains, and return them as mentions.

    Needs the sentences' trees; without them nothing is added. Words in quotation marks are left to the reader of
    quotes.
    """
    covered = Taken(taken)
    added: list[Mention] = []
    before: Reading | None = None
    for reading in sentences:
        reading.unnamed = list(_unnamed(reading, source))
        for at, word in enumerate(reading.tree.words):
            form = source.text[word.start : word.end].lower() if word.end - word.start < 8 else ""
            if form not in _FORMS or covered.meets(Span(word.start, word.end)):
                continue
            found = _meant(form, at, reading, before, source) if at not in reading.quoted else None
            if found:
                added.append(_placed(form, at, found, reading, source))
            elif form in _GENDERED:
                reading.unnamed.append((at, _GENDERED[form]))
        before = reading
    return added


def _placed(form: str, at: int, found: tuple[Chain, str, float], reading: Reading, source: Source) -> Mention:
    chain, reason, score = found
    word = reading.tree.words[at]
    span = Span(word.start, word.end)
    mention = Mention(source.article, span, chain.kind, score, "coreference", form=MentionForm.PRONOUN)
    chain.add(mention, reason)
    chain.gender = chain.gender or _GENDERED.get(form)
    place(reading, mention, chain)
    return mention


def _meant(
    form: str, at: int, reading: Reading, before: Reading | None, source: Source
) -> tuple[Chain, str, float] | None:
    if form in _GENDERED:
        apart = before is not None and source.block_of(before.tree.words[0].start) != source.block_of(
            reading.tree.words[0].start
        )
        return _person(form, at, reading, before, apart=apart)
    if form in _RELATIVE:
        return _relative(at, reading, source)
    return _body(form, at, reading)


def _relative(at: int, reading: Reading, source: Source) -> tuple[Chain, str, float] | None:
    """Return whose clause "who" opens: the name right before it, on which the clause hangs."""
    start = reading.tree.words[at].start
    for named in reading.named:
        behind = named.words.stop <= at and _BEHIND_NAME.fullmatch(source.text[named.mention.span.end : start])
        if behind and named.chain.kind is Kind.PERSON and named.chain.settled:
            if any(head in named.words for head in reading.above(at)):
                return named.chain, "relative clause on the name", _RELATIVE_SCORE
            return None
    return None


def _person(
    form: str, at: int, reading: Reading, before: Reading | None, *, apart: bool
) -> tuple[Chain, str, float] | None:
    """Return the only person whom a pronoun can mean in its sentence and the one before, or the only subject there."""
    gender = _GENDERED[form]
    found_near = [(found, reading) for found in reading.named if found.words.stop <= at]
    found_near += [(found, before) for found in before.named] if before else []
    able = [(found, where) for found, where in found_near if _able(found.chain, gender)]
    strangers = [(place, reading) for place, told in reading.unnamed if place < at and told in (None, gender)]
    strangers += [(place, before) for place, told in before.unnamed if told in (None, gender)] if before else []
    leading = {id(found.chain): found.chain for found, where in able if where.is_subject(found.head)}
    if len(leading) != 1:
        return None
    (chain,) = leading.values()
    if not chain.settled:
        return None
    if not strangers and all(found.chain is chain for found, _ in able):
        return chain, "the only person whom it fits in this sentence and the one before", _SCORE
    # With rivals near by, something must speak for this one: a title, an earlier pronoun, or the given name.
    told = chain.gender == gender or chain.unlikely_gender not in (None, gender)
    if not told or any(where.is_subject(place) for place, where in strangers):
        return None
    near = any(found.chain is chain and (where is reading or not apart) for found, where in able)
    if reading.is_subject(at) and near:
        return chain, "subject as the only other subject whom it fits, in this sentence and the one before", _LESSER
    if reading.tree.words[at].relation == "nmod:poss" and _over(at, reading) is chain:
        return chain, "owner as the subject of its clause, the only one whom it fits", _LESSER
    return None


def _over(at: int, reading: Reading) -> Chain | None:
    """Return whose name or pronoun is the subject of the clause that a word stands in."""
    for head in reading.above(at):
        subject = reading.child(head, *_SUBJECTS)
        if subject is not None and subject < at:
            named = reading.named_at(subject)
            return named.chain if named and named.head == subject else None
    return None


def _able(chain: Chain, gender: str) -> bool:
    return chain.kind is Kind.PERSON and chain.gender in (None, gender) and chain.unlikely_gender != gender


def _unnamed(reading: Reading, source: Source) -> Iterator[tuple[int, str | None]]:
    """Yield the nouns for a person without a name, and the gender that they tell."""
    for number, word in enumerate(reading.tree.words):
        if word.upos not in ("NOUN", "PROPN"):
            continue
        noun = source.text[word.start : word.end].lower()
        if noun in person_nouns() and reading.named_at(number) is None and not _says_of_named(number, reading):
            yield number, gender_of(noun)


def _says_of_named(number: int, reading: Reading) -> bool:
    """Return whether a noun is a title, an apposition or a predicate of a name."""
    word = reading.tree.words[number]
    if reading.named_at(word.head) and reading.relation(number) in ("compound", "appos", "nmod", "flat", "amod", "acl"):
        return True
    if reading.child(number, *_SUBJECTS) is not None or reading.relation(number) in ("compound",):
        return True
    return any(
        reading.named_at(child) and reading.relation(child) in ("appos", "flat", "nmod")
        for child in reading.children[number]
        if reading.relation(child) != "nmod" or reading.tree.words[child].relation == "nmod:desc"
    )


def _body(form: str, at: int, reading: Reading) -> tuple[Chain, str, float] | None:
    """Return the body that is the subject over a pronoun in its own sentence."""
    if form != "its":
        return None
    own = reading.tree.words[at].head if reading.relation(at) in _SUBJECTS else None
    for head in reading.above(at):
        if head == own:
            continue
        subject = reading.child(head, *_SUBJECTS)
        if subject is None or subject >= at:
            continue
        named = reading.named_at(subject)
        if named and named.head == subject and named.chain.kind is Kind.ORGANIZATION and named.chain.settled:
            return named.chain, "the body is the subject of the clause, the only one over it", _SCORE
        return None
    return None
