"""Codes, statutes and rules of court: `Texas Penal Code`, `Cal. Penal Code`, `RCW`, `Federal Rules of Civil Procedure`."""

import re
from collections.abc import Iterator

from newsgraph.extract.laws.known import citations
from newsgraph.extract.laws.law import Citation, Law, named, part
from newsgraph.extract.laws.owners import leading_place, place_names
from newsgraph.model import Span

_KIND = (
    r"(?:Penal|Criminal|Civil|Labou?r|Internal Revenue|Bankruptcy|Health (?:and|&) Safety|Vehicle|Elections?|Education|Family|Tax|Municipal|"
    r"Electoral|Uniform Commercial|Probate|Commercial|Government|Business (?:and|&) Professions|Business|Water|Transportation|Insurance|"
    r"Welfare (?:and|&) Institutions|Occupations|Administrative|Building|Zoning|Revised|General|Criminal Procedure|Civil Procedure|Compiled|"
    r"Consumer Protection|Agriculture|Property|Finance|Public Health|Local Government|Highway|Judicial|Municipal|Social|Military Penal|Land)"
)
_PLACE = r"(?:[A-Z][a-z]+\.? |(?:[A-Z]\.){2} |(?:New|North|South|West|Northern|Hong) [A-Z][a-z]+ |District of Columbia |British Columbia )"
_NUMBER = r"(?:\d+[A-Za-z]{0,2}(?:[.:\-–]\d+[A-Za-z]?)*(?:\([A-Za-z0-9]{1,4}\))*)"
_CODE = re.compile(
    rf"\b(?P<name>{_KIND} (?:Code|Laws?(?= §| [Ss]ection)|Statutes|Procedure Code)|Code of (?:Criminal|Civil) Procedure(?:, (?=\d{{4}}))?|"
    r"Uniform Code of Military Justice|Code of (?:Virginia|Alabama|Maryland|Iowa|Georgia))\b"
    r"(?: of (?P<year>1[6-9]\d\d|20\d\d)\b)?(?! (?:Pink|Red|[Bb]reaker|[Tt]alker))"
)
_PLACE_BEFORE = re.compile(rf"\b{_PLACE}{{1,2}}$")
_SHORT_CODE = re.compile(
    rf"\b(?:Code|Stat\.|Stats\.|Statutes|Laws?)(?: Ann\.| Annotated)?(?=,? (?:§|[Ss]ec(?:tion|\.)|[Cc]h(?:apter|\.)|{_NUMBER}\b))"
)
_SHORT_BEFORE = re.compile(
    r"\b(?P<place>(?:[A-Z]\. ?){2}|(?:New|North|South|West) [A-Z][a-z]+|[A-Z][a-z]+\.?) (?P<name>(?:(?:Rev\.|Gen\.|Comp\.|Penal|Crim\.|Veh\.|Health & Safety|Bus\. & Prof\.|"
    r"Revised|General|Civ\.|Lab\.|Gov['’]t|Fam\.) ){0,2})$"
)
_BEFORE_FLORIDA = re.compile(rf"\b[Ss]ection (?P<number>{_NUMBER}),? (?:of the )?(?P<place>[A-Z][a-z]+) Statutes\b")
_LETTERS = {
    "RCW": ("Revised Code", "US-WA"), "ORS": ("Revised Statutes", "US-OR"), "NRS": ("Revised Statutes", "US-NV"), "ARS": ("Revised Statutes", "US-AZ"),
    "OCGA": ("Code", "US-GA"), "KSA": ("Statutes", "US-KS"), "CRS": ("Revised Statutes", "US-CO"), "MGL": ("General Laws", "US-MA"),
    "MCL": ("Compiled Laws", "US-MI"), "NJSA": ("Statutes", "US-NJ"), "NJS": ("Statutes", "US-NJ"), "KRS": ("Revised Statutes", "US-KY"),
    "RSMo": ("Revised Statutes", "US-MO"), "NCGS": ("General Statutes", "US-NC"), "HRS": ("Revised Statutes", "US-HI"), "ILCS": ("Compiled Statutes", "US-IL"),
    "NDCC": ("Century Code", "US-ND"), "SDCL": ("Codified Laws", "US-SD"), "PaCS": ("Consolidated Statutes", "US-PA"),
}  # fmt: skip
_LETTER_CODE = re.compile(
    r"(?<![\w.])(?:(?P<title>\d{1,3}) )?(?P<code>R\.?C\.?W\.?|O\.?R\.?S\.?|N\.?R\.?S\.?|A\.?R\.?S\.?|O\.?C\.?G\.?A\.?|K\.?S\.?A\.?|C\.?R\.?S\.?|M\.?G\.?L\.?|M\.?C\.?L\.?|"
    r"N\.?J\.?S\.?(?:A\.?)?|K\.?R\.?S\.?|RSMo|N\.?C\.?G\.?S\.?|H\.?R\.?S\.?|ILCS|N\.?D\.?C\.?C\.?|S\.?D\.?C\.?L\.?|Pa\.? ?C\.?S\.?)"
    rf",? (?:§+ ?|[Ss]ec(?:tion|\.) |[Cc](?:h|hapter)?\. ?)?(?P<number>{_NUMBER}(?:/{_NUMBER})?)"
)
_LETTER_HINTS = (
    *sorted(_LETTERS.keys() - {"PaCS"}),
    *sorted(f"{code[0]}.{code[1]}." for code in _LETTERS.keys() - {"RSMo", "PaCS"}),
    "Pa.C.S",
    "Pa. C.S",
)
_FULL = {
    "Rev.": "Revised", "Gen.": "General", "Comp.": "Compiled", "Stat.": "Statutes", "Stats.": "Statutes", "Crim.": "Criminal", "Veh.": "Vehicle",
    "Civ.": "Civil", "Lab.": "Labor", "Gov't": "Government", "Fam.": "Family", "Bus.": "Business", "Prof.": "Professions", "&": "and",
}  # fmt: skip
_RULES = re.compile(
    r"\b(?:U\.?S\.? )?Federal Rules of (?P<of>Civil Procedure|Criminal Procedure|Appellate Procedure|Bankruptcy Procedure|Evidence)\b"
)
_RULES_SHORT = re.compile(
    r"\bFed\. ?R\. ?(?P<of>Civ\. ?P|Crim\. ?P|App\. ?P|Evid|Bankr\. ?P)\. (?P<number>\d{1,4}(?:\.\d)?(?:\([a-z0-9]\))*)"
)
_RULES_OF = {
    "Civ": "Civil Procedure",
    "Cri": "Criminal Procedure",
    "App": "Appellate Procedure",
    "Evi": "Evidence",
    "Ban": "Bankruptcy Procedure",
}
_BANKRUPTCY = re.compile(
    r"\b(?:Chapter (?P<before>7|9|11|12|13|15)(?=['’]?s? (?:bankruptc|protection|filing|petition|reorgani[sz]ation|proceeding|case\b|plan\b|creditor|trustee|restructuring))"
    r"|(?:(?<=[Ff]iled for )|(?<=[Ff]iling for )|(?<=[Ff]ile for )|(?<=[Bb]ankruptcy under )|(?<=[Pp]rotection under )|(?<=[Ff]iled under )|(?<=entered )|(?<=emerged from ))"
    r"Chapter (?P<behind>7|9|11|12|13|15)\b)"
)
_OPENERS = frozenset(
    "The This That A An Under Of Since In By For With And But If When As At On Both Says After Before Through Their Our Violating Per".split()
)


