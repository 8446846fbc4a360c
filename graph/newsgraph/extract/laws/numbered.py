"""Federal laws of the United States cited by number: codes, public laws, amendments, reporters."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from newsgraph.extract.laws.codes import listed
from newsgraph.extract.laws.known import citations
from newsgraph.extract.laws.law import Citation, Law, named, part
from newsgraph.extract.laws.owners import owner
from newsgraph.model import Span

SECTION = r"\d+[a-z]{0,2}(?:[.\-–]\d+[a-z]?)*(?:\(\w{1,4}\))*"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth"
    " twenty-fifth twenty-sixth twenty-seventh"
).split()
_ROMAN = (
    "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII XXIV XXV XXVI XXVII"
).split()
AMENDMENTS = dict(zip(_ORDINALS, _ROMAN, strict=True))
AMENDMENTS |= {
    f"{n}{'th' if n in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}": r
    for n, r in enumerate(_ROMAN, 1)
}
ORDINAL = "|".join(
    sorted({*AMENDMENTS, *(name.capitalize() for name in _ORDINALS)}, key=lambda name: (-len(name), name))
)
CONSTITUTION = "U.S. Const."

_TO_FOREIGN = (
    r"(?! (?:to|of) (?:the|its|their|our|that|this|an?) (?!(?:U\.?S\.?|United States|[Ff]ederal)? ?Constitution\b))"
)
_BODY = r"(?! (?:Coalition|Society|Center|Centre|Institute|Foundation|Project|Clinic|Museum|Sanctuary|Lawyers|Encyclopedia|Watch|Fund|Caucus|Association|Day|Auditors?)\b)"
_AMENDMENT = re.compile(rf" Amendment(?:s|\b){_TO_FOREIGN}{_BODY}")
_WHICH = re.compile(rf"(?<![\w-])(?:(?:{ORDINAL})(?:, (?:{ORDINAL})){{0,6}},? (?:and|or) )?(?:{ORDINAL})$")
_EACH = re.compile(ORDINAL)
_CLAUSES = {
    "Equal Protection": "amend. XIV", "Citizenship": "amend. XIV", "Establishment": "amend. I", "Free Exercise": "amend. I", "Takings": "amend. V",
    "Speedy Trial": "amend. VI", "Confrontation": "amend. VI", "Excessive Fines": "amend. VIII", "Commerce": "article I", "Supremacy": "article VI",
    "Emoluments": "article I", "Full Faith and Credit": "article IV", "Due Process": None,
}  # fmt: skip
_CLAUSE = re.compile(
    rf"\b(?P<clause>{'|'.join(_CLAUSES)}) Clause\b(?: of the (?P<which>{ORDINAL}) Amendment)?(?: of the (?:U\.S\. )?Constitution\b)?"
)
_ARTICLE = re.compile(
    r"\bArticle (?P<article>I{1,3}|IV|V|VI|VII),? (?:[Ss]ection|§) (?P<section>\d{1,2})\b(?! of the (?!(?:U\.?S\.? |United States )?Constitution))(?: of the (?:U\.?S\.? |United States )?Constitution\b)?"
)
_CODE = re.compile(
    rf"(?<![\w.])(?P<title>\d{{1,2}}) (?P<code>U\.? ?S\.? ?C(?:ode)?\.?(?!\w)|U\.? ?S\. Code|C\.? ?F\.? ?R\.?(?!\w))(?: ?Ann\.)?,? ?"
    rf"(?P<mark>§§?|[Ss]ections?|[Ss]ecs?\.|[Pp]arts?|[Pp]t\.|[Cc]hapter)? ?(?P<section>{SECTION})(?P<range>,? et\.? seq\.?)?"
)
_MORE_SECTIONS = re.compile(
    rf"(?:, and |, or | and | or |, | & )(?P<section>{SECTION})(?![\w%]| (?:U\.?S|C\.?F\.?R|F\.|Stat|[a-z]{{3,}}s\b|million|percent))"
)
_TITLE_FIRST = re.compile(
    rf"\bTitle (?P<title>\d{{1,2}}),? [Ss]ection (?P<section>{SECTION}),? of the (?P<code>(?:U\.? ?S\.?|United States) Code|Code of Federal Regulations)"
)
_TITLE = re.compile(
    rf"(?:\b[Ss]ection (?P<before>{SECTION}) of )?\bTitle (?P<title>\d{{1,2}})(?:,| of the) (?P<code>(?:U\.? ?S\.?|United States) Code|Code of Federal Regulations)(?:,? (?:[Ss]ection|§) ?(?P<section>{SECTION}))?"
)
_ALONE = re.compile(
    r"(?<!Volume )(?<!Book )(?<!, )\b(?P<name>Title (?:IX|VI|VII|X|42|8|32))\b(?!,? (?:of|\d|[A-Z]|fight|bout))(?![-.]\d)"
)
_CUED_TITLE = re.compile(
    r"\b(?:under|lift\w*|end\w*|use[sd]?|using|invok\w+|violat\w+|the|of|a|its|keep|extend\w*|[Tt]hat|and|[’']s)\s$"
)


class _Simple(NamedTuple):
    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    make: Callable[[re.Match[str]], Citation]
    score: float


def _form(form: str, jurisdiction: str | None = None) -> Callable[[re.Match[str]], Citation]:
    def make(match: re.Match[str]) -> Citation:
        fields = {name: (value or "").replace("–", "-").replace(",", "") for name, value in match.groupdict().items()}
        return Citation(form.format(**fields), jurisdiction)

    return make


_SIMPLE = (
    _Simple(
        ("Stat. ",),
        re.compile(r"(?<![\w.])(?P<volume>\d{1,3}) Stat\. (?P<page>\d{1,4})\b"),
        _form("{volume} Stat. {page}", "US"),
        0.98,
    ),
    _Simple(
        ("Pub", "P.L.", "P. L."),
        re.compile(
            r"\b(?:Pub(?:lic|\.) ?L(?:aw|\.)|P\. ?L\.)(?: No\.)? (?P<congress>\d{1,3})[-–](?P<number>\d{1,4})\b"
        ),
        _form("Pub. L. {congress}-{number}", "US"),
        0.98,
    ),
    _Simple(
        ("Procl",),
        re.compile(r"\b(?:Presidential )?Proclamation(?: No\.)? (?P<number>\d{1,2},\d{3}|\d{4,5})\b"),
        _form("Proclamation {number}", "US"),
        0.95,
    ),
    _Simple(
        (" U.S. ",),
        re.compile(
            r"(?<![\w.$])(?P<volume>\d{1,3}) U\.S\. (?P<page>\d{1,4})\b(?![,.]\d)(?! (?:[a-z]|percent|[A-Z]\w+s\b))"
        ),
        _form("{volume} U.S. {page}", "US"),
        0.85,
    ),
    _Simple(
        (" F.", " S. Ct.", " S.Ct."),
        re.compile(
            r"(?<![\w.])(?P<volume>\d{1,4}) (?P<series>F\.(?: ?Supp\.(?: ?[23]d)?| ?[234]d| ?4th)|S\. ?Ct\.) (?P<page>\d{1,4})\b"
        ),
        _form("{volume} {series} {page}", "US"),
        0.95,
    ),
    _Simple(
        ("Fed. Reg.",),
        re.compile(r"(?<![\w.])(?P<volume>\d{1,3}) Fed\. Reg\. (?P<page>\d{1,3},?\d{1,3})\b"),
        _form("{volume} Fed. Reg. {page}", "US"),
        0.97,
    ),
)


def numbered_laws(text: str) -> Iterator[Law]:
    """Yield the citations by number in the text, kind by kind; they may overlap."""
    for simple in _SIMPLE:
        if any(hint in text for hint in simple.hints):
            for match in simple.pattern.finditer(text):
                yield Law(Span(*match.span()), simple.make(match), simple.score)
    if any(
        hint in text for hint in ("U.S.C", "USC", "U. S. C", "U.S. C", "US C", "CFR", "C.F.R", "C. F. R", "U.S Code")
    ):
        for match in _CODE.finditer(text):
            yield from _sections(match, text)
    if "Title " in text:
        for pattern in (_TITLE, _TITLE_FIRST):
            for match in pattern.finditer(text):
                yield Law(Span(*match.span()), _code_in_words(match), 0.97)
        for match in _ALONE.finditer(text):
            if match["name"] != "Title 8" or _CUED_TITLE.search(text[max(0, match.start() - 12) : match.start()]):
                yield Law(Span(*match.span()), Citation(match["name"], "US"), 0.85)
    if "Amendment" in text:
        for match in _AMENDMENT.finditer(text):
            yield from _amendments(match, text)
    for match in _CLAUSE.finditer(text) if " Clause" in text else ():
        yield Law(Span(*match.span()), _clause(match), 0.9)
    for match in _ARTICLE.finditer(text) if "Article " in text else ():
        whole = part(Citation(CONSTITUTION, "US", 1788), "article", match["article"])
        yield Law(Span(*match.span()), part(whole, "section", match["section"]), 0.85)


def _amendments(match: re.Match[str], text: str) -> Iterator[Law]:
    """Yield what is amended: another country's constitution where its possessive stands before, else the American one."""
    which = _WHICH.search(text, max(0, match.start() - 110), match.start())
    if which is None:
        return
    whose = owner(text, which.start(), match.end())
    foreign = whose and whose.possessive and len(whose.code) == 2 and whose.code != "US"
    whole = constitution_of(whose.code) if whose and foreign else None
    ordinals = [one.span() for one in _EACH.finditer(text, which.start(), match.start())]
    for start, end in ordinals:
        last = end == match.start()
        yield Law(Span(start, match.end() if last else end), amendment(text[start:end], whole), 0.97 if last else 0.95)


