"""What the words at a name say: a person's role and whose it is, age, home; whose department a department is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from newsgraph.model import Kind, LocalEntity, Span
from newsgraph.resolve.across.surroundings import Surroundings, is_generic
from newsgraph.resolve.names import fold
from newsgraph.resolve.vocabulary import COURTESY, RoleKind, divisions, role_of, role_pattern

_READ_NAMINGS = 40
_REACH = 90
_AGE_BEHIND = re.compile(r",\s+(?:aged?\s+)?(\d{1,2}|1[01]\d)(?=\s*[,.;)]|\s+and\b)|\s+\((\d{1,2})\)")
_AGE_BEFORE = re.compile(r"\b(\d{1,2}|1[01]\d)[- ]year[- ]old\s+(?:[\w-]+,?\s+){0,3}$")
_BORN = re.compile(r"\s+\((?:born|b\.)\s+(?:\w+\s+){0,2}(1[6-9]\d\d|20\d\d)|\s+\((1[6-9]\d\d|20\d\d)\s*[–-]")
_PARTY = re.compile(
    r",?\s*\(?\b(?:R|D|I|Republican|Democrat|Democratic|Independent)\s?[-–]\s?([A-Z][A-Za-z. ]{1,20}?)[),;]"
)
_HOME = re.compile(r",?\s+(?:of|from)\s+")
_LEAD_IN = re.compile(r"\s*(?:,|—|–|\()\s*|\s+(?:is|was|became|who is|who was)\s+")
_OF = re.compile(r"\s+(?:of|for|at|in|from|with|to)\s+(?:the\s+)?")
_WORD_BEFORE = re.compile(r"([\w.]+)\s+$")
_CLAUSE_END = re.compile(r"[;:\n!?“”\"]|(?<=[a-z)])\.\s|\b(?:and|but|who|said|says|told)\b")
_OFFICE = re.compile(
    r"(?:['’]s?)?\s+(?:\w+\s+)?(?:administration|presidency|premiership|government|cabinet|White House|regime"
    r"|executive orders?|(?:first|second|third) term|term in office|inauguration|transition team)\b"
)
_OWNER_BEHIND = re.compile(r"\s+(?:of|in|for)\s+(?:the\s+)?(?:\w+\s+of\s+)?")


@dataclass(slots=True)
class PersonFacts:
    """What the words around a person's names say."""

    roles: set[tuple[str, str]] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    homes: set[str] = field(default_factory=set)
    born: tuple[int, int] | None = None
    cues: set[str] = field(default_factory=set)
    """Words that only go with high office: "'s first term", "administration"."""


def person_facts(local: LocalEntity, around: Surroundings) -> PersonFacts:
    """Return what the article says of a person right at the names; the first namings of a long article."""
    facts = PersonFacts()
    for naming in local.namings[:_READ_NAMINGS]:
        before = around.text[max(0, naming.span.start - _REACH) : naming.span.start]
        behind = around.text[naming.span.end : naming.span.end + _REACH]
        _read_title(facts, naming.span, before, around)
        _read_before(facts, naming.span.start, before, around)
        title = role_of(around.titles.get((naming.span.start, naming.span.end), ""))
        _read_behind(facts, naming.span.end, behind, around, titled=title)
        facts.born = facts.born or _born(before, behind, around)
        if office := _OFFICE.match(behind):
            facts.cues.add(office[0].lstrip("'’s ").casefold())
    known = {role for role, owner in facts.roles if owner}
    facts.roles = {(role, owner) for role, owner in facts.roles if owner or role not in known}
    return facts


def _read_title(facts: PersonFacts, span: Span, before: str, around: Surroundings) -> None:
    title = around.titles.get((span.start, span.end))
    if title:
        _add_role(facts, title, "")
        if gender := COURTESY.get(fold(title)):
            facts.genders.add(gender)
    if (word := _WORD_BEFORE.search(before)) and (gender := COURTESY.get(word[1].rstrip(".").casefold())):
        facts.genders.add(gender)


