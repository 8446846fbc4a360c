"""Parts of laws: `Section 287(g) of the Immigration and Nationality Act`, `Article 5 of the NATO treaty`, `INA § 212(a)`."""

import re
from collections.abc import Iterator, Sequence

from newsgraph.extract.laws.law import Citation, Law, part
from newsgraph.model import Span

_NUMBER = r"(?:[0-9]+[A-Za-z]?(?:[.\-–][0-9]+)*|[IVXLC]+\b)(?:\([A-Za-z0-9]{1,4}\))*"
_BEFORE = re.compile(
    rf"\b(?P<kind>[Ss]ections?|[Ss]ecs?\.|§§?|[Aa]rticles?|[Tt]itles?|[Cc]hapters?|[Pp]arts?|[Cc]lauses?|[Rr]ules?|[Ss]chedules?|[Pp]aragraphs?)"
    rf" ?(?P<number>{_NUMBER}(?:(?:, | and | or |, and | to )(?:{_NUMBER}))*)"
    rf"(?P<inner>,? (?:[Ss]ection|[Cc]lause|[Pp]aragraph) {_NUMBER})?,? of (?P<which>[Tt]he |[Tt]hat )?(?:\d{{4}} )?$"
)
_BEHIND = re.compile(rf",? (?P<kind>§§?|[Ss]ections?|[Ss]ecs?\.|[Aa]rticles?) ?(?P<number>{_NUMBER})")
_LOOSE = re.compile(
    rf"\b(?P<kind>[Ss]ection|[Aa]rticle|[Cc]lause|[Cc]hapter) (?P<number>{_NUMBER})(?:, (?:[Ss]ection|[Cc]lause) {_NUMBER})? of the "
    r"(?P<whole>(?:[A-Z][\w-]+ ){0,3}(?:Constitution|[Tt]reaty|[Cc]harter|[Cc]onstitution|[Cc]ode|[Cc]onvention|[Ss]tatutes?))\b"
)
_CLAUSE = re.compile(
    r"\b(?:Equal Protection|Due Process|Establishment|Free Exercise|Commerce|Takings|Citizenship|Supremacy|Speedy Trial) Clause(?: of the $)?"
)
_KINDS = {"§": "section", "§§": "sections", "sec.": "section", "secs.": "sections"}


def with_parts(text: str, laws: Sequence[Law]) -> Iterator[Law]:
    """Yield each law, taken together with the words that cite a part of it where such stand before or behind it."""
    for law in laws:
        before = _BEFORE.search(text, max(0, law.span.start - 90), law.span.start)
        if before and "(" not in law.citation.normal_form[:1]:
            number = before["number"] + (before["inner"] or "").replace(",", "")
            yield Law(Span(before.start(), law.span.end), part(law.citation, _kind(before["kind"]), number), law.score)
            continue
        behind = _BEHIND.match(text, law.span.end)
        if behind and not law.citation.part_of:
            yield Law(
                Span(law.span.start, behind.end()),
                part(law.citation, _kind(behind["kind"]), behind["number"]),
                law.score,
            )
            continue
        yield law


def loose_parts(text: str) -> Iterator[Law]:
    """Yield parts of constitutions, charters and treaties that are named in common words: `Article 5 of the NATO treaty`."""
    for match in _LOOSE.finditer(text):
        name = match["whole"][0].upper() + match["whole"][1:]
        known = {"Constitution": "Constitution", "U.S. Constitution": "U.S. Const.", "US Constitution": "U.S. Const."}
        whole = Citation(known.get(name, name))
        yield Law(Span(*match.span()), part(whole, match["kind"].lower(), match["number"]), 0.8)


def _kind(word: str) -> str:
    lower = word.lower()
    return _KINDS.get(lower, lower)
