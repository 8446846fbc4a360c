"""Bills, ballot measures, ordinances and orders that states, provinces and towns number anew: `Arizona's SB 1070`."""

import re
from collections.abc import Iterator

from newsgraph.extract.laws.law import Citation, Law
from newsgraph.extract.laws.owners import Owner, owner
from newsgraph.model import Span

_NO_STREET = r"(?! (?:[A-Z][a-z]+ )?(?:St|Ave|Street|Avenue|Main|Blvd|Rd|Road|Broad|Park)\b)"
_CONGRESS = re.compile(
    r"(?<![\w.])(?<!star )(?P<chamber>H\. ?R\.|HR(?= ?\d{2})|HR(?= [1-9]\b)|H\. ?J\. ?Res\.|S\. ?J\. ?Res\.|H\. ?Con\. ?Res\.|S\. ?Con\. ?Res\.|H\. ?Res\.|S\. ?Res\.|House Resolution|Senate Resolution) ?"
    r"(?P<number>\d{1,5})\b(?!,? (?:RBI|HR|BB|Avg)\b)(?![.,]\d)"
)
_SENATE = re.compile(
    rf"(?:(?<![\w.])(?<![A-Z][a-z] )(?<!\d )S\. ?(?P<number>\d{{2,4}})|(?:(?<= Act \()|(?<=[Bb]ill, )|(?<=[Bb]ill \()|(?<=[Pp]assed )|(?<=[Ii]ntroduced ))S\. ?(?P<bracketed>\d{{1,4}}))\b{_NO_STREET}(?!(?:st|nd|rd|th)\b)"
)
_STATE = re.compile(
    r"(?<![\w.$/-])(?P<chamber>(?:House|Senate|Assembly|Legislative) (?:Bill|bill|File)|Legislative Document|(?:House|Senate|Assembly) (?:Joint|Concurrent) Resolution|"
    r"HB|SB|AB|LB|HF|SF|LD|HJR|SJR|AJR|HCR|SCR|SCA|ACA|H\.B\.|S\.B\.|A\.B\.)(?: No\.?)?(?P<gap>[ -]?)(?P<number>\d{1,5}(?:-\d{2,4})?)(?![\w%]|[.,:]\d)"
    r"(?! ?,? ?(?:RBI|R\b|H\b|HR\b|BB\b|yards|tackles|pencil|carries))"
)
_FORMS = {
    "HR": "H.R.", "S": "S.", "HRES": "H.Res.", "SRES": "S.Res.", "HJRES": "H.J.Res.", "SJRES": "S.J.Res.", "HCONRES": "H.Con.Res.", "SCONRES": "S.Con.Res.",
    "HOUSERESOLUTION": "H.Res.", "SENATERESOLUTION": "S.Res.", "HOUSEBILL": "H.B.", "SENATEBILL": "S.B.", "ASSEMBLYBILL": "A.B.", "LEGISLATIVEBILL": "L.B.",
    "HOUSEFILE": "H.F.", "SENATEFILE": "S.F.", "LEGISLATIVEFILE": "L.F.", "ASSEMBLYFILE": "A.F.", "LEGISLATIVEDOCUMENT": "L.D.", "HB": "H.B.", "SB": "S.B.",
    "AB": "A.B.", "LB": "L.B.", "HF": "H.F.", "SF": "S.F.", "LD": "L.D.", "HJR": "H.J.R.", "SJR": "S.J.R.", "AJR": "A.J.R.", "HCR": "H.C.R.", "SCR": "S.C.R.",
    "HOUSEJOINTRESOLUTION": "H.J.R.", "SENATEJOINTRESOLUTION": "S.J.R.", "ASSEMBLYJOINTRESOLUTION": "A.J.R.", "HOUSECONCURRENTRESOLUTION": "H.C.R.",
    "SENATECONCURRENTRESOLUTION": "S.C.R.", "ASSEMBLYCONCURRENTRESOLUTION": "A.C.R.", "SCA": "S.C.A.", "ACA": "A.C.A.",
}  # fmt: skip
_ONLY_OWNED = frozenset("HF SF LD HCR SCR SCA ACA".split())
"""Letters that stand for much else, read where a state owns them, or behind a cue."""
_CUED = re.compile(
    r"\b(?:passed|pass|passing|approved|signed|sign|vetoed|veto|under|bill|law|measure|against|supports?|opposed?|repeal|by|of|called|sponsored|introduced|amended|amend|on|filed|the) [(“\"]?$"
)
_BILL = re.compile(
    r"\bBill (?:(?P<federal>[CS]-\d{1,4})|(?:No\.? )?(?P<number>\d{1,3}))\b(?!,? (?:million|billion|percent|years?|year-old)|%|[.,]\d|, of\b|-year)"
)
_BEFORE_BILL = re.compile(
    r"(?:^|\b(?:under|of|against|by|to|the|on|passed|passes|pass|repeal|repealed|challenged?|introduced|tabled|called|amend|law,?|bill,?|legislation,?|and|that|oppos\w+|support\w*|behind|if|as|with)|['’]s?|[.,;:] ?)\s?[(“\"]?$"
)
_BALLOT = re.compile(
    r"\b(?:Prop(?:osition|\.)?|(?P<other>Ballot Measure|Measure|State Question|Ballot Question|Question|Issue|Initiative|Referendum|Proposal|Amendment|Act)) (?:No\.? )?(?P<number>\d{1,4}|[A-Z]{1,3})\b(?!['’.]?\d)(?! of \d{4})"
)
_CONGRESS_HINTS = ("H.R", "H. R", "HR", "Res. ", "Resolution ", "Res.")
_STATE_HINTS = (
    *("HB", "SB", "AB", "LB", "HF", "SF", "LD", "JR ", "CR ", "SCA", "ACA", "H.B", "S.B", "A.B"),
    *("e Bill ", "e bill ", "y Bill ", "y bill ", " File ", "Document ", "Resolution "),
)
_BALLOT_HINTS = ("Prop", "Measure ", "Question ", "Issue ", "Initiative ", "Referendum ", "Amendment ", "Act ")
_NO_PROPOSITION = re.compile(r",? (?:of|in) (?:the |his )?(?:Euclid|Spinoza|Ethics|Book|Elements|Tractatus|proof)|\.\d")
_LOCAL = re.compile(
    r"\b(?:(?:City |County |Village |Municipal |Zoning )?(?P<kind>Ordinance|By-?law)(?: [Nn]o\.?| [Nn]umber|s)? |(?P<decree>(?:Presidential |Supreme |Legislative |Emergency )?Decree(?:-Law| Law)?|Law)(?: [Nn]o\.? ?| [Nn]umber )|(?P<plain>Law|Decree|Decree-Law) (?=\d{1,5}(?:/\d| of \d{4}|-\d{4}|\.\d{3})))"
    r"(?P<number>(?:[A-Z]{1,2}-)?\d[\d,.]*\d(?:[-/]\d{1,5})*(?:-[A-Z]{1,3}\b)?|\d{1,4}(?:[-/]\d{1,5})*)(?P<year> of (?:1[89]|20)\d\d)?\b"
)
_STATE_ORDER = re.compile(
    r"\b(?:Executive Order|E\.O\.|EO)(?: No\.?)? (?P<number>\d{1,2},\d{3}|\d{4,5}(?![-–]\d)|[A-Z]{1,3}-\d{1,3}(?:-\d{2,4})?|20\d\d[-–]\d{1,3}|\d{1,3}(?:-\d{1,2})?)\b(?! of (?:the|merit))"
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d\b")


def numbered_bills(text: str) -> Iterator[Law]:
    """Yield bills, ballot measures, ordinances and orders; a score below 0.5 says that only more of the article can bear it out."""
    if any(hint in text for hint in _CONGRESS_HINTS):
        for match in _CONGRESS.finditer(text):
            yield _congress(match, text)
    for match in _SENATE.finditer(text) if " S." in text or "(S." in text else ():
        yield Law(Span(match.start(), match.end()), Citation(f"S. {match['number'] or match['bracketed']}", "US"), 0.85)
    for match in _STATE.finditer(text) if any(word in text for word in _STATE_HINTS) else ():
        yield from _state(match, text)
    for match in _BILL.finditer(text) if "Bill " in text else ():
        yield from _bill(match, text)
    for match in _BALLOT.finditer(text) if any(word in text for word in _BALLOT_HINTS) else ():
        yield from _ballot(match, text)
    for match in (
        _LOCAL.finditer(text) if any(word in text for word in ("Ordinance", "ylaw", "y-law", "Law ", "Decree")) else ()
    ):
        yield _local(match, text)
    for match in _STATE_ORDER.finditer(text) if "Order" in text or "EO" in text or "E.O." in text else ():
        yield from _order(match, text)


def of(form: str, whose: Owner | None) -> Citation:
    """Return the citation of a numbered law of a state."""
    return Citation(f"{form} ({whose.code})", whose.code) if whose else Citation(form)


def _whose(match: re.Match[str], text: str, *, behind: bool = True) -> Owner | None:
    return owner(text, match.start(), match.end(), division=True, behind=behind)


def _congress(match: re.Match[str], text: str) -> Law:
    chamber = re.sub(r"[.\s]", "", match["chamber"]).upper()
    form = f"{_FORMS[chamber]} {match['number']}"
    whose = _whose(match, text, behind=False)
    if whose and whose.code != "US" and (whose.possessive or "RESOLUTION" in chamber):
        return Law(Span(*match.span()), of(form, whose), 0.9)
    return Law(Span(*match.span()), Citation(form, "US"), 0.96)


def _state(match: re.Match[str], text: str) -> Iterator[Law]:
    chamber = re.sub(r"[.\s]", "", match["chamber"])
    whose = _whose(match, text)
    if not match["gap"] and chamber not in ("HB", "SB", "AB", "LB"):
        return
    if match["gap"] != " " and not whose and not _CUED.search(text[max(0, match.start() - 14) : match.start()]):
        return
    if chamber in _ONLY_OWNED and not whose and not _CUED.search(text[max(0, match.start() - 14) : match.start()]):
        return
    form = f"{_FORMS[chamber.upper()]} {match['number']}"
    if chamber.upper() in ("LB", "LEGISLATIVEBILL") and not whose:
        whose = Owner("US-NE", possessive=False)  # the one legislature with one chamber
    federal = whose and whose.code == "US"
    yield Law(Span(*match.span()), Citation(form, "US") if federal else of(form, whose), 0.93)


def _bill(match: re.Match[str], text: str) -> Iterator[Law]:
    if match["federal"]:
        yield Law(Span(*match.span()), Citation(f"Bill {match['federal']}", "CA"), 0.9)
        return
    whose = _whose(match, text)
    if whose or _BEFORE_BILL.search(text[max(0, match.start() - 14) : match.start()]):
        yield Law(Span(*match.span()), of(f"Bill {match['number']}", whose), 0.85)


def _ballot(match: re.Match[str], text: str) -> Iterator[Law]:
    kind, number = match["other"], match["number"]
    if kind == "Ballot Measure":
        kind = "Measure"
    elif kind in ("State Question", "Ballot Question"):
        kind = "Question"
    if not kind:
        if _NO_PROPOSITION.match(text, match.end()):
            return
        whose = _whose(match, text)
        sure = (
            number.isdigit()
            or bool(whose)
            or text[match.start() - 4 : match.start()].lower() in ("for ", " of ", "the ", "sed ")
            or match[0].startswith("Proposition")
        )
        if sure:
            yield Law(Span(*match.span()), of(f"Proposition {number}", whose), 0.9)
        return
    whose = _whose(match, text, behind=kind != "Act")
    owned = (
        whose
        and whose.code[:3] in ("US-", "CA-", "AU-")
        and (number.isdigit() or kind in ("Measure", "Question", "Issue", "Proposal", "Amendment"))
    )
    sure = bool(owned) or match["other"].startswith(("Ballot", "State"))
    yield Law(Span(*match.span()), of(f"{kind} {number}", whose if owned else None), 0.85 if sure else 0.3)


def _local(match: re.Match[str], text: str) -> Law:
    kind = match["kind"] or match["decree"] or match["plain"]
    kind = "Bylaw" if kind.lower().startswith("by") else kind.replace("Decree Law", "Decree-Law")
    whose = owner(text, match.start(), match.end())
    number = match["number"].rstrip(".,")
    end = match.start("number") + len(number) if not match["year"] else match.end()
    year = _YEAR.search(match["year"] or "") or (_YEAR.search(number) if kind != "Ordinance" else None)
    form = f"{kind} {number}{match['year'] or ''}"
    citation = of(form, whose)
    return Law(
        Span(match.start(), end),
        Citation(citation.normal_form, citation.jurisdiction, int(year[0]) if year else None),
        0.85,
    )


def _order(match: re.Match[str], text: str) -> Iterator[Law]:
    number = match["number"].replace(",", "").replace("–", "-")
    whose = _whose(match, text, behind=False)
    presidential = re.fullmatch(r"\d{4,5}", number)
    if whose and whose.code != "US":
        yield Law(Span(*match.span()), of(f"Executive Order {number}", whose), 0.95)
    elif presidential:
        yield Law(Span(*match.span()), Citation(f"Executive Order {number}", "US"), 0.98)
    elif match[0].startswith("Executive Order"):
        yield Law(Span(*match.span()), Citation(f"Executive Order {number}", "US" if whose else None), 0.9)