def cited_codes(text: str) -> Iterator[Law]:
    """Yield the codes and rules in the text; a part behind a code of letters or a short form is taken along."""
    if "Code" in text or "Law" in text or "Stat" in text:
        for match in _CODE.finditer(text):
            yield from _code(match)
        for match in _SHORT_CODE.finditer(text):
            yield from _short(match, text)
        for match in _BEFORE_FLORIDA.finditer(text):
            place = leading_place(match["place"], division=True)
            if place:
                yield Law(
                    Span(*match.span()), part(named("Statutes", jurisdiction=place[0]), "section", match["number"]), 0.9
                )
    for match in _LETTER_CODE.finditer(text) if any(letters in text for letters in _LETTER_HINTS) else ():
        yield from _letters(match)
    for match in _RULES.finditer(text) if "Federal Rules" in text else ():
        yield Law(Span(*match.span()), Citation(f"Federal Rules of {match['of']}", "US"), 0.95)
    for match in _RULES_SHORT.finditer(text) if "Fed." in text else ():
        whole = Citation(f"Federal Rules of {_RULES_OF[match['of'][:3]]}", "US")
        yield Law(Span(*match.span()), part(whole, "rule", match["number"]), 0.95)
    for match in _BANKRUPTCY.finditer(text) if "Chapter" in text else ():
        whole = citations().get("Bankruptcy Code") or Citation("Bankruptcy Code", "US")
        yield Law(Span(*match.span()), part(whole, "chapter", match["before"] or match["behind"]), 0.85)