def constitution_of(place: str) -> Citation:
    """Return the citation of the constitution of a country or a state, by its code."""
    if place == "US":
        return citations().get("U.S. Constitution") or Citation(CONSTITUTION, "US", 1788)
    return listed("Constitution", place) or named("Constitution", jurisdiction=place)


def amendment(which: str, whole: Citation | None = None) -> Citation:
    """Return the citation of an amendment by its ordinal; of another constitution than that of the United States where given."""
    number = AMENDMENTS[which.lower()]
    if whole and whole.normal_form != CONSTITUTION:
        return Citation(f"{whole.normal_form} amend. {number}", whole.jurisdiction, None, whole.normal_form)
    return Citation(f"{CONSTITUTION} amend. {number}", "US", None, CONSTITUTION)


def _clause(match: re.Match[str]) -> Citation:
    above = f"amend. {AMENDMENTS[match['which'].lower()]}" if match["which"] else _CLAUSES[match["clause"]]
    whole = f"{CONSTITUTION} {above}" if above else CONSTITUTION
    return Citation(f"{whole}, {match['clause']} Clause", "US", None, whole)


def _sections(match: re.Match[str], text: str) -> Iterator[Law]:
    regulations = match["code"].upper().startswith("C")
    whole = Citation(f"{match['title']} {'C.F.R.' if regulations else 'U.S.C.'}", "US")
    mark = (match["mark"] or "§").lower()
    kind = (
        "part"
        if mark.startswith("p") or (regulations and not match["mark"] and re.fullmatch(r"\d{1,4}", match["section"]))
        else mark
    )
    if mark == "chapter":
        kind = "chapter"
    cited = part(whole, kind if kind in ("part", "chapter") else "§", match["section"])
    if match["range"]:
        cited = Citation(f"{cited.normal_form} et seq.", "US", None, whole.normal_form)
    yield Law(Span(*match.span()), cited, 0.98)
    if mark not in ("§§", "sections", "secs.", "parts"):
        return
    at = match.end()
    while more := _MORE_SECTIONS.match(text, at):
        yield Law(
            Span(more.start("section"), more.end()), part(whole, kind if kind == "part" else "§", more["section"]), 0.96
        )
        at = more.end()


def _code_in_words(match: re.Match[str]) -> Citation:
    whole = Citation(f"{match['title']} {'C.F.R.' if 'Reg' in match['code'] else 'U.S.C.'}", "US")
    section = match["section"] or match.groupdict().get("before")
    return part(whole, "§", section) if section else whole
