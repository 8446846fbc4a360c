"""Acts, bills, ordinances and the like cited by a name that the list need not know."""

import re
from collections.abc import Iterator

from newsgraph.extract.laws.law import Citation, Law, named
from newsgraph.extract.laws.names import name_before
from newsgraph.extract.laws.owners import leading_place, owner
from newsgraph.model import Span

_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_NOUN = re.compile(
    rf"(?<=[\w)’'] )(?:(?P<noun>Acts?|Bill|Ordinance|Decree|Statute|Law)(?P<number> No\.? ?\d+(?!\d| of {_YEAR}))?"
    rf"(?:,? \(?(?:No\.? ?)?\d{{1,3}} of(?= {_YEAR}))?(?:,? (?:of |\((?=\d{{4}}\)))?(?P<year>{_YEAR})(?![\w-]|,\d)\)?)?"
    rf"|(?P<made>Regulations|Rules|Order)(?: \(Northern Ireland\))?,? (?P<made_year>{_YEAR}))(?!\w)"
)
_BEFORE_YEAR = re.compile(rf"(?<![\w–-])({_YEAR}) $")
_CUE = re.compile(
    r"(?:\b(?:[Tt]he|[Tt]his|[Tt]hat|[Aa]n?|[Uu]nder|of|called|violat\w+|amend\w+|repeal\w+|through|into|cit\w+|invok\w+|proposed|federal|new|by|"
    r"state|[Tt]itled|and|its|their|his|her|our)|['’]s|s['’]|[“\"(]) ?$"
)
_NOT_BEFORE_ACT = frozenset(
    "May Might Must Will Would Can Could Should Shall To We You They I He She It Who Not Let Please First"
    " Second Third Fourth Opening Closing Final Balancing Class Sister Circus Solo Variety Juggling Vanishing"
    " Disappearing Support Supporting Comedy Live Headline Headlining Double Last Main Warm-up Love"
    " Now Why How When Men Women Lawmakers Senators Leaders Congress Title Caught Musical Magic Tribute Best Big"
    " Republicans Democrats Cops Police Judges Workers Voters States Cities Never Always Just Street".split()
)
_NOT_BEFORE_BILL = frozenset(
    "Dollar Buffalo Wild Old Uncle Mr Pecos Kill Phone Electric Energy Water Tax Dental Medical Bar Restaurant"
    " President Former Senator Sen Coach Governor Gov Director Actor Comedian Attorney Secretary Prince King"
    " Sir Judge Justice Rep Dr Father Brother Farmer Grocery Heating Gas Power Wage Pay Repair Legal Vet"
    " Show Playing Double Triple Top The A Hospital Dinner Hotel Waterfront Theater Theatre Film Utility"
    " Captain Officer Representative Congressman Mayor Professor Manager Sheriff Deputy Sergeant House Senate Assembly".split()
)
_MAKERS_OF_LAW = frozenset(
    "Murphy Moore Newton Ohm Boyle Godwin Hooke Parkinson Poe Sod Grimm Zipf Kepler Faraday Hubble Goodhart Gresham Benford"
    " Coulomb Jude Brandolini Cole Cunningham Stigler Conway Amdahl Metcalfe Betteridge Goodhart Sturgeon Wirth Campbell Hofstadter".split()
)
_BRANCHES = frozenset(
    "Common Civil Criminal International Family Contract Islamic Sharia Sharī'a Martial Harvard Yale Business Employment Environmental Constitutional"
    " Administrative Corporate Tax Property Commercial Roman Canon Jewish Maritime Admiralty Private Public Human Rights Space Stanford Columbia"
    " Georgetown Berkeley Attorney-at & of".split()
)
_NOT_ORDERS = re.compile(
    r"\b(?:Executive|World|Court|Purchase|Pecking|Mail|Money|Standing|Marching|Holy|Orange|Batting|Third|New|House|Ground)$"
)
_NO_STATE_ACTS = re.compile(
    r"^(?:Act\b|Statehood|Admission|Native|Wilderness|Desert|Reorganisation|Reorganization|Settlement|Enabling|Territor|Home Rule|Relations|Oversight|Independence|Coast)"
)
_OWN_NATION = frozenset({"US", "U.S.", "UK", "U.K.", "EU", "E.U.", "British"})


def named_laws(text: str, headings: tuple[Span, ...]) -> Iterator[Law]:
    """Yield laws cited by name; in headings, where every word is a capital one, only acts with a year."""
    if not any(
        noun in text
        for noun in ("Act", "Bill", "Ordinance", "Decree", "Statute", "Law", "Regulations", "Rules", "Order")
    ):
        return
    end = 0
    for match in _NOUN.finditer(text):
        start = name_before(text, match.start(), end)
        name = text[start : match.start()].rstrip()
        if not name:
            continue
        law = _made(match, name, start, text) if match["made"] else _act(match, name, start, text, headings)
        if law:
            yield law
            end = law.span.end


