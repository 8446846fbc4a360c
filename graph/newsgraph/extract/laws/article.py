"""What the rest of an article says about a law: its other names, its short names, whose it is, its year."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from newsgraph.extract.laws.known import citations
from newsgraph.extract.laws.law import Citation, Law, bare, named
from newsgraph.extract.laws.numbered import constitution_of
from newsgraph.extract.laws.owners import leading_place, owner

LEAST = 0.5
"""A law read with less than this needs another reading of the same article that bears it out."""
_NEAR = 90
_NUMBERED = re.compile(
    r"(?:H\.|S\.|A\.B|L\.|Pub\. L|\d+ Stat|Bill |Executive Order|Proclamation|Proposition|Measure|Directive|Regulation|Decision|SI |S\.I|SSI|Republic Act|"
    r"Act \d|Law |\d{4} c\.|[A-Z.]+ ?\d{4}, c\.|\[\d{4}\]|\d+ (?:U\.S\.|F\.|S\. ?Ct) ?|\d{4} [A-Z]{3,5} \d|Ordinance|Decree|UN )"
)
_CODED = re.compile(r"\d+ U\.S\.C\. §")
_REPORTED = re.compile(r"(?:\d+ (?:U\.S\. \d|F\.|S\. ?Ct)|\[\d{4}\]|\d{4} [A-Z]{3,5} \d)")
_CASE = re.compile(r" v\. |^(?:In re|Ex parte|Matter of|Re) ")
_APART = re.compile(
    r"(?P<bracket> \((?:the |now |formerly |also )?[“\"]?)|,? ?(?:—|–|-)? ?(?:(?:also|better|commonly|formally|officially|popularly|now)? ?(?:known|called|named|dubbed|designated)(?: as)?|or) (?:the )?[“\"]?|(?P<comma>, (?P<the>the )?[“\"]?)"
)
_BILL = re.compile(r"(?:[HSA]\.[BF]\.|L\.D\.|Proposition|Measure) [\d-]+")
_BREATH = re.compile(r",? (?:and|or) |, ")
_LISTING = re.compile(r",? (?:and|or|&) ")
_NO_ADJECTIVE = frozenset({"Indian", "American", "Native", "Alaska", "Hawaii", "Chinese", "Cuban"})


@cache
def _all_listed() -> frozenset[Citation]:
    return frozenset(citations().values())


def owned(text: str, laws: Iterable[Law]) -> Iterator[Law]:
    """Yield the laws with whose they are, where a possessive or a mark beside them says so; the list's identity stands."""
    for law in laws:
        citation = law.citation
        if citation.part_of or _NUMBERED.match(citation.normal_form) or _CASE.search(citation.normal_form):
            yield law
            continue
        near = text[max(0, law.span.start - _NEAR) : law.span.start]
        beside = "'" in near or "’" in near or text.startswith((" (", ", ("), law.span.end)
        whose = owner(text, law.span.start, law.span.end) if beside else None
        if whose and whose.possessive:
            citation = _whose(citation, whose.code, explicit=bool(re.search(r"\d{4}", law.span.of(text))))
        yield replace(law, citation=_listed(citation))


def _whose(citation: Citation, code: str, *, explicit: bool) -> Citation:
    kept = citation.jurisdiction
    if (
        kept in ("EU", "UN", code)
        or (kept is None and citation in _all_listed())
        or (kept and kept.startswith(f"{code}-"))
    ):
        return citation
    if not re.search(
        r"(?:Acts?|Code|Law|Bill|Ordinance|Statutes?|Decree|Constitution|Regulations|Rules|Order|Charter)(?: \([^)]*\))?$",
        citation.normal_form,
    ):
        return replace(citation, jurisdiction=kept or code)
    return named(
        bare(citation.normal_form), jurisdiction=code, year=citation.year if explicit or kept is None else None
    )


def _listed(citation: Citation) -> Citation:
    """Return the listed law that a name with its year and owner means, if one; `Irish Data Protection Act` is Ireland's."""
    name = bare(citation.normal_form)
    if name == "Constitution" and citation.jurisdiction and not citation.year:
        return constitution_of(citation.jurisdiction)
    place = leading_place(name, division=True) if citation.jurisdiction is None else None
    if place and place[1] in citations() and name.split()[0] not in _NO_ADJECTIVE and name not in citations():
        name = place[1]
        citation = named(name, jurisdiction=place[0], year=citation.year)
    known = citations().get(name)
    if (
        known
        and not known.part_of
        and citation.year in (None, known.year)
        and citation.jurisdiction in (None, known.jurisdiction)
    ):
        return known
    return citation


def together(text: str, laws: Sequence[Law]) -> Iterator[Law]:
    """Yield the laws; of bills named in one breath all are of the state that owns the first: `Ohio's HB 9 and SB 3`."""
    before: Law | None = None
    for law in laws:
        told = law
        if before and _BILL.fullmatch(law.citation.normal_form) and _BILL.match(before.citation.normal_form):
            place = before.citation.jurisdiction
            if place and _BREATH.fullmatch(text, before.span.end, law.span.start):
                told = replace(law, citation=Citation(f"{law.citation.normal_form} ({place})", place))
        yield told
        before = told


