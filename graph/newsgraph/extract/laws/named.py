"""Laws cited by a name that the list need not know: acts, codes, bills, treaties, constitutions."""

import re
from collections.abc import Iterator
from functools import cache

from newsgraph.extract.laws.law import Law, dated
from newsgraph.gazetteers import names, rows
from newsgraph.model import Span

_WORD = r"(?:[A-Z][\w'’.-]*[\w]|[A-Z])"
_JOIN = r"(?:of|and|the|for|on|in|to|against|by|or|de|from|with|&)"
_NAME = rf"{_WORD}(?:,? {_WORD}|,? {_JOIN}(?: {_JOIN}){{0,2}} {_WORD}| \({_WORD}(?: {_WORD})*\)){{0,11}}"
_ACT = re.compile(
    rf"\b(?:(?P<before>1[6-9]\d\d|20\d\d) )?(?P<name>{_NAME}?) (?P<noun>Acts?|Bill|Ordinance|Decree|Statute)\b(?P<number> No\. ?\d+)?(?:,? (?:of )?(?P<after>1[6-9]\d\d|20\d\d)\b)?"
)
_CODE = re.compile(
    r"\b(?P<name>(?:(?!The |This |That )[A-Z][a-z]+ )?(?:Penal|Criminal|Civil|Labou?r|Internal Revenue|Bankruptcy|Health and Safety|Vehicle|"
    r"Elections?|Education|Family|Tax|Municipal|Electoral|Uniform Commercial|Probate|Revised Statutes|Commercial) Code)\b"
    r"(?: of (?P<year>1[6-9]\d\d|20\d\d)\b)?"
)
_SOMEONES_LAW = re.compile(r"\b(?P<name>[A-Z][a-z]+(?:[A-Z][a-z]+)?['’]s Law)\b")
_TREATY = re.compile(
    rf"\b(?P<name>(?:(?:Treaty|Convention|Covenant|Protocol|Pact|Charter) (?:of|on|against|for|relating to|concerning) (?:the )?{_WORD}(?: (?:(?:of|on|for|in|to|against) (?:the )?|and )?{_WORD}){{0,8}})"
    rf"|(?:{_WORD} ){{1,4}}(?:Treaty|Pact|Accords?|Protocol))\b(?: of (?P<year>1[6-9]\d\d|20\d\d)\b)?"
)
_CITY_CONVENTION = re.compile(
    r"\b(?P<name>(?:Hague|Vienna|Istanbul|Budapest|Ramsar|Basel|Berne|Bern|Aarhus|Minamata|Kampala|Lanzarote|Palermo|Rotterdam|"
    r"Stockholm|Oviedo|Lugano|Barcelona|Bamako|Nairobi|Lomé|Cartagena) Convention(?: on (?:the )?[A-Z]\w+(?: (?:and |of |of the )?[A-Z]\w+){0,5})?)\b"
)
_CONSTITUTION = re.compile(
    r"\b(?P<name>(?:[A-Z][a-z]+(?:n|sh|ch|ese|i) |State )?Constitution of (?:the )?[A-Z]\w+(?: [A-Z]\w+)*|[A-Z][a-z]+(?:an|ian|ish|ese|ch) Constitution)\b"
)

_CUE = re.compile(
    r"(?:\b(?:the|this|that|an?|under|of|called|violat\w+|amend\w+|repeal\w+|through|into|cit\w+|invok\w+|proposed|federal|new|by|"
    r"state|[Tt]itled|and|its|their|his|her|our)|['’]s|s['’]|[“\"(]) ?$"
)
_NOT_BEFORE_ACT = frozenset(
    "May Might Must Will Would Can Could Should Shall To We You They I He She It Who Not Let Please First"
    " Second Third Fourth Opening Closing Final Balancing Class Sister Circus Solo Variety Juggling Vanishing"
    " Disappearing Support Supporting Comedy Live Headline Headlining Double Last Main Warm-up Love Together"
    " Now Why How When Men Women Lawmakers Senators Leaders Congress"
    " Republicans Democrats Cops Police Judges Workers Voters States Cities Best Big".split()
)
_NOT_BEFORE_BILL = frozenset(
    "Dollar Buffalo Wild Old Uncle Mr Pecos Kill Phone Electric Energy Water Tax Dental Medical Bar Restaurant"
    " President Former Senator Sen Coach Governor Gov Director Actor Comedian Attorney Secretary Prince King"
    " Sir Judge Justice Rep Dr Father Brother Farmer"
    " Show Playing Double Triple Top The A Hospital Dinner Hotel".split()
)
_NO_LAWS = frozenset(
    "Murphy Moore Newton Ohm Boyle Godwin Hooke Parkinson Poe Sod Grimm Zipf Kepler Faraday Hubble Goodhart Gresham Benford Coulomb Jude".split()
)
_NO_TREATIES = re.compile(
    r"^(?:The )?(?:Honda|Warsaw Pact$|Treaty of \w+ Street|Protocol Office|Rail Pact)|\bHonda\b|Diplomatic Protocol|Health Protocol|Safety Protocol|Suicide Pact"
)
_OPENERS = frozenset(
    "The This That A An Under Of Since In By For With And But If When As At On Both Says After Before Through Their His Her Its Our How Why".split()
)


