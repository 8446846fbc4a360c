"""What a law citation reads as: one agreed form, and what it is part of.

How normal forms are written (the whole scheme, by example; `docs/reference/laws.md` has the table by jurisdiction):

* A law with a name: the name, then in brackets whose it is, where the words tell, and its year: `Voting Rights Act (1965)`,
  `Data Protection Act (IE, 2018)`, `Penal Code (US-CA)`. Whose it is stands as an ISO 3166 code, `EU` or `UN`. Laws of the
  list keep the form the list gives them.
* A law with a number: the form its own lawyers use, `8 U.S.C. § 1101`, `H.R. 4437`, `Regulation (EU) 2016/679`. Where such
  numbers start anew in every state, the bracket says whose it is: `S.B. 1070 (US-AZ)`, `Proposition 187 (US-CA)`.
* A part: the form of the whole, then the part: `Voting Rights Act (1965) § 5`, `Penal Code (US-CA) § 187(a)`,
  `U.S. Const. amend. XIV § 1`, `Harbour Act (GB, 2014) part 2 § 9`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsgraph.citations import BRACKET, PART
from newsgraph.model import Span

_KINDS = {
    "§": "§", "§§": "§", "s": "§", "ss": "§", "s.": "§", "ss.": "§", "sec.": "§", "secs.": "§", "section": "§", "sections": "§",
    "art": "article", "art.": "article", "arts.": "article", "arts": "article", "sch.": "schedule", "ch.": "chapter", "c.": "chapter",
    "reg.": "rule", "regulation": "rule", "regulations": "rule", "r.": "rule", "para": "paragraph", "para.": "paragraph",
    "paras": "paragraph", "pt.": "part", "sub-section": "§", "subsection": "§",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    """What some words cite."""

    normal_form: str
    """The one agreed way to write it: `8 U.S.C. § 1101`, `Voting Rights Act (1965)`, `U.S. Const. amend. XIV`."""
    jurisdiction: str | None = None
    """An ISO 3166 code, `EU` or `UN`, where the words or the list of laws tell."""
    year: int | None = None
    part_of: str | None = None
    """The normal form of the law that it is a part of."""


@dataclass(frozen=True, slots=True)
class Law:
    """A stretch of a text that cites a law."""

    span: Span
    citation: Citation
    score: float


def part(whole: Citation, kind: str, number: str) -> Citation:
    """Return the citation of a part: `Voting Rights Act (1965) § 5`; `kind` is the word before the number."""
    lower = kind.lower()
    mark = _KINDS.get(lower) or _KINDS.get(lower.removesuffix("s")) or lower.removesuffix("s")
    shown = re.sub(r"\s+(?=\()", "", re.sub(r"\s+", " ", number.replace("–", "-")).strip())
    if mark == "§" and re.fullmatch(r"\d+[A-Za-z]?(?:-| to )\d+[A-Za-z]?", shown):
        mark = "§§"
    return Citation(f"{whole.normal_form} {mark} {shown}", whole.jurisdiction, whole.year, whole.normal_form)


def dated(name: str, year: str | None) -> Citation:
    """Return the citation of a law by its name, with the year behind it in brackets."""
    return named(name, year=int(year) if year else None)


def named(name: str, *, jurisdiction: str | None = None, year: int | None = None) -> Citation:
    """Return the citation of a law by its name, with whose it is and its year in brackets: `Water Act (IE, 2007)`."""
    plain = re.sub(r"\s+", " ", name.replace("’", "'").replace("–", "-")).strip()
    told = ", ".join(str(fact) for fact in (jurisdiction, year) if fact)
    return Citation(f"{plain} ({told})" if told else plain, jurisdiction, year)


def bare(form: str) -> str:
    """Return a normal form without the bracket that says whose law it is and of which year."""
    return BRACKET.sub("", form)


def wholes(citation: Citation) -> Iterator[Citation]:
    """Yield what a citation is part of, the nearest first: of `Harbour Act part 2 § 9` part 2, then the act."""
    form = citation.part_of
    while form:
        above = PART.sub("", form) if PART.search(form) else None
        bracket = BRACKET.search(form)
        year = int(bracket["year"]) if bracket and bracket["year"] else citation.year
        yield Citation(form, citation.jurisdiction, year, above)
        form = above
