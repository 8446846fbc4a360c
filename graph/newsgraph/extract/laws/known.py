"""The laws that the list knows: many names and citations, one law each.

A name that several laws bear is settled in this order: by a year behind or before it (`Civil Rights Act of 1866`); by whose
law the words say it is (`Canada's Privacy Act`); by the row that marks it `*`, the law that English-language news means by
the name alone. Where none of these settles it, the name without a year is the form. A year, or a
country in the possessive, that no row of the name has, makes another law of that name.

A name marked `~` is read beside a section, behind a cue (`under the`, `violates the`), or where the text also has a full
name of the law; for court cases the cues are those of rulings (`overturned`, `decision`). A name that the list gives with
a year (`Refugee Act of 1980`) or an owner is read only where that year or an owner of that country stands beside it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from newsgraph.extract.laws.law import Citation, Law, named
from newsgraph.extract.laws.owners import Owner, owner, place_code
from newsgraph.gazetteers import names, rows
from newsgraph.model import Span

_WORD = re.compile(r"(?<![\w-])(?<!\w')\w+")
_YEAR = r"(?:1[0-9]|20)\d\d"
_BRACKET = re.compile(rf" \((?:[A-Z]{{2}}(?:-[A-Z0-9]{{1,3}})?)?(?:, )?(?:{_YEAR})?\)$")
_WITH_YEAR = re.compile(rf"(?P<before>{_YEAR}) (?P<name>.+)|(?P<same>.+?),?(?: of)? (?P<behind>{_YEAR})")
_WITH_OWNER = re.compile(r"(?P<who>[A-Z][\w. ]+)'s (?P<name>.+)")
_YEAR_BEHIND = re.compile(
    rf"(?P<sure> of | )(?P<year>{_YEAR})\b(?![-,]\d)|(?:, (?:of )?| \()(?P<apart>{_YEAR})\b\)?(?![-,]\d)"
)
_YEAR_BEFORE = re.compile(rf"(?<![\w,.$-])(?P<year>{_YEAR}) $")
_DATE = re.compile(
    r"(?:\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Bb]efore|[Aa]fter|[Dd]uring|[Ff]rom|to|[A-Z][a-z]+(?:ber|ary|ch|ril|ne|ly|ust|May)|\d|\d,) )$"
)
_STATUTE = re.compile(
    r"(?:\b(?:Act|Amendments|Code|Law|Ordinance|Bill of Rights|Declaration of Independence|Charter|Constitution)|Act \([^)]+\))$"
)
_AMENDING = re.compile(r" Amendments?(?: \w+)? (?:Act|of)\b|-[A-Z]")
_ABIDING = re.compile(
    r" (?:waiver|lawsuit|suit|case|claim|violation|obligation|permit|fund|money|compliance|request|appeal|settlement|plan|exemption|"
    r"protection|coverage|enrol|enforcement|grant|subsid|challenge|complaint|commitment|preclearance|expansion)"
)
_CUE = re.compile(
    r"\b(?:under|violat\w+(?: of)?|pursuant to|invok\w+|amend\w*(?: to)?|repeal\w*(?: of)?) (?:the )?(?:\d{4} )?$",
    re.IGNORECASE,
)
_PART_OF = re.compile(r"(?:\b(?:[Ss]ections?|[Tt]itles?|[Aa]rticles?)|§§?) ?[\w().-]*[\dIVX)][\w().-]* of (?:the )?$")
_PART_BEHIND = re.compile(r",? (?:§|[Ss]ections? \d|[Aa]rt(?:icle|\.) \d)")
_RULED = re.compile(
    r"(?:\b(?:overturn\w*|overrul\w+|revers\w+|uph[eo]ld\w*|reaffirm\w*|codif\w+|under|fall of|demise of|repeal of) )$"
)
_RULING = re.compile(r" (?:decision|ruling|precedent|opinion|v\. )")
_HEAD = frozenset("Bill Declaration Charter Articles".split())
_LONGER = re.compile(
    r"(?:\b(?!The |This |That |Our |Their |Its |His |Her |In |Under |And |But |Both |Like |As |Of )[A-Z][\w.&]*(?:'s)?|s'|ren's) $"
)
_PART = re.compile(r"(?P<whole>.+)(?:, [A-Z][\w -]+ Clause| (?:§§?|amend\.|article|title) [^ ]+)")
_COMMON = frozenset({"EU", "UN", "INT"})
_SECTION = re.compile(r"\d+[A-Za-z]*(?:-\d+[A-Za-z]*)*")
_RANGE = re.compile(
    rf"(?P<code>\d{{1,2}} [A-Z.]+) §§? (?P<first>{_SECTION.pattern}?)(?:(?:-| to )(?P<last>{_SECTION.pattern}))?"
)

_FULL, _SHORT, _UNSURE = 0.95, 0.9, 0.3
"""How sure a full name is, a name behind a cue, and a name without the cue it needs."""

_Place = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class _Bearer:
    """A law as it bears one name."""

    citation: Citation
    first: bool
    needs_cue: bool
    bound: bool
    """Whether the name is this law's only with its year or owner."""