def named_laws(text: str, headings: tuple[Span, ...]) -> Iterator[Law]:
    """Yield laws cited by name; in headings, where every word is a capital one, only acts with a year."""
    if "Act" in text or "Bill" in text or "Ordinance" in text or "Decree" in text or "Statute" in text:
        for match in _ACT.finditer(text):
            yield from _act(match, text, headings)
    if "Code" in text:
        for match in _CODE.finditer(text):
            yield Law(Span(*match.span()), dated(match["name"], match["year"]), 0.85)
    for match in _SOMEONES_LAW.finditer(text) if "s Law" in text else ():
        if match["name"].split("'")[0].split("’")[0] not in _NO_LAWS:
            yield Law(Span(*match.span()), dated(match["name"], None), 0.8)
    for pattern, score in ((_TREATY, 0.75), (_CITY_CONVENTION, 0.9), (_CONSTITUTION, 0.85)):
        for match in pattern.finditer(text):
            yield from _treaty(match, score)


def _act(match: re.Match[str], text: str, headings: tuple[Span, ...]) -> Iterator[Law]:
    start = _name_start(match["name"]) + match.start("name")
    words = text[start : match.end("name")].split()
    if not words or not _is_law_name(words, match["noun"], text, match.end()):
        return
    year = match["after"] or match["before"]
    cued = bool(_CUE.search(text[max(0, start - 12) : start])) or start > match.start("name")
    in_heading = any(span.start <= start < span.end for span in headings)
    if not year and (in_heading or (not cued and len(words) < 3)):
        return
    begin = match.start() if match["before"] and start == match.start("name") else start
    name = f"{text[start : match.start('noun')]}{match['noun']}{match['number'] or ''}"
    yield Law(Span(begin, match.end()), dated(name, year), 0.9 if year else 0.8)


def _name_start(name: str) -> int:
    """Return where the law's own name begins: behind the words that open a sentence, a part and the place that owns it."""
    start = 0
    for owner in re.finditer(r"([\w. ]+?)['’]s? ", name):
        words = [word for word in owner[1].split() if word.capitalize() not in _OPENERS]
        if (
            len(words) > 1
            or (words and words[-1].isupper())
            or any(" ".join(words[-size:]) in _places() for size in (1, 2, 3))
        ):
            start = owner.end()
    part = re.match(r"(?:Titles?|Sections?|Articles?|Parts?|Chapters?) [\w.,() ]+? of (?:the )?", name[start:])
    start += part.end() if part else 0
    while (word := re.match(r"(\w+),? ", name[start:])) and word[1].capitalize() in _OPENERS:
        start += word.end()
    return start


@cache
def _places() -> frozenset[str]:
    """Return the names of countries and their divisions: whose law it is stands before the name, not in it."""
    fields = (row for name in ("countries", "subdivisions") for row in rows(name))
    return frozenset(name for row in fields for field in row for name in names(field))


def _is_law_name(words: list[str], noun: str, text: str, end: int) -> bool:
    last = words[-1].strip(".,")
    if noun in ("Act", "Acts"):
        numbered = re.match(r" (?:One|Two|Three|Four|Five|I{1,3}|IV|V|\d)\b", text[end : end + 7])
        return last not in _NOT_BEFORE_ACT and not numbered and not last.isupper() | (last.lower() in ("and", "the"))
    if noun == "Bill":
        follows_name = re.match(r"[ ,]*[A-Z][a-z]+| (?:No\. ?)?(?:[CS]-)?\d", text[end : end + 14])
        return (
            len(words) > 1
            and "Bill" not in words
            and last not in _NOT_BEFORE_BILL
            and words[0] not in _NOT_BEFORE_BILL
            and not follows_name
        )
    return len(words) > 1


def _treaty(match: re.Match[str], score: float) -> Iterator[Law]:
    name, start = match["name"], match.start()
    words = name.split()
    while words and words[0] in _OPENERS:
        start += len(words[0]) + 1
        words = words[1:]
    name = " ".join(words)
    if len(words) > 1 and not _NO_TREATIES.search(name):
        yield Law(Span(start, match.end()), dated(name, match.groupdict().get("year")), score)