def _code(match: re.Match[str]) -> Iterator[Law]:
    text, name, start = match.string, match["name"].rstrip(", "), match.start()
    end = match.end() if match["year"] else start + len(name)
    before = _PLACE_BEFORE.search(text, max(0, start - 40), start)
    if before:
        name, start = before[0] + name, before.start()
    while len(name.split()) > 2 and name.split()[0] in _OPENERS:
        cut = len(name.split()[0]) + 1
        name, start = name[cut:], start + cut
    dated = re.search(r"(?<![\w–-])((?:1[6-9]|20)\d\d) $", text[max(0, start - 6) : start])
    start -= 5 if dated else 0
    year = match["year"] or (dated[1] if dated else None)
    yield Law(Span(start, end), _of_place(name, int(year) if year else None), 0.85)


def _of_place(name: str, year: int | None) -> Citation:
    """Return the citation of a code whose name begins, or ends, with whose it is: `German Criminal Code`, `Code of Virginia`."""
    federal = {"Internal Revenue Code", "Bankruptcy Code", "Uniform Code of Military Justice"}
    if name in federal:
        return named(name, jurisdiction=None, year=year) if year else Citation(name, "US")
    behind = re.fullmatch(r"Code of ([A-Z]\w+)", name)
    place = (leading_place(behind[1], division=True) or (None, ""))[0] if behind else None
    if place:
        return listed("Code", place) or named("Code", jurisdiction=place, year=year)
    head = leading_place(name, division=True, shortened=True)
    if head and len(head[1].split()) > 1:
        return listed(head[1], head[0]) or named(head[1], jurisdiction=head[0], year=year)
    return named(name, year=year)


def _short(match: re.Match[str], text: str) -> Iterator[Law]:
    before = _SHORT_BEFORE.search(text, max(0, match.start() - 60), match.start())
    place = leading_place(before["place"].replace(". ", "."), division=True, shortened=True) if before else None
    if before and place and not place[1]:
        words = f"{before['name']}{match[0]}".replace("’", "'").split()
        name = " ".join(_FULL.get(word, word) for word in words if word not in ("Ann.", "Annotated"))
        yield Law(Span(before.start(), match.end()), named(name, jurisdiction=place[0]), 0.9)


def _letters(match: re.Match[str]) -> Iterator[Law]:
    letters = re.sub(r"[. ]", "", match["code"])
    has_title = letters in ("ILCS", "PaCS")
    if has_title != bool(match["title"]) or (
        letters in ("ARS", "CRS", "MCL", "HRS", "NRS", "ORS") and not re.search(r"[.:\-–]\d", match["number"])
    ):
        return
    name, place = _LETTERS[letters]
    whole = named(name, jurisdiction=place)
    cited = (
        part(part(whole, "title", match["title"]), "section", match["number"])
        if has_title
        else part(whole, "section", match["number"])
    )
    yield Law(Span(*match.span()), cited, 0.93)


def listed(name: str, place: str) -> Citation | None:
    """Return the listed law that a place's code or constitution is, whichever way the list names it."""
    known = citations()
    for other in place_names().get(place, ()):
        for form in (f"{other} {name}", f"{name} of {other}", f"{name} of the {other}"):
            if form in known:
                return known[form]
    return None
