"""Treaties and conventions by name, and laws by the letters that stand for them."""

import re
from collections.abc import Iterator

from newsgraph.extract.laws.known import citations
from newsgraph.extract.laws.law import Citation, Law, dated
from newsgraph.extract.laws.names import name_before
from newsgraph.model import Span

_WORD = r"(?:[A-ZÀ-Þ][\w'’.-]*[\w]|[A-Z])"
_MORE = (
    rf"(?: (?:(?:of|on|for|in|to|against|from|by|Against|between) (?:the |All )?|and (?:the |on )?|, )?{_WORD}){{0,9}}"
)
_NOUN = re.compile(
    rf"\b(?P<noun>(?:Treaty|Convention|Covenant|Protocol|Pact|Charter|Agreement|Compact)(?: (?:of|on|against|Against|for|relating to|Relating to|concerning|Concerning|between|to) (?:the )?{_WORD}{_MORE})"
    r"|(?<=[\w)] )(?:Treaty|Pact|Accords?|Protocol(?: (?:I{1,3}|\d{1,2})\b)?|Compact|Agreement|Convention \d{1,3}))(?!\w)(?: (?:of |\()(?P<year>(?:1[6-9]|20)\d\d)\b\)?)?"
)
_BUSINESS = re.compile(
    r"\b(?:Licen[cs]e|Credit|Bargaining|Settlement|Plea|Purchase|Services?|User|Rental|Merger|Franchise|Loan|Operating|Labou?r|Lease|Partnership|Separation|"
    r"Non-?disclosure|Confidentiality|Development|Coalition|Framework|Stockholders|Shareholders|Employment|Sales?|Tenancy|Custody|Prenuptial|Players|Basic|Contract|Host|Asset|Consent|Pooling|Supply) Agreement$"
)
_CITY_CONVENTION = re.compile(
    r"\b(?P<name>(?:Hague|Vienna|Istanbul|Budapest|Ramsar|Basel|Berne|Bern|Aarhus|Minamata|Kampala|Lanzarote|Palermo|Rotterdam|"
    r"Stockholm|Oviedo|Lugano|Barcelona|Bamako|Nairobi|Lomé|Cartagena|Montreux|Chicago|Montreal|Tokyo|Espoo|Apostille|(?:(?:First|Second|Third|Fourth) )?Geneva) Convention(?! (?:[Cc]ent|[Hh]all|[Bb]ureau|[Vv]enue))"
    r"(?: (?:on|for) (?:the )?[A-Z]\w+(?: (?:and |of |of the )?[A-Z]\w+){0,6})?)\b"
)
_LETTERS = {
    "TEU": ("Treaty on European Union", "EU", 1992), "TFEU": ("Treaty on the Functioning of the European Union", "EU", 2007),
    "ECHR": ("European Convention on Human Rights", None, 1950), "UNCLOS": ("Convention on the Law of the Sea", "UN", 1982),
    "ICCPR": ("International Covenant on Civil and Political Rights", "UN", 1966), "UDHR": ("Universal Declaration of Human Rights", "UN", 1948),
    "GDPR": ("General Data Protection Regulation", "EU", 2016), "CEDAW": ("Convention on the Elimination of All Forms of Discrimination against Women", "UN", 1979),
    "IPC": ("Indian Penal Code", "IN", 1860), "CrPC": ("Code of Criminal Procedure", "IN", 1973), "CPC": ("Code of Civil Procedure", "IN", 1908),
    "BNS": ("Bharatiya Nyaya Sanhita", "IN", 2023), "BNSS": ("Bharatiya Nagarik Suraksha Sanhita", "IN", 2023), "PMLA": ("Prevention of Money Laundering Act", "IN", 2002),
    "UAPA": ("Unlawful Activities (Prevention) Act", "IN", 1967), "UCMJ": ("Uniform Code of Military Justice", "US", 1950), "FRCP": ("Federal Rules of Civil Procedure", "US", None),
    "INA": ("Immigration and Nationality Act", "US", 1952), "PACE": ("Police and Criminal Evidence Act", "GB", 1984), "UCC": ("Uniform Commercial Code", "US", None),
}  # fmt: skip
_BY_LETTERS = re.compile(rf"(?<![\w.])(?P<name>{'|'.join(_LETTERS)}|Cr\.P\.C\.?)(?!\w)")
_PART_BEHIND = re.compile(r",? ?(?:§|[Ss]ections?|[Aa]rticles?|[Aa]rt\.) ?\d")
_PART_BEFORE = re.compile(
    r"(?:[Ss]ections?|[Aa]rticles?|[Aa]rts?\.?|[Ss]ecs?\.|[Rr]ules?|§+|ss?\.?|,|and|or) ?[0-9IVX][\w().-]*(?: of(?: the)?)? $"
)
_NO_TREATIES = re.compile(
    r"^(?:The )?(?:Honda|Treaty of \w+ Street|Protocol Office|Rail Pact|Convention on Monday)|\bHonda\b|(?:Diplomatic|Health|Safety|Suicide|Internet|Transfer|Security|Hyundai|Ghost|Voice|Charter) (?:Pact|Protocol|Accord)s?$|"
    r"\b(?:Democratic|Republican|National|Party|Labour|Constitutional|Auto|Comic|Tory) Convention\b|^Charter for\b"
)


