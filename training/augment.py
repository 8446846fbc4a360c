"""What news in the wild does to text, done to training text: shouted or small letters, other quotes, other names."""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from document import Document, Sentence, names_of

from newsgraph import gazetteers
from newsgraph.extract.embedded.labels import begin, inside
from newsgraph.extract.embedded.words import words
from newsgraph.extract.lexicon import lexicon
from newsgraph.model import Kind, Span

_SMALL = frozenset("a an and as at but by for from in of on or the to with".split())
_PARTICLES = (
    "de|del|de la|da|do|dos|di|van|van der|van den|von|bin|ibn|binti|bint|ben|bar|abu|le|la|du|ter|ap|wa|ole|arap"
    "|Mac|Ní|Uí|af|zu|Bin|Van|Von|De|Della|Di|Da|Le|La"
).split("|")
_BEFORE = ("La", "De", "Ta'", "Mc", "Mac", "O'", "D'", "Ni", "Sha", "Fitz")
_SHORTENED = ("Md.", "Mohd.", "Ma.", "Wm.", "Chas.", "Geo.", "Sk.", "Syed", "Abd", "Mohamad", "K.", "S.M.")
_ORDINARY = (
    "Bird|Bear|Hawk|Stone|Rivers|Young|Brown|Strong|Wise|Little|Two Hawks|Red Cloud|Long|Swift|Fields|Woods|Banks"
    "|Cross|Church|Lake|Hill|King|Bishop|Major|Justice|Love|Day|March|Winter|Summer|Snow|Frost|Moon|Star|Gold"
).split("|")
_CURLED = {"'": "’", "'s": "’s", "n't": "n’t", "``": "“", "''": "”"}


@dataclass(frozen=True)
class Names:
    """Names to put in the place of others, by kind, each as words with the space before them."""

    by_kind: dict[Kind, tuple[tuple[tuple[str, bool], ...], ...]]
    given: tuple[str, ...]
    family: tuple[str, ...]


def gather(documents: Iterable[Document]) -> Names:
    """Return the names of the training documents and of the lists."""
    found: dict[Kind, set[tuple[tuple[str, bool], ...]]] = {kind: set() for kind in Kind}
    for document in documents:
        for sentence in document.sentences:
            for start, end, kind in names_of(sentence.allowed):
                found[kind].add(tuple(zip(sentence.forms[start:end], sentence.spaced[start:end], strict=True)))
    for row in gazetteers.rows("laws"):
        for name in (row[0], *(listed.lstrip("*~") for listed in gazetteers.names(row[3]))):
            if name[:1].isupper() and " " in name:
                found[Kind.LEGISLATION].add(_words(name))
    for row in gazetteers.rows("organizations"):
        found[Kind.ORGANIZATION].update(_words(name) for name in gazetteers.names(row[1]) if name[:1].isupper())
    for name, city in gazetteers.cities().items():
        if city.population > 150_000:
            found[Kind.PLACE].add(_words(name))
    known = lexicon()
    return Names(
        {kind: tuple(sorted(names)) for kind, names in found.items()},
        tuple(sorted(known.first_names)),
        tuple(sorted(known.surnames)),
    )


def varied(sentence: Sentence, names: Names, chance: random.Random) -> Sentence:
    """Return the sentence, or a variant of it; about a quarter of the time it stays as it is."""
    if chance.random() < 0.7:
        sentence = renamed(sentence, names, chance)
    roll = chance.random()
    for bound, change in ((0.07, shouted), (0.11, lowered), (0.20, titled), (0.27, curled)):
        if roll < bound:
            return change(sentence)
    if roll < 0.29:
        return spaced_out(sentence, chance)
    return sentence


def renamed(sentence: Sentence, names: Names, chance: random.Random) -> Sentence:
    """Return the sentence with some of its names replaced by others of their kind; a parse keeps its shape."""
    forms, spaced, allowed = list(sentence.forms), list(sentence.spaced), list(sentence.allowed)
    for start, end, kind in reversed(names_of(sentence.allowed)):
        if chance.random() < (0.3 if kind is Kind.PERSON else 0.5):
            continue
        other = _other(forms[start:end], kind, names, chance, same_length=sentence.parse is not None)
        if other:
            forms[start:end] = [form for form, _ in other]
            spaced[start:end] = [spaced[start], *(space for _, space in other[1:])]
            allowed[start:end] = [1 << begin(kind), *[1 << inside(kind)] * (len(other) - 1)]
    return replace(sentence, forms=tuple(forms), spaced=tuple(spaced), allowed=tuple(allowed))


def shouted(sentence: Sentence) -> Sentence:
    """Return the sentence in capitals."""
    return _formed(sentence, str.upper)