def _add_role(facts: PersonFacts, words: str, owner: str) -> None:
    kind = role_of(words)
    if kind and kind.holders in ("private", "any") and owner.startswith("place:"):
        facts.homes.add(owner)
        owner = ""
    if kind:
        facts.roles.add((kind.role, owner))
        if kind.gender:
            facts.genders.add(kind.gender)


def _read_before(facts: PersonFacts, start: int, before: str, around: Surroundings) -> None:
    """Read "Ashford Mayor NAME", "the mayor of Ashford, NAME", "the League's director, NAME"."""
    found = None
    for found in role_pattern().finditer(before):
        tail = before[found.end() :]
        if _CLAUSE_END.search(tail) or not (
            tail.isspace() or re.fullmatch(r"\s+(?:of|for|at)\s[^,]{1,60},?\s+|,\s+", tail)
        ):
            continue
        role_at = start - len(before) + found.start()
        owner = _owner_before(role_at, around) or _owner_within(role_at + len(found[0]), start, around)
        _add_role(facts, found[0], owner)


def _read_behind(facts: PersonFacts, end: int, behind: str, around: Surroundings, *, titled: RoleKind | None) -> None:
    """Read "NAME, the mayor of Ashford", "NAME, an Ohio senator", "NAME (R-Ohio)", "NAME of Ashford"."""
    if party := _PARTY.match(behind):
        code = divisions().get(fold(party[1]))
        facts.roles.add(("politician", ""))
        if code:
            facts.homes.add(f"place:{code}")
    skipped = _AGE_BEHIND.match(behind)
    home = _HOME.match(behind, skipped.end() if skipped else 0)
    if home and (place := around.starts.get(end + home.end())) and place.kind is Kind.PLACE:
        facts.homes.add(around.token(place) or "")
        if titled and titled.holders in ("one", "few"):
            facts.roles.add((titled.role, around.token(place) or ""))
    opening = _LEAD_IN.match(behind, skipped.end() if skipped else 0)
    if not opening:
        return
    found = role_pattern().search(behind, opening.end())
    if not found:
        return
    lead = behind[opening.end() : found.start()]
    if len(lead.split()) > 6 or "," in lead or _CLAUSE_END.search(lead):
        return
    role_end = end + found.end()
    of = _OF.match(around.text, role_end)
    named = around.starts.get(of.end()) if of else None
    owner = (around.token(named) if named else None) or _owner_within(end + opening.end(), end + found.start(), around)
    _add_role(facts, found[0], owner or "")


def _owner_before(at: int, around: Surroundings) -> str:
    for gap in (" ", "’s ", "'s ", "’ ", "' ", ""):
        local = around.ends.get(at - len(gap))
        if local and around.text[at - len(gap) : at] == gap:
            return around.token(local) or ""
    return ""


def _owner_within(start: int, end: int, around: Surroundings) -> str:
    for at in range(start, end):
        if (local := around.starts.get(at)) and (token := around.token(local)):
            return token
    return ""


def _born(before: str, behind: str, around: Surroundings) -> tuple[int, int] | None:
    """Return the years of birth: an age of 34 in 2026 says 1991 or 1992."""
    if named := _BORN.match(behind):
        year = int(named[1] or named[2])
        return (year, year)
    found = _AGE_BEHIND.match(behind) or _AGE_BEFORE.search(before)
    if not found or not around.article.published:
        return None
    age = int(next(group for group in found.groups() if group))
    year = around.article.published.year
    return (year - age - 1, year - age)


def owners_of(local: LocalEntity, key: str, around: Surroundings) -> set[str]:
    """Return whose a body is, where its container or the words at its name say so; only for names that many share."""
    if not is_generic(key):
        return set()
    whole = around.locals.get(local.part_of or "")
    owners = {around.token(whole) or ""} if whole else set()
    owners.update(_owners_at(local, around))
    return owners - {""}


def _owners_at(local: LocalEntity, around: Surroundings) -> Iterator[str]:
    for naming in local.namings[:_READ_NAMINGS]:
        yield _owner_before(naming.span.start, around)
        if (found := _OWNER_BEHIND.match(around.text, naming.span.end)) and (named := around.starts.get(found.end())):
            yield around.token(named) or ""
