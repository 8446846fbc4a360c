"""Constitutions and their amendments: whose they are, by their names and by what the article names besides."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsgraph.extract.laws.known import citations
from newsgraph.extract.laws.law import Citation, Law, named
from newsgraph.extract.laws.numbered import CONSTITUTION, constitution_of
from newsgraph.extract.laws.owners import leading_place, owner, place_code
from newsgraph.extract.laws.parts import loose_wholes
from newsgraph.model import Span

_WORD = r"(?:[A-ZÀ-Þ][\w.-]*\w|[A-Z])"
_IS_ONE = re.compile(r"Constitution(?: \(.*\))?$|Constitution of ")
_CONSTITUTION = re.compile(
    rf"\b(?P<name>Constitution of (?:the )?{_WORD}(?: (?:of (?:the )?|and )?{_WORD}){{0,7}})|(?P<year>(?:1[6-9]|20)\d\d) Constitution\b|Constitution\b"
)
_BEFORE_CONSTITUTION = re.compile(
    rf"(?P<whose>(?:{_WORD} )?{_WORD})(?P<state> [Ss]tate)?(?P<owned>['’]s)? (?:new |own |post-war |pacifist |federal )?$"
)
_NOT_CONSTITUTION = re.compile(
    r" (?:Avenue|Hall|Hill|Street|Square|Ave|Center|Centre|Day|Day's|Gardens|Party|Committee|Bench|Court|Plaza|Stadium)\b"
)


def constitutions(text: str) -> Iterator[Law]:
    """Yield constitutions that are somebody's: by name, by adjective, by possessive or with a year."""
    for match in _CONSTITUTION.finditer(text) if "Constitution" in text else ():
        if _NOT_CONSTITUTION.match(text, match.end()):
            continue
        if match["name"]:
            yield from _named(match)
        elif match["year"]:
            owned = owner(text, match.start(), match.end(), division=True)
            yield Law(
                Span(*match.span()),
                named("Constitution", jurisdiction=owned.code if owned else None, year=int(match["year"])),
                0.85,
            )
        else:
            yield from _somebodys(text, match)


def _named(match: re.Match[str]) -> Iterator[Law]:
    """Read `Constitution of the Republic of Kenya`; that of a company is no law."""
    words = re.sub(r"Constitution of (?:the )?", "", match["name"]).split()
    for first in range(len(words)):
        for last in range(len(words), first, -1):
            place = place_code(" ".join(words[first:last]), division=True)
            if place:
                end = match.end() - len(" ".join(words)) + len(" ".join(words[:last]))
                yield Law(Span(match.start(), end), constitution_of(place), 0.85)
                return
    if re.search(r"\b(?:Republic|State|Kingdom|Confederation|Federation|Union)\b", match["name"]):
        yield Law(Span(*match.span()), named(match["name"]), 0.8)


def _somebodys(text: str, match: re.Match[str]) -> Iterator[Law]:
    before = _BEFORE_CONSTITUTION.search(text[max(0, match.start() - 60) : match.start()])
    if not before:
        return
    words = before["whose"].split()
    for size in range(len(words), 0, -1):
        place = leading_place(" ".join(words[-size:]), division=True)
        if place and not place[1]:
            at = match.start() - (len(before[0]) - before[0].rindex(" ".join(words[-size:])))
            start = match.start() if before["owned"] else at
            yield Law(Span(start, match.end()), constitution_of(place[0]), 0.9)
            return


def loosely_named(text: str, laws: Sequence[Law]) -> Iterator[Law]:
    """Yield what a part is cited of in common words: the one constitution or treaty that the article names, or some."""
    for span, words in loose_wholes(text):
        if any(law.span.overlaps(span) for law in laws):
            continue
        noun = words.rpartition(" ")[2].capitalize()
        same = {
            law.citation.normal_form: law.citation
            for law in laws
            if not law.citation.part_of and _is_a(law.citation, noun)
        }
        name = words[0].upper() + words[1:]
        known = citations().get(words) or citations().get(name) or citations().get(words.title())
        if known:
            yield Law(span, known, 0.8)
        elif (
            noun == "Constitution" and " " not in words and (whose := owner(text, span.start, span.end, division=True))
        ):
            yield Law(span, constitution_of(whose.code), 0.8)
        elif len(same) == 1 and " " not in words:
            yield Law(span, next(iter(same.values())), 0.8)
        elif noun == "Constitution" or (" " in words and words[0].isupper()):
            yield Law(span, named(name), 0.8)


def _is_a(citation: Citation, noun: str) -> bool:
    if noun == "Constitution":
        return bool(_IS_ONE.search(citation.normal_form)) or citation.normal_form == CONSTITUTION
    return bool(re.search(rf"\b{noun}\b", citation.normal_form))


def amendments_of_the_one(text: str, laws: Sequence[Law]) -> Sequence[Law]:
    """Return the laws, the amendments as those of the one constitution that is named where it is another than the U.S. one."""
    others = {
        law.citation.normal_form: law.citation
        for law in laws
        if not law.citation.part_of and _is_a(law.citation, "Constitution")
    }
    if len(others) != 1 or CONSTITUTION in others:
        return laws
    (whole,) = others.values()
    if not whole.jurisdiction or whole.jurisdiction.startswith("US"):
        return laws
    return [replace(law, citation=_moved(law.citation, whole)) if _is_silent(law, text) else law for law in laws]


def _is_silent(law: Law, text: str) -> bool:
    """Return whether words are read as of the American constitution though they do not say so."""
    silent = law.citation.normal_form.startswith((f"{CONSTITUTION} amend.", f"{CONSTITUTION} article"))
    return silent and not re.search(r"U\.? ?S\b|United States", law.span.of(text))


def _moved(citation: Citation, whole: Citation) -> Citation:
    form, above = (
        part.replace(CONSTITUTION, whole.normal_form) for part in (citation.normal_form, citation.part_of or "")
    )
    return Citation(form, whole.jurisdiction, whole.year, above)
