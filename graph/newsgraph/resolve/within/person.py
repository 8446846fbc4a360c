"""A person's name as one mention gives it: its parts, and what the words around it tell."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from newsgraph import gazetteers
from newsgraph.model import Kind, Mention, Span
from newsgraph.resolve.names import PARTICLES, fold, generation, nickname, person_parts, surname_parts
from newsgraph.resolve.within.chain import Source
from newsgraph.resolve.within.roles import COURTESY, gender_of, is_former, roles_of, title_before, titles

_GENERATION_BEHIND = re.compile(r",? ?((?:Jr|Sr)\b\.?|(?:I{2,3}|IV)\b)")
_COUPLE = re.compile(
    r"\b(?:Mr|Dr|Sir|Señor|Sr|Herr|Monsieur)\.? (?:and|&) (?:Mrs|Ms|Dr|Lady|Señora|Sra|Frau|Madame)\.? $"
)
_FAMILY = re.compile(r" (?:family|couple|brothers|sisters|siblings|twins|household|clan)\b")
_THE_BEFORE = re.compile(r"\bthe $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Person:
    """What one mention says of a person."""

    mention: Mention
    parts: tuple[str, ...]
    generation: str
    nick: str
    gender: str | None
    roles: frozenset[str]
    titled: bool
    """Whether a title stands right before the name."""

    @property
    def identity(self) -> tuple[tuple[str, ...], str]:
        """Return the full name with what tells it from a namesake's."""
        return self.parts, self.generation

    @property
    def is_full(self) -> bool:
        """Return whether more than a family name with its particles is given."""
        return len([part for part in self.parts if part not in PARTICLES]) > 1 and self.parts[0] not in PARTICLES - {
            "al", "ben", "el",
        }  # fmt: skip


def read_person(mention: Mention, source: Source) -> Person:
    """Return what a mention says of a person; titles within its words are taken for titles."""
    words = source.words(mention)
    inner, name = _without_titles(words)
    before = source.before(mention.span.start)
    ahead = inner or title_before(before)
    value = mention.value or ""
    behind = _GENERATION_BEHIND.match(source.after(mention.span.end, reach=8))
    roles = roles_of(value, former=is_former(before, value)) if value and value.lower() not in COURTESY else frozenset()
    if ahead:
        roles |= roles_of(ahead, former=is_former(before, ahead))
    return Person(
        mention=mention,
        parts=person_parts(name),
        generation=generation(name) or (generation(f"x {behind[1]}") if behind else ""),
        nick=nickname(name),
        gender=gender_of(ahead) or gender_of(value),
        roles=roles,
        titled=bool(ahead),
    )


def share_family_names(people: Sequence[Person], source: Source) -> list[Person]:
    """Return the people, a given name joined to another's full name with its family name: “Daniel and Rosa Ruiz”."""
    surnames = {part for person in people if person.is_full for part in surname_parts(person.parts)}
    made = list(people)
    for at, (person, following) in enumerate(itertools.pairwise(people)):
        gap = source.text[person.mention.span.end : following.mention.span.start]
        given = len(person.parts) == 1 and not person.titled and person.parts[0] in _given_names()
        if gap in (" and ", " & ") and given and person.parts[0] not in surnames and len(following.parts) == 2:
            made[at] = replace(person, parts=(person.parts[0], following.parts[1]))
    return made


def with_couples(mentions: Sequence[Mention], source: Source) -> list[Mention]:
    """Return the mentions, those that name a couple or a family with the kind Group and all their words."""
    names = [person_parts(source.words(found)) for found in mentions if found.kind is Kind.PERSON]
    surnames = {part for parts in names if len(parts) > 1 for part in surname_parts(parts)}
    made, end = [], 0
    for mention in mentions:
        span = _couple(mention, source, surnames) if mention.kind is Kind.PERSON else None
        if span and span.start >= end:
            mention = replace(mention, kind=Kind.GROUP, span=span, value=None)  # noqa: PLW2901
        made.append(mention)
        end = max(end, mention.span.end)
    ends = [found.span.start for found in made[1:]]
    return [
        old if new.span.end > (ends[at] if at < len(ends) else new.span.end) else new
        for at, (old, new) in enumerate(zip(mentions, made, strict=True))
    ]


def _couple(mention: Mention, source: Source, surnames: set[str]) -> Span | None:
    """Return the words that name a couple or a family; None for a person."""
    span, words = mention.span, source.words(mention)
    before = source.before(span.start)
    pair = _COUPLE.search(before)
    if pair:
        return Span(span.start - len(before) + pair.start(), span.end)
    name = fold(words)
    if " " in name or not name or not _THE_BEFORE.search(before):
        return None
    if words.endswith("s") and name not in surnames and (name[:-1] in surnames or name.removesuffix("es") in surnames):
        return span
    family = _FAMILY.match(source.after(span.end, reach=12))
    return Span(span.start, span.end + family.end()) if family else None


def _without_titles(words: str) -> tuple[str, str]:
    """Return the titles at the start of a name's words, and the name."""
    found: list[str] = []
    rest = words.split(" ")
    while len(rest) > 1:
        size = next((n for n in (3, 2, 1) if len(rest) > n and _title(rest[:n]) in titles()), 0)
        if not size or (not found and size == 1 and fold(rest[0]) in _given_names()):
            break
        found, rest = found + rest[:size], rest[size:]
    if rest and fold(rest[0]) in ("ii", "iii", "iv", "jr", "sr"):
        return "", words
    return " ".join(found), " ".join(rest)


def _title(words: Sequence[str]) -> str:
    return " ".join(words).lower().replace(".", "")


@cache
def _given_names() -> frozenset[str]:
    return frozenset(fold(name) for _, names in gazetteers.rows("first-names") for name in names.split())