def named_treaties(text: str) -> Iterator[Law]:
    """Yield treaties and conventions by their names."""
    if any(
        noun in text
        for noun in (
            "Treaty",
            "Pact",
            "Accord",
            "Protocol",
            "Compact",
            "Convention",
            "Covenant",
            "Charter",
            "Agreement",
        )
    ):
        for match in _NOUN.finditer(text):
            start = name_before(text, match.start(), treaty=True)
            named_by_words = len(match["noun"].split()) > 2
            agreed = match["noun"] == "Agreement" and not text[:start].endswith(("the ", "The "))
            if (start < match.start() or named_by_words) and not agreed:
                yield from _treaty(text, start, match.end(), text[start : match.end("noun")], match["year"], 0.75)
    for match in _CITY_CONVENTION.finditer(text) if " Convention" in text else ():
        yield from _treaty(text, match.start(), match.end(), match["name"], None, 0.9)


def _treaty(text: str, start: int, end: int, name: str, year: str | None, score: float) -> Iterator[Law]:
    while re.match(
        r"(?:The|This|That|A|An|Under|Of|Since|In|By|For|With|And|But|If|When|As|At|On|Both|After|Before|U\.N\.|UN) \S",
        name,
    ):
        cut = name.index(" ") + 1
        start, name = start + cut, name[cut:]
    if len(name.split()) < 2 or _NO_TREATIES.search(name) or _BUSINESS.search(name):
        return
    before = re.search(r"(?<![\w–-])((?:1[6-9]|20)\d\d) $", text[max(0, start - 6) : start])
    if before and not year:
        yield Law(Span(start - 5, end), dated(name, before[1]), score)
    else:
        yield Law(Span(start, end), dated(name, year), score)


def by_letters(text: str) -> Iterator[Law]:
    """Yield laws cited by letters beside a part of theirs: `Article 50 TEU`, `Section 302 IPC`."""
    if not any(letters in text for letters in (*_LETTERS, "Cr.P.C")):
        return
    known = citations()
    for match in _BY_LETTERS.finditer(text):
        if _PART_BEFORE.search(text[max(0, match.start() - 40) : match.start()]) or _PART_BEHIND.match(
            text, match.end()
        ):
            letters = match["name"].replace(".", "")
            name, place, year = _LETTERS[letters]
            citation = (
                known.get(name) or known.get(letters) or Citation(f"{name} ({year})" if year else name, place, year)
            )
            yield Law(Span(*match.span()), citation, 0.95)
