"""What a law citation reads as: one agreed form, and what it is part of."""

import re
from dataclasses import dataclass

from newsgraph.model import Span


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
    """Return the citation of a part: `Voting Rights Act (1965) § 5`."""
    mark = {"section": "§", "sections": "§§"}.get(
        kind, kind.removesuffix("s") if kind in ("articles", "titles") else kind
    )
    shown = re.sub(r"\s+", " ", number).strip()
    form = f"{whole.normal_form} {mark} {shown}"
    return Citation(form, whole.jurisdiction, whole.year, whole.normal_form)


def dated(name: str, year: str | None) -> Citation:
    """Return the citation of a law by its name, with the year behind it in brackets."""
    plain = re.sub(r"\s+", " ", name.replace("’", "'")).strip()
    return Citation(f"{plain} ({year})" if year else plain, None, int(year) if year else None)
