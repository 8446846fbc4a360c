"""What an article teaches about its own names: acronyms, surnames after full names, words it writes small."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from newsgraph.extract.lexicon import Lexicon
from newsgraph.extract.rules.cues import stands_in_place
from newsgraph.extract.rules.names import Reading
from newsgraph.model import Kind

_DEFINITION = re.compile(r"\(([A-Z][A-Za-z&.-]{1,9})\)")
_LOWER = re.compile(r"(?<![\w'’-])[a-z]+(?![\w'’])")
_SURE = 0.7
_WEAK = 0.6
_SURE_PLACE = 0.89
_MINOR = frozenset("of the for and on in to de la del da di do des du a".split())


@dataclass(frozen=True)
class Memory:
    """Short forms that the article itself makes clear."""

    short: dict[str, Reading]
    """A surname, an acronym or a name seen elsewhere, with the reading it takes."""
    surnames: frozenset[str]
    """Parts of the names of persons named in full."""
    small: frozenset[str]
    """Words that the article writes in lower case."""


def remember(readings: Iterable[Reading], text: str, lexicon: Lexicon) -> Memory:
    """Return what the sure readings of an article say of its unclear ones."""
    found = sorted(readings, key=lambda reading: (reading.start, reading.end))
    votes: dict[str, Counter[tuple[Kind, str | None]]] = defaultdict(Counter)
    surnames: set[str] = set()
    alone = {text[reading.start : reading.end] for reading in found if reading.kind is None}
    for reading in found:
        name = text[reading.start : reading.end]
        if reading.kind is Kind.PERSON and reading.score < _WEAK and name.rpartition(" ")[2] in alone:
            # Two unknown words whose second comes again alone: a person, and then by the surname.
            surnames.add(name.rpartition(" ")[2])
            votes[name][Kind.PERSON, None] += 1
        if reading.kind is None or reading.score < _WEAK:
            continue
        votes[name][reading.kind, None] += 1
        if reading.kind is Kind.ORGANIZATION and (bare := _without_legal_form(name, lexicon)):
            # A company's own name says what its short form is, however often that looks like a person's.
            votes[bare][Kind.ORGANIZATION, None] += len(found)
        if reading.kind is Kind.PERSON and reading.score >= _SURE - 0.05:
            for part in _surnames(name, lexicon):
                if part.lower() not in lexicon.common or part in lexicon.surnames:
                    votes[part][Kind.PERSON, None] += 1
                    surnames.add(part)
    small = frozenset(_LOWER.findall(text))
    short = {
        name: Reading(0, 0, kind, 0.8, value)
        for name, counted in votes.items()
        for (kind, value), _ in [min(counted.items(), key=lambda item: (-item[1], item[0][0], item[0][1] or ""))]
    }
    return Memory(short, frozenset(surnames), small)


def _without_legal_form(name: str, lexicon: Lexicon) -> str | None:
    """Return a company's name without its legal form, where that leaves two words or more."""
    bare, _, last = name.rpartition(" ")
    is_form = last in lexicon.company_ends or f"{last}." in lexicon.company_ends
    return bare.rstrip(",") if is_form and " " in bare else None


def _surnames(name: str, lexicon: Lexicon) -> list[str]:
    """Return the words by which a person named in full may be named again."""
    words = [word for word in re.split(r"[ .]+", name) if word]
    while words and words[-1] in ("Jr", "Sr", "II", "III", "IV"):
        words.pop()
    if len(words) < 2:
        return []
    last = [words[-1]]
    for at in range(len(words) - 2, 0, -1):
        if words[at][:1].islower():
            last.append(" ".join(words[at:]))
        else:
            break
    if len(words) == 3 and words[1][:1].isupper() and len(words[1]) > 1:
        last += [words[1], " ".join(words[1:])]
    return [*last, words[0]] if words[0] in lexicon.first_names else last


def defined_acronyms(text: str, readings: Sequence[Reading], lexicon: Lexicon) -> dict[str, Reading]:
    """Return the acronyms that stand in brackets right behind the name they shorten, with that name's kind and words.

    The match is the one of Schwartz and Hearst, strict: every letter of the acronym begins a word or follows in it.
    """
    ends = {reading.end: reading for reading in readings}
    defined: dict[str, Reading] = {}
    for found in _DEFINITION.finditer(text):
        before = found.start() - 1
        if text[before : before + 1] != " ":
            continue
        long = ends.get(before)
        letters = found[1].replace(".", "")
        words = text[long.start : long.end] if long else _capitalised_before(text, before, letters)
        if not words or len(letters) < 2 or not _shortens(letters, words):
            continue
        start = long.start if long else before - len(words)
        kind = _kind_of(long, words, lexicon)
        if kind is None:
            continue
        defined.setdefault(found[1], Reading(start, before, kind, 0.9, words))
    return defined


def _kind_of(long: Reading | None, words: str, lexicon: Lexicon) -> Kind | None:
    """Return what a defined name is; None for terms, which only look like names."""
    if long and long.kind in (Kind.ORGANIZATION, Kind.EVENT, Kind.GROUP):
        return long.kind
    known = lexicon.organization_ends | lexicon.company_ends
    return Kind.ORGANIZATION if any(word in known for word in words.split()) else None


def _capitalised_before(text: str, end: int, letters: str) -> str:
    """Return the words before a bracket whose capitals spell the letters, or nothing."""
    words = text[max(0, end - 90) : end].split(" ")
    capitals = 0
    for count, word in enumerate(reversed(words), start=1):
        if word[:1].isupper():
            capitals += 1
        elif word not in _MINOR:
            return ""
        if capitals == len(letters):
            return " ".join(words[-count:])
    return ""


def _shortens(letters: str, words: str) -> bool:
    initials = [word[0].lower() for word in re.split(r"[\s-]+", words) if word]
    major = [word[0].lower() for word in re.split(r"[\s-]+", words) if word and word.lower() not in _MINOR]
    wanted = [letter.lower() for letter in letters if letter.isalpha()]
    if wanted in (initials, major):
        return True
    at = len(words) - 1
    lowered = words.lower()
    for number in range(len(wanted) - 1, -1, -1):
        while at >= 0 and (lowered[at] != wanted[number] or (number == 0 and at > 0 and lowered[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return False
        at -= 1
    return len(words.split()) >= 2 and lowered[0] == wanted[0]


def settled(reading: Reading, text: str, memory: Memory, acronyms: dict[str, Reading]) -> Reading | None:
    """Return the reading with what the article knows of it; None where nothing speaks for a name."""
    name = text[reading.start : reading.end]
    acronym = acronyms.get(name)
    if acronym and reading.kind is not Kind.PERSON:
        return replace(reading, kind=acronym.kind, score=0.88, value=acronym.value)
    if name in memory.surnames and _may_be_surname(reading, text):
        return replace(reading, kind=Kind.PERSON, score=max(0.8, reading.score), value=_title_of(reading))
    if reading.kind is not None and reading.score >= _WEAK:
        return reading
    known = memory.short.get(name)
    if known is None:
        return reading if reading.kind is not None else None
    if reading.opens and name.lower() in memory.small:
        return None
    return replace(reading, kind=known.kind, score=max(reading.score, known.score))


def _title_of(reading: Reading) -> str | None:
    return reading.value if reading.kind is Kind.PERSON else None


def _may_be_surname(reading: Reading, text: str) -> bool:
    """Return whether a person's surname is meant rather than the city or the unknown thing of that name."""
    if reading.kind in (None, Kind.PERSON):
        return True
    return reading.kind is Kind.PLACE and reading.score < _SURE_PLACE and not stands_in_place(text, reading.start)
