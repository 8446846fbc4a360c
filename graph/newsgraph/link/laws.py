"""Official registers' addresses for laws: from the number in a law's normal form, or from the list of laws.

Only patterns that a register publishes as lasting, and only for the years it covers. A part of a law that the register
does not number by itself (a subsection) gets no address: its law's would be another thing's.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from newsgraph.gazetteers import names, rows
from newsgraph.link.candidate import Candidate, settled
from newsgraph.link.names import fold

_NONE = 0.03
_COLUMNS = 7
"""Of the list of laws: normal form, jurisdiction, year, names, citations, codified, register."""
_ROMAN = {"I": 1, "V": 5, "X": 10}
_FIRST_PUBLIC_LAW, _FIRST_STATUTE_VOLUME, _FIRST_ORDER = 104, 65, 12890
"""From where the registers hold the texts: 1995, 1951, 1994."""


def register_of(normal_form: str) -> tuple[str, str] | None:
    """Return a law's address in an official register and the register's name, or None where no pattern is sure."""
    for pattern, register, address in _PATTERNS:
        if match := pattern.fullmatch(normal_form):
            made = address(match)
            return (made, register) if made else None
    return None


def law_candidates(listed: Iterable[str]) -> tuple[Candidate, ...]:
    """Return the register entries of a law by its normal form or other names, likeliest first, and none."""
    for name in dict.fromkeys(listed):
        if found := register_of(name):
            offers = [Candidate(found[0], name, 1.0, f"{found[1]} gives it this address by its number", found[1])]
        else:
            forms = (name,) if name in _addresses() else _forms_by_name().get(fold(name), ())
            offers = [_listed(form) for form in forms]
        if offers:
            return settled(offers, none=_NONE)
    return ()


def _listed(form: str) -> Candidate:
    target, citation = _addresses()[form]
    register = _register_name(target)
    why = f"cited as {citation}" if citation else "the list of laws has its page"
    return Candidate(target, form, 1.0, f"{why}; {register}", register)


@cache
def _addresses() -> dict[str, tuple[str, str]]:
    """Return the addresses of the laws of the list by normal form, each with the citation that gave it."""
    found = {}
    for normal_form, *_, citations, _, register in _rows():
        pages = [page for page in names(register) if re.match(r"https?://", page)]
        cited = [(made[0], one) for one in names(citations) if (made := register_of(one))]
        if pages or cited:
            found[normal_form] = (pages[0], "") if pages else cited[0]
    return found


@cache
def _forms_by_name() -> dict[str, tuple[str, ...]]:
    """Return the normal forms that have an address, by each folded name."""
    found: dict[str, list[str]] = {}
    for normal_form, _, _, aliases, *_ in _rows():
        if normal_form in _addresses():
            for name in dict.fromkeys(fold(one.lstrip("~*")) for one in (normal_form, *names(aliases))):
                found.setdefault(name, []).append(normal_form)
    return {name: tuple(forms) for name, forms in found.items()}


def _rows() -> Iterator[tuple[str, ...]]:
    for row in rows("laws"):
        yield (*row, *("",) * (_COLUMNS - len(row)))[:_COLUMNS]


def _register_name(target: str) -> str:
    host = target.split("/")[2].removeprefix("www.")
    return {"data.europa.eu": "EUR-Lex", "eur-lex.europa.eu": "EUR-Lex"}.get(host, host)


def _public_law(match: re.Match[str]) -> str | None:
    congress = int(match[1])
    return f"https://www.govinfo.gov/link/plaw/{congress}/public/{match[2]}" if congress >= _FIRST_PUBLIC_LAW else None


def _statute(match: re.Match[str]) -> str | None:
    volume = int(match[1])
    return f"https://www.govinfo.gov/link/statute/{volume}/{match[2]}" if volume >= _FIRST_STATUTE_VOLUME else None


def _order(match: re.Match[str]) -> str | None:
    number = int(match[1].replace(",", ""))
    return f"https://www.federalregister.gov/executive-order/{number}" if number >= _FIRST_ORDER else None


def _directive(match: re.Match[str]) -> str | None:
    year = int(match[1])
    full = year + 1900 if year < 100 else year
    return f"http://data.europa.eu/eli/dir/{full}/{match[2]}/oj" if 1952 <= full <= 2100 else None


def _regulation(match: re.Match[str]) -> str | None:
    """Numbered by year since 2015; before, the year stood last."""
    first, second = int(match[3]), int(match[4])
    by_year = match[2] in ("EU", "EU, Euratom") and 2015 <= first <= 2100
    year, number = (first, second) if by_year else (second + 1900 if second < 100 else second, first)
    kind = {"Regulation": "reg", "Decision": "dec", "Directive": "dir"}[match[1]]
    if match[1] != "Regulation" and not by_year:
        return None
    return f"http://data.europa.eu/eli/{kind}/{year}/{number}/oj" if 1952 <= year <= 2100 else None


def _amendment(match: re.Match[str]) -> str | None:
    number = _arabic(match[1])
    return f"https://constitution.congress.gov/constitution/amendment-{number}/" if 1 <= number <= 27 else None


def _article(match: re.Match[str]) -> str | None:
    number = int(match[1]) if match[1].isdigit() else _arabic(match[1])
    return f"https://constitution.congress.gov/constitution/article-{number}/" if 1 <= number <= 7 else None


def _arabic(roman: str) -> int:
    values = [_ROMAN[letter] for letter in roman]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _filled(form: str) -> Callable[[re.Match[str]], str | None]:
    return lambda match: form.format(*match.groups())


_PATTERNS: tuple[tuple[re.Pattern[str], str, Callable[[re.Match[str]], str | None]], ...] = (
    (
        re.compile(r"(\d{1,2}) U\.S\.C\. § (\d+[a-z]{0,3}(?:-\d+[a-z]?)?)"),
        "govinfo",
        _filled("https://www.govinfo.gov/link/uscode/{}/{}"),
    ),
    (re.compile(r"Pub\. L\. (\d{1,3})-(\d+)"), "govinfo", _public_law),
    (re.compile(r"(\d{1,3}) Stat\. (\d+)"), "govinfo", _statute),
    (
        re.compile(r"(\d{1,2}) C\.F\.R\. § (\d+\.\d+[a-z]?(?:-\d+)?)"),
        "eCFR",
        _filled("https://www.ecfr.gov/current/title-{}/section-{}"),
    ),
    (
        re.compile(r"(\d{1,2}) C\.F\.R\. [Pp]art (\d+)"),
        "eCFR",
        _filled("https://www.ecfr.gov/current/title-{}/part-{}"),
    ),
    (re.compile(r"Executive Order ([\d,]+)"), "Federal Register", _order),
    (re.compile(r"Directive (\d{2}|\d{4})/(\d+)/(?:EC|EEC|EU|JHA|Euratom)"), "EUR-Lex", _directive),
    (
        re.compile(r"(Regulation|Decision|Directive) \((EU|EC|EEC|EU, Euratom)\) (?:No\.? )?(\d{1,4})/(\d{1,4})"),
        "EUR-Lex",
        _regulation,
    ),
    (re.compile(r"(\d{4}) c\. (\d+)"), "legislation.gov.uk", _filled("http://www.legislation.gov.uk/id/ukpga/{}/{}")),
    (re.compile(r"SI (\d{4})/(\d+)"), "legislation.gov.uk", _filled("http://www.legislation.gov.uk/id/uksi/{}/{}")),
    (re.compile(r"SSI (\d{4})/(\d+)"), "legislation.gov.uk", _filled("http://www.legislation.gov.uk/id/ssi/{}/{}")),
    (re.compile(r"U\.S\. Const\. amend\. ([IVX]+)"), "Constitution Annotated", _amendment),
    (re.compile(r"U\.S\. Const\. article ([IV]+|\d)"), "Constitution Annotated", _article),
    (
        re.compile(r"U\.S\. Const\.()"),
        "Constitution Annotated",
        _filled("https://constitution.congress.gov/constitution/"),
    ),
)