@dataclass(frozen=True, slots=True)
class _Laws:
    by_word: dict[str, tuple[tuple[str, tuple[_Bearer, ...]], ...]]
    """The names that begin with a word, the longest first, each with the laws that bear it."""
    by_citation: dict[str, Citation]
    ranges: dict[str, tuple[tuple[_Place, _Place, Citation], ...]]
    registers: dict[str, str]


def known_laws(text: str) -> Iterator[Law]:
    """Yield the laws that stand in the text under a name of the list, in order; a year beside the name goes with it."""
    plain = text.replace("–", "-").replace("’", "'")
    by_word = _laws().by_word
    found: list[Law] = []
    unsure: list[Law] = []
    end = 0
    for match in _WORD.finditer(plain):
        if match.start() < end or match[0] not in by_word:
            continue
        for name, bearers in by_word[match[0]]:
            law = _at(plain, match.start(), name, bearers)
            if law:
                (found if law.score > _UNSURE else unsure).append(law)
                end = law.span.end
                break
    full = {law.citation.normal_form for law in found if law.score == _FULL}
    found += [Law(law.span, law.citation, _SHORT) for law in unsure if law.citation.normal_form in full]
    yield from sorted(found, key=lambda law: law.span)


@cache
def citations() -> dict[str, Citation]:
    """Return the citation of each name in the list as it reads alone; names that need a cue are among them.

    A name of several laws that nothing settles cites no year. Names that need a year or an owner are left out.
    """
    return {
        name: citation
        for held in _laws().by_word.values()
        for name, bearers in held
        if (citation := _settled(name, bearers, None, None))
    }


def citation_of(normal_form: str) -> Citation | None:
    """Return the listed law that a citation in its normal form is as a whole: `66 Stat. 163`, `8 U.S.C. § 1101 et seq.`.

    The normal form of a row is its own citation.
    """
    return _laws().by_citation.get(normal_form)


def codified_in(title_and_code: str, section: str) -> Citation | None:
    """Return the listed law that a section of a code is a part of: the INA for `8 U.S.C.` and `1182(a)(5)`."""
    place = _place(section)
    if not place:
        return None
    held = [
        (start, law)
        for start, last, law in _laws().ranges.get(title_and_code, ())
        if start <= place <= last or _within(place, last)
    ]
    return max(held, key=lambda item: item[0])[1] if held else None


def register_of(normal_form: str) -> str | None:
    """Return the IRI of a listed law in an official register, by its normal form."""
    return _laws().registers.get(normal_form)


@cache
def _laws() -> _Laws:
    bearers: dict[str, dict[str, _Bearer]] = {}
    by_citation: dict[str, Citation] = {}
    ranges: dict[str, list[tuple[_Place, _Place, Citation]]] = {}
    registers: dict[str, str] = {}
    for normal_form, jurisdiction, year, aliases, cited, codified, register in rows("laws"):
        whole = _PART.fullmatch(normal_form)
        citation = Citation(
            normal_form, jurisdiction or None, int(year) if year else None, whole["whole"] if whole else None
        )
        for name, bearer in _bearers(citation, names(aliases)):
            bearers.setdefault(name, {}).setdefault(normal_form, bearer)
        by_citation |= dict.fromkeys((normal_form, *names(cited)), citation)
        for number, text in enumerate(names(codified)):
            code, section, start, last = _range(text)
            ranges.setdefault(code, []).append((start, last, citation))
            if start == last:
                by_citation[text] = citation
            if number == 0:
                by_citation[f"{code} § {section} et seq."] = citation
        if register:
            registers[normal_form] = register
    by_word: dict[str, list[tuple[str, tuple[_Bearer, ...]]]] = {}
    for name, held in bearers.items():
        word = re.match(r"\w+", name)
        by_word.setdefault(word[0] if word else name, []).append((name, tuple(held.values())))
    return _Laws(
        {word: tuple(sorted(held, key=lambda item: (-len(item[0]), item[0]))) for word, held in by_word.items()},
        by_citation,
        {code: tuple(held) for code, held in ranges.items()},
        registers,
    )


def _bearers(citation: Citation, aliases: Sequence[str]) -> Iterator[tuple[str, _Bearer]]:
    """Yield the names of a row; its form without the bracket is one, unless the list gives it with a year or an owner."""
    bare = _BRACKET.sub("", citation.normal_form)
    plain: dict[str, str] = {}
    bound: list[str] = [] if not citation.part_of else [bare]
    for alias in aliases:
        name = alias.lstrip("~*").replace("–", "-").replace("’", "'")
        dated, owned = _WITH_YEAR.fullmatch(name), _WITH_OWNER.fullmatch(name)
        if dated and str(citation.year) in (dated["before"], dated["behind"]):
            bound.append(dated["name"] or dated["same"])
        elif owned and place_code(owned["who"], division=True) == citation.jurisdiction:
            bound.append(owned["name"])
        else:
            plain[name] = alias[:1]
    if bare not in bound:
        plain.setdefault(bare, "")
    for name, mark in plain.items():
        yield name, _Bearer(citation, mark == "*", mark == "~", bound=False)
    for name in bound:
        if name not in plain and not citation.part_of:
            yield name, _Bearer(citation, first=False, needs_cue=False, bound=True)


