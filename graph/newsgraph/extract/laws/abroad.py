"""Laws cited by number outside the United States, and by international bodies: directives, statutory instruments, resolutions."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from newsgraph.extract.laws.law import Citation, Law
from newsgraph.model import Span


class _Kind(NamedTuple):
    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    make: Callable[[re.Match[str], str], Citation | None]
    score: float


_COURTS = {
    "UK": "GB",
    "EW": "GB",
    "SCC": "CA",
    "HCA": "AU",
    "FCA": "AU",
    "IE": "IE",
    "NZ": "NZ",
    "ZA": "ZA",
    "CSIH": "GB",
    "INSC": "IN",
    "SGCA": "SG",
}
_CANADIAN = {
    "RSC": "CA", "SC": "CA", "RSO": "CA-ON", "SO": "CA-ON", "RSBC": "CA-BC", "SBC": "CA-BC", "RSA": "CA-AB", "SA": "CA-AB", "CQLR": "CA-QC", "RSNS": "CA-NS",
    "RSNB": "CA-NB", "RSS": "CA-SK", "RSY": "CA-YT",
}  # fmt: skip
_COUNCIL_NEAR = re.compile(r"\b(?:Security Council|UNSC|U\.?N\.?|United Nations)\b")
_CITY_COUNCIL = re.compile(
    r"\b(?:[Cc]ity|[Cc]ounty|[Tt]own|[Ss]chool|[Vv]illage) (?:[Cc]ouncil|[Cc]ommission|[Bb]oard)\b"
)


def _year(words: str) -> int | None:
    found = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", words)
    return int(found[0]) if found else None


def _european(match: re.Match[str], text: str) -> Citation:
    kind, body, number = match["kind"], match["body"], match["number"].replace("No ", "").strip()
    if match["suffix"]:
        return Citation(f"{kind} {number}/{match['suffix']}", "EU", _year(number))
    return Citation(f"{kind} ({body or 'EU'}) {number}", "EU", _year(number))


def _instrument(match: re.Match[str], text: str) -> Citation:
    year, number = match["year"] or match["year_behind"], match["number"] or match["number_before"]
    if match["kind"].upper().startswith("SSI"):
        return Citation(f"SSI {year}/{number}", "GB-SCT", int(year))
    place = "IE" if match["year_behind"] else "GB"
    return Citation(f"SI {year}/{number}" if place == "GB" else f"S.I. No. {number} of {year}", place, int(year))


def _chapter(match: re.Match[str], text: str) -> Citation:
    return Citation(f"{match['year']} c. {match['number']}", "GB", int(match["year"]))


def _canadian(match: re.Match[str], text: str) -> Citation:
    letters = match["letters"].replace(".", "").replace(" ", "").rstrip(",")
    dotted = ".".join(letters) + "." if letters != "CQLR" else letters
    year = f" {match['year']}" if match["year"] else ""
    return Citation(
        f"{dotted}{year}, c. {match['chapter']}", _CANADIAN[letters], int(match["year"]) if match["year"] else None
    )


def _resolution(match: re.Match[str], text: str) -> Citation | None:
    body, number = match["body"] or "", match["number"]
    year = _year(match["year"] or "")
    if "General Assembly" in body or body == "UNGA" or match["session"] or number.startswith("ES-"):
        return Citation(f"UN General Assembly Resolution {number}{match['session'] or ''}", "UN", year)
    if "Human Rights Council" in body:
        return Citation(f"UN Human Rights Council Resolution {number}", "UN", year)
    if body or match["letters"]:
        return None if "/" in number else Citation(f"UN Security Council Resolution {number}", "UN", year)
    if not re.fullmatch(r"\d{3,4}", number) or not _COUNCIL_NEAR.search(text) or _CITY_COUNCIL.search(text):
        return None
    return Citation(f"UN Security Council Resolution {number}", "UN", year)


def _report(match: re.Match[str], text: str) -> Citation:
    court = match["court"]
    place = next((code for start, code in _COURTS.items() if court.startswith(start)), None)
    year = match["year"] or match["plain_year"]
    number = match["number"]
    return Citation(f"[{year}] {court} {number}" if match["year"] else f"{year} {court} {number}", place, int(year))


def _union_case(match: re.Match[str], text: str) -> Citation:
    return Citation(f"Case {match['number'].replace('‑', '-').replace('–', '-')}", "EU")


def _republic_act(match: re.Match[str], text: str) -> Citation:
    return Citation(f"Republic Act {match['number'].replace(',', '')}", "PH")


def _numbered_act(match: re.Match[str], text: str) -> Citation:
    return Citation(f"Act {match['number']} of {match['year']}", None, int(match["year"]))


def _convention(match: re.Match[str], text: str) -> Citation:
    return Citation(f"ILO Convention {match['number']}", "UN")


_KINDS = (
    _Kind(
        ("Directive ", "Regulation ", "Decision ", "Directives ", "Regulations "),
        re.compile(
            r"\b(?:(?:EU|EC|European) (?=Dir|Reg))?(?:Council |Commission |Implementing |Delegated |Framework )*(?P<kind>Directive|Regulation|Decision) (?:\((?P<body>EU|EC|EEC|Euratom)\) )?(?P<number>(?:No\.? )?\d{1,4}/\d{1,4})(?:/(?P<suffix>EU|EC|EEC|JHA))?\b(?!/)"
        ),
        _european,
        0.96,
    ),
    _Kind(
        ("SI ", "S.I.", "SSI", "Statutory Instrument"),
        re.compile(
            r"(?<![\w.])(?P<kind>SI|SSI|S\.I\.|Statutory Instrument)(?: (?P<year>(?:19|20)\d\d)(?:/| No\.? ?)(?P<number>\d{1,4})| (?:No\.? ?)?(?P<number_before>\d{1,4})(?:/| of )(?P<year_behind>(?:19|20)\d\d))\b"
        ),
        _instrument,
        0.95,
    ),
    _Kind(
        (" c. ", " c "),
        re.compile(r"(?<![\w,] )(?<![\w.])(?P<year>(?:18|19|20)\d\d),? c\.? ?(?P<number>\d{1,3})\b(?![,.]\d)"),
        _chapter,
        0.85,
    ),
    _Kind(
        ("RS", "R.S.", "SC ", "S.C.", "SO ", "S.O.", "CQLR", "SBC", "S.B.C."),
        re.compile(
            r"(?<![\w.])(?P<letters>R\.?S\.?C\.?|S\.?C\.?|R\.?S\.?O\.?|S\.?O\.?|R\.?S\.?B\.?C\.?|S\.?B\.?C\.?|R\.?S\.?A\.?|S\.?A\.?|RSNS|RSNB|RSS|RSY|CQLR),? ?(?P<year>(?:18|19|20)\d\d)?,? c\.? ?(?P<chapter>[A-Z]{1,2}-\d{1,3}(?:\.\d{1,3})*|[A-Z]\.\d{1,3}|\d{1,3})\b"
        ),
        _canadian,
        0.95,
    ),
    _Kind(
        ("esolution ", "UNSCR", "esolutions "),
        re.compile(
            r"(?:\b(?P<body>(?:(?:U\.?N\.?|United Nations) )?(?:Security Council|General Assembly|Human Rights Council)|UNSC|UNGA|U\.?N\.?|United Nations) [Rr]esolutions?|\bResolutions?|\bresolution(?= \d{3,4} \((?:19|20)\d\d\))|\b(?P<letters>UNSCR))"
            r" (?:No\.? )?(?P<number>ES-\d{1,2}/\d{1,2}|\d{1,3}/\d{1,3}|\d{1,4})(?P<session> \((?:[IVX]+|[A-Z]-[IVX]+)\))?(?P<year> \((?:19|20)\d\d\))?(?![-–]\d|\w)"
        ),
        _resolution,
        0.92,
    ),
    _Kind(
        ("UK", "EW", "SCC", "HCA", "IESC", "IEHC", "NZSC", "ZACC", "ZASCA", "INSC", "CSIH", "FCA"),
        re.compile(
            r"(?:\[(?P<year>(?:19|20)\d\d)\]|(?<![\w.])(?P<plain_year>(?:19|20)\d\d)) (?P<court>UKSC|EWCA (?:Civ|Crim)|EWHC|UKHL|UKPC|SCC|HCA|FCAFC|FCA|IESC|IEHC|IECA|NZSC|NZCA|ZACC|ZASCA|INSC|CSIH|UKUT) (?P<number>\d{1,4})\b"
        ),
        _report,
        0.97,
    ),
    _Kind(("Case ", "Cases "), re.compile(r"\bCases? (?P<number>[CT][-‑–]\d{1,4}/\d{2})\b"), _union_case, 0.95),
    _Kind(
        ("Republic Act",),
        re.compile(r"\bRepublic Act (?:No\.? ?)?(?P<number>\d{1,2},?\d{3}|\d{1,5})\b"),
        _republic_act,
        0.97,
    ),
    _Kind(
        ("Act",),
        re.compile(r"(?<![a-z] )\bAct (?:No\.? ?)?(?P<number>\d{1,3}) of (?P<year>(?:18|19|20)\d\d)\b"),
        _numbered_act,
        0.85,
    ),
    _Kind(("ILO Convention",), re.compile(r"\bILO Convention (?:No\.? ?)?(?P<number>\d{1,3})\b"), _convention, 0.97),
)


def foreign_laws(text: str) -> Iterator[Law]:
    """Yield the citations by number of other countries and of international bodies."""
    for kind in _KINDS:
        if any(hint in text for hint in kind.hints):
            for match in kind.pattern.finditer(text):
                citation = kind.make(match, text)
                if citation:
                    yield Law(Span(*match.span()), citation, kind.score)