def _act(match: re.Match[str], name: str, start: int, text: str, headings: tuple[Span, ...]) -> Law | None:
    noun, end = match["noun"], match.end()
    if noun == "Law":
        return _law(match, name, start, text)
    words = name.split()
    before = _BEFORE_YEAR.search(text[max(0, start - 6) : start]) if start else None
    year = match["year"] or (before[1] if before else None)
    if not _is_law_name(words, noun, text, end, year=year):
        return None
    begin = start - 5 if before and not match["year"] else start
    cued = bool(_CUE.search(text[max(0, begin - 12) : begin])) or bool(owner(text, begin, end))
    in_heading = any(span.start <= start < span.end for span in headings)
    if not year and (in_heading or (not cued and len(words) < 3)):
        return None
    number = f" {match['number'].strip()}" if match["number"] else ""
    if number and name == "Republic":
        return None
    return Law(Span(begin, end), _citation(f"{name} {noun}{number}", year), 0.9 if year else 0.8)


def _citation(name: str, year: str | None) -> Citation:
    """Return the citation of a name; a state's name, or U.S., at its head says whose law it is."""
    place = leading_place(name.strip('“”"'), division=True)
    dated = int(year) if year else None
    if place:
        code, rest = place
        head = name[: len(name) - len(rest)].strip()
        if len(rest.split()) > 1 and (
            head in _OWN_NATION or (code.startswith("US-") and not _NO_STATE_ACTS.search(rest))
        ):
            return named(rest, jurisdiction=code, year=dated)
    return named(name.strip('“”"'), year=dated)


def _law(match: re.Match[str], name: str, start: int, text: str) -> Law | None:
    """Read `Megan's Law` and `the Press Freedom Law`; a law of nature is none, nor a branch of law or a school of it."""
    words = name.split()
    year = int(match["year"]) if match["year"] else None
    owner_name = re.fullmatch(r"([A-Z][a-z]+(?:[A-Z][a-z]+)?)['’]s|([A-Z][a-z]+s)['’]", words[-1])
    if owner_name:
        begin = start + len(name) - len(words[-1])
        end = match.end() if year else match.start() + len("Law")
        if (owner_name[1] or owner_name[2]) in _MAKERS_OF_LAW:
            return None
        return Law(Span(begin, end), named(f"{words[-1]} Law", year=year), 0.8)
    named_so = (
        len(words) > 1
        and "Law" not in words
        and words[-1] not in _BRANCHES
        and re.search(r"\b[Tt]he $", text[max(0, start - 4) : start])
    )
    if not named_so or re.match(r" (?:[A-Z&]|and [A-Z])", text[match.end() : match.end() + 6]):
        return None
    return Law(Span(start, match.end()), named(f"{name} Law", year=year), 0.75)


def _made(match: re.Match[str], name: str, start: int, text: str) -> Law | None:
    """Read what ministers make under acts, `Misuse of Drugs Regulations 2001`, always with its year."""
    words = name.split()
    if (
        len(words) < 2
        or _NOT_ORDERS.search(name)
        or not re.search(r"\b(?:[Tt]he|under|of|and|['’]s) $", text[max(0, start - 6) : start])
    ):
        return None
    return Law(Span(start, match.end()), named(f"{name} {match['made']}", year=int(match["made_year"])), 0.85)


def _is_law_name(words: list[str], noun: str, text: str, end: int, *, year: str | None) -> bool:
    last = words[-1].strip('.,“"')
    if noun in ("Act", "Acts"):
        numbered = re.match(r" (?:One|Two|Three|Four|Five|I{1,3}|IV|VI{0,3}|\d)\b(?! of \d{4})", text[end : end + 14])
        return last not in _NOT_BEFORE_ACT and not numbered and (len(last) > 1 or bool(year))
    if noun == "Bill":
        # Behind a given name, a title or the name of a chamber it is a man's name or a number follows.
        follows_name = re.match(
            r"(?: |, )(?:[A-Z][a-z]+\b(?! (?:of )?\d{4}))|,? (?:No\.? ?)?(?:[CS]-)?\d", text[end : end + 24]
        )
        sizes = len(words) > 1 or bool(year)
        return (
            sizes
            and "Bill" not in words
            and last not in _NOT_BEFORE_BILL
            and words[0] not in _NOT_BEFORE_BILL
            and not follows_name
        )
    return len(words) > 1 or bool(year)