def _at(text: str, start: int, name: str, bearers: tuple[_Bearer, ...]) -> Law | None:
    """Return the law whose name stands at `start`, with a low score where a cue is wanting."""
    stop = start + len(name)
    if not text.startswith(name, start) or text[stop : stop + 1].isalnum() or _AMENDING.match(text, stop):
        return None
    if name.split(maxsplit=1)[0] in _HEAD and _is_longer(text, start, stop, bearers):
        return None
    begin, end, year = _years(text, start, stop, bearers)
    citation = _settled(name, bearers, year, _owner(text, begin, end, name, bearers))
    if not citation:
        return None
    if year or not all(bearer.needs_cue for bearer in bearers):
        return Law(Span(begin, end), citation, _FULL)
    sure = _cue(text, start, stop, citation)
    if sure:
        return Law(Span(begin, end), citation, sure)
    return None if " v. " in citation.normal_form else Law(Span(begin, end), citation, _UNSURE)


def _is_longer(text: str, start: int, stop: int, bearers: tuple[_Bearer, ...]) -> bool:
    """Return whether the word before belongs to the name, so that it is another's: `Passengers' Bill of Rights`."""
    if not _LONGER.search(text[max(0, start - 20) : start]):
        return False
    whose = owner(text, start, stop)
    return not whose or not (whose.possessive or any(bearer.citation.jurisdiction == whose.code for bearer in bearers))


def _years(text: str, start: int, stop: int, bearers: tuple[_Bearer, ...]) -> tuple[int, int, int | None]:
    """Return where a name begins and ends together with the year beside it, and that year."""
    known = {bearer.citation.year for bearer in bearers}
    statute = bool(_STATUTE.search(text, max(0, stop - 40), stop))
    behind = _YEAR_BEHIND.match(text, stop)
    if behind:
        year = int(behind["year"] or behind["apart"])
        if statute and (behind["sure"] or year in known):
            return start, behind.end(), year
        if year in known:
            return start, stop, year
    before = _YEAR_BEFORE.search(text[max(0, start - 8) : start])
    if before:
        year = int(before["year"])
        dated = bool(_DATE.search(text[max(0, start - 16) : start - 5]))
        if year in known or (statute and not dated):
            return start if dated else start - 5, stop, year
    return start, stop, None


def _owner(text: str, start: int, end: int, name: str, bearers: tuple[_Bearer, ...]) -> Owner | None:
    """Return whose law it is; a state said to have a suit or a waiver under a law does not own the law."""
    division = any("-" in (bearer.citation.jurisdiction or "") for bearer in bearers)
    whose = owner(text, start, end, division=division)
    if whose and whose.possessive and (_ABIDING.match(text, end) or not _STATUTE.search(name)):
        return Owner(whose.code, possessive=False)
    return whose


def _settled(name: str, bearers: Sequence[_Bearer], year: int | None, whose: Owner | None) -> Citation | None:
    """Return what a name means with a year and an owner beside it; None where it means no law of the list."""
    held = [bearer for bearer in bearers if year in (None, bearer.citation.year)]
    own = [
        bearer
        for bearer in held
        if whose and bearer.citation.jurisdiction == whose.code and (year or " " in name or not bearer.bound)
    ]
    if (
        whose
        and whose.possessive
        and not own
        and all(bearer.citation.jurisdiction not in _COMMON for bearer in bearers)
    ):
        return named(name, jurisdiction=whose.code, year=year)
    held = own or [bearer for bearer in held if year or not bearer.bound]
    if len(held) > 1:
        held = [bearer for bearer in held if bearer.first] or held
    if len(held) == 1:
        return held[0].citation
    return named(name, year=year) if held or year else None


def _cue(text: str, start: int, stop: int, citation: Citation) -> float | None:
    """Return how sure what stands beside a short name makes it; beside a part, as sure as the full name would be."""
    before = text[max(0, start - 40) : start]
    if " v. " in citation.normal_form:
        return _SHORT if _RULED.search(before) or _RULING.match(text, stop) else None
    if _PART_OF.search(before) or _PART_BEHIND.match(text, stop):
        return _FULL
    return _SHORT if _CUE.search(before) else None


def _place(section: str) -> _Place:
    """Return what sections sort by: `2000e-5(b)` is 2000, e, 5; aa comes after z."""
    match = _SECTION.match(section)
    if not match:
        return ()
    return tuple((int(number), len(letters), letters) for number, letters in re.findall(r"(\d+)([A-Za-z]*)", match[0]))


def _within(place: _Place, last: _Place) -> bool:
    return len(place) > len(last) and place[: len(last)] == last


def _range(text: str) -> tuple[str, str, _Place, _Place]:
    """Return a range of a code as code, first section, first and last place: `42 U.S.C. §§ 2000e to 2000e-17`."""
    match = _RANGE.fullmatch(text)
    if not match:
        raise ValueError(f"no range of a code: {text}")
    first = _place(match["first"])
    return match["code"], match["first"], first, _place(match["last"]) if match["last"] else first
