"""Court cases by their parties: `Brown v. Board of Education`, `In re Gault`."""

import re
from collections.abc import Iterator

from newsgraph.extract.laws.law import Citation, Law
from newsgraph.extract.laws.owners import place_code
from newsgraph.model import Span

_WORD = r"(?:[^\W\d_][\w'’.&-]*)"
_SHORTENED = "Inc|Co|Corp|Ltd|Bd|Dept|Dep|Educ|Comm|Univ|Sch|Dist|Mfg|Bros|Cnty|Cty|Auth|Hosp|Ins|St|Mt|Ft|Jr|Sr|Dr|Mr|Mrs|Ms|Gen|Sec|No"
# A full stop behind any other word ends the sentence.
_CAPITAL = rf"(?:(?=[^\W\d_])(?:(?:{_SHORTENED}|[A-Z](?:\.[A-Z])*)\.|[A-ZÀ-ÖØ-Þ][\w'’-]*)|&|\d+[A-Z]?)"
_JOIN = r"(?:of|the|for|de|del|la|von|van|ex rel\.|et|and(?= Wales\b)|and(?= [A-Z]\w+ (?:Co|Company|Corp|Inc|Ltd)\b))"
_RIGHT = re.compile(
    rf"(?:{_CAPITAL}(?: (?:{_JOIN} )*{_CAPITAL})*(?:,? (?:Inc|Ltd|Co|Corp|LLC|LLP|L\.P|plc)\b\.?)?(?:,? et al\.?)?)"
)
_LEFT = re.compile(
    rf"(?:{_CAPITAL}(?:,? (?:{_JOIN} )*{_CAPITAL}|(?<=\bR) \([A-Z][\w ]{{0,30}}\))*(?:,? (?:et al|Inc|Ltd|Co|Corp|LLC|LLP|L\.P|plc)\.?)?)$"
)
_VERSUS = re.compile(r" (v\.|vs\.|v) (?=[A-ZÀ-ÖØ-Þ])")
_WITHOUT_PARTIES = re.compile(
    rf"\b(?:In [Rr]e:?|Ex [Pp]arte|Matter of) (?P<who>{_CAPITAL}(?: (?:{_JOIN} )*{_CAPITAL})*)"
)
_YEAR = re.compile(
    r"(?:, \d{1,4} [A-Z][\w. ]{1,16} \d{1,4}(?:, \d{1,4})?)?,? \((?:\w[\w. ]{0,14} )?((?:1[789]|20)\d\d)\)"
)
_PUBLIC_PARTY = re.compile(
    r"\b(?:R|Regina|Rex|State|States|Secretary|Minister|Ministry|Attorney|Commissioner|Council|Board|Republic|Union of|Department|"
    r"Commission|Director|Crown|Queen|King|University|Authority|Chief Constable|Home Office|Government|County|City of|People|Ltd|Inc|plc|LLC)\b"
)
_COURT_WORDS = re.compile(
    r"\b(?:court|judgment|ruling|ruled|case|appeal|lawsuit|precedent|decision|justices?|judges?|litigation|plaintiff)\b",
    re.IGNORECASE,
)
_SPORT = re.compile(
    r"\b(?:games?|match(?:es)?|season|tip-?off|kick-?off|playoffs?|innings|coach|league|cup|stadium|quarter|fans|derby|fixtures?|tournament|"
    r"scored?|goals?|points|wickets|halftime|semi-?finals?|finals?|rematch|Test|bout|fight|title fight|title|Arena|p\.m\.|tickets)\b|\b\d{1,3}[-–]\d{1,3}\b"
)
_TEAMS = re.compile(r"[A-Z]\w+s v\. (?:the )?[A-Z]\w+s")
_CASE_LAW = {
    "UKSC": "GB",
    "EWCA": "GB",
    "EWHC": "GB",
    "UKHL": "GB",
    "SCC": "CA",
    "HCA": "AU",
    "IESC": "IE",
    "ZACC": "ZA",
    "NZSC": "NZ",
}
_OPENERS = frozenset(
    "In Under Since After Before The See As By With For And But Like Citing Overturning When Both Unlike From"
    " Of On At Through Until"
    " While Although Because That This Following Despite Is Was Did Does Can Cf Compare Even If Not Only Overruling Also".split()
)
_WINDOW = 200
_STARTS = ("In re", "In Re", "Ex parte", "ex parte", "Ex Parte", "Matter of")


