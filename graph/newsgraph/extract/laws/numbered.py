"""Laws cited by number: codes, public laws, bills, orders, directives, amendments, reporters."""

import re
from collections.abc import Callable, Iterator

from newsgraph.extract.laws.law import Citation, Law
from newsgraph.model import Span

_SUB = r"(?:\(\w{1,4}\))*"
_SECTION = rf"\d+[a-z]?(?:[.\-–]\d+[a-z]?)*{_SUB}"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth"
    " twenty-fifth twenty-sixth twenty-seventh"
).split()
_ROMAN = (
    "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII XXIV XXV XXVI XXVII"
).split()
_AMENDMENTS = dict(zip(_ORDINALS, _ROMAN, strict=True))
_AMENDMENTS |= {
    f"{n}{'th' if n in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}": r
    for n, r in enumerate(_ROMAN, 1)
}
_ORDINAL = "|".join(sorted((f"{name[0].upper()}{name[1:]}" for name in _AMENDMENTS), key=len, reverse=True))

_Make = Callable[[re.Match[str]], Citation | None]


def _code(match: re.Match[str]) -> Citation:
    whole = f"{match['title']} {'C.F.R.' if match['code'].upper().startswith('C') else 'U.S.C.'}"
    if not match["section"]:
        return Citation(whole, "US")
    mark = "§§" if re.search(r"[-–]", match["section"]) else "§"
    return Citation(f"{whole} {mark} {match['section'].replace('–', '-')}", "US", None, whole)


def _code_in_words(match: re.Match[str]) -> Citation:
    whole = f"{match['title']} {'C.F.R.' if 'Reg' in match['code'] else 'U.S.C.'}"
    section = match["section"] or match["before"]
    return Citation(f"{whole} § {section}", "US", None, whole) if section else Citation(whole, "US")


def _bill(match: re.Match[str]) -> Citation:
    chamber = re.sub(r"[.\s]", "", match["chamber"]).upper()
    forms = {
        "HR": "H.R.", "S": "S.", "HRES": "H.Res.", "SRES": "S.Res.", "HJRES": "H.J.Res.", "SJRES": "S.J.Res.",
        "HCONRES": "H.Con.Res.", "SCONRES": "S.Con.Res.", "HOUSEBILL": "H.B.", "SENATEBILL": "S.B.", "ASSEMBLYBILL": "A.B.",
        "HB": "H.B.", "SB": "S.B.", "AB": "A.B.", "LB": "L.B.", "HOUSERESOLUTION": "H.Res.", "SENATERESOLUTION": "S.Res.",
    }  # fmt: skip
    return Citation(f"{forms[chamber]} {match['number']}", "US")


def _simple(form: str, jurisdiction: str | None = None) -> _Make:
    def make(match: re.Match[str]) -> Citation:
        fields = {name: (value or "").replace("–", "-").replace(",", "") for name, value in match.groupdict().items()}
        return Citation(form.format(**fields), jurisdiction)

    return make


def _amendment(match: re.Match[str]) -> Citation:
    return Citation(f"U.S. Const. amend. {_AMENDMENTS[match['which'].lower()]}", "US", None, "U.S. Const.")


def _european(match: re.Match[str]) -> Citation:
    kind, body, number = match["kind"], match["body"], match["number"].replace("No ", "").strip()
    if match["suffix"]:
        return Citation(f"{kind} {number}/{match['suffix']}", "EU", _year(number))
    return Citation(f"{kind} ({body or 'EU'}) {number}", "EU", _year(number))


def _year(number: str) -> int | None:
    years = [int(piece) for piece in re.findall(r"\b(?:19|20)\d\d\b", number)]
    return years[0] if years else None