def settled(text: str, laws: Sequence[Law]) -> list[Law]:
    """Return the laws with what the article tells of them elsewhere; weak readings that nothing bears out are left out."""
    groups: dict[str, list[Law]] = {}
    for law in laws:
        if law.citation.part_of is None and law.score >= LEAST:
            groups.setdefault(bare(law.citation.normal_form), []).append(law)
    full = {name: _full(name, group, text) for name, group in groups.items()}
    found = []
    for law in laws:
        if law.citation.part_of is not None:
            found.append(law)
            continue
        name = bare(law.citation.normal_form)
        if name in full:
            found.append(replace(law, citation=full[name].get(law.citation, law.citation), score=max(law.score, 0.75)))
            if law.score < LEAST:
                told = sorted({other.citation.normal_form: other.citation for other in groups[name]}.items())
                found[-1] = (
                    replace(found[-1], citation=full[name].get(told[0][1], told[0][1]))
                    if len(told) == 1
                    else found.pop()
                )
    return found


def _full(name: str, group: Sequence[Law], text: str) -> dict[Citation, Citation]:
    """Return what each citation of one name stands for: where place and year never conflict, all of them for one law."""
    told = {law.citation for law in group}
    if len(told) < 2:
        return {}
    places, years = {c.jurisdiction for c in told} - {None}, {c.year for c in told} - {None}
    known = [c for c in told if c in _all_listed()]
    if len(places) <= 1 and len(years) <= 1:
        whole = known[0] if known else named(name, jurisdiction=next(iter(places), None), year=next(iter(years), None))
        return dict.fromkeys(told, whole)
    foreign = [c for c in told if c not in known and c.jurisdiction]
    silent = not any(re.search(r"\d{4}", law.span.of(text)) for law in group if law.citation in known)
    if len(foreign) == 1 and len(known) == 1 and silent:
        return {known[0]: foreign[0]}
    return {}


def apposed(text: str, laws: Sequence[Law]) -> list[Law]:
    """Return the laws with two names given side by side as one: `the Laken Riley Act (S. 5)`, `H.R. 4437, the … Act`."""
    same: dict[Citation, Citation] = {}
    inside: dict[Citation, str] = {}
    for left, right in pairwise(laws):
        gap = text[left.span.end : right.span.start]
        match = _APART.fullmatch(gap) if len(gap) <= 40 else None
        if match is None or (
            match["bracket"] and text[right.span.end : right.span.end + 2].lstrip('”"')[:1] not in (")", ",", ";")
        ):
            continue
        one, other = left.citation, right.citation
        if (
            _CODED.match(other.normal_form)
            and not one.part_of
            and not _NUMBERED.match(one.normal_form)
            and (match["bracket"] or match["comma"])
        ):
            if other.normal_form.endswith("et seq."):
                same[other] = one
            elif other.part_of and other.part_of.endswith("U.S.C."):
                inside[other] = one.normal_form
        elif _is_one(one, other, match, text, right.span.end):
            name, number = (one, other) if _NUMBERED.match(other.normal_form) else (other, one)
            same |= _joined(name, number)
    if not same and not inside:
        return list(laws)
    return [replace(law, citation=_resolved(law.citation, same, inside)) for law in laws]


def _is_one(one: Citation, other: Citation, match: re.Match[str], text: str, end: int) -> bool:
    if one.part_of or other.part_of or one == other:
        return False
    first, second = (bool(_NUMBERED.match(c.normal_form)) for c in (one, other))
    case = [bool(_CASE.search(c.normal_form)) for c in (one, other)]
    if any(case):
        return case[0] and bool(_REPORTED.match(other.normal_form))
    if first and second:
        return "Pub. L." in one.normal_form and " Stat. " in other.normal_form
    if not first and not second:
        return False
    if _REPORTED.match(one.normal_form) or _REPORTED.match(other.normal_form):
        return False
    # In a list of laws a comma parts two; `H.R. 5, the Name Act` has an article, `the Name Act, H.R. 5` no further member.
    return (
        not match["comma"]
        or (first and bool(match["the"]))
        or (second and not match["the"] and not _LISTING.match(text, end))
    )


def _joined(name: Citation, number: Citation) -> dict[Citation, Citation]:
    if name in _all_listed() or name.jurisdiction or not number.jurisdiction:
        return {number: name}
    if _CASE.search(name.normal_form):
        judged = replace(name, jurisdiction=number.jurisdiction)
        return {number: judged, name: judged}
    full = named(bare(name.normal_form), jurisdiction=number.jurisdiction, year=name.year)
    return {number: full, name: full}


def _resolved(citation: Citation, same: Mapping[Citation, Citation], inside: Mapping[Citation, str]) -> Citation:
    if citation in inside:
        return replace(citation, part_of=inside[citation])
    seen = {citation}
    while citation in same and same[citation] not in seen:
        citation = same[citation]
        seen.add(citation)
    return citation