def court_cases(text: str) -> Iterator[Law]:
    """Yield the cases in the text; without a stop behind the v, only where a court is at hand or a party is public."""
    if " v" not in text and "In " not in text and "Ex " not in text and "Matter of" not in text:
        return
    for versus in _VERSUS.finditer(text):
        right = _RIGHT.match(text, versus.end())
        left = _LEFT.search(text, max(0, versus.start() - 120), versus.start())
        start = _start(text, left.start(), versus.start()) if left else None
        if right is None or start is None:
            continue
        end = _end(text, right.end(), versus.end())
        parties = text[start : versus.start()], text[versus.end() : end]
        if _is_case(text, start, end, parties, versus[1]):
            yield _case(
                text,
                start,
                end,
                f"{parties[0]} v. {parties[1].rstrip('.') if parties[1].endswith('..') else parties[1]}",
            )
    for match in _WITHOUT_PARTIES.finditer(text) if any(words in text for words in _STARTS) else ():
        if (
            match[0].startswith("In re")
            or match[0].startswith("In Re")
            or _COURT_WORDS.search(_around(text, *match.span()))
        ):
            end = _end(text, match.end(), match.start("who"))
            yield _case(text, match.start(), end, text[match.start() : end])


def _start(text: str, start: int, stop: int) -> int | None:
    """Return where the left party begins: behind a possessive, a full stop and the words that open a sentence."""
    party = text[start:stop]
    for cut in re.finditer(r"(?:['’]s|s['’]|[^\W\d_]{3,}[.!?:;]) ", party):
        if not re.match(r"(?:Inc|Ltd|Co|Corp|Bros|St|Mrs?|Dr)\.", party[cut.start() :]):
            start = start + cut.end() if cut.end() < len(party) else start
            party = text[start:stop]
            break
    while party and party.split()[0].strip(",") in _OPENERS:
        start += len(party.split()[0]) + 1
        party = text[start:stop]
    return start if party.strip() and not party.isdigit() else None


def _end(text: str, end: int, begin: int) -> int:
    """Return where the right party ends: without a possessive and without the stop of the sentence."""
    words = text[begin:end]
    possessive = re.search(r"['’]s?(?= |$)", words)
    if possessive and not re.match(r"['’]s [A-Z]", words[possessive.start() :]):
        return begin + possessive.start()
    if words.endswith(".") and not re.search(r"\b(?:Inc|Ltd|Co|Corp|et al|L\.P|U\.S|No)\.$", words):
        return end - 1
    return end


def _is_case(text: str, start: int, end: int, parties: tuple[str, str], mark: str) -> bool:
    """Return whether two parties met in court; a stop behind the v says so unless all around it speaks of sport."""
    if mark != "v.":
        return _is_court_matter(text, start, end, parties, strict=mark == "vs.")
    if any(_is_public(party) for party in parties) or _YEAR.match(text, end) or re.match(r", \d", text[end : end + 3]):
        return True
    near = _around(text, start, end)
    if _COURT_WORDS.search(near):
        return True
    return not _SPORT.search(near) and not _TEAMS.fullmatch(f"{parties[0]} v. {parties[1]}")


def _is_public(party: str) -> bool:
    return bool(_PUBLIC_PARTY.search(party)) or place_code(party, division=True) is not None


def _is_court_matter(text: str, start: int, end: int, parties: tuple[str, str], *, strict: bool) -> bool:
    near = _around(text, start, end)
    if strict:
        return bool(_COURT_WORDS.search(near)) and any(_is_public(party) for party in parties)
    reported = re.match(r" (?:\(\d{4}\)|\[\d{4}\])", text[end : end + 8])
    return bool(reported) or (bool(_COURT_WORDS.search(near)) and any(_is_public(party) for party in parties))


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - _WINDOW) : end + _WINDOW]


def _case(text: str, start: int, end: int, name: str) -> Law:
    year = _YEAR.match(text, end)
    form = " ".join(name.split()).replace("’", "'").rstrip(",")
    return Law(Span(start, end), Citation(form, None, int(year[1]) if year else None), 0.92)