_PATTERNS: tuple[tuple[str, str, _Make, float], ...] = (
    (
        "S",
        rf"(?<!\w)(?P<title>\d{{1,2}}) (?P<code>U\.? ?S\.? ?C(?:ode)?\.?|U\.?S\. Code)(?:,? ?(?:§§?|[Ss]ections?|[Ss]ecs?\.)?) ?(?P<section>{_SECTION})(?: et seq\.?)?",
        _code,
        0.98,
    ),
    (
        "F",
        rf"(?<!\w)(?P<title>\d{{1,2}}) (?P<code>C\.? ?F\.? ?R\.?)(?:,? ?(?:§§?|[Pp]arts?|[Ss]ections?)?) ?(?P<section>{_SECTION})",
        _code,
        0.98,
    ),
    (
        "Code",
        rf"(?:\b[Ss]ection (?P<before>{_SECTION}) of )?\bTitle (?P<title>\d{{1,2}})(?:,| of the) (?P<code>(?:U\.?S\.?|United States) Code|Code of Federal Regulations)(?:,? (?:[Ss]ection|§) ?(?P<section>{_SECTION}))?",
        _code_in_words,
        0.97,
    ),
    ("Stat", r"(?<!\w)(?P<volume>\d{1,3}) Stat\. (?P<page>\d{1,4})\b", _simple("{volume} Stat. {page}", "US"), 0.98),
    (
        "L",
        r"\b(?:Pub(?:lic|\.) ?L(?:aw|\.)|P\.L\.)(?: No\.)? (?P<congress>\d{1,3})[-–](?P<number>\d{1,4})\b",
        _simple("Pub. L. {congress}-{number}", "US"),
        0.98,
    ),
    (
        "R",
        r"(?<![\w.])(?P<chamber>H\. ?R\.|HR|H\. ?J\. ?Res\.|S\. ?J\. ?Res\.|H\. ?Con\. ?Res\.|S\. ?Con\. ?Res\.|H\. ?Res\.|S\. ?Res\.) ?(?P<number>\d{1,5})\b",
        _bill,
        0.96,
    ),
    (
        "S.",
        r"(?<![\w.])(?<![A-Z][a-z] )(?<![a-z] )(?P<chamber>S\.) (?P<number>\d{2,4})\b(?! (?:[A-Z][a-z]+ )?(?:St|Ave|Street|Avenue|Main|Blvd)\b)",
        _bill,
        0.8,
    ),
    (
        "S.",
        r"(?<=[a-z] )(?P<chamber>S\.) (?P<number>\d{2,4})\b(?! (?:[A-Z][a-z]+ )?(?:St|Ave|Street|Avenue|Main|Blvd)\b)",
        _bill,
        0.85,
    ),
    (
        "B",
        r"(?<![\w.])(?P<chamber>House Bill|Senate Bill|Assembly Bill|House Resolution|Senate Resolution|HB|SB|AB|LB|H\.B\.|S\.B\.|A\.B\.)(?: No\.)?[ -](?P<number>\d{1,5})\b",
        _bill,
        0.93,
    ),
    (
        "Bill",
        r"\bBill (?P<number>[CS]-\d{1,4}|\d{1,3})\b(?! (?:million|billion|percent|years))",
        _simple("Bill {number}", "CA"),
        0.85,
    ),
    (
        "O",
        r"\b(?:Executive Order|E\.O\.|EO)(?: No\.)? (?P<number>\d{1,2},?\d{3}|\d{4,5})\b",
        _simple("Executive Order {number}", "US"),
        0.98,
    ),
    (
        "Procl",
        r"\b(?:Presidential )?Proclamation(?: No\.)? (?P<number>\d{4,5})\b",
        _simple("Proclamation {number}", "US"),
        0.95,
    ),
    ("Prop", r"\bProp(?:osition|\.)? (?P<number>\d{1,3}|[A-Z]{1,2})\b", _simple("Proposition {number}", "US"), 0.9),
    (
        "Amendment",
        rf"\b(?P<which>{_ORDINAL}|{_ORDINAL.lower()}) Amendment(?:s|\b)(?! to the (?!(?:U\.?S\.?|United States|Federal)? ?Constitution))",
        _amendment,
        0.97,
    ),
    ("Amendments", rf"\b(?P<which>{_ORDINAL})(?= and (?:{_ORDINAL}) Amendments)", _amendment, 0.95),
    ("Title", r"\b(?P<name>Title (?:IX|VI|VII|VIII|X|42|8|32))\b(?!,? (?:of|\d|[A-Z]))", _simple("{name}", "US"), 0.85),
    (
        "ection",
        r"\b(?:Section|section|Sec\.|§) ?(?P<number>\d+[a-z]?(?:\([a-z0-9]{1,3}\))+)(?! of (?:the )?[A-Z])",
        _simple("§ {number}"),
        0.7,
    ),
    ("287(g)", r"(?<![\w§.(])(?P<number>287\(g\))", _simple("§ {number}", "US"), 0.85),
    (
        "E",
        r"\b(?:Council |Commission |Implementing |Delegated |Framework )?(?P<kind>Directive|Regulation|Decision) (?:\((?P<body>EU|EC|EEC|Euratom)\) )?(?P<number>(?:No )?\d{2,4}/\d{1,4})(?:/(?P<suffix>EU|EC|EEC|JHA))?\b",
        _european,
        0.96,
    ),
    (
        "U.S.",
        r"(?<!\w)(?P<volume>\d{1,3}) U\.S\. (?P<page>\d{1,4})\b(?! (?:[a-z]|percent))",
        _simple("{volume} U.S. {page}", "US"),
        0.85,
    ),
    (
        "F.",
        r"(?<!\w)(?P<volume>\d{1,3}) (?P<series>F\.(?: ?Supp\.(?: ?[23]d)?|[234]d|4th)) (?P<page>\d{1,4})\b",
        _simple("{volume} {series} {page}", "US"),
        0.95,
    ),
    (
        "[",
        r"\[(?P<year>(?:19|20)\d\d)\] (?P<court>UKSC|EWCA (?:Civ|Crim)|EWHC|UKHL|SCC|HCA|IESC|NZSC|ZACC) (?P<number>\d{1,4})\b",
        _simple("[{year}] {court} {number}"),
        0.97,
    ),
)
_COMPILED = tuple((hint, re.compile(pattern), make, score) for hint, pattern, make, score in _PATTERNS)


def numbered_laws(text: str) -> Iterator[Law]:
    """Yield the citations by number in the text, pattern by pattern; they may overlap."""
    for hint, pattern, make, score in _COMPILED:
        if hint in text:
            for match in pattern.finditer(text):
                citation = make(match)
                if citation:
                    yield Law(Span(match.start(), match.end()), citation, score)
