"""Candidates for the names of people: US office holders, where a title, a state or the time speaks for them.

A name alone is never enough: there are more people of a name than there are senators. What is asked for besides a
name, and how much each thing weighs, was set on GUM's training documents and on made-up namesakes (decision 0014).
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from newsgraph.gazetteers import names as known_names, rows
from newsgraph.link.candidate import Candidate, settled
from newsgraph.link.context import FEDERAL, Context
from newsgraph.link.names import fold
from newsgraph.link.office_holders import EXECUTIVE, Holder, Term, bare, by_full_name, by_surname
from newsgraph.link.regions import abbreviations, name_of, regions

BY_CONGRESS = "US Congress"
BY_EXECUTIVE = "US presidents"
_OFFICES = {
    "senator": re.compile(r"\bsen(?:ator|s)?\b", re.IGNORECASE),
    "representative": re.compile(
        r"\b(?:reps?|representative|congress(?:man|woman|member|person)|member of congress)\b", re.IGNORECASE
    ),
    "vice president": re.compile(r"\b(?:vice[ -]president|veep|VP)\b", re.IGNORECASE),
    "president": re.compile(
        r"(?<!vice )(?<!vice-)\b(?:president|pres)\b"
        r"(?!['’]s| of (?!the (?:United States|U\.?S|country|nation))|,? (?:and )?chief)",
        re.IGNORECASE,
    ),
}
_STATE_HOUSE = re.compile(r"\bstate (?:sen|rep)|\b(?:assembly|council)", re.IGNORECASE)
_BEFORE = re.compile(r"((?:[\w.'’-]+ ){0,5})$")
_PARTY = re.compile(r"^,? ?\(?([RDI])(?:em|ep)?\.?[-–—]\s?([A-Z][\w. ]{1,16}?)(?:[),.;]|$)")
_ADMINISTRATION = re.compile(
    r"^(?:['’]s?)? (?:[Aa]dministration|presidency|White House|[Cc]abinet|Oval Office|executive order)"
)
_COURTESY = frozenset("mr mrs ms miss mx dr sir madam former ex the late honorable hon".split())
_GENERAL = frozenset({"general", "gen"})
_RELATIVES = re.compile(
    r"\b(?:wife|husband|son|daughter|brother|sister|father|mother|widow|uncle|cousin|nephew|niece)\b", re.IGNORECASE
)
_RECENT_DAYS = 8 * 366


def person_candidates(names: Iterable[str], context: Context) -> tuple[Candidate, ...]:
    """Return which office holders the names of one person may stand for, likeliest first, and none."""
    listed, titles = _without_titles(name.strip() for name in names if name.strip())
    context = replace(context, titles=(*context.titles, *titles))
    full = [name for name in listed if len(bare(name).split()) > 1]
    if full:
        found = _by_full(full)
        base = {True: 0.5, False: 1.2}
    else:
        found = {holder: name for name in listed for holder in by_surname().get(fold(name), ())}
        base = {True: 0.1, False: 0.3}
    offers = [
        offer
        for holder, name in found.items()
        if (offer := _offer(holder, name, base[_is_common(holder.surname)], context, full=bool(full)))
    ]
    return settled(offers, none=1.0)


def _without_titles(names: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names without the titles that some of them begin with, and those titles."""
    bare_names, titles = [], []
    for name in names:
        words = name.split()
        count = 0
        while count < len(words) and fold(words[count]) in _titles():
            count += 1
        if len(words) == 1 or fold(name) in by_full_name():
            count = 0
        bare_names += [" ".join(words[count:])] if count < len(words) else []
        titles += [" ".join(words[:count])] if count else []
    return tuple(dict.fromkeys(bare_names)), tuple(dict.fromkeys(titles))


@cache
def _titles() -> frozenset[str]:
    """Return the words that titles before names are made of."""
    listed = (title for manner, field in rows("titles") if manner != "role" for title in known_names(field))
    return frozenset(word for title in listed for word in fold(title).split())


def _by_full(names: list[str]) -> dict[Holder, str]:
    known = by_full_name()
    for name in names:
        if found := known.get(fold(name)) or known.get(bare(name)):
            return dict.fromkeys(found, name)
    return {}


@cache
def _common_surnames() -> frozenset[str]:
    return frozenset(fold(name) for _, listed in rows("surnames") for name in listed.split())


def _is_common(surname: str) -> bool:
    return fold(surname) in _common_surnames()