def lowered(sentence: Sentence) -> Sentence:
    """Return the sentence without capitals."""
    return _formed(sentence, str.lower)


def titled(sentence: Sentence) -> Sentence:
    """Return the sentence as a headline set word by word in capitals."""
    return _formed(
        sentence, lambda form: form if form in _SMALL or not form[0].islower() else form[0].upper() + form[1:]
    )


def curled(sentence: Sentence) -> Sentence:
    """Return the sentence with typographic quotes."""
    forms, opened = [], False
    for form in sentence.forms:
        if form == '"':
            opened = not opened
            forms.append("“" if opened else "”")
        else:
            forms.append(_CURLED.get(form, form.replace("'", "’")))
    return replace(sentence, forms=tuple(forms))


def spaced_out(sentence: Sentence, chance: random.Random) -> Sentence:
    """Return the sentence with spaces lost or gained between words, as scans and scraped pages have them."""
    spaced = tuple(
        chance.random() < 0.5 if at and chance.random() < 0.15 else space for at, space in enumerate(sentence.spaced)
    )
    return replace(sentence, spaced=spaced)


def _formed(sentence: Sentence, change: Callable[[str], str]) -> Sentence:
    return replace(sentence, forms=tuple(change(form) for form in sentence.forms))


def _other(
    old: Sequence[str], kind: Kind, names: Names, chance: random.Random, *, same_length: bool
) -> tuple[tuple[str, bool], ...] | None:
    if kind is Kind.ORGANIZATION and len(old) < 3 and chance.random() < 0.7:
        # A short body's name in the place of another would teach that any words may be a body.
        return None
    if kind is Kind.PERSON:
        return _person(len(old), names, chance, same_length=same_length)
    if kind is Kind.GROUP and not same_length:
        # Adjectives stay adjectives and plurals stay plurals.
        ending = old[-1][-1:]
        choices = [name for name in names.by_kind[kind] if name[-1][0][-1:] == ending]
    elif same_length:
        choices = [name for name in names.by_kind[kind] if len(name) == len(old)]
    else:
        choices = names.by_kind[kind]  # type: ignore[assignment]
    return chance.choice(choices) if choices and kind is not Kind.EVENT else None


def _person(
    size: int, names: Names, chance: random.Random, *, same_length: bool
) -> tuple[tuple[str, bool], ...] | None:
    """Return a person's name built as one of many peoples builds them; of so many words, or None, where asked."""
    given, family = _part(names.given, chance), _part(names.family, chance)
    if size == 1:
        alone = _words(family if chance.random() < 0.75 else given)
        return alone if len(alone) == 1 or not same_length else None
    second = _part(names.family, chance)
    forms = (
        f"{given} {family}",
        f"{given} {chance.choice('ABCDEFGHJKLMNPRSTVW')}. {family}",
        f"{given} {chance.choice(names.given)} {family}",
        f"{given} {family} {second}",
        f"{given} {chance.choice(_PARTICLES)} {family}",
        f"{given} {family} {chance.choice(('de', 'y', 'e', 'i', 'dos', 'da'))} {second}",
        f"{given} {family}-{second}",
        f"{given}-{chance.choice(names.given)} {family}",
        f"{given} {chance.choice(('al', 'el', 'Al', 'El', 'ul'))}-{family}",
        f"{chance.choice(_SHORTENED)} {given} {family}",
        f"{chance.choice('ABJKMRS')}.{chance.choice('CDJKLP')}. {family}",
        f"{given} {family} {chance.choice(('Jr.', 'Sr.', 'II', 'III'))}",
        f"{given} {chance.choice(_ORDINARY)}",
    )
    weights = (8, 2, 3, 3, 2, 1, 2, 1, 2, 1, 1, 1, 1)
    made = [_words(form) for form in chance.choices(forms, weights, k=6)]
    return next((name for name in made if len(name) == size or not same_length), None)


def _part(known: Sequence[str], chance: random.Random) -> str:
    """Return a listed name, or mostly one that nobody has met: the head of one joined to the tail of another."""
    if chance.random() < 0.4:
        return chance.choice(known)
    head, tail = chance.choice(known), chance.choice(known)
    made = head[: max(2, len(head) // 2 + chance.randint(0, 1))] + tail[len(tail) // 2 :].lower()
    return chance.choice(_BEFORE) + made if chance.random() < 0.06 else made


def _words(name: str) -> tuple[tuple[str, bool], ...]:
    spans = words(name, Span(0, len(name)))
    return tuple((span.of(name), at == 0 or spans[at - 1].end < span.start) for at, span in enumerate(spans))