def _offer(holder: Holder, name: str, weight: float, context: Context, *, full: bool) -> Candidate | None:
    reasons = [f"“{name}” is {'a full name' if full else 'the surname'} of {holder.names[0]}, {_career(holder)}"]
    titled = _titled(holder, context)
    executive = bool(holder.offices & EXECUTIVE)
    if context.on and (context.on.year - holder.born.year) < 18:
        return None
    if not full and not titled and not (executive and _administration(context)):
        return None
    if titled:
        weight *= 12
        reasons.append(f"the article calls the person {titled}")
    elif _administration(context) and "president" in holder.offices:
        weight *= 12
        reasons.append("the article speaks of the person’s administration")
    else:
        famous = executive and full
        weight *= 3 if famous else 1
        if _other_title(context, executive=executive):
            weight *= 0.7 if famous and not _is_common(holder.surname) else 0.03 if famous else 0.1
            reasons.append("the article gives another title")
    for factor, why in (_state(holder, context), _time(holder, titled, context), _politics(context)):
        weight *= factor
        reasons += [why] if why else []
    by = BY_EXECUTIVE if executive else BY_CONGRESS
    return Candidate(holder.identifiers[0], holder.names[0], weight, "; ".join(reasons), by)


def _titled(holder: Holder, context: Context) -> str | None:
    """Return the office of the holder's that the article gives the person, as a title before or a role behind."""
    for words in (*context.titles, *(_title_before(before) for before, _ in context.surroundings)):
        if _STATE_HOUSE.search(words):
            continue
        for office in sorted(holder.offices):
            if _OFFICES[office].search(words) and not _RELATIVES.search(words):
                return office
        for post in holder.posts:
            if words and _fits(post.title, words):
                return post.title
    return None


def _fits(post: str, words: str) -> bool:
    title = post.casefold()
    said = words.casefold().strip(" .,")
    return ("speaker" in title and re.search(r"\bspeaker(?: of the house)?$", said) is not None) or (
        any(lead in title and lead in said for lead in ("majority leader", "minority leader", "majority whip"))
    )


def _title_before(before: str) -> str:
    """Return the words right before a name that may be a title; what a stop or comma parts from it is none."""
    match = _BEFORE.search(before)
    words = (match[1] if match else "").split()
    kept: list[str] = []
    for word in reversed(words):
        if word.endswith((",", ";", ":", "?", "!")) or (word.endswith(".") and len(word) > 6):
            break
        kept.insert(0, word)
        if len(kept) == 2:
            break
    is_title = bool(kept) and (kept[-1][:1].isupper() or kept[-1].rstrip(".").lower() in ("president", "senator"))
    return " ".join(kept) if is_title else ""


def _administration(context: Context) -> bool:
    return any(_ADMINISTRATION.match(behind) for _, behind in context.surroundings)


def _other_title(context: Context, *, executive: bool) -> bool:
    """Return whether the reader saw a title or role, and none of politics; several presidents were generals."""
    empty = _COURTESY | _GENERAL if executive else _COURTESY
    return any(
        _STATE_HOUSE.search(title)
        or (not set(fold(title).split()) <= empty and not any(one.search(title) for one in _OFFICES.values()))
        for title in context.titles
    )


def _state(holder: Holder, context: Context) -> tuple[float, str]:
    """Weigh the state that stands behind the name (`D-Wash.`) or in the sentence."""
    for _, behind in context.surroundings:
        match = _PARTY.match(behind)
        code = abbreviations().get(fold(match[2])) if match else None
        if match and code:
            right = code in holder.states and any(_is_party(term, match[1]) for term in holder.terms)
            return (
                (8.0, f"“{match[1]}-{match[2]}” agrees") if right else (0.03, f"“{match[1]}-{match[2]}” does not agree")
            )
    named = holder.states & context.beside
    if named:
        return 3.0, f"{name_of(min(named))} stands in one sentence with the name"
    return 1.0, ""


def _is_party(term: Term, letter: str) -> bool:
    return not term.party or term.party[0] == letter


def _time(holder: Holder, titled: str | None, context: Context) -> tuple[float, str]:
    """Weigh the article's day against the terms: before all of them, hardly; within one of the office named, more."""
    if not context.on:
        return 1.0, ""
    day = context.on
    first, last = min(term.start for term in holder.terms), max(term.end for term in holder.terms)
    if (first - day).days > 500:
        return 0.05, f"the article is older than the first term, which began in {first.year}"
    if any(term.office == titled and term.start <= day <= term.end for term in holder.terms):
        return 3.0, f"in that office on {day.isoformat()}"
    if any(post.title == titled and post.start <= day <= post.end for post in holder.posts):
        return 3.0, f"in that post on {day.isoformat()}"
    if first <= day and (day - last).days <= _RECENT_DAYS:
        return 1.5, ""
    return (1.0 if holder.offices & EXECUTIVE else 0.5), ""


def _politics(context: Context) -> tuple[float, str]:
    if (FEDERAL | {"senate"}) & context.words:
        return 2.0, "the article speaks of federal politics"
    return 1.0, ""


def _career(holder: Holder) -> str:
    """Return the last office in words: `senator for Washington since 2001`."""
    term = max(holder.terms, key=lambda one: one.start)
    begun = min(one.start for one in holder.terms if (one.office, one.state) == (term.office, term.state))
    place = f" for {name_of(term.state)}" if term.state in regions() else ""
    return f"{term.office}{place} from {begun.year}"
